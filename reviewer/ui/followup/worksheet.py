"""The worksheet: one recommendation against one later document, answered by key."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.app.followup import FollowUp
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action
from reviewer.domain.british_dates import british_date
from reviewer.domain.errors import UserError
from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.recommendation import MarkedParagraph
from reviewer.domain.review import Cell, Matrix, MatrixRow
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui import tasks
from reviewer.ui.followup.answer_panel import COVERAGES, OUTCOMES
from reviewer.ui.followup.draft import Draft, evidence_lines
from reviewer.ui.followup.evidence_list import EvidenceLine
from reviewer.ui.followup.offered import offered_passages, position_words
from reviewer.ui.followup.thread_desk import ThreadDesk
from reviewer.ui.followup.worksheet_frame import WorksheetFrame
from reviewer.ui.key_words import with_keys
from reviewer.ui.painting import painted_highlights


class Worksheet(WorksheetFrame):
    """Left the recommendation, in the middle the later document, right the answer."""

    failed = Signal(str)
    noticed = Signal(str)
    back_requested = Signal()

    def __init__(
        self, workspace: Workspace, follow_up: FollowUp, threads: ThreadDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._follow_up = workspace, follow_up
        self._matrix: Matrix | None = None
        self._recommendation = self._document = ""
        self._suggestion: FollowUpSuggestion | None = None
        self._at = 0
        self._drafts: dict[tuple[str, str], Draft] = {}
        self.threads = threads
        self._connect()

    def _connect(self) -> None:
        self.left.visit_chosen.connect(lambda document: self.open(self._recommendation, document))
        self.left.mark_confirmed.connect(self._confirm_mark)
        self.left.mark_removed.connect(self._remove_mark)
        self.left.thread_confirmed.connect(self.threads.confirm)
        self.left.thread_dismissed.connect(self.threads.dismiss)
        self.left.thread_unlinked.connect(self.threads.unlink)
        self.threads.changed.connect(self._show_left)
        self.right.coverage_chosen.connect(self.choose_coverage)
        self.right.outcome_chosen.connect(self.choose_outcome)
        self.right.confirm_requested.connect(self.confirm)
        self.right.take_back_requested.connect(self.take_back)
        self.right.action_requested.connect(self.edit_action)
        self.right.evidence_activated.connect(self._show_evidence)
        self.right.uncite_requested.connect(self._uncite)
        self.right.note.textChanged.connect(self._on_note_typed)
        self.right.note_left.connect(self.pane.setFocus)
        self.pane.passage_activated.connect(lambda _span: self.cite())
        self.editor.action_changed.connect(lambda action: self._try(self._workspace.set_action, action))
        self.editor.theme_changed.connect(self._change_theme)
        self.editor.closed.connect(self._close_editor)

    # what is shown

    @property
    def place(self) -> tuple[str, str]:
        """The (recommendation, document) in view, ("", "") before the first."""
        return self._recommendation, self._document

    def open(self, recommendation: str, document: str) -> None:
        """Show one cell of the matrix; its suggestions follow when they are found."""
        matrix = self._matrix_of(recommendation)
        if matrix is None or not any(later.id == document for later in matrix.later):
            return
        changed_document = document != self._document
        self._matrix, self._recommendation, self._document = matrix, recommendation, document
        self._suggestion, self._at = None, 0
        self._side.setCurrentWidget(self.right)
        if changed_document:
            self.pane.show_document(document, self._workspace.reading(document), self._workspace.original(document))
        self._show()
        self._load_note()
        self.pane.setFocus()
        self._ask_for_suggestions()

    def refresh(self, tables: frozenset[str]) -> None:
        """Show the cell again after rows changed."""
        if not self._recommendation or not tables & {
            "revisit", "evidence", "highlight", "highlight_tag", "tag", "recommendation", "action", "document", "fact",
            "dismissed_passage", "thread_link",
        }:  # fmt: skip
            return
        matrix = self._matrix_of(self._recommendation)
        if matrix is None or not any(later.id == self._document for later in matrix.later):
            self._recommendation = self._document = ""
            self.back_requested.emit()
            return
        self._matrix = matrix
        self._show()
        if tables & {"revisit"}:
            self._load_note()
        if tables & {"dismissed_passage", "recommendation", "fact"}:
            self._ask_for_suggestions()

    def _matrix_of(self, recommendation: str) -> Matrix | None:
        found = next((r for r in self._workspace.recommendations() if r.id == recommendation), None)
        return self._workspace.matrix(found.document) if found else None

    def _row(self) -> MatrixRow:
        assert self._matrix is not None
        return next(row for row in self._matrix.rows if row.recommendation.id == self._recommendation)

    def _cell(self) -> Cell:
        return next(cell for cell in self._row().cells if cell.document == self._document)

    def _draft(self) -> Draft:
        """Return what is chosen for this cell: the unconfirmed choice, else the confirmed answer."""
        return self._drafts.setdefault(self.place, Draft())

    def _show(self) -> None:
        assert self._matrix is not None
        cell = self._cell()
        document = next(later for later in self._matrix.later if later.id == self._document)
        self._title.setText(document.name)
        self._progress.setText(f"{self._matrix.answered} of {self._matrix.asked} answered")
        draft, revisit = self._draft(), cell.revisit
        coverage = draft.coverage or cell.coverage
        outcome = draft.outcome or (cell.outcome if draft.coverage in (None, cell.coverage) else None)
        confirmed = ""
        if revisit is not None:
            who = f" by {revisit.author}" if revisit.author else ""
            confirmed = f"Confirmed {british_date(revisit.confirmed[:10])}{who}."
            if draft.coverage or draft.outcome or draft.cite:
                confirmed += " Changed since: confirm again."
        self.right.show_answer(coverage, outcome, confirmed=confirmed, read_only=self._workspace.read_only)
        self.right.show_evidence(evidence_lines(self._workspace, cell, draft), read_only=self._workspace.read_only)
        self.pane.set_highlights(painted_highlights(self._workspace, self._document))
        self._show_passages()

    # suggestions

    def _ask_for_suggestions(self) -> None:
        asked = self.place
        self.right.show_suggestion(None, None)

        def arrived(found: FollowUpSuggestion) -> None:
            if asked == self.place:
                self._suggestion = found
                self._at = min(self._at, max(found.strong - 1, 0))
                self._show_passages(reveal=True)

        tasks.run_in_background(self, lambda: self._follow_up.suggestions(*asked), arrived, self._on_error)

    def passage(self) -> SuggestedPassage | None:
        """Return the suggested passage in view, None where there is none."""
        passages = self._suggestion.passages if self._suggestion else ()
        return passages[self._at] if self._at < len(passages) else None

    def _show_passages(self, *, reveal: bool = False) -> None:
        passage = self.passage()
        offered = offered_passages(self._suggestion, self._at)
        self._position.setText(position_words(self._suggestion, self._at))
        self._fit_hints()
        self.pane.set_focus_passages([p.span for p in offered], self._at if offered else None)
        self.pane.set_marked_terms(list(passage.terms) if passage else [])
        self.right.show_suggestion(self._suggestion, passage)
        if passage is not None and reveal:
            self.pane.reveal(passage.span)
        self._show_left()

    def _show_left(self) -> None:
        if self._matrix is not None and self._recommendation:
            self.left.show_row(
                self._row(), self._matrix.earlier, self._matrix.later, self._document, self._shared_words(),
                found=self.threads.strands(self._recommendation), read_only=self._workspace.read_only,
            )  # fmt: skip

    def _shared_words(self) -> frozenset[str]:
        passage = self.passage()
        if passage is None:
            return frozenset()
        text = self._workspace.reading(self._document).text
        words = {term.of(text).casefold() for term in passage.terms}
        stems = {word[:6] for word in words if len(word) >= 4}
        own = {w.strip(".,;:()“”‘’\"'").casefold() for w in self._row().recommendation.text.split()}
        return frozenset(word for word in own if word in words or (len(word) >= 4 and word[:6] in stems))

    def step_passage(self, step: int) -> None:
        """Go to the next (1) or previous (-1) suggestion, past the last strong one to the weak; stays at the ends."""
        total = len(self._suggestion.passages) if self._suggestion else 0
        if self._suggestion and total:
            strong, before = self._suggestion.strong, self._at
            self._at = max(0, min(self._at + step, total - 1))
            self._show_passages(reveal=True)
            if before < strong <= self._at:
                self.noticed.emit(with_keys("Only weak matches follow. [[worksheet.previous_passage]] goes back."))

    def dismiss(self) -> None:
        """Put the suggestion in view away for good (undo brings it back)."""
        passage = self.passage()
        if passage is not None:
            self._try(self._workspace.dismiss_passage, self._recommendation, self._document, passage.span)

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
            self.failed.emit("First say that the visit came back to it: 1 referred back to, 2 same topic.")
            self._show()
            return
        draft.coverage, draft.outcome = coverage, outcome
        self._show()

    def cite(self) -> None:
        """Cite what is selected in the document, else the suggestion in view."""
        passage = self.passage()
        span = self.pane.selection() or (passage.span if passage else None)
        if span is None or not span:
            self.noticed.emit("Select a passage first, or go to a suggestion with J.")
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

    def confirm(self) -> None:
        """Save the answer with its evidence: one act, one undo step."""
        draft, cell = self._draft(), self._cell()
        coverage = draft.coverage or cell.coverage
        outcome = draft.outcome or (cell.outcome if draft.coverage in (None, cell.coverage) else None)
        if coverage is None:
            self.failed.emit("Choose an answer to “Revisited?” first: 1, 2, 3 or 4.")
            return
        if coverage.revisited and outcome is None:
            self.failed.emit("Choose the outcome in Ofsted’s words as well; “Not stated” is one of them.")
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

    def _load_note(self) -> None:
        revisit, draft = self._cell().revisit, self._draft()
        text = draft.note or (revisit.note if revisit else "")
        if text != self.right.note.toPlainText():
            self.right.note.blockSignals(True)
            self.right.note.setPlainText(text)
            self.right.note.blockSignals(False)

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

    def _try(self, act: object, *args: object) -> bool:
        try:
            act(*args)  # type: ignore[operator]
        except UserError as error:
            self.failed.emit(str(error))
            return False
        return True

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(str(error) if isinstance(error, UserError) else "The suggestions could not be worked out; your answers are safe.")


__all__ = ["COVERAGES", "OUTCOMES", "Worksheet"]
