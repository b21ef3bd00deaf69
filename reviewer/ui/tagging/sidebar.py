"""The tagging sidebar: tags above, highlights in the middle, the reader's suggestions below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeyEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.review import ReadingSuggestion
from reviewer.domain.tag import Highlight, Tag
from reviewer.ui import theme, widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.tagging import cards
from reviewer.ui.tagging.cards import ORDER_WORDS, Order, number_of
from reviewer.ui.tagging.colours import free_colour, line_for
from reviewer.ui.tagging.highlight_list import HighlightList
from reviewer.ui.tagging.suggestions import SuggestionBox
from reviewer.ui.tagging.tag_list import TagList
from reviewer.ui.tagging.tag_menu import KEYS, TagActs, tag_menu

WIDTH = 320
TABLES = frozenset({"tag", "highlight", "highlight_tag", "recommendation", "suggestion", "document", "fact"})
_FILTER_PAUSE_MS = 120


class TaggingSidebar(QWidget):
    """Show a document's tags, highlights and suggestions, and change them through the workspace.

    `show_document` and `refresh` redraw from the workspace; the sidebar keeps nothing of its own but what is
    selected, the order, the filter and whether the whole review is listed.
    """

    tag_requested = Signal(str)
    highlight_activated = Signal(str, str)
    suggestion_activated = Signal(str)
    noticed = Signal(str)
    failed = Signal(str)
    back_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document: str | None = None
        self._order = Order.PLACE
        self._whole_review = False
        self._armed = ""
        self._all: tuple[cards.Card, ...] = ()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Tagging")
        self.setMinimumWidth(240)
        self._build()
        self._connect()
        self.show_document(None)

    # Parts

    def _build(self) -> None:
        self.tags = TagList()
        self.tags.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.new_button = widgets.button("New tag", role="quiet", name="New tag, Ctrl T")
        self.new_name = QLineEdit()
        self.new_name.setAccessibleName("Name of the new tag")
        self.new_name.setPlaceholderText("Name of the new tag, then Enter")
        self.new_name.hide()
        self.count = widgets.label("", "heading")
        self.scope = _menu_button("Which highlights are listed")
        self.sorting = _menu_button("Order of the highlights")
        self._scope_menu()
        self._order_menu()
        self.filter = QLineEdit()
        self.filter.setAccessibleName("Filter the highlights")
        self.filter.setPlaceholderText("Filter by tag, text or note")
        self.filter.setClearButtonEnabled(True)
        self.list = HighlightList()
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = widgets.label("", "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 10, 14, 10)
        self.box = SuggestionBox()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_FILTER_PAUSE_MS)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(_row(widgets.label("TAGS — PRESS THE NUMBER", "section"), None, self.new_button, top=4))
        layout.addWidget(self.tags, 2)
        layout.addLayout(_row(self.new_name, top=2, bottom=4))
        layout.addWidget(widgets.rule())
        layout.addLayout(_row(self.count, None, self.scope, self.sorting, top=4))
        layout.addLayout(_row(self.filter, top=2, bottom=6))
        layout.addWidget(self.list, 5)
        layout.addWidget(self.empty, 5)
        layout.addWidget(widgets.rule())
        layout.addWidget(self.box)

    def _connect(self) -> None:
        self.tags.tag_chosen.connect(self.tag_requested)
        self.tags.delete_requested.connect(self._delete_tag)
        self.tags.rename_requested.connect(self._rename_tag)
        self.tags.order_requested.connect(self._reorder_tags)
        self.tags.customContextMenuRequested.connect(self._show_tag_menu)
        self.tags.back_requested.connect(self.back_requested)
        self.new_button.clicked.connect(self.new_tag)
        self.new_name.returnPressed.connect(self._add_tag)
        self.list.activated_by_user.connect(self.highlight_activated)
        self.list.delete_requested.connect(self.delete_highlights)
        self.list.note_typed.connect(self._set_note)
        self.list.note_left.connect(self.back_requested)
        self.list.back_requested.connect(self.back_requested)
        self.list.customContextMenuRequested.connect(self._show_highlight_menu)
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._arrange)
        self.box.activated.connect(self.suggestion_activated)
        self.box.accept_requested.connect(self.accept_current)
        self.box.accept_all_requested.connect(self.accept_all)
        self.box.dismiss_requested.connect(self.dismiss_current)

    def _scope_menu(self) -> None:
        menu = QMenu(self.scope)
        group = QActionGroup(menu)
        for words, whole in (("this document", False), ("whole review", True)):
            action = _checkable(menu, group, words, whole is self._whole_review)
            action.triggered.connect(lambda _on, one=whole: self.show_whole_review(one))
        self.scope.setMenu(menu)
        self.scope.setText("this document")

    def _order_menu(self) -> None:
        menu = QMenu(self.sorting)
        group = QActionGroup(menu)
        for order, words in ORDER_WORDS.items():
            action = _checkable(menu, group, words, order is self._order)
            action.triggered.connect(lambda _on, one=order: self.sort(one))
        self.sorting.setMenu(menu)
        self.sorting.setText(ORDER_WORDS[self._order])

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

    def show_whole_review(self, whole: bool) -> None:
        """List the highlights of all documents, or of the one shown."""
        self._whole_review = whole
        self.scope.setText("whole review" if whole else "this document")
        self._redraw()

    def sort(self, order: Order) -> None:
        """Sort the list."""
        self._order = order
        self.sorting.setText(ORDER_WORDS[order])
        self._arrange()

    def arm(self, tag: str) -> None:
        """Mark a tag as the sticky one ("" for none)."""
        self._armed = tag
        self._redraw_tags()

    def select_highlight(self, highlight: str) -> None:
        """Select a highlight's card, as when it was clicked on the page; "" selects none."""
        if self.list.select_id(highlight) or not highlight:
            return
        if any(card.id == highlight for card in self._all) and self.filter.text():
            self.filter.clear()
            self._arrange()
            self.list.select_id(highlight)

    def current_highlight(self) -> str:
        """Return the current card's highlight, "" for none."""
        return self.list.current_id()

    def selected_highlights(self) -> tuple[str, ...]:
        """Return the selected cards' highlights in the order shown."""
        return self.list.selected_ids()

    def edit_note(self, highlight: str) -> bool:
        """Open the note of a highlight in its card. Return whether the card is in the list."""
        self.select_highlight(highlight)
        return self.list.edit_note(highlight)

    def _redraw(self) -> None:
        tags = self._workspace.tags()
        here = self._workspace.highlights(self._document) if self._document else ()
        listed = self._workspace.highlights() if self._whole_review else here
        scope = None if self._whole_review else self._document
        recommendations = self._workspace.recommendations(scope) if scope or self._whole_review else ()
        documents = {one.id: one for one in self._workspace.documents()} if self._whole_review else None
        self._all = cards.cards_of(listed, tags, recommendations, documents)
        self._draw_tags(tags, here)
        self._arrange()
        suggestions = self._workspace.suggestions(self._document) if self._document else ()
        self.box.show_suggestions(suggestions, {tag.id: tag for tag in tags})

    def _redraw_tags(self) -> None:
        here = self._workspace.highlights(self._document) if self._document else ()
        self._draw_tags(self._workspace.tags(), here)

    def _draw_tags(self, tags: tuple[Tag, ...], here: tuple[Highlight, ...]) -> None:
        self.tags.show_tags(tags, cards.counted(here), self._armed)

    def _arrange(self) -> None:
        self._pause.stop()
        shown = cards.arranged(self._all, self._order, self.filter.text())
        self.list.show_cards(shown)
        total = len(self._all)
        words = number_of(total, "highlight")
        self.count.setText(f"{len(shown)} of {words}" if len(shown) != total else words.capitalize())
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(self._empty_words())

    def _empty_words(self) -> str:
        if self._all:
            return "No highlight holds these words. Esc in the filter shows all again."
        if self._document is None and not self._whole_review:
            return "Open a document from the library; its highlights are listed here."
        return "Select a passage and press a tag’s number. Down, 1 makes the next paragraph a recommendation."

    # Highlights

    def delete_highlights(self, highlights: tuple[str, ...]) -> None:
        """Delete highlights and go to the neighbour."""
        shown = [card.id for card in self.list.cards.cards]
        rows = [shown.index(one) for one in highlights if one in shown]
        after = [one for row, one in enumerate(shown) if one not in highlights and row > max(rows, default=-1)]
        before = [one for row, one in enumerate(shown) if one not in highlights and row < min(rows, default=0)]
        with attempt(self.failed) as outcome:
            self._workspace.delete_highlights(highlights)
        if not outcome.worked:
            return
        self._redraw()
        words = number_of(len(highlights), "highlight")
        self.noticed.emit(f"{words.capitalize()} deleted. Ctrl Z brings {'it' if len(highlights) == 1 else 'them'} back.")
        neighbour = next(iter(after or before[-1:]), "")
        if neighbour:
            self.list.select_id(neighbour)
            card = self.list.cards.card(self.list.currentIndex())
            if card is not None:
                self.highlight_activated.emit(card.id, card.highlight.document)

    def _set_note(self, highlight: str, note: str) -> None:
        with attempt(self.failed):
            self._workspace.set_note(highlight, note)

    def toggle_tag(self, tag: str) -> bool:
        """Put a tag on the selected cards, or take it off where all have it. Return whether any was selected."""
        chosen = self.selected_highlights()
        if chosen:
            with attempt(self.failed):
                self._workspace.toggle_tags(chosen, tag)
        return bool(chosen)

    def _show_highlight_menu(self, place: QPoint) -> None:
        chosen = self.selected_highlights()
        if not chosen:
            return
        menu = QMenu(self)
        tags = menu.addMenu("Tag" if len(chosen) == 1 else f"Tag {len(chosen)} highlights")
        of_all = [set(card.highlight.tags) for card in self._all if card.id in chosen]
        for tag in self._workspace.tags():
            action = tags.addAction(f"{tag.name}\t{tag.key}" if tag.key else tag.name)
            action.setCheckable(True)
            action.setChecked(all(tag.id in one for one in of_all))
            action.triggered.connect(lambda _on, one=tag.id: self.toggle_tag(one))
        if len(chosen) == 1:
            menu.addAction("Note\tEnter").triggered.connect(lambda: self.edit_note(chosen[0]))
        menu.addAction("Delete\tDel").triggered.connect(lambda: self.delete_highlights(chosen))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(place))

    # Tags

    def new_tag(self) -> None:
        """Open the field for a new tag's name."""
        self.new_name.show()
        self.new_name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_tag(self) -> None:
        name = " ".join(self.new_name.text().split())
        if not name:
            return
        tags = self._workspace.tags()
        colour = free_colour([tag.fill for tag in tags])
        key = next((key for key in KEYS if key not in {tag.key for tag in tags}), "")
        with attempt(self.failed) as outcome:
            made = self._workspace.add_tag(name, fill=colour.fill, line=colour.line, key=key)
        if not outcome.worked:
            return
        self.new_name.clear()
        self.new_name.hide()
        self._redraw()
        self.tags.select_tag(made)
        self.tags.setFocus(Qt.FocusReason.OtherFocusReason)
        self.noticed.emit(f"Tag {name} added" + (f"; its key is {key}." if key else "; all nine keys are taken."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.new_name.isVisible() and self.new_name.hasFocus():
            self.new_name.clear()
            self.new_name.hide()
            self.tags.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.filter.hasFocus() and self.filter.text():
            self.filter.clear()
            self._arrange()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return) and self.filter.hasFocus() and self.list.cards.cards:
            self._pause.stop()
            self._arrange()
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.select_id(self.current_highlight() or self.list.cards.cards[0].id)
        else:
            super().keyPressEvent(event)

    def _tag(self, tag: str) -> Tag:
        return next(one for one in self._workspace.tags() if one.id == tag)

    def _change_tags(self, *changed: Tag, label: str) -> bool:
        with attempt(self.failed) as outcome:
            self._workspace.change_tags(changed, label)
        if outcome.worked:
            self._redraw()
        return outcome.worked

    def _change_tag(self, changed: Tag) -> None:
        self._change_tags(changed, label=f"Change tag {changed.name}")

    def _rename_tag(self, tag: str, name: str) -> None:
        self._change_tags(replace(self._tag(tag), name=name), label="Rename tag")

    def _reorder_tags(self, ids: tuple[str, ...]) -> None:
        by_id = {tag.id: tag for tag in self._workspace.tags()}
        moved = [replace(by_id[one], position=place) for place, one in enumerate(ids, 1)]
        self._change_tags(*(tag for tag in moved if tag != by_id[tag.id]), label="Re-order tags")

    def _new_key(self, tag: Tag, key: str) -> None:
        other = next((one for one in self._workspace.tags() if key and one.key == key and one.id != tag.id), None)
        changed = [replace(tag, key=key)]
        if other is not None:
            changed.insert(0, replace(other, key=tag.key))
        if self._change_tags(*changed, label=f"Key of {tag.name}") and other is not None:
            now = f"has {tag.key}" if tag.key else "has no key"
            self.noticed.emit(f"{key} is now {tag.name}; {other.name} {now}.")

    def _own_colour(self, tag: Tag) -> None:
        dialog = QColorDialog(QColor(tag.fill), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(f"Colour of {tag.name}")
        dialog.colorSelected.connect(lambda colour: self._change_colour(tag.id, colour.name()))
        dialog.open()

    def _change_colour(self, tag: str, fill: str) -> None:
        self._change_tags(replace(self._tag(tag), fill=fill, line=line_for(fill)), label="Recolour tag")

    def _delete_tag(self, tag: str) -> None:
        name = self._tag(tag).name
        with attempt(self.failed) as outcome:
            self._workspace.delete_tag(tag)
        if outcome.worked:
            self._redraw()
            self.noticed.emit(f"Tag {name} deleted. Ctrl Z brings it back with its highlights.")

    def _filter_by(self, tag: Tag) -> None:
        self.filter.setText(tag.name)

    def _show_tag_menu(self, place: QPoint) -> None:
        index = self.tags.indexAt(place)
        tag = self.tags.model_.tag(index) if index.isValid() else self.tags.current_tag()
        if tag is None:
            return
        self.tags.select_tag(tag.id)
        acts = TagActs(
            choose=self.tag_requested.emit,
            rename=self.tags.rename,
            change=self._change_tag,
            own_colour=self._own_colour,
            new_key=self._new_key,
            move=self.tags.move_current,
            filter=self._filter_by,
            delete=self._delete_tag,
        )
        menu = tag_menu(tag, self._workspace.tags(), acts, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tags.viewport().mapToGlobal(place))

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
        """Accept all suggestions of the document in one undo step."""
        suggestions = self.box.suggestions
        if suggestions:
            self._settle(tuple(one.id for one in suggestions), accept=True)
            self.noticed.emit(f"{number_of(len(suggestions), 'suggestion').capitalize()} accepted. Ctrl Z takes them back.")

    def _settle(self, suggestions: tuple[str, ...], *, accept: bool) -> None:
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


def _row(*parts: QWidget | None, top: int = 0, bottom: int = 0) -> QHBoxLayout:
    """Lay parts side by side; None is the stretch between them."""
    layout = QHBoxLayout()
    layout.setContentsMargins(12, top, 8, bottom)
    layout.setSpacing(4)
    for part in parts:
        if part is None:
            layout.addStretch()
        else:
            layout.addWidget(part)
    return layout


def _menu_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFont(theme.font(theme.SMALL))
    return button


def _checkable(menu: QMenu, group: QActionGroup, words: str, chosen: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)
    return action
