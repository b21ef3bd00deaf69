"""How the document on show is looked at: page, place, zoom, pages or text, dark or light, outline and small pages."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reviewer.domain.document import Reading
from reviewer.ui.document.canvas import Canvas, Spot
from reviewer.ui.document.contents import Contents
from reviewer.ui.document.frame import PaneFrame
from reviewer.ui.document.outline import Entry
from reviewer.ui.document.page_canvas import PageCanvas
from reviewer.ui.document.places import Look, Place, read_place
from reviewer.ui.document.reading_order import ReadingOrder
from reviewer.ui.document.surface import ZoomMode
from reviewer.ui.document.text_canvas import TextCanvas
from reviewer.ui.document.thumbnails import marks_by_page

_FOLLOW_MILLISECONDS = 100


class PaneViews(PaneFrame):
    """The views of one document; pages and text each have their own zoom. `DocumentPane` says which document."""

    view_changed = Signal()  # what `view` returns is no longer the same

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._order: ReadingOrder | None = None
        self._pages: PageCanvas | None = None
        self._text: TextCanvas | None = None
        self._outline: tuple[Entry, ...] = ()
        self._place_wanted = ""
        self._two_pages = self._dark_pages = False
        self._page_look = self._text_look = Look(ZoomMode.FIT_WIDTH, 1.0)
        self._following = QTimer(self, singleShot=True, interval=_FOLLOW_MILLISECONDS)
        self._following.timeout.connect(self._follow_place)
        surface, header, contents = self.surface, self.header, self.contents
        surface.page_changed.connect(self._on_page_changed)
        surface.place_changed.connect(self._following.start)
        header.page_requested.connect(self.go_to_page)
        header.page_stepped.connect(lambda step: self.go_to_page(self.page() + step))
        header.fit_width_requested.connect(self.fit_width)
        header.text_view_requested.connect(self.toggle_text_view)
        header.fit_page_requested.connect(self.fit_page)
        header.two_pages_requested.connect(self.toggle_two_pages)
        header.dark_pages_requested.connect(self.toggle_dark_pages)
        header.outline_requested.connect(lambda: self.toggle_contents(Contents.OUTLINE))
        header.thumbnails_requested.connect(lambda: self.toggle_contents(Contents.PAGES))
        contents.outline.offset_chosen.connect(self._on_outline)
        contents.pages.page_chosen.connect(self._on_thumbnail)
        contents.pages.pages_seen.connect(self._on_pages_seen)
        contents.shown_changed.connect(self._on_contents_shown)
        contents.left.connect(surface.setFocus)

    def _on_contents_moved(self) -> None:
        super()._on_contents_moved()
        self.view_changed.emit()

    # which view

    def _show_canvas(self, canvas: Canvas, spot: Spot | None = None) -> None:
        self._show_surface()
        self._take_look(self._text_look if canvas is self._text else self._page_look)
        self.surface.show_canvas(canvas, spot)
        self.header.show_text_view(on=canvas is self._text, possible=self._pages is not None)
        self.header.show_page(self.page(), self._page_count())
        self._on_zoom_changed(self.surface.zoom)
        self._settling.start()
        self._following.start()

    def _take_look(self, look: Look) -> None:
        self.surface.zoom_mode = look.mode
        if look.mode is ZoomMode.FREE:
            self.surface.zoom = look.zoom

    def _keep_look(self) -> None:
        """Remember the zoom of the view on show."""
        look = Look(self.surface.zoom_mode, self.surface.zoom)
        if self.surface.canvas is None:
            return
        if self.text_view():
            before, self._text_look = self._text_look, look
            if before != look:
                self.view_changed.emit()
        else:
            self._page_look = look

    def _on_zoom_changed(self, zoom: float) -> None:
        super()._on_zoom_changed(zoom)
        self._keep_look()

    def view(self) -> str:
        """Return what holds for every document, for `set_view`: page order, darkness, text size, contents panel."""
        return json.dumps({
            "two": self._two_pages, "dark": self._dark_pages, "contents": str(self.contents.contents),
            "width": self.contents_width(), "text": [str(self._text_look.mode), round(self._text_look.zoom, 3)],
        })  # fmt: skip

    def set_view(self, view: str) -> None:
        """Look at documents as was kept; what is no such text is passed over."""
        try:
            kept = json.loads(view)
            mode, zoom = kept["text"]
            self._text_look = Look(ZoomMode(mode), float(zoom)).within_bounds()
            two, dark, contents, width = bool(kept["two"]), bool(kept["dark"]), Contents(kept["contents"]), int(kept["width"])
        except (ValueError, KeyError, TypeError, OverflowError):
            return
        if two is not self._two_pages:
            self.toggle_two_pages()
        if dark is not self._dark_pages:
            self.toggle_dark_pages()
        self.set_contents_width(width)
        self.contents.show_contents(contents)
        if self.text_view():
            self._take_look(self._text_look)
            self.surface.lay_out()

    # place and zoom

    def page(self) -> int:
        """Return the page on show, 0 in a document without pages."""
        return self.surface.page if self._page_count() else 0

    def _page_count(self) -> int:
        if self._pages is not None and self._pages.is_open:
            return self._pages.page_count
        return (self._reading.page_count or 0) if self._reading else 0

    def go_to_page(self, page: int) -> None:
        """Go to the top of a page."""
        count = self._page_count()
        if count:
            self.surface.go_to_page(min(max(page, 1), count))

    def ask_for_page(self) -> None:
        """Put the cursor into the page box."""
        if self.header.page_box.isVisibleTo(self):
            self.header.page_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.header.page_box.selectAll()

    def zoom(self) -> float:
        """Return the zoom; 1 is the size of the paper."""
        return self.surface.zoom

    def zoom_in(self) -> None:
        """Zoom in by a step."""
        self.surface.step_zoom(1)

    def zoom_out(self) -> None:
        """Zoom out by a step."""
        self.surface.step_zoom(-1)

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a value; 1 is the size of the paper."""
        self.surface.set_zoom(zoom)

    def fit_width(self) -> None:
        """Fit the text to the width, margins trimmed, and keep it so when the window changes; the text view's own size."""
        self.surface.fit(ZoomMode.FIT_WIDTH)
        self._on_zoom_changed(self.surface.zoom)

    def fit_page(self) -> None:
        """Fit whole pages into the window."""
        self.surface.fit(ZoomMode.FIT_PAGE)
        self._on_zoom_changed(self.surface.zoom)

    def place(self) -> str:
        """Return place, zoom and view as text, for `restore_place`."""
        surface = self.surface
        return Place(surface.spot(), self._page_look, self.text_view()).as_text()

    def restore_place(self, place: str) -> None:
        """Go back to a place, at once or when the pages are there; what is no place is passed over."""
        kept = read_place(place)
        if kept is None or self.surface.canvas is None:
            return
        if self._pages is not None and not self._pages.is_open:
            self._place_wanted = place
            return
        self._page_look = kept.look
        if not self.text_view():
            self._take_look(kept.look)
        if kept.text_view != self.text_view() and self._pages is not None:
            self._show_canvas(self._text if kept.text_view and self._text else self._pages, kept.spot)
        self.surface.lay_out(kept.spot)
        self._on_zoom_changed(self.surface.zoom)

    def toggle_text_view(self) -> None:
        """Change between the pages and the text alone, at the same place."""
        if self._pages is None or self._text is None:
            self.header.show_text_view(on=self.text_view(), possible=False)
            return
        if self.area_tool.draft is not None and self.area_tool.draft.words:
            self.area_tool.setFocus(Qt.FocusReason.OtherFocusReason)  # its words are not tagged yet: it says how
            return
        self.area_tool.close_tool()
        span = self.surface.selection.span if self.surface.selection else None
        spot = self.surface.spot()
        to_pages = self.text_view()
        self._show_canvas(self._pages if to_pages else self._text, spot)
        if to_pages and spot.page:  # the share of a row says nothing of its page
            rect = self._pages.page_rect(spot.page)
            self.surface.lay_out(Spot(spot.page, (self._pages.y_near(spot.offset) - rect.top()) / max(rect.height(), 1.0), spot.offset))
        if span is not None:
            self.surface.reveal(span)

    def toggle_two_pages(self) -> None:
        """Show pages side by side, or one below the other; for every document from here on."""
        self._two_pages = not self._two_pages
        self.header.show_page_choices(two=self._two_pages, dark=self._dark_pages)
        if self._pages is not None:
            self._pages.two_pages = self._two_pages
            if not self.text_view():
                self.surface.lay_out()
        self.view_changed.emit()

    def toggle_dark_pages(self) -> None:
        """Show pages light on dark, or as printed; for every document from here on."""
        self.show_dark_pages(on=not self._dark_pages)

    @property
    def dark_pages(self) -> bool:
        return self._dark_pages

    def show_dark_pages(self, *, on: bool) -> None:
        """Show pages light on dark, or as printed."""
        self._dark_pages = on
        self.header.show_page_choices(two=self._two_pages, dark=self._dark_pages)
        if self._pages is not None:
            self._pages.show_dark(self._dark_pages)
        self.view_changed.emit()

    def go_back(self) -> None:
        """Return to the place before the last jump."""
        self.surface.go_back()

    def go_forward(self) -> None:
        """Go again where one came back from."""
        self.surface.go_forward()

    def text_view(self) -> bool:
        """Tell whether the text alone is on show."""
        return self.surface.canvas is not None and self.surface.canvas is self._text

    def outline_entries(self) -> tuple[Entry, ...]:
        """Return the headings of the document."""
        return self._outline

    # contents

    def toggle_contents(self, contents: Contents) -> None:
        """Open the outline or the small pages with the focus in it; close the panel where that is on show."""
        shown = self.contents.contents is contents
        self.contents.show_contents(Contents.NOTHING if shown else contents, focus=not shown)

    def _show_contents_of(self, pages: PageCanvas | None) -> None:
        """Fill the panel for a document; ``pages`` None where it has none."""
        self.contents.outline.show_entries(self._outline)
        self.contents.pages.page = 0
        self.contents.pages.pages.show(pages.page_sizes() if pages else (), pages.small if pages else lambda _: None)
        self.contents.set_paged(pages is not None)
        self.contents.pages.wish()

    def _on_contents_shown(self) -> None:
        contents = self.contents.contents
        self.header.show_contents(outline=contents is Contents.OUTLINE, pages=contents is Contents.PAGES)
        if contents is not Contents.PAGES and self._pages is not None:
            self._pages.look_through(1, 0)
        if contents is not Contents.NOTHING:
            self._settling.start()
            self._following.start()
        self.view_changed.emit()

    def _on_pages_seen(self, first: int, last: int) -> None:
        if self._pages is not None:
            self._pages.look_through(first, last)

    def _show_ticks(self) -> None:
        super()._show_ticks()
        if self._pages is not None and self._pages.is_open and self.contents.contents is Contents.PAGES:
            finder = self.surface.finder
            self.contents.pages.pages.set_marks(marks_by_page(self._marks, finder.hits if finder else (), self._pages))

    def _follow_place(self) -> None:
        """Show in the panel where the reader is."""
        if self.surface.canvas is None or self.contents.contents is Contents.NOTHING:
            return
        if self.contents.contents is Contents.OUTLINE:
            bar = self.surface.verticalScrollBar().value()
            self.contents.outline.show_place(self.surface.canvas.spot(bar + self.surface.viewport().height() / 4).offset)
        else:
            self.contents.pages.show_page(self.page())

    def _on_thumbnail(self, page: int) -> None:
        self.go_to_page(page)
        self.surface.setFocus()

    # answers to the parts

    def _on_page_changed(self, page: int) -> None:
        self.header.show_page(page, self._page_count())
        if self._page_count():
            self.page_changed.emit(page)

    def _on_outline(self, offset: int) -> None:
        if self._order is not None:
            span = self._order.block_span(offset)
            if self.surface.selection is not None:
                self.surface.selection.set(None)
                self.surface.selection.caret = span.start
            self.surface.go_to(span)
            self.surface.setFocus()
