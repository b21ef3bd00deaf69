"""The whole job by key presses alone: import, accept, answer, export; and how many presses that takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app.settings import Settings
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui.choose import Chooser
from reviewer.ui.main_window import MainWindow

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
MOST = 40


class Answers(Chooser):
    """Answer the file dialogs as an officer would who has the folder given."""

    def __init__(self, folder: Path, documents: list[Path]) -> None:
        super().__init__(None)
        self._folder, self._documents = folder, documents

    def documents(self, folder: str) -> list[Path]:
        return self._documents

    def save_as(self, title: str, suggestion: str, pattern: str) -> Path | None:
        return self._folder / Path(suggestion).name


class Keyboard:
    """Press keys on whatever has the focus, and count them."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.count = window, 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def seeds() -> list[Path]:
    found = [*SEEDS.glob("001_*"), *SEEDS.glob("000_*")] if SEEDS.is_dir() else []
    if len(found) != 2:
        pytest.skip("the real documents are not beside this checkout")
    return found


def test_first_checklist_by_keys_alone(qtbot: QtBot, tmp_path: Path, seeds: list[Path], record_property: Callable[[str, object], None]) -> None:
    window = MainWindow(Settings(author="QA officer"), chooser=Answers(tmp_path, seeds), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    assert window.open_review(tmp_path / "First.review")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    session = window.session
    assert session is not None
    workspace, keys = session.workspace, Keyboard(window)

    keys.press(Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: len(workspace.documents()) == 2 and not session.importing.running, timeout=60_000)
    old, visit = sorted(workspace.documents(), key=lambda document: document.date)
    assert (old.year, visit.year) == ("2017", "2019")
    if session.read.document != old.id:
        keys.press(Qt.Key.Key_PageUp, CTRL)
    assert session.read.document == old.id
    qtbot.waitUntil(lambda: session.read.pane.hasFocus() or session.read.pane.isAncestorOf(QApplication.focusWidget()))

    for expected in (1, 2, 3):
        keys.press(Qt.Key.Key_A)
        qtbot.waitUntil(lambda n=expected: len(workspace.recommendations(old.id)) == n)
    assert [r.ref for r in workspace.recommendations(old.id)] == ["R1", "R2", "R3"]

    keys.press(Qt.Key.Key_2, CTRL)
    keys.press(Qt.Key.Key_Return)
    sheet = session.follow_up.worksheet_page
    qtbot.waitUntil(lambda: session.follow_up.in_worksheet and sheet.passage() is not None, timeout=20_000)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_1)
    keys.press(Qt.Key.Key_W)
    keys.press(Qt.Key.Key_Return, CTRL)
    for _ in range(2):
        keys.press(Qt.Key.Key_N)
        keys.press(Qt.Key.Key_4)
        keys.press(Qt.Key.Key_Return, CTRL)

    matrix = workspace.matrix(old.id)
    assert matrix.answered == matrix.asked == 3
    first, *others = (row.cells[0] for row in matrix.rows)
    assert (first.coverage, first.outcome, len(first.cited)) == (Coverage.REFERRED_BACK, Outcome.IMPROVED, 1)
    assert first.cited[0].quote in workspace.reading(visit.id).text
    assert {cell.coverage for cell in others} == {Coverage.OUTSIDE_SCOPE}

    keys.press(Qt.Key.Key_3, CTRL)
    session.checklist.chooser = window.chooser
    keys.press(Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.docx"))), timeout=20_000)
    qtbot.waitUntil(lambda: "docx" in window.notices.text, timeout=20_000)
    keys.press(Qt.Key.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.xlsx"))), timeout=20_000)
    qtbot.waitUntil(lambda: "xlsx" in window.notices.text, timeout=20_000)

    words = "\n".join(cell.text for table in Document(str(next(tmp_path.glob("*.docx")))).tables for row in table.rows for cell in row.cells)
    assert "R1" in words
    assert "Improved, more to do" in words
    workbook = openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))
    workbook.close()
    assert workbook.sheetnames == ["Checklist", "Matrix", "Quotations", "Judgements", "Sources", "About"]
    window.close()
    record_property("figure", f"first checklist by keys alone: {keys.count} key presses (at most {MOST})")
    assert keys.count <= MOST
