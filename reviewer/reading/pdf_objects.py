"""What pdfium tells about a page: its text objects with place, size and mark. The one user of its raw calls here.

A page is read by *text objects* (some 160 a page), not by characters: one call gives an object's text with the
spaces pdfium found after it. Places are turned to a top-left origin.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.pieces import Piece

_TEXT_UNITS = 65536
_Document: Any = pdfium.PdfDocument  # the library ships without annotations
_FORM_DEPTH = 4
_DAMAGED = "This PDF is damaged or was cut short. Nothing was imported; fetch the file again and import that."
_NO_PAGES = "This PDF has no pages. Nothing was imported; fetch the file again."
_LOCKED = (
    "This PDF is locked with a password. Nothing was imported; save a copy without the password and import that."
)
_REASONS = {  # pdfium opens a sound file without pages as nothing, and calls that a success
    raw.FPDF_ERR_PASSWORD: _LOCKED,
    raw.FPDF_ERR_SECURITY: _LOCKED,
    raw.FPDF_ERR_SUCCESS: _NO_PAGES,
}
_BOLD_WORDS = (b"bold", b"black", b"heavy")


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

    def within(self, matrix: Any) -> Transform:
        """Return the transform of a form that is drawn with ``matrix``."""
        return Transform(
            self.a * matrix.a + self.c * matrix.b, self.b * matrix.a + self.d * matrix.b,
            self.a * matrix.c + self.c * matrix.d, self.b * matrix.c + self.d * matrix.d,
            self.a * matrix.e + self.c * matrix.f + self.e, self.b * matrix.e + self.d * matrix.f + self.f,
        )


class _Found(NamedTuple):
    item: Any
    transform: Transform
    in_form: bool
    artifact: bool


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
        raise UnreadableFileError(_REASONS.get(getattr(error, "err_code", -1), _DAMAGED)) from error
    if len(document) == 0:
        document.close()
        raise UnreadableFileError(_NO_PAGES)
    return document


class PageReader:
    """Reads the text objects of one document's pages; keeps what it learnt of the fonts."""

    def __init__(self) -> None:
        self._bold: dict[int, bool] = {}
        self._buffer = ctypes.create_string_buffer(_TEXT_UNITS * 2)
        self._wide = ctypes.cast(self._buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()

    def pieces(self, page: Any, text_page: Any) -> list[Piece]:
        """Return the text objects of a page in content order, those without any text left out."""
        return list(self._walk(page, text_page))

    def artifact_objects(self, page: Any) -> frozenset[int]:
        """Return the addresses of the text objects that are marked as page furniture."""
        return frozenset(
            _address(found.item)
            for found in self._objects(page.raw, page_transform(page))
            if found.artifact or (not found.in_form and self._is_artifact(found.item))
        )

    def _walk(self, page: Any, text_page: Any) -> Iterator[Piece]:
        text_handle = text_page.raw
        left, bottom, right, top = self._numbers
        matrix = self._matrix
        for item, transform, in_form, artifact in self._objects(page.raw, page_transform(page)):
            units = raw.FPDFTextObj_GetText(item, text_handle, self._wide, _TEXT_UNITS)
            if units <= 2:
                continue
            text = ctypes.string_at(self._buffer, units - 2).decode("utf-16-le", "replace")
            mcid = -1 if in_form else raw.FPDFPageObj_GetMarkedContentID(item)
            raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            raw.FPDFTextObj_GetFontSize(item, self._size)
            raw.FPDFPageObj_GetMatrix(item, matrix)
            scale = abs(matrix.d) or (matrix.b**2 + matrix.d**2) ** 0.5
            yield Piece(
                text, mcid, artifact or (mcid < 0 and self._is_artifact(item)), self._size.value * scale,
                self._is_bold(item), *transform.box(left.value, bottom.value, right.value, top.value),
                transform.y(matrix.e, matrix.f),
            )

    def _objects(self, page: Any, transform: Transform) -> Iterator[_Found]:
        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield _Found(item, transform, False, False)
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                yield from self._form_objects(item, transform, self._is_artifact(item), 1)

    def _form_objects(self, form: Any, transform: Transform, artifact: bool, depth: int) -> Iterator[_Found]:
        """Walk a form: its marks count on their own (they are not the page's), its places are its own too."""
        if depth > _FORM_DEPTH:
            return
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(form, matrix)
        inside = transform.within(matrix)
        for index in range(raw.FPDFFormObj_CountObjects(form)):
            item = raw.FPDFFormObj_GetObject(form, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield _Found(item, inside, True, artifact or self._is_artifact(item))
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                yield from self._form_objects(item, inside, artifact or self._is_artifact(item), depth + 1)

    def _is_artifact(self, item: Any) -> bool:
        return "Artifact" in self._marks(item)

    def _marks(self, item: Any) -> list[str]:
        found = []
        length = ctypes.c_ulong()
        for index in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, index)
            raw.FPDFPageObjMark_GetName(mark, self._wide, 256, length)
            found.append(ctypes.string_at(self._buffer, max(length.value - 2, 0)).decode("utf-16-le", "replace"))
        return found

    def _is_bold(self, item: Any) -> bool:
        font = raw.FPDFTextObj_GetFont(item)
        key = _address(font)
        if key not in self._bold:
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(max(length, 1))
            raw.FPDFFont_GetBaseFontName(font, name, length)
            self._bold[key] = any(word in name.value.lower() for word in _BOLD_WORDS)
        return self._bold[key]


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
