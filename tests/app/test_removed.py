"""A removed document comes back in any session, as it was; erased, it is gone from the file."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.domain.tag import TagRole
from reviewer.store.schema import TABLES


def _dump(path: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    found = {}
    for table in TABLES:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "seq"]
        columns = ", ".join(f'"{name}"' for name in names)
        found[table] = connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
    connection.close()
    return found


@pytest.fixture
def answered(workspace: Workspace, story: tuple[str, str]) -> tuple[str, str]:
    earlier, later = story
    for asked in workspace.recommendations(earlier):
        span = workspace.reading(later).blocks[2].span
        workspace.answer(asked.id, later, coverage=Coverage.SAME_TOPIC, cite=(span,))
    return earlier, later


@pytest.mark.parametrize("which", [0, 1])
def test_it_comes_back_in_a_later_session_as_it_was(workspace: Workspace, answered: tuple[str, str], review: Path, which: int) -> None:
    before = _dump(review)
    name = workspace.document(answered[which]).name
    workspace.remove_document(answered[which])
    workspace.close()
    again = Workspace.open(review)
    try:
        (kept,) = again.removed_documents()
        assert (kept.name, kept.answers) == (name, 2)
        assert again.restore_document(kept.id) == 0
        assert _dump(review) == before
        assert again.search("thresholds")
        label = again.undo()
        assert label is not None and label.startswith("Restore")
        assert [one.id for one in again.removed_documents()] == [kept.id]
        again.redo()
        assert _dump(review) == before
    finally:
        again.close()


def test_undo_of_the_removal_leaves_nothing_to_restore(workspace: Workspace, answered: tuple[str, str], review: Path) -> None:
    before = _dump(review)
    workspace.remove_document(answered[1])
    workspace.undo()
    assert _dump(review) == before
    assert workspace.removed_documents() == ()


def test_a_file_that_was_imported_again_is_refused_with_a_sentence(workspace: Workspace, story: tuple[str, str], letter: Any) -> None:
    _, later = story
    workspace.remove_document(later)
    workspace.import_reading(file_name="again.md", data=b"# two", reading=letter())
    with pytest.raises(UserError, match=r"in the review again, as “again\.md”"):
        workspace.restore_document(later)
    assert len(workspace.removed_documents()) == 1


def test_the_list_says_what_comes_back_with_each(workspace: Workspace, answered: tuple[str, str]) -> None:
    earlier, later = answered
    counts = [len(workspace.highlights(one)) for one in answered]
    workspace.remove_document(later)
    workspace.remove_document(earlier)
    first, second = workspace.removed_documents()
    assert (first.id, first.highlights, first.recommendations) == (earlier, counts[0], 2)
    assert (second.id, second.recommendations, second.answers) == (later, 0, 2)
    assert second.highlights == counts[1] > 0


def test_what_was_changed_since_is_left_as_it_is(workspace: Workspace, story: tuple[str, str], letter: Any) -> None:
    earlier, later = story
    other = workspace.import_reading(file_name="other.md", data=b"# three", reading=letter(day="2021-02-06"))
    workspace.set_copy_of(other, later)
    workspace.remove_document(later)
    assert workspace.document(other).copy_of == ""
    workspace.restore_document(later)
    assert workspace.document(other).copy_of == later, "nobody said otherwise"
    workspace.remove_document(later)
    workspace.set_copy_of(other, earlier)
    workspace.restore_document(later)
    assert workspace.document(other).copy_of == earlier


def test_a_recommendation_whose_tag_means_something_else_by_now_does_not_come_back_as_one(
    workspace: Workspace, answered: tuple[str, str]
) -> None:
    earlier, _ = answered
    workspace.remove_document(earlier)
    tag = next(one for one in workspace.tags() if one.id == "tag-recommendation")
    workspace.change_tag(replace(tag, role=TagRole.OTHER, recommendation_kind=""))
    assert workspace.restore_document(earlier) > 0
    assert workspace.recommendations(earlier) == ()
    assert workspace.highlights(earlier)


def test_what_has_lost_its_footing_stays_away_and_is_counted(workspace: Workspace, answered: tuple[str, str]) -> None:
    earlier, later = answered
    workspace.remove_document(later)
    workspace.delete_tag("tag-recommendation")  # and with it the recommendations that the answers were about
    assert workspace.recommendations(earlier) == ()
    assert workspace.restore_document(later) > 0
    assert workspace.document(later).id == later
    assert workspace.reading(later).blocks


def test_a_recommendation_whose_tag_has_gone_does_not_come_back_as_one(workspace: Workspace, answered: tuple[str, str]) -> None:
    earlier, _ = answered
    passages = {highlight.id for highlight in workspace.highlights(earlier)}
    assert workspace.recommendations(earlier)
    workspace.remove_document(earlier)
    workspace.delete_tag("tag-recommendation")
    assert workspace.restore_document(earlier) > 0
    assert workspace.recommendations(earlier) == ()
    assert {highlight.id for highlight in workspace.highlights(earlier)} == passages


def test_erased_for_good_leaves_no_word_in_the_file(workspace: Workspace, story: tuple[str, str], review: Path) -> None:
    _, later = story
    workspace.remove_document(later)
    workspace.erase_removed(later)
    assert workspace.removed_documents() == ()
    workspace.close()
    data = b"".join(path.read_bytes() for path in review.parent.glob("Board.review*"))
    assert b"applied consistently" not in data
    assert b"# two" not in data


@pytest.mark.parametrize("removed_first", [False, True])
def test_erased_for_good_it_is_quoted_by_no_other_removed_document(
    workspace: Workspace, story: tuple[str, str], review: Path, removed_first: bool
) -> None:
    earlier, later = story
    asked = workspace.recommendations(earlier)[0]
    start = workspace.reading(later).text.index("Thresholds are now applied consistently")
    workspace.answer(asked.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED, cite=[Span(start, start + 39)])
    workspace.remove_document(earlier)  # the answer goes with it, and the passage that was made for the answer
    assert b"applied consistently" in _unpacked(review)
    if removed_first:
        workspace.remove_document(later)
        workspace.erase_removed(later)
    else:
        workspace.erase_document(later)
    assert b"applied consistently" not in _unpacked(review)
    assert workspace.restore_document(earlier) > 0, "the answer about what was erased has nothing to stand on"
    assert [one.id for one in workspace.recommendations(earlier)][:1] == [asked.id]


def _unpacked(review: Path) -> bytes:
    with closing(sqlite3.connect(review)) as connection:
        return b"".join(zlib.decompress(changes) for (changes,) in connection.execute("SELECT changes FROM removed_document"))


def test_the_history_goes_back_and_forward_several_steps(workspace: Workspace, story: tuple[str, str], review: Path) -> None:
    states = [_dump(review)]
    for number in range(4):
        workspace.add_tag(f"Tag {number}")
        states.append(_dump(review))
    base = len(workspace.history()) - 4
    for done in (1, 4, 0, 2, 3):
        workspace.step_to(base + done)
        assert _dump(review) == states[done]
        assert [step.undone for step in workspace.history()] == [False] * (base + done) + [True] * (4 - done)
    assert [step.label for step in workspace.history()][-4:] == [f"Add tag Tag {number}" for number in range(4)]
    assert workspace.rows_on_the_way(base) == 3
    assert workspace.step_to(99) == 1
