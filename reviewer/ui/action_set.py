"""Turn the table of actions into QActions: keys, menus, and when each is enabled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

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

from reviewer.ui.actions import ACTIONS, MENUS, NEED_WORDS, PLACE_WORDS, ActionSpec, Place, spec
from reviewer.ui.keymap import is_character, keymap

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
            action.setShortcutContext(_context(row.place))
            self._actions[row.id] = action
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._keymap = keymap()
        self._keymap.changed.connect(self._give_keys)
        self._give_keys()
        self._enable()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def bind(self, place: Place, widget: QWidget, handler: object) -> None:
        """Give the actions of a place their widget and their handlers, in place of those they had.

        Raise AttributeError for a missing one.
        """
        self.unbind(place)
        for row in ACTIONS:
            if row.place is place:
                action = self._actions[row.id]
                self._handlers[row.id] = action.triggered.connect(_handler(handler, row))
                widget.addAction(action)

    def unbind(self, *places: Place) -> None:
        """Take from the actions of these places the handlers of the review that was open until now."""
        for row in ACTIONS:
            before = self._handlers.pop(row.id, None) if row.place in places else None
            if before is not None:
                self._actions[row.id].triggered.disconnect(before)

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
        if states != self._states:
            self._states = states
            self._enable()

    def show_places(self, places: frozenset[Place]) -> None:
        """Enable only the actions of what is in view, and those of the window."""
        if places | {Place.WINDOW} != self._places:
            self._places = places | {Place.WINDOW}
            self._enable()

    def name_tags(self, names: Mapping[str, str]) -> None:
        """Say in menus and palette which tag a number puts on; ``names`` by number."""
        for row in ACTIONS:
            base, _, number = row.id.rpartition("_") if row.id.startswith("tag.only_") else row.id.rpartition(".")
            if base in ("tag", "tag.only") and number.isdigit():
                name = names.get(number, "").replace("&", "&&")
                words = f"Tag {number}: {name}" if base == "tag" else f"Only tag {number}: {name}"
                self._actions[row.id].setText(words if name else row.text)

    def set_single_keys(self, on: bool) -> None:
        """Switch the single-letter keys on or off (WCAG 2.1.4)."""
        self._single_keys = on
        self._keymap.switch_single(on=on)
        self._give_keys()

    def why_not(self, action_id: str) -> str:
        """Return why an action cannot be done now, "" where it can."""
        row = spec(action_id)
        if row.place not in self._places:
            return f"only in {PLACE_WORDS[row.place]}"
        missing = [NEED_WORDS[need] for need in ("document", "writable", "undo", "redo") if need in row.needs - self._states]
        return missing[0] if missing else ""

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        typing = is_text_field(now)
        if typing is not self._typing:
            self._typing = typing
            self._give_keys()

    def _give_keys(self) -> None:
        """Give every action the keys it has now, without those that sleep while the officer types."""
        for row in ACTIONS:
            keys = [key for key in self._keymap.keys(row.id) if self._single_keys or not is_character(key)]
            if self._typing and row.place is not Place.WINDOW:
                keys = [key for key in keys if key not in _FIELD_KEYS and not is_character(key)]
            wanted = [_sequence(key) for key in keys]
            action = self._actions[row.id]
            if action.shortcuts() != wanted:
                action.setShortcuts(wanted)

    def _enable(self) -> None:
        for row in ACTIONS:
            self._actions[row.id].setEnabled(row.place in self._places and row.needs <= self._states)


def _context(place: Place) -> Qt.ShortcutContext:
    return Qt.ShortcutContext.WindowShortcut if place is Place.WINDOW else Qt.ShortcutContext.WidgetWithChildrenShortcut


@cache
def _sequence(key: str) -> QKeySequence:
    return QKeySequence(key)


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
