"""What is done to passages beside tagging them: areas, splitting, merging, notes, and the tags beside a selection."""

from __future__ import annotations

from PySide6.QtCore import QRect

from reviewer.domain.area import Area
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight
from reviewer.ui.compare.carried_list import CarriedList, unsure
from reviewer.ui.document.pane import DocumentPane, PaintedHighlight
from reviewer.ui.key_words import with_keys
from reviewer.ui.read_beside import ReadBeside

_CHOOSE = "Click a highlight first, or step to one with [[highlight.next]]."


class PassageActs(ReadBeside):
    """The part of the Read work place that shapes highlights."""

    carried: CarriedList | None = None  # the list of what is not sure, while it is open

    def _connect_popup(self) -> None:
        self.popup.tag_chosen.connect(self.apply_tag)
        self.popup.note_requested.connect(self.highlight_note)
        self.popup.link_requested.connect(self._on_popup_link)

    def _connect_passages(self, pane: DocumentPane) -> None:
        """Wire what is done to highlights in one half of the desk."""
        tool, space = pane.area_tool, self._workspace
        pane.resize_requested.connect(lambda key, span, run: self._try(space.resize_highlight, key, span, run=run))
        pane.area_move_requested.connect(lambda key, area, run: self._try(space.move_area, key, area, run=run, at=pane.place_of(area)))
        pane.note_requested.connect(lambda _highlight: self.highlight_note())
        tool.words_changed.connect(lambda key, words: self._try(space.set_area_words, key, words))
        tool.words_settled.connect(self._on_area_settled)
        for signal in (pane.span_selected, pane.place_changed, pane.pressed, pane.zoom_changed):
            signal.connect(lambda *_: self.popup.hide())

    # provided by the rest of the work place

    def apply_tag(self, tag: str) -> None:
        raise NotImplementedError

    def highlight_link(self) -> None:
        raise NotImplementedError

    # the tags beside a selection

    def want_popup(self, wanted: bool) -> None:
        """Switch the tags beside a selection on or off."""
        self.popup_wanted = wanted
        self.popup.hide()

    def show_popup(self, span: Span) -> None:
        """Offer the tags beside what the mouse selected, unless a tag is armed or the officer does not want it."""
        if not self.popup_wanted or self.armed or self._workspace.read_only or self.pane.selection() != span:
            return
        surface = self.pane.surface
        rects = surface.canvas.rects(span, surface.visible()) if surface.canvas is not None else []
        covered = [rect.translated(-surface.visible().topLeft()).toAlignedRect() for rect in rects]
        shown = [rect for rect in covered if rect.intersects(QRect(surface.viewport().rect()))]
        here = [highlight for highlight in self._workspace.highlights(self.document) if highlight.span == span]
        self.popup.setParent(surface.viewport())  # of the half in which it was selected
        self.popup.open_beside(shown, self._workspace.tags(), here[0].tags if here else ())

    def _on_popup_link(self) -> None:
        self.popup.hide()
        self.highlight_link()

    # one tag for another

    def tag_only(self, number: int) -> None:
        """Serve Alt with a digit: the chosen highlight gets this tag in place of its own."""
        found = next((tag for tag in self._workspace.tags() if tag.key == str(number)), None)
        current = self._current_highlight()
        if found is None:
            self.noticed.emit(f"No tag has the key {number}. Give one its key in the sidebar.")
        elif self.pane.selection() or not current:
            self.noticed.emit(with_keys(_CHOOSE))
        else:
            self._try(self._workspace.change_tag_of, current, found.id)

    # notes

    def highlight_note(self) -> None:
        """Open the note of the highlight; a selected passage without one is marked first."""
        self.popup.hide()
        span = self.pane.selection()
        if span:
            made = self._try(self._workspace.mark_span, self.document, span)
            if not isinstance(made, str):
                return
            self._choose_highlight(made)
        self.sidebar.show()
        current = self._current_highlight()
        if not current or not self.sidebar.edit_note(current):
            self.noticed.emit(with_keys(_CHOOSE))

    def _choose_highlight(self, highlight: str) -> None:
        self.pane.set_selection(None)
        self.pane.select_highlight(highlight, reveal=False)
        self.sidebar.select_highlight(highlight)

    # areas

    def highlight_area(self) -> None:
        """Draw an area; on an area that is chosen, change what it says."""
        found = self._chosen()
        if found is not None and found.area is not None and self.pane.selection() is None:
            self.pane.reveal_area(found.area)
            self.pane.area_tool.edit(found.id, found.area, found.quote)
        elif self.pane.opening():
            self.noticed.emit("The pages are still being opened.")
        elif not self.document or not self.pane.area_tool.open():
            self.noticed.emit(with_keys("An area can be drawn on printed pages only. In the text view, [[document.text_view]] shows them."))

    def _on_area_settled(self) -> None:
        if self.armed:
            self.tag_area(self.armed)
        else:
            self.noticed.emit("Now press a tag’s number.")

    def tag_area(self, tag: str) -> None:
        """Tag the area that is drawn; without words the officer is asked for them."""
        draft = self.pane.area_tool.draft
        if draft is None:
            return
        if not draft.words:
            self.pane.area_tool.ask_for_words()
            self.noticed.emit("Type what the area says, then Ctrl+Enter and the tag’s number.")
            return
        made = self._try(self._workspace.tag_area, self.document, draft.area, draft.words, tag, at=self.pane.place_of(draft.area))
        if isinstance(made, str):
            self.pane.area_tool.close_tool()
            self._choose_highlight(made)

    # what came over from another copy

    def highlight_unsure(self) -> None:
        """List the highlights of the document whose place is not sure, old words beside new."""
        if unsure(self._workspace, self.document):
            self._list_unsure(self.document)
        else:
            self.noticed.emit("Every highlight of this document stands where it should.")

    def check_carried(self, document: str) -> None:
        """List what is not sure after highlights came over from another copy or reading, if anything is."""
        if unsure(self._workspace, document):
            self._list_unsure(document)

    def _list_unsure(self, document: str) -> None:
        if self.carried is not None:
            self.carried.close()
        window = self.carried = CarriedList(self._workspace, document, self)
        window.show_requested.connect(lambda key: self._show_carried(document, key))
        window.confirm_requested.connect(lambda key: self._try(self._workspace.confirm_place, key))
        window.place_requested.connect(lambda key: self._place_carried(document, key))
        window.delete_requested.connect(lambda key: self._try(self._workspace.delete_highlight, key))
        window.undo_requested.connect(lambda: self._try(self._workspace.undo))
        window.redo_requested.connect(lambda: self._try(self._workspace.redo))
        window.destroyed.connect(lambda: self._forget_carried(window))
        window.show()

    def close_carried(self) -> None:
        """Close the list of what is not sure; the review is closed."""
        if self.carried is not None:
            self.carried.close()

    def _forget_carried(self, window: CarriedList) -> None:
        if self.carried is window:
            self.carried = None

    def _show_carried(self, document: str, highlight: str) -> None:
        self.open(document, focus=False)
        self.pane.select_highlight(highlight, reveal=True)
        found = next((one for one in self._workspace.highlights(document) if one.id == highlight), None)
        if found is not None and found.area is None:
            self.pane.surface.go_to(found.span)  # to the upper edge: the list stands over the lower half of the page
        self.sidebar.select_highlight(highlight)

    def _place_carried(self, document: str, highlight: str) -> None:
        span = self.pane.selection() if self.document == document else None
        if not span:
            self.open(document)
            self.noticed.emit("Select where it stands in this copy first, then put it there.")
        elif self._try(self._workspace.place_highlight, highlight, span) is not False:
            self._choose_highlight(highlight)

    # splitting and merging

    def highlight_split(self) -> None:
        """Split the highlight under the caret, or under the beginning of the selection, there."""
        span, caret = self.pane.selection(), self.pane.caret()
        at = span.start if span else caret
        found = self._chosen() if span is None else None
        if found is None or at is None or not found.span.start < at < found.span.end:
            inside = [mark for mark in self._marks_at(at) if mark.span.start < (at or 0)]
            found = self._by_id(inside[0].id) if inside else found
        if found is None or at is None:
            self.noticed.emit("Click into a highlight, or select from where its second part begins, and split it there.")
            return
        at = at if span else self.pane.word_start(at)
        made = self._try(self._workspace.split_highlight, found.id, at)
        if isinstance(made, str):
            self._choose_highlight(made)
            self.noticed.emit(with_keys("Split in two. [[edit.undo]] makes it one again."))

    def highlight_merge(self) -> None:
        """Merge the chosen highlight with the next one by place, or the two that are selected in the sidebar."""
        several = self.sidebar.selected_highlights()
        pair = several if len(several) == 2 else self._with_next()
        if not pair:
            return
        kept = self._try(self._workspace.merge_highlights, *pair)
        if isinstance(kept, str):
            self._choose_highlight(kept)
            self.noticed.emit(with_keys("Merged into one. [[edit.undo]] parts them again."))

    def _with_next(self) -> tuple[str, ...]:
        order = [h.id for h in self._workspace.highlights(self.document) if h.area is None]
        current = self._current_highlight()
        if current not in order:
            self.noticed.emit(with_keys(_CHOOSE))
            return ()
        at = order.index(current)
        if at + 1 == len(order):
            self.noticed.emit("There is no highlight after this one to merge with.")
            return ()
        return order[at], order[at + 1]

    def _marks_at(self, offset: int | None) -> list[PaintedHighlight]:
        return self.pane.highlights_at(offset) if offset is not None else []

    def _by_id(self, highlight: str) -> Highlight | None:
        return next((h for h in self._workspace.highlights(self.document) if h.id == highlight), None)

    def _chosen(self) -> Highlight | None:
        return self._by_id(self.pane.selected_highlight() or "")

    def area_of(self, highlight: str) -> Area | None:
        """Return the area of a highlight, None for a passage of text."""
        found = self._by_id(highlight)
        return found.area if found is not None else None
