"""The mark by which a row of an Excel checklist is known again when the workbook comes back.

It stands in a hidden column: the recommendation's id, and a short digest of each cell that owners fill in as it was
written. So a cell that the owner changed is told from one that changed in the review meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.domain.checklist import ChecklistRow

MARK_TITLE = "Reviewer’s mark (please keep)"
ROWS_TITLE = "Reviewer’s rows (please keep)"  # of the sheet About: which recommendations went out
TICKS = ("☐", "☒")
ACTION, OWNER, DUE, STATUS, EVIDENCE, QUESTION = (
    "Council action", "Owner", "Due", "Council status", "Evidence held", "Question for the board",
)  # fmt: skip
FILLED_IN = (ACTION, OWNER, DUE, STATUS, EVIDENCE, QUESTION)  # the columns that owners fill in
_VERSION = "1"
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10)} | {0xFFFE: None, 0xFFFF: None}
_LONGEST = 32767  # characters that Excel holds in one cell


@dataclass(frozen=True, slots=True)
class RowMark:
    """``written`` is the digest of each cell of `FILLED_IN` as it was written.

    ``added`` maps the digest of each title that officers added to that of its cell; a cell that was empty is not in it.
    """

    recommendation: str
    written: Mapping[str, str]
    added: Mapping[str, str] = field(default_factory=dict)

    def wrote(self, title: str) -> str:
        """Return the digest of a cell of a column that officers added, as it was written."""
        return self.added.get(digest(title)) or digest("")


def mark(row: ChecklistRow) -> str:
    """Return the mark of a row."""
    due = row.due.isoformat() if row.due else ""
    values = (row.action, row.owner, due, row.status, row.evidence_held, row.question)
    added = (f"{digest(title)}:{digest(text)}" for title, text in row.added if text)
    return " ".join((_VERSION, row.id, *(digest(value) for value in values), *added))


def parse(text: str) -> RowMark | None:
    """Return what a mark says, None where the text is none."""
    parts = text.split()
    known, added = parts[: 2 + len(FILLED_IN)], [part.partition(":") for part in parts[2 + len(FILLED_IN) :]]
    if len(known) != 2 + len(FILLED_IN) or parts[0] != _VERSION or not all(colon for _, colon, _ in added):
        return None
    return RowMark(parts[1], dict(zip(FILLED_IN, known[2:], strict=True)), {title: value for title, _, value in added})


def digest(text: str) -> str:
    """Return eight letters that stand for a text as a cell holds it."""
    return hashlib.sha256(plain(text).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def plain(text: str) -> str:
    """Return a text as it is compared: as a cell can hold it, ends of lines alike, no spaces at the ends."""
    lines = clean(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def clean(text: str) -> str:
    """Return text without the control characters that a workbook cannot hold, and no longer than a cell."""
    return text.translate(_ILLEGAL)[:_LONGEST]
