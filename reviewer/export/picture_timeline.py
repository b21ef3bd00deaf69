"""The judgements over time as a picture: one lane an area, a bar an inspection, a tick a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reviewer.domain.checklist import Section
from reviewer.domain.document import Grade
from reviewer.domain.timeline import Bar, Tick, Timeline, build_timeline
from reviewer.export.drawing import INK, Hatching, Picture, Primitive, Text, line, rectangle
from reviewer.export.letters import width, wrapped

SOFT, LINE = "#566070", "#b9c0c8"
_WIDTH, _LANE, _LEFT = 760.0, 22.0, 100.0
_RIGHT = _WIDTH - 1.0
_GRADES = {  # fill and ink: darker is better, so that the order holds in black and white; inadequate is hatched
    Grade.OUTSTANDING: ("#00573c", "#ffffff"),
    Grade.GOOD: ("#7fbfa4", INK),
    Grade.ADEQUATE: ("#cfd8c8", INK),
    Grade.REQUIRES_IMPROVEMENT: ("#f3e3bf", INK),
    Grade.INADEQUATE: ("#ffffff", INK),
}
_SHORT = {
    Grade.OUTSTANDING: "O",
    Grade.GOOD: "G",
    Grade.ADEQUATE: "A",
    Grade.REQUIRES_IMPROVEMENT: "RI",
    Grade.INADEQUATE: "I",
}
_SHORT_WORDS = {
    "O": "outstanding",
    "G": "good",
    "A": "adequate",
    "RI": "requires improvement to be good",
    "I": "inadequate",
    "n": "no longer made",
    "–": "not stated",
}
_NO_GRADE = {words: short for short, words in _SHORT_WORDS.items()}


def timeline_picture(section: Section, today: dt.date) -> Picture | None:
    """Draw the judgements over time, one lane an area, with the visits as ticks; None where there are none."""
    timeline = build_timeline(section.sources)
    if not timeline.lanes:
        return None
    scale = _Scale(timeline, today)
    parts: list[Primitive] = []
    shortened: set[str] = set()
    for index, lane in enumerate(timeline.lanes):
        parts.append(Text(2, index * _LANE + 14, lane.value, 8.5, SOFT))
        for bar in timeline.drawn:
            if bar.lane is lane:
                parts += _bar(bar, timeline, scale, index * _LANE + 1, shortened)
    foot = len(timeline.lanes) * _LANE + 4
    ticks, deep = _ticks(timeline.ticks, scale, foot)
    base = foot + 4 + deep
    parts += [*ticks, line(_LEFT, base, _WIDTH, base, stroke=LINE)]
    parts += [Text(x, base + 10, str(year), 7.5, SOFT) for year, x in scale.years()]
    key = ", ".join(f"{short} = {_SHORT_WORDS[short]}" for short in _SHORT_WORDS if short in shortened)
    parts += [Text(_LEFT, base + 22, key, 7.5, SOFT)] if key else []
    height = base + (26 if key else 14)
    return Picture(_WIDTH, height, tuple(parts), "Judgements over time", timeline.in_words)


class _Scale:
    """Dates along the width of the picture."""

    def __init__(self, timeline: Timeline, today: dt.date) -> None:
        dates = [
            dt.date.fromisoformat(d) for d in (*(b.start for b in timeline.bars), *(t.date for t in timeline.ticks))
        ]
        self.first, self.last = min(dates), max(today, *dates)
        self._days = max((self.last - self.first).days, 1)

    def x(self, iso: str) -> float:
        date = dt.date.fromisoformat(iso) if iso else self.last
        return _LEFT + (_RIGHT - _LEFT) * (date - self.first).days / self._days

    def years(self) -> list[tuple[int, float]]:
        step = max(1, (self.last.year - self.first.year) // 12)
        starts = [(self.first.year, _LEFT)]
        for year in range(self.first.year + step, self.last.year + 1, step):
            x = self.x(f"{year}-01-01")
            if x - starts[-1][1] > 24 and _WIDTH - x > 16:
                starts.append((year, x))
        return starts


def _bar(bar: Bar, timeline: Timeline, scale: _Scale, y: float, shortened: set[str]) -> list[Primitive]:
    x, end = scale.x(bar.start), scale.x(bar.end)
    wide, high = max(end - x - 1, 2.0), _LANE * (2 if timeline.spans_two(bar) else 1) - 3
    words = timeline.words_of(bar)
    if bar.judgement is None:
        box = rectangle(x, y, wide, high, stroke=SOFT, line=0.7, dash=(3, 2))
        return [box, *_label(words, _NO_GRADE[words], (x, y, wide, high), SOFT, shortened)]
    grade = bar.judgement.grade
    fill, ink = _GRADES[grade]
    parts: list[Primitive] = [rectangle(x, y, wide, high, fill=fill, stroke="")]
    if grade is Grade.INADEQUATE:
        parts.append(Hatching(x, y, wide, high, stroke=LINE, step=5))
    parts.append(rectangle(x, y, wide, high, stroke=INK, line=0.6))
    return [*parts, *_label(words, _SHORT[grade], (x, y, wide, high), ink, shortened, bold=grade is Grade.INADEQUATE)]


def _label(
    words: str, short: str, box: tuple[float, float, float, float], ink: str, shortened: set[str], *, bold: bool = False
) -> list[Primitive]:
    """Return the words of a bar on as many lines as it has room for; where it is too short, a letter that the key explains."""
    x, y, wide, high = box
    middle = y + high / 2
    for size, leading in ((8.0, 9.5), (7.5, 9.0), (7.0, 8.0), (6.5, 8.0)):
        lines = wrapped(words, wide - 6, size, bold=bold)
        whole = all(width(word, size, bold=bold) <= wide - 6 for word in words.split())
        if whole and len(lines) * leading <= high - 2:
            first = middle + size * 0.36 - (len(lines) - 1) * leading / 2
            return [Text(x + 3, first + n * leading, part, size, ink, bold=bold) for n, part in enumerate(lines)]
    if width(short, 7.5, bold=bold) > wide - 1:
        return []
    shortened.add(short)
    return [Text(x + wide / 2, middle + 2.7, short, 7.5, ink, bold=bold, anchor="middle")]


def _ticks(ticks: Sequence[Tick], scale: _Scale, top: float) -> tuple[list[Primitive], float]:
    """Return the visits and how deep they reach.

    A name stands at the right of its line, and below the names of the later visits that it would meet, so that no line
    crosses it; at the edge of the picture it stands at the left, below all that it would meet.
    """
    places = [(scale.x(tick.date), width(tick.name, 7.5) + 8) for tick in ticks]
    inside = [x + 3 + wide <= _WIDTH for x, wide in places]
    rows = [0] * len(ticks)
    for n in reversed(range(len(ticks))):
        x, wide = places[n]
        met = [rows[m] for m in range(n + 1, len(ticks)) if inside[m] and places[m][0] < x + wide]
        rows[n] = max(met, default=-1) + 1 if inside[n] else 0
    for n, (x, wide) in enumerate(places):
        if not inside[n]:
            met = [rows[m] for m in range(n) if places[m][0] + (places[m][1] if inside[m] else 0) > x - wide]
            rows[n] = max(met, default=-1) + 1
    parts: list[Primitive] = []
    for tick, (x, _), left, row in zip(ticks, places, inside, rows, strict=True):
        y = top + row * 10
        parts.append(line(x, top, x, y + 10, stroke=SOFT, width=1.2))
        parts.append(Text(x + 3 if left else x - 3, y + 9, tick.name, 7.5, SOFT, anchor="start" if left else "end"))
    return parts, (max(rows, default=0) + 1) * 10
