"""Where a view stands is kept without waiting for whoever is writing, and nothing of it is lost."""

from __future__ import annotations

import threading
from pathlib import Path

from reviewer.app.workspace import Workspace


def test_a_setting_is_kept_at_once_while_another_thread_writes(workspace: Workspace, review: Path) -> None:
    store = workspace._store
    held, let_go = threading.Event(), threading.Event()

    def write() -> None:
        with store._write_lock:
            held.set()
            let_go.wait(30)

    writing = threading.Thread(target=write)
    writing.start()
    held.wait(30)
    workspace.set_setting("place:one", "here")  # would wait for ever if it waited at all
    workspace.set_setting("place:one", "there")
    assert workspace.setting("place:one") == "there"
    let_go.set()
    writing.join()
    workspace.add_tag("Next act")
    assert store.readers.rows("SELECT value FROM setting WHERE id='place:one'")[0]["value"] == "there"


def test_what_waits_is_written_when_the_review_is_closed(workspace: Workspace, review: Path) -> None:
    held, let_go = threading.Event(), threading.Event()

    def write() -> None:
        with workspace._store._write_lock:
            held.set()
            let_go.wait(30)

    writing = threading.Thread(target=write)
    writing.start()
    held.wait(30)
    workspace.set_setting("desk", "two")
    let_go.set()
    writing.join()
    workspace.close()
    again = Workspace.open(review, author="Tester")
    assert again.setting("desk") == "two"
    again.close()
