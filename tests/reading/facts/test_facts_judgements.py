"""Judgement rows and sentences; nothing that is not printed."""

from __future__ import annotations

import pytest

from reviewer.domain.document import Grade, Sureness

ILACS = """
# Inspection of Westshire local authority children’s services
Judgement | Grade
The impact of leaders on social work practice with children and families | Good
The experiences and progress of children who need help and protection | Requires improvement to be good
The experiences and progress of children in care | Outstanding
The experiences and progress of children care leavers | Inadequate
"""


def rows(reading):
    return [(j.name, j.grade_printed, j.grade) for j in reading.judgements]


def test_rows_as_printed(read) -> None:
    reading = read(ILACS + "Overall effectiveness | Requires improvement\n")
    assert rows(reading) == [
        ("The impact of leaders on social work practice with children and families", "Good", Grade.GOOD),
        (
            "The experiences and progress of children who need help and protection",
            "Requires improvement to be good",
            Grade.REQUIRES_IMPROVEMENT,
        ),
        ("The experiences and progress of children in care", "Outstanding", Grade.OUTSTANDING),
        ("The experiences and progress of children care leavers", "Inadequate", Grade.INADEQUATE),
        ("Overall effectiveness", "Requires improvement", Grade.REQUIRES_IMPROVEMENT),
    ]
    assert all(j.sureness is Sureness.SURE and j.page == 1 for j in reading.judgements)
    assert reading.judgements[0].span.of(reading.text).endswith("\nGood")


def test_nothing_is_filled_in(read) -> None:
    names = [j.name for j in read(ILACS).judgements]
    assert "Overall effectiveness" not in names
    assert len(names) == 4


def test_body_headings_confirm_or_contradict_the_cover(read) -> None:
    same = read(ILACS + "---\n# The experiences and progress of care leavers: inadequate\n")
    assert [j.sureness for j in same.judgements] == [Sureness.SURE] * 4
    other = read(ILACS + "---\n# The experiences and progress of care leavers: good\n")
    slipped = other.judgements[3]
    assert slipped.sureness is Sureness.CONFLICT
    assert slipped.grade is Grade.INADEQUATE
    assert "“Inadequate”" in slipped.note and "“good”" in slipped.note.lower() and "page 2" in slipped.note


SIF = """
WESTSHIRE COUNCIL
CABINET
Children in need of help and protection | OUTSTANDING
Leadership, management and governance | OUTSTANDING
Westshire
Inspection of services for children in need of help and protection, children looked after and care leavers
{headline}
1. Children who need help and protection
Requires improvement
2.1 Adoption performance
Good
3. Leadership, management and governance
Adequate
---
# The Local Safeguarding Children Board (LSCB)
{board}
The leadership is good.
"""


@pytest.mark.parametrize(
    ("headline", "grade"),
    [
        ("Children’s services in Westshire are outstanding", "Outstanding"),
        ("Children’s services in Westshire requires improvement to be good", "Requires improvement to be good"),
        ("Children’s services in Westshire require improvement to be good", "Requires improvement to be good"),
        ("The overall judgement is Inadequate", "Inadequate"),
        ("The overall judgement is that children’s services require improvement.", "Requires improvement"),
        ("The overall judgement is that services are inadequate", "Inadequate"),
        ("The overall judgement for children’s services is that they require improvement", "Requires improvement"),
        ("Overall judgement: Good", "Good"),
        ("Overall effectiveness | Good", "Good"),
        ("Westshire Council’s children’s services are good", "Good"),
        ("Services for children in Westshire are inadequate", "Inadequate"),
        ("Children and young people’s services in Westshire are judged to be adequate", "Adequate"),
        ("Children’s services in Westshire are good overall", "Good"),
    ],
)
def test_headlines(read, headline: str, grade: str) -> None:
    first = read(SIF.format(headline=headline, board="The Local Safeguarding Children Board is good")).judgements[0]
    assert (first.name, first.grade_printed) == ("Overall effectiveness", grade)


@pytest.mark.parametrize(
    ("board", "grade"),
    [
        ("The Local Safeguarding Children Board is inadequate", "Inadequate"),
        ("The Local Safeguarding Children Board requires improvement", "Requires improvement"),
        ("The effectiveness of the Local Safeguarding Children Board (LSCB) is inadequate", "Inadequate"),
        ("The effectiveness of the LSCB is inadequate", "Inadequate"),
        ("The LSCB requires improvement to be good", "Requires improvement to be good"),
        ("The Westshire LSCB is good.", "Good"),
        ("The Local Safeguarding Children Boards are good", "Good"),
        ("The Local Safeguarding Children Board: Good", "Good"),
        ("The Local Safeguarding Children Board is judged as requires improvement", "Requires improvement"),
        ("The arrangements in place to evaluate the effectiveness of what is done by all partners are good", "Good"),
    ],
)
def test_board_sentences(read, board: str, grade: str) -> None:
    last = read(SIF.format(headline="Children’s services in Westshire are good", board=board)).judgements[-1]
    assert (last.name, last.grade_printed) == ("Local Safeguarding Children Board", grade)


def test_sentences_about_what_a_board_must_do_are_no_judgement(read) -> None:
    board = "An LSCB requires improvement if it does not yet demonstrate the characteristics of good."
    reading = read(SIF.format(headline="Children’s services in Westshire are good", board=board))
    assert "Local Safeguarding Children Board" not in {j.name for j in reading.judgements}


COLUMNS = """
# Inspection of Westshire local authority children’s services
Inspection dates: 2 to 13 March 2020
Judgement
The impact of leaders on social work practice with children and families
The experiences and progress of children who need help and protection
The experiences and progress of children in care and care leavers
Overall effectiveness
Grade
{grades}
# What needs to improve?
• Plans.
# The experiences and progress of children who need help and protection: requires improvement to be good
# The experiences and progress of children in care and care leavers: inadequate
"""


def test_a_table_given_by_columns_is_read_in_order_and_to_be_checked(read) -> None:
    grades = "Good\nRequires improvement to be good\nGood\nOutstanding"
    found = read(COLUMNS.format(grades=grades)).judgements
    assert [(j.grade_printed, j.sureness) for j in found] == [
        ("Good", Sureness.UNSURE),
        ("Requires improvement to be good", Sureness.SURE),  # the text says the same
        ("Good", Sureness.CONFLICT),
        ("Outstanding", Sureness.UNSURE),
    ]


def test_a_table_given_by_columns_with_a_grade_too_few_is_not_guessed(read) -> None:
    found = read(COLUMNS.format(grades="Good\nRequires improvement to be good\nGood")).judgements
    assert [(j.name[:30], j.grade_printed) for j in found] == [
        ("The experiences and progress o", "Requires improvement to be good"),
        ("The experiences and progress o", "Inadequate"),
    ]


def test_a_cell_that_begins_with_its_number_is_the_same_row(read) -> None:
    found = read("""
        Inspection of services for children in need of help and protection, children looked after and care leavers
        1. Children who need help and protection | Good
        2. Children looked after and achieving permanence | Requires improvement
    """).judgements
    assert [j.grade_printed for j in found] == ["Good", "Requires improvement"]


def test_a_councils_own_table_before_the_report_does_not_count(read) -> None:
    reading = read(SIF.format(headline="Children’s services in Westshire are good", board="No sentence here."))
    assert [(j.name, j.grade_printed) for j in reading.judgements] == [
        ("Overall effectiveness", "Good"),
        ("Children who need help and protection", "Requires improvement"),
        ("Adoption performance", "Good"),
        ("Leadership, management and governance", "Adequate"),
    ]
    assert all(j.sureness is Sureness.SURE for j in reading.judgements)


def test_letters_are_ungraded(read) -> None:
    reading = read("# Focused visit to Westshire children’s services\nOverall effectiveness | Good\n")
    assert reading.judgements == ()


def test_names_and_grades_read_by_columns_give_no_row(read) -> None:
    reading = read(
        """
        # Inspection of Westshire local authority children’s services
        The experiences and progress of children in care
        The experiences and progress of care leavers
        Good
        Inadequate
        """
    )
    assert reading.judgements == ()


def test_old_inspections_print_a_record_of_findings(read) -> None:
    reading = read(
        """
        # Inspection of looked after children services
        Westshire County Council
        Outstanding (Grade 1)
        A service that significantly exceeds minimum requirements
        # Capacity to improve
        ## Grade 3 (adequate)
        ---
        # Record of main findings
        Overall effectiveness | Inadequate
        Capacity to improve | Adequate
        Quality of provision | Good
        """
    )
    assert [(j.name, j.grade_printed) for j in reading.judgements] == [
        ("Overall effectiveness", "Inadequate"),
        ("Capacity to improve", "Adequate"),
        ("Quality of provision", "Good"),
    ]


def test_a_row_of_a_framework_to_come_is_read_from_the_cover_table(read) -> None:
    reading = read(ILACS + "How well families are listened to | Good\n" + "The budget | 3 million\n")
    assert ("How well families are listened to", "Good", Grade.GOOD) in rows(reading)
    assert len(reading.judgements) == 5


def test_a_name_wrapped_over_lines(read) -> None:
    reading = read(
        """
        # Inspection of Westshire local authority children’s services
        The impact of leaders on social work
        practice with children and families
        Good
        The experiences and progress of
        children who need help and protection
        Requires improvement to be good
        """
    )
    assert [(j.name, j.grade) for j in reading.judgements] == [
        ("The impact of leaders on social work practice with children and families", Grade.GOOD),
        ("The experiences and progress of children who need help and protection", Grade.REQUIRES_IMPROVEMENT),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "The impact of leaders on social work practice with children and their families",
        "The experiences and progress of children in need of help and protection",
        "The experiences and progress of children looked after and care leavers",
        "The experiences and progress of children in care and care-experienced young people",
        "Experiences and progress of care experienced adults",
        "The overall effectiveness of children’s services",
    ],
)
def test_rows_in_other_words_outside_a_table(read, row: str) -> None:
    reading = read(f"# Inspection of Westshire local authority children’s services\nJudgement Grade\n{row} Good\nText.")
    assert rows(reading) == [(row, "Good", Grade.GOOD)]


@pytest.mark.parametrize(
    "words",
    ["The inspection found that children’s services in Westshire are good", "Leaders say: “Our children’s services are good”"],
)
def test_what_is_said_of_services_in_a_sentence_is_no_headline(read, words: str) -> None:
    assert "Overall effectiveness" not in [j.name for j in read(SIF.format(headline=words, board="")).judgements]
