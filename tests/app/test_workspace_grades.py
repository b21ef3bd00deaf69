"""Grades that a document prints in two ways: confirmed or chosen, undone, and kept when it is read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.app.workspace import Workspace
from reviewer.domain.document import Alternative, Grade, Judgement, Reading, Sureness
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span

NAME = "Leadership"
OTHER = Alternative("Good", "Leadership: good", 3, Span(20, 30))
CONFLICT = Judgement(
    NAME, "Inadequate", Grade.INADEQUATE, 1, Span(0, 10), Sureness.CONFLICT, "The text says another.",
    "Leadership Inadequate", (OTHER,),
)  # fmt: skip


@pytest.fixture
def graded(inspection: Callable[..., Reading]) -> Reading:
    """An inspection whose cover and text give two grades."""
    return replace(inspection(), judgements=(CONFLICT, Judgement("Overall", "Good", Grade.GOOD, 1)))


def _judgement(workspace: Workspace, document: str) -> Judgement:
    return workspace.document(document).judgements[0]


@pytest.fixture
def document(workspace: Workspace, graded: Reading) -> str:
    return workspace.import_reading(file_name="a.pdf", data=b"a", reading=graded)


def test_a_conflict_is_kept_with_both_places(workspace: Workspace, document: str) -> None:
    assert _judgement(workspace, document) == CONFLICT
    assert workspace.document(document).checks == len(workspace.document(document).facts_to_check) + 1


def test_the_other_grade_holds_when_chosen_and_undo_takes_it_back(workspace: Workspace, document: str) -> None:
    workspace.choose_grade(document, NAME, "Good")
    now = _judgement(workspace, document)
    assert (now.grade, now.page, now.span, now.quote, now.to_check) == (Grade.GOOD, 3, Span(20, 30), "Leadership: good", False)
    assert now.alternatives == (Alternative("Inadequate", "Leadership Inadequate", 1, Span(0, 10)),)
    assert workspace.audit()[0].label == "Correct the grade of Leadership"
    workspace.choose_grade(document, NAME, "Inadequate")
    assert _judgement(workspace, document) == replace(CONFLICT, settled=True)
    workspace.undo()
    workspace.undo()
    assert _judgement(workspace, document) == CONFLICT


def test_confirming_settles_what_stands(workspace: Workspace, document: str) -> None:
    workspace.confirm_grade(document, NAME)
    assert _judgement(workspace, document) == replace(CONFLICT, settled=True)


def test_words_that_are_no_grade_are_refused(workspace: Workspace, document: str) -> None:
    with pytest.raises(UserError, match="not a grade"):
        workspace.choose_grade(document, NAME, "Middling")
    with pytest.raises(UserError, match="no longer"):
        workspace.confirm_grade(document, "Nobody")


def test_a_chosen_grade_survives_reading_again_and_reopening(
    workspace: Workspace, document: str, graded: Reading, review: Path
) -> None:
    workspace.choose_grade(document, NAME, "Good")
    chosen = _judgement(workspace, document)
    workspace.reread(document, replace(graded, reader_version="next"))
    assert _judgement(workspace, document) == chosen
    workspace.reread(document, replace(graded, judgements=(replace(CONFLICT, alternatives=(), sureness=Sureness.SURE),)))
    assert (_judgement(workspace, document).grade, _judgement(workspace, document).settled) == (Grade.GOOD, True)
    workspace.close()
    again = Workspace.open(review, author="QA officer")
    assert _judgement(again, document).grade is Grade.GOOD
    again.close()
