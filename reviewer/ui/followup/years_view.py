"""Bars of the years since each recommendation was last revisited; hatched where it never was so far."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.domain.matrix_totals import last_revisited, years_quiet
from reviewer.domain.review import Matrix, MatrixRow
from reviewer.domain.standing_words import quiet_words
from reviewer.ui import theme

_ROW, _HIGH, _HIGH_LOW = 20, 140, 84  # pixels of a bar's row, and of the list at most
_LEFT, _WORDS = 110, 300
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


def years_words(row: MatrixRow, matrix: Matrix, today: dt.date) -> str:
    """Return "4 years ago (2022)", "never revisited, made 9 years ago", "not revisited so far, 1 to check, …"."""
    years, date = years_quiet(row, matrix, today), last_revisited(row, matrix)
    return quiet_words(row.standing, last=date, years=years, later=bool(row.cells), to_check=row.to_check)


class _Rows(QAbstractListModel):
    """The rows of a matrix, the longest quiet first; each says its label and its years."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self.rows: tuple[MatrixRow, ...] = ()
        self.years: tuple[int, ...] = ()
        self.today = dt.date.min

    def show(self, matrix: Matrix | None, today: dt.date) -> None:
        self.beginResetModel()
        self.matrix, self.today = matrix, today
        found = [(years_quiet(row, matrix, today) or 0, row) for row in matrix.rows] if matrix else []
        found.sort(key=lambda one: -one[0])
        self.rows, self.years = tuple(row for _, row in found), tuple(years for years, _ in found)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        assert self.matrix is not None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.recommendation.ref}: {years_words(row, self.matrix, self.today)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{row.recommendation.ref} {' '.join(row.recommendation.text.split())}</p>"
        return None


class _Bars(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, now = index.model(), theme.current()
        assert isinstance(model, _Rows)
        assert model.matrix is not None
        row, years, most = model.rows[index.row()], model.years[index.row()], max(max(model.years), 1)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setFont(theme.font(theme.SMALL, semibold=True))
        painter.setPen(QColor(now.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(12, 0, 0, 0), middle, row.recommendation.ref)
        wide = max(round((rect.width() - _LEFT - _WORDS) * years / most), 2)
        bar = QRect(rect.left() + _LEFT, rect.top() + 4, wide, rect.height() - 8)
        if row.latest is not None:
            painter.fillRect(bar, QColor(now.accent))
        else:
            painter.fillRect(bar, QBrush(QColor(now.bad), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(QColor(now.bad), 1))
            painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(now.text))
        painter.drawText(QRect(bar.right() + 8, rect.top(), rect.right() - bar.right() - 12, rect.height()), middle, years_words(row, model.matrix, model.today))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(_ROW, QFontMetrics(theme.font(theme.SMALL)).height() + 6))


class YearsView(QListView):
    """One bar a recommendation, the longest first. ``recommendation_activated`` by Enter or a click."""

    recommendation_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Years since each recommendation was last revisited")
        self._low = False
        self.setModel(_Rows())
        self.setItemDelegate(_Bars(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_activated)
        theme.switch().changed.connect(self.viewport().update)

    def show_matrix(self, matrix: Matrix | None, today: dt.date) -> None:
        """Show the bars of a matrix."""
        model = self.model()
        assert isinstance(model, _Rows)
        model.show(matrix, today)
        if model.rows:
            self.setCurrentIndex(model.index(0))
        self.updateGeometry()

    def show_low(self, low: bool) -> None:
        """Take less height where there is little."""
        if low is not self._low:
            self._low = low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(600, min(max(self.model().rowCount(), 1) * _ROW + 4, _HIGH_LOW if self._low else _HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Take Enter and Space before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _PRESSES:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES:
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        model = self.model()
        assert isinstance(model, _Rows)
        if index.isValid():
            self.recommendation_activated.emit(model.rows[index.row()].recommendation.id)
