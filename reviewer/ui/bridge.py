"""The one signal that tells every view what kinds of rows changed, delivered on the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from reviewer.app.workspace import Workspace

_BETWEEN = 500  # milliseconds between two tellings of what is written beside the window


class ReviewEvents(QObject):
    """Turn the workspace's observer, which may be called on any thread, into a Qt signal.

    What the window itself does is told at once. What another thread does (an import writes some documents a second)
    is told at once too, but what follows within half a second is gathered: every view draws itself anew for it.
    """

    changed = Signal(object)  # frozenset[str] of table names
    _told = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False
        self._gathered: frozenset[str] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_BETWEEN)
        self._pause.timeout.connect(self._on_pause_over)
        self._told.connect(self._gather)
        self._unsubscribe = workspace.subscribe(self._tell)

    def _tell(self, tables: frozenset[str]) -> None:
        if QThread.currentThread() is self.thread():
            self._pass_on(tables)
        else:
            self._told.emit(tables)

    def _gather(self, tables: frozenset[str]) -> None:
        if not self._pause.isActive():
            self._pause.start()
            self._pass_on(tables)
        else:
            self._gathered = tables | (self._gathered or frozenset())

    def _on_pause_over(self) -> None:
        if self._gathered is not None:
            self._pause.start()
            self.flush()

    def flush(self) -> None:
        """Tell what was gathered, before something that builds on it."""
        tables, self._gathered = self._gathered, None
        if tables is not None:
            self._pass_on(tables)

    def _pass_on(self, tables: frozenset[str]) -> None:
        if not self._stopped:  # told by another thread just before the review was closed
            self.changed.emit(tables)

    def stop(self) -> None:
        """Stop listening, before the workspace closes."""
        self._stopped = True
        self._unsubscribe()
