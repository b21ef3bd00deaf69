"""The preview: word and shape in every answer, hatched where outside scope, all of it reachable by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from reviewer.domain.checklist import Checklist, VisitAnswer
from reviewer.domain.document import RecommendationKind
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui import theme
from reviewer.ui.checklist.model import ANSWER_ROLE, ENTRY_ROLE, SOFT_ROLE, ChecklistModel, Entry
from reviewer.ui.followup import shapes

Index = QModelIndex | QPersistentModelIndex
_PAD = theme.GRID
_SHAPE = 14
_LINES = 4  # of words, before an ellipsis; the whole text is in the tool tip and in the export
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
_WIDTHS = {"Ref": 104, "Recommendation": 280, "Latest evidence": 280, "Council action": 180, "Later documents": 300}
_WIDTH, _WIDEST = 132, 220


class ChecklistDelegate(QStyledItemDelegate):
    """Paint a group's title, an answer, or words with a soft line under them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shapes: dict[tuple[str, str, str], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, rect = theme.current(), QRect(option.rect)
        entry: Entry = index.data(ENTRY_ROLE)
        answer: VisitAnswer | None = index.data(ANSWER_ROLE)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(now.ground if entry.row is None else now.panel))
        if entry.row is None:
            painter.setFont(theme.font(semibold=True))
            painter.setPen(QColor(now.text))
            painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _MIDDLE, entry.title)
        elif answer is not None:
            self._paint_answer(painter, rect, index, answer)
        else:
            self._paint_words(painter, rect.adjusted(_PAD, _PAD - 2, -_PAD, -4), index, bold=index.column() == 0)
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if entry.row is not None:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if entry.row is not None and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_answer(self, painter: QPainter, rect: QRect, index: Index, answer: VisitAnswer) -> None:
        now = theme.current()
        coverage = Coverage(answer.coverage) if answer.coverage else None
        outcome = Outcome(answer.outcome) if answer.outcome else None
        if coverage is Coverage.OUTSIDE_SCOPE:
            painter.fillRect(rect, QBrush(QColor(now.line), Qt.BrushStyle.BDiagPattern))
        if coverage is None and not answer.before:
            painter.setPen(QPen(QColor(now.accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(3, 3, -5, -5))
        inner = rect.adjusted(_PAD, _PAD - 2, -_PAD, -4)
        if answer.before:
            self._paint_words(painter, inner, index)
            return
        key = (answer.coverage, answer.outcome, now.name)
        if key not in self._shapes:
            self._shapes[key] = shapes.picture(coverage, outcome, _SHAPE)
        painter.drawPixmap(inner.left(), inner.top() + 2, self._shapes[key])
        self._paint_words(painter, inner.adjusted(_SHAPE + 6, 0, 0, 0), index)

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, *, bold: bool = False) -> None:
        now, entry = theme.current(), index.data(ENTRY_ROLE)
        font = theme.font(semibold=bold)
        words = _fitted(str(index.data() or ""), QFontMetrics(font), rect.width())
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        used = painter.boundingRect(rect, _WRAP, words).height() if words else 0
        painter.drawText(rect, _WRAP, words)
        painter.setFont(theme.font(theme.SMALL, semibold=bold))
        painter.setPen(QColor(shapes.standing_colour(entry.row.standing) if bold else now.soft))
        soft = str(index.data(SOFT_ROLE) or "")
        if bold and entry.row.kind is RecommendationKind.PRIORITY_ACTION:
            soft = f"Priority action\n{soft}"
        painter.drawText(rect.adjusted(0, used + (2 if used else 0), 0, 0), _WRAP, soft)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(0, title_height() if entry.row is None else row_height())


def title_height() -> int:
    """Return the pixels of a line with a group's title."""
    return theme.ROW_HEIGHT + 4


def row_height() -> int:
    """Return the pixels of a line with a recommendation."""
    height = QFontMetrics(theme.font()).lineSpacing() * _LINES
    return height + QFontMetrics(theme.font(theme.SMALL)).lineSpacing() + 2 * _PAD


def _fitted(text: str, metrics: QFontMetrics, width: int) -> str:
    """Shorten a text to about as many lines as a row has, with an ellipsis."""
    most = round(max(width, 1) * _LINES * 0.88)  # words are wrapped whole, so lines end early
    return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, most)


class ChecklistTable(QTableView):
    """``cell_activated`` (recommendation, document or "") by Enter or a double click; ``cell_focused`` as one moves."""

    cell_activated = Signal(str, str)
    cell_focused = Signal(str, str)  # where it stands, its whole words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Checklist as it will be exported")
        self.rows = ChecklistModel()
        self.setModel(self.rows)
        self.setItemDelegate(ChecklistDelegate(self))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.doubleClicked.connect(self._on_activated)
        theme.switch().changed.connect(self._on_theme_changed)

    def show_checklist(self, checklist: Checklist | None) -> None:
        """Show other rows; the place in the list is kept where it still exists."""
        line, column = self.currentIndex().row(), self.currentIndex().column()
        self.rows.show(checklist)
        self.clearSpans()
        high, low = row_height(), title_height()
        self.verticalHeader().setDefaultSectionSize(high)  # rows are alike: nobody need measure a thousand
        for number in range(self.rows.rowCount()):
            wanted = low if self.rows.entry(number).row is None else high
            if self.rowHeight(number) != wanted:  # a line keeps the height it had
                self.setRowHeight(number, wanted)
            if wanted == low:
                self.setSpan(number, 0, 1, self.rows.columnCount())
        self._fit_columns()
        self._select(max(line, 0), max(column, 0))

    def _select(self, line: int, column: int) -> None:
        lines = [n for n in range(self.rows.rowCount()) if self.rows.entry(n).row is not None]
        if lines:
            nearest = min(lines, key=lambda n: abs(n - line))
            self.setCurrentIndex(self.rows.index(nearest, min(column, self.rows.columnCount() - 1)))
        else:
            self.cell_focused.emit("", "")  # a reset to no rows moves no current cell

    def _fit_columns(self) -> None:
        titles = [str(self.rows.headerData(n, Qt.Orientation.Horizontal)) for n in range(self.rows.columnCount())]
        metrics = QFontMetrics(theme.font(semibold=True))
        widths = [
            max(
                _WIDTHS.get(title, _WIDTH),
                min(metrics.horizontalAdvance(title) + 3 * _PAD, _WIDEST) if n in self.rows.visits else 0,
            )
            for n, title in enumerate(titles)
        ]
        spare = self.viewport().width() - sum(widths)
        wide = [number for number, title in enumerate(titles) if title in ("Recommendation", "Latest evidence")]
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width + (max(spare, 0) // len(wide) if number in wide else 0))

    def _on_activated(self, index: QModelIndex) -> None:
        entry = self.rows.entry(index.row())
        if entry.row is not None:
            answer = self.rows.answer(index.row(), index.column())
            self.cell_activated.emit(entry.row.id, answer.document if answer else "")

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        where, words = self.rows.whole(current.row(), current.column()) if current.isValid() else ("", "")
        self.cell_focused.emit(where, words)

    def _on_theme_changed(self) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
