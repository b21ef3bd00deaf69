"""Kind and title: from the printed title line, however it is wrapped."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName, Sureness

TITLES = [
    ("Focused visit to Westshire children’s services", "focused-visit"),
    ("Focused visit to Westshire County Council children's services", "focused-visit"),
    ("Focused visit to the London Borough of Westshire local authority children’s services", "focused-visit"),
    ("Focused visit to children’s services", "focused-visit"),
    ("Monitoring visit to Westshire children's services", "monitoring-visit"),
    ("Monitoring visit of Westshire Council children’s services", "monitoring-visit"),
    ("First monitoring visit to Westshire children’s services", "monitoring-visit"),
    (
        "Annual unannounced inspection of contact, referral and assessment arrangements within Westshire County Council children's services",
        "unannounced-inspection",
    ),
    (
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
        "sif-inspection",
    ),
    (
        "Re-inspection of services for children in need of help and protection, children looked after and care leavers",
        "sif-inspection",
    ),
    ("Inspection of Westshire local authority children’s services", "ilacs-inspection"),
    ("Inspection of Westshire City Council\nlocal authority children’s services", "ilacs-inspection"),
    ("Inspection of children’s social care services", "ilacs-inspection"),
    ("Inspection of local authority children’s services", "ilacs-inspection"),
    ("Joint targeted area inspection of Westshire", "jtai"),
    ("Joint targeted area inspection of the multi-agency response to neglect in Westshire", "jtai"),
    ("Pilot inspection of services for children in need of help and protection, children looked after and care leavers", "sif-inspection"),
    ("ILACS inspection of Westshire local authority children’s services", "ilacs-inspection"),
    ("Single inspection of local authority children’s services", "ilacs-inspection"),
    ("Focused visit – Westshire", "focused-visit"),
    ("Focussed visit to Westshire children’s services", "focused-visit"),
    ("Monitoring visits to Westshire children’s services", "monitoring-visit"),
    ("Annual unannounced inspections of contact, referral and assessment arrangements within Westshire", "unannounced-inspection"),
    ("Joint targeted area inspections of the multi-agency response to neglect in Westshire", "jtai"),
    ("Third monitoring visit: Westshire children’s services", "monitoring-visit"),
    ("Joint Targeted Area Inspection (JTAI) of Westshire", "jtai"),
    ("Joint inspection of the multi-agency response to domestic abuse in Westshire", "jtai"),
    ("Joint local area SEND inspection in Westshire", "other"),
    ("Inspection of looked after children services", "other"),
    ("Inspection of safeguarding and looked after children services", "other"),
    ("Inspection of local authority arrangements for the protection of children", "other"),
    ("Area SEND inspection of Westshire Local Area Partnership", "other"),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_kinds_by_title(read, title: str, kind: str) -> None:
    reading = read(f"Westshire\n{title}\nSome words that follow.")
    fact = reading.fact(FactName.KIND)
    assert (fact.value, fact.sureness) == (kind, Sureness.SURE)
    assert reading.value(FactName.TITLE) == title.replace("\n", " ")
    assert fact.quote == title.replace("\n", " ")


def test_a_sentence_about_another_inspection_is_no_title(read) -> None:
    reading = read(
        """
        Dear Some
        # Focused visit to Westshire children’s services
        Inspection of services for children in need of help and protection in 2017 found much to praise and this goes on as a
        paragraph does, with more and more words about what was found then, until nobody could take it for a title any more
        """
    )
    assert reading.value(FactName.KIND) == "focused-visit"


def test_a_councils_paper_around_a_report_is_that_report(read) -> None:
    reading = read(
        """
        WESTSHIRE COUNCIL
        CABINET
        OFSTED INSPECTION OF SERVICES TO CHILDREN IN NEED OF HELP AND
        PROTECTION, CHILDREN LOOKED AFTER AND CARE LEAVERS
        # Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers and Review of the effectiveness of the Local Safeguarding Children Board
        """
    )
    assert reading.value(FactName.KIND) == "sif-inspection"
    assert reading.value(FactName.TITLE) == TITLES[8][0]


def test_a_councils_paper_with_the_reports_title_as_its_subject(read) -> None:
    reading = read(
        """
        Westshire Council
        Inspection of services for children in need of help and protection, children looked after and care leavers
        Children in need of help and protection | Outstanding
        Leadership, management and governance | Outstanding
        1.1 To formally report the outcome of the inspection to Cabinet.
        ---
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        Inspection date: 8 May 2017 to 1 June 2017
        Leadership, management and governance | Good
        """
    )
    assert reading.fact(FactName.TITLE).page == 2
    assert [(j.name, j.grade_printed) for j in reading.judgements] == [
        ("Leadership, management and governance", "Good")
    ]


def test_a_paragraph_that_begins_like_a_title_is_none(read) -> None:
    words = "Inspection of services for children in need of help and protection found much to praise. " * 4
    assert read(words).value(FactName.TITLE) is None


def test_an_unknown_document_is_unsure(read) -> None:
    reading = read("Minutes of the improvement board\n1. Apologies were given.")
    assert reading.value(FactName.TITLE) is None
    fact = reading.fact(FactName.KIND)
    assert (fact.value, fact.sureness) == ("other", Sureness.UNSURE)


def test_an_empty_reading_has_no_facts_that_are_made_up(read) -> None:
    reading = read("")
    assert [
        fact.value
        for fact in reading.facts
        if fact.name not in (FactName.KIND, FactName.PUBLICATION_STATE, FactName.MARKING)
    ] == [None] * 6
    assert (reading.judgements, reading.recommendations, reading.marks) == ((), (), ())


def test_a_title_ends_before_the_first_sentence(read) -> None:
    reading = read(
        """
        # Ofsted focused visit to Westshire
        This letter summarises the findings of the focused visit to Westshire children’s services on 6 March 2019.
        """
    )
    assert reading.value(FactName.TITLE) == "Ofsted focused visit to Westshire"
    assert reading.value(FactName.INSPECTION_DATES) == "2019-03-06/2019-03-06"


@pytest.mark.parametrize(
    ("title", "year", "kind"),
    [
        ("Derby City Council focused visit", 2024, "focused-visit"),
        ("Single inspection", 2015, "sif-inspection"),
        ("ILACS: Derby", 2024, "ilacs-inspection"),
        ("Progress inspection of Derby children’s services", 2019, "ilacs-inspection"),
        ("Progress inspection of Derby children’s services", 2016, "sif-inspection"),
        ("Progress inspection of Derby children’s services", 2010, "other"),
        ("Derby joint targeted area inspection", 2023, "jtai"),
        ("Inspection of fostering services in Derby", 2024, "other"),
        ("Improvement visit to Derby children’s services", 2024, "other"),
    ],
)
def test_a_title_of_no_known_form_is_read_by_its_words_and_is_unsure(read, title: str, year: int, kind: str) -> None:
    lines = f"{title}\nInspection dates: 4 to 8 March {year}\nLead inspector: Ann Other HMI\n# What needs to improve?\n• Plans.\n• Visits."
    reading = read(lines)
    fact = reading.fact(FactName.KIND)
    assert (fact.value, fact.sureness, fact.quote) == (kind, Sureness.UNSURE, title)
    assert fact.note
    assert reading.value(FactName.TITLE) == title
    assert len(reading.recommendations) == 2
