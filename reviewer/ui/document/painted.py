"""What is painted over a document besides its own text: plain facts, given by whoever owns the pane."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reviewer.domain.area import Area
from reviewer.domain.span import Span


@dataclass(frozen=True, slots=True)
class PaintedTag:
    """One tag as painted: ``fill`` and ``line`` are "#rrggbb"; ``letter`` is its key or its initial."""

    fill: str
    line: str
    letter: str = ""
    double_bar: bool = False


@dataclass(frozen=True)
class PaintedHighlight:
    """A tagged passage in the look of its first tag; ``others`` are its further tags, ``name`` names them all."""

    id: str
    span: Span
    fill: str
    line: str
    letter: str = ""
    name: str = ""
    double_bar: bool = False
    others: tuple[PaintedTag, ...] = ()
    note: str = ""
    area: Area | None = None  # a rectangle of a page instead of a passage; ``words`` are what it says
    words: str = ""
    to_check: bool = False  # carried over from another copy, and not yet looked at

    @cached_property
    def worn(self) -> tuple[PaintedTag, ...]:
        """All its tags, in the order in which they were put on."""
        return (PaintedTag(self.fill, self.line, self.letter, self.double_bar), *self.others)

    @property
    def head(self) -> str:
        """What is said of it where the mouse rests, before its note: tags, doubt."""
        return "\n".join(part for part in (self.name, "To check: the passage may have moved" if self.to_check else "") if part)


@dataclass(frozen=True, slots=True)
class PaintedSuggestion:
    """A passage the program proposes: drawn as a dashed outline, never filled.

    ``beside`` is written in the margin beside it ("2017 R1"); ``said`` is shown where the mouse rests, in place of
    what is said of every suggestion.
    """

    id: str
    span: Span
    line: str
    name: str = ""
    beside: str = ""
    said: str = ""
