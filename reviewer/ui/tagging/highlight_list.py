"""The list of highlights: Up and Down move the page, Delete deletes, Enter opens the note in the card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QListView, QWidget

from reviewer.ui.tagging.card_delegate import CardDelegate
from reviewer.ui.tagging.cards import Card
from reviewer.ui.tagging.highlight_model import HighlightModel, Index
from reviewer.ui.tagging.note_field import NoteField
from reviewer.ui.tagging.tag_menu import KEYS

_OWN_KEYS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
MANY = 300  # cards, from which on all take the same height
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class HighlightList(QListView):
    """Cards painted by a delegate: as quick with two thousand highlights as with ten."""

    activated_by_user = Signal(str, str)  # highlight, document
    delete_requested = Signal(object)  # tuple of ids
    tag_key_pressed = Signal(str)  # a digit, while several cards are selected
    note_typed = Signal(str, str)
    note_left = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Highlights")
        self.cards = HighlightModel()
        self.setModel(self.cards)
        self._delegate = CardDelegate(self)
        self.setItemDelegate(self._delegate)
        self._delegate.note_typed.connect(self.note_typed)
        self._delegate.note_left.connect(self._on_note_left)
        self._delegate.closeEditor.connect(self._on_editor_closed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # cards keep their width
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))  # without a handle while all is in view
        bar.setEnabled(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self._quiet = False

    # What is shown and selected

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; selection, current card and place stay where their cards remain."""
        selected, current = set(self.selected_ids()), self.current_id()
        row, place = self.currentIndex().row(), self.verticalScrollBar().value()
        self._quiet = True
        self._set_uniform(len(cards) > MANY)
        if self._delegate.editing and all(card.id != self._delegate.editing for card in cards):
            self._stop_editing()
        anew = self.cards.show(tuple(cards))
        if anew:
            self._stop_editing()
            for one, at in self.cards.rows().items() if selected else ():
                if one in selected:
                    self.selectionModel().select(self.cards.index(at), QItemSelectionModel.SelectionFlag.Select)
        if current and self.cards.row_of(current) is None:
            if self.cards.cards and self.hasFocus():
                self._focus_row(min(row, len(self.cards.cards) - 1))
            else:
                self.setCurrentIndex(QModelIndex())  # never a neighbour that nobody went to
        elif anew and current:
            self._set_current(current)
        if anew:
            self.verticalScrollBar().setValue(place)
        self._quiet = False

    def _set_uniform(self, on: bool) -> None:
        """Give up measuring each card where there are very many."""
        if on is not self._delegate.uniform:
            self._stop_editing()
            self._delegate.uniform = on
            self._delegate.forget()
            self.setUniformItemSizes(on)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.forget()

    def current_id(self) -> str:
        card = self.cards.card(self.currentIndex())
        return card.id if card else ""

    def selected_ids(self) -> tuple[str, ...]:
        """Return the selected highlights in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.cards.cards[row].id for row in rows)

    def select_id(self, highlight: str) -> bool:
        """Select one card and bring it into view, without telling that the officer went there."""
        row = self.cards.row_of(highlight)
        self._quiet = True
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self.cards.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._quiet = False
        return row is not None

    def go_to(self, highlight: str) -> None:
        """Select one card and tell that the officer went there."""
        if self.select_id(highlight):
            self._tell(self.currentIndex())

    def _set_current(self, highlight: str) -> None:
        row = self.cards.row_of(highlight)
        if row is not None:
            self.selectionModel().setCurrentIndex(self.cards.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _focus_row(self, row: int) -> None:
        index = self.cards.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # The note

    def edit_note(self, highlight: str) -> bool:
        """Open the note in its card and put the caret into it."""
        row = self.cards.row_of(highlight)
        if row is None:
            return False
        self._stop_editing()
        self.select_id(highlight)
        self._delegate.editing = highlight
        index = self.cards.index(row)
        self._delegate.sizeHintChanged.emit(index)
        self.doItemsLayout()
        self.scrollTo(index)
        self.edit(index)
        field = self.indexWidget(index) or self.findChild(NoteField)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        below = self.visualRect(index).bottom() - self.viewport().height()
        if below > 0 and not self._delegate.uniform:  # a low window: the field before the head of its card
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + below + 1)
        return True

    def refuse_note(self) -> None:
        """Tell the open note that it could not be saved, so that it does not close over what was typed."""
        field = self.findChild(NoteField)
        if field is not None:
            field.refuse()

    def _stop_editing(self) -> None:
        if self._delegate.editing:
            field = self.findChild(NoteField)
            if field is not None:
                field.flush()
                self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)
            self._on_editor_closed()

    def _on_note_left(self) -> None:
        field = self.findChild(NoteField)
        if field is not None:
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)
        self._on_editor_closed()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note_left.emit()

    def _on_editor_closed(self) -> None:
        if self._delegate.editing:
            self._delegate.editing = ""
            self.doItemsLayout()

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Take the keys that mean something in a list before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        return event.key() in _OWN_KEYS or self._is_bulk(event)

    def _is_bulk(self, event: QKeyEvent) -> bool:
        """With one card selected a digit is the place's; with several it tags them all in one step."""
        return event.text() in KEYS and bool(event.text()) and len(self.selectionModel().selectedIndexes()) > 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.current_id():
            self.edit_note(self.current_id())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected_ids():
            self.delete_requested.emit(self.selected_ids())
        elif event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif self._is_bulk(event):
            self.tag_key_pressed.emit(event.text())
        elif event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # letters are the place's actions, never a search in the list
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.scrollTo(current)
            self._tell(current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the passage also when its card was the current one already."""
        before = self.current_id()
        super().mousePressEvent(event)
        if self.indexAt(event.position().toPoint()).isValid() and self.current_id() == before:
            self._tell(self.currentIndex())

    def _tell(self, index: Index) -> None:
        card = self.cards.card(index)
        if card is not None:
            self.activated_by_user.emit(card.id, card.highlight.document)
