"""Undo and redo: the acts of this session, as the changes they made."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.change import ChangeSet


@dataclass(slots=True)
class _Step:
    label: str
    merge_key: str
    changes: list[ChangeSet]

    def as_one(self) -> ChangeSet:
        return ChangeSet(self.label, tuple(change for part in self.changes for change in part.changes))


class History:
    """Two stacks of steps. It writes nothing: the caller applies what `to_undo` and `to_redo` return."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._open = False  # whether the next act may still join the last step

    def record(self, changes: ChangeSet) -> None:
        """Keep an act that was written; it joins the step before it when both have the same merge key."""
        self._undone.clear()
        last = self._done[-1] if self._done and self._open else None
        if last is not None and changes.merge_key and last.merge_key == changes.merge_key:
            last.changes.append(changes)
        else:
            self._done.append(_Step(changes.label, changes.merge_key, [changes]))
        self._open = True

    @property
    def undo_label(self) -> str | None:
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    def to_undo(self) -> ChangeSet | None:
        """Return the change that takes back the last step, or None."""
        return self._done[-1].as_one().inverse if self._done else None

    def to_redo(self) -> ChangeSet | None:
        """Return the change that does the last undone step again, or None."""
        return self._undone[-1].as_one() if self._undone else None

    def undone(self) -> None:
        """Note that `to_undo` was written."""
        self._undone.append(self._done.pop())
        self._open = False

    def redone(self) -> None:
        """Note that `to_redo` was written."""
        self._done.append(self._undone.pop())
        self._open = False

    def clear(self) -> None:
        """Forget everything: another file lies under the same name now."""
        self._done.clear()
        self._undone.clear()
