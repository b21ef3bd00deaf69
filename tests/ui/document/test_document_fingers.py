"""Wheel, touchpad, pinch, the middle button and the keys that scroll."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.domain.document import Reading
from reviewer.ui.document.surface import LEAST_ZOOM, MOST_ZOOM

CONTROL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    reading, data = samples.two_pages()
    driver.reading = reading
    driver.show(reading, data)
    return driver


def wheel(driver: Any, *, pixels: QPoint = QPoint(), notches: float = 0.0, modifiers: Qt.KeyboardModifier = NONE) -> None:  # noqa: B008
    view, at = driver.pane.surface.viewport(), QPointF(300, 200)
    angle = QPoint(0, round(notches * 120))
    event = QWheelEvent(at, view.mapToGlobal(at), pixels, angle, Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, event)


def test_a_touchpad_scrolls_to_the_pixel(shown: Any) -> None:
    bar = shown.pane.surface.verticalScrollBar()
    start = bar.value()
    for step, wanted in ((7, 7), (1, 8), (-3, 5)):
        wheel(shown, pixels=QPoint(0, -step))
        assert bar.value() - start == wanted


def test_a_wheel_scrolls_by_lines_and_parts_of_a_notch_add_up(shown: Any) -> None:
    bar = shown.pane.surface.verticalScrollBar()
    bar.setValue(0)
    wheel(shown, notches=-1)
    whole = bar.value()
    assert whole == QApplication.wheelScrollLines() * bar.singleStep()
    bar.setValue(0)
    for _ in range(8):
        wheel(shown, notches=-0.125)
    assert bar.value() == whole


def test_shift_turns_the_wheel_sideways(shown: Any) -> None:
    shown.pane.set_zoom(3.0)
    across = shown.pane.surface.horizontalScrollBar()
    down, before = shown.pane.surface.verticalScrollBar().value(), across.value()
    wheel(shown, notches=-1, modifiers=SHIFT)
    assert across.value() > before
    assert shown.pane.surface.verticalScrollBar().value() == down


def test_a_pinch_zooms_about_the_fingers(shown: Any) -> None:
    surface = shown.pane.surface
    start = shown.reading.text.index("every child")
    before, zoom = shown.point(start), shown.pane.zoom()
    device = QPointingDevice.primaryPointingDevice()
    assert isinstance(device, QInputDevice)
    at = QPointF(before)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, surface.viewport().mapToGlobal(at), 0.25, QPointF(), 1
    )
    QApplication.sendEvent(surface.viewport(), event)
    assert shown.pane.zoom() == pytest.approx(zoom * 1.25)
    after = shown.point(start)
    assert (after - before).manhattanLength() <= 4


def test_the_middle_button_drags_the_paper(shown: Any) -> None:
    shown.pane.set_zoom(2.0)
    surface, view = shown.pane.surface, shown.pane.surface.viewport()
    surface.verticalScrollBar().setValue(300)
    across = surface.horizontalScrollBar().value()

    def send(kind: QEvent.Type, x: int, y: int, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        at = QPointF(x, y)
        QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, held, NONE))

    middle, none = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
    send(QEvent.Type.MouseButtonPress, 300, 200, middle, middle)
    assert view.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    send(QEvent.Type.MouseMove, 290, 120, none, middle)
    send(QEvent.Type.MouseMove, 280, 100, none, middle)
    assert surface.verticalScrollBar().value() == 400
    assert surface.horizontalScrollBar().value() == across + 20
    send(QEvent.Type.MouseButtonRelease, 280, 100, middle, none)
    send(QEvent.Type.MouseMove, 280, 300, none, none)
    assert surface.verticalScrollBar().value() == 400
    assert shown.pane.selection() is None


def test_ctrl_arrows_scroll_and_leave_the_caret(shown: Any) -> None:
    shown.key(Qt.Key.Key_Down)
    chosen, bar = shown.pane.selection(), shown.pane.surface.verticalScrollBar()
    bar.setValue(0)
    shown.key(Qt.Key.Key_Down, CONTROL)
    assert bar.value() == bar.singleStep()
    shown.key(Qt.Key.Key_End, CONTROL)
    assert bar.value() == bar.maximum()
    shown.key(Qt.Key.Key_Home, CONTROL)
    assert bar.value() == 0
    assert shown.pane.selection() == chosen


def test_arrows_scroll_where_there_is_no_text(driver: Any, samples: SimpleNamespace) -> None:
    driver.show(Reading(format="pdf", blocks=(), page_count=2), samples.pdf([[], []]))
    bar = driver.pane.surface.verticalScrollBar()
    bar.setValue(0)
    driver.key(Qt.Key.Key_Down)
    assert bar.value() == bar.singleStep()
    driver.key(Qt.Key.Key_Up)
    assert bar.value() == 0


def test_fit_width_and_fit_page_keep_what_is_in_the_middle(shown: Any) -> None:
    surface = shown.pane.surface
    shown.pane.set_zoom(2.0)
    surface.verticalScrollBar().setValue(900)

    def middle() -> float:
        spot = surface.canvas.spot(surface.verticalScrollBar().value() + surface.viewport().height() / 2)
        return spot.page + spot.share

    before = middle()
    shown.pane.fit_width()
    assert middle() == pytest.approx(before, abs=0.02)
    page = int(before)
    shown.pane.fit_page()
    assert surface.visible().contains(surface.canvas.page_rect(page)), "the page that was in the middle is seen whole"


def test_two_fingers_on_a_touch_screen_zoom_about_their_middle(shown: Any) -> None:
    surface, zoom = shown.pane.surface, shown.pane.zoom()
    view, device = surface.viewport(), QTest.createTouchDevice()
    middle = shown.point(shown.reading.text.index("every child"))

    def fingers(apart: int) -> tuple[QPoint, QPoint]:
        return middle - QPoint(apart, 0), middle + QPoint(apart, 0)

    def move(apart: int) -> None:
        one, other = fingers(apart)
        QTest.touchEvent(view, device).move(0, one, view).move(1, other, view).commit()

    one, other = fingers(40)
    QTest.touchEvent(view, device).press(0, one, view).press(1, other, view).commit()
    for apart in range(44, 84, 4):
        move(apart)
    one, other = fingers(80)
    QTest.touchEvent(view, device).release(0, one, view).release(1, other, view).commit()
    assert shown.pane.zoom() == pytest.approx(zoom * 2, rel=0.12)
    assert shown.pane.selection() is None, "two fingers select nothing"
    shown.settle()
    after = shown.point(shown.reading.text.index("every child"))
    assert (after - middle).manhattanLength() < 60


def test_a_pinch_stops_at_the_largest_and_smallest_zoom(shown: Any) -> None:
    surface = shown.pane.surface
    device = QPointingDevice.primaryPointingDevice()
    at = QPointF(200, 200)
    for value, end in ((0.9, MOST_ZOOM), (-0.6, LEAST_ZOOM)):
        for _ in range(12):
            event = QNativeGestureEvent(Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, value, QPointF(), 1)
            QApplication.sendEvent(surface.viewport(), event)
        assert shown.pane.zoom() == end
