"""Importing files: in worker processes, where one bad file harms only itself."""

from __future__ import annotations

import importlib
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.app.importing import FileProgress, FileState, find_files, import_paths
from reviewer.app.workspace import Workspace

# A reader that does what the first line of a file says. The workers import it by name, so it lies in a real module.
READER = """
    import os, time
    from reviewer.domain.document import Block, BlockKind, Reading
    from reviewer.domain.errors import UnreadableFileError

    def read(name, data):
        text = data.decode()
        if text.startswith("die"):
            os._exit(11)
        if text.startswith("hang"):
            time.sleep(600)
        if text.startswith("refuse"):
            raise UnreadableFileError(f"{name} is a web page, not a PDF.")
        if text.startswith("bug"):
            raise KeyError("secret words")
        if text.startswith("memory"):
            raise MemoryError
        return Reading("text", (Block(1, BlockKind.PARAGRAPH, 0, len(text), text),))
"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Any]:
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "planted_reader.py").write_text(textwrap.dedent(READER), encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("planted_reader").read
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("planted_reader", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


def write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def names(results: tuple[Any, ...]) -> set[str]:
    return {result.path.stem for result in results}


def test_one_bad_file_never_stops_the_rest(workspace: Workspace, folder: Path, reader: Any) -> None:
    write(
        folder, a="one", b="die", c="two", d="refuse", e="bug", f="memory", g="die again", h="three", i="hang", j="four"
    )
    summary = import_paths(workspace, [folder], workers=2, reader=reader, time_limit=4)
    assert names(summary.imported) == {"a", "c", "h", "j"}
    said = {result.path.stem: result.sentence for result in summary.refused}
    assert set(said) == {"b", "d", "e", "f", "g", "i"}
    assert "stopped the reading process" in said["b"] and "b.txt" in said["b"]
    assert said["d"] == "d.txt is a web page, not a PDF."
    assert "secret words" not in said["e"]
    assert "memory" in said["f"]
    assert "took too long" in said["i"]
    assert summary.sentence == "4 files imported, 6 left out."
    assert {document.file_name for document in workspace.documents()} == {"a.txt", "c.txt", "h.txt", "j.txt"}


def test_an_import_is_one_undo_step(workspace: Workspace, folder: Path, reader: Any) -> None:
    write(folder, a="one", b="two", c="three")
    import_paths(workspace, [folder], reader=reader)
    assert len(workspace.documents()) == 3
    workspace.undo()
    assert workspace.documents() == ()


def test_known_files_are_recognised_before_they_are_read(workspace: Workspace, folder: Path, reader: Any) -> None:
    first = import_paths(workspace, write(folder, a="one"), reader=reader)
    again = write(folder, a="one", copy="one", b="two", b2="two")
    second = import_paths(workspace, again, reader=reader)
    assert names(second.imported) == {"b"}
    assert names(second.already_there) == {"a", "copy", "b2"}
    known = {result.path.stem: result.document for result in second.already_there}
    assert known["copy"] == first.documents[0]
    assert second.sentence == "1 file imported, 3 already there."


def test_the_same_bad_file_under_two_names_is_refused_twice(workspace: Workspace, folder: Path, reader: Any) -> None:
    write(folder, a="refuse", b="refuse", c="one", d="one")
    summary = import_paths(workspace, [folder], reader=reader)
    assert names(summary.refused) == {"a", "b"}
    assert {result.sentence for result in summary.refused} == {"a.txt is a web page, not a PDF."}
    assert names(summary.imported) == {"c"}
    (twin,) = summary.already_there
    assert (twin.path.stem, twin.document, twin.sentence) == (
        "d",
        summary.documents[0],
        "d.txt is the same file as c.txt.",
    )


def test_a_twin_that_comes_long_after_is_settled_too(workspace: Workspace, folder: Path, reader: Any) -> None:
    write(folder, a="refuse", b="one", **{f"c{n}": f"text {n}" for n in range(8)}, y="one", z="refuse")
    summary = import_paths(workspace, [folder], reader=reader, workers=1)
    assert names(summary.refused) == {"a", "z"}
    assert names(summary.already_there) == {"y"}
    assert len(summary.imported) == 9


def test_progress_tells_each_file_to_its_end(workspace: Workspace, folder: Path, reader: Any) -> None:
    told: list[FileProgress] = []
    write(folder, a="one", b="refuse", c="two")
    import_paths(workspace, [folder, folder / "gone.pdf"], progress=told.append, reader=reader)
    assert {progress.total for progress in told} == {4}
    for stem, end in {
        "a": FileState.IMPORTED,
        "b": FileState.REFUSED,
        "c": FileState.IMPORTED,
        "gone": FileState.REFUSED,
    }.items():
        states = [progress.state for progress in told if progress.path.stem == stem]
        assert states[0] is FileState.WAITING
        assert states[-1] is end
    settled = [progress.done for progress in told if progress.state.done]
    assert settled == [1, 2, 3, 4]


def test_cancel_keeps_what_is_saved_and_begins_no_more(workspace: Workspace, folder: Path, reader: Any) -> None:
    write(folder, **{f"f{n:02}": f"text {n}" for n in range(30)})
    told: list[FileProgress] = []
    summary = import_paths(
        workspace, [folder], progress=told.append, cancelled=lambda: any(p.state.done for p in told), reader=reader
    )
    assert summary.cancelled
    assert 1 <= len(summary.imported) < 30
    assert len(workspace.documents()) == len(summary.imported)
    assert summary.sentence.endswith("cancelled, the rest was not begun.")


def test_cancel_stops_a_file_that_hangs(workspace: Workspace, folder: Path, reader: Any) -> None:
    calls = []
    summary = import_paths(
        workspace, write(folder, a="hang"), cancelled=lambda: bool(calls.append(1)) or len(calls) > 5, reader=reader
    )
    assert summary.cancelled
    assert workspace.documents() == ()


def test_folders_are_walked_for_documents_alone(folder: Path) -> None:
    for name in (
        "a.pdf",
        "b.PDF",
        "deep/c.docx",
        "deep/~$c.docx",
        ".hidden/d.pdf",
        "e.jpg",
        "f.md",
        ".g.txt",
        "Board.review",
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    found, refused = find_files([folder, folder / "e.jpg", folder / "a.pdf"])
    assert [path.relative_to(folder).as_posix() for path in found] == ["a.pdf", "b.PDF", "f.md", "deep/c.docx", "e.jpg"]
    assert refused == []


def test_an_empty_folder_says_so(workspace: Workspace, folder: Path, reader: Any) -> None:
    assert import_paths(workspace, [folder], reader=reader).sentence == "No document was found to import."


def test_real_readers_refuse_a_web_page_named_pdf(workspace: Workspace, folder: Path) -> None:
    page = folder / "report.pdf"
    page.write_text("<!DOCTYPE html><html><title>Report not found</title></html>", encoding="utf-8")
    empty = folder / "empty.pdf"
    empty.write_bytes(b"")
    good = folder / "letter.md"
    good.write_text("# Focused visit\n\nInspectors looked at the front door.\n", encoding="utf-8")
    summary = import_paths(workspace, [folder])
    assert names(summary.imported) == {"letter"}
    assert names(summary.refused) == {"report", "empty"}
    assert all(result.sentence.strip() for result in summary.refused)
