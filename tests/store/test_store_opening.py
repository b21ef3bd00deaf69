"""Which files open, how, and what is said of the others."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest

from reviewer.domain.change import ChangeSet
from reviewer.domain.errors import ReadOnlyError, ReviewFileError
from reviewer.store import queries, schema
from reviewer.store.connections import uri_of
from reviewer.store.store import Store

TIME = "2026-03-02T10:00:00+00:00"
OpenStore = Callable[..., Store]
Add = Callable[..., ChangeSet]


def refusal(open_store: OpenStore, path: Path) -> str:
    """Return the sentence; whatever is at ``path`` stays as it is, and nothing is left beside it."""
    before = path.read_bytes() if path.is_file() else b""
    beside = set(path.parent.iterdir())
    with pytest.raises(ReviewFileError) as caught:
        open_store(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert set(path.parent.iterdir()) == beside
    return str(caught.value)


def test_a_new_review_is_private_and_ours(store: Store, path: Path) -> None:
    names = {entry.name for entry in path.parent.iterdir() if entry.name.startswith("Board")}
    assert names == {"Board.review", "Board.review-wal", "Board.review-shm", "Board.review.lock"}
    assert {stat.S_IMODE(path.with_name(name).stat().st_mode) for name in names} == {0o600}
    store.close()
    assert [entry.name for entry in path.parent.iterdir() if entry.name.startswith("Board")] == ["Board.review"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    connection.close()


def test_the_settings_of_the_file_hold(store: Store) -> None:
    connection = store._writing().conn
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (
        "journal_mode", "foreign_keys", "secure_delete", "synchronous"
    )}
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2}


def test_what_was_written_is_there_again(open_store: OpenStore, store: Store, add: Add) -> None:
    store.apply(add("a", "b"), who="me", time=TIME)
    store.close()
    store.close()
    with pytest.raises(ReviewFileError, match="closed"):
        store.apply(add("late"), who="me", time=TIME)
    with pytest.raises(ReviewFileError, match="closed"):
        queries.tags(store.readers)
    assert [tag.id for tag in queries.tags(open_store().readers)] == ["a", "b", "first"]


def test_a_second_window_reads_but_cannot_write(open_store: OpenStore, store: Store, add: Add) -> None:
    second = open_store()
    assert (store.read_only, second.read_only) == (False, True)
    store.apply(add("a"), who="me", time=TIME)
    assert second.row("tag", "a") is not None
    with pytest.raises(ReadOnlyError, match="reading only"):
        second.apply(add("b"), who="me", time=TIME)
    second.set_setting("zoom", "2")
    second.close()
    store.close()
    assert not open_store().read_only


def test_another_process_reads_only_until_the_first_dies(open_store: OpenStore, store: Store, path: Path) -> None:
    store.close()
    script = (
        "import sys; from pathlib import Path; from reviewer.domain.change import ChangeSet\n"
        "from reviewer.store.store import Store\n"
        f"s = Store.open(Path({str(path)!r}), first=ChangeSet('', ()), who='', time='')\n"
        "print(s.read_only, flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdin is not None
    with child:
        assert child.stdout.readline().strip() == "False"
        here = open_store()
        assert here.read_only
        here.close()
        child.kill()
    assert not open_store().read_only


def test_odd_names_of_files_and_servers_open(open_store: OpenStore, tmp_path: Path) -> None:
    for name in ("100 % sure?.review", "a#b&c=d.review", "Zoë’s “board” 😀.review"):
        store = open_store(tmp_path / name)
        assert not store.read_only
        store.close()
        assert (tmp_path / name).is_file()
    assert uri_of(PureWindowsPath(r"\\server\share\a b.review")) == "file:////server/share/a%20b.review"
    assert uri_of(PureWindowsPath(r"C:\a.review")) == "file:///C:/a.review"


def test_other_files_are_refused_with_the_reason_and_left_alone(open_store: OpenStore, tmp_path: Path) -> None:
    text = tmp_path / "notes.review"
    text.write_text("Not a review\n" * 50, encoding="utf-8")
    assert "not a review file" in refusal(open_store, text)
    short = tmp_path / "short.review"
    short.write_bytes(b"SQLite format 3\0")
    assert "not a review file" in refusal(open_store, short)
    other = tmp_path / "other.review"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    assert "belongs to another program" in refusal(open_store, other)
    folder = tmp_path / "folder.review"
    folder.mkdir()
    assert "is a folder" in refusal(open_store, folder)


def test_a_place_where_nothing_can_be_made_is_named(open_store: OpenStore, tmp_path: Path) -> None:
    file = tmp_path / "drive"
    file.write_text("", encoding="utf-8")
    with pytest.raises(ReviewFileError, match="cannot be made"):
        open_store(file / "deeper" / "a.review")


@pytest.mark.parametrize("where", ["header", "migrations"])
def test_a_newer_file_is_refused_byte_for_byte_unharmed(open_store: OpenStore, path: Path, where: str) -> None:
    open_store().close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=DELETE")
    if where == "header":
        connection.execute(f"PRAGMA user_version={len(schema.names()) + 1}")
    else:
        connection.execute("INSERT INTO _sqlite_migrations VALUES (99, 'reviewer', '999_later', 'now')")
        connection.commit()
    connection.close()
    assert "newer version" in refusal(open_store, path)


@pytest.mark.parametrize("damage", ["torn", "noise", "root"])
def test_a_damaged_file_is_refused_with_a_sentence_and_left_alone(
    open_store: OpenStore, path: Path, add: Add, damage: str
) -> None:
    store = open_store()
    store.apply(add(*(f"tag{number}" for number in range(2000))), who="me", time=TIME)
    store.close()
    data = path.read_bytes()
    path.write_bytes({
        "torn": data[: len(data) // 2],
        "noise": data[:100] + os.urandom(len(data) - 100),
        "root": data[:100] + bytes(4096) + data[4196:],
    }[damage])
    assert "damaged" in refusal(open_store, path)


def test_a_file_that_vanishes_costs_a_sentence_and_can_still_be_saved_elsewhere(
    open_store: OpenStore, store: Store, path: Path, add: Add
) -> None:
    store.apply(add("a"), who="me", time=TIME)
    away = path.with_name("away.review")
    path.rename(away)
    with pytest.raises(ReviewFileError, match="no longer where it was"):
        store.apply(add("b"), who="me", time=TIME)
    shutil.copy(away, path)  # as a synchronising folder does
    with pytest.raises(ReviewFileError, match="no longer where it was"):
        store.apply(add("b"), who="me", time=TIME)
    copy = path.with_name("copy.review")
    store.save_copy(copy)
    assert [tag.id for tag in queries.tags(open_store(copy).readers)] == ["a", "first"]
    away.replace(path)
    store.apply(add("b"), who="me", time=TIME)
    assert store.row("tag", "b") is not None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of folders are tested where they are POSIX rights")
def test_what_cannot_be_written_opens_for_reading(open_store: OpenStore, add: Add) -> None:
    # Not in pytest's own folder: every run of pytest that begins meanwhile shuts that to other users.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews" / "Board.review"
        store = open_store(path)
        store.apply(add("a"), who="me", time=TIME)
        store.close()
        for locked, rights in ((path, 0o444), (path.parent, 0o555)):
            kept = stat.S_IMODE(locked.stat().st_mode)
            locked.chmod(rights)
            try:
                assert _seen_by_another_user(path) == "True ['a', 'first']"
            finally:
                locked.chmod(kept)


def _seen_by_another_user(path: Path) -> str:
    """Open the review in a process without the rights of the superuser; return what it saw."""
    script = (
        "import os; from pathlib import Path; from reviewer.domain.change import ChangeSet\n"
        "from reviewer.store import queries; from reviewer.store.store import Store\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        f"s = Store.open(Path({str(path)!r}), first=ChangeSet('', ()), who='', time='')\n"
        "print(s.read_only, [tag.id for tag in queries.tags(s.readers)])\n"
        "s.close()"
    )
    for folder in path.parents[:2] if os.geteuid() == 0 else ():
        folder.chmod(folder.stat().st_mode | 0o055)
    path.chmod(path.stat().st_mode | 0o044)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
