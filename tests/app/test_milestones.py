"""The dates that the law sets: rules, receipt and printed dates, what a person sets, what is due soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewer.app.calendar import printed_date
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.document import Block, BlockKind, DocumentKind, Fact, FactName, Reading, RecommendationKind
from reviewer.domain.errors import UserError
from reviewer.domain.milestones import MilestoneName, rules_for

Make = Callable[..., Reading]
TODAY = dt.date(2017, 10, 1)


@pytest.mark.parametrize(
    ("kind", "urgent", "expected"),
    [
        (DocumentKind.SIF_INSPECTION, False, [("statement-of-action", 70)]),
        (DocumentKind.ILACS_INSPECTION, True, [("statement-of-action", 70)]),
        (DocumentKind.FOCUSED_VISIT, True, [("draft-action-plan", 20), ("action-plan", 70)]),
        (DocumentKind.FOCUSED_VISIT, False, []),
        (DocumentKind.MONITORING_VISIT, True, []),
        (DocumentKind.UNANNOUNCED_INSPECTION, True, []),
        (DocumentKind.JTAI, False, [("statement-of-action", 0)]),
        (DocumentKind.OTHER, True, []),
    ],
)
def test_which_dates_follow_from_a_kind(kind: DocumentKind, urgent: bool, expected: list[tuple[str, int]]) -> None:
    assert [(rule.name.value, rule.days) for rule in rules_for(kind, has_priority_actions=urgent)] == expected


def test_counted_from_receipt_else_from_the_printed_date_and_said_so(workspace: Workspace, story: tuple[str, str]) -> None:
    (unknown,) = workspace.milestones(story[0])
    assert (unknown.due, unknown.days_left(TODAY), unknown.overdue(TODAY)) == ("", None, False)
    assert "neither" in unknown.unsure
    workspace.set_fact(story[0], FactName.PUBLISHED, "2017-06-27")
    (printed,) = workspace.milestones(story[0])
    assert (printed.due, printed.rule) == ("2017-10-04", "70 working days from receipt")
    assert "not stated" in printed.unsure
    workspace.set_fact(story[0], FactName.RECEIVED, "2017-06-23")
    (sure,) = workspace.milestones(story[0])
    assert (sure.due, sure.unsure, sure.overridden) == ("2017-10-02", "", False)


def test_a_date_is_overdue_from_the_day_after_it(workspace: Workspace, story: tuple[str, str]) -> None:
    workspace.set_fact(story[0], FactName.RECEIVED, "2017-06-23")
    (one,) = workspace.milestones(story[0])
    day = dt.date.fromisoformat(one.due)
    assert [one.overdue(day + dt.timedelta(days=n)) for n in (-1, 0, 1, 365, 366)] == [False, False, True, True, False]
    assert [one.long_past(day + dt.timedelta(days=n)) for n in (365, 366)] == [False, True]
    first = workspace.recommendations(story[0])[0]
    action = Action("a", first.id, due=one.due)
    assert [action.overdue(day + dt.timedelta(days=n)) for n in (-1, 0, 1)] == [False, False, True]
    assert [replace(action, status=status).overdue(day + dt.timedelta(days=1)) for status in ActionStatus] == [status.open for status in ActionStatus]


def test_due_soon_is_two_weeks_with_their_last_day(workspace: Workspace, story: tuple[str, str]) -> None:
    first = workspace.recommendations(story[0])[0]
    workspace.set_milestone(story[0], MilestoneName.STATEMENT, due="2017-10-15")
    workspace.set_action(Action("a", first.id, due="2017-10-15"))
    assert [item.due for item in workspace.due_soon(TODAY)] == ["2017-10-15"] * 2
    assert workspace.due_soon(TODAY - dt.timedelta(days=1)) == ()


def test_beyond_the_published_bank_holidays_it_is_said(workspace: Workspace, story: tuple[str, str]) -> None:
    workspace.set_fact(story[0], FactName.RECEIVED, "2027-09-01")
    (known,) = workspace.milestones(story[0])
    assert (known.due[:4], known.unsure) == ("2027", "")
    workspace.set_fact(story[0], FactName.RECEIVED, "2027-12-01")
    (beyond,) = workspace.milestones(story[0])
    assert beyond.due > "2028-01-01"
    assert "bank holidays after 2027 are not published yet" in beyond.unsure
    workspace.set_milestone(story[0], MilestoneName.STATEMENT, due="2028-03-20")
    assert workspace.milestones(story[0])[0].unsure == "", "what a person set is sure"


def test_set_done_and_taken_back_are_steps(workspace: Workspace, story: tuple[str, str]) -> None:
    document, name = story[0], MilestoneName.STATEMENT
    workspace.set_fact(document, FactName.RECEIVED, "2017-06-23")
    workspace.set_milestone(document, name, due="2017-11-01", note="Agreed with Ofsted")
    (one,) = workspace.milestones(document)
    assert (one.due, one.computed, one.overridden, one.note) == ("2017-11-01", "2017-10-02", True, "Agreed with Ofsted")
    assert workspace.undo_label == "Change a date"
    workspace.set_milestone(document, name, done="2017-10-30")
    assert workspace.milestones(document)[0].done == "2017-10-30"
    assert workspace.undo() == "Mark a date done"
    assert not workspace.milestones(document)[0].done
    workspace.set_milestone(document, name, due="", note="")
    assert not workspace.milestones(document)[0].overridden
    for _ in range(2):
        workspace.undo()
    assert workspace.milestones(document)[0].due == "2017-10-02"
    labels = [entry.label for entry in workspace.audit(5)]
    assert labels[0] == "Undo: Change a date"


def test_refusals(workspace: Workspace, story: tuple[str, str]) -> None:
    with pytest.raises(UserError, match="No such date"):
        workspace.set_milestone(story[1], MilestoneName.STATEMENT, done="2019-01-01")
    with pytest.raises(UserError, match="not a date"):
        workspace.set_milestone(story[0], MilestoneName.STATEMENT, due="soon")
    assert workspace.undo_label != "Change a date"


def test_the_dates_go_with_the_document_and_come_back(workspace: Workspace, story: tuple[str, str]) -> None:
    workspace.set_milestone(story[0], MilestoneName.STATEMENT, due="2017-11-01")
    workspace.remove_document(story[0])
    workspace.undo()
    assert workspace.milestones(story[0])[0].due == "2017-11-01"


def test_a_priority_action_after_a_focused_visit(workspace: Workspace, story: tuple[str, str]) -> None:
    letter = story[1]
    workspace.accept_suggestions([s.id for s in workspace.suggestions(letter)])
    assert workspace.milestones(letter) == ()
    (area,) = workspace.recommendations(letter)
    workspace.change_recommendation(replace(area, kind=RecommendationKind.PRIORITY_ACTION))
    workspace.set_fact(letter, FactName.RECEIVED, "2019-03-01")
    draft, plan = workspace.milestones(letter)
    assert (draft.due, plan.due) == ("2019-03-29", "2019-06-13")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council should send the written statement of action to Plans@example.gov.uk by 6 July 2023. This", "2023-07-06"),
        ("It should submit a written response by 12/06/2017.", "2017-06-12"),
        ("send the written statement of action by Friday 18 April 2023.", "2023-04-18"),
        ("prepare a written statement of proposed action responding to the letter. It was seen by 3 inspectors.", ""),
        ("The visit ended by 6 July 2023. A written statement follows.", ""),
        ("", ""),
    ],
)
def test_the_date_that_a_letter_prints(text: str, expected: str) -> None:
    block = Block(1, BlockKind.PARAGRAPH, 0, len(text), text)
    assert printed_date(Reading("text", (block,))) == expected


def test_the_printed_date_of_a_joint_inspection_wins(workspace: Workspace) -> None:
    text = "The council should send the written statement of action to us by 6 July 2023."
    facts = (Fact(FactName.KIND, "jtai"), Fact(FactName.PUBLISHED, "2023-03-31"), Fact(FactName.RECEIVED, "2023-03-01"))
    reading = Reading("text", (Block(1, BlockKind.PARAGRAPH, 0, len(text), text),), None, facts)
    document = workspace.import_reading(file_name="j.txt", data=b"j", reading=reading)
    (one,) = workspace.milestones(document)
    assert (one.due, one.unsure, one.rule) == ("2023-07-06", "", "the date printed in the letter")


def test_what_is_due_soon(workspace: Workspace, story: tuple[str, str]) -> None:
    first, second = workspace.recommendations(story[0])
    workspace.set_fact(story[0], FactName.RECEIVED, "2017-06-23")  # due 2 October 2017
    workspace.set_action(Action("a", first.id, "Train the board", due="2017-09-01"))
    workspace.set_action(Action("b", second.id, "Too far ahead", due="2017-10-16"))
    found = workspace.due_soon(TODAY)
    assert [(item.due, item.recommendation, item.overdue(TODAY)) for item in found] == [
        ("2017-09-01", first.id, True), ("2017-10-02", "", False),
    ]  # fmt: skip
    assert found[0].words.endswith("Inspection 2017 R1: Train the board")
    assert found[1].words.endswith("Inspection 2017: Written statement of action")
    workspace.set_action(Action("a", first.id, "Train the board", due="2017-09-01", status=ActionStatus.CHECKED))
    workspace.set_milestone(story[0], MilestoneName.STATEMENT, done="2017-10-01")
    assert workspace.due_soon(TODAY) == ()


def test_a_computed_date_of_years_ago_is_history_but_one_that_was_set_is_not(workspace: Workspace, story: tuple[str, str]) -> None:
    workspace.set_fact(story[0], FactName.RECEIVED, "2017-06-23")
    today = dt.date(2026, 11, 21)
    assert workspace.due_soon(today) == ()
    assert not workspace.milestones(story[0])[0].overdue(today)
    workspace.set_milestone(story[0], MilestoneName.STATEMENT, due="2017-10-05")
    assert [item.overdue(today) for item in workspace.due_soon(today)] == [True]


def test_take_over_is_one_step(workspace: Workspace, story: tuple[str, str]) -> None:
    first, second = workspace.recommendations(story[0])
    workspace.set_action(Action("a", first.id, "Old"))
    count = workspace.take_over([Action("", first.id, "New"), Action("", second.id, owner="Head of service")])
    assert (count, workspace.undo_label) == (2, "Take over a filled-in checklist")
    workspace.undo()
    kept = workspace.action(first.id)
    assert kept is not None
    assert (kept.id, kept.text, workspace.action(second.id)) == ("a", "Old", None)
    assert workspace.take_over([kept]) == 0
