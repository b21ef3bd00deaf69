"""From a tagged passage to a recommendation: its list, label, judgement area and marked paragraphs. Pure."""

from __future__ import annotations

import re
from collections import Counter

from reviewer.domain.document import (
    Block,
    BlockKind,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
    block_at,
    page_at,
)
from reviewer.domain.recommendation import MarkedParagraph, Recommendation
from reviewer.domain.tag import Highlight, Tag
from reviewer.domain.timeline import lane_of

# Headings of the list itself: they say that something must improve, and of no judgement area.
_LIST_HEADING = re.compile(
    r"(summary|recommendations?|what needs to improve|what does .+ need to improve|areas? (for|of) (improvement|development|priority action)"
    r"|priority( and immediate)? actions?)\b",
    re.IGNORECASE,
)
_BOARD = ("safeguarding children board", "lscb")


def folded(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def kind_of(tag: Tag) -> RecommendationKind:
    """Return the kind that a tag of the role RECOMMENDATION gives."""
    known = {kind.value: kind for kind in RecommendationKind}
    return known.get(tag.recommendation_kind, RecommendationKind.RECOMMENDATION)


class Labels:
    """The highest number used in each list of a document."""

    def __init__(self) -> None:
        self._highest: dict[RecommendationList, int] = {}

    def use(self, whose: RecommendationList, label: str) -> None:
        """Note a label that a recommendation has."""
        number = label.rstrip(".")
        if number.isdigit():
            self._highest[whose] = max(self._highest.get(whose, 0), int(number))

    def free(self, whose: RecommendationList) -> int:
        """Return the next free number of a list."""
        return self._highest.get(whose, 0) + 1


def recommendation(
    id: str,
    highlight: Highlight,
    kind: RecommendationKind,
    reading: Reading,
    *,
    item: int | None,
    labels: Labels,
) -> Recommendation:
    """Make the recommendation of a highlight; ``labels`` are those used in the document so far.

    ``item`` tells which of the reader's recommendations it is, counted from 0; where it is none of them, the label is
    the printed one or the next free number of its list. ``order`` is the place in the text, so that later ones find
    theirs between.
    """
    read = reading.recommendations[item] if item is not None else None
    block = block_at(reading.blocks, highlight.span.start) if highlight.area is None else None
    whose = read.list if read else _list_of(block)
    if read and {kind, read.kind} == {RecommendationKind.AREA_FOR_IMPROVEMENT, RecommendationKind.AREA_FOR_DEVELOPMENT}:
        kind = read.kind  # one tag serves both, as their names changed in 2013
    return Recommendation(
        id,
        highlight.document,
        highlight.id,
        whose,
        kind,
        _label(read, block, labels.free(whose)),
        highlight.span.start,
        read.text if read and read.span == highlight.span else folded(highlight.quote),
        highlight.page,
        area_of(read, reading) if read else "",
        framework_tag=read.framework_tag if read else "",
        marked=marked_paragraphs(read, reading) if read else (),
    )


def item_on(highlight: Highlight, reading: Reading) -> int | None:
    """Return which of the reader's recommendations a passage is; None where it is none, or spans several."""
    if highlight.area is not None:
        return None
    found = [n for n, item in enumerate(reading.recommendations) if item.span.overlaps(highlight.span)]
    return found[0] if len(found) == 1 else None


_TITLES = (BlockKind.HEADING, BlockKind.CELL)
_TITLE_WORDS = 16


def area_of(item: ReadRecommendation, reading: Reading) -> str:
    """Return the judgement area: from the heading over it, else from where its marks stand; "" where neither says."""
    if item.list is RecommendationList.LSCB:
        return "Local Safeguarding Children Board"
    if item.section and not _LIST_HEADING.match(item.section):
        lane = lane_of(item.section)
        return lane.value if lane else item.section
    places = (_marked_block(number, item, reading) for number in item.marks)
    lanes = Counter(area for block in places if block is not None and (area := _lane_above(block, reading)))
    return lanes.most_common(1)[0][0] if lanes else ""


def _lane_above(block: Block, reading: Reading) -> str:
    """Return the judgement area whose title is nearest above: a heading, or a cell of the table that grades it.

    The figures about the area ("Children looked after in this area") carry the same words and grade nothing.
    """
    for other in reversed([other for other in reading.blocks if other.start <= block.start]):
        if other.kind in _TITLES and len(other.text.split()) <= _TITLE_WORDS and "in this area" not in other.text:
            lane = lane_of(other.text)
            if lane is not None:
                return lane.value
    return ""


def marked_paragraphs(item: ReadRecommendation, reading: Reading) -> tuple[MarkedParagraph, ...]:
    """Return the paragraphs suggested as carrying the mark of a recommendation, not yet confirmed."""
    found = []
    for number in item.marks:
        block = _marked_block(number, item, reading)
        if block is not None:
            page = page_at(reading.blocks, block.start)
            found.append(MarkedParagraph(number, block.start, block.end, page, block.text))
    return tuple(found)


def _marked_block(number: int, item: ReadRecommendation, reading: Reading) -> Block | None:
    """Return the block of that number which carries a mark; the number alone may also be a recommendation's."""
    for mark in reading.marks:
        if mark.paragraph == number:
            return block_at(reading.blocks, mark.span.start)
    numbered = (block for block in reading.blocks if block.number == number and not block.span.overlaps(item.span))
    return next(numbered, None)


def printed_label(item: ReadRecommendation) -> str:
    """Return the number that is printed at a recommendation, else its count in the list."""
    return item.label if item.label[:1].isdigit() else str(item.number)


def _label(item: ReadRecommendation | None, block: Block | None, free: int) -> str:
    """Return the printed number; a bullet counts within its list, so that people have a name for it."""
    if item is not None:
        return printed_label(item)
    if block is not None and block.label[:1].isdigit():
        return block.label
    return str(free)


def _list_of(block: Block | None) -> RecommendationList:
    section = block.section.lower() if block is not None else ""
    return RecommendationList.LSCB if any(words in section for words in _BOARD) else RecommendationList.LOCAL_AUTHORITY
