"""The checklist as an Excel workbook: real dates, filters, drop-downs, and no text that is read as a formula."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reviewer.domain.action import ActionStatus
from reviewer.domain.checklist import Checklist, Section, VisitAnswer, of_each_document
from reviewer.domain.document import FactName
from reviewer.domain.revisit import Coverage
from reviewer.export import story, table
from reviewer.export.csv_file import FORMULA_STARTS
from reviewer.export.going_on import check
from reviewer.export.row_mark import MARK_TITLE, ROWS_TITLE, TICKS, clean, mark
from reviewer.export.shapes import SYMBOLS, shape_name

Value = str | int | dt.date | None
_FONT = Font(name="Arial", size=10)
_BOLD = Font(name="Arial", size=10, bold=True)
_TITLE = Font(name="Arial", size=14, bold=True)
_HEAD = PatternFill("solid", fgColor="E9EBEE")
_HATCH = PatternFill("lightUp", fgColor="8B95A1", bgColor="FFFFFF")
_LINE = Border(bottom=Side(style="thin", color="D9DDE1"), right=Side(style="thin", color="D9DDE1"))
_SIDE = Side(style="dashed", color="566070")
_DASHED = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
_STATUSES = tuple(status.words for status in ActionStatus)
_WIDTH = 19
_LONGEST_NAME = 31  # characters in the name of a sheet
_A3, _A4 = 8, 9  # paper sizes as the format numbers them
_LINE_HEIGHT, _TALLEST = 13.2, 409.0  # points; no row of a workbook may be taller
_WIDTHS = {
    "Group": 16, "Authority": 20, "Later documents": 44, "Ref": 11, "Kind": 15, "Now": 15, "Recommendation": 44, "Source and paragraph": 17, "Over the years": 18,
    "Latest evidence": 50, "Where": 17, "Council action": 26, "Owner": 16, "Due": 12, "Overdue": 10,
    "Council status": 16, "Evidence held": 20, "Question for the board": 22, "Done": 8, "Answer": 24,
    "Document": 22, "Quotation": 80, "Note": 24, "Judgement": 50, "Grade as printed": 28, "Date": 13, "Page": 8,
    "Pages": 8, "Published": 13, "State": 18, "Dates": 24, "File": 40, "SHA-256": 68, "Title": 44, "Confirmed": 13,
    MARK_TITLE: 120,
}  # fmt: skip


def checklist_xlsx(checklist: Checklist) -> bytes:
    """Return the workbook: sheets Checklist, Matrix (one an earlier document), Quotations, Judgements, Sources, About."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Checklist"
    _checklist(first, checklist)
    _matrices(book, checklist)
    _quotations(book.create_sheet("Quotations"), checklist)
    _judgements(book.create_sheet("Judgements"), checklist)
    _sources(book.create_sheet("Sources"), checklist)
    _about(book.create_sheet("About"), checklist)
    for sheet in book.worksheets:
        _page(sheet, checklist)
    book.properties.title = clean(checklist.title)
    book.properties.creator = "Reviewer"
    book.properties.keywords = checklist.marking.value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: Value, *, font: Font = _FONT) -> Cell:
    """Write one value: text stays text (quoted where it looks like a formula), a date is a real date."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value.lstrip(" ").startswith(FORMULA_STARTS)
    else:
        cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "d mmm yyyy"
    cell.font, cell.alignment, cell.border = font, _TOP, _LINE
    return cell


def _table(sheet: Worksheet, titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write a table with a frozen, filtered header row; return its last row."""
    for column, title in enumerate(titles, 1):
        put(sheet, 1, column, title, font=_BOLD).fill = _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(title, _WIDTH)
    widths = [_WIDTHS.get(title, _WIDTH) for title in titles]
    last = 1
    for last, values in enumerate(rows, 2):
        check()
        for column, value in enumerate(values, 1):
            put(sheet, last, column, value)
        sheet.row_dimensions[last].height = _height(values, widths)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{last}"
    sheet.freeze_panes = "A2"
    return last


def _height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Return the height that the wrapped text of a row needs, in points; not every program works it out itself."""
    lines = [
        sum(max(math.ceil(len(part) / (width * 1.1)), 1) for part in value.split("\n"))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(max(lines, default=1) * _LINE_HEIGHT + 3, _TALLEST)


def _checklist(sheet: Worksheet, checklist: Checklist) -> None:
    added = tuple(dict.fromkeys(title for row in checklist.rows for title, _ in row.added))
    titles = ("Group", *table.flat_headers(checklist), *added, table.DONE, MARK_TITLE)
    done = titles.index(table.DONE) + 1
    due = titles.index("Due")
    rows: list[list[Value]] = []
    for group, row, words in table.flat_rows(checklist):
        values: list[Value] = [group.title, *words, *map(dict(row.added).get, added), TICKS[0], mark(row)]
        values[due] = row.due
        rows.append(values)
    last = max(_table(sheet, titles, rows), 2)
    sheet.freeze_panes = sheet.cell(2, titles.index("Ref") + 2).coordinate
    sheet.column_dimensions[get_column_letter(len(titles))].hidden = True
    _drop_down(sheet, titles.index("Council status") + 1, last, f"About!$E$2:$E${1 + len(_STATUSES)}")
    _drop_down(sheet, done, last, f"About!$F$2:$F${1 + len(TICKS)}")
    for number in range(2, last + 1):
        sheet.cell(number, done).alignment = Alignment(horizontal="center", vertical="top")


def _drop_down(sheet: Worksheet, column: int, last: int, choices: str) -> None:
    """Offer the choices of a range; a list in the rule itself cannot hold words with a comma."""
    letter = get_column_letter(column)
    validation = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True)
    validation.error, validation.errorTitle = "Choose one of the words in the list.", "Not in the list"
    sheet.add_data_validation(validation)
    validation.add(f"{letter}2:{letter}{last}")


def _matrices(book: Workbook, checklist: Checklist) -> None:
    """Write a sheet for each earlier document: recommendation x later document."""
    parts = [part for section in checklist.sections for part in of_each_document(section)]
    names: list[str] = []
    for part in parts:
        whose = f" {part.authority}" if checklist.several else ""
        names.append(_sheet_name(f"Matrix{whose} {part.earlier[0].year}" if len(parts) > 1 else "Matrix", names))
        _matrix(book.create_sheet(names[-1]), part)


def _sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """Return a name as a workbook allows it: short, without some marks, used once."""
    name = "".join(mark for mark in clean(wanted) if mark not in "[]:*?/\\'").strip()
    for number in range(1, len(taken) + 2):
        end = f" ({number})" if number > 1 else ""
        found = name[: _LONGEST_NAME - len(end)].rstrip() + end
        if found.casefold() not in {other.casefold() for other in taken}:
            return found
    raise AssertionError("one of so many names is free")


def _matrix(sheet: Worksheet, section: Section) -> None:
    """Write recommendation x later document: hatched where outside scope, a dashed border where not yet checked."""
    rows = [
        (row.ref, row.text, *(_with_symbol(answer) for answer in row.answers), table.now_words(row))
        for row in section.rows
    ]
    _table(sheet, ("Ref", "Recommendation", *table.visit_titles(section), "Now"), rows)
    sheet.freeze_panes = "C2"
    for number, row in enumerate(section.rows, 2):
        for column, answer in enumerate(row.answers, 3):
            cell = sheet.cell(number, column)
            if answer.coverage == Coverage.OUTSIDE_SCOPE:
                cell.fill = _HATCH
            elif not answer.coverage and not answer.before:
                cell.border = _DASHED


def _with_symbol(answer: VisitAnswer) -> str:
    return f"{SYMBOLS[shape_name(answer)]} {table.answer_words(answer)}"


def _quotations(sheet: Worksheet, checklist: Checklist) -> None:
    titles = ("Ref", "Recommendation", "Document", "Answer", "Quotation", "Where", "Note", "Confirmed by", "Confirmed")
    rows: list[Sequence[Value]] = []
    for q in table.quotations(checklist):
        values = (q.ref, q.recommendation, q.visit, q.answer, q.quote, q.where, q.note, q.author)
        rows.append((*_whose(checklist, q.authority), *values, table.iso_date(q.confirmed)))
    _table(sheet, (*_whose(checklist, table.AUTHORITY), *titles), rows)


def _judgements(sheet: Worksheet, checklist: Checklist) -> None:
    rows = [
        (
            *_whose(checklist, section.authority), document.name, table.iso_date(document.date), judgement.name,
            judgement.grade_printed, judgement.page,
        )
        for section in checklist.sections
        for document in section.sources
        for judgement in document.judgements
    ]  # fmt: skip
    titles = ("Document", "Date", "Judgement", "Grade as printed", "Page")
    _table(sheet, (*_whose(checklist, table.AUTHORITY), *titles), rows)


def _sources(sheet: Worksheet, checklist: Checklist) -> None:
    rows = [
        (
            *_whose(checklist, section.authority),
            document.name,
            document.value(FactName.TITLE) or table.NOT_STATED,
            table.dates_of(document),
            table.iso_date(document.value(FactName.PUBLISHED)),
            table.state_words(document),
            document.file_name,
            document.page_count,
            document.sha256,
        )
        for section in checklist.sections
        for document in section.sources
    ]
    titles = ("Document", "Title", "Dates", "Published", "State", "File", "Pages", "SHA-256")
    _table(sheet, (*_whose(checklist, table.AUTHORITY), *titles), rows)


def _whose(checklist: Checklist, authority: str) -> tuple[str, ...]:
    """Return the first cell of a row where several authorities stand in the workbook."""
    return (authority,) if checklist.several else ()


def _about(sheet: Worksheet, checklist: Checklist) -> None:
    """Write the story in figures; beside it the words that the drop-downs offer."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    sheet.column_dimensions["E"].width = 26
    put(sheet, 1, 1, checklist.title, font=_TITLE).alignment = Alignment(vertical="top")
    for row, (name, value) in enumerate(story.about(checklist), 3):
        put(sheet, row, 1, name, font=_BOLD)
        put(sheet, row, 2, value)
        sheet.row_dimensions[row].height = _height((value,), (80,))
    sent = tuple(" ".join((row.id, *_whose(checklist, row.authority), row.ref)) for row in checklist.rows)
    sheet.column_dimensions["G"].hidden = True
    for column, (title, words) in enumerate((("Council status", _STATUSES), (table.DONE, TICKS), (ROWS_TITLE, sent)), 5):
        put(sheet, 1, column, title, font=_BOLD).fill = _HEAD
        for row, word in enumerate(words, 2):
            put(sheet, row, column, word)


def _page(sheet: Worksheet, checklist: Checklist) -> None:
    """Print landscape (the widest sheet on two pages of A3) with the header row repeated, the marking at the head and foot of every page."""
    wide = sheet.title == "Checklist"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if sheet.title in ("Checklist", "Quotations", "Sources") else _A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2 if wide else 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if wide:  # its second page says which row it goes on with
        sheet.print_title_cols = f"A:{get_column_letter(3 if checklist.several else 2)}"
    marking = table.marking_words(checklist).replace("&", "&&")
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None and footer is not None
    if marking:  # an empty part would make the line unreadable to the library itself
        header.center.text = footer.center.text = marking or None
    footer.left.text, footer.right.text = "&A", "&P of &N"
