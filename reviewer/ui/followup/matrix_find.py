"""The line that finds words in the matrix as one types: only the recommendations that have them stay."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from reviewer.ui import theme, widgets

_NAME = "Find in the recommendations, answers, quotations, notes and actions"


class _Field(QLineEdit):
    left = Signal()
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class MatrixFind(QWidget):
    """Hidden until asked for. ``left`` by Enter or Down, which keep the words; Esc and "close" let go of them."""

    words_changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = _Field()
        self.field.setAccessibleName(_NAME)
        self.field.setPlaceholderText(_NAME)
        self.field.textChanged.connect(lambda _: self.words_changed.emit())
        self.field.left.connect(self.left)
        self.field.closed.connect(self.close_find)
        self._count = widgets.label("", "soft", name="Number of recommendations found")
        close = widgets.button("close", role="quiet", name="Show all recommendations again", tip="Shows all recommendations again (Esc)")
        close.clicked.connect(self.close_find)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._count)
        layout.addWidget(close)
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for, "" for nothing."""
        return " ".join(self.field.text().split())

    def open_find(self) -> None:
        """Take the focus; what is typed replaces what was there."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def forget(self) -> None:
        """Look for nothing any more; tells nobody."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.hide()

    def close_find(self) -> None:
        """Look for nothing, and give the focus back."""
        self.left.emit()  # first: hiding what has the focus hands it to whatever comes next
        self.forget()
        self.words_changed.emit()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many recommendations are shown."""
        words = f"{shown} of {total}" if self.words else ""
        self._count.setText(words)
        self._count.setAccessibleDescription(words)
