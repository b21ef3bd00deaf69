"""What the formats without pages share: loose units of text to blocks.

A unit is a line, a paragraph or a list item as the format has it. Text copies of printed documents cut paragraphs at
page breaks, lose the marks of headings and carry page numbers along; the rules here put that right again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.domain.document import BlockKind
from reviewer.reading.drafts import Draft
from reviewer.reading.facts.list_headings import is_heading_text
from reviewer.reading.joining import ends_open, is_lone_mark, joins_on
from reviewer.reading.labels import NESTED_GLYPHS, is_label, paragraph_number, split_bullet, split_number
from reviewer.reading.pieces import joint

_LONGEST_HEADING = 140
_SALUTATION = re.compile(r"^dear\b", re.IGNORECASE)
_CLOSING = re.compile(r"^yours (sincerely|faithfully)|^copy:", re.IGNORECASE)
_DATE_LINE = re.compile(r"^\d{1,2}(st|nd|rd|th)? [A-Z][a-z]+,? (?:19|20)\d\d$")
_NAMES_A_VALUE = re.compile(r"^[^:]{2,40}:\s*\S|@|www\.|https?:|\d{5,}")
_PAGE_GLUED = re.compile(r"(?<=[a-z)’'”\"][.!])\s+\d{1,3}$")  # after a question mark it is a line of the contents
_POSTCODE = re.compile(r"(?<![A-Z])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_NOTE_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_NOTE_START = re.compile(rf"^([{_NOTE_SIGNS}]+)\s*(?=\S)")
_NOTE_MARK = re.compile(rf"(?<=[\w.,;:!?’'\")\]])[{_NOTE_SIGNS}]+")
_PLAIN_DIGITS = str.maketrans(_NOTE_SIGNS, "1234567890")
_INNER_GLYPHS = frozenset("–—-o")  # squares and the like also mark a list of their own
_CUT_LENGTH = 60  # shorter lines are lines of an address or a list, not a paragraph cut by a page break


@dataclass(slots=True)
class Unit:
    """A draft to be. ``apart``: a blank line or page break stands before it; ``turned``: a page break. ``bold``: all of it is.

    ``fixed`` claims that the format itself says what it is (a heading mark, a table cell, a list item).
    """

    draft: Draft
    apart: bool = True
    bold: bool = False
    fixed: bool = False
    alone: bool = False
    turned: bool = False


def plain_unit(text: str, *, apart: bool, bold: bool = False, depth: int = 0) -> Unit:
    """Make a unit of one line or paragraph, its bullet or number split off. ``depth`` counts from 0."""
    note = _NOTE_START.match(text)
    if note:
        label = note.group(1).translate(_PLAIN_DIGITS)
        return Unit(Draft(BlockKind.NOTE, text[note.end() :], label), apart, fixed=True)
    text = _NOTE_MARK.sub("", text)
    bullet, rest = split_bullet(text)
    if bullet and rest:
        label, inner = split_number(rest)
        if "." in label[:-1]:  # "- 1.1 To report ...": a numbered paragraph that a converter made an item of
            return Unit(Draft(BlockKind.PARAGRAPH, inner, label), apart, bold)
        return Unit(Draft(BlockKind.BULLET, rest, bullet, level=depth + 1), apart, bold, fixed=True)
    label, rest = split_number(text)
    draft = Draft(BlockKind.PARAGRAPH, rest, label, level=depth)
    return Unit(draft, apart, bold)


def drafts_of(units: Sequence[Unit], *, styled: bool = False) -> list[Draft]:
    """Settle headings, numbers and cut paragraphs of a whole document's units.

    ``styled``: the format says what a heading is, so that a short line on its own is none; so it is too where a
    text marks several headings. Bold lines are headings in either case.
    """
    units = [unit for unit in units if unit.draft.text]
    styled = styled or sum(unit.draft.kind is BlockKind.HEADING for unit in units) > 2
    for unit in units:
        if unit.draft.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            unit.draft.text = _PAGE_GLUED.sub("", unit.draft.text)
    units = [unit for unit, after in pairwise([*units, None]) if unit and not _is_page_number(unit, after)]
    _set_alone(units)
    units = _join(units)
    _find_headings(units, styled=styled)
    units = _rejoin_cut(units)
    _settle_depths(units)
    return [unit.draft for unit in units]


def _is_page_number(unit: Unit, after: Unit | None) -> bool:
    """Tell whether a bare number stands above a numbered paragraph: no label then, since that has its own."""
    if unit.fixed or not unit.draft.text.isdigit() or unit.draft.label or after is None:
        return False
    return after.draft.kind is BlockKind.PARAGRAPH and paragraph_number(after.draft.label) is not None


def _set_alone(units: Sequence[Unit]) -> None:
    """Note which units stand between blank lines: what may be a heading. A list or a numbered paragraph may follow at once."""
    for index, unit in enumerate(units):
        after = units[index + 1] if index + 1 < len(units) else None
        unit.alone = unit.apart and after is not None and (after.apart or bool(after.draft.label))
        if after is not None and after.draft.kind is BlockKind.BULLET and not unit.apart:
            before = units[index - 1].draft if index else None
            unit.alone = before is not None and before.kind is BlockKind.BULLET


def _join(units: Sequence[Unit]) -> list[Unit]:
    joined: list[Unit] = []
    last: Unit | None = None  # the last that is no note
    number = 0
    for unit in units:
        if unit.draft.kind is BlockKind.NOTE:
            joined.append(unit)
            continue
        if last is not None and _belongs(last, unit, number):
            _append(last.draft, unit.draft)
            last.bold = last.bold and unit.bold
            last.alone = False
            if last.draft.number is None:
                _give_number(last, number)  # a label that stood alone on its line
            number = last.draft.number or number
            continue
        _give_number(unit, number)
        number = unit.draft.number or number
        joined.append(unit)
        last = unit
    return joined


def _belongs(before: Unit, after: Unit, number: int) -> bool:
    first, second = before.draft, after.draft
    if second.kind is not BlockKind.PARAGRAPH or after.fixed or first.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET):
        return False
    if is_lone_mark(second.text) and not second.label:
        return True
    if second.text[:1].isupper() and second.text[-1:] != "." and is_heading_text(second.text):
        return False
    if is_label(first.text) and not first.label:
        return True
    if second.label:
        value = paragraph_number(second.label)
        wrapped = ends_open(first.text) and len(first.text) > _CUT_LENGTH
        return wrapped and value is not None and value not in (1, number + 1)
    if len(first.text) <= _CUT_LENGTH and first.kind is BlockKind.PARAGRAPH and not first.label:
        return False
    if before.bold != after.bold and (before.bold or after.bold):
        return False
    if after.alone and len(second.text) < 20 and ends_open(second.text):
        return False  # the "and" between two lines of a title
    return joins_on(first.text, second.text)


def _rejoin_cut(units: Sequence[Unit]) -> list[Unit]:
    """Join what a page break cut off after a full stop: a paragraph between n and n + 1, or between two bullets."""
    kept: list[Unit] = []
    for index, unit in enumerate(units):
        before = kept[-1].draft if kept else None
        after = units[index + 1].draft if index + 1 < len(units) else None
        loose = unit.draft.kind is BlockKind.PARAGRAPH and not unit.draft.label and not unit.fixed
        loose = loose and not (unit.draft.text[:1].isupper() and is_heading_text(unit.draft.text))
        if loose and before is not None and after is not None and _goes_on(before, after, turned=unit.turned):
            _append(before, unit.draft)
        else:
            kept.append(unit)
    return kept


def _goes_on(before: Draft, after: Draft, *, turned: bool) -> bool:
    """Tell whether a list or numbering goes on from ``before`` to ``after``, so that what stands between is part of it."""
    if before.number is not None and after.number == before.number + 1:
        return True
    bullets = before.kind is after.kind is BlockKind.BULLET
    return turned and bullets and (before.label, before.level) == (after.label, after.level)


def _append(first: Draft, second: Draft) -> None:
    if is_label(first.text) and not first.label:
        label = first.text.strip()
        first.label, first.text = label, second.text
        if split_bullet(f"{label} x")[0]:
            first.kind, first.level = BlockKind.BULLET, max(first.level, 1)
        return
    text = f"{second.label} {second.text}" if second.label else second.text
    first.text += joint(first.text, text) + text


def _give_number(unit: Unit, last: int) -> None:
    """Give a paragraph its number: any plain number that opens a line of its own after a finished sentence."""
    draft = unit.draft
    if draft.kind is not BlockKind.PARAGRAPH or not draft.label:
        return
    if _is_capitals(draft.text):
        return  # "8 RECOMMENDATIONS": the number of a heading
    value = paragraph_number(draft.label)
    if value is None:
        return
    if draft.label.endswith(".") or value in (1, last + 1):
        draft.number = value
    else:
        draft.text, draft.label = f"{draft.label} {draft.text}", ""


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 4


def _find_headings(units: Sequence[Unit], *, styled: bool) -> None:
    """Make headings of short lines that stand alone above text: text copies lose the type they were set in."""
    dear = next((i for i, unit in enumerate(units[:60]) if _SALUTATION.match(unit.draft.text)), 0)
    last = max((i for i, unit in enumerate(units) if unit.draft.kind is not BlockKind.NOTE), default=-1)
    closed = False
    for index, unit in enumerate(units):
        draft = unit.draft
        if index < dear:
            continue  # the head of a letter: addresses
        if _CLOSING.match(draft.text):
            closed = True
        if draft.kind is BlockKind.HEADING:
            closed = False
        if draft.kind is not BlockKind.PARAGRAPH or unit.fixed or closed or index >= last:
            continue
        if _looks_like_heading(unit, styled=styled):
            draft.kind, draft.number = BlockKind.HEADING, None
            draft.level = 1 if draft.text.isupper() or draft.label else 2


def _looks_like_heading(unit: Unit, *, styled: bool) -> bool:
    draft = unit.draft
    text = draft.text
    if len(text) > _LONGEST_HEADING or not any(character.isalpha() for character in text) or text[0].islower():
        return False
    if draft.label and not _is_capitals(text):
        return False
    if text[-1] in ".,;" or (text[-1] == ":" and len(text) > 70) or _SALUTATION.match(text):
        return False
    if _DATE_LINE.match(text) or _NAMES_A_VALUE.search(text) or _is_address(text):
        return False
    return unit.bold or (not styled and (unit.alone or is_heading_text(text)))


def _is_address(text: str) -> bool:
    """Tell whether a line is of an address: it ends with a postcode, or holds a telephone number, more digits than letters."""
    return bool(_POSTCODE.search(text)) or sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))


def _settle_depths(units: Sequence[Unit]) -> None:
    """Make depths of bullets follow one another (1, 2, 3): a list may begin further in.

    A bullet that stands in under a numbered paragraph belongs to that: depth 2. So does one with a dash or "o" that
    stands no further in than the bullets with another glyph above it.
    """
    seen: list[int] = []
    outer: Draft | None = None  # the bullet that opened the list
    for unit in units:
        draft = unit.draft
        if draft.kind is not BlockKind.BULLET:
            if draft.kind is not BlockKind.NOTE:
                seen = [0] if draft.number is not None else []
                draft.level = draft.level if draft.kind is BlockKind.HEADING else 0
                outer = None
            continue
        if outer is None:
            outer = draft
        elif draft.label in _INNER_GLYPHS and outer.label not in NESTED_GLYPHS:
            draft.level = max(draft.level, 2)
        while seen and (draft.level < seen[-1] or (seen[-1] == 0 and draft.level == 1)):
            seen.pop()
        if not seen or draft.level > seen[-1]:
            seen.append(draft.level)
        draft.level = len(seen)
