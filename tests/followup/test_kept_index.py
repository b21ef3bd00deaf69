"""The index of passages kept in the review file: derived, never analysed twice, gone with its document."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.app import reading_pool
from reviewer.app.followup import FollowUp
from reviewer.app.importing import import_paths
from reviewer.app.jobs import passages_in, read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName, Reading
from reviewer.followup import contents, kept
from reviewer.followup.contents import Contents, contents_in
from reviewer.followup.kept import from_bytes, to_bytes

EARLIER = """# Westmere

## Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 to 29 June 2017

## Recommendations

1. Ensure the timely completion of all connected persons assessments.
2. Ensure that screening decisions at the front door are taken without delay.
"""
LATER = """29 March 2019

# Focused visit to Westmere children's services

Inspectors looked at the local authority's arrangements for the front door.

# Findings

- At the last inspection in 2017, screening decisions at the front door were slow. They are now taken on the day.
- Kinship carers in the quaggawood scheme wait. Kinship assessments, kinship plans and kinship visits are late.
- Staff feel well supported.
"""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often a document's passages are taken apart in this process."""
    calls: list[int] = []

    def counting(reading: Reading) -> tuple[Contents, ...]:
        calls.append(1)
        return contents_in(reading)

    monkeypatch.setattr(contents, "contents_in", counting)
    return calls


@pytest.fixture
def open_review(tmp_path: Path) -> Iterator[Callable[[], Workspace]]:
    opened: list[Workspace] = []

    def open_() -> Workspace:
        while opened:
            opened.pop().close()
        opened.append(Workspace.open(tmp_path / "a.review"))
        return opened[0]

    yield open_
    while opened:
        opened.pop().close()


def filled(workspace: Workspace) -> tuple[str, str]:
    urn = workspace.add_authority("Westmere")
    ids = []
    for name, text in (("inspection 2017.md", EARLIER), ("visit 2019.md", LATER)):
        data = text.encode("utf-8")
        ids.append(workspace.import_reading(file_name=name, data=data, reading=read_bytes(name, data)))
        workspace.set_fact(ids[-1], FactName.AUTHORITY, urn)
    workspace.accept_suggestions([s.id for s in workspace.suggestions(ids[0])])
    return ids[0], ids[1]


def kept_in(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT document FROM passage_index ORDER BY document")]
    finally:
        connection.close()


def test_contents_read_as_they_were_written() -> None:
    reading = read_bytes("visit.md", LATER.encode())
    held = contents_in(reading)
    assert any(one.back for one in held) and any(one.concepts for one in held)
    assert from_bytes(to_bytes(held, reading.text), reading.text) == held


def test_another_text_or_damaged_bytes_are_no_contents() -> None:
    reading = read_bytes("visit.md", LATER.encode())
    held = contents_in(reading)
    data = to_bytes(held, reading.text)
    assert from_bytes(data, reading.text + " ") is None
    chance = random.Random(7)
    for _ in range(200):
        spoilt = bytearray(data)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        assert from_bytes(bytes(spoilt), reading.text) in (None, held)
    assert from_bytes(b"", reading.text) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data | {"contents": [[*data["contents"][0][:-1], [9, 0]]]},  # a concept beyond the last sentence
        lambda data: data | {"concepts": []},
        lambda data: data | {"sections": []},
        lambda data: data | {"contents": [[1, 2]]},
        lambda data: data | {"contents": None},
        lambda data: {"text": data["text"]},
        lambda data: [],
    ],
)
def test_bytes_that_do_not_hold_together_are_no_contents(spoil: Callable[[Any], Any]) -> None:
    reading = read_bytes("visit.md", LATER.encode())
    data = json.loads(zlib.decompress(to_bytes(contents_in(reading), reading.text)))
    assert from_bytes(zlib.compress(json.dumps(data).encode()), reading.text) is not None
    assert from_bytes(zlib.compress(json.dumps(spoil(data)).encode()), reading.text) is None


def test_a_review_opened_again_takes_no_text_apart(open_review: Callable[[], Workspace], counted: list[int]) -> None:
    workspace = open_review()
    earlier, later = filled(workspace)
    asked = workspace.recommendations(earlier)
    before = [FollowUp(workspace).suggestions(r.id, later) for r in asked]
    assert len(counted) == 1
    workspace = open_review()
    assert [FollowUp(workspace).suggestions(r.id, later) for r in asked] == before
    assert len(counted) == 1
    assert not workspace.undo_label, "derived data is no step"


def test_an_index_of_another_make_is_made_anew(
    open_review: Callable[[], Workspace], counted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_review()
    earlier, later = filled(workspace)
    asked = workspace.recommendations(earlier)[1].id
    FollowUp(workspace).suggestions(asked, later)
    monkeypatch.setattr(kept, "INDEX_VERSION", 999)
    kept.index_version.cache_clear()
    try:
        FollowUp(workspace).suggestions(asked, later)
        FollowUp(workspace).suggestions(asked, later)
        assert len(counted) == 2
    finally:
        kept.index_version.cache_clear()


def test_imported_files_come_with_their_index(
    open_review: Callable[[], Workspace], counted: list[int], tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "visit 2019.md").write_text(LATER, encoding="utf-8")
    workspace = open_review()
    (document,) = import_paths(workspace, [folder], workers=1).documents
    assert kept_in(workspace.path) == [document]
    data = workspace.kept_passages(document, kept.index_version())
    assert data is not None and from_bytes(data, workspace.reading(document).text) is not None
    assert not counted, "a reading process took it apart"
    workspace.undo()
    assert kept_in(workspace.path) == []
    workspace.redo()
    assert workspace.documents()[0].id == document


def test_a_document_that_goes_takes_its_index_along(open_review: Callable[[], Workspace]) -> None:
    workspace = open_review()
    earlier, later = filled(workspace)
    asked = workspace.recommendations(earlier)[1].id
    FollowUp(workspace).suggestions(asked, later)
    assert kept_in(workspace.path) == [later]
    workspace.remove_document(later)
    assert kept_in(workspace.path) == []
    workspace.undo()
    FollowUp(workspace).suggestions(asked, later)
    assert kept_in(workspace.path) == [later]
    stored = workspace.kept_passages(later, kept.index_version())
    assert stored is not None
    workspace.erase_document(later)
    assert kept_in(workspace.path) == []
    workspace.close()
    assert stored[:200] not in workspace.path.read_bytes(), "nothing is left in free pages"


def test_a_text_read_anew_drops_the_index_of_the_old_one(open_review: Callable[[], Workspace]) -> None:
    workspace = open_review()
    earlier, later = filled(workspace)
    FollowUp(workspace).suggestions(workspace.recommendations(earlier)[1].id, later)
    workspace.reread(later, read_bytes("visit 2019.md", LATER.replace("wait", "wait long").encode()))
    assert kept_in(workspace.path) == []


def test_an_index_is_not_kept_for_a_document_that_has_gone(open_review: Callable[[], Workspace]) -> None:
    workspace = open_review()
    _, later = filled(workspace)
    passages = passages_in(workspace.reading(later))
    workspace.remove_document(later)
    workspace.keep_passages(later, passages.version, passages.data)
    assert kept_in(workspace.path) == []


def test_a_document_is_not_refused_for_its_index(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> object:
        raise RuntimeError("no")

    monkeypatch.setattr(reading_pool, "passages_in", broken)
    assert reading_pool._passages(read_bytes("visit.md", LATER.encode())) is None
