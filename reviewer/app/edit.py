"""Building a change: rows to add, alter and remove, put into the order in which the file takes them."""

from __future__ import annotations

from reviewer.domain.change import ChangeSet, Row, RowChange, Value
from reviewer.store.schema import TABLES
from reviewer.store.store import Store


class Edit:
    """One act in the making. Rows are altered first, then removed (children first), then added (parents first)."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._added: list[RowChange] = []
        self._altered: dict[tuple[str, str], tuple[Row, Row]] = {}
        self._removed: dict[tuple[str, str], Row] = {}

    def add(self, table: str, row: Row) -> None:
        self._added.append(RowChange(table, str(row["id"]), None, row))

    def alter(self, table: str, row: Row, **values: Value) -> None:
        """Set some columns of a row as it is in the file; several calls for one row add up."""
        key = (table, str(row["id"]))
        before, now = self._altered.get(key, (row, row))
        self._altered[key] = (before, {**now, **values})

    def remove(self, table: str, row: Row) -> bool:
        """Remove a row; False when it already goes."""
        key = (table, str(row["id"]))
        if key in self._removed:
            return False
        self._removed[key] = row
        return True

    def goes(self, table: str, key: str) -> bool:
        """Tell whether a row is among those to remove."""
        return (table, key) in self._removed

    def changes(self, label: str, merge_key: str = "") -> ChangeSet:
        """Return the act; rows that stay as they are drop out."""
        altered = [
            RowChange(table, key, before, after)
            for (table, key), (before, after) in self._altered.items()
            if before != after and (table, key) not in self._removed
        ]
        removed = [RowChange(table, key, row, None) for (table, key), row in self._removed.items()]
        removed.sort(key=lambda change: -TABLES.index(change.table))
        added = sorted(self._added, key=lambda change: TABLES.index(change.table))
        return ChangeSet(label, (*altered, *removed, *added), merge_key)
