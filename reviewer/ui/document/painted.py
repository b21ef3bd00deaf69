"""What is painted over a document besides its own text: plain facts, given by whoever owns the pane."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.span import Span


@dataclass(frozen=True, slots=True)
class PaintedHighlight:
    """A tagged passage. ``fill`` and ``line`` are "#rrggbb"; ``letter`` is the tag's key or its initial."""

    id: str
    span: Span
    fill: str
    line: str
    letter: str = ""
    name: str = ""
    double_bar: bool = False


@dataclass(frozen=True, slots=True)
class PaintedSuggestion:
    """A passage the program proposes: drawn as a dashed outline, never filled."""

    id: str
    span: Span
    line: str
    name: str = ""
