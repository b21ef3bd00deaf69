"""The matrix on the screen: all cells by keyboard, one or several of them chosen."""

from __future__ import annotations

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from reviewer.domain.review import Cell
from reviewer.ui import theme
from reviewer.ui.followup.matrix_delegate import LEAST_COLUMN, MatrixDelegate, MatrixHeader
from reviewer.ui.followup.matrix_model import CELL_ROLE, MatrixModel

_ALONG = (QTableView.CursorAction.MoveHome, QTableView.CursorAction.MoveEnd)
_LEAST_RECOMMENDATION, _LEAST_NOW = 180, 130  # pixels of the first and the last column
_MOVES = {
    Qt.Key.Key_Up: QTableView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QTableView.CursorAction.MoveDown,
    Qt.Key.Key_Left: QTableView.CursorAction.MoveLeft,
    Qt.Key.Key_Right: QTableView.CursorAction.MoveRight,
    Qt.Key.Key_Home: QTableView.CursorAction.MoveHome,
    Qt.Key.Key_End: QTableView.CursorAction.MoveEnd,
    Qt.Key.Key_PageUp: QTableView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QTableView.CursorAction.MovePageDown,
}


class MatrixView(QTableView):
    """The table. ``cell_activated`` by Enter or a double click; ``cell_focused`` as the current cell moves."""

    cell_activated = Signal(str, str)
    cell_focused = Signal(object)
    cells_selected = Signal()
    visit_chosen = Signal(str)  # a later document, by a click on its head

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Recommendations by later visit")
        self._delegate = MatrixDelegate(self)
        self._typed, self._typed_at = "", QElapsedTimer()
        self.setModel(MatrixModel())
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        header = MatrixHeader(self)
        header.sectionClicked.connect(self._on_head_clicked)
        self.setHorizontalHeader(header)
        self.doubleClicked.connect(self._on_double_clicked)
        self._anchor = (-1, -1)  # row and column where a selection with Shift began
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        theme.switch().changed.connect(self.viewport().update)

    @property
    def matrix_model(self) -> MatrixModel:
        model = self.model()
        assert isinstance(model, MatrixModel)
        return model

    def keep_current(self) -> tuple[str, str] | None:
        """Return (recommendation, document) of the current cell, to find it again after a change."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.matrix_model.lines):
            return None
        line = self.matrix_model.lines[index.row()]
        if line.row is None:
            return None
        cell = self.matrix_model.cell(index)
        return line.row.recommendation.id, cell.document if cell else ""

    def go_to(self, recommendation: str, document: str) -> None:
        """Make a cell the current one."""
        index = self.matrix_model.place_of(recommendation, document)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def scrollTo(self, index: QModelIndex | QPersistentModelIndex, hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        """Bring a cell into view; with the last recommendation come the totals below it."""
        super().scrollTo(index, hint)
        if index.row() == len(self.matrix_model.lines) - 2:
            self.scrollToBottom()

    @property
    def several(self) -> bool:
        """Whether more than one cell is selected."""
        return self._delegate.several

    def selected_cells(self) -> list[Cell]:
        """Return the cells of documents that are selected, else the current one; in the order of the table."""
        chosen = sorted(self.selectionModel().selectedIndexes(), key=lambda index: (index.row(), index.column()))
        found = [self.matrix_model.cell(index) for index in (chosen if self.several else [self.currentIndex()]) if index.isValid()]
        return [cell for cell in found if cell is not None]

    def select_cells(self, cells: list[Cell]) -> None:
        """Select these cells; the current one stays where it is among them, else the first becomes current."""
        places = [self.matrix_model.place_of(cell.recommendation, cell.document) for cell in cells]
        chosen, model = QItemSelection(), self.selectionModel()
        for index in places:
            chosen.select(index, index)
        if places and self.currentIndex() not in places:
            model.setCurrentIndex(places[0], QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(places[0])
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_current(self) -> None:
        """Select the current cell alone."""
        self.selectionModel().setCurrentIndex(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._anchor = (self.currentIndex().row(), self.currentIndex().column())

    def reset(self) -> None:
        """Begin anew with another matrix; nothing is selected then."""
        self._delegate.several = False
        super().reset()

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._anchor = (current.row(), current.column())
        self.cell_focused.emit(current.data(CELL_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select from the cell where Shift was first pressed; Qt would go on from the selection before."""
        action = _MOVES.get(Qt.Key(event.key()))
        shift = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
        if action is None or not shift or not self.currentIndex().isValid():
            super().keyPressEvent(event)
            return
        anchor, to = self._anchor, self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        self.selectionModel().setCurrentIndex(to, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._anchor = anchor
        self.scrollTo(to)
        (top, bottom), (left, right) = sorted((anchor[0], to.row())), sorted((anchor[1], to.column()))
        block = QItemSelection(self.matrix_model.index(top, left), self.matrix_model.index(bottom, right))
        self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_selection_changed(self) -> None:
        before, self._delegate.several = self._delegate.several, len(self.selectionModel().selectedIndexes()) > 1
        if before or self._delegate.several:
            self.viewport().update()  # the tint of each depends on whether there are others
            self.cells_selected.emit()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select from corner to corner; Qt would widen it to the whole width wherever a title spans the columns."""
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if first.isValid() and last.isValid():
            self.selectionModel().select(QItemSelection(first, last), command)

    def lay_out(self) -> None:
        """Share the width out: the recommendation widest, "Now" last; scroll when the visits are many."""
        self.clearSpans()
        model, header = self.matrix_model, self.horizontalHeader()
        columns = model.columnCount()
        if not columns:
            return
        for number, line in enumerate(model.lines):
            if line.row is None and not line.totals:
                self.setSpan(number, 0, 1, columns)
        width = self.viewport().width()
        last = max(_LEAST_NOW, width // 9)
        visits = LEAST_COLUMN * max(columns - 2, 1)
        first = max(220, min(360, width // 4))
        if width - last - visits >= _LEAST_RECOMMENDATION:  # rather a narrow recommendation than a table to scroll sideways
            first = min(first, width - last - visits)
        each = max(LEAST_COLUMN, (width - first - last) // max(columns - 2, 1))
        header.resizeSection(0, first)
        for column in range(1, columns - 1):
            header.resizeSection(column, each)
        header.resizeSection(columns - 1, max(last, width - first - each * (columns - 2)))
        self.fit_rows()

    def fit_rows(self) -> None:
        """Make each row as high as its fullest cell; Qt itself would look at the columns in view alone."""
        model, header = self.matrix_model, self.verticalHeader()
        widths = [self.columnWidth(column) for column in range(model.columnCount())]
        for row, line in enumerate(model.lines):
            columns = enumerate(widths if line.row or line.totals else widths[:1])
            high = max(self._delegate.height_of(model, model.index(row, column), width) for column, width in columns)
            if header.sectionSize(row) != high:
                header.resizeSection(row, high)

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Step over the lines that are no recommendation: titles of areas and the totals."""
        here, found = self.currentIndex(), super().moveCursor(action, modifiers)
        lines = self.matrix_model.lines
        if not found.isValid() or lines[found.row()].row is not None:
            return found
        column = here.column() if here.isValid() and action not in _ALONG else found.column()
        down = not here.isValid() or found.row() > here.row() or action in _ALONG
        below = [row for row in range(found.row(), len(lines)) if lines[row].row is not None]
        above = [row for row in range(found.row(), -1, -1) if lines[row].row is not None]
        first, second = (below, above) if down else (above, below)
        if not first and action not in (QTableView.CursorAction.MovePageDown, QTableView.CursorAction.MovePageUp) and action not in _ALONG:
            return here
        rows = first or second
        return self.matrix_model.index(rows[0], column) if rows else here

    def event(self, event: QEvent) -> bool:
        """Keep the letters of a label that is being typed ("lscb r2") from the actions that have them as keys."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._goes_on(event):
            event.accept()
            return True
        return super().event(event)

    def _typing_label(self) -> bool:
        return self._typed_at.isValid() and self._typed_at.elapsed() <= QApplication.keyboardInputInterval() * 2

    def _goes_on(self, event: QKeyEvent) -> bool:
        typed, letters = self._typed if self._typing_label() else "", event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return bool(plain and typed.strip() and letters.strip()) and self.matrix_model.row_of(typed + letters) is not None

    def keyboardSearch(self, search: str) -> None:
        """Go to the recommendation whose label is typed: "r1", "lscb r2", or the number alone."""
        if not self._typing_label():
            self._typed = ""
        self._typed_at.restart()
        self._typed += search
        row = self.matrix_model.row_of(self._typed)
        if row is not None:
            index = self.matrix_model.index(row, max(self.currentIndex().column(), 0))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew; a current cell that was in view stays in view."""
        before = QRect(QPoint(0, 0), event.oldSize())
        seen = self.currentIndex().isValid() and before.intersects(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()
        if seen:
            self.scrollTo(self.currentIndex())

    def _on_head_clicked(self, section: int) -> None:
        matrix = self.matrix_model.matrix
        if matrix is not None and 1 <= section <= len(matrix.later):
            self.visit_chosen.emit(matrix.later[section - 1].id)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        cell = self.matrix_model.cell(index)
        if cell is not None:
            self.cell_activated.emit(cell.recommendation, cell.document)
