"""What the keys of the Read work place do: tag, copy, find, zoom, step, compare, read again."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from reviewer.app import citation
from reviewer.app.rereading import read_apart
from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState
from reviewer.ui import tasks
from reviewer.ui.compare.window import CompareWindow
from reviewer.ui.document.contents import Contents
from reviewer.ui.facts.copy_banner import carried_words
from reviewer.ui.removal_acts import RemovalActs


class ReadActs(RemovalActs):
    """Methods named after the table of actions, and what the panels ask for."""

    def apply_tag(self, tag: str) -> None:
        """Tag the selection; with none, toggle the tag on the selected highlight, else arm the tag."""
        span, selected = self.pane.selection(), self.pane.selected_highlight()
        if self.pane.area_tool.draft is not None:
            self.tag_area(tag)
        elif span is not None and span:
            made = self._try(self._workspace.tag_span, self.document, span, tag)
            if isinstance(made, str):
                self._choose_highlight(made)
        elif self.armed == tag:
            self.arm("")
        elif selected:
            self._try(self._workspace.toggle_tag, selected, tag)
        elif self.document:
            self.arm(tag)
        else:
            self.noticed.emit("Open a document first.")

    def arm(self, tag: str) -> None:
        """Put a tag on every passage that the mouse selects from here on; "" drops it."""
        known = {one.id: one.name for one in self._workspace.tags()}
        self.armed = tag if tag in known else ""
        self.sidebar.arm(self.armed)
        if self.armed:
            self.noticed.emit(f"{known[tag]} is armed: select passages to tag them. Esc drops it.")

    def tag_selected(self, span: Span) -> None:
        """Put the armed tag on what the mouse selected; a passage that has it already keeps it."""
        if not self.armed:
            self.show_popup(span)
            return
        words = span.of(self._workspace.reading(self.document).text)
        start = span.start + len(words) - len(words.lstrip())
        bare = Span(start, start + len(words.strip()))
        here = [one for one in self._workspace.highlights(self.document) if one.span == bare]
        if bare and all(self.armed not in one.tags for one in here):
            self.apply_tag(self.armed)

    def tag(self, number: int) -> None:
        """Serve the keys 1 to 9."""
        found = next((tag for tag in self._workspace.tags() if tag.key == str(number)), None)
        if found is None:
            self.noticed.emit(f"No tag has the key {number}. Give one its key in the sidebar.")
        elif self.document:
            self.apply_tag(found.id)

    def tag_import_set(self) -> None:
        self.sidebar.tags.import_set()

    def tag_export_set(self) -> None:
        self.sidebar.tags.export_set()

    def tag_starter_set(self) -> None:
        self.sidebar.tags.starter_set()

    def tag_new(self) -> None:
        self.sidebar.show()
        self.sidebar.new_tag()

    def document_copy(self) -> None:
        words = self._words()
        if words is not None:
            QGuiApplication.clipboard().setText(words)

    def document_copy_citation(self) -> None:
        span, words = self._span(), self._words()
        if span is not None and words is not None:
            summary = self._workspace.document(self.document)
            names = {a.urn: a.name for a in self._workspace.authorities()}
            reading = self._workspace.reading(self.document)
            area = self.area_of(self.pane.selected_highlight() or "") if not self.pane.selection() else None
            text = citation.cite(words, summary, names.get(summary.authority, ""), reading.blocks, span, area)
            QGuiApplication.clipboard().setText(text)
            self.noticed.emit("Copied with its citation.")

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

    def document_two_pages(self) -> None:
        self.pane.toggle_two_pages()

    def document_dark_pages(self) -> None:
        self.pane.toggle_dark_pages()

    def document_back(self) -> None:
        self.pane.go_back()

    def document_forward(self) -> None:
        self.pane.go_forward()

    def document_go_to_page(self) -> None:
        self.pane.ask_for_page()

    def document_outline(self) -> None:
        self.pane.toggle_contents(Contents.OUTLINE)

    def document_thumbnails(self) -> None:
        self.pane.toggle_contents(Contents.PAGES)

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

    def document_read_again(self) -> None:
        """Read the stored original again with this version's reader, in the background."""
        document, summary = self.document, self._workspace.document(self.document)
        original = self._workspace.original(document)

        def done(reading: Reading) -> None:
            counts = self._try(self._workspace.reread, document, reading)
            if isinstance(counts, dict):
                self.noticed.emit(f"{summary.name} was read again: {carried_words(counts)}")
                self.check_carried(document)
                if self.document == document:
                    self.document = ""
                    self.open(document, focus=False)

        self.noticed.emit(f"Reading {summary.file_name} again …")
        tasks.run_in_background(self, lambda: read_apart(summary.file_name, original), done, self._on_read_error)

    def _on_read_error(self, error: Exception) -> None:
        self.failed.emit(str(error) if isinstance(error, UserError) else "The file could not be read again; nothing was changed.")

    def _compare(self, old: str, new: str) -> None:
        window = CompareWindow(self._workspace, old, new, self)
        window.place_requested.connect(self._on_place_requested)
        window.show()

    def _on_place_requested(self, old: str, before: int, new: str, after: int) -> None:
        """Show a difference on the pages of both copies, the older one at the left."""
        self.open(new, focus=False)
        self.pane.surface.go_to(Span(after, after))  # to the upper edge: the comparison stands over the lower half
        self.open_beside(old, span=None, focus=False)
        half = self.desk.showing(old)
        if half is not None:
            half.pane.surface.go_to(Span(before, before))
            if self.desk.open_halves[0] is not half:
                self.desk.swap()

    def highlight_confirm_place(self) -> None:
        current = self._current_highlight()
        state = next((h.state for h in self._workspace.highlights(self.document) if h.id == current), None)
        if state is HighlightState.TO_CHECK:
            self._try(self._workspace.confirm_place, current)
        else:
            self.noticed.emit("Go to a highlight that is to check first.")

    def highlight_next(self) -> None:
        self._step_highlight(1)

    def highlight_previous(self) -> None:
        self._step_highlight(-1)

    def _step_highlight(self, step: int) -> None:
        """Go to the highlight after (1) or before (-1) the selected one, else the place in view; wrapping round."""
        marks = self._workspace.highlights(self.document)
        order = [highlight.id for highlight in marks]
        if not order:
            self.noticed.emit("This document has no highlight yet.")
            return
        current = self._current_highlight()
        if current in order:
            at = (order.index(current) + step) % len(order)
        else:
            before = sum(highlight.span.start < self.pane.place_in_text() for highlight in marks)
            at = (before if step > 0 else before - 1) % len(order)
        self.pane.select_highlight(order[at], reveal=True)
        self.sidebar.select_highlight(order[at])

    def highlight_filter(self) -> None:
        self.sidebar.show()
        self.sidebar.highlights.filter.setFocus()

    def highlight_show_all(self) -> None:
        self.sidebar.highlights.show_all()

    def earlier_next(self) -> None:
        self.earlier_step_requested.emit(1)

    def earlier_previous(self) -> None:
        self.earlier_step_requested.emit(-1)

    def suggestion_accept(self) -> None:
        self.sidebar.accept_current()

    def suggestion_accept_all(self) -> None:
        self.sidebar.accept_all()

    def suggestion_dismiss(self) -> None:
        self.sidebar.dismiss_current()
