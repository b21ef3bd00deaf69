"""The one place that turns offsets (code points) into Qt positions (UTF-16 units) and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

_LAST_OF_ONE_UNIT = "\uffff"


class Utf16Map:
    """Both ways for one text. ``offset`` counts code points, ``position`` UTF-16 units, both from 0.

    A position in the middle of a surrogate pair belongs to the code point it is part of.
    """

    __slots__ = ("_length", "_wide")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # For most texts the largest character tells at once that the two counts agree.
        wide = bool(text) and max(text) > _LAST_OF_ONE_UNIT
        self._wide = [i for i, character in enumerate(text) if character > _LAST_OF_ONE_UNIT] if wide else []

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._length + len(self._wide)

    def position(self, offset: int) -> int:
        """Return the position of a code point; offsets outside the text are brought to its ends."""
        offset = min(max(offset, 0), self._length)
        return offset + bisect_left(self._wide, offset)

    def offset(self, position: int) -> int:
        """Return the code point at a position; positions outside the text are brought to its ends."""
        position = min(max(position, 0), self.units)
        # The n-th wide character (from 0) begins at position wide[n] + n and takes two units.
        before = bisect_right(range(len(self._wide)), position, key=lambda n: self._wide[n] + n + 1)
        return min(position - before, self._length)
