"""Boxes around the lines of a passage: where they stand together, in whole pixels, and outlined as one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

_BRIDGE = 1.0  # lines further apart than this part of their height are outlined apart


def groups(rects: Sequence[QRectF]) -> list[QRectF]:
    """Return the boxes around lines that stand together; a page break or another column begins a new one."""
    found: list[QRectF] = []
    for rect in rects:
        if found and _joins(found[-1], rect):
            found[-1] = found[-1].united(rect)
        else:
            found.append(QRectF(rect))
    return found


def outline_path(rects: Sequence[QRectF], padding: float) -> QPainterPath:
    """Return one stepped outline around lines that follow one another, and another where they do not meet."""
    path = QPainterPath()
    part: list[QRectF] = []
    for rect in rects:
        meets = part and _joins(part[-1], rect) and rect.left() < part[-1].right() and part[-1].left() < rect.right()
        if part and not meets:
            path.addPolygon(_stairs(part, padding))
            part = []
        part.append(rect)
    if part:
        path.addPolygon(_stairs(part, padding))
    return path


def _stairs(lines: Sequence[QRectF], padding: float) -> QPolygonF:
    """Return the closed outline of lines one below the other: down the right ends, up the left ends."""
    middles = [(above.bottom() + below.top()) / 2 for above, below in pairwise(lines)]
    tops = [lines[0].top() - padding / 2, *middles]
    bottoms = [*middles, lines[-1].bottom() + padding / 2]
    right, left = [], []
    for line, top, bottom in zip(lines, tops, bottoms, strict=True):
        right += [QPointF(line.right() + padding, top), QPointF(line.right() + padding, bottom)]
        left += [QPointF(line.left() - padding, top), QPointF(line.left() - padding, bottom)]
    points = [*right, *reversed(left)]
    return QPolygonF([*points, points[0]])


def _joins(above: QRectF, below: QRectF) -> bool:
    gap = below.top() - above.bottom()
    return -below.height() <= gap <= below.height() * _BRIDGE or below.top() < above.bottom() <= below.bottom() + 1


def snapped(rect: QRectF) -> QRectF:
    """Bring a fill to whole pixels, so that two lines neither overlap nor leave a hairline."""
    top, bottom = round(rect.top()), round(rect.bottom())
    return QRectF(QPointF(rect.left(), top), QPointF(rect.right(), max(bottom, top + 1)))
