"""An export is written, recorded, and refused with a sentence where it must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.app.exporting import FORMATS, ExportCancelledError, export_checklist
from reviewer.app.workspace import Workspace
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.document import FactName
from reviewer.domain.errors import UserError
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span


@pytest.fixture
def answered(workspace: Workspace, story: tuple[str, str]) -> tuple[str, str]:
    earlier, later = story
    first = workspace.recommendations(earlier)[0]
    workspace.answer(
        first.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED, cite=[_passage(workspace, later)]
    )
    return story


def _passage(workspace: Workspace, document: str) -> Span:
    return workspace.reading(document).blocks[2].span


@pytest.mark.parametrize("format", list(FORMATS))
def test_every_format_is_written_and_recorded(
    workspace: Workspace, answered: tuple[str, str], tmp_path: Path, format: str
) -> None:
    path = tmp_path / f"Checklist.{format}"
    assert export_checklist(workspace, ChecklistFilter(answered[0]), format, path) == path
    assert path.stat().st_size > 500
    latest = workspace.audit(1)[0]
    assert path.name in latest.detail
    assert workspace.undo_label != latest.label, "an export is no act to undo"


def test_the_quotation_is_in_the_file(workspace: Workspace, answered: tuple[str, str], tmp_path: Path) -> None:
    path = export_checklist(workspace, ChecklistFilter(answered[0]), "md", tmp_path / "c.md")
    text = path.read_text(encoding="utf-8")
    assert "“Thresholds are now applied consistently, and partners understand them.”" in text
    assert "Improved, more to do<br>Same topic" in text


def test_a_draft_needs_a_reason_which_is_logged(
    workspace: Workspace, answered: tuple[str, str], tmp_path: Path
) -> None:
    earlier, later = answered
    workspace.set_fact(later, FactName.PUBLICATION_STATE, "draft")
    workspace.set_fact(later, FactName.MARKING, "OFFICIAL-SENSITIVE")
    without = export_checklist(workspace, ChecklistFilter(earlier), "md", tmp_path / "a.md").read_text(encoding="utf-8")
    assert "Thresholds are now applied" not in without
    assert "1 document not yet published is left out." in without
    assert "OFFICIAL" not in without
    chosen = ChecklistFilter(earlier, draft_reason="chief officer asked")
    within = export_checklist(workspace, chosen, "md", tmp_path / "b.md").read_text(encoding="utf-8")
    assert within.startswith("**OFFICIAL-SENSITIVE · Contains unpublished text**")
    assert "chief officer asked" in within
    assert "chief officer asked" in workspace.audit(1)[0].detail


def test_an_unpublished_earlier_document_is_refused_without_a_reason(
    workspace: Workspace, answered: tuple[str, str], tmp_path: Path
) -> None:
    workspace.set_fact(answered[0], FactName.PUBLICATION_STATE, "not-for-publication")
    with pytest.raises(UserError, match="not published"):
        export_checklist(workspace, ChecklistFilter(answered[0]), "md", tmp_path / "a.md")
    assert not (tmp_path / "a.md").exists()


def test_nothing_to_export_is_a_sentence_and_no_file(
    workspace: Workspace, answered: tuple[str, str], tmp_path: Path
) -> None:
    before = workspace.audit()
    with pytest.raises(UserError, match="nothing fits the filters"):
        export_checklist(workspace, ChecklistFilter(answered[0], owner="nobody"), "docx", tmp_path / "a.docx")
    with pytest.raises(UserError, match="no format"):
        export_checklist(workspace, ChecklistFilter(answered[0]), "doc", tmp_path / "a.doc")
    assert not list(tmp_path.glob("a.*"))
    assert workspace.audit() == before


def test_a_failed_write_is_not_recorded(workspace: Workspace, answered: tuple[str, str], tmp_path: Path) -> None:
    before = workspace.audit()
    with pytest.raises(UserError, match="not there any more"):
        export_checklist(workspace, ChecklistFilter(answered[0]), "csv", tmp_path / "gone" / "a.csv")
    assert workspace.audit() == before


def test_unpublished_text_that_cannot_be_logged_does_not_leave(
    workspace: Workspace, answered: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, later = answered
    workspace.set_fact(later, FactName.PUBLICATION_STATE, "draft")
    chosen = ChecklistFilter(earlier, draft_reason="why")
    second = Workspace.open(workspace.path)
    try:
        with pytest.raises(UserError, match="cannot be logged"):
            export_checklist(second, chosen, "csv", tmp_path / "a.csv")
    finally:
        second.close()

    def full(*_: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(workspace, "record_export", full)
    with pytest.raises(UserError, match="disk is full"):
        export_checklist(workspace, chosen, "csv", tmp_path / "b.csv")
    assert not list(tmp_path.glob("*.csv"))


def test_a_second_window_may_export_too(workspace: Workspace, answered: tuple[str, str], tmp_path: Path) -> None:
    second = Workspace.open(workspace.path)
    try:
        assert second.read_only
        path = export_checklist(second, ChecklistFilter(answered[0]), "csv", tmp_path / "a.csv")
        assert path.exists()
    finally:
        second.close()


@pytest.mark.parametrize("format", [one for one in FORMATS if one not in ("md", "csv")])
def test_an_export_that_is_not_wanted_any_more_stops_on_its_way_and_writes_nothing(
    workspace: Workspace, story: tuple[str, str], tmp_path: Path, format: str
) -> None:
    path = tmp_path / f"Board.{format}"
    path.write_bytes(b"the old one")
    asked: list[int] = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 2

    label = workspace.undo_label
    with pytest.raises(ExportCancelledError, match="Nothing was written"):
        export_checklist(workspace, ChecklistFilter(story[0]), format, path, wanted=wanted)
    assert len(asked) == 2, "it stopped at once"
    assert path.read_bytes() == b"the old one" and workspace.undo_label == label
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []
    counted: list[int] = []
    export_checklist(workspace, ChecklistFilter(story[0]), format, path, wanted=lambda: counted.append(1) is None)
    assert len(counted) > 2, "asked while it is made, not only at the end"
