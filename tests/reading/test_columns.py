"""A page saved as it looks: names that wrap beside a grade, and two who sign side by side."""

from __future__ import annotations

import pytest

from reviewer.domain.document import FactName
from reviewer.reading.columns import unfolded
from reviewer.reading.reader import read

SIF = """Derby City Council
Inspection of services for children in need of help and
protection, children looked after and care leavers
Inspection date: 13 November 2017 to 24 November 2017
Report published: 19 January 2018

Children’s services in Derby require improvement to be good
1. Children who need help and protection               Requires improvement

2. Children looked after and achieving
                                                       Good
   permanence

        2.1 Adoption performance                       Outstanding

        2.2 Experiences and progress of care leavers   Requires improvement

3. Leadership, management and governance               Requires improvement
                                                       to be good

Executive summary
"""
ILACS = """Inspection of Derby local authority children’s services
Inspection dates: 4 to 15 March 2024
Lead inspector: Ann Other, His Majesty’s Inspector

 Judgement                                                     Grade

 The impact of leaders on social work practice with children
                                                               Outstanding
 and families

 The experiences and progress of             Requires improvement to be good
 children who need help and protection

 Overall effectiveness                                         Good

"""
SIGNED = """Derby

Joint targeted area inspection of Derby

Yours sincerely


 Ann Other                                        Some One
 National Director, Social Care                   Deputy Chief Inspector
"""


def _grades(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.grade_printed) for one in read("copy.txt", text.encode()).judgements]


def test_rows_of_an_early_framework() -> None:
    assert _grades(SIF) == [
        ("Overall effectiveness", "Requires improvement to be good"),
        ("Children who need help and protection", "Requires improvement"),
        ("Children looked after and achieving permanence", "Good"),
        ("Adoption performance", "Outstanding"),
        ("Experiences and progress of care leavers", "Requires improvement"),
        ("Leadership, management and governance", "Requires improvement to be good"),
    ]


def test_rows_whose_grade_stands_between_the_lines_of_the_name() -> None:
    assert _grades(ILACS) == [
        ("The impact of leaders on social work practice with children and families", "Outstanding"),
        ("The experiences and progress of children who need help and protection", "Requires improvement to be good"),
        ("Overall effectiveness", "Good"),
    ]


def test_the_first_of_two_who_sign_side_by_side() -> None:
    reading = read("copy.txt", SIGNED.encode())
    assert reading.value(FactName.LEAD_INSPECTORS) == "Ann Other"
    assert [block.text for block in reading.blocks][-4:] == [
        "Ann Other", "National Director, Social Care", "Some One", "Deputy Chief Inspector",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["A paragraph that mentions what is   good", "and goes on below it for another line of the same length."],
        ["Number of children   31", "Number of visits     12"],
        ["Plans are good", "and clear."],
        ["a   b   Good"],
    ],
)
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    assert unfolded(lines) == lines


def test_a_judgement_between_the_lines_of_a_bare_copy_stands_alone() -> None:
    text = (
        "Inspection of Derby local authority children’s services\nInspection dates: 4 to 15 March 2024\nJudgement Grade\n"
        "Overall effectiveness Requires improvement to be good\nSince the last inspection, leaders have done much to"
        " improve the\nservices of the council, and children are safer than they were in earlier years. Most\n"
        "social workers know their children well, and visits are made as often as the plans\nof those children say that"
        " they should be, which was not so in the year before.\n"
    ) * 2
    assert ("Overall effectiveness", "Requires improvement to be good") in _grades(text)


def test_a_running_foot_whose_gap_shrinks_with_the_number_is_found() -> None:
    pages = [f"A sentence of page {n} stands here.\n\nDerby City Council inspection{' ' * (9 if n < 10 else 8)}{n}" for n in range(8, 13)]
    reading = read("copy.txt", "\n\f".join([*pages, "End."]).encode())
    assert "Derby City Council inspection" not in reading.text


def test_numbers_alone_at_the_top_of_pages_are_no_running_line() -> None:
    subjects = ["Plans", "Visits", "Reviews", "Carers", "Schools", "Homes", "Leaders"]
    pages = [f"{n}.\n\n{subject} are better than they were." for n, subject in enumerate(subjects, 1)]
    reading = read("copy.txt", "\n\f".join(pages).encode())
    assert [block.number for block in reading.blocks] == list(range(1, 8))


def test_a_number_alone_right_below_a_wrapped_paragraph_begins_the_next() -> None:
    line = "Children whose needs meet the threshold for early help are supported well by the"
    text = "\n".join(f"{n}.\n\n{line}\n{line}\nteams, and by their schools, wherever their families live in the whole of Derby." for n in range(1, 9))
    assert [block.number for block in read("copy.txt", text.encode()).blocks] == list(range(1, 9))


@pytest.mark.parametrize("parts", [("Requires", "improvement"), ("Requires improvement to", "be good")])
def test_a_wrapped_grade_begins_above_the_name_beside_it(parts: tuple[str, str]) -> None:
    first, second = (" " * 55 + part for part in parts)
    wrapped = SIF.replace(
        "1. Children who need help and protection               Requires improvement\n",
        f"{first}\n1. Children who need help and protection\n{second}\n",
    )
    assert _grades(wrapped)[:2] == [
        ("Overall effectiveness", "Requires improvement to be good"),
        ("Children who need help and protection", " ".join(parts)),
    ]
