"""An Excel checklist that was filled in: exported, changed with another program's hands, read, compared, taken over."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reviewer.app.exporting import export_checklist
from reviewer.app.returning import FieldChange, Returned, read_returned, shown, take_over
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.domain.recommendation import Recommendation
from reviewer.export.row_mark import MARK_TITLE

Fill = Callable[[Worksheet], None]
MARCH = "2026-03-31"


@pytest.fixture
def two(workspace: Workspace, story: tuple[str, str]) -> tuple[Recommendation, Recommendation]:
    first, second = workspace.recommendations(story[0])
    workspace.set_action(
        Action("a", first.id, "Train the board", "Head of service", MARCH, ActionStatus.IN_PROGRESS, "Minutes", "Enough?")
    )
    return first, second


@pytest.fixture
def send(workspace: Workspace, story: tuple[str, str], two: object, tmp_path: Path) -> Callable[..., Path]:
    """Export the checklist; let ``fill`` change its first sheet (or ``whole`` its book) as an owner would."""

    def make(fill: Fill | None = None, whole: Callable[[Workbook], None] | None = None) -> Path:
        path = export_checklist(workspace, ChecklistFilter(story[0]), "xlsx", tmp_path / "Filled in.xlsx")
        book = openpyxl.load_workbook(path)
        if fill:
            fill(book["Checklist"])
        if whole:
            whole(book)
        book.save(path)
        return path

    return make


def at(sheet: Worksheet, ref: str, title: str) -> str:
    """Return the coordinate of a cell by its row's ref and its column's title."""
    column = next(cell.column_letter for cell in sheet[1] if cell.value == title)
    row = next(cell.row for cell in sheet["B"] if cell.value == ref)
    return f"{column}{row}"


def put(sheet: Worksheet, ref: str, title: str, value: object) -> None:
    sheet[at(sheet, ref, title)].value = value  # type: ignore[assignment]


def said(returned: Returned) -> dict[tuple[str, str], str]:
    return {(change.ref, change.title): change.new for change in returned.changes}


def fill_in(sheet: Worksheet) -> None:
    put(sheet, "2017 R1", "Council status", "Checked with evidence")
    put(sheet, "2017 R1", "Evidence held", "Minutes\nAudit of March")
    put(sheet, "2017 R1", "Due", dt.datetime(2026, 6, 30))
    put(sheet, "2017 R2", "Council action", "Weekly tracking")
    put(sheet, "2017 R2", "Owner", "Service manager, fostering")
    put(sheet, "2017 R2", "Due", "3 December 2026")
    put(sheet, "2017 R2", "Question for the board", "=1+1?")
    sheet[at(sheet, "2017 R2", "Question for the board")].data_type = "s"


def test_what_nobody_touched_brings_nothing(workspace: Workspace, send: Callable[..., Path]) -> None:
    returned = read_returned(workspace, send())
    assert (returned.changes, returned.problems, returned.rows, returned.newer) == ((), (), 2, 0)


def test_the_mark_is_hidden_and_moves_with_its_row(send: Callable[..., Path]) -> None:
    sheet = openpyxl.load_workbook(send())["Checklist"]
    column = next(cell for cell in sheet[1] if cell.value == MARK_TITLE)
    assert sheet.column_dimensions[column.column_letter].hidden
    assert sheet.auto_filter.ref == sheet.dimensions, "sorting takes the mark along"


def test_filled_in_taken_over_and_undone(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(fill_in))
    assert said(returned) == {
        ("2017 R1", "Due"): "2026-06-30", ("2017 R1", "Council status"): "Checked with evidence",
        ("2017 R1", "Evidence held"): "Minutes\nAudit of March", ("2017 R2", "Council action"): "Weekly tracking",
        ("2017 R2", "Owner"): "Service manager, fostering", ("2017 R2", "Due"): "2026-12-03",
        ("2017 R2", "Question for the board"): "=1+1?",
    }  # fmt: skip
    assert not any(change.clash for change in returned.changes)
    before = workspace.action(two[0].id)
    assert take_over(workspace, returned.changes, returned.name) == 2
    assert workspace.action(two[0].id) == Action(
        "a", two[0].id, "Train the board", "Head of service", "2026-06-30", ActionStatus.CHECKED, "Minutes\nAudit of March", "Enough?"
    )
    second = workspace.action(two[1].id)
    assert second is not None
    assert (second.text, second.reason) == ("Weekly tracking", "")
    assert (second.owner, second.due, second.question) == ("Service manager, fostering", "2026-12-03", "=1+1?")
    assert workspace.audit(1)[0].detail == "7 changes from Filled in.xlsx"
    assert workspace.undo() == "Take over a filled-in checklist"
    assert (workspace.action(two[0].id), workspace.action(two[1].id)) == (before, None)
    workspace.redo()
    assert read_returned(workspace, send()).changes == ()


def test_only_the_chosen_changes_are_taken_over(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(fill_in))
    take_over(workspace, [change for change in returned.changes if change.title == "Owner"], returned.name)
    first, second = workspace.action(two[0].id), workspace.action(two[1].id)
    assert first is not None
    assert second is not None
    assert (first.due, first.status, second.text, second.owner) == (
        MARCH, ActionStatus.IN_PROGRESS, "", "Service manager, fostering",
    )  # fmt: skip


def test_what_only_the_review_changed_since_stays(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    path = send(lambda sheet: put(sheet, "2017 R1", "Evidence held", "From the owner"))
    action = workspace.action(two[0].id)
    assert action is not None
    workspace.set_action(replace(action, owner="Director", evidence_held="From the officer"))
    returned = read_returned(workspace, path)
    assert [(c.title, c.old, c.new, c.clash) for c in returned.changes] == [
        ("Evidence held", "From the officer", "From the owner", True)
    ]
    assert returned.newer == 1


def test_a_change_made_meanwhile_is_not_written_over(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(fill_in))
    workspace.set_action(Action("b", two[1].id, "My own words"))
    with pytest.raises(UserError, match="meanwhile"):
        take_over(workspace, returned.changes, returned.name)
    first = workspace.action(two[0].id)
    assert first is not None
    assert first.status is ActionStatus.IN_PROGRESS, "nothing of it was written"


def test_an_added_column_that_was_changed_meanwhile_is_not_written_over(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(add_notes("Ask the panel")))
    workspace.take_over([], added=[(two[1].id, "Our own notes", "Asked")])
    with pytest.raises(UserError, match="column that officers added was changed here meanwhile"):
        take_over(workspace, returned.changes, returned.name)
    assert workspace.added_cells(two[1].id) == {"Our own notes": "Asked"}


def test_a_reason_alone_is_a_reason_and_no_action(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(lambda sheet: put(sheet, "2017 R2", "Council action", "Reason: Now in the plan for 2027")))
    take_over(workspace, returned.changes, returned.name)
    action = workspace.action(two[1].id)
    assert action is not None
    assert (action.text, action.reason) == ("", "Now in the plan for 2027")


def test_sorted_with_a_line_on_top_and_a_column_between(workspace: Workspace, send: Callable[..., Path]) -> None:
    def rearrange(sheet: Worksheet) -> None:
        fill_in(sheet)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.insert_cols(4)
        sheet["D1"] = "Our own notes"
        sheet["D2"] = "Ask the panel"
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Version for the panel"

    def text_again(book: Workbook) -> None:
        for row in book["Checklist"].iter_rows(min_row=4):
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"

    returned = read_returned(workspace, send(rearrange, text_again))
    assert len([change for change in returned.changes if not change.added]) == 7
    assert returned.problems == ()
    assert [(c.title, c.new) for c in returned.changes if c.added] == [("Our own notes", "Ask the panel")]


def test_columns_of_later_visits_are_not_taken_for_added_ones(workspace: Workspace, send: Callable[..., Path]) -> None:
    returned = read_returned(workspace, send(lambda sheet: put(sheet, "2017 R1", "Focused visit 2019", "Not ours to say")))
    assert returned.changes == ()


def test_rows_that_do_not_match_are_listed(workspace: Workspace, send: Callable[..., Path]) -> None:
    def add(sheet: Worksheet) -> None:
        sheet["B7"], sheet["E7"] = "New", "A recommendation of our own"
        for cell in sheet[2]:
            sheet.cell(8, cell.column).value = cell.value
        for cell in sheet[3]:
            sheet.cell(9, cell.column).value = cell.value
        mark = next(cell for cell in sheet[9] if str(cell.value).startswith("1 "))
        mark.value = str(mark.value).replace(str(mark.value).split()[1], "f" * 32)

    returned = read_returned(workspace, send(add))
    assert returned.changes == ()
    new, twice, gone = returned.problems
    assert new.startswith("Row 7 (New) carries no mark")
    assert "stands in row 2 already" in twice
    assert gone.startswith("Row 9")
    assert "not in this review" in gone


@pytest.mark.parametrize(
    ("title", "value", "problem"),
    [
        ("Due", "end of term", "“end of term” is no date"), ("Due", "31/02/2026", "is no date"), ("Due", "Friday 3 December 2026", "is no date"), ("Due", 12, "of the year 1900"),
        ("Council status", "Nearly there", "is no status"), ("Evidence held", "=A1", "formula without a value"),
        ("Owner", "#REF!", "holds the error #REF!"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named_and_the_rest_goes_on(
    workspace: Workspace, send: Callable[..., Path], title: str, value: object, problem: str
) -> None:
    def spoil(sheet: Worksheet) -> None:
        put(sheet, "2017 R1", title, value)
        put(sheet, "2017 R2", "Owner", "Somebody")

    returned = read_returned(workspace, send(spoil))
    (line,) = returned.problems
    assert problem in line
    assert "2017 R1" in line
    assert said(returned) == {("2017 R2", "Owner"): "Somebody"}


@pytest.mark.parametrize(
    ("value", "due"),
    [("3/12/26", "2026-12-03"), ("3rd December 2026", "2026-12-03"), (46359, "2026-12-03"), (dt.date(2026, 12, 3), "2026-12-03"),
     ("Thursday 3 December 2026", "2026-12-03"), ("Thu, 3 Dec 2026", "2026-12-03"), (46359.0, "2026-12-03"), (None, "")],
)  # fmt: skip
def test_a_date_however_it_was_typed(workspace: Workspace, send: Callable[..., Path], value: object, due: str) -> None:
    def write(sheet: Worksheet) -> None:
        cell = sheet[at(sheet, "2017 R1", "Due")]
        cell.number_format = "General" if isinstance(value, int | float) else cell.number_format
        cell.value = value  # type: ignore[assignment]

    (change,) = read_returned(workspace, send(write)).changes
    assert (change.title, change.new) == ("Due", due)
    assert shown(change, change.new) == ("3 Dec 2026" if due else "")
    assert change.typed == ("3/12/26" if value == "3/12/26" else ""), "what could be read otherwise is shown as it was typed"


@pytest.mark.parametrize(("value", "text"), [(True, "Yes"), (False, "No"), (3.0, "3"), (2.5, "2.5"), (dt.datetime(2026, 12, 3, 9), "3 Dec 2026")])
def test_what_is_no_text_is_told_as_people_read_it(workspace: Workspace, send: Callable[..., Path], value: object, text: str) -> None:
    assert said(read_returned(workspace, send(lambda sheet: put(sheet, "2017 R2", "Evidence held", value)))) == {("2017 R2", "Evidence held"): text}


def test_a_formula_gives_the_value_that_was_kept_and_is_never_worked_out(workspace: Workspace, send: Callable[..., Path]) -> None:
    path = send(lambda sheet: put(sheet, "2017 R1", "Owner", "KEPT-VALUE"))
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    cell = openpyxl.load_workbook(path)["Checklist"]
    where = at(cell, "2017 R1", "Owner").encode()
    sheet = parts["xl/worksheets/sheet1.xml"]
    start = sheet.index(b'<c r="' + where + b'"')
    end = sheet.index(b"</c>", start) + 4
    formula = b'<c r="' + where + b'" t="str"><f>"DIRECTOR"&amp;1</f><v>Value that was kept</v></c>'
    parts["xl/worksheets/sheet1.xml"] = sheet[:start] + formula + sheet[end:]
    with zipfile.ZipFile(path, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert said(read_returned(workspace, path)) == {("2017 R1", "Owner"): "Value that was kept"}


def test_a_tick_means_done_awaiting_check(workspace: Workspace, send: Callable[..., Path]) -> None:
    (change,) = read_returned(workspace, send(lambda sheet: put(sheet, "2017 R1", "Done", "☒"))).changes
    assert (change.title, change.new, change.ticked) == ("Council status", "Done, awaiting check", True)

    def both(sheet: Worksheet) -> None:
        put(sheet, "2017 R1", "Done", "☒")
        put(sheet, "2017 R1", "Council status", "Superseded")

    (change,) = read_returned(workspace, send(both)).changes
    assert (change.new, change.ticked) == ("Superseded", False)


def test_the_reason_for_closing_comes_back_where_it_belongs(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    workspace.set_action(Action("a", two[0].id, "Train", status=ActionStatus.NOT_PURSUED, reason="Merged"))
    path = send(lambda sheet: put(sheet, "2017 R1", "Council action", "Train\nand test\nReason: Merged with R2"))
    returned = read_returned(workspace, path)
    take_over(workspace, returned.changes, returned.name)
    action = workspace.action(two[0].id)
    assert action is not None
    assert (action.text, action.reason) == ("Train\nand test", "Merged with R2")
    assert read_returned(workspace, path).changes == ()


@pytest.mark.parametrize("text", ["", "  x  ", "a\r\nb", "a\n\nb ", "=1", "+44", "x" * 40000, "a\x0bb", "naïve 😀", "Reason: only"])
def test_whatever_stands_in_the_review_comes_back_as_it_was(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path], text: str
) -> None:
    workspace.set_action(Action("a", two[0].id, text, text.strip() or "x", "", ActionStatus.DONE, text, text, text))
    returned = read_returned(workspace, send())
    assert (returned.changes, returned.newer, returned.problems) == ((), 0, ())


def test_a_checklist_of_another_review(tmp_path: Path, send: Callable[..., Path]) -> None:
    other = Workspace.open(tmp_path / "Other.review")
    try:
        with pytest.raises(UserError, match="another review"):
            read_returned(other, send())
    finally:
        other.close()


def _workbook(*titles: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(titles)  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not an Excel workbook"), (b"%PDF-1.7 a report", "not an Excel workbook"), (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"), (_workbook("Ref", "Due"), "not a checklist that Reviewer wrote"),
        (_workbook("Due", "Owner", "Due", MARK_TITLE), "two columns called “Due”"),
        (_workbook("Due", MARK_TITLE), "marks of its rows were lost"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_a_sentence(workspace: Workspace, story: object, tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "Sent back.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=problem) as refused:
        read_returned(workspace, path)
    assert "Sent back.xlsx" in str(refused.value)


def test_other_bad_files(workspace: Workspace, send: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_returned(workspace, tmp_path / "gone.xlsx")
    path = send()
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for broken in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"):
        with zipfile.ZipFile(path, "w") as packed:
            for name, part in parts.items():
                packed.writestr(name, part[: len(part) // 2] if name == broken else part)
        with pytest.raises(UserError, match=r"damaged|not a checklist"):
            read_returned(workspace, path)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", b"<a/>")
    with pytest.raises(UserError, match="not an Excel workbook"):
        read_returned(workspace, path)


def test_a_file_that_unpacks_to_more_than_any_checklist(
    workspace: Workspace, send: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = send()
    monkeypatch.setattr("reviewer.export.packed.LARGEST_OPEN", 1000)
    with pytest.raises(UserError, match="far larger"):
        read_returned(workspace, path)


def test_a_read_only_review_is_not_changed(workspace: Workspace, send: Callable[..., Path], review: Path) -> None:
    returned = read_returned(workspace, send(fill_in))
    second = Workspace.open(review)
    try:
        assert second.read_only
        with pytest.raises(UserError):
            take_over(second, returned.changes, returned.name)
    finally:
        second.close()


def test_nothing_chosen_is_no_step(workspace: Workspace, send: Callable[..., Path]) -> None:
    label = workspace.undo_label
    changes: list[FieldChange] = []
    assert take_over(workspace, changes, "x") == 0
    assert workspace.undo_label == label


def add_notes(text: str | None) -> Fill:
    def add(sheet: Worksheet) -> None:
        titles = {cell.value: cell.column for cell in sheet[1]}
        column = titles.get("Our own notes", sheet.max_column + 1)
        sheet.cell(1, column).value = "Our own notes"
        sheet.cell(sheet[at(sheet, "2017 R2", "Ref")].row, column).value = text

    return add


def test_columns_that_officers_added_are_kept_and_go_out_again(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(add_notes("Ask the panel")))
    (change,) = returned.changes
    assert (change.ref, change.title, change.old, change.new, change.added) == (
        "2017 R2", "Our own notes", "", "Ask the panel", True,
    )  # fmt: skip
    take_over(workspace, returned.changes, returned.name)
    assert workspace.added_cells(two[1].id) == {"Our own notes": "Ask the panel"}
    again = send()
    assert read_returned(workspace, again).changes == (), "it goes out again and comes back the same"
    sheet = openpyxl.load_workbook(again)["Checklist"]
    assert sheet[at(sheet, "2017 R2", "Our own notes")].value == "Ask the panel"
    (gone,) = read_returned(workspace, send(add_notes(None))).changes
    assert (gone.old, gone.new) == ("Ask the panel", "")
    take_over(workspace, [gone], "x")
    assert workspace.added_cells(two[1].id) == {}
    workspace.undo()
    workspace.undo()
    assert workspace.added_cells(two[1].id) == {}
    workspace.redo()
    assert workspace.added_cells(two[1].id) == {"Our own notes": "Ask the panel"}


def test_what_was_added_goes_with_its_recommendation_and_comes_back(
    workspace: Workspace, story: tuple[str, str], two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(add_notes("Ask the panel")))
    take_over(workspace, returned.changes, returned.name)
    workspace.remove_document(story[0])
    assert workspace.added_cells(two[1].id) == {}
    workspace.undo()
    assert workspace.added_cells(two[1].id) == {"Our own notes": "Ask the panel"}


def test_rows_that_did_not_come_back_are_named_and_nothing_is_changed(workspace: Workspace, send: Callable[..., Path]) -> None:
    path = send(lambda sheet: sheet.delete_rows(2))
    gone = [sentence for sentence in read_returned(workspace, path).problems if "went out" in sentence]
    assert len(gone) == 1
    assert gone[0].startswith("1 row that went out is not in the file: 2017 ")
    assert gone[0].endswith("The review keeps what it says there.")
    assert read_returned(workspace, path).changes == ()


def test_a_row_whose_recommendation_was_deleted_since_is_not_missed(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    path = send(lambda sheet: sheet.delete_rows(3))
    workspace.delete_highlight(two[1].highlight)
    assert read_returned(workspace, path).problems == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [("Completed", "Done, awaiting check"), ("on track", "In progress"), ("Signed-off", "Checked with evidence"), ("Compleet", "Done, awaiting check"), ("Blue", "")],
)
def test_a_status_in_other_words_is_asked_about_and_never_guessed(
    workspace: Workspace, send: Callable[..., Path], two: tuple[Recommendation, Recommendation], said: str, asked: str
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet[at(sheet, f"2017 {two[0].ref}", "Council status")] = said

    returned = read_returned(workspace, send(fill))
    (sentence,) = returned.problems
    assert f"“{said}” is no status, so the status here stays." in sentence
    assert (f"Perhaps “{asked}” is meant." in sentence) == bool(asked)
    assert "The list offers: Not started; In progress; Done, awaiting check" in sentence
    assert returned.changes == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_says_the_same(
    workspace: Workspace, send: Callable[..., Path], two: tuple[Recommendation, Recommendation], tmp_path: Path
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet[at(sheet, f"2017 {two[0].ref}", "Due")] = "3/4/2026"
        sheet[at(sheet, f"2017 {two[0].ref}", "Evidence held")] = "Audit report"

    path = send(fill)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "again"), str(path)], check=True, capture_output=True, timeout=120)
    again = read_returned(workspace, tmp_path / "again" / path.name)
    assert again.changes == read_returned(workspace, path).changes
    assert [(change.title, change.new) for change in again.changes] == [("Due", "2026-04-03"), ("Evidence held", "Audit report")]
    assert again.problems == ()


def test_two_peoples_copies_one_after_another(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path], tmp_path: Path
) -> None:
    def first(sheet: Worksheet) -> None:
        put(sheet, "2017 R1", "Owner", "Assistant director")
        put(sheet, "2017 R2", "Owner", "Head of MASH")
        add_notes("Amber")(sheet)

    def second(sheet: Worksheet) -> None:
        put(sheet, "2017 R1", "Owner", "Virtual school head")
        put(sheet, "2017 R1", "Question for the board", "Still?")
        add_notes("Red")(sheet)

    one = shutil.copy(send(first), tmp_path / "one.xlsx")
    other = shutil.copy(send(second), tmp_path / "other.xlsx")
    empty = shutil.copy(send(add_notes("")), tmp_path / "empty.xlsx")
    returned = read_returned(workspace, one)
    assert not any(change.clash for change in returned.changes)
    take_over(workspace, returned.changes, returned.name)
    later = read_returned(workspace, other)
    clashes = {(change.ref, change.title): (change.old, change.new, change.clash) for change in later.changes}
    assert clashes == {
        ("2017 R1", "Owner"): ("Assistant director", "Virtual school head", True),
        ("2017 R1", "Question for the board"): ("Enough?", "Still?", False),
        ("2017 R2", "Our own notes"): ("Amber", "Red", True),
    }
    assert later.newer == 1, "what the second person left alone does not undo the first"
    assert (read_returned(workspace, empty).changes, read_returned(workspace, empty).newer) == ((), 3)


def test_an_added_column_that_went_out_and_comes_back_changed_is_no_clash(
    workspace: Workspace, two: tuple[Recommendation, Recommendation], send: Callable[..., Path]
) -> None:
    returned = read_returned(workspace, send(add_notes("Amber")))
    take_over(workspace, returned.changes, returned.name)
    (change,) = read_returned(workspace, send(add_notes("Green"))).changes
    assert (change.old, change.new, change.clash) == ("Amber", "Green", False)


def test_rows_divided_among_sheets_are_all_read(workspace: Workspace, send: Callable[..., Path]) -> None:
    def divide(book: Workbook) -> None:
        team = book.copy_worksheet(book["Checklist"])
        team.title = "Fostering"
        book["Checklist"].delete_rows(book["Checklist"][at(book["Checklist"], "2017 R2", "Ref")].row)
        put(team, "2017 R2", "Owner", "Service manager")
        put(team, "2017 R1", "Evidence held", "Other minutes")

    returned = read_returned(workspace, send(whole=divide))
    assert said(returned) == {("2017 R2", "Owner"): "Service manager"}
    assert returned.rows == 2
    (twice,) = returned.problems
    assert twice == "Row 2 of “Fostering”: 2017 R1 stands in row 2 of “Checklist” already, with something else under “Evidence held”; this one is not taken over."


def test_a_copied_sheet_is_told_in_one_sentence(workspace: Workspace, send: Callable[..., Path]) -> None:
    returned = read_returned(workspace, send(whole=lambda book: book.copy_worksheet(book["Checklist"])))
    assert returned.changes == ()
    assert returned.problems == ("“Checklist Copy” repeats 2 rows of another sheet word for word; each was read once.",)


def test_a_renamed_column_is_told(workspace: Workspace, send: Callable[..., Path]) -> None:
    def rename(sheet: Worksheet) -> None:
        next(cell for cell in sheet[1] if cell.value == "Owner").value = "Lead"

    returned = read_returned(workspace, send(rename))
    assert returned.problems == ("There is no column “Owner” in the file: it was renamed or deleted. The review keeps what it says there.",)
    assert said(returned) == {("2017 R1", "Lead"): "Head of service"}


def test_spaces_in_a_role_are_no_change_and_a_share_is_told_as_a_share(workspace: Workspace, send: Callable[..., Path]) -> None:
    def fill(sheet: Worksheet) -> None:
        put(sheet, "2017 R1", "Owner", " Head  of service")
        put(sheet, "2017 R1", "Evidence held", 0.85)
        sheet[at(sheet, "2017 R1", "Evidence held")].number_format = "0%"

    assert said(read_returned(workspace, send(fill))) == {("2017 R1", "Evidence held"): "85%"}


def test_an_opendocument_file_is_refused_with_what_to_do(workspace: Workspace, story: object, tmp_path: Path) -> None:
    path = tmp_path / "Filled in.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UserError, match=r"OpenDocument spreadsheet \(.ods\). Save it as an .xlsx workbook"):
        read_returned(workspace, path)
