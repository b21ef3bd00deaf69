"""A rectangle of a page: what is highlighted where there is no text to select, a picture or a scanned page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer.domain.document import Reading, spans_on_page

LEAST_SIDE = 4.0  # points; a smaller rectangle is a slip of the hand


class Edge(StrEnum):
    """A side of a rectangle."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Area:
    """``page`` from 1; the rest PDF points from the top left of the page as shown.

    Raise ValueError where it has no size.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if self.page < 1 or not (self.left < self.right and self.top < self.bottom):
            raise ValueError(f"not an area: {self}")

    @property
    def size(self) -> float:
        """The area in square points: of several under the mouse the smallest is meant."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of its page lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def with_edge(self, edge: Edge, by: float, *, width: float, height: float) -> Area:
        """Return it with one side moved, kept on the page and never smaller than a slip of the hand."""
        match edge:
            case Edge.LEFT:
                return replace(self, left=min(max(self.left + by, 0.0), self.right - LEAST_SIDE))
            case Edge.TOP:
                return replace(self, top=min(max(self.top + by, 0.0), self.bottom - LEAST_SIDE))
            case Edge.RIGHT:
                return replace(self, right=max(min(self.right + by, width), self.left + LEAST_SIDE))
            case Edge.BOTTOM:
                return replace(self, bottom=max(min(self.bottom + by, height), self.top + LEAST_SIDE))

    def moved(self, across: float, down: float, *, width: float, height: float) -> Area:
        """Return it moved as a whole, kept on the page."""
        across = min(max(across, -self.left), width - self.right)
        down = min(max(down, -self.top), height - self.bottom)
        return Area(self.page, self.left + across, self.top + down, self.right + across, self.bottom + down)


def area_between(page: int, one: tuple[float, float], other: tuple[float, float], *, width: float, height: float) -> Area | None:
    """Return the rectangle between two corners, cut to the page; None where it is too small to be meant."""
    xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
    left, right = max(xs[0], 0.0), min(xs[1], width)
    top, bottom = max(ys[0], 0.0), min(ys[1], height)
    if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
        return None
    return Area(page, round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def place_of(area: Area, reading: Reading) -> int:
    """Return where an area stands in the order of the text: at the first code point of its page, or of the next.

    At the end of the text where no later page has any.
    """
    for page in range(area.page, (reading.page_count or area.page) + 1):
        spans = spans_on_page(reading.blocks, page)
        if spans:
            return spans[0].start
    return len(reading.text)
