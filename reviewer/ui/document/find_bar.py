"""The find bar: a field that finds as one types, the count, next and previous."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from reviewer.ui import theme
from reviewer.ui.document.finder import How
from reviewer.ui.keymap import tip
from reviewer.ui.widgets import label


class FindField(QLineEdit):
    """Enter goes on, Shift+Enter back, Ctrl+Enter stays at the hit, Alt+C and Alt+W say how to look, Esc closes."""

    stepped = Signal(int)
    taken = Signal()
    closed = Signal()
    case_pressed = Signal()
    words_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        """Take the keys that are the field's own before menus and actions do."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _own(self, event: QKeyEvent) -> SignalInstance | None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return {Qt.Key.Key_C: self.case_pressed, Qt.Key.Key_W: self.words_pressed}.get(Qt.Key(key))
        entered = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return self.taken if entered and modifiers == Qt.KeyboardModifier.ControlModifier else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self._own(event)
        if own is not None:
            own.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
    taken = Signal()
    closed = Signal()
    how_changed = Signal()

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
        self.field.taken.connect(self.taken)
        self.field.closed.connect(self.closed)
        self.case = self._toggle("Aa", "Match capitals", "Alt+C")
        self.words = self._toggle("whole words", "Find whole words only", "Alt+W")
        self.field.case_pressed.connect(self.case.click)
        self.field.words_pressed.connect(self.words.click)
        self.count = label("", "soft", name="Number of hits")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GRID, 4, theme.GRID, 4)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.field, 2)
        layout.addWidget(self.count)
        layout.addWidget(self.case)
        layout.addWidget(self.words)
        layout.addStretch(1)
        layout.addWidget(self._tool("previous", "Previous hit", "document.find_previous", lambda: self.stepped.emit(-1)))
        layout.addWidget(self._tool("next", "Next hit", "document.find_next", lambda: self.stepped.emit(1)))
        close = self._tool("close", "Back to where you were", "", self.closed.emit)
        close.setToolTip("Back to where you were (Esc); Ctrl+Enter stays at the hit and selects it")
        layout.addWidget(close)
        self.hide()

    @property
    def how(self) -> How:
        """Return how to look, as the two switches say."""
        return How(case=self.case.isChecked(), words=self.words.isChecked())

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

    def _toggle(self, text: str, name: str, keys: str) -> QToolButton:
        result = self._tool(text, name, "", None)
        result.setCheckable(True)
        result.setToolTip(f"{name} ({keys} in the field)")
        result.toggled.connect(lambda _: self.how_changed.emit())
        return result

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
