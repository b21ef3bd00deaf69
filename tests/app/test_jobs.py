"""The functions that worker processes run: readings and sentences, both picklable."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from reviewer.app import jobs
from reviewer.domain.document import Reading
from reviewer.domain.errors import UnreadableFileError, UserError
from reviewer.reading.reader import READER_VERSION


def test_a_reading_survives_the_way_from_a_worker(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Focused visit to Barnet children's services\n\nAll is well.\n", encoding="utf-8")
    reading = jobs.read_bytes(path.name, jobs.load_bytes(path))
    assert isinstance(reading, Reading)
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert reading.reader_version == READER_VERSION


def test_unreadable_bytes_are_refused() -> None:
    with pytest.raises(UnreadableFileError):
        jobs.read_bytes("page.pdf", b"<html>Report not found</html>")
    with pytest.raises(UnreadableFileError):
        jobs.read_bytes("empty.pdf", b"")


def test_refusals_are_picklable() -> None:
    with pytest.raises(UserError) as refused:
        jobs.load_bytes(Path("nowhere.pdf"))
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


def test_a_file_that_vanished(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        jobs.load_bytes(tmp_path / "gone.pdf")
    assert "gone.pdf" in str(refused.value) and "Nothing was imported" in str(refused.value)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        jobs.load_bytes(tmp_path)
    assert "folder" in str(refused.value)


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 0)() == 0, reason="this user may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(UserError) as refused:
        jobs.load_bytes(path)
    assert "may not be read" in str(refused.value)


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.txt"
    path.write_text("one")
    whole = Path.read_bytes

    def read_and_grow(self: Path) -> bytes:
        data = whole(self)
        self.write_text("one and more")
        return data

    monkeypatch.setattr(Path, "read_bytes", read_and_grow)
    with pytest.raises(UserError) as refused:
        jobs.load_bytes(path)
    assert "changed while it was read" in str(refused.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="not an ordinary file"):
        jobs.load_bytes(pipe)
