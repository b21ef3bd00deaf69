"""The columns of the printed checklist on A4 landscape, alike in Word and PDF. All sizes are millimetres."""

from __future__ import annotations

from reviewer.domain.checklist import Checklist
from reviewer.export import table

PAGE = (297.0, 210.0)
MARGIN = 10.0
WIDE = PAGE[0] - 2 * MARGIN
MOST_COLUMNS = 5  # later documents that stand side by side; more of them stand in one column, below one another
MOST_PICTURED = 24  # rows that a picture of the matrix or of the years shows legibly on one page
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
_WIDTHS = {
    "Ref": 17.0, "Recommendation": 38.0, "Source and paragraph": 18.0, "Latest evidence": 40.0, "Council action": 24.0,
    "Owner": 17.0, "Due": 14.0, "Council status": 16.0, "Evidence held": 18.0, "Question for the board": 19.0,
    "Done": 9.0,
}  # fmt: skip
_FLEXIBLE = ("Recommendation", "Latest evidence")
_STACKED = "Later documents"


def stacked(checklist: Checklist) -> bool:
    """Tell whether the later documents are too many to stand side by side."""
    return len(checklist.later) > MOST_COLUMNS


def titles(checklist: Checklist) -> tuple[str, ...]:
    """Return the titles of the printed columns."""
    return (*BEFORE, *((_STACKED,) if stacked(checklist) else table.visit_titles(checklist)), *AFTER)


def column_widths(checklist: Checklist) -> list[float]:
    """Return widths that fill the page; the two wide columns give or take."""
    columns = titles(checklist)
    visit = 52.0 if stacked(checklist) else max(16.0, 19.0 - max(len(checklist.later) - 3, 0))
    widths = [_WIDTHS.get(title, visit) for title in columns]
    each = (WIDE - sum(widths)) / len(_FLEXIBLE)
    return [width + each if title in _FLEXIBLE else width for title, width in zip(columns, widths, strict=True)]
