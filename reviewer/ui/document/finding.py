"""Find in the document: the bar, the hits, and going from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from reviewer.domain.span import Span
from reviewer.ui.document.canvas import Spot
from reviewer.ui.document.find_bar import FindBar
from reviewer.ui.document.hands import HandledSurface

_LONGEST_SEED = 80  # a longer selection is a passage, not something to look for


class Finding(QObject):
    """Joins the find bar to the surface and its finder."""

    hits_changed = Signal()

    def __init__(self, surface: HandledSurface, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._surface = surface
        self.bar = FindBar()
        self.bar.query_changed.connect(self.find)
        self.bar.stepped.connect(self.step)
        self.bar.taken.connect(self.take)
        self.bar.closed.connect(self.close)
        self.bar.how_changed.connect(self._on_how_changed)
        self._from: tuple[Spot, Span | None] | None = None  # where one was, and what was selected, before the bar
        surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc on the document while the bar is open: it steps back from the bar before the selection."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show the bar with the selected words, or with what was looked for last."""
        order, selection = self._surface.order, self._surface.selection
        if order is None or selection is None:
            return
        if not self.bar.isVisible() or self._from is None:
            self._from = self._surface.spot(), selection.span
        words = selection.span.of(order.text) if selection.span else ""
        if words and len(words) <= _LONGEST_SEED and "\n" not in words:
            self.bar.field.setText(words)
        self.bar.show()
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()
        if self.bar.field.text():
            self.find(self.bar.field.text())

    def find(self, text: str) -> int:
        """Mark every hit, go to the first from where one was on, and return how many there are."""
        finder, selection = self._surface.finder, self._surface.selection
        if finder is None:
            return 0
        finder.how = self.bar.how
        span = self._from[1] if self._from else selection.span if selection else None
        spot = self._from[0] if self._from else self._surface.spot()
        hits = finder.find(text, near=span.start if span else spot.offset)
        if self.bar.field.text() != text:
            self.bar.field.setText(text)
        self._show()
        return hits

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the ends."""
        finder = self._surface.finder
        if finder is None:
            return
        if not finder.hits and self.bar.field.text():
            finder.how = self.bar.how
            finder.find(self.bar.field.text(), near=self._surface.spot().offset)
        else:
            finder.step(by)
        self._show()

    def close(self) -> None:
        """Hide the bar and the marks and return to where one was; Forward leads to the hit again.

        Whoever has selected something else meanwhile stays there.
        """
        surface, where = self._surface, self._from
        hit = self._end()
        selection = surface.selection
        if where is None or selection is None or selection.span != where[1]:
            return
        if hit is not None:
            surface.trail.jumped(where[0])
            surface.go_back()

    def take(self) -> None:
        """Hide the bar and stay at the current hit, which becomes the selection; Back leads to where one was."""
        where = self._from
        hit = self._end()
        if hit is not None:
            if where is not None and abs(self._surface.y_of_spot(where[0]) - self._surface.verticalScrollBar().value()) > 1:
                self._surface.trail.jumped(where[0])
            self._surface.select(hit)

    def forget(self) -> None:
        """Forget where one was: another document comes."""
        self._from = None
        self.bar.hide()

    def _end(self) -> Span | None:
        """Hide bar and marks; return the hit that was current."""
        finder = self._surface.finder
        hit = finder.current_hit if finder else None
        if finder is not None:
            finder.clear()
        self._from = None
        self.bar.hide()
        self._surface.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hits_changed.emit()
        return hit

    def _on_how_changed(self) -> None:
        if self.bar.field.text():
            self.find(self.bar.field.text())

    def _show(self) -> None:
        finder = self._surface.finder
        assert finder is not None
        self.bar.show_hits(finder.current, len(finder.hits))
        if finder.current_hit is not None:
            self._surface.reveal(finder.current_hit, jump=False)
        self.hits_changed.emit()
