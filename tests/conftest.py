"""What holds for every test: no display, no settings of this machine, nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# No test asserts a time: a busy machine makes an example slow and no law false. Continuous integration tries the same
# examples every time, so that what passed passes again; at a desk they differ.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
os.environ.setdefault("QT_ACCESSIBILITY", "0")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's settings and reviews out of the tests, in this process and in those it starts."""
    import platformdirs

    for kind in ("data", "config", "cache", "state"):
        folder = tmp_path / f"user-{kind}"
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(folder))
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", lambda *_, folder=folder, **__: str(folder))


@pytest.fixture(autouse=True)
def _no_widgets_of_tests_before() -> None:
    """Delete the windows of the tests before: Qt waits for an event loop to do it, and styles all of them again till then."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _empty_clipboard() -> Iterator[None]:
    """Empty the clipboard: what a test copied is no other test's, and Qt would delete it only after Python has ended, and crash."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _nothing_left_behind(_own_folders: None) -> Iterator[None]:
    """Fail a test that leaves a thread, a process, a visible window or an open review file behind."""
    threads, processes, files = set(threading.enumerate()), set(multiprocessing.active_children()), _open_reviews()
    yield
    left = [f"thread {thread.name}" for thread in threading.enumerate() if thread not in threads and not thread.daemon]
    left += [f"process {child.name}" for child in multiprocessing.active_children() if child not in processes]
    left += [f"open review file {name}" for name in _open_reviews() - files]
    left += _visible_windows()
    assert not left, f"left behind: {', '.join(left)}"


def _open_reviews() -> set[str]:
    """Return the review files that this process holds open (known on Linux only)."""
    folder = Path("/proc/self/fd")
    found = set()
    for entry in folder.iterdir() if folder.is_dir() else ():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        if target.endswith((".review", ".review-wal")):
            found.add(target)
    return found


def _visible_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is None:
        return []
    return [f"window {type(widget).__name__}" for widget in application.topLevelWidgets() if widget.isVisible()]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures that tests recorded with ``record_property("figure", "…")``."""
    reports = terminalreporter.getreports("passed")
    figures = [value for report in reports for key, value in report.user_properties if key == "figure"]
    for figure in figures:
        terminalreporter.write_line(f"figure: {figure}")
