"""The handles of the chosen highlight: where they stand, and what it covers when one of them is let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QPointF

from reviewer.domain.area import area_between
from reviewer.domain.span import Span
from reviewer.ui.document.canvas import Canvas
from reviewer.ui.document.painted import PaintedHighlight

GRIP = 5.0  # radius in pixels
_REACH = 9.0  # how near a press must be, in pixels


class End(Enum):
    """Which end of a highlight; of an area, the upper left and the lower right corner."""

    START = auto()
    END = auto()


def grips_of(mark: PaintedHighlight, canvas: Canvas) -> Mapping[End, QPointF]:
    """Return where the handles stand, as far as the ends are laid out."""
    if mark.area is not None:
        if not canvas.page_size(mark.area.page)[0]:
            return {}  # only on a printed page can its corners be moved
        rect = canvas.area_rect(mark.area)
        return {} if rect is None else {End.START: rect.topLeft(), End.END: rect.bottomRight()}
    if not mark.span:
        return {}
    first, last = canvas.rects(Span(mark.span.start, mark.span.start + 1)), canvas.rects(Span(mark.span.end - 1, mark.span.end))
    found = {}
    if first:
        found[End.START] = first[0].topLeft()
    if last:
        found[End.END] = last[-1].bottomRight()
    return found


def grip_at(mark: PaintedHighlight, canvas: Canvas, point: QPointF) -> End | None:
    """Return the handle at a point, None where there is none."""
    near = {end: (place - point).manhattanLength() for end, place in grips_of(mark, canvas).items()}
    end = min(near, key=lambda one: near[one], default=None)
    return end if end is not None and near[end] <= _REACH else None


def dragged(mark: PaintedHighlight, end: End, canvas: Canvas, point: QPointF) -> PaintedHighlight:
    """Return the highlight with one end at a point; the ends never pass one another."""
    if mark.area is not None:
        area, (width, height) = mark.area, canvas.page_size(mark.area.page)
        fixed = (area.right, area.bottom) if end is End.START else (area.left, area.top)
        drawn = area_between(area.page, fixed, canvas.on_page(area.page, point), width=width, height=height)
        return replace(mark, area=drawn or area)
    at = canvas.caret_at(point)
    if at is None:
        return mark
    span = mark.span
    moved = Span(min(at, span.end - 1), span.end) if end is End.START else Span(span.start, max(at, span.start + 1))
    return replace(mark, span=moved)
