"""Printed pages in the pane: what is drawn where, zoom and place, stale pictures, files that cannot be shown."""

from __future__ import annotations

import gc
import random
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from reviewer.domain.document import BlockKind, Reading
from reviewer.domain.span import Span
from reviewer.reading.structure import read_blocks
from reviewer.ui import theme
from reviewer.ui.document import page_canvas
from reviewer.ui.document.page_canvas import PIXELS_A_POINT
from reviewer.ui.document.painter import MarkPainter
from reviewer.ui.document.pane import PaintedHighlight, PaintedSuggestion

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    reading, data = samples.two_pages()
    driver.reading = reading
    driver.show(reading, data)
    return driver


def picture(driver: Any) -> QImage:
    return driver.pane.surface.viewport().grab().toImage()


def span_of(driver: Any, words: str) -> Span:
    at = driver.reading.text.index(words)
    return Span(at, at + len(words))


def colours_of(driver: Any, span: Span) -> set[str]:
    """Return the colours of the ground between the letters of a span."""
    image = picture(driver)
    rect = driver.rects(span)[0]
    return {image.pixelColor(x, round(rect.top()) + 1).name() for x in range(round(rect.left()) + 1, round(rect.right()) - 1)}


def test_the_first_page_is_drawn_and_the_window_told_of_it(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    with driver.qtbot.waitSignal(driver.pane.page_changed) as told:
        driver.show(reading, data)
    assert told.args == [1]
    image = picture(driver)
    heading = driver.rects(reading.blocks[0].span)[0].toAlignedRect()
    across, down = range(heading.left(), heading.right()), range(heading.top(), heading.bottom())
    dark = sum(image.pixelColor(x, y).lightness() < 60 for x in across for y in down)
    assert dark > 50


def test_a_highlight_is_filled_exactly_over_its_words(shown: Any) -> None:
    words = span_of(shown, "plans are made")
    shown.pane.set_highlights([PaintedHighlight("h", words, "#ffe7a3", "#b8860b", "1", "Recommendation")])
    assert colours_of(shown, words) == {"#ffe7a3"}
    before, after = Span(words.start - 6, words.start - 1), Span(words.end + 1, words.end + 4)
    assert colours_of(shown, before) == colours_of(shown, after) == {"#ffffff"}


def test_overlapping_highlights_are_multiplied(shown: Any) -> None:
    wide, small = span_of(shown, "Ensure that plans are made"), span_of(shown, "plans are")
    shown.pane.set_highlights([
        PaintedHighlight("w", wide, "#ffe7a3", "#b8860b"), PaintedHighlight("s", small, "#bfeeda", "#00734f"),
    ])  # fmt: skip
    one, other = QColor("#ffe7a3"), QColor("#bfeeda")
    (name,) = colours_of(shown, small)
    found = QColor(name)
    pairs = zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    wanted = [a * b / 255 for a, b in pairs]
    assert max(abs(a - b) for a, b in zip((found.red(), found.green(), found.blue()), wanted, strict=True)) <= 2


def test_a_suggestion_is_never_filled(shown: Any) -> None:
    block = shown.reading.blocks[1].span
    shown.pane.set_suggestions([PaintedSuggestion("s", block, "#b8860b", "Recommendation")])
    inside = span_of(shown, "are made in time")
    image = picture(shown)
    rect = shown.rects(inside)[0]
    middle = round(rect.center().y()) - 6
    assert {image.pixelColor(x, middle).name() for x in range(round(rect.left()), round(rect.right()), 3)} != {"#b8860b"}
    assert colours_of(shown, inside) <= {"#ffffff"} or QColor(max(colours_of(shown, inside))).lightness() > 200
    outline = [image.pixelColor(x, round(rect.top()) - 2).name() for x in range(round(rect.left()), round(rect.right()))]
    assert len(set(outline)) > 1, "the outline is dashed"


def test_the_rectangles_of_a_selection_are_its_character_boxes(driver: Any, samples: SimpleNamespace) -> None:
    path = samples.corpus_file("80527")
    raw = read_blocks(path.name, path.read_bytes())
    driver.show(Reading(raw.format, raw.blocks, raw.page_count), path.read_bytes())
    canvas, chance = driver.pane.surface.canvas, random.Random(7)
    for page in (1, 2, 3):
        driver.pane.go_to_page(page)
        driver.settle()
        geometry = canvas.geometry(page)
        for _ in range(40):
            first = chance.randrange(len(geometry.offsets) - 1)
            last = min(first + chance.randrange(1, 400), len(geometry.offsets) - 1)
            span = Span(geometry.offsets[first], geometry.offsets[last] + 1)
            origin, scale = canvas.page_rect(page).topLeft(), driver.pane.zoom() * PIXELS_A_POINT
            rects = [r.translated(-origin) for r in canvas.rects(span) if canvas.page_rect(page).intersects(r)]
            for number, (left, top, right, bottom) in enumerate(geometry.boxes):
                if right - left < 0.5 or right - left > 30:
                    continue
                centre = QPointF((left + right) / 2 * scale, (top + bottom) / 2 * scale)
                assert any(r.contains(centre) for r in rects) == (first <= number <= last)


def test_the_wheel_zooms_about_the_cursor(shown: Any) -> None:
    surface = shown.pane.surface
    word = span_of(shown, "Recommendations")
    before = shown.point(word.start)
    event = QWheelEvent(
        QPointF(before), surface.viewport().mapToGlobal(QPointF(before)), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    zoom = shown.pane.zoom()
    QApplication.sendEvent(surface.viewport(), event)
    assert shown.pane.zoom() == pytest.approx(zoom * 1.21)
    after = shown.point(word.start)
    assert abs(after.x() - before.x()) <= 3
    assert abs(after.y() - before.y()) <= 3


def test_fit_width_shows_all_of_the_text_and_follows_the_window(shown: Any) -> None:
    for width in (700, 1000):
        shown.pane.resize(width, 600)
        shown.settle()
        rects = shown.rects(shown.reading.blocks[1].span)
        assert min(rect.left() for rect in rects) > 30
        assert max(rect.right() for rect in rects) < shown.pane.surface.viewport().width()


def test_a_picture_drawn_for_an_old_zoom_is_not_kept(shown: Any) -> None:
    canvas, surface = shown.pane.surface.canvas, shown.pane.surface
    for zoom in (1.3, 1.7, 2.2):
        shown.pane.set_zoom(zoom)
    shown.settle()
    shown.qtbot.wait(50)
    for page in canvas.pages_in(surface.visible()):
        widths = {image.width() for (p, _), image in canvas._images._whole.items() if p == page}
        assert widths == {round(595 * 2.2 * PIXELS_A_POINT * surface.devicePixelRatioF())}


def edges(image: QImage, rect: QRect) -> int:
    """Return how many neighbours on a line differ sharply: blurred letters have few."""
    found = 0
    for y in range(rect.top(), rect.bottom(), 3):
        shades = [image.pixelColor(x, y).lightness() for x in range(rect.left(), rect.right())]
        found += sum(abs(a - b) > 120 for a, b in pairwise(shades))
    return found


def test_a_page_too_large_to_draw_whole_is_sharp_where_it_is_seen(shown: Any) -> None:
    shown.pane.set_zoom(5.0)
    shown.pane.reveal(shown.reading.blocks[0].span)
    shown.qtbot.wait(20)
    shown.settle()
    canvas = shown.pane.surface.canvas
    whole = next(iter(image for (page, _), image in canvas._images._whole.items() if page == 1))
    assert whole.width() < canvas.page_rect(1).width()
    heading = shown.rects(shown.reading.blocks[0].span)[0].toAlignedRect() & shown.pane.surface.viewport().rect()
    sharp = edges(picture(shown), heading)
    canvas._images._sharp.clear()
    assert sharp > 2 * edges(picture(shown), heading)


def test_two_pages_stand_side_by_side_and_text_is_selected_on_both(shown: Any) -> None:
    shown.pane.toggle_two_pages()
    shown.pane.fit_page()
    shown.settle()
    first, second = shown.pane.surface.canvas.page_rect(1), shown.pane.surface.canvas.page_rect(2)
    assert first.top() == second.top()
    assert first.right() < second.left()
    wanted = span_of(shown, "first page and Managers should read")
    shown.drag(shown.point(wanted.start, 0.1), shown.point(wanted.end - 1, 0.9))
    assert shown.pane.selection() == wanted


def test_dark_pages_are_light_on_dark_and_back(shown: Any) -> None:
    heading = shown.rects(shown.reading.blocks[0].span)[0].toAlignedRect()
    across, down = range(heading.left(), heading.right()), range(heading.top(), heading.bottom())

    def lightness() -> list[int]:
        image = picture(shown)
        return sorted(image.pixelColor(x, y).lightness() for x in across for y in down)

    printed = lightness()
    shown.pane.toggle_dark_pages()
    shown.settle()
    dark = lightness()
    assert dark[len(dark) // 2] < 60
    assert dark[-1] > 200
    shown.pane.toggle_dark_pages()
    shown.settle()
    assert lightness() == printed


def test_alt_left_goes_back_to_where_a_jump_began(shown: Any) -> None:
    shown.pane.set_zoom(2.0)
    shown.pane.go_to_page(1)
    shown.settle()
    start = shown.pane.place()
    shown.pane.go_to_page(2)
    shown.settle()
    there = shown.pane.place()
    shown.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert shown.pane.place() == start
    shown.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert shown.pane.place() == there


@pytest.mark.parametrize("width", [420, 520, 700, 1000])
def test_no_control_of_the_bar_is_cut_off(shown: Any, width: int) -> None:
    shown.pane.resize(width, 500)
    QApplication.processEvents()
    header = shown.pane.header
    visible = [header.layout().itemAt(i).widget() for i in range(header.layout().count())]
    visible = [widget for widget in visible if widget is not None and widget.isVisible()]
    assert all(widget.width() >= min(widget.sizeHint().width(), widget.maximumWidth()) - 1 for widget in visible)
    assert visible[-1].geometry().right() <= header.width()
    assert header.page_box.isVisible()


def test_the_place_survives_another_zoom_and_another_document(shown: Any, samples: SimpleNamespace) -> None:
    shown.pane.set_zoom(1.5)
    shown.pane.go_to_page(2)
    shown.settle()
    place, scroll = shown.pane.place(), shown.pane.surface.verticalScrollBar().value()
    shown.show(samples.set_text())
    reading, data = samples.two_pages()
    shown.pane.show_document("again", reading, data)
    shown.pane.restore_place(place)
    shown.settle()
    shown.qtbot.waitUntil(lambda: shown.pane.page() == 2)
    assert shown.pane.zoom() == pytest.approx(1.5)
    assert abs(shown.pane.surface.verticalScrollBar().value() - scroll) <= 2
    assert shown.pane.place() == place


@pytest.mark.parametrize("place", ["", "nonsense", "{}", '{"page": "x"}', "[1]"])
def test_a_place_that_cannot_be_understood_is_passed_over(shown: Any, place: str) -> None:
    before = shown.pane.place()
    shown.pane.restore_place(place)
    assert shown.pane.place() == before


def test_text_view_and_back_keep_page_and_selection(shown: Any) -> None:
    shown.pane.set_selection(span_of(shown, "A second sentence"))
    shown.pane.toggle_text_view()
    assert shown.pane.text_view()
    assert shown.pane.selection() == span_of(shown, "A second sentence")
    assert shown.rects(shown.pane.selection())
    shown.pane.toggle_text_view()
    assert not shown.pane.text_view()


def test_the_page_box_goes_to_the_page(shown: Any) -> None:
    shown.pane.ask_for_page()
    box = shown.pane.header.page_box
    shown.qtbot.keyClicks(box, "2")
    shown.qtbot.keyClick(box, Qt.Key.Key_Return)
    assert shown.pane.page() == 2
    assert shown.pane.surface.hasFocus()


def test_find_goes_to_a_hit_on_another_page_and_escape_leads_back(shown: Any) -> None:
    shown.pane.resize(833, 300)
    chosen, bar = span_of(shown, "plans"), shown.pane.surface.verticalScrollBar()
    shown.pane.set_selection(chosen)
    bar.setValue(bar.value() + 37)
    before = bar.value()
    shown.pane.open_find()
    field = shown.pane.find_bar.field
    field.selectAll()
    shown.qtbot.keyClicks(field, "FOOT of the")
    assert shown.pane.find_bar.count.text() == "1 of 1"
    shown.qtbot.waitUntil(lambda: bool(shown.rects(span_of(shown, "foot of the"))))
    shown.qtbot.waitUntil(lambda: shown.pane.surface.viewport().rect().contains(shown.point(span_of(shown, "foot of the").start)))
    shown.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not shown.pane.find_bar.isVisible()
    assert abs(bar.value() - before) <= 1
    assert shown.pane.selection() == chosen
    shown.pane.go_forward()
    assert bar.value() > before + 100, "Forward leads to the hit again"


def test_ctrl_enter_stays_at_the_hit_and_back_leads_back(shown: Any) -> None:
    shown.pane.resize(833, 300)
    shown.pane.open_find()
    field, bar = shown.pane.find_bar.field, shown.pane.surface.verticalScrollBar()
    before = bar.value()
    shown.qtbot.keyClicks(field, "foot of the")
    shown.qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    assert shown.pane.selection() == span_of(shown, "foot of the")
    assert shown.pane.surface.hasFocus()
    assert bar.value() > before + 100
    shown.pane.go_back()
    assert abs(bar.value() - before) <= 1


def test_capitals_and_whole_words_are_switched_by_key(shown: Any) -> None:
    shown.pane.open_find()
    field, count = shown.pane.find_bar.field, shown.pane.find_bar.count
    shown.qtbot.keyClicks(field, "plan")
    assert count.text() == "1 of 2", "plans and plan"
    shown.qtbot.keyClick(field, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert count.text() == "1 of 1"
    shown.qtbot.keyClick(field, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    field.clear()
    shown.qtbot.keyClicks(field, "ensure")
    shown.qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert count.text() == "not found"
    assert field.text() == "ensure", "the keys typed nothing"


def test_escape_on_the_document_closes_find_first_then_the_selection(shown: Any) -> None:
    chosen = span_of(shown, "plans")
    shown.pane.set_selection(chosen)
    shown.pane.open_find()
    shown.pane.find("second")
    shown.pane.surface.setFocus()
    shown.key(Qt.Key.Key_Escape)
    assert not shown.pane.find_bar.isVisible()
    assert shown.pane.selection() == chosen
    shown.key(Qt.Key.Key_Escape)
    assert shown.pane.selection() is None


def test_a_page_without_text_says_so(driver: Any, samples: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.show(samples.reading((BlockKind.PARAGRAPH, "", "Text of page two", 2)), samples.pdf([[], ["Text of page two"]]))
    painted: list[object] = []
    monkeypatch.setattr(page_canvas, "paint_no_text", lambda _painter, page: painted.append(page))
    picture(driver)
    assert painted == [driver.pane.surface.canvas.page_rect(1)]
    driver.click(QPoint(300, 300))
    assert driver.pane.selection() is None


def test_a_file_that_cannot_be_opened_is_shown_as_text(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    with driver.qtbot.waitSignal(driver.pane.document_failed) as told:
        driver.pane.show_document("broken", reading, data[:200])
    assert "damaged" in told.args[0]
    assert driver.pane.text_view()
    driver.key(Qt.Key.Key_Down)
    assert driver.pane.selection() == reading.blocks[0].span


def test_documents_shown_one_after_the_other_leave_no_answer_of_the_first(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    for number in range(12):
        driver.pane.show_document(str(number), reading, data)
        if number % 3 == 0:
            QApplication.processEvents()
    driver.settle()
    assert driver.pane.document_id() == "11"
    driver.pane.clear()
    driver.qtbot.wait(30)
    assert driver.pane.surface.canvas is None
    assert driver.pane.selection() is None


def test_painting_leaves_no_painter_in_a_cycle(shown: Any) -> None:
    # One that is collected later, when its widget is gone, takes the program with it.
    shown.pane.set_highlights([PaintedHighlight("h", shown.reading.blocks[1].span, "#ffe7a3", "#b8860b")])
    shown.pane.set_selection(span_of(shown, "made in time"))
    gc.collect()
    before = sum(isinstance(thing, QPainter) for thing in gc.get_objects())
    shown.pane.surface.viewport().repaint()
    assert sum(isinstance(thing, QPainter | MarkPainter) for thing in gc.get_objects()) == before


def test_two_thousand_highlights_are_not_walked_through_for_one_page(shown: Any) -> None:
    length = len(shown.reading.text)
    many = [PaintedHighlight(str(n), Span(n % (length - 2), n % (length - 2) + 2), "#ffe7a3", "#b8860b") for n in range(2000)]
    shown.pane.set_highlights(many)
    asked: list[Span] = []
    canvas = shown.pane.surface.canvas
    real = canvas.rects
    canvas.rects = lambda span, visible=None: asked.append(span) or real(span, visible)
    shown.pane.surface.verticalScrollBar().setValue(0)
    shown.pane.set_zoom(3.0)
    shown.settle()
    picture(shown)
    assert canvas.stretches(shown.pane.surface.visible())
    on_page_two = [span for span in asked if shown.reading.blocks[3].start <= span.start]
    assert on_page_two == []


def test_dark_windows_keep_the_paper_white(shown: Any) -> None:
    theme.switch().prefer(theme.Preference.DARK)
    try:
        image = picture(shown)
        assert image.pixelColor(300, 30).name() == "#ffffff"
    finally:
        theme.switch().prefer(theme.Preference.LIGHT)


def test_a_place_asked_for_while_the_file_opens_is_shown_once_it_is_open(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    note = reading.blocks[-1].span
    driver.pane.resize(833, 300)
    driver.pane.show_document("document", reading, data)
    driver.pane.reveal(note)
    driver.settle()
    driver.qtbot.waitUntil(lambda: bool(driver.rects(note)))
    viewport = driver.pane.surface.viewport().rect()
    driver.qtbot.waitUntil(lambda: viewport.contains(driver.rects(note)[0].toAlignedRect().center()), timeout=5000)


def test_a_place_asked_for_once_is_not_shown_again_with_the_next_document(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    driver.pane.show_document("one", reading, data)
    driver.pane.reveal(reading.blocks[-1].span)
    driver.show(reading, data)
    assert driver.pane.page() == 1
    assert driver.pane.surface.verticalScrollBar().value() < 40, "the head of the first page"
