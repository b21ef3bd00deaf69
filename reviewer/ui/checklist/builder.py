"""Build the rows of a checklist: a short one at once, a long one beside the window, and what was chosen last wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.app.workspace import Workspace
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.ui import tasks

AT_ONCE = 150  # recommendations: so many take about 20 ms
_FAILED = "The checklist could not be made. Nothing was changed; choose again, or close the review and open it again."


class ChecklistBuilder(QObject):
    """Tells of every checklist that is still wanted when it is built; of one superseded meanwhile nothing is heard."""

    built = Signal(object)  # Checklist
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted: ChecklistFilter | None = None  # what is still to be shown
        self._working = False

    def ask(self, chosen: ChecklistFilter) -> None:
        """Build this one; ``built`` comes before the return where it is short."""
        self._wanted = chosen
        if self._size(chosen) <= AT_ONCE:
            self.finish()
        elif not self._working:
            self._start(chosen)

    def finish(self) -> None:
        """Build what is still wanted now, before something that needs it."""
        chosen, self._wanted = self._wanted, None
        if chosen is not None:
            try:
                made = self._workspace.checklist(chosen)
            except UserError as error:
                self.failed.emit(str(error))
            else:
                self.built.emit(made)

    def forget(self) -> None:
        """Want none."""
        self._wanted = None

    def _size(self, chosen: ChecklistFilter) -> int:
        """Return how many recommendations are walked through."""
        return sum(
            one.recommendation_count
            for one in self._workspace.earlier_documents()
            if (one.id == chosen.earlier if chosen.earlier else not chosen.authorities or one.authority in chosen.authorities)
        )

    def _start(self, chosen: ChecklistFilter) -> None:
        self._working = True
        tasks.run_in_background(
            self, lambda: self._workspace.checklist(chosen), lambda made: self._on_done(chosen, made), lambda error: self._on_error(chosen, error)
        )

    def _on_done(self, chosen: ChecklistFilter, made: Checklist) -> None:
        if self._go_on(chosen):
            self.built.emit(made)

    def _on_error(self, chosen: ChecklistFilter, error: Exception) -> None:
        if self._go_on(chosen):
            self.failed.emit(str(error) if isinstance(error, UserError) else _FAILED)

    def _go_on(self, chosen: ChecklistFilter) -> bool:
        """Start what was asked for meanwhile. Return whether what came is still wanted."""
        self._working = False
        if self._wanted is chosen:
            self._wanted = None
            return True
        if self._wanted is not None:
            self._start(self._wanted)
        return False
