"""What a highlight covers: split, merged, marked without a tag, an area of a page; and what rests on it stays."""

from __future__ import annotations

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.area import Area, Edge, area_between
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState

AREA = Area(3, 70.0, 100.0, 400.0, 220.0)
Story = tuple[str, str]


def one(workspace: Workspace, key: str) -> Highlight:
    return next(highlight for highlight in workspace.highlights() if highlight.id == key)


def span_of(workspace: Workspace, document: str, words: str) -> Span:
    at = workspace.reading(document).text.index(words)
    return Span(at, at + len(words))


def test_a_split_gives_two_with_the_same_tags_and_the_note_with_the_first(workspace: Workspace, story: Story) -> None:
    document = story[0]
    whole = span_of(workspace, document, "Too many plans drift.")
    first = workspace.tag_span(document, whole, "tag-concern")
    workspace.toggle_tag(first, "tag-question")
    workspace.set_note(first, "Ask.")
    at = span_of(workspace, document, "plans drift").start
    second = workspace.split_highlight(first, at)
    assert one(workspace, first).quote == "Too many"
    assert one(workspace, second).quote == "plans drift."
    assert one(workspace, first).tags == one(workspace, second).tags == ("tag-concern", "tag-question")
    assert (one(workspace, first).note, one(workspace, second).note) == ("Ask.", "")
    assert workspace.undo() == "Split highlight"
    assert one(workspace, first).span == whole


def test_split_and_merge_are_each_other_s_inverse(workspace: Workspace, story: Story) -> None:
    document = story[0]
    whole = span_of(workspace, document, "Too many plans drift.")
    first = workspace.tag_span(document, whole, "tag-concern")
    second = workspace.split_highlight(first, whole.start + 9)
    assert workspace.merge_highlights(second, first) == first
    assert one(workspace, first).span == whole
    assert all(highlight.id != second for highlight in workspace.highlights())


def test_a_split_recommendation_keeps_its_answers_with_the_first_part(workspace: Workspace, story: Story) -> None:
    document, later = story
    asked = workspace.recommendations(document)[0]
    workspace.answer(asked.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED)
    second = workspace.split_highlight(asked.highlight, span_of(workspace, document, "are applied at").start)
    now = {recommendation.highlight: recommendation for recommendation in workspace.recommendations(document)}
    assert now[asked.highlight].id == asked.id
    assert now[asked.highlight].text == "Ensure that thresholds"
    assert now[second].text == "are applied at the “front door”."
    row = next(row for row in workspace.matrix(document).rows if row.recommendation.id == asked.id)
    assert row.cells[0].outcome is Outcome.IMPROVED


def test_evidence_rests_on_both_parts_of_a_split_and_on_what_was_merged(workspace: Workspace, story: Story) -> None:
    document, later = story
    asked = workspace.recommendations(document)[0]
    span = span_of(workspace, later, "Thresholds are now applied consistently, and partners understand them.")
    workspace.answer(asked.id, later, coverage=Coverage.SAME_TOPIC, cite=[span])
    (cited,) = workspace.matrix(document).rows[0].cells[0].cited
    workspace.split_highlight(cited.highlight, span_of(workspace, later, "and partners").start)
    quotes = [passage.quote for passage in workspace.matrix(document).rows[0].cells[0].cited]
    assert quotes == ["Thresholds are now applied consistently,", "and partners understand them."]
    pair = [passage.highlight for passage in workspace.matrix(document).rows[0].cells[0].cited]
    workspace.merge_highlights(*pair)
    (again,) = workspace.matrix(document).rows[0].cells[0].cited
    assert again.quote == span.of(workspace.reading(later).text)


def test_the_recommendation_with_answers_takes_the_other_in(workspace: Workspace, story: Story) -> None:
    document, later = story
    first, second = workspace.recommendations(document)
    workspace.answer(second.id, later, coverage=Coverage.NOT_MENTIONED)
    assert workspace.merge_highlights(first.highlight, second.highlight) == second.highlight
    (left,) = workspace.recommendations(document)
    assert left.id == second.id
    assert left.text.startswith("Ensure that thresholds")
    assert left.text.endswith("connected persons.")
    assert not workspace.suggestions(document) or all("thresholds" not in s.text for s in workspace.suggestions(document))
    workspace.undo()
    assert len(workspace.recommendations(document)) == 2
    workspace.answer(first.id, later, coverage=Coverage.NOT_MENTIONED)
    with pytest.raises(UserError, match="answers"):
        workspace.merge_highlights(first.highlight, second.highlight)


def test_highlights_with_a_paragraph_between_them_stay_apart(workspace: Workspace, story: Story) -> None:
    document = story[0]
    one_, far = span_of(workspace, document, "Recommendations"), span_of(workspace, document, "Too many plans drift.")
    keys = [workspace.tag_span(document, span, "tag-concern") for span in (one_, far)]
    with pytest.raises(UserError, match="stand"):
        workspace.merge_highlights(*keys)


@pytest.mark.parametrize("share", [0, 1])
def test_a_split_at_an_end_is_refused(workspace: Workspace, story: Story, share: int) -> None:
    key = workspace.tag_span(story[0], Span(0, 10), "tag-concern")
    with pytest.raises(UserError, match="caret"):
        workspace.split_highlight(key, share * 10)


def test_a_passage_may_be_marked_without_a_tag_and_noted(workspace: Workspace, story: Story) -> None:
    key = workspace.mark_span(story[0], Span(0, 10))
    assert workspace.mark_span(story[0], Span(0, 10)) == key
    workspace.set_note(key, "Look again.")
    assert (one(workspace, key).tags, one(workspace, key).note) == ((), "Look again.")
    assert [workspace.undo(), workspace.undo()] == ["Note", "Mark passage"]


def test_an_area_is_a_highlight_in_every_respect(workspace: Workspace, story: Story) -> None:
    document, later = story
    key = workspace.tag_area(document, AREA, "  Waiting times fell by a third.  ", "tag-recommendation")
    made = one(workspace, key)
    assert (made.quote, made.page, made.area) == ("Waiting times fell by a third.", 3, AREA)
    recommendation = next(r for r in workspace.recommendations(document) if r.highlight == key)
    assert (recommendation.text, recommendation.page, recommendation.label) == ("Waiting times fell by a third.", 3, "3")
    workspace.answer(recommendation.id, later, coverage=Coverage.SAME_TOPIC)
    assert any(row.recommendation.id == recommendation.id for row in workspace.matrix(document).rows)
    workspace.set_area_words(key, "Waiting times fell by half.")
    assert next(r for r in workspace.recommendations(document) if r.highlight == key).text == "Waiting times fell by half."
    workspace.toggle_tag(key, "tag-question")
    workspace.delete_highlight(key)
    assert all(r.highlight != key for r in workspace.recommendations(document))
    workspace.undo()
    assert one(workspace, key).area == AREA


def test_an_answer_rests_on_an_area_of_a_later_document(workspace: Workspace, story: Story) -> None:
    document, later = story
    other = workspace.recommendations(document)[1]
    earlier_area = workspace.tag_area(document, AREA, "A chart", "tag-question")
    with pytest.raises(UserError, match="no such page"):
        workspace.tag_area(later, AREA, "A letter in Markdown has no pages", "tag-question")
    with pytest.raises(UserError):
        workspace.cite_highlight(other.id, earlier_area)
    key = workspace.tag_span(later, Span(0, 13), "tag-concern")
    workspace.answer(other.id, later, coverage=Coverage.SAME_TOPIC, cite_highlights=[key])
    (cited,) = workspace.matrix(document).rows[1].cells[0].cited
    assert cited.highlight == key
    assert one(workspace, key).tags == ("tag-concern", "tag-evidence")
    evidence = workspace.cite_highlight(other.id, key)
    assert evidence == cited.evidence, "what is cited already is not cited twice"


def test_an_area_moves_in_one_step_and_keeps_its_page(workspace: Workspace, story: Story) -> None:
    key = workspace.tag_area(story[0], AREA, "A chart", "tag-concern")
    for _ in range(3):
        area = one(workspace, key).area
        assert area is not None
        workspace.move_area(key, area.with_edge(Edge.RIGHT, 10, width=595, height=842))
    moved = one(workspace, key).area
    assert moved is not None
    assert moved.right == AREA.right + 30
    workspace.undo()
    assert one(workspace, key).area == AREA
    with pytest.raises(UserError, match="own page"):
        workspace.move_area(key, Area(1, 0, 0, 10, 10))


def test_an_area_needs_words_and_refuses_what_is_for_passages(workspace: Workspace, story: Story) -> None:
    with pytest.raises(UserError, match="says"):
        workspace.tag_area(story[0], AREA, " ", "tag-concern")
    key = workspace.tag_area(story[0], AREA, "A chart", "tag-concern")
    for act in (
        lambda: workspace.resize_highlight(key, Span(0, 5)),
        lambda: workspace.split_highlight(key, 3),
        lambda: workspace.set_area_words(key, ""),
    ):
        with pytest.raises(UserError):
            act()
    assert one(workspace, key).quote == "A chart"


def test_reading_the_same_file_again_keeps_an_area_in_its_place(workspace: Workspace, story: Story) -> None:
    key = workspace.tag_area(story[0], AREA, "A chart", "tag-concern")
    workspace.reread(story[0], workspace.reading(story[0]))
    assert (one(workspace, key).state, one(workspace, key).area) == (HighlightState.PLACED, AREA)


def test_an_area_in_another_copy_is_to_check_and_never_silent(workspace: Workspace, inspection: object, story: Story) -> None:
    key = workspace.tag_area(story[0], AREA, "A chart", "tag-concern")
    other = workspace.import_reading(file_name="copy.pdf", data=b"%PDF copy", reading=inspection(day="2017-05-13"))  # type: ignore[operator]
    counts = workspace.replace_copy(story[0], other)
    assert counts[HighlightState.TO_CHECK] == 1
    carried = one(workspace, key)
    assert (carried.document, carried.state, carried.quote) == (other, HighlightState.TO_CHECK, "A chart")
    workspace.confirm_place(key)
    assert (one(workspace, key).state, one(workspace, key).quote) == (HighlightState.PLACED, "A chart")


def test_areas_stay_on_the_page_and_never_vanish() -> None:
    area = area_between(2, (300.0, 900.0), (-5.0, 700.0), width=595, height=842)
    assert area == Area(2, 0.0, 700.0, 300.0, 842.0)
    assert area_between(2, (10, 10), (12, 400), width=595, height=842) is None
    small = Area(2, 0.0, 700.0, 300.0, 842.0).with_edge(Edge.RIGHT, -1000, width=595, height=842)
    assert small.right > small.left
    assert area is not None
    assert area.moved(1000, 1000, width=595, height=842) == Area(2, 295.0, 700.0, 595.0, 842.0)
    with pytest.raises(ValueError, match="not an area"):
        Area(1, 5, 5, 5, 9)


@pytest.mark.parametrize(
    ("query", "found"),
    [("waiting", True), ("wait", True), ("half third", True), ("third by", True), ('"by a third"', True), ("cafe", True),
     ('"third by"', False), ("wait times", False), ("waiting zebra", False), ("times waitin", True)],
)  # fmt: skip
def test_the_words_of_an_area_are_found_like_those_of_a_document(workspace: Workspace, story: Story, query: str, found: bool) -> None:
    key = workspace.tag_area(story[0], AREA, "Waiting times at the Café\nfell by a third, not by half.", "tag-concern")
    hits = [hit for hit in workspace.search(query) if hit.highlight]
    assert bool(hits) is found
    for hit in hits:
        assert (hit.highlight, hit.page) == (key, 3)
        assert all(hit.excerpt[start:end].strip() for start, end in hit.marks)


def test_what_an_area_said_is_no_longer_found_once_it_is_gone(workspace: Workspace, story: Story) -> None:
    key = workspace.tag_area(story[0], AREA, "Zebra", "tag-concern")
    assert workspace.search("zebra")
    workspace.delete_highlight(key)
    assert not workspace.search("zebra")
