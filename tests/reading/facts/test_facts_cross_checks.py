"""Where two places of a document contradict each other, the fact is a conflict that carries both places."""

from __future__ import annotations

import pytest

from reviewer.domain.document import Fact, FactName, Sureness

REPORT = """
# Inspection of Derby local authority children’s services
Inspection dates: 11 to 15 March 2024
Lead inspector: Ann Other, His Majesty’s Inspector
Judgement | Grade
The impact of leaders on social work practice with children and families | Good
The experiences and progress of children who need help and protection | Good
The experiences and progress of children in care | Good
The experiences and progress of care leavers | Good
Overall effectiveness | Good
# What needs to improve?
• The quality of plans.
# The experiences and progress of children who need help and protection: {protection}
1. Plans are clear.
# The impact of leaders on social work practice with children and families: {leaders}
2. Leaders know their services well. {sentence}
"""
LETTER = """
12 April 2024
Dear Director
Focused visit to Derby children’s services
This letter summarises the findings of {what} to Derby children’s services on 6 and 7 March 2024.
Inspectors looked at the front door.
"""


def _report(read, *, protection: str = "good", leaders: str = "good", sentence: str = "", **others: object):
    return read(REPORT.format(protection=protection, leaders=leaders, sentence=sentence), **others)


def _conflict(fact: Fact | None, value: str, other: str, quote: str) -> None:
    assert fact is not None
    assert (fact.value, fact.sureness) == (value, Sureness.CONFLICT)
    assert fact.quote
    (alternative,) = fact.alternatives
    assert (alternative.value, alternative.quote) == (other, quote)


def test_a_report_that_agrees_with_itself_is_sure(read) -> None:
    foot = "Inspection of Derby local authority children’s services 11 to 15 March 2024"
    sentence = "This inspection was carried out from 11 to 15 March 2024."
    reading = _report(read, sentence=sentence, furniture=(f"{foot} 2", f"{foot} 3"), file_name="inspection.pdf")
    assert not [fact for fact in reading.facts if fact.sureness is not Sureness.SURE]
    assert not any(judgement.to_check for judgement in reading.judgements)


@pytest.mark.parametrize("page", [2, 31])
def test_a_running_foot_of_other_days_is_a_conflict(read, page: int) -> None:
    foot = "Inspection of Derby local authority children’s services, 11 to 22 March 2024"
    fact = _report(read, furniture=(f"{foot} {page}",)).fact(FactName.INSPECTION_DATES)
    _conflict(fact, "2024-03-11/2024-03-15", "2024-03-11/2024-03-22", foot)
    assert "11–22 March 2024" in fact.note


def test_a_foot_with_only_the_day_of_printing_is_none(read) -> None:
    foot = "Inspection of Derby local authority children’s services 29 April 2024"
    assert _report(read, furniture=(foot,)).fact(FactName.INSPECTION_DATES).sureness is Sureness.SURE


def test_a_sentence_that_gives_other_days_is_a_conflict(read) -> None:
    sentence = "This inspection took place from 12 to 15 March 2024."
    reading = _report(read, sentence=sentence)
    _conflict(reading.fact(FactName.INSPECTION_DATES), "2024-03-11/2024-03-15", "2024-03-12/2024-03-15", "12 to 15 March 2024")


def test_an_earlier_inspection_is_no_contradiction(read) -> None:
    sentence = "The last inspection took place from 4 to 15 June 2018."
    assert _report(read, sentence=sentence).fact(FactName.INSPECTION_DATES).sureness is Sureness.SURE


def test_a_running_foot_of_another_authority_is_a_conflict(read) -> None:
    foot = "Inspection of Derbyshire local authority children’s services"
    _conflict(_report(read, furniture=(f"{foot} 7",)).fact(FactName.AUTHORITY), "80459", "80460", foot)


def test_the_inspectors_own_address_is_no_authority(read) -> None:
    foot = "Ofsted Piccadilly Gate Store Street Manchester M1 2WD"
    assert _report(read, furniture=(foot,)).fact(FactName.AUTHORITY).sureness is Sureness.SURE


def test_a_second_lead_inspector_is_a_conflict(read) -> None:
    reading = read(REPORT.format(protection="good", leaders="good", sentence="") + "Lead inspector: Some One HMI\n")
    _conflict(reading.fact(FactName.LEAD_INSPECTORS), "Ann Other", "Some One", "Some One")
    again = read(REPORT.format(protection="good", leaders="good", sentence="") + "Lead inspector: Ann Other HMI\n")
    assert again.fact(FactName.LEAD_INSPECTORS).sureness is Sureness.SURE


def test_an_opening_that_speaks_of_another_kind_of_visit_is_a_conflict(read) -> None:
    fact = read(LETTER.format(what="the monitoring visit")).fact(FactName.KIND)
    quote = "This letter summarises the findings of the monitoring visit to Derby ch"
    _conflict(fact, "focused-visit", "monitoring-visit", quote)
    assert read(LETTER.format(what="the focused visit")).fact(FactName.KIND).sureness is Sureness.SURE


def test_a_file_named_as_another_kind_is_a_conflict(read) -> None:
    fact = read(LETTER.format(what="a visit"), file_name="derby_monitoring_visit.pdf").fact(FactName.KIND)
    _conflict(fact, "focused-visit", "monitoring-visit", "derby_monitoring_visit")


def test_two_lines_of_publication_are_a_conflict(read) -> None:
    reading = _report(read, sentence="\nReport published: 2 May 2024\nReport published: 9 May 2024\n")
    _conflict(reading.fact(FactName.PUBLISHED), "2024-05-02", "2024-05-09", "9 May 2024")


def test_a_report_published_before_its_inspection_ended_is_unsure(read) -> None:
    fact = _report(read, sentence="\nReport published: 12 March 2024\n").fact(FactName.PUBLISHED)
    assert (fact.value, fact.sureness) == ("2024-03-12", Sureness.UNSURE)
    assert "15 March 2024" in fact.note


def test_a_grade_of_the_cover_against_the_text_carries_both_places(read) -> None:
    reading = _report(read, protection="requires improvement to be good", leaders="outstanding")
    leaders, protection, *others = reading.judgements
    assert [one.to_check for one in (leaders, protection, *others)] == [True, True, False, False, False]
    assert (protection.grade_printed, protection.quote) == (
        "Good",
        "The experiences and progress of children who need help and protection Good",
    )
    (other,) = protection.alternatives
    assert other.value == "Requires improvement to be good"
    assert other.quote.endswith("protection: requires improvement to be good")
    assert other.span.of(reading.text) == other.quote
    assert leaders.alternatives[0].value == "Outstanding"


def test_a_lower_marking_beside_a_higher_one_is_for_the_officer(read) -> None:
    reading = _report(read, sentence="\nOFFICIAL\n", furniture=("OFFICIAL-SENSITIVE",))
    _conflict(reading.fact(FactName.MARKING), "OFFICIAL-SENSITIVE", "OFFICIAL", "OFFICIAL")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Inspection dates: week commencing 4 March 2019", "2019-03-04/2019-03-04"),
        ("Inspection dates: w/c Monday 4 March 2019", "2019-03-04/2019-03-04"),
        ("This visit was carried out in the week beginning 4 March 2019.", "2019-03-04/2019-03-04"),
    ],
)
def test_of_a_week_only_the_printed_day_is_given_and_marked_unsure(read, line: str, value: str) -> None:
    fact = read(f"# Inspection of Derby local authority children’s services\n{line}\n").fact(FactName.INSPECTION_DATES)
    assert (fact.value, fact.sureness) == (value, Sureness.UNSURE)
    assert any(fact.quote.startswith(words) for words in ("w/c", "week", "the week"))
    assert fact.quote.endswith("4 March 2019")


def test_a_short_year_beside_a_whole_one_is_a_year(read) -> None:
    text = "# Inspection of Derby local authority children’s services\nInspection dates: 7 March 22 to 18 March 2022\n"
    assert read(text).value(FactName.INSPECTION_DATES) == "2022-03-07/2022-03-18"
