"""PDF files without tags, or with wrong ones, made here: each has one thing that real ones get wrong."""

from __future__ import annotations

import pytest

from reviewer.domain.document import Block, BlockKind
from reviewer.reading.pieces import Part, Piece
from reviewer.reading.structure import read_blocks

K = BlockKind
FULL = "Children who need help receive it at once and social workers are able to see them"  # as wide as the page's text


def read(maker) -> tuple[Block, ...]:
    return read_blocks("report.pdf", maker.bytes()).blocks


def words(made, x: float, y: float, text: str) -> None:
    """Draw a text word by word, as some programs do, with no spaces in it."""
    for word in text.split():
        made.text(x, y, word)
        x += 6.2 * len(word) + 4


def numbered(made, y: float, label: str, lines: list[str], *, size: float = 12) -> None:
    made.text(72, y, label, size=size)
    made.paragraph(100, y, lines, size=size)


@pytest.mark.parametrize("mark", [",", "’s"])
def test_what_a_wrong_tag_tears_out_of_a_line_goes_back(pdf_maker, mark):
    made = pdf_maker()
    made.page()
    listed = made.root.add("L")
    first, second = listed.add("LI"), listed.add("LI")
    made.text(72, 80, "•", first.add("LBody"))
    made.text(90, 80, "The quality of plans.", first.kids[0])
    made.text(72, 100, "•", second.add("LBody"))
    made.text(90, 100, "The response to children", second.kids[0])
    made.text(222, 100, mark, first.add("Lbl"))
    made.text(236, 100, "young people and carers.", second.kids[0])
    assert [block.text for block in read(made)] == [
        "The quality of plans.",
        f"The response to children{mark} young people and carers.",
    ]


def test_a_short_cell_between_two_pieces_of_another_stays_a_cell(pdf_maker):
    made = pdf_maker()
    made.page()
    row = made.root.add("Table").add("TR")
    name, grade = row.add("TD"), row.add("TD")
    made.text(72, 80, "Overall", name)
    made.text(150, 80, "Good", grade)
    made.text(230, 80, "effectiveness", name)
    assert [(block.kind, block.text) for block in read(made)] == [(K.CELL, "Overall effectiveness"), (K.CELL, "Good")]


def test_numbering_goes_on_after_footnotes_whose_mark_is_nearly_as_large_as_their_text(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    numbered(made, 40, "13.", [FULL, FULL, FULL, "alone."])
    numbered(made, 120, "14.", ["Management oversight is not yet", "good enough."])
    for index in range(2):
        y = 700 + 36 * index
        made.text(72, y - 5.5, str(3 + index), size=8)
        made.text(78, y, f"Report number {index} on the services of a council and of its partners, written by three people who had been asked for", size=9)
        made.text(72, y + 12, "it by its leaders.", size=9)
    made.page()
    numbered(made, 80, "15.", ["Leaders know what must be done."])
    blocks = read(made)
    assert [(block.kind, block.label) for block in blocks] == [
        (K.PARAGRAPH, "13."), (K.PARAGRAPH, "14."), (K.NOTE, "3"), (K.NOTE, "4"), (K.PARAGRAPH, "15."),
    ]  # fmt: skip
    assert [block.number for block in blocks if block.kind is K.PARAGRAPH] == [13, 14, 15]
    assert blocks[2].text.endswith("had been asked for it by its leaders.")


def test_a_single_number_out_of_sequence_does_not_end_the_run(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.text(72, 80, "1. Children are safe.")
    made.text(72, 120, "2. Children are seen.")
    numbered(made, 160, "9", ["Under the Act of 1989."])
    made.text(72, 200, "3. Children are heard.")
    made.text(72, 240, "4. Children are helped.")
    assert [block.number for block in read(made)] == [1, 2, 9, 3, 4]


def test_the_lines_of_a_cover_are_not_run_together(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.text(72, 80, "Inspection dates: 12 September 2016 to 6 October 2016")
    made.text(72, 94.4, "Report published: 25 November 2016")
    assert [block.text for block in read(made)] == [
        "Inspection dates: 12 September 2016 to 6 October 2016",
        "Report published: 25 November 2016",
    ]


def test_a_plain_sub_heading_is_no_part_of_the_item_above(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    numbered(made, 60, "20.", [FULL, FULL, FULL, "alone."])
    numbered(made, 120, "21.", ["Ensure that the focus on improvement in the service is always kept up by leaders."])
    made.text(72, 140.5, "Leadership, management and governance")
    numbered(made, 167, "22.", ["Take steps to ensure that supervision is regular."])
    assert [block.text for block in read(made)][1:] == [
        "Ensure that the focus on improvement in the service is always kept up by leaders.",
        "Leadership, management and governance",
        "Take steps to ensure that supervision is regular.",
    ]


def test_words_drawn_one_by_one_keep_their_spaces_in_text_and_in_cells(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    for y in (100, 120, 140):
        made.line(70, y, 500, y)
    for x in (70, 350, 500):
        made.line(x, 100, x, 140)
    words(made, 76, 114, "Adoption performance is, on the whole,")
    words(made, 356, 114, "Requires improvement")
    words(made, 76, 134, "Care leavers")
    words(made, 356, 134, "Good")
    words(made, 72, 200, "Children (and carers) are well supported.")
    assert [block.text for block in read(made)] == [
        "Adoption performance is, on the whole,", "Requires improvement", "Care leavers", "Good",
        "Children (and carers) are well supported.",
    ]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "together"), [
    ("2015–", "16", "2015–16"), ("schools", ", all", "schools, all"), ("of", "homes", "of homes"), ("is", "(mostly)", "is (mostly)"),
])  # fmt: skip
def test_a_gap_is_a_space_between_words_alone(before, after, together):
    part = Part("key")
    for text, left, right in ((before, 72, 100), (after, 103.5, 140)):
        part.add(Piece(text, -1, False, 12, False, left, 70, right, 82, 80), 1)
    assert part.text == together


def test_a_heading_that_the_file_cuts_in_two_is_one(pdf_maker):
    made = pdf_maker()
    made.page()
    for y, line in ((80, "The experiences and progress of children who need"), (97, "help and protection: good"), (140, "What needs to"), (157, "improve?")):
        made.text(72, y, line, made.root.add("H2"), size=14, bold=True)
    made.text(72, 190, "Leaders", made.root.add("H2"), size=14, bold=True)
    made.text(72, 230, "and what they do", made.root.add("H2"), size=14, bold=True)
    made.paragraph(72, 300, [FULL, FULL, FULL], made.root.add("P"))
    assert [block.text for block in read(made)][:4] == [
        "The experiences and progress of children who need help and protection: good", "What needs to improve?", "Leaders", "and what they do",
    ]  # fmt: skip


def test_the_and_between_two_titles_stands_for_itself(pdf_maker):
    made = pdf_maker()
    made.page()
    for index, line in enumerate(("Inspection of services for care leavers", "and", "Review of the board")):
        made.text(72, 80 + 17 * index, line, made.root.add("H1"), size=14, bold=True)
    assert [block.text for block in read(made)] == ["Inspection of services for care leavers", "and", "Review of the board"]
