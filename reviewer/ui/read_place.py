"""The Read work place: what passes between library, facts strip, document pane and tagging sidebar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.review import ReadingSuggestion
from reviewer.domain.span import Span
from reviewer.ui.desk import Half
from reviewer.ui.document.contents import Contents
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.key_words import with_keys
from reviewer.ui.read_acts import ReadActs

_CONTENT = frozenset({"highlight", "highlight_tag", "tag", "suggestion", "recommendation", "document", "fact"})


class ReadPlace(ReadActs):
    """Every connection between the panels, and what is shown when something changes."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._view, self._sharing = "", False
        self._connect()

    def _connect(self) -> None:
        self.library.document_opened.connect(self.open)
        self.library.beside_requested.connect(self.open_beside)
        self.library.remove_requested.connect(self._remove)
        self.library.facts_requested.connect(self._show_facts)
        self.library.import_requested.connect(self.import_requested)
        self.library.files_dropped.connect(self.files_dropped)
        self.facts.quote_activated.connect(lambda span: self.pane.reveal(span))
        self.facts.back_requested.connect(self._focus_page)
        self.copies.compare_requested.connect(self._compare)
        self.copies.carried.connect(self.check_carried)
        self._connect_half(self.desk.active)
        self.desk.half_made.connect(self._connect_half)
        self.desk.active_changed.connect(self._on_active_changed)
        self.desk.close_requested.connect(self.close_half)
        self.desk.arranged.connect(self._place_timer.start)
        self._connect_popup()
        self._place_timer.timeout.connect(self.keep_place)
        self._place_timer.timeout.connect(self._keep_desk)
        self.sidebar.tag_requested.connect(self.apply_tag)
        self.sidebar.highlight_activated.connect(self._on_highlight_activated)
        self.sidebar.suggestion_activated.connect(self._on_suggestion_activated)
        self.sidebar.back_requested.connect(self._focus_page)
        self.search.hit_activated.connect(self._on_hit_activated)
        self.search.beside_requested.connect(self._on_beside_hit)
        self.search.close_requested.connect(self._close_search)
        self.link.link_chosen.connect(self._on_link_chosen)
        self.link.answer_chosen.connect(self._on_answer_chosen)
        self.link.closed.connect(self._focus_page)
        for panel in (self.library, self.facts, self.copies, self.sidebar, self.search):
            panel.failed.connect(self.failed)
        for panel in (self.library, self.facts, self.copies, self.sidebar):
            panel.noticed.connect(self.noticed)

    def _connect_half(self, half: Half) -> None:
        """Wire one half of the desk; what is done in it makes it the active one first."""
        pane = half.pane
        for told in (pane.span_selected, pane.mouse_selected, pane.highlight_clicked, pane.suggestion_clicked):
            told.connect(lambda *_: self.desk.activate(half))
        pane.span_selected.connect(self._on_span_selected)
        pane.mouse_selected.connect(self.tag_selected)
        pane.surface.installEventFilter(self)
        pane.highlight_clicked.connect(self.sidebar.select_highlight)
        pane.highlight_left.connect(lambda: self.sidebar.select_highlight(""))
        pane.suggestion_clicked.connect(self.sidebar.select_suggestion)
        pane.suggestion_clicked.connect(self.suggestion_clicked)
        self._connect_passages(pane)
        pane.place_changed.connect(self._place_timer.start)
        pane.set_view(self._view)
        if half is not self.desk.active:  # the second: two lists would leave the pages no room
            pane.contents.show_contents(Contents.NOTHING)
        pane.view_changed.connect(lambda: self._on_view_changed(pane))
        pane.surface.trail_ended.connect(lambda step: self.step_documents(half, step))

    def set_view(self, view: str) -> None:
        """Look at documents as was kept on this computer."""
        self._view = view
        for half in self.desk.halves:
            half.pane.set_view(view)

    def _on_view_changed(self, pane: DocumentPane) -> None:
        """Keep how one document is looked at. Dark pages are for the eyes, so both are dark; two pages are for one."""
        view = pane.view()
        if self._sharing or view == self._view:
            return
        self._view, self._sharing = view, True
        for half in self.desk.halves:
            if half.pane.dark_pages is not pane.dark_pages:
                half.pane.show_dark_pages(on=pane.dark_pages)
        self._sharing = False
        self.view_changed.emit(view)

    # showing

    def refresh(self, tables: frozenset[str]) -> None:
        """Let each panel show what changed; a document that is gone is closed."""
        if "document" in tables:
            self._close_removed()
        if self.armed and "tag" in tables and all(tag.id != self.armed for tag in self._workspace.tags()):
            self.arm("")
        tagged = "highlight_tag" in tables and "document" not in tables
        if tagged:  # the pages before the lists: a tag is looked for where it was put
            self._show_on_pages(at_once=True)
        for panel in (self.library, self.facts, self.copies, self.sidebar, self.search):
            panel.refresh(tables)
        if self.carried is not None:
            self.carried.refresh(tables)
        if tables & _CONTENT and not tagged:
            self._show_on_pages()

    def _show_on_pages(self, *, at_once: bool = False) -> None:
        """Draw what changed on the pages, with everything else in the next turn of the window or before it."""
        for half in self.desk.open_halves:
            if half.document:
                half.name_it(self._name_of(half.document))
                self._paint(half)
                if at_once:
                    half.pane.surface.viewport().repaint()

    def _close_removed(self) -> None:
        known = {one.id for one in self._workspace.documents()}
        for half in self.desk.open_halves:
            if half.document and half.document not in known:
                half.document, half.links = "", ()
                if self.desk.two:
                    self.close_half(half)
                else:
                    half.pane.clear(with_keys("The document was removed. [[edit.undo]] brings it back."))
                    self._follow()

    def _on_active_changed(self) -> None:
        self._follow()
        chosen = self.pane.selected_highlight()
        if chosen:
            self.sidebar.select_highlight(chosen)

    def _focus_page(self) -> None:
        self.pane.setFocus()

    def focus_first(self) -> None:
        """Give the focus to what the keys of this place work on."""
        (self.pane if self.document else self.library).setFocus()

    def focus_next_pane(self) -> None:
        """Move the focus to the next panel: library, what is asked about a copy, document or documents, sidebar."""
        panels = [p for p in (self._left, self.copies, *(half.pane for half in self.desk.open_halves), self.sidebar) if p.isVisible()]
        focused = QGuiApplication.focusObject()
        at = next((i for i, p in enumerate(panels) if isinstance(focused, QWidget) and (p is focused or p.isAncestorOf(focused))), -1)
        target = panels[(at + 1) % len(panels)]
        (self._left.currentWidget() or target).setFocus() if target is self._left else target.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc on the page put away the tags beside the selection, then the armed tag, before anything else."""
        if self.popup.isVisible() and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.popup.hide()
            event.accept()
            return True
        if self.armed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.arm("")
            event.accept()
            return True
        return super().eventFilter(watched, event)

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

    def _on_hit_activated(self, document: str, place: Span | str) -> None:
        self.open(document, focus=False)
        self._go_to_hit(self.pane, place)

    def _on_beside_hit(self, document: str, place: Span | str) -> None:
        self.open_beside(document, focus=False)
        half = self.desk.showing(document)
        if half is not None:
            self._go_to_hit(half.pane, place)

    @staticmethod
    def _go_to_hit(pane: DocumentPane, place: Span | str) -> None:
        if isinstance(place, str):
            pane.select_highlight(place, reveal=True)
        else:
            pane.set_selection(place, reveal=True)

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
