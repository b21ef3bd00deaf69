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
        "Areas for priority action for the local authority",
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
