"""One fact in the panel: what is in force, where it was read, and the acts on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.domain.authority import Authority
from reviewer.domain.document import FactName, Sureness
from reviewer.domain.review import FactState, KnownFact
from reviewer.ui import theme, widgets
from reviewer.ui.facts.choices import Choices, QuoteButton, in_tab_order
from reviewer.ui.facts.editors import FactEditor
from reviewer.ui.facts.words import FACT_LABELS, value_words


class FactRow(QWidget):
    """Label, value and state; under it the quotation and, where it is unsure, the other readings."""

    confirm_requested = Signal(object)  # FactName
    value_chosen = Signal(object, object)  # FactName, str | None
    authority_requested = Signal(str)
    quote_activated = Signal(object)  # Span

    def __init__(self, name: FactName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.fact: KnownFact | None = None
        self._authorities: Sequence[Authority] = ()
        self._editor: FactEditor | None = None
        self._label = FACT_LABELS[name]
        self.value = widgets.label("", wrap=True)
        self.state = widgets.label("", "soft")
        self.note = widgets.label("", "middle", wrap=True)
        self.quote = QuoteButton()
        self.confirm = widgets.button("Confirm", role="quiet", name=f"Confirm {self._label.lower()}")
        self.correct = widgets.button("Correct", role="quiet", name=f"Correct {self._label.lower()}")
        self.choices = Choices(self._label)
        self._lay_out()
        self.confirm.clicked.connect(lambda: self.confirm_requested.emit(self.name))
        self.correct.clicked.connect(self.start_editing)
        self.quote.clicked.connect(self._on_quote)
        self.choices.quote_activated.connect(self.quote_activated)
        self.choices.chosen.connect(lambda value: self.value_chosen.emit(self.name, value))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        title = widgets.label(self._label, "soft")
        widest = max(FACT_LABELS.values(), key=len)
        title.setFixedWidth(QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(widest) + 8)
        grid.addWidget(title, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.value, 1)
        head.addWidget(self.state)
        head.addWidget(self.confirm)
        head.addWidget(self.correct)
        grid.addLayout(head, 0, 1)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.quote)
        self._body.addWidget(self.note)
        self._body.addWidget(self.choices)
        grid.addLayout(self._body, 1, 1)
        grid.setColumnStretch(1, 1)

    def show_fact(self, fact: KnownFact, authorities: Sequence[Authority]) -> None:
        """Show this fact as the review holds it."""
        changed = fact != self.fact or authorities is not self._authorities
        self.fact, self._authorities = fact, authorities
        if not changed:
            return
        words = value_words(self.name, fact.value, authorities)
        self.value.setText(words)
        stated = bool(fact.value) or self.name is FactName.MARKING
        widgets.restyle(self.value, "" if stated else "soft")
        self.value.setStyleSheet("font-weight: 600;" if stated else "")
        self.value.setAccessibleName(f"{self._label}: {words}")
        self.state.setText(_state_words(fact))
        widgets.restyle(self.state, _state_role(fact))
        read = fact.read
        self.quote.show_place(self._label, read.quote, read.page, read.span)
        self.note.setText(fact.read.note)
        self.note.setVisible(bool(fact.read.note) and fact.to_check)
        self.confirm.setVisible(fact.state is FactState.READ)
        widgets.restyle(self.confirm, "" if fact.to_check else "quiet")
        self.choices.show_choices(
            fact.read.alternatives if fact.to_check else (),
            lambda value: value_words(self.name, value, authorities),
            held=fact.value,
        )
        in_tab_order([self.confirm, self.correct, self.quote, *self.choices.stops])

    def take_focus(self) -> None:
        """Put the focus on what is to be done here: confirm, else correct."""
        target = self.confirm if self.fact is not None and self.fact.state is FactState.READ else self.correct
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # Correcting in place

    @property
    def editor(self) -> FactEditor | None:
        return self._editor

    def start_editing(self) -> None:
        """Open the field for another value."""
        if self.fact is None or self._editor is not None:
            return
        self._editor = FactEditor(self.name, self.fact.value, self._authorities)
        self._editor.value_entered.connect(self._on_entered)
        self._editor.authority_requested.connect(self._on_authority)
        self._editor.cancelled.connect(self._on_cancelled)
        self._body.insertWidget(0, self._editor)
        self._editor.take_focus()

    def stop_editing(self) -> None:
        """Close the field, keeping what the review holds."""
        if self._editor is not None:
            self._editor.close_list()
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    def _on_entered(self, value: str | None) -> None:
        self.stop_editing()
        self.value_chosen.emit(self.name, value)

    def _on_authority(self, name: str) -> None:
        self.stop_editing()
        self.authority_requested.emit(name)

    def _on_cancelled(self) -> None:
        self.stop_editing()
        self.correct.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_quote(self) -> None:
        if self.fact is not None and self.fact.read.span is not None:
            self.quote_activated.emit(self.fact.read.span)


def _state_words(fact: KnownFact) -> str:
    if fact.state is FactState.CONFIRMED:
        return "confirmed"
    if fact.state is FactState.CORRECTED:
        return "corrected by you"
    words = {Sureness.SURE: "", Sureness.UNSURE: "to check: unsure", Sureness.CONFLICT: "to check: two readings"}
    return words[fact.read.sureness]


def _state_role(fact: KnownFact) -> str:
    if fact.to_check:
        return "bad" if fact.read.sureness is Sureness.CONFLICT else "middle"
    return "soft" if fact.state is FactState.READ else "good"
