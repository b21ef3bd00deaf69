"""The mouse on the surface: what it selects, drags, scrolls, zooms and clicks. Keys are in `hands`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from reviewer.domain.span import Span
from reviewer.ui.document.grips import End, dragged, grip_at
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion
from reviewer.ui.document.selection import Unit
from reviewer.ui.document.signs import noted_at
from reviewer.ui.document.surface import Surface
from reviewer.ui.note_text import tip_of

_SCROLL_MILLISECONDS = 30
_FASTEST_SCROLL = 60  # pixels a tick, however far outside the mouse is
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class MouseSurface(Surface):
    """A surface for the mouse."""

    span_selected = Signal(object)  # Span | None
    mouse_selected = Signal(object)  # Span, once the mouse is done with it
    mouse_pressed = Signal()
    highlight_clicked = Signal(str)
    highlight_left = Signal()  # the one that was chosen is not any more: a click elsewhere, or Esc
    suggestion_clicked = Signal(str)
    passage_clicked = Signal(object)  # Span
    note_requested = Signal(str)  # highlight id
    resize_requested = Signal(str, object, bool)  # highlight id, Span, whether it is one of a run of key presses
    area_move_requested = Signal(str, object, bool)  # highlight id, Area, the same
    caret_moved = Signal()

    def __init__(self, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__(marks, parent)
        self.viewport().setMouseTracking(False)
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self._clicks = 0
        self._unit = Unit.CHARACTER
        self._held: End | None = None  # the handle of the chosen highlight that is dragged
        self._last_click: tuple[QPoint, int] | None = None  # where, and how far down the pile of highlights
        self._mouse = QPoint()
        self._since_double = QTimer(self)
        self._since_double.setSingleShot(True)
        self._since_double.timeout.connect(self._on_no_third_click)
        self._word: Span | None = None  # a double click's, until no third click can follow
        self._scroller = QTimer(self)
        self._scroller.setInterval(_SCROLL_MILLISECONDS)
        self._scroller.timeout.connect(self._on_scroll_tick)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.canvas is None or self.selection is None:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mouse_pressed.emit()
        point = event.position().toPoint()
        near = self._pressed_at is not None and (point - self._pressed_at).manhattanLength() < 6
        self._clicks = 3 if self._since_double.isActive() and near else 1
        self._pressed_at, self._dragging, self._mouse = point, False, point
        self._unit = Unit.CHARACTER
        chosen = self.marks.highlight(self.selected_highlight)
        self._held = grip_at(chosen, self.canvas, self.content_point(point)) if chosen is not None else None
        if self._held is not None:
            self._clicks = 1
        elif self._clicks == 3:
            self._since_double.stop()
            self._begin(point, Unit.BLOCK)
        elif event.modifiers() & _SHIFT:
            self._dragging = True
            self._drag_to(point)
        elif event.modifiers() & _CONTROL:
            self._dragging = True
            self._begin(point, Unit.SENTENCE)

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
            if self._clicks == 1 and self._held is None:
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
        if self._held is not None:
            self._let_go()
        elif self._clicks == 1 and not self._dragging:
            self._click(event.position().toPoint())
        else:
            self.selection.settle()
            self._tell_selection()
            self._tell_mouse()
        self._dragging = False
        self.viewport().update()

    def give_up_drag(self) -> None:
        self._scroller.stop()
        self._held, self.drag, self._dragging, self._pressed_at = None, None, False, None
        if self.selection is not None and self.selection.span is not None:
            self.selection.set(None)
            self._tell_selection()
        self.viewport().update()

    def _let_go(self) -> None:
        """Ask for what a dragged handle made of the highlight: one act, however long the way."""
        self._held, moved, self.drag = None, self.drag, None
        chosen = self.marks.highlight(self.selected_highlight)
        if moved is None or chosen is None or moved == chosen:
            return
        if moved.area is not None:
            self.area_move_requested.emit(moved.id, moved.area, False)
        else:
            self.resize_requested.emit(moved.id, moved.span, False)

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
        self._unit = unit
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
        if self._held is not None:
            chosen = self.marks.highlight(self.selected_highlight)
            self.drag = dragged(chosen, self._held, self.canvas, place) if chosen is not None else None
            self.viewport().update()
            return
        at = self.canvas.caret_at(place) if self._unit is Unit.CHARACTER else self.canvas.offset_at(place)
        if at is not None:
            self.selected_highlight = None
            self.selection.drag(at)
        self.viewport().update()

    def _on_scroll_tick(self) -> None:
        view = self.viewport().rect()
        for bar, at, end in (
            (self.verticalScrollBar(), self._mouse.y(), view.bottom()),
            (self.horizontalScrollBar(), self._mouse.x(), view.right()),
        ):
            past = at - end if at > end else min(at, 0)
            bar.setValue(bar.value() + max(min(past, _FASTEST_SCROLL), -_FASTEST_SCROLL))
        self._drag_to(self._mouse)

    def _click(self, point: QPoint) -> None:
        """Take the smallest highlight under a click, the next one at a second click on the same place."""
        assert self.canvas is not None and self.selection is not None
        noted = self._noted(point)
        if noted is not None:
            self._open_note(noted)
            return
        caret = self.canvas.offset_at(self.content_point(point))
        had_selection = self.selection.span is not None
        self.selection.set(None)
        self.selection.caret = caret
        under = self._under(point)
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
            self._leave_highlight()
            self.current_suggestion = None
            hit = self.canvas.hit(self.content_point(point))
            passage = next((p for p in self.marks.passages if hit is not None and p.start <= hit < p.end), None)
            if passage is not None:
                self.passage_clicked.emit(passage)
        self.caret_moved.emit()

    def _leave_highlight(self) -> None:
        chosen, self.selected_highlight = self.selected_highlight, None
        if chosen is not None:
            self.highlight_left.emit()

    def _noted(self, point: QPoint) -> PaintedHighlight | None:
        """Return the highlight whose sign of a note is under the mouse."""
        return noted_at(self.marks, self.canvas, self.visible(), self.content_point(point)) if self.canvas is not None else None

    def _open_note(self, mark: PaintedHighlight) -> None:
        if self.selection is not None and self.selection.span is not None:
            self.selection.set(None)
            self._tell_selection()
        if self.selection is not None:
            self.selection.caret = mark.span.start
        self.selected_highlight, self._last_click = mark.id, None
        self.highlight_clicked.emit(mark.id)
        self.note_requested.emit(mark.id)

    def _under(self, point: QPoint) -> list[PaintedHighlight | PaintedSuggestion]:
        """Return what a click may mean: passages from the smallest on, then areas, then suggestions."""
        if self.canvas is None:
            return []
        place = self.content_point(point)
        hit = self.canvas.hit(place)
        found = self.marks.under(hit) if hit is not None else []
        boxes = ((mark, self.canvas.area_rect(mark.area)) for mark in reversed(self.marks.areas) if mark.area is not None)
        areas = [mark for mark, box in boxes if box is not None and box.contains(place)]
        passages = [mark for mark in found if isinstance(mark, PaintedHighlight)]
        return [*passages, *areas, *found[len(passages) :]]

    # what lies under the mouse

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        noted = self._noted(event.pos())
        under = [noted] if noted is not None else self._under(event.pos())
        tips = [_tip(mark) for mark in under if mark.name]
        if tips:
            QToolTip.showText(event.globalPos(), "".join(tips), self.viewport())
        else:
            QToolTip.hideText()

    def _tell_selection(self) -> None:
        assert self.selection is not None
        self.current_suggestion = None
        self.viewport().update()
        self.span_selected.emit(self.selection.span)
        self.caret_moved.emit()


def _tip(mark: PaintedHighlight | PaintedSuggestion) -> str:
    """Return what is said of a mark where the mouse rests, as rich text."""
    if isinstance(mark, PaintedHighlight):
        return tip_of(mark.head, mark.note)
    return tip_of(mark.said or f"{mark.name.rstrip('?')}? Suggested, not tagged", "")
