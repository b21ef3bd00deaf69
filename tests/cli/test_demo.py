"""`reviewer demo` on a machine without a display: the paths on standard output, and whole files behind them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    bare = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, str(ROOT / "main.py"), "demo", "--out", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env=bare, check=False)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("demo") / "new folder"
    done = demo(folder)
    assert done.returncode == 0, done.stderr
    again = demo(folder)
    assert (again.returncode, again.stdout) == (0, done.stdout), "a second run takes the place of the first"
    return [Path(line) for line in done.stdout.splitlines()]


def test_every_path_that_is_printed_is_a_whole_file(written: list[Path]) -> None:
    assert all(path.stat().st_size > 500 for path in written)
    assert sorted(path.name for path in written[0].parent.iterdir() if path.suffix) >= sorted(p.name for p in written)
    for path in written:
        if path.suffix in (".docx", ".xlsx"):
            assert zipfile.ZipFile(path).testzip() is None


def test_all_six_formats_are_there_beside_the_review(written: list[Path]) -> None:
    assert {path.suffix for path in written} == {".review", ".docx", ".xlsx", ".pdf", ".html", ".md", ".csv"}


def test_the_checklist_says_what_was_answered(written: list[Path]) -> None:
    text = next(path for path in written if path.suffix == ".md").read_text(encoding="utf-8")
    for words in ("pathway plans", "Repeated as an area to improve", "Not yet checked", "Thornmere"):
        assert words in text


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = demo(tmp_path / "file")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Choose another" in done.stderr
    assert "Traceback" not in done.stderr
