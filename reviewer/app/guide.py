"""The pages of the guide: which there are, in which order, and each as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reviewer import paths


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: its file name in `resources/help/` and its first heading."""

    file: str
    title: str


def pages() -> tuple[GuidePage, ...]:
    """Return the pages in the order of their file names ("01-…" first)."""
    found = []
    for path in sorted(_folder().glob("*.md")):
        first = path.read_text(encoding="utf-8").lstrip().splitlines()[:1]
        found.append(GuidePage(path.name, first[0].lstrip("# ").strip() if first else path.stem))
    return tuple(found)


def html(file: str, *, width: int) -> str:
    """Return a page as HTML with its pictures ``width`` pixels wide. Raise FileNotFoundError."""
    import markdown  # late: only who opens the guide waits for it

    text = (_folder() / Path(file).name).read_text(encoding="utf-8")
    made = markdown.markdown(text, extensions=["tables", "sane_lists", "attr_list"], output_format="html")
    return re.sub(r"<img ", f'<img width="{width}" ', made)


def _folder() -> Path:
    return paths.resources() / "help"
