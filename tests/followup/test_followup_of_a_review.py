"""The follow-up of a whole review, as the window asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reviewer.app.followup import FollowUp
from reviewer.app.jobs import read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.document import DocumentKind, FactName
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage
from reviewer.followup.model import model

EARLIER = """# Westmere

## Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 to 29 June 2017

## Recommendations

1. Ensure the timely completion of all connected persons assessments.
2. Ensure that screening decisions at the front door are taken without delay.
"""
LATER = """29 March 2019

Dear Director

# Focused visit to Westmere children's services

This letter summarises the findings of a focused visit to Westmere children's services on 6 March 2019.

Inspectors looked at the local authority's arrangements for the front door.

# Findings

- At the last inspection in 2017, screening decisions at the front door were slow. They are now taken on the day.
- Contacts at the front door are recorded well and managers give reasons for their decisions.
- Staff feel well supported.
"""


@pytest.fixture
def review(tmp_path: Path) -> Iterator[tuple[Workspace, str, str]]:
    workspace = Workspace.open(tmp_path / "a.review")
    ids = []
    for name, text in (("inspection 2017.md", EARLIER), ("visit 2019.md", LATER)):
        data = text.encode("utf-8")
        ids.append(workspace.import_reading(file_name=name, data=data, reading=read_bytes(name, data)))
    workspace.accept_suggestions([s.id for s in workspace.suggestions(ids[0])])
    urn = workspace.add_authority("Westmere")
    for document in ids:
        workspace.set_fact(document, FactName.AUTHORITY, urn)
    yield workspace, ids[0], ids[1]
    workspace.close()


def test_each_cell_has_its_suggestion(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    follow_up = FollowUp(workspace)
    kinship, front_door = workspace.recommendations(earlier)
    assert follow_up.suggestions(front_door.id, later).coverage is Coverage.REFERRED_BACK
    assert follow_up.suggestions(kinship.id, later).coverage is Coverage.OUTSIDE_SCOPE


def test_a_dismissed_passage_stays_away_also_for_another_session(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    asked = workspace.recommendations(earlier)[1]
    before = FollowUp(workspace).suggestions(asked.id, later).passages
    workspace.dismiss_passage(asked.id, later, before[0].span)
    assert FollowUp(workspace).suggestions(asked.id, later).passages == before[1:]
    other = FollowUp(workspace).suggestions(workspace.recommendations(earlier)[0].id, later).passages
    assert before[0].span in {passage.span for passage in other}
    workspace.undo()
    assert FollowUp(workspace).suggestions(asked.id, later).passages == before


def test_a_corrected_kind_is_taken_up_at_once(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    follow_up = FollowUp(workspace)
    kinship = workspace.recommendations(earlier)[0]
    assert follow_up.suggestions(kinship.id, later).coverage is Coverage.OUTSIDE_SCOPE
    workspace.set_fact(later, FactName.KIND, DocumentKind.ILACS_INSPECTION.value)
    assert follow_up.suggestions(kinship.id, later).coverage is not Coverage.OUTSIDE_SCOPE


def test_a_corrected_focus_is_taken_up_at_once(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    follow_up = FollowUp(workspace)
    kinship = workspace.recommendations(earlier)[0]
    follow_up.suggestions(kinship.id, later)
    workspace.set_fact(later, FactName.SCOPE, "Inspectors looked at permanence for children in care.")
    assert follow_up.suggestions(kinship.id, later).coverage is Coverage.NOT_MENTIONED


def test_what_was_kept_is_dropped_when_documents_come_and_go(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    follow_up = FollowUp(workspace)
    asked = workspace.recommendations(earlier)[1]
    before = follow_up.suggestions(asked.id, later)
    workspace.remove_document(later)
    with pytest.raises(UserError, match="no longer in the review"):
        follow_up.suggestions(asked.id, later)
    workspace.undo()
    assert follow_up.suggestions(asked.id, later) == before


def test_nothing_is_answered_by_asking(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    label = workspace.undo_label
    for asked in workspace.recommendations(earlier):
        FollowUp(workspace).suggestions(asked.id, later)
    assert workspace.undo_label == label
    assert workspace.matrix(earlier).answered == 0


def test_worker_threads_get_the_same(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    follow_up = FollowUp(workspace)
    asked = [recommendation.id for recommendation in workspace.recommendations(earlier)] * 8
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda one: follow_up.suggestions(one, later), asked))
    assert found == [follow_up.suggestions(one, later) for one in asked]


def test_a_recommendation_that_has_gone_is_told_in_a_sentence(review: tuple[Workspace, str, str]) -> None:
    workspace, _, later = review
    with pytest.raises(UserError, match="no longer in the review"):
        FollowUp(workspace).suggestions("gone", later)


def test_a_later_document_tells_which_passages_speak_to_earlier_recommendations(review: tuple[Workspace, str, str]) -> None:
    workspace, earlier, later = review
    front_door = workspace.recommendations(earlier)[1]
    found = FollowUp(workspace).earlier_in(later)
    assert {mention.recommendation for mention in found} == {front_door.id}, "kinship is outside the visit's scope"
    first = found[0]
    assert (first.ref, first.year, first.text) == (front_door.ref, "2017", front_door.text)
    text = workspace.reading(later).text
    assert "screening decisions at the front door were slow" in first.span.of(text)
    assert any("2017" in reason for reason in first.why) and first.score >= model().spoken
    assert first.terms and all(first.span.contains(term) for term in first.terms)
    assert FollowUp(workspace).earlier_in(earlier) == ()


def test_a_dismissed_passage_is_not_told_of_in_the_later_document(review: tuple[Workspace, str, str]) -> None:
    workspace, _, later = review
    first = FollowUp(workspace).earlier_in(later)[0]
    workspace.dismiss_passage(first.recommendation, later, first.span)
    assert first.span not in {mention.span for mention in FollowUp(workspace).earlier_in(later)}
