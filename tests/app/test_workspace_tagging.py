"""Tags, highlights and the reader's suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.document import Reading, RecommendationKind, RecommendationList
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span
from reviewer.domain.tag import STARTER_TAGS, TagRole

Make = Callable[..., Reading]


def span_of(workspace: Workspace, document: str, words: str) -> Span:
    start = workspace.reading(document).text.index(words)
    return Span(start, start + len(words))


def test_a_new_review_has_the_starter_tags(workspace: Workspace) -> None:
    assert workspace.tags() == STARTER_TAGS
    assert workspace.undo_label is None


def test_a_highlight_keeps_its_words_and_its_place(workspace: Workspace, story: tuple[str, str]) -> None:
    span = span_of(workspace, story[0], "naïve plans and a 😀 are")
    key = workspace.tag_span(story[0], Span(span.start - 1, span.end + 1), "tag-concern")
    highlight = next(h for h in workspace.highlights(story[0]) if h.id == key)
    assert highlight.span == span
    assert highlight.quote == "naïve plans and a 😀 are"
    assert (highlight.page, highlight.paragraph, highlight.tags) == (2, "¶5", ("tag-concern",))
    assert (highlight.author, highlight.created) == ("QA officer", "2026-03-02T10:00:00+00:00")


def test_white_space_alone_is_no_passage(workspace: Workspace, story: tuple[str, str]) -> None:
    text = workspace.reading(story[0]).text
    for span in (Span(text.index("\n"), text.index("\n") + 1), Span(3, 3), Span(len(text), len(text) + 9)):
        with pytest.raises(UserError, match="Select some words"):
            workspace.tag_span(story[0], span, "tag-concern")


def test_the_same_passage_gains_and_loses_tags_and_goes_with_its_last(
    workspace: Workspace, story: tuple[str, str]
) -> None:
    span = span_of(workspace, story[0], "plans drift")
    key = workspace.tag_span(story[0], span, "tag-concern")
    assert workspace.tag_span(story[0], span, "tag-question") == key
    assert {h.id: h.tags for h in workspace.highlights()}[key] == ("tag-concern", "tag-question")
    workspace.toggle_tag(key, "tag-concern")
    workspace.tag_span(story[0], span, "tag-question")
    assert key not in {h.id for h in workspace.highlights()}
    workspace.undo()
    workspace.set_note(key, "Ask for the data")
    workspace.toggle_tag(key, "tag-question")
    assert {h.id: (h.tags, h.note) for h in workspace.highlights()}[key] == ((), "Ask for the data")


def test_another_tag_taken_off_leaves_the_recommendation_and_its_own_takes_it_away(
    workspace: Workspace, story: tuple[str, str]
) -> None:
    asked = workspace.recommendations(story[0])[0]
    workspace.answer(asked.id, story[1], coverage=Coverage.NOT_MENTIONED)
    workspace.toggle_tag(asked.highlight, "tag-concern")
    workspace.toggle_tag(asked.highlight, "tag-concern")
    assert asked in workspace.recommendations(story[0])
    assert workspace.matrix(story[0]).answered == 1
    workspace.toggle_tag(asked.highlight, "tag-concern")
    workspace.toggle_tag(asked.highlight, "tag-recommendation")
    assert asked not in workspace.recommendations(story[0])
    assert workspace.matrix(story[0]).answered == 0
    assert {h.id: h.tags for h in workspace.highlights()}[asked.highlight] == ("tag-concern",), "the passage itself stays"
    workspace.undo()
    assert workspace.matrix(story[0]).answered == 1


def test_accepting_a_recommendation_makes_it_whole(workspace: Workspace, story: tuple[str, str]) -> None:
    first, second = workspace.recommendations(story[0])
    assert (first.ref, second.ref) == ("R1", "R2")
    assert first.text == "Ensure that thresholds are applied at the “front door”."
    assert first.area == "Help and protection"
    (mark,) = first.marked
    assert (mark.number, mark.text, mark.confirmed) == (4, "Thresholds are not understood by all partners.", False)
    concern = next(h for h in workspace.highlights(story[0]) if h.tags == ("tag-concern",))
    assert concern.quote == mark.text
    assert workspace.undo() == "Accept 3 suggestions"
    assert workspace.recommendations() == ()
    assert len(workspace.suggestions(story[0])) == 3


def test_a_bulleted_item_is_called_by_its_number(workspace: Workspace, story: tuple[str, str]) -> None:
    (open_,) = workspace.suggestions(story[1])
    assert open_.tag == "tag-area"
    assert "What needs to improve" in open_.why
    workspace.accept_suggestions([open_.id])
    (made,) = workspace.recommendations(story[1])
    assert (made.ref, made.kind, made.area) == ("A1", RecommendationKind.AREA_FOR_IMPROVEMENT, "")


def test_a_dismissed_suggestion_stays_away(workspace: Workspace, story: tuple[str, str]) -> None:
    (open_,) = workspace.suggestions(story[1])
    workspace.dismiss_suggestions([open_.id])
    assert workspace.suggestions(story[1]) == ()
    workspace.accept_suggestions([open_.id])
    assert workspace.recommendations(story[1]) == ()
    workspace.undo()
    assert workspace.suggestions(story[1]) == (open_,)


def test_tagging_by_hand_what_was_suggested_uses_the_suggestion_up(
    workspace: Workspace, story: tuple[str, str]
) -> None:
    workspace.tag_span(story[1], span_of(workspace, story[1], "quality of assessments"), "tag-priority")
    (made,) = workspace.recommendations(story[1])
    assert (made.ref, made.kind, made.text) == ("P1", RecommendationKind.PRIORITY_ACTION, "quality of assessments")
    assert workspace.suggestions(story[1]) == ()


def test_a_passage_that_the_reader_did_not_find_becomes_a_recommendation_too(
    workspace: Workspace, story: tuple[str, str]
) -> None:
    key = workspace.tag_span(story[0], span_of(workspace, story[0], "Sort out the board’s plans."), "tag-recommendation")
    workspace.tag_span(story[0], span_of(workspace, story[0], "Too many plans drift."), "tag-area")
    board, last = workspace.recommendations(story[0])[2:]
    assert (board.ref, board.list, board.highlight) == ("LSCB R1", RecommendationList.LSCB, key)
    assert last.ref == "A6"


def test_another_kind_of_recommendation_replaces_the_first(workspace: Workspace, story: tuple[str, str]) -> None:
    first = workspace.recommendations(story[0])[0]
    workspace.toggle_tag(first.highlight, "tag-priority")
    assert workspace.recommendations(story[0])[0] == replace(first, kind=RecommendationKind.PRIORITY_ACTION)
    assert {h.id: h.tags for h in workspace.highlights()}[first.highlight] == ("tag-priority",)


def test_deleting_its_highlight_takes_the_recommendation_with_its_answers_and_undo_brings_all_back(
    workspace: Workspace, story: tuple[str, str]
) -> None:
    first = workspace.recommendations(story[0])[0]
    workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC, cite=[Span(0, 7)])
    workspace.dismiss_passage(first.id, story[1], Span(8, 13))
    before = workspace.matrix(story[0])
    workspace.delete_highlight(first.highlight)
    assert [r.ref for r in workspace.recommendations(story[0])] == ["R2"]
    assert workspace.highlights(story[1]) == ()
    assert workspace.suggestions(story[0]) == ()
    workspace.undo()
    assert workspace.matrix(story[0]) == before
    assert before.answered == 1
    assert workspace.dismissed_passages(first.id, story[1]) == {Span(8, 13)}


def test_moving_the_ends_moves_the_recommendation(workspace: Workspace, story: tuple[str, str]) -> None:
    first = workspace.recommendations(story[0])[0]
    span = span_of(workspace, story[0], "thresholds are applied")
    workspace.resize_highlight(first.highlight, span)
    assert workspace.recommendations(story[0])[0].text == "thresholds are applied"
    other = workspace.recommendations(story[0])[1].highlight
    with pytest.raises(UserError, match="already a highlight"):
        workspace.resize_highlight(other, span)


def test_typing_a_note_is_one_step(workspace: Workspace, story: tuple[str, str]) -> None:
    one, two, _ = (highlight.id for highlight in workspace.highlights(story[0]))
    for note in ("T", "To", "To ask"):
        workspace.set_note(one, note)
    workspace.set_note(two, "x")
    workspace.set_note(one, "To ask the board")
    notes = []
    while workspace.undo_label == "Note":
        workspace.undo()
        notes.append({h.id: h.note for h in workspace.highlights()}[one])
    assert notes == ["To ask", "To ask", ""]


def test_tags_are_added_changed_and_deleted_with_their_uses(workspace: Workspace, story: tuple[str, str]) -> None:
    tag = workspace.add_tag("  Voice of  the child ", key="4", role=TagRole.OTHER)
    made = {t.id: t for t in workspace.tags()}
    assert (made[tag].name, made[tag].position, made["tag-concern"].key) == ("Voice of the child", 8, "")
    with pytest.raises(UserError, match="already a tag"):
        workspace.add_tag("voice OF the child")
    workspace.change_tag(replace(made[tag], position=0, fill="#000000"))
    assert workspace.tags()[0].id == tag
    key = workspace.tag_span(story[0], span_of(workspace, story[0], "drift"), tag)
    before = workspace.highlights(), workspace.recommendations()
    workspace.delete_tag(tag)
    assert key not in {h.id for h in workspace.highlights()}
    workspace.delete_tag("tag-recommendation")
    assert workspace.recommendations() == ()
    workspace.undo()
    workspace.undo()
    assert (workspace.highlights(), workspace.recommendations()) == before


def test_a_suggestion_whose_tag_is_gone_says_so(workspace: Workspace, story: tuple[str, str]) -> None:
    workspace.delete_tag("tag-area")
    with pytest.raises(UserError, match="was deleted"):
        workspace.accept_suggestions([s.id for s in workspace.suggestions(story[1])])
    assert workspace.recommendations(story[1]) == ()
