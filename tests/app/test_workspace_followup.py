"""Answers, evidence, actions, the matrix and the checklist of a review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.document import FactName, Reading
from reviewer.domain.errors import UserError
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import Standing
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span

Make = Callable[..., Reading]


@pytest.fixture
def first(workspace: Workspace, story: tuple[str, str]) -> Recommendation:
    return workspace.recommendations(story[0])[0]


def cited(workspace: Workspace, earlier: str) -> list[str]:
    return [passage.quote for row in workspace.matrix(earlier).rows for cell in row.cells for passage in cell.cited]


def test_an_answer_with_evidence_is_one_step(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    assert workspace.matrix(story[0]).rows[0].standing is Standing.NOT_REVISITED_SO_FAR
    answer = workspace.answer(
        first.id, story[1], coverage=Coverage.REFERRED_BACK, outcome=Outcome.ADDRESSED, note="Good", cite=[Span(0, 13)]
    )
    assert (answer.author, answer.confirmed) == ("QA officer", "2026-03-02T10:00:00+00:00")
    row = workspace.matrix(story[0]).rows[0]
    assert row.cells[0].revisit == answer
    assert row.standing is Standing.CLOSED
    assert cited(workspace, story[0]) == ["Focused visit"]
    assert workspace.highlights(story[1])[0].tags == ("tag-evidence",)
    workspace.undo()
    assert workspace.matrix(story[0]).answered == 0
    assert workspace.highlights(story[1]) == ()


def test_only_what_was_revisited_has_an_outcome(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    for coverage in (Coverage.NOT_MENTIONED, Coverage.OUTSIDE_SCOPE):
        with pytest.raises(UserError, match="has no outcome"):
            workspace.answer(first.id, story[1], coverage=coverage, outcome=Outcome.ADDRESSED)
    assert workspace.matrix(story[0]).answered == 0


def test_documents_of_another_authority_and_earlier_ones_cannot_answer(
    workspace: Workspace, story: tuple[str, str], first: Recommendation, letter: Make
) -> None:
    other = workspace.import_reading(file_name="x.md", data=b"x", reading=letter(authority="80529"))
    before = workspace.import_reading(file_name="y.md", data=b"y", reading=letter(day="2011-01-01"))
    for document in (other, before, story[0]):
        with pytest.raises(UserError, match="not a later document"):
            workspace.answer(first.id, document, coverage=Coverage.NOT_MENTIONED)
    workspace.set_fact(other, FactName.AUTHORITY, "80527")
    workspace.answer(first.id, other, coverage=Coverage.NOT_MENTIONED)
    assert workspace.matrix(story[0]).answered == 1


def test_evidence_uses_the_highlight_there_is_and_adds_up(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    mine = workspace.tag_span(story[1], Span(0, 13), "tag-strength")
    workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC, cite=[Span(0, 13), Span(14, 24), Span(0, 14)])
    one = workspace.cite(first.id, story[1], Span(0, 13))
    assert workspace.cite(first.id, story[1], Span(0, 13)) == one
    assert cited(workspace, story[0]) == ["Focused visit", "Inspectors"]
    assert {h.id: h.tags for h in workspace.highlights(story[1])}[mine] == ("tag-strength", "tag-evidence")
    workspace.answer(first.id, story[1], coverage=Coverage.REFERRED_BACK, outcome=Outcome.IMPROVED)
    assert cited(workspace, story[0]) == ["Focused visit", "Inspectors"]


def test_taking_an_answer_back_leaves_what_else_is_used(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    second = workspace.recommendations(story[0])[1]
    mine = workspace.tag_span(story[1], Span(0, 7), "tag-strength")
    workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC, cite=[Span(0, 7), Span(14, 24), Span(25, 31)])
    workspace.answer(second.id, story[1], coverage=Coverage.SAME_TOPIC, cite=[Span(14, 24)])
    noted = next(h for h in workspace.highlights(story[1]) if h.span == Span(25, 31))
    workspace.set_note(noted.id, "Keep")
    workspace.take_back(first.id, story[1])
    assert workspace.matrix(story[0]).rows[0].cells[0].revisit is None
    assert [h.span for h in workspace.highlights(story[1])] == [Span(0, 7), Span(14, 24), Span(25, 31)]
    assert mine in {h.id for h in workspace.highlights(story[1])}
    with pytest.raises(UserError, match="no answer"):
        workspace.take_back(first.id, story[1])
    workspace.undo()
    assert cited(workspace, story[0]) == ["Focused", "Inspectors", "looked", "Inspectors"]


def test_a_citation_needs_an_answer_and_goes_with_its_highlight(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    with pytest.raises(UserError, match="Answer whether"):
        workspace.cite(first.id, story[1], Span(0, 13))
    assert workspace.highlights(story[1]) == ()
    workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC)
    evidence = workspace.cite(first.id, story[1], Span(0, 13))
    workspace.uncite(evidence)
    assert workspace.highlights(story[1]) == ()
    assert workspace.matrix(story[0]).answered == 1


def test_dismissed_passages_stay_with_their_cell(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    second = workspace.recommendations(story[0])[1]
    workspace.dismiss_passage(first.id, story[1], Span(0, 13))
    workspace.dismiss_passage(first.id, story[1], Span(0, 13))
    assert workspace.dismissed_passages(first.id, story[1]) == {Span(0, 13)}
    assert workspace.dismissed_passages(second.id, story[1]) == frozenset()
    workspace.undo()
    assert workspace.dismissed_passages(first.id, story[1]) == frozenset()


def test_there_is_one_action_a_recommendation_and_typing_merges(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    assert workspace.action(first.id) is None
    for text in ("T", "Tr", "Train"):
        workspace.set_action(Action("", first.id, text, due="2026-05-01", status=ActionStatus.IN_PROGRESS))
    action = workspace.action(first.id)
    assert action is not None
    assert (action.text, action.status) == ("Train", ActionStatus.IN_PROGRESS)
    with pytest.raises(UserError, match="not a date"):
        workspace.set_action(replace(action, due="next May"))
    assert workspace.matrix(story[0]).rows[0].action == action
    workspace.undo()
    assert workspace.action(first.id) is None


def test_a_recommendation_can_be_put_right(workspace: Workspace, first: Recommendation) -> None:
    marked = tuple(replace(mark, confirmed=True) for mark in first.marked)
    changed = replace(first, area="Leadership", theme="thresholds", label="1a", marked=marked)
    workspace.change_recommendation(changed)
    assert workspace.recommendations(first.document)[0] == changed


def test_a_second_copy_is_no_later_visit(workspace: Workspace, story: tuple[str, str], letter: Make) -> None:
    copy = workspace.import_reading(file_name="copy.txt", data=b"copy", reading=letter(extra="Same."))
    assert len(workspace.matrix(story[0]).later) == 2
    workspace.set_copy_of(copy, story[1])
    assert [document.id for document in workspace.matrix(story[0]).later] == [story[1]]


def test_the_checklist_names_the_authority_and_leaves_drafts_out(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    assert [document.id for document in workspace.earlier_documents()] == [story[0]]
    checklist = workspace.checklist(ChecklistFilter(story[0]))
    assert checklist.authority == "North Lincolnshire"
    assert [row.ref for row in checklist.rows] == ["2017 R1", "2017 R2"]
    workspace.set_fact(story[1], FactName.PUBLICATION_STATE, "draft")
    assert [section.later for section in workspace.checklist(ChecklistFilter(story[0])).sections] == [()]
    with_drafts = workspace.checklist(ChecklistFilter(story[0], draft_reason="Board of 3 March"))
    assert [len(section.later) for section in with_drafts.sections] == [1]
    workspace.record_export(Path("/somewhere/private/list.docx"), "docx", with_drafts)
    newest = workspace.audit(1)[0]
    assert newest.label == "Export checklist"
    assert newest.detail == "list.docx; docx; North Lincolnshire; no marking; 2 rows; with drafts: Board of 3 March"
    assert workspace.undo_label != "Export checklist"


def test_observers_hear_which_kinds_of_row_changed_after_the_act(
    workspace: Workspace, story: tuple[str, str], first: Recommendation
) -> None:
    heard: list[tuple[frozenset[str], int]] = []
    stop = workspace.subscribe(lambda tables: heard.append((tables, workspace.matrix(story[0]).answered)))
    workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC, cite=[Span(0, 13)])
    workspace.undo()
    with pytest.raises(UserError):
        workspace.answer(first.id, "gone", coverage=Coverage.SAME_TOPIC)
    stop()
    workspace.redo()
    changed = frozenset({"revisit", "highlight", "highlight_tag", "evidence"})
    assert heard == [(changed, 1), (changed, 0)]
