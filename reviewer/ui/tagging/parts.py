"""Small parts that the sections of the sidebar share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from reviewer.ui import theme


def row(*parts: QWidget | None, top: int = 0, bottom: int = 0) -> QHBoxLayout:
    """Lay parts side by side; None is the stretch between them."""
    layout = QHBoxLayout()
    layout.setContentsMargins(12, top, 8, bottom)
    layout.setSpacing(4)
    for part in parts:
        if part is None:
            layout.addStretch()
        else:
            layout.addWidget(part)
    return layout


class MenuButton(QToolButton):
    """A quiet button that shows the choice in force and drops down the others."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setToolTip(name)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.font(theme.SMALL))
        self.setStyleSheet("padding-right: 14px;")
        menu = QMenu(self)
        menu.setAccessibleName(name)
        self._group = QActionGroup(menu)
        self.setMenu(menu)

    def add(self, words: str) -> QAction:
        """Add a choice."""
        action = self.menu().addAction(words)
        action.setCheckable(True)
        self._group.addAction(action)
        return action

    def show_choice(self, words: str) -> None:
        """Show what is in force."""
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {words}")
        for action in self.menu().actions():
            action.setChecked(action.text() == words)
