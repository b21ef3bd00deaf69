"""The review file: opened, locked, and written in one way only, `Store.apply`."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from reviewer.domain.change import ChangeSet, Row, RowChange, Value
from reviewer.domain.errors import ReadOnlyError, ReviewFileError, StaleChangeError
from reviewer.store import backups, erasing, opening, passage_index, queries, search, trail
from reviewer.store.connections import Readers, Stored, connect, in_words
from reviewer.store.lock import FileLock
from reviewer.store.schema import ROWID, TABLES

log = logging.getLogger(__name__)
_BULKY = ("original", "block")
_STALE = "This was changed in the meantime, so nothing was written. Look at it as it is now and try again."


class Store:
    """One open review file. Thread-safe; `close` it."""

    def __init__(self, path: Path, *, writer: Database | None, readers: Readers, lock: FileLock) -> None:
        self.path = path
        self.readers = readers
        self._writer = writer
        self._file_lock = lock
        self._write_lock = threading.RLock()
        self._settings: dict[str, str] = {}  # told while another thread was writing
        self._settings_lock = threading.Lock()
        self._closed = False
        self._backup: threading.Thread | None = None
        self._day = self._last_day()
        self._identity = _identity(path)

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be written here: another window has the file, or its folder forbids it."""
        return self._writer is None

    @classmethod
    def open(cls, path: Path, *, first: ChangeSet, who: str, time: str) -> Store:
        """Open a review; make it, holding ``first``, where there is none. Raise ReviewFileError.

        Read-only when another window has it, or when the file or its folder cannot be written.
        """
        with contextlib.ExitStack() as opened:  # what fails half-way closes what it opened
            lock = FileLock(path)
            opened.callback(lock.release)
            writable = _take(lock, path)
            if writable and not path.exists():
                opening.create(path, lambda database: _write(database, first, who=who, time=time, detail=""))
            opening.check(path)
            with in_words(path):
                writer = _open_writer(path) if writable else None
                if writer is not None:
                    opened.callback(writer.close)
                readers = Readers(path, immutable=not _writable(path) and not _has_log(path))
                opened.callback(readers.close)
                _check_readable(readers, path)
                store = cls(path, writer=writer, readers=readers, lock=lock)
            opened.pop_all()
        return store

    def apply(self, changes: ChangeSet, *, who: str, time: str, detail: str = "") -> None:
        """Write a change and its line of the audit trail, both or neither.

        Raise StaleChangeError when a row is not what the change was built on, ReadOnlyError, ReviewFileError.
        """
        with self._write_lock, in_words(self.path):
            _write(self._writing(), changes, who=who, time=time, detail=detail)
            self._write_settings()
            self._back_up_once_a_day(time[:10])

    def set_setting(self, key: str, value: str) -> None:
        """Keep where a view stands; no audit row, and silently nothing where the review is read-only.

        Never waits: while another thread writes (a whole import undone takes seconds) it is kept here, to be written
        when that is done.
        """
        if self._writer is None:
            return
        with self._settings_lock:
            self._settings[key] = value
        if self._write_lock.acquire(blocking=False):
            try:
                with in_words(self.path):
                    self._write_settings()
            finally:
                self._write_lock.release()

    def setting(self, key: str, default: str = "") -> str:
        """Return what `set_setting` kept last, written or not."""
        with self._settings_lock:
            waiting = self._settings.get(key)
        return queries.setting(self.readers, key, default) if waiting is None else waiting

    def _write_settings(self) -> None:
        """Write the settings that wait. The caller holds the write lock."""
        with self._settings_lock:
            waiting = list(self._settings.items())
            if waiting and self._writer is not None:
                self._writer.conn.executemany("INSERT OR REPLACE INTO setting (id, value) VALUES (?, ?)", waiting)
                self._settings.clear()

    def keep_passages(self, document: str, version: str, data: bytes) -> None:
        """Keep the index of a document's passages: derived data, no act; silently nothing where read-only."""
        if self._writer is None:
            return
        with self._write_lock, in_words(self.path):
            passage_index.keep(self._writing().conn, document, version, data)

    def note(self, label: str, *, who: str, time: str, detail: str) -> None:
        """Write a line of the audit trail about what changes no row (an export)."""
        self.apply(ChangeSet(label, ()), who=who, time=time, detail=detail)

    def save_copy(self, path: Path) -> None:
        """Write the review as it is now to another file, whole or not at all. Raise ReviewFileError."""
        if path.absolute() == self.path.absolute():
            raise ReviewFileError("That is the review itself. Choose another name for the copy.")
        with self.readers.borrowed() as connection:
            backups.copy(connection, path)

    def restore(self, backup: Path, *, who: str, time: str) -> None:
        """Take over what a backup holds, after keeping what there is now. Raise ReviewFileError."""
        opening.check(backup)
        with self._write_lock, in_words(self.path):
            writer = self._writing()
            backups.keep(writer.conn, self.path, label="before restoring", spare=backup)
            backups.read_into(backup, writer.conn)
            opening.migrate(writer)
            _write(writer, ChangeSet("Restore backup", ()), who=who, time=time, detail=backup.name)

    def erase(self, document: str, keys: Iterable[str]) -> None:
        """Take what is left of a removed document out of the file and out of its backups. Raise ReviewFileError.

        ``keys`` are the ids of the rows that were removed with it. Backups that hold the document go.
        """
        with self._write_lock, in_words(self.path):
            erasing.erase(self._writing(), (document, *keys))
        for backup in erasing.backups_with(self.path, document):
            backup.unlink(missing_ok=True)

    def row(self, table: str, key: str) -> Row | None:
        """Return one row as a change takes it, or None."""
        found = self.rows(table, "id", key)
        return found[0] if found else None

    def rows(self, table: str, column: str, value: Value) -> tuple[Row, ...]:
        """Return the rows whose ``column`` is ``value``, as a change takes them. Raise ValueError for an unknown table."""
        order = f' ORDER BY "{ROWID}"' if table == "block" else ""
        return tuple(
            _content(row) for row in self.readers.rows(f'SELECT * FROM "{_known(table)}" WHERE "{column}" IS ?{order}', (value,))
        )

    def parents(self, table: str) -> tuple[tuple[str, str], ...]:
        """Return the columns of a table that name a row of another, with that table."""
        found = self.readers.rows(f'PRAGMA foreign_key_list("{_known(table)}")')
        return tuple((str(row["from"]), str(row["table"])) for row in found)

    def completed(self, changes: ChangeSet) -> ChangeSet:
        """Return the change with whole rows where it removes bulky rows by their keys alone."""
        found: dict[tuple[str, str], Row] = {}
        for table, column in (("original", "id"), ("block", "document")):
            wanted = {str(c.before[column]) for c in changes.changes if c.table == table and c.before is not None}
            for value in wanted:
                found |= {(table, str(row["id"])): row for row in self.rows(table, column, value)}
        whole = (
            replace(change, before=found.get((change.table, change.key), change.before))
            if change.table in _BULKY and change.before is not None
            else change
            for change in changes.changes
        )
        return replace(changes, changes=tuple(whole))

    def acts(self) -> int:
        """Return the number of the newest line of the trail: what another window writes makes it grow."""
        return int(self.readers.rows("SELECT coalesce(max(seq), 0) AS newest FROM audit")[0]["newest"])

    def close(self) -> None:
        """Close the file and give back its lock; harmless twice."""
        with self._write_lock:
            self._closed = True
            backup, self._backup = self._backup, None
        if backup is not None:
            backup.join()
        with self._write_lock:
            self.readers.close()
            if self._writer is not None:
                self._write_settings()
                self._writer.close()
                self._writer = None
            self._file_lock.release()

    def _last_day(self) -> str:
        found = self.readers.rows("SELECT time FROM audit ORDER BY seq DESC LIMIT 1")
        return str(found[0]["time"])[:10] if found else ""

    def _back_up_once_a_day(self, day: str) -> None:
        """Keep a copy on the first act of a day in which the review is used again, beside the work."""
        if day != self._day:
            self._day = day
            today = dt.date.fromisoformat(day)
            if backups.due(self.path, today):
                self._backup = threading.Thread(target=self._keep, args=(today,), name="backup")
                self._backup.start()

    def _keep(self, today: dt.date) -> None:
        try:
            with self.readers.borrowed() as connection:
                backups.keep(connection, self.path, today=today)
        except ReviewFileError as error:  # the act itself is saved; the next day tries again
            log.warning("No backup was made: %s", error)

    def _writing(self) -> Database:
        if self._closed:
            raise ReviewFileError(f"“{self.path.name}” is closed already, so this was not saved.")
        if self._writer is None:
            raise ReadOnlyError(f"“{self.path.name}” is open for reading only here, so nothing can be changed.")
        if _identity(self.path) != self._identity:
            # Where an open file can be removed or replaced, SQLite would go on writing into what nobody will find.
            raise ReviewFileError(
                f"“{self.path.name}” is no longer where it was, so this was not saved. Put it back, or save a copy "
                "under another name."
            )
        return self._writer


def _take(lock: FileLock, path: Path) -> bool:
    folder = path.parent
    if path.exists() and not _writable(path):
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return lock.acquire()
    except OSError as error:
        if path.is_file():
            return False
        raise ReviewFileError(f"A review cannot be made at “{path}”: {error.strerror}.") from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _has_log(path: Path) -> bool:
    return path.with_name(path.name + "-wal").exists()


def _open_writer(path: Path) -> Database:
    database = connect(path)
    try:
        if opening.is_newer(database):
            raise opening.newer(path)
        opening.use_write_ahead_log(database)
        if opening.is_older(database):
            backups.keep(database.conn, path, label="before update")
            opening.migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _check_readable(readers: Readers, path: Path) -> None:
    """Refuse what can only be read here but needs an update first, and what is damaged at its root."""
    with readers.borrowed() as connection:
        database = Database(connection, execute_plugins=False)
        if opening.is_newer(database):
            raise opening.newer(path)
        if opening.is_older(database):
            raise ReviewFileError(
                f"“{path.name}” was made by an older version and must be updated first, but it cannot be written to "
                "here. Copy it to a folder of your own and open the copy."
            )


def _known(table: str) -> str:
    if table not in TABLES:
        raise ValueError(f"no such table: {table}")
    return table


def _content(row: Stored) -> Row:
    return {column: row[column] for column in row.keys() if column != ROWID}  # noqa: SIM118 - sqlite3.Row iterates values


def _write(database: Database, changes: ChangeSet, *, who: str, time: str, detail: str) -> None:
    try:
        with database.atomic():
            for _, group in itertools.groupby(changes.changes, key=_statement):
                _write_group(database.conn, tuple(group))
            database.conn.execute(
                "INSERT INTO audit (time, who, label, detail, changes) VALUES (?, ?, ?, ?, ?)",
                (time, who, changes.label, detail, trail.as_json(changes)),
            )
    except sqlite3.IntegrityError as error:
        raise StaleChangeError(_STALE) from error


def _statement(change: RowChange) -> tuple[str, bool, bool]:
    """Return what neighbours must share to be written by one statement."""
    return change.table, change.before is None, change.after is None


def _write_group(connection: sqlite3.Connection, group: Sequence[RowChange]) -> None:
    table = _known(group[0].table)
    if group[0].before is None:
        rows = [change.after for change in group if change.after is not None]
        names = ", ".join(f'"{name}"' for name in rows[0])
        places = ", ".join("?" for _ in rows[0])
        newest = search.newest_block(connection) if table == "block" else 0
        connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', [tuple(row.values()) for row in rows])
        if table == "block":
            search.index_after(connection, newest)
        return
    for change in group:
        before = change.before or {}
        where = " AND ".join(f'"{name}" IS ?' for name in before)
        if change.after is None:
            sql, values = f'DELETE FROM "{table}" WHERE {where}', tuple(before.values())
        else:
            assign = ", ".join(f'"{name}" = ?' for name in change.after)
            sql = f'UPDATE "{table}" SET {assign} WHERE {where}'
            values = (*change.after.values(), *before.values())
        if connection.execute(sql, values).rowcount != 1:
            raise StaleChangeError(_STALE)
