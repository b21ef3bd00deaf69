"""The start script: what it says goes to standard error, and it starts with any Python of the last ten years."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEV = ROOT / "packaging" / "dev.py"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import environment

    return environment


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(DEV), *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("nonsense",), 2), (("--help",), 0)])
def test_without_a_known_command_it_lists_them(arguments: tuple[str, ...], code: int) -> None:
    done = call(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert "test [ARGUMENT" in done.stderr


@pytest.mark.parametrize("name", ["dev.py", "environment.py"])
def test_the_set_up_needs_nothing_but_the_standard_library(name: str) -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / "packaging" / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    assert imported <= set(sys.stdlib_module_names) | {"environment"}


def test_a_changed_lock_is_installed_again(environment: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, calls = tmp_path / "requirements.lock", []
    lock.write_text("one", encoding="utf-8")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "LOCKS", {"run": lock, "develop": lock})
    monkeypatch.setattr(environment, "_quietly", lambda command, *_, **__: calls.append(command))
    install = environment._ensure_packages  # type: ignore[attr-defined]
    install(Path(sys.executable), "run")
    install(Path(sys.executable), "run")
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    lock.write_text("two", encoding="utf-8")
    install(Path(sys.executable), "run")
    assert len(calls) == 2


@pytest.mark.skipif(os.name == "nt", reason="apt-get is for Debian and Ubuntu")
def test_who_may_not_install_system_packages_is_told_the_exact_line(
    environment: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(environment.SetUpError) as told:  # type: ignore[attr-defined]
        environment._apt_install(["libegl1"], "show a window")  # type: ignore[attr-defined]
    assert "apt-get update && apt-get install -y libegl1" in str(told.value)
