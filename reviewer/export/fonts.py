"""Where a typeface like Arial lies on this machine, for what must be drawn here (PDF pages, pictures)."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

_FOLDERS = {
    "win32": (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",),
    "darwin": (Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts")),
}
_LINUX = tuple(
    Path(f"/usr/share/fonts/{folder}")
    for folder in (
        "truetype/msttcorefonts", "truetype/liberation", "truetype/liberation2", "liberation", "liberation-sans",
        "truetype/dejavu", "dejavu", "TTF", "dejavu-sans-fonts",
    )
)  # fmt: skip
_NAMES = (  # (regular, bold), the best first: Arial, what has its widths, then what every desktop has
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("Arial.ttf", "Arial_Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)


@cache
def font_files() -> tuple[Path, Path] | None:
    """Return the files of a regular and a bold face, None where there is none."""
    for regular, bold in _NAMES:
        for folder in _FOLDERS.get(sys.platform, _LINUX):
            if (folder / regular).is_file() and (folder / bold).is_file():
                return folder / regular, folder / bold
    return None
