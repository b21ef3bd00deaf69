"""A whole authority answered by key presses alone: three recommendations of 2017 in four later documents, real and public.

What is pressed is a reader's own judgement of each cell; what is stored must equal it, with the passage that was in
view where one was cited.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import load_bytes, read_bytes
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.review import Standing
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui.main_window import MainWindow

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "80527_north lincolnshire"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not beside this checkout")

CTRL = Qt.KeyboardModifier.ControlModifier
COVERAGES = {Coverage.REFERRED_BACK: Qt.Key.Key_1, Coverage.SAME_TOPIC: Qt.Key.Key_2, Coverage.NOT_MENTIONED: Qt.Key.Key_3, Coverage.OUTSIDE_SCOPE: Qt.Key.Key_4}
OUTCOMES = {Outcome.ADDRESSED: Qt.Key.Key_Q, Outcome.IMPROVED: Qt.Key.Key_W, Outcome.SUSTAINED: Qt.Key.Key_E, Outcome.NOT_STATED: Qt.Key.Key_I}
OUT, SILENT = (Coverage.OUTSIDE_SCOPE, None), (Coverage.NOT_MENTIONED, None)
JUDGED = {  # recommendation -> year -> answer
    "R1": {"2019": (Coverage.REFERRED_BACK, Outcome.IMPROVED), "2022": (Coverage.SAME_TOPIC, Outcome.ADDRESSED), "2024": OUT, "2026": (Coverage.SAME_TOPIC, Outcome.SUSTAINED)},
    "R2": {"2019": OUT, "2022": (Coverage.SAME_TOPIC, Outcome.NOT_STATED), "2024": OUT, "2026": (Coverage.SAME_TOPIC, Outcome.NOT_STATED)},
    "R3": {"2019": OUT, "2022": SILENT, "2024": OUT, "2026": (Coverage.SAME_TOPIC, Outcome.NOT_STATED)},
}


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "North Lincolnshire.review"
    workspace = Workspace.open(path, author="QA officer")
    for file in sorted(FOLDER.glob("*.pdf")):
        data = load_bytes(file)
        workspace.import_reading(file_name=file.name, data=data, reading=read_bytes(file.name, data))
    first = min(workspace.documents(), key=lambda document: document.date)
    workspace.set_setting("last-document", first.id)
    workspace.close()
    return path


def test_all_twelve_cells_by_key_presses_alone(qtbot: QtBot, tmp_path: Path, review: Path, record_property: Callable[[str, object], None]) -> None:
    window = MainWindow(Settings(author="QA officer"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    assert window.open_review(review)
    session = window.session
    assert session is not None
    workspace, sheet, pressed = session.workspace, session.follow_up.worksheet_page, 0

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal pressed
        pressed += 1
        QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)

    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=20_000)
    report = min(workspace.documents(), key=lambda document: document.date).id
    assert session.read.document == report
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(workspace.recommendations(report)) == 3, timeout=20_000)
    press(Qt.Key.Key_2, CTRL)
    assert session.follow_up.earlier() == report
    press(Qt.Key.Key_Return)
    most = 0
    years = {document.id: document.year for document in workspace.documents()}
    refs = {one.id: one.ref for one in workspace.recommendations(report)}
    for cell in range(12):
        qtbot.waitUntil(lambda: session.follow_up.in_worksheet and sheet._suggestion is not None, timeout=30_000)
        place = sheet.place
        assert workspace.matrix(report).answered == cell, "N goes to one that has no answer yet"
        before = pressed
        coverage, outcome = JUDGED[refs[place[0]]][years[place[1]]]
        if outcome is not None:
            press(Qt.Key.Key_Return)
        press(COVERAGES[coverage])
        if outcome is not None:
            press(OUTCOMES[outcome])
        press(Qt.Key.Key_Return, CTRL)
        most = max(most, pressed - before)
        press(Qt.Key.Key_N)
    assert "Every recommendation is answered" in window.notices.text

    matrix = workspace.matrix(report)
    assert (matrix.answered, matrix.asked, most) == (12, 12, 4)
    for row in matrix.rows:
        for cell, document in zip(row.cells, matrix.later, strict=True):
            coverage, outcome = JUDGED[row.recommendation.ref][document.year]
            assert (cell.coverage, cell.outcome) == (coverage, outcome)
            assert len(cell.cited) == (outcome is not None)
            assert all(passage.quote in workspace.reading(document.id).text for passage in cell.cited)
    standing = {row.recommendation.ref: row.standing for row in matrix.rows}
    assert standing == {"R1": Standing.CLOSED, "R2": Standing.OPEN, "R3": Standing.OPEN}
    record_property("figure", f"North Lincolnshire, 12 cells from the imported files: {pressed} key presses, at most {most} a cell and N")
    for _ in range(12):
        press(Qt.Key.Key_Z, CTRL)
    assert workspace.matrix(report).answered == 0, "each answer was one step"
    window.close()
