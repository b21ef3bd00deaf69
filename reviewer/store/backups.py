"""Copies of a review kept beside it, made with SQLite's own backup call."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sqlite3
from pathlib import Path

from reviewer.domain.errors import ReviewFileError
from reviewer.store import opening
from reviewer.store.connections import connect, in_words

KEPT = 10
_NAME = re.compile(r"(\d{4,}) (\d{4}-\d{2}-\d{2})( [a-z ]+)?\.review")


def folder_of(review: Path) -> Path:
    """Return where the backups of a review lie; the folder may not exist yet."""
    return review.with_name(f"{review.stem} backups")


def existing(review: Path) -> tuple[Path, ...]:
    """Return the backups, newest first: by their running number, which no wrong clock can turn back."""
    try:
        found = [path for path in folder_of(review).iterdir() if _NAME.fullmatch(path.name)]
    except OSError:  # no such folder yet, or one that may not be read
        found = []
    return tuple(sorted(found, key=_number, reverse=True))


def due(review: Path, today: dt.date) -> bool:
    """Tell whether no backup of this day is kept."""
    return not any(f" {today.isoformat()}." in path.name for path in existing(review))


def keep(
    source: sqlite3.Connection, review: Path, *, label: str = "", today: dt.date | None = None, spare: Path | None = None
) -> Path:
    """Make a backup now and let the oldest ones beyond `KEPT` go, but not ``spare``; return it. Raise ReviewFileError."""
    kept = existing(review)
    number = _number(kept[0]) + 1 if kept else 1
    for left in folder_of(review).glob(".*.part*"):  # of a program that died here
        left.unlink(missing_ok=True)
    day = (today or dt.date.today()).isoformat()
    path = folder_of(review) / f"{number:04} {day}{' ' + label if label else ''}.review"
    copy(source, path)
    for old in existing(review)[KEPT:]:
        if spare is not None and old.name == spare.name:
            continue
        with contextlib.suppress(OSError):  # it goes the next time
            old.unlink(missing_ok=True)
    return path


def copy(source: sqlite3.Connection, path: Path) -> None:
    """Copy a review as it stands to ``path``, whole or not at all, for its owner's eyes only. Raise ReviewFileError."""
    temporary = path.with_name(f".{path.name}.part")
    with opening.whole_or_not(path, temporary, f"The copy “{path.name}” could not be written") as target:
        source.backup(target.conn)
        target.conn.execute("PRAGMA journal_mode=DELETE")  # one file, readable from where nothing can be written


def read_into(backup: Path, target: sqlite3.Connection) -> None:
    """Replace what ``target`` holds by a backup, in one transaction, once it has proved sound. Raise ReviewFileError."""
    with in_words(backup):
        has_log = backup.with_name(backup.name + "-wal").exists()  # a review that is open, and no backup of ours
        source = connect(backup, read_only=True, immutable=not has_log)
        try:
            found = source.conn.execute("PRAGMA quick_check").fetchone()[0]
            if found != "ok":
                raise ReviewFileError(f"The backup “{backup.name}” is damaged. Nothing was changed.")
            source.conn.backup(target)
        finally:
            source.close()


def _number(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match.group(1)) if match else 0
