"""Marks "(Recommendation)": found in every form, linked by content, never by order."""

from __future__ import annotations

REPORT = """
Westshire
Inspection of services for children in need of help and protection, children looked after and care leavers
# Recommendations
1. Ensure that threshold decisions at the front door are made by managers without delay.
2. Ensure the timely completion of connected persons and special guardianship assessments.
3. Ensure that bed and breakfast is not offered to homeless young people.
# Help and protection
1. Partners understand thresholds.
4. In a few cases the manager at the front door delayed the threshold decision. (Recommendation).
21. Bed and breakfast was used for homeless young people (Recommendations), though rarely.
# Children looked after
42. Special guardianship and connected persons assessments are not completed in time.
---
(Recommendation)
43. Other matters are (recommendation ) in hand. The recommendation was clear.
"""


def test_every_form_of_the_mark(read) -> None:
    assert [mark.paragraph for mark in read(REPORT).marks] == [4, 21, 42, 43]


def test_a_mark_alone_on_the_next_page_belongs_to_the_paragraph_above(read) -> None:
    mark = read(REPORT).marks[2]
    assert (mark.paragraph, mark.page) == (42, 2)


def test_marks_are_linked_by_content_not_order(read) -> None:
    linked = {item.number: item.marks for item in read(REPORT).recommendations}
    assert linked[1] == (4,)
    assert linked[3] == (21,)
    assert 42 in linked[2]


def test_marks_in_the_boards_part_go_to_the_boards_list(read) -> None:
    reading = read(
        """
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        ---
        # Recommendations
        1. Improve audits of plans.
        # Findings
        5. Audits are weak. (Recommendation)
        # The Local Safeguarding Children Board (LSCB)
        # Recommendations
        90. The board should scrutinise plans and audits.
        # Findings
        91. Audits of plans by the board are weak. (Recommendation)
        """
    )
    assert [(r.number, r.marks) for r in reading.recommendations] == [(1, (5,)), (90, (91,))]


def test_a_word_in_a_sentence_is_no_mark(read) -> None:
    reading = read(
        """
        Westshire
        Inspection of services for children in need of help and protection, children looked after and care leavers
        1. This recommendation (from 2012) was met. The recommendations (all of them) were met.
        """
    )
    assert reading.marks == ()
