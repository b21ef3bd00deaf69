"""What leaves the review from the Read work place: highlights, and documents, for a time or for good."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from reviewer.domain.errors import UserError
from reviewer.ui import tasks
from reviewer.ui.key_words import with_keys
from reviewer.ui.link_acts import LinkActs


class RemovalActs(LinkActs):
    """The part of the Read work place that deletes, removes and erases."""

    def document_remove(self) -> None:
        self._remove(self.document)

    def document_erase(self) -> None:
        """Erase the open document for good, after the one question that cannot be a notice: it has no undo."""
        name = self._workspace.document(self.document).name
        box = QMessageBox(self)
        box.setWindowTitle("Erase for good – Reviewer")
        box.setText(f"Erase {name} for good?")
        box.setInformativeText(
            "It goes from the review, the search, the audit trail and the backups, with its highlights and the answers "
            "that rest on it. This cannot be undone. “Remove the document” can."
        )
        erase = box.addButton("Erase for good", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        document = self.document
        box.finished.connect(lambda _: self._erase(document, name) if box.clickedButton() is erase else None)
        box.open()

    def _erase(self, document: str, name: str) -> None:
        def work() -> None:
            self._workspace.erase_document(document)

        def failed(error: Exception) -> None:
            self.failed.emit(str(error) if isinstance(error, UserError) else f"{name} could not be erased; it is still there.")

        tasks.run_in_background(self, work, lambda _: self.noticed.emit(f"{name} was erased for good."), failed)

    def _remove(self, document: str) -> None:
        name = self._workspace.document(document).name
        if self._try(self._workspace.remove_document, document) is not False:
            self.undo_offered.emit(f"{name} was removed with its highlights and answers.")

    def highlight_delete(self) -> None:
        chosen = self.sidebar.selected_highlights() or tuple(filter(None, [self._current_highlight()]))
        if chosen:
            self.sidebar.delete_highlights(chosen)
        else:
            self.noticed.emit(with_keys("Click a highlight first, or step to one with [[highlight.next]]."))
