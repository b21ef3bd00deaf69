"""Sentences, hints and empty places that name keys: always the keys that actions have now.

In a text an action's key is written ``[[its.id]]``; where the action has no key, its name in the menu stands instead.
"""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.actions import spec
from reviewer.ui.keymap import cap, follow, keymap

_KEY = re.compile(r"\[\[([a-z_]+\.[a-z_0-9]+)\]\]")
_EMPTY_WIDTH = 420  # pixels of what an empty place says


class _Worded(Protocol):
    def setText(self, text: str, /) -> None: ...


def said(action: str) -> str:
    """Return the key of an action as people read it, else its name in the menu. Raise KeyError."""
    return keymap().words(action) or f"“{spec(action).text.rstrip('…')}”"


def with_keys(text: str) -> str:
    """Return a text with every ``[[action.id]]`` as the key that action has now. Raise KeyError for an unknown one."""
    return _KEY.sub(lambda found: said(found[1]), text)


def show_with_keys(widget: QWidget, part: _Worded, text: str) -> None:
    """Give a label or button a text with keys, now and whenever keys change; ``widget`` is what may go."""
    follow(widget, lambda: part.setText(with_keys(text)))


def keyed_button(words: str, action: str, *, role: str = "", name: str = "") -> QPushButton:
    """Return a button that says what it does and its key after it."""
    result = widgets.button(words, role=role)

    def show() -> None:
        key = keymap().words(action).replace("+", " ").replace("Enter", "↵")  # a button has little room
        result.setText(f"{words}  {key}".rstrip())
        result.setAccessibleName(f"{name or words}, key {keymap().words(action)}" if key else name or words)

    follow(result, show)
    return result


class Hints(QWidget):
    """Words with the keys of their actions, in one line; the last ones are left out where there is no room for all."""

    def __init__(self, hints: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        self._hints: list[list[QWidget]] = []  # what is shown or left out together
        for words, action in hints:
            parts: list[QWidget] = [widgets.label(words, "soft"), cap(action)] if words else [cap(action)]
            for part in parts:
                layout.addWidget(part)
            if words or not self._hints:
                self._hints.append(parts)
            else:
                self._hints[-1] += parts
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fit(self, room: int) -> None:
        """Show as many as a room of so many pixels has place for, the first ones first."""
        used = 0
        for parts in self._hints:
            used += sum(part.sizeHint().width() + theme.GRID for part in parts)
            for part in parts:
                part.setVisible(used - theme.GRID <= room)
        self.setVisible(any(not part.isHidden() for parts in self._hints for part in parts))


class EmptyState(QWidget):
    """What belongs here, and the key of the action that puts it there."""

    def __init__(self, title: str, text: str, acts: tuple[tuple[str, str], ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title}. {text}")
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(theme.GRID)
        heading = widgets.label(title, "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = widgets.label(text, "", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setFixedWidth(_EMPTY_WIDTH)
        words.ensurePolished()
        words.setMinimumHeight(words.heightForWidth(_EMPTY_WIDTH))  # a layout with an alignment asks for no height by width
        layout.addWidget(heading)
        layout.addWidget(words, alignment=Qt.AlignmentFlag.AlignCenter)
        for action, what in acts:
            layout.addLayout(self._act(action, what))

    @staticmethod
    def _act(action: str, what: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cap(action))
        words = widgets.label(what)
        show_with_keys(words, words, what)
        row.addWidget(words)
        row.addStretch()
        return row
