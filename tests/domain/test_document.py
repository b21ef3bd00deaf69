"""Blocks and pages: offsets, pages of a paragraph that crosses a page break, legs of dates."""

from __future__ import annotations

from reviewer.domain.document import (
    Block,
    BlockKind,
    PageRun,
    Reading,
    block_at,
    blocks_in,
    inspection_legs,
    page_at,
    spans_on_page,
)
from reviewer.domain.span import Span

BLOCKS = (
    Block(0, BlockKind.HEADING, 0, 5, "Title", runs=(PageRun(0, 1),)),
    Block(1, BlockKind.PARAGRAPH, 6, 20, "Over the break", runs=(PageRun(6, 1), PageRun(15, 2))),
    Block(2, BlockKind.BULLET, 21, 24, "End", runs=(PageRun(21, 2),)),
)


def test_the_canonical_text_is_the_blocks_joined_by_newlines() -> None:
    text = Reading("text", BLOCKS).text
    assert text == "Title\nOver the break\nEnd"
    assert all(block.span.of(text) == block.text for block in BLOCKS)


def test_page_of_a_paragraph_that_crosses_a_break() -> None:
    assert [page_at(BLOCKS, offset) for offset in (0, 6, 14, 15, 21)] == [1, 1, 1, 2, 2]


def test_spans_on_page_cover_each_page_once() -> None:
    assert spans_on_page(BLOCKS, 1) == (Span(0, 5), Span(6, 15))
    assert spans_on_page(BLOCKS, 2) == (Span(15, 20), Span(21, 24))
    assert spans_on_page(BLOCKS, 3) == ()


def test_blocks_in_takes_every_block_that_shares_a_code_point() -> None:
    assert [b.order for b in blocks_in(BLOCKS, Span(4, 7))] == [0, 1]
    assert [b.order for b in blocks_in(BLOCKS, Span(5, 6))] == []
    assert block_at(BLOCKS, 5) is BLOCKS[0]


def test_legs_of_an_inspection() -> None:
    assert inspection_legs("2024-12-02/2024-12-06;2025-01-13/2025-01-16") == (("2024-12-02", "2024-12-06"), ("2025-01-13", "2025-01-16"))
    assert inspection_legs("2019-03-06") == (("2019-03-06", "2019-03-06"),)
    assert inspection_legs(None) == ()
