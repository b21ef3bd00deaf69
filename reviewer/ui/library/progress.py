"""What an import is doing: one row a file, how far it is, and at the end what was refused and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.app.importing import FileProgress, FileState, ImportSummary
from reviewer.ui import theme, widgets
from reviewer.ui.tagging.cards import number_of

TALLEST = 220
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class _RowModel(QAbstractListModel):
    """The files of one import, in the order in which they were first told of."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FileProgress] = []
        self._row_of: dict[Path, int] = {}

    def clear(self) -> None:
        self.show_all(())

    def show_all(self, rows: Iterable[FileProgress]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._row_of = {row.path: number for number, row in enumerate(self._rows)}
        self.endResetModel()

    def tell(self, files: Iterable[FileProgress]) -> None:
        """Take in where some files stand now; those not known yet come in one go at the end."""
        new: list[FileProgress] = []
        for told in files:
            number = self._row_of.get(told.path)
            if number is None:
                self._row_of[told.path] = len(self._rows) + len(new)
                new.append(told)
            elif number >= len(self._rows):
                new[number - len(self._rows)] = told
            elif self._rows[number] != told:
                self._rows[number] = told
                self.dataChanged.emit(self.index(number), self.index(number))
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def index_of(self, path: Path) -> QModelIndex:
        """Return where a file stands that was told of."""
        return self.index(self._row_of[path])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.path.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.path.name, row.state.value, row.sentence) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.path}\n{row.sentence}".strip()
        return None


class _RowDelegate(QStyledItemDelegate):
    """The file's name, and under a refused one the reason in full."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: FileProgress = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 200
        small = QFontMetrics(theme.font(theme.SMALL))
        height = option.fontMetrics.height() + 6
        if row.sentence:
            flags = int(Qt.TextFlag.TextWordWrap)
            height += small.boundingRect(QRect(0, 0, max(width - 24, 60), 10_000), flags, row.sentence).height() + 4
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FileProgress = index.data(ROW_ROLE)
        now = theme.current()
        small = theme.font(theme.SMALL)
        metrics = QFontMetrics(small)
        rect: QRect = option.rect
        line = QRect(rect.left() + 12, rect.top() + 3, rect.width() - 24, option.fontMetrics.height())
        wide = metrics.horizontalAdvance(row.state.value)
        painter.save()
        painter.setFont(small)
        painter.setPen(QColor(_colour(row.state)))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), row.state.value)
        painter.setFont(option.font)
        painter.setPen(QColor(now.text))
        name = option.fontMetrics.elidedText(row.path.name, Qt.TextElideMode.ElideMiddle, line.width() - wide - 8)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), name)
        if row.sentence:
            painter.setFont(small)
            painter.setPen(QColor(now.soft))
            under = QRect(line.left(), line.bottom() + 3, line.width(), rect.bottom() - line.bottom() - 4)
            painter.drawText(under, int(Qt.TextFlag.TextWordWrap), row.sentence)
        painter.restore()


class ImportProgress(QWidget):
    """Show an import while it runs and, once every file is over, what was refused and why."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Import")
        self.words = widgets.label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Import progress")
        self.bar.setFormat("%v of %m")
        self.cancel = widgets.button("Cancel", name="Cancel the import")
        self.list = QListView()
        self.list.setAccessibleName("Files of the import")
        self._model = _RowModel()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_RowDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMaximumHeight(TALLEST)
        self._over, self._cancelling = True, False
        self._lay_out()
        self.cancel.clicked.connect(self._on_clicked)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(widgets.rule())
        head = QVBoxLayout()
        head.setContentsMargins(12, 4, 12, 0)
        head.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addStretch()
        row.addWidget(self.cancel)
        head.addLayout(row)
        layout.addLayout(head)
        layout.addWidget(self.list)

    def show_progress(self, files: Iterable[FileProgress]) -> None:
        """Take in where some files stand now; the first call after a finished import begins a new list."""
        if self._over:
            self._model.clear()
            self._over = self._cancelling = False
            self._set_button(cancel=True)
        told = tuple(files)
        self._model.tell(told)
        if told:
            total = told[-1].total
            self.bar.setMaximum(max(total, 1))
            self.bar.setValue(max(one.done for one in told))
            if not self._cancelling:
                self.words.setText(f"Importing {number_of(total, 'document')}")
        read = [one.path for one in told if one.state is FileState.READING]
        if read:
            self.list.scrollTo(self._model.index_of(read[-1]))
        self.bar.show()
        self.list.show()
        self.show()
        self._fit()

    def finish(self, summary: ImportSummary) -> None:
        """Show what became of all files; only those that were left out stay listed, with the reason."""
        self._over = True
        left = [
            FileProgress(one.path, one.state, one.sentence, 0, 0) for one in (*summary.refused, *summary.already_there)
        ]
        self.words.setText(summary.sentence)
        self._model.show_all(left)
        self._set_button(cancel=False)
        self.bar.hide()
        self.list.setVisible(bool(left))
        self.show()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows are, up to a limit; past a dozen rows the limit is reached anyway."""
        rows = self._model.rowCount()
        high = sum(self.list.sizeHintForRow(row) for row in range(rows)) if rows <= 12 else TALLEST
        self.list.setFixedHeight(min(max(high + 4, 28), TALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _set_button(self, *, cancel: bool) -> None:
        self.cancel.setEnabled(True)
        self.cancel.setText("Cancel" if cancel else "Close")
        self.cancel.setAccessibleName("Cancel the import" if cancel else "Close the summary of the import")

    def _on_clicked(self) -> None:
        if self._over:
            self.hide()
        else:
            self._cancelling = True
            self.words.setText("Cancelling; the files being read are finished first.")
            self.cancel.setEnabled(False)
            self.cancel_requested.emit()


def _colour(state: FileState) -> str:
    now = theme.current()
    colours = {FileState.IMPORTED: now.good, FileState.REFUSED: now.bad, FileState.READING: now.accent}
    return colours.get(state, now.soft)
