"""Acts on several cells of the matrix at once, and on the order of what an answer rests on; each one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.app.edit import Edit
from reviewer.app.removal import remove_revisit
from reviewer.app.workspace_followup import FollowUpIntents
from reviewer.domain.change import Row
from reviewer.domain.errors import UserError
from reviewer.domain.review import later_documents
from reviewer.domain.revisit import Coverage, Revisit
from reviewer.store import rows

Place = tuple[str, str]  # (recommendation, later document)


class CellIntents(FollowUpIntents):
    """The part of the workspace that takes several cells in one act."""

    def answer_cells(self, cells: Sequence[Place], coverage: Coverage) -> int:
        """Say of cells that nobody has answered yet that the visit did not come back to it; return of how many.

        Cells with an answer stay as they are. Raise UserError for a coverage that needs an outcome and evidence of
        its own, and for a document that is not a later one of the same authority; then nothing is changed.
        """
        if coverage.revisited:
            raise UserError(f"“{coverage.words}” needs an outcome and a passage for each cell: answer it in the worksheet.")
        with self._intention():
            edit, count = self._edit(), 0
            for recommendation, document in dict.fromkeys(cells):
                self._check_later_in(edit, recommendation, document)
                if self._answer_in(edit, recommendation, document) is None:
                    answer = Revisit(self._new_id(), recommendation, document, coverage, None, "", self.author, self._now())
                    edit.add("revisit", rows.revisit_row(answer))
                    count += 1
            self._do(edit, f"Answer {coverage.words}" + (f" for {count} cells" if count != 1 else ""))
        return count

    def take_back_cells(self, cells: Sequence[Place]) -> int:
        """Make cells "not yet checked" again, with what they cite; return how many had an answer."""
        with self._intention():
            edit = self._edit()
            answers = [found for cell in dict.fromkeys(cells) if (found := self._answer_in(edit, *cell)) is not None]
            for answer in answers:
                remove_revisit(edit, answer)
            self._do(edit, "Take back answer" if len(answers) == 1 else f"Take back {len(answers)} answers")
        return len(answers)

    def move_evidence(self, evidence: str, step: int) -> None:
        """Move a cited passage up (-1) or down (1) among those of its answer; at an end it stays.

        The first is the one that the matrix, the checklist and every export show.
        """
        with self._intention():
            moved, edit = self._row("evidence", evidence, "citation"), self._edit()
            order = sorted(self._store.rows("evidence", "revisit", moved["revisit"]), key=lambda row: (row["position"], row["id"]))
            at = next(number for number, row in enumerate(order) if row["id"] == evidence)
            to = max(0, min(at + step, len(order) - 1))
            order.insert(to, order.pop(at))
            if to != at:
                for number, row in enumerate(order):
                    edit.alter("evidence", row, position=number)
            self._do(edit, "Order of the evidence")

    def _answer_in(self, edit: Edit, recommendation: str, document: str) -> Row | None:
        """Return the answer of a cell; those of a recommendation are asked of the file once an act."""
        found = edit.once(("answers", recommendation), lambda: self._store.rows("revisit", "recommendation", recommendation))
        return next((row for row in found if row["document"] == document), None)

    def _check_later_in(self, edit: Edit, recommendation: str, document: str) -> None:
        asked = edit.once(("asked", recommendation), lambda: self._row("recommendation", recommendation, "recommendation"))
        earlier = str(asked["document"])

        def later() -> frozenset[str]:
            found = later_documents(self.document(earlier), self.documents(), self.joined_authorities())
            return frozenset(one.id for one in found)

        if document not in edit.once(("later", earlier), later):
            name = self.document(document).name
            raise UserError(f"“{name}” is not a later document of the same authority, so it cannot answer this. Nothing was changed.")
