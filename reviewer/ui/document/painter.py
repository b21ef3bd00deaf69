"""Marks drawn over a document: fills, dashed and full outlines, underlines, bars and letters in the margin."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QRegion, QStaticText

from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.boxes import groups, outline_path, snapped
from reviewer.ui.document.canvas import Lines
from reviewer.ui.document.grips import GRIP
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion, PaintedTag

Rects = Callable[[Span], Lines]
SELECTION = "#a9d0ea"
HIT = "#ffd75e"
CURRENT_HIT = "#ff9f40"
_LANE = 13.0
_BAR = 3.0
_DIM = 0.42  # how much of a colour a dark ground takes
_MOST_LANES = 3  # what does not fit beside these is told by a plus sign
_EVERYWHERE = QRect(-(2**24), -(2**24), 2**25, 2**25)


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
                region -= QRegion(snapped(rect).toAlignedRect())
            self._painter.setClipRegion(region)

    def take_in_again(self) -> None:
        """Paint everywhere again."""
        self._painter.restore()

    def fill(self, span: Span, *colours: str, strength: float = 1.0) -> None:
        """Fill the lines of a span so that what lies under it stays legible; several colours as bands, first on top."""
        self._fill(self._rects(span), colours, strength)

    def area(self, rect: QRectF, mark: PaintedHighlight, *, selected: bool) -> None:
        """Frame an area of a page and tint it, with a chip for each of its tags in the upper left corner."""
        tints = [_pale(tag.fill) if self._white else tag.line for tag in mark.worn]
        self._fill([rect], tints, 0.5)
        painter = self._painter
        painter.save()
        painter.setPen(QPen(QColor(self._ink(mark.line)), 2.5 if selected else 1.4, Qt.PenStyle.DashLine if mark.to_check else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        painter.setFont(theme.font(theme.SMALL, semibold=True))
        side = painter.fontMetrics().height() + 2
        for number, tag in enumerate(mark.worn):
            chip = QRectF(rect.left() + number * (side + 3) + 4, rect.top() + 4, side, side)
            painter.setPen(QPen(QColor(tag.line), 2.5 if tag.double_bar else 1.2))
            painter.setBrush(QColor(tag.fill))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setPen(QColor(tag.line).darker(130))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, tag.letter)
        painter.restore()

    def fills(self, marks: Iterable[PaintedHighlight]) -> None:
        """Fill the lines of highlights in the colours of their tags, all of a colour at once: a page may hold fifty."""
        by_colour: defaultdict[str, list[QRectF]] = defaultdict(list)
        for mark in marks:
            worn, rects = mark.worn, self._rects(mark.span).fills
            if len(worn) == 1:
                by_colour[worn[0].fill if self._white else worn[0].line] += rects
                continue
            for rect in rects:
                for band, tag in zip(bands(rect, len(worn)), worn, strict=True):
                    by_colour[tag.fill if self._white else tag.line].append(band)
        self._blend(by_colour, 1.0)

    def _fill(self, rects: Sequence[QRectF], colours: Sequence[str], strength: float) -> None:
        by_colour: defaultdict[str, list[QRectF]] = defaultdict(list)
        for rect in rects:
            for band, colour in zip(bands(snapped(rect), len(colours)), colours, strict=True):
                by_colour[colour].append(band)
        self._blend(by_colour, strength)

    def _blend(self, by_colour: Mapping[str, Sequence[QRectF]], strength: float) -> None:
        painter = self._painter
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        mode = QPainter.CompositionMode
        painter.setCompositionMode(mode.CompositionMode_Multiply if self._white else mode.CompositionMode_Screen)
        for colour, rects in by_colour.items():
            if rects:  # on a dark ground the ground takes the colour, and the light ink stays as light as it was
                painter.setBrush(QColor(colour) if self._white else _dimmed(QColor(colour), min(_DIM * strength, 1.0)))
                painter.drawRects(rects)
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

    def grips(self, places: Iterable[QPointF], colour: str) -> None:
        """Draw the round handles by which the ends of the chosen highlight are dragged."""
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#ffffff") if self._white else QColor(theme.current().panel), 1.5))
        painter.setBrush(QColor(colour))
        for place in places:
            painter.drawEllipse(place, GRIP, GRIP)
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

    def bars(self, marks: Iterable[tuple[PaintedHighlight, Lines, float]], selected: str | None) -> None:
        """Draw a bar with its letter for every tag, side by side where marks overlap.

        ``marks`` come with their rectangles and the x left of which the bars go, from top to bottom.
        """
        painter = self._painter
        painter.save()
        font = theme.font(theme.SMALL, semibold=True)
        painter.setFont(font)
        bars = _Bars(painter.fontMetrics().height())
        ends = [-math.inf] * _MOST_LANES  # how far down each lane is taken
        for mark, rects, edge in marks:
            pieces = rects.pieces
            if not pieces:
                continue
            top, bottom = pieces[0].top(), max(pieces[-1].bottom(), pieces[0].top() + bars.height)
            free = [lane for lane, end in enumerate(ends) if end <= top]
            lanes = free or [_MOST_LANES - 1]  # a fourth goes on below the one that has the last lane
            worn = mark.worn
            for lane, tag in zip(lanes, worn, strict=False):
                more = "+" if lane == lanes[-1] and len(worn) > len(lanes) else ""
                shown = pieces if free else [below for piece in pieces if (below := _below(piece, ends[lane]))]
                if shown:
                    bars.add(shown, edge - lane * _LANE, tag, more or tag.letter, selected=mark.id == selected)
                ends[lane] = max(bottom, ends[lane])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        key = font.key()
        for line, letters in bars.letters.items():
            painter.setPen(QColor(self._ink(line)))
            for right, top, letter in letters:
                words = _letter(letter, key, font)
                painter.drawStaticText(QPointF(right - words.size().width(), top), words)
        painter.setPen(Qt.PenStyle.NoPen)
        for line, rects_ in bars.rects.items():
            painter.setBrush(QColor(self._ink(line)))
            painter.drawRects(rects_)
        painter.restore()

    def lines(self, span: Span) -> Lines:
        """Return the rectangles of a span."""
        return self._rects(span)

    def reference(self, words: str, line: QRectF, x: float, most: float) -> None:
        """Write what a passage speaks to beside its first line, right of ``x`` and left of ``most``; else above its end."""
        painter, colours = self._painter, theme.LIGHT if self._white else theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL, semibold=True))
        wide, high = painter.fontMetrics().horizontalAdvance(words) + 8, painter.fontMetrics().height() + 2
        box = reference_box(line, x, most, QSizeF(wide, high))
        painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(colours.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def note_sign(self, sheet: QRectF, line: str) -> None:
        """Draw the small sheet of a note."""
        painter, side = self._painter, sheet.width()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._ink(line)), 1.2))
        painter.setBrush(QColor("#ffffff") if self._white else QColor(theme.current().panel))
        painter.drawRoundedRect(sheet, 1.5, 1.5)
        for share in (0.35, 0.65):
            y = sheet.top() + share * side
            painter.drawLine(QPointF(sheet.left() + side * 0.25, y), QPointF(sheet.right() - side * 0.25, y))
        painter.restore()

    def _ink(self, line: str) -> str:
        return line if self._white else QColor(line).lighter(150).name()


def reference_box(line: QRectF, x: float, most: float, size: QSizeF) -> QRectF:
    """Return where a reference of this size stands: beside the line where there is room, else over it, on no word of it."""
    left = most - size.width() - 2
    return QRectF(QPointF(x, line.top() - 1) if x <= left else QPointF(left, line.top() - size.height()), size)


class _Bars:
    """The bars and letters of a page's margin, by colour, so that all of a colour are drawn at once."""

    def __init__(self, height: int) -> None:
        self.height = height  # of a letter
        self.rects: defaultdict[str, list[QRectF]] = defaultdict(list)
        self.letters: defaultdict[str, list[tuple[float, float, str]]] = defaultdict(list)  # right, top, letter

    def add(self, pieces: Sequence[QRectF], right: float, tag: PaintedTag, letter: str, *, selected: bool) -> None:
        """Put one bar beside the pieces of a passage, and its letter where it begins."""
        width = _BAR + (1.5 if selected else 0.0)
        rects, last = self.rects[tag.line], -math.inf
        for piece in pieces:
            top, height = piece.top(), piece.height()
            if top - last > 2 * self.height and letter:  # the letter again on the next page
                self.letters[tag.line].append((right - 7 if tag.double_bar else right - 6, top - 1, letter))
            last = top + height
            if tag.double_bar:
                rects += (QRectF(right - 5, top, 2, height), QRectF(right - 1.5, top, 2, height))
            else:
                rects.append(QRectF(right - width, top, width, height))


_letters: dict[tuple[str, str], QStaticText] = {}


def _letter(letter: str, key: str, font: QFont) -> QStaticText:
    """Return a letter laid out once for a font of that key."""
    found = _letters.get((letter, key))
    if found is None:
        found = _letters[letter, key] = QStaticText(letter)
        found.setTextFormat(Qt.TextFormat.PlainText)
        found.prepare(font=font)
    return found


def _dimmed(colour: QColor, share: float) -> QColor:
    return QColor(*(round(part * share) for part in (colour.red(), colour.green(), colour.blue())))


def _pale(colour: str) -> str:
    """Return a fill for a large area: half as strong, so that a picture stays as it is."""
    fill = QColor(colour)
    return QColor(*((part + 255) // 2 for part in (fill.red(), fill.green(), fill.blue()))).name()


def _below(rect: QRectF, y: float) -> QRectF | None:
    """Return the part of a rectangle below ``y``, None where there is none to speak of."""
    part = QRectF(rect.left(), max(rect.top(), y), rect.width(), rect.bottom() - max(rect.top(), y))
    return part if part.height() > 2 else None


def bands(rect: QRectF, count: int) -> list[QRectF]:
    """Return a line's rectangle in that many bands of whole pixels, one below the other."""
    edges = [rect.top() + round(rect.height() * number / count) for number in range(count + 1)]
    return [QRectF(rect.left(), top, rect.width(), bottom - top) for top, bottom in pairwise(edges)]


def by_place(marks: Iterable[PaintedHighlight]) -> list[PaintedHighlight]:
    """Return highlights longest first among those that begin together, so that the smaller lies on top."""
    return sorted(marks, key=lambda mark: (mark.span.start, -len(mark.span)))


def suggestion_colour(mark: PaintedSuggestion, *, white: bool) -> str:
    """Return the colour of its dashed outline on the ground it lies on."""
    return mark.line if white else QColor(mark.line).lighter(150).name()
