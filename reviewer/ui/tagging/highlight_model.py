"""The model of the highlight list: cards under a role, changed in place where the rows stay the same."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.ui.tagging.cards import Card

CARD_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class HighlightModel(QAbstractListModel):
    """Cards in the order shown. Editing a card edits its note (`NoteField` does the writing)."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[Card, ...] = ()
        self._rows: dict[str, int] = {}

    @property
    def cards(self) -> tuple[Card, ...]:
        return self._cards

    def show(self, cards: tuple[Card, ...]) -> bool:
        """Show these cards. Return whether the rows themselves changed (then selection and editor are gone)."""
        if [card.id for card in cards] == [card.id for card in self._cards]:
            before, self._cards = self._cards, cards
            for row, (old, new) in enumerate(zip(before, cards, strict=True)):
                if old is not new and old != new:
                    index = self.index(row)
                    self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._cards = cards
        self._rows = {card.id: row for row, card in enumerate(cards)}
        self.endResetModel()
        return True

    def row_of(self, highlight: str) -> int | None:
        """Return the row of a highlight, None where the filter leaves it out."""
        return self._rows.get(highlight)

    def card(self, index: Index) -> Card | None:
        """Return the card of an index."""
        return self._cards[index.row()] if index.isValid() and index.row() < len(self._cards) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._cards)

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
            return card.highlight.note.strip() or None
        return None
