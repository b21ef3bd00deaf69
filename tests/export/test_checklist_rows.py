"""Which rows the checklist has, in which order and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.checklist import Checklist, ChecklistFilter, ChecklistGroup, Grouping, Marking
from reviewer.domain.checklist_build import build_checklist
from reviewer.domain.review import Matrix, Standing
from reviewer.domain.revisit import Coverage, Outcome, Revisit

Build = Callable[..., Checklist]


def groups(checklist: Checklist) -> tuple[ChecklistGroup, ...]:
    (section,) = checklist.sections
    return section.groups


def refs(checklist: Checklist) -> list[list[str]]:
    return [[row.ref for row in group.rows] for group in groups(checklist)]


def test_not_revisited_stands_first_then_areas_with_priority_actions_first(checklist: Checklist) -> None:
    assert [group.title for group in groups(checklist)] == [
        "Not revisited since 2017", "Help and protection", "Children in care", "Judgement area not stated",
    ]  # fmt: skip
    assert refs(checklist) == [["2017 R3"], ["2017 P4", "2017 R1"], ["2017 R2"], ["2017 R5"]]


def test_what_nobody_has_looked_at_is_not_called_silent(checklist: Checklist) -> None:
    unread = groups(checklist)[-1].rows[0]
    assert unread.standing is Standing.NOT_REVISITED_SO_FAR
    assert unread.standing_words == "Not revisited so far, 3 to check"


def test_never_is_said_only_when_every_later_document_is_checked(matrix: Matrix, build: Build) -> None:
    silent = groups(build(matrix))[0].rows[0]
    assert (silent.standing, silent.standing_words) == (Standing.NEVER_REVISITED, "Never revisited, made 9 years ago")
    row = matrix.rows[2]
    cells = (*row.cells[:-1], replace(row.cells[-1], revisit=None))
    one_open = replace(matrix, rows=(replace(row, cells=cells),))
    assert build(one_open).rows[0].standing_words == "Not revisited so far, 1 to check"


def test_drafts_stay_out_with_all_that_they_say(matrix_with_draft: Matrix, build: Build) -> None:
    left = build(matrix_with_draft)
    assert [document.id for document in left.left_out] == ["d26"]
    assert "d26" not in {document.id for document in left.sources}
    assert left.marking is Marking.NONE
    assert "SECRET" not in repr(left.rows)
    first = next(row for row in left.rows if row.ref == "2017 R1")
    assert first.standing is Standing.CLOSED, "the draft's “worse” must not show through"
    third = next(row for row in left.rows if row.ref == "2017 R3")
    assert third.standing is Standing.NOT_REVISITED_SO_FAR, "the draft has not been checked for it"


def test_a_reason_lets_drafts_in_with_their_marking(matrix_with_draft: Matrix, build: Build) -> None:
    whole = build(matrix_with_draft, draft_reason="asked for by the board", marking=Marking.OFFICIAL)
    assert whole.left_out == ()
    assert whole.marking is Marking.OFFICIAL_SENSITIVE
    assert next(row for row in whole.rows if row.ref == "2017 R1").standing is Standing.OPEN


def test_blanks_are_no_reason(matrix_with_draft: Matrix, build: Build) -> None:
    assert build(matrix_with_draft, draft_reason="  \n").left_out


def test_an_earlier_draft_leaves_no_rows(matrix: Matrix, build: Build) -> None:
    facts = tuple(
        replace(fact, value="draft") if fact.read.name.value == "publication-state" else fact
        for fact in matrix.earlier.facts
    )
    draft = replace(matrix, earlier=replace(matrix.earlier, facts=facts))
    assert build(draft).rows == ()
    assert len(build(draft, draft_reason="why").rows) == 5


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"standing": frozenset({Standing.CLOSED})}, {"2017 R1"}),
        ({"owner": "HEAD OF SERVICE"}, {"2017 P4"}),
        ({"overdue_only": True}, {"2017 P4"}),
        ({"owner": "nobody"}, set()),
        ({"theme": "children in care"}, {"2017 R2"}),
        ({"theme": "Help and protection", "overdue_only": True}, {"2017 P4"}),
        ({"theme": "Judgement area not stated"}, {"2017 R5"}),
    ],
)
def test_filters(matrix: Matrix, build: Build, filters: dict[str, object], expected: set[str]) -> None:
    shown = build(matrix, **filters)
    assert {row.ref for row in shown.rows} == expected
    assert shown.figures.shown == len(expected)
    assert shown.figures.recommendations == 5


def test_groupings_hold_every_row_once(matrix: Matrix, build: Build) -> None:
    for grouping in Grouping:
        rows = [row.id for row in build(matrix, grouping=grouping).rows]
        assert sorted(rows) == ["r1", "r2", "r3", "r4", "r5"]
    owners = [group.title for group in groups(build(matrix, grouping=Grouping.OWNER))]
    assert owners == ["Head of service", "Service manager, fostering", "No owner yet"]
    standings = [group.title for group in groups(build(matrix, grouping=Grouping.STANDING))]
    assert standings == ["Never revisited", "Not revisited so far", "Open", "Addressed"]


def test_a_row_says_where_it_comes_from_and_what_it_rests_on(checklist: Checklist) -> None:
    first = next(row for row in checklist.rows if row.ref == "2017 R1")
    assert first.text.endswith("that thresholds are understood by partners."), "line breaks are folded"
    assert first.source == "Inspection 2017 · p. 7 · ¶4"
    assert (first.latest_quote, first.latest_where) == (
        "“Decisions at the front door are timely and right.”", "Inspection 2022 · p. 3 · ¶4",
    )  # fmt: skip
    second = next(row for row in checklist.rows if row.ref == "2017 R2")
    assert second.source == "Inspection 2017 · p. 7", "a mark that nobody confirmed is not printed"
    assert (second.due, second.overdue, second.status) == (dt.date(2026, 12, 3), False, "In progress")
    assert (second.last_revisited, second.years) == ("2022-10-14", 4)


@given(st.lists(st.sampled_from([None, *Coverage]), min_size=3, max_size=3), st.sampled_from([*Outcome]))
def test_standing_follows_from_confirmed_answers_alone(coverages: list[Coverage | None], outcome: Outcome) -> None:
    import importlib.util
    from pathlib import Path

    spec = importlib.util.spec_from_file_location("samples", Path(__file__).with_name("conftest.py"))
    assert spec is not None and spec.loader is not None
    samples = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(samples)
    matrix: Matrix = samples.sample_matrix()
    cells = tuple(
        replace(
            cell,
            revisit=Revisit("v", "r1", cell.document, c, outcome if c.revisited else None) if c else None,
            cited=(),
        )
        for cell, c in zip(matrix.rows[0].cells, coverages, strict=True)
    )
    one = replace(matrix, rows=(replace(matrix.rows[0], cells=cells),))
    row = build_checklist([one], ChecklistFilter("d17"), names={}, today=samples.TODAY, made="").rows[0]
    revisited = [c for c in coverages if c is not None and c.revisited]
    if revisited:
        assert row.standing is (Standing.CLOSED if outcome.closed else Standing.OPEN)
    else:
        assert row.standing_words.startswith("Never") == (None not in coverages)
