"""Connections to a review file: how they are opened, and what SQLite's failures mean in the officer's words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, cast
from urllib.parse import quote

from sqlite_utils import Database

from reviewer.domain.errors import ReviewFileError

Stored = Mapping[str, Any]
_BUSY = 10.0  # seconds that a statement waits for another process


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's failures about the file into `ReviewFileError`s."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise ReviewFileError(_sentence(str(error).lower(), path)) from error


def _sentence(error: str, path: Path) -> str:
    name = path.name
    if "full" in error:
        return f"There is no room left on the disk, so this was not saved in “{name}”. Free some space and try again."
    if "malformed" in error or "not a database" in error or "corrupt" in error:
        return f"“{name}” is damaged and cannot be read. Nothing was changed; open one of its backups instead."
    if "readonly" in error or "read-only" in error:
        return f"“{name}” cannot be written to where it lies, so this was not saved."
    if "locked" in error or "busy" in error:
        return f"Another program is using “{name}”, so this was not saved. Close it there and try again."
    if "unable to open" in error or "disk i/o" in error:
        return f"“{name}” cannot be reached any more; is its drive still connected? This was not saved."
    return f"“{name}” could not be used: {error}."


def uri_of(path: PurePath) -> str:
    """Return the URI that SQLite takes: unlike `Path.as_uri` it keeps a server's name in the path, not as authority."""
    plain = path.as_posix()
    return "file://" + ("" if plain.startswith("/") else "/") + quote(plain, safe="/:")


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> Database:
    """Open a connection with the settings of a review file; the caller closes it."""
    uri = uri_of(path.absolute()) + "?mode=" + ("ro" if read_only else "rw") + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    database = Database(connection, execute_plugins=False)
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-16000")
    except sqlite3.Error:
        database.close()
        raise
    return database


class Readers:
    """Connections for reading, borrowed and given back, so that no reader ever waits for the writer."""

    def __init__(self, path: Path, *, immutable: bool = False) -> None:
        self._path = path
        self._immutable = immutable
        self._idle: list[Database] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to one thread."""
        with self._lock:
            if self._closed:
                raise ReviewFileError("The review is closed.")
            database = self._idle.pop() if self._idle else None
        with in_words(self._path):
            if database is None:
                database = connect(self._path, read_only=True, immutable=self._immutable)
            try:
                yield database.conn
            finally:
                with self._lock:
                    keep = not self._closed
                    if keep:
                        self._idle.append(database)
                if not keep:
                    database.close()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Stored]:
        """Return all rows of a query."""
        with self.borrowed() as connection:
            return cast("list[Stored]", connection.execute(sql, tuple(parameters)).fetchall())

    def close(self) -> None:
        """Close what is idle; a borrowed connection closes when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for database in idle:
            database.close()
