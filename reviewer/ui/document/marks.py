"""The marks on a document, asked by place: 2,000 highlights must not be walked through for one page. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import le
from typing import Generic, Protocol, TypeVar

from reviewer.domain.span import Span
from reviewer.domain.splice import Splice, splice
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion


class Placed(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


class SpanIndex(Generic[P]):
    """Things with a span, by place. Asking for a stretch costs a bisection and what lies in it."""

    def __init__(self, items: Iterable[P] = ()) -> None:
        self.items: list[P] = []
        self._starts: list[int] = []
        self._reach: list[int] = []  # the furthest end among an item and those before it: never falls
        self.show(list(items))

    def show(self, items: Sequence[P]) -> None:
        """Hold these and no others. They mostly come by place, and after an act a few are new: only those are placed."""
        part = splice(self.items, items)
        new = items[part.start : part.new]
        self.items[part.start : part.gone] = new
        self._starts[part.start : part.gone] = [item.span.start for item in new]
        self._reach[part.start : part.gone] = [-1] * len(new)
        if not self._in_order(part):
            self.items.sort(key=lambda item: (item.span.start, item.span.end))
            self._starts = [item.span.start for item in self.items]
            self._reach = list(accumulate((item.span.end for item in self.items), max))
            return
        far = self._reach[part.start - 1] if part.start else 0
        for at in range(part.start, len(self.items)):
            far = max(far, self.items[at].span.end)
            if at >= part.new and self._reach[at] == far:
                break  # what follows reaches as far as before
            self._reach[at] = far

    def _in_order(self, part: Splice) -> bool:
        around = self._starts[max(part.start - 1, 0) : part.new + 1]
        return all(map(le, around, around[1:]))

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
        self._highlights: tuple[PaintedHighlight, ...] = ()  # as given
        self.highlights: SpanIndex[PaintedHighlight] = SpanIndex()
        self.areas: tuple[PaintedHighlight, ...] = ()  # those of ``highlights`` that are areas of pages: few
        self.suggestions: SpanIndex[PaintedSuggestion] = SpanIndex()
        self.passages: tuple[Span, ...] = ()
        self.current_passage: int | None = None
        self.terms: tuple[Span, ...] = ()
        self._by_id: dict[str, PaintedHighlight] = {}
        self._suggestion_by_id: dict[str, PaintedSuggestion] = {}

    def set_highlights(self, highlights: Sequence[PaintedHighlight]) -> None:
        part = splice(self._highlights, highlights)
        gone, new = self._highlights[part.start : part.gone], highlights[part.start : part.new]
        self._highlights = tuple(highlights)
        for mark in gone:
            del self._by_id[mark.id]
        self._by_id |= {mark.id: mark for mark in new}
        if any(mark.area is not None for mark in (*gone, *new)):
            areas = [mark for mark in highlights if mark.area is not None]
            self.areas = tuple(sorted(areas, key=lambda mark: -mark.area.size if mark.area else 0.0))
        self.highlights.show([mark for mark in highlights if mark.area is None] if self.areas else highlights)

    def set_suggestions(self, suggestions: Sequence[PaintedSuggestion]) -> None:
        self.suggestions.show(suggestions)
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
