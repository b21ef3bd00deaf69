"""Working days of England and Wales: against the published bank holidays, and as laws."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.app.calendar import working_days
from reviewer.domain.working_days import WorkingDays, easter_sunday

PUBLISHED = {  # as the government published them for England and Wales, day and month
    2011: "3/1 22/4 25/4 29/4 2/5 30/5 29/8 26/12 27/12",
    2012: "2/1 6/4 9/4 7/5 4/6 5/6 27/8 25/12 26/12",
    2013: "1/1 29/3 1/4 6/5 27/5 26/8 25/12 26/12",
    2014: "1/1 18/4 21/4 5/5 26/5 25/8 25/12 26/12",
    2015: "1/1 3/4 6/4 4/5 25/5 31/8 25/12 28/12",
    2016: "1/1 25/3 28/3 2/5 30/5 29/8 26/12 27/12",
    2017: "2/1 14/4 17/4 1/5 29/5 28/8 25/12 26/12",
    2018: "1/1 30/3 2/4 7/5 28/5 27/8 25/12 26/12",
    2019: "1/1 19/4 22/4 6/5 27/5 26/8 25/12 26/12",
    2020: "1/1 10/4 13/4 8/5 25/5 31/8 25/12 28/12",
    2021: "1/1 2/4 5/4 3/5 31/5 30/8 27/12 28/12",
    2022: "3/1 15/4 18/4 2/5 2/6 3/6 29/8 19/9 26/12 27/12",
    2023: "2/1 7/4 10/4 1/5 8/5 29/5 28/8 25/12 26/12",
    2024: "1/1 29/3 1/4 6/5 27/5 26/8 25/12 26/12",
    2025: "1/1 18/4 21/4 5/5 26/5 25/8 25/12 26/12",
    2026: "1/1 3/4 6/4 4/5 25/5 31/8 25/12 28/12",
    2027: "1/1 26/3 29/3 3/5 31/5 30/8 27/12 28/12",
}
days = st.dates(dt.date(1996, 1, 1), dt.date(2060, 12, 31))
counts = st.integers(1, 120)


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_published(year: int) -> None:
    expected = []
    for words in PUBLISHED[year].split():
        day, month = map(int, words.split("/"))
        expected.append(dt.date(year, month, day))
    assert list(working_days().bank_holidays(year)) == expected


@pytest.mark.parametrize(
    ("year", "easter"),
    [(1999, "04-04"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2016, "03-27"), (2019, "04-21"),
     (2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2027, "03-28"), (2038, "04-25"), (2049, "04-18")],
)  # fmt: skip
def test_easter(year: int, easter: str) -> None:
    assert easter_sunday(year).isoformat() == f"{year}-{easter}"


@given(st.integers(1990, 2200))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter_sunday(year)
    assert day.weekday() == 6
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@given(st.integers(1990, 2200))
def test_eight_bank_holidays_a_year_by_rule_and_none_at_a_weekend(year: int) -> None:
    found = WorkingDays().bank_holidays(year)
    assert len(found) == 8
    assert all(day.weekday() < 5 for day in found)


@given(days, counts)
def test_the_day_reached_is_a_working_day_with_that_many_after_the_start(start: dt.date, number: int) -> None:
    calendar = working_days()
    end = calendar.add(start, number)
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == number
    assert calendar.is_working_day(end)


@given(days, counts, counts)
def test_counting_on_adds_up(start: dt.date, first: int, second: int) -> None:
    calendar = working_days()
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)


@pytest.mark.parametrize("day", ["2026-12-25", "2022-12-25", "2026-04-03", "2026-12-28", "2022-09-19", "2026-11-21", "2020-05-08"])
def test_no_working_day(day: str) -> None:
    assert not working_days().is_working_day(dt.date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2012-05-28", "2026-12-24", "2026-12-29", "2026-12-31"])
def test_working_day_though_it_might_seem_none(day: str) -> None:
    assert working_days().is_working_day(dt.date.fromisoformat(day))


def test_seventy_working_days_counted_by_hand() -> None:
    # From Monday 17 August 2026: 31 August is a bank holiday; 14 weeks of five days and one day more.
    assert working_days().add(dt.date(2026, 8, 17), 70) == dt.date(2026, 11, 24)
    # Over Christmas and New Year: 25 and 28 December 2026, 1 January 2027.
    assert working_days().add(dt.date(2026, 12, 23), 5) == dt.date(2027, 1, 4)


def _gauss(year: int) -> dt.date:
    """Return Easter Sunday by the rule of Gauss with his later corrections: another road to the same day."""
    a, b, c, k = year % 19, year % 4, year % 7, year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if (d, e) == (29, 6) or (d == 28 and e == 6 and (11 * m + 11) % 30 < 19):
        e -= 7
    return dt.date(year, 3, 22) + dt.timedelta(days=d + e)


def test_easter_agrees_with_the_rule_of_gauss() -> None:
    assert [easter_sunday(year) for year in range(1900, 2300)] == [_gauss(year) for year in range(1900, 2300)]


@pytest.mark.parametrize("year", range(2011, 2028))
def test_the_days_that_came_once_are_all_there_is_beside_the_rules(year: int) -> None:
    once = {
        2011: {"+29/4"}, 2012: {"-28/5", "+4/6", "+5/6"}, 2020: {"-4/5", "+8/5"},
        2022: {"-30/5", "+2/6", "+3/6", "+19/9"}, 2023: {"+8/5"},
    }  # fmt: skip
    rules, held = set(WorkingDays().bank_holidays(year)), set(working_days().bank_holidays(year))
    said = {f"+{day.day}/{day.month}" for day in held - rules} | {f"-{day.day}/{day.month}" for day in rules - held}
    assert said == once.get(year, set())


def test_the_data_say_until_when_they_are_known() -> None:
    calendar = working_days()
    assert calendar.known_until == dt.date(max(PUBLISHED), 12, 31)
    assert calendar.knows(dt.date(2027, 12, 31))
    assert not calendar.knows(dt.date(2028, 1, 1))
    assert WorkingDays().knows(dt.date(2100, 1, 1))


def test_only_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        working_days().add(dt.date(2026, 1, 1), 0)
