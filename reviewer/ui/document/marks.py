"""The marks on a document, asked by place: 2,000 highlights must not be walked through for one page. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Generic, Protocol, TypeVar

from reviewer.domain.span import Span
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion


class Placed(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


class SpanIndex(Generic[P]):
    """Things with a span, by place. Asking for a stretch costs a bisection and what lies in it."""

    def __init__(self, items: Iterable[P] = ()) -> None:
        self.items = list(items)
        self._starts = [item.span.start for item in self.items]
        if any(one > other for one, other in pairwise(self._starts)):  # mostly they come by place already
            self.items.sort(key=lambda item: (item.span.start, item.span.end))
            self._starts = [item.span.start for item in self.items]
        # the furthest end among an item and those before it: never falls
        self._reach = list(accumulate((item.span.end for item in self.items), max))

    def touching(self, span: Span) -> list[P]:
        """Return the items that share a code point with ``span``, by place."""
        first = bisect_left(self._reach, span.start + 1)
        last = bisect_left(self._starts, span.end)
        return [item for item in self.items[first:last] if item.span.overlaps(span)]

    def at(self, offset: int) -> list[P]:
        """Return the items over a code point, the smallest first."""
        return sorted(self.touching(Span(offset, offset + 1)), key=lambda item: len(item.span))


class Marks:
    """All marks of the document on show, besides the selection and the hits of find."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all of them."""
        self.highlights: SpanIndex[PaintedHighlight] = SpanIndex()
        self.areas: tuple[PaintedHighlight, ...] = ()  # those of ``highlights`` that are areas of pages: few
        self.suggestions: SpanIndex[PaintedSuggestion] = SpanIndex()
        self.passages: tuple[Span, ...] = ()
        self.current_passage: int | None = None
        self.terms: tuple[Span, ...] = ()
        self._by_id: dict[str, PaintedHighlight] = {}
        self._suggestion_by_id: dict[str, PaintedSuggestion] = {}

    def set_highlights(self, highlights: Sequence[PaintedHighlight]) -> None:
        self.areas = tuple(sorted((h for h in highlights if h.area is not None), key=lambda h: -h.area.size if h.area else 0.0))
        self.highlights = SpanIndex([h for h in highlights if h.area is None] if self.areas else highlights)
        self._by_id = {item.id: item for item in highlights}

    def set_suggestions(self, suggestions: Sequence[PaintedSuggestion]) -> None:
        self.suggestions = SpanIndex(suggestions)
        self._suggestion_by_id = {item.id: item for item in suggestions}

    def highlight(self, id_: str | None) -> PaintedHighlight | None:
        """Return the highlight of that id, None where there is none."""
        return self._by_id.get(id_) if id_ else None

    def suggestion(self, id_: str | None) -> PaintedSuggestion | None:
        """Return the suggestion of that id, None where there is none."""
        return self._suggestion_by_id.get(id_) if id_ else None

    def under(self, offset: int) -> list[PaintedHighlight | PaintedSuggestion]:
        """Return what a click at a code point may mean: highlights from the smallest on, then suggestions."""
        return [*self.highlights.at(offset), *self.suggestions.at(offset)]
