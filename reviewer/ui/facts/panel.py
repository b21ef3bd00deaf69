"""The facts of a document: value, where it was read, how sure; confirm, choose another reading, or correct."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName, Judgement
from reviewer.domain.review import DocumentSummary
from reviewer.ui import widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.facts.choices import in_tab_order
from reviewer.ui.facts.grades import GradesToCheck
from reviewer.ui.facts.row import FactRow
from reviewer.ui.facts.words import FACT_LABELS
from reviewer.ui.key_words import said

ORDER: tuple[FactName, ...] = (
    FactName.AUTHORITY,
    FactName.KIND,
    FactName.INSPECTION_DATES,
    FactName.PUBLISHED,
    FactName.RECEIVED,
    FactName.LEAD_INSPECTORS,
    FactName.SCOPE,
    FactName.RECOMMENDATIONS,
    FactName.PUBLICATION_STATE,
    FactName.MARKING,
    FactName.TITLE,
)
MAX_HEIGHT = 380


class FactsPanel(QScrollArea):
    """One row a fact and the judgements as printed. Non-modal: the page stays in use beneath it."""

    quote_activated = Signal(object)
    noticed = Signal(str)
    failed = Signal(str)
    close_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document: DocumentSummary | None = None
        self.setAccessibleName("Facts to check")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(160)
        self.setMaximumHeight(MAX_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("role", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(2)
        self.rows: dict[FactName, FactRow] = {}
        for name in ORDER:
            row = FactRow(name)
            row.confirm_requested.connect(self._confirm)
            row.value_chosen.connect(self._correct)
            row.authority_requested.connect(self._add_authority)
            row.quote_activated.connect(self.quote_activated)
            row.installEventFilter(self)
            self.rows[name] = row
            layout.addWidget(row)
        self.grades = GradesToCheck()
        self.grades.confirm_requested.connect(self._confirm_grade)
        self.grades.grade_chosen.connect(self._choose_grade)
        self.grades.quote_activated.connect(self.quote_activated)
        layout.addWidget(self.grades)
        self._title = widgets.label("JUDGEMENTS, AS PRINTED", "section")
        self.judgements = _table()
        self.judgements.cellActivated.connect(self._on_judgement)
        self.judgements.cellClicked.connect(self._on_judgement)
        layout.addSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self.judgements)
        layout.addStretch()
        self.setWidget(content)

    def show_document(self, document: DocumentSummary | None) -> None:
        """Show the facts of this document."""
        other = document is None or self._document is None or document.id != self._document.id
        self._document = document
        if document is None:
            return
        authorities = self._workspace.authorities()
        known = {fact.read.name: fact for fact in document.facts}
        for name, row in self.rows.items():
            if other:
                row.stop_editing()
            row.setVisible(name in known)
            if name in known:
                row.show_fact(known[name], authorities)
        self.grades.show_judgements(document.judgements)
        in_tab_order([self.rows[ORDER[-1]].quote, *(stop for row in self.grades.rows for stop in row.stops)])
        _fill(self.judgements, document.judgements)
        self._title.setVisible(bool(document.judgements))

    def focus_first(self) -> None:
        """Put the focus on the first fact or grade to check, else on the first fact."""
        self._focus_after(None)

    def _focus_after(self, name: FactName | None) -> None:
        names = [one for one in ORDER if self.rows[one].fact is not None]
        start = names.index(name) + 1 if name in names else 0
        ordered = names[start:] + names[:start]
        wanted = next((one for one in ordered if self._to_check(one)), None)
        if wanted is None and self.grades.rows:
            self.grades.rows[0].take_focus()
            self.ensureWidgetVisible(self.grades.rows[0])
            return
        wanted = wanted or name or (names[0] if names else None)
        if wanted is not None:
            self.rows[wanted].take_focus()
            self.ensureWidgetVisible(self.rows[wanted])

    def _to_check(self, name: FactName) -> bool:
        fact = self.rows[name].fact
        return fact is not None and fact.to_check

    # Acts

    def _confirm(self, name: FactName) -> None:
        if self._document is not None:
            with attempt(self.failed) as outcome:
                self._workspace.confirm_fact(self._document.id, name)
            self._settled(name, worked=outcome.worked)

    def _correct(self, name: FactName, value: str | None) -> None:
        if self._document is None:
            return
        with attempt(self.failed) as outcome:
            self._workspace.set_fact(self._document.id, name, value)
        if self._settled(name, worked=outcome.worked):
            self.noticed.emit(f"{FACT_LABELS[name]} corrected. {said('edit.undo')} takes it back.")

    def _confirm_grade(self, name: str) -> None:
        if self._document is not None:
            with attempt(self.failed) as outcome:
                self._workspace.confirm_grade(self._document.id, name)
            self._settled(None, worked=outcome.worked)

    def _choose_grade(self, name: str, printed: str) -> None:
        if self._document is not None:
            with attempt(self.failed) as outcome:
                self._workspace.choose_grade(self._document.id, name, printed)
            if self._settled(None, worked=outcome.worked):
                self.noticed.emit(f"{name}: {printed}. {said('edit.undo')} takes it back.")

    def _add_authority(self, name: str) -> None:
        with attempt(self.failed) as outcome:
            made = self._workspace.add_authority(name)
        if outcome.worked:
            self._correct(FactName.AUTHORITY, made)

    def _settled(self, name: FactName | None, *, worked: bool) -> bool:
        if worked and self._document is not None:
            self.show_document(self._workspace.document(self._document.id))
            self._focus_after(name)
        return worked

    def _on_judgement(self, row: int, _column: int) -> None:
        if self._document is not None and self._document.judgements[row].span is not None:
            self.quote_activated.emit(self._document.judgements[row].span)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the row that gets the focus in view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setAccessibleName("Judgements, as printed")
    table.setHorizontalHeaderLabels(["Judgement", "Grade", "Page"])
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table


def _fill(table: QTableWidget, judgements: tuple[Judgement, ...]) -> None:
    table.setVisible(bool(judgements))
    table.setRowCount(len(judgements))
    for number, one in enumerate(judgements):
        page = f"p. {one.page}" if one.page is not None else ""
        grade = one.grade_printed + (" (to check)" if one.to_check else " (settled by you)" if one.settled else "")
        for column, text in enumerate((one.name, grade, page)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(number, column, item)
    table.resizeRowsToContents()
    height = table.horizontalHeader().sizeHint().height() + sum(table.rowHeight(row) for row in range(len(judgements)))
    table.setFixedHeight(height + 4)


