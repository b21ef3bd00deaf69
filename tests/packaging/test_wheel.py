"""The wheel holds the program and its own data files, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as parts:
        return set(parts.namelist())


def test_every_resource_is_in_the_wheel(names: set[str]) -> None:
    resources = {
        f"reviewer/_resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert resources <= names
    assert "reviewer/_resources/sample/inspection-2017.pdf" in names


def test_every_module_is_in_the_wheel_and_no_test_or_script_is(names: set[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reviewer").rglob("*.py")}
    assert modules <= names
    assert [name for name in names if not name.startswith(("reviewer/", "reviewer-"))] == []
