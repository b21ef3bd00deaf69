"""The history beside the work, and removed documents that come back by key."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer.ui.history import HistoryWindow
from reviewer.ui.main_window import MainWindow
from reviewer.ui.removed import RemovedWindow

_SPEC = importlib.util.spec_from_file_location("panel_documents", Path(__file__).parent / "panels" / "conftest.py")
assert _SPEC is not None and _SPEC.loader is not None
_DOCUMENTS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_DOCUMENTS)
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _document(window: MainWindow) -> str:
    assert window.session is not None
    reading = _DOCUMENTS.make_reading(_DOCUMENTS.PARAGRAPHS, recommendations=3)
    document = window.session.workspace.import_reading(file_name="a.txt", data=b"a", reading=reading)
    window.session.read.open(document)
    return document


def test_enter_in_the_history_goes_to_a_step_and_the_present_is_marked(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = window.session.workspace
    for number in range(3):
        workspace.add_tag(f"Tag {number}")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL_ALT)
    history = window.findChild(HistoryWindow)
    assert history is not None
    rows = [history.list.item(n).text().strip() for n in range(history.list.count())]
    assert rows[0].startswith("▸") and rows[0].endswith("Add tag Tag 2")
    assert rows[-1] == "As the review was opened"
    history.list.setCurrentRow(2)
    qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert [tag.name for tag in workspace.tags()][-1] == "Tag 0"
    assert history.list.item(0).text().endswith("(undone)")
    assert history.list.item(2).text().startswith("▸")
    qtbot.keyClick(history.list, Qt.Key.Key_Home)
    qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert [tag.name for tag in workspace.tags()][-1] == "Tag 2"
    history.close()


def test_a_removed_document_is_listed_and_restored_by_key(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace, document = window.session.workspace, _document(window)
    workspace.remove_document(document)
    qtbot.keyClick(window, Qt.Key.Key_D, CTRL_ALT)
    removed = window.findChild(RemovedWindow)
    assert removed is not None and removed.list.count() == 1
    qtbot.keyClick(removed.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.id for one in workspace.documents()] == [document])
    qtbot.waitUntil(lambda: "is back" in window.notices.text)
    assert not removed.restore.isEnabled()
    removed.close()


def test_erasing_asks_once_more_in_place(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace, document = window.session.workspace, _document(window)
    workspace.remove_document(document)
    window.file_removed()
    removed = window.findChild(RemovedWindow)
    assert removed is not None
    removed.erase.click()
    assert removed.question.isVisible() and workspace.removed_documents()
    removed.question.act.click()
    qtbot.waitUntil(lambda: workspace.removed_documents() == ())
    removed.close()


def test_a_long_way_back_is_gone_beside_the_window_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    workspace = window.session.workspace
    reading = _DOCUMENTS.make_reading([f"Ensure that plan {n} is kept." for n in range(300)], recommendations=300)
    document = workspace.import_reading(file_name="long.txt", data=b"long", reading=reading)
    window.session.read.open(document)
    window.session.read.sidebar.accept_all()
    assert "Accepting 300 suggestions" in window.notices.text
    qtbot.waitUntil(lambda: len(workspace.highlights(document)) == 300, timeout=30_000)
    qtbot.waitUntil(lambda: "300 suggestions accepted" in window.notices.text, timeout=30_000)
    window.edit_undo()
    assert "Undoing: Accept 300 suggestions …" in window.notices.text
    window.edit_undo()  # while it runs a second one is not taken
    qtbot.waitUntil(lambda: "Undone" in window.notices.text, timeout=30_000)
    assert workspace.highlights(document) == ()
    assert len(workspace.suggestions(document)) == 300
