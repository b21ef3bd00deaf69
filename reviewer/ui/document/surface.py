"""The scrolling window onto a canvas: place, zoom, painting. Mouse and keys are in `hands`."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reviewer.domain.area import Area
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.canvas import Canvas, Spot, ViewRequest
from reviewer.ui.document.finder import Finder
from reviewer.ui.document.mark_layers import OverDocument, paint_marks
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.painted import PaintedHighlight
from reviewer.ui.document.reading_order import ReadingOrder
from reviewer.ui.document.selection import Selection
from reviewer.ui.document.trail import Trail

LEAST_ZOOM, MOST_ZOOM = 0.25, 5.0
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0)
_EDGE = 48  # what is revealed is kept so far from the upper and lower edge
_PAGE_GAP = 12  # above a page that is seen whole
_TOP_SHARE = 0.25  # what was out of sight is brought to a quarter of the height


class ZoomMode(StrEnum):
    """Whether the zoom follows the window."""

    FIT_WIDTH = "fit-width"
    FIT_PAGE = "fit-page"
    FREE = "free"


class Surface(QAbstractScrollArea):
    """Shows one canvas with its marks; knows nothing of files."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    place_changed = Signal()
    trail_ended = Signal(int)  # -1 back or 1 forward from the first or last place of this document
    painted = Signal()

    def __init__(self, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = marks
        self.canvas: Canvas | None = None
        self.order: ReadingOrder | None = None
        self.selection: Selection | None = None
        self.finder: Finder | None = None
        self.selected_highlight: str | None = None
        self.current_suggestion: str | None = None  # the one whose keys are shown beside it
        self.zoom_mode = ZoomMode.FIT_WIDTH
        self.zoom = 1.0
        self.drag: PaintedHighlight | None = None  # the chosen highlight while one of its ends is held
        self._page = 0
        self._pending: Span | None = None  # revealed before its page was measured
        self._moving = False
        self.trail = Trail()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setAccessibleName("Scroll up and down")
        self.horizontalScrollBar().setAccessibleName("Scroll sideways")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)

    # canvas

    def show_canvas(self, canvas: Canvas | None, spot: Spot | None = None) -> None:
        """Show another canvas, at a place of it."""
        if self.canvas is not None:
            self.canvas.repaint_needed.disconnect(self.viewport().update)
            self.canvas.relaid.disconnect(self._on_relaid)
        self.canvas = canvas
        self._pending = None
        self._page = 0
        self.trail.clear()
        if canvas is not None:
            canvas.repaint_needed.connect(self.viewport().update)
            canvas.relaid.connect(self._on_relaid)
            self.lay_out(spot or Spot(1, 0.0, 0))
        self.viewport().update()

    def lay_out(self, spot: Spot | None = None, at: float = 0.0) -> None:
        """Lay the canvas out for the window as it is, keeping ``spot`` ``at`` pixels below the upper edge."""
        canvas = self.canvas
        if canvas is None:
            return
        keep = spot or canvas.spot(self.verticalScrollBar().value() + at)
        across = self.zoom_mode is ZoomMode.FIT_WIDTH  # then nothing worth seeing lies beside the window
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if across else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(policy)
        self._follow_window(keep.page)
        canvas.lay_out(ViewRequest(self.viewport().size(), self.zoom, self.devicePixelRatioF()))
        self._set_ranges()
        self._scroll_to(canvas.y_of_spot(keep) - at)
        self.centre()
        self._on_scrolled()

    def _follow_window(self, page: int) -> None:
        assert self.canvas is not None
        zoom = self.zoom
        if self.zoom_mode is ZoomMode.FIT_WIDTH:
            zoom = self.canvas.fit_width_zoom(self.viewport().size())
        elif self.zoom_mode is ZoomMode.FIT_PAGE:
            zoom = self.canvas.fit_page_zoom(self.viewport().size(), max(page, 1))
        self._take_zoom(zoom)

    def _take_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if abs(zoom - self.zoom) > 1e-6:
            self.zoom = zoom
            self.zoom_changed.emit(zoom)

    def _set_ranges(self) -> None:
        assert self.canvas is not None
        width, height = self.canvas.size()
        view = self.viewport().size()
        self._moving = True
        self.verticalScrollBar().setRange(0, max(round(height) - view.height(), 0))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(round(width) - view.width(), 0))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setSingleStep(40)
        self._moving = False

    def centre(self) -> None:
        """Bring the text column into the middle; its left edge, where it is wider than the window."""
        if self.canvas is not None:
            left, right = self.canvas.column()
            spare = max(self.viewport().width() - (right - left), 0.0)
            self.horizontalScrollBar().setValue(round(left - spare / 2))

    # zoom

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom freely; what lies at ``at`` in the viewport stays where it is, without one what is in its middle."""
        canvas = self.canvas
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if canvas is None or abs(zoom - self.zoom) < 1e-6:
            return
        self.zoom_mode = ZoomMode.FREE
        down = float(at.y() if at is not None else self.viewport().height() // 2)
        spot = canvas.spot(self.verticalScrollBar().value() + down)
        across = at.x() if at is not None else 0
        beside = self.horizontalScrollBar().value() + across - canvas.left_edge()
        ratio = zoom / self.zoom
        self._take_zoom(zoom)
        self.lay_out(spot, down)
        if at is not None:
            self.horizontalScrollBar().setValue(round(canvas.left_edge() + beside * ratio - across))

    def step_zoom(self, step: int) -> None:
        """Go to the next larger (1) or smaller (-1) step."""
        further = [z for z in STEPS if (z > self.zoom * 1.01 if step > 0 else z < self.zoom * 0.99)]
        if further:
            self.set_zoom(further[0] if step > 0 else further[-1])

    def fit(self, mode: ZoomMode) -> None:
        """Let the zoom follow the window; what is in the middle stays there."""
        self.zoom_mode = mode
        canvas, middle = self.canvas, self.viewport().height() / 2
        if canvas is None or mode is ZoomMode.FREE:
            return
        spot = canvas.spot(self.verticalScrollBar().value() + middle)
        if mode is ZoomMode.FIT_PAGE and spot.page:
            self.lay_out(Spot(spot.page, 0.0, 0), _PAGE_GAP)  # the page in the middle is seen whole
        else:
            self.lay_out(spot, middle)

    # place

    @property
    def page(self) -> int:
        return self._page

    def visible(self) -> QRectF:
        """Return the part of the content on show."""
        return QRectF(self._origin(), self.viewport().size().toSizeF())

    def _origin(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def content_point(self, point: QPointF | QPoint) -> QPointF:
        """Turn a point of the viewport into content coordinates."""
        return QPointF(point) + self._origin()

    def spot(self) -> Spot:
        """Return the place at the upper edge."""
        return self.canvas.spot(float(self.verticalScrollBar().value())) if self.canvas else Spot(1, 0.0, 0)

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page to the upper edge."""
        if self.canvas is not None:
            self.jump_to(self.canvas.y_of_spot(Spot(page, 0.0, 0)) - 4)

    def y_of_spot(self, spot: Spot) -> float:
        """Return how far down a place stands."""
        return self.canvas.y_of_spot(spot) if self.canvas else 0.0

    def reveal(self, span: Span, *, jump: bool = True) -> None:
        """Bring a span into view, with as little scrolling as it takes; at once or when its page is measured.

        ``jump`` False for a step of many, which Back does not stop at.
        """
        canvas = self.canvas
        if canvas is None:
            return
        top, sure = canvas.y_of(span.start)
        bottom, _ = canvas.y_of(max(span.end - 1, span.start))
        height = self.viewport().height()
        now = self.verticalScrollBar().value()
        if bottom - top > height - 2 * _EDGE or not sure:
            bottom = top
        if top < now + _EDGE or bottom + 24 > now + height - _EDGE:
            near = -height < top - now < 2 * height
            if near and sure:
                self._scroll_to(top - _EDGE if top < now + _EDGE else bottom + 24 - height + _EDGE)
            elif jump:
                self.jump_to(top - height * _TOP_SHARE)
            else:
                self._scroll_to(top - height * _TOP_SHARE)
        self._pending = None if sure else span
        self.viewport().update()

    def reveal_area(self, area: Area) -> None:
        """Bring an area of a page into view; in a view without pages, the place in the text where its page begins."""
        rect = self.canvas.area_rect(area) if self.canvas is not None else None
        if rect is None:
            return
        now, height = self.verticalScrollBar().value(), self.viewport().height()
        if rect.top() < now + _EDGE or rect.bottom() > now + height - _EDGE:
            self.jump_to(rect.top() - max((height - rect.height()) / 2, _EDGE))
        self.viewport().update()

    def go_to(self, span: Span) -> None:
        """Bring a span to the upper edge."""
        if self.canvas is not None:
            self.jump_to(self.canvas.y_of(span.start)[0] - _EDGE)
            self.reveal(span)

    def go_back(self) -> None:
        """Return to the place before the last jump."""
        self._go_along(self.trail.back(self.spot()), -1)

    def go_forward(self) -> None:
        """Go again where one came back from."""
        self._go_along(self.trail.forward(self.spot()), 1)

    def _go_along(self, spot: Spot | None, step: int) -> None:
        if spot is None:
            self.trail_ended.emit(step)
        elif self.canvas is not None:
            self._scroll_to(self.canvas.y_of_spot(spot))

    def jump_to(self, y: float) -> None:
        """Scroll, and remember the place left where it goes out of sight."""
        if abs(y - self.verticalScrollBar().value()) > self.viewport().height():
            self.trail.jumped(self.spot())
        self._scroll_to(y)

    def on_measured(self) -> None:
        """Finish a reveal that was only near."""
        if self._pending is not None and self.canvas is not None:
            span = self._pending
            if self.canvas.y_of(span.start)[1]:
                self._pending = None
                self.reveal(span)

    def _scroll_to(self, y: float) -> None:
        self.verticalScrollBar().setValue(round(y))

    def give_up_drag(self) -> None:
        """Leave off what a drag began: it was none."""

    def _on_relaid(self, from_y: float, by: float) -> None:
        """Keep what is on show in its place when something above it turned out higher or lower."""
        bar = self.verticalScrollBar()
        value = bar.value()
        self._set_ranges()
        if from_y < value:
            self._moving = True
            bar.setValue(round(value + by))
            self._moving = False
        self.viewport().update()

    def _on_scrolled(self) -> None:
        if self.canvas is None or self._moving:
            return
        self.canvas.prepare(self.visible())
        self.viewport().update()
        spot = self.canvas.spot(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if spot.page != self._page:
            self._page = spot.page
            self.page_changed.emit(spot.page)
        self.place_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()  # its frame

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.rect())
        finally:
            painter.end()  # at once, whoever still holds the painter
        self.painted.emit()

    def _paint(self, painter: QPainter, dirty: QRect) -> None:
        canvas = self.canvas
        if canvas is None:
            painter.fillRect(dirty, QColor(theme.current().desk))
            return
        origin = self._origin()
        visible = QRectF(dirty).translated(origin)
        painter.translate(-origin)
        canvas.paint_ground(painter, visible)
        if self.order is not None:
            paint_marks(painter, canvas, visible, self._over_document())
        canvas.paint_ink(painter, visible)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QColor(theme.current().accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _over_document(self) -> OverDocument:
        return OverDocument(
            self.marks, self.finder, self.selection, self.selected_highlight, self.current_suggestion,
            focused=self.hasFocus(), window=self.visible(), drag=self.drag,
        )  # fmt: skip
