"""Printed pages one below the other: where each stands, its picture, and where the text stands on it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from reviewer.domain.page import Box, PageGeometry
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.canvas import Canvas, Spot, ViewRequest
from reviewer.ui.document.owner import Lane, Wish
from reviewer.ui.document.page_file import OpenedFile, PageFile
from reviewer.ui.document.reading_order import ReadingOrder

PIXELS_A_POINT = 96 / 72
GAP = 12
LEFT_PADDING, RIGHT_PADDING = 46, 22  # beside the text when fitted to the width: room for bars and letters
_KEPT_IMAGES = 12
_KEPT_BYTES = 160_000_000
_KEPT_GEOMETRIES = 24
_KEPT_RECTS = 10_000  # spans with their rectangles: every step of a drag is another span
_MARK_REACH = 12.0  # points that outlines and letters reach beyond their lines
_AHEAD = 2  # pages drawn before they are seen, each way
_MOST_PIXELS = 20_000_000  # a page is drawn coarser beyond that
NO_TEXT = "This page has no text that can be selected: it is a picture. Tag it from a passage nearby."


class PageCanvas(Canvas):
    """The pages of one PDF. Nothing here waits: what is not drawn or measured yet comes by signal."""

    opened = Signal()
    failed = Signal(object)
    measured = Signal(int)  # a page has its geometry

    def __init__(self, data: bytes, order: ReadingOrder, lane: Lane) -> None:
        super().__init__()
        self._order = order
        self._file = PageFile(data, order.blocks)
        self._lane = lane
        self._info: OpenedFile | None = None
        self._request = ViewRequest(QSize(1, 1), 1.0, 1.0)
        self._tops: list[float] = []
        self._width = self._height = 0.0
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()  # (page, scale bucket)
        self._geometries: OrderedDict[int, PageGeometry] = OrderedDict()
        self._rects: dict[tuple[int, Span], list[QRectF]] = {}  # in content coordinates, for this layout
        self._visible = QRectF()
        lane.answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        lane.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        lane.on_close = self._file.close
        lane.want([Wish((id(self), "open"), self._file.open)])

    def close(self) -> None:
        """Drop the wishes and have the file closed by its owner."""
        self._lane.answered.disconnect(self._on_answered)
        self._lane.failed.disconnect(self._on_failed)
        self._lane.want([])
        self._lane.on_close = None
        self._lane.finally_do(self._file.close)
        self._images.clear()
        self._geometries.clear()
        self._rects.clear()

    @property
    def is_open(self) -> bool:
        return self._info is not None

    @property
    def page_count(self) -> int:
        return len(self._info.sizes) if self._info else 0

    # layout

    def lay_out(self, request: ViewRequest) -> None:
        self._request = request
        self._rects.clear()
        if self._info is None:
            return
        self._width = max((self._page_width(page) for page in range(1, self.page_count + 1)), default=0.0)
        self._width = max(self._width + 2 * GAP, float(request.viewport.width()))
        self._tops, y = [], float(GAP)
        for page in range(1, self.page_count + 1):
            self._tops.append(y)
            y += self._page_height(page) + GAP
        self._height = y

    def size(self) -> tuple[float, float]:
        return (self._width, self._height) if self._tops else (0.0, 0.0)

    def page_rect(self, page: int) -> QRectF:
        """Return where a page stands."""
        width = self._page_width(page)
        return QRectF(round((self._width - width) / 2), self._tops[page - 1], width, self._page_height(page))

    def pages_in(self, visible: QRectF) -> range:
        """Return the pages that stand in ``visible``."""
        if not self._tops:
            return range(0)
        first = max(bisect_right(self._tops, visible.top()), 1)
        if self.page_rect(first).bottom() < visible.top() and first < self.page_count:
            first += 1
        last = max(bisect_right(self._tops, visible.bottom()), first)
        return range(first, last + 1)

    def fit_width_zoom(self, viewport: QSize) -> float:
        if self._info is None:
            return 1.0
        text = (self._info.text_right - self._info.text_left) * PIXELS_A_POINT
        return max(viewport.width() - LEFT_PADDING - RIGHT_PADDING, 50) / max(text, 50.0)

    def fit_page_zoom(self, viewport: QSize, page: int) -> float:
        if self._info is None:
            return 1.0
        width, height = (side * PIXELS_A_POINT for side in self._info.sizes[page - 1])
        return min((viewport.width() - 2 * GAP) / width, (viewport.height() - 2 * GAP) / height)

    def left_edge(self) -> float:
        widest = max((size[0] for size in self._info.sizes), default=0.0) if self._info else 0.0
        return (self._width - widest * self._scale) / 2

    def column(self) -> tuple[float, float]:
        if self._info is None:
            return 0.0, 0.0
        left = self.left_edge()
        edges = left + self._info.text_left * self._scale, left + self._info.text_right * self._scale
        return edges[0] - LEFT_PADDING, edges[1] + RIGHT_PADDING

    def spot(self, y: float) -> Spot:
        if not self._tops:
            return Spot(1, 0.0, 0)
        page = max(bisect_right(self._tops, y + GAP), 1)
        share = (y - self._tops[page - 1]) / max(self._page_height(page), 1.0)
        offset = self.offset_at(QPointF(sum(self.column()) / 2, y)) if page in self._geometries else None
        return Spot(page, share, self._order.first_offset(page) or 0 if offset is None else offset)

    def y_of_spot(self, spot: Spot) -> float:
        if not 1 <= spot.page <= len(self._tops):
            return 0.0
        return self._tops[spot.page - 1] + spot.share * self._page_height(spot.page)

    @property
    def _scale(self) -> float:
        return self._request.zoom * PIXELS_A_POINT

    def _page_width(self, page: int) -> float:
        assert self._info is not None
        return float(round(self._info.sizes[page - 1][0] * self._scale))

    def _page_height(self, page: int) -> float:
        assert self._info is not None
        return float(round(self._info.sizes[page - 1][1] * self._scale))

    # pictures and measures

    def prepare(self, visible: QRectF) -> None:
        self._visible = visible
        if self._info is None:
            return
        pages = self.pages_in(visible)
        near = [p for d in range(1, _AHEAD + 1) for p in (pages.stop - 1 + d, pages.start - d)]
        wishes = []
        for page in [*sorted(pages, key=lambda p: -self._shown_part(p, visible)), *near]:
            if not 1 <= page <= self.page_count:
                continue
            if (page, self._bucket(page)) not in self._images:
                wishes.append(self._image_wish(page))
            if page not in self._geometries:
                wishes.append(Wish((id(self), "geometry", page), partial(self._file.geometry, page)))
        self._lane.want(wishes)

    def is_ready(self, visible: QRectF) -> bool:
        pages = self.pages_in(visible)
        return all((page, self._bucket(page)) in self._images and page in self._geometries for page in pages)

    def geometry(self, page: int) -> PageGeometry | None:
        """Return the measures of a page, None while they are not there."""
        return self._geometries.get(page)

    def _shown_part(self, page: int, visible: QRectF) -> float:
        return self.page_rect(page).intersected(visible).height()

    def _bucket(self, page: int) -> int:
        """Return the scale a page is to be drawn at, in thousandths of a pixel a point."""
        assert self._info is not None
        width, height = self._info.sizes[page - 1]
        most = math.sqrt(_MOST_PIXELS / max(width * height, 1.0))
        return round(min(self._scale * self._request.ratio, most) * 1000)

    def _image_wish(self, page: int) -> Wish:
        bucket = self._bucket(page)
        return Wish((id(self), "image", page, bucket), partial(self._file.image, page, bucket / 1000))

    def _on_answered(self, key: Hashable, result: object) -> None:
        if not isinstance(key, tuple) or key[0] != id(self):
            return
        if isinstance(result, OpenedFile):
            self._info = result
            self.lay_out(self._request)
            self.opened.emit()
        elif isinstance(result, QImage):
            self._keep_image((key[2], key[3]), result)
        elif isinstance(result, PageGeometry):
            self._geometries[result.page] = result
            while len(self._geometries) > _KEPT_GEOMETRIES:
                gone, _ = self._geometries.popitem(last=False)
                self._rects = {key: boxes for key, boxes in self._rects.items() if key[0] != gone}
            self.measured.emit(result.page)
        self.repaint_needed.emit()

    def _keep_image(self, key: tuple[int, int], image: QImage) -> None:
        if key[1] != self._bucket(key[0]):
            return  # asked for before the last zoom
        self._images[key] = image
        shown = self.pages_in(self._visible)
        for old in list(self._images):
            if old[0] == key[0] and old != key:
                del self._images[old]
        while len(self._images) > _KEPT_IMAGES or sum(i.sizeInBytes() for i in self._images.values()) > _KEPT_BYTES:
            spare = next((old for old in self._images if old[0] not in shown), None)
            if spare is None:
                break
            del self._images[spare]

    def _on_failed(self, key: Hashable, error: object) -> None:
        if isinstance(key, tuple) and key[0] == id(self) and key[1] == "open":
            self.failed.emit(error)

    # painting

    def paint_ground(self, painter: QPainter, visible: QRectF) -> None:
        painter.fillRect(visible, QColor(theme.current().desk))
        for page in self.pages_in(visible):
            rect = self.page_rect(page)
            painter.fillRect(rect, Qt.GlobalColor.white)
            image = self._image_of(page)
            if image is not None:
                exact = abs(image.width() - rect.width() * self._request.ratio) <= 1
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
                if exact:
                    image.setDevicePixelRatio(self._request.ratio)
                    painter.drawImage(rect.topLeft(), image)
                else:
                    painter.drawImage(rect, image)
            painter.setPen(QColor(theme.current().line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def paint_ink(self, painter: QPainter, visible: QRectF) -> None:
        for page in self.pages_in(visible):
            geometry = self._geometries.get(page)
            if geometry is not None and not geometry.offsets:
                self._paint_no_text(painter, self.page_rect(page))

    def _paint_no_text(self, painter: QPainter, page: QRectF) -> None:
        painter.setFont(theme.font())
        bar = QRectF(page.left() + 1, page.top() + 1, page.width() - 2, painter.fontMetrics().height() + 16)
        painter.fillRect(bar, QColor(theme.LIGHT.accent_tint))
        painter.setPen(QColor(theme.LIGHT.text))
        painter.drawText(bar.adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, NO_TEXT)

    def _image_of(self, page: int) -> QImage | None:
        """Return the picture of a page: the sharp one, else one drawn for another zoom."""
        sharp = (page, self._bucket(page))
        if sharp in self._images:
            self._images.move_to_end(sharp)
            return self._images[sharp]
        return next((image for (other, _), image in self._images.items() if other == page), None)

    # text on the pages

    def stretches(self, visible: QRectF) -> list[Span]:
        found = []
        for page in self.pages_in(visible):
            geometry = self._geometries.get(page)
            if geometry is not None and geometry.offsets:
                found += self._shown_lines(geometry, visible)
        return found

    def _shown_lines(self, geometry: PageGeometry, visible: QRectF) -> list[Span]:
        """Return from the first to the last code point of the lines in ``visible``."""
        down, scale = self._tops[geometry.page - 1], self._scale
        top, bottom = (visible.top() - down) / scale - _MARK_REACH, (visible.bottom() - down) / scale + _MARK_REACH
        lines = [line for line in geometry.lines if line.box[3] >= top and line.box[1] <= bottom]
        if not lines:
            return []
        offsets = geometry.offsets
        return [Span(min(offsets[line.first] for line in lines), max(offsets[line.last - 1] for line in lines) + 1)]

    def rects(self, span: Span, visible: QRectF | None = None) -> list[QRectF]:
        pages = self._order.pages(span)
        if visible is not None:
            shown = self.pages_in(visible)
            pages = tuple(page for page in pages if page in shown)
        found: list[QRectF] = []
        for page in pages:
            kept = self._rects.get((page, span))
            if kept is None:
                geometry = self._geometries.get(page)
                if geometry is None or page > self.page_count:
                    continue
                if len(self._rects) > _KEPT_RECTS:
                    self._rects.clear()
                kept = self._rects[page, span] = [self._on_canvas(box, page) for box in geometry.rects(span)]
            found += kept
        return found

    def _on_canvas(self, box: Box, page: int) -> QRectF:
        """Turn a box of a page, in points, into content coordinates."""
        origin, scale = self.page_rect(page).topLeft(), self._scale
        left, top, right, bottom = box
        return QRectF(origin.x() + left * scale, origin.y() + top * scale, (right - left) * scale, (bottom - top) * scale)

    def margin(self, offset: int) -> float:
        page = self._order.page(offset) or 1
        left = self._info.text_left if self._info else 0.0
        return self.page_rect(page).left() + left * self._scale

    def hit(self, point: QPointF) -> int | None:
        geometry, x, y = self._on_page(point)
        return geometry.hit(x, y) if geometry else None

    def offset_at(self, point: QPointF) -> int | None:
        geometry, x, y = self._on_page(point)
        return geometry.offset_at(x, y) if geometry else None

    def caret_at(self, point: QPointF) -> int | None:
        geometry, x, y = self._on_page(point)
        return geometry.caret_at(x, y) if geometry else None

    def y_of(self, offset: int) -> tuple[float, bool]:
        page = self._order.page(offset) or 1
        if not 1 <= page <= len(self._tops):
            return 0.0, False
        rects = self.rects(Span(offset, offset + 1))
        if rects:
            return rects[0].top(), True
        return self.y_near(offset), page in self._geometries

    def y_near(self, offset: int) -> float:
        page = self._order.page(offset) or 1
        if not 1 <= page <= len(self._tops):
            return 0.0
        return self._tops[page - 1] + self._page_height(page) * (0.08 + 0.84 * self._order.share_of_page(offset))

    def _on_page(self, point: QPointF) -> tuple[PageGeometry | None, float, float]:
        """Return the page at a point, if measured, and the point in its own points."""
        if not self._tops:
            return None, 0.0, 0.0
        page = max(bisect_right(self._tops, point.y() + GAP / 2), 1)
        origin = self.page_rect(page).topLeft()
        return self._geometries.get(page), (point.x() - origin.x()) / self._scale, (point.y() - origin.y()) / self._scale
