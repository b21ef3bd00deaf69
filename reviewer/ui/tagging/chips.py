"""Small drawn marks: the chip of a tag (key digit on its fill, readable in both themes) and the warning triangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPen, QPixmap, QPolygonF

from reviewer.domain.tag import Tag
from reviewer.ui import theme
from reviewer.ui.keymap import keymap
from reviewer.ui.tagging.colours import letter_on


def chip_letter(tag: Tag) -> str:
    """Return what stands on the chip: the key, else the first letter of the name."""
    return tag.key or tag.name[:1].upper()


def tag_key_words(tag: Tag) -> str:
    """Return the key that puts a tag on as it is now, "" for none. Its chip has the number, whatever the key."""
    return keymap().words(f"tag.{tag.key}") if tag.key else ""


def chip_width(metrics: QFontMetrics) -> int:
    """Return the width of a chip in this font."""
    return max(metrics.height(), metrics.horizontalAdvance("0") + 8)


def draw_chip(painter: QPainter, box: QRectF, tag: Tag, font: QFont) -> None:
    """Draw the chip into ``box``: solid for a tag with a key, outlined for one without; double edge for priority."""
    painter.save()
    painter.setPen(QPen(QColor(tag.line), 1))
    painter.setBrush(QColor(tag.fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if tag.recommendation_kind == "priority-action":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 2, 2)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(letter_on(tag.fill, tag.line)))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), chip_letter(tag))
    painter.restore()


def chip_icon(tag: Tag, size: int = 18) -> QIcon:
    """Return the chip as an icon for menus."""
    picture = QPixmap(QSize(size * 2, size * 2))
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_chip(painter, QRectF(0, 0, size, size), tag, theme.font(theme.SMALL))
    painter.end()
    return QIcon(picture)


def draw_warning(painter: QPainter, box: QRectF, colour: str) -> None:
    """Draw a triangle with an exclamation mark into ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = box.center().x()
    painter.drawPolygon(
        QPolygonF([QPointF(middle, box.top() + 0.5), QPointF(box.right() - 0.5, box.bottom() - 0.5), QPointF(box.left() + 0.5, box.bottom() - 0.5)])
    )
    painter.drawLine(QPointF(middle, box.top() + 4.2), QPointF(middle, box.bottom() - 4.4))
    painter.drawPoint(QPointF(middle, box.bottom() - 2.4))
    painter.restore()
