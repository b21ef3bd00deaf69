"""The worksheet: one recommendation against one later document, answered by key."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from reviewer.app.followup import FollowUp
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action
from reviewer.domain.recommendation import MarkedParagraph
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui.followup.evidence_list import EvidenceLine
from reviewer.ui.followup.thread_desk import ThreadDesk
from reviewer.ui.followup.worksheet_cell import WorksheetCell
from reviewer.ui.key_words import with_keys


class Worksheet(WorksheetCell):
    """Left the recommendation, in the middle the later document, right the answer."""

    def __init__(
        self, workspace: Workspace, follow_up: FollowUp, threads: ThreadDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, follow_up, threads, parent)
        self._connect()

    def _connect(self) -> None:
        self.left.visit_chosen.connect(lambda document: self.open(self._recommendation, document))
        self.left.mark_confirmed.connect(self._confirm_mark)
        self.left.mark_removed.connect(self._remove_mark)
        self.left.thread_confirmed.connect(self.threads.confirm)
        self.left.thread_dismissed.connect(self.threads.dismiss)
        self.left.thread_unlinked.connect(self.threads.unlink)
        self.right.coverage_chosen.connect(self.choose_coverage)
        self.right.outcome_chosen.connect(self.choose_outcome)
        self.right.confirm_requested.connect(self.confirm)
        self.right.take_back_requested.connect(self.take_back)
        self.right.action_requested.connect(self.edit_action)
        self.right.evidence_activated.connect(self._show_evidence)
        self.right.uncite_requested.connect(self._uncite)
        self.right.raise_requested.connect(self._raise)
        self.right.note.textChanged.connect(self._on_note_typed)
        self.right.note_left.connect(self.pane.setFocus)
        self.pane.passage_activated.connect(lambda _span: self.cite())
        self.editor.action_changed.connect(lambda action: self._try(self._workspace.set_action, action))
        self.editor.theme_changed.connect(self._change_theme)
        self.editor.closed.connect(self._close_editor)

    # the answer

    def choose_coverage(self, coverage: Coverage) -> None:
        """Choose an answer to "revisited?"; nothing is saved until it is confirmed."""
        draft = self._draft()
        draft.coverage = coverage
        if not coverage.revisited:
            draft.outcome = None
        self._show()

    def choose_outcome(self, outcome: Outcome) -> None:
        """Choose an outcome; needs a coverage that says "revisited"."""
        draft = self._draft()
        coverage = draft.coverage or self._cell().coverage
        if coverage is None or not coverage.revisited:
            self.noticed.emit(with_keys("First say that the visit came back to it: [[worksheet.coverage_1]] referred back to, [[worksheet.coverage_2]] same topic."))
            self._show()
            return
        draft.coverage, draft.outcome = coverage, outcome
        self._show()

    def cite(self) -> None:
        """Cite what is selected in the document, else the suggestion in view."""
        passage = self.passage()
        span = self.pane.selection() or (passage.span if passage else None)
        if span is None or not span:
            self.noticed.emit(with_keys("Select a passage first, or go to a suggestion with [[worksheet.next_passage]]."))
            return
        if self._cell().revisit is not None:
            self._try(self._workspace.cite, self._recommendation, self._document, span)
        elif span not in self._draft().cite:
            self._draft().cite.append(span)
            self._show()
        self.pane.set_selection(None)

    def _show_evidence(self, line: EvidenceLine) -> None:
        if line.highlight:
            self.pane.select_highlight(line.highlight)
        else:
            self.pane.reveal(Span(line.start, line.end))

    def _uncite(self, line: EvidenceLine) -> None:
        if line.evidence:
            self._try(self._workspace.uncite, line.evidence)
        else:
            self._draft().cite.remove(Span(line.start, line.end))
            self._show()

    def _raise(self, line: EvidenceLine) -> None:
        """Let a cited passage stand before the one above it."""
        if line.evidence:
            self._try(self._workspace.move_evidence, line.evidence, -1)
            return
        waiting, span = self._draft().cite, Span(line.start, line.end)
        at = waiting.index(span)
        waiting.insert(max(at - 1, 0), waiting.pop(at))
        self._show()

    def confirm(self) -> None:
        """Save the answer with its evidence: one act, one undo step."""
        draft, cell = self._draft(), self._cell()
        coverage = draft.coverage or cell.coverage
        outcome = draft.outcome or (cell.outcome if draft.coverage in (None, cell.coverage) else None)
        if coverage is None:
            self.noticed.emit(with_keys("Choose an answer to “Revisited?” first: " + ", ".join(f"[[worksheet.coverage_{n}]]" for n in (1, 2, 3)) + " or [[worksheet.coverage_4]]."))
            return
        if coverage.revisited and outcome is None:
            self.noticed.emit("Choose the outcome in Ofsted’s words as well; “Not stated” is one of them.")
            return
        place, note = self.place, self.right.note.toPlainText()
        del self._drafts[place]

        def save() -> None:
            self._workspace.answer(*place, coverage=coverage, outcome=outcome, note=note, cite=tuple(draft.cite))

        if not self._try(save):
            self._drafts[place] = draft
            self._show()

    def take_back(self) -> None:
        """Take the confirmed answer back: the cell is "not yet checked" again."""
        self._drafts.pop(self.place, None)
        if self._cell().revisit is not None:
            self._try(self._workspace.take_back, self._recommendation, self._document)
        else:
            self._show()
            self._load_note()

    def _on_note_typed(self) -> None:
        if not self._recommendation:
            return
        text, cell = self.right.note.toPlainText(), self._cell()
        if cell.revisit is None:
            self._draft().note = text
        elif text != cell.revisit.note:
            revisit = cell.revisit
            self._try(
                lambda: self._workspace.answer(
                    *self.place, coverage=revisit.coverage, outcome=revisit.outcome, note=text, cite=()
                )
            )

    def dismiss(self) -> None:
        """Put the suggestion in view away for good (undo brings it back)."""
        passage = self.passage()
        if passage is not None:
            self._try(self._workspace.dismiss_passage, self._recommendation, self._document, passage.span)

    def confirm_marks(self) -> None:
        """Confirm every paragraph that is suggested as carrying this recommendation's mark."""
        recommendation = self._row().recommendation
        if all(marked.confirmed for marked in recommendation.marked):
            self.noticed.emit("No marked paragraph is waiting to be confirmed.")
            return
        self._change_marks(tuple(replace(marked, confirmed=True) for marked in recommendation.marked))

    def _confirm_mark(self, number: int, start: int) -> None:
        marks = self._row().recommendation.marked
        self._change_marks(tuple(replace(m, confirmed=True) if (m.number, m.start) == (number, start) else m for m in marks))

    def _remove_mark(self, number: int, start: int) -> None:
        marks = self._row().recommendation.marked
        self._change_marks(tuple(m for m in marks if (m.number, m.start) != (number, start)))

    def _change_marks(self, marked: tuple[MarkedParagraph, ...]) -> None:
        self._try(self._workspace.change_recommendation, replace(self._row().recommendation, marked=marked))

    def edit_action(self) -> None:
        """Open the council's action beside the document."""
        action = self._workspace.action(self._recommendation) or Action("", self._recommendation)
        self._side.setCurrentWidget(self.editor)
        themes = sorted({one.theme for one in self._workspace.recommendations() if one.theme}, key=str.casefold)
        theme = self._row().recommendation.theme
        self.editor.edit(action, theme=theme, themes=themes, read_only=self._workspace.read_only)

    def _change_theme(self, theme: str) -> None:
        self._try(self._workspace.change_recommendation, replace(self._row().recommendation, theme=theme))

    def _close_editor(self) -> None:
        self._side.setCurrentWidget(self.right)
        self.pane.setFocus()

    def take_suggestion(self) -> None:
        """Choose what the program suggests and cite the passage in view; still nothing is saved before it is confirmed."""
        found, passage = self._suggestion, self.passage()
        if found is None:
            self.noticed.emit("The suggestions are still being looked for.")
            return
        draft, cell = self._draft(), self._cell()
        draft.coverage, draft.outcome = found.coverage, found.outcome
        already = {passage.highlight for passage in cell.cited}
        if found.coverage.revisited and passage is not None and not already and passage.span not in draft.cite:
            draft.cite.append(passage.span)
        if found.coverage.revisited and found.outcome is None:
            self.noticed.emit("The wording suggests no outcome: choose one, then confirm.")
        self._show()

    # moving on

    def next_unanswered(self) -> None:
        """Go to the next recommendation without an answer: for this visit first, then for the visits after it."""
        assert self._matrix is not None
        place = self._matrix.next_unanswered_of_visit(self.place)
        if place is None:
            self.noticed.emit(with_keys("Every recommendation is answered for every later visit here. [[worksheet.back]] goes back to the table."))
        elif place == self.place:
            self.noticed.emit("This is the last one without an answer.")
        else:
            self.open(*place)

    def step_recommendation(self, step: int) -> None:
        """Go to the next or previous recommendation for the same visit, wrapping round."""
        assert self._matrix is not None
        ids = [row.recommendation.id for row in self._matrix.rows]
        self.open(ids[(ids.index(self._recommendation) + step) % len(ids)], self._document)

    def step_visit(self, step: int) -> None:
        """Go to the next or previous later document for the same recommendation, wrapping round."""
        assert self._matrix is not None
        ids = [later.id for later in self._matrix.later]
        self.open(self._recommendation, ids[(ids.index(self._document) + step) % len(ids)])
