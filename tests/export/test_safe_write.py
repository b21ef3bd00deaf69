"""A file is written whole or not at all, and the sentence says what is safe."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from reviewer.domain.errors import UserError
from reviewer.export import safe_write as module
from reviewer.export.safe_write import safe_write


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("user-"))


def test_a_new_file_is_whole_and_private(tmp_path: Path) -> None:
    path = safe_write(tmp_path / "Checklist.docx", b"whole")
    assert path.read_bytes() == b"whole"
    assert left_in(tmp_path) == ["Checklist.docx"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("where", "error", "words"),
    [
        ("fsync", OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        ("replace", PermissionError(errno.EACCES, "Access is denied"), "open in another program"),
        ("replace", OSError(errno.EIO, "Input/output error"), "could not be saved"),
        ("fdopen", OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
    ],
)
def test_failures_leave_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: OSError, words: str
) -> None:
    target = tmp_path / "Checklist.docx"
    target.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module.os, where, fail)
    with pytest.raises(UserError, match=words) as caught:
        safe_write(target, b"new")
    assert "unharmed" in str(caught.value)
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == ["Checklist.docx"]


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not there any more"):
        safe_write(tmp_path / "gone" / "x.csv", b"")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        safe_write(tmp_path / "x.csv", b"data")
    assert left_in(tmp_path) == ["x.csv"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom rights bind")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    with pytest.raises(UserError, match="may not write"):
        safe_write(closed / "x.csv", b"data")


def test_a_long_name_is_no_reason_to_fail(tmp_path: Path) -> None:
    assert safe_write(tmp_path / ("n" * 200 + ".docx"), b"x").exists()
