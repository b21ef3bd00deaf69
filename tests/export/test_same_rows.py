"""Every format carries the same rows: each file is read back and compared, cell by cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import openpyxl
import pytest
from docx import Document

from reviewer.domain.checklist import Checklist
from reviewer.domain.review import Matrix
from reviewer.export import table
from reviewer.export.csv_file import checklist_csv
from reviewer.export.excel import checklist_xlsx
from reviewer.export.html import checklist_html
from reviewer.export.markdown import checklist_markdown
from reviewer.export.word import checklist_docx

Rows = list[tuple[str, ...]]
STACKED_IN_PRINT = ("Ref", "Kind", "Now")  # Word and HTML print them in one cell


def expected(checklist: Checklist) -> Rows:
    return [table.cells(row) for row in checklist.rows]


def from_csv(checklist: Checklist) -> Rows:
    lines = list(csv.reader(io.StringIO(checklist_csv(checklist).decode("utf-8-sig"), newline="")))
    due = lines[0].index("Due")
    rows = []
    for line in lines[1:]:
        cells = [cell.removeprefix("'") for cell in line]
        cells[due] = table.date_words(table.iso_date(cells[due]))
        rows.append(tuple(cells[1:-1]))
    return rows


def from_xlsx(checklist: Checklist) -> Rows:
    sheet = openpyxl.load_workbook(io.BytesIO(checklist_xlsx(checklist)))["Checklist"]
    rows = []
    for line in sheet.iter_rows(min_row=2, values_only=True):
        cells = [table.date_words(c.date()) if isinstance(c, dt.datetime) else str(c or "") for c in line[1:-2]]  # without the group, the tick and the hidden mark
        rows.append(tuple(cells))
    return rows


def from_markdown(checklist: Checklist) -> Rows:
    text = checklist_markdown(checklist).decode("utf-8")
    rows = []
    for line in text.split("## Quotations")[0].splitlines():
        if line.startswith("| ") and not line.startswith(("| Ref |", "| --- |")):
            cells = re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |"))
            rows.append(
                tuple(unescape(re.sub(r"\\(.)", r"\1", cell.replace("<br>", "\n"))).strip() for cell in cells[:-1])
            )
    return rows


class TableReader(HTMLParser):
    """Collect the text of the cells of the rows of class "row", one line a block or break."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_row = self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs).get("class") or ""
        if tag == "tr":
            self._in_row = names == "row"
            self.rows += [[]] if self._in_row else []
        if self._in_row and tag in ("td", "th"):
            self._in_cell = True
            self.rows[-1].append("")
        if self._in_cell and tag == "span" and names.split()[:1] in (["now"], ["coverage"], ["overdue"], ["where"]):
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_row and self._in_cell:
            self.rows[-1][-1] += data


def tidy(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def printed(checklist: Checklist, lines: list[list[list[str]]]) -> Rows:
    """Turn cells as printed (each a list of lines) back into the plain columns."""
    rows = []
    for (first, text, source, *middle), row in zip(lines, checklist.rows, strict=True):
        visits = middle[: len(row.answers)]
        evidence, action, owner, due, status, held, question = middle[len(row.answers) : len(row.answers) + 7]
        kind = first[1] if len(first) == 3 else "Recommendation"
        where = evidence.pop() if row.latest_where else ""
        rows.append((
            first[0], kind, first[-1], *(" ".join(part) for part in (text, source)), *("\n".join(v) for v in visits),
            "\n".join(evidence), where, "\n".join(action), *(" ".join(part) for part in (owner,)),
            due[0] if due else "", "Overdue" if "Overdue" in due else "", " ".join(status), "\n".join(held), "\n".join(question),
        ))  # fmt: skip
    return rows


def from_html(checklist: Checklist) -> Rows:
    reader = TableReader()
    reader.feed(checklist_html(checklist).decode("utf-8"))
    return printed(checklist, [[tidy(cell) for cell in row] for row in reader.rows])


def from_docx(checklist: Checklist) -> Rows:
    document = Document(io.BytesIO(checklist_docx(checklist)))
    grid = next(t for t in document.tables if t.cell(0, 0).text == "Ref")
    lines = [[tidy(cell.text.replace("\N{NO-BREAK SPACE}", " ")) for cell in row.cells] for row in grid.rows[1:]]
    rows = [line for line in lines if line[0] != line[1]]  # a group's title spans the row
    return printed(checklist, rows)


@pytest.mark.parametrize("read", [from_csv, from_xlsx, from_markdown, from_html, from_docx])
@pytest.mark.parametrize("reason", ["", "for the board"])
def test_every_format_carries_the_same_rows(
    matrix_with_draft: Matrix, build: Callable[..., Checklist], read: Callable[[Checklist], Rows], reason: str
) -> None:
    checklist = build(matrix_with_draft, draft_reason=reason)
    assert read(checklist) == expected(checklist)


def test_a_row_has_as_many_cells_as_there_are_columns(checklist: Checklist) -> None:
    assert {len(cells) for cells in expected(checklist)} == {len(table.headers(checklist))}


def test_a_row_in_full(checklist: Checklist) -> None:
    row = next(row for row in checklist.rows if row.ref == "2017 P4")
    assert dict(zip(table.headers(checklist), table.cells(row), strict=True)) == {
        "Ref": "2017 P4",
        "Kind": "Priority action",
        "Now": "Open",
        "Recommendation": "Take urgent action so that every child who goes missing is offered a return interview within 72 hours.",
        "Source and paragraph": "Inspection 2017 · p. 7",
        "Focused visit 2019": "Repeated as an area to improve\nReferred back to",
        "Inspection 2022": "Not yet checked",
        "Focused visit 2024": "Not yet checked",
        "Latest evidence": "“@SUM(A1) return interviews are still late.”",
        "Where": "Focused visit 2019",
        "Council action": "-1 day target",
        "Owner": "Head of service",
        "Due": "1 Oct 2026",
        "Overdue": "Overdue",
        "Council status": "Done, awaiting check",
        "Evidence held": "",
        "Question for the board": "",
    }


def test_two_visits_of_one_year_are_told_apart(matrix: Matrix, build: Callable[..., Checklist]) -> None:
    def named(*dates: str) -> tuple[str, ...]:
        later = tuple(
            replace(
                matrix.later[0],
                id=f"d{n}",
                facts=tuple(
                    replace(fact, value=f"{date}/{date}") if fact.read.name.value == "inspection-dates" else fact
                    for fact in matrix.later[0].facts
                ),
            )
            for n, date in enumerate(dates)
        )
        return table.visit_titles(build(replace(matrix, later=later, rows=())))

    assert named("2019-03-06", "2021-05-06") == ("Focused visit 2019", "Focused visit 2021")
    assert named("2019-03-06", "2019-10-23") == ("Focused visit Mar 2019", "Focused visit Oct 2019")
    assert named("2019-03-06", "2019-03-20") == ("Focused visit 6 Mar 2019", "Focused visit 20 Mar 2019")
    assert named("2019-03-06", "2019-03-06") == ("Focused visit 6 Mar 2019 (1)", "Focused visit 6 Mar 2019 (2)")
