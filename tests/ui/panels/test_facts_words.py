"""Dates as people write and read them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.document import DocumentKind, Fact, FactName, Grade, Judgement
from reviewer.domain.review import DocumentSummary, FactState, KnownFact
from reviewer.ui.facts.words import (
    KIND_CHOICES,
    KIND_SHORT,
    british_date,
    dates_words,
    overall_words,
    parse_date,
    parse_legs,
    value_words,
)

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@given(DAYS, st.booleans())
def test_a_date_written_by_the_program_is_read_back(day: dt.date, short: bool) -> None:
    assert parse_date(british_date(day.isoformat(), short=short)) == day.isoformat()
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(f"{day.day:02}/{day.month:02}/{day.year}") == day.isoformat()


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=3), st.booleans())
def test_legs_written_by_the_program_are_read_back(legs: list[list[dt.date]], short: bool) -> None:
    value = ";".join(f"{first.isoformat()}/{last.isoformat()}" for first, last in legs)
    assert parse_legs(dates_words(value, short=short)) == value


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 September 2017", "2017-09-04"),
        ("4th Sept 17", "2017-09-04"),
        ("4 sep. 2017", "2017-09-04"),
        (" 04/09/2017 ", "2017-09-04"),
        ("4.9.17", "2017-09-04"),
        ("1st of May 2020", "2020-05-01"),
    ],
)
def test_british_dates(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize("text", ["", "31 June 2017", "September 2017", "09/31/2017", "4 Ma 2017", "yesterday", "4 September"])
def test_what_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="4 September 2017"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20 June to 13 July 2017", "2017-06-20/2017-07-13"),
        ("13 to 16 January 2025", "2025-01-13/2025-01-16"),
        ("13–16 January 2025", "2025-01-13/2025-01-16"),
        ("13-16 January 2025", "2025-01-13/2025-01-16"),
        ("2 to 6 December 2024 and 13 to 16 January 2025", "2024-12-02/2024-12-06;2025-01-13/2025-01-16"),
        ("30 December 2019 – 3 January 2020", "2019-12-30/2020-01-03"),
        ("6 March 2019", "2019-03-06/2019-03-06"),
        ("06/03/2019 to 07/03/2019", "2019-03-06/2019-03-07"),
        ("2019-03-06", "2019-03-06/2019-03-06"),
    ],
)
def test_legs_by_hand(text: str, value: str) -> None:
    assert parse_legs(text) == value


@pytest.mark.parametrize("text", ["", "16 to 13 January 2025", "13 to January 2025", "some days in May"])
def test_legs_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"2017|before the first"):
        parse_legs(text)


@pytest.mark.parametrize(("value", "words"), [("0", "none"), ("12", "12"), ("12 + 6", "12, and 6 for the safeguarding board")])
def test_how_many_are_recommended_in_words(value: str, words: str) -> None:
    assert value_words(FactName.RECOMMENDATIONS, value) == words


def test_every_kind_has_its_words() -> None:
    for kind in DocumentKind:
        assert KIND_CHOICES[kind]
        assert KIND_SHORT[kind]


def test_an_inspection_without_grades_says_so_and_a_visit_has_none() -> None:
    def kind(value: str) -> DocumentSummary:
        return DocumentSummary("d", "f", "s", "pdf", 1, "", (KnownFact("f", "d", value, FactState.READ, Fact(FactName.KIND, value)),))

    assert overall_words(kind("ilacs-inspection")) == "grades not stated"
    assert overall_words(kind("focused-visit")) == ""


def test_what_is_not_there_is_said_and_nothing_is_made_up() -> None:
    for name in FactName:
        nothing = {FactName.MARKING: "No marking", FactName.RECOMMENDATIONS: "none found"}
        assert value_words(name, None) == nothing.get(name, "not stated")
    assert value_words(FactName.AUTHORITY, "99") == "number 99"
    none = DocumentSummary("d", "f", "s", "pdf", 1, "", ())
    assert overall_words(none) == ""
    rows = (Judgement("Leaders", "Good", Grade.GOOD), Judgement("Overall effectiveness", "Inadequate", Grade.INADEQUATE))
    assert overall_words(DocumentSummary("d", "f", "s", "pdf", 1, "", (), rows)) == "Inadequate"
    assert overall_words(DocumentSummary("d", "f", "s", "pdf", 1, "", (), rows[:1])) == "no overall grade made"
