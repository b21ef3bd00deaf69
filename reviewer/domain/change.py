"""Changes as data: rows before and after, from which the inverse follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

Value = str | int | float | bytes | None  # what SQLite holds
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: ``before`` None is an insert, ``after`` None a delete. ``key`` is the row's ``id``."""

    table: str
    key: str
    before: Row | None
    after: Row | None

    @property
    def inverse(self) -> RowChange:
        """What takes this change back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One act: a label for the Undo menu ("Tag Recommendation") and its rows, in the order to write them.

    ``merge_key``: acts in a row with the same non-empty key are one undo step (typing in a note, one import).
    """

    label: str
    changes: tuple[RowChange, ...]
    merge_key: str = ""

    @property
    def inverse(self) -> ChangeSet:
        """The act that takes this one back, in the reverse order, under the same label."""
        return replace(self, changes=tuple(change.inverse for change in reversed(self.changes)))

    @property
    def tables(self) -> frozenset[str]:
        """The kinds of row that changed: what views ask to decide whether to redraw."""
        return frozenset(change.table for change in self.changes)
