"""Marks drawn over a document: fills, dashed and full outlines, underlines, bars and letters in the margin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion

Rects = Callable[[Span], list[QRectF]]
SELECTION = "#a9d0ea"
HIT = "#ffd75e"
CURRENT_HIT = "#ff9f40"
_LANE = 13.0
_BAR = 3.0
_MOST_LANES = 2  # further ones share the last
_EVERYWHERE = QRect(-(2**24), -(2**24), 2**25, 2**25)
_BRIDGE = 1.0  # lines further apart than this part of their height are outlined apart


class MarkPainter:
    """Draws one kind of mark after the other with one QPainter."""

    def __init__(self, painter: QPainter, rects: Rects, *, white: bool) -> None:
        self._painter = painter
        self._rects = rects
        self._white = white

    def leave_out(self, span: Span) -> None:
        """Paint nothing on the lines of a span until `take_in_again`."""
        self._painter.save()
        rects = self._rects(span)
        if rects:
            region = QRegion(self._painter.clipBoundingRect().toAlignedRect() if self._painter.hasClipping() else _EVERYWHERE)
            for rect in rects:
                region -= QRegion(_snapped(rect).toAlignedRect())
            self._painter.setClipRegion(region)

    def take_in_again(self) -> None:
        """Paint everywhere again."""
        self._painter.restore()

    def fill(self, span: Span, colour: str, *, strength: float = 1.0) -> None:
        """Fill the lines of a span so that what lies under it stays legible, other fills included."""
        painter = self._painter
        painter.save()
        tint = QColor(colour)
        if self._white:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        else:
            tint.setAlphaF(min(0.42 * strength, 1.0))
        for rect in self._rects(span):
            painter.fillRect(_snapped(rect), tint)
        painter.restore()

    def outline(self, span: Span, colour: str, *, dashed: bool, width: float = 1.4, padding: float = 3.0) -> None:
        """Draw one line around the lines of a span."""
        pen = QPen(QColor(colour), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([3.0, 2.5])
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline_path(self._rects(span), padding))
        painter.restore()

    def box(self, span: Span, colour: str, *, width: float, padding: float = 6.0) -> None:
        """Draw a rounded box around all lines of a span that stand together."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in groups(self._rects(span)):
            painter.drawRoundedRect(rect.adjusted(-padding, -padding / 2, padding, padding / 2), 3, 3)
        painter.restore()

    def underline(self, span: Span, colour: str) -> None:
        """Underline the words of a span."""
        for rect in self._rects(span):
            self._painter.fillRect(QRectF(rect.left(), rect.bottom() - 1.5, rect.width(), 2.0), QColor(colour))

    def caret(self, offset: int, colour: str) -> None:
        """Draw a thin line before a character: where the keys go on from."""
        for rect in self._rects(Span(offset, offset + 1))[:1]:
            self._painter.fillRect(QRectF(rect.left() - 1, rect.top() - 1, 2, rect.height() + 2), QColor(colour))

    def pill(self, span: Span, parts: Sequence[tuple[str, bool]], within: QRectF) -> None:
        """Draw a few words, some of them strong, below the last line of a span; above its first where it would hide."""
        rects = self._rects(span)
        if not rects:
            return
        painter, colours = self._painter, theme.current()
        fonts = {strong: theme.font(theme.SMALL, semibold=strong) for strong in (False, True)}
        widths = [QFontMetricsF(fonts[strong]).horizontalAdvance(words) for words, strong in parts]
        height = QFontMetricsF(fonts[True]).height() + 8
        left = min(max(rects[-1].right() - sum(widths), within.left() + 8), within.right() - sum(widths) - 28)
        top = rects[-1].bottom() + 5
        if top + height > within.bottom():
            top = rects[0].top() - height - 5
        box = QRectF(left, top, sum(widths) + 20, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colours.text))
        x = left + 10
        for (words, strong), width in zip(parts, widths, strict=True):
            painter.setFont(fonts[strong])
            painter.drawText(QRectF(x, top, width + 2, height), Qt.AlignmentFlag.AlignVCenter, words)
            x += width
        painter.restore()

    def bars(self, marks: Sequence[PaintedHighlight], margin: Callable[[int], float], selected: str | None) -> None:
        """Draw bar and letter of each highlight left of the text, side by side where they overlap."""
        painter = self._painter
        painter.save()
        font = QFont(theme.font(theme.SMALL, semibold=True))
        painter.setFont(font)
        height = painter.fontMetrics().height()
        lanes: list[float] = []
        for mark in marks:
            pieces = groups(self._rects(mark.span))
            if not pieces:
                continue
            top, bottom = pieces[0].top(), pieces[-1].bottom()
            lane = next((i for i, end in enumerate(lanes) if end <= top), len(lanes))
            lanes[lane : lane + 1] = [max(bottom, top + height)]
            right = margin(mark.span.start) - 8 - min(lane, _MOST_LANES) * _LANE
            for piece in pieces:
                self._bar(piece, right, mark, selected == mark.id)
            letter = QRectF(right - _LANE - 3, top - 1, _LANE - (4 if mark.double_bar else 3), height)
            painter.setPen(QColor(self._ink(mark.line)))
            painter.drawText(letter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, mark.letter)
        painter.restore()

    def _bar(self, piece: QRectF, right: float, mark: PaintedHighlight, selected: bool) -> None:
        width = _BAR + (1.5 if selected else 0.0)
        colour = QColor(self._ink(mark.line))
        if mark.double_bar:
            self._painter.fillRect(QRectF(right - 5, piece.top(), 2, piece.height()), colour)
            self._painter.fillRect(QRectF(right - 1.5, piece.top(), 2, piece.height()), colour)
        else:
            self._painter.fillRect(QRectF(right - width, piece.top(), width, piece.height()), colour)

    def _ink(self, line: str) -> str:
        return line if self._white else QColor(line).lighter(150).name()


def by_place(marks: Iterable[PaintedHighlight]) -> list[PaintedHighlight]:
    """Return highlights longest first among those that begin together, so that the smaller lies on top."""
    return sorted(marks, key=lambda mark: (mark.span.start, -len(mark.span)))


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


def _snapped(rect: QRectF) -> QRectF:
    """Bring a fill to whole pixels, so that two lines neither overlap nor leave a hairline."""
    top, bottom = round(rect.top()), round(rect.bottom())
    return QRectF(QPointF(rect.left(), top), QPointF(rect.right(), max(bottom, top + 1)))


def suggestion_colour(mark: PaintedSuggestion, *, white: bool) -> str:
    """Return the colour of its dashed outline on the ground it lies on."""
    return mark.line if white else QColor(mark.line).lighter(150).name()
