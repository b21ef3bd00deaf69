"""What the guide and the README say is true: keys, links, files, packages."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from pathlib import Path

import pytest

from reviewer.ui.actions import ACTIONS

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
PAGES = sorted(HELP.glob("*.md"))
README = ROOT / "README.md"


def test_the_page_of_keys_is_the_table_of_actions() -> None:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        made = importlib.import_module("make_keys").page()
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    assert (HELP / "05-keys.md").read_text(encoding="utf-8") == made, "run packaging/dev.py keys"


@pytest.mark.parametrize("path", [*PAGES, README], ids=lambda path: path.name)
def test_every_key_that_is_named_does_something(path: Path) -> None:
    known = {key.replace("Return", "Enter") for row in ACTIONS for key in row.keys}
    known |= {"Enter", "Esc", "Down", "Up", "Right", "Left", "Shift", "Del", "Space"}
    key = r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z0-9?\[\],+-]|F\d+|Enter|Esc|Space|Del|Backspace)"
    named = set(re.findall(rf"\*\*({key})\*\*", path.read_text(encoding="utf-8")))
    assert named <= known


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_page_begins_with_its_title(path: Path) -> None:
    assert re.match(r"# \S", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*PAGES, README], ids=lambda path: path.name)
def test_every_picture_and_link_to_a_file_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]
    if not list((ROOT / "resources" / "screenshots").glob("*.png")):
        missing = [target for target in missing if "screenshots/" not in target]  # the pictures are made last
    assert missing == []


def test_every_menu_item_that_is_named_exists() -> None:
    items = {f"{row.menu} > {row.text.rstrip('…')}" for row in ACTIONS}
    text = " ".join(path.read_text(encoding="utf-8") for path in [*PAGES, README])
    named = set(re.findall(r"\*\*([A-Z][a-z]+ > [^*]+)\*\*", text))
    assert {name for name in named if not any(item == name or item.startswith(name + " ") for item in items)} == set()


def test_the_readme_gives_a_reason_for_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[<>=]", line)[0] for line in project["project"]["dependencies"]}
    listed = set(re.findall(r"^\| \[?([A-Za-z0-9._-]+)", README.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert names <= listed
