"""Acts on several cells at once, and the order of what an answer rests on: one step each, and one undo takes it back."""

from __future__ import annotations

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span


def cells(workspace: Workspace, earlier: str, later: str) -> list[tuple[str, str]]:
    return [(row.recommendation.id, later) for row in workspace.matrix(earlier).rows]


def state(workspace: Workspace, earlier: str) -> object:
    return [[(cell.coverage, cell.outcome, cell.cited) for cell in row.cells] for row in workspace.matrix(earlier).rows]


def test_cells_without_an_answer_get_one_in_one_step_and_the_others_stay(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, later = story
    places = cells(workspace, earlier, later)
    workspace.answer(*places[0], coverage=Coverage.SAME_TOPIC, outcome=Outcome.WORSE)
    before, steps = state(workspace, earlier), len(workspace.history())
    assert workspace.answer_cells([*places, *places], Coverage.OUTSIDE_SCOPE) == len(places) - 1
    found = [row.cells[0] for row in workspace.matrix(earlier).rows]
    assert [cell.coverage for cell in found] == [Coverage.SAME_TOPIC, *[Coverage.OUTSIDE_SCOPE] * (len(places) - 1)]
    assert {cell.revisit.author for cell in found if cell.revisit} == {workspace.author}
    assert len(workspace.history()) == steps + 1
    after = state(workspace, earlier)
    workspace.undo()
    assert state(workspace, earlier) == before
    workspace.redo()
    assert state(workspace, earlier) == after
    assert workspace.answer_cells(places, Coverage.NOT_MENTIONED) == 0
    assert len(workspace.history()) == steps + 1


@pytest.mark.parametrize("coverage", [Coverage.REFERRED_BACK, Coverage.SAME_TOPIC])
def test_what_needs_an_outcome_is_not_answered_in_bulk(workspace: Workspace, story: tuple[str, str], coverage: Coverage) -> None:
    earlier, later = story
    with pytest.raises(UserError, match="worksheet"):
        workspace.answer_cells(cells(workspace, earlier, later), coverage)
    assert workspace.matrix(earlier).answered == 0


def test_one_wrong_document_and_nothing_is_changed(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, later = story
    places = cells(workspace, earlier, later)
    with pytest.raises(UserError, match="Nothing was changed"):
        workspace.answer_cells([*places, (places[0][0], earlier)], Coverage.NOT_MENTIONED)
    assert workspace.matrix(earlier).answered == 0


def test_answers_are_taken_back_together_with_what_they_cite(workspace: Workspace, story: tuple[str, str]) -> None:
    earlier, later = story
    places = cells(workspace, earlier, later)
    highlights = len(workspace.highlights(later))
    workspace.answer(*places[0], coverage=Coverage.SAME_TOPIC, outcome=Outcome.WORSE, cite=(Span(0, 12), Span(20, 30)))
    before = state(workspace, earlier)
    assert workspace.take_back_cells(places) == 1
    assert workspace.matrix(earlier).answered == 0
    assert len(workspace.highlights(later)) == highlights
    assert workspace.undo() == "Take back answer"
    assert state(workspace, earlier) == before
    assert workspace.take_back_cells(places[1:]) == 0
    assert state(workspace, earlier) == before


@pytest.mark.parametrize(("moved", "step", "order"), [(2, -1, "acb"), (2, -5, "cab"), (0, 1, "bac"), (0, -1, "abc"), (2, 1, "abc")])
def test_a_cited_passage_moves_among_those_of_its_answer(
    workspace: Workspace, story: tuple[str, str], moved: int, step: int, order: str
) -> None:
    earlier, later = story
    place = cells(workspace, earlier, later)[0]
    workspace.answer(*place, coverage=Coverage.SAME_TOPIC, outcome=Outcome.WORSE, cite=(Span(0, 5), Span(10, 15), Span(20, 25)))
    cited = workspace.matrix(earlier).rows[0].cells[0].cited
    steps = len(workspace.history())
    workspace.move_evidence(cited[moved].evidence, step)
    assert [one.evidence for one in workspace.matrix(earlier).rows[0].cells[0].cited] == [cited["abc".index(letter)].evidence for letter in order]
    assert len(workspace.history()) == steps + (order != "abc")
    while len(workspace.history()) > steps and not workspace.history()[-1].undone:
        workspace.undo()
    assert workspace.matrix(earlier).rows[0].cells[0].cited == cited
