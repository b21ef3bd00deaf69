"""Two tags become one: what is told is what happens, and one undo takes it back."""

from __future__ import annotations

import pytest

from reviewer.app import merging
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage
from reviewer.domain.tag import TagRole

from .conftest import MakeReading


def _everything(workspace: Workspace) -> object:
    documents = [one.id for one in workspace.documents()]
    return (
        workspace.tags(), workspace.highlights(), workspace.recommendations(), workspace.documents(),
        [workspace.suggestions(one) for one in documents],
    )  # fmt: skip


def test_a_recommendation_merged_into_another_kind_stays_one(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, _ = story
    made, before = len(workspace.recommendations()), _everything(workspace)
    told = workspace.foresee_merge("tag-recommendation", "tag-area")
    assert _everything(workspace) == before
    assert workspace.merge_tags("tag-recommendation", "tag-area") == told
    assert (told.highlights, told.lost, told.made) == (2, 0, 0)
    assert [one.kind.value for one in workspace.recommendations(earlier)] == ["area-for-improvement"] * 2
    assert len(workspace.recommendations()) == made
    assert all("tag-recommendation" not in one.tags for one in workspace.highlights())
    assert workspace.undo() == "Merge Recommendation into Area for improvement"
    assert _everything(workspace) == before


def test_recommendations_go_with_their_answers_where_the_other_tag_makes_none(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, later = story
    workspace.answer(workspace.recommendations(earlier)[0].id, later, coverage=Coverage.NOT_MENTIONED)
    before = _everything(workspace)
    told = workspace.merge_tags("tag-recommendation", "tag-question")
    assert (told.lost, told.answers) == (2, 1)
    assert workspace.recommendations(earlier) == ()
    assert "2 recommendations with 1 answer go, as “Question for the board” makes none" in merging.in_words(told, done=False)
    workspace.undo()
    assert _everything(workspace) == before


def test_passages_become_recommendations_and_one_with_both_keeps_one(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, _ = story
    own = workspace.add_tag("Drift")
    blocks = workspace.reading(earlier).blocks
    fresh = workspace.tag_span(earlier, blocks[8].span, own)
    both = workspace.highlights(earlier)[0].id
    workspace.toggle_tag(both, own)
    known = len(workspace.recommendations())
    before = _everything(workspace)
    told = workspace.merge_tags(own, "tag-recommendation")
    assert (told.highlights, told.both, told.made) == (2, 1, 1)
    assert len(workspace.recommendations()) == known + 1
    tags = {one.id: one.tags for one in workspace.highlights()}
    assert tags[fresh] == ("tag-recommendation",)
    assert tags[both] == ("tag-recommendation",)
    workspace.undo()
    assert _everything(workspace) == before


def test_key_children_and_open_suggestions_go_to_the_tag_that_stays(workspace: Workspace, story: tuple[str, str]) -> None:
    _, later = story
    child, own = workspace.add_tag("Under it"), workspace.add_tag("Stays", role=TagRole.RECOMMENDATION)
    tag = next(one for one in workspace.tags() if one.id == child)
    from dataclasses import replace

    workspace.change_tags([replace(tag, parent="tag-area")])
    open_ = workspace.suggestions(later)[0]
    workspace.merge_tags("tag-area", own)
    now = {one.id: one for one in workspace.tags()}
    assert now[own].key == "2"
    assert now[child].parent == own
    workspace.accept_suggestions([open_.id])
    assert workspace.highlights(later)[0].tags == (own,)


def test_into_itself_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="itself"):
        workspace.merge_tags("tag-area", "tag-area")
    with pytest.raises(UserError, match="no longer"):
        workspace.merge_tags("gone", "tag-area")


def test_what_is_imported_after_a_merge_is_proposed_with_the_tag_that_stayed(workspace: Workspace, inspection: MakeReading) -> None:
    workspace.merge_tags("tag-recommendation", "tag-priority")
    own = workspace.add_tag("Own", role=TagRole.RECOMMENDATION)
    workspace.merge_tags("tag-priority", own)
    document = workspace.import_reading(file_name="late.pdf", data=b"%PDF late", reading=inspection())
    found = [one for one in workspace.suggestions(document) if one.tag != "tag-concern"]
    assert found
    assert {one.tag for one in found} == {own}
    workspace.accept_suggestions([one.id for one in found])
    assert all(one.tags == (own,) for one in workspace.highlights(document))
    for _ in range(4):  # accepted, imported, merged, made
        workspace.undo()
    again = workspace.import_reading(file_name="late.pdf", data=b"%PDF late", reading=inspection())
    assert {one.tag for one in workspace.suggestions(again)} <= {"tag-priority", "tag-concern"}, "the first merge is still done"
