"""How many recommendations there are is a fact: what the document says otherwise, in numbers or words, is shown with its places."""

from __future__ import annotations

import pytest

from reviewer.domain.document import Fact, FactName, Sureness

REPORT = """
Derby City Council
Inspection of services for children in need of help and protection, children looked after and care leavers
Inspection date: 11 May 2016 – 2 June 2016
---
{before}
# Recommendations
{items}
{after}
# Summary for children and young people
• Services are good.
{rest}
"""
ITEMS = (
    "1. Ensure that the threshold for early help is understood and applied by all partner agencies.",
    "2. Improve the timeliness of assessments of connected persons and special guardians.",
    "3. Ensure that homeless young people are never placed in bed and breakfast accommodation.",
)
LETTER = """
12 April 2024
Dear Director
Focused visit to Derby children’s services
This letter summarises the findings of the focused visit to Derby children’s services on 6 and 7 March 2024.
{says}
# Areas for priority action
• The response to children who go missing.
• The oversight of children in unregistered homes.
# What needs to improve in this area of social work practice?
• The quality of written plans.
{after}
"""


def _listed(read, items=ITEMS, *, before: str = "", after: str = "", rest: str = "") -> Fact:
    fact = read(REPORT.format(items="\n".join(items), before=before, after=after, rest=rest)).fact(FactName.RECOMMENDATIONS)
    assert fact is not None
    return fact


def _of_letter(read, *, says: str = "", after: str = "") -> Fact:
    fact = read(LETTER.format(says=says, after=after)).fact(FactName.RECOMMENDATIONS)
    assert fact is not None
    return fact


def _places(fact: Fact) -> list[tuple[str, str]]:
    return [(other.value, other.quote) for other in fact.alternatives]


def test_a_list_that_nothing_contradicts_is_sure_and_says_where_it_begins(read) -> None:
    fact = _listed(read)
    assert (fact.value, fact.sureness, fact.note, fact.alternatives) == ("3", Sureness.SURE, "", ())
    assert fact.quote == ITEMS[0][3:]
    assert fact.span is not None


def test_those_for_the_board_are_counted_apart(read) -> None:
    rest = "# The experiences and progress of children who need help\n---\n# The Local Safeguarding Children Board (LSCB)\n# Recommendations\n4. Evaluate the impact of training.\n5. Challenge agencies more."
    assert _listed(read, rest=rest).value == "3 + 2"


def test_a_report_without_a_list_is_to_check_and_a_monitoring_visit_is_not(read) -> None:
    report = read("# Inspection of Derby local authority children’s services\nInspection dates: 11 to 15 March 2024\n")
    fact = report.fact(FactName.RECOMMENDATIONS)
    assert (fact.value, fact.sureness, fact.alternatives) == (None, Sureness.UNSURE, ())
    assert fact.note
    visit = read("Dear Director\nMonitoring visit to Derby children’s services\nThis letter summarises the findings.\n")
    assert visit.fact(FactName.RECOMMENDATIONS).sureness is Sureness.SURE


@pytest.mark.parametrize("sentence", [
    "Inspectors identified three areas for priority action.",
    "This visit identified strengths in practice, with three areas for priority action.",
    "There are 3 priority actions in this letter.",
])  # fmt: skip
def test_a_sentence_that_gives_another_number_is_a_conflict_with_its_place(read, sentence: str) -> None:
    fact = _of_letter(read, says=sentence)
    assert (fact.value, fact.sureness) == ("3", Sureness.CONFLICT)
    ((value, quote),) = _places(fact)
    assert value == "4"  # one priority action more than the two that were found, and the other area
    assert quote in sentence
    assert "2 were found" in fact.note


@pytest.mark.parametrize("sentence", [
    "Inspectors identified two areas for priority action.",
    "At the previous inspection, inspectors identified three areas for priority action.",
    "Inspectors identified three areas for priority action in 2021.",
    "Two of the three priority actions have been completed; there are four of the recommendations left.",
    "Inspectors met leaders in three areas of the city.",
    "One area for improvement is recorded in the plan of the council.",
])  # fmt: skip
def test_what_fits_or_speaks_of_another_list_is_none(read, sentence: str) -> None:
    fact = _of_letter(read, says=sentence)
    assert (fact.sureness, fact.alternatives) == (Sureness.SURE, ())


def test_a_number_passed_over_is_shown_with_both_places(read) -> None:
    fact = _listed(read, after="5. Ensure that the views of children are heard in every review of their plan.")
    assert (fact.value, fact.sureness) == ("3", Sureness.UNSURE)
    assert [quote[:20] for _, quote in _places(fact)] == [ITEMS[2][3:23], "Ensure that the view"]
    assert {value for value, _ in _places(fact)} == {"3"}
    assert "After number 3 comes 5" in fact.note


def test_a_number_printed_twice_is_shown(read) -> None:
    fact = _listed(read, after="3. Ensure that the views of children are heard in every review of their plan.")
    assert "The number 3 is printed twice" in fact.note
    assert len(fact.alternatives) == 2


def test_a_list_that_begins_late_is_shown_and_one_that_runs_on_is_not(read) -> None:
    items = [f"{number}. {item[3:]}" for number, item in enumerate(ITEMS, 2)]
    assert "begins with number 2" in _listed(read, items).note
    assert _listed(read, items, before="# Findings\n1. The council knows itself well.").sureness is Sureness.SURE


def test_a_finding_that_restarts_or_runs_far_on_is_no_gap(read) -> None:
    assert _listed(read, after="1. Children are safe.").sureness is Sureness.SURE
    assert _listed(read, after="30. Children are safe.").sureness is Sureness.SURE


def test_an_item_printed_again_in_other_words_is_shown_with_both_places(read) -> None:
    again = "40. Improve the timeliness and depth of assessments of connected persons and special guardians."
    fact = _listed(read, rest=again)
    assert fact.sureness is Sureness.UNSURE
    assert _places(fact) == [("3", ITEMS[1][3:]), ("3", again[4:])]
    assert "in other words" in fact.note


def test_an_item_said_again_word_for_word_in_the_text_contradicts_nothing(read) -> None:
    assert _listed(read, rest=f"40. {ITEMS[1][3:]} (Recommendation)").sureness is Sureness.SURE


def test_an_item_that_stands_in_one_list_twice_is_shown(read) -> None:
    fact = _listed(read, [*ITEMS, f"4. {ITEMS[1][3:]}"])
    assert (fact.value, fact.sureness) == ("4", Sureness.UNSURE)
    assert "word for word" in fact.note


def test_items_that_are_about_like_things_are_two(read) -> None:
    other = "4. Improve the quality of plans of care leavers, so that they know what will happen and when."
    like = "5. Improve the quality of assessments, so that managers see what children need and why."
    assert _listed(read, [*ITEMS, other, like]).sureness is Sureness.SURE
