"""Draft and protective markings, in the text and in running heads."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName, Sureness

LETTER = (
    "Dear Some\n# Focused visit to Westshire children’s services\nPractice is good. The draft plan is official.\n{last}"
)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        ("DRAFT - not for publication", "not-for-publication"),
        ("Not for publication until 3 May", "not-for-publication"),
        ("Pre-publication", "not-for-publication"),
        ("DRAFT", "draft"),
        ("Draft report", "draft"),
        ("Draft version 2", "draft"),
        ("DRAFT: for factual accuracy check", "draft"),
        ("EMBARGOED until 3 May", "not-for-publication"),
        ("Confidential until published", "not-for-publication"),
        ("This letter is not to be published.", "not-for-publication"),
        ("Inspectors saw draft plans.", "published"),
        ("The annual report is not yet published.", "published"),
        ("• Plans (draft)", "published"),
        ("His Majesty's Inspector", "published"),
    ],
)
def test_state(read, last: str, state: str) -> None:
    assert read(LETTER.format(last=last)).value(FactName.PUBLICATION_STATE) == state


def test_state_in_a_running_head(read) -> None:
    reading = read(LETTER.format(last=""), furniture=("7", "DRAFT - not for publication"))
    assert reading.value(FactName.PUBLICATION_STATE) == "not-for-publication"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("This was the first monitoring visit since the local authority was judged inadequate.", "not-for-publication"),
        ("This was the second monitoring visit. Since the first monitoring visit much was done.", "published"),
    ],
)
def test_the_letter_of_a_first_monitoring_visit_is_not_published(read, words: str, state: str) -> None:
    fact = read(f"# Monitoring visit to Westshire children’s services\n{words}").fact(FactName.PUBLICATION_STATE)
    assert fact.value == state
    assert (fact.sureness is Sureness.UNSURE) == (state != "published")


@pytest.mark.parametrize(
    ("last", "marking"),
    [
        ("OFFICIAL", "OFFICIAL"),
        ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL – SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("Official Sensitive", "OFFICIAL-SENSITIVE"),
        ("Classification: OFFICIAL", "OFFICIAL"),
        ("Official statistics", ""),
        ("official", ""),
        ("", ""),
    ],
)
def test_marking(read, last: str, marking: str) -> None:
    assert read(LETTER.format(last=last)).value(FactName.MARKING) == marking
    assert read(LETTER.format(last=""), furniture=(last,)).value(FactName.MARKING) == marking


def test_a_marking_in_the_foot_is_quoted(read) -> None:
    fact = read(LETTER.format(last=""), furniture=("OFFICIAL-SENSITIVE",)).fact(FactName.MARKING)
    assert (fact.quote, fact.span) == ("OFFICIAL-SENSITIVE", None)
