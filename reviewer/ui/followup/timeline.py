"""The timeline of judgements above the matrix: one lane a judgement, visits as ticks, a click opens."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reviewer.domain.document import Grade
from reviewer.domain.timeline import Bar, Timeline
from reviewer.ui import theme

_LANE = 18
_LEFT = 150
_TOP = theme.GRID
_NAME = "Timeline of judgements"
_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
# The four grades of today from dark to light, told by the word in the bar as well; light and dark theme alike.
_GRADE_COLOURS = {
    Grade.OUTSTANDING: ("#00734f", "#ffffff"),
    Grade.GOOD: ("#5aa886", "#10221a"),
    Grade.ADEQUATE: ("#d8b45a", "#241a00"),
    Grade.REQUIRES_IMPROVEMENT: ("#e0b060", "#241a00"),
    Grade.INADEQUATE: ("#a8324a", "#ffffff"),
}


class TimelineView(QWidget):
    """Paint a `Timeline`. Left, Right, Home and End walk its documents, Enter, Space or a click opens one."""

    document_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_NAME)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._timeline = Timeline((), ())
        self._current = ""
        theme.switch().changed.connect(self.update)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline."""
        self._timeline = timeline
        if self._current not in self._order():
            self._current = ""
            self.setAccessibleName(_NAME)
        self.setAccessibleDescription(timeline.in_words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, _TOP * 2 + _LANE * len(self._timeline.lanes) + 2 * _LANE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme.current()
        painter.setBrush(QColor(now.panel))
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.font(theme.SMALL))
        for number, lane in enumerate(self._timeline.lanes):
            painter.setPen(QColor(now.text))
            painter.drawText(QRectF(12, _TOP + number * _LANE, _LEFT - 16, _LANE), Qt.AlignmentFlag.AlignVCenter, lane.value)
        for bar in self._timeline.drawn:
            self._paint_bar(painter, bar)
        self._paint_ticks(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar) -> None:
        rect = self._bar_rect(bar)
        now = theme.current()
        if bar.judgement is None:
            painter.setPen(QPen(QColor(now.control), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ink = now.soft
        else:
            fill, ink = _GRADE_COLOURS[bar.judgement.grade]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
        painter.drawRoundedRect(rect, 3, 3)
        if bar.document == self._current and self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(QColor(ink))
        metrics, text = QFontMetrics(painter.font()), self._timeline.words_of(bar)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) - 8)
        painter.drawText(rect.adjusted(6, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_ticks(self, painter: QPainter) -> None:
        now = theme.current()
        bottom = _TOP + _LANE * len(self._timeline.lanes)
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawLine(QPointF(_LEFT, bottom + _LANE), QPointF(self.width() - 12, bottom + _LANE))
        painter.setPen(QColor(now.soft))
        metrics = QFontMetrics(painter.font())
        free_from = 0.0
        for tick in self._timeline.ticks:
            x = self._x(tick.date)
            painter.setPen(QPen(QColor(now.accent if tick.document == self._current and self.hasFocus() else now.soft), 2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, bottom + 2), QPointF(x, bottom + _LANE))
            width = metrics.horizontalAdvance(tick.name)
            if x > free_from and x + width + 6 < self.width():
                painter.drawText(QPointF(x + 4, bottom + _LANE - 5), tick.name)
                free_from = x + width + 8
        painter.setPen(QColor(now.soft))
        shown = -1e9
        for date in sorted({bar.start for bar in self._timeline.bars} | {tick.date for tick in self._timeline.ticks}):
            x = min(self._x(date), self.width() - 12 - metrics.horizontalAdvance("2000"))
            if x - shown > metrics.horizontalAdvance("2000") + 6:
                painter.drawText(QPointF(x, bottom + 2 * _LANE - 3), date[:4])
                shown = x

    def _bar_rect(self, bar: Bar) -> QRectF:
        left, top = self._x(bar.start), _TOP + self._timeline.lanes.index(bar.lane) * _LANE
        right = self._x(bar.end) if bar.end else float(self.width() - 12)
        high = _LANE * 2 if self._timeline.spans_two(bar) else _LANE
        return QRectF(left, top + 2, max(right - left - 2, 4), high - 4)

    def _range(self) -> tuple[int, int]:
        dates = [bar.start for bar in self._timeline.bars] + [tick.date for tick in self._timeline.ticks]
        days = [dt.date.fromisoformat(date).toordinal() for date in dates if date]
        first, last = min(days, default=0), max(days, default=1)
        return first, last + max(365, (last - first) // 12)

    def _x(self, date: str) -> float:
        first, last = self._range()
        share = (dt.date.fromisoformat(date).toordinal() - first) / max(last - first, 1)
        return _LEFT + share * (self.width() - 12 - _LEFT)

    def _document_at(self, position: QPointF) -> str:
        for bar in self._timeline.drawn:
            if self._bar_rect(bar).contains(position):
                return bar.document
        if position.y() >= _TOP + len(self._timeline.lanes) * _LANE:
            near = [tick for tick in self._timeline.ticks if -4 <= position.x() - self._x(tick.date) <= 60]
            if near:
                return near[-1].document
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        document = self._document_at(event.position())
        if document:
            self.document_activated.emit(document)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        document = self._document_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if document else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), "\n".join(self._words_of(document)), self)

    def _words_of(self, document: str) -> list[str]:
        """Return what one document judged, a line a lane, or what visit it was."""
        bars = [bar for bar in self._timeline.bars if bar.document == document and bar.lane in self._timeline.lanes]
        words = [f"{bar.lane.value}: {bar.words}" for bar in bars]
        return ([f"Inspection {bars[0].start[:4]}"] if bars else []) + words + [t.name for t in self._timeline.ticks if t.document == document]

    def event(self, event: QEvent) -> bool:
        """Take the keys that walk and open before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._current:
            self._walk(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(-len(self._order()) if event.key() == Qt.Key.Key_Home else len(self._order()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self.document_activated.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _order(self) -> list[str]:
        """Return the documents by date."""
        dates = {b.document: b.start for b in self._timeline.bars} | {t.document: t.date for t in self._timeline.ticks}
        return sorted(dates, key=lambda document: dates[document])

    def _walk(self, step: int) -> None:
        order = self._order()
        if order:
            at = order.index(self._current) + step if self._current in order else 0
            self._current = order[max(0, min(at, len(order) - 1))]
            self.setAccessibleName(f"{_NAME}. {', '.join(self._words_of(self._current))}")  # heard as the keys walk
            self.update()
