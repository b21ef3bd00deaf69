"""The panels of the Read work place and how they lie: library, facts, document, sidebar."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span
from reviewer.ui import widgets
from reviewer.ui.desk import Desk
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.selection_popup import SelectionPopup
from reviewer.ui.facts.copy_banner import CopyBanner
from reviewer.ui.facts.strip import FactsStrip
from reviewer.ui.library.panel import LibraryPanel
from reviewer.ui.search.panel import SearchPanel
from reviewer.ui.tagging.link_popup import LinkPopup
from reviewer.ui.tagging.sidebar import TaggingSidebar

P = ParamSpec("P")
T = TypeVar("T")


class ReadPanels(QWidget):
    """Holds no data of its own. ``pane`` and ``document`` are those of the desk's active half."""

    failed = Signal(str)
    noticed = Signal(str)
    undo_offered = Signal(str)
    import_requested = Signal()
    files_dropped = Signal(list)
    document_shown = Signal(str)
    states_changed = Signal()
    suggestion_clicked = Signal(str)
    left_again = Signal()  # back to Follow up, which one came from
    view_changed = Signal(str)  # how documents are looked at, to be kept
    earlier_step_requested = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.armed = ""  # the sticky tag's id
        self.library, self.facts = LibraryPanel(workspace), FactsStrip(workspace)
        self.copies = CopyBanner(workspace)
        self.desk, self.sidebar = Desk(), TaggingSidebar(workspace)
        self.search, self.link = SearchPanel(workspace), LinkPopup(workspace, self)
        self.popup = SelectionPopup(self)
        self.popup_wanted = True
        self._linking: Span | str | None = None  # a passage, or the id of a highlight that is an area
        self._place_timer = QTimer(self, singleShot=True, interval=800)
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facts)
        column.addWidget(self.copies)
        column.addWidget(widgets.rule())
        column.addWidget(self.desk, 1)
        self._left = QStackedWidget()
        self._left.addWidget(self.library)
        self._left.addWidget(self.search)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self._left, 0), (middle, 1), (self.sidebar, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([214, 832, 320])
        self.splitter.setChildrenCollapsible(False)
        self._left.setMinimumWidth(180)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    @property
    def pane(self) -> DocumentPane:
        return self.desk.active.pane

    @property
    def document(self) -> str:
        return self.desk.active.document

    @document.setter
    def document(self, document: str) -> None:
        self.desk.active.document = document

    def _span(self) -> Span | None:
        span, selected = self.pane.selection(), self.pane.selected_highlight()
        if span is None and selected:
            span = next((h.span for h in self._workspace.highlights(self.document) if h.id == selected), None)
        if span is None:
            self.noticed.emit("Select a passage first.")
        return span

    def _words(self) -> str | None:
        """Return the words of the selection or the chosen highlight, as a person would type them."""
        span = self._span()
        if span is None or span:
            return self.pane.quote(span) if span else None
        chosen = self.pane.selected_highlight()
        return next((h.quote for h in self._workspace.highlights(self.document) if h.id == chosen), None)

    def _current_highlight(self) -> str:
        return self.pane.selected_highlight() or self.sidebar.current_highlight()

    def _try(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | bool | None:
        """Do an intent of the workspace; return what it returns, False where it was refused with a sentence."""
        try:
            return act(*args, **kwargs)
        except UserError as error:
            self.failed.emit(str(error))
            return False
