"""A document as it was read: canonical text, blocks, facts, judgements, recommendations, marks.

The canonical text is, by construction, the blocks' texts joined by one newline. Printed numbers and
bullet glyphs are *not* in it: they are the block's ``label``. Page furniture is not in it either.
All offsets are Unicode code points, half-open; pages count from 1; a format without pages has page None.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.domain.span import Span


class DocumentKind(StrEnum):
    """Kinds of inspection document; the values are those of the command line's JSON."""

    SIF_INSPECTION = "sif-inspection"
    ILACS_INSPECTION = "ilacs-inspection"
    FOCUSED_VISIT = "focused-visit"
    MONITORING_VISIT = "monitoring-visit"
    UNANNOUNCED_INSPECTION = "unannounced-inspection"
    JTAI = "jtai"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a block is. Furniture (running feet, page numbers) never becomes a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CELL = "cell"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PageRun:
    """From code point ``start`` on, the block stands on ``page`` (a paragraph may cross a page break)."""

    start: int
    page: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, bullet, table cell or footnote.

    ``start`` and ``end`` are code points in the canonical text. ``label`` is the printed number or bullet
    ("21", "4.", "•") without which ``text`` stands; ``number`` is its value where it is a paragraph number.
    ``level`` is the heading level (from 1) or the bullet's depth (from 1), else 0. ``section`` is the text
    of the nearest heading above. ``table``, ``row`` and ``column`` count from 1 for cells, else None.
    """

    order: int
    kind: BlockKind
    start: int
    end: int
    text: str
    label: str = ""
    number: int | None = None
    level: int = 0
    section: str = ""
    runs: tuple[PageRun, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def page(self) -> int | None:
        """The page on which it begins."""
        return self.runs[0].page if self.runs else None

    def page_at(self, offset: int) -> int | None:
        """Return the page of a code point of the canonical text inside this block."""
        page = self.page
        for run in self.runs:
            if run.start <= offset:
                page = run.page
        return page


class Sureness(StrEnum):
    """How sure the program is of a fact it read."""

    SURE = "sure"
    UNSURE = "unsure"
    CONFLICT = "conflict"


class FactName(StrEnum):
    """Facts about a document. The form of each value is given at `Fact`."""

    AUTHORITY = "authority"
    KIND = "kind"
    TITLE = "title"
    INSPECTION_DATES = "inspection-dates"
    PUBLISHED = "published"
    RECEIVED = "received"
    LEAD_INSPECTORS = "lead-inspectors"
    SCOPE = "scope"
    PUBLICATION_STATE = "publication-state"
    MARKING = "marking"
    RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value that a fact or a grade may have, and where it stands. ``value`` has the fact's form, or is a printed grade.

    With the fact's own value it is one more place to look at, and no other value.

    ``quote``, ``page`` and ``span`` as in `Fact`; a running foot or a file name has a quotation and no span.
    """

    value: str
    quote: str = ""
    page: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with where it was read and how sure the program is. ``value`` None means "not stated".

    Forms of ``value``: authority -> URN ("80527"); kind -> a `DocumentKind` value; title, scope -> text;
    inspection-dates -> legs as "2017-06-20/2017-07-13", more legs joined by ";"; published, received -> ISO
    date; lead-inspectors -> names joined by "; "; publication-state -> "published", "draft",
    "not-for-publication"; marking -> "", "OFFICIAL", "OFFICIAL-SENSITIVE"; recommendations -> how many are listed, "12",
    or "12 + 6" with those for the safeguarding board.
    ``span`` is where it stands in the canonical text, None where it was not read from there (a file name).
    ``note`` says in the officer's words what is unsure or what conflicts; ``alternatives`` are the other values.
    """

    name: FactName
    value: str | None
    sureness: Sureness = Sureness.SURE
    quote: str = ""
    page: int | None = None
    span: Span | None = None
    note: str = ""
    alternatives: tuple[Alternative, ...] = ()


class Grade(StrEnum):
    """Grades, normalised; "Requires improvement" and "... to be good" are one."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires-improvement"
    INADEQUATE = "inadequate"

    @classmethod
    def of(cls, printed: str) -> Grade:
        """Return the grade of printed words such as "Requires improvement to be good". ValueError where they are none."""
        words = " ".join(printed.lower().split())
        return cls.REQUIRES_IMPROVEMENT if words.startswith("require") else cls(words)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One printed judgement row: ``name`` and ``grade_printed`` as printed, ``grade`` normalised.

    ``alternatives`` are the other grades that the document prints for it; ``settled`` claims that a person chose or
    confirmed the grade.
    """

    name: str
    grade_printed: str
    grade: Grade
    page: int | None = None
    span: Span | None = None
    sureness: Sureness = Sureness.SURE
    note: str = ""
    quote: str = ""
    alternatives: tuple[Alternative, ...] = ()
    settled: bool = False

    @property
    def to_check(self) -> bool:
        """Tell whether the officer should look: unsure or conflicting, and not yet settled."""
        return not self.settled and self.sureness is not Sureness.SURE


class RecommendationList(StrEnum):
    """Whose list a recommendation stands in."""

    LOCAL_AUTHORITY = "local-authority"
    LSCB = "lscb"
    PARTNERSHIP = "partnership"


class RecommendationKind(StrEnum):
    """What the document calls it."""

    RECOMMENDATION = "recommendation"
    PRIORITY_ACTION = "priority-action"
    AREA_FOR_IMPROVEMENT = "area-for-improvement"
    AREA_FOR_DEVELOPMENT = "area-for-development"


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """One item of an improvement list, whole.

    ``text`` is what ``span`` holds, newlines folded, with the letters of its parts ("(ii)") and without a footnote that
    a page break puts between them.

    ``number`` counts within its list as `reviewer read` prints it; ``label`` is what is printed ("1", "138", "•").
    ``framework_tag`` is a trailing "(Outcome 4, national framework)", kept apart from ``text``.
    ``marks`` are the numbers of paragraphs suggested as carrying its "(Recommendation)" mark.
    """

    number: int
    label: str
    list: RecommendationList
    kind: RecommendationKind
    span: Span
    text: str
    page: int | None = None
    section: str = ""
    framework_tag: str = ""
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A "(Recommendation)" mark: the paragraph's printed number (None where unnumbered) and its span."""

    paragraph: int | None
    span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one version of the reader found in one file."""

    format: str
    blocks: tuple[Block, ...]
    page_count: int | None = None
    facts: tuple[Fact, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    recommendations: tuple[ReadRecommendation, ...] = ()
    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()
    reader_version: str = ""
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.text:
            object.__setattr__(self, "text", "\n".join(block.text for block in self.blocks))

    def fact(self, name: FactName) -> Fact | None:
        """Return the fact of that name, or None where the reader said nothing about it."""
        return next((fact for fact in self.facts if fact.name is name), None)

    def value(self, name: FactName) -> str | None:
        """Return the value of the fact, or None."""
        fact = self.fact(name)
        return fact.value if fact else None


def block_at(blocks: tuple[Block, ...], offset: int) -> Block | None:
    """Return the block holding the code point ``offset``; the newline after a block belongs to it."""
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[index] if index >= 0 else None


def blocks_in(blocks: tuple[Block, ...], span: Span) -> tuple[Block, ...]:
    """Return the blocks that share a code point with ``span``, in order."""
    first = max(bisect_right(blocks, span.start, key=lambda block: block.start) - 1, 0)
    found = []
    for block in blocks[first:]:
        if block.start >= span.end:
            break
        if block.span.overlaps(span):
            found.append(block)
    return tuple(found)


def page_at(blocks: tuple[Block, ...], offset: int) -> int | None:
    """Return the page of a code point, None where the format has no pages."""
    block = block_at(blocks, offset)
    return block.page_at(offset) if block else None


def spans_on_page(blocks: tuple[Block, ...], page: int) -> tuple[Span, ...]:
    """Return the parts of the canonical text that stand on ``page``, one a block, in order."""
    found = []
    for block in blocks:
        for index, run in enumerate(block.runs):
            if run.page == page:
                end = block.runs[index + 1].start if index + 1 < len(block.runs) else block.end
                if end > run.start:
                    found.append(Span(run.start, end))
    return tuple(found)


def inspection_legs(value: str | None) -> tuple[tuple[str, str], ...]:
    """Split the value of an inspection-dates fact into (first day, last day) legs of ISO dates."""
    if not value:
        return ()
    legs = []
    for leg in value.split(";"):
        first, _, last = leg.strip().partition("/")
        legs.append((first, last or first))
    return tuple(legs)
