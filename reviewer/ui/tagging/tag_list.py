"""The tags in their tree with key, colour, name and count; renamed in place, moved by drag or by Alt and the arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QWidget,
)

from reviewer.domain.tag import Tag
from reviewer.domain.tag_tree import Node, nodes
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tagging.chips import tag_key_words
from reviewer.ui.tagging.tag_delegate import (
    ARMED_ROLE,
    ARROW,
    CLOSED_ROLE,
    COUNT_ROLE,
    INDENT,
    NODE_ROLE,
    TAG_ROLE,
    Index,
    TagDelegate,
)

_BARE = ~Qt.KeyboardModifier.KeypadModifier
_MOVES = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Right: "in", Qt.Key.Key_Left: "out"}
_OWN_KEYS = {Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}


class TagModel(QAbstractListModel):
    """Tags by position with their counts; a new name typed in place is only asked for, never set here."""

    rename_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._nodes: tuple[Node, ...] = ()
        self._all: tuple[Tag, ...] = ()
        self._closed: frozenset[str] = frozenset()
        self._counts: Mapping[str, int] = {}
        self._armed = ""

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags in view, from top to bottom."""
        return tuple(node.tag for node in self._nodes)

    @property
    def all_tags(self) -> tuple[Tag, ...]:
        """All tags, those under closed ones too."""
        return self._all

    def show(self, tags: Sequence[Tag], counts: Mapping[str, int], armed: str = "") -> None:
        """Show these tags with the number of highlights each has; ``armed`` is the sticky tag's id."""
        before = [(node, self._counts.get(node.tag.id, 0), node.tag.id == self._armed) for node in self._nodes]
        self._all = tuple(tags)
        open_ = _in_view(nodes(tags), self._closed)
        same = [node.tag.id for node in open_] == [node.tag.id for node in self._nodes]
        if not same:
            self.beginResetModel()
        self._nodes, self._counts, self._armed = open_, dict(counts), armed
        if not same:
            self.endResetModel()
            return
        for row, (node, old) in enumerate(zip(open_, before, strict=True)):
            if (node, self._counts.get(node.tag.id, 0), node.tag.id == armed) != old:
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_closed(self, tag: str, closed: bool) -> None:
        """Leave the tags under one out of view, or show them again."""
        now = self._closed | {tag} if closed else self._closed - {tag}
        if now != self._closed:
            self._closed = now
            self.show(self._all, self._counts, self._armed)
            for row, node in enumerate(self._nodes):
                if node.tag.id == tag:
                    self.dataChanged.emit(self.index(row), self.index(row))

    def is_closed(self, tag: str) -> bool:
        return tag in self._closed

    def node(self, index: Index) -> Node | None:
        return self._nodes[index.row()] if index.isValid() and index.row() < len(self._nodes) else None

    def tag(self, index: Index) -> Tag | None:
        node = self.node(index)
        return node.tag if node else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._nodes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        node = self.node(index)
        if node is None:
            return None
        tag = node.tag
        if role == NODE_ROLE:
            return node
        if role == CLOSED_ROLE:
            return tag.id in self._closed
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return tag.name
        if role == TAG_ROLE:
            return tag
        if role == COUNT_ROLE:
            return self._counts.get(tag.id, 0)
        if role == ARMED_ROLE:
            return tag.id == self._armed
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            key = tag_key_words(tag)
            return tag.description or (f"{tag.name}: press {key}" if key else f"{tag.name}: no key")
        return None

    def _spoken(self, node: Node) -> str:
        tag = node.tag
        parts = [f"{tag.name}, {f'key {tag_key_words(tag)}' if tag_key_words(tag) else 'no key'}, {number_of(self._counts.get(tag.id, 0), 'highlight')}"]
        if node.below:
            parts.append(f"{number_of(node.below, 'tag')} under it, {'closed' if tag.id in self._closed else 'open'}")
        if node.depth:
            parts.append(f"level {node.depth + 1}")
        if tag.id == self._armed:
            parts.append("put on each passage you select")
        return ", ".join(parts)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        tag = self.tag(index)
        name = " ".join(str(value).split())
        if tag is None or role != Qt.ItemDataRole.EditRole or not name or name == tag.name:
            return False
        self.rename_requested.emit(tag.id, name)
        return True


def _in_view(rows: Sequence[Node], closed: frozenset[str]) -> tuple[Node, ...]:
    """Leave out what lies under a closed tag."""
    shown, skip = [], 0
    for node in rows:
        if skip:
            skip -= 1
            continue
        shown.append(node)
        if node.tag.id in closed:
            skip = node.below
    return tuple(shown)


class TagList(QListView):
    """Choose a tag by click, Enter or Space; the context menu is the sidebar's."""

    tag_chosen = Signal(str)
    delete_requested = Signal(str)
    rename_requested = Signal(str, str)
    moved = Signal(str, str, str)  # tag, new parent, the sibling it comes before ("" for the end)
    move_requested = Signal(str, str)  # tag; up, down, in or out
    folded = Signal()
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

    def close_current(self, closed: bool) -> None:
        """Close or open what lies under the current tag; a closed or childless one goes to its parent."""
        node = self.tags.node(self.currentIndex())
        if node is None:
            return
        if node.below and self.tags.is_closed(node.tag.id) is not closed:
            self._fold(node.tag.id, closed)
        elif closed and node.tag.parent:
            self.select_tag(node.tag.parent)

    def _fold(self, tag: str, closed: bool) -> None:
        self.tags.set_closed(tag, closed)
        self.select_tag(tag)
        self.folded.emit()

    def reveal(self, tag: str) -> None:
        """Open whatever hides a tag and make it current."""
        by_id = {one.id: one for one in self.tags.all_tags}
        at, seen = by_id.get(tag), set[str]()
        while at is not None and at.parent and at.parent not in seen:
            seen.add(at.parent)
            self.tags.set_closed(at.parent, False)
            at = by_id.get(at.parent)
        self.select_tag(tag)

    def dropEvent(self, event: QDropEvent) -> None:
        """Turn a drag inside the list into a move: between rows beside them, onto a row under it."""
        tag, place = self.current_tag(), event.position().toPoint()
        if event.source() is not self or tag is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the rows move when the workspace has moved them
        event.accept()
        over = self.indexAt(place)
        node = self.tags.node(over)
        if node is None:
            self.moved.emit(tag.id, "", "")
            return
        box = self.visualRect(over)
        share = (place.y() - box.top()) / max(box.height(), 1)
        if share < 0.3:
            self.moved.emit(tag.id, node.tag.parent, node.tag.id)
        elif share <= 0.7 or (node.below and not self.tags.is_closed(node.tag.id)):
            first = self.tags.node(self.tags.index(over.row() + 1)) if share > 0.7 else None
            self.moved.emit(tag.id, node.tag.id, first.tag.id if first else "")
        else:
            self.moved.emit(tag.id, node.tag.parent, self._after(node))

    def _after(self, node: Node) -> str:
        """Return the sibling after a tag, "" for none."""
        rows = nodes(self.tags.all_tags)
        at = next(row for row, one in enumerate(rows) if one.tag.id == node.tag.id) + 1 + node.below
        return rows[at].tag.id if at < len(rows) and rows[at].depth == node.depth else ""

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something in this list before the place's actions do."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                (event.key() in _OWN_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
                or (event.key() in _MOVES and event.modifiers() & _BARE == Qt.KeyboardModifier.AltModifier)
            )
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tag = self.current_tag()
        if tag is not None and event.modifiers() & _BARE == Qt.KeyboardModifier.AltModifier and event.key() in _MOVES:
            self.move_requested.emit(tag.id, _MOVES[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.close_current(event.key() == Qt.Key.Key_Left)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a press on the triangle open or close, and do nothing else."""
        index = self.indexAt(event.position().toPoint())
        node = self.tags.node(index)
        if node is not None and node.below:
            left = self.visualRect(index).left() + 4 + INDENT * min(node.depth, 4)
            if left - 4 <= event.position().x() < left + ARROW:
                self._fold(node.tag.id, not self.tags.is_closed(node.tag.id))
                return
        super().mousePressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        tag = self.tags.tag(index)
        if tag is not None:
            self.tag_chosen.emit(tag.id)
