"""Does a review lie in a folder that a program copies to a server? The officer should know before text goes there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# The first words of the folders that these programs make; "OneDrive - Name of the council" is the usual form.
_FOLDERS = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive",
    "icloud": "iCloud Drive", "mobile documents": "iCloud Drive", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "sharepoint": "SharePoint",
}  # fmt: skip
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def synced_with(path: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return the name of the service whose folder holds ``path``, "" where none is known."""
    environment = os.environ if environment is None else environment
    for variable in _VARIABLES:
        folder = environment.get(variable)
        if folder and path.is_relative_to(folder):
            return "OneDrive"
    for part in path.parent.parts:
        name = part.casefold()
        for start, service in _FOLDERS.items():
            if name == start or name.startswith((f"{start} -", f"{start}-", f"{start} (")):
                return service
    return ""
