"""The passages that an answer rests on, listed beside it: always in view, the list scrolls where there are many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer.ui import widgets
from reviewer.ui.key_words import show_with_keys

_LETTERS = 82  # of a quotation, two lines at the usual width
_MOST, _MOST_LOW = 160, 76  # pixels of height
_EMPTY = "[[worksheet.cite]] cites the passage in view, or what you selected."


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A cited passage as listed; ``evidence`` "" while it waits for the answer to be confirmed."""

    evidence: str
    quote: str
    where: str
    start: int
    end: int
    highlight: str = ""  # the id of a highlight that is an area of a page


class EvidenceList(QScrollArea):
    """One card a passage, with a way to it and a way to take it out."""

    activated = Signal(object)  # EvidenceLine
    uncite_requested = Signal(object)
    raise_requested = Signal(object)  # EvidenceLine, to stand before the one above it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cited passages")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines: list[EvidenceLine] = []
        self._low = self._read_only = False
        self._rebuild()

    def show_lines(self, lines: list[EvidenceLine], *, read_only: bool) -> None:
        """List these passages and no others; the newest is brought into view."""
        if (lines, read_only) != (self._lines, self._read_only):
            self._lines, self._read_only = lines, read_only
            self._rebuild()

    def show_low(self, low: bool) -> None:
        """Give each passage one line where there is little height, else two."""
        if low is not self._low:
            self._low = low
            self._rebuild()

    def _rebuild(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if not self._lines:
            nothing = widgets.label("", "soft", wrap=True)
            show_with_keys(nothing, nothing, _EMPTY)
            layout.addWidget(nothing)
        for number, line in enumerate(self._lines):
            layout.addWidget(self._card(line, number))
        body.setObjectName("evidence")
        body.setStyleSheet("#evidence { background: transparent; }")
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)
        self._fit()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is listed, up to the most; the rest scrolls."""
        body = self.widget()
        if body is not None:
            body.ensurePolished()
            width = max(self.viewport().width(), 200)
            needed = body.heightForWidth(width) if body.hasHeightForWidth() else body.sizeHint().height()
            self.setFixedHeight(min(max(needed, 18) + 2, _MOST_LOW if self._low else _MOST))

    def _card(self, line: EvidenceLine, number: int) -> QWidget:
        quote = " ".join(line.quote.split())
        short = quote if len(quote) <= _LETTERS else quote[: _LETTERS - 2].rsplit(" ", 1)[0] + " …"
        go = widgets.button("Show", role="quiet", name=f"Show the passage {short}")
        go.clicked.connect(lambda: self.activated.emit(line))
        drop = widgets.button("Remove", role="quiet", name=f"Remove the passage {short}")
        drop.setEnabled(not self._read_only)
        drop.clicked.connect(lambda: self.uncite_requested.emit(line))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(widgets.label(line.where + ("" if line.evidence else " · saved on confirming"), "soft"))
        foot.addStretch()
        buttons = [go, drop]
        if number and bool(line.evidence) is bool(self._lines[number - 1].evidence):
            up = widgets.button("Up", role="quiet", name=f"Move the passage up: {short}", tip="The first one is shown in the table, the checklist and the exports")
            up.clicked.connect(lambda: self.raise_requested.emit(line))
            up.setEnabled(not self._read_only)
            buttons.insert(0, up)
        for button in buttons:
            button.setStyleSheet("padding: 0px 6px; min-height: 16px;")
            foot.addWidget(button)
        if self._low:
            words = widgets.ElidedLabel(shy=True)
            words.show_words(f"“{quote}”")
            card = widgets.frame("card", words, margin=4)
        else:
            card = widgets.frame("card", widgets.label(f"“{short}”", wrap=True), margin=4)
        card.setToolTip(f"<p>{widgets.safe(quote)}</p>")
        layout = card.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setSpacing(1)
        layout.addLayout(foot)
        return card
