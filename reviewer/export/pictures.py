"""The pictures of a checklist: recommendation x later document, and the years since each was last revisited.

Each earlier document has its own. A picture that would be too large to read on a page goes on in a second one. No word
is cut: cells grow with their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewer.domain.checklist import Checklist, ChecklistRow, Section, VisitAnswer, of_each_document
from reviewer.domain.review import DocumentSummary
from reviewer.domain.revisit import Coverage
from reviewer.domain.standing_words import quiet_words
from reviewer.export import table
from reviewer.export.drawing import INK, Hatching, Picture, Primitive, Text, line, moved, rectangle
from reviewer.export.going_on import check
from reviewer.export.letters import size_for, width, wrapped
from reviewer.export.picture_timeline import timeline_picture
from reviewer.export.shapes import GRID, shape, shape_name

SOFT, LINE = "#566070", "#b9c0c8"
_BAR = "#7f8e9a"  # so near to grey that the picture is drawn and packed as one
WIDTH = 760.0
HIGH = 430.0  # points of a landscape page that hold a picture under its title
_ROW, _LEFT = 18.0, 120.0
_COLUMNS = 8  # later documents side by side in one picture
_SIZES = (8.5, 8.0, 7.5, 7.0)
_LEADING = 1.2
_SHAPE, _BESIDE = 12.0, 20.0  # of a cell: the shape, and where its words begin


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """``kind`` is "judgements", "matrix" or "years"; ``authority`` "" where the export has only one."""

    kind: str
    authority: str
    picture: Picture


def all_pictures(checklist: Checklist) -> tuple[NamedPicture, ...]:
    """Return every picture in the order of the export: of each authority the judgements, then of each document."""
    today = table.iso_date(checklist.made)
    found = []
    for section in checklist.sections:
        check()
        name = section.authority if checklist.several else ""
        judged = timeline_picture(section, today) if today else None
        found += [NamedPicture("judgements", name, judged)] if judged else []
        parts = of_each_document(section)
        for part in parts:
            before = f"{part.earlier[0].name}: " if len(parts) > 1 else ""
            found += [NamedPicture("matrix", name, _titled(one, before)) for one in matrix_pictures(part)]
            years = years_pictures(part) if part.later else ()  # nothing could have come back to it yet
            found += [NamedPicture("years", name, _titled(one, before)) for one in years]
    return tuple(found)


def _titled(picture: Picture, before: str) -> Picture:
    title = f"{before}{picture.title[:1].lower()}{picture.title[1:]}" if before else picture.title
    return replace(picture, title=title, alt=f"{before}{picture.alt}")


def matrix_pictures(section: Section) -> tuple[Picture, ...]:
    """Draw recommendation x later document: shape and word, hatched where outside scope, dashed where unchecked."""
    made: list[Picture] = []
    number = max(-(-len(section.later) // _COLUMNS), 1)
    size = -(-len(section.later) // number)
    for part in range(number) if section.later and section.rows else ():
        made += _matrix_part(section, part * size, min((part + 1) * size, len(section.later)))
    return _numbered(made)


def _matrix_part(section: Section, first: int, end: int) -> list[Picture]:
    """Draw some of the columns, in as many pictures as the rows need."""
    left = max(_LEFT - 40, max(width(row.ref, 8.5, bold=True) for row in section.rows) + 10)
    wide = (WIDTH - 1 - left) / max(end - first, 3)
    head, top = _head(section.later[first:end], table.visit_titles(section)[first:end], left, wide)
    size = size_for([_short(a) for row in section.rows for a in row.answers[first:end]], wide - _BESIDE - 4, _SIZES)
    made: list[Picture] = []
    parts, words, y = list(head), list[str](), top
    for row in section.rows:
        cells = [wrapped(_short(answer), wide - _BESIDE - 4, size) for answer in row.answers[first:end]]
        high = max(_ROW, max(map(len, cells)) * size * _LEADING + 7)
        if words and y + high > HIGH:
            made.append(_matrix(parts, words, left + wide * (end - first), y))
            parts, words, y = list(head), [], top
        parts.append(Text(2, y + 12, row.ref, 8.5, bold=True))
        for number, (answer, lines) in enumerate(zip(row.answers[first:end], cells, strict=True)):
            parts += _cell(answer, lines, size, (left + number * wide, y, wide, high))
        words.append(f"{row.ref}: {', '.join(_short(answer) for answer in row.answers[first:end])}")
        y += high
    return [*made, _matrix(parts, words, left + wide * (end - first), y)]


def _matrix(parts: Sequence[Primitive], words: Sequence[str], right: float, bottom: float) -> Picture:
    alt = f"Matrix. {'; '.join(words)}."
    return Picture(max(right + 1, WIDTH), bottom + 4, tuple(parts), "Recommendations and later documents", alt)


def _head(
    documents: Sequence[DocumentSummary], titles: Sequence[str], left: float, wide: float
) -> tuple[list[Primitive], float]:
    """Return the titles and dates of the columns, and where the first row begins."""
    size = size_for(titles, wide - 8, _SIZES, bold=True)
    lines = [wrapped(title, wide - 8, size, bold=True) for title in titles]
    days = [wrapped(table.dates_of(document), wide - 8, 7) for document in documents]
    most = max(map(len, lines))
    parts: list[Primitive] = []
    for number, (title, day) in enumerate(zip(lines, days, strict=True)):
        x = left + number * wide + 4
        parts += [Text(x, 10 + place * size * _LEADING, words, size, bold=True) for place, words in enumerate(title)]
        under = 10 + most * size * _LEADING
        parts += [Text(x, under + place * 8.4, words, 7, SOFT) for place, words in enumerate(day)]
    return parts, 10 + most * size * _LEADING + max(map(len, days)) * 8.4 - 1


def _cell(
    answer: VisitAnswer, lines: Sequence[str], size: float, box: tuple[float, float, float, float]
) -> list[Primitive]:
    x, y, wide, high = box
    outside = answer.coverage == Coverage.OUTSIDE_SCOPE
    unchecked = not answer.coverage and not answer.before
    parts: list[Primitive] = []
    if outside:
        parts.append(Hatching(x, y, wide, high, stroke="#d5dae0", step=6))
    parts.append(
        rectangle(x, y, wide, high, stroke=SOFT if unchecked else LINE, line=0.7, dash=(3, 2) if unchecked else None)
    )
    parts += moved(shape(shape_name(answer), INK), x + 4, y + 3, _SHAPE / GRID)
    fill = SOFT if outside else INK
    parts += [Text(x + _BESIDE, y + 12 + n * size * _LEADING, words, size, fill) for n, words in enumerate(lines)]
    return parts


def _short(answer: VisitAnswer) -> str:
    return answer.outcome_words or answer.coverage_words


def years_pictures(section: Section) -> tuple[Picture, ...]:
    """Draw how many years ago each recommendation was last revisited; hatched where it never was so far."""
    rows = [row for row in section.rows if row.years is not None]
    most = max((row.years or 0 for row in rows), default=0) or 1
    fitting = int(HIGH // _ROW)
    return _numbered([_years(rows[n : n + fitting], most) for n in range(0, len(rows), fitting)])


def _years(rows: Sequence[ChecklistRow], most: int) -> Picture:
    left = max(_LEFT - 40, max(width(row.ref, 8.5, bold=True) for row in rows) + 10)
    parts: list[Primitive] = []
    for index, row in enumerate(rows):
        top, wide = index * _ROW, (WIDTH - left - 240) * (row.years or 0) / most
        parts.append(Text(2, top + 12, row.ref, 8.5, bold=True))
        if row.last_revisited:
            parts.append(rectangle(left, top + 3, max(wide, 2), 11, fill=_BAR, stroke=INK, line=0.6))
        else:
            parts.append(Hatching(left, top + 3, max(wide, 2), 11, stroke=INK, step=4))
            parts.append(rectangle(left, top + 3, max(wide, 2), 11, stroke=INK, line=0.8))
        parts.append(Text(left + wide + 8, top + 12, years_words(row), 8.5))
    parts.append(line(left, 0, left, len(rows) * _ROW, stroke=LINE))
    words = "; ".join(f"{row.ref}: {years_words(row)}" for row in rows)
    return Picture(WIDTH, len(rows) * _ROW + 4, tuple(parts), "Years since last revisited", f"Bars. {words}.")


def years_words(row: ChecklistRow) -> str:
    """Return "3 years ago (2022)", "never revisited, made 9 years ago", "not revisited so far, 1 to check, made …"."""
    asked = [answer for answer in row.answers if not answer.before]
    to_check = sum(not answer.coverage for answer in asked)
    return quiet_words(row.standing, last=row.last_revisited, years=row.years, later=bool(asked), to_check=to_check)


def _numbered(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    """Return the pictures, numbered where there are several of a kind."""
    if len(pictures) < 2:
        return tuple(pictures)
    return tuple(replace(one, title=f"{one.title} ({n} of {len(pictures)})") for n, one in enumerate(pictures, 1))
