"""The Read work place: library, facts strip, document pane and tagging sidebar, and what passes between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.app import citation
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.review import ReadingSuggestion
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui import widgets
from reviewer.ui.document.pane import DocumentPane, PaintedSuggestion
from reviewer.ui.facts.strip import FactsStrip
from reviewer.ui.library.panel import LibraryPanel
from reviewer.ui.painting import painted_highlights
from reviewer.ui.search.panel import SearchPanel
from reviewer.ui.tagging.link_popup import LinkPopup
from reviewer.ui.tagging.sidebar import TaggingSidebar

_CONTENT = frozenset({"highlight", "highlight_tag", "tag", "suggestion", "recommendation", "document", "fact"})


class ReadPlace(QWidget):
    """Holds no data of its own: the open document's id, and the four panels."""

    failed = Signal(str)
    noticed = Signal(str)
    undo_offered = Signal(str)
    import_requested = Signal()
    files_dropped = Signal(list)
    document_shown = Signal(str)
    states_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.document = ""
        self.library, self.facts = LibraryPanel(workspace), FactsStrip(workspace)
        self.pane, self.sidebar = DocumentPane(), TaggingSidebar(workspace)
        self.search, self.link = SearchPanel(workspace), LinkPopup(workspace, self)
        self._linking: Span | None = None
        self._place_timer = QTimer(self, singleShot=True, interval=800)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facts)
        column.addWidget(widgets.rule())
        column.addWidget(self.pane, 1)
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

    def _connect(self) -> None:
        self.library.document_opened.connect(self.open)
        self.library.remove_requested.connect(self._remove)
        self.library.facts_requested.connect(self._show_facts)
        self.library.import_requested.connect(self.import_requested)
        self.library.files_dropped.connect(self.files_dropped)
        self.facts.quote_activated.connect(self.pane.reveal)
        self.facts.back_requested.connect(self.pane.setFocus)
        self.pane.span_selected.connect(self._on_span_selected)
        self.pane.highlight_clicked.connect(self.sidebar.select_highlight)
        self.pane.suggestion_clicked.connect(self.sidebar.select_suggestion)
        self.pane.resize_requested.connect(lambda highlight, span: self._try(self._workspace.resize_highlight, highlight, span))
        self.pane.place_changed.connect(self._place_timer.start)
        self._place_timer.timeout.connect(self.keep_place)
        self.sidebar.tag_requested.connect(self.apply_tag)
        self.sidebar.highlight_activated.connect(self._on_highlight_activated)
        self.sidebar.suggestion_activated.connect(self._on_suggestion_activated)
        self.sidebar.back_requested.connect(self.pane.setFocus)
        self.search.hit_activated.connect(self._on_hit_activated)
        self.search.close_requested.connect(self._close_search)
        self.link.link_chosen.connect(self._on_link_chosen)
        self.link.answer_chosen.connect(self._on_answer_chosen)
        self.link.closed.connect(self.pane.setFocus)
        for panel in (self.library, self.facts, self.sidebar, self.search):
            panel.failed.connect(self.failed)
        for panel in (self.library, self.facts, self.sidebar):
            panel.noticed.connect(self.noticed)

    # showing

    def open(self, document: str, *, focus: bool = True) -> None:
        """Show a document where it was left."""
        if document == self.document:
            if focus:
                self.pane.setFocus()
            return
        self.keep_place()
        try:
            reading, original = self._workspace.reading(document), self._workspace.original(document)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.document = document
        self.pane.show_document(document, reading, original)
        place = self._workspace.setting(f"place:{document}")
        if place:
            self.pane.restore_place(place)
        self.facts.show_document(document)
        self.sidebar.show_document(document)
        self.library.set_current(document)
        self._paint()
        self.document_shown.emit(document)
        self.states_changed.emit()
        if focus:
            self.pane.setFocus()

    def keep_place(self) -> None:
        """Remember where the open document is scrolled and zoomed to."""
        if self.document and not self._workspace.read_only:
            place = self.pane.place()
            if place:
                self._workspace.set_setting(f"place:{self.document}", place)

    def refresh(self, tables: frozenset[str]) -> None:
        """Let each panel show what changed; a document that is gone is closed."""
        if self.document and "document" in tables and all(d.id != self.document for d in self._workspace.documents()):
            self.document = ""
            self.pane.clear("The document was removed. Ctrl+Z brings it back.")
            self.facts.show_document(None)
            self.sidebar.show_document(None)
            self.states_changed.emit()
        for panel in (self.library, self.facts, self.sidebar, self.search):
            panel.refresh(tables)
        if self.document and tables & _CONTENT:
            self._paint()

    def _paint(self) -> None:
        self.pane.set_highlights(painted_highlights(self._workspace, self.document))
        tags = {tag.id: tag for tag in self._workspace.tags()}
        painted = []
        for suggestion in self._workspace.suggestions(self.document):
            tag = tags.get(suggestion.tag)
            line, name = (tag.line, tag.name) if tag else ("#566070", "Suggestion")
            painted.append(PaintedSuggestion(suggestion.id, Span(suggestion.start, suggestion.end), line, f"{name}?"))
        self.pane.set_suggestions(painted)

    def focus_first(self) -> None:
        """Give the focus to what the keys of this place work on."""
        (self.pane if self.document else self.library).setFocus()

    def focus_next_pane(self) -> None:
        """Move the focus to the next panel: library, document, sidebar."""
        panels = [p for p in (self._left, self.pane, self.sidebar) if p.isVisible()]
        focused = QGuiApplication.focusObject()
        at = next((i for i, p in enumerate(panels) if isinstance(focused, QWidget) and (p is focused or p.isAncestorOf(focused))), -1)
        target = panels[(at + 1) % len(panels)]
        (self._left.currentWidget() or target).setFocus() if target is self._left else target.setFocus()

    # between the panels

    def _on_span_selected(self, span: Span | None) -> None:
        if span is not None:
            self.sidebar.select_highlight("")
        self.states_changed.emit()

    def _on_highlight_activated(self, highlight: str, document: str) -> None:
        if document != self.document:
            self.open(document, focus=False)
        self.pane.select_highlight(highlight, reveal=True)

    def _on_suggestion_activated(self, suggestion: str) -> None:
        found = self._suggestion(suggestion)
        if found is not None:
            self.pane.reveal(Span(found.start, found.end))

    def _suggestion(self, key: str) -> ReadingSuggestion | None:
        return next((s for s in self._workspace.suggestions(self.document) if s.id == key), None)

    def _on_hit_activated(self, document: str, span: Span) -> None:
        self.open(document, focus=False)
        self.pane.set_selection(span, reveal=True)

    def _close_search(self) -> None:
        self._left.setCurrentWidget(self.library)
        self.focus_first()

    def show_search(self) -> None:
        """Open the search in all documents at the left."""
        self._left.show()
        self._left.setCurrentWidget(self.search)
        self.search.open()

    def show_library(self, shown: bool) -> None:
        self._left.setVisible(shown)

    @property
    def library_shown(self) -> bool:
        return not self._left.isHidden()

    # acts

    def apply_tag(self, tag: str) -> None:
        """Tag the selection; with none, toggle the tag on the selected highlight."""
        span, selected = self.pane.selection(), self.pane.selected_highlight()
        if span is not None and span:
            made = self._try(self._workspace.tag_span, self.document, span, tag)
            if isinstance(made, str):
                self.pane.set_selection(None)
                self.pane.select_highlight(made, reveal=False)
                self.sidebar.select_highlight(made)
        elif selected:
            self._try(self._workspace.toggle_tag, selected, tag)
        else:
            self.noticed.emit("Select a passage first: drag over it, or press Down to step through the text.")

    def tag(self, number: int) -> None:
        """Serve the keys 1 to 9."""
        found = next((tag for tag in self._workspace.tags() if tag.key == str(number)), None)
        if found is None:
            self.noticed.emit(f"No tag has the key {number}. Give one its key in the sidebar.")
        elif self.document:
            self.apply_tag(found.id)

    def tag_new(self) -> None:
        self.sidebar.show()
        self.sidebar.new_tag()

    def document_copy(self) -> None:
        span = self._span()
        if span is not None:
            QGuiApplication.clipboard().setText(self.pane.quote(span))

    def document_copy_citation(self) -> None:
        span = self._span()
        if span is not None:
            summary = self._workspace.document(self.document)
            names = {a.urn: a.name for a in self._workspace.authorities()}
            reading = self._workspace.reading(self.document)
            text = citation.cite(self.pane.quote(span), summary, names.get(summary.authority, ""), reading.blocks, span)
            QGuiApplication.clipboard().setText(text)
            self.noticed.emit("Copied with its citation.")

    def _span(self) -> Span | None:
        span, selected = self.pane.selection(), self.pane.selected_highlight()
        if span is None and selected:
            span = next((h.span for h in self._workspace.highlights(self.document) if h.id == selected), None)
        if span is None:
            self.noticed.emit("Select a passage first.")
        return span

    def document_find(self) -> None:
        self.pane.open_find()

    def document_find_next(self) -> None:
        self.pane.find_next()

    def document_find_previous(self) -> None:
        self.pane.find_previous()

    def document_zoom_in(self) -> None:
        self.pane.zoom_in()

    def document_zoom_out(self) -> None:
        self.pane.zoom_out()

    def document_fit_width(self) -> None:
        self.pane.fit_width()

    def document_fit_page(self) -> None:
        self.pane.fit_page()

    def document_go_to_page(self) -> None:
        self.pane.ask_for_page()

    def document_outline(self) -> None:
        self.pane.show_outline_menu()

    def document_text_view(self) -> None:
        self.pane.toggle_text_view()

    def document_facts(self) -> None:
        if self.facts.facts_shown:
            self.facts.hide_facts()
            self.pane.setFocus()
        else:
            self.facts.show_facts()

    def _show_facts(self, document: str) -> None:
        self.open(document)
        self.facts.show_facts()

    def document_next(self) -> None:
        self._open_neighbour(1)

    def document_previous(self) -> None:
        self._open_neighbour(-1)

    def _open_neighbour(self, step: int) -> None:
        order = self.library.documents()
        if order:
            at = order.index(self.document) + step if self.document in order else 0
            self.open(order[max(0, min(at, len(order) - 1))])

    def document_remove(self) -> None:
        self._remove(self.document)

    def _remove(self, document: str) -> None:
        name = self._workspace.document(document).name
        if self._try(self._workspace.remove_document, document) is not False:
            self.undo_offered.emit(f"{name} was removed with its highlights and answers.")

    def highlight_next(self) -> None:
        self._step_highlight(1)

    def highlight_previous(self) -> None:
        self._step_highlight(-1)

    def _step_highlight(self, step: int) -> None:
        """Go to the highlight after (1) or before (-1) the selected one, wrapping round."""
        order = [highlight.id for highlight in self._workspace.highlights(self.document)]
        if not order:
            self.noticed.emit("This document has no highlight yet.")
            return
        current = self._current_highlight()
        at = (order.index(current) + step) % len(order) if current in order else (0 if step > 0 else len(order) - 1)
        self.pane.select_highlight(order[at], reveal=True)
        self.sidebar.select_highlight(order[at])

    def _current_highlight(self) -> str:
        return self.pane.selected_highlight() or self.sidebar.current_highlight()

    def highlight_note(self) -> None:
        self.sidebar.show()
        current = self._current_highlight()
        if not current or not self.sidebar.edit_note(current):
            self.noticed.emit("Click a highlight first, or step to one with ].")

    def highlight_delete(self) -> None:
        chosen = self.sidebar.selected_highlights() or tuple(filter(None, [self._current_highlight()]))
        if chosen:
            self.sidebar.delete_highlights(chosen)
        else:
            self.noticed.emit("Click a highlight first, or step to one with ].")

    def suggestion_accept(self) -> None:
        self.sidebar.accept_current()

    def suggestion_accept_all(self) -> None:
        self.sidebar.accept_all()

    def suggestion_dismiss(self) -> None:
        self.sidebar.dismiss_current()

    def highlight_link(self) -> None:
        span = self._span()
        if span is None:
            return
        self._linking = span
        quote = span.of(self._workspace.reading(self.document).text)
        if not self.link.open_for(self.document, quote):
            self.noticed.emit("There is no recommendation of an earlier inspection of this authority to link to.")

    def _on_link_chosen(self, recommendation: str) -> None:
        if self._linking is not None and self._try(self._workspace.cite, recommendation, self.document, self._linking) is not False:
            self.noticed.emit("Linked: the passage is evidence for the answer already given.")

    def _on_answer_chosen(self, recommendation: str, coverage: Coverage) -> None:
        if self._linking is None:
            return
        span, document = self._linking, self.document

        def answer() -> None:
            self._workspace.answer(recommendation, document, coverage=coverage, outcome=Outcome.NOT_STATED, cite=(span,))

        if self._try(answer) is not False:
            self.noticed.emit("Linked. The outcome is “Not stated” until you say more in Follow up.")

    def _try(self, act: object, *args: object) -> object:
        try:
            return act(*args)  # type: ignore[operator]
        except UserError as error:
            self.failed.emit(str(error))
            return False
