"""The sample review is a whole review: every act of an officer is in it, and it leaves work to try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.app.sample import ANSWERS, AUTHORITY, INSPECTION, build_sample, find
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.review import Standing


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "Sample.review"
    build_sample(path)
    return path


@pytest.fixture
def workspace(built: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(built)
    yield workspace
    workspace.close()


def test_one_authority_has_one_inspection_and_three_later_visits(workspace: Workspace) -> None:
    documents = workspace.documents()
    (authority,) = {document.authority for document in documents}
    assert {a.name for a in workspace.authorities() if a.urn == authority} == {AUTHORITY}
    assert [document.name for document in documents] == [
        "Inspection 2017",
        "Focused visit 2019",
        "Inspection 2022",
        "Focused visit 2024",
    ]
    assert {document.format for document in documents} == {"pdf", "markdown", "word"}


def test_the_matrix_has_answers_with_evidence_and_cells_to_try(workspace: Workspace) -> None:
    (earlier,) = workspace.earlier_documents()
    matrix = workspace.matrix(earlier.id)
    assert earlier.file_name == INSPECTION
    assert (len(matrix.rows), len(matrix.later)) == (6, 3)
    assert matrix.answered == len(ANSWERS) == matrix.asked - 2
    assert {row.standing for row in matrix.rows} >= {Standing.CLOSED, Standing.OPEN, Standing.NEVER_REVISITED}
    revisited = [cell for row in matrix.rows for cell in row.cells if cell.coverage and cell.coverage.revisited]
    assert revisited and all(cell.cited for cell in revisited)
    assert sum(row.action is not None for row in matrix.rows) == 3


def test_each_recommendation_has_its_marked_paragraph(workspace: Workspace) -> None:
    marked = {item.ref: {paragraph.number for paragraph in item.marked} for item in workspace.recommendations()}
    assert marked == {"R1": {9}, "R2": {14}, "R3": {21}, "R4": {23}, "R5": {30}, "R6": {34}}


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.review"
    path.write_bytes(b"mine")
    with pytest.raises(UserError, match="already"):
        build_sample(path)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_passage_is_found_by_its_ends() -> None:
    assert find("one two three four", "two … four").of("one two three four") == "two three four"
    assert find("one two three", "two").of("one two three") == "two"
    with pytest.raises(ValueError):
        find("one two", "three")
