"""The columns of the printed checklist on A4 landscape, alike in Word and PDF. All sizes are millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reviewer.domain.checklist import ChecklistRow, Section
from reviewer.domain.document import RecommendationKind
from reviewer.export import table

PAGE = (297.0, 210.0)
MARGIN = 10.0
WIDE = PAGE[0] - 2 * MARGIN
MOST_COLUMNS = 4  # later documents side by side; more would leave a quotation no room, so they stand in one column
BEFORE = ("Ref", "Recommendation", "Source and paragraph")
AFTER = (
    "Latest evidence",
    "Council action",
    "Owner",
    "Due",
    "Council status",
    "Evidence held",
    "Question for the board",
    "Done",
)
_STACKED = "Later documents"
_LEAST = {  # so that the longest usual word of the column stays whole
    "Ref": 14.0, "Recommendation": 25.0, "Source and paragraph": 17.0, "Latest evidence": 25.0, "Council action": 13.5,
    "Owner": 12.0, "Due": 14.5, "Council status": 13.5, "Evidence held": 14.5, "Question for the board": 14.5,
    "Done": 9.0, _STACKED: 45.0,
}  # fmt: skip
_LEAST_VISIT = 18.2
_LETTER, _WIDE_LETTER = 1.38, 1.5  # the width of a letter at the size of the table: on average, in one word at most
_WIDEST_WORD = 25.0
_PADDING = 2.0
_STEP = 1.0
_SAMPLE = 80  # rows that decide the widths; more of them change nothing that an eye would see


def stacked(section: Section, wide: float = WIDE) -> bool:
    """Tell whether the later documents are too many to stand side by side in so many millimetres."""
    number = len(section.later)
    return number > MOST_COLUMNS or _narrowest(number) > wide


def least_width() -> float:
    """Return the millimetres below which the table cannot be read at all."""
    return _narrowest(0) + _LEAST[_STACKED]


def titles(section: Section, *, wrapped: bool) -> tuple[str, ...]:
    """Return the titles of the printed columns; ``wrapped``: one column for all later documents."""
    return (*BEFORE, *((_STACKED,) if wrapped else table.visit_titles(section)), *AFTER)


def column_widths(section: Section, *, wrapped: bool, wide: float = WIDE) -> list[float]:
    """Return widths that fill ``wide`` millimetres and keep the rows low.

    Every column begins as narrow as its words allow; each further millimetre goes to the column that makes
    the most height, so that columns nobody has filled in stay narrow.
    """
    texts = [_texts(row, wrapped=wrapped) for row in section.rows[:_SAMPLE]]
    widths = [
        max(_LEAST.get(title, _LEAST_VISIT), *(_longest_word(cells[place]) for cells in texts))
        if texts
        else _LEAST.get(title, _LEAST_VISIT)
        for place, title in enumerate(titles(section, wrapped=wrapped))
    ]
    if sum(widths) > wide:
        widths = [width * wide / sum(widths) for width in widths]
    rows = [[[len(part) for part in cell] for cell in cells] for cells in texts]
    lines = [[_lines(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    spare = wide - sum(widths)
    while spare > 0 and rows:
        step = min(_STEP, spare)
        column = _tallest(lines)
        widths[column] += step
        for row, high in zip(rows, lines, strict=True):  # no other column has changed
            high[column] = _lines(row[column], widths[column])
        spare -= step
    return widths


def most_lines(row: ChecklistRow, widths: Sequence[float], *, wrapped: bool) -> int:
    """Return how many lines the tallest cell of a row takes at these widths, by the average width of a letter."""
    return max(_lines([len(part) for part in cell], width) for cell, width in zip(_texts(row, wrapped=wrapped), widths, strict=True))


def _narrowest(visits: int) -> float:
    return sum(_LEAST[title] for title in (*BEFORE, *AFTER)) + visits * _LEAST_VISIT


def _tallest(lines: Sequence[Sequence[int]]) -> int:
    """Return the column that decides the height of the most lines; ``lines`` of every cell, row by row."""
    made = [0] * len(lines[0])
    for row in lines:
        most = max(row)
        made[row.index(most)] += most
    return made.index(max(made))


def _lines(letters: Sequence[int], width: float) -> int:
    """Return the lines of paragraphs of so many letters."""
    return sum(max(math.ceil(number * _LETTER / (width - _PADDING)), 1) for number in letters)


def _longest_word(paragraphs: Sequence[str]) -> float:
    """Return the width that keeps every word whole, up to that of a very long one."""
    longest = max((len(word) for text in paragraphs for word in text.replace("-", " ").split()), default=0)
    return min(longest * _WIDE_LETTER + _PADDING, _WIDEST_WORD)


def _texts(row: ChecklistRow, *, wrapped: bool) -> list[list[str]]:
    """Return the paragraphs of every printed cell."""
    answers = [list(table.answer_lines(answer)) for answer in row.answers]
    shaped = [[f"   {first}", *rest] for first, *rest in answers]
    visits = [[f"{'x ' * 12}{' '.join(lines)}" for lines in answers]] if wrapped else shaped
    evidence = [*row.latest_quote.split("\n"), row.latest_where]
    due = [table.date_words(row.due), "Overdue" if row.overdue else ""]
    plain = [text.split("\n") for text in (row.status, row.evidence_held, row.question)]
    kind = [table.kind_words(row.kind)] if row.kind is not RecommendationKind.RECOMMENDATION else []
    first = [row.ref, *kind, row.standing_words, *([row.change] if row.change else [])]
    return [
        first, [row.text, *(line for line in row.thread.split("\n") if line)], [row.source], *visits, evidence, row.action.split("\n"), [row.owner],
        due, *plain, [""],
    ]  # fmt: skip
