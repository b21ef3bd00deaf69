"""What the window remembers on this computer, apart from any review: theme, recent reviews, keys, size."""

from __future__ import annotations

import getpass
import json
import logging
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

log = logging.getLogger(__name__)
RECENT = 8


@dataclass(slots=True)
class Settings:
    """``theme`` "system", "light" or "dark"; ``recent`` review paths, newest first; ``geometry`` and
    ``reading_view`` opaque.

    ``keys`` are the officer's own: action -> keys with a space between; ``recent_acts`` action ids, newest first.
    """

    theme: str = "system"
    single_keys: bool = True
    author: str = ""
    recent: tuple[str, ...] = ()
    geometry: str = ""
    library_shown: bool = True
    sidebar_shown: bool = True
    last_folder: str = ""
    earlier_links: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    recent_acts: tuple[str, ...] = ()
    selection_popup: bool = True
    reading_view: str = ""

    def opened(self, review: Path) -> None:
        """Put a review at the head of the recent ones."""
        path = str(review.absolute())
        self.recent = (path, *(old for old in self.recent if old != path))[:RECENT]

    def did(self, action: str) -> None:
        """Put an action at the head of those chosen last by name."""
        self.recent_acts = (action, *(old for old in self.recent_acts if old != action))[:RECENT]

    def forget(self, review: Path) -> None:
        """Take a review out of the recent ones."""
        self.recent = tuple(old for old in self.recent if old != str(review.absolute()))


def load(path: Path) -> Settings:
    """Read the settings; a missing, damaged or older file gives the defaults for what it lacks."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stored = {}
    result = Settings(author=_user_name())
    for one in fields(Settings):
        value = stored.get(one.name) if isinstance(stored, dict) else None
        default = getattr(result, one.name)
        if isinstance(value, list) and isinstance(default, tuple):
            setattr(result, one.name, tuple(str(item) for item in value))
        elif isinstance(value, dict) and isinstance(default, dict):
            setattr(result, one.name, {str(key): str(keys) for key, keys in value.items()})
        elif value is not None and type(value) is type(default):
            setattr(result, one.name, value)
    return result


def save(settings: Settings, path: Path) -> None:
    """Write the settings; a failure is logged and nothing else, for they are a convenience."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        log.warning("The settings were not saved: %s", error.strerror)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
