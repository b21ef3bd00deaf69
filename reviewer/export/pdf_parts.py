"""Parts of a PDF page: fitting text to the typeface at hand, shapes beside words, pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph

from reviewer.export.drawing import INK, Picture, Primitive, Text
from reviewer.export.fonts import font_files
from reviewer.export.pdf_strokes import strokes
from reviewer.export.pdf_tags import Element, TaggedCanvas
from reviewer.export.shapes import GRID

SOFT = "#566070"
_PLAIN, _BOLD = "Reviewer", "Reviewer-Bold"
_SHAPE = 7.0  # points
OUTLINED = ("H2", "H3")  # the headings that stand in the outline, by their level


@cache
def typefaces() -> tuple[str, str]:
    """Return the names of the regular and the bold face, embedded where the machine has one like Arial."""
    files = font_files()
    if files is None:
        return "Helvetica", "Helvetica-Bold"
    for name, file in zip((_PLAIN, _BOLD), files, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(file)))
    pdfmetrics.registerFontFamily(_PLAIN, normal=_PLAIN, bold=_BOLD, italic=_PLAIN, boldItalic=_BOLD)
    return _PLAIN, _BOLD


@cache
def _shown(mark: str) -> str:
    """Return the character as the typeface can show it: itself, its plain form, or a question mark."""
    for candidate in (mark, unicodedata.normalize("NFKD", mark), unicodedata.normalize("NFKD", mark)[:1]):
        if candidate and all(_has(part) for part in candidate):
            return candidate
    return "" if unicodedata.category(mark)[0] == "C" else "?"


def _has(mark: str) -> bool:
    if unicodedata.category(mark) in ("Cc", "Cs", "Cn"):
        return False
    font = pdfmetrics.getFont(typefaces()[0])
    if isinstance(font, TTFont):
        return ord(mark) in font.face.charToGlyph
    try:
        mark.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def fitted(text: str) -> str:
    """Return text in characters that the typeface holds."""
    return text if text.isascii() and text.isprintable() else "".join(m if m == "\n" else _shown(m) for m in text)


def marked_up(text: str) -> str:
    """Return text as the paragraph's markup shows it as it stands; newlines become line breaks."""
    return escape(fitted(text)).replace("\n", "<br/>")


@cache
def style(size: float = 7.0, *, bold: bool = False, soft: bool = False, indent: float = 0.0, centred: bool = False,
          before: float = 0.0, after: float = 0.0, keep: bool = False) -> ParagraphStyle:  # fmt: skip
    """Return a paragraph style; the same request gives the same style."""
    options: dict[str, Any] = {"alignment": TA_CENTER} if centred else {}
    return ParagraphStyle(
        f"s{size}-{bold}-{soft}-{indent}-{centred}-{before}-{after}-{keep}",
        fontName=typefaces()[int(bold)], fontSize=size, leading=size * 1.2, textColor=HexColor(SOFT if soft else INK),
        leftIndent=indent, spaceBefore=before, spaceAfter=after, keepWithNext=int(keep), splitLongWords=1, **options,
    )  # fmt: skip


class Words(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that tells a screen reader what it is; ``shape`` stands at the left of its first line.

    ``role`` is its type in the structure; within a cell of a table it is a part of the cell. A heading ("H1", "H2" …)
    also stands in the outline. ``pieces`` is shared by the parts of a paragraph that a page break splits, ``listed`` by
    the items of one list. ``linked``: the words lead somewhere.
    """

    role = "P"
    empty = False  # without words there is nothing to tell
    shape: tuple[Primitive, ...] = ()
    linked = False
    listed: list[Element] | None = None
    pieces: list[Element]
    _size: tuple[float, float, float] = (0.0, 0.0, 0.0)  # the width it was given, and what it took of it

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size at a width; a table asks for it again and again, and breaking lines is what takes longest."""
        if self._size[0] != width or not hasattr(self, "blPara"):  # the lines are dropped where a split comes to nothing
            self._size = (width, *super().wrap(width, height))
        return self._size[1:]

    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        if self.empty:
            return
        self._open(canvas)
        if self.linked:
            canvas.begin("Link")
        with canvas.content():
            super().draw()
        if self.linked:
            canvas.end()
        canvas.end()
        if self.shape:
            size = self.style.fontSize
            top = self.height - (size * 1.2 - _SHAPE) / 2 - 0.5
            with canvas.artifact():
                draw(canvas, self.shape, x=0.0, top=top, scale=_SHAPE / GRID)

    def _open(self, canvas: TaggedCanvas) -> None:
        if self.pieces:
            canvas.resume(self.pieces[0])
        elif canvas.holds_words:
            canvas.resume(canvas.current)
        elif self.listed is not None:
            self.pieces.append(canvas.item(self.listed))
        else:
            self.pieces.append(canvas.begin(self.role))
            if self.role in OUTLINED:
                canvas.outline(self.getPlainText(), OUTLINED.index(self.role))

    def split(self, width: float, height: float) -> list[Any]:
        found = list(super().split(width, height))
        for number, piece in enumerate(found):
            piece.role, piece.pieces, piece.listed, piece.linked = self.role, self.pieces, self.listed, self.linked
            piece.shape = () if number else self.shape
        return found


def words(text: str, *, role: str = "P", **look: Any) -> Words:
    """Return a paragraph of plain text."""
    return worded(marked_up(text), role=role, **look)


def worded(
    markup: str, *, role: str = "P", shape: Sequence[Primitive] = (), bullet: str | None = None, **look: Any
) -> Words:
    """Return a paragraph of ready markup, with a shape or a bullet before it."""
    result = Words(markup, style(**{"indent": _SHAPE + 2.5, **look} if shape else look), bulletText=bullet)
    result.role, result.shape, result.pieces, result.empty = role, tuple(shape), [], not markup
    result.linked = "<a href=" in markup
    return result


class Drawn(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A picture as vectors with its words, made smaller where it is wider than the page."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture
        self._scale = 1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._scale = min(1.0, width / self.picture.width, height / self.picture.height)
        self.width, self.height = self.picture.width * self._scale, self.picture.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        with canvas.figure(self.picture.alt, self.width, self.height):
            draw(canvas, self.picture.parts, x=0.0, top=self.height, scale=self._scale)


class TickBox(Flowable):  # type: ignore[misc]  # reportlab has no types
    """An empty box to tick by hand; ``alt`` says so."""

    def __init__(self, alt: str) -> None:
        super().__init__()
        self.alt = alt

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, min(10.0, height)
        return self.width, self.height

    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        with canvas.figure(self.alt, self.width, self.height):
            canvas.setStrokeColor(HexColor(INK))
            canvas.setLineWidth(0.8)
            canvas.rect((self.width - 8) / 2, 1, 8, 8)


def draw(canvas: TaggedCanvas, parts: Sequence[Primitive], *, x: float, top: float, scale: float) -> None:
    """Draw primitives; their origin is the top left corner, a PDF page's the bottom left."""
    canvas.saveState()
    canvas.translate(x, top)
    canvas.scale(scale, scale)
    for part in parts:
        if isinstance(part, Text):
            canvas.setFillColor(HexColor(part.fill))
            canvas.setFont(typefaces()[int(part.bold)], part.size)
            {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}[
                part.anchor
            ](part.x, -part.y, fitted(part.text))
        else:
            canvas.operators(strokes(part))
    canvas.restoreState()
