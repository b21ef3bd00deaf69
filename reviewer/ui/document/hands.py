"""Mouse and keys on the surface: what they select, scroll, zoom and click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from reviewer.domain.span import Span
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.painted import PaintedHighlight
from reviewer.ui.document.selection import Unit, moved_end
from reviewer.ui.document.surface import Surface

_SCROLL_MILLISECONDS = 30
_WHEEL_STEP = 1.1
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_SHIFT, _CONTROL, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class HandledSurface(Surface):
    """A surface that can be used."""

    span_selected = Signal(object)  # Span | None
    mouse_selected = Signal(object)  # Span, once the mouse is done with it
    highlight_clicked = Signal(str)
    suggestion_clicked = Signal(str)
    passage_clicked = Signal(object)  # Span
    passage_activated = Signal(object)  # Span
    resize_requested = Signal(str, object)  # highlight id, Span
    caret_moved = Signal()

    def __init__(self, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__(marks, parent)
        self.viewport().setMouseTracking(False)
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self._clicks = 0
        self._last_click: tuple[QPoint, int] | None = None  # where, and how far down the pile of highlights
        self._mouse = QPoint()
        self._since_double = QTimer(self)
        self._since_double.setSingleShot(True)
        self._since_double.timeout.connect(self._on_no_third_click)
        self._word: Span | None = None  # a double click's, until no third click can follow
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_MILLISECONDS)
        self._scroller.timeout.connect(self._on_scroll_tick)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.canvas is None or self.selection is None:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position().toPoint()
        near = self._pressed_at is not None and (point - self._pressed_at).manhattanLength() < 6
        self._clicks = 3 if self._since_double.isActive() and near else 1
        self._pressed_at, self._dragging, self._mouse = point, False, point
        if self._clicks == 3:
            self._since_double.stop()
            self._begin(point, Unit.BLOCK)
        elif event.modifiers() & _SHIFT:
            self._dragging = True
            self._drag_to(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.canvas is None:
            return
        self._clicks = 2
        self._pressed_at, self._mouse = event.position().toPoint(), event.position().toPoint()
        self._since_double.start(QApplication.doubleClickInterval())
        self._begin(event.position().toPoint(), Unit.WORD)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        self._mouse = event.position().toPoint()
        if not self._dragging:
            if (self._mouse - self._pressed_at).manhattanLength() < QApplication.startDragDistance() // 2:
                return
            self._dragging = True
            if self._clicks == 1:
                self._begin(self._pressed_at, Unit.CHARACTER)
        self._drag_to(self._mouse)
        outside = not self.viewport().rect().contains(self._mouse)
        if outside and not self._scroller.isActive():
            self._scroller.start()
        elif not outside:
            self._scroller.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.selection is None or self._pressed_at is None:
            return
        self._scroller.stop()
        if self._clicks == 1 and not self._dragging:
            self._click(event.position().toPoint())
        else:
            self.selection.settle()
            self._tell_selection()
            self._tell_mouse()
        self._dragging = False
        self.viewport().update()

    def _tell_mouse(self) -> None:
        """Tell of what the mouse selected; a double click waits, since a third click would take the paragraph."""
        span = self.selection.span if self.selection is not None else None
        self._word = span if self._clicks == 2 and not self._dragging and self._since_double.isActive() else None
        if span and self._word is None:
            self.mouse_selected.emit(span)

    def _on_no_third_click(self) -> None:
        word, self._word = self._word, None
        if word is not None and self.selection is not None and self.selection.span == word:
            self.mouse_selected.emit(word)

    def _begin(self, point: QPoint, unit: Unit) -> None:
        assert self.canvas is not None and self.selection is not None
        place = self.content_point(point)
        at = self.canvas.caret_at(place) if unit is Unit.CHARACTER else self.canvas.offset_at(place)
        self.selected_highlight = None
        if at is not None:
            self.selection.press(at, unit)
        self.viewport().update()

    def _drag_to(self, point: QPoint) -> None:
        if self.canvas is None or self.selection is None:
            return
        inside = QPointF(
            min(max(point.x(), 0), self.viewport().width() - 1), min(max(point.y(), 0), self.viewport().height() - 1)
        )
        place = self.content_point(inside)
        at = self.canvas.caret_at(place) if self._clicks == 1 else self.canvas.offset_at(place)
        if at is not None:
            self.selected_highlight = None
            self.selection.drag(at)
        self.viewport().update()

    def _on_scroll_tick(self) -> None:
        view = self.viewport().rect()
        past = self._mouse.y() - view.bottom() if self._mouse.y() > view.bottom() else min(self._mouse.y(), 0)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(min(past, 60), -60))
        self._drag_to(self._mouse)

    def _click(self, point: QPoint) -> None:
        """Take the smallest highlight under a click, the next one at a second click on the same place."""
        assert self.canvas is not None and self.selection is not None
        hit = self.canvas.hit(self.content_point(point))
        caret = self.canvas.offset_at(self.content_point(point))
        had_selection = self.selection.span is not None
        self.selection.set(None)
        self.selection.caret = caret
        under = self.marks.under(hit) if hit is not None else []
        depth = 0
        if self._last_click is not None and (self._last_click[0] - point).manhattanLength() < 6:
            depth = self._last_click[1] + 1
        self._last_click = (point, depth) if under else None
        if had_selection:
            self._tell_selection()
        if under:
            mark = under[depth % len(under)]
            self.selected_highlight = mark.id if isinstance(mark, PaintedHighlight) else None
            self.current_suggestion = None if isinstance(mark, PaintedHighlight) else mark.id
            (self.highlight_clicked if isinstance(mark, PaintedHighlight) else self.suggestion_clicked).emit(mark.id)
        else:
            self.selected_highlight = self.current_suggestion = None
            passage = next((p for p in self.marks.passages if hit is not None and p.start <= hit < p.end), None)
            if passage is not None:
                self.passage_clicked.emit(passage)
        self.caret_moved.emit()

    # wheel and fingers

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _CONTROL:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self.zoom * _WHEEL_STEP**steps, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self.zoom * (1 + event.value()), event.position().toPoint())
            return True
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        hit = self.canvas.hit(self.content_point(event.pos())) if self.canvas is not None else None
        under = self.marks.under(hit) if hit is not None else []
        words = [m.tip if isinstance(m, PaintedHighlight) else f"{m.name.rstrip('?')}? Suggested, not tagged" for m in under if m.name]
        if words:
            QToolTip.showText(event.globalPos(), "\n".join(words), self.viewport())
        else:
            QToolTip.hideText()

    # keys

    def event(self, event: QEvent) -> bool:
        # Keys that step back or move a selection are ours before they are anybody's shortcut.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.can_step_back():
                event.accept()
                return True
            if event.key() in _ARROWS and self.canvas is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if self.canvas is None or self.order is None or self.selection is None:
            event.ignore()
        elif (key in _ARROWS and self._arrow(key, modifiers)) or (key == Qt.Key.Key_Escape and self.step_back()):
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            self._activate(event)
        elif not self._scroll_key(key, modifiers):
            event.ignore()

    def select(self, span: Span | None) -> None:
        """Select a span as the officer would, and tell of it."""
        if self.selection is not None:
            self.selected_highlight = None
            self.selection.set(span)
            if span is not None:
                self.reveal(span)
            self._tell_selection()

    def can_step_back(self) -> bool:
        """Tell whether Esc has something to take back here."""
        return (self.selection is not None and self.selection.span is not None) or self.selected_highlight is not None

    def step_back(self) -> bool:
        """Take back the selection or the chosen highlight; tell whether there was one."""
        if self.selection is None or not self.can_step_back():
            return False
        had_selection = self.selection.span is not None
        self.selection.set(None)
        self.selected_highlight = None
        if had_selection:
            self._tell_selection()
        self.caret_moved.emit()
        self.viewport().update()
        return True

    def _arrow(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        assert self.order is not None and self.selection is not None
        chosen = self.marks.highlight(self.selected_highlight)
        vertical = key in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if chosen is not None and modifiers & _SHIFT:
            span = moved_end(
                self.order, chosen.span, at_start=bool(modifiers & _ALT), step=_ARROWS[key],
                by_word=bool(modifiers & _CONTROL), by_sentence=vertical,
            )  # fmt: skip
            if span != chosen.span:
                self.resize_requested.emit(chosen.id, span)
            return True
        if modifiers == _ALT and not vertical:
            (self.go_forward if _ARROWS[key] > 0 else self.go_back)()
            return True
        if modifiers & (_CONTROL | _ALT):
            return False
        start = chosen.span.start if chosen is not None else self._start()
        move = self.selection.by_block if vertical else self.selection.by_sentence
        if chosen is not None:
            self.selection.set(chosen.span)
        span_now = move(_ARROWS[key], extend=bool(modifiers & _SHIFT), start=start)
        self.selected_highlight = None
        if span_now is not None:
            end = self.selection.moving_end
            self.reveal(span_now if not modifiers & _SHIFT else Span(end, end + 1))
        self._tell_selection()
        return True

    def _start(self) -> int:
        """Return where the keys begin without a selection: at the caret if it is in view, else at the top."""
        assert self.canvas is not None and self.selection is not None and self.order is not None
        caret, visible = self.selection.caret, self.visible()
        if caret is not None and visible.top() - 4 <= self.canvas.y_of(caret)[0] <= visible.bottom():
            return caret
        for stretch in self.canvas.stretches(visible):
            offset: int | None = stretch.start
            while offset is not None and offset < stretch.end:
                if self.canvas.y_of(offset)[0] >= visible.top() - 4:
                    return offset
                following = self.order.neighbour(offset, 1)
                offset = following.start if following else None
        return self.canvas.spot(visible.top()).offset

    def _activate(self, event: QKeyEvent) -> None:
        assert self.selection is not None
        passages, current = self.marks.passages, self.marks.current_passage
        span = self.selection.span or (passages[current] if current is not None and current < len(passages) else None)
        if span is None:
            event.ignore()
        else:
            self.passage_activated.emit(span)

    def _scroll_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        bar = self.verticalScrollBar()
        page = max(bar.pageStep() - 60, 40)
        if modifiers & (_CONTROL | _ALT):
            return False
        if key == Qt.Key.Key_PageDown or (key == Qt.Key.Key_Space and not modifiers & _SHIFT):
            bar.setValue(bar.value() + page)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            bar.setValue(bar.value() - page)
        elif key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            return False
        return True

    def _tell_selection(self) -> None:
        assert self.selection is not None
        self.current_suggestion = None
        self.viewport().update()
        self.span_selected.emit(self.selection.span)
        self.caret_moved.emit()
