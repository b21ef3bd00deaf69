"""Undo and redo: the acts of this session, as the changes they made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reviewer.domain.change import ChangeSet, RowChange

_BULKY = ("original", "block")  # never altered once they are in the file, which gives them back when they are wanted
_NAMES = ("id", "document")


@dataclass(slots=True)
class _Step:
    label: str
    merge_key: str
    changes: list[ChangeSet]
    time: str = ""

    @property
    def rows(self) -> int:
        return sum(len(part.changes) for part in self.changes)

    def as_one(self) -> ChangeSet:
        return ChangeSet(self.label, tuple(change for part in self.changes for change in part.changes))


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One act of this session as a list shows it; ``time`` in ISO form."""

    label: str
    time: str
    undone: bool


class History:
    """Two stacks of steps. It writes nothing: the caller applies what `to_undo` and `to_redo` return."""

    def __init__(self) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._open = False  # whether the next act may still join the last step

    def record(self, changes: ChangeSet, time: str = "") -> None:
        """Keep an act that was written; it joins the step before it when both have the same merge key."""
        changes = _light(changes)
        self._undone.clear()
        last = self._done[-1] if self._done and self._open else None
        if last is not None and changes.merge_key and last.merge_key == changes.merge_key:
            last.changes.append(changes)
            last.time = time
        else:
            self._done.append(_Step(changes.label, changes.merge_key, [changes], time))
        self._open = True

    @property
    def undo_label(self) -> str | None:
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    def steps(self) -> tuple[HistoryStep, ...]:
        """Return all acts, oldest first: those that are done, then those that were undone."""
        done = [HistoryStep(step.label, step.time, undone=False) for step in self._done]
        return (*done, *(HistoryStep(step.label, step.time, undone=True) for step in reversed(self._undone)))

    def rows_between(self, done: int) -> int:
        """Return how many rows change on the way to ``done`` steps that stay done."""
        here = len(self._done)
        way = self._done[done:] if done < here else self._undone[len(self._undone) - (done - here) :]
        return sum(step.rows for step in way)

    def to_undo(self) -> ChangeSet | None:
        """Return the change that takes back the last step, or None; of bulky rows it names only the keys."""
        return self._done[-1].as_one().inverse if self._done else None

    def to_redo(self) -> ChangeSet | None:
        """Return the change that does the last undone step again, or None."""
        return self._undone[-1].as_one() if self._undone else None

    def undone(self, again: ChangeSet) -> None:
        """Note that `to_undo` was written; ``again`` does the step once more, with whole rows."""
        step = self._done.pop()
        self._undone.append(_Step(step.label, step.merge_key, [again], step.time))
        self._open = False

    def redone(self) -> None:
        """Note that `to_redo` was written."""
        step = self._undone.pop()
        self._done.append(_Step(step.label, step.merge_key, [_light(part) for part in step.changes], step.time))
        self._open = False

    def clear(self) -> None:
        """Forget everything: another file lies under the same name now."""
        self._done.clear()
        self._undone.clear()


def _light(changes: ChangeSet) -> ChangeSet:
    """Return the change without the content of bulky rows that it adds: 400 imports would fill the memory."""
    return replace(changes, changes=tuple(_light_row(change) for change in changes.changes))


def _light_row(change: RowChange) -> RowChange:
    if change.table not in _BULKY or change.before is not None or change.after is None:
        return change
    return replace(change, after={name: change.after[name] for name in _NAMES if name in change.after})
