"""Bare lines copied out of printed pages: no blank lines, numbers of pages in between."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from reviewer.domain.document import BlockKind, FactName
from reviewer.reading.copies import opens_unit, with_page_breaks
from reviewer.reading.decoding import decode
from reviewer.reading.reader import read

LETTER = """Ofsted
Piccadilly Gate
29 March 2019
Some Director
Westshire Council
Dear Some
Focused visit to Westshire local authority children’s services
This letter summarises the findings of a focused visit to Westshire local authority
children’s services on 6 March 2019. The visit was carried out by Her Majesty’s
Inspectors Ann Other and Sam One.
Inspectors looked at the local authority’s arrangements for the front door.
Overview
Since the last inspection in 2017, where Westshire was judged good in help and in the
protection of children, the local authority has strengthened practice further at the
front door. Additional management capacity is facilitating clear, consistent and timely
decisions throughout the initial stages of the involvement of a family, which is as it
should be. Thresholds are well understood, and all children and families receive support
{more}
2
in accordance with their needs at the earliest opportunity that there is for them now.
What needs to improve in this area of social work practice
◼ The quality of the information that is shared by partner agencies at the meetings in
which strategy is discussed.
◼ Recording of the supervision of staff.
Findings
◼ At the last inspection in 2017, decision-making at the front door was considered an
area of practice that could be strengthened further. Since that time, there has been a
continued commitment to ensuring that the services at the front door are improved.
{more}
{more}
3
Yours sincerely
Ann Other
"""
MORE = "\n".join(["The work of leaders is seen in each of the teams and is felt by all families who live here."] * 12)


def test_a_letter_of_bare_lines_is_read_as_the_printed_one() -> None:
    reading = read("copy.txt", LETTER.replace("{more}", MORE).encode())
    assert reading.value(FactName.TITLE) == "Focused visit to Westshire local authority children’s services"
    assert reading.value(FactName.PUBLISHED) == "2019-03-29"
    assert reading.value(FactName.INSPECTION_DATES) == "2019-03-06/2019-03-06"
    assert reading.value(FactName.SCOPE) == "Inspectors looked at the local authority’s arrangements for the front door."
    assert [item.text for item in reading.recommendations] == [
        "The quality of the information that is shared by partner agencies at the meetings in which strategy is discussed.",
        "Recording of the supervision of staff.",
    ]
    headings = [block.text for block in reading.blocks if block.kind is BlockKind.HEADING]
    assert headings[-2:] == ["What needs to improve in this area of social work practice", "Findings"]
    assert not {"2", "3"} & {word for block in reading.blocks for word in (block.label, block.text)}


def test_numbers_of_pages_count_up_a_page_apart() -> None:
    page = ["Words of a line."] * 30
    assert with_page_breaks([*page, "4", *page, "5", *page]) == [*page, "\f", *page, "\f", *page]
    short = ["Words of a line."] * 2  # the last page of a part
    assert with_page_breaks([*page, "4", *short, "5", *page, *page, "6"]) == [*page, "\f", *short, "\f", *page, *page, "\f"]
    foot = "5 to 9 June 2023"
    assert with_page_breaks([*page, f"{foot} 2", *page, f"{foot} 3"]) == [*page, "\f", *page, "\f"]
    for untouched in (
        [*page, "4", *page, "6", *page],  # does not count up
        ["1", "Words.", "2", "Words.", "3", "Words."],  # labels or cells on lines of their own
        ["1", *page[:8], "2", *page[:8], "3", *page[:8]],  # labels of paragraphs
        [*page, "4", *page],  # one alone
        [*page, "4", "\f", *page, "5"],  # the breaks are there
    ):
        assert with_page_breaks(untouched) == untouched


def test_known_words_open_a_unit_only_where_no_sentence_goes_on() -> None:
    wrapped = "The team worked hard on the recommendations that had been made after the first"
    for line in ("Dear Some", "29 March 2019", "Recommendations", "Areas for priority action", "Lead inspector: Ann Other"):
        assert opens_unit(line, wrapped), line
    title = "Inspection of services for children in need of help and protection"
    assert opens_unit(title, "Westshire County Council")
    assert not opens_unit(title, wrapped)
    for line in ("recommendations", "focused visit to Westshire children’s services", "The letter", "Recommendations were made"):
        assert not opens_unit(line, wrapped), line


def test_bare_lines_named_markdown_are_read_as_bare_lines() -> None:
    text = LETTER.replace("{more}", MORE).encode()
    assert read("copy.md", text).blocks == read("copy.txt", text).blocks


def test_lines_that_lost_their_break_at_a_hyphen_do_not_hide_that_the_text_is_wrapped() -> None:
    lines = LETTER.replace("{more}", MORE).split("\n")
    glued = [f"{a} {b}" if i % 9 == 3 and len(a) > 70 and len(b) > 70 else a for i, (a, b) in enumerate(pairwise(lines))]
    assert sum(len(line) > 140 for line in glued) > 2
    reading = read("copy.txt", "\n".join(glued).encode())
    assert len([block for block in reading.blocks if block.text.startswith("Since the last inspection")]) == 1
    assert reading.value(FactName.SCOPE) == "Inspectors looked at the local authority’s arrangements for the front door."


REPORT = """Westshire
Inspection of services for children in need of help and protection, children looked after
and care leavers
and
Review of the effectiveness of the Local Safeguarding Children Board
Inspection date: 6 March 2017 – 30 March 2017
Report published: 13 June 2017
Contents
The local authority 2
What does the local authority need to improve? 2
The experiences and progress of children who need help and protection 3
The Local Safeguarding Children Board (LSCB) 4
What does the LSCB need to improve? 4
Information about this inspection 5
2
What does the local authority need to improve?
Areas for improvement
Leadership
1. Ensure that the officers of the council look at the records of all of the children and
act on what they find there within a week.
Practice
2. Ensure that the plans of the children are written in words that each of the families
will understand and that they are looked at again.
Planning and support for the children
3. Ensure that the beds which are found for the young people are in houses that are safe
and warm at all times of the year.
{more}
3
The experiences and progress of children who need help and protection
4. Most of the children are seen in the time that is set for it by the teams and managers,
and they are helped when they need it most by everybody.
{more}
(Recommendation)
4
5. Records are not always kept as they should be by some of the teams in the north of the
county, and this has gone on for far too long now.
{more}
(Recommendation)
5
6. Plans are not always read by those who should read them, and it is not clear to families
what is to be done by whom in the weeks ahead of them.
{more}
(Recommendation)
6
The Local Safeguarding Children Board (LSCB)
What does the LSCB need to improve?
Areas for improvement
7. Ensure that the partners of the board look at their own records in the same way as they
ask it of others in the county.
7
Ofsted
Manchester
M1 2WD
T: 0300 123 4234
"""


def test_a_report_of_bare_lines_is_read_as_the_printed_one() -> None:
    reading = read("copy.txt", REPORT.replace("{more}", f"{MORE}\n{MORE}").encode())
    listed = [(item.number, item.list.value, item.text.rsplit(" ", 1)[1]) for item in reading.recommendations]
    assert listed == [
        (1, "local-authority", "week."),
        (2, "local-authority", "again."),
        (3, "local-authority", "year."),
        (7, "lscb", "county."),
    ]
    headings = [block.text for block in reading.blocks if block.kind is BlockKind.HEADING]
    assert "Planning and support for the children" in headings
    assert not {"M1 2WD", "T: 0300 123 4234"} & set(headings)
    assert [mark.paragraph for mark in reading.marks] == [4, 5, 6]


def test_a_bare_number_above_a_numbered_paragraph_is_a_pages() -> None:
    reading = read("copy.txt", b"Findings\n\n1. Records are kept.\n\n7\n\n2. Plans are read.\n")
    assert [(block.label, block.text) for block in reading.blocks][1:] == [("1.", "Records are kept."), ("2.", "Plans are read.")]


def test_a_bullet_cut_by_a_page_break_after_a_full_stop_is_one_item() -> None:
    bullets = ["◼ Exclusions are many in the county.", "\f", "However, the board now plans to look at why that is so."]
    text = "\n".join(["Areas for improvement", "", "◼ Plans are late.", *bullets, "◼ Records are thin.", "", "Next steps", ""])
    texts = [block.text for block in read("copy.txt", text.encode()).blocks]
    assert "Exclusions are many in the county. However, the board now plans to look at why that is so." in texts
    apart = read("copy.txt", text.replace("\f", "").encode())  # a blank line alone says nothing
    assert "Exclusions are many in the county." in [block.text for block in apart.blocks]


def test_a_stray_word_above_a_heading_does_not_swallow_it() -> None:
    text = LETTER.replace("that there is for them now.", "that there is for them now. in").replace("{more}", MORE)
    assert len(read("copy.txt", text.encode()).recommendations) == 2


def test_the_last_part_of_two_lines_that_became_one_tells_that_a_paragraph_ended() -> None:
    first = "Leaders of the health board should set targets for the waiting times of children and young people and look at neuro-developmental and mental health assessments."
    lines = [*MORE.split("\n"), first, "Leaders of the council should look at what is done for the children of soldiers in the", "county."]
    texts = [block.text for block in read("copy.txt", "\n".join([*lines, ""]).encode()).blocks]
    assert texts[-1] == "Leaders of the council should look at what is done for the children of soldiers in the county."


AREA = """Area SEND inspection of North
Lincolnshire Local Area Partnership
Inspection dates: 11 to 15 March 2024
Inspection outcome
The partnership is taking action where improvements are needed, and it does so in good time for most of them.
{more}
Areas for improvement
Areas for improvement
Leaders across the partnership should see that plans are written in words that families can use.
Area SEND inspection report: North Lincolnshire, 11 to 15 March 2024
     2
\fLeaders should see that the waiting is shorter.
{more}
Area SEND inspection report: North Lincolnshire, 11 to 15 March 2024
     3
\fInspection team
Ofsted Care Quality Commission
Ann Other, Ofsted HMI Lead inspector Sam One, CQC Lead inspector
Some Body, Ofsted HMI Any Body, CQC inspector
Area SEND inspection report: North Lincolnshire, 11 to 15 March 2024
     4
\f"""


def test_a_joint_report_of_bare_lines_is_read_as_the_printed_one() -> None:
    reading = read("copy.txt", AREA.replace("{more}", MORE).encode())
    authority = reading.fact(FactName.AUTHORITY)
    assert authority and authority.quote.replace("\n", " ") == "North Lincolnshire"
    assert reading.value(FactName.LEAD_INSPECTORS) == "Ann Other"
    assert not any("inspection report:" in block.text for block in reading.blocks)


def test_the_date_of_a_letter_may_come_after_its_title_in_a_copy() -> None:
    moved = LETTER.replace("29 March 2019\n", "").replace("Overview\n", "29 March 2019\nOverview\n")
    assert read("copy.txt", moved.replace("{more}", MORE).encode()).value(FactName.PUBLISHED) == "2019-03-29"


def test_printed_lines_pasted_into_word_are_read_as_bare_lines() -> None:
    text = LETTER.replace("{more}", MORE)
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    assert read("copy.docx", buffer.getvalue()).blocks == read("copy.txt", text.encode()).blocks


def test_a_heading_between_two_numbers_is_no_part_of_the_first() -> None:
    lines = ["Recommendations", "96. Ensure rigour.", "97. Ensure that plans are kept.", "Inspection findings – the board", "98. The board is good."]
    for name, text in (("copy.txt", "\n".join(lines)), ("copy.docx", lines)):
        if isinstance(text, list):
            document, buffer = docx.Document(), io.BytesIO()
            for line in text:
                document.add_paragraph(line)
            document.save(buffer)
        data = text.encode() if isinstance(text, str) else buffer.getvalue()
        assert [block.text for block in read(name, data).blocks if block.label == "97."] == ["Ensure that plans are kept."], name


def _soft(line: str) -> str:
    """Cut every long word with a soft hyphen, as a word processor that hyphenates does."""
    return re.sub(r"[a-z]{8,}", lambda match: f"{match[0][:4]}\u00ad{match[0][4:]}", line)


@pytest.mark.parametrize("name", ["copy.txt", "copy.md"])
def test_soft_hyphens_joiners_and_ligatures_leave_the_words_whole(name: str) -> None:
    plain = LETTER.replace("{more}", MORE)
    odd = _soft(plain).replace("the ", "the\u200b ").replace("fi", "\ufb01").replace("ff", "\ufb00")
    assert odd != plain
    assert read(name, odd.encode()) == read(name, plain.encode())


def test_a_word_cut_at_the_end_of_a_line_is_whole_on_its_first_line() -> None:
    assert decode("The chil\u00ad\n  dren of Westshire\n".encode())[0] == "The children\nof Westshire\n"


def test_soft_hyphens_and_line_breaks_of_word_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(_soft("Focused visit to Westshire local authority children’s services"))
    document.save(str(tmp_path / "letter.docx"))
    reading = read("letter.docx", (tmp_path / "letter.docx").read_bytes())
    assert reading.value(FactName.TITLE) == "Focused visit to Westshire local authority children’s services"


NUMBERED = """Inspection of Westshire local authority children’s services
What needs to improve
◼ The timeliness of the decisions that are made about children whose plans are not
progressing within the time that was agreed:
- in the north of the county
- in the south of the county.
The experiences and progress of children who need help and protection: good
1.

The experiences and progress of children who need help are good.

2.

Early help services make sure that children and their families get the right help at the
right time. Thorough assessments lead to plans with a wide range of interventions.
"""


@pytest.mark.parametrize("name", ["copy.txt", "copy.md"])
def test_a_number_alone_goes_with_its_paragraph_though_that_begins_like_a_heading(name: str) -> None:
    reading = read(name, f"{NUMBERED}{MORE}".encode())
    assert [block.number for block in reading.blocks if block.number] == [1, 2]
    (item,) = reading.recommendations
    assert item.text.endswith("was agreed: in the north of the county in the south of the county.")
