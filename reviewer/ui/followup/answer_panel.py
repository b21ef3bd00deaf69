"""The worksheet's right side: why this passage, revisited?, outcome, evidence, note, the council's action."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui import actions, theme, widgets
from reviewer.ui.followup import shapes
from reviewer.ui.followup.offered import why_title

COVERAGES = tuple(Coverage)
OUTCOMES = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A cited passage as listed; ``evidence`` "" while it waits for the answer to be confirmed."""

    evidence: str
    quote: str
    where: str
    start: int
    end: int


class Choice(widgets.ElidedButton):
    """One answer: shape, words and its key, on one line. A suggested one has a dashed outline and says so."""

    def __init__(self, text: str, key: str, icon_name: str, colour: str) -> None:
        super().__init__(text, name=f"{text}, key {key}")
        self.setCheckable(True)
        self.setIcon(theme.icon(icon_name, colour))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cap = widgets.key_cap(key)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._suggested = widgets.label("suggested", "soft")
        self._suggested.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._is_suggested = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.addStretch()
        layout.addWidget(self._suggested)
        layout.addWidget(self._cap)
        self._suggested.hide()

    @property
    def is_suggested(self) -> bool:
        return self._is_suggested

    def mark_suggested(self, suggested: bool) -> None:
        """Tell whether the program would answer this."""
        if suggested != self._is_suggested:
            self._is_suggested = suggested
            dashed = f" border: 1px dashed {theme.current().accent};" if suggested else ""
            self.setStyleSheet(f"QPushButton {{ text-align: left; padding-left: 8px; padding-right: 4px;{dashed} }}")
            self.setAccessibleDescription("suggested" if suggested else "")
            self._fit()

    def room(self) -> int:
        return super().room() - self._cap.sizeHint().width() - 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.fontMetrics().horizontalAdvance(self.text()) * 1.1
        self._suggested.setVisible(self._is_suggested and words + self._suggested.sizeHint().width() + 12 < self.room())


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
    evidence_activated = Signal(int, int)
    uncite_requested = Signal(object)
    note_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answer")
        body = widgets.frame("panel", margin=12)
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self._make_why())
        layout.addSpacing(theme.GRID // 2)
        layout.addWidget(widgets.label("REVISITED?", "section"))
        self.coverages = self._choices(layout, [(c, c.words, f"coverage-{c.value}", "worksheet.coverage") for c in COVERAGES])
        layout.addSpacing(theme.GRID // 2)
        layout.addWidget(widgets.label("OUTCOME, IN OFSTED’S WORDS", "section"))
        self.outcomes = self._choices(layout, [(o, o.words, f"outcome-{o.value}", "worksheet.outcome") for o in OUTCOMES])
        layout.addSpacing(theme.GRID // 2)
        layout.addWidget(widgets.label("EVIDENCE", "section"))
        self._evidence = QVBoxLayout()
        layout.addLayout(self._evidence)
        self.note = NoteField()
        self.note.setAccessibleName("Note on this answer")
        self.note.setPlaceholderText("Note (O)")
        self.note.setFixedHeight(56)
        self.note.setTabChangesFocus(True)
        self.note.left.connect(self.note_left)
        layout.addWidget(self.note)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.state = widgets.label("", "soft", wrap=True)
        foot = widgets.frame("panel", self.state, margin=12)
        foot_layout = foot.layout()
        assert isinstance(foot_layout, QVBoxLayout)
        foot_layout.addLayout(self._make_buttons())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(widgets.rule())
        outer.addWidget(foot)
        for value, choice in self.coverages.items():
            choice.clicked.connect(lambda _=False, v=value: self.coverage_chosen.emit(v))
        for outcome, choice in self.outcomes.items():
            choice.clicked.connect(lambda _=False, v=outcome: self.outcome_chosen.emit(v))

    def _make_why(self) -> QWidget:
        self._why_title = widgets.label("Why this passage", "heading")
        self._why = widgets.label("", wrap=True)
        self._suggests = widgets.label("", "soft", wrap=True)
        return widgets.frame("notice", self._why_title, self._why, self._suggests)

    def _choices(self, layout: QVBoxLayout, rows: list[tuple[object, str, str, str]]) -> dict[object, Choice]:
        made: dict[object, Choice] = {}
        for number, (value, words, icon, action) in enumerate(rows, 1):
            outcome = value if isinstance(value, Outcome) else None
            colour = shapes.icon_colour(value if isinstance(value, Coverage) else Coverage.SAME_TOPIC, outcome)
            choice = Choice(words, actions.spec(f"{action}_{number}").keys[0], icon, colour)
            layout.addWidget(choice)
            made[value] = choice
        return made

    def _make_buttons(self) -> QGridLayout:
        self.confirm = widgets.button("Confirm  Ctrl ↵", role="primary", name="Confirm the answer")
        self.take_back = widgets.button("Take back", name="Take the answer back")
        self.action = widgets.button("Action and owner…  A", name="Action and owner, key A")
        self.confirm.clicked.connect(self.confirm_requested)
        self.take_back.clicked.connect(self.take_back_requested)
        self.action.clicked.connect(self.action_requested)
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        grid.addWidget(self.confirm, 0, 0)
        grid.addWidget(self.take_back, 0, 1)
        grid.addWidget(self.action, 1, 0, 1, 2)
        return grid

    def show_answer(self, coverage: Coverage | None, outcome: Outcome | None, *, confirmed: str, read_only: bool) -> None:
        """Show what is chosen; ``confirmed`` says who and when, "" while nothing is confirmed."""
        for value, choice in self.coverages.items():
            choice.setChecked(value == coverage)
            choice.setEnabled(not read_only)
        asks_outcome = coverage is not None and coverage.revisited
        for value, choice in self.outcomes.items():
            choice.setChecked(value == outcome)
            choice.setEnabled(asks_outcome and not read_only)
        complete = coverage is not None and (outcome is not None or not coverage.revisited)
        self.confirm.setEnabled(complete and not read_only)
        self.take_back.setEnabled(bool(confirmed) and not read_only)
        self.take_back.setVisible(bool(confirmed))
        self.note.setReadOnly(read_only)
        self.state.setText(confirmed or "Not confirmed yet. The program suggests; you decide.")

    def show_suggestion(self, suggestion: FollowUpSuggestion | None, passage: SuggestedPassage | None) -> None:
        """Show why the passage in view was suggested and what the program would answer."""
        if suggestion is None:
            self._why_title.setText("Looking for passages …")
            self._why.setText("")
            self._suggests.setText("")
            self._mark_suggested(None, None)
            return
        if passage is not None:
            self._why_title.setText(why_title(suggestion, passage))
            self._why.setText(" · ".join(passage.why) or "Shares words with the recommendation.")
        else:
            self._why_title.setText("No passage suggested")
            self._why.setText(suggestion.coverage_why)
        words = suggestion.coverage.words
        if suggestion.probably_not_mentioned and suggestion.coverage is Coverage.NOT_MENTIONED:
            words = "probably not mentioned"
        if suggestion.outcome is not None:
            words += f"; {suggestion.outcome.words} (“{suggestion.outcome_words}”)"
        self._suggests.setText(f"Suggested: {words}")
        self._mark_suggested(suggestion.coverage, suggestion.outcome)

    def _mark_suggested(self, coverage: Coverage | None, outcome: Outcome | None) -> None:
        for value, choice in [*self.coverages.items(), *self.outcomes.items()]:
            hit = value is not None and value in (coverage, outcome)
            choice.mark_suggested(hit)

    def show_evidence(self, lines: list[EvidenceLine], *, read_only: bool) -> None:
        """List the cited passages, each with a way to it and a way to take it out."""
        while self._evidence.count():
            item = self._evidence.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        if not lines:
            self._evidence.addWidget(widgets.label("Enter cites the passage in view, or what you selected.", "soft", wrap=True))
        for line in lines:
            self._evidence.addWidget(self._evidence_card(line, read_only=read_only))

    def _evidence_card(self, line: EvidenceLine, *, read_only: bool) -> QWidget:
        quote = " ".join(line.quote.split())
        short = quote if len(quote) <= 140 else quote[:137].rsplit(" ", 1)[0] + " …"
        go = widgets.button("Show", role="quiet", name=f"Show the passage {short}")
        go.clicked.connect(lambda: self.evidence_activated.emit(line.start, line.end))
        drop = widgets.button("Remove", role="quiet", name=f"Remove the passage {short}")
        drop.setEnabled(not read_only)
        drop.clicked.connect(lambda: self.uncite_requested.emit(line))
        row = QWidget()
        foot = QHBoxLayout(row)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(widgets.label(line.where + ("" if line.evidence else " · saved on confirming"), "soft"))
        foot.addStretch()
        foot.addWidget(go)
        foot.addWidget(drop)
        return widgets.frame("card", widgets.label(f"“{short}”", wrap=True), row)
