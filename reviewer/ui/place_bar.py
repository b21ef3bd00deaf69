"""The bar under the menu: the three work places with their keys, and the search in all documents."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.keymap import cap, follow, keymap

PLACES = (("Read", "view.read"), ("Follow up", "view.follow_up"), ("Checklist", "view.checklist"))


class KeyedButton(QPushButton):
    """A button that shows its words and its key; as wide as both need in the font in force."""

    def __init__(self, words: str, action: str) -> None:
        super().__init__()
        follow(self, lambda: self.setAccessibleName(f"{words}, {keymap().words(action)}"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(12, 3, 12, 3)
        inner.setSpacing(theme.GRID)
        for part in (widgets.label(words), cap(action)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner.addWidget(part)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PlaceBar(QFrame):
    """``place_chosen`` with 0, 1 or 2."""

    place_chosen = Signal(int)
    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName("Work places")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(theme.GRID)
        self._group = QButtonGroup(self)
        for number, (words, action) in enumerate(PLACES):
            button = KeyedButton(words, action)
            button.setProperty("role", "quiet")
            button.setCheckable(True)
            self._group.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch()
        self.search = KeyedButton("Search all documents", "search.all")
        layout.addWidget(self.search)
        self._group.idClicked.connect(self.place_chosen)
        self.search.clicked.connect(self.search_requested)
        self.show_place(0)

    def show_place(self, number: int) -> None:
        """Mark the place in view."""
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)
