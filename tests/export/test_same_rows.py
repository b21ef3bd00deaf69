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
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reviewer.app.exporting import render
from reviewer.domain.checklist import Checklist, ChecklistRow, Grouping, with_rows
from reviewer.domain.errors import UserError
from reviewer.domain.review import Matrix, Standing
from reviewer.export import story, table
from reviewer.export.csv_file import checklist_csv
from reviewer.export.excel import checklist_xlsx
from reviewer.export.html import checklist_html
from reviewer.export.markdown import checklist_markdown
from reviewer.export.word import checklist_docx

Rows = list[tuple[str, ...]]
STACKED_IN_PRINT = ("Ref", "Kind", "Now")  # Word and HTML print them in one cell


def expected(checklist: Checklist) -> Rows:
    """Return the rows as the exports that have one table an authority print them."""
    return [table.cells(row) for row in checklist.rows]


def flat(checklist: Checklist) -> Rows:
    """Return the rows as the exports that have one table for all print them."""
    return [words for _, _, words in table.flat_rows(checklist)]


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
    for line in re.split("## (?:Quotations|Sources)", text)[0].splitlines():
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
        if self._in_cell and tag == "span" and names.split()[:1] in (["now"], ["coverage"], ["overdue"], ["where"], ["thread"]):
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
        years = [text.pop() for _ in filter(None, row.thread.split("\n"))][::-1]
        rows.append((
            first[0], kind, first[-1], " ".join(text), "\n".join(years), " ".join(source), *("\n".join(v) for v in visits),
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
    grids = [t for t in document.tables if t.cell(0, 0).text == "Ref"]
    lines = [
        [tidy(cell.text.replace("\N{NO-BREAK SPACE}", " ")) for cell in row.cells] for grid in grids for row in grid.rows[1:]
    ]
    rows = [line for line in lines if line[0] != line[1]]  # a group's title spans the row
    return printed(checklist, rows)


@pytest.mark.parametrize("read", [from_csv, from_xlsx, from_markdown, from_html, from_docx])
@pytest.mark.parametrize("reason", ["", "for the board"])
def test_every_format_carries_the_same_rows(
    matrix_with_draft: Matrix, build: Callable[..., Checklist], read: Callable[[Checklist], Rows], reason: str
) -> None:
    checklist = build(matrix_with_draft, draft_reason=reason)
    assert read(checklist) == expected(checklist)


@pytest.mark.parametrize("read", [from_csv, from_xlsx, from_markdown, from_html, from_docx])
def test_every_format_says_what_a_recommendation_was_over_the_years(
    checklist: Checklist, read: Callable[[Checklist], Rows]
) -> None:
    said = {"r1": "Repeats 2015 R3\nNarrowed by 2023 A1\n2015 R3 → 2017 R1 → 2023 A1 → 2025 A2", "r2": "Superseded by 2023 A1"}
    linked = with_rows(checklist, lambda row: replace(row, thread=said.get(row.id, "")))
    assert read(linked) == expected(linked)
    column = table.headers(linked.sections[0]).index("Over the years")
    assert sorted(row[column] for row in read(linked) if row[column]) == sorted(said.values())


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "authorities": st.sampled_from([frozenset({"X1"}), frozenset({"X2"}), frozenset({"X1", "X2"})]),
        "standing": st.frozensets(st.sampled_from([*Standing]), min_size=1),
        "owner": st.sampled_from(["head of service", "Service manager, fostering"]),
        "theme": st.sampled_from(["Plans", "help and protection", "Judgement area not stated"]),
        "overdue_only": st.booleans(),
        "grouping": st.sampled_from([*Grouping]),
        "draft_reason": st.sampled_from(["", "for the board"]),
    },
)


@settings(  # no shrinking: an example costs a workbook and a Word document, and is small as it is
    max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(FILTERS, st.booleans())
def test_whatever_is_filtered_every_format_carries_the_same_rows(
    build_all: Callable[..., Checklist], filters: dict[str, object], draft: bool
) -> None:
    checklist = build_all(draft=draft, **filters)
    if not checklist.rows:
        with pytest.raises(UserError):
            render(checklist, "csv")
        return
    assert from_csv(checklist) == from_xlsx(checklist) == flat(checklist)
    assert from_markdown(checklist) == from_html(checklist) == from_docx(checklist) == expected(checklist)


@given(FILTERS, st.booleans())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_filters_in_combination_pass_what_each_of_them_passes(
    build_all: Callable[..., Checklist], filters: dict[str, object], draft: bool
) -> None:
    whole = build_all(draft=draft, draft_reason=filters.get("draft_reason", ""))
    chosen = [row.id for row in whole.rows if fits(row, filters)]
    assert sorted(row.id for row in build_all(draft=draft, **filters).rows) == sorted(chosen)


def fits(row: ChecklistRow, filters: dict[str, object]) -> bool:
    """Tell whether a row passes, each filter asked by itself."""
    theme = str(filters.get("theme", "")).casefold()
    whose = {"Wealdmere": "X1", "Saltmarsh & Thorne": "X2"}[row.authority]
    return (
        whose in filters.get("authorities", {"X1", "X2"})  # type: ignore[operator]
        and row.standing in filters.get("standing", {*Standing})  # type: ignore[operator]
        and str(filters.get("owner", row.owner)).casefold() == row.owner.casefold()
        and (not theme or theme in (row.theme.casefold(), (row.area or "Judgement area not stated").casefold()))
        and (row.overdue or not filters.get("overdue_only"))
    )


def test_several_authorities_stand_one_after_the_other(build_all: Callable[..., Checklist]) -> None:
    checklist = build_all()
    assert [section.authority for section in checklist.sections] == ["Wealdmere", "Saltmarsh & Thorne"]
    assert (checklist.title, checklist.authority) == ("Follow-up checklist: all recommendations", "Wealdmere and Saltmarsh & Thorne")
    first = checklist.sections[0]
    assert [document.id for document in first.later] == ["d19", "d22", "d24"]
    later = next(row for row in first.rows if row.id == "s1")
    assert [answer.coverage_words for answer in later.answers] == ["Before it was made", "Before it was made", "Same topic"]
    assert table.flat_headers(checklist)[:2] == ("Authority", "Ref")
    assert from_csv(checklist)[-1][0] == "Saltmarsh & Thorne"


def test_each_earlier_document_has_its_own_matrix(build_all: Callable[..., Checklist]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(checklist_xlsx(build_all())))
    matrices = [sheet for sheet in book if sheet.title.startswith("Matrix")]
    assert [sheet.title for sheet in matrices] == ["Matrix Wealdmere 2017", "Matrix Wealdmere 2022", "Matrix Saltmarsh & Thorne 2018"]
    assert [[cell.value for cell in sheet[1]][2:-1] for sheet in matrices] == [
        ["Focused visit 2019", "Inspection 2022", "Focused visit 2024"], ["Focused visit 2024"], ["Monitoring visit 2020"],
    ]  # fmt: skip


def test_the_story_is_told_in_sentences_and_never_calls_silence_met(build_all: Callable[..., Checklist]) -> None:
    said = " ".join(story.story(build_all(owner="Head of service")))
    assert said == (
        "9 recommendations were made in 3 documents of 2 authorities. 4 of them were revisited by at least one later document. "
        "1 of them is addressed or sustained in Ofsted’s own words. "
        "3 of them are still open: revisited, and not called addressed or sustained. "
        "2 of them were never revisited, and every later document has been checked. "
        "3 have not been revisited so far; not every later document is checked and published. "
        "The oldest that is not called addressed or sustained is 2017 R2 (Wealdmere), made 9 years ago (13 Jul 2017). "
        "2 council actions are overdue. 11 of 19 answers are confirmed. "
        "What is not yet checked counts neither as done nor as open. "
        "This list shows 2 of the 9: only what Head of service owns."
    )


def test_a_row_has_as_many_cells_as_there_are_columns(checklist: Checklist) -> None:
    assert {len(cells) for cells in expected(checklist)} == {len(table.headers(checklist.sections[0]))}


def test_a_row_in_full(checklist: Checklist) -> None:
    row = next(row for row in checklist.rows if row.ref == "2017 P4")
    assert dict(zip(table.headers(checklist.sections[0]), table.cells(row), strict=True)) == {
        "Ref": "2017 P4",
        "Kind": "Priority action",
        "Now": "Open",
        "Recommendation": "Take urgent action so that every child who goes missing is offered a return interview within 72 hours.",
        "Over the years": "",
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
        (section,) = build(replace(matrix, later=later, rows=())).sections
        return table.visit_titles(section)

    assert named("2019-03-06", "2021-05-06") == ("Focused visit 2019", "Focused visit 2021")
    assert named("2019-03-06", "2019-10-23") == ("Focused visit Mar 2019", "Focused visit Oct 2019")
    assert named("2019-03-06", "2019-03-20") == ("Focused visit 6 Mar 2019", "Focused visit 20 Mar 2019")
    assert named("2019-03-06", "2019-03-06") == ("Focused visit 6 Mar 2019 (1)", "Focused visit 6 Mar 2019 (2)")
