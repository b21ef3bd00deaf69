"""The text of a page, cut by the objects that drew it.

pdfium gives one object's text by looking through all characters of the page, so asking for each object costs as much
as reading the whole page again. The text of the page comes in one call, and which object drew a character in another;
objects that follow each other on a line stand together in that text too, so that two or three looks place them.
Where they do not stand together, each object is asked.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from reviewer.reading import pdfium_calls as calls

_MOST_UNITS = 65536
_BREAKS = "\r\n"


class TextBuffer:
    """Memory that pdfium writes texts into, kept for all pages of a document."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_MOST_UNITS * 2)
        self.address = ctypes.addressof(self._buffer)

    def text(self, units: int) -> str:
        """Return what was written: so many UTF-16 units, without the closing zero."""
        return ctypes.string_at(self.address, units * 2).decode("utf-16-le", "replace")

    def of_object(self, item: int, text_page: int) -> str:
        """Return the text of one object with the space that pdfium found after it, "" for none."""
        size = calls.get_text(item, text_page, self.address, _MOST_UNITS)
        return self.text(size // 2 - 1) if size > 2 else ""


class PageText:
    """Gives the text of runs of objects of one page, asked for in content order."""

    def __init__(self, text_page: int, buffer: TextBuffer) -> None:
        self._page = text_page
        self._buffer = buffer
        self._at = 0  # how far the text is given out
        self._starts: dict[int | None, int] | None = None
        count = calls.count_characters(text_page)
        self._text = ""
        if 0 < count < _MOST_UNITS:
            text = buffer.text(max(0, calls.get_range(text_page, 0, count, buffer.address) - 1))
            if len(text) == count:  # else characters and units do not run alike, and nothing can be cut
                self._text = text

    def of(self, items: Sequence[int], *, together: bool = True) -> str:
        """Return the text of objects drawn one after another on one line, with the space after the last.

        ``together`` claims that nothing else stands between them.
        """
        cut = self._cut(items) if together and self._text else None
        if cut is not None:
            return cut
        return "".join(self._buffer.of_object(item, self._page) for item in items)

    def _cut(self, items: Sequence[int]) -> str | None:
        known = frozenset(items)
        start = self._start(known, items[0])
        if start is None:
            return None
        end = self._at = self._end(known, start)
        return self._text[start : end + 1] if self._text[end : end + 1] == " " else self._text[start:end]

    def _start(self, known: frozenset[int], first: int) -> int | None:
        """Return where the objects begin: where the ones before ended, or at the start of another line."""
        text, at = self._text, self._at
        while at < len(text) and (text[at] in _BREAKS or (text[at] == " " and self._object(at) not in known)):
            at += 1
        if at < len(text) and self._object(at) == first:
            return at
        if self._starts is None:
            self._starts = self._line_starts()
        return self._starts.get(first)

    def _line_starts(self) -> dict[int | None, int]:
        text = self._text
        starts: dict[int | None, int] = {}
        at = 0
        while at < len(text):
            end = text.find(_BREAKS, at)
            if text[at] not in _BREAKS:
                starts.setdefault(self._object(at), at)
            at = len(text) if end < 0 else end + 2
        return starts

    def _end(self, known: frozenset[int], start: int) -> int:
        """Return the place after the last character that one of the objects drew, spaces at the end left out."""
        text = self._text
        end = text.find(_BREAKS, start)
        last = (len(text) if end < 0 else end) - 1
        while last > start and text[last] == " ":
            last -= 1
        if self._object(last) in known:
            return last + 1
        low = start
        while last - low > 1:  # low is theirs, last is not
            middle = low + (last - low) // 2
            seen = self._next_letter(middle, last)
            if seen < last and self._object(seen) in known:
                low = seen
            else:
                last = middle
        return low + 1

    def _next_letter(self, at: int, end: int) -> int:
        """Return the next place that is no space, at most ``end``: a space may belong to no object."""
        while at < end and self._text[at] == " ":
            at += 1
        return at

    def _object(self, at: int) -> int | None:
        found: int | None = calls.get_character_object(self._page, at)
        return found
