"""No room left: a sentence, nothing half-done, and all is well once there is room."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.domain.change import ChangeSet, Row, RowChange
from reviewer.domain.errors import ReviewFileError
from reviewer.store import queries
from reviewer.store.store import Store

TIME = "2026-03-02T10:00:00+00:00"
OpenStore = Callable[..., Store]
MakeTag = Callable[..., Row]


def big_act(make_tag: MakeTag, prefix: str) -> ChangeSet:
    rows = [make_tag(f"{prefix}{number}", description="long " * 400) for number in range(700)]
    return ChangeSet("Big act", tuple(RowChange("tag", str(row["id"]), None, row) for row in rows))


def test_a_file_that_may_not_grow(store: Store, make_tag: MakeTag) -> None:
    connection = store._writing().conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(ReviewFileError, match="no room left"):
        store.apply(big_act(make_tag, "a"), who="me", time=TIME)
    assert [tag.id for tag in queries.tags(store.readers)] == ["first"]
    assert len(queries.audit(store.readers, 9)) == 1
    connection.execute("PRAGMA max_page_count=1000000")
    store.apply(big_act(make_tag, "a"), who="me", time=TIME)
    assert len(queries.tags(store.readers)) == 701


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 2 MB; skip where this may not be done."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux"):
        pytest.skip("a small disk can be made on Linux only")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_runs_full(small_disk: Path, open_store: OpenStore, make_tag: MakeTag) -> None:
    store = open_store(small_disk / "a.review")
    with pytest.raises(ReviewFileError, match="no room left"):
        for number in range(9):
            store.apply(big_act(make_tag, str(number)), who="me", time=TIME)
    whole = len(queries.audit(store.readers, 99)) - 1
    assert len(queries.tags(store.readers)) == 1 + 700 * whole
    with pytest.raises(ReviewFileError):
        store.save_copy(small_disk / "copy.review")
    store.close()
    assert [entry.name for entry in small_disk.iterdir()] == ["a.review"]
    again = open_store(small_disk / "a.review")
    assert len(queries.tags(again.readers)) == 1 + 700 * whole
    assert again._writing().conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    again.close()


def test_no_room_for_a_new_review(small_disk: Path, open_store: OpenStore) -> None:
    (small_disk / "filler").write_bytes(bytes(2 * 1024 * 1024 - 40_000))
    with pytest.raises(ReviewFileError, match="no room left"):
        open_store(small_disk / "a.review")
    assert [entry.name for entry in small_disk.iterdir()] == ["filler"]
