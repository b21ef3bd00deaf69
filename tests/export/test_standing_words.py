"""Where a recommendation stands, and since when nobody came back to it, in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from reviewer.domain.review import Standing
from reviewer.domain.standing_words import quiet_words, standing_words
from reviewer.export.pictures import years_words as printed
from reviewer.ui.followup.years_view import years_words as shown
from tests.export.conftest import TODAY, all_matrices

NEVER, SO_FAR, OPEN = Standing.NEVER_REVISITED, Standing.NOT_REVISITED_SO_FAR, Standing.OPEN


@pytest.mark.parametrize(
    ("standing", "options", "words"),
    [
        (OPEN, {"last": "2022-10-14", "years": 4, "later": True, "to_check": 1}, "4 years ago (2022)"),
        (OPEN, {"last": "2026-03-20", "years": 0, "later": True, "to_check": 0}, "less than a year ago (2026)"),
        (NEVER, {"last": "", "years": 9, "later": True, "to_check": 0}, "never revisited, made 9 years ago"),
        (SO_FAR, {"last": "", "years": 1, "later": True, "to_check": 2}, "not revisited so far, 2 to check, made 1 year ago"),
        (SO_FAR, {"last": "", "years": 1, "later": True, "to_check": 0}, "not revisited so far, made 1 year ago"),
        (SO_FAR, {"last": "", "years": None, "later": False, "to_check": 0}, "no later document, made at a time not stated"),
    ],
)
def test_since_when_nobody_came_back(standing: Standing, options: dict[str, Any], words: str) -> None:
    assert quiet_words(standing, **options) == words


def test_where_it_stands() -> None:
    assert standing_words(NEVER, years=9, to_check=0) == "Never revisited, made 9 years ago"
    assert standing_words(NEVER, years=None, to_check=0) == "Never revisited"
    assert standing_words(SO_FAR, years=9, to_check=1) == "Not revisited so far, 1 to check"
    assert standing_words(OPEN, years=9, to_check=1) == "Open"


def test_window_and_export_say_the_same(build_all: Any) -> None:
    rows = {row.id: row for row in build_all().rows}
    compared = 0
    for matrix in all_matrices():
        for row in matrix.rows:
            assert printed(rows[row.recommendation.id]) == shown(row, matrix, TODAY)
            compared += 1
    assert compared >= 5 and isinstance(TODAY, dt.date)
