"""What the matrix adds up to, in which order its rows stand, and where evidence was cited before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.document import DocumentKind, Fact, FactName, RecommendationKind, RecommendationList
from reviewer.domain.matrix_totals import (
    ColumnTotals,
    RowOrder,
    column_totals,
    last_revisited,
    matrix_totals,
    ordered,
    years_quiet,
)
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.repeated_evidence import repeated_evidence
from reviewer.domain.review import CitedPassage, DocumentSummary, FactState, KnownFact, Matrix, Standing, build_matrix
from reviewer.domain.revisit import Coverage, Outcome, Revisit
from reviewer.domain.standing_words import standing_words

TODAY = dt.date(2026, 11, 24)


def document(key: str, date: str) -> DocumentSummary:
    values = {FactName.AUTHORITY: "1", FactName.KIND: DocumentKind.FOCUSED_VISIT.value, FactName.INSPECTION_DATES: date}
    return DocumentSummary(key, f"{key}.pdf", key, "pdf", 1, "", tuple(KnownFact(f"{key}:{n}", key, v, FactState.READ, Fact(n, v)) for n, v in values.items()))


def recommendation(key: str, order: int, of: str = "old", theme: str = "") -> Recommendation:
    return Recommendation(key, of, "h" + key, RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, f"{order}.", order, "Do it.", theme=theme)


def answer(key: str, document: str, coverage: Coverage, outcome: Outcome | None = None) -> Revisit:
    return Revisit(f"{key}-{document}", key, document, coverage, outcome)


OLD, MIDDLE, NEW = document("old", "2017-07-13"), document("mid", "2019-03-06"), document("new", "2022-10-14")
ASKED = tuple(recommendation(f"r{n}", n, theme=theme) for n, theme in ((1, "Plans"), (2, ""), (3, "Audit"), (4, "")))
ANSWERS = (
    answer("r1", "mid", Coverage.REFERRED_BACK, Outcome.IMPROVED), answer("r1", "new", Coverage.SAME_TOPIC, Outcome.ADDRESSED),
    answer("r2", "mid", Coverage.OUTSIDE_SCOPE), answer("r2", "new", Coverage.NOT_MENTIONED),
    answer("r3", "mid", Coverage.SAME_TOPIC, Outcome.WORSE), answer("r3", "new", Coverage.NOT_MENTIONED),
    answer("r4", "mid", Coverage.NOT_MENTIONED),
)  # fmt: skip
ACTIONS = (Action("a2", "r2", owner="Zoe", due="2026-01-01"), Action("a3", "r3", owner="Head", due="2025-01-01", status=ActionStatus.CHECKED))


def matrix(cited: dict[str, tuple[CitedPassage, ...]] | None = None) -> Matrix:
    return build_matrix(OLD, (OLD, MIDDLE, NEW), ASKED, ANSWERS, cited or {}, ACTIONS)


def _with_a_copy(*answers: Revisit, of: str = "mid") -> Matrix:
    """One visit, and a document of the same day that looks like a copy of it."""
    twin = replace(document("twin", "2019-03-06"), perhaps_copy_of=of)
    return build_matrix(OLD, (OLD, MIDDLE, twin), ASKED[:1], answers, {}, ())


def test_what_is_perhaps_a_copy_is_no_visit_to_check_and_lets_nobody_say_never() -> None:
    silent = answer("r1", "mid", Coverage.NOT_MENTIONED)
    for said, to_check in (((), 1), ((silent,), 0)):
        made = _with_a_copy(*said)
        (row,) = made.rows
        assert (row.to_check, row.perhaps_copies, row.standing) == (to_check, 1, Standing.NOT_REVISITED_SO_FAR)
        assert (made.answered, made.asked) == (len(said), 1)
        assert [one.to_check for one in column_totals(made)] == [to_check, 0]
        assert made.next_unanswered() == (("r1", "mid") if to_check else None)
    assert standing_words(row.standing, years=2, to_check=0, perhaps=1) == "Not revisited so far, 1 perhaps a copy"


def test_an_answer_given_in_what_is_perhaps_a_copy_counts() -> None:
    made = _with_a_copy(answer("r1", "twin", Coverage.SAME_TOPIC, Outcome.ADDRESSED))
    assert (made.rows[0].standing, made.answered, made.asked) == (Standing.CLOSED, 1, 2)


def test_what_looks_like_a_copy_of_something_that_is_not_here_is_a_visit() -> None:
    made = _with_a_copy(of="removed")
    assert (made.rows[0].to_check, made.rows[0].perhaps_copies, made.asked) == (2, 0, 2)
    assert not any(one.perhaps_copy_of for one in made.later)


def test_a_column_adds_up_to_all_recommendations() -> None:
    found = column_totals(matrix())
    assert found == (ColumnTotals(0, 2, 1, 1, 0), ColumnTotals(1, 0, 2, 0, 1))
    for one in found:
        assert one.closed + one.open + one.not_mentioned + one.outside + one.to_check == 4


def test_all_rows_add_up_and_the_longest_quiet_is_told() -> None:
    found = matrix_totals(matrix(), TODAY)
    assert (found.closed, found.open, found.never, found.so_far, found.overdue, found.longest) == (1, 1, 1, 1, 1, 9)
    assert found.closed + found.open + found.never + found.so_far == 4


def test_quiet_years_count_from_the_last_visit_that_came_back_else_from_the_recommendation() -> None:
    rows = {row.recommendation.id: row for row in matrix().rows}
    assert [years_quiet(rows[key], matrix(), TODAY) for key in ("r1", "r2", "r3", "r4")] == [4, 9, 7, 9]
    assert last_revisited(rows["r3"], matrix()) == "2019-03-06", "a visit that did not mention it came not back to it"
    undated = replace(matrix(), earlier=document("old", ""))
    assert years_quiet(undated.rows[1], undated, TODAY) is None


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (RowOrder.PRINTED, ["r1", "r2", "r3", "r4"]), (RowOrder.QUIET, ["r2", "r4", "r3", "r1"]),
        (RowOrder.STANDING, ["r2", "r4", "r3", "r1"]), (RowOrder.DUE, ["r2", "r1", "r3", "r4"]),
        (RowOrder.OWNER, ["r3", "r2", "r1", "r4"]), (RowOrder.THEME, ["r3", "r1", "r2", "r4"]),
    ],
)  # fmt: skip
def test_orders(order: RowOrder, keys: list[str]) -> None:
    assert [row.recommendation.id for row in ordered(matrix(), order, TODAY).rows] == keys


@given(st.sampled_from(list(RowOrder)), st.permutations(range(4)))
def test_an_order_keeps_every_row_and_is_stable(order: RowOrder, places: list[int]) -> None:
    mixed = replace(matrix(), rows=tuple(matrix().rows[place] for place in places))
    once = ordered(mixed, order, TODAY)
    assert sorted(r.recommendation.id for r in once.rows) == ["r1", "r2", "r3", "r4"]
    assert ordered(once, order, TODAY) == once


def passage(evidence: str, highlight: str, quote: str, of: str) -> CitedPassage:
    return CitedPassage(evidence, highlight, quote, of, 2, "")


def test_one_passage_for_two_recommendations_is_told_in_both_cells() -> None:
    shared = {"r1-mid": (passage("e1", "h", "They are late.", "mid"),), "r3-mid": (passage("e2", "h", "They are late.", "mid"),)}
    assert repeated_evidence([matrix(shared)]) == {("r1", "mid"): ("also for 2017 R3",), ("r3", "mid"): ("also for 2017 R1",)}


def test_the_same_words_in_a_later_visit_are_told_there_alone() -> None:
    again = {"r1-mid": (passage("e1", "h1", "Plans – are “late”.", "mid"),), "r1-new": (passage("e2", "h2", 'Plans  - are "late".', "new"),)}
    assert repeated_evidence([matrix(again)]) == {("r1", "new"): ("same words as in Focused visit 2019",)}


def test_another_earlier_document_counts_too_and_own_evidence_alone_says_nothing() -> None:
    other = build_matrix(MIDDLE, (OLD, MIDDLE, NEW), [recommendation("m1", 1, "mid")], [answer("m1", "new", Coverage.SAME_TOPIC, Outcome.WORSE)], {"m1-new": (passage("e9", "h", "Late.", "new"),)}, ())
    own = matrix({"r1-new": (passage("e1", "h", "Late.", "new"),)})
    assert repeated_evidence([own, other])["r1", "new"] == ("also for 2019 R1",)
    assert repeated_evidence([own]) == {}
