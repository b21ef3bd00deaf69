"""The Word file: what it promises to the board, read from its own XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from reviewer.domain.checklist import Checklist, Marking
from reviewer.domain.review import Matrix
from reviewer.export.layout import WIDE, column_widths, most_lines, stacked
from reviewer.export.word import checklist_docx
from reviewer.export.word_xml import W14


def opened(checklist: Checklist):  # type: ignore[no-untyped-def]
    return Document(io.BytesIO(checklist_docx(checklist)))


def main_table(document):  # type: ignore[no-untyped-def]
    return next(table for table in document.tables if table.cell(0, 0).text == "Ref")


def test_a4_landscape_with_a_repeated_header_and_whole_rows(checklist: Checklist) -> None:
    document = opened(checklist)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    rows = main_table(document)._tbl.tr_lst
    assert [row.find(".//" + qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)


def test_every_row_has_a_tick_box_that_word_lets_tick(checklist: Checklist) -> None:
    body = opened(checklist).element.body
    boxes = list(body.iter(f"{{{W14}}}checkbox"))
    assert len(boxes) == len(checklist.rows)
    ids = [element.get(qn("w:val")) for element in body.iter(qn("w:id")) if element.getparent().tag == qn("w:sdtPr")]
    assert len(set(ids)) == len(ids) == len(boxes)


def test_the_marking_stands_at_head_and_foot(matrix_with_draft: Matrix, build: Callable[..., Checklist]) -> None:
    document = opened(build(matrix_with_draft, draft_reason="the board asked"))
    section = document.sections[0]
    for part in (section.header, section.footer):
        assert "OFFICIAL-SENSITIVE · Contains unpublished text" in part.paragraphs[0].text
    assert any("the board asked" in paragraph.text for paragraph in document.paragraphs)


def test_without_a_marking_nothing_is_claimed(checklist: Checklist) -> None:
    assert opened(checklist).sections[0].header.paragraphs[0].text == ""


def test_sources_carry_their_hash_and_somebody_signs(checklist: Checklist) -> None:
    words = "\n".join(cell.text for table in opened(checklist).tables for row in table.rows for cell in row.cells)
    assert all(document.sha256 in words for document in checklist.sources)
    assert "Signature" in words


def test_pictures_have_words_and_shapes_are_decoration(checklist: Checklist) -> None:
    document = opened(checklist)
    described = [p.get("descr") for p in document.element.body.iter(qn("wp:docPr")) if p.get("descr")]
    assert len(described) == 3
    assert any("2017 R1: Improved, more to do" in words for words in described)
    numbers = [p.get("id") for p in document.element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)
    images = [name for name in zipfile.ZipFile(io.BytesIO(checklist_docx(checklist))).namelist() if "media" in name]
    assert len(images) <= 3 + 13, "each shape is stored once"


def test_the_xml_is_as_word_wants_it(matrix_with_draft: Matrix, build: Callable[..., Checklist]) -> None:
    body = opened(build(matrix_with_draft, draft_reason="why")).element.body
    assert {cell[-1].tag for cell in body.iter(qn("w:tc"))} == {qn("w:p")}, "every cell ends with a paragraph"
    assert [child.tag for child in body][-2:] == [qn("w:p"), qn("w:sectPr")]
    for table in body.iter(qn("w:tbl")):
        columns = len(table.findall(qn("w:tblGrid") + "/" + qn("w:gridCol")))
        for row in table.iter(qn("w:tr")):
            spans = [cell.find(".//" + qn("w:gridSpan")) for cell in row.findall(qn("w:tc"))]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns


def test_text_of_any_kind_survives(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    row = matrix.rows[0]
    odd = "\x00\x0b<w:p>&amp; ]]> \ud800 😀 é \N{NO-BREAK SPACE}x"
    strange = replace(matrix, rows=(replace(row, recommendation=replace(row.recommendation, text=odd)),))
    text = main_table(opened(build(strange))).rows[2].cells[1].text
    assert "<w:p>&amp; ]]>" in text
    assert "😀 é" in text


def test_many_later_documents_stand_in_one_column(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    many = tuple(replace(matrix.later[n % 3], id=f"m{n}") for n in range(9))
    rows = tuple(
        replace(row, cells=tuple(replace(row.cells[n % 3], document=f"m{n}") for n in range(9))) for row in matrix.rows
    )
    checklist = build(replace(matrix, later=many, rows=rows), marking=Marking.OFFICIAL)
    grid = main_table(opened(checklist))
    assert grid.rows[0].cells[3].text == "Later documents"
    assert grid.rows[2].cells[3].text.count("Inspection 2022") == 0 or "Oct 2022" in grid.rows[2].cells[3].text
    assert len(grid.rows[2].cells[3].paragraphs) == 9


def test_columns_fill_the_page_and_unused_ones_stay_narrow(checklist: Checklist) -> None:
    widths = column_widths(checklist.sections[0], wrapped=False)
    assert abs(sum(widths) - WIDE) < 0.01
    assert widths[1] > widths[-3]


def test_five_later_documents_stand_in_one_column_so_that_a_quotation_has_room(checklist: Checklist) -> None:
    section = checklist.sections[0]
    assert not stacked(section)
    five = replace(section, later=(section.later * 2)[:5])
    assert stacked(five)


def test_a_long_quotation_fits_a_page_where_its_column_is_wide(checklist: Checklist) -> None:
    row = replace(checklist.rows[0], latest_quote="word " * 300)
    tall = most_lines(row, [20.0] * 14, wrapped=False)
    low = most_lines(row, [90.0] * 14, wrapped=False)
    assert tall > 3 * low
