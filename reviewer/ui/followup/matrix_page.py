"""The page of the matrix: what is shown, the figures, the picture above, the table, the quotation of the current cell."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.followup import matrix_choice
from reviewer.ui.followup.cell_card import CellCard
from reviewer.ui.followup.matrix_find import MatrixFind
from reviewer.ui.followup.matrix_view import MatrixView
from reviewer.ui.followup.timeline import TimelineView
from reviewer.ui.followup.years_view import YearsView
from reviewer.ui.key_words import Hints

_CHOOSER, _ARROW = 250, 44  # pixels of the chooser at least, and of its arrow and edges
LOW = 560  # pixels of height below which the picture folds away, unless it was asked for


class Above(StrEnum):
    """What stands above the table; ``AUTO`` is the timeline where there is room for it."""

    AUTO = ""
    JUDGEMENTS = "judgements"
    YEARS = "years"
    NOTHING = "nothing"


class MatrixPage(QWidget):
    """Its parts stand in one column; `FollowUpPlace` puts the bars of dates and of successors between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser, self.filter, self.order = (_box(name) for name in (
            "Earlier inspection whose recommendations are followed up", "Which recommendations are shown", "Order of the rows",
        ))  # fmt: skip
        self.chooser.currentTextChanged.connect(lambda _: self._fit())
        self.chooser.currentTextChanged.connect(self.chooser.setToolTip)  # a long name finds no room
        matrix_choice.fill(self.filter, None)
        for words, order in matrix_choice.ORDERS:
            self.order.addItem(words, order)
        self._pills = QHBoxLayout()
        self.timeline, self.years, self.matrix = TimelineView(), YearsView(), MatrixView()
        self._above, self._has_judgements, self._has_rows = Above.AUTO, False, False
        self.finder, self.card = MatrixFind(), CellCard()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.chooser, 1)
        head.addWidget(self.filter)
        head.addWidget(self.order)
        self.hints = Hints((
            ("next unanswered", "matrix.next_unanswered"), ("open", "matrix.open"), ("quotation", "matrix.quotation"), ("find", "matrix.find"),
        ))  # fmt: skip
        rest = QWidget()  # of no width of its own: what finds no room in it is hidden
        rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(rest)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._pills)
        row.addStretch()
        row.addWidget(self.hints)
        head.addWidget(rest, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, theme.GRID, 16, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addLayout(head)
        layout.addWidget(self.finder)
        self.years_card = widgets.frame("card", widgets.label("YEARS SINCE LAST REVISITED", "section"), self.years, margin=4)
        layout.addWidget(self.timeline)
        layout.addWidget(self.years_card)
        layout.addWidget(self.matrix, 1)
        layout.addWidget(self.card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.low = self.height() < LOW
        self._fit()
        self._fit_above()

    # the head

    def show_figures(self, figures: list[tuple[str, str, str]]) -> None:
        """Show (number, words, role) as pills; those that find no room are left out, the first first."""
        while self._pills.count():
            item = self._pills.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, words, role in figures:
            pill = widgets.frame("pill", widgets.label(number, "heading"), widgets.label(words, role), vertical=False, margin=4)
            layout = pill.layout()
            assert layout is not None
            layout.setContentsMargins(10, 2, 10, 2)
            pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            pill.setAccessibleName(f"{number} {words}")
            self._pills.addWidget(pill)
        QTimer.singleShot(0, self, self._fit)  # the pills know their room only once they are styled

    def _fit(self) -> None:
        words = self.chooser.fontMetrics().horizontalAdvance(self.chooser.currentText()) + _ARROW
        self.chooser.setMinimumWidth(max(_CHOOSER, min(words, self.width() // 3)))
        boxes = (self.chooser.minimumWidth(), self.filter.sizeHint().width(), self.order.sizeHint().width())
        room = self.width() - 32 - sum(boxes) - 3 * theme.GRID
        pills = [item.widget() for n in range(self._pills.count()) if (item := self._pills.itemAt(n)) is not None]
        for pill in reversed([pill for pill in pills if pill is not None]):
            room -= pill.sizeHint().width() + theme.GRID
            pill.setVisible(room >= 0)
        self.hints.fit(room - theme.GRID)

    # what stands above the table

    @property
    def above(self) -> Above:
        """What stands above the table now; never ``AUTO``."""
        if self._above is Above.AUTO:
            return Above.JUDGEMENTS if self._has_judgements and self.height() >= LOW else Above.NOTHING
        return self._above if self._above is not Above.JUDGEMENTS or self._has_judgements else Above.NOTHING

    def show_above(self, wanted: Above) -> None:
        """Choose what stands above the table."""
        self._above = wanted
        self._fit_above()

    def next_above(self) -> Above:
        """Return what comes after it by key: judgements, years, nothing, and round."""
        turn = [Above.JUDGEMENTS, Above.YEARS, Above.NOTHING] if self._has_judgements else [Above.YEARS, Above.NOTHING]
        return turn[(turn.index(self.above) + 1) % len(turn)]

    def offer_above(self, *, judgements: bool, rows: bool) -> None:
        """Say which of the pictures have anything to show."""
        self._has_judgements, self._has_rows = judgements, rows
        self._fit_above()

    def _fit_above(self) -> None:
        self.years.show_low(self.height() < LOW)
        self.timeline.setVisible(self.above is Above.JUDGEMENTS)
        self.years_card.setVisible(self.above is Above.YEARS and self._has_rows)


def _box(name: str) -> QComboBox:
    result = QComboBox()
    result.setAccessibleName(name)
    result.setToolTip(name)
    result.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    result.setMinimumContentsLength(14)
    result.view().setTextElideMode(Qt.TextElideMode.ElideRight)
    return result
