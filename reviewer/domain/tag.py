"""Tags and highlights: what an officer puts on a passage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.domain.area import Area
from reviewer.domain.span import Span


class TagRole(StrEnum):
    """What a tag means to the program: a passage tagged with the first becomes a recommendation."""

    RECOMMENDATION = "recommendation"
    CONCERN = "concern"
    STRENGTH = "strength"
    EVIDENCE = "evidence"
    QUESTION = "question"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tag:
    """``fill`` and ``line`` are "#rrggbb"; ``key`` is "1".."9" or ""; ``position`` orders the sidebar.

    ``parent`` is the id of the tag above, "" at the top; ``recommendation_kind`` is a value of `RecommendationKind`
    where the role is RECOMMENDATION, else "".
    """

    id: str
    name: str
    fill: str
    line: str
    key: str = ""
    role: TagRole = TagRole.OTHER
    recommendation_kind: str = ""
    parent: str = ""
    description: str = ""
    position: int = 0


class HighlightState(StrEnum):
    """Whether the passage is where it was put (see `reviewer.domain.anchor`)."""

    PLACED = "placed"
    TO_CHECK = "to-check"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage with its tags. ``quote`` equals ``span.of(canonical text)``; ``page`` counts from 1.

    With an ``area`` it is a rectangle of a page instead: ``quote`` is what a person typed that it says, and ``span``
    is empty and tells only where the area stands in the order of the text.

    ``tags`` are ids in the order in which they were put on; ``paragraph`` is "¶4" or ""; ``created`` and ``changed`` are
    ISO times with zone.
    """

    id: str
    document: str
    span: Span
    quote: str
    tags: tuple[str, ...]
    page: int | None = None
    paragraph: str = ""
    note: str = ""
    state: HighlightState = HighlightState.PLACED
    author: str = ""
    created: str = ""
    changed: str = ""
    area: Area | None = None


STARTER_TAGS: tuple[Tag, ...] = (
    Tag("tag-recommendation", "Recommendation", "#ffe7a3", "#b8860b", "1", TagRole.RECOMMENDATION, "recommendation", position=1),
    Tag("tag-area", "Area for improvement", "#ffd2b0", "#b04a00", "2", TagRole.RECOMMENDATION, "area-for-improvement", position=2),
    Tag("tag-priority", "Priority action", "#ffd2b0", "#b04a00", "3", TagRole.RECOMMENDATION, "priority-action", position=3),
    Tag("tag-concern", "Finding: concern", "#f3cfe4", "#a0447d", "4", TagRole.CONCERN, position=4),
    Tag("tag-strength", "Finding: strength", "#bfeeda", "#00734f", "5", TagRole.STRENGTH, position=5),
    Tag("tag-evidence", "Evidence of follow-up", "#c6e4f7", "#1f6fa3", "6", TagRole.EVIDENCE, position=6),
    Tag("tag-question", "Question for the board", "#f5efa0", "#6a6400", "7", TagRole.QUESTION, position=7),
)
