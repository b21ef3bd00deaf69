"""The model of the highlight list: cards under a role, changed in place where the rows stay the same."""

from __future__ import annotations

from operator import is_
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from reviewer.ui.note_text import tip_of
from reviewer.ui.tagging.cards import Card

CARD_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_FEW_ROWS = 24


class HighlightModel(QStringListModel):
    """Cards in the order shown. Editing a card edits its note (`NoteField` does the writing).

    Qt's list model holds nothing but the number of rows: a view asks for that thousands of times while it lays out,
    which in Python took 20 ms for two thousand rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[Card, ...] = ()
        self._rows: dict[str, int] = {}

    @property
    def cards(self) -> tuple[Card, ...]:
        return self._cards

    def show(self, cards: tuple[Card, ...]) -> bool:
        """Show these cards. Return whether all rows are new (then selection and editor are gone).

        A few rows that come or go at one place do so one by one: the others keep their place, size and selection.
        """
        before = self._cards
        first = _common(before, cards)
        last = min(_common(before[::-1], cards[::-1]), len(before) - first, len(cards) - first)
        gone, new = len(before) - first - last, len(cards) - first - last
        if gone > _FEW_ROWS or new > _FEW_ROWS:
            self._take(cards)
            self.setStringList([""] * len(cards))
            return True
        if gone:
            self._take((*before[:first], *before[first + gone :]))
            self.removeRows(first, gone)
        if new or gone:
            self._take(cards)
        if new:
            self.insertRows(first, new)
        self._cards = cards
        end = len(cards) - last
        self._tell(0, before[:first], cards[:first])
        self._tell(end, before[len(before) - last :], cards[end:])
        return False

    def _tell(self, start: int, before: tuple[Card, ...], now: tuple[Card, ...]) -> None:
        for row, same in enumerate(map(is_, before, now)):
            if not same and before[row] != now[row]:
                index = self.index(start + row)
                self.dataChanged.emit(index, index)

    def _take(self, cards: tuple[Card, ...]) -> None:
        self._cards = cards
        self._rows = {card.highlight.id: row for row, card in enumerate(cards)}

    def row_of(self, highlight: str) -> int | None:
        """Return the row of a highlight, None where the filter leaves it out."""
        return self._rows.get(highlight)

    def card(self, index: Index) -> Card | None:
        """Return the card of an index."""
        return self._cards[index.row()] if index.isValid() and index.row() < len(self._cards) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        card = self.card(index)
        if card is None:
            return None
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{card.ref} {card.quote}".strip()
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return card.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of("", card.highlight.note) or None
        return None


def _common(before: tuple[Card, ...], now: tuple[Card, ...]) -> int:
    """Return how many cards at the beginning are of the same highlights."""
    most = min(len(before), len(now))
    for row, same in enumerate(map(is_, before, now)):
        if not same and before[row].highlight.id != now[row].highlight.id:
            return row
    return most
