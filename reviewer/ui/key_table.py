"""The keys in the preferences: every action with its keys, to search, set, share out anew and set back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.actions import ACTIONS, PLACE_WORDS, ActionSpec, spec
from reviewer.ui.keymap import Keymap, key_words, keymap, portable

_ID = int(Qt.ItemDataRole.UserRole)
_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}


class KeyField(QLineEdit):
    """Takes the next key press as it is; Esc leaves without one."""

    pressed = Signal(str)  # in portable spelling
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName("Press the new key")

    def event(self, event: QEvent) -> bool:
        """Keep every key from the shortcuts and from the focus chain."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif event.key() not in _MODIFIERS:
            bare = Qt.KeyboardModifier(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
            self.pressed.emit(portable(QKeySequence(int(event.key()) | bare.value)))


class KeyTable(QWidget):
    """Search, table, and one line that says what happens. Every change is in force at once (`Keymap`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Keymap = keymap()
        self._setting, self._more = "", False  # the action whose key is awaited, and whether beside those it has
        self._clash = ""  # the key that another action has
        self.search = QLineEdit()
        self.search.setAccessibleName("Search the actions")
        self.search.setPlaceholderText("Search by name or key")
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Actions and their keys")
        self.tree.setHeaderLabels(["Action", "Keys", ""])
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.field = KeyField()
        self.field.hide()
        self.says = widgets.label("", "", wrap=True)
        self.take_over = widgets.button("Take it over")
        self.leave = widgets.button("Leave it", role="quiet")
        self.set_key = widgets.button("Set key…")
        self.add_key = widgets.button("Add another…")
        self.no_key = widgets.button("No key")
        self.reset = widgets.button("Reset")
        self.reset_all = widgets.button("Reset all")
        self._lay_out()
        self._connect()
        self._fill()
        self._show_state()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        line = QHBoxLayout()
        for part, stretch in ((self.field, 0), (self.says, 1), (self.take_over, 0), (self.leave, 0)):
            line.addWidget(part, stretch)
        layout.addLayout(line)
        buttons = QHBoxLayout()
        for button in (self.set_key, self.add_key, self.no_key, self.reset):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.reset_all)
        layout.addLayout(buttons)
        self.says.setMinimumHeight(2 * self.fontMetrics().lineSpacing())

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.tree.itemActivated.connect(lambda item, _column: self.ask(item.data(0, _ID) or ""))
        self.tree.currentItemChanged.connect(lambda _now, _before: self._leave())
        self.set_key.clicked.connect(lambda: self.ask(self.current()))
        self.add_key.clicked.connect(lambda: self.ask(self.current(), more=True))
        self.no_key.clicked.connect(self._no_key)
        self.reset.clicked.connect(self._reset)
        self.reset_all.clicked.connect(self._reset_all)
        self.field.pressed.connect(self._on_pressed)
        self.field.left.connect(self._leave)
        self.take_over.clicked.connect(lambda: self._assign(self._clash))
        self.leave.clicked.connect(self._leave)
        self._keys.changed.connect(self._show_keys)

    def _fill(self) -> None:
        for place, words in PLACE_WORDS.items():
            top = QTreeWidgetItem([words])
            top.setFont(0, theme.font(semibold=True))
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(top)
            for row in ACTIONS:
                if row.place is place:
                    item = QTreeWidgetItem([row.text.rstrip("…")])
                    item.setData(0, _ID, row.id)
                    top.addChild(item)
            top.setExpanded(True)
        self._show_keys()
        self.tree.resizeColumnToContents(0)
        self.tree.setColumnWidth(0, min(max(self.tree.columnWidth(0), 260), 320))
        self.tree.setColumnWidth(1, 190)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setCurrentItem(self._items()[0])

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for top in widgets.top_items(self.tree) for item in widgets.child_items(top)]

    def _show_keys(self) -> None:
        for item in self._items():
            action = item.data(0, _ID)
            item.setText(1, key_words(self._keys.keys(action)) or "no key")
            item.setText(2, "changed" if self._keys.is_changed(action) else "")
        self._show_state()

    def _filter(self, typed: str) -> None:
        words = typed.casefold().replace("ctrl ", "ctrl+").split()
        for item in self._items():
            hay = f"{item.text(0)} {item.text(1)} {item.text(2)}".casefold()
            item.setHidden(not all(word in hay for word in words))
        for top in widgets.top_items(self.tree):
            top.setHidden(all(item.isHidden() for item in widgets.child_items(top)))
        current, shown = self.tree.currentItem(), [item for item in self._items() if not item.isHidden()]
        if shown and (current is None or current.isHidden() or not current.data(0, _ID)):
            self.tree.setCurrentItem(shown[0])
        self._show_state()

    def current(self) -> str:
        """Return the action in question, "" for none."""
        item = self.tree.currentItem()
        return str(item.data(0, _ID) or "") if item is not None and not item.isHidden() else ""

    def go_to(self, action: str) -> None:
        """Make an action the one in question."""
        for item in self._items():
            if item.data(0, _ID) == action:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)

    # Setting a key

    def ask(self, action: str, *, more: bool = False) -> None:
        """Wait for the new key of an action."""
        if action:
            self._setting, self._more, self._clash = action, more, ""
            self._say(f"Press the {'second' if more else 'new'} key for “{_name(spec(action))}”. Esc leaves it as it is.")
            self._show_state()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self, key: str) -> None:
        refused = self._keys.refusal(self._setting, key)
        clashes = self._keys.clashes(self._setting, key)
        if refused:
            self._say(refused + " Press another one, or Esc.")
        elif not clashes:
            self._assign(key)
        else:
            self._clash = key
            whose = " and ".join(f"“{_name(row)}” ({PLACE_WORDS[row.place]})" for row in clashes)
            self._say(f"{key_words((key,))} is the key of {whose}, which would be without it.")
            self._show_state()
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _assign(self, key: str) -> None:
        action, before = self._setting, self._keys.keys(self._setting)
        kept = tuple(one for one in before if one != key) if self._more else ()
        lost = self._keys.clashes(action, key)
        self._keys.assign(action, (*kept, key))
        words = f"{key_words((key,))} is now “{_name(spec(action))}”."
        bare = [_name(row) for row in lost if not self._keys.keys(row.id)]
        self._end(words + (f" “{'” and “'.join(bare)}” has no key now." if bare else ""))

    def _leave(self) -> None:
        if self._setting:
            self._end("")

    def _end(self, words: str) -> None:
        self._setting = self._clash = ""
        self._say(words)
        had = self.field.hasFocus() or self.take_over.hasFocus() or self.leave.hasFocus()
        self._show_state()
        if had:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_key(self) -> None:
        action = self.current()
        self._keys.assign(action, ())
        self._end(f"“{_name(spec(action))}” has no key now; it is in the menu and in “Find an action”.")

    def _reset(self) -> None:
        action = self.current()
        lost = [row for key in spec(action).keys for row in self._keys.clashes(action, key)]
        self._keys.reset(action)
        names = "” and “".join(_name(row) for row in lost)
        self._end(f"“{_name(spec(action))}” has its first key again." + (f" It was taken from “{names}”." if lost else ""))

    def _reset_all(self) -> None:
        self._keys.reset_all()
        self._end("All actions have their first keys again.")

    def _say(self, words: str) -> None:
        self.says.setText(words)
        self.says.setAccessibleName(words)

    def _show_state(self) -> None:
        action, waiting = self.current(), bool(self._setting)
        self.field.setVisible(waiting and not self._clash)
        self.take_over.setVisible(bool(self._clash))
        self.leave.setVisible(bool(self._clash))
        for button in (self.set_key, self.add_key):
            button.setEnabled(bool(action) and not waiting)
        self.no_key.setEnabled(bool(action) and not waiting and bool(self._keys.keys(action)))
        self.reset.setEnabled(bool(action) and not waiting and self._keys.is_changed(action))
        self.reset_all.setEnabled(bool(self._keys.own) and not waiting)


def _name(row: ActionSpec) -> str:
    return row.text.rstrip("…")
