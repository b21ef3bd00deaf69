"""A checklist of an invented authority, with everything in it that an export must get right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.checklist_build import build_checklist
from reviewer.domain.document import (
    DocumentKind,
    Fact,
    FactName,
    Grade,
    Judgement,
    RecommendationKind,
    RecommendationList,
)
from reviewer.domain.recommendation import MarkedParagraph, Recommendation
from reviewer.domain.review import CitedPassage, DocumentSummary, FactState, KnownFact, Matrix, build_matrix
from reviewer.domain.revisit import Coverage, Outcome, Revisit

TODAY = dt.date(2026, 11, 21)
MADE = "2026-11-21T09:30:00+00:00"


def summary(
    id: str, kind: DocumentKind, dates: str, *, state: str = "published", marking: str = "", grades: str = "",
    authority: str = "X1",
) -> DocumentSummary:
    values = {
        FactName.AUTHORITY: authority,
        FactName.KIND: kind.value,
        FactName.INSPECTION_DATES: dates,
        FactName.TITLE: "Inspection of Wealdmere local authority children’s services",
        FactName.PUBLICATION_STATE: state,
        FactName.MARKING: marking,
    }
    facts = tuple(KnownFact(f"{id}-{n}", id, v, FactState.READ, Fact(n, v)) for n, v in values.items())
    names = (
        "The impact of leaders",
        "Children who need help and protection",
        "Children in care and care leavers",
        "Overall effectiveness",
    )
    judged = tuple(
        Judgement(name, grade.replace("-", " ").capitalize(), Grade(grade), page=2)
        for name, grade in zip(names, grades.split(), strict=False)
    )
    return DocumentSummary(id, f"{id}.pdf", (id * 64)[:64], "pdf", 12, "2026-11-01T10:00:00+00:00", facts, judged)


EARLIER = summary(
    "d17", DocumentKind.SIF_INSPECTION, "2017-06-20/2017-07-13", grades="good requires-improvement good good"
)
LATER = (
    summary("d19", DocumentKind.FOCUSED_VISIT, "2019-03-06/2019-03-07"),
    summary("d22", DocumentKind.ILACS_INSPECTION, "2022-10-10/2022-10-14", grades="outstanding good good outstanding"),
    summary("d24", DocumentKind.FOCUSED_VISIT, "2024-01-16/2024-01-17"),
)
DRAFT = summary(
    "d26", DocumentKind.ILACS_INSPECTION, "2026-06-08/2026-06-12", state="draft", marking="OFFICIAL-SENSITIVE"
)


def recommendation(
    number: int,
    text: str,
    *,
    area: str = "Help and protection",
    kind: RecommendationKind = RecommendationKind.RECOMMENDATION,
    document: str = "d17",
) -> Recommendation:
    marked = (MarkedParagraph(number * 4, 0, 10, 9, "Text", confirmed=number % 2 == 1),)
    return Recommendation(
        f"r{number}",
        document,
        f"h{number}",
        RecommendationList.LOCAL_AUTHORITY,
        kind,
        str(number),
        number,
        text,
        7,
        area,
        marked=marked,
    )


RECOMMENDATIONS = (
    recommendation(
        1, "Ensure that decisions at the front door are timely and that thresholds are\nunderstood by partners."
    ),
    recommendation(2, "Complete assessments of connected persons on time.", area="Children in care"),
    recommendation(3, "Make sure that no young person who is homeless is placed in bed and breakfast."),
    recommendation(
        4,
        "Take urgent action so that every child who goes missing is offered a return interview within 72 hours.",
        kind=RecommendationKind.PRIORITY_ACTION,
    ),
    recommendation(
        5, '=HYPERLINK("http://example.invalid") <b>bold</b> | a bar & an ampersand; £5 – “quoted” ≥ ½', area=""
    ),
)


def revisit(
    recommendation: int, document: str, coverage: Coverage, outcome: Outcome | None = None, note: str = ""
) -> Revisit:
    return Revisit(
        f"v{recommendation}-{document}",
        f"r{recommendation}",
        document,
        coverage,
        outcome,
        note,
        "Quality assurance officer",
        "2026-11-20T15:00:00+00:00",
    )


REVISITS = (
    revisit(1, "d19", Coverage.REFERRED_BACK, Outcome.IMPROVED, "See also the letter’s last page."),
    revisit(1, "d22", Coverage.SAME_TOPIC, Outcome.ADDRESSED),
    revisit(1, "d24", Coverage.OUTSIDE_SCOPE),
    revisit(1, "d26", Coverage.SAME_TOPIC, Outcome.WORSE),
    revisit(2, "d19", Coverage.OUTSIDE_SCOPE),
    revisit(2, "d22", Coverage.SAME_TOPIC, Outcome.NOT_STATED),
    revisit(3, "d19", Coverage.OUTSIDE_SCOPE),
    revisit(3, "d22", Coverage.NOT_MENTIONED),
    revisit(3, "d24", Coverage.OUTSIDE_SCOPE),
    revisit(4, "d19", Coverage.REFERRED_BACK, Outcome.REPEATED),
)
CITED = {
    "v1-d19": (
        CitedPassage(
            "e1",
            "h90",
            "At the last inspection, decision-making\nat the front door was an area to strengthen. It has improved.",
            "d19",
            2,
            "3",
        ),
        CitedPassage("e2", "h91", "Thresholds are well understood.", "d19", 4, "•"),
    ),
    "v1-d22": (CitedPassage("e3", "h92", "Decisions at the front door are timely and right.", "d22", 3, "4"),),
    "v1-d26": (CitedPassage("e4", "h93", "SECRET DRAFT WORDS", "d26", 3, "9"),),
    "v4-d19": (CitedPassage("e5", "h94", "@SUM(A1) return interviews are still late.", "d19", None, ""),),
}
ACTIONS = (
    Action(
        "a2",
        "r2",
        "Weekly tracking of every assessment",
        "Service manager, fostering",
        "2026-12-03",
        ActionStatus.IN_PROGRESS,
        "Tracker, November",
        "Is capacity enough?",
    ),
    Action("a4", "r4", "-1 day target", "Head of service", "2026-10-01", ActionStatus.DONE),
)


def sample_matrix(*, draft: bool = False) -> Matrix:
    documents = (EARLIER, *LATER, *((DRAFT,) if draft else ()))
    return build_matrix(EARLIER, documents, RECOMMENDATIONS, REVISITS, CITED, ACTIONS)


@pytest.fixture
def matrix() -> Matrix:
    return sample_matrix()


@pytest.fixture
def matrix_with_draft() -> Matrix:
    return sample_matrix(draft=True)


@pytest.fixture
def build() -> Callable[..., Checklist]:
    """Build a checklist from a matrix; keyword arguments go into the filter."""

    def make(matrix: Matrix, **filters: object) -> Checklist:
        return build_checklist(
            [matrix], ChecklistFilter("d17", **filters), names={"X1": "Wealdmere"}, today=TODAY, made=MADE
        )  # type: ignore[arg-type]

    return make


@pytest.fixture
def checklist(matrix: Matrix, build: Callable[..., Checklist]) -> Checklist:
    return build(matrix)


NAMES = {"X1": "Wealdmere", "X2": "Saltmarsh & Thorne"}
OTHERS = (  # a second authority, and an authority's later inspection with recommendations of its own
    summary("n18", DocumentKind.ILACS_INSPECTION, "2018-05-14/2018-05-18", grades="inadequate good good good", authority="X2"),
    summary("n20", DocumentKind.MONITORING_VISIT, "2020-02-04/2020-02-05", authority="X2"),
)
OTHER_RECOMMENDATIONS = (
    replace(recommendation(1, "Improve the quality of plans.", area="Help and protection", document="d22"), id="s1", theme="Plans"),
    replace(recommendation(2, "Reduce caseloads.", area="Leadership", document="d22"), id="s2"),
    replace(recommendation(1, "Provide enough homes for care leavers.", area="Care leavers", document="n18"), id="t1"),
    replace(recommendation(2, "Tighten up plans; +1.", area="", document="n18"), id="t2", theme="Plans"),
)
OTHER_REVISITS = (
    replace(revisit(1, "d24", Coverage.SAME_TOPIC, Outcome.IMPROVED), id="vs1", recommendation="s1"),
    replace(revisit(1, "n20", Coverage.NOT_MENTIONED), id="vt1", recommendation="t1"),
)
OTHER_ACTIONS = (Action("at2", "t2", "Audit every plan", "Head of service", "2026-01-09", ActionStatus.IN_PROGRESS),)


def all_matrices(*, draft: bool = False) -> list[Matrix]:
    """Return three earlier documents of two authorities."""
    documents = (EARLIER, *LATER, *((DRAFT,) if draft else ()), *OTHERS)
    recommendations = (*RECOMMENDATIONS, *OTHER_RECOMMENDATIONS)
    answers, actions = (*REVISITS, *OTHER_REVISITS), (*ACTIONS, *OTHER_ACTIONS)
    earlier = [document for document in documents if document.id in ("d17", "d22", "n18")]
    return [build_matrix(one, documents, recommendations, answers, CITED, actions) for one in earlier]


@pytest.fixture
def build_all() -> Callable[..., Checklist]:
    """Build the checklist of all documents of both authorities; keyword arguments go into the filter."""

    def make(*, draft: bool = False, **filters: object) -> Checklist:
        chosen = ChecklistFilter(**filters)  # type: ignore[arg-type]
        wanted = [
            one
            for one in all_matrices(draft=draft)
            if not chosen.authorities or one.earlier.authority in chosen.authorities
        ]
        return build_checklist(wanted, chosen, names=NAMES, today=TODAY, made=MADE)

    return make
