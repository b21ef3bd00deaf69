"""Lists of what must improve: every form, and what must stay out of them."""

from __future__ import annotations

import pytest

from reviewer.domain.document import RecommendationKind, RecommendationList

LATE_SIF = """
Westshire
Inspection of services for children in need of help and protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children Board
---
# Contents
Recommendations 7
Summary for children and young people 8
The Local Safeguarding Children Board (LSCB) 29
---
# Recommendations
1. Ensure that first decisions are made in time.
2. Ensure that:
• plans are clear
• reviews are held.
3. Make sure of beds.
# Summary for children and young people
• Things are fine here.
# The experiences and progress of children
1. Most children are safe.
2. Decisions are late for some. (Recommendation)
---
# The Local Safeguarding Children Board (LSCB)
# Executive summary
Fine words.
# Recommendations
30. The board should audit.
31. The board should listen.
# Inspection findings – the Local Safeguarding Children Board
32. The board is good.
"""


def rows(reading):
    return [(r.number, r.list.value, r.kind.value, r.text) for r in reading.recommendations]


def test_two_lists_of_a_report(read) -> None:
    assert rows(read(LATE_SIF)) == [
        (1, "local-authority", "recommendation", "Ensure that first decisions are made in time."),
        (2, "local-authority", "recommendation", "Ensure that: plans are clear reviews are held."),
        (3, "local-authority", "recommendation", "Make sure of beds."),
        (30, "lscb", "recommendation", "The board should audit."),
        (31, "lscb", "recommendation", "The board should listen."),
    ]


def test_text_is_the_span_with_newlines_folded(read) -> None:
    reading = read(LATE_SIF)
    for item in reading.recommendations:
        assert item.text == item.span.of(reading.text).replace("\n", " ")
        assert item.page in (3, 4)


def test_early_report_numbers_on_and_ends_before_strengths(read) -> None:
    reading = read(
        """
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        # Summary of key findings
        1. This is weak.
        # What does the local authority need to improve?
        ## Priority and immediate action
        Leadership and management
        2. Act at once.
        ### Quality of practice
        3. Visit children.
        ## Areas for improvement:
        Care leavers
        4. Plan pathways
        – with young people
        – in time.
        # The local authority’s strengths
        5. Foster carers are well liked.
        # What does the LSCB need to improve?
        ## Areas for improvement
        90. Share data between partners.
        """
    )
    assert [(r.number, r.list, r.kind) for r in reading.recommendations] == [
        (2, RecommendationList.LOCAL_AUTHORITY, RecommendationKind.PRIORITY_ACTION),
        (3, RecommendationList.LOCAL_AUTHORITY, RecommendationKind.PRIORITY_ACTION),
        (4, RecommendationList.LOCAL_AUTHORITY, RecommendationKind.AREA_FOR_IMPROVEMENT),
        (90, RecommendationList.LSCB, RecommendationKind.AREA_FOR_IMPROVEMENT),
    ]
    assert reading.recommendations[2].text == "Plan pathways with young people in time."
    assert [r.section for r in reading.recommendations[:3]] == [
        "Leadership and management",
        "Quality of practice",
        "Care leavers",
    ]


LETTER = """
Dear Some
# Focused visit to Westshire children’s services
This letter summarises the findings of a focused visit to Westshire children’s services on 6 March 2019.
"""


def test_letter_findings_are_bullets_too_and_stay_out(read) -> None:
    reading = read(
        LETTER
        + """
        # Overview
        Leaders work hard.
        # What needs to improve in this area of social work practice
        • The quality of plans.
        Ofsted Piccadilly Gate Store Street Manchester M1 2WD | T 0300 123 1231 Textphone 0161 618 8524 enquiries@ofsted.gov.uk www.gov.uk/ofsted
        ---
        • Permanence planning
        # Findings
        • Staff are kind.
        # Areas for improvement
        • Too many plans are late.
        """
    )
    assert [r.text for r in reading.recommendations] == ["The quality of plans.", "Permanence planning"]
    assert [r.page for r in reading.recommendations] == [1, 2]


def test_headings_that_were_not_marked_as_such_end_a_list(read) -> None:
    reading = read(
        LETTER
        + "What needs to improve in this area of social work practice?\n• One thing.\nMain findings\n• A finding."
    )
    assert [r.text for r in reading.recommendations] == ["One thing."]


def test_priority_actions_come_first_and_the_others_number_on(read) -> None:
    reading = read(
        LETTER
        + """
        # What needs to improve in this area of social work practice
        • Plans.
        # Areas for priority action
        The local authority needs to take swift action to address the following weakness:
        • Visits to children.
        """
    )
    assert [(r.number, r.kind.value, r.text) for r in reading.recommendations] == [
        (1, "priority-action", "Visits to children."),
        (2, "area-for-improvement", "Plans."),
    ]


def test_a_list_without_bullets(read) -> None:
    reading = read(
        LETTER
        + """
        # What needs to improve in this area of social work practice
        Many assessments do not describe needs.
        Plans are not clear. They do not
        change in time.
        Ofsted will take the findings from this focused visit into account when planning your next inspection or visit.
        Yours sincerely
        """
    )
    assert [r.text for r in reading.recommendations] == [
        "Many assessments do not describe needs.",
        "Plans are not clear. They do not change in time.",
    ]


ILACS = """
# Inspection of Westshire local authority children’s services
Inspection dates: 10 to 14 October 2022
"""


def test_one_paragraph_of_prose_is_no_list(read) -> None:
    reading = read(
        ILACS
        + "# What needs to improve?\nThere is very little to improve.\n# The experiences and progress of children\n1. Good."
    )
    assert reading.recommendations == ()


def test_a_heading_with_no_items(read) -> None:
    assert (
        read(ILACS + "# What needs to improve?\n# The impact of leaders on social work practice").recommendations == ()
    )


def test_framework_tags_are_kept_apart(read) -> None:
    tags = {
        "Support for those aged 21. (outcome 4, national framework)": "(outcome 4, national framework)",
        "Practice with families [Outcome 3, national framework].": "[Outcome 3, national framework]",
        "Plans (Outcome four, National Framework)": "(Outcome four, National Framework)",
        "Decisions in time. (Principle 1)": "(Principle 1)",
        "Records are kept. Enabler three: National Framework.": "Enabler three: National Framework",
        "Improve outcomes (for all children).": "",
        "Work on the national framework.": "",
    }
    reading = read(ILACS + "# What needs to improve?1\n" + "\n".join(f"◼ {item}" for item in tags))
    assert [r.framework_tag for r in reading.recommendations] == list(tags.values())
    assert reading.recommendations[0].text == "Support for those aged 21."
    assert all(r.span.of(reading.text).replace("\n", " ") == r.text for r in reading.recommendations)


def test_what_a_page_break_cut_off_belongs_to_the_item(read) -> None:
    reading = read(
        ILACS
        + "# What needs to improve\n• The quality of\n---\nplans for children.\n• Supervision.\n# The impact of leaders\n1. Good."
    )
    assert [r.text for r in reading.recommendations] == ["The quality of plans for children.", "Supervision."]


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve",
        "What needs to improve?",
        "What needs to improve:",
        "What needs to improve?1",
        "What needs to improve? 1",
        "What needs to improve in these areas of social work practice?",
        "Areas for improvement",
        "Areas for priority action",
        "Area for priority action",
    ],
)
def test_headings_in_their_forms(read, heading: str) -> None:
    assert [
        r.text for r in read(ILACS + f"# {heading}\n• Plans.\n# The impact of leaders\n• Staff.").recommendations
    ] == ["Plans."]


@pytest.mark.parametrize(
    "line",
    [
        "What needs to improve? 7",
        "Recommendations 7",
        "What needs to improve was clear to all.",
        "Recommendations were met",
    ],
)
def test_lines_that_are_no_headings(read, line: str) -> None:
    assert read(ILACS + f"{line}\n• Plans.\n# The impact of leaders").recommendations == ()


def test_a_page_number_glued_to_the_last_item_goes(read) -> None:
    reading = read(
        ILACS + "# What needs to improve\n• Plans for 16 and 17\n• Suitable accommodation. 7\n# The impact of leaders"
    )
    assert [r.text for r in reading.recommendations] == ["Plans for 16 and 17", "Suitable accommodation."]


def test_a_councils_own_recommendations_stay_out(read) -> None:
    reading = read(
        """
        WESTSHIRE COUNCIL
        CABINET
        1. OBJECT AND KEY POINTS IN THIS REPORT
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        # Recommendations
        1. Do better.
        # Summary for children and young people
        Fine.
        8 RECOMMENDATIONS
        8.1 That Cabinet notes the contents of this report.
        # RECOMMENDATIONS
        9.1 That Cabinet thanks staff.
        """
    )
    assert [r.text for r in reading.recommendations] == ["Do better."]


def test_a_false_number_is_no_item(read) -> None:
    reading = read(
        """
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        # Recommendations
        1. Raise attainment at key stage
        4. Education advisers should help.
        2. Act in time.
        """
    )
    assert [r.number for r in reading.recommendations] == [1]


def test_looked_after_inspection_lists_by_deadline(read) -> None:
    reading = read(
        """
        # Inspection of looked after children services
        Westshire County Council
        # Areas for improvement
        15. In order to improve, the authority should take the following action.
        ### Immediately:
        • ensure plans
        ### Within three months:
        • ensure reviews
        # Outcomes for looked after children
        16. Outcomes are adequate.
        """
    )
    assert [(r.number, r.text, r.section) for r in reading.recommendations] == [
        (1, "ensure plans", "Areas for improvement: immediately"),
        (2, "ensure reviews", "Areas for improvement: within three months"),
    ]


def test_unannounced_inspection(read) -> None:
    reading = read(
        """
        Dear Some
        Annual unannounced inspection of contact, referral and assessment arrangements within Westshire County Council children's services
        The inspection identified areas of strength, with two areas for development.
        Strengths
        • Staff are kind.
        Areas for development
        • Records are thin.
        • Managers do not sign.
        Any areas for development identified above will be specifically considered in any future inspection.
        Yours sincerely
        """
    )
    assert [(r.kind.value, r.text) for r in reading.recommendations] == [
        ("area-for-development", "Records are thin."),
        ("area-for-development", "Managers do not sign."),
    ]


def test_monitoring_visit_makes_no_recommendations(read) -> None:
    reading = read(
        """
        # Monitoring visit to Westshire children’s services
        Inspectors reviewed the progress made in the following areas of concern identified at the last inspection:
        • Supervision
        # What needs to improve
        • Supervision
        """
    )
    assert reading.recommendations == ()


def test_joint_inspection_lists_are_the_partnerships(read) -> None:
    reading = read(
        "# Joint targeted area inspection of Westshire\n# What needs to improve?\n• Checks by all partners.\n# Main findings\nFine."
    )
    assert [(r.list, r.text) for r in reading.recommendations] == [
        (RecommendationList.PARTNERSHIP, "Checks by all partners.")
    ]


def test_roman_sub_items_belong_to_their_item(read) -> None:
    reading = read(
        """
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        # What does the LSCB need to improve?
        147. Give scrutiny where
        (i) they are fostered
        (ii) they are known.
        148. Attend.
        """
    )
    assert [r.text for r in reading.recommendations] == [
        "Give scrutiny where (i) they are fostered (ii) they are known.",
        "Attend.",
    ]


def test_paragraphs_that_an_item_names_are_its_marks(read) -> None:
    reading = read(
        """
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        # Recommendations
        1. Record findings promptly (paragraph 25).
        2. Review plans (paragraphs 33, 34 and 41).
        """
    )
    assert [r.marks for r in reading.recommendations] == [(25,), (33, 34, 41)]
    assert reading.recommendations[0].text.endswith("(paragraph 25).")


def test_area_send_inspections_list_paragraphs_with_bullets_as_their_parts(read) -> None:
    reading = read(
        """
        # Area SEND inspection of Westshire Local Area Partnership
        ## Areas for priority action
        Responsible body | Areas for priority action
        Westshire Council and the board | Leaders must share plans.
        ## Areas for improvement
        Leaders should improve:
        • plans;
        • reviews.
        Leaders should listen.
        ## Local area partnership details
        Local authority | Board
        """
    )
    assert [(r.list, r.kind.value, r.text) for r in reading.recommendations] == [
        (RecommendationList.PARTNERSHIP, "priority-action", "Leaders must share plans."),
        (RecommendationList.PARTNERSHIP, "area-for-improvement", "Leaders should improve: plans; reviews."),
        (RecommendationList.PARTNERSHIP, "area-for-improvement", "Leaders should listen."),
    ]


def test_a_contents_page_without_numbers_names_the_board_before_its_part(read) -> None:
    """Text copies lose the numbers of the contents page, so that its lines look like the headings themselves."""
    bare = LATE_SIF.replace(" 7\n", "\n").replace(" 8\n", "\nThe experiences and progress of children\n").replace(" 29\n", "\n")
    contents = bare.replace("(LSCB)\n---", "(LSCB)\n# What does the LSCB need to improve?\n# Information about this inspection\n---", 1)
    assert [row[:2] for row in rows(read(contents))] == [row[:2] for row in rows(read(LATE_SIF))]


NEEDS = "\n# What needs to improve in this area of social work practice\n• Plans.\n"


@pytest.mark.parametrize(
    ("priority", "texts"),
    [
        ("# Area for priority action\nThe council must act now, so that children are seen.", ["The council must act now, so that children are seen."]),
        ("# Area for priority action\nThe council must act on this:\nVisits to children.", ["Visits to children."]),
        ("# Areas for priority action\nThere are no areas for priority action.", []),
        ("# Areas for priority action\nNone.", []),
        ("# Areas for priority action\nThe council must act on the following:", []),
    ],
)
def test_a_priority_action_may_be_prose(read, priority: str, texts: list[str]) -> None:
    """One paragraph under it is the action, but not the sentence that leads one in, nor the one that says there is none."""
    listed = [(item.kind.value, item.text) for item in read(LETTER + priority + NEEDS).recommendations]
    assert listed == [*(("priority-action", text) for text in texts), ("area-for-improvement", "Plans.")]


def test_findings_under_areas_for_development_are_no_second_list_of_a_letter(read) -> None:
    reading = read(LETTER + NEEDS + "# Strengths\n• Staff are kind.\n# Areas for development\n• Some plans are late.")
    assert [item.text for item in reading.recommendations] == ["Plans."]


def test_the_footnote_to_a_heading_is_no_item_though_it_looks_like_one(read) -> None:
    note = "1 The areas for improvement have been cross-referenced with the outcomes of the national framework.\n"
    reading = read(LETTER + NEEDS.replace("practice\n", f"practice?\n{note}"))
    assert [item.text for item in reading.recommendations] == ["Plans."]
