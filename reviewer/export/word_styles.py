"""The paragraph styles of a Word checklist: the program's own document, and what a council's template lacks."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reviewer.export.drawing import INK
from reviewer.export.word_blocks import Styles

TABLE_STYLE = "Reviewer Table"  # a council sets the typeface of the tables by a style of this name
QUOTE_STYLE = "Reviewer Quote"
_OWN = (  # name, size, points before and after
    ("Normal", 9, 0, 2), ("Title", 20, 0, 4), ("Subtitle", 12, 0, 6), ("Heading 1", 13, 10, 4),
    ("Heading 2", 11, 8, 3), ("Heading 3", 9.5, 8, 3), ("Heading 4", 8, 5, 1), ("List Bullet", 10, 0, 2),
)  # fmt: skip
_TABLE_SIZE, _QUOTE_SIZE = 7.5, 8.5


def own_styles(document: Any) -> None:
    """Give the program's own document its typeface, Arial throughout, and its sizes."""
    for name, size, before, after in _OWN:
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK.removeprefix("#").upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), "Arial")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    document.styles["Subtitle"].font.italic = document.styles["Heading 4"].font.italic = False
    for name in ("Title", "Subtitle"):
        for spacing in list(document.styles[name].element.iter(qn("w:spacing"))):
            if spacing.getparent().tag == qn("w:rPr"):
                spacing.getparent().remove(spacing)
    document.styles["Title"].font.bold = True
    for border in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    language = document.styles.element.find(".//" + qn("w:lang"))
    if language is not None:
        language.set(qn("w:val"), "en-GB")


def block_styles(document: Any) -> Styles:
    """Return the styles of the parts; those that a document lacks are added on top of its own text."""
    return Styles(
        table=_style(document, TABLE_STYLE, _TABLE_SIZE, after=1),
        authority=_heading(document, 2),
        picture=_heading(document, 3),
        quotation=_heading(document, 4),
        quote=_style(document, QUOTE_STYLE, _QUOTE_SIZE, after=2, indent=4),
    )


def _style(document: Any, name: str, size: float, *, after: float, indent: float = 0) -> str:
    known = _known(document, name)
    if known is None:
        known = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        known.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        known.font.size = Pt(size)
        form = known.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(after), 1.0
        form.left_indent = Mm(indent)
    return str(known.style_id)


def _heading(document: Any, level: int) -> str:
    """Return the heading of a level, the next one above where the document has none."""
    for number in range(level, 0, -1):
        known = _known(document, f"Heading {number}")
        if known is not None:
            return str(known.style_id)
    style = document.styles.add_style(f"Heading {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.font.bold = True
    style.paragraph_format.space_before = Pt(6)
    return str(style.style_id)


def _known(document: Any, name: str) -> Any:
    found = (style for style in document.styles if style.name and style.name.casefold() == name.casefold())
    return next((style for style in found if style.type == WD_STYLE_TYPE.PARAGRAPH), None)
