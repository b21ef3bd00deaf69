"""Small shared parts: labels with a role, key caps, rules, pills, empty states."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

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


def safe(text: str) -> str:
    """Return a text for rich text: as it is, whatever signs it holds."""
    return html.escape(text)


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


class ElidedButton(QPushButton):
    """A button that shortens its words with an ellipsis rather than asking for more room than there is."""

    def __init__(self, text: str, *, name: str = "") -> None:
        super().__init__(text)
        self._words = text
        self.setAccessibleName(name or text)
        self.setToolTip(text)
        self.setStyleSheet("text-align: left; padding-left: 8px; padding-right: 4px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def room(self) -> int:
        """Return how many pixels the words may take."""
        return self.width() - 16 - (self.iconSize().width() + 4 if not self.icon().isNull() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = QFontMetrics(theme.font(semibold=self.isChecked()))
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(self.room(), 20)))


class ElidedLabel(QLabel):
    """A plain line that gives way: it shows as much of its words as fits, and has all of them in its tip and for a screen reader.

    ``shy``: it asks for no room at all and takes what others leave.
    """

    def __init__(self, words: str = "", role: str = "", *, shy: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.words = ""
        if role:
            self.setProperty("role", role)
        if shy:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Show these words."""
        self.words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        fits = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, max(self.width(), 20))
        if fits != self.text():
            self.setText(fits)


class BriefLabel(QLabel):
    """A text of at most so many lines: what does not fit ends in an ellipsis, the tool tip has the whole."""

    def __init__(self, role: str = "", *, lines: int) -> None:
        super().__init__()
        self._words, self._lines = "", lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_words(self, words: str) -> None:
        """Show a text."""
        self._words = words
        self.setToolTip(f"<p>{safe(words)}</p>" if words else "")
        self.setAccessibleName(words)
        self._shorten()

    def show_lines(self, lines: int) -> None:
        """Take at most so many lines from here on."""
        self._lines = lines
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        words = self._words.split(" ")
        fits, over = 0, len(words) + 1
        while over - fits > 1:
            middle = (fits + over) // 2
            fits, over = (middle, over) if self._fits(self._first(words, middle)) else (fits, middle)
        self.setText(self._first(words, max(fits, 1)))

    def _first(self, words: list[str], number: int) -> str:
        return self._words if number >= len(words) else " ".join(words[:number]) + " …"

    def _fits(self, text: str) -> bool:
        self.ensurePolished()
        metrics = self.fontMetrics()
        room = QRect(0, 0, max(self.width() - 2, 60), 10_000)
        high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        return high < metrics.lineSpacing() * (self._lines + 0.5)


def top_items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """Return the first level of a tree."""
    found = (tree.topLevelItem(number) for number in range(tree.topLevelItemCount()))
    return [item for item in found if item is not None]


def child_items(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Return what hangs on an item of a tree."""
    found = (item.child(number) for number in range(item.childCount()))
    return [child for child in found if child is not None]


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
