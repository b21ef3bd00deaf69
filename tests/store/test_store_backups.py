"""Copies: once a day, before an update, before restoring, wherever the officer wants one."""

from __future__ import annotations

import datetime as dt
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.domain.change import ChangeSet
from reviewer.domain.errors import ReviewFileError
from reviewer.store import backups, queries
from reviewer.store.store import Store

OpenStore = Callable[..., Store]
Add = Callable[..., ChangeSet]


def use(open_store: OpenStore, day: str, changes: ChangeSet) -> None:
    """Use the review on a day."""
    store = open_store(time=f"{day}T09:00:00+00:00")
    store.apply(changes, who="me", time=f"{day}T10:00:00+00:00")
    store.close()


def tags(path: Path) -> list[str]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    found = [row[0] for row in connection.execute("SELECT id FROM tag ORDER BY id")]
    connection.close()
    return found


def test_there_is_one_backup_a_day_of_use_and_ten_are_kept(open_store: OpenStore, path: Path, add: Add) -> None:
    use(open_store, "2026-01-01", add("t0"))
    assert backups.existing(path) == ()  # the first day holds nothing older
    for number in range(1, 13):
        use(open_store, f"2026-01-{number + 1:02}", add(f"t{number}a"))
        use(open_store, f"2026-01-{number + 1:02}", add(f"t{number}b"))
    kept = backups.existing(path)
    assert len(kept) == backups.KEPT
    assert [backup.name for backup in kept][:2] == ["0012 2026-01-13.review", "0011 2026-01-12.review"]
    assert "t11b" in tags(kept[0])
    assert "t12b" not in tags(kept[0])
    assert {stat.S_IMODE(backup.stat().st_mode) for backup in kept} == {0o600}


def test_a_clock_set_back_harms_no_backup(open_store: OpenStore, path: Path, add: Add) -> None:
    days = ["2026-05-01", "2026-05-02", "2099-01-01", "2026-05-03", "1970-01-01", "2026-05-03", "2026-05-04"]
    for number, day in enumerate(days):
        use(open_store, day, add(f"t{number}"))
    assert [backup.name[5:15] for backup in backups.existing(path)] == [
        "2026-05-04", "1970-01-01", "2026-05-03", "2099-01-01", "2026-05-02",
    ]
    for number in range(12):
        use(open_store, f"1980-01-{number + 1:02}", add(f"u{number}"))
    assert backups.existing(path)[0].name.endswith("1980-01-12.review")


def test_a_session_that_goes_on_past_midnight_makes_one_too(open_store: OpenStore, path: Path, add: Add) -> None:
    store = open_store(time="2026-01-01T23:00:00+00:00")
    store.apply(add("a"), who="me", time="2026-01-01T23:59:59+00:00")
    store.apply(add("b"), who="me", time="2026-01-02T00:00:01+00:00")
    store.close()
    assert [backup.name for backup in backups.existing(path)] == ["0001 2026-01-02.review"]


def test_restoring_keeps_what_there_was(open_store: OpenStore, path: Path, add: Add) -> None:
    use(open_store, "2026-01-01", add("a"))
    use(open_store, "2026-01-02", add("b"))
    use(open_store, "2026-01-02", add("c"))
    store = open_store()
    (backup,) = backups.existing(path)
    store.restore(backup, who="me", time="2026-01-02T12:00:00+00:00")
    assert [tag.id for tag in queries.tags(store.readers)] == ["a", "b", "first"]
    assert [entry.label for entry in queries.audit(store.readers, 2)] == ["Restore backup", "Add b"]
    before = backups.existing(path)[0]
    assert "before restoring" in before.name
    assert tags(before) == ["a", "b", "c", "first"]
    store.apply(add("d"), who="me", time="2026-01-02T12:00:00+00:00")
    store.restore(before, who="me", time="2026-01-02T12:30:00+00:00")
    assert [tag.id for tag in queries.tags(store.readers)] == ["a", "b", "c", "first"]
    store.close()
    assert [tag.id for tag in queries.tags(open_store().readers)] == ["a", "b", "c", "first"]


def test_the_oldest_backup_can_be_restored_too(open_store: OpenStore, path: Path, add: Add) -> None:
    for number in range(1, 13):
        use(open_store, f"2026-01-{number:02}", add(f"t{number}"))
    kept = backups.existing(path)
    assert len(kept) == backups.KEPT
    store = open_store()
    store.restore(kept[-1], who="me", time="2026-01-12T12:00:00+00:00")
    assert [tag.id for tag in queries.tags(store.readers)] == tags(kept[-1]) == ["first", "t1", "t2", "t3"]


def test_restoring_one_of_the_newer_backups_still_lets_the_oldest_go(open_store: OpenStore, path: Path, add: Add) -> None:
    for number in range(1, 12):
        use(open_store, f"2026-01-{number:02}", add(f"t{number}"))
    kept = backups.existing(path)
    assert len(kept) == backups.KEPT
    open_store().restore(kept[3], who="me", time="2026-01-12T12:00:00+00:00")
    assert [backup.name for backup in backups.existing(path)][1:] == [backup.name for backup in kept[:-1]]


def test_what_others_keep_beside_the_backups_stays_and_what_was_left_half_done_goes(
    open_store: OpenStore, path: Path, add: Add
) -> None:
    folder = backups.folder_of(path)
    folder.mkdir()
    own = [folder / name for name in ("notes.txt", "before the board.review", "0001 2026-01-02.review.bak")]
    half = [folder / ".0001 2025-12-31.review.part", folder / ".0001 2025-12-31.review.part-journal"]
    for file in (*own, *half):
        file.write_text("x", encoding="utf-8")
    assert backups.existing(path) == ()
    for number in range(1, 14):
        use(open_store, f"2026-01-{number:02}", add(f"t{number}"))
    assert len(backups.existing(path)) == backups.KEPT
    assert [file.exists() for file in own] == [True] * 3
    assert [file.exists() for file in half] == [False] * 2


def test_a_damaged_or_foreign_backup_changes_nothing(open_store: OpenStore, path: Path, add: Add, tmp_path: Path) -> None:
    store = open_store()
    store.apply(add(*(f"t{n}" for n in range(500))), who="me", time="2026-01-01T10:00:00+00:00")
    copy = tmp_path / "copy.review"
    store.save_copy(copy)
    data = copy.read_bytes()
    copy.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    notes = tmp_path / "notes.txt"
    notes.write_text("no", encoding="utf-8")
    for wrong in (copy, notes, tmp_path / "missing.review"):
        with pytest.raises(ReviewFileError):
            store.restore(wrong, who="me", time="2026-01-01T10:00:00+00:00")
    assert len(queries.tags(store.readers)) == 501
    store.apply(add("more"), who="me", time="2026-01-01T10:00:00+00:00")


def test_a_copy_is_one_private_file_that_opens_where_nothing_can_be_written(
    open_store: OpenStore, store: Store, path: Path, tmp_path: Path, add: Add
) -> None:
    store.apply(add("a"), who="me", time="2026-01-01T10:00:00+00:00")
    folder = tmp_path / "stick"
    folder.mkdir()
    store.save_copy(folder / "copy.review")
    assert [entry.name for entry in folder.iterdir()] == ["copy.review"]
    assert stat.S_IMODE((folder / "copy.review").stat().st_mode) == 0o600
    assert tags(folder / "copy.review") == ["a", "first"]
    with pytest.raises(ReviewFileError, match="the review itself"):
        store.save_copy(path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ReviewFileError, match="could not be written"):
        store.save_copy(tmp_path / "file" / "copy.review")


def test_a_backup_that_fails_costs_no_act(open_store: OpenStore, path: Path, add: Add) -> None:
    use(open_store, "2026-01-01", add("a"))
    backups.folder_of(path).write_text("in the way", encoding="utf-8")
    use(open_store, "2026-01-02", add("b"))
    assert [tag.id for tag in queries.tags(open_store().readers)] == ["a", "b", "first"]


def test_due_asks_only_for_the_day(path: Path) -> None:
    folder = backups.folder_of(path)
    folder.mkdir()
    (folder / "0001 2026-01-02 before update.review").touch()
    (folder / "notes.txt").touch()
    assert backups.due(path, dt.date(2026, 1, 2))
    (folder / "0002 2026-01-02.review").touch()
    assert not backups.due(path, dt.date(2026, 1, 2))
