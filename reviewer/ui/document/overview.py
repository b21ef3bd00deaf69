"""The strip at the right: where in the document highlights, hits and passages lie. A click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.canvas import Canvas
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.painter import CURRENT_HIT

WIDTH = 12
_MOST_HITS = 500


class Tick(NamedTuple):
    """One mark of the strip; ``share`` of the document that lies above it; hollow for what is only suggested, narrow for hits."""

    share: float
    colour: str
    hollow: bool = False
    narrow: bool = False


def ticks_of(marks: Marks, hits: Sequence[Span], canvas: Canvas) -> list[Tick]:
    """Return the ticks of all marks, each where it stands or, on a page not yet measured, about where."""
    height = canvas.size()[1]

    def share(span: Span) -> float:
        return canvas.y_near(span.start) / height

    ticks = [Tick(share(mark.span), mark.line, hollow=True) for mark in marks.suggestions.items]
    ticks += [Tick(share(mark.span), mark.line) for mark in marks.highlights.items]
    areas = ((mark, canvas.area_rect(mark.area)) for mark in marks.areas if mark.area is not None)
    ticks += [Tick(rect.top() / height, mark.line) for mark, rect in areas if rect is not None]
    return ticks + [Tick(share(hit), CURRENT_HIT, narrow=True) for hit in hits[:_MOST_HITS]]


def counted(ticks: Sequence[Tick]) -> str:
    """Return how many marks of each kind there are: "3 highlights, 1 suggestion"."""
    hits = sum(tick.narrow for tick in ticks)
    offered = sum(tick.hollow for tick in ticks)
    parts = ((len(ticks) - hits - offered, "highlight"), (hits, "hit"), (offered, "suggestion"))
    return ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in parts if count) or "No highlights"


class Overview(QWidget):
    """Ticks from top to bottom, as long as the document."""

    share_clicked = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._ticks: tuple[Tick, ...] = ()
        self._drawn: tuple[int, dict[tuple[str, bool], list[QRectF]]] = (-1, {})  # for a height
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Overview of the highlights")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these and no others."""
        self._ticks, self._drawn = tuple(ticks), (-1, {})
        words = counted(ticks)
        self.setAccessibleDescription(words)
        self.setToolTip(f"{words} in this document. A click goes there.")
        self.update()

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return self._ticks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.current().ground))
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.current().line))
        for (name, hollow), rects in self._rects(self.height() - 4).items():
            colour = QColor(name).lighter(140) if theme.current().dark else QColor(name)
            painter.setPen(colour if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
            painter.drawRects(rects)

    def _rects(self, room: int) -> dict[tuple[str, bool], list[QRectF]]:
        """Return the ticks by colour and whether they are hollow. Two thousand lie on some hundred rows of pixels."""
        if self._drawn[0] != room:
            rows = dict.fromkeys((round(tick.share * room), *tick[1:]) for tick in self._ticks)
            found: dict[tuple[str, bool], list[QRectF]] = {}
            for top, name, hollow, narrow in rows:
                wide, edge = (WIDTH - 5) / (2 if narrow else 1), 1 if hollow else 0
                found.setdefault((name, hollow), []).append(QRectF(WIDTH - 2 - wide, top, wide - edge, 3 - edge))
            self._drawn = room, found
        return self._drawn[1]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.share_clicked.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))
