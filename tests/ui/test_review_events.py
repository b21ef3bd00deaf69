"""What every view is told: at once what the window does, gathered what another thread does one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.ui.bridge import ReviewEvents


def _on_another_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_what_another_thread_writes_is_told_first_at_once_and_then_together(tmp_path: Path, qtbot: QtBot) -> None:
    workspace = Workspace.open(tmp_path / "told.review", author="Officer")
    events = ReviewEvents(workspace)
    told: list[frozenset[str]] = []
    events.changed.connect(told.append)
    workspace.add_authority("Eastmere")
    assert len(told) == 1  # the window's own act: before the next line runs

    def write() -> None:
        for number in range(5):
            workspace.add_authority(f"Authority {number}")
        workspace.add_tag("A tag of its own")

    _on_another_thread(write)
    with qtbot.waitSignal(events.changed):
        pass
    assert len(told) == 2
    assert "authority" in told[1]
    qtbot.waitUntil(lambda: len(told) == 3, timeout=5000)
    assert told[2] >= {"authority", "tag"}
    _on_another_thread(lambda: workspace.add_authority("Westmere"))
    qtbot.wait(1)
    events.flush()
    assert len(told) == 4  # whoever builds on it need not wait
    events.flush()
    assert len(told) == 4
    events.stop()
    workspace.close()
