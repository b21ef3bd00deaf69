"""Printed forms of the lists of what must improve: their headings, and what stands between the parts of an item."""

from __future__ import annotations

import pytest

INSPECTION = """
# Inspection of Westshire local authority children’s services
Inspection dates: 2 to 13 March 2020
# {heading}
• The quality of plans.
• Supervision.
# The experiences and progress of children who need help and protection: good
1. A finding.
"""
REVIEW = """
# Westshire
# Inspection of services for children in need of help and protection, children looked after and care leavers
Inspection date: 12 January 2016 – 4 February 2016
# What does the local authority need to improve?
# {priority}
12. Ensure that visits are made.
# {areas}
13. Ensure that plans are good.
# The local authority’s strengths
14. Leaders are known.
"""


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve", "What needs to improve?", "What needs to improve:", "What needs to improve?1",
        "What needs to improve further?", "What does Westshire need to improve?", "What do leaders need to improve?",
        "Areas that need to improve", "Areas which need improvement", "Areas needing improvement", "Areas for improvement",
        "What still needs to improve", "What must improve", "What the local authority needs to improve",
        "What the service needs to do to improve", "What needs improving", "What needs to improve now",
        "What needs to improve within this area of social work practice", "What needs to improve – the front door",
        "Areas for further improvement", "Main areas for improvement", "Areas that require improvement",
        "Areas requiring improvement", "Area(s) for improvement", "Required improvements", "Improvements needed",
        "Areas for partnership improvement",
    ],
)  # fmt: skip
def test_headings_of_a_list(read, heading: str) -> None:
    found = read(INSPECTION.format(heading=heading)).recommendations
    assert [item.text for item in found] == ["The quality of plans.", "Supervision."]


@pytest.mark.parametrize("heading", ["What leaders said", "What does this mean?", "Progress in areas for improvement since 2017"])
def test_other_headings_begin_no_list(read, heading: str) -> None:
    assert read(INSPECTION.format(heading=heading)).recommendations == ()


@pytest.mark.parametrize(
    "priority",
    [
        "Priority and immediate action", "Areas for immediate and priority action", "Immediate and priority actions",
        "Areas for priority action for the local authority", "Areas requiring priority action", "Areas for urgent action",
        "Area(s) for priority action", "Priority areas for action",
    ],
)  # fmt: skip
@pytest.mark.parametrize("areas", ["Areas for improvement", "Areas for improvement for the local authority"])
def test_priority_actions_are_told_from_areas_for_improvement(read, priority: str, areas: str) -> None:
    found = read(REVIEW.format(priority=priority, areas=areas)).recommendations
    assert [(item.number, item.kind.value) for item in found] == [(12, "priority-action"), (13, "area-for-improvement")]


def test_a_list_that_is_headed_as_the_boards_is_the_boards(read) -> None:
    found = read(REVIEW.format(priority="Priority and immediate action", areas="Areas for improvement for the LSCB")).recommendations
    assert [item.list.value for item in found] == ["local-authority", "lscb"]


def test_a_footnote_between_the_halves_of_an_item_is_no_part_of_it(read) -> None:
    found = read("""
        # Inspection of Westshire local authority children’s services
        Inspection dates: 2 to 13 March 2020
        # What needs to improve?
        • The quality of plans that
        ^ The areas have been cross-referenced with a framework.
        ---
        leaders make. (outcome 4, national framework)
        • Supervision.
    """).recommendations
    assert [item.text for item in found] == ["The quality of plans that leaders make.", "Supervision."]
    assert found[0].framework_tag == "(outcome 4, national framework)"


LETTER = """
Dear Some
# Focused visit to Westshire children’s services
This letter summarises the findings of a focused visit to Westshire children’s services on 6 March 2019.
# Overview
Leaders know their services.
{said}
• The quality of plans.
• Supervision.
# Findings
• Thresholds are well understood.
Yours sincerely
Ann Other
"""


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("This visit has identified the following area for priority action:", "priority-action"),
        ("The following areas for development were identified:", "area-for-development"),
        ("We found that the following areas need to improve:", "area-for-improvement"),
    ],
)
def test_a_letter_without_a_heading_says_it_in_the_sentence_above_its_bullets(read, said: str, kind: str) -> None:
    found = read(LETTER.format(said=said)).recommendations
    assert [(item.text, item.kind.value) for item in found] == [("The quality of plans.", kind), ("Supervision.", kind)]


@pytest.mark.parametrize(
    "said",
    [
        "The last inspection identified the following areas for improvement:",
        "Progress was seen in the following areas for development:",
        "Inspectors looked at the following areas:",
    ],
)
def test_what_another_visit_found_is_no_list(read, said: str) -> None:
    assert read(LETTER.format(said=said)).recommendations == ()


def test_where_a_heading_is_printed_a_sentence_begins_no_list(read) -> None:
    letter = LETTER.format(said="The following areas need to improve:").replace("# Findings", "# What needs to improve\n• Visits.\n# Findings")
    assert [item.text for item in read(letter).recommendations] == ["Visits."]


def test_headings_below_its_own_level_divide_a_list_of_bullets(read) -> None:
    found = read(INSPECTION.format(heading="What needs to improve").replace("• Supervision.", "## Leaders\n• Supervision.")).recommendations
    assert [(item.text, item.section) for item in found] == [("The quality of plans.", "What needs to improve"), ("Supervision.", "Leaders")]


EARLY = """
Westshire
Inspection of services for children in need of help and protection, children looked after and care leavers
# What does the local authority need to improve?
## Areas for improvement
## Leadership
1. Act at once.
## Care leavers
2. Plan pathways.
# Progress since then
3. Much was done.
"""


def test_areas_set_beside_the_heading_of_their_list_divide_it(read) -> None:
    assert [(item.number, item.section) for item in read(EARLY).recommendations] == [(1, "Leadership"), (2, "Care leavers")]


@pytest.mark.parametrize(
    "board",
    [
        "The Westshire Safeguarding Children Board", "Westshire LSCB", "Westshire Safeguarding Children Board (WSCB)",
        "The Pan-Westshire Local Safeguarding Children Board", "Westshire Safeguarding Children Partnership",
        "Review of the effectiveness of the Local Safeguarding Children Board", "The Local Safeguarding Children Boards",
    ],
)  # fmt: skip
def test_the_part_about_the_board_by_its_names(read, board: str) -> None:
    report = f"""
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers and
        Review of the effectiveness of the Local Safeguarding Children Board
        ---
        # Recommendations
        1. Act at once.
        # The experiences and progress of children who need help and protection
        2. Visits are made.
        # {board}
        The board meets its duties.
        # Recommendations
        3. Share data.
        # Inspection findings
        4. Data is scarce.
    """
    assert [(item.number, item.list.value) for item in read(report).recommendations] == [(1, "local-authority"), (3, "lscb")]
