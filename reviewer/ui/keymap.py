"""Which keys each action has now: those of the table, or those that the officer gave it in the preferences.

Like the theme there is one for the application, and what shows a key follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from reviewer.ui import widgets
from reviewer.ui.actions import ACTIONS, ActionSpec, Place, spec

# What the document pane, lists and dialogs do with these keys is no action, so none may take them there.
_RESERVED = {
    "Tab", "Shift+Tab", "Backtab", "Esc", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown",
    "Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "Ctrl+Left", "Ctrl+Right", "Ctrl+Shift+Left",
    "Ctrl+Shift+Right", "Alt+Shift+Left", "Alt+Shift+Right", "Ctrl+Alt+Shift+Left", "Ctrl+Alt+Shift+Right",
    "Shift+Home", "Shift+End", "Ctrl+Home", "Ctrl+End", "Alt+F4",
}  # fmt: skip


def is_character(key: str) -> bool:
    """Tell whether a key is a lone letter, digit or sign, with Shift or without (WCAG 2.1.4)."""
    return len(key.removeprefix("Shift+")) == 1


def key_words(keys: tuple[str, ...]) -> str:
    """Return keys as people read them: "Ctrl+Shift+Z or Ctrl+Y"."""
    names = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up", "Del": "Delete"}
    return " or ".join("+".join(names.get(part, part) for part in _parts(key)) for key in keys)


def _parts(key: str) -> list[str]:
    head, plus, last = key.rpartition("+")
    return [key] if not plus or key == "+" else [*head.rstrip("+").split("+"), last or "+"]


def meets(one: ActionSpec, other: ActionSpec) -> bool:
    """Tell whether two actions can be in reach of the same key press."""
    return one.place is other.place or Place.WINDOW in (one.place, other.place)


class Keymap(QObject):
    """The keys in force by action; ``changed`` when any of them is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: dict[str, tuple[str, ...]] = {}
        self._single = True

    def keys(self, action: str) -> tuple[str, ...]:
        """Return the keys of an action in Qt's portable spelling, the first one to be shown. Raise KeyError."""
        return self._own.get(action, spec(action).keys)

    def words(self, action: str) -> str:
        """Return the key to show as people read it, "" where the action has none that works."""
        return key_words(tuple(key for key in self.keys(action) if self._single or not is_character(key))[:1])

    def switch_single(self, *, on: bool) -> None:
        """Learn whether lone letters, digits and signs act: those that do not are shown nowhere."""
        if on is not self._single:
            self._single = on
            self.changed.emit()

    def is_changed(self, action: str) -> bool:
        return action in self._own

    @property
    def own(self) -> dict[str, str]:
        """The officer's own keys as settings keep them: action -> keys with a space between."""
        return {action: " ".join(keys) for action, keys in self._own.items()}

    def load(self, own: Mapping[str, str]) -> None:
        """Take over what settings kept; actions and keys that this version does not know are left out."""
        known = {row.id for row in ACTIONS}
        found = {action: tuple(filter(_is_key, keys.split())) for action, keys in own.items() if action in known}
        self._set({action: keys for action, keys in found.items() if keys or not own[action].split()})

    def clashes(self, action: str, key: str) -> tuple[ActionSpec, ...]:
        """Return the other actions that have this key where ``action`` can be called."""
        row = spec(action)
        return tuple(other for other in ACTIONS if other.id != action and key in self.keys(other.id) and meets(row, other))

    def refusal(self, action: str, key: str) -> str:
        """Return why no action may have this key, "" where one may."""
        if key in _RESERVED and key not in spec(action).keys:
            return f"{key_words((key,))} moves within texts and lists, so no action can have it."
        return ""

    def assign(self, action: str, keys: tuple[str, ...]) -> None:
        """Give an action its keys; those that had one of them where both can be called lose it."""
        own = dict(self._own)
        for key in keys:
            for other in self.clashes(action, key):
                own[other.id] = tuple(one for one in own.get(other.id, other.keys) if one != key)
        own[action] = keys
        self._set(own)

    def reset(self, action: str) -> None:
        """Give an action its first keys again, as `assign` does."""
        self.assign(action, spec(action).keys)

    def reset_all(self) -> None:
        """Give every action its first keys again."""
        self._set({})

    def _set(self, own: Mapping[str, tuple[str, ...]]) -> None:
        changed = {action: keys for action, keys in own.items() if keys != spec(action).keys}
        if changed != self._own:
            self._own = changed
            self.changed.emit()


def _is_key(key: str) -> bool:
    return bool(QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText))


def portable(sequence: QKeySequence) -> str:
    """Return a pressed key as the table spells it: "?" for Shift and its key, which differs from keyboard to keyboard."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText).replace("Enter", "Return")
    bare = text.removeprefix("Shift+")
    return bare if bare != text and len(bare) == 1 and not bare.isalnum() else text


_keymap: list[Keymap] = []


def keymap() -> Keymap:
    """Return the application's one keymap, made at first use under the running application."""
    app = QCoreApplication.instance()
    if not _keymap or not isValid(_keymap[0]) or _keymap[0].parent() is not app:
        _keymap[:] = [Keymap(app)]
    return _keymap[0]


def follow(widget: QWidget, show: Callable[[], None]) -> None:
    """Call ``show`` now and whenever keys change, as long as the widget is there."""
    keys = keymap()

    def again() -> None:
        if isValid(widget):
            show()

    show()
    keys.changed.connect(again)
    widget.destroyed.connect(lambda: keys.changed.disconnect(again) if isValid(keys) else None)


def cap(action: str) -> QLabel:
    """Return the key of an action drawn as a cap; hidden while it has none."""
    label = widgets.key_cap("")
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show() -> None:
        words = keymap().words(action)
        label.setText(words.replace("+", " ") if len(words) > 1 else words)
        if label.parentWidget() is not None:
            label.setVisible(bool(words))

    follow(label, show)
    return label


def tip(widget: QWidget, words: str, action: str) -> None:
    """Give a control a tool tip that ends with the key of its action."""

    def show() -> None:
        keys = keymap().words(action)
        widget.setToolTip(f"{words} ({keys})" if keys else words)

    follow(widget, show)
