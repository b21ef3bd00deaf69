"""Areas of pages in the text view: each a box with what it says, between the blocks where it stands on its page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from reviewer.ui import theme
from reviewer.ui.document.painted import PaintedHighlight

_PADDING, INSET_GAP = 8.0, 10.0
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Inset:
    """One area: ``row`` is the row it stands above (one past the last for the end), ``up`` how far above that row's text."""

    mark: PaintedHighlight
    row: int
    up: float
    height: float


def insets_of(areas: Sequence[PaintedHighlight], starts: Sequence[int], width: float, font: QFont) -> list[Inset]:
    """Return a box for each area, those of one place one below the other in the order of the page."""
    in_order = sorted(areas, key=lambda mark: (mark.span.start, mark.area.page, mark.area.top, mark.area.left) if mark.area else (0, 0, 0.0, 0.0))
    found: list[Inset] = []
    up: dict[int, float] = {}
    for mark in reversed(in_order):  # the last of a place stands nearest to the row below it
        row, height = bisect_left(starts, mark.span.start), _height(mark, width, font)
        up[row] = up.get(row, 0.0) + height + INSET_GAP
        found.append(Inset(mark, row, up[row], height))
    return found[::-1]


def _height(mark: PaintedHighlight, width: float, font: QFont) -> float:
    room = QRect(0, 0, max(int(width - 2 * _PADDING), 40), 100_000)
    return _head() + QFontMetrics(font).boundingRect(room, _WRAP, mark.words).height() + 2 * _PADDING


def _head() -> int:
    """Return the height of the line with the chips of the tags."""
    return QFontMetrics(theme.font(theme.SMALL, semibold=True)).height() + 6


def paint_words(painter: QPainter, rect: QRectF, mark: PaintedHighlight, font: QFont) -> None:
    """Write what an area says, and of which page it is, into its box."""
    colours = theme.current()
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(QColor(colours.soft))
    page = mark.area.page if mark.area is not None else 0
    head = QRectF(rect.left() + _PADDING, rect.top() + 4, rect.width() - 2 * _PADDING, _head())
    painter.drawText(head, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), f"area of p. {page}")
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    painter.drawText(rect.adjusted(_PADDING, _PADDING + _head(), -_PADDING, 0), _WRAP, mark.words)
