"""Plain text, as people save or copy it out of reports: marks of Markdown, scraps of HTML, tab-separated tables."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from reviewer.domain.document import BlockKind
from reviewer.reading.columns import unfolded
from reviewer.reading.copies import opens_unit, stands_alone, with_page_breaks
from reviewer.reading.decoding import decode
from reviewer.reading.drafts import Draft, RawReading, assemble, squeeze
from reviewer.reading.joining import ends_open, is_lone_mark
from reviewer.reading.labels import starts_with_label
from reviewer.reading.scraps import has_tags, parts_of_line, without_dropped, without_tags
from reviewer.reading.units import Unit, drafts_of, plain_unit

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_BOLD_LINES = re.compile(r"^\*\*[^*\n]+(?:\n[^*\n]+){0,3}\*\*[ \t]*$", re.MULTILINE)
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_WEB_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_NOTE_REF = re.compile(r"\[\^([\w-]+)\](?!:)")
_NOTE_TEXT = re.compile(r"^\[\^([\w-]+)\]:\s*")
_STAR_BULLET = re.compile(r"^[*+]\s+(?=\S)")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?$", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"\d{1,3}\.")
_DIGITS = re.compile(r"\d+")
_INDENT = 2  # columns a depth
_WRAPPED = 120  # columns; longer lines are whole paragraphs


def read_text(data: bytes) -> RawReading:
    """Read a text file into blocks.

    Raises:
        UnreadableFileError: too large, or not text.
    """
    text, warnings = decode(data)
    return RawReading("text", assemble(drafts_of(units_of(text))), warnings=warnings)


def units_of(text: str) -> list[Unit]:
    """Cut text into units: one a line, but for tables (one a cell) and lines wrapped at a fixed width."""
    text = without_dropped(text)
    text = _BOLD_LINES.sub(lambda match: match.group().replace("\n", " "), text)
    marked = has_tags(text)
    lines = unfolded(_without_running(with_page_breaks(text.replace("\f", "\n\f\n").split("\n"))))
    units: list[Unit] = []
    table = _Table()
    apart, turned = True, False
    width = _wrapped_width(lines)
    above = ""
    for line in lines:
        if not line.strip() or (_RULE.match(line) and not _underlines(line, units, apart)):
            apart, turned = True, turned or line == "\f"
            continue
        if _RULE.match(line):
            units[-1].draft.kind, units[-1].draft.level, units[-1].fixed = BlockKind.HEADING, 1 + ("-" in line), True
            continue
        cells = _cells(line)
        if cells is not None:
            units.extend(table.row(cells, marked=marked))
            apart = False
            continue
        parts = parts_of_line(line, marked=marked)
        for part in parts:
            ended = bool(width) and not apart and _parts_from(above, part, width)
            unit = _unit(part, apart=apart or ended or len(parts) > 1)
            unit.turned, turned, above = turned, False, part
            if width and not unit.apart and units and _wraps_on(units[-1], unit):
                units[-1].draft.text += " " + unit.draft.text
            else:
                units.append(unit)
            apart = False
        if "</p" in line or "<ul" in line:
            apart = True
        table.close()
    return units


def is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines are those of printed pages, not paragraphs."""
    return _wrapped_width(lines) > 0


def _underlines(line: str, units: list[Unit], apart: bool) -> bool:
    """Tell whether a rule of = or - stands right under a line: Markdown's other heading mark."""
    mark = line.strip()
    if apart or not units or units[-1].fixed or len(units[-1].draft.text) > 120:
        return False
    return set(mark) <= {"="} or set(mark) <= {"-"}


class _Table:
    """Counts tables and their rows; a row of one filled cell is a line of text across the table."""

    def __init__(self) -> None:
        self.number = 0
        self.rows = 0
        self.open = False

    def row(self, cells: list[str], *, marked: bool) -> list[Unit]:
        texts = [_inline(without_tags(cell) if marked else cell)[0] for cell in cells]
        if not any(texts):
            return []
        if not self.open:
            self.number, self.rows, self.open = self.number + 1, 0, True
        filled = [text for text in texts if text]
        if len(filled) == 1:
            unit = plain_unit(filled[0], apart=True)
            unit.alone = True
            return [unit]
        self.rows += 1
        units = []
        for column, text in enumerate(texts, 1):
            if not text:
                continue
            unit = plain_unit(text, apart=False)
            draft = Draft(
                BlockKind.CELL, unit.draft.text, unit.draft.label, table=self.number, row=self.rows, column=column
            )
            units.append(Unit(draft, apart=column == 1, fixed=True))
        return units

    def close(self) -> None:
        self.open = False


def _cells(line: str) -> list[str] | None:
    """Return the cells of a table row, None where the line is none; the rule under a head has no cells."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        return [] if _TABLE_RULE.match(line) else [cell.strip() for cell in stripped.strip("|").split("|")]
    if "\t" not in line.strip("\n ") or not stripped:
        return None
    cells = [cell.strip() for cell in line.strip(" \n").split("\t")]
    if not cells[0] or (len(cells) > 1 and starts_with_label(f"{cells[0]} x") and len(cells[0]) <= 6):
        return None  # a tab after a label, or an indent
    return cells if len(line.strip()) < 600 else None


def _unit(line: str, *, apart: bool) -> Unit:
    heading = _HEADING.match(line.strip())
    if heading:
        text, _ = _inline(heading.group(2))
        return Unit(Draft(BlockKind.HEADING, text, level=len(heading.group(1))), apart, fixed=True)
    note = _NOTE_TEXT.match(line.strip())
    if note:
        return Unit(Draft(BlockKind.NOTE, _inline(line.strip()[note.end() :])[0], note.group(1)), apart, fixed=True)
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    text = line.strip()
    if text.startswith(">"):
        text = text.lstrip("> ")
    text, bold = _inline(_STAR_BULLET.sub("- ", text))
    return plain_unit(text, apart=apart, bold=bold, depth=(indent + 1) // _INDENT)


def _inline(text: str) -> tuple[str, bool]:
    """Take Markdown's marks out of a line; tell whether all of it was bold."""
    bold = _BOLD.fullmatch(text.strip()) is not None
    text = _WEB_LINK.sub(r"\1", _NOTE_REF.sub("", text))
    text = _ITALIC.sub(r"\2", _BOLD.sub(r"\2", text))
    return squeeze(_ESCAPE.sub(r"\1", text)), bold


def _wrapped_width(lines: list[str]) -> int:
    """Return the width at which the text is wrapped, 0 where it is not: many neighbouring lines of nearly one length."""
    lengths = sorted(
        len(line.rstrip())
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not starts_with_label(after.strip())
    )
    if len(lengths) < 8:
        return 0
    width, longest = lengths[int(0.85 * len(lengths))], lengths[int(0.98 * len(lengths))]
    # A hyphen at a line's end may have lost its line break, so that some lines are two; small print and rows of tables
    # are longer too. What holds whole paragraphs is longer by far.
    every = sorted(len(line.rstrip()) for line in lines if line.strip())
    longest = max(longest, every[int(0.9 * len(every))])
    if not 0 < width <= _WRAPPED or longest > 2.2 * width or median(lengths) < max(0.7 * width, 40):
        return 0
    return width


def _parts_from(above: str, line: str, width: int) -> bool:
    """Tell whether a wrapped text begins anew with a line, though no blank line stands above it."""
    words, before = line.strip(), above.strip()
    if _LONE_NUMBER.fullmatch(words) and not ends_open(before):
        return True  # the number of the paragraph below it
    return opens_unit(words, before) or (stands_alone(before) and not words[:1].islower()) or _had_room(above, line, width)


def _had_room(above: str, line: str, width: int) -> bool:
    """Tell whether the paragraph ended with the line above, since that had room for the next word.

    Letters differ in width, so a line in mid-sentence must be clearly short.
    """
    room = 0.7 if ends_open(above) else 0.9
    text = line.strip()
    if not ends_open(above) and ends_open(text) and text[0].isupper() and len(text) < 0.75 * width:
        return True  # a short line that does not end, after one that does: a heading
    return len(_last_line(above.rstrip(), width)) + 1 + len(line.split(maxsplit=1)[0]) < room * width


def _last_line(line: str, width: int) -> str:
    """Return the second half of two printed lines that a hyphen without its line break made one."""
    hyphens = [at + 1 for at, character in enumerate(line) if character == "-"]
    if len(line) <= 1.1 * width or not hyphens:
        return line
    return line[min(hyphens, key=lambda at: abs(at - width)) :]


def _wraps_on(before: Unit, after: Unit) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.BULLET)
    return before.draft.kind in kinds and after.draft.kind is BlockKind.PARAGRAPH and not after.draft.label and not after.fixed


def _without_running(lines: list[str]) -> list[str]:
    """Leave out page numbers on a line of their own, and lines that stand at more than two page breaks."""
    breaks = [index for index, line in enumerate(lines) if line == "\f"]
    edges = Counter(key for index in breaks for key in _edges(lines, index))
    # The number of a paragraph ("4.") stands alone at the top of many pages, and is no running line.
    running = {key for key, count in edges.items() if count > 2 and not is_lone_mark(key) and key != "#."}
    kept = []
    for index, line in enumerate(lines):
        text = line.strip()
        lone = _PAGE_NUMBER.match(text) is not None and _blank(lines, index - 1) and _blank(lines, index + 1)
        near = bool(breaks) and bool(text) and (text in running or _masked(text) in running)
        kept.append("" if lone or near else line)
    return kept


def _edges(lines: list[str], index: int) -> set[str]:
    """Return the nearest printed lines before and after a page break, digits masked; above a lone number the next as it is."""
    before = [lines[i].strip() for i in range(index - 1, max(index - 6, -1), -1) if lines[i].strip()]
    after = [lines[i].strip() for i in range(index + 1, min(index + 6, len(lines))) if lines[i].strip()]
    found = {_masked(line) for line in (*before[:1], *after[:1])}
    return found | ({before[1]} if before[1:] and _PAGE_NUMBER.match(before[0]) else set())


def _masked(line: str) -> str:
    """Return what two running lines have in common: a number of two digits takes a space from the gap before it."""
    return " ".join(_DIGITS.sub("#", line).split())


def _blank(lines: list[str], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].strip()
