"""What every part of the workspace stands on: the file, the one road for writing, undo, observers, a cache."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from reviewer.app.edit import Edit
from reviewer.app.history import History, HistoryStep
from reviewer.domain.change import ChangeSet, Row, RowChange
from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError
from reviewer.domain.review import DocumentSummary
from reviewer.domain.tag import STARTER_TAGS
from reviewer.store import rows
from reviewer.store.schema import TABLES
from reviewer.store.store import Store

Observer = Callable[[frozenset[str]], None]
T = TypeVar("T")


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


def _new_id() -> str:
    return uuid.uuid4().hex


class WorkspaceCore:
    """The life of a review. Observers are called on the thread that made the change, with the tables' names."""

    def __init__(
        self, store: Store, *, author: str, new_id: Callable[[], str] = _new_id, now: Callable[[], str] = _now
    ) -> None:
        self._store = store
        self.author = author
        self._new_id = new_id
        self._now = now
        self._history = History()
        self._seen = store.acts()
        self._observers: list[Observer] = []
        self._lock = threading.RLock()
        self._depth = 0
        self._changed: frozenset[str] = frozenset()
        self._versions: Counter[str] = Counter()
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._summaries: dict[str, DocumentSummary] = {}  # what was read of each document, without counts
        # each document as it was read, its counts, and both together: the same object while neither changes
        self._counted: dict[str, tuple[DocumentSummary, tuple[int, int, int, str], DocumentSummary]] = {}
        self._kept_lock = threading.Lock()  # readings, summaries and versions change together
        self._cache: dict[Hashable, tuple[tuple[int, ...], Any]] = {}

    @classmethod
    def open(
        cls, path: Path, *, author: str = "", new_id: Callable[[], str] = _new_id, now: Callable[[], str] = _now
    ) -> Self:
        """Open the review; make it where there is none. Raise ReviewFileError."""
        first = ChangeSet("New review", tuple(RowChange("tag", tag.id, None, rows.tag_row(tag)) for tag in STARTER_TAGS))
        path = path.resolve() if path.is_symlink() else path.absolute()
        store = Store.open(path, first=first, who=author, time=now())
        return cls(store, author=author, new_id=new_id, now=now)

    def close(self) -> None:
        """Close the file; harmless twice."""
        self._observers.clear()
        self._store.close()

    @property
    def path(self) -> Path:
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Tell whether every intent that writes will be refused here."""
        return self._store.read_only

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Call ``observer`` after every change; return what stops it."""
        self._observers.append(observer)

        def stop() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return stop

    def undo(self) -> str | None:
        """Take back the last step; return its label, None where there is nothing to take back."""
        with self._intention():
            label, changes = self._history.undo_label, self._history.to_undo()
            if label is None or changes is None:
                return None
            whole = self._store.completed(changes)
            self._write(changes, label=f"Undo: {label}")
            self._history.undone(whole.inverse)
        return label

    def redo(self) -> str | None:
        """Do the last undone step again; return its label, None where there is none."""
        with self._intention():
            label, changes = self._history.redo_label, self._history.to_redo()
            if label is None or changes is None:
                return None
            self._write(changes, label=f"Redo: {label}")
            self._history.redone()
        return label

    def history(self) -> tuple[HistoryStep, ...]:
        """Return the acts of this session, oldest first: those done, then those undone."""
        return self._history.steps()

    def rows_on_the_way(self, done: int) -> int:
        """Return how many rows `step_to` would change, so that a long way can be gone beside the window."""
        return self._history.rows_between(done)

    def step_to(self, done: int) -> int:
        """Undo or redo until ``done`` acts stay done; return how many steps were gone."""
        gone = 0
        with self._intention():
            while (here := sum(not step.undone for step in self._history.steps())) != done:
                if (self.undo() if here > done else self.redo()) is None:
                    break
                gone += 1
        return gone

    @property
    def undo_label(self) -> str | None:
        """The label of the step that `undo` would take back, None where there is none."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """The label of the step that `redo` would do again, None where there is none."""
        return self._history.redo_label

    @contextmanager
    def _intention(self) -> Iterator[None]:
        """Let no other thread come between reading, building and writing; tell the observers afterwards."""
        with self._lock:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                tables: frozenset[str] = frozenset()
                if self._depth == 0:
                    tables, self._changed = self._changed, frozenset()
        for observer in tuple(self._observers) if tables else ():
            observer(tables)

    def _edit(self) -> Edit:
        return Edit(self._store)

    def _do(self, edit: Edit, label: str, merge_key: str = "", *, detail: str = "") -> None:
        """Write an act, keep it for undo, tell the observers. An act without a change is none."""
        changes = edit.changes(label, merge_key)
        if not changes.changes:
            return
        with self._intention():
            self._write(changes, label=label, detail=detail)
            self._history.record(changes, self._now())

    def _write(self, changes: ChangeSet, *, label: str, detail: str = "") -> None:
        written = ChangeSet(label, changes.changes)
        self._store.apply(written, who=self.author, time=self._now(), detail=detail)
        with self._kept_lock:
            for change in changes.changes:
                row = change.after or change.before or {}
                if change.table == "block":
                    self._readings.pop(str(row.get("document")), None)
                elif change.table in ("document", "fact", "judgement"):
                    self._summaries.pop(str(row.get("document") or row.get("id")), None)
            self._touched(changes.tables)

    def _note(self, label: str, detail: str) -> None:
        """Write a line of the audit trail about what changes no row."""
        with self._intention():
            self._store.note(label, who=self.author, time=self._now(), detail=detail)
            self._touched(frozenset({"audit"}))

    def _forget(self) -> None:
        """Start afresh with what the file holds now."""
        self._history.clear()
        with self._kept_lock:
            self._readings.clear()
            self._summaries.clear()
            self._touched(frozenset(TABLES))

    def _touched(self, tables: frozenset[str]) -> None:
        self._versions.update(tables)
        self._changed |= tables

    def _cached(self, key: Hashable, tables: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` gave the last time, unless one of the tables changed since."""
        versions = self._versions_of(tables)
        found = self._cache.get(key)
        if found is not None and found[0] == versions:
            return cast("T", found[1])
        made = make()
        self._cache[key] = (versions, made)
        return made

    def _versions_of(self, tables: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self._versions[table] for table in tables)

    def _row(self, table: str, key: str, what: str) -> Row:
        """Return a row that must be there; raise UserError naming ``what`` where it has gone."""
        row = self._store.row(table, key)
        if row is None:
            raise UserError(f"This {what} is no longer in the review.")
        return row
