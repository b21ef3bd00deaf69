"""The rules of the house, as tests: layers, where Qt and SQL may live, the size of a file."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reviewer"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
LONGER_FOR_A_REASON: dict[str, str] = {}


def imports_of(path: Path) -> set[str]:
    """Return the top-level names of all modules that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_the_contracts_of_the_layers_hold() -> None:
    lint = "from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_program_without_a_window_loads_no_qt() -> None:
    outside = [path.relative_to(ROOT) for path in MODULES if path.relative_to(PACKAGE).parts[0] != "ui"]
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in outside]
    probe = (
        f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(*[name for name in sys.modules if name.partition('.')[0] in ('PySide6', 'shiboken6')])"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("names", "home"),
    [
        ({"sqlite3", "sqlite_utils"}, "store"),
        ({"pypdfium2", "pypdfium2_raw", "pdfplumber"}, "reading"),
        ({"PySide6", "shiboken6"}, "ui"),
    ],
    ids=["SQL", "PDF", "Qt"],
)
def test_each_library_has_one_home(names: set[str], home: str) -> None:
    strays = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if imports_of(path) & names and path.relative_to(PACKAGE).parts[0] != home
    ]
    assert strays == []


def test_no_module_is_longer_than_it_has_a_reason_to_be() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert {name: lines for name, lines in long.items() if name not in LONGER_FOR_A_REASON} == {}
    assert set(LONGER_FOR_A_REASON) <= set(long), "no longer needed"


def test_the_packaging_folder_is_no_package() -> None:
    # With an __init__.py, `import packaging.version` would find this folder when started from the top.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_public_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
