"""Import in the window: files are read in worker processes, rows of progress are shown, one bad file stops nothing."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.app.importing import FileProgress, ImportSummary, import_paths
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.ui import tasks
from reviewer.ui.library.panel import LibraryPanel


class ImportController(QObject):
    """Run one import at a time in the background and show how it goes in the library."""

    failed = Signal(str)
    noticed = Signal(str)
    imported = Signal(tuple)
    _progressed = Signal(object)

    def __init__(self, workspace: Workspace, library: LibraryPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._library = workspace, library
        self._cancelled = threading.Event()
        self.running = False
        self._rows: dict[Path, FileProgress] = {}  # told of since the rows were last drawn
        self._redraw = QTimer(self, singleShot=True, interval=150)
        self._redraw.timeout.connect(self._show_rows)
        self._progressed.connect(self._on_progress)
        library.cancel_requested.connect(self.cancel)

    def start(self, paths: list[Path]) -> None:
        """Import files and folders; a second import waits for the officer to try again."""
        if self.running:
            self.failed.emit("An import is still running. Wait for it, or cancel it, then import again.")
            return
        self.running = True
        self._cancelled.clear()
        self._rows.clear()
        tasks.run_in_background(self, lambda: self._work(paths), self._on_done, self._on_error)

    def cancel(self) -> None:
        """Stop after the file being saved; what is saved stays."""
        self._cancelled.set()

    def _work(self, paths: list[Path]) -> ImportSummary:
        return import_paths(
            self._workspace, paths, progress=self._progressed.emit, cancelled=self._cancelled.is_set, workers=2
        )

    def _on_progress(self, progress: FileProgress) -> None:
        self._rows[progress.path] = progress
        if not self._redraw.isActive():
            self._redraw.start()

    def _show_rows(self) -> None:
        told = tuple(self._rows.values())
        self._rows.clear()
        self._library.progress.show_progress(told)

    def _on_done(self, summary: ImportSummary) -> None:
        self.running = False
        self._redraw.stop()
        self._show_rows()
        self._library.progress.finish(summary)
        self.imported.emit(tuple(summary.documents))
        if not self._library.progress.isVisible():
            self.noticed.emit(summary.sentence)

    def _on_error(self, error: Exception) -> None:
        self.running = False
        self._redraw.stop()
        self._library.progress.hide()
        self.imported.emit(())
        self.failed.emit(str(error) if isinstance(error, UserError) else "The import stopped. What was saved before is safe; import the rest again.")
