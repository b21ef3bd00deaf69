"""The grades to check: a row for each that the document prints in two ways, to confirm or to choose the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.domain.document import Judgement, Sureness
from reviewer.ui import widgets
from reviewer.ui.facts.choices import Choices, QuoteButton


class GradeRow(QWidget):
    """One judgement: the grade in force with its quotation, why it is to check, and the other grades printed."""

    confirm_requested = Signal(str)  # the judgement's name
    grade_chosen = Signal(str, str)  # the name, the grade as printed
    quote_activated = Signal(object)  # Span

    def __init__(self, judgement: Judgement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.judgement = judgement
        self.value = widgets.label(f"{judgement.name}: {judgement.grade_printed}", wrap=True)
        self.value.setStyleSheet("font-weight: 600;")
        conflict = judgement.sureness is Sureness.CONFLICT
        self.state = widgets.label("to check: two readings" if conflict else "to check: unsure", "bad" if conflict else "middle")
        self.confirm = widgets.button("Confirm", name=f"Confirm the grade of {judgement.name}")
        self.quote = QuoteButton()
        self.note = widgets.label(judgement.note, "middle", wrap=True)
        self.choices = Choices(judgement.name)
        self._lay_out()
        self.confirm.clicked.connect(lambda: self.confirm_requested.emit(judgement.name))
        self.choices.chosen.connect(lambda printed: self.grade_chosen.emit(judgement.name, printed))
        self.choices.quote_activated.connect(self.quote_activated)
        self.quote.clicked.connect(lambda: self.quote_activated.emit(judgement.span))
        self.quote.show_place(judgement.name, judgement.quote, judgement.page, judgement.span)
        self.choices.show_choices(judgement.alternatives, str)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.value, 1)
        head.addWidget(self.state)
        head.addWidget(self.confirm)
        layout.addLayout(head)
        for part in (self.quote, self.note, self.choices):
            layout.addWidget(part)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab reaches here, in order."""
        return [self.confirm, self.quote, *self.choices.stops]

    def take_focus(self) -> None:
        """Put the focus on what is to be done here."""
        self.confirm.setFocus(Qt.FocusReason.TabFocusReason)


class GradesToCheck(QWidget):
    """The rows of a document's grades to check; none where all are sure or settled."""

    confirm_requested = Signal(str)
    grade_chosen = Signal(str, str)
    quote_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[GradeRow] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)

    def show_judgements(self, judgements: Sequence[Judgement]) -> None:
        """Show a row for each that is to check."""
        wanted = [one for one in judgements if one.to_check]
        if wanted == [row.judgement for row in self.rows]:
            return
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [GradeRow(one) for one in wanted]
        for row in self.rows:
            row.confirm_requested.connect(self.confirm_requested)
            row.grade_chosen.connect(self.grade_chosen)
            row.quote_activated.connect(self.quote_activated)
            self._lines.addWidget(row)
        self.setVisible(bool(self.rows))
