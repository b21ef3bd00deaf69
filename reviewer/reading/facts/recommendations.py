"""The lists of what must improve: found by their printed headings, item by item, each item whole.

A list ends at the next heading or at the first paragraph that is no item, so that findings (which are bullets too in
letters until 2020) never count. Headings with a number before them are a council's own and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewer.domain.document import (
    Block,
    BlockKind,
    DocumentKind,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
)
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source

_END = r"\s*[?:.]?\s*\d?\s*[?:]?"
_HEADINGS: tuple[tuple[RecommendationKind | None, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern + _END, re.IGNORECASE))
    for kind, pattern in (
        (RecommendationKind.RECOMMENDATION, r"recommendations?(?:\s+for\s+(?:the\s+)?(?:lscb|local authority|board))?"),
        (RecommendationKind.PRIORITY_ACTION, r"(?:areas?\s+for\s+)?priority\s+(?:and\s+immediate\s+)?actions?"),
        (RecommendationKind.PRIORITY_ACTION, r"areas?\s+for\s+priority\s+and\s+immediate\s+action"),
        (RecommendationKind.AREA_FOR_IMPROVEMENT, r"(?:key\s+)?areas?\s+for\s+improvements?"),
        (
            RecommendationKind.AREA_FOR_IMPROVEMENT,
            r"what\s+needs?\s+to\s+(?:improve|be\s+improved)(?:\s+in\s+this\s+area\s+of\s+(?:social\s+work\s+)?practice)?",
        ),
        (RecommendationKind.AREA_FOR_DEVELOPMENT, r"areas?\s+(?:for|of)\s+development"),
        (None, r"what\s+does\s+the\s+(?:local\s+authority|lscb|board|local\s+safeguarding\s+children'?s?\s+board)\s+need\s+to\s+improve"),
    )
)
_DEADLINE = re.compile(r"(?:immediately|within\s+(?:\w+)\s+(?:weeks?|months?))\s*:?", re.IGNORECASE)
_BOARD_PART = re.compile(
    r"(?:section\s+\d\s*:?\s*)?(?:the\s+)?(?:effectiveness\s+(?:of\s+)?(?:the\s+)?)?(?:\w+\s+){0,3}"
    r"local\s+safeguarding\s+children'?s?\s+board(?:\s*\(lscb\))?",
    re.IGNORECASE,
)
_BOARD_ASKED = re.compile(r"what\s+does\s+the\s+(?:lscb|board|local\s+safeguarding)", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"ofsted|piccadilly\s+gate.*|store\s+street.*|manchester|m1\s+2wd|(?:direct\s+)?t(?:el(?:ephone)?)?:?\s+0\d[\d ]+.*"
    r"|textphone.*|e(?:mail)?:?\s+\S+@\S+|\S+@ofsted\S*|(?:https?://)?www\.\S+|aviation\s+house.*|125\s+kingsway.*|london"
    r"|wc2b\s+6se|freshford\s+house.*|redcliffe\s+way.*|bristol(?:\s+bs1\s+6nl)?|bs1\s+6nl|investor\s+in\s+people",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(
    r"(?:main\s+|headline\s+|inspection\s+|key\s+)?findings\b.{0,60}|overview|summary\s+for\s+children.{0,40}"
    r"|the\s+experiences?\s+and\s+progress\s+of\b.{0,120}|(?:executive\s+)?summary|yours\s+sincerely\W*"
    r"|(?:key\s+)?strengths|case\s+study.{0,80}|practice\s+study.{0,80}|next\s+steps|progress\s+since.{0,80}"
    r"|information\s+about\s+this\s+.{0,60}|the\s+impact\s+of\s+leaders\b.{0,100}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".{0,90}\S\s*\.*\s+\d{1,2}")
_TAG = re.compile(r"\s*(\((?:[^()]*\b(?:outcomes?|national\s+framework)\b[^()]*)\)\s*\.?)\s*$", re.IGNORECASE)
_DECIMAL = re.compile(r"\d{1,2}\.\d")
_LEAD_INS = 3
_WITH_LISTS = frozenset(DocumentKind) - {DocumentKind.MONITORING_VISIT}


@dataclass(slots=True)
class _Item:
    """One item in the making: its blocks, the first with its label."""

    kind: RecommendationKind
    list: RecommendationList
    section: str
    blocks: list[Block] = field(default_factory=list)


def find_recommendations(source: Source, title: Title | None) -> tuple[ReadRecommendation, ...]:
    """Return the items of all lists after the title; priority actions of a letter come first, as they are printed."""
    if title is None or title.kind not in _WITH_LISTS:
        return ()
    start = source.index_at(title.span.end - 1) + 1
    board = source.index_at(board_part(source, title))
    items: list[_Item] = []
    at = start
    while at < len(source.blocks):
        heading = _heading(source, at)
        if heading is None:
            at += 1
            continue
        which = _list_of(source, title, at, board)
        found, at = _section(source, at, which)
        items += found
    return _numbered(source, items)


def board_part(source: Source, title: Title | None) -> int:
    """Return the code point where the part about the board begins; the text's length where there is none."""
    if title is not None and title.kind is DocumentKind.SIF_INSPECTION:
        for block in source.blocks[source.index_at(title.span.end - 1) + 1 :]:
            short = block.kind is BlockKind.HEADING or len(block.text) < 90
            if short and block.page != 1 and not block.label and _BOARD_PART.fullmatch(source.plain_of(block)):
                return block.start
    return len(source.text)


def _list_of(source: Source, title: Title, at: int, board: int) -> RecommendationList:
    if title.kind is DocumentKind.JTAI:
        return RecommendationList.PARTNERSHIP
    in_board = board < at and source.blocks[board].start < len(source.text) and board < len(source.blocks) - 1
    if title.kind is DocumentKind.SIF_INSPECTION and (in_board or _BOARD_ASKED.match(source.plain_of(source.blocks[at]))):
        return RecommendationList.LSCB
    return RecommendationList.LOCAL_AUTHORITY


def _heading(source: Source, at: int) -> tuple[RecommendationKind | None] | None:
    """Return the kind of list that a block heads, in a tuple (None inside: sub-headings say), or None."""
    block = source.blocks[at]
    if block.label or len(block.text) > 100 or block.kind in (BlockKind.BULLET, BlockKind.NOTE):
        return None
    plain = source.plain_of(block).strip(" *_#")
    return next(((kind,) for kind, pattern in _HEADINGS if pattern.fullmatch(plain)), None)


def _section(source: Source, at: int, which: RecommendationList) -> tuple[list[_Item], int]:
    """Collect the items under the heading at ``at``; return them and the index of the block that ends the list."""
    heading = _heading(source, at)
    kind = (heading[0] if heading else None) or RecommendationKind.AREA_FOR_IMPROVEMENT
    section = source.blocks[at].text
    items: list[_Item] = []
    lead_ins = 0
    for index in range(at + 1, len(source.blocks)):
        block = source.blocks[index]
        plain = source.plain_of(block)
        if block.kind is BlockKind.NOTE or _LETTERHEAD.fullmatch(plain):
            continue
        if _DEADLINE.fullmatch(plain):
            section = f"{source.blocks[at].text}: {block.text.rstrip(':').lower()}"
            continue
        if _heading(source, index) is not None or _ends(block, plain):
            return items, index
        if _is_item(block, items):
            items.append(_Item(kind, which, section, [block]))
        elif items and _belongs(block, plain):
            items[-1].blocks.append(block)
        elif items or lead_ins == _LEAD_INS or (_CONTENTS.fullmatch(plain) and not plain.endswith((".", ":"))):
            return items, index
        else:
            lead_ins += 1
    return items, len(source.blocks)


def _ends(block: Block, plain: str) -> bool:
    if block.kind is BlockKind.HEADING:
        return True
    return not block.label and _NEXT_PART.fullmatch(plain.strip(" *_#")) is not None


def _is_item(block: Block, items: list[_Item]) -> bool:
    if _DECIMAL.match(block.label):
        return False
    numbered = items and items[0].blocks[0].number is not None
    if block.number is not None:
        return not items or bool(numbered)
    return block.kind is BlockKind.BULLET and block.level <= 1 and not numbered


def _belongs(block: Block, plain: str) -> bool:
    """Tell whether a block goes on with the item before: a nested bullet, or a paragraph cut by a page break."""
    if block.kind is BlockKind.BULLET:
        return True
    return block.kind is BlockKind.PARAGRAPH and not block.label and plain[:1].islower()


def _numbered(source: Source, items: list[_Item]) -> tuple[ReadRecommendation, ...]:
    counts: dict[RecommendationList, int] = {}
    return tuple(_recommendation(source, item, counts) for item in items)


def _recommendation(source: Source, item: _Item, counts: dict[RecommendationList, int]) -> ReadRecommendation:
    counts[item.list] = counts.get(item.list, 0) + 1
    first = item.blocks[0]
    number = first.number if first.number is not None else counts[item.list]
    span = Span(first.start, item.blocks[-1].end)
    text = _folded(span.of(source.text))
    tag = _TAG.search(text)
    return ReadRecommendation(
        number=number,
        label=first.label,
        list=item.list,
        kind=item.kind,
        span=span,
        text=text,
        page=source.page(span.start),
        section=item.section,
        framework_tag=tag.group(1).rstrip(" .") if tag else "",
    )


def _folded(text: str) -> str:
    return " ".join(text.split("\n"))


def iter_headings(source: Source) -> Iterator[int]:
    """Yield the indexes of the blocks that head a list, for those who look at a document's shape."""
    return (at for at in range(len(source.blocks)) if _heading(source, at) is not None)
