"""The sidebar's highlights: this document's or the whole review's, sorted, filtered, noted, tagged, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.ui import theme, widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.keymap import keymap, tip
from reviewer.ui.tagging.bulk_menu import BulkMenu
from reviewer.ui.tagging.cards import ORDER_WORDS, Arranger, Card, Filter, Order, number_of
from reviewer.ui.tagging.chips import tag_key_words
from reviewer.ui.tagging.filter_menu import FilterMenu
from reviewer.ui.tagging.highlight_list import HighlightList
from reviewer.ui.tagging.parts import MenuButton, pop_up, row
from reviewer.ui.widgets import ElidedLabel

_FILTER_PAUSE_MS = 120
_SCOPES = {False: "this document", True: "whole review"}


class HighlightSection(QWidget):
    """Heading, filter and list. ``changed``: the workspace was written to; ``scope_changed``: other cards are wanted."""

    highlight_activated = Signal(str, str)
    scope_changed = Signal()
    changed = Signal()
    noticed = Signal(str)
    failed = Signal(str)
    back_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._cards: tuple[Card, ...] = ()
        self._arranger = Arranger()
        self._order = Order.PLACE
        self.whole_review = False
        self._empty_words = ""
        self.count = ElidedLabel()
        self.count.setFont(theme.font(semibold=True))
        self.scope = MenuButton("Which highlights are listed")
        for whole, words in _SCOPES.items():
            self.scope.add(words).triggered.connect(lambda _on, one=whole: self.show_whole_review(one))
        self.scope.show_choice(_SCOPES[False])
        self.sorting = MenuButton("Order of the highlights")
        for order, words in ORDER_WORDS.items():
            self.sorting.add(words).triggered.connect(lambda _on, one=order: self.sort(one))
        self.sorting.show_choice(ORDER_WORDS[self._order])
        self.filter = QLineEdit()
        self.filter.setAccessibleName("Filter the highlights")
        self.filter.setPlaceholderText("Filter: tag, text, note")
        self.filter.setClearButtonEnabled(True)
        self.choices = FilterMenu()
        self.shown = ElidedLabel("", "soft")
        self.all_again = widgets.button("Show all", role="quiet")
        tip(self.all_again, "Show all highlights again", "highlight.show_all")
        self.bulk = BulkMenu(workspace)
        self.list = HighlightList()
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = widgets.label("", "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 10, 14, 10)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_FILTER_PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(self.count, self.scope, self.sorting, top=4))
        layout.addLayout(row(self.filter, self.choices, self.bulk, top=2, bottom=4))
        self._only = QWidget()
        self._only.setLayout(row(self.shown, self.all_again, bottom=2))
        layout.addWidget(self._only)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.list.activated_by_user.connect(self.highlight_activated)
        self.list.delete_requested.connect(self.delete_highlights)
        self.list.tag_key_pressed.connect(self._on_tag_key)
        self.list.note_typed.connect(self._set_note)
        self.list.note_left.connect(self.back_requested)
        self.list.back_requested.connect(self.back_requested)
        self.list.customContextMenuRequested.connect(self._show_highlight_menu)
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._arrange)
        self.choices.changed.connect(self._arrange)
        self.all_again.clicked.connect(self.show_all)
        self.bulk.asked_for = self.for_bulk
        for signal, mine in ((self.bulk.noticed, self.noticed), (self.bulk.failed, self.failed), (self.bulk.changed, self.changed)):
            signal.connect(mine)

    # What is shown

    def show_cards(self, cards: Sequence[Card], empty_words: str) -> None:
        """Show these cards as sorted and filtered; ``empty_words`` say what to do where there is none."""
        self._cards, self._empty_words = tuple(cards), empty_words
        self.choices.offer(self._workspace.tags(), lambda: sorted({card.highlight.author for card in self._cards}))
        self._arrange()

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, before sorting and filtering."""
        return self._cards

    def show_whole_review(self, whole: bool) -> None:
        """List the highlights of all documents, or of the one shown."""
        self.whole_review = whole
        self.scope.show_choice(_SCOPES[whole])
        self.scope_changed.emit()

    def sort(self, order: Order) -> None:
        """Sort the list."""
        self._order = order
        self.sorting.show_choice(ORDER_WORDS[order])
        self._arrange()

    def filter_by_tag(self, tag: str) -> None:
        """List only the highlights of a tag and of those under it."""
        self.choices.choose_tag(tag)

    def show_all(self) -> None:
        """Take every part of the filter off."""
        self.filter.clear()
        self.choices.clear()
        self._arrange()

    def wanted(self) -> Filter:
        """Return what is listed."""
        return self.choices.filter(self.filter.text())

    def for_bulk(self) -> tuple[str, ...]:
        """Return what an act on many is done to: the selected cards where there are several, else all that are listed."""
        self._settle_filter()
        chosen = self.selected()
        return chosen if len(chosen) > 1 else tuple(card.id for card in self.list.cards.cards)

    def filter_by(self, words: str) -> None:
        """List only the highlights that hold these words."""
        self.filter.setText(words)
        self._arrange()

    def select(self, highlight: str) -> None:
        """Select a card, taking the filter off where it hides the card; "" selects none."""
        self._settle_filter()
        if self.list.select_id(highlight) or not highlight:
            return
        if any(card.id == highlight for card in self._cards):
            self.show_all()
            self.list.select_id(highlight)

    def edit_note(self, highlight: str) -> bool:
        """Open the note of a highlight in its card. Return whether the card is in the list."""
        self.select(highlight)
        return self.list.edit_note(highlight)

    def _settle_filter(self) -> None:
        if self._pause.isActive():
            self._arrange()

    def _arrange(self) -> None:
        self._pause.stop()
        wanted = self.wanted()
        shown = self._arranger.arranged(self._cards, self._order, wanted)
        self.list.show_cards(shown)
        total = len(self._cards)
        words = number_of(total, "highlight")
        self.count.show_words(f"{len(shown)} of {total}" if len(shown) != total else words.capitalize())
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        words = self.choices.words()
        self.shown.show_words(f"Only {words}" if words else "")
        self._only.setVisible(bool(words))
        self.bulk.setEnabled(bool(shown))
        filtered = f"No highlight fits. {keymap().words('highlight.show_all')} shows all again."
        self.empty.setText(filtered if self._cards else self._empty_words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_filter = self.filter.hasFocus()
        if event.key() == Qt.Key.Key_Escape and in_filter and self.wanted() != Filter():
            self.show_all()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_filter:
            self._settle_filter()
            if self.list.cards.cards:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                self.list.go_to(self.list.current_id() or self.list.cards.cards[0].id)
        else:
            super().keyPressEvent(event)

    # Acts

    def selected(self) -> tuple[str, ...]:
        """Return the selected cards' highlights in the order shown."""
        return self.list.selected_ids()

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
        self.changed.emit()
        words = number_of(len(highlights), "highlight")
        self.noticed.emit(f"{words.capitalize()} deleted. {keymap().words('edit.undo')} brings {'it' if len(highlights) == 1 else 'them'} back.")
        neighbour = next(iter(after or before[-1:]), "")
        if neighbour:
            self.list.go_to(neighbour)

    def _set_note(self, highlight: str, note: str) -> None:
        with attempt(self.failed) as outcome:
            self._workspace.set_note(highlight, note)
        if not outcome.worked:
            self.list.refuse_note()

    def toggle_tag(self, tag: str) -> bool:
        """Put a tag on the selected cards, or take it off where all have it. Return whether any was selected."""
        chosen = self.selected()
        if chosen:
            with attempt(self.failed):
                self._workspace.toggle_tags(chosen, tag)
        return bool(chosen)

    def _on_tag_key(self, key: str) -> None:
        tag = next((tag for tag in self._workspace.tags() if tag.key == key), None)
        if tag is None:
            self.noticed.emit(f"No tag has the key {key}. Give one its key in the list of tags.")
        else:
            self.toggle_tag(tag.id)

    def _show_highlight_menu(self, place: QPoint) -> None:
        chosen = self.selected()
        if not chosen:
            return
        menu = QMenu(self)
        tags = menu.addMenu("Tag" if len(chosen) == 1 else f"Tag {len(chosen)} highlights")
        of_all = [set(card.highlight.tags) for card in self._cards if card.id in chosen]
        for tag in self._workspace.tags():
            action = tags.addAction(f"{tag.name}\t{tag_key_words(tag)}")
            action.setCheckable(True)
            action.setChecked(all(tag.id in one for one in of_all))
            action.triggered.connect(lambda _on, one=tag.id: self.toggle_tag(one))
        if len(chosen) == 1:
            menu.addAction("Note\tEnter").triggered.connect(lambda: self.edit_note(chosen[0]))
        menu.addAction("Delete\tDel").triggered.connect(lambda: self.delete_highlights(chosen))
        pop_up(menu, self.list.viewport().mapToGlobal(place))
