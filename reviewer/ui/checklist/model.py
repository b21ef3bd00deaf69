"""The rows of the checklist as a table model: group titles between them, one column a later document."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from reviewer.app.exporting import LATER_DOCUMENTS, answer_lines, date_words, stacked_answers, visit_titles
from reviewer.domain.checklist import Checklist, ChecklistRow, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.ui import theme

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1  # the Entry of the line
ANSWER_ROLE = Qt.ItemDataRole.UserRole + 2  # the VisitAnswer of a cell, None in other columns
SOFT_ROLE = Qt.ItemDataRole.UserRole + 3  # the soft line under the words
Index = QModelIndex | QPersistentModelIndex

_BEFORE = ("Ref", "Recommendation")
_AFTER = (
    "Latest evidence",
    "Council action",
    "Owner and due",
    "Council status",
    "Evidence held",
    "Question for the board",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: a group's title, or a row; ``visits`` are the titles of its section's later documents."""

    title: str = ""
    row: ChecklistRow | None = None
    visits: tuple[str, ...] = ()


class ChecklistModel(QAbstractTableModel):
    """What will be exported, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.checklist: Checklist | None = None
        self._entries: list[Entry] = []
        self._titles: tuple[str, ...] = ()

    def show(self, checklist: Checklist | None) -> None:
        """Take other rows."""
        entries: list[Entry] = []
        for section in checklist.sections if checklist else ():
            whose = section.authority if checklist and checklist.several else ""
            visits = visit_titles(section)
            for group in section.groups:
                title = " · ".join(part for part in (whose, group.title) if part)
                entries += [Entry(title)] if title else []
                entries += [Entry(row=row, visits=visits) for row in group.rows]
        titles: tuple[str, ...] = ()
        if checklist is not None and checklist.sections:
            columns = (LATER_DOCUMENTS,) if checklist.several else visit_titles(checklist.sections[0])
            titles = (*_BEFORE, *columns, *_AFTER)
        self.beginResetModel()
        self.checklist, self._entries, self._titles = checklist, entries, titles
        self.endResetModel()

    def entry(self, line: int) -> Entry:
        """Return what stands on a line."""
        return self._entries[line]

    def answer(self, line: int, column: int) -> VisitAnswer | None:
        """Return the answer shown in a cell, None where the cell shows something else."""
        row = self._entries[line].row
        place = column - len(_BEFORE)
        if row is None or self._together or not 0 <= place < len(row.answers):
            return None
        return row.answers[place]

    @property
    def _together(self) -> bool:
        """Tell whether the later documents stand in one column, since those of several authorities have none in common."""
        return self.checklist is not None and self.checklist.several

    def whole(self, line: int, column: int) -> tuple[str, str]:
        """Return (where, all words) of a cell: what the row is too low to show, an answer with its quotations."""
        row = self._entries[line].row
        if row is None:
            return "", ""
        answer = self.answer(line, column)
        if answer is None:
            if column == 0:
                return " · ".join((row.ref, row.standing_words, row.source)), row.text
            words, soft = self._words(self._entries[line], column)
            return " · ".join(part for part in (row.ref, self._titles[column], soft) if part), words
        head = (row.ref, self._titles[column], *answer_lines(answer))
        quotes = [" ".join((quoted(passage.quote), place_words(passage))).strip() for passage in answer.cited]
        return " · ".join(head), "\n".join([*quotes, *([f"Note: {answer.note}"] if answer.note else [])])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._titles[section]
        return None

    @property
    def visits(self) -> range:
        """The columns that hold answers."""
        return range(len(_BEFORE), len(self._titles) - len(_AFTER))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == ANSWER_ROLE:
            return self.answer(index.row(), index.column())
        if role == Qt.ItemDataRole.FontRole and entry.row is None:
            font: QFont = theme.font(semibold=True)
            return font
        words, soft = self._words(entry, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == SOFT_ROLE:
            return soft
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (words, soft) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "\n".join(part for part in (words, soft) if part) or "Empty"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._entries[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags  # the keyboard steps over a group's title
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _words(self, entry: Entry, column: int) -> tuple[str, str]:
        """Return the words of a cell and the soft line under them."""
        row = entry.row
        if row is None:
            return (entry.title if column == 0 else ""), ""
        place = column - len(_BEFORE)
        visits = len(self.visits)
        if self._together and place == 0:
            return "; ".join(stacked_answers(row, entry.visits)), ""
        if 0 <= place < visits:
            lines = answer_lines(row.answers[place])
            return lines[0], lines[1] if len(lines) > 1 else ""
        due = date_words(row.due) + (" · overdue" if row.overdue else "")
        after = (
            (row.latest_quote, row.latest_where), (row.action, ""), (row.owner, due), (row.status, ""),
            (row.evidence_held, ""), (row.question, ""),
        )  # fmt: skip
        before = ((row.ref, row.standing_words), (row.text, " · ".join(part for part in (row.source, *row.thread.split("\n")) if part)))
        return before[column] if column < len(_BEFORE) else after[place - visits]
