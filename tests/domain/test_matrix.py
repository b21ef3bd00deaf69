"""The matrix: which documents are columns, and what may be said of a row."""

from __future__ import annotations

import datetime as dt

import pytest

from reviewer.domain.document import DocumentKind, Fact, FactName, RecommendationKind, RecommendationList
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import (
    DocumentSummary,
    FactState,
    KnownFact,
    Standing,
    build_matrix,
    later_documents,
    years_since,
)
from reviewer.domain.revisit import Coverage, Outcome, Revisit


def document(key: str, date: str, *, authority: str | None = "1", kind: DocumentKind = DocumentKind.FOCUSED_VISIT, copy_of: str = "") -> DocumentSummary:
    values = {FactName.AUTHORITY: authority, FactName.KIND: kind.value, FactName.INSPECTION_DATES: date or None}
    facts = tuple(KnownFact(f"{key}:{n}", key, v, FactState.READ, Fact(n, v)) for n, v in values.items())
    return DocumentSummary(key, f"{key}.pdf", key, "pdf", 1, "", facts, copy_of=copy_of)


def recommendation(key: str, order: int) -> Recommendation:
    return Recommendation(key, "old", "h" + key, RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, f"{order}.", order, "Do it.")


OLD = document("old", "2017-06-20/2017-07-13", kind=DocumentKind.SIF_INSPECTION)
LATER = document("b", "2019-03-06"), document("a", "2022-10-10/2022-10-14")


def test_columns_are_later_documents_of_the_same_authority_by_date() -> None:
    others = (
        document("other", "2020-01-01", authority="2"),
        document("unknown", "2020-01-01", authority=None),
        document("before", "2012-01-01"),
        document("copy", "2019-03-06", copy_of="b"),
        document("undated", ""),
    )
    assert [d.id for d in later_documents(OLD, (*reversed(LATER), *others, OLD))] == ["b", "a"]
    nobodys = document("old", "2017-06-20", authority=None)
    assert later_documents(nobodys, (*LATER, document("unknown", "2020-01-01", authority=None))) == (), "two unknown ones are not one"


def test_a_successors_documents_are_columns_only_where_joined_and_a_predecessors_never() -> None:
    new = document("new", "2024-01-01", authority="2")
    assert later_documents(OLD, (new,)) == ()
    assert later_documents(OLD, (new,), frozenset({("1", "2")})) == (new,)
    assert later_documents(OLD, (new,), frozenset({("2", "1"), ("1", "3")})) == ()


def answer(recommendation_id: str, document_id: str, coverage: Coverage, outcome: Outcome | None = None) -> Revisit:
    return Revisit(f"{recommendation_id}-{document_id}", recommendation_id, document_id, coverage, outcome)


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ([], Standing.NOT_REVISITED_SO_FAR),
        ([("b", Coverage.OUTSIDE_SCOPE, None)], Standing.NOT_REVISITED_SO_FAR),
        ([("b", Coverage.OUTSIDE_SCOPE, None), ("a", Coverage.NOT_MENTIONED, None)], Standing.NEVER_REVISITED),
        ([("b", Coverage.SAME_TOPIC, Outcome.IMPROVED)], Standing.OPEN),
        ([("b", Coverage.SAME_TOPIC, Outcome.IMPROVED), ("a", Coverage.REFERRED_BACK, Outcome.ADDRESSED)], Standing.CLOSED),
        ([("b", Coverage.REFERRED_BACK, Outcome.ADDRESSED), ("a", Coverage.NOT_MENTIONED, None)], Standing.CLOSED),
        ([("b", Coverage.REFERRED_BACK, Outcome.ADDRESSED), ("a", Coverage.SAME_TOPIC, Outcome.WORSE)], Standing.OPEN),
    ],
)
def test_standing_rests_on_confirmed_answers_alone(answers: list[tuple[str, Coverage, Outcome | None]], standing: Standing) -> None:
    revisits = [answer("r", key, coverage, outcome) for key, coverage, outcome in answers]
    matrix = build_matrix(OLD, LATER, [recommendation("r", 1)], revisits, {}, [])
    assert matrix.rows[0].standing is standing


def test_not_mentioned_never_counts_as_closed() -> None:
    for coverage in (Coverage.NOT_MENTIONED, Coverage.OUTSIDE_SCOPE):
        revisits = [answer("r", d.id, coverage) for d in LATER]
        row = build_matrix(OLD, LATER, [recommendation("r", 1)], revisits, {}, []).rows[0]
        assert row.standing is not Standing.CLOSED


def test_next_unanswered_wraps_round_and_ends() -> None:
    recommendations = [recommendation("r2", 2), recommendation("r1", 1)]
    matrix = build_matrix(OLD, LATER, recommendations, [answer("r1", "b", Coverage.OUTSIDE_SCOPE)], {}, [])
    assert [row.recommendation.id for row in matrix.rows] == ["r1", "r2"]
    assert matrix.next_unanswered() == ("r1", "a")
    assert matrix.next_unanswered(("r1", "a")) == ("r2", "b")
    assert matrix.next_unanswered(("r2", "a")) == ("r1", "a")
    everything = [answer(r, d, Coverage.OUTSIDE_SCOPE) for r in ("r1", "r2") for d in ("a", "b")]
    assert build_matrix(OLD, LATER, recommendations, everything, {}, []).next_unanswered() is None


def test_next_unanswered_of_a_visit_goes_down_its_column_before_it_goes_on() -> None:
    recommendations = [recommendation(f"r{n}", n) for n in (1, 2, 3)]
    none = build_matrix(OLD, LATER, recommendations, [], {}, [])
    assert none.next_unanswered_of_visit(("r1", "b")) == ("r2", "b")
    assert none.next_unanswered_of_visit(("r3", "b")) == ("r1", "b"), "what was passed over comes before the next visit"
    column = [answer(r, "b", Coverage.OUTSIDE_SCOPE) for r in ("r1", "r2", "r3")]
    done = build_matrix(OLD, LATER, recommendations, column, {}, [])
    assert done.next_unanswered_of_visit(("r3", "b")) == ("r1", "a")
    assert done.next_unanswered_of_visit(("r2", "a")) == ("r3", "a")
    rest = [*column, *(answer(r, "a", Coverage.OUTSIDE_SCOPE) for r in ("r2", "r3"))]
    assert build_matrix(OLD, LATER, recommendations, rest, {}, []).next_unanswered_of_visit(("r3", "a")) == ("r1", "a")
    everything = [*rest, answer("r1", "a", Coverage.OUTSIDE_SCOPE)]
    assert build_matrix(OLD, LATER, recommendations, everything, {}, []).next_unanswered_of_visit(("r1", "a")) is None


@pytest.mark.parametrize(("state", "draft"), [("draft", True), ("not-for-publication", True), ("published", False), (None, False)])
def test_what_is_not_published_is_a_draft(state: str | None, draft: bool) -> None:
    fact = KnownFact("f", "d", state, FactState.READ, Fact(FactName.PUBLICATION_STATE, state))
    assert DocumentSummary("d", "d.pdf", "d", "pdf", 1, "", (fact,)).draft is draft


def test_recommendations_of_other_documents_stay_out() -> None:
    stranger = Recommendation("x", "elsewhere", "h", RecommendationList.LSCB, RecommendationKind.RECOMMENDATION, "1", 1, "No.")
    assert build_matrix(OLD, LATER, [stranger], [], {}, []).rows == ()


@pytest.mark.parametrize(
    ("date", "today", "years"),
    [("2017-09-04", "2026-09-03", 8), ("2017-09-04", "2026-09-04", 9), ("", "2026-01-01", None), ("2020-02-29", "2021-02-28", 0)],
)
def test_years_since(date: str, today: str, years: int | None) -> None:
    assert years_since(date, dt.date.fromisoformat(today)) == years


@pytest.mark.parametrize(
    ("label", "kind", "list_", "ref"),
    [
        ("1.", RecommendationKind.RECOMMENDATION, RecommendationList.LOCAL_AUTHORITY, "R1"),
        ("138.", RecommendationKind.RECOMMENDATION, RecommendationList.LSCB, "LSCB R138"),
        ("•", RecommendationKind.AREA_FOR_IMPROVEMENT, RecommendationList.LOCAL_AUTHORITY, "A4"),
        ("•", RecommendationKind.PRIORITY_ACTION, RecommendationList.LOCAL_AUTHORITY, "P4"),
    ],
)
def test_refs_are_what_people_say(label: str, kind: RecommendationKind, list_: RecommendationList, ref: str) -> None:
    assert Recommendation("r", "d", "h", list_, kind, label, 4, "t").ref == ref
