"""Printed pages: where each stands and its picture; `page_measures` knows the text on it. Nothing here waits."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from reviewer.domain.area import Area
from reviewer.domain.page import PageGeometry
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.canvas import Canvas, Lines, Spot, ViewRequest
from reviewer.ui.document.no_text import paint_no_text
from reviewer.ui.document.owner import Lane, Wish
from reviewer.ui.document.page_file import DARK_PAPER, OpenedFile, PageFile
from reviewer.ui.document.page_images import PageImages
from reviewer.ui.document.page_layout import GAP, PageLayout, by_nearness
from reviewer.ui.document.page_measures import PageMeasures
from reviewer.ui.document.reading_order import ReadingOrder

PIXELS_A_POINT = 96 / 72
LEFT_PADDING, RIGHT_PADDING = 50, 22  # beside the text when fitted to the width: room for bars and letters
_AHEAD = 2  # pages drawn before they are seen, each way
_numbers = itertools.count()


class PageCanvas(Canvas):
    """The pages of one PDF. What is not drawn or measured yet comes by signal."""

    opened = Signal()
    failed = Signal(object)
    measured = Signal(int)  # a page has its geometry
    small_drawn = Signal(int)  # a page has its small picture

    def __init__(self, data: bytes, order: ReadingOrder, lane: Lane) -> None:
        super().__init__()
        self._order = order
        self._file = PageFile(data, order.blocks)
        self._lane = lane
        self._number = next(_numbers)  # tells answers to this canvas from those to the one before it
        self._info: OpenedFile | None = None
        self._layout: PageLayout | None = None
        self._images: PageImages | None = None
        self._request = ViewRequest(QSize(1, 1), 1.0, 1.0)
        self._measures = PageMeasures(order)
        self._visible = QRectF()
        self._looked_through = range(0)  # the pages in view among the small pictures
        self.two_pages = self.dark = False
        lane.answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        lane.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        lane.on_close = self._file.close
        lane.want([Wish((self._number, "open"), self._file.open)])

    def close(self) -> None:
        """Drop the wishes and have the file closed by its owner."""
        self._lane.answered.disconnect(self._on_answered)
        self._lane.failed.disconnect(self._on_failed)
        self._lane.want([])
        self._lane.on_close = None
        self._lane.finally_do(self._file.close)
        self._images = None
        self._measures.clear()

    @property
    def is_open(self) -> bool:
        return self._info is not None

    @property
    def page_count(self) -> int:
        return len(self._info.sizes) if self._info else 0

    def show_dark(self, dark: bool) -> None:
        """Show the pages light on dark, or as printed."""
        self.dark, self.white_ground = dark, not dark
        if self._images is not None:
            self._images.dark = dark
            self._images.clear()
            self.small_drawn.emit(0)
            self.prepare(self._visible)
        self.repaint_needed.emit()

    # layout

    def lay_out(self, request: ViewRequest) -> None:
        self._request = request
        if self._info is None or self._images is None:
            return
        self._images.scale = self._scale * request.ratio
        self._layout = PageLayout(self._info.sizes, self._scale, request.viewport.width(), two=self.two_pages)
        self._measures.lay_out(self._layout)

    def size(self) -> tuple[float, float]:
        return (self._layout.width, self._layout.height) if self._layout else (0.0, 0.0)

    def page_rect(self, page: int) -> QRectF:
        """Return where a page stands."""
        return self._layout.rect(page) if self._layout else QRectF()

    def pages_in(self, visible: QRectF) -> range:
        """Return the pages that stand in ``visible``."""
        return self._layout.pages_in(visible) if self._layout else range(0)

    def fit_width_zoom(self, viewport: QSize) -> float:
        if self._info is None:
            return 1.0
        if self.two_pages and self.page_count > 1:
            widest = max(size[0] for size in self._info.sizes) * PIXELS_A_POINT
            return max(viewport.width() - 3 * GAP, 50) / (2 * widest)
        text = (self._info.text_right - self._info.text_left) * PIXELS_A_POINT
        return max(viewport.width() - LEFT_PADDING - RIGHT_PADDING, 50) / max(text, 50.0)

    def fit_page_zoom(self, viewport: QSize, page: int) -> float:
        if self._info is None:
            return 1.0
        across = 2 if self.two_pages and self.page_count > 1 else 1
        width, height = (side * PIXELS_A_POINT for side in self._info.sizes[min(page, self.page_count) - 1])
        return min((viewport.width() - (across + 1) * GAP) / (width * across), (viewport.height() - 2 * GAP) / height)

    def left_edge(self) -> float:
        return self._layout.text_left if self._layout else 0.0

    def column(self) -> tuple[float, float]:
        if self._info is None or self._layout is None:
            return 0.0, 0.0
        left = self.left_edge()
        if self.two_pages and self.page_count > 1:
            return left - GAP, self._layout.width - left + GAP
        edges = left + self._info.text_left * self._scale, left + self._info.text_right * self._scale
        return edges[0] - LEFT_PADDING, edges[1] + RIGHT_PADDING

    def spot(self, y: float) -> Spot:
        if self._layout is None:
            return Spot(1, 0.0, 0)
        page = self._layout.page_at(QPointF(0.0, y), slack=GAP)
        rect = self.page_rect(page)
        share = (y - rect.top()) / max(rect.height(), 1.0)
        offset = self.offset_at(QPointF(rect.center().x(), y)) if page in self._measures else None
        return Spot(page, share, self._order.first_offset(page) or 0 if offset is None else offset)

    def y_of_spot(self, spot: Spot) -> float:
        if not 1 <= spot.page <= self.page_count:
            return 0.0
        rect = self.page_rect(spot.page)
        return rect.top() + spot.share * rect.height()

    @property
    def _scale(self) -> float:
        return self._request.zoom * PIXELS_A_POINT

    # pictures and measures

    def prepare(self, visible: QRectF) -> None:
        self._visible = visible
        if self._images is None:
            return
        pages = self.pages_in(visible)
        near = [p for d in range(1, _AHEAD + 1) for p in (pages.stop - 1 + d, pages.start - d)]
        wishes = []
        for page in [*sorted(pages, key=lambda p: -self._shown(p, visible).height()), *near]:
            if not 1 <= page <= self.page_count:
                continue
            wishes += self._images.wishes(page, self._shown(page, visible) if page in pages else None, self._number)
            if page not in self._measures:
                wishes.append(Wish((self._number, "geometry", page), partial(self._file.geometry, page)))
        self._lane.want([*wishes, *self._images.small_wishes(by_nearness(pages, self._looked_through, self.page_count), self._request.ratio, self._number)])

    def look_through(self, first: int, last: int) -> None:
        """Have the small pictures of these pages drawn before those of others."""
        self._looked_through = range(first, last + 1)
        self.prepare(self._visible)

    def small(self, page: int) -> QImage | None:
        """Return the small picture of a page, None while it is not drawn."""
        return self._images.small(page) if self._images else None

    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Return width and height of the pages in points, () while the file is not open."""
        return self._info.sizes if self._info else ()

    def shares(self, span: Span) -> Iterator[tuple[int, float, float]]:
        """Yield page, and the shares of its height where the span begins and ends, for each page of a span."""
        pages = [page for page in self._order.pages(span) if page <= self.page_count]
        for page in pages if self._layout else ():
            rect = self.page_rect(page)
            top = (self.y_near(span.start) - rect.top()) / rect.height() if page == pages[0] else 0.06
            bottom = (self.y_near(max(span.end - 1, span.start)) - rect.top()) / rect.height() if page == pages[-1] else 0.93
            yield page, top, max(bottom, top) + 0.012

    def is_ready(self, visible: QRectF) -> bool:
        images, pages = self._images, self.pages_in(visible)
        if images is None:
            return False
        return all(images.is_sharp(page, self._shown(page, visible)) and page in self._measures for page in pages)

    def geometry(self, page: int) -> PageGeometry | None:
        """Return the measures of a page, None while they are not there."""
        return self._measures.get(page)

    def _shown(self, page: int, visible: QRectF) -> QRect:
        """Return the part of a page that is on show, in pixels of its picture."""
        rect, ratio = self.page_rect(page), self._request.ratio
        part = rect.intersected(visible).translated(-rect.topLeft())
        return QRectF(part.topLeft() * ratio, part.size() * ratio).toRect()

    def _on_answered(self, key: Hashable, result: object) -> None:
        if not isinstance(key, tuple) or key[0] != self._number:
            return
        if isinstance(result, OpenedFile):
            self._info = result
            self._images = PageImages(self._file, result.sizes)
            self._images.dark = self.dark
            self.lay_out(self._request)
            self.opened.emit()
        elif isinstance(result, QImage) and self._images is not None:
            self._images.keep(key, result, self.pages_in(self._visible))
            if key[1] == "small":
                self.small_drawn.emit(key[2])
                if key[2] not in self.pages_in(self._visible):
                    return
        elif isinstance(result, PageGeometry):
            self._measures.keep(result)
            self.measured.emit(result.page)
        self.repaint_needed.emit()

    def _on_failed(self, key: Hashable, error: object) -> None:
        if isinstance(key, tuple) and key == (self._number, "open"):
            self.failed.emit(error)

    # painting

    def paint_ground(self, painter: QPainter, visible: QRectF) -> None:
        painter.fillRect(visible, QColor(theme.current().desk))
        for page in self.pages_in(visible):
            rect = self.page_rect(page)
            painter.fillRect(rect, DARK_PAPER if self.dark else Qt.GlobalColor.white)
            if self._images is not None:
                self._images.paint(painter, page, rect, self._request.ratio)
            painter.setPen(QColor(theme.current().line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def paint_ink(self, painter: QPainter, visible: QRectF) -> None:
        for page in self.pages_in(visible):
            geometry = self._measures.get(page)
            if geometry is not None and not geometry.offsets:
                paint_no_text(painter, self.page_rect(page))

    # text on the pages

    def stretches(self, visible: QRectF) -> list[Span]:
        return self._measures.stretches(self.pages_in(visible), visible)

    def rects(self, span: Span, visible: QRectF | None = None) -> Lines:
        return self._measures.rects(span, None if visible is None else self.pages_in(visible))

    def margin(self, offset: int) -> float:
        page = self._order.page(offset) or 1
        left = self._info.text_left if self._info else 0.0
        return self.page_rect(page).left() + left * self._scale

    def right_margin(self, offset: int) -> float:
        page = self._order.page(offset) or 1
        right = self._info.text_right if self._info else 0.0
        return self.page_rect(page).left() + right * self._scale

    def hit(self, point: QPointF) -> int | None:
        return self._measures.hit(point)

    def offset_at(self, point: QPointF) -> int | None:
        return self._measures.offset_at(point)

    def caret_at(self, point: QPointF) -> int | None:
        return self._measures.caret_at(point)

    def y_of(self, offset: int) -> tuple[float, bool]:
        return self._measures.y_of(offset)

    def y_near(self, offset: int) -> float:
        return self._measures.y_near(offset)

    def page_at(self, point: QPointF) -> int | None:
        return self._layout.page_at(point) if self._layout is not None else None

    def page_size(self, page: int) -> tuple[float, float]:
        return self._info.sizes[page - 1] if self._info and 1 <= page <= self.page_count else (0.0, 0.0)

    def on_page(self, page: int, point: QPointF) -> tuple[float, float]:
        return self._measures.on_page(page, point)

    def area_rect(self, area: Area) -> QRectF | None:
        return self._measures.area_rect(area)

    def place_of(self, area: Area) -> int | None:
        return self._measures.place_of(area)

    def words_in(self, area: Area) -> str:
        return self._measures.words_in(area)
