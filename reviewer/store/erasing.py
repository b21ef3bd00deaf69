"""Taking a removed document out of the file for good: search index, trail, settings, free pages, log, backups."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from reviewer.domain.errors import ReviewFileError
from reviewer.store import backups
from reviewer.store.connections import connect, in_words


def erase(database: Database, keys: Iterable[str]) -> None:
    """Blank what the trail and the settings keep of ``keys``, then write the file anew without free pages.

    The lines of the trail stay: that and when something was done is kept, what the document said is not. Settings hold
    where a document was read last, and the words of what was exported of it.
    """
    with database.atomic():
        for key in keys:
            database.execute("UPDATE audit SET changes='[]' WHERE instr(changes, ?) > 0", (key,))
            database.execute("DELETE FROM setting WHERE instr(id, ?) > 0 OR instr(value, ?) > 0", (key, key))
    database.execute("INSERT INTO block_text(block_text) VALUES ('optimize')")
    database.execute("VACUUM")  # secure_delete has overwritten the rows; this drops the pages too
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def backups_with(review: Path, document: str) -> tuple[Path, ...]:
    """Return the backups that still hold a document; one that cannot be read counts as holding it."""
    return tuple(backup for backup in backups.existing(review) if _holds(backup, document))


def _holds(backup: Path, document: str) -> bool:
    try:
        with in_words(backup):
            database = connect(backup, read_only=True, immutable=True)
            try:
                tables = ["document", *(name for name in database.table_names() if name == "removed_document")]
                found = (database.conn.execute(f"SELECT 1 FROM {table} WHERE id=?", (document,)).fetchone() for table in tables)
                return any(row is not None for row in found)
            finally:
                database.close()
    except (ReviewFileError, sqlite3.Error):
        return True
