"""The note of a highlight, edited in its card: what is typed is kept, whichever way it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reviewer.ui import theme, widgets

_PAUSE_MS = 400
_HINT = "Saved as you type · Ctrl Enter goes back"


class NoteField(QPlainTextEdit):
    """Ctrl+Enter and Esc leave; every pause in the typing is saved (the workspace merges it into one undo step)."""

    typed = Signal(str, str)  # highlight, note
    left = Signal()

    def __init__(self, highlight: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._highlight, self._saved = highlight, note
        self._refused = False
        self._warned: str | None = None
        self.setAccessibleName("Note on the highlight")
        self.setPlaceholderText("Note: **bold**, *italic*, - list")
        self.setAccessibleDescription(f"Markdown. {_HINT}")
        self._hint = widgets.label(_HINT, "soft")
        self._hint.setParent(self)
        self._hint.setFont(theme.font(theme.SMALL))
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setViewportMargins(0, 0, 0, self._hint.sizeHint().height() + 2)
        self.setTabChangesFocus(True)
        self.setPlainText(note)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)

    def flush(self) -> bool:
        """Save what is typed, if it is not saved yet. Return whether it is saved."""
        self._pause.stop()
        note = self.toPlainText()
        if note != self._saved:
            before, self._saved = self._saved, note
            self._refused = False
            self.typed.emit(self._highlight, note)
            if self._refused:
                self._saved = before
        return note == self._saved

    def refuse(self) -> None:
        """Learn, while ``typed`` is told, that the note could not be saved."""
        self._refused = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = self._hint.sizeHint().height()
        self._hint.setGeometry(6, self.height() - high - 3, self.width() - 12, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            event.accept()
            if self.flush() or self._warned == self.toPlainText():
                self.left.emit()
            else:
                self._warned = self.toPlainText()  # it stays open, to be copied; the second time it goes
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
