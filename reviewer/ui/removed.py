"""Removed documents: what can come back, in this session or a later one, and what is to go for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.app.removed import RemovedDocument
from reviewer.domain.british_dates import british_date
from reviewer.ui import widgets
from reviewer.ui.tagging.parts import Question

_ID = int(Qt.ItemDataRole.UserRole)


class RemovedWindow(QDialog):
    """A list with Restore (Enter) and Erase for good; erasing asks once more, in place."""

    restore_requested = Signal(str)
    erase_requested = Signal(str)

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writable = writable
        self.setWindowTitle("Removed documents – Reviewer")
        self.resize(560, 380)
        self.list = QListWidget()
        self.list.setAccessibleName("Removed documents")
        self.list.setWordWrap(True)
        self._says = widgets.label("", "soft", wrap=True)
        self.question = Question("Erase for good")
        self.restore = widgets.button("Restore", role="primary")
        self.erase = widgets.button("Erase for good…")
        close = widgets.button("Close")
        buttons = QHBoxLayout()
        for part in (self.restore, self.erase):
            buttons.addWidget(part)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._says)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.question)
        layout.addLayout(buttons)
        for button in (self.restore, self.erase, close):
            button.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.restore.clicked.connect(self._restore)
        self.erase.clicked.connect(self._ask)
        self.list.itemActivated.connect(lambda _item: self._restore())
        self.question.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))

    def show_documents(self, documents: Sequence[RemovedDocument]) -> None:
        """List these, newest first."""
        self.question.hide()
        self.list.clear()
        for one in documents:
            parts = [(one.highlights, "highlight"), (one.recommendations, "recommendation"), (one.answers, "answer")]
            with_ = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count)
            who = f" by {one.author}" if one.author else ""
            item = QListWidgetItem(f"{one.name}\n{one.file_name} · removed {british_date(one.removed[:10])}{who}" + (f" · {with_}" if with_ else ""))
            item.setData(_ID, one.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._says.setText(
            "A removed document stays in the review’s file until it is erased for good. Restoring brings back its highlights, recommendations and answers, in one step."
            if documents
            else "No document was removed from this review."
        )
        for button in (self.restore, self.erase):
            button.setEnabled(bool(documents) and self._writable)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _restore(self) -> None:
        if self._current() and self._writable:
            self.restore_requested.emit(self._current())

    def _ask(self) -> None:
        document = self._current()
        if document:
            words = "It goes from the file, the audit trail and the backups. This cannot be undone, and the steps of this session can no longer be undone either."
            self.question.ask(words, lambda: self.erase_requested.emit(document))
