"""A second export marks what changed since the last one of the same format, in every format."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reviewer.app.exported import fingerprint, marked
from reviewer.app.exporting import FORMATS, export_checklist
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.document import FactName
from reviewer.domain.revisit import Coverage
from reviewer.export import story as cover
from reviewer.export import table

Export = Callable[..., Path]
SINCE = "since 2 Mar 2026"


@pytest.fixture
def export(workspace: Workspace, story: tuple[str, str], tmp_path: Path) -> Export:
    def make(format: str = "csv", **filters: str) -> Path:
        return export_checklist(workspace, ChecklistFilter(story[0], **filters), format, tmp_path / f"Board.{format}")  # type: ignore[arg-type]

    return make


def now(workspace: Workspace, story: tuple[str, str], format: str = "csv") -> list[str]:
    shown: Checklist = marked(workspace, workspace.checklist(ChecklistFilter(story[0])), format)
    return [table.now_words(row).partition("; ")[2] for row in sorted(shown.rows, key=lambda row: row.ref)]


def text(path: Path) -> str:
    if path.suffix == ".docx":
        return zipfile.ZipFile(path).read("word/document.xml").decode()
    if path.suffix == ".xlsx":
        return "\n".join(str(cell.value) for row in openpyxl.load_workbook(path)["Checklist"] for cell in row)
    return path.read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "pdf"])
def test_every_format_says_it(workspace: Workspace, story: tuple[str, str], export: Export, format: str) -> None:
    assert SINCE not in text(export(format))
    first = workspace.recommendations(story[0])[0]
    workspace.set_action(Action("a", first.id, owner="Head of service"))
    assert text(export(format)).casefold().count(f"changed {SINCE}".casefold()) >= 1
    assert SINCE not in text(export(format)), "nothing changed since the last one"


def test_each_kind_of_change_marks_its_row_alone(workspace: Workspace, story: tuple[str, str], export: Export) -> None:
    first = workspace.recommendations(story[0])[0]
    acts: list[Callable[[], object]] = [
        lambda: workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC),
        lambda: workspace.answer(first.id, story[1], coverage=Coverage.SAME_TOPIC, note="See page 2"),
        lambda: workspace.cite(first.id, story[1], workspace.reading(story[1]).blocks[2].span),
        lambda: workspace.set_action(Action("a", first.id, due="2026-12-03")),
        lambda: workspace.set_action(Action("a", first.id, due="2026-12-03", question="Enough?")),
        lambda: workspace.change_recommendation(replace(first, area="Help")),
    ]
    export()
    assert now(workspace, story) == ["", ""]
    for act in acts:
        act()
        assert now(workspace, story) == [f"changed {SINCE}", ""]
        export()
        assert now(workspace, story) == ["", ""]
    workspace.undo()
    assert now(workspace, story) == [f"changed {SINCE}", ""]


def test_formats_are_apart_and_a_filter_forgets_nothing(workspace: Workspace, story: tuple[str, str], export: Export) -> None:
    first, second = workspace.recommendations(story[0])
    workspace.set_action(Action("a", first.id, owner="Director"))
    export("csv", owner="Director")
    assert now(workspace, story) == ["", f"new {SINCE}"]
    assert now(workspace, story, "md") == ["", ""]
    export("csv")
    workspace.set_action(Action("b", second.id, text="Track"))
    export("csv", owner="Director")
    assert now(workspace, story) == ["", f"changed {SINCE}"]


def test_what_has_gone_is_named_once(workspace: Workspace, story: tuple[str, str], export: Export) -> None:
    first = workspace.recommendations(story[0])[0]
    export("md")
    workspace.delete_highlight(first.highlight)
    shown = marked(workspace, workspace.checklist(ChecklistFilter(story[0])), "md")
    (gone,) = shown.gone
    assert gone.startswith(f"2017 {first.ref}: {first.text[:20]}") and "(in the export of 2 Mar 2026)" in gone
    assert ("No longer in the review", gone) in cover.about(shown)
    assert "No longer in the review" in text(export("md"))
    assert "No longer in the review" not in text(export("md")), "told once"
    workspace.undo()
    assert now(workspace, story, "md") == [f"new {SINCE}", ""]


def test_a_new_later_document_alone_marks_no_row(workspace: Workspace, story: tuple[str, str], export: Export) -> None:
    export("md")
    before = len(workspace.matrix(story[0]).later)
    workspace.set_fact(story[1], FactName.AUTHORITY, workspace.add_authority("Elsewhere"))
    export("md")
    workspace.undo()
    assert len(workspace.matrix(story[0]).later) == before
    assert now(workspace, story, "md") == ["", ""]


def test_what_a_filter_leaves_out_has_not_gone(workspace: Workspace, story: tuple[str, str], export: Export) -> None:
    export("md")
    first = workspace.recommendations(story[0])[0]
    workspace.set_action(Action("a", first.id, owner="Director"))
    assert marked(workspace, workspace.checklist(ChecklistFilter(story[0], owner="Director")), "md").gone == ()


def test_time_alone_changes_nothing(workspace: Workspace, story: tuple[str, str]) -> None:
    row = workspace.checklist(ChecklistFilter(story[0])).rows[0]
    assert fingerprint(replace(row, standing_words="Never revisited, 10 years", years=10, overdue=True), "csv") == fingerprint(row, "csv")


def test_the_story_counts_them(workspace: Workspace, story: tuple[str, str], export: Export) -> None:
    export("md")
    workspace.set_action(Action("a", workspace.recommendations(story[0])[0].id, owner="Director"))
    assert "1 changed or new since the last export" in text(export("md"))


def test_a_column_that_officers_added_is_a_change_in_the_workbook_alone(
    workspace: Workspace, story: tuple[str, str], export: Export
) -> None:
    export("xlsx")
    export("csv")
    first = workspace.recommendations(story[0])[0]
    workspace.take_over([], added=[(first.id, "Our own notes", "Ask the panel")])
    assert now(workspace, story, "xlsx") == [f"changed {SINCE}", ""]
    assert now(workspace, story, "csv") == ["", ""]
