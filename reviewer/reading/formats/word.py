"""Word (.docx) through python-docx: body order, headings, numbering, tables and footnotes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from reviewer.domain.document import BlockKind
from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.drafts import Draft, RawReading, assemble, squeeze
from reviewer.reading.formats.text import is_wrapped, units_of
from reviewer.reading.units import Unit, drafts_of, plain_unit

MOST_UNPACKED = 200_000_000  # bytes of all parts together; a report with pictures has some 20 MB
_MOST_TIMES = 200  # unpacked against packed; text packs some 10 times, a bomb a thousand times
_SMALL = 5_000_000  # below this the ratio says nothing
_HEADING_STYLE = re.compile(r"^(?:heading|überschrift|titre)\s*(\d)$", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^list \w+ (\d)$", re.IGNORECASE)
_DEEPEST = 8
_DAMAGED = (
    "This Word file is damaged or was cut short. Nothing was imported; open it in Word, save it again and import that."
)
# python-docx does not check a package: it fails with whatever the malformed part of it trips over
_MALFORMED = (
    OpcError, LookupError, ValueError, AttributeError, TypeError, AssertionError, NotImplementedError, SyntaxError, OSError,
    RecursionError, EOFError, zipfile.BadZipFile, zlib.error,
)
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read_word(data: bytes) -> RawReading:
    """Read a .docx file into blocks; tracked deletions are left out, insertions are text.

    Raises:
        UnreadableFileError: not a Word file, damaged, or packed so that it would fill the memory.
    """
    check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
        copied = _copied_lines(document)
        units = copied or _Body(document).units()
        edges = {squeeze(text): None for text in _furniture(document)}
    except _MALFORMED as error:
        raise UnreadableFileError(_DAMAGED) from error
    blocks = assemble(drafts_of(units, styled=not copied))
    edges.pop("", None)
    warnings = () if blocks else ("This Word file holds no text.",)
    return RawReading("word", blocks, furniture=tuple(edges), warnings=warnings)


def check_package(data: bytes) -> None:
    """Refuse a zip that is no Word document, or that unpacks to more than the memory should hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFileError(_DAMAGED) from error
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names and not any(name.startswith("word/") for name in names):
        raise UnreadableFileError(
            "This file is a zip archive, not a Word document. Nothing was imported; unpack it and import the "
            "documents in it."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFileError(
            "This Word file is locked with a password. Nothing was imported; save a copy without the password."
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > _MOST_TIMES * len(data)):
        raise UnreadableFileError(
            f"This Word file would unpack to {unpacked / 1e6:,.0f} MB, which is more than a document holds. "
            "Nothing was imported; open it in Word, save it as PDF and import that."
        )


def _copied_lines(document: Any) -> list[Unit]:
    """Return the units of a document that is nothing but printed lines, one a paragraph, as pasted from a PDF; else []."""
    body = document.element.body
    if any(True for _ in body.iter(qn("w:tbl"), qn("w:numPr"), qn("w:outlineLvl"), qn("w:footnoteReference"))):
        return []
    paragraphs = [Paragraph(item, document) for item in _items(body)]
    if any(_HEADING_STYLE.match((p.style.name or "") if p.style is not None else "") for p in paragraphs):
        return []
    lines = [_text(paragraph._p) for paragraph in paragraphs]
    return units_of("\n".join(lines)) if is_wrapped(lines) else []


class _Body:
    """Walks the body of one document in order."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = _style_properties(document)
        self._counters: dict[tuple[str, int], int] = {}
        self._formats = _number_formats(document)
        self._notes = _footnotes(document)
        self._tables = 0

    def units(self) -> list[Unit]:
        found: list[Unit] = []
        for item in _items(self._document.element.body):
            if item.tag == qn("w:p"):
                found.extend(self._paragraph(Paragraph(item, self._document)))
            else:
                found.extend(self._table(Table(item, self._document), 1))
        return found

    def _paragraph(self, paragraph: Any) -> list[Unit]:
        text = squeeze(_text(paragraph._p))
        notes = [
            Unit(Draft(BlockKind.NOTE, self._notes[key], label), fixed=True)
            for label, key in self._references(paragraph._p)
            if self._notes.get(key)
        ]
        if not text:
            return notes
        level = self._heading_level(paragraph)
        if level:
            return [Unit(Draft(BlockKind.HEADING, text, level=level), fixed=True), *notes]
        style, depth, label = self._label(paragraph)
        if style == "bullet":
            return [Unit(Draft(BlockKind.BULLET, text, "•", level=depth + 1), fixed=True), *notes]
        if label:
            unit = plain_unit(f"{label} {text}", apart=True, bold=_is_bold(paragraph), depth=depth)
            if unit.draft.label == label:
                return [unit, *notes]
            return [Unit(Draft(BlockKind.BULLET, text, label, level=depth + 1), fixed=True), *notes]
        return [plain_unit(text, apart=True, bold=_is_bold(paragraph)), *notes]

    def _references(self, paragraph: Any) -> Iterator[tuple[str, str]]:
        for reference in paragraph.iter(qn("w:footnoteReference")):
            key = reference.get(qn("w:id")) or ""
            order = list(self._notes).index(key) + 1 if key in self._notes else 0
            yield str(order), key

    def _heading_level(self, paragraph: Any) -> int:
        level = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            value = int(level.get(qn("w:val")) or 9)
            return value + 1 if value < 9 else 0
        name = paragraph.style.name if paragraph.style is not None else ""
        match = _HEADING_STYLE.match(name or "")
        if match:
            return int(match.group(1))
        return 1 if name in ("Title", "Subtitle") else 0

    def _label(self, paragraph: Any) -> tuple[str, int, str]:
        """Return ("bullet" or "number" or "", depth from 0, printed label) of a list paragraph."""
        found = self._numbering(paragraph)
        if found is None:
            return "", 0, ""
        key, depth = found
        style, pattern, start = self._formats.get((key, depth), ("bullet", "•", 1))
        if style == "bullet":
            named = _LIST_STYLE.search((paragraph.style.name or "") if paragraph.style is not None else "")
            return "bullet", depth or (int(named.group(1)) - 1 if named else 0), ""
        if style == "none":
            return "", depth, ""
        for deeper in [place for place in self._counters if place[0] == key and place[1] > depth]:
            del self._counters[deeper]
        value = self._counters[key, depth] = self._counters.get((key, depth), start - 1) + 1
        label = pattern
        for level in range(depth + 1):
            other = self._formats.get((key, level), ("decimal", "", 1))
            count = value if level == depth else self._counters.get((key, level), other[2])
            label = label.replace(f"%{level + 1}", _numeral(count, other[0]))
        return "number", depth, label.strip()

    def _numbering(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None and paragraph.style is not None:
            properties = self._styles.get(paragraph.style.style_id)
        if properties is None:
            return None
        number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        key = number.get(qn("w:val")) if number is not None else None
        if not key or key == "0":
            return None
        return key, int(level.get(qn("w:val")) or 0) if level is not None else 0

    def _table(self, table: Any, depth: int) -> list[Unit]:
        """Return the cells of a table; a table of one column is a box around text."""
        rows = [list(_row_cells(row)) for row in table._tbl.tr_lst]
        if depth > _DEEPEST:
            return []
        if all(sum(bool(_text(cell).strip()) for cell in row) <= 1 for row in rows):
            return [unit for row in rows for cell in row for unit in self._cell(cell, depth)]
        self._tables += 1
        number = self._tables
        found: list[Unit] = []
        for row_number, row in enumerate(rows, 1):
            filled = [(column, cell) for column, cell in enumerate(row, 1) if _text(cell).strip()]
            if len(filled) == 1:
                found.extend(self._cell(filled[0][1], depth))
                continue
            for column, cell in filled:
                inner = plain_unit(squeeze(_text(cell)), apart=False).draft
                draft = Draft(BlockKind.CELL, inner.text, inner.label, table=number, row=row_number, column=column)
                found.append(Unit(draft, fixed=True))
        return found

    def _cell(self, cell: Any, depth: int) -> list[Unit]:
        found: list[Unit] = []
        for item in _items(cell):
            if item.tag == qn("w:p"):
                found.extend(self._paragraph(Paragraph(item, self._document)))
            else:
                found.extend(self._table(Table(item, self._document), depth + 1))
        return found


def _items(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables of a body or cell in order, content controls looked into."""
    for child in parent.iterchildren():
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
            yield from _items(child)


def _row_cells(row: Any) -> Iterator[Any]:
    for child in row.iter(qn("w:tc")):
        if next(child.iterancestors(qn("w:tr"))) is row:
            yield child


def _text(element: Any) -> str:
    """Return the text under an element: tabs and breaks as spaces, deleted text and fields' codes left out."""
    parts = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen"), qn("w:p")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == qn("w:noBreakHyphen") else " ")
    return "".join(parts)


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    style = paragraph.style.font.bold if paragraph.style is not None else None
    return bool(runs) and all(run.bold or (run.bold is None and style) for run in runs)


def _style_properties(document: Any) -> dict[str, Any]:
    """Return the numbering that paragraph styles bring ("List Bullet"), by style id."""
    found = {}
    for style in document.styles.element.iter(qn("w:style")):
        properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is not None:
            found[style.get(qn("w:styleId"))] = properties
    return found


def _number_formats(document: Any) -> dict[tuple[str, int], tuple[str, str, int]]:
    """Return (format, pattern, start) by list id and depth; {} where the file has no numbering."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    patterns: dict[str, dict[int, tuple[str, str, int]]] = {}
    for abstract in numbering.iter(qn("w:abstractNum")):
        levels = patterns.setdefault(abstract.get(qn("w:abstractNumId")), {})
        for level in abstract.iter(qn("w:lvl")):
            levels[int(level.get(qn("w:ilvl")) or 0)] = (
                _value(level, "w:numFmt", "decimal"), _value(level, "w:lvlText", ""), int(_value(level, "w:start", "1")),
            )
    found = {}
    for number in numbering.iter(qn("w:num")):
        key = number.get(qn("w:numId"))
        for depth, form in patterns.get(_value(number, "w:abstractNumId", ""), {}).items():
            found[key, depth] = form
        for override in number.iter(qn("w:lvlOverride")):
            depth = int(override.get(qn("w:ilvl")) or 0)
            start = override.find(qn("w:startOverride"))
            if start is not None and (key, depth) in found:
                style, pattern, _ = found[key, depth]
                found[key, depth] = (style, pattern, int(start.get(qn("w:val")) or 1))
    return found


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    return (child.get(qn("w:val")) or default) if child is not None else default


def _numeral(value: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
        roman = ""
        for worth, sign in signs:
            while value >= worth:
                roman, value = roman + sign, value - worth
        return roman if style == "lowerRoman" else roman.upper()
    return f"{value:02d}" if style == "decimalZero" else str(value)


def _footnotes(document: Any) -> dict[str, str]:
    """Return the footnotes' texts by id, in the order of the file; separators left out."""
    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(qn("w:id")): squeeze(_text(note))
                for note in root.iter(qn("w:footnote"))
                if note.get(qn("w:type")) in (None, "normal")
            }
    return {}


def _furniture(document: Any) -> Iterator[str]:
    """Yield the lines of the running heads and feet: a marking may stand there."""
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                for paragraph in part.paragraphs:
                    yield paragraph.text
