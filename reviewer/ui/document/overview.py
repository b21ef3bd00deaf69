"""The strip at the right: where in the document highlights, hits and passages lie. A click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Tick:
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
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Overview of the highlights")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these and no others."""
        self._ticks = tuple(ticks)
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
        dark, room = theme.current().dark, self.height() - 4
        rows = ((round(tick.share * room), tick.colour, tick.hollow, tick.narrow) for tick in self._ticks)
        for top, name, hollow, narrow in dict.fromkeys(rows):  # two thousand ticks lie on some hundred rows
            colour = QColor(name)
            if dark:
                colour = colour.lighter(140)
            wide = (WIDTH - 5) / (2 if narrow else 1)
            rect = QRectF(WIDTH - 2 - wide, top, wide, 3)
            if hollow:
                painter.setPen(colour)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
            else:
                painter.fillRect(rect, colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.share_clicked.emit(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))
