"""Blocks set as text: rows of pieces, each laid out when it is first seen. Numbers and bullets stand beside the text.

A piece holds at most a few thousand characters, so that a block as long as a book costs no more than what is seen.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from reviewer.domain.document import Block, BlockKind
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.utf16 import Utf16Map

LEADING = 1.45
GUTTER_EMS = 3.2  # room left of the text for printed numbers
INDENT_EMS = 1.5
_MOST_CHARACTERS = 4000
_CELL_PADDING = 8.0
_HEADING_SCALES = {1: 1.45, 2: 1.22, 3: 1.08}


@dataclass(frozen=True, slots=True)
class Style:
    """How a block is set: font, its measures, indent from the text's left edge, space above; all in pixels."""

    font: QFont
    line: float
    character: float
    indent: float
    above: float
    soft: bool = False


class Styles:
    """The styles at one zoom, each measured once: a document may have a hundred thousand blocks."""

    def __init__(self, zoom: float) -> None:
        self._zoom = zoom
        self.metrics = QFontMetricsF(theme.font(zoom))
        self.em = self.metrics.height() * 0.8
        self._kept: dict[tuple[BlockKind, int], Style] = {}

    def of(self, block: Block) -> Style:
        """Return the style of a block."""
        key = (block.kind, block.level)
        if key not in self._kept:
            self._kept[key] = self._make(*key)
        return self._kept[key]

    def _make(self, kind: BlockKind, level: int) -> Style:
        scale = 1.0
        if kind is BlockKind.HEADING:
            scale = _HEADING_SCALES.get(max(level, 1), 1.0)
        elif kind is BlockKind.NOTE:
            scale = theme.SMALL
        font = theme.font(scale * self._zoom, semibold=kind is BlockKind.HEADING)
        metrics = QFontMetricsF(font)
        above = {BlockKind.HEADING: 1.5, BlockKind.BULLET: 0.35, BlockKind.CELL: 0.0}.get(kind, 0.85) * self.em
        indent = (max(level, 1) - 1) * INDENT_EMS * self.em if kind is BlockKind.BULLET else 0.0
        line = float(round(metrics.height() * LEADING))
        return Style(font, line, max(metrics.averageCharWidth(), 1.0), indent, above, soft=kind is BlockKind.NOTE)


@dataclass(slots=True)
class Line:
    """One set line: UTF-16 positions ``first <= p < last`` of the piece, its top and height within the piece."""

    first: int
    last: int
    top: float
    height: float


@dataclass(slots=True)
class Piece:
    """A stretch of one block, ``start`` to ``end`` in code points, ``x`` from the left edge of the content."""

    block: Block
    start: int
    end: int
    x: float
    width: float
    style: Style
    lines: list[Line] = field(default_factory=list)
    layout: QTextLayout | None = None
    map: Utf16Map | None = None
    height: float = 0.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def first_of_block(self) -> bool:
        return self.start == self.block.start

    def estimate(self) -> float:
        """Return about how high it will be, from the number of its characters."""
        line = max(self.width / self.style.character, 8.0)
        return max(math.ceil((self.end - self.start) * 1.05 / line), 1) * self.style.line

    def lay_out(self) -> None:
        """Set the lines, once."""
        if self.layout is not None:
            return
        text = self.block.text[self.start - self.block.start : self.end - self.block.start]
        # Line breaks inside a block stand for spaces; one unit for one unit, so that positions stay.
        self.map = Utf16Map(text)
        layout = QTextLayout(text.replace("\n", "\u2028"), self.style.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        height = self.style.line
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, y + (height - line.height()) / 2))
            first = line.textStart()
            self.lines.append(Line(first, first + line.textLength(), y, height))
            y += height
        layout.endLayout()
        self.layout = layout
        self.height = max(y, height)

    def rects(self, span: Span, top: float) -> Iterator[QRectF]:
        """Yield one rectangle a line of the span; ``top`` is where the piece stands."""
        part = span.clipped_to(self.span)
        if part is None or self.layout is None or self.map is None:
            return
        first, last = self.map.position(part.start - self.start), self.map.position(part.end - self.start)
        for number, line in enumerate(self.lines):
            a, b = max(first, line.first), min(last, line.last)
            if a >= b:
                continue
            left, right = self._x_of(number, a), self._x_of(number, b)
            if right > left:
                inset = line.height * 0.1
                yield QRectF(self.x + left, top + line.top + inset, right - left, line.height - 2 * inset)

    def place_at(self, x: float, y: float, *, between: bool) -> int:
        """Return the code point nearest to a point of the piece, or the place between two."""
        assert self.layout is not None and self.map is not None
        tops = [line.top for line in self.lines]
        number = max(bisect_right(tops, y) - 1, 0)
        if not self.lines:
            return self.start
        line = self.lines[number]
        how = self.layout.lineAt(number).CursorPosition
        mode = how.CursorBetweenCharacters if between else how.CursorOnCharacter
        position = int(self.layout.lineAt(number).xToCursor(x - self.x, mode))
        last = line.last if between else max(line.last - 1, line.first)
        return self.start + self.map.offset(min(max(position, line.first), last))

    def holds(self, x: float, y: float, offset: int) -> bool:
        """Tell whether a point lies on the character of an offset."""
        return any(rect.contains(QPointF(x, y)) for rect in self.rects(Span(offset, offset + 1), 0.0))

    def _x_of(self, number: int, position: int) -> float:
        assert self.layout is not None
        # PySide6 answers with (x, position), which its stubs do not know.
        x: Any = self.layout.lineAt(number).cursorToX(position)
        return float(x[0] if isinstance(x, tuple) else x)


@dataclass(slots=True)
class Row:
    """Pieces side by side: one for a paragraph, several for the cells of a table's row."""

    pieces: list[Piece]
    above: float
    height: float  # without ``above``; an estimate until laid out
    laid: bool = False
    table: bool = False

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return max(piece.end for piece in self.pieces)

    def lay_out(self) -> float:
        """Set its pieces and return by how much it turned out higher than estimated."""
        if self.laid:
            return 0.0
        for piece in self.pieces:
            piece.lay_out()
        before, self.laid = self.height, True
        self.height = max(piece.height for piece in self.pieces) + (2 * _CELL_PADDING if self.table else 0.0)
        return self.height - before

    def inner_top(self) -> float:
        """Return how far below its own top the text of the pieces begins."""
        return _CELL_PADDING if self.table else 0.0


def rows_of(blocks: tuple[Block, ...], left: float, width: float, styles: Styles) -> list[Row]:
    """Arrange blocks in rows: ``left`` and ``width`` of the text column in pixels."""
    rows: list[Row] = []
    for table, group in groupby(blocks, key=lambda block: block.table if block.kind is BlockKind.CELL else None):
        if table is None:
            for block in group:
                rows.extend(_text_rows(block, left, width, styles))
        else:
            rows.extend(_table_rows(list(group), left, width, styles))
    return rows


def _text_rows(block: Block, left: float, width: float, styles: Styles) -> Iterator[Row]:
    style = styles.of(block)
    for start, end in _stretches(block):
        piece = Piece(block, start, end, left + style.indent, width - style.indent, style)
        yield Row([piece], style.above if piece.first_of_block else 0.0, piece.estimate())


def _table_rows(cells: list[Block], left: float, width: float, styles: Styles) -> Iterator[Row]:
    lefts, widths = _columns(cells, left, width, styles)
    for number, group in groupby(cells, key=lambda cell: cell.row):
        pieces = []
        for cell in group:
            column = min(max((cell.column or 1) - 1, 0), len(widths) - 1)
            inside = max(widths[column] - 2 * _CELL_PADDING, 24.0)
            pieces.append(Piece(cell, cell.start, cell.end, lefts[column] + _CELL_PADDING, inside, styles.of(cell)))
        above = styles.em if number == cells[0].row else 0.0
        height = max(piece.estimate() for piece in pieces) + 2 * _CELL_PADDING
        yield Row(pieces, above, height, table=True)


def _columns(cells: list[Block], left: float, width: float, styles: Styles) -> tuple[list[float], list[float]]:
    """Share the width among the columns by how much they hold, none narrower than its longest word if that fits."""
    count = max((cell.column or 1) for cell in cells)
    holds, least = [10.0] * count, [0.0] * count
    for cell in cells:
        index = (cell.column or 1) - 1
        holds[index] = max(holds[index], min(float(len(cell.text)), 60.0))
        word = max(cell.text.split(), key=len, default="")
        least[index] = max(least[index], styles.metrics.horizontalAdvance(word) + 2 * _CELL_PADDING + 2)
    spare = max(width - sum(least), 0.0)
    fit = min(width / max(sum(least), 1.0), 1.0)
    widths = [low * fit + spare * share / sum(holds) for low, share in zip(least, holds, strict=True)]
    return [left + sum(widths[:index]) for index in range(count)], widths


def _stretches(block: Block) -> Iterator[tuple[int, int]]:
    """Cut a long block at white space into stretches of at most a few thousand characters."""
    start = block.start
    while block.end - start > _MOST_CHARACTERS:
        window = block.text[start - block.start : start - block.start + _MOST_CHARACTERS]
        cut = max(window.rfind(" "), window.rfind("\n")) + 1 or _MOST_CHARACTERS
        yield start, start + cut
        start += cut
    yield start, block.end
