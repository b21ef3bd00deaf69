"""What a visit looked at."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName

LETTER = """
Dear Some
# Focused visit to Westshire children’s services
This letter summarises the findings of a focused visit to Westshire children’s services on 6 March 2019. The visit was carried out by Ann Other.
{scope}
# Overview
Inspectors looked at everything again.
"""


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        (
            "Inspectors looked at the arrangements for the front door.",
            "Inspectors looked at the arrangements for the front door.",
        ),
        (
            "Inspectors reviewed the arrangements for care leavers. They considered housing, with a specific focus on rents.",
            "Inspectors reviewed the arrangements for care leavers. They considered housing, with a specific focus on rents.",
        ),
        (
            "Inspectors considered care leavers, with a particular focus on:\n• housing\n• work.",
            "Inspectors considered care leavers, with a particular focus on:\nhousing\nwork.",
        ),
        (
            "Inspectors looked at permanence. Inspectors looked at a range of evidence, including case discussions.",
            "Inspectors looked at permanence.",
        ),
        (
            "Inspectors looked at permanence.\nInspectors looked at a range of evidence, including case records.",
            "Inspectors looked at permanence.",
        ),
        (
            "Inspectors looked at children in care. This visit was carried out in line with the framework. They also met staff.",
            "Inspectors looked at children in care.",
        ),
        (
            "Inspectors considered care leavers, with a particular focus on:\n• housing\n• work. This visit was carried out remotely.",
            "Inspectors considered care leavers, with a particular focus on:\nhousing\nwork.",
        ),
        ("HMI looked at care leavers.", "HMI looked at care leavers."),
        ("The areas of focus for this visit were:\n• beds\n• work.", "The areas of focus for this visit were:\nbeds\nwork."),
        ("Care leavers were the focus of this visit.", "Care leavers were the focus of this visit."),
        (
            "The visit was in Westshire.1 This visit focused on neglect.",
            "This visit focused on neglect.",
        ),
        (
            "The focus of this visit was on contacts and referrals.",
            "The focus of this visit was on contacts and referrals.",
        ),
        ("During this visit, inspectors looked at plans.", "During this visit, inspectors looked at plans."),
        ("This visit looked at key decisions.", "This visit looked at key decisions."),
        (
            "The visit was carried out by Her Majesty’s Inspectors Ann Other and Sam One. Inspectors reviewed plans.",
            "Inspectors reviewed plans.",
        ),
        (
            "The joint targeted area inspection (JTAI) included the front door. Inspectors also considered leadership.",
            "The joint targeted area inspection (JTAI) included the front door. Inspectors also considered leadership.",
        ),
    ],
)
def test_scope_of_letters(read, scope: str, value: str) -> None:
    fact = read(LETTER.format(scope=scope)).fact(FactName.SCOPE)
    assert fact.value == value
    assert fact.span is not None


def test_monitoring_visit_scope_is_its_bullets(read) -> None:
    reading = read(
        """
        # Monitoring visit to Westshire children’s services
        This letter summarises the findings of the monitoring visit on 11 October 2023.
        Inspectors reviewed the progress made in the following areas of concern identified at the last inspection:
        • supervision
        • workforce
        This visit was carried out in line with the framework.
        """
    )
    assert reading.value(FactName.SCOPE).endswith("inspection:\nsupervision\nworkforce")


def test_joint_inspection_says_it_in_its_first_sentence(read) -> None:
    reading = read(
        """
        # Joint targeted area inspection of Westshire
        This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response to neglect in Westshire.
        """
    )
    assert reading.value(FactName.SCOPE) == "multi-agency response to neglect in Westshire."


def test_an_older_joint_inspection_says_it_with_its_dates(read) -> None:
    reading = read(
        """
        # Joint targeted area inspection of the multi-agency response to neglect in Westshire
        Between 6 and 10 March 2017, Ofsted and others undertook a joint inspection of the multi-agency response to neglect in Westshire. It took place in towns.
        """
    )
    assert reading.value(FactName.SCOPE) == "multi-agency response to neglect in Westshire. It took place in towns."


def test_a_letter_that_does_not_say(read) -> None:
    fact = read("# Focused visit to Westshire children’s services\nIt was on 6 March 2019.").fact(FactName.SCOPE)
    assert fact.value is None
    assert "does not say" in fact.note


def test_reports_have_no_scope(read) -> None:
    reading = read("# Inspection of Westshire local authority children’s services\nInspectors looked at plans.")
    assert reading.fact(FactName.SCOPE) is None
