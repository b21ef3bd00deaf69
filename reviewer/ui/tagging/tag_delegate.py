"""Paint a row of the list of tags: triangle, chip, name and count; and the field for its name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.domain.tag import Tag
from reviewer.domain.tag_tree import Node
from reviewer.ui import theme
from reviewer.ui.row_pictures import RowPictures
from reviewer.ui.tagging.chips import draw_chip, tag_key_words

TAG_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = TAG_ROLE + 1
ARMED_ROLE = TAG_ROLE + 2
NODE_ROLE = TAG_ROLE + 3
CLOSED_ROLE = TAG_ROLE + 4
INDENT, ARROW = 14, 14
Index = QModelIndex | QPersistentModelIndex


class TagDelegate(QStyledItemDelegate):
    """Paint a tag's row: chip, name, count; a frame around the armed one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = RowPictures()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, node = option.widget, index.data(NODE_ROLE)
        focused = isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        shows = (node, tag_key_words(node.tag), index.data(COUNT_ROLE), index.data(ARMED_ROLE), index.data(CLOSED_ROLE), focused, hovered, option.font.key())
        self._pictures.draw(
            painter, option.rect, shows, theme.current().panel,
            lambda onto: self._paint(onto, option, index, focused=focused, hovered=hovered),
        )  # fmt: skip

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, focused: bool, hovered: bool) -> None:
        tag: Tag = index.data(TAG_ROLE)
        now = theme.current()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(4, 1, -4, -1)
        if focused or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_tint if focused else now.ground))
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if focused or index.data(ARMED_ROLE):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2 if index.data(ARMED_ROLE) else 1))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        small = theme.font(theme.SMALL)
        size = QFontMetrics(small).height() + 4
        node: Node = index.data(NODE_ROLE)
        left = rect.left() + 4 + ARROW + INDENT * min(node.depth, 4)
        if node.below:
            _draw_arrow(painter, QRectF(left - ARROW, rect.center().y() - 4, 9, 9), closed=index.data(CLOSED_ROLE))
        draw_chip(painter, QRectF(left, rect.center().y() - size / 2 + 1, size, size), tag, small)
        self._draw_words(painter, rect, left + size + 8, option, index, small)
        painter.restore()

    def _draw_words(
        self, painter: QPainter, rect: QRect, left: int, option: QStyleOptionViewItem, index: Index, small: Any
    ) -> None:
        now = theme.current()
        painter.setFont(small)
        painter.setPen(QColor(now.soft))
        count = str(index.data(COUNT_ROLE))
        if index.data(ARMED_ROLE):
            count = f"on · {count}"
        if tag_key_words(index.data(TAG_ROLE)) not in ("", index.data(TAG_ROLE).key):
            count = f"{tag_key_words(index.data(TAG_ROLE))} · {count}"
        wide = QFontMetrics(small).horizontalAdvance(count)
        right = rect.right() - 18
        side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRect(right - wide - 2, rect.top(), wide + 2, rect.height()), side, count)
        painter.setFont(option.font)
        painter.setPen(QColor(now.text))
        room = right - wide - 10 - left
        name = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top(), room + 2, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), name)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setAccessibleName("Name of the tag")
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Give the name once: a change elsewhere must not undo the typing."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data()))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(NODE_ROLE)
        editor.setGeometry(option.rect.adjusted(40 + INDENT * min(node.depth, 4), 0, -8, 0))


def _draw_arrow(painter: QPainter, box: QRectF, *, closed: bool) -> None:
    """Draw the triangle of a tag that has others under it: to the right while they are closed, else down."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().soft))
    side, top = box.width() - 2, box.top() + 1
    down = [QPointF(box.left(), top + 1), QPointF(box.left() + side, top + 1), QPointF(box.left() + side / 2, top + side - 1)]
    right = [QPointF(box.left() + 1, top), QPointF(box.left() + side - 1, top + side / 2), QPointF(box.left() + 1, top + side)]
    painter.drawPolygon(QPolygonF(right if closed else down))
    painter.restore()


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row in this font: 28 pixels or more."""
    return max(theme.ROW_HEIGHT - 1, metrics.height() + theme.GRID)
