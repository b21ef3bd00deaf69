"""Whether a file is a review that this version can open, and the making of a new one."""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database

from reviewer.domain.errors import ReviewFileError
from reviewer.store.connections import connect, in_words
from reviewer.store.schema import APPLICATION_ID, migrations, names

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def check(path: Path) -> None:
    """Refuse what is no review, or one from a newer version, from its first bytes alone. Raise ReviewFileError."""
    if path.is_dir():
        raise ReviewFileError(f"“{path.name}” is a folder. Choose a review file (its name ends in .review).")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError as error:
        raise ReviewFileError(f"“{path}” does not exist any more; was it moved, or its drive taken away?") from error
    except OSError as error:
        raise ReviewFileError(f"“{path}” cannot be opened: {error.strerror}.") from error
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise ReviewFileError(f"“{path.name}” is not a review file. It was left as it is.")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ReviewFileError(f"“{path.name}” belongs to another program. It was left as it is.")
    # The count of migrations stands in the header too, so that a newer file is known without touching it.
    if int.from_bytes(header[60:64], "big") > len(names()):
        raise newer(path)


def newer(path: Path) -> ReviewFileError:
    """Return the refusal of a file that a newer version wrote."""
    return ReviewFileError(
        f"“{path.name}” was last used with a newer version of Reviewer. Update the program to open it; "
        "the file was left as it is."
    )


def is_newer(database: Database) -> bool:
    """Tell whether the file holds migrations that this version does not know."""
    return any(applied.name not in names() for applied in migrations.applied(database))


def is_older(database: Database) -> bool:
    """Tell whether the file has to be brought to this version first."""
    return bool(migrations.pending(database))


def migrate(database: Database) -> None:
    """Bring the file to this version."""
    migrations.apply(database)
    database.conn.execute(f"PRAGMA user_version={len(names())}")


def create(path: Path, fill: Callable[[Database], None]) -> None:
    """Make a new review, whole or not at all: it gets its name when all is written. Raise ReviewFileError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    with contextlib.suppress(OSError):  # told below, where the file cannot be made
        for left in path.parent.glob(f".{glob.escape(path.name)}.*.new*"):  # of a program that died here
            left.unlink(missing_ok=True)
    with whole_or_not(path, temporary, f"A review cannot be made at “{path}”") as database:
        database.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(database)
        fill(database)


@contextlib.contextmanager
def whole_or_not(path: Path, temporary: Path, failed: str) -> Iterator[Database]:
    """Give a database of its owner's alone that gets its name when all is written, or leaves nothing.

    ``failed`` begins the sentence of the ReviewFileError where it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(temporary)
        with in_words(path):
            database = connect(temporary)
            try:
                yield database
            finally:
                database.close()
        temporary.replace(path)
    except OSError as error:
        raise ReviewFileError(f"{failed}: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read. Raise OSError; an older file of that name goes.

    So does its journal, which SQLite would otherwise play back into the new file.
    """
    for old in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + old).unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def use_write_ahead_log(database: Database) -> None:
    """Let readers go on while one writes; where the drive cannot (a network share) the older way stays."""
    try:
        database.conn.execute("PRAGMA journal_mode=WAL").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error).lower():
            raise
