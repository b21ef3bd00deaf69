"""Dates are written in English, whatever the language of the computer."""

from __future__ import annotations

import calendar
import re
from pathlib import Path

from reviewer.domain.british_dates import MONTHS, british_date, british_range

PACKAGE = Path(__file__).parents[2] / "reviewer"


def test_months_are_those_of_the_calendar() -> None:
    assert list(MONTHS) == list(calendar.month_name)[1:]


def test_ranges_say_once_what_both_ends_share() -> None:
    assert british_date("2026-12-03", short=False) == "3 December 2026"
    assert british_range("2017-05-20", "2017-12-13") == "20 May – 13 Dec 2017"


def test_no_module_asks_the_computer_for_a_month() -> None:
    """%b and %B speak the language that the window's toolkit takes from the system."""
    month = re.compile(r"strftime\([^)]*%[bB]\b|\{[^{}\n]*:[^{}\n]*%[bB]\b")  # not the %b of bytes
    assert month.search('day.strftime("%d %B")') and month.search('f"{day:%-d %b}"') and not month.search('b"<<%b>>" % name')
    asking = [path.name for path in PACKAGE.rglob("*.py") if month.search(path.read_text(encoding="utf-8"))]
    assert asking == []


def test_what_is_no_date_stays_and_nothing_stays_nothing() -> None:
    assert (british_date(""), british_date("soon")) == ("", "soon")
    assert british_date("2026-12-03", year=False) == "3 Dec"
