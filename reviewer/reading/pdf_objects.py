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

_TEXT_UNITS = 65536
_Document: Any = pdfium.PdfDocument  # the library ships without annotations
_FORM_DEPTH = 4


class Piece(NamedTuple):
    """One text object: its text, mark and place. ``mcid`` -1 without one; ``size`` in points as shown."""

    text: str
    mcid: int
    artifact: bool
    size: float
    bold: bool
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Font:
    bold: bool
    italic: bool


def open_pdf(data: bytes) -> Any:
    """Open a PDF from its bytes.

    Raises:
        UnreadableFileError: locked with a password, damaged, or without pages.
    """
    try:
        document = _Document(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableFileError(
                "This PDF is locked with a password. Nothing was imported; save a copy without the password "
                "and import that."
            ) from error
        raise UnreadableFileError(
            "This PDF is damaged or was cut short. Nothing was imported; fetch the file again and import that."
        ) from error
    if len(document) == 0:
        document.close()
        raise UnreadableFileError("This PDF has no pages. Nothing was imported; fetch the file again.")
    return document


class PageReader:
    """Reads the text objects of one document's pages; keeps what it learnt of the fonts."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._buffer = ctypes.create_string_buffer(_TEXT_UNITS * 2)
        self._wide = ctypes.cast(self._buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._size = ctypes.c_float()
        self._matrix = raw.FS_MATRIX()

    def pieces(self, page: Any, text_page: Any) -> list[Piece]:
        """Return the text objects of a page in content order, those without any text left out."""
        height = page.get_height()
        return list(self._walk(page, text_page, height))

    def _walk(self, page: Any, text_page: Any, height: float) -> Iterator[Piece]:
        handle, text_handle = page.raw, text_page.raw
        left, bottom, right, top = self._numbers
        for item in _objects(handle):
            units = raw.FPDFTextObj_GetText(item, text_handle, self._wide, _TEXT_UNITS)
            if units <= 2:
                continue
            text = self._buffer.raw[: units - 2].decode("utf-16-le", "replace")
            mcid = raw.FPDFPageObj_GetMarkedContentID(item)
            raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            raw.FPDFTextObj_GetFontSize(item, self._size)
            raw.FPDFPageObj_GetMatrix(item, self._matrix)
            scale = (self._matrix.b**2 + self._matrix.d**2) ** 0.5
            yield Piece(
                text, mcid, mcid < 0 and self._artifact(item), self._size.value * scale, self._font(item).bold,
                left.value, height - top.value, right.value, height - bottom.value,
            )

    def _artifact(self, item: Any) -> bool:
        return "Artifact" in self._marks(item)

    def _marks(self, item: Any) -> list[str]:
        found = []
        length = ctypes.c_ulong()
        for index in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, index)
            raw.FPDFPageObjMark_GetName(mark, self._wide, 256, length)
            found.append(self._buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace"))
        return found

    def _font(self, item: Any) -> Font:
        font = raw.FPDFTextObj_GetFont(item)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(max(length, 1))
            raw.FPDFFont_GetBaseFontName(font, name, length)
            words = name.value.decode("utf-8", "replace").lower()
            self._fonts[key] = Font("bold" in words or "black" in words or "heavy" in words, "italic" in words)
        return self._fonts[key]


def _objects(handle: Any) -> Iterator[Any]:
    for index in range(raw.FPDFPage_CountObjects(handle)):
        item = raw.FPDFPage_GetObject(handle, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(item, 1)


def _form_objects(form: Any, depth: int) -> Iterator[Any]:
    if depth > _FORM_DEPTH:
        return
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        item = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(item, depth + 1)
