"""The tags with key, colour, name and count; renamed in place, re-ordered by drag or Alt+Up and Alt+Down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDropEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.domain.tag import Tag
from reviewer.ui import theme
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tagging.chips import draw_chip

TAG_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = TAG_ROLE + 1
ARMED_ROLE = TAG_ROLE + 2
Index = QModelIndex | QPersistentModelIndex
_OWN_KEYS = {Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}


class TagModel(QAbstractListModel):
    """Tags by position with their counts; a new name typed in place is only asked for, never set here."""

    rename_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._tags: tuple[Tag, ...] = ()
        self._counts: Mapping[str, int] = {}
        self._armed = ""

    @property
    def tags(self) -> tuple[Tag, ...]:
        return self._tags

    def show(self, tags: Sequence[Tag], counts: Mapping[str, int], armed: str = "") -> None:
        """Show these tags with the number of highlights each has; ``armed`` is the sticky tag's id."""
        before = [(tag, self._counts.get(tag.id, 0), tag.id == self._armed) for tag in self._tags]
        same = [tag.id for tag in tags] == [tag.id for tag in self._tags]
        if not same:
            self.beginResetModel()
        self._tags, self._counts, self._armed = tuple(tags), dict(counts), armed
        if not same:
            self.endResetModel()
            return
        for row, (tag, old) in enumerate(zip(tags, before, strict=True)):
            if (tag, self._counts.get(tag.id, 0), tag.id == armed) != old:
                self.dataChanged.emit(self.index(row), self.index(row))

    def tag(self, index: Index) -> Tag | None:
        return self._tags[index.row()] if index.isValid() and index.row() < len(self._tags) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._tags)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        tag = self.tag(index)
        if tag is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return tag.name
        if role == TAG_ROLE:
            return tag
        if role == COUNT_ROLE:
            return self._counts.get(tag.id, 0)
        if role == ARMED_ROLE:
            return tag.id == self._armed
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(tag)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tag.description or (f"{tag.name}: press {tag.key}" if tag.key else f"{tag.name}: no key")
        return None

    def _spoken(self, tag: Tag) -> str:
        key = f"key {tag.key}" if tag.key else "no key"
        armed = ", put on each passage you select" if tag.id == self._armed else ""
        return f"{tag.name}, {key}, {number_of(self._counts.get(tag.id, 0), 'highlight')}{armed}"

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        tag = self.tag(index)
        name = " ".join(str(value).split())
        if tag is None or role != Qt.ItemDataRole.EditRole or not name or name == tag.name:
            return False
        self.rename_requested.emit(tag.id, name)
        return True


class TagDelegate(QStyledItemDelegate):
    """Paint a tag's row: chip, name, count; a frame around the armed one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, row_height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tag: Tag = index.data(TAG_ROLE)
        now = theme.current()
        rect: QRect = option.rect
        view = option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(4, 1, -4, -1)
        focused = isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_tint if focused else now.ground))
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if focused or index.data(ARMED_ROLE):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.accent), 2 if index.data(ARMED_ROLE) else 1))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        small = theme.font(theme.SMALL)
        size = QFontMetrics(small).height() + 4
        left = rect.left() + 18 + (12 if tag.parent else 0)
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
        editor.setGeometry(option.rect.adjusted(40, 0, -8, 0))


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row in this font: 28 pixels or more."""
    return max(theme.ROW_HEIGHT - 1, metrics.height() + theme.GRID)


class TagList(QListView):
    """Choose a tag by click, Enter or Space; the context menu is the sidebar's."""

    tag_chosen = Signal(str)
    delete_requested = Signal(str)
    rename_requested = Signal(str, str)
    order_requested = Signal(object)  # ids in the new order
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Tags")
        self.tags = TagModel()
        self.setModel(self.tags)
        self.setItemDelegate(TagDelegate(self))
        self.tags.rename_requested.connect(self.rename_requested)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_clicked)

    def show_tags(self, tags: Sequence[Tag], counts: Mapping[str, int], armed: str = "") -> None:
        """Show the tags; the current one stays current."""
        current = self.current_tag()
        self.tags.show(tags, counts, armed)
        if current is not None:
            self.select_tag(current.id)

    def current_tag(self) -> Tag | None:
        return self.tags.tag(self.currentIndex())

    def select_tag(self, tag: str) -> None:
        """Make a tag current."""
        for row, one in enumerate(self.tags.tags):
            if one.id == tag:
                self.setCurrentIndex(self.tags.index(row))

    def rename(self, tag: str) -> None:
        """Open the name of a tag for typing."""
        self.select_tag(tag)
        self.edit(self.currentIndex())

    def move_current(self, step: int) -> None:
        """Ask for the current tag one place up (-1) or down (1)."""
        row, ids = self.currentIndex().row(), [tag.id for tag in self.tags.tags]
        if row >= 0 and 0 <= row + step < len(ids):
            ids.insert(row + step, ids.pop(row))
            self.order_requested.emit(tuple(ids))

    def dropEvent(self, event: QDropEvent) -> None:
        """Turn a drag inside the list into a new order."""
        if event.source() is not self or not self.currentIndex().isValid():
            event.ignore()
            return
        row = self.currentIndex().row()
        at = self.indexAt(event.position().toPoint())
        to = at.row() if at.isValid() else self.tags.rowCount()
        if at.isValid() and event.position().y() > self.visualRect(at).center().y():
            to += 1
        ids = [tag.id for tag in self.tags.tags]
        moved = ids.pop(row)
        ids.insert(to - 1 if to > row else to, moved)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the rows move when the workspace has moved them
        event.accept()
        if ids != [tag.id for tag in self.tags.tags]:
            self.order_requested.emit(tuple(ids))

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something in this list before the place's actions do."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tag = self.current_tag()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif tag is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.tag_chosen.emit(tag.id)
        elif tag is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(tag.id)
        elif event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() != Qt.Key.Key_F2 and event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        tag = self.tags.tag(index)
        if tag is not None:
            self.tag_chosen.emit(tag.id)
