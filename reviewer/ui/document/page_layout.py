"""Where pages stand, one below the other or two side by side. Plain geometry."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

GAP = 12


class PageLayout:
    """Pages of these sizes (points) at a scale (pixels a point), centred in a window of that width (pixels)."""

    def __init__(self, sizes: Sequence[tuple[float, float]], scale: float, width: float, *, two: bool) -> None:
        self.scale = scale
        self._columns = 2 if two and len(sizes) > 1 else 1
        self._sizes = [(float(round(across * scale)), float(round(down * scale))) for across, down in sizes]
        widest = max((across for across, _ in self._sizes), default=0.0)
        self.width = max(widest * self._columns + GAP * (self._columns + 1), float(width))
        self.text_left = self.width / 2 - (widest / 2 if self._columns == 1 else widest + GAP / 2)
        self._tops: list[float] = []  # of each row
        y = float(GAP)
        for first in range(0, len(self._sizes), self._columns):
            self._tops.append(y)
            y += max(down for _, down in self._sizes[first : first + self._columns]) + GAP
        self.height = y

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    def rect(self, page: int) -> QRectF:
        """Return where a page stands."""
        across, down = self._sizes[page - 1]
        row, column = divmod(page - 1, self._columns)
        if self._columns == 1:
            left = (self.width - across) / 2
        else:
            left = self.width / 2 + GAP / 2 if column else self.width / 2 - GAP / 2 - across
        return QRectF(round(left), self._tops[row], across, down)

    def pages_in(self, visible: QRectF) -> range:
        """Return the pages that stand in a part of the content."""
        if not self._tops:
            return range(0)
        first = max(bisect_right(self._tops, visible.top()) - 1, 0)
        if first + 1 < len(self._tops) and self._tops[first + 1] - GAP <= visible.top():
            first += 1
        last = max(bisect_right(self._tops, visible.bottom()) - 1, first)
        return range(first * self._columns + 1, min((last + 1) * self._columns, len(self._sizes)) + 1)

    def page_at(self, point: QPointF, slack: float = GAP / 2) -> int:
        """Return the page at or nearest to a point; ``slack`` pixels above a page belong to it."""
        row = max(bisect_right(self._tops, point.y() + slack) - 1, 0)
        page = row * self._columns + 1
        beside = self._columns == 2 and point.x() > self.width / 2
        return page + 1 if beside and page < len(self._sizes) else page


def by_nearness(pages: range, looked_through: range, count: int) -> list[int]:
    """Return all pages in the order in which their small pictures are wanted: those looked through, then outwards from ``pages``."""
    first, last = pages.start, max(pages.stop - 1, pages.start)
    outwards = (page for step in range(count) for page in ((last + step, first - step) if step else pages))
    return list(dict.fromkeys(page for page in (*looked_through, *outwards) if 1 <= page <= count))
