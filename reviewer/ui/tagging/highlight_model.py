"""The model of the highlight list: cards under a role, changed in place where the rows stay the same."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from reviewer.domain.splice import splice
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

    @property
    def cards(self) -> tuple[Card, ...]:
        return self._cards

    def show(self, cards: tuple[Card, ...]) -> bool:
        """Show these cards. Return whether all rows are new (then selection and editor are gone).

        A few rows that come or go at one place do so one by one: the others keep their place, size and selection.
        """
        before, part = self._cards, splice(self._cards, cards)
        was, is_now = before[part.start : part.gone], cards[part.start : part.new]
        first = _common(was, is_now)
        last = min(_common(was[::-1], is_now[::-1]), len(was) - first, len(is_now) - first)
        gone, new, row = len(was) - first - last, len(is_now) - first - last, part.start + first
        if gone > _FEW_ROWS or new > _FEW_ROWS:
            self._cards = cards
            self.setStringList([""] * len(cards))
            return True
        if gone:
            self._cards = (*before[:row], *before[row + gone :])
            self.removeRows(row, gone)
        self._cards = cards
        if new:
            self.insertRows(row, new)
        self._tell(part.start, was[:first], is_now[:first])
        self._tell(row + new, was[first + gone :], is_now[first + new :])
        return False

    def _tell(self, start: int, before: tuple[Card, ...], now: tuple[Card, ...]) -> None:
        for row, (was, is_now) in enumerate(zip(before, now, strict=True)):
            if was is not is_now and was != is_now:
                index = self.index(start + row)
                self.dataChanged.emit(index, index)

    def row_of(self, highlight: str) -> int | None:
        """Return the row of a highlight, None where the filter leaves it out."""
        return next((row for row, card in enumerate(self._cards) if card.highlight.id == highlight), None)

    def rows(self) -> dict[str, int]:
        """Return the rows of all highlights."""
        return {card.highlight.id: row for row, card in enumerate(self._cards)}

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
    for row, (was, is_now) in enumerate(zip(before, now, strict=False)):
        if was.highlight.id != is_now.highlight.id:
            return row
    return most
