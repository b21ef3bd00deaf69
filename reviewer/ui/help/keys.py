"""The keys (?): every action with the keys it has now, by place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.ui import widgets
from reviewer.ui.actions import ACTIONS, PLACE_WORDS, Place
from reviewer.ui.keymap import key_words, keymap

# Keys of the document pane itself, which are no actions of the menus.
PANE_KEYS = (
    ("Next or previous block of the text", "Down, Up"),
    ("Next or previous sentence", "Right, Left"),
    ("Extend the selection", "Shift with the arrows"),
    ("Move the end of the selected highlight", "Shift+Right, Shift+Left"),
    ("Move its beginning", "Alt+Shift+Right, Alt+Shift+Left"),
    ("… by a word", "with Ctrl"),
    ("Open the note of the selected highlight", "Enter"),
    ("Save the note, back to the page", "Ctrl+Enter"),
    ("Step back: find, selection, highlight", "Esc"),
    ("In find: match capitals, whole words, stay at the hit", "Alt+C, Alt+W, Ctrl+Enter"),
    ("Scroll and leave the selection", "Ctrl+Up, Ctrl+Down, Space, Page Up, Page Down"),
    ("In the library or on a hit of the search: open beside", "Ctrl+Enter"),
)
# Keys of the list of tags.
TAG_KEYS = (
    ("In the list of tags: move the tag up or down", "Alt+Up, Alt+Down"),
    ("Put it under the tag above, or a level up again", "Alt+Right, Alt+Left"),
    ("Close or open the tags under it", "Left, Right"),
    ("Rename it, delete it", "F2, Delete"),
)


class KeysWindow(QDialog):
    """All keys in one list, by place; typing narrows it. Esc closes."""

    change_requested = Signal()

    def __init__(self, *, single_keys: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys – Reviewer")
        self.resize(580, 620)
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the keys")
        self.search.setPlaceholderText("Search by name or key")
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Keys")
        self.tree.setHeaderLabels(["What", "Keys"])
        self.tree.setColumnWidth(0, 350)
        for place, words in PLACE_WORDS.items():
            top = QTreeWidgetItem([words])
            self.tree.addTopLevelItem(top)
            for what, keys in rows_of(place):
                top.addChild(QTreeWidgetItem([what, keys]))
            top.setExpanded(True)
        self.change = widgets.button("Change keys…")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._on_change)
        words = "can be switched off in the preferences." if single_keys else "are switched off in the preferences."
        foot = QHBoxLayout()
        foot.addWidget(widgets.label(f"Single letters, digits and signs {words}", "soft", wrap=True), 1)
        foot.addWidget(self.change)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        layout.addLayout(foot)
        self.search.textChanged.connect(self._filter)

    def _on_change(self) -> None:
        self.accept()
        self.change_requested.emit()

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for top in widgets.top_items(self.tree):
            items = widgets.child_items(top)
            for item in items:
                item.setHidden(not all(word in f"{item.text(0)} {item.text(1)}".casefold() for word in words))
            top.setHidden(all(item.isHidden() for item in items))


def rows_of(place: Place) -> list[tuple[str, str]]:
    """Return what can be done in a place by key, with the keys as they are now."""
    keys = keymap()
    found = [
        (row.text.rstrip("…"), key_words(keys.keys(row.id))) for row in ACTIONS if row.place is place and keys.keys(row.id)
    ]
    return [*found, *PANE_KEYS, *TAG_KEYS] if place is Place.READ else found
