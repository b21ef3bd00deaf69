"""Where the text stands on printed pages that are laid out: lines of a span, hits, heights, areas.

In content coordinates. A page answers from the day it is measured; until then its heights are estimated.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict, defaultdict

from PySide6.QtCore import QPointF, QRectF

from reviewer.domain.area import Area
from reviewer.domain.page import Box, PageGeometry
from reviewer.domain.span import Span
from reviewer.ui.document.canvas import Lines
from reviewer.ui.document.page_layout import PageLayout
from reviewer.ui.document.reading_order import ReadingOrder

_KEPT_GEOMETRIES = 24
_KEPT_RECTS = 10_000  # spans with their rectangles: every step of a drag is another span
_MARK_REACH = 12.0  # points that outlines and letters reach beyond their lines


class PageMeasures:
    """The measures of the pages seen last, and what was worked out from them while the lay-out holds."""

    def __init__(self, order: ReadingOrder) -> None:
        self._order = order
        self._layout: PageLayout | None = None
        self._geometries: OrderedDict[int, PageGeometry] = OrderedDict()
        self._rects: dict[tuple[int, Span], Lines] = {}
        self._near: defaultdict[int, dict[int, float]] = defaultdict(dict)  # what `y_near` answered, by page

    def lay_out(self, layout: PageLayout | None) -> None:
        """Take over where the pages stand."""
        self._layout = layout
        self._rects.clear()
        self._near.clear()

    def keep(self, geometry: PageGeometry) -> None:
        """Keep the measures of a page; those kept longest go."""
        self._geometries[geometry.page] = geometry
        self._near.pop(geometry.page, None)
        while len(self._geometries) > _KEPT_GEOMETRIES:
            gone, _ = self._geometries.popitem(last=False)
            self._near.pop(gone, None)
            self._rects = {key: boxes for key, boxes in self._rects.items() if key[0] != gone}

    def clear(self) -> None:
        """Forget every page."""
        self._geometries.clear()
        self._rects.clear()

    def get(self, page: int) -> PageGeometry | None:
        """Return the measures of a page, None while they are not there."""
        return self._geometries.get(page)

    def __contains__(self, page: int) -> bool:
        return page in self._geometries

    def _laid_out(self, page: int) -> PageLayout | None:
        """Return the lay-out where it holds a page."""
        return self._layout if self._layout is not None and 1 <= page <= self._layout.page_count else None

    # lines

    def stretches(self, pages: range, visible: QRectF) -> list[Span]:
        """Return on each of these pages the text from the first to the last line that touches ``visible``."""
        found = []
        for page in pages:
            geometry = self._geometries.get(page)
            if geometry is not None and geometry.offsets:
                found += self._shown_lines(geometry, visible)
        return found

    def _shown_lines(self, geometry: PageGeometry, visible: QRectF) -> list[Span]:
        layout = self._laid_out(geometry.page)
        if layout is None:
            return []
        down, scale = layout.rect(geometry.page).top(), layout.scale
        top, bottom = (visible.top() - down) / scale - _MARK_REACH, (visible.bottom() - down) / scale + _MARK_REACH
        lines = [line for line in geometry.lines if line.box[3] >= top and line.box[1] <= bottom]
        if not lines:
            return []
        offsets = geometry.offsets
        return [Span(min(offsets[line.first] for line in lines), max(offsets[line.last - 1] for line in lines) + 1)]

    def rects(self, span: Span, shown: range | None = None) -> Lines:
        """Return one even rectangle a line, on the pages ``shown`` or on all that are measured."""
        pages = self._order.pages(span)
        if shown is not None:
            pages = tuple(page for page in pages if page in shown)
        parts = [lines for page in pages if (lines := self._rects_on(page, span)) is not None]
        return parts[0] if len(parts) == 1 else Lines(rect for part in parts for rect in part)

    def _rects_on(self, page: int, span: Span) -> Lines | None:
        kept = self._rects.get((page, span))
        if kept is None:
            geometry, layout = self._geometries.get(page), self._laid_out(page)
            if geometry is None or layout is None:
                return None
            if len(self._rects) > _KEPT_RECTS:
                self._rects.clear()
            kept = self._rects[page, span] = Lines(_on_canvas(box, page, layout) for box in geometry.rects(span))
        return kept

    # points and heights

    def hit(self, point: QPointF) -> int | None:
        """Return the code point under a point, None beside the text."""
        geometry, x, y = self._measured_at(point)
        return geometry.hit(x, y) if geometry else None

    def offset_at(self, point: QPointF) -> int | None:
        """Return the code point nearest to a point on a measured page."""
        geometry, x, y = self._measured_at(point)
        return geometry.offset_at(x, y) if geometry else None

    def caret_at(self, point: QPointF) -> int | None:
        """Return the place between two code points nearest to a point on a measured page."""
        geometry, x, y = self._measured_at(point)
        return geometry.caret_at(x, y) if geometry else None

    def _measured_at(self, point: QPointF) -> tuple[PageGeometry | None, float, float]:
        """Return the page at a point, if measured, and the point in its own points."""
        if self._layout is None:
            return None, 0.0, 0.0
        page = self._layout.page_at(point)
        return self._geometries.get(page), *self.on_page(page, point)

    def on_page(self, page: int, point: QPointF) -> tuple[float, float]:
        """Turn a point into points from the top left of a page."""
        layout = self._laid_out(page)
        if layout is None:
            return 0.0, 0.0
        place = point - layout.rect(page).topLeft()
        return place.x() / layout.scale, place.y() / layout.scale

    def y_of(self, offset: int) -> tuple[float, bool]:
        """Return how far down an offset stands, and whether that is measured."""
        page = self._order.page(offset) or 1
        if self._laid_out(page) is None:
            return 0.0, False
        rects = self.rects(Span(offset, offset + 1))
        if rects:
            return rects[0].top(), True
        return self.y_near(offset), page in self._geometries

    def y_near(self, offset: int) -> float:
        """Return roughly how far down an offset stands, at no cost."""
        page = self._order.page(offset) or 1
        known = self._near[page]
        if offset not in known:
            known[offset] = self._measure_near(offset, page)
        return known[offset]

    def _measure_near(self, offset: int, page: int) -> float:
        layout, geometry = self._laid_out(page), self._geometries.get(page)
        if layout is None:
            return 0.0
        rect = layout.rect(page)
        if geometry is not None:
            at = bisect_left(geometry.offsets, offset)
            if at < len(geometry.offsets):
                return rect.top() + geometry.boxes[at][1] * layout.scale
        return rect.top() + rect.height() * (0.08 + 0.84 * self._order.share_of_page(offset))

    # areas

    def area_rect(self, area: Area) -> QRectF | None:
        """Return where an area stands, None where its page is not laid out."""
        layout = self._laid_out(area.page)
        return None if layout is None else _on_canvas((area.left, area.top, area.right, area.bottom), area.page, layout)

    def place_of(self, area: Area) -> int | None:
        """Return where an area stands in the order of the text, None where its page is not measured."""
        geometry = self._geometries.get(area.page)
        return geometry.place_of(area) if geometry is not None else None

    def words_in(self, area: Area) -> str:
        """Return the text printed in an area, "" where its page is not measured."""
        geometry = self._geometries.get(area.page)
        if geometry is None:
            return ""
        return "\n".join(filter(None, (self._order.quote(run).strip() for run in geometry.runs_in(area))))


def _on_canvas(box: Box, page: int, layout: PageLayout) -> QRectF:
    """Turn a box of a page, in points, into content coordinates."""
    origin, scale = layout.rect(page).topLeft(), layout.scale
    left, top, right, bottom = box
    return QRectF(origin.x() + left * scale, origin.y() + top * scale, (right - left) * scale, (bottom - top) * scale)
