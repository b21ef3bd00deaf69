"""A recommendation that the officer has accepted or tagged: the row of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.document import RecommendationKind, RecommendationList

NO_LONGER_THERE = "no longer in the document"
WORDS_TO_CHECK = "words to check against this copy"


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph that carries the mark "(Recommendation)" of this one; ``confirmed`` by a person or only suggested.

    ``number`` is the printed one; ``start`` and ``end`` are code points of the canonical text, half-open; ``page`` from 1.
    """

    number: int
    start: int
    end: int
    page: int | None
    text: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``document`` is where it was made and ``highlight`` its passage there; ``text`` verbatim, on one line.

    ``label`` is the printed number ("1.", "138"), else its count in its list. ``order`` sorts within the document: the
    code point where it begins. ``page`` counts from 1. ``area`` is the judgement area it is grouped under, "" where
    neither a heading nor its marks say; ``theme`` free text. ``lost`` claims that its words were not found in the copy that is
    its document now: it keeps the number it had, by which it is cited. ``unsure``
    claims that its words are those of an earlier copy and nobody has confirmed its place in this one.
    """

    id: str
    document: str
    highlight: str
    list: RecommendationList
    kind: RecommendationKind
    label: str
    order: int
    text: str
    page: int | None = None
    area: str = ""
    theme: str = ""
    framework_tag: str = ""
    marked: tuple[MarkedParagraph, ...] = ()
    lost: bool = False
    unsure: bool = False

    @property
    def where(self) -> str:
        """Where it stands: "p. 7", that it no longer stands anywhere, or "" where the format has no pages."""
        if self.lost:
            return NO_LONGER_THERE
        page = f"p. {self.page}" if self.page is not None else ""
        return " · ".join(part for part in (page, WORDS_TO_CHECK if self.unsure else "") if part)

    @property
    def called(self) -> str:
        """What lists call it: "R3", and where it was lost, that too, since another may have its number now."""
        return f"{self.ref}, {NO_LONGER_THERE}" if self.lost else self.ref

    @property
    def ref(self) -> str:
        """What people call it within its document: "R1", "P2" a priority action, "A3" an area, "LSCB R138"."""
        label = self.label.rstrip(".") if self.label[:1].isdigit() else str(self.order)
        prefix = {RecommendationKind.PRIORITY_ACTION: "P", RecommendationKind.RECOMMENDATION: "R"}.get(self.kind, "A")
        board = {RecommendationList.LSCB: "LSCB ", RecommendationList.PARTNERSHIP: "Partnership "}.get(self.list, "")
        return f"{board}{prefix}{label}"
