"""The life of the file as the program without a window sees it: windows, copies, backups, erasing."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.app.exporting import export_checklist
from reviewer.app.workspace import Workspace
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.document import Reading
from reviewer.domain.errors import ReadOnlyError, UserError
from reviewer.domain.span import Span

Make = Callable[..., Reading]


def test_the_whole_review_is_one_file_that_can_be_moved(
    workspace: Workspace, story: tuple[str, str], tmp_path: Path
) -> None:
    matrix, highlights = workspace.matrix(story[0]), workspace.highlights()
    workspace.set_setting("place", "7")
    workspace.close()
    moved = tmp_path / "elsewhere" / "moved.review"
    moved.parent.mkdir()
    workspace.path.rename(moved)
    again = Workspace.open(moved)
    assert (again.matrix(story[0]), again.highlights()) == (matrix, highlights)
    assert (again.setting("place"), again.setting("zoom", "1")) == ("7", "1")
    assert again.undo_label is None
    again.close()


def test_a_second_window_sees_what_the_first_does_and_can_do_nothing(
    workspace: Workspace, story: tuple[str, str], review: Path
) -> None:
    second = Workspace.open(review)
    heard: list[frozenset[str]] = []
    second.subscribe(heard.append)
    before = second.documents()
    assert second.read_only
    assert not second.refresh()
    with pytest.raises(ReadOnlyError):
        second.tag_span(story[0], Span(0, 9), "tag-concern")
    workspace.remove_document(story[1])
    assert second.refresh()
    assert "document" in heard[0]
    assert [document.id for document in second.documents()] == [before[0].id]
    assert not second.refresh()
    second.close()


def test_settings_are_no_act(workspace: Workspace, story: tuple[str, str]) -> None:
    lines, label = len(workspace.audit()), workspace.undo_label
    workspace.set_setting("zoom", "1.5")
    workspace.set_setting("zoom", "2")
    assert workspace.setting("zoom") == "2"
    assert (len(workspace.audit()), workspace.undo_label) == (lines, label)


def test_restoring_a_backup_tells_everyone_and_forgets_undo(review: Path, letter: Make) -> None:
    days = itertools.count(1)
    day = [dt.date(2026, 1, 1)]
    workspace = Workspace.open(review, now=lambda: f"{day[0].isoformat()}T10:00:{next(days) % 60:02}+00:00")
    one = workspace.import_reading(file_name="1.md", data=b"1", reading=letter())
    workspace.close()
    day[0] = dt.date(2026, 1, 2)
    workspace = Workspace.open(review, now=lambda: f"{day[0].isoformat()}T10:00:00+00:00")
    workspace.set_fact(one, next(iter(workspace.document(one).facts)).read.name, None)
    while not workspace.backups():
        time.sleep(0.01)
    workspace.remove_document(one)
    heard: list[frozenset[str]] = []
    workspace.subscribe(heard.append)
    (backup,) = workspace.backups()
    workspace.restore(backup)
    assert [document.id for document in workspace.documents()] == [one]
    assert workspace.reading(one) == letter()
    assert workspace.undo_label is None
    assert {"document", "highlight", "tag"} <= heard[0]
    assert len(workspace.backups()) == 2
    workspace.close()


def test_an_erased_document_leaves_no_word_behind(
    workspace: Workspace, story: tuple[str, str], letter: Make, tmp_path: Path
) -> None:
    secret = "Zyxomma petiolatum"
    document = workspace.import_reading(
        file_name="s.md", data=f"bytes {secret}".encode() * 999, reading=letter(extra=f"{secret}. " * 300)
    )
    start = workspace.reading(document).text.index(secret)
    workspace.tag_span(document, Span(start, start + len(secret)), "tag-recommendation")
    workspace.set_note(workspace.tag_span(document, Span(start, start + 7), "tag-concern"), f"On {secret}")
    workspace.delete_highlight(workspace.highlights(document)[0].id)
    workspace.save_copy(workspace.path.with_name("Board backups") / "0001 2026-03-01.review")
    others = [workspace.documents()[0], workspace.recommendations(story[0]), workspace.highlights(story[0])]
    workspace.erase_document(document)
    assert [workspace.documents()[0], workspace.recommendations(story[0]), workspace.highlights(story[0])] == others
    assert workspace.undo_label is None
    assert workspace.backups() == ()
    assert workspace.audit(1)[0].label == "Erase a document"
    assert len(workspace.search("thresholds")) == 3
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"yxomma" not in file.read_bytes().lower(), file.name


def test_what_was_exported_of_an_erased_document_is_kept_nowhere(
    workspace: Workspace, story: tuple[str, str], tmp_path: Path
) -> None:
    words = b"Improve assessments of connected persons"
    export_checklist(workspace, ChecklistFilter(story[0]), "md", tmp_path / "Checklist.md")
    workspace.set_setting(f"place:{story[0]}", "7")
    workspace.set_setting(f"place:{story[1]}", "2")
    workspace.set_setting("last-document", story[0])
    workspace.erase_document(story[0])
    assert [workspace.setting(name) for name in (f"place:{story[0]}", "last-document", f"place:{story[1]}")] == ["", "", "2"]
    workspace.close()
    for file in tmp_path.glob("Board*"):
        assert words not in file.read_bytes(), file.name


def test_erasing_gives_the_room_back_and_leaves_the_backups_that_never_held_it(
    workspace: Workspace, story: tuple[str, str], letter: Make, review: Path
) -> None:
    folder = review.with_name("Board backups")
    workspace.save_copy(folder / "0001 2026-03-01.review")
    secret = workspace.import_reading(file_name="s.md", data=bytes(400_000), reading=letter(extra="Zyxomma. " * 300))
    workspace.save_copy(folder / "0002 2026-03-02.review")
    workspace.remove_document(secret)
    workspace.save_copy(folder / "0003 2026-03-03.review")  # which holds the document as one that can be restored
    (folder / "0004 2026-03-04.review").write_bytes(b"damaged")
    before = workspace.backups()[1].stat().st_size  # the whole review in one file, without a log
    workspace.erase_removed(secret)
    assert [backup.name for backup in workspace.backups()] == ["0001 2026-03-01.review"], "and nobody knows what a damaged one holds"
    assert review.stat().st_size < before - 300_000


def test_what_has_gone_is_said_in_a_sentence(workspace: Workspace, story: tuple[str, str]) -> None:
    gone: list[Callable[[], object]] = [
        lambda: workspace.document("x"), lambda: workspace.reading("x"), lambda: workspace.original("x"),
        lambda: workspace.remove_document("x"), lambda: workspace.delete_highlight("x"),
        lambda: workspace.set_note("x", ""), lambda: workspace.tag_span(story[0], Span(0, 5), "x"),
        lambda: workspace.accept_suggestions(["x"]), lambda: workspace.uncite("x"), lambda: workspace.delete_tag("x"),
    ]
    for intent in gone:
        with pytest.raises(UserError, match="no longer in the review"):
            intent()
