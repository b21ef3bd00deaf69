"""Turn the table of actions into QActions: keys, menus, and when each is enabled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMetaObject, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from reviewer.ui.actions import ACTIONS, MENUS, ActionSpec, Place

# Keys that a text field needs for itself: while one has the focus, place actions on them sleep.
_FIELD_KEYS = {"Return", "Ctrl+Return", "Space", "Del", "Esc", "Ctrl+Backspace", "Ctrl+Del", "Ctrl+Shift+Del", "Ctrl+C"}


def is_text_field(widget: QWidget | None) -> bool:
    """Tell whether the officer types into this widget."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


class ActionSet(QObject):
    """All QActions of the window, by id. ``owners`` maps a place to its widget and to what handles its actions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, QMetaObject.Connection] = {}
        self._states: frozenset[str] = frozenset()
        self._single_keys = True
        self._places = frozenset({Place.WINDOW})
        self._typing = False
        for row in ACTIONS:
            action = QAction(row.text, self)
            action.setObjectName(row.id)
            self._actions[row.id] = action
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._update()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def bind(self, place: Place, widget: QWidget, handler: object) -> None:
        """Give the actions of a place their widget and their handlers, in place of those they had.

        Raise AttributeError for a missing one.
        """
        context = (
            Qt.ShortcutContext.WindowShortcut if place is Place.WINDOW else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        for row in ACTIONS:
            if row.place is place:
                action = self._actions[row.id]
                action.setShortcutContext(context)
                before = self._handlers.pop(row.id, None)
                if before is not None:  # of the review that was open until now
                    action.triggered.disconnect(before)
                self._handlers[row.id] = action.triggered.connect(_handler(handler, row))
                widget.addAction(action)

    def fill(self, bar: QMenuBar) -> Mapping[str, QMenu]:
        """Build the menus in the order of `MENUS`."""
        menus = {}
        for title in MENUS:
            menu = bar.addMenu(f"&{title}" if title != "Follow up" else "F&ollow up")
            last: Place | None = None
            for row in ACTIONS:
                if row.menu == title:
                    if last is not None and row.place is not last:
                        menu.addSeparator()
                    last = row.place
                    menu.addAction(self._actions[row.id])
            menus[title] = menu
        return menus

    def set_states(self, states: frozenset[str]) -> None:
        """Enable each action whose needs are all among ``states``."""
        self._states = states
        self._update()

    def show_places(self, places: frozenset[Place]) -> None:
        """Enable only the actions of what is in view, and those of the window."""
        self._places = places | {Place.WINDOW}
        self._update()

    def set_single_keys(self, on: bool) -> None:
        """Switch the single-letter keys on or off (WCAG 2.1.4)."""
        self._single_keys = on
        self._update()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        typing = is_text_field(now)
        if typing is not self._typing:
            self._typing = typing
            self._update()

    def _update(self) -> None:
        for row in ACTIONS:
            action = self._actions[row.id]
            keys = [key for key in row.keys if self._single_keys or len(key) > 1 or key in "[]"]
            asleep = self._typing and row.place is not Place.WINDOW
            if asleep:
                keys = [key for key in keys if key not in _FIELD_KEYS and len(key) > 1]
            wanted = [QKeySequence(key) for key in keys]
            if action.shortcuts() != wanted:
                action.setShortcuts(wanted)
            action.setEnabled(row.place in self._places and row.needs <= self._states)


def _handler(owner: object, row: ActionSpec) -> Callable[[], None]:
    """Return the method of that name; "coverage_2" may be served by ``coverage(2)``."""
    direct = getattr(owner, row.handler, None)
    if direct is not None:
        return lambda: direct()
    base, _, number = row.handler.rpartition("_")
    if not number.isdigit():
        raise AttributeError(f"{type(owner).__name__} has no handler for {row.id}")
    shared = getattr(owner, base)
    return lambda: shared(int(number))
