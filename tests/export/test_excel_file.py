"""The workbook: sheets, real dates, drop-downs, and text that stays text."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reviewer.domain.action import ActionStatus
from reviewer.domain.checklist import Checklist, Marking
from reviewer.domain.review import Matrix
from reviewer.export.csv_file import harmless
from reviewer.export.excel import checklist_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", " =1+1", "＝1"]


def opened(checklist: Checklist) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(checklist_xlsx(checklist)))


def test_sheets_headers_and_filters(checklist: Checklist) -> None:
    book = opened(checklist)
    assert book.sheetnames == ["Checklist", "Matrix", "Quotations", "Judgements", "Sources", "About"]
    sheet = book["Checklist"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"


def test_dates_are_dates(checklist: Checklist) -> None:
    sheet = opened(checklist)["Checklist"]
    due = next(cell.column for cell in sheet[1] if cell.value == "Due")
    found = [cell.value for cell in next(sheet.iter_cols(due, due, 2)) if cell.value]
    assert found == [dt.datetime(2026, 10, 1), dt.datetime(2026, 12, 3)]
    assert {cell.number_format for cell in next(sheet.iter_cols(due, due, 2)) if cell.value} == {"d mmm yyyy"}
    assert opened(checklist)["Quotations"]["I2"].value == dt.datetime(2026, 11, 20)


def test_statuses_are_chosen_from_a_list_that_holds_the_words_with_a_comma(checklist: Checklist) -> None:
    book = opened(checklist)
    sheet = book["Checklist"]
    status, done = sheet.data_validations.dataValidation
    assert str(status.sqref).endswith(str(sheet.max_row))
    offered = [cell.value for (cell,) in book["About"][status.formula1.partition("!")[2].replace("$", "")]]
    assert offered == [s.words for s in ActionStatus]
    assert [cell.value for (cell,) in book["About"][done.formula1.partition("!")[2].replace("$", "")]] == ["☐", "☒"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_read_as_a_formula(matrix: Matrix, build: Callable[..., Checklist], text: str) -> None:
    row = matrix.rows[0]
    hostile = replace(row.recommendation, area=text, text=text)
    checklist = build(replace(matrix, rows=(replace(row, recommendation=hostile),)))
    data = checklist_xlsx(checklist)
    assert b"<f>" not in b"".join(zipfile.ZipFile(io.BytesIO(data)).read(n) for n in _sheets(data))
    cell = opened(checklist)["Checklist"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert harmless(text) == f"'{text}"


def _sheets(data: bytes) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "worksheets/" in name]


@pytest.mark.parametrize("text", ["Plain", "a = b", "5 - 3", "’tis", "£5", ""])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_control_characters_do_not_spoil_the_file(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    row = matrix.rows[0]
    odd = replace(row, recommendation=replace(row.recommendation, text="a\x00b\x0bc" + "x" * 40000))
    value = opened(build(replace(matrix, rows=(odd,))))["Checklist"]["E2"].value
    assert str(value).startswith("ab")
    assert len(str(value)) <= 32767


def test_the_marking_stands_on_every_sheet(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    book = opened(build(matrix, marking=Marking.OFFICIAL))
    assert {sheet.oddHeader.center.text for sheet in book} == {"OFFICIAL"}
    assert {sheet.oddFooter.center.text for sheet in book} == {"OFFICIAL"}


def test_the_matrix_hatches_what_is_outside_scope(checklist: Checklist) -> None:
    sheet = opened(checklist)["Matrix"]
    hatched = {cell.value for line in sheet.iter_rows(min_row=2) for cell in line if cell.fill.patternType == "lightUp"}
    assert hatched == {"▨ Outside this visit’s scope"}
