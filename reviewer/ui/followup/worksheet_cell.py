"""The cell in view on the worksheet: the recommendation, the later document, the passages suggested for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.app.followup import FollowUp
from reviewer.app.workspace import Workspace
from reviewer.domain.british_dates import british_date
from reviewer.domain.errors import UserError
from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.review import Cell, Matrix, MatrixRow
from reviewer.ui import tasks
from reviewer.ui.followup.draft import Draft, evidence_lines
from reviewer.ui.followup.offered import offered_passages, position_words
from reviewer.ui.followup.thread_desk import ThreadDesk
from reviewer.ui.followup.worksheet_frame import WorksheetFrame
from reviewer.ui.key_words import with_keys
from reviewer.ui.painting import painted_highlights


class WorksheetCell(WorksheetFrame):
    """Shows one recommendation against one later document, and what is chosen or confirmed for it."""

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
        self.threads.changed.connect(self._show_left)

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

    def _load_note(self) -> None:
        revisit, draft = self._cell().revisit, self._draft()
        text = draft.note or (revisit.note if revisit else "")
        if text != self.right.note.toPlainText():
            self.right.note.blockSignals(True)
            self.right.note.setPlainText(text)
            self.right.note.blockSignals(False)

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

    def _try(self, act: object, *args: object) -> bool:
        try:
            act(*args)  # type: ignore[operator]
        except UserError as error:
            self.failed.emit(str(error))
            return False
        return True

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(str(error) if isinstance(error, UserError) else "The suggestions could not be worked out; your answers are safe.")
