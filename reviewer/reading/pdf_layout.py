"""Pure geometry of printed text: pieces to running text, lines, furniture. Knows no PDF library."""

from __future__ import annotations

import re

from reviewer.reading.pdf_objects import Piece

_HYPHENS = re.compile("[\x02\ufffe]")
_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_MARK = re.compile(r"^[\d*†‡,\s]{1,6}$")


class RunningText:
    """Collects the pieces of one block into one line of text, with the page on which each part stands."""

    def __init__(self) -> None:
        self.text = ""
        self.runs: list[tuple[int, int]] = []
        self.first: Piece | None = None
        self.last: Piece | None = None
        self._page = 0

    def add(self, piece: Piece, page: int) -> None:
        """Append a piece: a new line is a space, or nothing after a hyphen; footnote marks are left out."""
        if self.last is not None and is_footnote_mark(piece, self.last):
            return
        text = _BLANK.sub(" ", _HYPHENS.sub("-", piece.text))
        broken = self.last is not None and (page != self._page or is_new_line(self.last, piece))
        if broken and not self.text.endswith((" ", "-")) and not text.startswith(" "):
            text = " " + text
        if not self.text or self.text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        if page != self._page:
            self.runs.append((len(self.text) + (text[0] == " "), page))
            self._page = page
        self.text += text
        self.first = self.first or piece
        self.last = piece


def is_new_line(before: Piece, after: Piece) -> bool:
    """Tell whether ``after`` begins a new printed line."""
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    lower = min(before.bottom - before.top, after.bottom - after.top)
    if shared > 0.3 * lower:
        return after.right < before.left
    return after.left < before.right - 1 or abs(after.bottom - before.bottom) > max(before.size, after.size)


def is_footnote_mark(piece: Piece, before: Piece) -> bool:
    """Tell whether a piece is a raised small number after text."""
    return piece.size < 0.8 * before.size and piece.bottom < before.bottom - 0.5 and bool(_MARK.match(piece.text))
