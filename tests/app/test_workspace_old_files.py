"""A file of every version opens today, with all that was in it; `keep_version` makes such files."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from reviewer.app.jobs import read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import ReviewFileError
from reviewer.domain.review import FactState
from reviewer.store import opening, schema

FILES = Path(__file__).with_name("files")
KEPT = sorted(FILES.glob("version-*.review.gz"))


@pytest.fixture(params=KEPT, ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "old.review"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def dump(path: Path) -> dict[str, list[dict[str, Any]]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    ours = [name for name in tables if not name.startswith(("sqlite_", "_sqlite", "block_text"))]
    connection.row_factory = sqlite3.Row
    found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")] for name in ours}
    connection.close()
    return found


def is_older(path: Path) -> bool:
    return len(applied(path)) < len(schema.names())


def applied(path: Path) -> list[str]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    names = [row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
    connection.close()
    return names


def test_a_file_of_every_released_version_is_kept() -> None:
    numbers = [int(path.name.removeprefix("version-").partition(".")[0]) for path in KEPT]
    assert numbers == list(range(1, len(KEPT) + 1))
    assert len(KEPT) <= len(schema.names())


def test_nothing_of_an_old_file_is_lost(old: Path) -> None:
    before = dump(old)
    Workspace.open(old).close()
    after = dump(old)
    for table, rows in before.items():
        kept = [{column: row[column] for column in old_row} for old_row, row in zip(rows, after[table], strict=True)]
        assert kept == rows, "a new column may stand beside the old ones; they themselves stay as they were"


def test_an_old_file_reads_as_it_did(old: Path) -> None:
    review = Workspace.open(old)
    try:
        earlier, later = review.documents()
        assert (earlier.name, later.name, later.marking) == ("Inspection 2017", "Focused visit 2019", "OFFICIAL")
        assert earlier.facts[0].state is FactState.CONFIRMED
        assert review.tags()[0].name == "Recommendation"
        row = review.matrix(earlier.id).rows[0]
        assert row.cells[0].cited[0].quote == "Inspectors"
        assert row.action is not None
        assert row.action.owner == "Head of service"
        assert review.highlights(earlier.id)[0].note == "Ask the board 😀"
        assert len(review.search("thresholds")) == 3
        assert review.original(earlier.id) == b"%PDF one"
        assert review.setting("place") == "7"
        review.delete_highlight(review.highlights(earlier.id)[0].id)
        assert review.undo() == "Delete highlight"
    finally:
        review.close()


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(old: Path) -> None:
    before, expected = dump(old), int(is_older(old))
    review = Workspace.open(old)
    kept = review.backups()
    review.close()
    assert len([path for path in kept if path.name.endswith(" before update.review")]) == len(kept) == expected
    for path in kept:
        assert dump(path) == before


def test_an_older_file_that_cannot_be_written_is_left_alone(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = old.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)  # as on a read-only drive; the superuser may write everywhere
    if is_older(old):
        with pytest.raises(ReviewFileError, match="older version"):
            Workspace.open(old)
    else:
        review = Workspace.open(old)
        assert review.read_only
        review.close()
    assert old.read_bytes() == data
    assert [path.name for path in old.parent.glob("old*")] == ["old.review"]


def test_the_migrations_are_only_ever_appended(old: Path) -> None:
    done = applied(old)
    assert list(schema.names())[: len(done)] == done


def test_an_update_that_fails_leaves_the_file_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(old)

    def fails(database: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(opening, "is_older", lambda _: True)
    monkeypatch.setattr(opening, "migrate", fails)
    with pytest.raises(ReviewFileError, match="no room left"):
        Workspace.open(old)
    assert dump(old) == before
    monkeypatch.undo()
    Workspace.open(old).close()


def test_what_is_added_to_an_old_file_is_found_once(old: Path) -> None:
    workspace = Workspace.open(old)
    try:
        for name in ("one.md", "two.md"):
            data = f"# A letter\n\nThe quaggawood scheme, {name}, waits.\n".encode()
            workspace.import_reading(file_name=name, data=data, reading=read_bytes(name, data))
        assert len(workspace.search("quaggawood")) == 2
        workspace.undo()
        assert [hit.excerpt for hit in workspace.search("quaggawood")] == ["The quaggawood scheme, one.md, waits."]
        workspace.redo()
        assert len(workspace.search("quaggawood")) == 2
    finally:
        workspace.close()
    connection = sqlite3.connect(old)
    connection.execute("INSERT INTO block_text(block_text, rank) VALUES ('integrity-check', 1)")
    connection.close()
