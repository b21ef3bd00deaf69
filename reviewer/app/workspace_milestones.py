"""The dates that the law sets, what is due soon, and several actions taken over in one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reviewer.app.calendar import printed_date, working_days
from reviewer.app.fact_values import check_day
from reviewer.app.workspace_copies import CopyIntents
from reviewer.domain.action import Action
from reviewer.domain.checklist import Checklist, ChecklistFilter, with_rows
from reviewer.domain.document import DocumentKind, RecommendationKind
from reviewer.domain.errors import UserError
from reviewer.domain.milestones import DueItem, Milestone, MilestoneName, SetMilestone, due_soon, milestones_for
from reviewer.domain.review import DocumentSummary
from reviewer.store import queries, rows

_DATES = ("document", "fact", "milestone", "block")


class MilestoneIntents(CopyIntents):
    """The part of the workspace that is about dates, and about actions that come back from their owners."""

    def milestones(self, document: str) -> tuple[Milestone, ...]:
        """Return the dates that follow from a document: computed, or as a person set them."""
        urgent = document in self._urgent()  # in the key, so that other changes of recommendations cost nothing
        return self._cached(
            ("milestones", document, urgent), _DATES, lambda: self._milestones(self.document(document), urgent=urgent)
        )

    def set_milestone(
        self, document: str, name: MilestoneName, *, due: str | None = None, done: str | None = None, note: str | None = None
    ) -> None:
        """Set a date in place of the computed one, or the day on which it was done; "" takes either back.

        ``due`` and ``done`` are ISO dates. Raise UserError where they are none, or the document has no such date.
        """
        with self._intention():
            if name not in {one.name for one in self.milestones(document)}:
                raise UserError("No such date follows from this document.")
            for day in (due, done):
                if day:
                    check_day(day)
            kept = next((one for one in self._set_milestones(document) if one.name is name), None)
            old = kept or SetMilestone(self._new_id(), document, name)
            new = replace(
                old, due=old.due if due is None else due, done=old.done if done is None else done,
                note=old.note if note is None else note,
            )  # fmt: skip
            edit, row = self._edit(), self._store.row("milestone", old.id)
            if row is None and (new.due or new.done or new.note):
                edit.add("milestone", rows.milestone_row(new))
            elif row is not None and (new.due or new.done or new.note):
                edit.alter("milestone", row, **rows.milestone_row(new))
            elif row is not None:
                edit.remove("milestone", row)
            self._do(edit, _label(old, new), detail=name.words)

    def due_soon(self, today: dt.date) -> tuple[DueItem, ...]:
        """Return the actions and dates of all documents that are overdue or due within two weeks, earliest first."""
        return self._cached(("due soon", today), ("action", "recommendation", *_DATES), lambda: self._due_soon(today))

    def added_cells(self, recommendation: str) -> Mapping[str, str]:
        """Return title and text of what officers added about a recommendation in columns of their own."""
        return self._added().get(recommendation, {})

    def checklist(self, filter: ChecklistFilter) -> Checklist:
        """Return the follow-up checklist, with what officers added."""
        checklist, added = super().checklist(filter), self._added()
        if not any(row.id in added for row in checklist.rows):
            return checklist
        return with_rows(checklist, lambda row: replace(row, added=tuple(added.get(row.id, {}).items())))

    def take_over(
        self, actions: Sequence[Action], *, added: Sequence[tuple[str, str, str]] = (), detail: str = ""
    ) -> int:
        """Set several actions in one step (a checklist that came back); return for how many recommendations.

        ``added`` are (recommendation, title, text) of columns that officers added; an empty text takes one away.
        """
        with self._intention():
            edit, changed = self._edit(), set()
            for action in actions:
                if self._put_action(edit, action):
                    changed.add(action.recommendation)
            for recommendation, title, text in added:
                self._row("recommendation", recommendation, "recommendation")
                cell = rows.added_cell_row(recommendation, title, text)
                before = self._store.row("added_cell", str(cell["id"]))
                if before is not None and text:
                    edit.alter("added_cell", before, **cell)
                elif before is not None:
                    edit.remove("added_cell", before)
                elif text:
                    edit.add("added_cell", cell)
                changed.add(recommendation)
            self._do(edit, "Take over a filled-in checklist", detail=detail)
        return len(changed)

    def _due_soon(self, today: dt.date) -> tuple[DueItem, ...]:
        documents = {one.id: one for one in self.documents() if not one.copy_of}
        names = {one.urn: one.name for one in self.authorities()}
        called = {key: f"{names.get(one.authority, '')} {one.name}".strip() for key, one in documents.items()}
        known = {one.id: one for one in self.recommendations() if one.document in documents}
        actions = []
        for action in queries.all_actions(self._store.readers):
            if action.recommendation in known:
                of = known[action.recommendation]
                actions.append((action, of.document, f"{called[of.document]} {of.ref}"))
        followed = [one.id for one in documents.values() if one.recommendation_count]
        dates = [one for document in followed for one in self.milestones(document)]
        return due_soon(actions, dates, called, today)

    def _milestones(self, document: DocumentSummary, *, urgent: bool) -> tuple[Milestone, ...]:
        printed = self._printed(document.id) if document.kind is DocumentKind.JTAI else ""
        return milestones_for(
            document, has_priority_actions=urgent, calendar=working_days(), printed=printed,
            set_by_hand=self._set_milestones(document.id),
        )  # fmt: skip

    def _added(self) -> Mapping[str, Mapping[str, str]]:
        return self._cached("added cells", ("added_cell",), lambda: queries.added_cells(self._store.readers))

    def _urgent(self) -> frozenset[str]:
        """Return the documents that have an area for priority action."""
        return self._cached(
            "urgent", ("recommendation",),
            lambda: frozenset(one.document for one in self.recommendations() if one.kind is RecommendationKind.PRIORITY_ACTION),
        )  # fmt: skip

    def _printed(self, document: str) -> str:
        return self._cached(("printed date", document), ("block",), lambda: printed_date(self.reading(document)))

    def _set_milestones(self, document: str) -> tuple[SetMilestone, ...]:
        found = self._cached("set milestones", ("milestone",), lambda: queries.set_milestones(self._store.readers))
        return tuple(one for one in found if one.document == document)


def _label(old: SetMilestone, new: SetMilestone) -> str:
    if old.done != new.done:
        return "Mark a date done" if new.done else "Mark a date not done"
    if old.due != new.due:
        return "Change a date" if new.due else "Take back a date"
    return "Note on a date"
