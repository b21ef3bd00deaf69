"""From a tagged passage to a recommendation: its list, label, judgement area and marked paragraphs. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.domain.document import (
    Block,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
    block_at,
    page_at,
)
from reviewer.domain.recommendation import MarkedParagraph, Recommendation
from reviewer.domain.tag import Highlight, Tag

_BOARD = ("safeguarding children board", "lscb")


def folded(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def kind_of(tag: Tag) -> RecommendationKind:
    """Return the kind that a tag of the role RECOMMENDATION gives."""
    known = {kind.value: kind for kind in RecommendationKind}
    return known.get(tag.recommendation_kind, RecommendationKind.RECOMMENDATION)


def recommendation(
    id: str, highlight: Highlight, kind: RecommendationKind, reading: Reading, known: Iterable[Recommendation]
) -> Recommendation:
    """Make the recommendation of a highlight; ``known`` are those of the document so far.

    What the reader found on the passage is used where it did; else the label is the printed one or the next free
    number of its list. ``order`` is the place in the text, so that later ones find theirs between.
    """
    item = next((item for item in reading.recommendations if item.span.overlaps(highlight.span)), None)
    block = block_at(reading.blocks, highlight.span.start)
    whose = item.list if item else _list_of(block)
    if kind is RecommendationKind.AREA_FOR_IMPROVEMENT and item is not None and item.kind is RecommendationKind.AREA_FOR_DEVELOPMENT:
        kind = item.kind
    return Recommendation(
        id,
        highlight.document,
        highlight.id,
        whose,
        kind,
        _label(item, block, [other.label for other in known if other.list is whose]),
        highlight.span.start,
        folded(highlight.quote) if item is None or item.span != highlight.span else item.text,
        highlight.page,
        item.section if item else "",
        framework_tag=item.framework_tag if item else "",
        marked=marked_paragraphs(item, reading) if item else (),
    )


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


def _label(item: ReadRecommendation | None, block: Block | None, used: list[str]) -> str:
    """Return the printed number; a bullet counts within its list, so that people have a name for it."""
    if item is not None:
        return item.label if item.label[:1].isdigit() else str(item.number)
    if block is not None and block.label[:1].isdigit():
        return block.label
    numbers = [int(label.rstrip(".")) for label in used if label.rstrip(".").isdigit()]
    return str(max(numbers, default=0) + 1)


def _list_of(block: Block | None) -> RecommendationList:
    section = block.section.lower() if block is not None else ""
    return RecommendationList.LSCB if any(words in section for words in _BOARD) else RecommendationList.LOCAL_AUTHORITY
