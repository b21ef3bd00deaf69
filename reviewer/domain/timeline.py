"""The timeline of judgements: one lane a judgement area, a bar from one inspection to the next; visits as ticks.

The lanes fold the rows of the frameworks together: in 2023 the row for children in care and care leavers was
split in two, and inspections from 27 April 2026 make no overall judgement. Nothing is filled in: where an
inspection made no judgement for a lane the bar says "no longer made" or "not stated".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reviewer.domain.document import DocumentKind, Judgement
from reviewer.domain.review import DocumentSummary

NO_OVERALL_FROM = "2026-04-27"  # inspections whose fieldwork ends from here on make no overall judgement
_ONE_FOR_BOTH = " (one judgement for both)"
INSPECTIONS = (DocumentKind.SIF_INSPECTION, DocumentKind.ILACS_INSPECTION)


class Lane(StrEnum):
    """A judgement area, as the officer reads it."""

    OVERALL = "Overall"
    LEADERS = "Leadership"
    HELP = "Help and protection"
    CARE = "Children in care"
    LEAVERS = "Care leavers"


@dataclass(frozen=True, slots=True)
class Bar:
    """One lane between two inspections. ``start`` and ``end`` ISO dates ("" = until now); ``judgement`` None: not made."""

    lane: Lane
    document: str
    start: str
    end: str
    judgement: Judgement | None
    shared: bool = False

    @property
    def words(self) -> str:
        """The grade as printed; where there is none, whether the framework makes none or the document states none."""
        if self.judgement is not None:
            return self.judgement.grade_printed
        return "no longer made" if self.lane is Lane.OVERALL and self.start >= NO_OVERALL_FROM else "not stated"


@dataclass(frozen=True, slots=True)
class Tick:
    """A visit between inspections."""

    document: str
    date: str
    name: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One authority's inspections as bars, lane by lane, and the visits between them."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Return the lanes that hold at least one judgement, in their order."""
        used = {bar.lane for bar in self.bars if bar.judgement is not None}
        return tuple(lane for lane in Lane if lane in used)

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """Return the bars to draw: one that is shared is drawn with its other lane."""
        return tuple(bar for bar in self.bars if bar.lane in self.lanes and not bar.shared)

    def spans_two(self, bar: Bar) -> bool:
        """Tell whether one judgement was made for children in care and care leavers together, as until 2023."""
        return bar.lane is Lane.CARE and any(one.shared and one.document == bar.document for one in self.bars)

    def words_of(self, bar: Bar) -> str:
        """Return what stands in a bar that is drawn."""
        return bar.words + (_ONE_FOR_BOTH if self.spans_two(bar) else "")

    @property
    def in_words(self) -> str:
        """Return the whole as a sentence a lane, for those who do not see it."""
        told = {lane: [f"{b.start[:4]} {b.words}" for b in self.bars if b.lane is lane] for lane in self.lanes}
        parts = [f"{lane.value}: {', '.join(grades)}." for lane, grades in told.items()]
        visits = ", ".join(tick.name for tick in self.ticks)
        return " ".join([*parts, f"Visits: {visits}."] if visits else parts)


def lane_of(name: str) -> Lane | None:
    """Return the lane of a printed judgement row; None for rows of their own (the board, adoption)."""
    words = name.lower()
    if "safeguarding children board" in words or "lscb" in words or "adoption" in words:
        return None
    if "overall" in words or "children’s services in" in words or "children's services in" in words:
        return Lane.OVERALL
    if "leader" in words or "governance" in words:
        return Lane.LEADERS
    if "help and protection" in words:
        return Lane.HELP
    if "looked after" in words or "in care" in words:
        return Lane.CARE
    if "care leavers" in words:
        return Lane.LEAVERS
    return None


def build_timeline(documents: Iterable[DocumentSummary]) -> Timeline:
    """Build the timeline of one authority's documents, in date order."""
    dated = sorted((d for d in documents if d.date and not d.copy_of), key=lambda d: d.date)
    inspections = [d for d in dated if d.kind in INSPECTIONS and d.judgements]
    bars: list[Bar] = []
    for number, document in enumerate(inspections):
        end = inspections[number + 1].date if number + 1 < len(inspections) else ""
        made: dict[Lane, Judgement] = {}
        for judgement in document.judgements:
            lane = lane_of(judgement.name)
            if lane is not None:
                made.setdefault(lane, judgement)
        care = made.get(Lane.CARE)
        shared = care is not None and "care leavers" in care.name.lower() and Lane.LEAVERS not in made
        for lane in Lane:
            found = made.get(lane)
            if lane is Lane.LEAVERS and shared:
                bars.append(Bar(lane, document.id, document.date, end, care, shared=True))
            else:
                bars.append(Bar(lane, document.id, document.date, end, found))
    ticks = tuple(Tick(d.id, d.date, d.name) for d in dated if d.kind not in INSPECTIONS)
    return Timeline(tuple(bars), ticks)
