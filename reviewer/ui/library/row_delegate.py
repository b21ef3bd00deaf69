"""Paint a row of the library: name, warning mark, badge with its word, counts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from reviewer.ui import theme
from reviewer.ui.library.rows import DocumentRow
from reviewer.ui.tagging.chips import draw_warning
from reviewer.ui.tagging.lines import laid_out, wrapped

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
OPEN_ROLE = ROW_ROLE + 1
_SIDE = 8
_INDENT = 20
MAX_LINES = 3
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowDelegate(QStyledItemDelegate):
    """Rows of documents and, in semibold with a triangle, of authorities."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = option.fontMetrics
        one = max(theme.ROW_HEIGHT, metrics.height() + theme.GRID)
        row, tree = index.data(ROW_ROLE), option.widget
        if not isinstance(row, DocumentRow) or not isinstance(tree, QTreeWidget):
            return QSize(120, one)
        room = max(tree.viewport().width() - 2 * _SIDE - _INDENT - 8 - _right_part(row), 40)
        if metrics.horizontalAdvance(row.name) <= room:
            return QSize(120, one)
        lines = laid_out(row.name, option.font, room, MAX_LINES).lineCount()
        return QSize(120, one + (lines - 1) * metrics.lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tree = option.widget
        rect = QRect(option.rect)
        if isinstance(tree, QTreeWidget):
            rect.setLeft(0)
            rect.setRight(tree.viewport().width())
        _draw_ground(painter, rect, option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, DocumentRow):
            _draw_document(painter, rect, option, row)
        else:
            opened = isinstance(tree, QTreeWidget) and tree.isExpanded(index)
            _draw_authority(painter, rect, str(index.data()), opened=opened)
        painter.restore()


def _draw_ground(
    painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
) -> None:
    now = theme.current()
    box = QRectF(rect).adjusted(_SIDE, 0.5, -_SIDE, -0.5)
    opened = bool(index.data(OPEN_ROLE))
    if opened or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent_tint if opened else now.ground))
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
    tree = option.widget
    if isinstance(tree, QTreeWidget) and tree.hasFocus() and tree.currentIndex() == index:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.accent), 1.5))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)


def _draw_authority(painter: QPainter, rect: QRect, name: str, *, opened: bool) -> None:
    now = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.text))
    x, y = rect.left() + _SIDE + 10.0, rect.center().y() + 0.5
    points = [(-3.5, -2.5), (3.5, -2.5), (0.0, 3.5)] if opened else [(-2.5, -3.5), (3.5, 0.0), (-2.5, 3.5)]
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
    painter.setPen(QColor(now.text))
    font = theme.font(semibold=True)
    painter.setFont(font)
    room = rect.adjusted(_SIDE + 20, 0, -_SIDE - 4, 0)
    painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width()))


def _right_part(row: DocumentRow) -> int:
    """Return the width of what stands right of the name."""
    metrics = QFontMetrics(theme.font(theme.SMALL))
    width = metrics.horizontalAdvance(row.badge) + 14 if row.badge else metrics.horizontalAdvance(row.counts)
    return (width + 6 if width else 0) + (19 if row.warnings else 0)


def _draw_document(painter: QPainter, rect: QRect, option: QStyleOptionViewItem, row: DocumentRow) -> None:
    now = theme.current()
    small = theme.font(theme.SMALL)
    metrics = QFontMetrics(small)
    right = rect.right() - _SIDE - 8
    painter.setFont(small)
    if row.badge:
        right = _draw_badge(painter, rect, right, row.badge, metrics, now.bad if row.document.draft else now.soft)
    elif row.counts:
        wide = metrics.horizontalAdvance(row.counts)
        painter.setPen(QColor(now.soft))
        painter.drawText(QRect(right - wide, rect.top(), wide + 2, rect.height()), _RIGHT, row.counts)
        right -= wide + 6
    if row.warnings:
        right = _draw_warning(painter, rect, right, now.middle)
    left = rect.left() + _SIDE + _INDENT
    painter.setPen(QColor(now.text))
    name = wrapped(row.name, option.font, right - left, max(rect.height() // option.fontMetrics.lineSpacing(), 1))
    high = name.boundingRect().height()
    name.draw(painter, QPointF(left, rect.top() + (rect.height() - high) / 2))


def _draw_badge(painter: QPainter, rect: QRect, right: int, word: str, metrics: QFontMetrics, colour: str) -> int:
    wide, high = metrics.horizontalAdvance(word) + 14, metrics.height() + 2
    box = QRectF(right - wide, rect.center().y() - high / 2 + 1, wide, high)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 1))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)
    return right - wide - 6


def _draw_warning(painter: QPainter, rect: QRect, right: int, colour: str) -> int:
    draw_warning(painter, QRectF(right - 13, rect.center().y() - 6, 13, 12), colour)
    return right - 13 - 6
