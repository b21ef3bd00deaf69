"""A recommendation that the officer has accepted or tagged: the row of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.document import RecommendationKind, RecommendationList


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph that carries the mark "(Recommendation)" of this one; ``confirmed`` by a person or only suggested."""

    number: int
    start: int
    end: int
    page: int | None
    text: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``document`` is where it was made; ``ref`` is what people say ("R1", "LSCB R138"); ``text`` verbatim.

    ``order`` sorts within the document; ``area`` is the judgement area it is grouped under; ``theme`` free text.
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

    @property
    def ref(self) -> str:
        label = self.label.rstrip(".") if self.label[:1].isdigit() else str(self.order)
        prefix = {RecommendationKind.PRIORITY_ACTION: "P", RecommendationKind.RECOMMENDATION: "R"}.get(self.kind, "A")
        board = {RecommendationList.LSCB: "LSCB ", RecommendationList.PARTNERSHIP: "Partnership "}.get(self.list, "")
        return f"{board}{prefix}{label}"
