"""The index of passages kept in the review file: derived, never analysed twice, gone with its document."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.app import reading_pool
from reviewer.app.followup import FollowUp
from reviewer.app.importing import import_paths
from reviewer.app.jobs import passages_in, read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName
from reviewer.followup import kept
from reviewer.followup.index import PassageIndex
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
    whole = PassageIndex.of.__func__  # type: ignore[attr-defined]

    def of(cls: type[PassageIndex], *args: object) -> PassageIndex:
        calls.append(1)
        made: PassageIndex = whole(cls, *args)
        return made

    monkeypatch.setattr(PassageIndex, "of", classmethod(of))
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


def test_an_index_reads_as_it_was_written() -> None:
    reading = read_bytes("visit.md", LATER.encode())
    index = PassageIndex.of(reading)
    again = from_bytes(to_bytes(index, reading.text), reading.text)
    assert again is not None
    assert again.passages == index.passages and again.passage_of == index.passage_of
    assert index.postings and all(again.counts(stem) == index.counts(stem) for stem in index.postings)
    assert all(again.saturated(stem) == index.saturated(stem) for stem in index.postings)
    assert [one.words for one in again.passages] == [one.words for one in index.passages]


def test_another_text_or_damaged_bytes_are_no_index() -> None:
    reading = read_bytes("visit.md", LATER.encode())
    data = to_bytes(PassageIndex.of(reading), reading.text)
    assert from_bytes(data, reading.text + " ") is None
    chance = random.Random(7)
    for _ in range(200):
        spoilt = bytearray(data)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        found = from_bytes(bytes(spoilt), reading.text)
        assert found is None or found.passages == PassageIndex.of(reading).passages
    assert from_bytes(b"", reading.text) is None


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
