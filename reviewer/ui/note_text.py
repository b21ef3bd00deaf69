"""A note as it is read: Markdown rendered in the text size, every line kept as it was typed, nothing fetched."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from reviewer.ui import theme
from reviewer.ui.widgets import safe

MOST_LINES = 4  # of a note in a card; the tool tip and the editor have all of it
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_INDENT = 16.0
_SIGNS = re.compile(r"[*_`#>~]+|^\s*(?:[-+]|\d+[.)])\s+", re.MULTILINE)


class NoteText(QTextDocument):
    """One note, laid out for a width in pixels. Pictures that a note names are not looked for."""

    def __init__(self, note: str, font: QFont, width: float) -> None:
        super().__init__()
        self.setDocumentMargin(0)
        self.setDefaultFont(font)
        self.setIndentWidth(_INDENT)
        # A line typed is a line read, as in a letter; in Markdown alone it would run on.
        self.setMarkdown(note.strip().replace("\r\n", "\n").replace("\n", "  \n"), _FEATURES)
        self._even_out()
        self.setTextWidth(width)

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        return None

    def _even_out(self) -> None:
        """Give every block the text size and no space around it: a card has no room for headings."""
        cursor, block = QTextCursor(self), self.begin()
        while block.isValid():
            self._even_out_block(cursor, block)
            block = block.next()

    @staticmethod
    def _even_out_block(cursor: QTextCursor, block: QTextBlock) -> None:
        cursor.setPosition(block.position())
        shape = QTextBlockFormat()
        shape.setTopMargin(0)
        shape.setBottomMargin(2)
        cursor.mergeBlockFormat(shape)
        if block.blockFormat().headingLevel():
            cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            size = QTextCharFormat()
            size.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
            cursor.mergeCharFormat(size)

    def shown_height(self, lines: int = MOST_LINES) -> float:
        """Return the height of at most so many lines."""
        return min(self.size().height(), self._most(lines))

    def _most(self, lines: int) -> float:
        return lines * (QFontMetricsF(self.defaultFont()).lineSpacing() + 1)

    def paint(self, painter: QPainter, x: float, y: float, lines: int = MOST_LINES) -> None:
        """Paint at most so many lines; where there are more, an ellipsis ends the last one."""
        colours, height = theme.current(), self.shown_height(lines)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(colours.text))
        context.palette.setColor(QPalette.ColorRole.Link, QColor(colours.accent))
        context.clip = QRectF(0, 0, self.textWidth(), height)
        painter.save()
        painter.translate(x, y)
        painter.setClipRect(context.clip)
        self.documentLayout().draw(painter, context)
        painter.restore()
        if self.size().height() > height + 1:
            painter.setFont(self.defaultFont())
            painter.setPen(QColor(colours.soft))
            edge = QRectF(x, y + height - 4, self.textWidth(), QFontMetricsF(self.defaultFont()).height())
            painter.drawText(edge, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "…")


def plain(note: str) -> str:
    """Return a note in one line without its signs, for where there is room for no more."""
    return " ".join(_SIGNS.sub("", note).split())


def tip_of(head: str, note: str) -> str:
    """Return a tool tip: a plain line or two, then the note as it is read; "" where there is neither."""
    if not note.strip():
        return f"<p style='white-space: pre-wrap'>{safe(head)}</p>" if head else ""
    body = NoteText(note, theme.font(), 360).toHtml()
    inner = body[body.index(">", body.index("<body")) + 1 : body.rindex("</body>")]
    return f"<p style='white-space: pre-wrap'>{safe(head)}</p>{inner}" if head else inner
