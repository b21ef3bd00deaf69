"""The command palette: find an action by typing part of its name; Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui import theme
from reviewer.ui.actions import ACTIONS, PLACE_WORDS, ActionSpec
from reviewer.ui.help.fuzzy import score
from reviewer.ui.keymap import key_words, keymap

_ID = int(Qt.ItemDataRole.UserRole)
_ENTRY = _ID + 1


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    where: str
    keys: str
    why_not: str


class Palette(QDialog):
    """``chosen`` with the id of an action that can be done now; those chosen last come first."""

    chosen = Signal(str)

    def __init__(
        self,
        name_of: Callable[[str], str],
        why_not: Callable[[str], str],
        recent: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._name_of, self._why_not = name_of, why_not
        self._recent = {action: place for place, action in enumerate(recent)}
        self.setAccessibleName("Find an action")
        self.setObjectName("palette")
        self.setStyleSheet(f"QDialog#palette {{ border: 1px solid {theme.current().control}; }}")
        self.resize(560, 420)
        self.field = QLineEdit()
        self.field.setAccessibleName("Name of the action")
        self.field.setPlaceholderText("What do you want to do?")
        self.list = QListWidget()
        self.list.setAccessibleName("Actions")
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(lambda _item: self._choose())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._fill("")

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for row in self._found(typed):
            why, keys = self._why_not(row.id), key_words(keymap().keys(row.id))
            entry = _Entry(self._name_of(row.id).rstrip("…"), PLACE_WORDS[row.place], keys, why)
            item = QListWidgetItem(entry.name)
            item.setData(_ID, row.id)
            item.setData(_ENTRY, entry)
            spoken = f"{entry.name}, {entry.where}{', ' + keys if keys else ''}{', not now: ' + why if why else ''}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            if why:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _found(self, typed: str) -> list[ActionSpec]:
        """Return what fits, best first; among equals those chosen last, then those that can be done now."""
        ranked = []
        for order, row in enumerate(ACTIONS):
            fit = max(score(typed, self._name_of(row.id)), score(typed, f"{row.menu} {row.text}") - 1)
            if row.id != "help.palette" and fit >= 0:
                recent = self._recent.get(row.id, len(self._recent))
                ranked.append((-fit, recent, bool(self._why_not(row.id)), order, row))
        return [row for *_, row in sorted(ranked, key=lambda one: one[:4])]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the words are typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.close()
            self.chosen.emit(item.data(_ID))


class _EntryDelegate(QStyledItemDelegate):
    """Name and key on one line, below it where it works or why it cannot be done now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        small = QFontMetrics(theme.font(theme.SMALL))
        return QSize(200, QFontMetrics(theme.font()).height() + small.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry: _Entry = index.data(_ENTRY)
        now, box = theme.current(), QRect(option.rect).adjusted(10, 4, -10, -4)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(now.accent_tint))
        font, small = theme.font(), theme.font(theme.SMALL)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        painter.setFont(small)
        painter.setPen(QColor(now.soft))
        painter.drawText(box, right, entry.keys)
        taken = QFontMetrics(small).horizontalAdvance(entry.keys) + 12
        under = f"not now: {entry.why_not}" if entry.why_not else entry.where
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), under)
        painter.setFont(font)
        painter.setPen(QColor(now.soft if entry.why_not else now.text))
        name = QFontMetrics(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, box.width() - taken)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), name)
        painter.restore()
