"""Pieces of WordprocessingML as text: built a row at a time, since going through cell objects is far too slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PREFIXES = {
    "w": W, "w14": W14,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}  # fmt: skip
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10)} | {0xFFFE: None, 0xFFFF: None}
_ILLEGAL |= dict.fromkeys(range(55296, 57344))
_HAS_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
EMU = 12700  # a point
TWIPS = 56.6929  # a millimetre
POINTS = 2.83465  # a millimetre
SOFT = "566070"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ready paragraphs; ``fill`` is "rrggbb" or a hatching, ``dashed`` draws a dashed border."""

    content: str
    fill: str = ""
    hatched: bool = False
    dashed: bool = False
    span: int = 1


def parsed(xml: str) -> Any:
    """Return the element of ready text."""
    return parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")[0]


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return text.translate(_ILLEGAL) if _HAS_ILLEGAL.search(text) else text


def run(text: str, *, bold: bool = False, soft: bool = False, size: float = 0) -> str:
    """Return a run; newlines become line breaks, characters that XML cannot hold are dropped."""
    style = "<w:b/>" if bold else ""
    style += f'<w:color w:val="{SOFT}"/>' if soft else ""
    style += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
    parts = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n")]
    return f"<w:r>{f'<w:rPr>{style}</w:rPr>' if style else ''}{'<w:br/>'.join(parts)}</w:r>"


def paragraph(*runs: str, style: str = "", keep_next: bool = False, centred: bool = False) -> str:
    """Return a paragraph of ready runs."""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    properties += "<w:keepNext/>" if keep_next else ""
    properties += '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def tick_box(number: int, title: str) -> str:
    """Return a check box that Word lets the reader tick."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title)}/><w:tag w:val="done-{number}"/>'
        f'<w:id w:val="{number}"/><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
        '<w:sz w:val="24"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
    )


def picture(relation: str, number: int, width: float, height: float, alt: str = "", title: str = "") -> str:
    """Return a run with a picture, sizes in points; without ``alt`` it is decoration beside its word."""
    words = f"descr={quoteattr(alt)}" + (f" title={quoteattr(title)}" if title else "")
    decoration = (
        "" if alt else
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )  # fmt: skip
    extent = f'cx="{round(width * EMU)}" cy="{round(height * EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" {words}>{decoration}</wp:docPr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(widths: Sequence[float], rows: Iterable[str], *, description: str) -> str:
    """Return a table of ready rows; ``widths`` in millimetres, fixed so that Word need not measure every cell."""
    grid = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
    total = round(sum(widths) * TWIPS)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblBorders>{_borders("single", 4, "B9C0C8", inside=True)}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0620"/><w:tblDescription w:val={quoteattr(description)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Sequence[Cell], widths: Sequence[float], *, header: bool = False) -> str:
    """Return a row that no page break splits; a ``header`` is repeated on every page."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    parts, at = [], 0
    for cell in cells:
        width = round(sum(widths[at : at + cell.span]) * TWIPS)
        at += cell.span
        parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_cell(cell)}</w:tcPr>{cell.content}</w:tc>')
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"


def _cell(cell: Cell) -> str:
    properties = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    if cell.dashed:
        properties += f"<w:tcBorders>{_borders('dashed', 8, SOFT)}</w:tcBorders>"
    if cell.hatched:
        properties += '<w:shd w:val="thinDiagStripe" w:color="D5DAE0" w:fill="FFFFFF"/>'
    elif cell.fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>'
    return properties


def _borders(kind: str, size: int, colour: str, *, inside: bool = False) -> str:
    sides = ["top", "left", "bottom", "right", *(("insideH", "insideV") if inside else ())]
    return "".join(f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>' for side in sides)
