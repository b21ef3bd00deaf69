"""How the matrix is drawn: words and shapes, hatched where out of scope, a tint where several cells are selected."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reviewer.domain.revisit import Coverage
from reviewer.ui import theme
from reviewer.ui.followup import shapes
from reviewer.ui.followup.matrix_model import CELL_ROLE, LINE_ROLE, REPEATED_ROLE, Line, MatrixModel, now_words

_PAD = theme.GRID
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
_REC_LINES = 3
_AGAIN = 12  # pixels of the mark for evidence that was cited before
LEAST_COLUMN = 130
_SHAPE_ROOM = 20  # pixels that an answer's shape takes before its words
_Look = tuple[float, bool]  # of the interface font: its scale, and whether semibold
_PLAIN, _SMALL, _BOLD = (1.0, False), (theme.SMALL, False), (1.0, True)
_MOST_HEIGHTS = 20_000
_TINT, _BAR = 36, 4  # of a cell that is selected with others: opacity of 255, pixels


class MatrixDelegate(QStyledItemDelegate):
    """Paint a cell: shape and word, what they rest on, hatching for "outside scope", dashes for "to check".

    ``several`` tells that more than one cell is selected: then the selected ones are tinted.
    """

    several = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        rect: QRect = option.rect
        line: Line = index.data(LINE_ROLE)
        now = theme.current()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(now.panel if line.row else now.ground))
        if line.row is None:
            self._paint_title(painter, rect, index, line)
        elif index.column() == 0:
            self._paint_recommendation(painter, rect, index, line)
        elif index.data(CELL_ROLE) is not None:
            self._paint_cell(painter, rect, index)
        else:
            self._paint_now(painter, rect, index, line)
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if line.row is not None:
            self._paint_choice(painter, rect, option, index)
        painter.restore()

    def _paint_choice(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Frame the current cell; where several are selected, each has a tint and a bar at its left."""
        view, accent, state = option.widget, QColor(theme.current().accent), option.state
        current = isinstance(view, QTableView) and view.currentIndex() == index
        if state & QStyle.StateFlag.State_Selected and self.several:
            tint = QColor(accent)
            tint.setAlpha(_TINT)
            painter.fillRect(rect, tint)
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), accent)
        if current:
            painter.setPen(QPen(accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_title(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, line: Line) -> None:
        now = theme.current()
        painter.setFont(theme.font(theme.SMALL) if line.totals else theme.font(semibold=True))
        painter.setPen(QColor(now.soft if line.totals else now.text))
        if line.totals:
            painter.drawText(rect.adjusted(_PAD, _PAD - 2, -_PAD, -4), _WRAP, str(index.data() or ""))
        else:
            painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), _LEFT, str(index.data() or ""))

    def _paint_recommendation(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, line: Line) -> None:
        assert line.row is not None
        now, recommendation = theme.current(), line.row.recommendation
        inner = rect.adjusted(_PAD, _PAD - 2, -_PAD, -4)
        bold = theme.font(semibold=True)
        width = QFontMetrics(bold).horizontalAdvance(recommendation.ref + "  ")
        painter.setPen(QColor(now.text))
        painter.setFont(bold)
        painter.drawText(inner, _WRAP, recommendation.ref)
        painter.setFont(theme.font())
        body = inner.adjusted(width, 0, 0, -QFontMetrics(theme.font(theme.SMALL)).height() - 2)
        draw_lines(painter, body, " ".join(recommendation.text.split()), _REC_LINES)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(now.soft))
        marks = ", ".join(f"¶{marked.number}" for marked in recommendation.marked)
        foot = " · ".join(part for part in (recommendation.where, marks, recommendation.theme, _model_of(index).thread_words(recommendation.id)) if part)
        room = inner.adjusted(width, 0, 0, 0)
        foot = QFontMetrics(painter.font()).elidedText(foot, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignBottom), foot)

    def _paint_cell(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        now, cell = theme.current(), index.data(CELL_ROLE)
        if cell.coverage is Coverage.OUTSIDE_SCOPE:
            painter.fillRect(rect, QBrush(QColor(now.line), Qt.BrushStyle.BDiagPattern))
        if cell.coverage is None:
            painter.setPen(QPen(QColor(now.accent), 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(2, 2, -4, -4))
        inner = rect.adjusted(_PAD, _PAD - 2, -_PAD, -4)
        shape = shapes.picture(cell.coverage, cell.outcome, 14)
        line_height = QFontMetrics(theme.font()).height()
        painter.drawPixmap(inner.left(), inner.top() + max(0, (line_height - 14) // 2), shape)
        first, second = _model_of(index).cell_words(index)
        second = second or _model_of(index).suggested_words(index)
        if index.data(REPEATED_ROLE):
            again = theme.pixmap("evidence-again", now.soft, _AGAIN)
            painter.drawPixmap(rect.right() - _AGAIN - 5, rect.top() + 5, again)
        painter.setPen(QColor(now.soft if cell.coverage is Coverage.OUTSIDE_SCOPE else now.text))
        painter.setFont(theme.font())
        body = inner.adjusted(_SHAPE_ROOM, 0, 0, 0)
        if index.data(REPEATED_ROLE):
            body.setRight(body.right() - _AGAIN)
        used = painter.boundingRect(body, _WRAP, first)
        painter.drawText(body, _WRAP, first)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(now.soft))
        painter.drawText(body.adjusted(0, used.height() + 1, 0, 0), _WRAP, second)

    def _paint_now(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, line: Line) -> None:
        assert line.row is not None
        first, second = _now_of(index, line)
        inner = rect.adjusted(_PAD, _PAD - 2, -_PAD, -4)
        painter.setFont(theme.font(semibold=True))
        painter.setPen(QColor(shapes.standing_colour(line.row.standing)))
        used = painter.boundingRect(inner, _WRAP, first)
        painter.drawText(inner, _WRAP, first)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(theme.current().soft))
        painter.drawText(inner.adjusted(0, used.height() + 1, 0, 0), _WRAP, second)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt gives a size hint no width of its own: that of the index's column is taken."""
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 0
        return QSize(0, self.height_of(_model_of(index), index, width))

    def height_of(self, model: MatrixModel, index: QModelIndex | QPersistentModelIndex, width: int) -> int:
        """Return how high a cell of this width must be to hold its words; asked of the model itself, for every cell at once."""
        line, column = model.lines[index.row()], index.column()
        if line.totals:
            return max(theme.ROW_HEIGHT + 4, _heights.of(_SMALL, str(model.data(index) or ""), width - 2 * _PAD) + _PAD + 4)
        if line.row is None:
            return theme.ROW_HEIGHT + 4
        least = _heights.of(_PLAIN, "x", 40) * _REC_LINES + _heights.of(_SMALL, "x", 40) + 2 * _PAD
        if column == 0:
            return least
        if column <= len(line.row.cells):
            first, second = model.cell_words(index)
            second = second or model.suggested_words(index)
            top, shape = _PLAIN, _SHAPE_ROOM + (_AGAIN if model.repeated(index) else 0)
        else:
            first, second = _now_of(index, line)
            top, shape = _BOLD, 0
        room = width - 2 * _PAD - shape
        needed = _heights.of(top, first, room) + (_heights.of(_SMALL, second, room) + 1 if second else 0)
        return max(least, needed + _PAD + 4)


class _Heights:
    """How high texts stand in columns: most cells say what others say, and all say it again when one was answered."""

    def __init__(self) -> None:
        self._font = QFont()
        self._known: dict[tuple[float, bool, str, int], int] = {}

    def of(self, look: _Look, text: str, width: int) -> int:
        """Return how high a text stands in a column of some width; measured once for each interface font."""
        system = QApplication.font()
        if self._font != system or len(self._known) > _MOST_HEIGHTS:
            self._font = system
            self._known.clear()
        key = (*look, text, max(width, 40))
        if key not in self._known:
            room = QRect(0, 0, key[3], 10_000)
            self._known[key] = QFontMetrics(theme.font(look[0], semibold=look[1])).boundingRect(room, _WRAP, text).height()
        return self._known[key]


_heights = _Heights()


def _model_of(index: QModelIndex | QPersistentModelIndex) -> MatrixModel:
    model = index.model()
    assert isinstance(model, MatrixModel)
    return model


def _now_of(index: QModelIndex | QPersistentModelIndex, line: Line) -> tuple[str, str]:
    matrix = _model_of(index).matrix
    assert matrix is not None
    assert line.row is not None
    return now_words(line.row, matrix, dt.date.today())


def draw_lines(painter: QPainter, rect: QRect, text: str, most: int) -> None:
    """Draw a text on at most ``most`` lines; what does not fit ends in an ellipsis."""
    layout = QTextLayout(text, painter.font())
    layout.beginLayout()
    metrics, top = QFontMetrics(painter.font()), rect.top()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        start, length = line.textStart(), line.textLength()
        last = number == most - 1 and start + length < len(text)
        shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, rect.width()) if last else text[start : start + length]
        painter.drawText(rect.left(), top + metrics.ascent(), shown)
        top += metrics.lineSpacing()
    layout.endLayout()


class MatrixHeader(QHeaderView):
    """Two lines a column: what the document is, and when."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(120)

    def sizeHint(self) -> QSize:
        """Return room for every name in the narrowest column; by the widths in force it would change them in turn."""
        hint, model, bold = super().sizeHint(), self.model(), QFontMetrics(theme.font(semibold=True))
        names = (str(model.headerData(n, Qt.Orientation.Horizontal) or "").partition("\n")[0] for n in range(1, self.count() - 1))
        high = max((_heights.of(_BOLD, name, LEAST_COLUMN - 2 * _PAD) for name in names), default=bold.height())
        return QSize(hint.width(), high + QFontMetrics(theme.font(theme.SMALL)).height() + 2 * _PAD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now, model = theme.current(), self.model()
        first, _, second = str(model.headerData(section, Qt.Orientation.Horizontal) or "").partition("\n")
        painter.save()
        painter.fillRect(rect, QColor(now.panel))
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 2)
        painter.setFont(theme.font(semibold=True))
        painter.setPen(QColor(now.text))
        painter.drawText(inner, _WRAP if second else _LEFT, first)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(now.soft))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignBottom), second)
        painter.restore()
