"""Draft and protective markings, in the text and in running heads."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName

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
        ("Inspectors saw draft plans.", "published"),
        ("His Majesty's Inspector", "published"),
    ],
)
def test_state(read, last: str, state: str) -> None:
    assert read(LETTER.format(last=last)).value(FactName.PUBLICATION_STATE) == state
    assert read(LETTER.format(last=""), furniture=(last,)).value(FactName.PUBLICATION_STATE) == state


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
