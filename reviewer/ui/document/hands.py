"""Keys on the surface: caret by block and sentence, the ends of a highlight, stepping back, scrolling."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from reviewer.domain.area import Edge
from reviewer.domain.span import Span
from reviewer.ui.document.mouse import MouseSurface
from reviewer.ui.document.painted import PaintedHighlight
from reviewer.ui.document.selection import moved_end

_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_AREA_STEP, _AREA_STRIDE = 2.0, 12.0  # points by which a key moves the edge of an area, and with Ctrl
_SHIFT, _CONTROL, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class HandledSurface(MouseSurface):
    """A surface that can be used by mouse and keys."""

    passage_activated = Signal(object)  # Span

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
        self._leave_highlight()
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
            self._move_end(chosen, key, modifiers)
            return True
        if modifiers == _ALT and not vertical:
            (self.go_forward if _ARROWS[key] > 0 else self.go_back)()
            return True
        if modifiers & (_CONTROL | _ALT):
            return False
        start = chosen.span.start if chosen is not None else self.start_of_keys()
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

    def _move_end(self, chosen: PaintedHighlight, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Move the end of the chosen highlight, with Alt its start, with Ctrl by word; of an area, its edges."""
        assert self.order is not None and self.canvas is not None
        vertical, at_start = key in (Qt.Key.Key_Down, Qt.Key.Key_Up), bool(modifiers & _ALT)
        if chosen.area is not None:
            edge = (Edge.TOP if at_start else Edge.BOTTOM) if vertical else (Edge.LEFT if at_start else Edge.RIGHT)
            by = _ARROWS[key] * (_AREA_STRIDE if modifiers & _CONTROL else _AREA_STEP)
            width, height = self.canvas.page_size(chosen.area.page)
            area = chosen.area.with_edge(edge, by, width=width, height=height) if width else chosen.area
            if area != chosen.area:
                self.area_move_requested.emit(chosen.id, area, True)
            return
        span = moved_end(
            self.order, chosen.span, at_start=at_start, step=_ARROWS[key], by_word=bool(modifiers & _CONTROL),
            by_sentence=vertical,
        )  # fmt: skip
        if span != chosen.span:
            self.resize_requested.emit(chosen.id, span, True)
            end = span.start if at_start else span.end - 1
            self.reveal(Span(end, end + 1))

    def start_of_keys(self) -> int:
        """Return where the keys begin without a selection: at the caret if it is in view, else at the top."""
        if self.canvas is None or self.selection is None or self.order is None:
            return 0
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
        if span is not None:
            self.passage_activated.emit(span)
        elif self.selected_highlight:
            self.note_requested.emit(self.selected_highlight)
        else:
            event.ignore()

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
