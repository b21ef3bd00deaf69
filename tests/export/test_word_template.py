"""A council's own Word template is filled wherever its placeholders stand, and keeps its own look."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer import paths
from reviewer.domain.checklist import Checklist, Marking
from reviewer.domain.errors import UserError
from reviewer.domain.review import Matrix
from reviewer.export import table
from reviewer.export.word_fill import fill_template, inline_words
from reviewer.export.word_places import folded_name, places, put
from reviewer.export.word_rows import ROWS
from reviewer.export.word_sample import sample_template
from reviewer.export.word_template import BLOCKS, INLINE, KNOWN, read_template

Build = Callable[..., Checklist]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(document: Any, checklist: Checklist) -> tuple[Any, tuple[str, ...]]:
    data, notes = fill_template(read_template(saved(document), "Council.docx"), checklist)
    return docx.Document(io.BytesIO(data)), notes


def whole_text(document: Any) -> str:
    parts = [document.element.body, *(part.element for s in document.sections for part in (s.header.part, s.footer.part))]
    return "\n".join("".join(t.text or "" for t in part.iter("{*}t")) for part in parts)


@settings(deadline=None)
@given(st.lists(st.integers(1, 30), max_size=6), st.sampled_from(["{{title}}", "{{ Title }}", "{{TITLE}}"]))
def test_a_placeholder_is_found_however_its_letters_are_split_over_runs(cuts: list[int], written: str) -> None:
    text = f"For the board: {written}, as read."
    paragraph = docx.Document().add_paragraph()
    at = 0
    for cut in sorted({*cuts, len(text)}):
        paragraph.add_run(text[at:cut])
        at = cut
    (place,) = places(paragraph._p)
    put(paragraph._p, place, "Follow-up\nof 2017")
    assert paragraph.text == "For the board: Follow-up\nof 2017, as read."


@pytest.mark.parametrize("written", ["sign-off", "Sign off", "sign_off", "SIGN–OFF", "sign\N{NON-BREAKING HYPHEN}off"])
def test_spelling_variants_mean_the_same(written: str) -> None:
    assert folded_name(written) == "sign-off"


def test_body_cell_header_and_footer_are_filled_in_the_look_they_have(checklist: Checklist) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Georgia", Pt(11)
    run = document.add_heading(level=1).add_run("{{ti")
    run.bold = True
    document.paragraphs[0].add_run("tle}}")
    document.add_table(1, 2).cell(0, 1).text = "{{recommendations}} made, {{open}} open"
    document.add_paragraph("{{summary}}", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "Letterhead {{authority}}"
    document.sections[0].footer.paragraphs[0].text = "{{date}}"
    result, _ = filled(document, checklist)
    heading = result.paragraphs[0]
    assert (heading.text, heading.style.name, heading.runs[0].bold) == (checklist.title, "Heading 1", True)
    assert result.tables[0].cell(0, 1).text == "5 made, 2 open"
    bullets = [p for p in result.paragraphs if p.style.name == "List Bullet"]
    assert bullets[0].text.startswith("5 recommendations were made in Inspection 2017")
    assert len(bullets) > 4
    assert result.sections[0].header.paragraphs[0].text == "Letterhead Wealdmere"
    assert result.sections[0].footer.paragraphs[0].text == "21 November 2026"
    assert result.styles["Normal"].font.name == "Georgia"
    assert "{{" not in whole_text(result)


def test_every_placeholder_can_be_filled(checklist: Checklist) -> None:
    assert inline_words(checklist).keys() == INLINE.keys()
    document = docx.Document()
    for name in (name for name in KNOWN if name not in ROWS):
        document.add_paragraph(f"{{{{{name}}}}}")
    cells = document.add_table(1, 1).cell(0, 0)
    cells.text = " | ".join(f"{{{{{name}}}}}" for name in ROWS)
    result, notes = filled(document, checklist)
    assert notes == ()
    assert "{{" not in whole_text(result)
    heads = [grid.cell(0, 0).text for grid in result.tables]
    assert [head for head in heads if head in ("Ref", "Document", "Role")] == ["Ref", "Document", "Role"]
    assert len(result.inline_shapes) >= 3
    words = [p._p.xpath("string(.//wp:docPr/@descr)") for p in result.paragraphs if p._p.xpath(".//wp:docPr/@descr")]
    assert any(text.startswith("Matrix. 2017 R3:") for text in words)
    ids = result.element.xpath("//wp:docPr/@id | //w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids))


def test_the_table_of_a_portrait_template_gets_a_landscape_page_of_its_own(checklist: Checklist) -> None:
    document = docx.Document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    document.add_paragraph("Before")
    document.add_paragraph("{{checklist}}")
    document.add_paragraph("After")
    result, _ = filled(document, checklist)
    ways = [(s.orientation, s.page_width > s.page_height) for s in result.sections]
    assert ways == [(WD_ORIENT.PORTRAIT, False), (WD_ORIENT.LANDSCAPE, True), (WD_ORIENT.PORTRAIT, False)]
    body = [element.tag.rpartition("}")[2] for element in result.element.body]
    assert body == ["p", "tbl", "p", "p", "sectPr"]


def test_in_a_narrow_cell_the_rows_stand_as_cards(checklist: Checklist) -> None:
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = "{{checklist}}"
    result, _ = filled(document, checklist)
    cell = result.tables[0].cell(0, 1)
    (cards,) = cell.tables
    assert [row.cells[0].text for row in cards.rows][1:4] == ["Ref", "Recommendation", "Source and paragraph"]
    assert sum(row.cells[0].text == "Ref" for row in cards.rows) == len(checklist.rows)
    assert cell._tc[-1].tag.endswith("}p"), "Word refuses a cell that ends with a table"


def test_several_parts_in_one_paragraph_follow_it_in_order(checklist: Checklist) -> None:
    document = docx.Document()
    document.sections[0].page_width = Mm(297)
    document.add_paragraph("See {{sources}} and {{sign-off}} below")
    result, _ = filled(document, checklist)
    assert result.paragraphs[0].text == "See  and  below"
    assert [grid.cell(0, 0).text for grid in result.tables] == ["Document", "Role"]


def test_the_rows_are_those_of_every_other_export(build_all: Build) -> None:
    checklist = build_all(owner="Head of service")
    document = docx.Document(io.BytesIO(sample_template()))
    result, _ = filled(document, checklist)
    refs = [row.cells[0].text.split("\n")[0] for grid in result.tables if grid.cell(0, 0).text == "Ref" for row in grid.rows[1:]
            if row.cells[0].text != row.cells[1].text]  # fmt: skip
    assert refs == [table.cells(row)[0] for row in checklist.rows]


def test_the_sample_holds_every_part_and_fills_without_a_note(matrix: Matrix, build: Build) -> None:
    template = read_template(sample_template(), "Sample.docx")
    assert template.notes == ()
    assert template.found >= {*BLOCKS, "title", "authority", "summary", "marking", "date"}
    data, notes = fill_template(template, build(matrix, marking=Marking.OFFICIAL))
    assert notes == ()
    result = docx.Document(io.BytesIO(data))
    assert result.sections[0].header.paragraphs[0].text == "OFFICIAL"
    assert "{{" not in whole_text(result)


def test_unknown_missing_and_unclosed_placeholders_are_told(checklist: Checklist) -> None:
    document = docx.Document()
    document.add_paragraph("{{matrx}} {{checklist}} {{sources} {{nonsense}}")
    result, notes = filled(document, checklist)
    assert notes == (
        "{{matrx}} is no placeholder that Reviewer knows; it was left as it stands. Did you mean {{matrix}}?",
        "{{nonsense}} is no placeholder that Reviewer knows; it was left as it stands.",
        "“{{sources” is not closed with “}}”; it was left as it stands.",
        "Not in the template, so not in the export: {{summary}} (the story in plain sentences, each in a paragraph of its own); "
        "{{quotations}} (every cited passage); {{sources}} (the documents, with the hash of each file); {{sign-off}} (the block to sign).",
    )
    assert "{{matrx}}" in whole_text(result)


def test_the_marking_is_on_every_page_even_where_the_template_forgot_it(matrix: Matrix, build: Build) -> None:
    document = docx.Document()
    document.add_paragraph("{{checklist}}")
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "Runs on: {{marking}}"
    result, notes = filled(document, build(matrix, marking=Marking.OFFICIAL_SENSITIVE))
    section = result.sections[0]
    assert section.header.paragraphs[0].text == "Runs on: OFFICIAL-SENSITIVE"
    assert section.first_page_header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert any("the marking was put at the head and foot" in note for note in notes)
    _, quiet = filled(document, build(matrix))
    assert not any("marking was put" in note for note in quiet)


def _as(data: bytes, kind: str, *, extra: str = "") -> bytes:
    """Return the file with another content type of its main part, as Word saves templates and macro files."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(main.encode(), kind.encode()) if name == "[Content_Types].xml" else part)
        if extra:
            new.writestr(extra, b"x")
    return out.getvalue()


def test_a_word_template_file_works_and_becomes_a_document(checklist: Checklist) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    template = read_template(_as(sample_template(), kind), "Council.dotx")
    data, _ = fill_template(template, checklist)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == checklist.title


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (_as(sample_template(), MACRO), "can run macros"),
        (_as(sample_template(), "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "can run macros"),
        (_as(sample_template(), "x/y", extra="word/vbaProject.bin"), "can run macros"),
        (b"\xd0\xcf\x11\xe0 old", "of an old kind"),
        (b"%PDF-1.7", "is not a Word document"),
        (b"PK\x03\x04 broken", "is damaged"),
        (_as(sample_template(), "x/y"), "is not a Word document"),
        (saved(docx.Document()), "holds no placeholder"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(data: bytes, problem: str) -> None:
    with pytest.raises(UserError, match=problem) as refused:
        read_template(data, "Council.docm")
    assert "“Council.docm”" in str(refused.value)


def test_a_table_in_a_header_is_refused(checklist: Checklist) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{sources}}"
    with pytest.raises(UserError, match="in a header or footer, where there is no room"):
        read_template(saved(document), "Council.docx")


def test_the_guide_lists_every_placeholder() -> None:
    guide = (paths.resources() / "help" / "04-checklist-and-export.md").read_text(encoding="utf-8")
    assert {name for name in KNOWN if f"`{{{{{name}}}}}`" not in guide} == set()


def test_the_heading_above_the_table_goes_with_it_to_the_landscape_page(checklist: Checklist) -> None:
    document = docx.Document()
    document.add_paragraph("Dear board")
    document.add_heading("The rows", 1)
    document.add_heading("All of them", 2)
    document.add_paragraph("{{checklist}}")
    document.add_paragraph("Yours")
    found, _ = filled(document, checklist)
    assert [section.orientation for section in found.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    ends = [n for n, one in enumerate(found.element.body) if one.find(".//{*}sectPr") is not None or one.tag.endswith("}sectPr")]
    texts = ["".join(t.text or "" for t in one.iter("{*}t")) for one in found.element.body]
    assert ends[0] < texts.index("The rows") < texts.index("All of them") < ends[1] < texts.index("Yours")
    assert texts.index("Dear board") <= ends[0]


def test_a_template_that_means_something_else_by_a_prefix_is_filled_all_the_same(checklist: Checklist) -> None:
    data = sample_template()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = re.sub(rb' xmlns:(?:pic|w14|a)="[^"]*"', b"", part).replace(b"<w:document", b'<w:document xmlns:pic="urn:x"', 1)
            new.writestr(name, part)
    result, _ = fill_template(read_template(out.getvalue(), "Council.docx"), checklist)
    document: Any = docx.Document(io.BytesIO(result))
    assert len(document.inline_shapes) >= 3
    names = zipfile.ZipFile(io.BytesIO(result)).namelist()
    assert len(names) == len(set(names)) and sum(name.startswith("word/media/reviewer") for name in names) > 3
    assert all(shape._inline.graphic.graphicData.pic.blipFill.blip.embed in document.part.rels for shape in document.inline_shapes)
