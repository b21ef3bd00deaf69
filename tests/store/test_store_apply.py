"""The one way to write: whole or not at all, refused when stale, with its line of the trail."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.domain.change import ChangeSet, Row, RowChange
from reviewer.domain.errors import StaleChangeError
from reviewer.store import queries
from reviewer.store.store import Store

TIME = "2026-03-02T10:00:00+00:00"
Add = Callable[..., ChangeSet]
MakeTag = Callable[..., Row]


def apply(store: Store, *changes: RowChange) -> None:
    store.apply(ChangeSet("Act", changes), who="me", time=TIME)


def trail(store: Store) -> list[str]:
    return [entry.label for entry in queries.audit(store.readers, 100)]


def test_a_change_and_its_inverse_leave_the_rows_as_they_were(store: Store, make_tag: MakeTag) -> None:
    before = store.row("tag", "first")
    assert before is not None
    change = ChangeSet("Act", (
        RowChange("tag", "first", before, {**before, "name": "Renamed"}),
        RowChange("tag", "b", None, make_tag("b")),
    ))
    store.apply(change, who="me", time=TIME)
    assert [tag.name for tag in queries.tags(store.readers)] == ["Name", "Renamed"]
    store.apply(change.inverse, who="me", time=TIME)
    assert store.row("tag", "first") == before
    assert store.row("tag", "b") is None
    assert trail(store) == ["Act", "Act", "Add first"]


@pytest.mark.parametrize("stale", ["changed", "gone", "there"])
def test_a_stale_change_writes_nothing_of_itself(store: Store, make_tag: MakeTag, stale: str) -> None:
    mine = RowChange("tag", "new", None, make_tag("new"))
    seen = make_tag("first", name="As it was")
    last = {
        "changed": RowChange("tag", "first", seen, {**seen, "name": "Mine"}),
        "gone": RowChange("tag", "gone", make_tag("gone"), None),
        "there": RowChange("tag", "first", None, make_tag("first")),
    }[stale]
    with pytest.raises(StaleChangeError):
        apply(store, mine, last)
    assert store.row("tag", "new") is None
    assert store.row("tag", "first") == make_tag("first")
    assert trail(store) == ["Add first"]


def test_a_row_that_hangs_on_another_cannot_stand_alone(store: Store) -> None:
    use = {"id": "h:first", "highlight": "h", "tag": "first", "position": 0}
    with pytest.raises(StaleChangeError):
        apply(store, RowChange("highlight_tag", "h:first", None, use))


def test_tables_that_are_no_content_cannot_be_written(store: Store) -> None:
    for table in ("audit", "setting", "sqlite_master", 'tag"; DROP TABLE tag; --'):
        with pytest.raises(ValueError, match="no such table"):
            apply(store, RowChange(table, "x", None, {"id": "x"}))


def test_the_trail_keeps_rows_before_and_after_but_no_bytes(store: Store, make_tag: MakeTag, path: Path) -> None:
    document = {
        "id": "d", "file_name": "a.pdf", "sha256": "s", "format": "pdf", "page_count": 1, "imported": TIME,
        "reader_version": "1", "warnings": "[]", "recommendations": "[]", "marks": "[]", "copy_of": "",
    }
    apply(
        store, RowChange("document", "d", None, document), RowChange("original", "d", None, {"id": "d", "data": b"abc"})
    )
    store.close()
    connection = sqlite3.connect(path)
    (text,) = connection.execute("SELECT changes FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    connection.close()
    assert json.loads(text)[0] == {"table": "document", "id": "d", "before": None, "after": document}
    assert json.loads(text)[1]["after"]["data"] == {
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "size": 3,
    }


def test_reading_does_not_wait_for_a_writer(store: Store, add: Add) -> None:
    writing = store._writing().conn
    writing.execute("BEGIN IMMEDIATE")
    try:
        assert len(queries.tags(store.readers)) == 1
    finally:
        writing.execute("ROLLBACK")


def test_many_threads_may_write_and_read_at_once(store: Store, add: Add) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(20):
                store.apply(add(f"{name}{number}"), who=name, time=TIME)
                assert store.row("tag", f"{name}{number}") is not None
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(queries.tags(store.readers)) == 81
    assert len(trail(store)) == 81
