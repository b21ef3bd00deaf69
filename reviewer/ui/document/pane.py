"""The document pane: bar, find bar, the document itself, overview. Others speak to `DocumentPane` alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from reviewer.domain.area import Area
from reviewer.domain.document import Reading
from reviewer.domain.span import Span
from reviewer.ui.document import accessible
from reviewer.ui.document.canvas import Spot
from reviewer.ui.document.finder import Finder
from reviewer.ui.document.outline import outline_of
from reviewer.ui.document.owner import Lane
from reviewer.ui.document.page_canvas import PageCanvas
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion
from reviewer.ui.document.pane_views import PaneViews
from reviewer.ui.document.reading_order import ReadingOrder
from reviewer.ui.document.selection import Selection
from reviewer.ui.document.text_canvas import TextCanvas

__all__ = ["DocumentPane", "PaintedHighlight", "PaintedSuggestion"]
_NO_DOCUMENT = "Choose a document at the left."
_EMPTY_TEXT = "This document has no text."


class DocumentPane(PaneViews):
    """Shows one document at a time. Nothing here waits for a file: opening, drawing and measuring are done elsewhere."""

    document_failed = Signal(str)  # the pages could not be opened; a sentence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document_id = ""
        self._reveal_wanted: Span | None = None
        self._opening = False
        self._lane = Lane()
        self.destroyed.connect(self._lane.close)
        self.clear()

    # documents

    def show_document(self, document_id: str, reading: Reading, original: bytes | None) -> None:
        """Show a document: its pages where ``original`` are the bytes of a PDF, else its text."""
        self._drop()
        self._document_id, self._reading = document_id, reading
        order = self._order = ReadingOrder(reading)
        self.surface.order = order
        self.surface.selection = Selection(order)
        self.surface.finder = Finder(reading.text)
        self._text = TextCanvas(order)
        self._outline = outline_of(reading)
        self.header.setEnabled(True)
        self._show_contents_of(None)
        if original is not None and original[:1024].lstrip().startswith(b"%PDF"):
            self._pages, self._opening = PageCanvas(original, order, self._lane), True
            self._pages.two_pages = self._two_pages
            self._pages.show_dark(self._dark_pages)
            self._pages.opened.connect(self._on_opened)
            self._pages.failed.connect(self._on_failed)
            self._pages.measured.connect(self._on_measured)
            self._pages.small_drawn.connect(self._on_small_drawn)
            self._show_canvas(self._pages)
        elif reading.text.strip():
            self._show_canvas(self._text)
        else:
            self._show_message(_EMPTY_TEXT)

    def clear(self, message: str = "") -> None:
        """Show no document, and a sentence instead."""
        self._drop()
        self._show_contents_of(None)
        self.header.show_page(0, 0)
        self.header.setEnabled(False)
        self._show_message(message or _NO_DOCUMENT)

    def shutdown(self) -> None:
        """Let go of the file and of the thread that drew it, before the window goes."""
        self._drop()
        self._lane.close()

    def opening(self) -> bool:
        """Tell whether the pages of the document are still being opened."""
        return self._opening

    def document_id(self) -> str:
        """Return the id of the document on show, "" for none."""
        return self._document_id

    def _drop(self) -> None:
        if self.selection() is not None:
            self.set_selection(None)
            self.span_selected.emit(None)
        self.area_tool.close_tool()
        self.surface.show_canvas(None)
        self.surface.selected_highlight = None
        self.surface.order = self.surface.selection = self.surface.finder = None
        self._marks.clear()
        self.overview.set_ticks(())
        self._finding.forget()
        if self._pages is not None:
            self._pages.close()
        self._pages = self._text = None
        self._reading = self._order = None
        self._document_id = self._place_wanted = ""
        self._outline, self._reveal_wanted, self._opening = (), None, False

    def _on_opened(self) -> None:
        wanted, self._place_wanted = self._place_wanted, ""
        asked, self._reveal_wanted, self._opening = self._reveal_wanted, None, False
        self._show_contents_of(self._pages)
        self.surface.lay_out(Spot(1, 0.0, 0))
        self.header.show_page(max(self.page(), 1), self._page_count())
        if wanted:
            self.restore_place(wanted)
        if asked is not None:  # asked for while the file was being opened: its places were not known yet
            self.surface.reveal(asked)
            self.surface.trail.clear()  # one came from another document, not from a place that was never in view
        self._settling.start()

    def _on_failed(self, error: object) -> None:
        """Fall back on the text when the pages cannot be shown."""
        assert self._text is not None
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        asked, self._reveal_wanted, self._opening = self._reveal_wanted, None, False
        self._show_canvas(self._text)
        if asked is not None:
            self.surface.reveal(asked)
        self.document_failed.emit(str(error))

    def _on_measured(self, _page: int) -> None:
        self.surface.on_measured()
        self._settling.start()

    def _on_small_drawn(self, page: int) -> None:
        if page:
            self.contents.pages.pages.drawn(page)
        else:
            self.contents.pages.viewport().update()

    # marks

    def set_highlights(self, highlights: Sequence[PaintedHighlight]) -> None:
        """Paint these highlights and no others."""
        self._marks.set_highlights(highlights)
        if self._marks.highlight(self.surface.selected_highlight) is None:
            self.surface.selected_highlight = None
        if self._text is not None and self._text.set_areas(self._marks.areas) and self.text_view():
            self.surface.lay_out()
        self._repaint_marks()

    def set_suggestions(self, suggestions: Sequence[PaintedSuggestion]) -> None:
        """Outline these suggestions and no others."""
        self._marks.set_suggestions(suggestions)
        if self._marks.suggestion(self.surface.current_suggestion) is None:
            self.surface.current_suggestion = None
        self._repaint_marks()

    def set_focus_passages(self, passages: Sequence[Span], current: int | None) -> None:
        """Outline passages, the current one strongly; bring that one into view."""
        self._marks.passages, self._marks.current_passage = tuple(passages), current
        self._repaint_marks()
        if current is not None and 0 <= current < len(passages):
            self.reveal(passages[current])

    def set_marked_terms(self, terms: Sequence[Span]) -> None:
        """Underline these words and no others."""
        self._marks.terms = tuple(terms)
        self._repaint_marks()

    # selection

    def selection(self) -> Span | None:
        """Return the selected span, None where nothing is selected."""
        return self.surface.selection.span if self.surface.selection else None

    def set_selection(self, span: Span | None, reveal: bool = True) -> None:
        """Select a span, or nothing; tells nobody."""
        if self.surface.selection is None:
            return
        self.surface.selection.set(span)
        self.surface.viewport().update()
        if span is not None and reveal:
            self.reveal(span)

    def selected_highlight(self) -> str | None:
        """Return the id of the chosen highlight."""
        return self.surface.selected_highlight

    def select_highlight(self, highlight_id: str | None, reveal: bool = True) -> None:
        """Choose a highlight, or none; the selection goes. Tells nobody."""
        mark = self._marks.highlight(highlight_id)
        self.surface.selected_highlight = mark.id if mark else None
        self.surface.current_suggestion = None
        if mark is not None and self.surface.selection is not None:
            self.surface.selection.set(None)
            self.surface.selection.caret = mark.span.start
            if reveal and mark.area is not None:
                self.reveal_area(mark.area)
            elif reveal:
                self.reveal(mark.span)
        accessible.tell_caret(self.surface)
        self.surface.viewport().update()

    def reveal(self, span: Span) -> None:
        """Bring a span into view; a suggestion of just that span becomes the current one."""
        at = [mark for mark in self._marks.suggestions.at(span.start) if mark.span == span]
        self.surface.current_suggestion = at[0].id if at else None
        self._reveal_wanted = span if self._opening else None
        self.surface.reveal(span)

    def reveal_area(self, area: Area) -> None:
        """Bring an area of a page into view."""
        self.surface.reveal_area(area)

    def place_of(self, area: Area) -> int | None:
        """Return where an area stands in the order of the text, None where its page is not measured."""
        return self.surface.canvas.place_of(area) if self.surface.canvas is not None else None

    def caret(self) -> int | None:
        """Return where the keys go on from, None before the first click."""
        return self.surface.selection.caret if self.surface.selection else None

    def place_in_text(self) -> int:
        """Return the code point that keys go on from: the caret where it is in view, else the first one on show."""
        return self.surface.start_of_keys() if self._order is not None else 0

    def word_start(self, offset: int) -> int:
        """Return where the word at a code point begins."""
        return self._order.word(offset).start if self._order else offset

    def highlights_at(self, offset: int) -> list[PaintedHighlight]:
        """Return the highlights over a code point, the smallest first."""
        return self._marks.highlights.at(offset)

    def quote(self, span: Span) -> str:
        """Return a span as a person would type it."""
        return self._order.quote(span) if self._order else ""

    def selection_corner(self) -> QPoint | None:
        """Return the global point below the selection or the chosen highlight where a popup may stand."""
        mark = self._marks.highlight(self.selected_highlight())
        span = self.selection() or (mark.span if mark else None)
        canvas = self.surface.canvas
        rects = canvas.rects(span, self.surface.visible()) if canvas and span else []
        if not rects:
            return None
        corner = rects[-1].bottomRight() - self.surface.visible().topLeft()
        return self.surface.viewport().mapToGlobal(corner.toPoint())

    # find

    def open_find(self) -> None:
        """Show the find bar with the selected words, or with what was looked for last."""
        self._finding.open()

    def find(self, text: str) -> int:  # type: ignore[override]  # QWidget.find is static and about window ids
        """Find as one types: mark every hit, go to the first from here on, and return how many there are."""
        return self._finding.find(text)

    def find_next(self) -> None:
        """Go to the next hit, round the end."""
        self._finding.step(1)

    def find_previous(self) -> None:
        """Go to the previous hit, round the beginning."""
        self._finding.step(-1)

    def close_find(self) -> None:
        """Hide the find bar and the marks of the hits, and return to where one was."""
        self._finding.close()
