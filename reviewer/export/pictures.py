"""Three pictures of a checklist: the matrix, the judgements over time, the years since each was last revisited."""

from __future__ import annotations

import datetime as dt

from reviewer.domain.checklist import Checklist, ChecklistRow, VisitAnswer
from reviewer.domain.document import Grade
from reviewer.domain.review import Standing
from reviewer.domain.revisit import Coverage
from reviewer.domain.timeline import Bar, Timeline, build_timeline
from reviewer.export import table
from reviewer.export.drawing import INK, Picture, Primitive, Text, hatching, line, moved, rectangle
from reviewer.export.shapes import GRID, shape, shape_name

SOFT, LINE = "#566070", "#b9c0c8"
WIDTH = 760.0
_ROW, _LEFT, _RIGHT = 18.0, 120.0, WIDTH - 1.0
_GRADES = {  # fill and ink: darker is better, so that the order holds in black and white; inadequate is hatched
    Grade.OUTSTANDING: ("#00573c", "#ffffff"),
    Grade.GOOD: ("#7fbfa4", INK),
    Grade.ADEQUATE: ("#cfd8c8", INK),
    Grade.REQUIRES_IMPROVEMENT: ("#f3e3bf", INK),
    Grade.INADEQUATE: ("#ffffff", INK),
}


def matrix_picture(checklist: Checklist) -> Picture:
    """Draw recommendation x later document: shape and word, hatched where outside scope, dashed where unchecked."""
    columns = max(len(checklist.later), 1)
    wide = (_RIGHT - _LEFT) / columns
    parts: list[Primitive] = []
    for number, title in enumerate(table.visit_titles(checklist)):
        parts.append(Text(_LEFT + number * wide + 4, 12, _cut(title, wide - 8, 8.5), 8.5, bold=True))
    for index, row in enumerate(checklist.rows):
        top = 18 + index * _ROW
        parts.append(Text(2, top + 12, row.ref, 8.5, bold=True))
        for number, answer in enumerate(row.answers):
            parts += _cell(answer, _LEFT + number * wide, top, wide)
    words = "; ".join(
        f"{row.ref}: {', '.join(_short(a) for a in row.answers) or 'no later document'}" for row in checklist.rows
    )
    height = 22 + len(checklist.rows) * _ROW
    return Picture(WIDTH, height, tuple(parts), "Recommendations and later documents", f"Matrix. {words}.")


def _cell(answer: VisitAnswer, x: float, y: float, wide: float) -> list[Primitive]:
    outside, unchecked = answer.coverage == Coverage.OUTSIDE_SCOPE, not answer.coverage
    parts: list[Primitive] = []
    if outside:
        parts += hatching(x, y, wide, _ROW, stroke="#d5dae0", step=6)
    parts.append(
        rectangle(x, y, wide, _ROW, stroke=SOFT if unchecked else LINE, line=0.7, dash=(3, 2) if unchecked else None)
    )
    parts += moved(shape(shape_name(answer), INK), x + 4, y + 3, 12 / GRID)
    parts.append(Text(x + 20, y + 12, _cut(_short(answer), wide - 24, 8.5), 8.5, SOFT if outside else INK))
    return parts


def _short(answer: VisitAnswer) -> str:
    return answer.outcome_words or answer.coverage_words


def timeline_picture(checklist: Checklist, today: dt.date) -> Picture | None:
    """Draw the judgements over time, one lane an area, with the visits as ticks; None where there are none."""
    timeline = build_timeline(checklist.sources)
    if not timeline.lanes:
        return None
    scale = _Scale(timeline, today)
    parts: list[Primitive] = []
    for index, lane in enumerate(timeline.lanes):
        parts.append(Text(2, index * _ROW + 12, lane.value, 8.5, SOFT))
        for bar in timeline.bars:
            if bar.lane is lane:
                parts += _bar(bar, scale, index * _ROW + 1)
    foot = len(timeline.lanes) * _ROW + 4
    for tick in timeline.ticks:
        x = scale.x(tick.date)
        parts += [line(x, foot, x, foot + 10, stroke=SOFT, width=1.2), Text(x + 3, foot + 9, tick.name, 7.5, SOFT)]
    parts.append(line(_LEFT, foot + 14, WIDTH, foot + 14, stroke=LINE))
    for year, x in scale.years():
        parts.append(Text(x, foot + 24, str(year), 7.5, SOFT))
    return Picture(WIDTH, foot + 28, tuple(parts), "Judgements over time", _timeline_words(timeline))


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
            if x - starts[-1][1] > 24 and WIDTH - x > 16:
                starts.append((year, x))
        return starts


def _bar(bar: Bar, scale: _Scale, y: float) -> list[Primitive]:
    x, end = scale.x(bar.start), scale.x(bar.end)
    wide, high = max(end - x - 1, 2.0), _ROW - 3
    if bar.judgement is None:
        return [
            rectangle(x, y, wide, high, stroke=SOFT, line=0.7, dash=(3, 2)),
            Text(x + 4, y + 11, _cut("not made", wide - 6, 8), 8, SOFT),
        ]
    fill, ink = _GRADES[bar.judgement.grade]
    parts: list[Primitive] = [rectangle(x, y, wide, high, fill=fill, stroke=INK, line=0.6)]
    words = "with children in care" if bar.shared else bar.judgement.grade_printed
    if bar.judgement.grade is Grade.INADEQUATE:
        parts += hatching(x, y, wide, high, stroke=LINE, step=5)
    parts.append(Text(x + 4, y + 11, _cut(words, wide - 6, 8), 8, ink, bold=bar.judgement.grade is Grade.INADEQUATE))
    return parts


def _timeline_words(timeline: Timeline) -> str:
    sentences = []
    for lane in timeline.lanes:
        bars = [bar for bar in timeline.bars if bar.lane is lane]
        grades = ", ".join(
            f"{bar.start[:4]} {bar.judgement.grade_printed if bar.judgement else 'not made'}" for bar in bars
        )
        sentences.append(f"{lane.value}: {grades}")
    ticks = ", ".join(tick.name for tick in timeline.ticks)
    return f"{'; '.join(sentences)}.{f' Visits: {ticks}.' if ticks else ''}"


def years_picture(checklist: Checklist) -> Picture | None:
    """Draw how many years ago each recommendation was last revisited; hatched where it never was so far."""
    rows = [row for row in checklist.rows if row.years is not None]
    if not rows:
        return None
    most = max(row.years or 0 for row in rows) or 1
    parts: list[Primitive] = []
    for index, row in enumerate(rows):
        top, wide = index * _ROW, (WIDTH - _LEFT - 240) * (row.years or 0) / most
        parts.append(Text(2, top + 12, row.ref, 8.5, bold=True))
        if row.last_revisited:
            parts.append(rectangle(_LEFT, top + 3, max(wide, 2), 11, fill="#5b8fa8", stroke=INK, line=0.6))
        else:
            parts += hatching(_LEFT, top + 3, max(wide, 2), 11, stroke=INK, step=4)
            parts.append(rectangle(_LEFT, top + 3, max(wide, 2), 11, stroke=INK, line=0.8))
        parts.append(Text(_LEFT + wide + 8, top + 12, years_words(row), 8.5))
    words = "; ".join(f"{row.ref}: {years_words(row)}" for row in rows)
    return Picture(WIDTH, len(rows) * _ROW + 4, tuple(parts), "Years since last revisited", f"{words}.")


def years_words(row: ChecklistRow) -> str:
    """Return "3 years ago (2022)", "never revisited, 9 years", "not revisited so far, 9 years"."""
    span = table.plural(row.years or 0, "year")
    if row.last_revisited:
        return (
            f"{span} ago ({row.last_revisited[:4]})"
            if row.years
            else f"less than a year ago ({row.last_revisited[:4]})"
        )
    return f"{'never revisited' if row.standing is Standing.NEVER_REVISITED else 'not revisited so far'}, {span}"


def _cut(text: str, width: float, size: float) -> str:
    """Return as much of the text as fits, by the average width of a letter."""
    most = int(width / (size * 0.52))
    return text if len(text) <= most else (f"{text[: most - 1].rstrip()}…" if most > 2 else "")
