"""The text view: the same blocks well set, the same offsets. Rows are laid out when they come into view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer.domain.area import Area
from reviewer.domain.document import BlockKind
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.area_insets import INSET_GAP, Inset, insets_of, paint_words
from reviewer.ui.document.canvas import Canvas, Lines, Spot, ViewRequest
from reviewer.ui.document.painted import PaintedHighlight
from reviewer.ui.document.reading_order import ReadingOrder
from reviewer.ui.document.set_text import GUTTER_EMS, Piece, Row, Styles, rows_of

_COLUMN_EMS = 46.0  # some 75 characters a line
_MARGIN = 28.0
_BARS = 40.0  # room left of the numbers for bars and letters
_FIT = 1.15
_BELOW = 60.0


class TextCanvas(Canvas):
    """The text of one reading in one column."""

    white_ground = False

    def __init__(self, order: ReadingOrder) -> None:
        super().__init__()
        self._order = order
        self._rows: list[Row] = []
        self._starts: list[int] = []
        self._tops: list[float] = []  # of each row with the space above it; one more for the end
        self._left = self._right = self._em = 0.0
        self._request: ViewRequest | None = None
        self._areas: tuple[PaintedHighlight, ...] = ()
        self._insets: list[Inset] = []
        self._font = theme.font()

    def set_areas(self, areas: Sequence[PaintedHighlight]) -> bool:
        """Show these areas of pages among the blocks. Return whether that changes what stands where: lay out anew then."""
        if tuple(areas) == self._areas:
            return False
        self._areas = tuple(areas)
        self._request = None
        return True

    # layout

    def lay_out(self, request: ViewRequest) -> None:
        before, self._request = self._request, request
        self.white_ground = not theme.current().dark
        if before is not None and before.viewport.width() == request.viewport.width() and before.zoom == request.zoom:
            return
        styles = Styles(request.zoom)
        self._em = styles.em
        gutter = GUTTER_EMS * self._em
        room = request.viewport.width() - 2 * _MARGIN - _BARS - gutter
        width = max(min(room, _COLUMN_EMS * self._em * 0.8), 120.0)
        self._left = _MARGIN + _BARS + gutter + max((room - width) / 2, 0.0)
        self._right = self._left + width
        self._rows = rows_of(self._order.blocks, self._left, width, styles)
        self._starts = [row.start for row in self._rows]
        self._font = theme.font(request.zoom)
        self._insets = insets_of(self._areas, self._starts, self._right - self._left, self._font)
        for inset in self._insets:
            if inset.row < len(self._rows):
                self._rows[inset.row].above += inset.height + INSET_GAP
        self._place_rows()

    def _place_rows(self) -> None:
        self._tops = list(accumulate((row.above + row.height for row in self._rows), initial=_MARGIN / 2))

    def size(self) -> tuple[float, float]:
        tail = sum(inset.height + INSET_GAP for inset in self._insets if inset.row == len(self._rows))
        return (self._right + _MARGIN, self._tops[-1] + _BELOW + tail) if self._tops else (0.0, 0.0)

    def prepare(self, visible: QRectF) -> None:
        """Lay out what is in view; what stands above and turns out higher moves the rest, and says so."""
        for _ in range(20):
            fresh = [i for i in self._rows_in(visible.adjusted(0, -200, 0, 400)) if not self._rows[i].laid]
            if not fresh:
                return
            self._lay_rows(fresh, visible.top())

    def _lay_rows(self, numbers: list[int], keep: float) -> None:
        """Lay out rows; what is at ``keep`` stays in its place on the screen."""
        index = self._row_at(keep)
        anchor = self._tops[index] if self._tops else 0.0
        for number in numbers:
            self._rows[number].lay_out()
        self._place_rows()
        self.relaid.emit(anchor - 1, self._tops[index] - anchor)

    def _rows_in(self, visible: QRectF) -> range:
        if not self._rows:
            return range(0)
        return range(self._row_at(visible.top()), self._row_at(visible.bottom()) + 1)

    def _row_at(self, y: float) -> int:
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._rows) - 1)

    def _text_top(self, number: int) -> float:
        row = self._rows[number]
        return self._tops[number] + row.above + row.inner_top()

    def fit_width_zoom(self, viewport: QSize) -> float:
        return _FIT

    def fit_page_zoom(self, viewport: QSize, page: int) -> float:
        return 1.0

    def left_edge(self) -> float:
        return self._left

    def column(self) -> tuple[float, float]:
        return self._left - _BARS - GUTTER_EMS * self._em, self._right + _MARGIN

    def spot(self, y: float) -> Spot:
        if not self._rows:
            return Spot(0, 0.0, 0)
        number = self._row_at(y)
        row = self._rows[number]
        share = min(max((y - self._tops[number]) / max(row.above + row.height, 1.0), 0.0), 1.0)
        offset = row.start + int(share * (row.end - row.start))
        return Spot(self._order.page(offset) or 0, share, offset)

    def y_of_spot(self, spot: Spot) -> float:
        if not self._rows:
            return 0.0
        offset = spot.offset
        if not offset and spot.page > 1:
            offset = self._order.first_offset(spot.page) or 0
        number = max(bisect_right(self._starts, offset) - 1, 0)
        row = self._rows[number]
        share = (offset - row.start) / max(row.end - row.start, 1)
        if number == 0 and share <= 0.02:
            return 0.0  # the head, with the space above it
        return self._tops[number] + share * (row.above + row.height) if share > 0.02 else self._tops[number]

    # painting

    def paint_ground(self, painter: QPainter, visible: QRectF) -> None:
        self.prepare(visible)
        painter.fillRect(visible, QColor(theme.current().panel))

    def paint_ink(self, painter: QPainter, visible: QRectF) -> None:
        colours = theme.current()
        for number in self._rows_in(visible):
            row, top = self._rows[number], self._text_top(number)
            if row.table:
                self._paint_grid(painter, number)
            for piece in row.pieces:
                painter.setPen(QColor(colours.soft if piece.style.soft else colours.text))
                if piece.layout is not None:
                    piece.layout.draw(painter, QPointF(piece.x, top))
                if piece.first_of_block and not row.table:
                    self._paint_label(painter, piece, top)
            self._paint_page(painter, number)
        for inset in self._insets:
            rect = self._inset_rect(inset)
            if rect.intersects(visible):
                paint_words(painter, rect, inset.mark, self._font)

    def _paint_label(self, painter: QPainter, piece: Piece, top: float) -> None:
        """Paint the printed number or bullet left of the text, where no offset counts it."""
        words = piece.block.label
        if piece.block.kind is BlockKind.BULLET and not words.strip(". )").isalnum():
            words = "•" if piece.block.level <= 1 else "–"
        if not words or not piece.lines:
            return
        painter.setFont(piece.style.font)
        box = QRectF(piece.x - GUTTER_EMS * self._em, top + piece.lines[0].top, GUTTER_EMS * self._em - 10, piece.lines[0].height)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_grid(self, painter: QPainter, number: int) -> None:
        painter.setPen(QColor(theme.current().line))
        row = self._rows[number]
        top, bottom = self._tops[number] + row.above, self._tops[number + 1]
        for piece in row.pieces:
            painter.drawRect(QRectF(piece.x - 8, top, piece.width + 16, bottom - top))

    def _paint_page(self, painter: QPainter, number: int) -> None:
        """Say at the right where a page begins."""
        page = self._order.page(self._rows[number].start)
        if page is None or (number > 0 and self._order.page(self._rows[number - 1].start) == page):
            return
        painter.setPen(QColor(theme.current().soft))
        painter.setFont(theme.font(theme.SMALL))
        y = self._tops[number] + self._rows[number].above
        if self._request is not None:
            box = QRectF(self._right + 8, y, max(self._request.viewport.width() - self._right - 12, 40.0), 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"p. {page}")

    def area_rect(self, area: Area) -> QRectF | None:
        inset = next((one for one in self._insets if one.mark.area == area), None)
        return self._inset_rect(inset) if inset is not None else None

    def _inset_rect(self, inset: Inset) -> QRectF:
        last = inset.row == len(self._rows)
        tail = sum(one.height + INSET_GAP for one in self._insets if one.row == inset.row) if last else self._rows[inset.row].above
        top = self._tops[inset.row] + tail - inset.up
        return QRectF(self._left, top, self._right - self._left, inset.height)

    # text

    def stretches(self, visible: QRectF) -> list[Span]:
        rows = self._rows_in(visible)
        if not rows:
            return []
        return [Span(self._rows[rows.start].start, max(self._rows[rows.stop - 1].end, self._rows[rows.start].start))]

    def rects(self, span: Span, visible: QRectF | None = None) -> Lines:
        if not self._rows:
            return Lines()
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_right(self._starts, max(span.end - 1, span.start))
        if visible is not None:
            shown = self._rows_in(visible)
            first, last = max(first, shown.start), min(last, shown.stop)
        found = Lines()
        for number in range(first, last):
            top = self._text_top(number)
            for piece in self._rows[number].pieces:
                found.extend(piece.rects(span, top))
        return found

    def margin(self, offset: int) -> float:
        return self._left - (GUTTER_EMS * self._em) + 8

    def right_margin(self, offset: int) -> float:
        return self._right

    def hit(self, point: QPointF) -> int | None:
        found = self._piece_at(point)
        if found is None:
            return None
        piece, top = found
        offset = piece.place_at(point.x(), point.y() - top, between=False)
        return offset if piece.holds(point.x(), point.y() - top, offset) else None

    def offset_at(self, point: QPointF) -> int | None:
        found = self._piece_at(point)
        return found[0].place_at(point.x(), point.y() - found[1], between=False) if found else None

    def caret_at(self, point: QPointF) -> int | None:
        found = self._piece_at(point)
        return found[0].place_at(point.x(), point.y() - found[1], between=True) if found else None

    def y_of(self, offset: int) -> tuple[float, bool]:
        if not self._rows:
            return 0.0, True
        number = max(bisect_right(self._starts, offset) - 1, 0)
        if not self._rows[number].laid:
            self._lay_rows([number], self._tops[number])
        rects = self.rects(Span(offset, offset + 1))
        return (rects[0].top() if rects else self._text_top(number)), True

    def y_near(self, offset: int) -> float:
        number = max(bisect_right(self._starts, offset) - 1, 0)
        return self._tops[number] if number < len(self._tops) else 0.0

    def _piece_at(self, point: QPointF) -> tuple[Piece, float] | None:
        if not self._rows:
            return None
        number = self._row_at(point.y())
        if not self._rows[number].laid:
            self._lay_rows([number], self._tops[number])
        piece = min(
            self._rows[number].pieces, key=lambda p: max(p.x - point.x(), 0.0, point.x() - p.x - p.width)
        )
        return piece, self._text_top(number)
