"""A row of the council's own table is repeated for each recommendation, wherever the table stands, in its own look."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from reviewer.domain.checklist import Checklist, with_rows
from reviewer.domain.errors import UserError
from reviewer.export import table
from reviewer.export.word_fill import fill_template
from reviewer.export.word_template import read_template

Build = Callable[..., Checklist]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(document: Any, checklist: Checklist) -> Any:
    data, _ = fill_template(read_template(saved(document), "Council.docx"), checklist)
    return docx.Document(io.BytesIO(data))


def with_table(*lines: tuple[str, ...], place: Any = None) -> Any:
    """Return a document whose table has these cells, in a cell or the body."""
    document = docx.Document()
    target = document if place is None else place(document)
    grid = target.add_table(len(lines), len(lines[0]))
    for row, texts in zip(grid.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def texts(grid: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_the_row_is_repeated_and_the_rows_around_it_stay(checklist: Checklist) -> None:
    document = with_table(("Ref", "Owner"), ("{{row-ref}}", "{{row-owner}}; {{row-due}}"), ("Total", "{{recommendations}}"))
    grid = filled(document, checklist).tables[0]
    rows = [[row.ref, f"{row.owner}; {table.date_words(row.due)}"] for row in checklist.rows]
    assert texts(grid) == [["Ref", "Owner"], *rows, ["Total", str(len(rows))]]


def test_its_look_is_kept_although_word_has_split_the_placeholder(checklist: Checklist) -> None:
    document = with_table(("", "x"))
    row = document.tables[0].rows[0]
    first = row.cells[0].paragraphs[0].add_run("{{row-")
    first.font.color.rgb, first.bold = RGBColor(160, 0, 80), True
    row.cells[0].paragraphs[0].add_run("re")
    row.cells[0].paragraphs[0].add_run("f}}").italic = True
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFE7A3"/>')
    row.cells[1]._tc.get_or_add_tcPr().append(shade)
    result = filled(document, checklist).tables[0]
    assert [line.cells[0].text for line in result.rows] == [one.ref for one in checklist.rows]
    for line in result.rows:
        run = next(run for run in line.cells[0].paragraphs[0].runs if run.text)
        assert (run.bold, run.font.color.rgb) == (True, RGBColor(160, 0, 80))
        assert line.cells[1]._tc.find(f".//{qn('w:shd')}").get(qn("w:fill")) == "FFE7A3"
        assert line._tr.find(f".//{qn('w:tblHeader')}") is None, "else every row would be a head of every page"


def test_a_row_of_the_group_alone_is_a_heading(checklist: Checklist) -> None:
    document = with_table(("{{row-group}}",), ("{{row-ref}}",))
    expected = [[line] for group in checklist.sections[0].groups for line in (group.title, *(row.ref for row in group.rows))]
    assert texts(filled(document, checklist).tables[0]) == expected


def test_authorities_and_groups_head_their_rows(build_all: Build) -> None:
    made = build_all()
    document = with_table(("{{row-authority}}",), ("{{row-group}}",), ("{{row-ref}} of {{row-authority}}",))
    expected = []
    for section in made.sections:
        expected.append(section.authority)
        for group in section.groups:
            expected += [group.title, *(f"{row.ref} of {section.authority}" for row in group.rows)]
    got = [line for (line,) in texts(filled(document, made).tables[0])]
    assert [line for line in got if " of " in line or line in {s.authority for s in made.sections}] == [
        line for line in expected if " of " in line or line in {s.authority for s in made.sections}
    ]
    assert set(expected) == set(got)


def test_two_rows_together_and_a_column_for_each_later_document(checklist: Checklist) -> None:
    document = with_table(("{{later-1}}", "{{later-9}}"), ("{{row-ref}}", "{{row-answer-1}}"), ("{{row-recommendation}}", "{{row-answer-9}}"))
    grid = texts(filled(document, checklist).tables[0])
    (section,) = checklist.sections
    assert grid[0] == [table.visit_titles(section)[0], ""]
    assert grid[1:] == [
        line for row in checklist.rows for line in ([row.ref, table.answer_words(row.answers[0])], [row.text, ""])
    ]


def test_several_authorities_say_which_document_is_meant(build_all: Build) -> None:
    made = build_all()
    grid = texts(filled(with_table(("{{later-1}}",), ("{{row-answer-1}}",)), made).tables[0])
    assert grid[0] == ["Later document 1"]
    wanted = [
        f"{table.visit_titles(section)[0]}: {table.answer_words(row.answers[0])}" if row.answers else ""
        for section in made.sections
        for row in section.rows
    ]
    assert [line for (line,) in grid[1:]] == wanted


def in_a_cell(document: Any) -> Any:
    return document.add_table(1, 1).cell(0, 0)


def test_in_a_table_within_a_table_the_inner_row_is_repeated(checklist: Checklist) -> None:
    document = with_table(("Ref",), ("{{row-ref}}",), place=in_a_cell)
    outer = filled(document, checklist).tables[0]
    assert len(outer.rows) == 1
    assert texts(outer.cell(0, 0).tables[0]) == [["Ref"], *([row.ref] for row in checklist.rows)]


def test_a_row_that_holds_a_table_is_repeated_with_it(checklist: Checklist) -> None:
    document = with_table(("What was said", "{{row-answers}}"), place=in_a_cell)
    document.tables[0].cell(0, 0).paragraphs[0].text = "{{row-ref}}"
    outer = filled(document, checklist).tables[0]
    assert [row.cells[0].paragraphs[0].text for row in outer.rows] == [row.ref for row in checklist.rows]
    titles = table.visit_titles(checklist.sections[0])
    said = [row.cells[0].tables[0].cell(0, 1).text for row in outer.rows]
    assert said == ["\n".join(table.stacked_answers(row, titles)) for row in checklist.rows]


def test_content_controls_keep_what_is_put_in_and_have_ids_of_their_own(checklist: Checklist) -> None:
    document = with_table(("x",))
    row = document.tables[0].rows[0]._tr
    paragraph = row.find(f".//{qn('w:p')}")
    paragraph.clear()
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Ref"/><w:id w:val="77"/><w:showingPlcHdr/>'
        '<w:dataBinding w:xpath="/x" w:storeItemID="{0}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>{{row-ref}}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph.append(control)
    around = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="78"/></w:sdtPr><w:sdtContent/></w:sdt>')
    row.addprevious(around)
    around.find(qn("w:sdtContent")).append(row)  # a control around the row, as a repeating section has it
    title = copy.deepcopy(control)
    next(title.iter(qn("w:t"))).text = "{{title}}"
    document.add_paragraph()._p.append(title)
    result = filled(document, checklist)
    refs = ["".join(t.text for t in line.iter(qn("w:t"))) for line in result.element.body.iter(qn("w:tr"))]
    assert refs == [one.ref for one in checklist.rows]
    assert not list(result.element.body.iter(qn("w:showingPlcHdr"), qn("w:dataBinding"))), "Word would put other words there"
    ids = [one.get(qn("w:val")) for one in result.element.xpath("//w:tbl//w:sdtPr/w:id")]
    assert len(ids) == len(set(ids)) == len(checklist.rows) + 1


def test_a_box_to_tick_stands_between_the_words_around_it(checklist: Checklist) -> None:
    document = with_table(("Seen {{row-done}} and signed {{row-ref}}",))
    grid = filled(document, checklist).tables[0]
    for line, row in zip(grid.rows, checklist.rows, strict=True):
        assert "".join(t.text for t in line._tr.iter(qn("w:t"))) == f"Seen ☐ and signed {row.ref}"
    boxes = grid._tbl.xpath(".//w:sdt/w:sdtPr/w:alias/@w:val")
    assert boxes == [f"Done: {row.ref}" for row in checklist.rows]


def test_text_of_a_document_is_never_taken_for_a_placeholder_nor_breaks_the_file(checklist: Checklist) -> None:
    made = with_rows(checklist, lambda row: replace(row, text=f"{{{{row-owner}}}} {{{{title}}}} \x0b{row.ref}", owner="{{row-ref}}"))
    document = with_table(("{{row-recommendation}}", "{{row-owner}}"))
    document.add_paragraph("{{checklist}}")
    grid = filled(document, made).tables[0]
    assert texts(grid) == [[f"{{{{row-owner}}}} {{{{title}}}} {row.ref}", "{{row-ref}}"] for row in made.rows]


def body_line(document: Any) -> None:
    document.add_paragraph("{{row-ref}}")


def header_line(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "{{row-ref}}"


def matrix_in_row(document: Any) -> None:
    document.add_table(1, 2).cell(0, 0).text = "{{row-ref}}"
    document.tables[0].cell(0, 1).text = "{{matrix}}"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (body_line, "{{row-ref}} in a line outside any table, where no row can be repeated. Put it into a row of a table"),
        (header_line, "{{row-ref}} in a header or footer, where no row can be repeated"),
        (matrix_in_row, "{{matrix}} in a row that is repeated for each recommendation, where there is no room for it"),
    ],
)
def test_where_no_row_can_be_repeated_a_sentence_says_so(make: Callable[[Any], None], words: str) -> None:
    document = docx.Document()
    make(document)
    with pytest.raises(UserError) as refused:
        read_template(saved(document), "Council.docx")
    assert str(refused.value).startswith("“Council.docx” has ") and words in str(refused.value)


def test_a_wrong_name_of_a_row_is_told_with_the_one_that_may_be_meant(checklist: Checklist) -> None:
    document = with_table(("{{row-ref}}", "{{row-recomendation}}", "{{row-answer-x}}", "{{later-x}}"))
    template = read_template(saved(document), "Council.docx")
    assert template.notes[0].endswith("it was left as it stands. Did you mean {{row-recommendation}}?")
    assert "{{row-answer-x}} is no placeholder" in template.notes[1] and "{{later-x}} is no placeholder" in template.notes[2]
    assert "{{checklist}}" not in template.notes[-1], "the rows are in the export"
    grid = filled(document, checklist).tables[0]
    assert [row.cells[3].text for row in grid.rows] == ["{{later-x}}"] * len(checklist.rows)
