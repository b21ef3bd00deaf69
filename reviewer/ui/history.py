"""The history: the steps of this session by name and time, the present marked; Enter goes back or forward to one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.app.history import HistoryStep
from reviewer.ui import theme, widgets
from reviewer.ui.keymap import keymap

_DONE = int(Qt.ItemDataRole.UserRole)


class HistoryWindow(QDialog):
    """``wanted`` with the number of steps that are to stay done. Newest above; what was undone stands over the present."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History – Reviewer")
        self.resize(400, 480)
        self.list = QListWidget()
        self.list.setAccessibleName("Steps of this session, newest first")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._says = widgets.label("", "soft", wrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._says)
        self.list.itemActivated.connect(lambda item: self.wanted.emit(item.data(_DONE)))
        self.list.itemClicked.connect(lambda item: self.wanted.emit(item.data(_DONE)))

    def show_steps(self, steps: Sequence[HistoryStep]) -> None:
        """Show these steps, oldest first as given; the present is the last one that is not undone."""
        done = sum(not step.undone for step in steps)
        self.list.clear()
        for number in range(len(steps), -1, -1):
            self.list.addItem(self._item(steps, number, done))
        self.list.setCurrentRow(len(steps) - done)
        undo, redo = keymap().words("edit.undo"), keymap().words("edit.redo")
        self._says.setText(
            f"Enter or a click goes to that step. {undo} goes one back, {redo} one forward. The list is kept until the review is closed."
            if steps
            else "Nothing was changed in this session yet."
        )

    def _item(self, steps: Sequence[HistoryStep], number: int, done: int) -> QListWidgetItem:
        step = steps[number - 1] if number else None
        time = step.time[11:16] if step else ""
        words = step.label if step else "As the review was opened"
        mark = "▸ " if number == done else "    "
        item = QListWidgetItem(f"{mark}{time}  {words}" if time else f"{mark}{words}")
        state = "the present" if number == done else "undone" if number > done else "done"
        item.setData(_DONE, number)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {time}, {state}" if time else f"{words}, {state}")
        if number > done:
            item.setForeground(QColor(theme.current().soft))
            item.setText(item.text() + "  (undone)")
        if number == done:
            item.setFont(theme.font(semibold=True))
        return item
