"""The keys (?): every action with its keys, by place; and the palette that finds an action by name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui import widgets
from reviewer.ui.actions import ACTIONS, Place

PLACE_WORDS = {
    Place.WINDOW: "Everywhere",
    Place.READ: "Read",
    Place.MATRIX: "Follow up: the matrix",
    Place.WORKSHEET: "Follow up: the worksheet",
    Place.CHECKLIST: "Checklist",
}
# Keys of the document pane itself, which are no actions of the menus.
PANE_KEYS = (
    ("Next or previous block of the text", "Down, Up"),
    ("Next or previous sentence", "Right, Left"),
    ("Extend the selection", "Shift with the arrows"),
    ("Move the end of the selected highlight", "Shift+Right, Shift+Left"),
    ("Move its beginning", "Alt+Shift+Right, Alt+Shift+Left"),
    ("… by a word", "with Ctrl"),
    ("Step back: find, selection, highlight", "Esc"),
)


def key_words(keys: tuple[str, ...]) -> str:
    """Return keys as people read them."""
    return " or ".join(key.replace("Return", "Enter").replace("PgDown", "Page Down").replace("PgUp", "Page Up") for key in keys)


class KeysWindow(QDialog):
    """All keys in one list, by place. Esc closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys – Reviewer")
        self.resize(560, 600)
        tree = QTreeWidget()
        tree.setAccessibleName("Keys")
        tree.setHeaderLabels(["What", "Keys"])
        tree.setColumnWidth(0, 330)
        for place, words in PLACE_WORDS.items():
            top = QTreeWidgetItem([words])
            tree.addTopLevelItem(top)
            for row in ACTIONS:
                if row.place is place and row.keys:
                    top.addChild(QTreeWidgetItem([row.text.rstrip("…"), key_words(row.keys)]))
            if place is Place.READ:
                for what, keys in PANE_KEYS:
                    top.addChild(QTreeWidgetItem([what, keys]))
            top.setExpanded(True)
        layout = QVBoxLayout(self)
        layout.addWidget(tree)
        layout.addWidget(widgets.label("Single letters and digits can be switched off in the preferences (Ctrl+,).", "soft", wrap=True))


class Palette(QDialog):
    """Find an action by typing part of its name; Enter does it."""

    chosen = Signal(str)

    def __init__(self, action_of: Callable[[str], QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._action_of = action_of
        self.setAccessibleName("Find an action")
        self.resize(480, 360)
        self.field = QLineEdit()
        self.field.setAccessibleName("Name of the action")
        self.field.setPlaceholderText("What do you want to do?")
        self.list = QListWidget()
        self.list.setAccessibleName("Actions")
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(lambda _item: self._choose())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._fill("")

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        self.list.clear()
        for row in ACTIONS:
            if row.id == "help.palette" or not all(word in row.text.casefold() for word in words):
                continue
            action = self._action_of(row.id)
            keys = f"    {key_words(row.keys)}" if row.keys else ""
            item = QListWidgetItem(f"{action.text().rstrip('…')}  –  {PLACE_WORDS[row.place]}{keys}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            if not action.isEnabled():
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
            return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.close()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
