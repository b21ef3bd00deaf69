"""The hard places of selecting, on real pages: page breaks, table cells, hyphens at line ends, nested bullets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.domain.document import Block, BlockKind
from reviewer.domain.page import Box, PageGeometry
from reviewer.domain.span import Span
from reviewer.reading.pages import PageSource
from reviewer.ui.document.selection import Selection, Unit

from .test_document_selection_real import Real, paths, real

DOCUMENTS, PAGES = 8, 12


def pages() -> Iterator[tuple[Real, list[PageGeometry]]]:
    """Yield real documents with the measures of their first pages."""
    for path in paths()[:DOCUMENTS]:
        document = real(path)
        source = PageSource(document.data)
        try:
            yield document, [source.geometry(page, document.reading.blocks) for page in range(1, min(source.page_count, PAGES) + 1)]
        finally:
            source.close()


def drag(document: Real, start: tuple[PageGeometry, float, float], end: tuple[PageGeometry, float, float], unit: Unit = Unit.CHARACTER) -> Span:
    """Select from one point of a page to one of another, as the mouse does."""
    selection = Selection(document.order)

    def place(at: tuple[PageGeometry, float, float]) -> int:
        found = at[0].caret_at(*at[1:]) if unit is Unit.CHARACTER else at[0].offset_at(*at[1:])
        assert found is not None
        return found

    selection.press(place(start), unit)
    selection.drag(place(end))
    selection.settle()
    assert selection.span is not None
    return selection.span


def test_over_a_page_break_the_quote_has_no_foot_or_head_of_a_page(record_property: Callable[[str, object], None]) -> None:
    tried = 0
    for document, geometries in pages():
        for before, after in pairwise(geometries):
            if not before.lines or not after.lines:
                continue
            low, high = before.lines[-1].box, after.lines[0].box
            last, first = before.offsets[-1], after.offsets[0]
            found = drag(document, (before, low[0] - 30, (low[1] + low[3]) / 2), (after, high[2] + 30, (high[1] + high[3]) / 2))
            backwards = drag(document, (after, high[2] + 30, (high[1] + high[3]) / 2), (before, low[0] - 30, (low[1] + low[3]) / 2))
            assert found == backwards
            printed = set(before.offsets) | set(after.offsets)
            text = document.reading.text
            astray = [text[at] for at in range(found.start, found.end) if at not in printed and not text[at].isspace()]
            assert astray == [], "every letter stands in the text of one of the two pages, so none in a foot or head"
            assert found.start <= last < first < found.end
            assert "".join(document.order.quote(found).replace("• ", "").split()) == "".join(found.of(text).split())
            tried += 1
    assert tried > 20
    record_property("figure", f"selections over a page break without foot or head: {tried} of {tried}")


def test_the_cells_of_a_table_are_selected_one_by_one(record_property: Callable[[str, object], None]) -> None:
    tried = 0
    for document, geometries in pages():
        for geometry in geometries:
            cells = [b for b in document.reading.blocks if b.kind is BlockKind.CELL and b.text.strip() and geometry.rects(b.span)]
            boxes = {cell.order: _round(geometry.rects(cell.span)) for cell in cells}
            for cell in cells:
                mine = boxes[cell.order]
                for other in cells:
                    assert other is cell or not _overlap(mine, boxes[other.order]), (document.path.name, cell.text, other.text)
                for left, top, right, bottom in geometry.rects(cell.span):
                    at = geometry.offset_at((left + right) / 2, (top + bottom) / 2)
                    assert at is not None
                    assert cell.start <= at < cell.end
                left, top, right, bottom = geometry.rects(cell.span)[-1]
                first = geometry.rects(cell.span)[0]
                found = drag(document, (geometry, first[0] + 0.5, (first[1] + first[3]) / 2), (geometry, right - 0.1, (top + bottom) / 2))
                assert cell.start <= found.start
                assert found.end <= cell.end
                tried += 1
    assert tried > 20
    record_property("figure", f"table cells selected without a word of another: {tried} of {tried}")


def _round(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def test_a_double_click_takes_the_whole_of_a_word_with_a_hyphen_at_the_line_end(record_property: Callable[[str, object], None]) -> None:
    tried = 0
    for document, geometries in pages():
        text = document.reading.text
        for geometry in geometries:
            for line, below in pairwise(geometry.lines):
                end, start = geometry.offsets[line.last - 1], geometry.offsets[below.first]
                joined = start == end + 1 and text[end] in "-‐‑" and text[start].isalpha() and text[end - 1].isalpha()
                if not joined:
                    continue
                for index in (line.last - 2, below.first):  # in the first part and in the second
                    left, top, right, bottom = geometry.boxes[index]
                    at = (geometry, (left + right) / 2, (top + bottom) / 2)
                    word = drag(document, at, at, Unit.WORD)
                    assert word.start < end < start < word.end, text[word.start : word.end + 10]
                    assert " " not in word.of(text)
                assert "- " not in document.order.quote(Span(end - 1, start + 1))
                tried += 1
    assert tried > 5
    record_property("figure", f"words with a hyphen at a line end taken whole by a double click: {tried} of {tried}")


def test_a_third_click_on_a_bullet_takes_it_without_the_items_under_it() -> None:
    tried = 0
    for document, _ in pages():
        for block, below in pairwise(document.reading.blocks):
            if _has_items(block, below):
                span = document.order.block_span(block.start + len(block.text) // 2)
                assert span.of(document.reading.text) == block.text.strip()
                tried += 1
    if not tried:
        pytest.skip("none of the chosen documents has nested bullets")


def _has_items(block: Block, below: Block) -> bool:
    return block.kind is BlockKind.BULLET and below.kind is BlockKind.BULLET and below.level > block.level and bool(block.text.strip())


def test_a_double_click_that_is_dragged_goes_on_by_words_both_ways(driver: Any) -> None:
    document = real(paths()[0])
    driver.show(document.reading, document.data)
    text, surface = document.reading.text, driver.pane.surface
    line = next(line for line in surface.canvas.geometry(1).lines if line.last - line.first > 30)
    offsets = surface.canvas.geometry(1).offsets
    first, last = offsets[line.first], offsets[line.last - 1]
    middle = document.order.word(first + (last - first) // 2)
    for target in (document.order.word_edge(middle.end + 6, 1) - 1, document.order.word_edge(middle.start - 6, -1)):
        surface.select(None)
        view, at, to = surface.viewport(), driver.point(middle.start + 1), driver.point(target)
        _send(view, QEvent.Type.MouseButtonDblClick, at, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton)
        for point in ((at + to) / 2, to):
            _send(view, QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton)
        _send(view, QEvent.Type.MouseButtonRelease, to, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)
        span = driver.pane.selection()
        assert span is not None
        wanted = document.order.word(target)
        assert (span.start, span.end) == (min(middle.start, wanted.start), max(middle.end, wanted.end)), span.of(text)


def _send(view: QWidget, kind: QEvent.Type, point: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    """Send what a hand does that Qt's own test functions cannot: hold the second press of a double click."""
    at = QPointF(point)
    QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier))
