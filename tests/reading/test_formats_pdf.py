"""PDF files made here, each with one thing that real ones get wrong."""

from __future__ import annotations

import pdfplumber
import pytest

from reviewer.domain.document import Block, BlockKind
from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.formats import pdf
from reviewer.reading.structure import read_blocks

K = BlockKind


def shape(blocks: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.label, block.text) for block in blocks]


def read(maker) -> tuple[Block, ...]:
    return read_blocks("report.pdf", maker.bytes()).blocks


def test_tags_tell_headings_paragraphs_bullets_notes_and_furniture(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(500, 30, "Running head")
    made.text(72, 80, "Findings", made.root.add("H2"), size=14, bold=True)
    paragraph = made.root.add("P")
    made.paragraph(72, 110, ["Children are well supported by social workers who see", "them often."], paragraph)
    item = made.root.add("L").add("LI")
    made.text(72, 160, "•", item.add("Lbl"))
    made.text(90, 160, "A bullet.", item.add("LBody"))
    note = made.root.add("Note")
    made.text(72, 700, "1", note, size=6)
    made.text(78, 704, "A footnote.", note, size=9)
    made.text(500, 800, "7", size=20)
    reading = read_blocks("report.pdf", made.bytes())
    assert shape(reading.blocks) == [
        ("heading", "", "Findings"),
        ("paragraph", "", "Children are well supported by social workers who see them often."),
        ("bullet", "•", "A bullet."),
        ("note", "1", "A footnote."),
    ]
    assert [block.section for block in reading.blocks] == ["", "Findings", "Findings", "Findings"]
    assert reading.page_count == 1
    assert "Running head" in reading.furniture[0]


def test_offsets_are_those_of_the_canonical_text(pdf_maker):
    made = pdf_maker()
    made.page()
    for index in range(3):
        made.text(72, 100 + 30 * index, f"Paragraph number {index}.", made.root.add("P"))
    blocks = read(made)
    text = "\n".join(block.text for block in blocks)
    assert [text[block.start : block.end] for block in blocks] == [block.text for block in blocks]


@pytest.mark.parametrize("same_element", [True, False])
def test_a_paragraph_over_a_page_break_is_one_block_with_two_runs(pdf_maker, same_element):
    made = pdf_maker()
    first = made.root.add("P")
    made.page()
    made.paragraph(72, 700, ["Leaders know their services well and have a clear understanding of the strengths of their"], first)
    made.text(500, 800, "1")
    second = first if same_element else made.root.add("P")
    made.page()
    made.paragraph(72, 80, ["workforce and of what must improve."], second)
    (block,) = read(made)
    assert block.text.endswith("the strengths of their workforce and of what must improve.")
    assert [run.page for run in block.runs] == [1, 2]
    assert block.text[block.runs[1].start - block.start :].startswith("workforce")


def test_a_line_of_names_at_the_foot_of_a_page_ends_there(pdf_maker):
    made = pdf_maker()
    made.page()
    names = "Team inspectors: the first inspector, the second inspector, the third inspector, the fourth of Thornmere"
    made.paragraph(72, 700, [names], made.root.add("P"), size=8)
    made.page()
    made.paragraph(72, 80, ["Any complaints about the inspection should be made in writing."], made.root.add("P"), size=8)
    made.paragraph(72, 100, ["In the last year: leaders have improved the work of the whole service and that of the new"], made.root.add("P"), size=8)
    made.page()
    made.paragraph(72, 80, ["Thornmere family hubs, with a clear plan"], made.root.add("P"), size=8)
    first, complaint, year = read(made)
    assert first.text == names and complaint.text.startswith("Any complaints")
    assert year.text.endswith("of the new Thornmere family hubs, with a clear plan")


def test_a_numbered_paragraph_goes_on_over_the_page_even_after_a_full_stop(pdf_maker):
    made = pdf_maker()
    item = made.root.add("L").add("LI").add("LBody")
    made.page()
    made.text(72, 700, "21. ", item)
    made.text(100, 700, "Young people who present as homeless are", item)
    made.text(100, 715, "promptly assessed.", item)
    made.page()
    made.text(100, 80, "This was not always so.", made.root.add("L").add("LI").add("LBody"))
    following = made.root.add("L").add("LI").add("LBody")
    made.text(72, 110, "22. ", following)
    made.text(100, 110, "Much has been done.", following)
    blocks = read(made)
    assert [(block.number, block.label) for block in blocks] == [(21, "21."), (22, "22.")]
    assert blocks[0].text == "Young people who present as homeless are promptly assessed. This was not always so."


def test_footnotes_do_not_stand_in_the_middle_of_a_paragraph(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(72, 700, "The partnership has a strong and shared commitment to working in a way", made.root.add("P"))
    note = made.root.add("Note")
    made.text(72, 760, "2", note, size=6)
    made.text(78, 764, "Under section 20 of the Act.", note, size=9)
    made.page()
    made.text(72, 80, "that keeps children in mind.", made.root.add("P"))
    assert [block.kind for block in read(made)] == [K.PARAGRAPH, K.NOTE]


def test_footnote_marks_stay_out_of_the_text(pdf_maker):
    made = pdf_maker()
    made.page()
    heading = made.root.add("H1")
    made.text(72, 80, "Safeguarding Board", heading, size=14, bold=True)
    made.text(215, 75, "1", heading, size=8, bold=True)
    paragraph = made.root.add("P")
    made.text(72, 110, "Changes were made.", paragraph)
    made.text(180, 105, "2", paragraph, size=8)
    made.text(188, 110, "A draft followed.", paragraph)
    assert [block.text for block in read(made)] == ["Safeguarding Board", "Changes were made. A draft followed."]


def test_line_end_hyphens_are_kept_and_joined_without_a_space(pdf_maker):
    made = pdf_maker()
    made.page()
    made.paragraph(72, 80, ["They value multi-", "agency work and short-", "and long-term plans."], made.root.add("P"))
    assert read(made)[0].text == "They value multi-agency work and short- and long-term plans."


def test_a_wrapped_line_that_begins_with_a_number_is_no_paragraph_number(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    for index, number in enumerate(("37.", "38.")):
        made.text(72, 80 + 60 * index, number)
        made.text(100, 80 + 60 * index, "Children make good progress, particularly at the end of key stage")
        made.text(100, 94.4 + 60 * index, "4. Education advisers visit schools.")
    blocks = read(made)
    assert [block.number for block in blocks] == [37, 38]
    assert blocks[0].text.endswith("key stage 4. Education advisers visit schools.")


def test_a_false_number_at_the_top_of_a_page_is_running_text(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(72, 760, "Attainment of children looked after is improving, most of all at the end of key stage", made.root.add("P"))
    made.page()
    made.text(72, 80, "4. Education advisers visit schools often.", made.root.add("P"))
    (block,) = read(made)
    assert block.number is None
    assert "key stage 4. Education advisers" in block.text


def test_dates_are_no_labels(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(72, 80, "29 March 2019", made.root.add("P"))
    made.text(72, 110, "18 to 22 November 2024", made.root.add("P"))
    assert shape(read(made)) == [("paragraph", "", "29 March 2019"), ("paragraph", "", "18 to 22 November 2024")]


def test_bullets_further_in_are_of_the_second_level(pdf_maker):
    made = pdf_maker()
    made.page()
    for y, x, glyph, text in ((80, 72, "•", "Parent:"), (100, 100, "–", "child"), (120, 72, "•", "Next.")):
        item = made.root.add("L").add("LI").add("LBody")
        made.text(x, y, f"{glyph} ", item)
        made.text(x + 18, y, text, item)
    assert [(block.kind, block.level) for block in read(made)] == [(K.BULLET, 1), (K.BULLET, 2), (K.BULLET, 1)]


def test_cells_of_a_table_and_text_in_a_box_of_one_column(pdf_maker):
    made = pdf_maker()
    made.page()
    table = made.root.add("Table")
    for y, name, grade in ((80, "1. Help and protection", "Good"), (100, "2.1 Adoption", "Outstanding")):
        row = table.add("TR")
        made.text(72, y, name, row.add("TD").add("P"))
        made.text(300, y, grade, row.add("TD").add("P"))
    box = made.root.add("Table").add("TR").add("TD")
    made.text(72, 200, "Text in a frame.", box.add("P"))
    blocks = read(made)
    assert [(b.kind, b.label, b.text, b.table, b.row, b.column) for b in blocks] == [
        (K.CELL, "1.", "Help and protection", 1, 1, 1),
        (K.CELL, "", "Good", 1, 1, 2),
        (K.CELL, "2.1", "Adoption", 1, 2, 1),
        (K.CELL, "", "Outstanding", 1, 2, 2),
        (K.PARAGRAPH, "", "Text in a frame.", None, None, None),
    ]
    assert all(block.number is None for block in blocks)


def test_bold_lines_are_headings_where_the_file_tags_none_but_not_under_the_signature(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(72, 80, "Findings", made.root.add("P"), bold=True)
    made.text(72, 110, "Some findings are set out here, in a sentence.", made.root.add("P"))
    made.text(72, 140, "Yours sincerely", made.root.add("P"))
    made.text(72, 170, "His Majesty's Inspector", made.root.add("P"), bold=True)
    assert [block.kind for block in read(made)] == [K.HEADING, K.PARAGRAPH, K.PARAGRAPH, K.PARAGRAPH]


def test_lines_of_contents_are_no_headings(pdf_maker):
    made = pdf_maker()
    made.page()
    contents = made.root.add("TOC")
    made.text(72, 80, "Contents", contents.add("TOCI"), size=20)
    line = contents.add("TOCI")
    made.text(72, 120, "Recommendations ", line, size=16, bold=True)
    made.text(500, 120, "7", line, size=16, bold=True)
    assert shape(read(made)) == [("heading", "", "Contents"), ("paragraph", "", "Recommendations 7")]


def test_a_mark_alone_on_a_line_belongs_to_the_paragraph_before(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(72, 80, "Not all assessments are timely.", made.root.add("P"))
    made.text(72, 110, "(Recommendation)", made.root.add("P"))
    assert [block.text for block in read(made)] == ["Not all assessments are timely. (Recommendation)"]


def untagged_report(pdf_maker):
    made = pdf_maker(tagged=False)
    for number in range(1, 4):
        made.page()
        made.text(72, 40, "Inspection of Westmere children’s services", size=10)
        made.text(72, 90, f"Section {number}", size=16, bold=True)
        made.paragraph(72, 120, ["Children who need help receive it at once and social workers are able to", "see them alone."])
        made.text(72, 170, "•")
        made.paragraph(90, 170, ["The quality of plans for children who have been looked after for a year or", "longer."])
        made.text(500, 810, str(number), size=20)
    return made


def test_pages_without_tags_are_laid_out_by_geometry(pdf_maker):
    reading = read_blocks("report.pdf", untagged_report(pdf_maker).bytes())
    assert [(b.kind, b.page, b.text) for b in reading.blocks if b.page == 2] == [
        (K.HEADING, 2, "Section 2"),
        (K.PARAGRAPH, 2, "Children who need help receive it at once and social workers are able to see them alone."),
        (K.BULLET, 2, "The quality of plans for children who have been looked after for a year or longer."),
    ]
    assert len(reading.blocks) == 9
    assert "Inspection of Westmere children’s services" in reading.furniture


def test_an_empty_page_tree_a_damaged_and_a_locked_file_say_what_they_are(pdf_maker):
    with pytest.raises(UnreadableFileError, match="no pages"):
        read(pdf_maker())
    whole = untagged_report(pdf_maker).bytes()
    with pytest.raises(UnreadableFileError, match="damaged or was cut short"):
        read_blocks("report.pdf", whole[:60])
    locked = untagged_report(pdf_maker)
    locked.encrypted = True
    with pytest.raises(UnreadableFileError, match="password"):
        read(locked)


def test_the_reason_does_not_depend_on_the_file_before(pdf_maker):
    whole = untagged_report(pdf_maker).bytes()
    locked = untagged_report(pdf_maker)
    locked.encrypted = True
    reasons = {"damaged or was cut short": whole[:60], "password": locked.bytes(), "no pages": pdf_maker().bytes()}
    for reason in ("no pages", "password", "no pages", "damaged or was cut short", "no pages", "password"):
        with pytest.raises(UnreadableFileError, match=reason):
            read_blocks("report.pdf", reasons[reason])


def test_a_scan_is_readable_and_says_that_it_holds_no_text(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.line(10, 10, 500, 500)
    reading = read_blocks("scan.pdf", made.bytes())
    assert reading.blocks == ()
    assert reading.page_count == 1
    assert "no text" in reading.warnings[0]


def test_a_file_of_too_many_pages_is_refused_by_a_stated_limit(pdf_maker, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(UnreadableFileError, match="3 pages; Reviewer reads up to 2"):
        read(untagged_report(pdf_maker))


def test_a_thousand_pages_are_read(pdf_maker):
    made = pdf_maker(tagged=False)
    for number in range(1000):
        made.page()
        made.text(72, 300, f"Paragraph of page {number}.")
    assert read_blocks("long.pdf", made.bytes()).blocks[-1].runs[0].page == 1000


def test_every_cut_of_a_file_is_read_or_refused_with_a_sentence(pdf_maker):
    whole = untagged_report(pdf_maker).bytes()
    for end in range(0, len(whole), 97):
        try:
            read_blocks("cut.pdf", whole[:end])
        except UnreadableFileError as error:
            assert str(error).endswith(".")


def test_ruled_tables_on_pages_without_tags_are_cells(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.text(72, 60, "Inspection of Westmere", size=26)
    rows = [("Judgement", "Grade"), ("Help and protection", "Requires improvement"), ("Leaders", "Good")]
    for index, (name, grade) in enumerate(rows):
        made.text(76, 120 + 30 * index, name)
        made.text(306, 120 + 30 * index, grade)
    for index in range(4):
        made.line(72, 105 + 30 * index, 520, 105 + 30 * index)
    for x in (72, 300, 520):
        made.line(x, 105, x, 195)
    made.text(72, 230, "Services are good in this place.")
    blocks = read(made)
    assert [(b.text, b.row, b.column) for b in blocks if b.kind is K.CELL] == [
        (text, row, column) for row, cells in enumerate(rows, 1) for column, text in enumerate(cells, 1)
    ]
    assert blocks[-1].kind is K.PARAGRAPH


def test_a_file_that_pdfplumber_cannot_read_is_laid_out_by_its_geometry(pdf_maker, monkeypatch):
    made = pdf_maker(tagged=False)
    for _ in range(2):
        made.page()
        for y in (105, 135):
            made.line(72, y, 520, y)
        for x in (72, 300, 520):
            made.line(x, 105, x, 135)
        made.text(76, 120, "Leaders")
        made.text(306, 120, "Good")
    whole = made.bytes()
    assert [block.kind for block in read_blocks("a.pdf", whole).blocks] == [K.CELL] * 4
    damaged = whole.replace(b"/Catalog", b"/Cotolag")
    asked = []
    monkeypatch.setattr(pdfplumber, "open", lambda file, real=pdfplumber.open: asked.append(1) or real(file))
    assert "Leaders" in read_blocks("a.pdf", damaged).blocks[0].text
    assert asked == [1]  # not once more for the second page
    monkeypatch.setattr(pdfplumber.page.Page, "find_tables", lambda page: {}[page.page_number])
    assert "Leaders" in read_blocks("a.pdf", whole).blocks[0].text


def test_the_words_of_running_heads_are_kept_apart_in_the_furniture(pdf_maker):
    made = pdf_maker()
    made.page()
    made.text(72, 30, "OFFICIAL")
    made.text(72, 820, "1")
    made.text(72, 90, "Some text.", made.root.add("P"))
    assert read_blocks("a.pdf", made.bytes()).furniture == ("OFFICIAL 1",)


def test_turned_pages_read_the_same(pdf_maker):
    for turn in (0, 90, 180, 270):
        made = pdf_maker()
        made.rotate = turn
        made.page()
        made.paragraph(72, 80, ["One paragraph of two lines that are as long as", "they need be."], made.root.add("P"))
        assert [block.text for block in read(made)] == ["One paragraph of two lines that are as long as they need be."]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_lose_no_end_of_a_line(pdf_maker, turn):
    made = pdf_maker(tagged=False)
    made.rotate = turn
    made.page()
    made.text(72, 80, "3.")
    made.text(100, 80, "Ensure that arrangements are in place")
    made.text(100, 94, "of 16")  # 26.7 points wide: what follows is the same piece
    made.text(126.7, 94, "- and 17-year-olds.")
    (block,) = read(made)
    assert block.text == "Ensure that arrangements are in place of 16- and 17-year-olds."


def test_invisible_text_counts_on_a_scan_alone(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.pages[-1].append("3 Tr")
    made.text(72, 80, "Words that were recognised on a scan.")
    made.pages[-1].append("0 Tr")
    made.text(72, 800, "Copy 7", size=8)
    made.page()
    made.text(72, 80, "Children are well supported by their social workers.")
    made.pages[-1].append("3 Tr")
    made.text(72, 110, "in")
    made.pages[-1].append("0 Tr")
    texts = [block.text for block in read(made)]
    assert "Words that were recognised on a scan." in texts
    assert texts[-1] == "Children are well supported by their social workers."


def test_tags_that_name_no_block_are_as_good_as_none(pdf_maker):
    made = pdf_maker()
    made.page()
    section = made.root.add("Sect")
    made.text(72, 80, "Findings", section, size=16, bold=True)
    made.paragraph(72, 110, ["A paragraph of two lines which has no tag of its own, as some makers of files", "leave it."], section)
    assert [(block.kind, block.text) for block in read(made)] == [
        (K.HEADING, "Findings"),
        (K.PARAGRAPH, "A paragraph of two lines which has no tag of its own, as some makers of files leave it."),
    ]


def test_items_whose_marks_are_drawn_keep_their_numbers_and_do_not_run_into_one_another(pdf_maker):
    made = pdf_maker()
    bullets = made.root.add("L")
    words = ["41 per cent live in the county.", "322 children have a plan", "staff who stay", "Leaders know", "children of all ages."]
    for index, text in enumerate(words):
        if index % 4 == 0:
            made.page()
        made.text(90, 80 + 15 * (index % 4), text, bullets.add("LI").add("LBody"))
    assert shape(read(made)) == [("bullet", "", text) for text in words]
