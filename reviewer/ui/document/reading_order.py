"""Moving about in the canonical text: words, sentences, blocks, pages, and the quote a person would type. No Qt."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from reviewer.domain.document import Block, BlockKind, Reading
from reviewer.domain.span import Span

_WORD = re.compile(r"\w+(?:[’'‐‑\-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[)\]”’\"']*\s+(?=[“‘\"'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|cf|vs|no|para|paras|p|pp|Mr|Mrs|Ms|Dr|St|[A-Z])\.)\s+$", re.IGNORECASE)
_NEARBY = 200  # a word is looked for within so many characters: a block can be a whole book


class ReadingOrder:
    """One reading's text and blocks, asked by offset. Empty blocks are passed over when moving."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.blocks = reading.blocks
        self._starts = [block.start for block in reading.blocks]
        self._stops = [i for i, block in enumerate(reading.blocks) if block.text.strip()]
        self._runs = [(run.start, run.page) for block in reading.blocks for run in block.runs]
        self._run_starts = [start for start, _ in self._runs]
        self._extents = _extents(self._runs, len(reading.text))

    # blocks

    def block_index(self, offset: int) -> int:
        """Return the index of the block that holds ``offset``, -1 where there are no blocks."""
        return max(bisect_right(self._starts, offset) - 1, 0) if self.blocks else -1

    def block(self, offset: int) -> Block | None:
        """Return the block that holds ``offset``."""
        index = self.block_index(offset)
        return self.blocks[index] if index >= 0 else None

    def block_span(self, offset: int) -> Span:
        """Return the span of the block at ``offset`` without white space at its ends."""
        block = self.block(offset)
        return _trimmed(self.text, block.span) if block else Span(0, 0)

    def neighbour(self, offset: int, step: int) -> Span | None:
        """Return the next (1) or previous (-1) block that has text, None past the ends."""
        place = bisect_right(self._stops, self.block_index(offset)) - 1
        here = place >= 0 and self._stops[place] == self.block_index(offset)
        wanted = place + step if here or step > 0 else place
        if not 0 <= wanted < len(self._stops):
            return None
        return _trimmed(self.text, self.blocks[self._stops[wanted]].span)

    # words and sentences

    def word(self, offset: int) -> Span:
        """Return the word at ``offset``, else the single character there."""
        block = self.block(offset)
        if block is None:
            return Span(0, 0)
        for match in _WORD.finditer(self.text, max(block.start, offset - _NEARBY), min(block.end, offset + _NEARBY)):
            if match.start() <= offset < match.end():
                return Span(*match.span())
        return Span(offset, min(offset + 1, max(block.end, offset)))

    def word_edge(self, offset: int, step: int) -> int:
        """Return the end of the next word (1) or the start of the previous one (-1), across blocks."""
        if step > 0:
            words = _WORD.finditer(self.text, max(offset - _NEARBY, 0))
            return next((word.end() for word in words if word.end() > offset), len(self.text))
        reach = _NEARBY
        while True:
            words = _WORD.finditer(self.text, max(offset - reach, 0), offset)
            starts = [word.start() for word in words]
            if starts and (starts[-1] > offset - reach or offset <= reach):
                return starts[-1]
            if offset <= reach:
                return 0
            reach *= 4

    def sentences(self, offset: int) -> tuple[Span, ...]:
        """Return the sentences of the block at ``offset``, without the spaces between them."""
        index = self.block_index(offset)
        return self._sentences_of(index) if index >= 0 else ()

    @lru_cache(maxsize=64)  # noqa: B019 - dropped with the reading; a caret asks for the same block again and again
    def _sentences_of(self, index: int) -> tuple[Span, ...]:
        block = self.blocks[index]
        found, start = [], 0
        for match in _SENTENCE_END.finditer(block.text):
            if _ABBREVIATION.search(block.text[max(match.start() - 6, 0) : match.end()]):
                continue
            found.append((start, match.end()))
            start = match.end()
        found.append((start, len(block.text)))
        spans = (_trimmed(self.text, Span(block.start + a, block.start + b)) for a, b in found)
        return tuple(span for span in spans if span)

    def sentence(self, offset: int) -> Span:
        """Return the sentence at ``offset``; between two, the one before."""
        spans = self.sentences(offset)
        best = next((span for span in reversed(spans) if span.start <= offset), None)
        return best or (spans[0] if spans else self.block_span(offset))

    def next_sentence(self, offset: int, step: int) -> Span | None:
        """Return the sentence after (1) or before (-1) the one at ``offset``, into the next blocks."""
        spans = self.sentences(offset)
        here = self.sentence(offset)
        index = spans.index(here) + step if here in spans else -1
        if 0 <= index < len(spans):
            return spans[index]
        further = self.neighbour(offset, step)
        if further is None:
            return None
        spans = self.sentences(further.start)
        return spans[0 if step > 0 else -1] if spans else further

    # pages

    def page(self, offset: int) -> int | None:
        """Return the page of a code point, None in a format without pages."""
        index = bisect_right(self._run_starts, offset) - 1
        return self._runs[max(index, 0)][1] if self._runs else None

    def pages(self, span: Span) -> tuple[int, ...]:
        """Return the pages a span stands on, ascending."""
        if not self._runs:
            return ()
        first = max(bisect_right(self._run_starts, span.start) - 1, 0)
        last = max(bisect_right(self._run_starts, max(span.end - 1, span.start)) - 1, first)
        return tuple(sorted({page for _, page in self._runs[first : last + 1]}))

    def share_of_page(self, offset: int) -> float:
        """Return roughly how far down its page a code point stands, 0 to 1: until the page is measured."""
        page = self.page(offset)
        extent = self._extents.get(page) if page is not None else None
        if extent is None:
            return offset / max(len(self.text), 1)
        return min(max((offset - extent.start) / max(len(extent), 1), 0.0), 1.0)

    def first_offset(self, page: int) -> int | None:
        """Return the first code point that stands on a page, None for a page without text."""
        extent = self._extents.get(page)
        return extent.start if extent else None

    # words for people

    def quote(self, span: Span) -> str:
        """Return a span as a person would type it: line breaks as spaces, blocks as lines, bullets as "• "."""
        lines = []
        for index in range(self.block_index(span.start), len(self.blocks)):
            block = self.blocks[index]
            if index < 0 or block.start >= span.end:
                break
            part = block.span.clipped_to(span)
            words = " ".join(part.of(self.text).split()) if part else ""
            if not words:
                continue
            bullet = part is not None and block.kind is BlockKind.BULLET and not block.label.strip(". )").isalnum()
            whole_start = part is not None and not self.text[block.start : part.start].strip()
            lines.append(f"• {words}" if bullet and whole_start else words)
        return "\n".join(lines)


def _extents(runs: list[tuple[int, int]], length: int) -> dict[int, Span]:
    """Return from where to where each page's text goes, first to last run."""
    found: dict[int, Span] = {}
    for index, (start, page) in enumerate(runs):
        end = runs[index + 1][0] if index + 1 < len(runs) else length
        found[page] = Span(found[page].start if page in found else start, max(end, start))
    return found


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends, empty at its start where there is nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))
