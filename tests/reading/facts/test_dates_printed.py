"""Printed dates, shape by shape, and the law that what is printed is read back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.reading.facts.dates import Leg, find_dates, parse_dates

EXAMPLES = [
    ("6 March 2019", "2019-03-06/2019-03-06"),
    ("06 March 2019", "2019-03-06/2019-03-06"),
    ("20 June 2017 ─ 13 July 2017", "2017-06-20/2017-07-13"),
    ("20 June 2017 – 13 July 2017", "2017-06-20/2017-07-13"),
    ("20 June 2017 to 13 July 2017", "2017-06-20/2017-07-13"),
    ("25 April – 18 May 2017", "2017-04-25/2017-05-18"),
    ("28 January–5 February 2014", "2014-01-28/2014-02-05"),
    ("8 – 12 July 2013", "2013-07-08/2013-07-12"),
    ("8-12 July 2013", "2013-07-08/2013-07-12"),
    ("10 to 14 October 2022", "2022-10-10/2022-10-14"),
    ("4 October to 15 October 2021", "2021-10-04/2021-10-15"),
    ("30 November to 11 December 2020", "2020-11-30/2020-12-11"),
    ("10 December to 14 January 2019", "2018-12-10/2019-01-14"),
    ("6 and 7 February 2018", "2018-02-06/2018-02-07"),
    ("31 October and 1 November 2023", "2023-10-31/2023-11-01"),
    ("5 & 6 May 2021", "2021-05-05/2021-05-06"),
    ("between 24 and 28 September 2018", "2018-09-24/2018-09-28"),
    ("Between 17 and 21 October 2016", "2016-10-17/2016-10-21"),
    ("6 and 20 March 2019", "2019-03-06/2019-03-06;2019-03-20/2019-03-20"),
    ("2 to 6 December 2024 and 13 to 16 January 2025", "2024-12-02/2024-12-06;2025-01-13/2025-01-16"),
    ("4 to 8 November and 18 to 22 November 2024", "2024-11-04/2024-11-08;2024-11-18/2024-11-22"),
    ("4, 5 and 6 June 2019", "2019-06-04/2019-06-06"),
    ("12/09/2016 to 06/10/2016", "2016-09-12/2016-10-06"),
    ("12/09/2016", "2016-09-12/2016-09-12"),
    ("20-6-2017 TO 13-7-2017", "2017-06-20/2017-07-13"),
    ("2017-06-20", "2017-06-20/2017-06-20"),
    ("3rd to 14th December 2018", "2018-12-03/2018-12-14"),
    ("Monday 3 June 2019 to Friday 7 June 2019", "2019-06-03/2019-06-07"),
    ("20 June 2017 to\n13 July 2017", "2017-06-20/2017-07-13"),
    ("3 Sept 2018", "2018-09-03/2018-09-03"),
    ("25 June2018 to 6July2018", "2018-06-25/2018-07-06"),
    ("25 June to 6 July2018", "2018-06-25/2018-07-06"),
    ("30 November 2020 to 4 December", "2020-11-30/2020-12-04"),
    ("14 December 2020 to 15 January", "2020-12-14/2021-01-15"),
]


@pytest.mark.parametrize(("printed", "value"), EXAMPLES)
def test_shapes_that_reports_print(printed: str, value: str) -> None:
    found = find_dates(f"The inspection took place on {printed}. It was led by someone.")
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "words",
    [
        "October 2021",
        "Since 2017, leaders have improved",
        "between 3 and 5 children",
        "31 February 2020",
        "section 136 of the Education and Inspections Act 2006",
        "T 0300 123 1231",
        "16 and 17 year-olds",
        "paragraphs 33, 34",
        "13 July 2017 to 20 June 2017",
    ],
)
def test_what_is_no_date(words: str) -> None:
    assert find_dates(words) is None


def test_a_date_without_a_year_is_the_last_before_the_letter() -> None:
    words = "a visit on 30 and 31 January."
    assert find_dates(words) is None
    found = find_dates(words, before=dt.date(2018, 2, 22))
    assert found is not None
    assert found.value == "2018-01-30/2018-01-31"
    late = find_dates("a visit on 12 December", before=dt.date(2019, 1, 8))
    assert late is not None
    assert late.value == "2018-12-12/2018-12-12"


def test_offsets_are_those_of_the_text() -> None:
    text = "Inspection dates: 10 to 14 October 2022"
    found = find_dates(text)
    assert found is not None
    assert text[found.start : found.end] == "10 to 14 October 2022"


DAYS = st.dates(min_value=dt.date(2009, 1, 1), max_value=dt.date(2031, 12, 31))
DASH = st.sampled_from([" to ", " – ", "–", " - ", "-", " ─ ", "─", " — ", " until "])


def day_month_year(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@given(DAYS, st.integers(2, 40), DASH)
def test_a_range_is_read_back_in_every_shape(first: dt.date, length: int, dash: str) -> None:
    last = first + dt.timedelta(days=length)
    shapes = [f"{day_month_year(first)}{dash}{day_month_year(last)}", f"{first:%d/%m/%Y}{dash}{last:%d/%m/%Y}"]
    shapes.append(f"{first.day} {first:%B}{dash}{day_month_year(last)}")  # the year once
    if (first.year, first.month) == (last.year, last.month):
        shapes.append(f"{first.day}{dash}{day_month_year(last)}")
    for shape in shapes:
        assert parse_dates(shape) == (Leg(first, last),), shape


@given(DAYS, st.integers(1, 9), st.integers(3, 60), st.integers(1, 9), DASH)
def test_two_legs_are_read_back(first: dt.date, stay: int, gap: int, second_stay: int, dash: str) -> None:
    one = Leg(first, first + dt.timedelta(days=stay))
    start = one.last + dt.timedelta(days=gap)
    two = Leg(start, start + dt.timedelta(days=second_stay))
    printed = " and ".join(f"{day_month_year(leg.first)}{dash}{day_month_year(leg.last)}" for leg in (one, two))
    assert parse_dates(printed) == (one, two)


@given(
    DAYS,
    st.sampled_from(
        [
            "{0.day} {0:%B} {0.year}",
            "{0:%d} {0:%B} {0.year}",
            "{0:%A} {0.day} {0:%B} {0.year}",
            "{0:%d/%m/%Y}",
            "{0:%Y-%m-%d}",
        ]
    ),
)
def test_one_day_is_read_back(day: dt.date, shape: str) -> None:
    assert parse_dates(shape.format(day)) == (Leg(day, day),)
