"""The follow-up checklist: a review -> rows, pure. Every export and the preview take these same rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.domain.document import RecommendationKind
from reviewer.domain.review import CitedPassage, DocumentSummary, Matrix, MatrixRow, Standing


class Grouping(StrEnum):
    """How the rows are grouped."""

    AREA = "area"
    STANDING = "standing"
    OWNER = "owner"
    NONE = "none"


class Marking(StrEnum):
    """Protective marking, lowest first; an export takes the highest of its sources."""

    NONE = ""
    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class ChecklistFilter:
    """What goes into the checklist. ``draft_reason`` non-empty lets draft documents in (the reason is logged)."""

    earlier: str
    standing: frozenset[Standing] = frozenset(Standing)
    owner: str = ""
    overdue_only: bool = False
    grouping: Grouping = Grouping.AREA
    draft_reason: str = ""
    marking: Marking = Marking.NONE


@dataclass(frozen=True, slots=True)
class VisitAnswer:
    """One later-visit column of one row: words ready to print, plus the values for shapes."""

    document: str
    coverage: str
    outcome: str
    coverage_words: str
    outcome_words: str
    note: str
    cited: tuple[CitedPassage, ...] = ()
    author: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One recommendation, as every format prints it. ``due`` is a date or None; ``status`` the council's words.

    ``last_revisited`` is the ISO date of the latest document that came back to it, "" where none did;
    ``years`` counts whole years since then, or since the recommendation itself. ``added`` are (title, text) of the
    columns that officers added to the Excel checklist.
    """

    id: str
    ref: str
    text: str
    source: str
    kind: RecommendationKind
    area: str
    standing: Standing
    standing_words: str
    answers: tuple[VisitAnswer, ...]
    latest_quote: str
    latest_where: str
    action: str
    owner: str
    due: dt.date | None
    status: str
    overdue: bool
    evidence_held: str
    question: str
    last_revisited: str = ""
    years: int | None = None
    added: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    title: str
    rows: tuple[ChecklistRow, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that an export prints. ``left_out`` are drafts kept out; ``marking`` is the one in force."""

    title: str
    authority: str
    made: str
    marking: Marking
    draft_reason: str
    earlier: DocumentSummary
    later: tuple[DocumentSummary, ...]
    groups: tuple[ChecklistGroup, ...]
    left_out: tuple[DocumentSummary, ...] = ()
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def sources(self) -> tuple[DocumentSummary, ...]:
        return (self.earlier, *self.later)


def highest(markings: Iterable[str]) -> Marking:
    """Return the highest of some markings; an unknown word counts as none."""
    order = list(Marking)
    known = [Marking(m) for m in markings if m in {*Marking}]
    return max(known, key=order.index, default=Marking.NONE)


__all__ = [
    "Checklist", "ChecklistFilter", "ChecklistGroup", "ChecklistRow", "Grouping", "Marking", "Matrix",
    "MatrixRow", "VisitAnswer", "highest",
]
