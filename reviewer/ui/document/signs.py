"""The small sheet beside a passage that has a note: where it stands, and whose it is at a point."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from reviewer.ui.document.canvas import Canvas
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.painted import PaintedHighlight

_NOTE_ROOM = 20.0  # pixels for the sign at the right edge
_LEAST, _MOST = 8.0, 13.0
_REACH = 4.0  # pixels around the sign that still count as it


def note_sign_of(mark: PaintedHighlight, canvas: Canvas, window: QRectF, lines: list[QRectF]) -> QRectF | None:
    """Return where the sign of a mark's note stands, None where it has none or is out of sight; ``lines`` are its rectangles."""
    if not mark.note.strip():
        return None
    if mark.area is not None:
        rect = canvas.area_rect(mark.area)
        return _sheet(QRectF(rect.left(), rect.top() + 4, rect.width(), 18), rect.right()) if rect is not None else None
    if not lines:
        return None
    return _sheet(lines[-1], min(canvas.right_margin(mark.span.end), window.right() - _NOTE_ROOM))


def noted_at(marks: Marks, canvas: Canvas, window: QRectF, place: QPointF) -> PaintedHighlight | None:
    """Return the highlight whose sign of a note is at a point."""
    here = QRectF(window.left(), place.y() - 2 * _MOST, window.width(), 4 * _MOST)
    found = [mark for stretch in canvas.stretches(here) for mark in marks.highlights.touching(stretch)]
    for mark in (*found, *marks.areas):
        sign = note_sign_of(mark, canvas, window, canvas.rects(mark.span, window) if mark.area is None else [])
        if sign is not None and sign.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(place):
            return mark
    return None


def _sheet(last: QRectF, x: float) -> QRectF:
    side = min(max(last.height() * 0.6, _LEAST), _MOST)
    return QRectF(max(x, last.right()) + 4, last.center().y() - side / 2, side, side)
