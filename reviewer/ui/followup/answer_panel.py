"""The worksheet's right side: why this passage, revisited?, outcome, evidence, note, the council's action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui import widgets
from reviewer.ui.followup.choice import Choices
from reviewer.ui.followup.evidence_list import EvidenceLine, EvidenceList
from reviewer.ui.followup.offered import why_title
from reviewer.ui.key_words import keyed_button
from reviewer.ui.keymap import follow, keymap

COVERAGES = tuple(Coverage)
OUTCOMES = tuple(Outcome)
LOW = 600  # pixels of height below which the answers stand closer
_ROUND = 8  # pixels left free around a note that is brought into view


class NoteField(QPlainTextEdit):
    """A note: Ctrl+Enter saves and leaves, Esc leaves; what was typed is kept either way."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AnswerPanel(QWidget):
    """Show and take the answer. It decides nothing: the worksheet hears of every choice."""

    coverage_chosen = Signal(object)
    outcome_chosen = Signal(object)
    confirm_requested = Signal()
    take_back_requested = Signal()
    action_requested = Signal()
    evidence_activated = Signal(object)  # EvidenceLine
    uncite_requested = Signal(object)
    raise_requested = Signal(object)
    note_left = Signal()
    _low: bool | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answer")
        self.coverages = Choices(COVERAGES, "worksheet.coverage")
        self.outcomes = Choices(OUTCOMES, "worksheet.outcome")
        self.note = NoteField()
        self.note.setAccessibleName("Note on this answer")
        follow(self.note, lambda: self.note.setPlaceholderText(f"Note ({keymap().words('worksheet.note') or 'type here'})"))
        self.note.setTabChangesFocus(True)
        self.evidence = EvidenceList()
        self._scroll = _scrolling(self._make_questions())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(widgets.rule())
        outer.addWidget(self._make_foot())
        self.note.left.connect(self.note_left)
        self.coverages.chosen.connect(self.coverage_chosen)
        self.outcomes.chosen.connect(self.outcome_chosen)
        self.evidence.activated.connect(self.evidence_activated)
        self.evidence.uncite_requested.connect(self.uncite_requested)
        self.evidence.raise_requested.connect(self.raise_requested)
        self._arrange(low=False)

    def _make_questions(self) -> QWidget:
        self._why_title = widgets.label("Why this passage", "heading", wrap=True)
        self._why, self._suggests = widgets.BriefLabel(lines=2), widgets.BriefLabel("soft", lines=2)
        body = widgets.frame("panel", widgets.frame("notice", self._why_title, self._why, self._suggests, margin=6), margin=12)
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(12, 8, 12, 8)
        for part in (
            widgets.label("REVISITED?", "section"), self.coverages,
            widgets.label("OUTCOME, IN OFSTED’S WORDS", "section"), self.outcomes, self.note,
        ):  # fmt: skip
            layout.addWidget(part)
        layout.addStretch()
        return body

    def _make_foot(self) -> QWidget:
        """Return what is always in view: the cited evidence, the state of the answer, and how to confirm it."""
        self.state = widgets.label("", "soft", wrap=True)
        self.confirm = keyed_button("Confirm", "worksheet.confirm", role="primary", name="Confirm the answer")
        self.take_back = widgets.button("Take back", name="Take the answer back")
        self.action = keyed_button("Action", "worksheet.action", name="Action, owner and theme")
        self.confirm.clicked.connect(self.confirm_requested)
        self.take_back.clicked.connect(self.take_back_requested)
        self.action.clicked.connect(self.action_requested)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(4)
        for button in (self.confirm, self.take_back, self.action):
            button.setStyleSheet("padding-left: 6px; padding-right: 6px;")
        self._place_buttons()
        foot = widgets.frame("panel", widgets.label("EVIDENCE", "section"), self.evidence, self.state, margin=12)
        layout = foot.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.addLayout(self._buttons)
        return foot

    def _place_buttons(self) -> None:
        """Put the buttons side by side, or Confirm above the others where large type leaves no room for three."""
        three = (self.confirm, self.take_back, self.action)
        room = self.width() - 2 * 12 - 2 * self._buttons.spacing()
        beside = sum(button.sizeHint().width() for button in three if not button.isHidden()) <= room
        for column, stretch in enumerate((3, 2, 2) if beside else (1, 1, 0)):
            self._buttons.setColumnStretch(column, stretch)
        for column, button in enumerate(three):
            above = not beside and button is self.confirm
            self._buttons.addWidget(button, 0 if beside or above else 1, column if beside else max(column - 1, 0), 1, 2 if above else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(low=self.height() < LOW)
        self._place_buttons()

    def _arrange(self, *, low: bool) -> None:
        """Fit the height: where it is little, all rows are low."""
        if low is not self._low:
            self._low = low
            for part in (self.coverages, self.outcomes, self.evidence):
                part.show_low(low)
            for words in (self._why, self._suggests):
                words.show_lines(1 if low else 2)
            self.note.setFixedHeight(30 if low else 40)

    def write_note(self) -> None:
        """Put the cursor into the note, and the note into view."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        place = self.note.geometry()  # the whole field: ensureWidgetVisible asks for the cursor's line alone
        self._scroll.ensureVisible(place.left(), place.top(), 0, _ROUND)
        self._scroll.ensureVisible(place.left(), place.bottom(), 0, _ROUND)

    def show_answer(self, coverage: Coverage | None, outcome: Outcome | None, *, confirmed: str, read_only: bool) -> None:
        """Show what is chosen; ``confirmed`` says who and when, "" while nothing is confirmed."""
        for value, choice in self.coverages.by_answer.items():
            choice.setChecked(value == coverage)
            choice.setEnabled(not read_only)
        asks_outcome = coverage is not None and coverage.revisited
        for value, choice in self.outcomes.by_answer.items():
            choice.setChecked(value == outcome)
            choice.setEnabled(asks_outcome and not read_only)
        complete = coverage is not None and (outcome is not None or not coverage.revisited)
        self.confirm.setEnabled(complete and not read_only)
        self.take_back.setEnabled(bool(confirmed) and not read_only)
        self.take_back.setVisible(bool(confirmed))
        self._place_buttons()
        self.note.setReadOnly(read_only)
        self.state.setText(confirmed or "Not confirmed yet. The program suggests, you decide.")

    def show_suggestion(self, suggestion: FollowUpSuggestion | None, passage: SuggestedPassage | None) -> None:
        """Show why the passage in view was suggested and what the program would answer."""
        if suggestion is None:
            self._why_title.setText("Looking for passages …")
            self._why.show_words("")
            self._suggests.show_words("")
            self._mark_suggested(None, None)
            return
        if passage is not None:
            self._why_title.setText(why_title(suggestion, passage))
            self._why.show_words(" · ".join(passage.why) or "Shares words with the recommendation.")
        else:
            self._why_title.setText("No passage suggested")
            self._why.show_words(suggestion.coverage_why)
        words = suggestion.coverage.words
        if suggestion.probably_not_mentioned and suggestion.coverage is Coverage.NOT_MENTIONED:
            words = "probably not mentioned"
        if suggestion.outcome is not None:
            words += f"; {suggestion.outcome.words}" + (f" (“{suggestion.outcome_words}”)" if suggestion.outcome_words else "")
        self._suggests.show_words(f"Suggested: {words}")
        self._mark_suggested(suggestion.coverage, suggestion.outcome)

    def _mark_suggested(self, coverage: Coverage | None, outcome: Outcome | None) -> None:
        self.coverages.mark_suggested(coverage)
        self.outcomes.mark_suggested(outcome)

    def show_evidence(self, lines: list[EvidenceLine], *, read_only: bool) -> None:
        """List the cited passages, each with a way to it and a way to take it out."""
        self.evidence.show_lines(lines, read_only=read_only)


def _scrolling(body: QWidget) -> QScrollArea:
    result = QScrollArea()
    result.setWidgetResizable(True)
    result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    result.setWidget(body)
    return result
