"""Dates are written in English, whatever the language of the computer."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from reviewer.domain.british_dates import (
    MONTHS,
    british_date,
    british_range,
    date_as_read,
    is_numeric_date,
    parse_british_date,
)

PACKAGE = Path(__file__).parents[2] / "reviewer"


def test_every_month_is_written_and_understood_in_english() -> None:
    short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]  # not from `calendar`, which asks the system
    for number, month in enumerate(short, 1):
        day = dt.date(2026, number, 9)
        assert MONTHS[number - 1].startswith(month)
        assert british_date(day.isoformat()) == f"9 {month} 2026"
        assert [parse_british_date(words) for words in (f"9 {month} 2026", f"9th {MONTHS[number - 1]}, 2026", f"9/{number}/26")] == [day] * 3


def test_ranges_say_once_what_both_ends_share() -> None:
    assert british_date("2026-12-03", short=False) == "3 December 2026"
    assert british_range("2017-05-20", "2017-12-13") == "20 May – 13 Dec 2017"
    assert british_range("2025-01-03", "2025-01-16") == "3–16 Jan 2025"
    assert british_range("2024-12-02", "2025-01-16", short=False) == "2 December 2024 – 16 January 2025"
    assert british_range("2019-03-06", "2019-03-06") == british_range("2019-03-06", "") == "6 Mar 2019"


def test_a_date_is_told_as_it_was_read() -> None:
    assert date_as_read("3/4/2026") == "Friday 3 April 2026"
    assert date_as_read(" 29.2.24 ") == "Thursday 29 February 2024"
    assert [date_as_read(text) for text in ("", "31/2/2026", "4/13/2026", "soon")] == [""] * 4
    assert is_numeric_date("3/4/2026") and is_numeric_date("3.4.26")
    assert not is_numeric_date("3 April 2026") and not is_numeric_date("2026-04-03")


def test_no_module_asks_the_computer_for_a_month() -> None:
    """%b and %B speak the language that the window's toolkit takes from the system."""
    month = re.compile(r"strftime\([^)]*%[bB]\b|\{[^{}\n]*:[^{}\n]*%[bB]\b")  # not the %b of bytes
    assert month.search('day.strftime("%d %B")') and month.search('f"{day:%-d %b}"') and not month.search('b"<<%b>>" % name')
    asking = [path.name for path in PACKAGE.rglob("*.py") if month.search(path.read_text(encoding="utf-8"))]
    assert asking == []


def test_what_is_no_date_stays_and_nothing_stays_nothing() -> None:
    assert (british_date(""), british_date("soon")) == ("", "soon")
    assert british_date("2026-12-03", year=False) == "3 Dec"


def test_what_people_type_is_a_date_or_none() -> None:
    day = dt.date(2026, 12, 3)
    assert [parse_british_date(text) for text in ("2026-12-03", "2026-12-3", "03/12/2026", "3 12 26", "3rd dec. 2026", " 3 DECEMBER 2026 ")] == [day] * 6
    assert parse_british_date("3/12/99") == dt.date(2099, 12, 3)
    assert parse_british_date("3 Sept 2017") == dt.date(2017, 9, 3)
    assert [parse_british_date(text) for text in ("2026", "December 2026", "3 Decembre", "3 Foo 2026", "31 June 2026", "0/1/2026", "2026-13-01", "1/2/100")] == [None] * 8
