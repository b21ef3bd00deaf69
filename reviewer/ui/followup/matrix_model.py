"""The matrix as a Qt table: one line an area, one a recommendation, and the totals."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.app import exporting
from reviewer.domain.british_dates import british_date, british_range
from reviewer.domain.review import KIND_WORDS, Cell, DocumentSummary, Matrix, MatrixRow, Standing, years_since
from reviewer.domain.revisit import Coverage
from reviewer.ui.followup import shapes

AREA_ELSE = "Recommendations"
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: an area's title, a recommendation, or the totals."""

    title: str = ""
    row: MatrixRow | None = None
    totals: bool = False


def column_subtitle(document: DocumentSummary) -> str:
    """Return what stands under a column's name: its dates, and its focus where one is stated."""
    legs = document.legs
    if not legs:
        return british_date(document.date)
    return british_range(legs[0][0], legs[-1][1])


def now_words(row: MatrixRow, later: tuple[DocumentSummary, ...], today: dt.date) -> tuple[str, str]:
    """Return the two lines of the last column: where the recommendation stands now."""
    second: list[str] = []
    if row.standing is Standing.NOT_REVISITED_SO_FAR and row.to_check:
        second.append(f"{row.to_check} to check")
    if row.action is not None:
        if row.action.due:
            overdue = row.action.overdue(today)
            second.append(f"{'overdue since' if overdue else 'due'} {british_date(row.action.due)}")
        if row.action.owner:
            second.append(row.action.owner)
    latest = row.latest
    if latest is not None:
        date = next((d.date for d in later if d.id == latest.document), "")
        years = years_since(date, today)
        if years:
            second.append(f"last revisited {years} year{'s' if years != 1 else ''} ago")
    return shapes.STANDING_WORDS[row.standing], " · ".join(second)


class MatrixModel(QAbstractTableModel):
    """Columns: the recommendation, one a later document, "Now"."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self.lines: tuple[Line, ...] = ()
        self.earlier_date = ""

    def show(self, matrix: Matrix | None) -> None:
        """Take another matrix, or none."""
        self.beginResetModel()
        self.matrix = matrix
        self.lines = _lines(matrix) if matrix else ()
        self.endResetModel()

    def place_of(self, recommendation: str, document: str) -> QModelIndex:
        """Return the index of a cell; an invalid one where it is not shown."""
        if self.matrix is None:
            return QModelIndex()
        columns = [later.id for later in self.matrix.later]
        for number, line in enumerate(self.lines):
            if line.row is not None and line.row.recommendation.id == recommendation:
                column = columns.index(document) + 1 if document in columns else 0
                return self.index(number, column)
        return QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.later) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if line.row else Qt.ItemFlag.ItemIsEnabled

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self.matrix is None:
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if section == 0:
            return f"{self.matrix.earlier.year} recommendation".strip()
        if section == self.columnCount() - 1:
            return "Now"
        document = self.matrix.later[section - 1]
        return f"{KIND_WORDS[document.kind]}\n{column_subtitle(document)}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == CELL_ROLE:
            return self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index, line)
        return None

    def cell(self, index: Index) -> Cell | None:
        """Return the cell at an index, None outside the documents' columns."""
        line = self.lines[index.row()]
        if line.row is None or not 1 <= index.column() <= len(line.row.cells):
            return None
        return line.row.cells[index.column() - 1]

    def _text(self, index: Index, line: Line) -> str:
        if line.row is None:
            return self._totals(index.column()) if line.totals else (line.title if index.column() == 0 else "")
        recommendation = line.row.recommendation
        if index.column() == 0:
            return f"{recommendation.ref} {recommendation.text}"
        cell = self.cell(index)
        if cell is not None:
            return " · ".join(part for part in shapes.words(cell) if part)
        assert self.matrix is not None
        return " · ".join(part for part in now_words(line.row, self.matrix.later, dt.date.today()) if part)

    def _totals(self, column: int) -> str:
        assert self.matrix is not None
        if column == 0:
            return "revisited / outside scope / not mentioned / to check"
        if column > len(self.matrix.later):
            return ""
        cells = [row.cells[column - 1] for row in self.matrix.rows]
        revisited = sum(c.coverage is not None and c.coverage.revisited for c in cells)
        outside = sum(c.coverage is Coverage.OUTSIDE_SCOPE for c in cells)
        silent = sum(c.coverage is Coverage.NOT_MENTIONED for c in cells)
        return f"{revisited} / {outside} / {silent} / {sum(c.revisit is None for c in cells)}"


def _lines(matrix: Matrix) -> tuple[Line, ...]:
    areas: dict[str, list[MatrixRow]] = {}
    for row in matrix.rows:
        areas.setdefault(row.recommendation.area or AREA_ELSE, []).append(row)
    lines: list[Line] = []
    for title, rows in areas.items():
        if len(areas) > 1 or title != AREA_ELSE:
            lines.append(Line(title=title))
        lines.extend(Line(row=row) for row in rows)
    if matrix.rows and matrix.later:
        lines.append(Line(totals=True))
    return tuple(lines)


def as_table_text(model: MatrixModel) -> str:
    """Return the matrix as tab-separated text, for Word and Excel; a cell that begins like a formula is quoted."""
    rows = [[str(model.headerData(c, Qt.Orientation.Horizontal)).replace("\n", " ") for c in range(model.columnCount())]]
    for number in range(model.rowCount()):
        rows.append([_harmless(str(model.data(model.index(number, c)))) for c in range(model.columnCount())])
    return "\n".join("\t".join(row) for row in rows)


def as_table_html(model: MatrixModel) -> str:
    """Return the matrix as an HTML table: Word and Excel paste it as cells. Excel is told that all of it is text."""
    edge = "border:1px solid #838d99;padding:3px 6px;vertical-align:top;mso-number-format:'\\@'"
    head = [str(model.headerData(c, Qt.Orientation.Horizontal)).replace("\n", " ") for c in range(model.columnCount())]
    lines = ["".join(f'<th style="{edge};text-align:left">{html.escape(words)}</th>' for words in head)]
    for number, line in enumerate(model.lines):
        texts = [html.escape(_harmless(str(model.data(model.index(number, c))))) for c in range(model.columnCount())]
        if line.row is None and not line.totals:
            lines.append(f'<td colspan="{len(texts)}" style="{edge}"><b>{texts[0]}</b></td>')
        else:
            lines.append("".join(f'<td style="{edge}">{text}</td>' for text in texts))
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table style="border-collapse:collapse">{rows}</table>'


def _harmless(text: str) -> str:
    return exporting.harmless(" ".join(text.split()))
