"""The foot of the window: whether all is saved, what undo would take back, what is due soon, the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStatusBar, QWidget

from reviewer.ui import widgets
from reviewer.ui.keymap import keymap

_ROUND = 6  # pixels above and below


class FootLine(QStatusBar):
    """Tells and asks; knows no review."""

    due_requested = Signal()
    keys_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 4, 0)
        self._saved, self._undo = widgets.label("", "soft"), widgets.label("", "soft")
        self._due = widgets.button("", role="quiet", name="What is due soon", tip="Shows what is overdue or due soon in the whole review")
        self._due.clicked.connect(self.due_requested)
        for part in (self._saved, self._undo, self._due):
            self.addWidget(part)
        self.addPermanentWidget(widgets.label("Nothing leaves this computer", "soft"))
        self._keys = widgets.button("? keys", role="quiet", name="Show the keys")
        self._keys.clicked.connect(self.keys_requested)
        self.addPermanentWidget(self._keys)

    def show_state(self, *, undo: str, read_only: bool) -> None:
        """Show the label of the step that undo would take back, "" for none, and whether the review can be written."""
        self._undo.setText(f"Undo: {undo}  ({keymap().words('edit.undo')})" if undo else "")
        self._saved.setText("Read only" if read_only else "Saved")

    def show_due(self, words: str) -> None:
        """Show what is due soon, "" for nothing."""
        self._due.setText(words)
        self._due.setAccessibleName(f"{words}: show" if words else "Nothing is due soon")
        self._due.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be high enough for every button from the start: a status bar does not grow for one that comes late."""
        self._keys.ensurePolished()
        self.setMinimumHeight(self._keys.sizeHint().height() + _ROUND)
