"""What is selected, and how mouse and keys move it. No Qt.

A selection runs from a fixed part (``pivot``) to a moving part (``head``), both spans: with the mouse they are places
between characters, words or blocks, with the keys sentences or blocks.
"""

from __future__ import annotations

from enum import Enum, auto

from reviewer.domain.span import Span
from reviewer.ui.document.reading_order import ReadingOrder


class Unit(Enum):
    """By what a drag selects."""

    CHARACTER = auto()
    WORD = auto()
    SENTENCE = auto()
    BLOCK = auto()


class Selection:
    """The selection in one reading; ``caret`` is where the keys go on from when nothing is selected."""

    def __init__(self, order: ReadingOrder) -> None:
        self._order = order
        self._pivot: Span | None = None
        self._head: Span | None = None
        self._unit = Unit.CHARACTER
        self.caret: int | None = None

    @property
    def span(self) -> Span | None:
        """The span from pivot to head, None where it is empty."""
        if self._pivot is None or self._head is None:
            return None
        whole = _union(self._pivot, self._head)
        return whole if whole else None

    @property
    def moving_end(self) -> int:
        """The end that moves: the one to keep in view."""
        if self._pivot is None or self._head is None:
            return self.caret or 0
        return self._head.start if self._head.start < self._pivot.start else max(self._head.end - 1, self._head.start)

    def set(self, span: Span | None) -> None:
        """Select a span, or nothing; the caret stays where the selection was."""
        if span is not None:
            self.caret = span.start
        self._pivot = self._head = span
        self._unit = Unit.CHARACTER

    # mouse

    def press(self, place: int, unit: Unit) -> None:
        """Begin a selection at a place between two characters, or at the word or block there."""
        self._unit = unit
        self._pivot = self._head = self._unit_at(place)
        self.caret = place

    def drag(self, place: int) -> None:
        """Move the head to a place; without a selection begun, begin it there."""
        if self._pivot is None:
            self.press(self.caret if self.caret is not None else place, Unit.CHARACTER)
        self._head = self._unit_at(place)

    def settle(self) -> None:
        """End a drag: white space at the ends is nobody's quote."""
        span = self.span
        if span is None:
            self._pivot = self._head = None
            return
        words = span.of(self._order.text)
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - (len(words) - len(words.rstrip()))
        if start >= end:
            self._pivot = self._head = None
        elif Span(start, end) != span:
            forwards = self._pivot is not None and self._head is not None and self._head.end >= self._pivot.end
            first, last = Span(start, start), Span(end, end)
            self._pivot, self._head = (first, last) if forwards else (last, first)

    def _unit_at(self, place: int) -> Span:
        place = min(max(place, 0), len(self._order.text))
        if self._unit is Unit.WORD:
            return self._order.word(place)
        if self._unit is Unit.SENTENCE:
            return self._order.sentence(place)
        if self._unit is Unit.BLOCK:
            return self._order.block_span(place)
        return Span(place, place)

    # keys

    def by_block(self, step: int, *, extend: bool, start: int) -> Span | None:
        """Go to the next or previous block, or take it in too; without a selection, the block at ``start``."""
        if self._pivot is None or self._head is None or self.span is None:
            return self._take(self._order.block_span(start) or self._order.neighbour(start, step))
        if not extend:
            edge = self.span.end - 1 if step > 0 else self.span.start
            return self._take(self._order.neighbour(edge, step))
        pivot = self._order.block_span(self._pivot.start)
        head = self._order.neighbour(self._head.start, step)
        return self._stretch(pivot, head)

    def by_sentence(self, step: int, *, extend: bool, start: int) -> Span | None:
        """Go to the next or previous sentence, or take it in too; from a whole block, into it."""
        if self._pivot is None or self._head is None or self.span is None:
            return self._take(self._order.sentence(start))
        first, last = self._order.sentence(self.span.start), self._order.sentence(self.span.end - 1)
        if extend:
            forwards = self._head.end >= self._pivot.end
            pivot, head = (first, last) if forwards else (last, first)
            return self._stretch(pivot, self._order.next_sentence(head.start, step))
        if first != last:  # more than one sentence is selected: go to its first or last
            return self._take(first if step > 0 else last)
        return self._take(self._order.next_sentence(first.start, step))

    def _take(self, span: Span | None) -> Span | None:
        if span:
            self.set(span)
        return self.span

    def _stretch(self, pivot: Span, head: Span | None) -> Span | None:
        if head is not None:
            self._pivot, self._head = pivot, head
        return self.span


def moved_end(order: ReadingOrder, span: Span, *, at_start: bool, step: int, by_word: bool = False, by_sentence: bool = False) -> Span:
    """Return the span with one end moved by a character, word or sentence; it never gets empty."""
    end = span.start if at_start else span.end
    if by_sentence:
        moved = _sentence_edge(order, end, step, at_start=at_start)
    elif by_word:
        moved = order.word_edge(end, step) if step > 0 or not at_start else order.word_edge(end, -1)
        if at_start and step > 0:
            moved = _next_word_start(order, end)
        elif not at_start and step < 0:
            moved = _previous_word_end(order, end, span.start)
    else:
        moved = end + step
    moved = min(max(moved, 0), len(order.text))
    if at_start:
        return Span(min(moved, span.end - 1), span.end)
    return Span(span.start, max(moved, span.start + 1))


def _sentence_edge(order: ReadingOrder, end: int, step: int, *, at_start: bool) -> int:
    here = order.sentence(end if at_start else max(end - 1, 0))
    if at_start:
        if step < 0 and here.start < end:
            return here.start
        there = order.next_sentence(here.start, step)
        return there.start if there else here.start
    if step > 0 and here.end > end:
        return here.end
    there = order.next_sentence(here.start, step)
    return there.end if there else here.end


def _next_word_start(order: ReadingOrder, offset: int) -> int:
    """Return where the word after the one at ``offset`` begins."""
    end = order.word_edge(offset, 1)
    following = order.word_edge(end, 1)
    return order.word(max(following - 1, 0)).start


def _previous_word_end(order: ReadingOrder, offset: int, floor: int) -> int:
    """Return where the word before the one that ends at ``offset`` ends."""
    begin = order.word_edge(offset, -1)
    before = order.word_edge(begin, -1)
    return max(order.word(before).end, floor) if before < begin else begin


def _union(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
