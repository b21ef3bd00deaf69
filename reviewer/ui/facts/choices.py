"""The other readings of a fact or a grade: one button each, with the words and the page it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.domain.document import Alternative
from reviewer.domain.span import Span
from reviewer.ui import theme, widgets

QUOTE_LENGTH = 120


class QuoteButton(QPushButton):
    """A quotation to click, as much of it as fits."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("role", "quiet")
        self.setStyleSheet("text-align: left; padding: 1px 0px;")
        self.setFont(theme.font(theme.SMALL))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_place(self, label: str, quote: str, page: int | None, span: Span | None) -> None:
        """Show a quotation and its page; hidden where there is neither, dead where it leads nowhere."""
        quote = " ".join(quote.split())
        short = quote if len(quote) <= QUOTE_LENGTH else f"{quote[:QUOTE_LENGTH].rstrip()}…"
        where = f"p. {page}" if page is not None else ""
        self._words = " · ".join(part for part in (f"“{short}”" if short else "", where) if part)
        self._elide()
        self.setToolTip(quote)
        self.setAccessibleName(f"Show where {label.lower()} was read: {self._words}")
        self.setVisible(bool(self._words))
        self.setEnabled(span is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        fits = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(self.width() - 6, 40))
        self.setText(fits.replace("&", "&&"))


class Choices(QWidget):
    """Buttons "Use …", each beside its own quotation."""

    chosen = Signal(str)
    quote_activated = Signal(object)  # Span

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.stops: list[QWidget] = []  # what Tab reaches here, in order
        self.hide()

    def show_choices(self, alternatives: Sequence[Alternative], words: Callable[[str], str], *, held: str | None = None) -> None:
        """Offer these values; ``words`` says a value as people do. With the value that is ``held``, only its place is shown."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.stops = []
        for one in alternatives:
            self._lines.addWidget(self._line(one, "" if one.value == held else words(one.value)))
        self.setVisible(bool(alternatives))

    def _line(self, one: Alternative, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if words:
            choice = widgets.button(f"Use {words}", name=f"{self._label}: use {words}")
            choice.clicked.connect(lambda: self.chosen.emit(one.value))
            row.addWidget(choice)
            self.stops.append(choice)
        quote = QuoteButton()
        quote.clicked.connect(lambda: self.quote_activated.emit(one.span))
        row.addWidget(quote, 1)
        quote.show_place(self._label, one.quote, one.page, one.span)
        self.stops.append(quote)
        return line


def in_tab_order(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these one after another: what is made later would come last in the window."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
