"""Pages for the window: pictures, geometry, outline. pdfium allows one thread at a time: one thread owns a source.

Scales are pixels a point. Places are PDF points from the top left of the page as shown, rotation applied.
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as raw

from reviewer.domain.document import Block
from reviewer.domain.page import Box, PageGeometry
from reviewer.reading import dark_pages
from reviewer.reading import pdfium_calls as calls
from reviewer.reading.page_alignment import PageCharacter, align
from reviewer.reading.pdf_objects import PageReader, Transform, open_pdf, page_transform

_OPEN_PAGES = 6
_MOST_PIXELS = 48_000_000  # 192 MB a picture; beyond that a page is drawn smaller rather than not at all
_WHITE = 0xFFFFFFFF
_OUTLINE_ENTRIES = 2000
_SMALL_SCALE = 1.0  # pixels a point of the picture in which photographs are told from drawings
_SPACES = frozenset((0, 10, 13, 32))  # what the library adds between words and lines
_ADDED_SPACE = PageCharacter(" ", (0.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A picture: ``data`` is ``height`` rows of ``stride`` bytes, four a pixel: blue, green, red, 255."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One entry of the file's own outline; ``page`` None where it leads nowhere; ``level`` from 1."""

    title: str
    level: int
    page: int | None


class PageSource:
    """The pages of one PDF. Every call must come from the one thread that owns it.

    Raises:
        UnreadableFileError: when the bytes cannot be opened as a PDF.
    """

    def __init__(self, data: bytes) -> None:
        self._document = open_pdf(data)
        self._pages: OrderedDict[int, Any] = OrderedDict()
        self._reader = PageReader()
        self._photos: dict[int, tuple[Box, ...]] = {}

    @property
    def page_count(self) -> int:
        return len(self._document)

    def page_size(self, page: int) -> tuple[float, float]:
        """Return width and height in points; without loading the page."""
        size = raw.FS_SIZEF()
        if not raw.FPDF_GetPageSizeByIndexF(self._document, page - 1, size):
            return 595.0, 842.0
        return size.width, size.height

    def render(self, page: int, scale: float, clip: tuple[int, int, int, int] | None = None, *, dark: bool = False) -> RenderedPage:
        """Draw a page, or only the part ``clip`` = (x, y, width, height) in pixels of the whole picture; ``dark`` for dark rooms."""
        drawn = self._drawn(page, scale, clip)
        if not dark:
            return drawn
        x, y = clip[:2] if clip else (0, 0)
        kept = [_pixels(box, scale, x, y) for box in self._photographs(page)]
        return replace(drawn, data=dark_pages.darken(drawn.data, drawn.width, drawn.height, kept))

    def _photographs(self, page: int) -> tuple[Box, ...]:
        """Return where photographs stand on a page, in points; looked for once, on a small picture of it."""
        if page not in self._photos:
            handle = self._page(page)
            shown = page_transform(handle)
            pictures = [shown.box(*picture.get_bounds()) for picture in handle.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)]
            small = self._drawn(page, _SMALL_SCALE, None) if pictures else None
            photos: list[bool] = []
            if small is not None:
                boxes = [_pixels(box, _SMALL_SCALE, 0, 0) for box in pictures]
                photos = dark_pages.photographs(small.data, small.width, small.height, boxes)
            self._photos[page] = tuple(box for box, photo in zip(pictures, photos, strict=True) if photo)
        return self._photos[page]

    def _drawn(self, page: int, scale: float, clip: tuple[int, int, int, int] | None) -> RenderedPage:
        width, height = self.page_size(page)
        full_width, full_height = max(round(width * scale), 1), max(round(height * scale), 1)
        x, y, clip_width, clip_height = clip or (0, 0, full_width, full_height)
        clip_width, clip_height = max(clip_width, 1), max(clip_height, 1)
        if clip_width * clip_height > _MOST_PIXELS:
            raise ValueError(f"a picture of {clip_width} x {clip_height} pixels is too large; draw it in parts")
        stride = clip_width * 4
        data = ctypes.create_string_buffer(stride * clip_height)
        bitmap = raw.FPDFBitmap_CreateEx(clip_width, clip_height, raw.FPDFBitmap_BGRx, data, stride)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, clip_width, clip_height, _WHITE)
            handle = self._page(page).raw
            raw.FPDF_RenderPageBitmap(bitmap, handle, -x, -y, full_width, full_height, 0, raw.FPDF_ANNOT)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        return RenderedPage(clip_width, clip_height, stride, data.raw)

    def geometry(self, page: int, blocks: tuple[Block, ...]) -> PageGeometry:
        """Return where the canonical text stands on a page: every code point of it that is printed there."""
        width, height = self.page_size(page)
        offsets, boxes = align(self._characters(page), blocks, page)
        return PageGeometry(page, width, height, offsets, boxes)

    def text_bounds(self, page: int) -> Box | None:
        """Return the box around all printed text of a page, None where it has none."""
        handle = self._page(page)
        text_page = handle.get_textpage()
        try:
            pieces = self._reader.pieces(handle, text_page)
        finally:
            text_page.close()
        boxes = [(piece.left, piece.top, piece.right, piece.bottom) for piece in pieces if piece.text.strip()]
        if not boxes:
            return None
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    def printed_sides(self, page: int) -> tuple[float, float] | None:
        """Return the left and right edge of what is printed on a page, pictures (a logo) included, in points.

        A picture as wide as the page is its ground and does not count; on a turned page only the text does.
        """
        box = self.text_bounds(page)
        handle = self._page(page)
        sides = [] if box is None else [(box[0], box[2])]
        if handle.get_rotation() == 0:
            width = handle.get_width()
            for picture in handle.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
                left, _, right, _ = picture.get_bounds()
                if 0 <= left < right <= width and right - left < 0.8 * width:
                    sides.append((left, right))
        return (min(side[0] for side in sides), max(side[1] for side in sides)) if sides else None

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Return the outline that the file itself brings; () for most (derive it from the headings)."""
        found = []
        for entry in self._document.get_toc(max_depth=8):
            target = entry.get_dest()
            index = target.get_index() if target else None
            found.append(OutlineEntry(entry.get_title(), entry.level + 1, None if index is None else index + 1))
            if len(found) == _OUTLINE_ENTRIES:
                break
        return tuple(found)

    def close(self) -> None:
        """Give the pages and the document back."""
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        self._document.close()

    def _page(self, number: int) -> Any:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        self._pages[number] = self._document[number - 1]
        if len(self._pages) > _OPEN_PAGES:
            self._pages.popitem(last=False)[1].close()
        return self._pages[number]

    def _characters(self, number: int) -> list[PageCharacter]:
        page = self._page(number)
        text_page = page.get_textpage()
        try:
            furniture = self._reader.artifact_objects(page)
            return _characters(text_page.raw, furniture, page_transform(page))
        finally:
            text_page.close()


def _pixels(box: Box, scale: float, x: int, y: int) -> dark_pages.Pixels:
    """Return a box in points as pixels of a picture that begins at (x, y)."""
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return left - x, top - y, right - x, bottom - y


def _characters(text_page: Any, furniture: frozenset[int], transform: Transform) -> list[PageCharacter]:
    """Return the characters of a page in content order, furniture left out; added spaces have no box."""
    handle = calls.address(text_page)
    box = (ctypes.c_float * 4)()  # left, top, right, bottom, in page coordinates
    place = ctypes.addressof(box)
    found = []
    for index in range(calls.count_characters(handle)):
        code = calls.get_unicode(handle, index)
        if code in _SPACES and (code == 0 or calls.is_generated(handle, index) == 1):
            found.append(_ADDED_SPACE)
            continue
        if furniture and (calls.get_character_object(handle, index) or 0) in furniture:
            continue
        calls.get_loose_box(handle, index, place)
        left, top, right, bottom = box
        found.append(PageCharacter(_character(code), transform.box(left, bottom, right, top)))
    return found


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
