"""An Excel checklist that came back: what its cells hold. Formulas are never worked out, only their kept values read."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from reviewer.domain.british_dates import is_numeric_date, parse_british_date
from reviewer.domain.errors import UserError
from reviewer.export.packed import Refusals, look_into
from reviewer.export.row_mark import DUE, FILLED_IN, MARK_TITLE, ROWS_TITLE, TICKS, RowMark, parse, plain
from reviewer.export.table import AFTER_VISITS, AUTHORITY, BEFORE_VISITS, DONE, LATER_DOCUMENTS, date_words

_MOST_ROWS, _MOST_COLUMNS, _HEADER_WITHIN = 20_000, 250, 30
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # days as Excel numbers them: the years 1954 to 2119
_FIRST_YEAR, _LAST_YEAR = 1990, 2100  # another year is a slip of the keys

NOT_EXCEL = "“{name}” is not an Excel workbook (.xlsx). Choose the checklist as Excel saved it."
LOCKED = "“{name}” is protected by a password or is of an old kind (.xls). Save it as an .xlsx workbook without a password, then read it again."
DAMAGED = "“{name}” is damaged and cannot be read. Nothing was changed. Ask for the file again."
TOO_LARGE = "“{name}” is far larger than a checklist can be, so it was not opened."
NOT_OURS = "“{name}” is not a checklist that Reviewer wrote: the column that marks its rows is missing. Export a new one and have it filled in."
TWICE = "“{name}” has two columns called “{title}”. Rename the one that was added, save, and read it again."
OTHER_SHEET = "“{name}” is an OpenDocument spreadsheet (.ods). Save it as an .xlsx workbook, then read that."
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_REFUSALS = Refusals(LOCKED, TOO_LARGE, NOT_EXCEL, DAMAGED)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row. ``cells`` are the plain texts under the titles of `FILLED_IN` (a date in ISO form).

    Those of ``unread`` are not among them: it says why a cell could not be read; ``added`` are the cells of columns that officers added. ``typed``
    is a due date that was typed in numbers, as it stands in the cell ("3/4/2026"), since others may read it otherwise.
    ``sheet`` is the name of its sheet where rows of several were read.
    """

    line: int
    mark: RowMark | None
    ref: str
    cells: Mapping[str, str]
    unread: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    ticked: bool = False
    typed: str = ""
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where it stands: "Row 3", "Row 3 of “Fostering”"."""
        return f"Row {self.line}" + (f" of “{self.sheet}”" if self.sheet else "")


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """The rows that are not empty, and the titles of the columns that officers added.

    ``sent`` maps the recommendations that went out to their refs; empty where the file does not say. ``missing`` are the
    titles of `FILLED_IN` that no column has any more.
    """

    rows: tuple[ReturnedRow, ...]
    added: tuple[str, ...]
    cut: bool = False
    sent: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


Line = tuple[Any, ...]  # cells as openpyxl gives them


def read_sheet(data: bytes, name: str) -> ReturnedSheet:
    """Read a workbook that `checklist_xlsx` wrote. Raise UserError with a sentence naming ``name``."""
    kept, formulas = _lines(data, name, values=True), _lines(data, name, values=False)
    known = {"Group", AUTHORITY, LATER_DOCUMENTS, *BEFORE_VISITS, *AFTER_VISITS, DONE, MARK_TITLE, *_visits(kept)}
    found: dict[str, ReturnedSheet] = {}
    for sheet, lines in kept.items():
        at = next((n for n, line in enumerate(lines[:_HEADER_WITHIN]) if _titles(line).count(MARK_TITLE)), None)
        if at is not None:
            found[sheet] = _sheet(lines, formulas.get(sheet, []), at, known, name)
    if not found:
        raise UserError(NOT_OURS.format(name=name))
    return replace(_together(found), sent=_sent(kept))


def _together(sheets: Mapping[str, ReturnedSheet]) -> ReturnedSheet:
    """Return the rows of all sheets that hold marks: a checklist may have been divided among teams."""
    several = len(sheets) > 1
    rows = tuple(replace(row, sheet=name if several else "") for name, sheet in sheets.items() for row in sheet.rows)
    added = tuple(dict.fromkeys(title for sheet in sheets.values() for title in sheet.added))
    missing = tuple(dict.fromkeys(title for sheet in sheets.values() for title in sheet.missing))
    return ReturnedSheet(rows, added, any(sheet.cut for sheet in sheets.values()), missing=missing)


def _lines(data: bytes, name: str, *, values: bool) -> dict[str, list[Line]]:
    """Return the cells of each sheet: with the values that Excel kept for formulas, or with the formulas."""
    look_into(data, name, _REFUSALS, lambda _: None, others={_ODS: OTHER_SHEET})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drop-downs and the like, which reading the cells does not need
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=values)
            try:
                return {
                    sheet.title: list(sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS))
                    for sheet in book.worksheets
                }
            finally:
                book.close()
    except (InvalidFileException, zipfile.BadZipFile) as error:
        raise UserError(NOT_EXCEL.format(name=name)) from error
    except Exception as error:  # the library raises whatever a broken part happens to cause
        raise UserError(DAMAGED.format(name=name)) from error


def _titles(line: Iterable[Any]) -> list[str]:
    return [plain(str(cell.value)) if cell.value is not None else "" for cell in line]


def _visits(sheets: Mapping[str, Sequence[Line]]) -> list[str]:
    """Return the titles of the later documents, which stand in the first row of the matrices as well."""
    return [title for name, lines in sheets.items() if name.startswith("Matrix") and lines for title in _titles(lines[0])]


def _sent(sheets: Mapping[str, Sequence[Line]]) -> dict[str, str]:
    """Return id and ref of the rows that went out, which the sheet About lists in a hidden column."""
    for lines in sheets.values():
        titles = _titles(lines[0]) if lines else []
        if ROWS_TITLE in titles:
            at = titles.index(ROWS_TITLE)
            texts = (str(line[at].value) for line in lines[1:] if at < len(line) and line[at].value)
            return {id: ref for id, _, ref in (text.partition(" ") for text in texts)}
    return {}


def _sheet(lines: Sequence[Line], formulas: Sequence[Line], at: int, known: set[str], name: str) -> ReturnedSheet:
    titles = _titles(lines[at])
    for title in (*FILLED_IN, MARK_TITLE):
        if titles.count(title) > 1:
            raise UserError(TWICE.format(name=name, title=title))
    rows = []
    for number, line in enumerate(lines[at + 1 :], at + 1):
        sources = formulas[number] if number < len(formulas) else ()
        row = _row(number + 1, titles, line, sources, known)
        if row is not None:
            rows.append(row)
    added = tuple(title for title in dict.fromkeys(titles) if title and title not in known)
    missing = tuple(title for title in FILLED_IN if title not in titles)
    return ReturnedSheet(tuple(rows), added, len(lines) >= _MOST_ROWS, missing=missing)


def _row(line: int, titles: Sequence[str], cells: Line, sources: Line, known: set[str]) -> ReturnedRow | None:
    """Return one row, None where nothing stands in it but the mark's own column."""
    texts: dict[str, str] = {}
    unread: dict[str, str] = {}
    for place, (title, cell) in enumerate(zip(titles, cells, strict=False)):
        if not title:
            continue
        try:
            text = _text(cell, sources[place] if place < len(sources) else None, day=title == DUE)
        except ValueError as error:
            unread[title] = str(error)
            continue
        if title not in texts:
            texts[title] = text
    due = next((cell.value for title, cell in zip(titles, cells, strict=False) if title == DUE), None)
    mark = parse(texts.get(MARK_TITLE, ""))
    if not any(text and text not in TICKS for title, text in texts.items()) and not unread:
        return None
    return ReturnedRow(
        line,
        mark,
        texts.get("Ref", ""),
        {title: texts[title] for title in FILLED_IN if title in texts},
        {title: why for title, why in unread.items() if title in FILLED_IN or title not in known},
        {title: text for title, text in texts.items() if title not in known},
        texts.get(DONE, "") == TICKS[1],
        due.strip() if isinstance(due, str) and is_numeric_date(due) else "",
    )


def _text(cell: Any, source: Any, *, day: bool) -> str:
    """Return the text of a cell; a date in ISO form where ``day``. Raise ValueError with the reason it has none."""
    value = cell.value
    if source is not None and source.data_type == "f" and value is None:
        raise ValueError("holds a formula without a value")
    if cell.data_type == "e":
        raise ValueError(f"holds the error {value}")
    if day:
        return _day(value)
    if isinstance(value, dt.datetime | dt.date):
        return date_words(value.date() if isinstance(value, dt.datetime) else value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float) and "%" in str(cell.number_format or ""):
        return f"{value * 100:.10g}%"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(str(value)) if value is not None else ""


def _day(value: Any) -> str:
    """Return the day of a cell in ISO form, "" for an empty one. Raise ValueError where it is none, or of another age."""
    if isinstance(value, int | float) and not isinstance(value, bool) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        value = from_excel(int(value))  # a date whose cell lost its format
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        found: dt.date | None = value
    else:
        text = plain(str(value)) if value is not None else ""
        found = parse_british_date(text) if text else None
        if text and found is None:
            raise ValueError(f"“{text[:60]}” is no date: write it like 3 December 2026")
    if found is not None and not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"is a date of the year {found.year}: write it like 3 December 2026")
    return found.isoformat() if found else ""
