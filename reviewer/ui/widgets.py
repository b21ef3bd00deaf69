"""Small shared parts: labels with a role, key caps, rules, pills, empty states."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui import theme


def label(text: str = "", role: str = "", *, wrap: bool = False, name: str = "") -> QLabel:
    """Return a plain-text label; ``role`` is one of the style sheet's (soft, section, heading, key, good …)."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    result.setWordWrap(wrap)
    if name:
        result.setAccessibleName(name)
    return result


def key_cap(keys: str) -> QLabel:
    """Return a key drawn as a cap, in the spelling people read ("Ctrl+1" -> "Ctrl 1")."""
    result = label(keys.replace("+", " ").replace("Return", "Enter"), "key")
    result.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return result


def button(text: str, *, role: str = "", name: str = "", tip: str = "") -> QPushButton:
    """Return a push button; ``role`` is "", "primary" or "quiet"."""
    result = QPushButton(text)
    if role:
        result.setProperty("role", role)
    result.setAccessibleName(name or text.replace("&", ""))
    if tip:
        result.setToolTip(tip)
    return result


def rule() -> QFrame:
    """Return a 1-pixel line."""
    result = QFrame()
    result.setProperty("role", "rule")
    return result


def frame(role: str, *widgets: QWidget, vertical: bool = True, margin: int = theme.GRID) -> QFrame:
    """Return a frame of a role ("panel", "card", "pill", "notice", "warning") around some widgets."""
    result = QFrame()
    result.setProperty("role", role)
    layout = QVBoxLayout(result) if vertical else QHBoxLayout(result)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(theme.GRID // 2)
    for widget in widgets:
        layout.addWidget(widget)
    return result


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another role and let the style sheet see it."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class EmptyState(QWidget):
    """What belongs here, and the key that puts it there."""

    def __init__(self, title: str, text: str, keys: tuple[tuple[str, str], ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title}. {text}")
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(theme.GRID)
        heading = label(title, "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(text, "", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMaximumWidth(420)
        layout.addWidget(heading)
        layout.addWidget(words, alignment=Qt.AlignmentFlag.AlignCenter)
        for keys_text, what in keys:
            row = QHBoxLayout()
            row.addStretch()
            row.addWidget(key_cap(keys_text))
            row.addWidget(label(what))
            row.addStretch()
            layout.addLayout(row)
