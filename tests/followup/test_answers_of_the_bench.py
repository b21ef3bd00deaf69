"""How the bench counts right answers: by hand, on a few."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "followup_answers.py"


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("packaging_followup_answers", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def test_an_outcome_agrees_in_finer_words_and_silence_is_no_answer(counting: ModuleType) -> None:
    said = [("addressed", "sustained"), ("mixed", "addressed"), ("not-improved", "not-stated"), ("unlabelled", "worse")]
    assert counting.outcomes(said) == "suggested for 2 of 3 revisited, 50 % as labelled"
    assert counting.outcomes([]) == "suggested for 0 of 0 revisited, n/a as labelled"


def test_the_marked_and_the_silent_are_counted_apart(counting: ModuleType) -> None:
    tops = [(0.1, False), (0.2, True), (0.3, False), (0.3, False), (0.6, False), (0.9, True)]
    assert counting.not_mentioned(tops, 0.5) == "4 below 0.50, 75 % of them not mentioned; 75 % of all that are not mentioned"


def test_the_rule_takes_the_greatest_score_that_is_still_true(counting: ModuleType) -> None:
    tops = [(0.02 * at, False) for at in range(1, 21)] + [(0.42, True), (0.5, False), (0.9, True)]
    assert counting.best_least(tops) == pytest.approx(0.4)
    assert counting.best_least([(0.01, True)]) == 0.0
