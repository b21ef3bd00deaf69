"""A review in a folder that is copied to a server is known as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.app.synced import synced_with


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/qa/OneDrive/r.review", "OneDrive"),
        ("/home/qa/OneDrive - Eastmere Council/a/r.review", "OneDrive"),
        ("/home/qa/Dropbox/r.review", "Dropbox"),
        ("/home/qa/Dropbox (Council)/r.review", "Dropbox"),
        ("/Users/qa/Library/Mobile Documents/r.review", "iCloud Drive"),
        ("/home/qa/Documents/r.review", ""),
        ("/home/qa/Documents/dropbox.review", ""),
        ("/home/qa/onedriveplans/r.review", ""),
    ],
)
def test_by_the_name_of_a_folder(path: str, service: str) -> None:
    assert synced_with(Path(path), {}) == service


def test_by_what_the_system_says(tmp_path: Path) -> None:
    assert synced_with(tmp_path / "a" / "r.review", {"OneDriveCommercial": str(tmp_path)}) == "OneDrive"
    assert synced_with(tmp_path / "a" / "r.review", {"OneDrive": ""}) == ""
