"""The lock files: hashed, complete, of this project, and free of any machine's paths and hosts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "packaging" / "requirements.lock"
DEVELOP = ROOT / "packaging" / "requirements-dev.lock"


def pins(path: Path) -> dict[str, str]:
    """Return package -> version of a lock file."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("path", [RUN, DEVELOP], ids=lambda path: path.name)
def test_every_package_has_hashes_and_nothing_names_a_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", text.strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|(^|[ =])/", text)


def test_the_longer_lock_holds_the_shorter() -> None:
    assert pins(RUN).items() <= pins(DEVELOP).items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[<>=]", line)[0].lower() for line in lines}

    assert names(project["project"]["dependencies"]) <= set(pins(RUN))
    assert names(project["dependency-groups"]["dev"]) <= set(pins(DEVELOP))


def test_qt_stays_at_the_version_that_is_sound() -> None:
    assert pins(RUN)["pyside6-essentials"].startswith("6.11.")
