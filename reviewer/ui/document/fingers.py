"""Wheel, touchpad, pinch and the middle button: scrolling to the pixel, zooming about the pointer, dragging the paper."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from reviewer.ui.document.surface import Surface, ZoomMode

_ZOOM_STEP = 1.1  # for one notch of the wheel
_NOTCH = 120.0  # eighths of a degree
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LINES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Fingers(QObject):
    """Watches a surface and its viewport; what it has no use for goes on to them."""

    def __init__(self, surface: Surface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._rest = QPointF()  # parts of a pixel not yet scrolled
        self._pinching = False  # two fingers are down: what else they send as a mouse means nothing
        self._grabbed: QPoint | None = None  # where the middle button holds the paper
        surface.viewport().grabGesture(Qt.GestureType.PinchGesture)
        surface.viewport().installEventFilter(self)
        surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take wheel, gestures, the middle button, and the keys that only scroll."""
        if isinstance(event, QKeyEvent):
            return watched is self._surface and event.type() is QEvent.Type.KeyPress and self._on_key(event)
        if watched is self._surface:
            return False
        if isinstance(event, QWheelEvent):
            return self._on_wheel(event)
        if isinstance(event, QNativeGestureEvent):
            return self._on_native_gesture(event)
        if isinstance(event, QGestureEvent):
            return self._on_gesture(event)
        return isinstance(event, QMouseEvent) and self._on_mouse(event)

    # wheel and touchpad

    def _on_wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() & _CONTROL:
            self._surface.set_zoom(self._surface.zoom * _ZOOM_STEP ** (event.angleDelta().y() / _NOTCH), event.position().toPoint())
        else:
            self._scroll(self._way(event))
        event.accept()
        return True

    def _way(self, event: QWheelEvent) -> QPointF:
        """Return how far to scroll, in pixels: what a touchpad says, else lines for the notches of a wheel."""
        if not event.pixelDelta().isNull():
            way = QPointF(event.pixelDelta())
        else:
            lines = QApplication.wheelScrollLines() * self._surface.verticalScrollBar().singleStep()
            way = QPointF(event.angleDelta()) / _NOTCH * lines
        if event.modifiers() & _SHIFT and not way.x():  # a wheel with Shift goes sideways
            way = QPointF(way.y(), 0.0)
        return way

    def _scroll(self, way: QPointF) -> None:
        self._rest += way
        whole = self._rest.toPoint()
        self._rest -= QPointF(whole)
        for bar, by in ((self._surface.horizontalScrollBar(), whole.x()), (self._surface.verticalScrollBar(), whole.y())):
            if by:
                bar.setValue(bar.value() - by)

    # pinch

    def _on_native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._surface.set_zoom(self._surface.zoom * (1 + event.value()), event.position().toPoint())
        elif event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            self._smart_zoom(event.position().toPoint())
        else:
            return False
        event.accept()
        return True

    def _smart_zoom(self, at: QPoint) -> None:
        """Serve a double tap with two fingers: closer, and back to the width."""
        if self._surface.zoom_mode is ZoomMode.FIT_WIDTH:
            self._surface.set_zoom(self._surface.zoom * 2, at)
        else:
            self._surface.fit(ZoomMode.FIT_WIDTH)

    def _on_gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        if not self._pinching:
            self._pinching = True
            self._surface.give_up_drag()  # the first finger came as a press of the mouse
        if pinch.state() in (Qt.GestureState.GestureFinished, Qt.GestureState.GestureCanceled):
            self._pinching = False  # with the flags of the last change: it was served already
            event.accept(pinch)
            return True
        if pinch.changeFlags() & QPinchGesture.ChangeFlag.ScaleFactorChanged and pinch.scaleFactor() > 0:
            centre = self._surface.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
            self._surface.set_zoom(self._surface.zoom * pinch.scaleFactor(), centre)
        if pinch.state() is not Qt.GestureState.GestureStarted:
            self._scroll(pinch.centerPoint() - pinch.lastCenterPoint())
        event.accept(pinch)
        return True

    # the middle button

    def _on_mouse(self, event: QMouseEvent) -> bool:
        if self._pinching:
            return True
        view, kind = self._surface.viewport(), event.type()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.MiddleButton:
            self._grabbed = event.position().toPoint()
            view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._grabbed is not None and kind is QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.MiddleButton:
            now = event.position().toPoint()
            self._scroll(QPointF(now - self._grabbed))
            self._grabbed = now
        elif self._grabbed is not None and kind is QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.MiddleButton:
            self._grabbed = None
            view.setCursor(Qt.CursorShape.IBeamCursor)
        else:
            return False
        return True

    # keys that scroll and leave the caret where it is

    def _on_key(self, event: QKeyEvent) -> bool:
        surface, key = self._surface, Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if surface.canvas is None:
            return False
        bar = surface.verticalScrollBar()
        if key in _LINES and (modifiers == _CONTROL or (modifiers == Qt.KeyboardModifier.NoModifier and not self._has_text())):
            bar.setValue(bar.value() + _LINES[key] * bar.singleStep())
        elif key == Qt.Key.Key_Home and modifiers == _CONTROL:
            surface.jump_to(0.0)
        elif key == Qt.Key.Key_End and modifiers == _CONTROL:
            surface.jump_to(float(bar.maximum()))
        else:
            return False
        return True

    def _has_text(self) -> bool:
        """Tell whether the document has words that the caret could stand on; a picture of pages has none."""
        order = self._surface.order
        return order is not None and bool(order.text.strip())
