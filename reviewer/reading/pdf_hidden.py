"""Text that is in a file and not on its page: drawn invisibly, white on white, too small to be seen, outside the page.

What nobody can see on the page must not become a fact without a word. It is left out and counted, with one exception:
text recognition lays its text invisibly over the picture of a scan, and then that text is the page's.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import pypdfium2.raw as raw

from reviewer.reading import pdfium_calls as calls

_SMALLEST = 1.5  # points: no one reads smaller type
_WHITE = 0xF8  # of 0xFF; each of red, green and blue
_INVISIBLE = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_colours = (ctypes.c_uint * 4)()
_parts = memoryview(_colours).cast("B").cast("I")  # red, green, blue, alpha
_RED, _GREEN, _BLUE, _ALPHA = (ctypes.addressof(_colours) + 4 * index for index in range(4))
_bounds = (ctypes.c_float * 4)()
_edges = tuple(ctypes.addressof(_bounds) + 4 * index for index in range(4))

Box = tuple[float, float, float, float]  # left, top, right, bottom as shown


class ToBox(Protocol):
    """Turns a box in page coordinates to (left, top, right, bottom) as shown."""

    def box(self, left: float, bottom: float, right: float, top: float) -> Box: ...


def is_invisible(mode: int) -> bool:
    """Tell whether a render mode paints nothing."""
    return mode in _INVISIBLE


def is_pale(item: int) -> bool:
    """Tell whether an object is filled with white or with nothing."""
    if not calls.get_fill(item, _RED, _GREEN, _BLUE, _ALPHA):
        return False
    if _parts[0] < _WHITE and _parts[3]:  # nearly all text: told by one of its colours
        return False
    return _parts[3] == 0 or (_parts[1] >= _WHITE and _parts[2] >= _WHITE)


def is_out_of_sight(box: Box, size: float, width: float, height: float) -> bool:
    """Tell whether type is too small to be read, or stands wholly outside a page of this width and height."""
    left, top, right, bottom = box
    return size < _SMALLEST or right < 0 or bottom < 0 or left > width or top > height


class Grounds:
    """What lies under the text of one page: filled shapes that are not white, pictures, shadings and forms."""

    def __init__(self, page: Any, transform: ToBox) -> None:
        self._boxes = list(_grounds(calls.address(page.raw), transform))

    def under(self, box: Box) -> bool:
        """Tell whether one of them lies under the middle of a box."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in self._boxes)


def _grounds(handle: int, transform: ToBox) -> Iterator[Box]:
    for index in range(calls.count_objects(handle)):
        item = calls.get_object(handle, index)
        kind = calls.get_type(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT or (kind == raw.FPDF_PAGEOBJ_PATH and not _is_ground(item)):
            continue
        if calls.get_bounds(item, *_edges):
            yield transform.box(*_bounds)


def _is_ground(path: int) -> bool:
    mode = ctypes.c_int()
    stroke = ctypes.c_int()
    calls.get_draw_mode(path, ctypes.addressof(mode), ctypes.addressof(stroke))
    return mode.value != 0 and not is_pale(path)


def left_out(letters: Sequence[int], unseen: Sequence[bool], invisible: Sequence[bool]) -> list[bool]:
    """Tell for each run of text whether it is left out.

    ``unseen`` runs always are. ``invisible`` ones are too, unless they are half of the page's letters or more.
    """
    hidden = sum(count for count, run in zip(letters, invisible, strict=True) if run)
    strays = 2 * hidden < sum(letters)
    return [gone or (clear and strays) for gone, clear in zip(unseen, invisible, strict=True)]
