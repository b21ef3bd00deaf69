"""The panel left of the document: outline and small pages, by mouse and key; what holds for every document is kept."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from reviewer.domain.document import BlockKind
from reviewer.domain.span import Span
from reviewer.ui.document.contents import Contents
from reviewer.ui.document.pane import DocumentPane, PaintedHighlight, PaintedSuggestion
from reviewer.ui.document.thumbnails import marks_by_page

PAGES = 12


@pytest.fixture
def long(driver: Any, samples: SimpleNamespace) -> Any:
    """A document of twelve pages, each with a heading and a line."""
    rows, pages = [], []
    for page in range(1, PAGES + 1):
        lines = [f"Section {page}", f"What stands on page {page} of this report."]
        rows += [(BlockKind.HEADING, "", lines[0], page), (BlockKind.PARAGRAPH, "", lines[1], page)]
        pages.append(lines)
    driver.reading = samples.reading(*rows)
    driver.show(driver.reading, samples.pdf(pages))
    return driver


def open_pages(driver: Any) -> Any:
    driver.pane.toggle_contents(Contents.PAGES)
    pages = driver.pane.contents.pages
    driver.qtbot.waitUntil(lambda: driver.pane._pages.small(1) is not None, timeout=5000)
    return pages


def test_every_page_gets_a_small_picture_without_being_looked_at(long: Any) -> None:
    canvas = long.pane._pages
    long.qtbot.waitUntil(lambda: all(canvas.small(page) is not None for page in range(1, PAGES + 1)), timeout=10_000)
    assert {canvas.small(page).width() for page in range(1, PAGES + 1)} == {180}
    assert canvas.is_ready(long.pane.surface.visible()), "and the page on show stays sharp"


def test_a_page_not_drawn_yet_shows_its_small_picture(long: Any) -> None:
    canvas = long.pane._pages
    long.qtbot.waitUntil(lambda: canvas.small(9) is not None, timeout=10_000)
    images = canvas._images
    assert not any(page == 9 for page, _ in images._whole)
    assert images._best(9) is images.small(9)


def test_a_click_on_a_small_page_goes_there_and_enter_too(long: Any) -> None:
    pages = open_pages(long)
    index = pages.pages.index(2)
    pages.scrollTo(index)
    long.qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.visualRect(index).center())
    long.settle()
    assert long.pane.page() == 3
    assert long.pane.surface.hasFocus()
    pages.setFocus()
    for _ in range(3):
        long.qtbot.keyClick(pages, Qt.Key.Key_Down)
    assert long.pane.page() == 3, "looking through the pages leaves the document where it is"
    long.qtbot.keyClick(pages, Qt.Key.Key_Return)
    assert long.pane.page() == 6
    long.pane.go_back()
    assert long.pane.page() == 3


def test_esc_in_the_panel_leads_back_to_the_document(long: Any) -> None:
    pages = open_pages(long)
    assert pages.hasFocus()
    long.qtbot.keyClick(pages, Qt.Key.Key_Escape)
    assert long.pane.surface.hasFocus()
    assert long.pane.contents.isVisible(), "it stays open"
    long.pane.toggle_contents(Contents.PAGES)
    assert not long.pane.contents.isVisible()


def test_marks_stand_on_the_page_they_belong_to(long: Any) -> None:
    text = long.reading.text
    at = text.index("What stands on page 5")
    other = text.index("Section 7")
    long.pane.set_highlights([PaintedHighlight("h", Span(at, at + 20), "#ffe7a3", "#b8860b")])
    long.pane.set_suggestions([PaintedSuggestion("s", Span(other, other + 9), "#a0447d")])
    pages = open_pages(long)
    long.qtbot.waitUntil(lambda: bool(pages.pages.marks(5)), timeout=5000)
    (mark,) = pages.pages.marks(5)
    assert not mark.hollow
    assert 0 <= mark.top < mark.bottom <= 1
    assert [mark.hollow for mark in pages.pages.marks(7)] == [True]
    spoken = [pages.pages.data(pages.pages.index(page - 1), int(Qt.ItemDataRole.AccessibleTextRole)) for page in (4, 5, 7)]
    assert spoken == ["Page 4", "Page 5, 1 highlight", "Page 7, 1 suggestion"]


def test_a_passage_over_a_page_break_is_marked_on_both(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    driver.show(reading, data)
    driver.pane.set_highlights([PaintedHighlight("h", reading.blocks[2].span, "#ffe7a3", "#b8860b")])
    found = marks_by_page(driver.pane._marks, (), driver.pane._pages)
    assert sorted(found) == [1, 2]
    assert found[1][0].bottom > 0.9
    assert found[2][0].top < 0.1


def test_the_outline_stays_open_marks_the_section_and_goes_there(long: Any) -> None:
    long.pane.toggle_contents(Contents.OUTLINE)
    tree = long.pane.contents.outline
    assert tree.hasFocus()
    assert [item.text(0) for item in tree._items] == [f"Section {page}" for page in range(1, PAGES + 1)]
    long.qtbot.keyClicks(tree, "Section 1")
    tree.setCurrentItem(tree._items[7])
    long.qtbot.keyClick(tree, Qt.Key.Key_Return)
    long.settle()
    assert long.pane.page() == 8
    assert long.pane.contents.isVisible()
    assert long.pane.surface.hasFocus()
    long.pane.go_to_page(3)
    long.settle()
    long.qtbot.waitUntil(lambda: tree._items[2].font(0).bold() or tree._items[2].font(0).weight() > 500, timeout=3000)
    long.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(tree._items[0]).center() + QPoint(0, 0))
    long.settle()
    assert long.pane.page() == 1


def test_text_size_has_its_own_zoom_and_holds_for_the_next_document(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    driver.show(reading, data)
    driver.pane.set_zoom(2.0)
    driver.pane.toggle_text_view()
    natural = driver.pane.zoom()
    assert natural < 1.5, "the zoom of the pages is not that of the text"
    driver.pane.zoom_in()
    driver.pane.zoom_in()
    larger = driver.pane.zoom()
    driver.pane.toggle_text_view()
    assert driver.pane.zoom() == pytest.approx(2.0)
    driver.show(samples.set_text())
    assert driver.pane.zoom() == pytest.approx(larger)
    driver.pane.fit_width()
    assert driver.pane.zoom() == pytest.approx(natural)


def test_what_holds_for_every_document_is_kept(driver: Any, samples: SimpleNamespace, qtbot: Any) -> None:
    driver.pane.toggle_dark_pages()
    driver.pane.toggle_two_pages()
    driver.pane.toggle_contents(Contents.OUTLINE)
    driver.show(samples.set_text())
    driver.pane.set_zoom(1.6)
    kept = driver.pane.view()
    other = DocumentPane()
    qtbot.addWidget(other)
    other.set_view(kept)
    assert other.view() == kept
    for damaged in ("", "{", "[]", '{"two": 1}', kept.replace("1.6", '"much"'), kept.replace("outline", "all")):
        other.set_view(damaged)
    assert other.view() == kept, "what is no view changes nothing"
    other.shutdown()


def test_the_zoom_of_the_pages_survives_being_left_in_the_text_view(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    driver.show(reading, data)
    driver.pane.set_zoom(1.5)
    driver.pane.toggle_text_view()
    place = driver.pane.place()
    driver.pane.show_document("again", reading, data)
    driver.pane.restore_place(place)
    driver.settle()
    assert driver.pane.text_view()
    driver.pane.toggle_text_view()
    assert driver.pane.zoom() == pytest.approx(1.5)
