"""Small parts that the sections of the sidebar share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui import theme, widgets
from reviewer.ui.widgets import ElidedLabel

_CONTEXT = "context menu"


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Open a context menu; an earlier one of the same owner goes.

    Not WA_DeleteOnClose: a menu that deletes itself while Python still knows its actions brought Qt down.
    """
    owner = menu.parent()
    for earlier in owner.findChildren(QMenu, _CONTEXT, Qt.FindChildOption.FindDirectChildrenOnly) if owner else ():
        earlier.deleteLater()
    menu.setObjectName(_CONTEXT)
    menu.popup(at)


def row(*parts: QWidget | None, top: int = 0, bottom: int = 0) -> QHBoxLayout:
    """Lay parts side by side; None is the stretch between them."""
    layout = QHBoxLayout()
    layout.setContentsMargins(12, top, 8, bottom)
    layout.setSpacing(4)
    for part in parts:
        if part is None:
            layout.addStretch()
        else:
            layout.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0)
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
        self.setStyleSheet("padding: 2px 13px 2px 3px;")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
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


class Question(QFrame):
    """What an act would do, with the button that does it: asked in place, never in a dialog. Esc leaves it."""

    left = Signal()

    def __init__(self, act: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._run: Callable[[], None] | None = None
        self.words = widgets.label(wrap=True)
        self.act = widgets.button(act)
        self.leave = widgets.button("Cancel", role="quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.addWidget(self.act)
        buttons.addWidget(self.leave)
        buttons.addStretch()
        layout.addLayout(buttons)
        self.act.clicked.connect(self._do)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def ask(self, words: str, run: Callable[[], None]) -> None:
        """Show what ``run`` would do; the focus is on the button that leaves it."""
        self._run = run
        self.words.setText(words)
        self.setAccessibleName(words)
        self.act.setAccessibleDescription(words)
        self.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)
