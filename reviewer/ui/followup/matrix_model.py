"""The matrix as a Qt table: one line an area, one a recommendation, and the totals."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.app import exporting
from reviewer.domain.british_dates import british_date, british_range
from reviewer.domain.checklist_build import NO_AREA
from reviewer.domain.matrix_totals import (
    ColumnTotals,
    MatrixTotals,
    RowOrder,
    column_totals,
    matrix_totals,
    years_quiet,
)
from reviewer.domain.passage import FollowUpSuggestion
from reviewer.domain.recommendation import NO_LONGER_THERE
from reviewer.domain.review import KIND_WORDS, Cell, CitedPassage, DocumentSummary, Matrix, MatrixRow, Standing
from reviewer.domain.revisit import Coverage
from reviewer.domain.standing_words import STANDING_WORDS, ago, waiting_words
from reviewer.ui.followup import offered, shapes

_WIDE = (280, 120)  # pixels of the recommendations, and of each other column, in a spreadsheet
_NAMED = 2  # recommendations named in a cell that its evidence answers as well
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 2
REPEATED_ROLE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of cells, rows and columns besides the answers: repeated evidence, and the threads in words."""

    repeated: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    threads: Mapping[str, str] = field(default_factory=dict)


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


def now_words(row: MatrixRow, matrix: Matrix, today: dt.date) -> tuple[str, str]:
    """Return the two lines of the last column: where the recommendation stands now, and since when."""
    second: list[str] = []
    if row.standing is Standing.NOT_REVISITED_SO_FAR:
        second += waiting_words(row.to_check, row.perhaps_copies)
    if row.action is not None:
        if row.action.due and row.action.status.open:
            overdue = row.action.overdue(today)
            second.append(f"{'overdue since' if overdue else 'due'} {british_date(row.action.due)}")
        if row.action.owner:
            second.append(row.action.owner)
    years = years_quiet(row, matrix, today)
    if years is not None:
        second.append(f"last revisited {ago(years)}" if row.latest is not None else f"made {ago(years)}")
    return STANDING_WORDS[row.standing], " · ".join(second)


def column_words(totals: ColumnTotals) -> str:
    """Return the totals of a later document in words; what is none is not said."""
    parts = (
        (totals.closed, "addressed"), (totals.open, "open"), (totals.not_mentioned, "not mentioned"),
        (totals.outside, "outside scope"), (totals.to_check, "to check"),
    )  # fmt: skip
    return " · ".join(f"{number} {words}" for number, words in parts if number)


def totals_words(totals: MatrixTotals) -> str:
    """Return what all rows add up to, in words."""
    parts = [
        f"{number} {words}"
        for number, words in (
            (totals.closed, "addressed"), (totals.open, "open"), (totals.never, "never revisited"),
            (totals.so_far, "not revisited so far"), (totals.overdue, "overdue"),
        )
        if number
    ]  # fmt: skip
    if totals.longest:  # within the first year there is no telling yet
        parts.append(f"longest quiet: {totals.longest} year{'s' if totals.longest != 1 else ''}")
    return " · ".join(parts)


def _short(words: str) -> str:
    """Return what is repeated with the first two names alone; hovering tells all of them."""
    names = words.split(", ")
    return words if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def where_words(page: int | None, paragraph: str) -> str:
    """Return "p. 7 · ¶4"; what is not known is left out."""
    return " · ".join(part for part in (f"p. {page}" if page else "", paragraph) if part)


def _unsure(passage: CitedPassage) -> str:
    return "; to check: the words of an earlier copy" if passage.unsure else ""


class MatrixModel(QAbstractTableModel):
    """Columns: the recommendation, one a later document, "Now"."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self.lines: tuple[Line, ...] = ()
        self._beside = Beside()
        self._columns: tuple[ColumnTotals, ...] = ()
        self._foreseen: Mapping[tuple[str, str], FollowUpSuggestion] = {}
        self._part = False

    def show(
        self, matrix: Matrix | None, *, order: RowOrder = RowOrder.PRINTED, beside: Beside | None = None, part: bool = False
    ) -> None:
        """Take another matrix, or none; ``part`` tells that rows are filtered away, so that the totals say so."""
        self.beginResetModel()
        self.matrix, self._beside, self._part = matrix, beside or Beside(), part
        self.lines = _lines(matrix, order) if matrix else ()
        self._columns = column_totals(matrix) if matrix else ()
        self.endResetModel()

    def foresee(self, foreseen: Mapping[tuple[str, str], FollowUpSuggestion]) -> None:
        """Take what is suggested for cells, by (recommendation, document); those without an answer say it."""
        self._foreseen = foreseen
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, self.columnCount() - 1))

    def suggestion(self, index: Index) -> FollowUpSuggestion | None:
        """Return what is suggested for a cell without an answer, None where there is one or nothing is known yet."""
        cell = self.cell(index)
        return self._foreseen.get((cell.recommendation, cell.document)) if cell is not None and cell.revisit is None else None

    def suggested_words(self, index: Index) -> str:
        """Return what a cell without an answer says of its suggestion; never part of what is copied or exported."""
        suggestion = self.suggestion(index)
        return offered.cell_words(suggestion) if suggestion is not None else ""

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
        unsure = " – perhaps a copy" if document.perhaps_copy_of else ""
        return f"{KIND_WORDS[document.kind]}{unsure}\n{column_subtitle(document)}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == CELL_ROLE:
            return self.cell(index)
        if role == REPEATED_ROLE:
            return bool(self.repeated(index))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index, line)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._tip(index, line)
        if role == Qt.ItemDataRole.ToolTipRole:  # as rich text, since Qt breaks no line of a plain one
            tip = html.escape(self._tip(index, line)).replace("\n\n", "</p><p>")
            return f"<p>{tip}</p>" if tip else None
        return None

    def repeated(self, index: Index) -> tuple[str, ...]:
        """Return what to say where the cell rests on words that were cited before."""
        cell = self.cell(index)
        return self._beside.repeated.get((cell.recommendation, cell.document), ()) if cell is not None else ()

    def cell_words(self, index: Index) -> tuple[str, str]:
        """Return the two lines of a document's cell, with what it repeats."""
        cell = self.cell(index)
        assert cell is not None
        first, second = shapes.words(cell)
        repeated = (_short(words) for words in self.repeated(index))
        return first, " · ".join(part for part in (second, *repeated) if part)

    def thread_words(self, recommendation: str) -> str:
        """Return the thread that a recommendation belongs to, "" where it stands alone."""
        return self._beside.threads.get(recommendation, "")

    def row_of(self, typed: str) -> int | None:
        """Return the first line whose label begins with what was typed ("R1", "lscb r2", or "12" alone)."""
        wanted = "".join(typed.casefold().split())
        for number, line in enumerate(self.lines):
            if line.row is not None and wanted:
                ref = "".join(line.row.recommendation.ref.casefold().split())
                if ref.startswith(wanted) or (wanted.isdigit() and ref.lstrip("abcdefghijklmnopqrstuvwxyz").startswith(wanted)):
                    return number
        return None

    def _tip(self, index: Index, line: Line) -> str:
        """Return what hovering shows: the whole recommendation, or the quotations that a cell rests on."""
        if line.row is None:
            return ""
        if index.column() == 0:
            recommendation = line.row.recommendation
            thread = self.thread_words(recommendation.id)
            gone = f"{recommendation.ref} is {NO_LONGER_THERE}: its words were not found in the copy that took its place." if recommendation.lost else ""
            parts = (" ".join(recommendation.text.split()), gone, f"Theme: {recommendation.theme}" if recommendation.theme else "", thread)
            return "\n\n".join(part for part in parts if part)
        cell = self.cell(index)
        if cell is None:
            return ""
        if cell.revisit is None:
            return self._suggested_tip(index)
        said = [f"“{' '.join(passage.quote.split())}” ({where_words(passage.page, passage.paragraph)}{_unsure(passage)})" for passage in cell.cited]
        note = f"Note: {cell.revisit.note.strip()}" if cell.revisit.note.strip() else ""
        who = f" by {cell.revisit.author}" if cell.revisit.author else ""
        confirmed = f"Confirmed {british_date(cell.revisit.confirmed[:10])}{who}"
        return "\n\n".join(part for part in (*said, note, *self.repeated(index), confirmed) if part)

    def _suggested_tip(self, index: Index) -> str:
        suggestion = self.suggestion(index)
        if suggestion is None:
            return ""
        best = suggestion.passages[:1] if suggestion.coverage.revisited else ()
        said = [f"“{' '.join(passage.text.split())}”" for passage in best]
        return "\n\n".join((f"Not yet checked; {self.suggested_words(index)}. {suggestion.coverage_why}".strip(), *said))

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
            gone = NO_LONGER_THERE if recommendation.lost else ""
            return " · ".join(part for part in (f"{recommendation.ref} {recommendation.text}", gone, self.thread_words(recommendation.id)) if part)
        if self.cell(index) is not None:
            return " · ".join(part for part in self.cell_words(index) if part)
        assert self.matrix is not None
        return " · ".join(part for part in now_words(line.row, self.matrix, dt.date.today()) if part)

    def _totals(self, column: int) -> str:
        assert self.matrix is not None
        if column == 0:
            shown = len(self.matrix.rows)
            return f"Totals of the {shown} shown" if self._part else f"Totals of all {shown}"
        if column > len(self.matrix.later):
            return totals_words(matrix_totals(self.matrix, dt.date.today()))
        perhaps = "not counted" if self.matrix.later[column - 1].perhaps_copy_of else ""
        return " · ".join(part for part in (column_words(self._columns[column - 1]), perhaps) if part)


def _lines(matrix: Matrix, order: RowOrder) -> tuple[Line, ...]:
    titled: dict[RowOrder, Callable[[MatrixRow], str]] = {
        RowOrder.PRINTED: lambda row: row.recommendation.area or NO_AREA,
        RowOrder.STANDING: lambda row: STANDING_WORDS[row.standing],
        RowOrder.OWNER: lambda row: (row.action.owner if row.action else "") or "No owner",
        RowOrder.THEME: lambda row: row.recommendation.theme or "No theme",
    }
    title_of = titled.get(order)
    groups: dict[str, list[MatrixRow]] = {}
    for row in matrix.rows:
        groups.setdefault(title_of(row) if title_of else "", []).append(row)
    lines: list[Line] = []
    for title, rows in groups.items():
        if title and (len(groups) > 1 or title != NO_AREA):
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
    """Return the matrix as an HTML table: Word and Excel paste it as cells. Excel is told that all of it is text.

    A shape stands before the words of each answer, as in the exports.
    """
    edge = "border:1px solid #838d99;padding:3px 6px;vertical-align:top;font:9pt Arial;mso-number-format:'\\@'"
    head = [str(model.headerData(c, Qt.Orientation.Horizontal)).replace("\n", " ") for c in range(model.columnCount())]
    lines = ["".join(f'<th valign="top" style="{edge};font-weight:bold;text-align:left;background:#e9ebee">{html.escape(words)}</th>' for words in head)]
    for number, line in enumerate(model.lines):
        texts = [html.escape(_harmless(str(model.data(model.index(number, c))))) for c in range(model.columnCount())]
        if line.row is None and not line.totals:
            lines.append(f'<td colspan="{len(texts)}" valign="top" style="{edge};background:#f6f7f8"><b>{texts[0]}</b></td>')
        else:
            places = [model.index(number, column) for column in range(len(texts))]
            lines.append("".join(_html_cell(model.cell(place), text, edge) for place, text in zip(places, texts, strict=True)))
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    columns = "".join(f'<col width="{_WIDE[0] if not place else _WIDE[1]}">' for place in range(len(head)))
    look = 'width="100%" border="1" cellspacing="0" style="border-collapse:collapse"'  # as wide as the page it is pasted on
    return f'<meta charset="utf-8"><table {look}><colgroup>{columns}</colgroup>{rows}</table>'


def _html_cell(cell: Cell | None, text: str, look: str) -> str:
    if cell is None:
        return f'<td valign="top" style="{look}">{text}</td>'
    ground = ";background:#eef0f2" if cell.coverage is Coverage.OUTSIDE_SCOPE else ""
    return f'<td valign="top" style="{look}{ground}">{exporting.SYMBOLS[shapes.icon_name(cell.coverage, cell.outcome)]} {text}</td>'


def _harmless(text: str) -> str:
    return exporting.harmless(" ".join(text.split()))
