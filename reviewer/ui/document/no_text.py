"""What a page says that has no text: that it is a picture, and the key that marks an area of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer.ui import theme
from reviewer.ui.key_words import with_keys

NO_TEXT = "This page is a picture: its text cannot be selected. Press [[highlight.area]] to mark an area and type what it says."
_WRAP = int(Qt.TextFlag.TextWordWrap)


def paint_no_text(painter: QPainter, page: QRectF) -> None:
    """Write it along the top of a page."""
    painter.setFont(theme.font())
    words = with_keys(NO_TEXT)
    room = QRectF(page.left() + 13, page.top() + 9, page.width() - 26, page.height())
    lines = painter.boundingRect(room, _WRAP, words)  # a small page needs several
    painter.fillRect(QRectF(page.left() + 1, page.top() + 1, page.width() - 2, lines.height() + 16), QColor(theme.LIGHT.accent_tint))
    painter.setPen(QColor(theme.LIGHT.text))
    painter.drawText(lines, _WRAP, words)
