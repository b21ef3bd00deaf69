"""What pdfium tells about a page: its text objects with place, size and mark. The one user of its raw calls here.

A page is read by *text objects* (some 160 a page), not by characters. Objects drawn one after another on a line in
one look are one piece, whose text is cut from the page's (`pdf_text`). Places are turned to a top-left origin.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading import pdf_hidden
from reviewer.reading import pdfium_calls as calls
from reviewer.reading.pdf_text import PageText, TextBuffer
from reviewer.reading.pieces import Piece

_Document: Any = pdfium.PdfDocument  # the library ships without annotations
_FORM_DEPTH = 4
_CLOSE = 0.5  # in type sizes: a wider gap than this is more than a space between two words
_MARK_WIDTH = 1.5  # in type sizes: what is narrower may be a raised mark that stands in such a gap
_OVERLAP = 0.35  # in type sizes: letters may lean over each other so far; a step back is another piece
_SAME_LINE = 0.01  # points
_SURE_BLANKS = 20  # so many objects without extent and text: the rest are spaces too, and asking costs
_DAMAGED = "This PDF is damaged or was cut short. Nothing was imported; fetch the file again and import that."
_NO_PAGES = "This PDF has no pages. Nothing was imported; fetch the file again."
_LOCKED = (
    "This PDF is locked with a password. Nothing was imported; save a copy without the password and import that."
)
_REASONS = {raw.FPDF_ERR_PASSWORD: _LOCKED, raw.FPDF_ERR_SECURITY: _LOCKED, raw.FPDF_ERR_FILE: _NO_PAGES}
_PICTURES = 0.3  # of a page, that pictures under recognised text cover at least
_ARTIFACT = "Artifact".encode("utf-16-le")
_BOLD_WORDS = (b"bold", b"black", b"heavy")
_FLOAT = ctypes.sizeof(ctypes.c_float)
_measures = struct.Struct("=2f8x2f8xf6f")  # of what an object's calls write: opposite corners, size, matrix


@dataclass(frozen=True, slots=True)
class Transform:
    """From a page's own coordinates to points from the top left of the page as shown."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Turn a box in page coordinates to (left, top, right, bottom) as shown."""
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return (x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)

    def y(self, x: float, y: float) -> float:
        """Return how far below the top of the page a point stands."""
        return self.b * x + self.d * y + self.f

    def within(self, a: float, b: float, c: float, d: float, e: float, f: float) -> Transform:
        """Return the transform of a form that is drawn with this matrix."""
        return Transform(
            self.a * a + self.c * b, self.b * a + self.d * b, self.a * c + self.c * d, self.b * c + self.d * d,
            self.a * e + self.c * f + self.e, self.b * e + self.d * f + self.f,
        )


def page_transform(page: Any) -> Transform:
    """Return the transform of a page: its crop box and rotation, as pdfium shows them."""
    width, height = page.get_size()
    fine = 100  # pdfium answers in whole device units: ask in hundredths of a point
    x, y = ctypes.c_double(), ctypes.c_double()

    def inverse(device_x: float, device_y: float) -> tuple[float, float]:
        raw.FPDF_DeviceToPage(
            page, 0, 0, round(width * fine), round(height * fine), 0, round(device_x * fine), round(device_y * fine), x, y
        )
        return x.value, y.value

    left, top = inverse(0, 0)
    across, along = inverse(width, 0), inverse(0, height)
    if abs(across[0] - left) > abs(across[1] - top):  # not turned, or by half
        a, d = width / (across[0] - left), height / (along[1] - top)
        return Transform(a, 0.0, 0.0, d, -a * left, -d * top)
    c, b = width / (across[1] - top), height / (along[0] - left)
    return Transform(0.0, b, c, 0.0, -c * top, -b * left)


def open_pdf(data: bytes) -> Any:
    """Open a PDF from its bytes.

    Raises:
        UnreadableFileError: locked with a password, damaged, or without pages.
    """
    try:
        document = _Document(data)
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(_why_not(data)) from error
    if len(document) == 0:
        document.close()
        raise UnreadableFileError(_NO_PAGES)
    return document


def _why_not(data: bytes) -> str:
    """Return why a PDF does not open.

    pdfium opens a sound file without pages as nothing and then leaves the code of whatever failed before. So that
    code is first set to one that bytes in memory cannot cause: no such file.
    """
    raw.FPDF_LoadDocument(b"", None)
    try:
        _Document(data).close()
    except pdfium.PdfiumError as error:
        return _REASONS.get(getattr(error, "err_code", -1), _DAMAGED)
    return _DAMAGED


_Box = tuple[float, float, float, float]  # left, top, right, bottom
_Found = tuple[int, int, Transform | None, bool]  # text object, font, transform of its form, whether that is furniture
_Look = tuple[int, int, float, int, bool, bool]  # mark, font, type size, render mode, whether it is furniture, whether pale


class _Run:
    """Objects drawn one after another on one line in one look: they are one piece."""

    __slots__ = ("baseline", "bold", "bottom", "empty", "interrupted", "items", "left", "look", "right", "top")

    def __init__(self, item: int, box: _Box, look: _Look, *, baseline: float, bold: bool, empty: bool) -> None:
        self.items = [item]
        self.left, self.top, self.right, self.bottom = box
        self.look = look
        self.baseline = baseline
        self.bold = bold
        self.empty = empty  # has no extent: spaces, or letters without a shape
        self.interrupted = False  # another run stands inside it

    @property
    def pale(self) -> bool:
        """Tell whether it is white, on whatever is under it."""
        return self.look[5]

    @property
    def box(self) -> _Box:
        return self.left, self.top, self.right, self.bottom

    def goes_on_with(self, box: _Box, look: _Look, baseline: float) -> bool:
        """Tell whether an object follows on the same line, at most a space apart."""
        if self.empty or look != self.look or abs(baseline - self.baseline) > _SAME_LINE:
            return False
        return -_OVERLAP * look[2] < box[0] - self.right < _CLOSE * look[2]

    def add(self, item: int, box: _Box) -> None:
        self.items.append(item)
        left, top, right, bottom = box
        if left < self.left:
            self.left = left
        if top < self.top:
            self.top = top
        if right > self.right:
            self.right = right
        if bottom > self.bottom:
            self.bottom = bottom


def _find_interrupted(runs: list[_Run]) -> None:
    """Note the runs in whose gaps something narrow stands that was drawn at another time, as a raised mark may be."""
    narrow = [run for run in runs if run.right - run.left < _MARK_WIDTH * run.look[2]]
    wide = [run for run in runs if len(run.items) > 1]
    for mark in narrow:
        for run in wide:
            if run.left < mark.left and mark.right < run.right and run.top < mark.baseline <= run.bottom:
                run.interrupted = run is not mark


class PageReader:
    """Reads the text objects of one document's pages; keeps what it learnt of the fonts."""

    def __init__(self) -> None:
        self.hidden = 0  # letters of the last page that nobody can see there, left out
        self.invisible = False  # the last page's text is drawn invisibly, as over a scan
        self._bold: dict[int, bool] = {}
        self._blanks = 0  # objects without extent that turned out to hold no text
        self._buffer = TextBuffer()
        self._text = self._buffer.address
        self._numbers = (ctypes.c_float * 15)()  # four corners; size; matrix a to f
        self._corners = ctypes.addressof(self._numbers)
        self._size, self._matrix = self._corners + 8 * _FLOAT, self._corners + 9 * _FLOAT

    def turn_upright(self, page: Any) -> None:
        """Turn a page whose text lies on its side so that it can be read; only in memory.

        To be called before the page's text is asked for: on such a page pdfium breaks lines in the middle.
        """
        if page.get_rotation() and self._lies_on_its_side(page):
            page.set_rotation(0)

    def pieces(self, page: Any, text_page: Any) -> list[Piece]:
        """Return the text objects of a page as shown, in content order, those without any text left out.

        Text that nobody can see is left out and counted in ``hidden``; text drawn invisibly counts where it is most of
        the page's, as text recognition lays it over a scan.
        """
        transform = page_transform(page)
        runs: list[_Run] = []
        for item, font, inside, artifact in self._objects(calls.address(page.raw), transform):
            self._add_object(runs, item, font, inside or transform, inside is not None, artifact)
        text = PageText(calls.address(text_page.raw), self._buffer)
        _find_interrupted(runs)
        return self._seen(page, transform, runs, [self._piece(run, text) for run in runs])

    def _seen(self, page: Any, transform: Transform, runs: list[_Run], pieces: list[Piece | None]) -> list[Piece]:
        """Leave out what nobody can see."""
        letters = [len(piece.text.strip()) if piece else 0 for piece in pieces]
        invisible = [pdf_hidden.is_invisible(run.look[3]) for run in runs]
        grounds = pdf_hidden.Grounds(page, transform) if any(run.pale for run in runs) else None
        width, height = page.get_size()
        unseen = [
            (run.pale and not clear and grounds is not None and not grounds.under(run.box))
            or pdf_hidden.is_out_of_sight(run.box, run.look[2], width, height)
            for run, clear in zip(runs, invisible, strict=True)
        ]
        gone = pdf_hidden.left_out(letters, unseen, invisible)
        self.hidden = sum(count for count, left in zip(letters, gone, strict=True) if left)
        self.invisible = any(clear and not left and count for count, clear, left in zip(letters, invisible, gone, strict=True))
        return [piece for piece, left in zip(pieces, gone, strict=True) if piece and not left]

    def artifact_objects(self, page: Any) -> frozenset[int]:
        """Return the addresses of the text objects that are marked as page furniture."""
        return frozenset(
            item
            for item, _, inside, artifact in self._objects(calls.address(page.raw), page_transform(page))
            if artifact or (inside is None and calls.get_mark_id(item) < 0 and self._is_artifact(item))
        )

    def _lies_on_its_side(self, page: Any) -> bool:
        """Tell whether most text of a turned page is drawn level in the page's own coordinates."""
        level = upright = 0
        for item, _, inside, _ in self._objects(calls.address(page.raw), page_transform(page)):
            if inside is None:
                calls.get_matrix(item, self._matrix)
                a, b = self._numbers[9:11]
                level, upright = level + (a > abs(b)), upright + (abs(b) >= abs(a) or a < 0)
        return level > upright

    def has_rules(self, page: Any) -> bool:
        """Tell whether a page has at least two level and two upright rules or frames: it may hold a ruled table."""
        level = upright = 0
        for width, height in self._extents(page, raw.FPDF_PAGEOBJ_PATH):
            frame = width > 60 and height > 8
            level += frame or (width > 60 and height < 3)
            upright += frame or (height > 8 and width < 3)
        return level > 1 and upright > 1

    def has_large_picture(self, page: Any) -> bool:
        """Tell whether one picture covers a good part of the page, as a scan does."""
        whole = page.get_width() * page.get_height()
        return any(width * height > 0.4 * whole for width, height in self._extents(page, raw.FPDF_PAGEOBJ_IMAGE))

    def has_picture(self, page: Any) -> bool:
        """Tell whether pictures cover a good part of the page together, as the strips of a scan do."""
        whole: float = page.get_width() * page.get_height()
        covered = sum(width * height for width, height in self._extents(page, raw.FPDF_PAGEOBJ_IMAGE))
        return covered > _PICTURES * whole

    def _extents(self, page: Any, wanted: int) -> Iterator[tuple[float, float]]:
        handle = calls.address(page.raw)
        for index in range(calls.count_objects(handle)):
            item = calls.get_object(handle, index)
            if calls.get_type(item) == wanted:
                left, bottom, right, top = self._bounds(item)
                yield right - left, top - bottom

    def _bounds(self, item: int) -> list[float]:
        """Return left, bottom, right and top of an object; of level text its opposite corners are those, at half the cost."""
        calls.get_bounds(item, *range(self._corners, self._corners + 4 * _FLOAT, _FLOAT))
        return self._numbers[0:4]

    def _add_object(self, runs: list[_Run], item: int, font: int, transform: Transform, in_form: bool, artifact: bool) -> None:
        """Add an object to the last run where it goes on with it, else begin another."""
        calls.get_corners(item, self._corners)
        if self._blanks >= _SURE_BLANKS and self._numbers[0:2] == self._numbers[4:6]:
            return
        calls.get_size(item, self._size)
        calls.get_matrix(item, self._matrix)
        x0, y0, x1, y1, points, _, across, _, up, e, f = _measures.unpack(self._numbers)
        up = abs(up)
        if across:
            x0, y0, x1, y1 = self._bounds(item)
            up = math.hypot(across, up)
        empty = x0 == x1 and y0 == y1
        mcid = -1 if in_form else calls.get_mark_id(item)
        furniture = artifact or (mcid < 0 and self._is_artifact(item))
        pale = not in_form and not empty and pdf_hidden.is_pale(item)
        look = (mcid, font, points * up, calls.get_render_mode(item), furniture, pale)
        box, baseline = transform.box(x0, y0, x1, y1), transform.y(e, f)
        if runs and not empty and runs[-1].goes_on_with(box, look, baseline):
            runs[-1].add(item, box)
            return
        bold = self._bold.get(font)
        if bold is None:
            bold = self._bold[font] = self._is_bold(font)
        runs.append(_Run(item, box, look, baseline=baseline, bold=bold, empty=empty))

    def _piece(self, run: _Run, page_text: PageText) -> Piece | None:
        """Return what a run shows, None without text."""
        text = page_text.of(run.items, together=not run.interrupted)
        if not text:
            self._blanks += run.empty
            return None
        if run.empty:
            self._blanks = -1_000_000  # letters without a shape, as text recognition lays over a scan: ask for each
        mcid, _, size, _, artifact, _ = run.look
        return Piece(text, mcid, artifact, size, run.bold, run.left, run.top, run.right, run.bottom, run.baseline)

    def _objects(self, page: int, transform: Transform) -> Iterator[_Found]:
        """Yield each text object with its font; with the transform of the form it stands in, and whether that is furniture.

        That it has a font tells a text object from all others.
        """
        for index in range(calls.count_objects(page)):
            item = calls.get_object(page, index)
            font = calls.get_font(item)
            if font:
                yield item, font, None, False
            elif calls.get_type(item) == raw.FPDF_PAGEOBJ_FORM:
                yield from self._form_objects(item, transform, self._is_artifact(item), 1)

    def _form_objects(self, form: int, transform: Transform, artifact: bool, depth: int) -> Iterator[_Found]:
        """Walk a form: its marks count on their own (they are not the page's), its places are its own too."""
        if depth > _FORM_DEPTH:
            return
        calls.get_matrix(form, self._matrix)
        inside = transform.within(*self._numbers[9:15])
        for index in range(calls.count_form_objects(form)):
            item = calls.get_form_object(form, index)
            font = calls.get_font(item)
            if font:
                yield item, font, inside, artifact or self._is_artifact(item)
            elif calls.get_type(item) == raw.FPDF_PAGEOBJ_FORM:
                yield from self._form_objects(item, inside, artifact or self._is_artifact(item), depth + 1)

    def _is_artifact(self, item: int) -> bool:
        length = ctypes.c_ulong()
        for index in range(calls.count_marks(item)):
            mark = calls.get_mark(item, index)
            calls.get_mark_name(mark, self._text, 256, ctypes.addressof(length))
            if ctypes.string_at(self._text, min(length.value, 256)).startswith(_ARTIFACT):
                return True
        return False

    def _is_bold(self, font: int) -> bool:
        length = calls.get_font_name(font, None, 0)
        name = ctypes.create_string_buffer(max(length, 1))
        calls.get_font_name(font, ctypes.addressof(name), length)
        return any(word in name.value.lower() for word in _BOLD_WORDS)
