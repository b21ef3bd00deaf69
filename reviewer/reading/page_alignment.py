"""Find the canonical text again among the characters of a printed page. Pure; knows no PDF library.

Both are compared without white space and with quotes and dashes folded one to one. The parts of the blocks that
stand on the page are looked for in order, each from where the one before ended; what is printed but is no text of
a block (labels, footnote marks, running feet) is passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reviewer.domain.document import Block, spans_on_page
from reviewer.domain.page import Box

_FOLD = str.maketrans("‘’“”–—─‐‑−\x02\ufffe", "''\"\"--------")
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")  # left out of the canonical text too
_SHORT = 12  # parts shorter than this are taken only at the borders of words


class PageCharacter(NamedTuple):
    """One printed character and its loose box; a space that the library added has an empty box."""

    text: str
    box: Box


class _Stream:
    """The printed characters without white space: folded text, boxes, and which of them begin a word."""

    def __init__(self, characters: Sequence[PageCharacter]) -> None:
        self.boxes: list[Box] = []
        self.begins: list[bool] = []
        parts = []
        fresh = True
        for text, box in characters:
            if text.isspace():
                fresh = True
                continue
            if text in _UNSEEN:
                continue
            parts.append(text.translate(_FOLD))
            self.boxes.append(box)
            self.begins.append(fresh)
            fresh = False
        self.text = "".join(parts)
        self.begins.append(True)
        self.free = [True] * len(self.boxes)

    def find(self, wanted: str, start: int) -> int:
        """Return where ``wanted`` stands from ``start`` on, else anywhere still free, else -1."""
        for first in (start, 0):
            at = self.text.find(wanted, first)
            while at >= 0:
                end = at + len(wanted)
                whole = len(wanted) >= _SHORT or (self.begins[at] and self.begins[end])
                if whole and self.free[at] and self.free[end - 1]:
                    return at
                at = self.text.find(wanted, at + 1)
        return -1


def align(
    characters: Sequence[PageCharacter], blocks: tuple[Block, ...], page: int
) -> tuple[tuple[int, ...], tuple[Box, ...]]:
    """Return the offsets of the canonical text that stand on the page, ascending, and their boxes beside them."""
    stream = _Stream(characters)
    placed: dict[int, Box] = {}
    cursor = 0
    starts = [block.start for block in blocks]
    for span in spans_on_page(blocks, page):
        block = blocks[bisect_right(starts, span.start) - 1]
        text = block.text[span.start - block.start : span.end - block.start]
        offsets = [span.start + i for i, character in enumerate(text) if not character.isspace()]
        wanted = "".join(character for character in text if not character.isspace()).translate(_FOLD)
        if not wanted:
            continue
        at = stream.find(wanted, cursor)
        if at >= 0:
            matches = [(0, at, len(wanted))]
        else:
            matches = _piecewise(stream, wanted, cursor)
        for a, b, length in matches:
            for i in range(length):
                placed[offsets[a + i]] = stream.boxes[b + i]
                stream.free[b + i] = False
            cursor = b + length
        _place_spaces(placed, span.start, text)
    offsets_found = tuple(sorted(placed))
    return offsets_found, tuple(placed[offset] for offset in offsets_found)


def _piecewise(stream: _Stream, wanted: str, cursor: int) -> list[tuple[int, int, int]]:
    """Match in pieces what does not stand on the page in one: something else is printed in its middle."""
    start = max(cursor - 40, 0)
    window = stream.text[start : cursor + 4 * len(wanted) + 400]
    matcher = SequenceMatcher(None, wanted, window, autojunk=False)
    found = [(m.a, start + m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
    return found if sum(size for _, _, size in found) * 2 > len(wanted) else []


def _place_spaces(placed: dict[int, Box], start: int, text: str) -> None:
    """Give white space the gap between its neighbours, or no width at the end of a line."""
    for i, character in enumerate(text):
        if not character.isspace():
            continue
        before, after = placed.get(start + i - 1), placed.get(start + i + 1)
        if before is None:
            continue
        right = before[2]
        if after is not None and min(before[3], after[3]) - max(before[1], after[1]) > 0 and after[0] > right:
            right = after[0]
        placed[start + i] = (before[2], before[1], right, before[3])
