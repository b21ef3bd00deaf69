"""Building a change: rows to add, alter and remove, put into the order in which the file takes them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from reviewer.domain.change import ChangeSet, Row, RowChange, Value
from reviewer.store.schema import TABLES
from reviewer.store.store import Store

T = TypeVar("T")


class Edit:
    """One act in the making. Rows are altered first, then removed (children first), then added (parents first)."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._added: list[RowChange] = []
        self._altered: dict[tuple[str, str], tuple[Row, Row]] = {}
        self._removed: dict[tuple[str, str], Row] = {}
        self._found: dict[Hashable, object] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gave the first time in this act: what it asks of the file is asked once."""
        if key not in self._found:
            self._found[key] = make()
        return cast("T", self._found[key])

    def add(self, table: str, row: Row) -> None:
        """Insert a row; all its columns, ``id`` among them."""
        self._added.append(RowChange(table, str(row["id"]), None, row))

    def alter(self, table: str, row: Row, **values: Value) -> None:
        """Set some columns of a row as it is in the file; several calls for one row add up."""
        key = (table, str(row["id"]))
        before, now = self._altered.get(key, (row, row))
        self._altered[key] = (before, {**now, **values})

    def now(self, table: str, row: Row) -> Row:
        """Return a row of the file with what this act has altered in it so far."""
        return self._altered.get((table, str(row["id"])), (row, row))[1]

    def remove(self, table: str, row: Row) -> bool:
        """Remove a row; False when it already goes."""
        key = (table, str(row["id"]))
        if key in self._removed:
            return False
        self._removed[key] = row
        return True

    def added(self, table: str) -> tuple[Row, ...]:
        """Return the rows that this act adds to a table so far."""
        return tuple(change.after for change in self._added if change.table == table and change.after is not None)

    def goes(self, table: str, key: str) -> bool:
        """Tell whether a row is among those to remove."""
        return (table, key) in self._removed

    def changes(self, label: str, merge_key: str = "") -> ChangeSet:
        """Return the act. Rows that stay as they are drop out; a row removed and added again is altered."""
        altered = {key: rows for key, rows in self._altered.items() if key not in self._removed}
        added = {(change.table, change.key): change for change in self._added}
        again = {key: (row, after) for key, row in self._removed.items() if (after := _after(added.get(key))) is not None}
        changed = [
            RowChange(table, key, before, after)
            for (table, key), (before, after) in {**altered, **again}.items()
            if before != after
        ]
        removed = [RowChange(table, key, row, None) for (table, key), row in self._removed.items() if (table, key) not in again]
        removed.sort(key=lambda change: -TABLES.index(change.table))
        new = sorted((change for key, change in added.items() if key not in again), key=lambda c: TABLES.index(c.table))
        return ChangeSet(label, (*changed, *removed, *new), merge_key)


def _after(change: RowChange | None) -> Row | None:
    return change.after if change is not None else None
