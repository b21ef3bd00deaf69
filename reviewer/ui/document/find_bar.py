"""The find bar: a field that finds as one types, the count, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from reviewer.ui import theme
from reviewer.ui.keymap import tip
from reviewer.ui.widgets import label


class FindField(QLineEdit):
    """Enter goes on, Shift+Enter back, Esc closes."""

    stepped = Signal(int)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """One row above the document; hidden until asked for."""

    query_changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = FindField()
        self.field.setPlaceholderText("Find in this document")
        self.field.setAccessibleName("Find in this document")
        self.field.setMaximumWidth(360)
        self.field.textEdited.connect(self.query_changed)
        self.field.stepped.connect(self.stepped)
        self.field.closed.connect(self.closed)
        self.count = label("", "soft", name="Number of hits")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GRID, 4, theme.GRID, 4)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.field, 2)
        layout.addWidget(self.count)
        layout.addStretch(1)
        layout.addWidget(self._tool("previous", "Previous hit", "document.find_previous", lambda: self.stepped.emit(-1)))
        layout.addWidget(self._tool("next", "Next hit", "document.find_next", lambda: self.stepped.emit(1)))
        layout.addWidget(self._tool("close", "Close find", "", self.closed.emit))
        self.hide()

    def show_hits(self, current: int | None, total: int) -> None:
        """Show which hit of how many is the current one."""
        if not self.field.text().strip():
            words = ""
        elif not total:
            words = "not found"
        else:
            words = f"{(current or 0) + 1} of {total:,}"
        self.count.setText(words)
        self.count.setAccessibleDescription(words)

    def _tool(self, text: str, name: str, action_id: str, act: object) -> QToolButton:
        result = QToolButton()
        result.setText(text)
        result.setAccessibleName(name)
        if action_id:
            tip(result, name, action_id)
        else:
            result.setToolTip(f"{name} (Esc)")
        if callable(act):
            result.clicked.connect(lambda: act())
        return result
