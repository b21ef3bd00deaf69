"""The lists of what must improve, item by item, each item whole.

A list runs from its heading to the next heading or to the first paragraph that is no item, so that findings (which are
bullets too in letters until 2020) never count. Nested bullets and what a page break cut off belong to their item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reviewer.domain.document import (
    Block,
    BlockKind,
    DocumentKind,
    ReadRecommendation,
    RecommendationList,
)
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.list_headings import (
    Heading,
    ListHeading,
    deadline,
    is_closing,
    is_contents_line,
    is_letterhead,
    is_list_note,
    is_next_part,
    is_subheading,
    list_heading,
    said_heading,
)
from reviewer.reading.facts.source import Source
from reviewer.reading.labels import NESTED_GLYPHS

_BOARD_PART = re.compile(
    r"(?:section\s+\d\s*:?\s*)?(?P<review>review\s+of\s+)?(?:the\s+)?(?:effectiveness\s+(?:of\s+)?(?:the\s+)?)?(?:[\w&,-]+\s+){0,5}"
    r"(?:(?:local\s+)?safeguarding\s+children'?s?\s+(?:boards?|partnership)|\w*scb)(?:\s*\(\w+\))?",
    re.IGNORECASE,
)
_ABOUT_CHILDREN = re.compile(r"(?:the\s+)?experiences?\s+and\s+progress\s+of\s+children\b", re.IGNORECASE)
_PART = r"(?:outcomes?|enablers?|principles?)\s+(?:\d|one|two|three|four|five)\b"
# "(outcome 4, national framework)", "[Outcome 3, national framework]", "(Principle 1)", "Enabler three: National Framework."
_TAG = re.compile(
    rf"\s*([(\[][^()\[\]]*\b(?:{_PART}|national\s+framework)[^()\[\]]*[)\]]"
    rf"|(?<=[.;])\s*{_PART}[^.()]{{0,30}}\bnational\s+framework)[\s.;\d]*\Z",
    re.IGNORECASE,
)
_STRAY = re.compile(r"(?<=[.;?!)\]])\s+\d{1,3}\s*\Z")  # the page number that a text copy glues to the last item
_AREA_SEND = re.compile(r"(?:local\s+)?area\s+send\b", re.IGNORECASE)
_LEADS_IN = re.compile(r":\s*$|\bfollowing\s+(?:actions?|steps)\W*$", re.IGNORECASE)
_NONE = re.compile(r"(?:there\s+(?:are|were|is|was)\s+)?(?:no\b|none\b|not\b)", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\(paragraphs?\s+(\d{1,3}(?:\s*(?:,|and|-)\s*(?:and\s+)?\d{1,3})*)\)[\s.]*\Z", re.IGNORECASE)
_LETTERED = re.compile(r"\W*[a-z]", re.IGNORECASE)
_DECIMAL = re.compile(r"\d{1,2}\.\d")
_LEAD_INS = (
    30  # paragraphs that may stand between a heading and its first item, or be the items of a list without bullets
)
_LETTERS = frozenset({DocumentKind.FOCUSED_VISIT, DocumentKind.UNANNOUNCED_INSPECTION, DocumentKind.JTAI})


@dataclass(slots=True)
class _Item:
    """One item in the making: its blocks, the first with its label, and the heading that each stands under."""

    blocks: list[Block]
    under: list[str]

    def add(self, block: Block, under: str) -> None:
        self.blocks.append(block)
        self.under.append(under)


@dataclass(slots=True)
class _Section:
    """One list in the making: its heading, its items, and the sentences before the first item."""

    heading: ListHeading
    words: str
    whose: RecommendationList
    divided: bool  # headings of the list's own level may divide it
    unbulleted: bool  # joint inspections of an area's SEND services: paragraphs are the items, bullets their parts
    items: list[_Item] = field(default_factory=list)
    lead_ins: list[Block] = field(default_factory=list)

    @property
    def numbered(self) -> bool:
        return bool(self.items) and self.items[0].blocks[0].number is not None

    @property
    def next_number(self) -> int | None:
        number = self.items[-1].blocks[0].number if self.items else None
        return number + 1 if number is not None else None


def find_recommendations(source: Source, title: Title | None) -> tuple[ReadRecommendation, ...]:
    """Return the items of all lists after the title, in printed order, a letter's priority actions first.

    Monitoring visits make none: what they list is what an earlier inspection found.
    """
    if title is None or title.kind is DocumentKind.MONITORING_VISIT:
        return ()
    board = board_part(source, title)
    children = _last_about_children(source)
    levels = {block.level for block in source.blocks if block.kind is BlockKind.HEADING}
    flat = title.kind is DocumentKind.SIF_INSPECTION and len(levels) == 1
    asked = 9  # the level of the heading above the lists of an early SIF report
    area_send = _AREA_SEND.match(title.span.of(source.plain)) is not None
    sections: list[_Section] = []
    at = source.index_at(title.span.end - 1) + 1
    of_heading = list_heading if any(list_heading(source, block) for block in source.blocks[at:]) else said_heading
    while at < len(source.blocks):
        block = source.blocks[at]
        heading = of_heading(source, block)
        at += 1
        if heading is None:
            continue
        if heading.about_board and block.start > children:
            board = min(board, block.start)  # what follows is about the board too: its part comes last
        whose = _whose(title, joint=area_send, about_board=block.start >= board)
        if heading.heading is Heading.ASKED:
            asked = heading.level
        # Where the lists stand below that heading, another heading of their level is no part that follows them.
        divided = (flat and heading.heading is not Heading.RECOMMENDATIONS) or asked < heading.level
        section = _Section(heading, block.text, whose, divided=divided, unbulleted=area_send)
        at = _collect(source, section, at)
        sections.append(section)
    return _numbered(source, _counted(title, sections))


def board_part(source: Source, title: Title | None) -> int:
    """Return the code point where the part about the safeguarding board begins; the text's length where there is none.

    It comes after the parts about children. A contents page names it before them, and a text copy may have lost the
    page numbers that tell a contents page.
    """
    if title is None or title.kind is not DocumentKind.SIF_INSPECTION:
        return len(source.text)
    found: list[int] = []
    children = _last_about_children(source)
    for index in range(source.index_at(title.span.end - 1) + 1, len(source.blocks)):
        block = source.blocks[index]
        if block.page == 1 or block.kind is BlockKind.CELL or block.label or not _is_short(block):
            continue
        below = source.blocks[index + 1 : index + 4]
        contents = all(_is_short(other) and not other.label and not other.text.endswith(".") for other in below)
        match = None if contents else _BOARD_PART.fullmatch(source.plain_of(block))
        if match and (block.start > children or not match["review"]):  # the cover announces the review too
            found.append(block.start)
    return next((at for at in found if at > children), found[0] if found else len(source.text))


def _last_about_children(source: Source) -> int:
    """Return the code point of the last heading of a part about children, -1 where there is none."""
    headed = (block.start for block in source.blocks if _is_short(block) and _ABOUT_CHILDREN.match(source.plain_of(block)))
    return max(headed, default=-1)


def _is_short(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or len(block.text) < 90


def _whose(title: Title, *, joint: bool, about_board: bool) -> RecommendationList:
    if joint or title.kind is DocumentKind.JTAI:
        return RecommendationList.PARTNERSHIP
    if title.kind is DocumentKind.SIF_INSPECTION and about_board:
        return RecommendationList.LSCB
    return RecommendationList.LOCAL_AUTHORITY


def _counted(title: Title, sections: list[_Section]) -> list[_Section]:
    """Leave out the lists that are none, and put a letter's priority actions first.

    A letter may divide its findings into strengths and "areas for improvement" (or "for development") beside a proper
    list of its own.
    """
    asked = any(section.heading.heading is Heading.NEEDS and section.items for section in sections)
    if title.kind in _LETTERS and asked:
        sections = [s for s in sections if s.heading.heading not in (Heading.AREAS, Heading.DEVELOPMENT)]
    if title.kind in _LETTERS:
        return sorted(sections, key=lambda section: section.heading.heading is not Heading.PRIORITY)
    return sections


def _collect(source: Source, section: _Section, at: int) -> int:
    """Collect the items from index ``at`` on; return the index of the block that ends the list."""
    under = section.words
    while at < len(source.blocks):
        block = source.blocks[at]
        until = deadline(source, block)
        if is_list_note(source, block) or is_letterhead(source, block):
            pass
        elif until:
            under = f"{section.words}: {until}"
        elif list_heading(source, block) or is_next_part(source, block) or is_closing(source, block):
            break
        elif _divides(source, section, at):
            under = block.text
        elif block.kind is BlockKind.HEADING or not _take(source, section, block, under):
            break
        at += 1
    _settle(section)
    return at


def _divides(source: Source, section: _Section, at: int) -> bool:
    """Tell whether the block at ``at`` is a sub-heading inside a list: the numbering goes on below it.

    In a bulleted list only a heading below the list's own level counts, since findings are bullets too.
    """
    block = source.blocks[at]
    if not is_subheading(source, block) or (block.kind is BlockKind.PARAGRAPH and source.plain_of(block)[:1].islower()):
        return False
    # A report sets its parts apart by level; a text copy gives all headings one level, and then only the words tell.
    deepest = section.heading.level if section.divided else section.heading.level + 1
    if 0 < block.level < deepest:
        return False
    below = next((b for b in source.blocks[at + 1 : at + 3] if not is_letterhead(source, b)), None)
    if below is None or below.number is None:
        deeper = block.kind is BlockKind.HEADING and block.level > section.heading.level > 0
        return deeper and below is not None and below.kind is BlockKind.BULLET and not section.numbered
    return below.number == section.next_number or (not section.items and not section.lead_ins)


def _take(source: Source, section: _Section, block: Block, under: str) -> bool:
    """Take a block into the list as an item, as part of the last item or as a lead-in; False where the list has ended."""
    plain = source.plain_of(block)
    if _DECIMAL.match(block.label) or (not section.items and is_contents_line(source, block)):
        return False
    if _is_item(section, block):
        section.items.append(_Item([block], [under]))
    elif section.items and _goes_on(block, plain):
        section.items[-1].add(block, under)
    elif section.items or len(section.lead_ins) == _LEAD_INS:
        return False
    else:
        section.lead_ins.append(block)
    return True


def _is_item(section: _Section, block: Block) -> bool:
    if block.number is not None:
        # "15. ... the following action:" may lead in bullets; a number out of sequence is a finding or a false number.
        return not section.items or block.number == section.next_number
    if section.unbulleted and not section.numbered:
        return block.kind is BlockKind.PARAGRAPH and not block.label and not block.text[:1].islower()
    if block.kind is not BlockKind.BULLET or block.level > 1:
        return False
    if not section.items:
        return True
    return not section.numbered and not _nested_glyph(section, block)


def _goes_on(block: Block, plain: str) -> bool:
    """Tell whether a block goes on with the item above: a nested bullet or "(ii)", or what a page break cut off."""
    if block.number is not None or block.kind is BlockKind.HEADING:
        return False
    return block.kind is BlockKind.BULLET or bool(block.label) or plain[:1].islower()


def _nested_glyph(section: _Section, block: Block) -> bool:
    return block.label in NESTED_GLYPHS and block.label != section.items[0].blocks[0].label


def _settle(section: _Section) -> None:
    """Decide what the paragraphs were, now that the whole list is known."""
    if len(section.items) == 1 and section.numbered and len(section.items[0].blocks) > 1:
        only = section.items[0]
        if _LEADS_IN.search(only.blocks[0].text):
            # The one number is the lead-in of a bulleted list.
            section.items = [_Item([b], [u]) for b, u in zip(only.blocks[1:], only.under[1:], strict=True)]
    if not section.items and _is_unbulleted(section):
        # Some lists have no bullets: two paragraphs or more are the items. One alone is prose, not a list.
        first = section.lead_ins[0]
        leads_in = first.kind is BlockKind.PARAGRAPH and _LEADS_IN.search(first.text)
        last_column = max(block.column or 0 for block in section.lead_ins)
        for block in section.lead_ins[1 if leads_in else 0 :]:
            if section.items and block.text[:1].islower():
                section.items[-1].add(block, section.words)
            elif (block.column or 0) == last_column:
                section.items.append(_Item([block], [section.words]))


def _is_unbulleted(section: _Section) -> bool:
    """Tell whether the paragraphs of a list without bullets are its items. A priority action may be one alone, in prose."""
    if len(section.lead_ins) != 1:
        return bool(section.lead_ins)
    only = section.lead_ins[0]
    prose = only.kind is BlockKind.PARAGRAPH and not _LEADS_IN.search(only.text) and not _NONE.match(only.text)
    return prose and section.heading.heading is Heading.PRIORITY


def _numbered(source: Source, sections: Sequence[_Section]) -> tuple[ReadRecommendation, ...]:
    counts: dict[RecommendationList, int] = {}
    found = []
    for section in sections:
        for item in section.items:
            counts[section.whose] = counts.get(section.whose, 0) + 1
            found.append(_recommendation(source, section, item, counts[section.whose]))
    return tuple(found)


def _recommendation(source: Source, section: _Section, item: _Item, count: int) -> ReadRecommendation:
    first = item.blocks[0]
    span = Span(first.start, item.blocks[-1].end)
    stray = _STRAY.search(source.plain, span.start, span.end)
    if stray:
        span = Span(span.start, stray.start())
    tag = _TAG.search(source.plain, span.start, span.end)
    if tag:
        span = Span(span.start, tag.start())
    kind = section.heading.heading.kind
    return ReadRecommendation(
        number=first.number if first.number is not None else count,
        label=first.label,
        list=section.whose,
        kind=kind,
        span=span,
        text=_words(source, item, span.end),
        page=source.page(span.start),
        section=item.under[0],
        framework_tag=_folded(source.text[tag.start(1) : tag.end(1)]).strip() if tag else "",
        marks=_printed_paragraphs(span.of(source.plain)),
    )


def _printed_paragraphs(plain: str) -> tuple[int, ...]:
    """Return the paragraphs that an item itself refers to: "... promptly (paragraphs 33, 34)."."""
    match = _PARAGRAPHS.search(plain)
    return tuple(sorted({int(number) for number in re.findall(r"\d+", match.group(1))})) if match else ()


def _words(source: Source, item: _Item, end: int) -> str:
    """Return what the blocks of an item say up to ``end``: "(ii)" of its parts comes along, a footnote between them not."""
    words = [source.text[block.start : min(block.end, end)] for block in item.blocks if block.start < end]
    lettered = (_LETTERED.match(block.label) and block.label not in NESTED_GLYPHS for block in item.blocks)
    labels = [f"{block.label} " if part else "" for block, part in zip(item.blocks, lettered, strict=True)]
    labels[0] = ""
    return " ".join(label + text for label, text in zip(labels, words, strict=False))


def _folded(text: str) -> str:
    return text.replace("\n", " ")
