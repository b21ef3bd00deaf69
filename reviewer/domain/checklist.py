"""The follow-up checklist: a review -> rows, pure. Every export and the preview take these same rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer.domain.document import RecommendationKind
from reviewer.domain.review import CitedPassage, DocumentSummary, Standing


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
    """What goes into the checklist; what is "" or empty leaves nothing out, and all of it can be combined.

    ``earlier`` is one document whose recommendations are shown, "" all documents of ``authorities`` (URNs; empty:
    of every authority). ``theme`` is a theme or judgement area. ``draft_reason`` non-empty lets draft documents in
    (the reason is logged).
    """

    earlier: str = ""
    standing: frozenset[Standing] = frozenset(Standing)
    owner: str = ""
    overdue_only: bool = False
    grouping: Grouping = Grouping.AREA
    draft_reason: str = ""
    marking: Marking = Marking.NONE
    authorities: frozenset[str] = frozenset()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class VisitAnswer:
    """One later-visit column of one row: words ready to print, plus the values for shapes.

    ``coverage`` and ``outcome`` are values of `Coverage` and `Outcome`, "" where there is none; ``confirmed`` is an ISO
    time with zone and ``author`` who. ``before``: the document is older than the recommendation, so that there is nothing to answer.
    """

    document: str
    coverage: str
    outcome: str
    coverage_words: str
    outcome_words: str
    note: str
    cited: tuple[CitedPassage, ...] = ()
    author: str = ""
    confirmed: str = ""
    before: bool = False
    perhaps_copy: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One recommendation, as every format prints it. ``due`` is a date or None; ``status`` the council's words.

    ``ref`` is "2017 R1"; ``source`` and ``latest_where`` say document, page and paragraph ("Inspection 2017 · p. 7 · ¶4").
    ``answers`` stand under the columns of the section. ``last_revisited`` is the ISO date of the latest document that
    came back to it, "" where none did; ``made`` that of its own document; ``years`` counts whole years since the one,
    or the other. ``added`` are (title, text) of the columns that officers added to the Excel checklist. ``thread``
    says which recommendations of other years it belongs with ("Repeats 2015 R3"), a line each, "" where it stands alone.
    ``change`` says "Changed since 3 Nov 2026" or "New since …" of what the last export did not say.
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
    document: str = ""
    authority: str = ""
    theme: str = ""
    made: str = ""
    thread: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    """Rows under one title, "" where the checklist is not grouped."""

    title: str
    rows: tuple[ChecklistRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One authority's part: its earlier documents, and the columns of all documents later than the first of them."""

    authority: str
    earlier: tuple[DocumentSummary, ...]
    later: tuple[DocumentSummary, ...]
    groups: tuple[ChecklistGroup, ...]

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def sources(self) -> tuple[DocumentSummary, ...]:
        """All documents by date, each once: a later document may itself have recommendations."""
        found = {document.id: document for document in (*self.earlier, *self.later)}
        return tuple(sorted(found.values(), key=lambda document: document.date))


@dataclass(frozen=True, slots=True)
class Figures:
    """The story in figures, over all rows of so many earlier documents; ``shown`` of them passed the filters.

    ``oldest`` is the oldest row that nobody called addressed, None where there is none. ``changed`` counts the rows
    that say something else than in the last export.
    """

    recommendations: int = 0
    documents: int = 0
    authorities: int = 0
    shown: int = 0
    asked: int = 0
    answered: int = 0
    revisited: int = 0
    closed: int = 0
    open: int = 0
    never_revisited: int = 0
    not_revisited_so_far: int = 0
    overdue: int = 0
    changed: int = 0
    oldest: ChecklistRow | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that an export prints. ``left_out`` are drafts kept out; ``marking`` is the one in force; ``made`` an ISO time.

    ``filtered`` says in words what the filters show, "" where they show everything; ``owners`` and ``themes`` are what
    they could choose from. ``gone`` names what the last export held and the review holds no more.
    """

    title: str
    authority: str
    made: str
    marking: Marking
    draft_reason: str
    sections: tuple[Section, ...]
    left_out: tuple[DocumentSummary, ...] = ()
    figures: Figures = Figures()
    filtered: str = ""
    owners: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[ChecklistRow, ...]:
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def several(self) -> bool:
        """Tell whether more than one authority stands in it."""
        return len(self.sections) > 1

    @property
    def earlier(self) -> tuple[DocumentSummary, ...]:
        return tuple(document for section in self.sections for document in section.earlier)

    @property
    def sources(self) -> tuple[DocumentSummary, ...]:
        return tuple(document for section in self.sections for document in section.sources)


def with_rows(checklist: Checklist, change: Callable[[ChecklistRow], ChecklistRow]) -> Checklist:
    """Return the checklist with every row changed, groups and order as they are."""
    sections = tuple(
        replace(section, groups=tuple(replace(group, rows=tuple(map(change, group.rows))) for group in section.groups))
        for section in checklist.sections
    )
    return replace(checklist, sections=sections)


def of_each_document(section: Section) -> tuple[Section, ...]:
    """Return one section an earlier document that has rows: those rows, and the documents later than it."""
    if len(section.earlier) == 1:
        return (section,)
    found = []
    for document in section.earlier:
        rows = [row for row in section.rows if row.document == document.id]
        later = {answer.document for row in rows for answer in row.answers if not answer.before}
        if rows:
            own = tuple(replace(row, answers=tuple(a for a in row.answers if a.document in later)) for row in rows)
            columns = tuple(one for one in section.later if one.id in later)
            found.append(Section(section.authority, (document,), columns, (ChecklistGroup("", own),)))
    return tuple(found)


def highest(markings: Iterable[str]) -> Marking:
    """Return the highest of some markings; an unknown word counts as none."""
    order = list(Marking)
    known = [Marking(m) for m in markings if m in {*Marking}]
    return max(known, key=order.index, default=Marking.NONE)
