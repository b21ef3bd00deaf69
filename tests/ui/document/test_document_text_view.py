"""The text view: the same offsets, numbers and bullets outside them, only what is seen laid out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt

from reviewer.domain.document import Block, BlockKind, Reading
from reviewer.domain.span import Span
from reviewer.ui.document.canvas import Spot
from reviewer.ui.document.pane import PaintedHighlight


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    driver.reading = samples.set_text()
    driver.show(driver.reading)
    driver.pane.grab()
    return driver


def test_every_character_is_hit_where_it_is_drawn(shown: Any) -> None:
    canvas = shown.pane.surface.canvas
    text = shown.reading.text
    for block in shown.reading.blocks[:3]:
        for offset in range(block.start, block.end):
            rects = canvas.rects(Span(offset, offset + 1))
            if text[offset].isspace() or not rects:
                continue
            assert canvas.hit(rects[0].center()) == offset
            quarter = QPointF(rects[0].left() + rects[0].width() * 0.2, rects[0].center().y())
            assert canvas.caret_at(quarter) == offset


def test_a_drag_after_an_emoji_selects_the_words_under_it(shown: Any) -> None:
    at = shown.reading.text.index("understood")
    wanted = Span(at, at + len("understood by all"))
    shown.drag(shown.point(wanted.start, 0.1), shown.point(wanted.end - 1, 0.9))
    assert shown.pane.selection() == wanted
    assert shown.pane.quote(wanted) == "understood by all"


def test_numbers_stand_beside_the_text_and_count_for_nothing(shown: Any) -> None:
    block = shown.reading.blocks[1]
    canvas = shown.pane.surface.canvas
    first = canvas.rects(Span(block.start, block.start + 1))[0]
    left_of_it = QPointF(first.left() - 20, first.center().y())
    assert canvas.hit(left_of_it) is None
    assert canvas.offset_at(left_of_it) == block.start


def test_lines_of_a_long_block_have_even_rectangles(shown: Any) -> None:
    rects = shown.pane.surface.canvas.rects(shown.reading.blocks[3].span)
    assert len(rects) > 5
    assert len({round(rect.height(), 2) for rect in rects}) == 1


def test_down_reaches_every_block(shown: Any) -> None:
    seen = []
    for _ in shown.reading.blocks:
        shown.key(Qt.Key.Key_Down)
        seen.append(shown.pane.selection().start)
    assert seen == [block.start for block in shown.reading.blocks]


def test_cells_stand_side_by_side(driver: Any) -> None:
    words = [("Judgement", 1, 1), ("Grade", 1, 2), ("Overall effectiveness", 2, 1), ("Outstanding", 2, 2)]
    blocks, start = [], 0
    for order, (text, row, column) in enumerate(words):
        blocks.append(Block(order, BlockKind.CELL, start, start + len(text), text, table=1, row=row, column=column))
        start += len(text) + 1
    driver.show(Reading("text", tuple(blocks)))
    driver.pane.grab()
    tops = [driver.rects(block.span)[0].top() for block in blocks]
    lefts = [driver.rects(block.span)[0].left() for block in blocks]
    assert tops[0] == tops[1] < tops[2] == tops[3]
    assert lefts[0] == lefts[2] < lefts[1] == lefts[3]
    assert all(len(driver.rects(block.span)) == 1 for block in blocks)
    shown_grade = driver.point(blocks[3].start + 2)
    driver.pane.set_highlights([PaintedHighlight("h", blocks[3].span, "#ffe7a3", "#b8860b")])
    with driver.qtbot.waitSignal(driver.pane.highlight_clicked) as told:
        driver.click(shown_grade)
    assert told.args == ["h"]


def test_a_book_in_one_block_is_laid_out_only_where_it_is_seen(driver: Any) -> None:
    text = "Children live in safe homes and are well cared for. " * 20_000
    block = Block(0, BlockKind.PARAGRAPH, 0, len(text), text)
    driver.show(Reading("text", (block,)))
    driver.pane.grab()
    canvas = driver.pane.surface.canvas
    laid = sum(row.laid for row in canvas._rows)
    assert 0 < laid < 10 < len(canvas._rows)
    middle = len(text) // 2
    driver.pane.set_selection(Span(middle, middle + 40))
    driver.pane.grab()
    assert driver.rects(Span(middle, middle + 40))
    assert driver.pane.surface.viewport().rect().contains(driver.point(middle))
    assert sum(row.laid for row in canvas._rows) < 25


def test_scrolling_up_into_text_not_yet_laid_out_does_not_jump(driver: Any) -> None:
    words = "Senior leaders know their services well and act on what they learn. "
    blocks, start = [], 0
    for order in range(400):
        text = words * (1 + order % 7)
        blocks.append(Block(order, BlockKind.PARAGRAPH, start, start + len(text), text))
        start += len(text) + 1
    driver.show(Reading("text", tuple(blocks)))
    driver.pane.reveal(blocks[300].span)
    driver.pane.grab()
    bar = driver.pane.surface.verticalScrollBar()
    for _ in range(40):
        watched = next(b for b in blocks if driver.rects(Span(b.start, b.start + 1)) and driver.rects(Span(b.start, b.start + 1))[0].top() > 60)
        before = driver.rects(Span(watched.start, watched.start + 1))[0].top()
        bar.setValue(bar.value() - 90)
        driver.pane.grab()
        assert driver.rects(Span(watched.start, watched.start + 1))[0].top() == pytest.approx(before + 90, abs=1.5)


def test_the_end_of_the_document_can_be_reached(driver: Any, samples: SimpleNamespace) -> None:
    driver.reading = samples.set_text()
    driver.show(driver.reading)
    driver.key(Qt.Key.Key_End)
    driver.pane.grab()
    driver.key(Qt.Key.Key_End)
    last = driver.reading.blocks[-1]
    assert driver.pane.surface.viewport().rect().contains(driver.point(last.end - 1))


def test_a_document_without_text_says_so(driver: Any) -> None:
    driver.show(Reading("text", ()))
    assert driver.pane.surface.canvas is None
    assert "no text" in driver.pane._message.text()


def test_there_and_back_again_ends_where_it_began(driver: Any, samples: SimpleNamespace) -> None:
    lines = [[f"Line {number} of page {page} says what was found there." for number in range(20)] for page in range(1, 9)]
    blocks = [(BlockKind.PARAGRAPH, "", line, page) for page, texts in enumerate(lines, 1) for line in texts]
    driver.show(samples.reading(*blocks), samples.pdf(lines))
    surface = driver.pane.surface
    for page, share in ((2, 0.1), (5, 0.3), (7, 0.2)):
        surface.lay_out(Spot(page, share, 0))
        driver.settle()
        before = surface.spot()
        driver.pane.toggle_text_view()
        driver.settle()
        driver.pane.toggle_text_view()
        driver.settle()
        after = surface.spot()
        assert abs(surface.y_of_spot(after) - surface.y_of_spot(before)) < 60, (page, before, after)
