"""Dates are written in English, whatever the language of the computer."""

from __future__ import annotations

import calendar
import locale
from collections.abc import Iterator

import pytest

from reviewer.domain.british_dates import MONTHS, british_date, british_range


@pytest.fixture
def german() -> Iterator[None]:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "de_DE.UTF-8")
    except locale.Error:
        pytest.skip("this computer has no German locale")
    yield
    locale.setlocale(locale.LC_TIME, before)


def test_months_are_those_of_the_calendar() -> None:
    assert list(MONTHS) == list(calendar.month_name)[1:]


@pytest.mark.usefixtures("german")
def test_a_german_computer_writes_english_months() -> None:
    assert british_date("2026-12-03", short=False) == "3 December 2026"
    assert british_range("2017-05-20", "2017-12-13") == "20 May – 13 Dec 2017"


def test_what_is_no_date_stays_and_nothing_stays_nothing() -> None:
    assert (british_date(""), british_date("soon")) == ("", "soon")
    assert british_date("2026-12-03", year=False) == "3 Dec"
