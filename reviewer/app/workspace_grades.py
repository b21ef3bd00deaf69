"""Grades: which of two printed ones holds, confirmed or chosen by a person, and kept when a document is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reviewer.app.workspace_core import WorkspaceCore
from reviewer.domain.change import Row
from reviewer.domain.document import Alternative, Grade, Judgement
from reviewer.domain.errors import UserError
from reviewer.store import rows


class GradeIntents(WorkspaceCore):
    """The part of the workspace that is about judgements."""

    def confirm_grade(self, document: str, name: str) -> None:
        """Confirm the grade of a judgement row as it stands."""
        self._settle_grade(document, name, "", f"Confirm the grade of {name}")

    def choose_grade(self, document: str, name: str, printed: str) -> None:
        """Let another grade hold for a judgement row: one that the document prints too, or one as typed.

        Raise UserError where the words are no grade.
        """
        try:
            Grade.of(printed)
        except ValueError:
            raise UserError(f"“{printed}” is not a grade.") from None
        self._settle_grade(document, name, printed, f"Correct the grade of {name}")

    def _settle_grade(self, document: str, name: str, printed: str, label: str) -> None:
        with self._intention():
            found = [row for row in self._store.rows("judgement", "document", document) if row["name"] == name]
            if not found:
                raise UserError("This judgement is no longer in the review.")
            row, edit = found[0], self._edit()
            known = rows.judgement(row)
            chosen = chosen_grade(known, printed) if printed else replace(known, settled=True)
            new = rows.judgement_row(document, chosen, int(str(row["position"])))
            edit.alter("judgement", row, **{column: value for column, value in new.items() if column != "id"})
            self._do(edit, label)


def chosen_grade(known: Judgement, printed: str) -> Judgement:
    """Return a judgement with another grade in force and the one before among the alternatives."""
    if printed == known.grade_printed:
        return replace(known, settled=True)
    chosen = next((one for one in known.alternatives if one.value == printed), Alternative(printed))
    before = Alternative(known.grade_printed, known.quote, known.page, known.span)
    others = tuple(before if one is chosen else one for one in known.alternatives)
    return replace(
        known, grade_printed=chosen.value, grade=Grade.of(chosen.value), page=chosen.page, span=chosen.span,
        quote=chosen.quote, alternatives=others if chosen in known.alternatives else (*others, before), settled=True,
    )  # fmt: skip


def settled_grades(stored: Iterable[Row]) -> dict[str, str]:
    """Return the printed grade by the name of each judgement row that a person settled."""
    return {str(row["name"]): str(row["grade_printed"]) for row in stored if row["settled"]}


def with_settled(judgement: Judgement, settled: Mapping[str, str]) -> Judgement:
    """Return a judgement as it was read again, with the grade that a person settled."""
    printed = settled.get(judgement.name)
    return judgement if printed is None else chosen_grade(judgement, printed)
