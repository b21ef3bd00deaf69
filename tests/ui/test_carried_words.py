"""What became of the highlights when a file was read again or a copy took its place, in one sentence."""

from __future__ import annotations

from collections import Counter

import pytest
from pytestqt.qtbot import QtBot

from reviewer.domain.tag import HighlightState
from reviewer.ui.facts.copy_banner import carried_words

PLACED, TO_CHECK, UNPLACED = HighlightState.PLACED, HighlightState.TO_CHECK, HighlightState.UNPLACED


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, "no highlights to carry over."),
        ({PLACED: 1}, "1 highlight kept its place."),
        ({PLACED: 2, TO_CHECK: 1}, "2 highlights kept their place, 1 to check ("),
        ({UNPLACED: 2}, "0 highlights kept their place, 2 found no place and stay listed."),
    ],
)
def test_each_state_is_told_and_how_to_take_it_back(qtbot: QtBot, counts: dict[HighlightState, int], told: str) -> None:
    words = carried_words(Counter(counts))
    assert words.startswith(told)
    assert words.endswith("takes it back.")
