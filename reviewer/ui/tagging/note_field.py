"""The note of a highlight, edited in its card: what is typed is kept, whichever way it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PAUSE_MS = 400


class NoteField(QPlainTextEdit):
    """Ctrl+Enter and Esc leave; every pause in the typing is saved (the workspace merges it into one undo step)."""

    typed = Signal(str, str)  # highlight, note
    left = Signal()

    def __init__(self, highlight: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._highlight, self._saved = highlight, note
        self.setAccessibleName("Note on the highlight")
        self.setPlaceholderText("Note. Ctrl Enter saves and returns to the page.")
        self.setTabChangesFocus(True)
        self.setPlainText(note)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)

    def flush(self) -> None:
        """Save what is typed, if it is not saved yet."""
        self._pause.stop()
        note = self.toPlainText()
        if note != self._saved:
            self._saved = note
            self.typed.emit(self._highlight, note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.flush()
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
