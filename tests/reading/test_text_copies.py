"""Bare lines copied out of printed pages: no blank lines, numbers of pages in between."""

from __future__ import annotations

from reviewer.domain.document import BlockKind, FactName
from reviewer.reading.copies import opens_unit, with_page_breaks
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
