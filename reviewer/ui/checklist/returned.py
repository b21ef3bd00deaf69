"""A filled-in checklist beside the review: every difference with a box, taken over together in one step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer.app.exporting import plural
from reviewer.app.returning import FieldChange, Returned, shown, take_over
from reviewer.app.workspace import Workspace
from reviewer.domain.british_dates import date_as_read
from reviewer.domain.errors import UserError
from reviewer.ui import theme, widgets
from reviewer.ui.key_words import said

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Take over", "Ref", "Column", "In the review now", "In the file", "To note")
_TAKE, _REF, _COLUMN, _OLD, _NEW, _NOTE = range(len(COLUMNS))
_EMPTY = "(empty)"


class ReturnedModel(QAbstractTableModel):
    """The differences with a check box each; those that would empty a cell or clash begin without a tick."""

    def __init__(self, changes: tuple[FieldChange, ...]) -> None:
        super().__init__()
        self.changes = changes
        self.taken = [bool(change.new) and not change.clash for change in changes]

    @property
    def chosen(self) -> tuple[FieldChange, ...]:
        return tuple(change for change, taken in zip(self.changes, self.taken, strict=True) if taken)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _TAKE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change, column = self.changes[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == _TAKE:
            return Qt.CheckState.Checked if self.taken[index.row()] else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return ("yes" if self.taken[index.row()] else "no") if column == _TAKE else _cell(change, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row()) if column == _TAKE else _cell(change, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(change, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _TAKE:
            return False
        self.take({index.row()}, taken=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def take(self, rows: set[int], *, taken: bool) -> None:
        """Tick some rows, or take their ticks away."""
        for row in rows:
            self.taken[row] = taken
        if rows:
            self.dataChanged.emit(self.index(min(rows), _TAKE), self.index(max(rows), _TAKE))

    def _spoken(self, row: int) -> str:
        change = self.changes[row]
        note = _cell(change, _NOTE)
        words = f"{change.ref}, {change.title}: {_cell(change, _OLD)} becomes {_cell(change, _NEW)}. {note}".strip()
        return f"{'Taken over' if self.taken[row] else 'Not taken over'}: {words}"

    def _colour(self, change: FieldChange, column: int) -> QColor | None:
        now = theme.current()
        if column == _NOTE:
            return QColor(now.middle)
        old, new = column == _OLD and not change.old, column == _NEW and not change.new
        return QColor(now.soft) if old or new else None


def _cell(change: FieldChange, column: int) -> str:
    notes = (
        "Also changed here since the export" if change.clash else "",
        "Empties the cell" if not change.new else "",
        "From the tick in “Done”" if change.ticked else "",
        "A column that officers added" if change.added else "",
        f"Typed as {change.typed}: read day first, {date_as_read(change.typed)}" if change.typed else "",
    )
    return {
        _TAKE: "",
        _REF: change.ref,
        _COLUMN: change.title,
        _OLD: shown(change, change.old) or _EMPTY,
        _NEW: shown(change, change.new) or _EMPTY,
        _NOTE: "\n".join(note for note in notes if note),
    }[column]


class ReturnedTable(QTableView):
    """Whole rows; Space ticks and unticks those that are selected."""

    def __init__(self, model: ReturnedModel) -> None:
        super().__init__()
        self.changes_model = model
        self.setModel(model)
        self.setAccessibleName("Differences between the file and the review; Space ticks")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setStyleSheet("QTableView::item { padding: 4px; }")
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (_TAKE, _REF, _COLUMN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (_OLD, _NEW):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_NOTE, 190)
        header.geometriesChanged.connect(self.resizeRowsToContents)
        header.sectionResized.connect(lambda *_: self.resizeRowsToContents())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        rows = {index.row() for index in self.selectionModel().selectedRows()} or {self.currentIndex().row()} - {-1}
        self.changes_model.take(rows, taken=not all(self.changes_model.taken[row] for row in rows))


class ReturnedWindow(QWidget):
    """Not modal. ``taken_over`` with a sentence once it is done; it closes itself then."""

    taken_over = Signal(str)

    def __init__(self, workspace: Workspace, returned: Returned, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{returned.name} – Reviewer")
        self.resize(1040, 560)
        self._workspace, self._returned = workspace, returned
        self.model = ReturnedModel(returned.changes)
        self.table = ReturnedTable(self.model)
        self.rest = QPlainTextEdit("\n".join(returned.problems))
        self.rest.setReadOnly(True)
        self.rest.setTabChangesFocus(True)
        self.rest.setAccessibleName("What is not taken over")
        self.error = widgets.label("", "bad", wrap=True)
        self.take = widgets.button("", role="primary")
        self.all, self.none = widgets.button("Tick all"), widgets.button("Tick none")
        self.close_button = widgets.button("Close  Esc", name="Close")
        self._lay_out()
        self.model.dataChanged.connect(lambda *_: self._count())
        self.take.clicked.connect(self._take_over)
        self.all.clicked.connect(lambda: self._tick(taken=True))
        self.none.clicked.connect(lambda: self._tick(taken=False))
        self.close_button.clicked.connect(self.close)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.take.click)
        self._count()
        self.table.selectRow(0)
        (self.table if returned.changes else self.close_button).setFocus()

    def _lay_out(self) -> None:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widgets.label("NOT TAKEN OVER", "section"))
        column.addWidget(self.rest)
        below.setVisible(bool(self.rest.toPlainText()))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        self.table.setVisible(bool(self._returned.changes))
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(widgets.key_cap("Ctrl+Return"))
        foot.addWidget(self.all)
        foot.addWidget(self.none)
        foot.addWidget(widgets.label("tick", "soft"))
        foot.addWidget(widgets.key_cap("Space"))
        foot.addWidget(self.error, 1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(theme.GRID)
        layout.addWidget(widgets.label(heading(self._returned), "heading", wrap=True))
        layout.addWidget(widgets.label(_explained(self._returned), "soft", wrap=True))
        layout.addWidget(parts, 1)
        layout.addLayout(foot)

    def _count(self) -> None:
        number = len(self.model.chosen)
        self.take.setText(f"Take over {plural(number, 'change')}")
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(number > 0 and not self._workspace.read_only)
        for button in (self.all, self.none):
            button.setEnabled(bool(self.model.changes))
        if self._workspace.read_only:
            self.error.setText("This review is open read-only here, so nothing can be taken over.")

    def _tick(self, *, taken: bool) -> None:
        self.model.take(set(range(len(self.model.changes))), taken=taken)

    def _take_over(self) -> None:
        chosen = self.model.chosen
        try:
            take_over(self._workspace, chosen, self._returned.name)
        except UserError as error:
            self.error.setText(str(error))
            return
        self.taken_over.emit(f"{plural(len(chosen), 'change')} taken over from {self._returned.name}. {said('edit.undo')} takes them back.")
        self.close()


def heading(returned: Returned) -> str:
    """Return "7 differences in 2 rows of “Filled in.xlsx”"."""
    if not returned.changes:
        return f"“{returned.name}” says the same as the review"
    rows = len({change.recommendation for change in returned.changes})
    return f"{plural(len(returned.changes), 'difference')} in {plural(rows, 'row')} of “{returned.name}”"


def _explained(returned: Returned) -> str:
    words = f"{plural(returned.rows, 'row')} compared. Only what is ticked is taken over, together, as one step that can be undone."
    if returned.newer:
        return f"{words} {plural(returned.newer, 'cell')} changed only here since the export: the review keeps its own."
    return words
