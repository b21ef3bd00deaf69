"""Markdown, through the `markdown` library; HTML in it is read as structure or dropped, never kept.

Printed numbers are facts here ("21." may follow "19."), so they are taken out of the library's hands, which would
count the items anew.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown import Markdown

from reviewer.domain.document import BlockKind
from reviewer.reading.decoding import decode
from reviewer.reading.drafts import Draft, RawReading, assemble, squeeze
from reviewer.reading.formats.text import is_wrapped, units_of
from reviewer.reading.labels import GLYPHS
from reviewer.reading.scraps import has_tags, parts_of_line, without_dropped
from reviewer.reading.units import Unit, drafts_of, plain_unit

_NUMBER = re.compile(r"^ {0,3}(\d{1,3})([.)])(?=\s)")
_STRUCTURE = re.compile(
    r"^ {0,3}#{1,6} +\S|^\S.*\n(?:={3,}|-{3,})[ \t]*$|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$|^[-*+] +\S|^\[\^[\w-]+\]:|^\*\*\S.*\*\*[ \t]*$"
    r"|<(?:h[1-6]|table|ul|ol|p)\b",
    re.MULTILINE | re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"^\s*[-*+•▪■]\s+\S")
_WHOLE_TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_INNER = "\ue0f2"  # before an item that stands in under a numbered paragraph, on its way through the library
_SIGNS = frozenset(GLYPHS)
_FRONT_MATTER = re.compile(r"\A---\s*\n(?:[\w-]+:.*\n)+---\s*\n")
_SILENT = {"script", "style", "template", "title", "svg", "object", "iframe", "head", "select", "textarea"}
_BREAKING = {"p", "div", "section", "article", "blockquote", "pre", "address", "dt", "dd", "figcaption", "hr", "center"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "embed", "source"}


def read_markdown(data: bytes) -> RawReading:
    """Read a Markdown file into blocks.

    Raises:
        UnreadableFileError: too large, or not text.
    """
    text, warnings = decode(data)
    units = _units(text) if _is_marked(text) else units_of(text)
    return RawReading("markdown", assemble(drafts_of(units)), warnings=warnings)


def _is_marked(text: str) -> bool:
    """Tell whether a file uses Markdown for its structure: headings, tables, footnotes or lists in its own marks.

    Text copied out of printed pages is saved under this name too. There a line end or a blank line says nothing, so
    that it is read by the rules for plain text.
    """
    marks = {match.group()[:2] for match in _STRUCTURE.finditer(text)}
    # Dashes alone may be those of the printed pages.
    return bool(marks - {"- "}) or (bool(marks) and not is_wrapped(text.split("\n")))


def _units(text: str) -> list[Unit]:
    library = Markdown(extensions=["tables", "footnotes", "sane_lists"], output_format="xhtml", tab_length=2)
    library.parser.blockprocessors.deregister("code")  # text copies indent without meaning code
    reader = _Structure()
    reader.feed(library.convert(_prepared(_FRONT_MATTER.sub("", text))))
    reader.close()
    return reader.units


def _prepared(text: str) -> str:
    """Take stray HTML and printed numbers out of the library's hands; give each its paragraph.

    The library passes HTML through as it stands, so that one unclosed list would swallow the rest of the file.
    """
    text = without_dropped(text.replace("\f", "\n\n"))
    marked = has_tags(text) and not _WHOLE_TABLE.search(text)
    lines: list[str] = []
    for source in text.split("\n"):
        parts = parts_of_line(source, marked=marked) if marked or source.lstrip()[:1] in _SIGNS else [source]
        for index, line in enumerate(parts or [""]):
            _add(lines, line, fresh=index > 0)
        if len(parts) > 1:
            lines.append("")
    return "\n".join(lines)


def _add(lines: list[str], line: str, *, fresh: bool) -> None:
    number = _NUMBER.match(line)
    if number:
        line = f"{number.group(1)}\\{number.group(2)}{line[number.end():]}"
    if line[:2] == "  " and _LIST_ITEM.match(line) and _below_number(lines):
        lines.append("")
        line = f"{_INNER}{line.strip()}"  # else the library takes it for code, or for a list of its own
    item = bool(_LIST_ITEM.match(line))
    above = lines[-1] if lines else ""
    if above.strip() and (fresh or number or (item and not _LIST_ITEM.match(above) and above[:1] != " ")):
        lines.append("")
    lines.append(line)


def _below_number(lines: list[str]) -> bool:
    """Tell whether the last line is a numbered paragraph, or an item already found to stand under one."""
    above = next((line for line in reversed(lines) if line), "")
    return above.startswith(_INNER) or re.match(r"\d{1,3}\\[.)]\s", above.lstrip()) is not None


class _Structure(HTMLParser):
    """Turns HTML into units; what it does not know it reads through, what is not text it leaves out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self._text: list[str] = []
        self._bold = 0
        self._bold_letters = 0
        self._heading = 0
        self._silent = 0
        self._lists = 0
        self._item = False
        self._notes = 0
        self._divs: list[bool] = []
        self._table = self._row = self._column = 0
        self._cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in _SILENT or (tag == "sup" and "fnref" in (names.get("id") or "")) or "footnote-backref" in (names.get("class") or ""):
            self._silent += tag not in _VOID
            return
        if self._silent:
            self._silent += tag not in _VOID
            return
        if tag == "br":
            self._text.append("\n")
        elif tag in ("strong", "b"):
            self._bold += 1
        elif tag in ("td", "th"):
            self._flush()
            self._column, self._cell = self._column + 1, True
        elif tag in _BREAKING or tag in _HEADINGS or tag in ("ul", "ol", "li", "table", "tr"):
            self._flush()
            self._open(tag, names)

    def _open(self, tag: str, names: dict[str, str | None]) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "li":
            self._item = True
        elif tag == "table":
            self._table, self._row = self._table + 1, 0
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag == "div":
            self._divs.append("footnote" in (names.get("class") or ""))
            self._notes += self._divs[-1]

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        if tag in ("strong", "b"):
            self._bold = max(self._bold - 1, 0)
        elif tag in _HEADINGS or tag in _BREAKING or tag in ("ul", "ol", "li", "td", "th", "tr", "table"):
            self._flush()
            if tag in _HEADINGS:
                self._heading = 0
            elif tag in ("ul", "ol"):
                self._lists = max(self._lists - 1, 0)
            elif tag in ("td", "th"):
                self._cell = False
            elif tag == "div" and self._divs:
                self._notes -= self._divs.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._text.append(data)
        if self._bold:
            self._bold_letters += len(data.strip())

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        """End the unit in hand. Lines of a paragraph stay apart where they are lines of an address or the like."""
        whole = "".join(self._text)
        text = squeeze(whole)
        bold = bool(text) and self._bold_letters >= 0.9 * len(text.replace(" ", "")) and self._bold_letters > 0
        self._text, self._bold_letters = [], 0
        if not text:
            return
        if self._notes:
            number = sum(unit.draft.kind is BlockKind.NOTE for unit in self.units) + 1
            self.units.append(Unit(Draft(BlockKind.NOTE, text, str(number)), fixed=True))
        elif self._heading:
            self.units.append(Unit(Draft(BlockKind.HEADING, text, level=self._heading), fixed=True))
        elif self._cell:
            inner = plain_unit(text, apart=False).draft
            draft = Draft(BlockKind.CELL, inner.text, inner.label, table=self._table, row=self._row, column=self._column)
            self.units.append(Unit(draft, fixed=True))
        elif self._item and self._lists:
            self._add_item(text)
        else:
            self._add_lines(whole, bold=bold)

    def _add_item(self, text: str) -> None:
        unit = plain_unit(text, apart=True)
        if unit.draft.kind is BlockKind.PARAGRAPH and not unit.draft.label:
            unit.draft.kind, unit.draft.label = BlockKind.BULLET, "•"
        unit.draft.level = self._lists
        unit.fixed = unit.draft.kind is BlockKind.BULLET
        self.units.append(unit)
        self._item = False

    def _add_lines(self, whole: str, *, bold: bool) -> None:
        lines = [squeeze(line) for line in whole.split("\n") if line.strip()]
        short = len(lines) > 1 and all(len(line) <= 60 for line in lines)
        for index, line in enumerate(lines if short else [squeeze(whole)]):
            inner = line.startswith(_INNER)
            self.units.append(plain_unit(line.lstrip(_INNER), apart=index == 0, bold=bold, depth=int(inner)))
