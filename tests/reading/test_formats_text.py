"""Plain text, Markdown and Word: what copies of reports do to them."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.document import Block, BlockKind
from reviewer.domain.errors import UnreadableFileError
from reviewer.reading import decoding, reader
from reviewer.reading.structure import read_blocks

K = BlockKind


def text_blocks(text: str, name: str = "letter.txt") -> tuple[Block, ...]:
    return read_blocks(name, text.encode()).blocks


def shape(blocks: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.label, block.text) for block in blocks]


LETTER = """
Westmere Council
12 Long Street

4 May 2019

Dear Ms Example

Focused visit to Westmere children's services

Inspectors looked at the front door.

What needs to improve

- The quality of information shared by partner agencies. In a small number of cases this was overseen by the

team manager alone.

- The recording of supervision.

Yours sincerely

A N Inspector

DRAFT - not for publication
"""


@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_a_letter_in_text_or_markdown(name):
    blocks = text_blocks(LETTER, name)
    headings = [block.text for block in blocks if block.kind is K.HEADING]
    assert headings == ["Focused visit to Westmere children's services", "What needs to improve"]
    bullets = [block.text for block in blocks if block.kind is K.BULLET]
    assert bullets == [
        "The quality of information shared by partner agencies. In a small number of cases this was overseen by the "
        "team manager alone.",
        "The recording of supervision.",
    ]
    assert blocks[-1].text == "DRAFT - not for publication"
    assert blocks[0].text == "Westmere Council"
    assert [block.page for block in blocks] == [None] * len(blocks)


def test_numbered_paragraphs_with_page_cuts_and_false_numbers():
    text = (
        "Inspection findings\n\n37. Children make good progress, particularly those who are now at key stage\n\n"
        "4. Education advisers visit schools.\n\n38. Plans are monitored.\n\nThis is done each month.\n\n"
        "39. Placement is stable. (Recommendation)\n\n40.\nYoung people are heard.\n\n(Recommendation)\n"
    )
    blocks = text_blocks(text)
    assert [(block.number, block.text) for block in blocks[1:]] == [
        (37, "Children make good progress, particularly those who are now at key stage 4. Education advisers visit schools."),
        (38, "Plans are monitored. This is done each month."),
        (39, "Placement is stable. (Recommendation)"),
        (40, "Young people are heard. (Recommendation)"),
    ]


def test_page_numbers_glued_or_alone_and_running_lines_are_left_out():
    text = "1. Ensure that homeless young people have suitable accommodation. 7\n\n8\n\n2. Ensure that plans are timely.\n"
    assert [block.text for block in text_blocks(text)] == [
        "Ensure that homeless young people have suitable accommodation.",
        "Ensure that plans are timely.",
    ]
    pages = "\f".join(f"Westmere report\n\nText of page {number} stands here.\n\nPage {number} of 4\n" for number in range(1, 5))
    assert all("report" not in block.text and "Page" not in block.text for block in text_blocks(pages)[1:-1])


def test_tab_separated_tables_and_contents():
    blocks = text_blocks("Grades\tof all\n1. Help and protection\tGood\nLeaders\tOutstanding\n\nContents\n\nRecommendations\t7\n")
    cells = [(b.label, b.text, b.table, b.row, b.column) for b in blocks if b.kind is K.CELL]
    assert cells[2:6] == [
        ("1.", "Help and protection", 1, 2, 1), ("", "Good", 1, 2, 2), ("", "Leaders", 1, 3, 1), ("", "Outstanding", 1, 3, 2),
    ]
    assert not any(b.kind is K.HEADING and b.text == "Recommendations" for b in blocks)


@pytest.mark.parametrize("name", ["scraps.txt", "scraps.md"])
def test_scraps_of_html_are_read_as_structure_or_dropped(name):
    text = (
        'Strengths\n<ul style="list-style-type: none"> ▪ A robust culture. ▪ Diverse needs are met.\nAreas for development\n'
        "<ul> ▪ Records are late.\n\n<p>Summary</p> <p>Services are <b>good</b>. <script>alert('x')</script></p>\n\n"
        "See <https://example.org/a>. Costs &amp; grants. <!-- a comment -->\n"
    )
    blocks = text_blocks(text, name)
    assert [block.text for block in blocks if block.kind is K.BULLET] == [
        "A robust culture.", "Diverse needs are met.", "Records are late.",
    ]
    assert [block.text for block in blocks if block.kind is K.HEADING] == ["Strengths", "Areas for development", "Summary"]
    everything = " ".join(block.text for block in blocks)
    assert "<" not in everything and "alert" not in everything and "comment" not in everything
    assert "See https://example.org/a. Costs & grants." in everything


def test_footnotes_go_apart_and_their_marks_out():
    blocks = text_blocks("Board¹\n\n¹ Under section 20 of the Act.\n\nThe area² was reviewed.\n")
    assert shape(blocks) == [
        ("heading", "", "Board"), ("note", "1", "Under section 20 of the Act."), ("paragraph", "", "The area was reviewed."),
    ]


@pytest.mark.parametrize("name", ["marks.txt", "marks.md"])
def test_marks_of_markdown(name):
    text = (
        "# Report\n\n## **Findings**\n\nSome *plain* and **strong** words[^1] with a [link](http://example.org).\n\n"
        "21. First.\n23. Second:\n    - sub\n\n- one\n  - nested\n\n| Name | Grade |\n|---|---|\n| Leaders | Good |\n\n[^1]: The note.\n"
    )
    blocks = text_blocks(text, name)
    assert [(b.text, b.level) for b in blocks if b.kind is K.HEADING] == [("Report", 1), ("Findings", 2)]
    assert "Some plain and strong words with a link." in [b.text for b in blocks]
    assert [b.number for b in blocks if b.number] == [21, 23]
    assert [(b.text, b.level) for b in blocks if b.kind is K.BULLET] == [("sub", 2), ("one", 1), ("nested", 2)]
    assert [b.text for b in blocks if b.kind is K.CELL] == ["Name", "Grade", "Leaders", "Good"]
    assert [b.text for b in blocks if b.kind is K.NOTE] == ["The note."]


def test_text_wrapped_at_a_fixed_width_is_put_together_again():
    lines = ["Inspectors found that the front door is well managed and that", "children receive help without delay, which is a clear gain on"] * 6
    blocks = text_blocks("\n".join([*lines, "the year before."]) + "\n\nNext paragraph of the text.\n")
    assert len(blocks) == 2
    assert blocks[0].text.endswith("a clear gain on the year before.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_recognised(encoding):
    data = "The council’s plan – “good”.\n\nMore text stands here.\n".encode(encoding)
    reading = read_blocks("a.txt", data)
    assert reading.blocks[0].text == "The council’s plan – “good”."
    assert reading.warnings == ()


def test_windows_1252_is_read_and_said():
    reading = read_blocks("a.txt", "The council’s plan – “good”.".encode("cp1252"))
    assert reading.blocks[0].text == "The council’s plan – “good”."
    assert "Windows-1252" in reading.warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"\n\n  \n", "empty"),
        ("a.pdf", b"<!DOCTYPE html><html><body>Report not found</body></html>", "web page"),
        ("a.md", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"PK\x03\x04" + b"\0" * 100, "damaged"),
        ("a.pdf", b"Just text.", "named as a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office file"),
        ("a.docx", b"{\\rtf1 hello}", "Rich Text"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        ("a.txt", b"<!-- nothing -->", "no text"),
    ],
)
def test_bad_files_are_refused_with_their_true_reason(name, data, reason):
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        read_blocks(name, data)
    assert "Nothing was imported" in str(caught.value)


def test_too_much_text_is_refused_by_a_stated_limit(monkeypatch):
    monkeypatch.setattr(decoding, "MOST_TEXT", 1_000_000)
    with pytest.raises(UnreadableFileError, match="up to 1 MB"):
        read_blocks("a.txt", b"word " * 300_000)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_offsets_hold(text):
    for name in ("a.txt", "a.md"):
        try:
            blocks = read_blocks(name, text.encode("utf-8", "surrogatepass")).blocks
        except UnreadableFileError:
            continue
        canonical = "\n".join(block.text for block in blocks)
        assert [canonical[block.start : block.end] for block in blocks] == [block.text for block in blocks]
        assert all(block.text and "\n" not in block.text for block in blocks)


@given(st.lists(st.sampled_from(["1. One thing.", "- a bullet", "Heading", "", "**Bold**", "a\tb", "| a | b |", "<p>x</p>", "> quoted", "12", "\f"]), max_size=30))
def test_any_order_of_lines_is_read(lines):
    text = "\n".join([*lines, "The end."])
    for name in ("a.txt", "a.md"):
        assert "The end." in read_blocks(name, text.encode()).blocks[-1].text


def word(build) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_body_in_order_with_lists_tables_and_marking():
    def build(document):
        document.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
        document.add_heading("Report", 1)
        document.add_paragraph("A short line that is no heading")
        document.add_paragraph("one", style="List Bullet")
        document.add_paragraph("two", style="List Bullet 2")
        document.add_paragraph("First", style="List Number")
        document.add_paragraph("Second", style="List Number")
        document.add_paragraph().add_run("Findings").bold = True
        document.add_paragraph("21. Typed number.")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["Help", "Good", "Board", "Inadequate"], strict=True):
            cell.text = text
        document.add_paragraph("The end.")

    reading = read_blocks("draft.docx", word(build))
    assert [(b.kind, b.label, b.level, b.text) for b in reading.blocks] == [
        (K.HEADING, "", 1, "Report"),
        (K.PARAGRAPH, "", 0, "A short line that is no heading"),
        (K.BULLET, "•", 1, "one"),
        (K.BULLET, "•", 2, "two"),
        (K.PARAGRAPH, "1.", 0, "First"),
        (K.PARAGRAPH, "2.", 0, "Second"),
        (K.HEADING, "", 2, "Findings"),
        (K.PARAGRAPH, "21.", 0, "Typed number."),
        (K.CELL, "", 0, "Help"),
        (K.CELL, "", 0, "Good"),
        (K.CELL, "", 0, "Board"),
        (K.CELL, "", 0, "Inadequate"),
        (K.PARAGRAPH, "", 0, "The end."),
    ]
    assert [b.number for b in reading.blocks if b.number] == [1, 2, 21]
    assert reading.furniture == ("OFFICIAL-SENSITIVE",)
    assert reading.format == "word"


def test_word_leaves_deleted_text_out_and_keeps_inserted_text():
    def build(document):
        paragraph = document.add_paragraph("Kept ")._p
        for tag, name, text in (("w:ins", "w:t", "inserted"), ("w:del", "w:delText", "deleted")):
            change, run, node = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(name)
            node.text = text
            run.append(node)
            change.append(run)
            change.set(qn("w:id"), "1")
            paragraph.append(change)

    assert [block.text for block in read_blocks("a.docx", word(build)).blocks] == ["Kept inserted"]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def test_zip_bombs_other_archives_and_cut_word_files_are_refused():
    with pytest.raises(UnreadableFileError, match="zip archive"):
        read_blocks("a.docx", zipped({"notes.txt": b"hello"}))
    with pytest.raises(UnreadableFileError, match="would unpack to"):
        read_blocks("a.docx", zipped({"word/document.xml": b"\0" * 20_000_000}))
    whole = word(lambda document: document.add_paragraph("Text."))
    for end in range(30, len(whole), 3001):
        with pytest.raises(UnreadableFileError, match="damaged"):
            read_blocks("a.docx", whole[:end])
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_blocks("a.docx", zipped({"word/document.xml": b"<w:document", "[Content_Types].xml": b"<Types/>"}))


def test_headings_and_bullets_in_wrapped_text_without_blank_lines():
    prose = ["Inspectors found that the front door is well managed and that", "children receive help without delay, which is a clear gain on"] * 5
    lines = [
        *prose, "the year before.", "What needs to improve", "• The quality of information that is shared by partner agencies",
        "at strategy discussions and the recording of it in the files.", "Findings", *prose, "what was seen then.",
    ]
    blocks = text_blocks("\n".join(lines) + "\n")
    assert [block.text for block in blocks if block.kind is K.HEADING] == ["What needs to improve", "Findings"]
    assert [block.text[-30:] for block in blocks if block.kind is K.BULLET] == ["the recording of it in the files."[-30:]]


@pytest.mark.parametrize("inner", ["   o ", "– ", "  - ", "o "])
@pytest.mark.parametrize("name", ["copy.md", "copy.txt"])
def test_a_nested_bullet_is_part_of_its_item_on_a_line_of_its_own(name: str, inner: str) -> None:
    text = (
        "Inspection of Derby local authority children’s services\n\nInspection dates: 4 to 8 March 2024\n\n"
        "## What needs to improve?\n\n"
        f"• The quality of plans, including:\n{inner}for care leavers;\n{inner}for disabled children.\n• Supervision.\n"
        "\n## Main findings\n\n1. Text.\n"
    )
    made = reader.read(name, text.encode())
    assert [item.text for item in made.recommendations] == [
        "The quality of plans, including: for care leavers; for disabled children.",
        "Supervision.",
    ]
    assert made.recommendations[0].span.of(made.text).count("\n") == 2
    assert [block.level for block in made.blocks if block.kind is BlockKind.BULLET] == [1, 2, 2, 1]


@pytest.mark.parametrize("name", ["copy.md", "copy.txt"])
def test_a_thousand_blank_lines_are_only_blank_lines(name: str) -> None:
    """Were they gone through over and over again, the file would take minutes and the test run would stop here."""
    text = "12 May 2024\n" + "\n" * 20_000 + "The end." + " " * 20_000 + "\n" + "|" * 2_000
    assert [block.text for block in read_blocks(name, text.encode()).blocks][:2] == ["12 May 2024", "The end."]
