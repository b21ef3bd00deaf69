"""The one signal that tells every view what kinds of rows changed, delivered on the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.app.workspace import Workspace


class ReviewEvents(QObject):
    """Turn the workspace's observer, which may be called on any thread, into a Qt signal."""

    changed = Signal(object)  # frozenset[str] of table names
    _told = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False
        self._told.connect(self._pass_on)
        self._unsubscribe = workspace.subscribe(self._tell)

    def _tell(self, tables: frozenset[str]) -> None:
        self._told.emit(tables)

    def _pass_on(self, tables: frozenset[str]) -> None:
        if not self._stopped:  # told by another thread just before the review was closed
            self.changed.emit(tables)

    def stop(self) -> None:
        """Stop listening, before the workspace closes."""
        self._stopped = True
        self._unsubscribe()
