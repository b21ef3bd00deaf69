"""Importing, listing, correcting and removing documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName, Reading
from reviewer.domain.errors import UserError
from reviewer.domain.review import FactState

Make = Callable[..., Reading]


def test_a_reading_comes_back_as_it_went_in(workspace: Workspace, inspection: Make, letter: Make, review: Path) -> None:
    readings = {
        workspace.import_reading(file_name=f"{number}.pdf", data=bytes([number]), reading=reading): reading
        for number, reading in enumerate([inspection(), letter(extra="Naïve 😀"), Reading("text", ())])
    }
    workspace.close()
    again = Workspace.open(review)
    try:
        for document, reading in readings.items():
            assert again.reading(document) == reading
            assert again.reading(document).text == reading.text
    finally:
        again.close()


def test_the_original_is_kept_byte_for_byte(workspace: Workspace, letter: Make) -> None:
    data = bytes(range(256)) * 100
    document = workspace.import_reading(file_name="a.pdf", data=data, reading=letter())
    assert workspace.original(document) == data


def test_the_same_file_is_recognised_by_its_content_and_named(workspace: Workspace, letter: Make) -> None:
    workspace.import_reading(file_name="Letter.pdf", data=b"same", reading=letter())
    with pytest.raises(UserError, match=r"“copy\.pdf” is already in the review, as “Letter\.pdf”"):
        workspace.import_reading(file_name="copy.pdf", data=b"same", reading=letter())
    assert len(workspace.documents()) == 1


def test_documents_stand_by_authority_and_date_with_their_counts(
    workspace: Workspace, inspection: Make, letter: Make, story: tuple[str, str]
) -> None:
    own = workspace.add_authority("Aardvark  Borough")
    other = workspace.import_reading(file_name="o.pdf", data=b"o", reading=letter(authority=own, day="2030-01-01"))
    nobody = workspace.import_reading(file_name="n.pdf", data=b"n", reading=letter(authority=None, day="2001-01-01"))
    assert [document.id for document in workspace.documents()] == [other, *story, nobody]
    earlier = workspace.document(story[0])
    assert (earlier.highlight_count, earlier.recommendation_count, earlier.suggestion_count) == (3, 2, 0)
    assert workspace.document(story[1]).suggestion_count == 1
    assert earlier.warnings == ("No lead inspector is named.",)
    assert [judgement.name for judgement in earlier.judgements] == ["Leadership", "Overall"]
    assert "Aardvark Borough" in {authority.name for authority in workspace.authorities()}


def test_a_correction_keeps_what_was_read(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier = workspace.document(story[0])
    (doubtful,) = earlier.facts_to_check
    assert doubtful.read.name is FactName.AUTHORITY
    workspace.confirm_fact(earlier.id, FactName.AUTHORITY)
    workspace.set_fact(earlier.id, FactName.PUBLISHED, "2017-09-04")
    facts = {fact.read.name: fact for fact in workspace.document(earlier.id).facts}
    assert facts[FactName.AUTHORITY].state is FactState.CONFIRMED
    assert facts[FactName.PUBLISHED].value == "2017-09-04"
    assert facts[FactName.PUBLISHED].read.value is None
    assert workspace.document(earlier.id).facts_to_check == ()
    assert workspace.reading(earlier.id).value(FactName.PUBLISHED) is None
    workspace.undo()
    assert workspace.document(earlier.id).value(FactName.PUBLISHED) == ""
    workspace.set_fact(earlier.id, FactName.AUTHORITY, "80529")
    workspace.set_fact(earlier.id, FactName.AUTHORITY, "80527")
    assert next(f for f in workspace.document(earlier.id).facts if f.value == "80527").state is FactState.CONFIRMED


def test_every_fact_can_be_given_even_where_nothing_was_read(workspace: Workspace, story: tuple[str, str]) -> None:
    assert {fact.read.name for fact in workspace.document(story[1]).facts} == set(FactName)
    workspace.set_fact(story[1], FactName.PUBLICATION_STATE, "draft")
    assert workspace.document(story[1]).draft
    assert workspace.reading(story[1]).fact(FactName.PUBLICATION_STATE) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (FactName.KIND, "novel"),
        (FactName.AUTHORITY, "00000"),
        (FactName.PUBLISHED, "4 September 2017"),
        (FactName.PUBLISHED, "20170904"),
        (FactName.INSPECTION_DATES, "2017-06-20/2017-06-01"),
        (FactName.PUBLICATION_STATE, "secret"),
        (FactName.MARKING, "TOP SECRET"),
    ],
)
def test_a_value_without_its_form_is_refused(
    workspace: Workspace, story: tuple[str, str], name: FactName, value: str
) -> None:
    before = workspace.document(story[0])
    with pytest.raises(UserError):
        workspace.set_fact(story[0], name, value)
    assert workspace.document(story[0]) == before


def test_removing_a_document_takes_all_with_it_and_undo_brings_it_back(
    workspace: Workspace, story: tuple[str, str], review: Path
) -> None:
    workspace.set_copy_of(story[1], story[0])
    reading, highlights = workspace.reading(story[0]), workspace.highlights()
    workspace.remove_document(story[0])
    assert [document.id for document in workspace.documents()] == [story[1]]
    assert workspace.document(story[1]).copy_of == ""
    assert workspace.recommendations() == ()
    assert workspace.search("thresholds are not understood") == ()
    with pytest.raises(UserError):
        workspace.original(story[0])
    assert workspace.undo() == "Remove 2017.pdf"
    assert workspace.reading(story[0]) == reading
    assert workspace.highlights() == highlights
    assert workspace.original(story[0]) == b"%PDF one"
    assert len(workspace.search("thresholds are not understood")) == 1


def test_a_batch_is_one_step_and_comes_back_whole(workspace: Workspace, letter: Make) -> None:
    ids = [
        workspace.import_reading(file_name=f"{n}.md", data=bytes([n]), reading=letter(extra=str(n)), batch="b")
        for n in range(4)
    ]
    assert workspace.undo() == "Import documents"
    assert workspace.documents() == ()
    assert workspace.undo_label is None
    assert workspace.redo() == "Import documents"
    assert [workspace.original(document) for document in ids] == [bytes([n]) for n in range(4)]
    assert workspace.reading(ids[3]) == letter(extra="3")


def test_the_trail_of_an_import_holds_no_text_of_the_document(
    workspace: Workspace, inspection: Make, review: Path
) -> None:
    workspace.import_reading(file_name="2017.pdf", data=b"%PDF bytes", reading=inspection())
    workspace.close()
    connection = sqlite3.connect(review)
    (changes,) = connection.execute("SELECT changes FROM audit WHERE label LIKE 'Import%'").fetchone()
    connection.close()
    assert "drift" not in changes
    assert '"added":9' in changes
    assert '"size":10' in changes


def test_an_authority_is_added_once(workspace: Workspace) -> None:
    workspace.add_authority("Westmere")
    for name in ("westmere ", "North Lincolnshire", ""):
        with pytest.raises(UserError):
            workspace.add_authority(name)
