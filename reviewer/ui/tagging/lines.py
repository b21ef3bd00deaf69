"""Text laid out in a few lines, the last one elided, some of it bold: for cards and hits painted by delegates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from reviewer.ui.document.utf16 import Utf16Map


def wrapped(text: str, font: QFont, width: float, lines: int, bold: Sequence[tuple[int, int]] = ()) -> QTextLayout:
    """Lay ``text`` out in at most ``lines`` lines of ``width``; ``bold`` are (start, end) in code points."""
    positions = Utf16Map(text)
    ranges = [(positions.position(start), positions.position(end)) for start, end in bold]
    layout = laid_out(text, font, width, lines + 1, ranges)
    if layout.lineCount() <= lines:
        return layout
    start = positions.offset(layout.lineAt(lines - 1).textStart())
    metrics = QFontMetrics(_semibold(font) if bold else font)
    last = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, int(width) - 2)
    kept = positions.position(start) + Utf16Map(last).units - 1  # what stays before the "…"
    return laid_out(text[:start] + last, font, width, lines, [(a, min(b, kept)) for a, b in ranges if a < kept])


def laid_out(text: str, font: QFont, width: float, lines: int, bold: Sequence[tuple[int, int]] = ()) -> QTextLayout:
    """Lay out the first ``lines`` lines; ``bold`` are (start, end) in Qt positions."""
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if bold:
        weight = QTextCharFormat()
        weight.setFontWeight(QFont.Weight.DemiBold)
        layout.setFormats([_range(start, end - start, weight) for start, end in bold])
    layout.beginLayout()
    height = 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _semibold(font: QFont) -> QFont:
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result


def _range(start: int, length: int, weight: QTextCharFormat) -> QTextLayout.FormatRange:
    piece = QTextLayout.FormatRange()
    piece.start, piece.length, piece.format = start, length, weight
    return piece
