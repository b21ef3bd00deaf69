"""Looks beside the window for what is suggested for the cells that nobody has answered yet."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from reviewer.app.followup import FollowUp
from reviewer.domain.passage import FollowUpSuggestion
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import Matrix
from reviewer.ui import tasks

log = logging.getLogger(__name__)
_STALE = frozenset({"block", "fact", "document", "dismissed_passage"})  # a change to a recommendation is seen as one
_MOST = 4000  # cells kept: those of one matrix are a few hundred at most

Place = tuple[str, str]


class Foresight(QObject):
    """Keeps the suggestions of the cells of the matrices shown so far; what is old stays until the new has come."""

    arrived = Signal()

    def __init__(self, follow_up: FollowUp, parent: QObject) -> None:
        super().__init__(parent)
        self._follow_up = follow_up
        self._found: dict[Place, FollowUpSuggestion] = {}
        self._known: set[tuple[Recommendation, str]] = set()  # what they were found for
        self._turn = 0

    @property
    def found(self) -> Mapping[Place, FollowUpSuggestion]:
        """By (recommendation, later document)."""
        return self._found

    def forget(self, tables: frozenset[str]) -> None:
        """Look again for all, next time, where something changed that suggestions rest on."""
        if tables & _STALE:
            self._known.clear()

    def stop(self) -> None:
        """End a look that still runs; nobody waits for it any more."""
        self._turn += 1

    def look(self, matrix: Matrix) -> None:
        """Look for what is not known yet of a matrix; a look for another one that still runs ends."""
        self._turn += 1
        turn = self._turn
        wanted = {
            (row.recommendation, cell.document) for row in matrix.rows for cell in row.cells if cell.revisit is None
        } - self._known
        if not wanted:
            return
        cells = [(recommendation.id, document) for recommendation, document in wanted]

        def arrived(found: dict[Place, FollowUpSuggestion]) -> None:
            if turn == self._turn:
                if len(self._found) > _MOST:
                    self._found, self._known = {}, set()
                self._found = {**self._found, **found}
                self._known |= wanted
                self.arrived.emit()

        def failed(error: Exception) -> None:  # a look ahead only: the worksheet tells what is wrong
            log.warning("The suggestions for the table could not be worked out: %s", type(error).__name__)

        tasks.run_in_background(self, lambda: self._look(cells, turn), arrived, failed)

    def _look(self, cells: list[Place], turn: int) -> dict[Place, FollowUpSuggestion]:
        found = self._follow_up.of_cells(cells, lambda: turn == self._turn)
        for suggestion in found.values():
            _ = suggestion.passages  # made here, so that the window need not make them as it draws
        return found
