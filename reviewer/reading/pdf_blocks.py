"""Parts of printed pages to blocks: what each one is, and which belong together across a page break.

Tags decide where they speak (heading, list item, cell, note); the look of the type decides where they do not:
many reports tag headings as plain paragraphs set in bold. Each rule gives its reason beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.domain.document import BlockKind
from reviewer.reading.drafts import Draft
from reviewer.reading.joining import ends_open, is_lone_mark, joins_on
from reviewer.reading.labels import is_label, paragraph_number, split_bullet, split_number
from reviewer.reading.pieces import Part, is_raised_mark, joint

HEADING_TAGS = {"H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "Title": 1}
_NOTE_TAGS = {"Note", "FENote", "Footnote"}
_LONGEST_HEADING = 220
_CLOSING = re.compile(r"yours (sincerely|faithfully)", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}(st|nd|rd|th)? [A-Z][a-z]+,? (?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{2,4}")
_FACT_LINE = re.compile(r"^[^:]{3,40}:\s*\S")
_CONTENTS = ("contents", "table of contents")
_LEADS_TO_PAGE = re.compile(r"(?:\.{3,}|…|\s)\s*\d{1,3}$")
_NOTE_LABEL = re.compile(r"^(\d{1,2}|\*|†)\s*(?=\S)")
_SKIPPED = 3  # so many numbers on still count as going on: one in between may be lost
_INDENT = 6.0  # points; less is no indent but the fuzz of side bearings


@dataclass(slots=True)
class Item:
    """A draft with the part it comes from. ``sure`` claims that its label is set apart or tagged as such."""

    draft: Draft
    part: Part
    sure: bool = False

    @property
    def hanging(self) -> float | None:
        """Where the text stands beside a label, None where that cannot be seen."""
        lines = self.part.lines
        if self.draft.label and len(lines) > 1:
            return min(lines[1:])
        if self.draft.label and self.part.second is not None:
            return self.part.second.left
        return None


def blocks_of(parts: Sequence[Part]) -> list[Draft]:
    """Turn the parts of a whole document, in order, into drafts."""
    body = _body_size(parts)
    alone = _alone(parts)
    items = [item for part in parts if (item := _classify(part))]
    _find_headings(items, body, alone)
    _find_notes(items, body)
    items = _merge(items)
    _settle_numbers(items)
    _set_depths(items)
    _set_tables(items)
    return [item.draft for item in items]


def _body_size(parts: Iterable[Part]) -> float:
    sizes: Counter[float] = Counter()
    for part in parts:
        sizes[round(part.size, 1)] += len(part.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _alone(parts: Sequence[Part]) -> set[int]:
    """Return the ids of the parts that share their first line with no other part of the page."""
    rows: Counter[tuple[int, int]] = Counter()
    for part in parts:
        if part.first is not None:
            rows[part.first_page, round(part.first.baseline / 4)] += 1
    return {
        id(part)
        for part in parts
        if part.first is not None
        and sum(rows[part.first_page, round(part.first.baseline / 4) + step] for step in (-1, 0, 1)) == 1
    }


def _classify(part: Part) -> Item | None:
    text = part.text.rstrip()
    if not text.strip():
        return None
    types, runs = part.types, part.runs
    draft = Draft(BlockKind.PARAGRAPH, text, runs=runs)
    item = Item(draft, part)
    if _NOTE_TAGS.intersection(types):
        draft.kind = BlockKind.NOTE
        _cut_label(draft, *_note_label(text))
        return item
    if "TOC" in types or "TOCI" in types:
        return item
    if part.cell is not None:
        draft.kind = BlockKind.CELL
    tag = next((HEADING_TAGS[t] for t in reversed(types) if t in HEADING_TAGS), 0)
    if tag and _can_be_heading(text):
        draft.kind, draft.level = BlockKind.HEADING, tag
        return item
    _take_label(item)
    return item


def _can_be_heading(text: str) -> bool:
    """Tell whether a heading tag is to be believed: running text is sometimes tagged as one by mistake."""
    running = text[0].islower() or (len(text) > 80 and text[-1] == ".")
    return len(text) <= _LONGEST_HEADING and not running and not split_bullet(text)[0]


def _take_label(item: Item) -> None:
    """Split a bullet or number off; sure where the file tags it or the page sets it apart."""
    draft, part = item.draft, item.part
    label, rest = split_bullet(draft.text)
    if label and rest:
        _cut_label(draft, label, rest)
        if draft.kind is not BlockKind.CELL:
            draft.kind = BlockKind.BULLET
        item.sure = True
        return
    label, rest = split_number(draft.text)
    tagged = "LI" in part.types
    if tagged and label.isdigit() and not _set_apart(part):
        label = ""  # the words of an item whose mark is drawn: "48 per cent of whom"
    cell = draft.kind is BlockKind.CELL and "." in label[:-1]  # "2.1 Adoption performance" in a table of judgements
    if label and (tagged or cell or _set_apart(part) or label.endswith(".")):
        _cut_label(draft, label, rest)
        item.sure = tagged or _set_apart(part)
    elif tagged and draft.kind is BlockKind.PARAGRAPH:
        draft.kind = BlockKind.BULLET  # an item whose mark is drawn, or that runs on from the page before


def _set_apart(part: Part) -> bool:
    """Tell whether the label is a piece of its own with a gap behind it wider than a space."""
    first, second = part.first, part.second
    return (
        first is not None and second is not None and is_label(first.text)
        and second.left - first.right > 0.6 * second.size
    )


def _note_label(text: str) -> tuple[str, str]:
    match = _NOTE_LABEL.match(text)
    return (match.group(1), text[match.end() :]) if match else ("", text)


def _cut_label(draft: Draft, label: str, rest: str) -> None:
    cut = len(draft.text) - len(rest)
    draft.label, draft.text = label, rest
    draft.runs = [(max(at - cut, 0), page) for at, page in draft.runs]


def _find_headings(items: Sequence[Item], body: float, alone: set[int]) -> None:
    """Make headings of what is set like one: large, or bold on a line of its own."""
    levels: dict[int, int] = {}
    for item in items:
        if item.draft.kind is BlockKind.HEADING:
            size = round(item.part.size)
            levels[size] = min(levels.get(size, 9), item.draft.level)
    closed, contents = False, 0
    found = []
    for item in items:
        draft = item.draft
        if draft.text.lower() in _CONTENTS:
            contents = item.part.first_page
            found.append(item)
        elif item.part.first_page in (contents, contents + 1) and _LEADS_TO_PAGE.search(draft.text):
            continue
        elif _CLOSING.match(draft.text):
            closed = True  # the bold lines under a letter's end are a name and a title
        elif draft.kind is BlockKind.HEADING:
            closed = False
        elif not closed and _looks_like_heading(item, body, id(item.part) in alone):
            found.append(item)
    found = [item for item in found if item.draft.kind is not BlockKind.HEADING]
    level = 0
    for size in sorted({*levels, *(round(item.part.size) for item in found)}, reverse=True):
        level = levels[size] = min(levels.get(size, level + 1), 6)
    for item in found:
        item.draft.kind, item.draft.level = BlockKind.HEADING, levels[round(item.part.size)]


def _looks_like_heading(item: Item, body: float, alone: bool) -> bool:
    draft, part = item.draft, item.part
    text = draft.text
    if len(text) > _LONGEST_HEADING or draft.label or "LI" in part.types or len(text) < 3:
        return False
    if draft.kind is BlockKind.CELL:  # a banner above a section: "The experiences ... | Good"
        return part.bold and part.size >= 1.12 * body and part.cell is not None and part.cell[1] == 1 and part.first_page > 1
    if "TOC" in part.types or "TOCI" in part.types:
        return False
    if draft.kind is not BlockKind.PARAGRAPH or text[-1] in ".,;" or _DATE.search(text):
        return False
    if part.size >= 1.25 * body:
        return True
    if not part.bold or not alone or part.size < 0.95 * body:
        return False
    return not (part.first_page == 1 and _FACT_LINE.match(text) and part.size < 1.1 * body)


def _find_notes(items: Sequence[Item], body: float) -> None:
    """Make notes of small print that opens with a raised number: footnotes that the file does not tag."""
    for item in items:
        first, second = item.part.first, item.part.second
        if item.draft.kind is not BlockKind.PARAGRAPH or first is None or second is None:
            continue
        if second.size < 0.92 * body and first.text.strip().isdigit() and (
            first.size < 0.85 * second.size or is_raised_mark(first, second)
        ):
            item.draft.kind = BlockKind.NOTE
            item.draft.number = None
            if not item.draft.label:
                _cut_label(item.draft, *_note_label(item.draft.text))


def _merge(items: Sequence[Item]) -> list[Item]:
    """Join what belongs together: over a page break, a label with its text, a lone mark with its paragraph."""
    merged: list[Item] = []
    last: Item | None = None  # the last that is no note: notes stand between the two halves of a paragraph
    for item in items:
        if item.draft.kind is BlockKind.NOTE:
            note = merged[-1] if merged else None
            if note and note.draft.kind is BlockKind.NOTE and not item.draft.label and ends_open(note.draft.text):
                _append(note, item)
            else:
                merged.append(item)
            continue
        if last is not None and _belongs(last, item):
            _append(last, item)
        else:
            merged.append(item)
            last = item
    return merged


def _belongs(before: Item, after: Item) -> bool:
    first, second = before.draft, after.draft
    if first.kind is second.kind is BlockKind.HEADING:
        return _one_heading(before, after)
    if first.kind in (BlockKind.HEADING, BlockKind.CELL) or second.kind in (BlockKind.HEADING, BlockKind.CELL):
        return False
    if is_lone_mark(second.text) and not second.label:
        return True
    if is_label(first.text) and not first.label:
        return True
    if second.label and after.sure:
        return False
    if first.kind is second.kind is BlockKind.BULLET and not first.label and not second.label:
        return False  # the marks are drawn, and each element of the list is an item
    if before.part.page == after.part.first_page:
        return not second.label and _next_line(before, after)
    if before.part.page + 1 != after.part.first_page:
        return False
    if second.label and not ends_open(first.text):
        return False
    return _runs_on(before, after)


def _one_heading(before: Item, after: Item) -> bool:
    """Tell whether a heading goes on in the next one: some files cut a heading in two where its line ends."""
    first, second = before.draft, after.draft
    if first.level != second.level or second.text.lower() == "and" or len(first.text) + len(second.text) > _LONGEST_HEADING:
        return False  # the "and" between two titles of a cover stands for itself
    return before.part.page == after.part.first_page and _next_line(before, after)


def _next_line(before: Item, after: Item) -> bool:
    """Tell whether the file cut a paragraph in two at the end of a line: no gap, and the sentence goes on."""
    last, first = before.part.last, after.part.first
    if last is None or first is None or not ends_open(before.draft.text) or not after.draft.text[0].islower():
        return False
    return 0 < first.baseline - last.baseline < 1.4 * first.size


def _runs_on(before: Item, after: Item) -> bool:
    """Tell whether an unlabelled first block of a page goes on with the last one of the page before."""
    first, second = before.draft, after.draft
    if second.kind is BlockKind.BULLET and not second.label:
        return True  # an item without its mark at the top of a page
    edge, start = before.hanging, after.part.left
    if edge is None:  # a paragraph that fills the foot of a page without ending goes on over it
        runs_off = ends_open(first.text) and len(first.text) > 80 and not _is_named_list(first.text, second.text)
        return runs_off or joins_on(first.text, second.text) or (first.text[-1] in ";," and second.text[0].islower())
    if abs(start - edge) < _INDENT:
        return before.part.left < edge - _INDENT or joins_on(first.text, second.text)
    return ends_open(first.text) and second.text[:1].islower()


def _is_named_list(first: str, second: str) -> bool:
    """Tell whether ``first`` is a line such as "Team inspectors: ...", that ends without a stop, and ``second`` a sentence."""
    return bool(_FACT_LINE.match(first)) and ". " not in first and second[0].isupper() and not ends_open(second)


def _append(before: Item, after: Item) -> None:
    """Join two drafts; a label that turned out to be running text ("4. Education advisers") comes back."""
    first, second = before.draft, after.draft
    if is_label(first.text) and not first.label:
        label, text, kind = first.text, "", BlockKind.BULLET if split_bullet(f"{first.text} x")[0] else second.kind
        first.label, first.text, first.runs, first.kind = label, text, [], kind
        before.sure, before.part = True, after.part
    text = f"{second.label} {second.text}" if second.label else second.text
    shift = len(text) - len(second.text)
    glue = joint(first.text, text)
    offset = len(first.text) + len(glue)
    for at, page in second.runs:
        place = offset + (at + shift if at else 0)
        if not first.runs or first.runs[-1][1] != page:
            first.runs.append((place, page))
    first.text += glue + text
    before.part.page, before.part.last = after.part.page, after.part.last
    before.part.lines.extend(after.part.lines)


def _settle_numbers(items: Sequence[Item]) -> None:
    """Give numbers to paragraphs whose label is sure or goes on from the ones before; other labels go back.

    A single number out of sequence ("3" before a footnote) does not end the run that it interrupts.
    """
    last, before = 0, 0  # the last number, and that of the run which a single other number interrupts
    for item in items:
        draft = item.draft
        if draft.kind is not BlockKind.PARAGRAPH or not draft.label:
            continue
        number = paragraph_number(draft.label)
        goes_on = number is not None and last < number <= last + _SKIPPED
        resumed = number is not None and before < number <= before + _SKIPPED and before > 0
        if number is not None and (item.sure or number == 1 or goes_on or resumed):
            before = 0 if goes_on or resumed else last
            draft.number = last = number
        elif not item.sure:
            length = len(draft.label) + 1
            draft.text = f"{draft.label} {draft.text}"
            draft.runs = [(at + length if at else 0, page) for at, page in draft.runs]
            draft.label = ""


def _set_depths(items: Sequence[Item]) -> None:
    """Give bullets their depth by how far in they stand; a heading or plain paragraph begins anew.

    A bullet that stands further in than the numbered paragraph before it belongs to that: depth 2. What stands
    in without a mark of its own, under an item that announces it with a colon, is such a bullet too.
    """
    edges: list[float] = []
    announced = 0.0  # what stands further in than this belongs to the item that ended with a colon
    for item in items:
        draft, left = item.draft, item.part.left
        if draft.kind is BlockKind.NOTE:
            continue
        if announced and draft.kind is BlockKind.PARAGRAPH and not draft.label and left > announced:
            draft.kind = BlockKind.BULLET
        if draft.kind is BlockKind.PARAGRAPH and draft.label and draft.number is None and edges:
            draft.kind = BlockKind.BULLET  # "(a)", "(ii)" under a bullet or a numbered paragraph
        if draft.kind is BlockKind.BULLET:
            while edges and left < edges[-1] - _INDENT:
                edges.pop()
            if not edges or left > edges[-1] + _INDENT:
                edges.append(left)
            draft.level = len(edges)
            if draft.label:
                announced = left + 3 * _INDENT if draft.text.endswith(":") else 0.0
        else:
            edges = [left] if draft.number is not None else []
            announced = left + 3 * _INDENT if edges and draft.text.endswith(":") else 0.0


def _set_tables(items: Sequence[Item]) -> None:
    """Number tables, rows and columns of the cells from 1."""
    tables: dict[object, int] = {}
    rows: dict[object, dict[object, int]] = {}
    for item in items:
        if item.part.cell is None:
            continue
        row, column = item.part.cell
        table = item.part.table
        item.draft.table = tables.setdefault(table, len(tables) + 1)
        seen = rows.setdefault(table, {})
        item.draft.row = seen.setdefault(row, len(seen) + 1)
        item.draft.column = column
