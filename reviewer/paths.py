"""The one module that knows where things lie: in a checkout, an installed wheel or a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

_APP = "Reviewer"


def resources() -> Path:
    """Return the folder of the program's own data files."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    installed = Path(__file__).parent / "_resources"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"


def user_data() -> Path:
    """Return the user's folder for reviews; it may not exist yet."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def user_settings() -> Path:
    """Return the file that keeps the window's settings; it may not exist yet."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def default_review() -> Path:
    """Return the review that is opened when none was named."""
    return user_data() / "My review.review"
