"""The desk of the Read place: one document, or two side by side with a divider. The one last touched is the active one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from reviewer.ui import widgets
from reviewer.ui.document.pane import DocumentPane, PaintedSuggestion
from reviewer.ui.painting import HighlightPaints

NARROWEST = 280  # pixels of a half: its bar still has page box and zoom


class Half(QFrame):
    """One document of the desk: its pane and, while there are two, its name above it."""

    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.document = ""
        self.opened = False
        self.links: tuple[PaintedSuggestion, ...] = ()  # passages that speak to earlier recommendations
        self.paints: HighlightPaints | None = None
        self.before: list[str] = []  # documents one came from here, the last one last
        self.after: list[str] = []
        self.pane = DocumentPane()
        self._name = widgets.ElidedLabel("", "desk-name", shy=True)
        self._close = widgets.button("close", role="quiet", name="Close this document")
        self._close.clicked.connect(self.close_requested)
        self._title = QFrame()
        self._title.setProperty("role", "desk-title")
        row = QHBoxLayout(self._title)
        row.setContentsMargins(12, 2, 4, 2)
        row.addWidget(self._name, 1)
        row.addWidget(self._close)
        self._title.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self.pane, 1)
        self.setMinimumWidth(NARROWEST)

    def show_title(self, *, shown: bool, active: bool) -> None:
        """Show or hide the name; the active document's stands out by weight, ground and a line."""
        self._title.setVisible(shown)
        for widget, role in ((self._title, "desk-title"), (self._name, "desk-name")):
            wanted = f"{role}-active" if active else role
            if widget.property("role") != wanted:
                widgets.restyle(widget, wanted)
        self._name.setAccessibleDescription("active" if active else "")

    def name_it(self, words: str) -> None:
        """Say which document this is."""
        self._name.show_words(words)
        self.pane.setAccessibleName(f"Document: {words}" if words else "Document")


class Desk(QWidget):
    """Holds the halves, left to right. The second is made when it is first wanted."""

    half_made = Signal(object)  # Half
    active_changed = Signal()
    arranged = Signal()  # opened, closed, swapped or the divider moved
    close_requested = Signal(object)  # Half

    def __init__(self) -> None:
        super().__init__()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._splitter.setProperty("role", "desk")
        self._splitter.splitterMoved.connect(lambda *_: self.arranged.emit())
        self.halves: list[Half] = []
        self.active = self._make()
        self.active.opened = True
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _make(self) -> Half:
        half = Half()
        half.close_requested.connect(lambda: self.close_requested.emit(half))
        self.halves.append(half)
        self._splitter.addWidget(half)
        self._splitter.setStretchFactor(self._splitter.count() - 1, 1)
        return half

    # which are open

    @property
    def open_halves(self) -> list[Half]:
        """The halves in view, left to right; at least one."""
        return [half for half in self.halves if half.opened]

    @property
    def two(self) -> bool:
        return len(self.open_halves) == 2

    def showing(self, document: str) -> Half | None:
        """Return the half that shows a document."""
        return next((half for half in self.open_halves if half.document == document), None) if document else None

    def other(self) -> Half:
        """Return the half that is not active, opened if need be."""
        half = next((half for half in self.halves if half is not self.active), None)
        if half is None:
            half = self._make()
            self.half_made.emit(half)
        if not half.opened:
            half.opened = True
            half.show()
            self.set_share(0.5)
        self._show_titles()
        return half

    def close_half(self, half: Half) -> None:
        """Take a half away, unless it is the only one; the other one becomes active."""
        rest = [one for one in self.open_halves if one is not half]
        if not rest:
            return
        half.pane.clear()
        half.document, half.links = "", ()
        half.opened = False
        half.hide()
        self.activate(rest[0])
        self._show_titles()
        self.arranged.emit()

    def swap(self) -> None:
        """Put the left one to the right."""
        share = self.share()
        self.halves.reverse()
        self._splitter.insertWidget(0, self.halves[0])
        self.set_share(share)

    def activate(self, half: Half) -> None:
        """Make a half the one that keys and panels speak to."""
        if half is not self.active:
            self.active = half
            self._show_titles()
            self.active_changed.emit()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        half = next((half for half in self.open_halves if now is not None and half.isAncestorOf(now)), None)
        if half is not None:
            self.activate(half)

    def _show_titles(self) -> None:
        for half in self.halves:
            half.show_title(shown=self.two, active=half is self.active)

    # the divider

    def share(self) -> float:
        """Return the left one's share of the width."""
        sizes = self._splitter.sizes()
        return sizes[0] / max(sum(sizes), 1) if self.two and len(sizes) == 2 else 0.5

    def set_share(self, share: float) -> None:
        """Give the left one its share of the width."""
        if len(self.halves) == 2:
            width = max(self._splitter.width() - self._splitter.handleWidth(), 2)
            left = round(width * min(max(share, 0.05), 0.95))
            self._splitter.setSizes([left, width - left])

    def shutdown(self) -> None:
        """Let go of the files, before the window goes."""
        for half in self.halves:
            half.pane.shutdown()
