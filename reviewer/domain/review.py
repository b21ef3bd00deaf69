"""What views show of a review: documents with their facts, and the matrix recommendation x later visit.

Pure functions over what the store holds; the same matrix feeds the window, the checklist and the exports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer.domain.action import Action
from reviewer.domain.document import DocumentKind, Fact, FactName, Judgement, Sureness, inspection_legs
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.revisit import Coverage, Outcome, Revisit

KIND_WORDS: dict[DocumentKind, str] = {
    DocumentKind.SIF_INSPECTION: "Inspection",
    DocumentKind.ILACS_INSPECTION: "Inspection",
    DocumentKind.FOCUSED_VISIT: "Focused visit",
    DocumentKind.MONITORING_VISIT: "Monitoring visit",
    DocumentKind.UNANNOUNCED_INSPECTION: "Unannounced inspection",
    DocumentKind.JTAI: "Joint targeted area inspection",
    DocumentKind.OTHER: "Other document",
}


class FactState(StrEnum):
    """Whether an officer has looked at a fact."""

    READ = "read"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact as the review holds it: the value in force, what was read, and whether a person settled it."""

    id: str
    document: str
    value: str | None
    state: FactState
    read: Fact

    @property
    def to_check(self) -> bool:
        """Tell whether the officer should look: unsure or conflicting, and not yet settled."""
        return self.state is FactState.READ and self.read.sureness is not Sureness.SURE


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document as lists show it. Dates are ISO or ""; ``authority`` is a URN or "".

    ``imported`` is an ISO time with zone; ``copy_of`` the id of the document that it is a second copy of, or "";
    ``suggestion_count`` counts what the reader suggested and nobody has settled; ``perhaps_copy_of`` is a document that it
    looks like a copy of, as long as nobody has said whether it is, or "".
    """

    id: str
    file_name: str
    sha256: str
    format: str
    page_count: int | None
    imported: str
    facts: tuple[KnownFact, ...]
    judgements: tuple[Judgement, ...] = ()
    warnings: tuple[str, ...] = ()
    copy_of: str = ""
    highlight_count: int = 0
    recommendation_count: int = 0
    suggestion_count: int = 0
    perhaps_copy_of: str = ""

    def value(self, name: FactName) -> str:
        """Return the value in force of a fact, "" where it is not stated."""
        return next((fact.value or "" for fact in self.facts if fact.read.name is name), "")

    @property
    def authority(self) -> str:
        return self.value(FactName.AUTHORITY)

    @property
    def kind(self) -> DocumentKind:
        value = self.value(FactName.KIND)
        return DocumentKind(value) if value else DocumentKind.OTHER

    @property
    def legs(self) -> tuple[tuple[str, str], ...]:
        """First and last day of each part of the inspection, as ISO dates."""
        return inspection_legs(self.value(FactName.INSPECTION_DATES))

    @property
    def date(self) -> str:
        """The ISO date it sorts by: last inspection day, else published, else ""."""
        legs = self.legs
        return legs[-1][1] if legs else self.value(FactName.PUBLISHED)

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def name(self) -> str:
        """What people call it: "Inspection 2017", "Focused visit 2019"; the file name where nothing is known."""
        words = KIND_WORDS[self.kind]
        if self.kind is DocumentKind.OTHER and not self.date:
            return self.file_name
        return f"{words} {self.year}".strip()

    @property
    def draft(self) -> bool:
        """Tell whether it is not published: it stays out of every export unless a reason is given."""
        return self.value(FactName.PUBLICATION_STATE) in ("draft", "not-for-publication")

    @property
    def marking(self) -> str:
        return self.value(FactName.MARKING)

    @property
    def facts_to_check(self) -> tuple[KnownFact, ...]:
        return tuple(fact for fact in self.facts if fact.to_check)

    @property
    def checks(self) -> int:
        """How many facts and grades are unsure or contradict one another, and are not settled."""
        return len(self.facts_to_check) + sum(judgement.to_check for judgement in self.judgements)


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """Evidence as shown and exported: the quotation and where it stands.

    ``evidence``, ``highlight`` and ``document`` are ids; ``page`` counts from 1; ``paragraph`` is "¶4" or "".
    ``unsure``: the words are those of an earlier copy, and nobody has confirmed that they stand in this one.
    """

    evidence: str
    highlight: str
    quote: str
    document: str
    page: int | None
    paragraph: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One recommendation in one later document; ``revisit`` None means "not yet checked".

    ``perhaps_copy``: the document looks like a copy of another one of the matrix, and nobody has said yet whether it is.
    What a person answered there counts; without an answer it is no visit to check.
    """

    recommendation: str
    document: str
    revisit: Revisit | None
    cited: tuple[CitedPassage, ...] = ()
    perhaps_copy: bool = False

    @property
    def waits(self) -> bool:
        """Tell whether it is to check: no answer yet, and surely a visit of its own."""
        return self.revisit is None and not self.perhaps_copy

    @property
    def coverage(self) -> Coverage | None:
        return self.revisit.coverage if self.revisit else None

    @property
    def outcome(self) -> Outcome | None:
        return self.revisit.outcome if self.revisit else None


class Standing(StrEnum):
    """Where a recommendation stands now, from confirmed answers alone."""

    CLOSED = "closed"
    OPEN = "open"
    NEVER_REVISITED = "never-revisited"
    NOT_REVISITED_SO_FAR = "not-revisited-so-far"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One recommendation with its cells in column order and its standing."""

    recommendation: Recommendation
    cells: tuple[Cell, ...]
    action: Action | None = None

    @property
    def to_check(self) -> int:
        """How many later documents are not yet checked; those that are perhaps copies do not count."""
        return sum(cell.waits for cell in self.cells)

    @property
    def perhaps_copies(self) -> int:
        """How many documents without an answer are perhaps copies."""
        return sum(cell.revisit is None and cell.perhaps_copy for cell in self.cells)

    @property
    def latest(self) -> Cell | None:
        """The latest cell in which a person confirmed that it was revisited."""
        return next((c for c in reversed(self.cells) if c.coverage is not None and c.coverage.revisited), None)

    @property
    def standing(self) -> Standing:
        """"Never revisited" is said only when every later document has been checked, and none is perhaps a copy."""
        latest = self.latest
        if latest is None:
            return Standing.NOT_REVISITED_SO_FAR if self.to_check or self.perhaps_copies or not self.cells else Standing.NEVER_REVISITED
        return Standing.CLOSED if latest.outcome is not None and latest.outcome.closed else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Matrix:
    """Recommendations of one earlier document against the later documents of the same authority."""

    earlier: DocumentSummary
    later: tuple[DocumentSummary, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def answered(self) -> int:
        """How many cells a person has answered."""
        return sum(cell.revisit is not None for row in self.rows for cell in row.cells)

    @property
    def asked(self) -> int:
        """How many cells there are; those without an answer of what is perhaps a copy do not count."""
        return sum(cell.revisit is not None or cell.waits for row in self.rows for cell in row.cells)

    def next_unanswered(self, after: tuple[str, str] | None = None) -> tuple[str, str] | None:
        """Return (recommendation, document) of the next cell without an answer, wrapping round."""
        order = [(row.recommendation.id, cell.document) for row in self.rows for cell in row.cells]
        open_cells = {(r.recommendation.id, c.document) for r in self.rows for c in r.cells if c.waits}
        start = order.index(after) + 1 if after in order else 0
        return next((key for key in order[start:] + order[:start] if key in open_cells), None)

    def next_unanswered_of_visit(self, after: tuple[str, str]) -> tuple[str, str] | None:
        """Return the next cell without an answer visit by visit: this visit's rows first, then those of the next visits."""
        order = [(row.recommendation.id, document.id) for document in self.later for row in self.rows]
        open_cells = {(r.recommendation.id, c.document) for r in self.rows for c in r.cells if c.waits}
        start = order.index(after) + 1 if after in order else 0
        column = [key for key in order[start:] + order[:start] if key[1] == after[1]]
        return next((key for key in column + order[start:] + order[:start] if key in open_cells), None)


def later_documents(
    earlier: DocumentSummary, documents: Iterable[DocumentSummary], joined: frozenset[tuple[str, str]] = frozenset()
) -> tuple[DocumentSummary, ...]:
    """Return the documents of the same authority after ``earlier``, by date; second copies stay out.

    ``joined`` are (predecessor, successor) pairs that an officer agreed to follow up together; without that a
    successor's documents stay out, like those of any other authority.
    """
    found = [
        document
        for document in documents
        if document.id != earlier.id
        and document.authority
        and (document.authority == earlier.authority or (earlier.authority, document.authority) in joined)
        and document.date > earlier.date
        and not document.copy_of
    ]
    return tuple(sorted(found, key=lambda document: (document.date, document.file_name)))


def build_matrix(
    earlier: DocumentSummary,
    documents: Iterable[DocumentSummary],
    recommendations: Iterable[Recommendation],
    revisits: Iterable[Revisit],
    cited: dict[str, tuple[CitedPassage, ...]],
    actions: Iterable[Action],
    joined: frozenset[tuple[str, str]] = frozenset(),
) -> Matrix:
    """Build the matrix; ``cited`` maps a revisit's id to its passages in order; ``joined`` as in `later_documents`.

    A document is perhaps a copy only beside the one that it looks like a copy of.
    """
    found = later_documents(earlier, documents, joined)
    here = {earlier.id, *(document.id for document in found)}
    later = tuple(one if not one.perhaps_copy_of or one.perhaps_copy_of in here else replace(one, perhaps_copy_of="") for one in found)
    answers = {(revisit.recommendation, revisit.document): revisit for revisit in revisits}
    action_of = {action.recommendation: action for action in actions}
    rows = []
    for recommendation in sorted((r for r in recommendations if r.document == earlier.id), key=lambda r: r.order):
        cells = []
        for document in later:
            revisit = answers.get((recommendation.id, document.id))
            passages = cited.get(revisit.id, ()) if revisit else ()
            cells.append(Cell(recommendation.id, document.id, revisit, passages, bool(document.perhaps_copy_of)))
        rows.append(MatrixRow(recommendation, tuple(cells), action_of.get(recommendation.id)))
    return Matrix(earlier, later, tuple(rows))


def years_since(date: str, today: dt.date) -> int | None:
    """Return whole years from an ISO date to ``today``, None where there is no date."""
    if not date:
        return None
    then = dt.date.fromisoformat(date)
    return today.year - then.year - ((today.month, today.day) < (then.month, then.day))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One hit of a search in all documents: code points ``start`` to ``end`` of the canonical text, half-open.

    ``excerpt`` holds the hit's ``marks`` as (start, end) in it; ``page`` counts from 1.

    ``highlight`` is the id of the area whose typed words were found, "" where the text of the document was.
    """

    document: str
    start: int
    end: int
    page: int | None
    section: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    highlight: str = ""


@dataclass(frozen=True, slots=True)
class ReadingSuggestion:
    """A passage that the program proposes to tag (a tag's id); ``state`` "open", "accepted" or "dismissed".

    ``start`` and ``end`` are code points of the canonical text, half-open; ``recommendation`` is the id of the one that
    it became, else "".
    """

    id: str
    document: str
    tag: str
    start: int
    end: int
    text: str
    page: int | None
    why: str
    state: str = "open"
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail; ``time`` ISO with zone."""

    id: int
    time: str
    who: str
    label: str
    detail: str
