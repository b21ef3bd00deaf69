"""The tagging sidebar: tags above, highlights in the middle, the reader's suggestions below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.review import ReadingSuggestion
from reviewer.domain.tag_tree import RunningTotals
from reviewer.ui import tasks, widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.key_words import with_keys
from reviewer.ui.keymap import follow, keymap
from reviewer.ui.tagging.cards import CardMaker, Order, number_of
from reviewer.ui.tagging.highlight_section import HighlightSection
from reviewer.ui.tagging.suggestions import SuggestionBox
from reviewer.ui.tagging.tag_section import TagSection

WIDTH = 320
_AT_ONCE = 100  # suggestions that are quickly accepted
LIST_ROOM = 230  # pixels that the highlights keep before the tags may show all their rows
TABLES = frozenset({"tag", "highlight", "highlight_tag", "recommendation", "suggestion", "document", "fact"})
NO_DOCUMENT = "Open a document from the library; its highlights are listed here."
NO_HIGHLIGHT = "Select a passage and press a tag’s number. Down, then [[tag.1]] makes the next paragraph a recommendation."
NOTHING_TAGGED = "Nothing is tagged in this review yet."


class TaggingSidebar(QWidget):
    """Show a document's tags, highlights and suggestions, and change them through the workspace.

    `show_document` and `refresh` redraw from the workspace; nothing is kept here but what is selected, the order,
    the filter, and whether the whole review is listed.
    """

    tag_requested = Signal(str)
    highlight_activated = Signal(str, str)  # highlight, document
    suggestion_activated = Signal(str)
    noticed = Signal(str)
    failed = Signal(str)
    back_requested = Signal()  # the focus goes back to the page

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document: str | None = None
        self._armed = ""
        self._drawn: tuple[object, ...] = ()  # what all of it shows, and what the suggestions' box does
        self._offered: tuple[object, ...] = ()
        self._cards, self._totals = CardMaker(), RunningTotals()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Tagging")
        self.setMinimumWidth(240)
        self.tags = TagSection(workspace)
        self.highlights = HighlightSection(workspace)
        self.box = SuggestionBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tags)
        layout.addWidget(widgets.rule())
        layout.addWidget(self.highlights, 1)
        self._box_rule = widgets.rule()
        layout.addWidget(self._box_rule)
        layout.addWidget(self.box)
        self._connect()
        self.show_document(None)
        follow(self, self._say_again)

    def _connect(self) -> None:
        for section in (self.tags, self.highlights):
            section.changed.connect(self._redraw)
            section.noticed.connect(self.noticed)
            section.failed.connect(self.failed)
            section.back_requested.connect(self.back_requested)
        self.tags.tag_requested.connect(self.tag_requested)
        self.tags.filter_requested.connect(self.highlights.filter_by_tag)
        self.tags.folded.connect(self._fit)
        self.highlights.highlight_activated.connect(self.highlight_activated)
        self.highlights.scope_changed.connect(self._redraw)
        self.box.activated.connect(self.suggestion_activated)
        self.box.accept_requested.connect(self.accept_current)
        self.box.accept_all_requested.connect(self.accept_all)
        self.box.dismiss_requested.connect(self.dismiss_current)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    # What is shown

    def show_document(self, document: str | None) -> None:
        """Show the tags, highlights and suggestions of this document, or of none."""
        if document != self._document:
            self.box.forget_place()
        self._document = document
        self._redraw()

    def refresh(self, tables: frozenset[str]) -> None:
        """Redraw where one of the tables it shows has changed."""
        if tables & TABLES:
            self._redraw()

    def arm(self, tag: str) -> None:
        """Mark a tag as the sticky one ("" for none)."""
        self._armed = tag
        self._redraw()

    def sort(self, order: Order) -> None:
        """Sort the highlights."""
        self.highlights.sort(order)

    def show_whole_review(self, whole: bool) -> None:
        """List the highlights of all documents, or of the one shown."""
        self.highlights.show_whole_review(whole)

    def _redraw(self) -> None:
        space, document, whole = self._workspace, self._document, self.highlights.whole_review
        tags, everything = space.tags(), document is None or whole
        here = space.highlights(document) if document else ()
        listed = space.highlights() if whole else here
        recommendations = space.recommendations(None if everything else document) if listed else ()
        suggestions = space.suggestions(document) if document else ()
        documents = space.documents() if whole else ()
        drawn = (document, self._armed, tags, here, listed, recommendations, suggestions, documents)
        if _same(drawn, self._drawn):
            return
        offered = (document, tags, suggestions)
        anew = not _same(offered, self._offered)
        self._drawn, self._offered = drawn, offered
        self.tags.show_tags(tags, self._totals.of(tags, here), self._armed)
        cards = self._cards.cards(listed, tags, recommendations, documents)
        self.highlights.show_cards(cards, self._empty_words(whole))
        if anew:
            self.box.show_suggestions(suggestions, {tag.id: tag for tag in tags})
            self._box_rule.setVisible(bool(suggestions))
            self._fit()

    def _empty_words(self, whole: bool) -> str:
        if whole:
            return NOTHING_TAGGED
        return with_keys(NO_HIGHLIGHT) if self._document is not None else NO_DOCUMENT

    def _say_again(self) -> None:
        """Draw anew what names keys."""
        self._drawn = ()
        self._redraw()

    def _fit(self) -> None:
        box = self.box.sizeHint().height() if self.box.suggestions else 0
        self.tags.fit(self.height() - box - LIST_ROOM - 2 * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on. (A focus proxy would keep Tab from getting round, when it changes.)"""
        inner = self.highlights.list if self.highlights.list.isVisible() else self.tags.list
        inner.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    # Highlights

    def select_highlight(self, highlight: str) -> None:
        """Select a highlight's card, as when it was clicked on the page; "" selects none."""
        self.highlights.select(highlight)

    def current_highlight(self) -> str:
        """Return the current card's highlight, "" for none."""
        return self.highlights.list.current_id()

    def selected_highlights(self) -> tuple[str, ...]:
        """Return the selected cards' highlights in the order shown."""
        return self.highlights.selected()

    def edit_note(self, highlight: str) -> bool:
        """Open the note of a highlight in its card. Return whether the card is in the list."""
        return self.highlights.edit_note(highlight)

    def toggle_tag(self, tag: str) -> bool:
        """Put a tag on the selected cards or take it off, in one step. Return whether any was selected."""
        return self.highlights.toggle_tag(tag)

    def delete_highlights(self, highlights: tuple[str, ...]) -> None:
        """Delete highlights in one step and go to the neighbour."""
        self.highlights.delete_highlights(highlights)

    def new_tag(self) -> None:
        """Open the field for a new tag's name."""
        self.tags.new_tag()

    # Suggestions

    def current_suggestion(self) -> ReadingSuggestion | None:
        """Return the suggestion that A would accept."""
        return self.box.current()

    def select_suggestion(self, suggestion: str) -> None:
        """Make a suggestion current, as when it was clicked on the page."""
        self.box.select(suggestion)

    def accept_current(self) -> None:
        """Accept the current suggestion; the next one becomes current and is shown on the page."""
        current = self.box.current()
        if current is not None:
            self._settle((current.id,), accept=True)

    def dismiss_current(self) -> None:
        """Dismiss the current suggestion; it stays away."""
        current = self.box.current()
        if current is not None:
            self._settle((current.id,), accept=False)

    def accept_all(self) -> None:
        """Accept all suggestions of the document in one undo step; very many beside the window."""
        chosen = tuple(one.id for one in self.box.suggestions)
        if len(chosen) > _AT_ONCE:
            self.noticed.emit(f"Accepting {number_of(len(chosen), 'suggestion')} …")
            tasks.run_in_background(
                self, lambda: self._workspace.accept_suggestions(chosen), lambda _: self._on_all_accepted(len(chosen)), self._on_error
            )
        elif chosen and self._settle(chosen, accept=True):
            self._on_all_accepted(len(chosen))

    def _on_all_accepted(self, count: int) -> None:
        undo = keymap().words("edit.undo")
        self.noticed.emit(f"{number_of(count, 'suggestion').capitalize()} accepted. {undo} takes {'it' if count == 1 else 'them'} back.")

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(str(error) if isinstance(error, UserError) else "The suggestions could not be accepted; nothing was changed.")

    def _settle(self, suggestions: tuple[str, ...], *, accept: bool) -> bool:
        with attempt(self.failed) as outcome:
            if accept:
                self._workspace.accept_suggestions(suggestions)
            else:
                self._workspace.dismiss_suggestions(suggestions)
        if outcome.worked:
            self._redraw()
            following = self.box.current()
            if following is not None:
                self.suggestion_activated.emit(following.id)
        return outcome.worked


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether nothing is new. The workspace gives the same tuple again until a row of its table changes."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, str) and a == b) for a, b in zip(one, other, strict=True)
    )
