"""Areas of pages: drawn by mouse and by keys, typed, painted, clicked, moved by their edges and corners."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt

from reviewer.domain.area import Area
from reviewer.domain.document import BlockKind
from reviewer.domain.span import Span
from reviewer.ui.document.painted import PaintedHighlight
from reviewer.ui.document.selection_popup import place_beside

SHIFT, CONTROL, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
AREA = Area(1, 150.0, 300.0, 350.0, 420.0)


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    reading, data = samples.two_pages()
    driver.reading = reading
    driver.show(reading, data)
    driver.pane.fit_page()
    driver.settle()
    return driver


def mark(area: Area = AREA, id_: str = "area") -> PaintedHighlight:
    return PaintedHighlight(id_, Span(0, 0), "#bfeeda", "#00734f", "5", "Finding: strength", area=area, words="A chart")


def on_view(shown: Any, x: float, y: float, page: int = 1) -> QPoint:
    """Return the point of the viewport of a place of a page, in points."""
    surface = shown.pane.surface
    rect = surface.canvas.area_rect(Area(page, x, y, x + 1, y + 1))
    point: QPoint = (rect.topLeft() - surface.visible().topLeft()).toPoint()
    return point


def test_a_rectangle_is_drawn_by_the_mouse_and_typed_into_and_kept_in_points(shown: Any) -> None:
    tool = shown.pane.area_tool
    assert tool.open()
    first, last = on_view(shown, 150, 200), on_view(shown, 350, 290)
    shown.qtbot.mousePress(tool, Qt.MouseButton.LeftButton, pos=first)
    shown.qtbot.mouseMove(tool, (first + last) / 2)
    shown.qtbot.mouseMove(tool, last)
    shown.qtbot.mouseRelease(tool, Qt.MouseButton.LeftButton, pos=last)
    assert tool.words.hasFocus()
    shown.qtbot.keyClicks(tool.words, "Waiting times")
    with shown.qtbot.waitSignal(tool.words_settled):
        shown.qtbot.keyClick(tool.words, Qt.Key.Key_Return, CONTROL)
    draft = tool.draft
    assert draft.words == "Waiting times"
    assert draft.area.page == 1
    for found, wanted in zip((draft.area.left, draft.area.top, draft.area.right, draft.area.bottom), (150, 200, 350, 290), strict=True):
        assert abs(found - wanted) < 1.5
    shown.pane.zoom_in()
    shown.settle()
    assert tool.draft == draft, "zooming keeps it"


def test_the_keys_alone_move_size_and_type_and_esc_steps_back(shown: Any) -> None:
    tool = shown.pane.area_tool
    tool.open()
    begun = tool.draft.area
    shown.qtbot.keyClick(tool, Qt.Key.Key_Down)
    shown.qtbot.keyClick(tool, Qt.Key.Key_Right, CONTROL)
    moved = tool.draft.area
    assert (moved.top - begun.top, moved.left - begun.left) == (pytest.approx(4), pytest.approx(24))
    shown.qtbot.keyClick(tool, Qt.Key.Key_Down, SHIFT)
    assert tool.draft.area.bottom - moved.bottom == pytest.approx(4)
    assert tool.draft.area.top == moved.top
    shown.qtbot.keyClick(tool, Qt.Key.Key_Return)
    assert tool.words.hasFocus()
    tool.words.setPlainText("Kept")
    shown.qtbot.keyClick(tool.words, Qt.Key.Key_Escape)
    assert tool.draft.words == "Kept", "what is typed is not lost by stepping back"
    shown.qtbot.keyClick(tool, Qt.Key.Key_Escape)
    assert tool.draft is None
    assert tool.isHidden()
    assert shown.pane.surface.hasFocus()


def test_the_words_under_an_area_are_proposed(shown: Any) -> None:
    tool = shown.pane.area_tool
    bullet = shown.rects(shown.reading.blocks[1].span)
    surface = shown.pane.surface
    left, top = surface.canvas.on_page(1, bullet[0].topLeft() + surface.visible().topLeft() - QPointF(2, 2))
    right, bottom = surface.canvas.on_page(1, bullet[-1].bottomRight() + surface.visible().topLeft() + QPointF(260, 2))
    tool._show(Area(1, left, top, right, bottom), "")
    tool.ask_for_words()
    assert tool.words.toPlainText() == shown.pane.quote(shown.reading.blocks[1].span)


def test_no_area_in_the_text_view(shown: Any) -> None:
    shown.pane.toggle_text_view()
    assert not shown.pane.area_tool.open()
    assert shown.pane.area_tool.isHidden()


def test_a_page_without_text_takes_an_area_and_says_which_key(driver: Any, samples: SimpleNamespace) -> None:
    driver.show(samples.reading((BlockKind.PARAGRAPH, "", "", 1)), samples.pdf([[]]))
    before = driver.pane.surface.viewport().grab().toImage()
    assert driver.pane.area_tool.open()
    assert driver.pane.area_tool.draft.area.page == 1
    driver.pane.area_tool.close_tool()
    driver.pane.set_highlights([mark()])
    assert driver.pane.surface.viewport().grab().toImage() != before


def test_an_area_is_painted_clicked_and_found_below_a_passage(shown: Any) -> None:
    place = on_view(shown, 250, 330)
    bare = shown.pane.surface.viewport().grab().toImage().pixelColor(place)
    shown.pane.set_highlights([mark()])
    assert shown.pane.surface.viewport().grab().toImage().pixelColor(place) != bare
    with shown.qtbot.waitSignal(shown.pane.highlight_clicked) as told:
        shown.click(place)
    assert told.args == ["area"]
    bullet = shown.reading.blocks[1].span
    rect = shown.rects(bullet)[0]
    surface = shown.pane.surface
    x, y = surface.canvas.on_page(1, rect.center() + surface.visible().topLeft())
    passage = PaintedHighlight("passage", bullet, "#ffe7a3", "#b8860b", "1")
    shown.pane.set_highlights([mark(Area(1, x - 60, y - 30, x + 60, y + 30), "over"), passage])
    clicked: list[str] = []
    shown.pane.highlight_clicked.connect(clicked.append)
    for _ in range(3):
        shown.click(rect.center().toPoint())
        shown.qtbot.mouseRelease(surface.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert clicked[:2] == ["passage", "over"]


@pytest.mark.parametrize(
    ("key", "modifiers", "edge", "by"),
    [
        (Qt.Key.Key_Right, SHIFT, "right", 2),
        (Qt.Key.Key_Up, SHIFT, "bottom", -2),
        (Qt.Key.Key_Left, SHIFT | ALT, "left", -2),
        (Qt.Key.Key_Down, SHIFT | ALT | CONTROL, "top", 12),
    ],
)
def test_arrows_ask_to_move_the_edges_of_the_chosen_area(shown: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier, edge: str, by: int) -> None:
    shown.pane.set_highlights([mark()])
    shown.pane.select_highlight("area")
    with shown.qtbot.waitSignal(shown.pane.area_move_requested) as told:
        shown.key(key, modifiers)
    highlight, area, run = told.args
    assert (highlight, run) == ("area", True)
    assert getattr(area, edge) == getattr(AREA, edge) + by
    assert sum(getattr(area, one) != getattr(AREA, one) for one in ("left", "top", "right", "bottom")) == 1


def test_a_corner_of_the_chosen_area_is_dragged_as_one_act(shown: Any) -> None:
    shown.pane.set_highlights([mark()])
    shown.pane.select_highlight("area")
    shown.settle()
    corner, target = on_view(shown, 350, 420), on_view(shown, 400, 450)
    with shown.qtbot.waitSignal(shown.pane.area_move_requested) as told:
        shown.drag(corner, target)
    highlight, area, run = told.args
    assert (highlight, run) == ("area", False)
    assert (area.left, area.top) == (AREA.left, AREA.top)
    assert abs(area.right - 400) < 1.5
    assert abs(area.bottom - 450) < 1.5


def test_the_handles_of_a_passage_are_dragged_as_one_act_and_shown_meanwhile(shown: Any) -> None:
    text = shown.reading.text
    at = text.index("plans are made")
    shown.pane.set_highlights([PaintedHighlight("one", Span(at, at + 14), "#ffe7a3", "#b8860b", "1")])
    shown.pane.select_highlight("one")
    end = text.index("made in time") + 12
    last = shown.rects(Span(at + 13, at + 14))[0].bottomRight().toPoint()
    view = shown.pane.surface.viewport()
    told: list[tuple[str, Span, bool]] = []
    shown.pane.resize_requested.connect(lambda *args: told.append(args))
    shown.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=last)
    shown.qtbot.mouseMove(view, shown.point(end - 3, 0.9))
    shown.qtbot.mouseMove(view, shown.point(end - 1, 0.9))
    assert shown.pane.surface.drag.span == Span(at, end)
    assert told == []
    shown.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=shown.point(end - 1, 0.9))
    assert told == [("one", Span(at, end), False)]
    assert shown.pane.selected_highlight() == "one"


def test_control_and_a_click_take_the_sentence_and_a_drag_takes_more(shown: Any) -> None:
    text = shown.reading.text
    first, second = text.index("Ensure"), text.index("Check this")
    view = shown.pane.surface.viewport()
    shown.click(shown.point(first + 10), CONTROL)
    assert shown.pane.selection() == Span(first, text.index("help.") + 5)
    shown.qtbot.mousePress(view, Qt.MouseButton.LeftButton, CONTROL, shown.point(first + 10))
    shown.qtbot.mouseMove(view, shown.point(second + 8))
    shown.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, CONTROL, shown.point(second + 8))
    assert shown.pane.selection() == shown.reading.blocks[1].span


def test_enter_on_the_chosen_highlight_asks_for_its_note(shown: Any) -> None:
    shown.pane.set_highlights([mark()])
    shown.pane.select_highlight("area")
    with shown.qtbot.waitSignal(shown.pane.note_requested) as told:
        shown.key(Qt.Key.Key_Return)
    assert told.args == ["area"]


def test_the_popup_stands_beside_what_is_covered_wherever_there_is_room() -> None:
    page, size = QRect(0, 0, 800, 600), QSize(360, 170)
    for top in range(0, 580, 20):
        for left in (60, 300, 600):
            lines = [QRect(left, top, 180, 20), QRect(60, top + 22, 300, 20)]
            place = place_beside(lines, size, page)
            assert place is not None
            popup = QRect(place, size)
            assert page.contains(popup)
            assert not any(popup.intersects(line) for line in lines)
    assert place_beside([QRect(0, 0, 800, 600)], size, page) is None
    assert place_beside([], size, page) is None


def test_an_area_stands_where_its_page_is_read_there(shown: Any) -> None:
    second = shown.reading.blocks[1].span
    line = shown.rects(second)[0]
    above = shown.pane.surface.canvas.place_of(Area(1, 60.0, 1.0, 500.0, 5.0))
    assert above == shown.reading.blocks[0].span.start, "above everything"
    canvas = shown.pane.surface.canvas
    _, y = canvas.on_page(1, QPointF(line.topLeft()) + shown.pane.surface.visible().topLeft())
    assert canvas.place_of(Area(1, 60.0, y, 500.0, y + 40.0)) == second.start, "beside the first line of the second block"
    last = canvas.geometry(1).offsets[-1]
    assert canvas.place_of(Area(1, 60.0, 830.0, 500.0, 840.0)) == last + 1, "below everything"


def test_in_the_text_view_areas_stand_between_the_blocks_and_are_clicked(shown: Any) -> None:
    blocks = shown.reading.blocks
    at = blocks[1].span.start
    low = PaintedHighlight("low", Span(at, at), "#bfeeda", "#00734f", "5", "Finding: strength", area=Area(1, 100.0, 500.0, 300.0, 560.0), words="Second")
    high = PaintedHighlight("high", Span(at, at), "#bfeeda", "#00734f", "5", "Finding: strength", area=Area(1, 100.0, 300.0, 300.0, 360.0), words="First")
    end = len(shown.reading.text)
    tail = PaintedHighlight("tail", Span(end, end), "#bfeeda", "#00734f", "5", "Finding: strength", area=Area(2, 100.0, 300.0, 300.0, 360.0), words="End")
    shown.pane.toggle_text_view()
    bare = shown.rects(blocks[1].span)[0].top()
    shown.pane.set_highlights([low, high, tail])
    canvas, surface = shown.pane.surface.canvas, shown.pane.surface
    rects = [canvas.area_rect(one.area).translated(-surface.visible().topLeft()) for one in (high, low)]
    text = shown.rects(blocks[1].span)[0]
    before = shown.rects(blocks[0].span)[-1]
    assert before.bottom() < rects[0].top() < rects[0].bottom() < rects[1].top() < rects[1].bottom() < text.top()
    assert text.top() > bare
    assert canvas.area_rect(tail.area).top() > canvas.rects(blocks[-1].span)[-1].bottom()
    assert canvas.size()[1] > canvas.area_rect(tail.area).bottom()
    with shown.qtbot.waitSignal(shown.pane.highlight_clicked) as told:
        shown.qtbot.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=rects[1].center().toPoint())
    assert told.args == ["low"]
    shown.pane.select_highlight("high")
    corner = rects[0].bottomRight().toPoint()
    with shown.qtbot.assertNotEmitted(shown.pane.area_move_requested):
        shown.drag(corner, corner + QPoint(30, 30))
    shown.pane.set_highlights([])
    assert shown.rects(blocks[1].span)[0].top() == bare
