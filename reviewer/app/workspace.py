"""The program without a window: one public method for every intention of the user."""

from __future__ import annotations

from pathlib import Path

from reviewer.app import removed
from reviewer.app.edit import Edit
from reviewer.app.removal import remove_document
from reviewer.app.workspace_core import Observer
from reviewer.app.workspace_tag_sets import TagSetIntents
from reviewer.domain.review import AuditEntry, SearchHit
from reviewer.store import backups, queries, search


class Workspace(TagSetIntents):
    """An open review. Thread-safe; `close` it.

    Every intent raises UserError with a sentence, or does one transaction that is one undo step and one line of the
    audit trail, and then tells the observers which tables changed.
    """

    def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        """Search all documents, best first; any text is a query. Any thread."""
        return search.search(self._store.readers, query, limit=limit)

    def audit(self, limit: int = 500) -> tuple[AuditEntry, ...]:
        """Return the newest lines of the audit trail, newest first."""
        return queries.audit(self._store.readers, limit)

    def setting(self, key: str, default: str = "") -> str:
        """Return what `set_setting` kept."""
        return self._store.setting(key, default)

    def set_setting(self, key: str, value: str) -> None:
        """Keep where a view stands: no step, no line of the trail, silently nothing where read-only."""
        self._store.set_setting(key, value)

    def backups(self) -> tuple[Path, ...]:
        """Return the backups of this review, newest first."""
        return backups.existing(self.path)

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of what the review holds; that is kept as a backup first. Clears undo."""
        with self._intention():
            self._store.restore(backup, who=self.author, time=self._now())
            self._forget()

    def erase_document(self, document: str) -> None:
        """Remove a document for good, from the file, its search index, its trail and its backups. Clears undo."""
        with self._intention():
            edit, row = self._edit(), self._row("document", document, "document")
            remove_document(edit, row)
            self._leave_out_of_removals(edit, document)
            name = str(row["file_name"])
            changes = edit.changes("Erase a document")
            self._write(changes, label=changes.label, detail=name)
            self._forget()
            gone = (change.key for change in changes.changes if change.after is None and change.table != "block")
            self._store.erase(document, gone)

    def erase_removed(self, document: str) -> None:
        """Take a removed document out of the file, its trail and its backups for good. Clears undo."""
        with self._intention():
            row, edit = self._row("removed_document", document, "removed document"), self._edit()
            gone = [change.key for change in removed.changes_of(row) if change.after is None and change.table != "block"]
            edit.remove("removed_document", row)
            self._leave_out_of_removals(edit, document)
            changes = edit.changes("Erase a document")
            self._write(changes, label=changes.label, detail=str(row["file_name"]))
            self._forget()
            self._store.erase(document, gone)

    def _leave_out_of_removals(self, edit: Edit, document: str) -> None:
        """Take the passages of a document out of what is kept of other documents that were removed."""
        for other in self.removed_documents():
            if other.id != document:
                row = self._row("removed_document", other.id, "removed document")
                edit.alter("removed_document", row, changes=removed.without(row, document)["changes"])

    def refresh(self) -> bool:
        """Look whether another window wrote to this file meanwhile; tell the observers and return whether it did."""
        with self._intention():
            seen, self._seen = self._seen, self._store.acts()
            if not self.read_only or seen == self._seen:
                return False
            self._forget()
        return True

    def save_copy(self, path: Path) -> None:
        """Write the whole review to another file. Raise ReviewFileError."""
        self._store.save_copy(path)


__all__ = ["Observer", "Workspace"]
