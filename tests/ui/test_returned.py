"""The window that shows a filled-in checklist beside the review: by keyboard alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app.exporting import export_checklist
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist import ChecklistFilter
from reviewer.domain.document import (
    Block,
    BlockKind,
    Fact,
    FactName,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
)
from reviewer.ui import tasks
from reviewer.ui.action_set import ActionSet
from reviewer.ui.actions import Place
from reviewer.ui.checklist.place import ChecklistPlace
from reviewer.ui.checklist.returned import ReturnedWindow
from reviewer.ui.choose import Chooser

CTRL, NONE, CTRL_ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)
FILLED = {("R1", "Council status"): "Checked with evidence", ("R1", "Evidence held"): "Audit of March",
          ("R2", "Owner"): "Service manager", ("R1", "Question for the board"): None}  # fmt: skip


class Answers(Chooser):
    """Answer the file dialog."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(None)
        self.path = path

    def filled_in(self, folder: str) -> Path | None:
        return self.path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "Board.review", author="QA officer")
    texts = ("Make thresholds clear.", "Complete assessments on time.")
    starts = [0, *itertools.accumulate(len(text) + 1 for text in texts)]
    blocks = tuple(
        Block(n, BlockKind.PARAGRAPH, start, start + len(text), text, f"{n}.", n)
        for n, (start, text) in enumerate(zip(starts, texts, strict=False), 1)
    )
    items = tuple(
        ReadRecommendation(
            n, f"{n}.", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, b.span, b.text, 1, "Help"
        )
        for n, b in enumerate(blocks, 1)
    )
    facts = (Fact(FactName.KIND, "sif-inspection"), Fact(FactName.INSPECTION_DATES, "2017-07-13/2017-07-13"))
    earlier = opened.import_reading(file_name="2017.txt", data=b"1", reading=Reading("text", blocks, None, facts, (), items))
    opened.accept_suggestions([s.id for s in opened.suggestions(earlier)])
    first = opened.recommendations(earlier)[0]
    opened.set_action(Action("a", first.id, "Train", status=ActionStatus.IN_PROGRESS, question="Enough?"))
    yield opened
    tasks.wait_for_all()
    opened.close()


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Path:
    document = workspace.earlier_documents()[0].id
    path = export_checklist(workspace, ChecklistFilter(document), "xlsx", tmp_path / "Filled in.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Checklist"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {str(cell.value).split()[-1]: cell.row for cell in sheet["B"]}
    for (ref, title), value in FILLED.items():
        sheet.cell(rows[ref], columns[title]).value = value
    last = sheet.max_column + 1
    sheet.cell(1, last).value, sheet.cell(2, last).value = "Notes of the panel", "Ask again"
    book.save(path)
    return path


@pytest.fixture
def place(qtbot: QtBot, workspace: Workspace) -> Iterator[ChecklistPlace]:
    widget = ChecklistPlace(workspace)
    qtbot.addWidget(widget)
    actions = ActionSet(widget)
    actions.bind(Place.CHECKLIST, widget, widget)
    actions.show_places(frozenset({Place.CHECKLIST}))
    widget.resize(1093, 560)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.focus_first()
    yield widget
    for window in returned_windows():
        window.close()


def returned_windows() -> list[ReturnedWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ReturnedWindow) and w.isVisible()]


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def opened(qtbot: QtBot, place: ChecklistPlace, path: Path) -> ReturnedWindow:
    place.chooser = Answers(path)
    qtbot.keyClick(focus(), Qt.Key.Key_R, CTRL_ALT)
    qtbot.waitUntil(lambda: len(returned_windows()) == 1, timeout=10_000)
    (window,) = returned_windows()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.table.hasFocus(), timeout=5_000)
    return window


def texts(window: ReturnedWindow) -> list[tuple[str, ...]]:
    model = window.model
    return [tuple(model.index(row, column).data() for column in range(1, 6)) for row in range(model.rowCount())]


def test_all_by_keyboard_and_one_undo_takes_it_back(qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, filled: Path) -> None:
    window = opened(qtbot, place, filled)
    assert texts(window) == [
        ("2017 R1", "Council status", "In progress", "Checked with evidence", ""),
        ("2017 R1", "Evidence held", "(empty)", "Audit of March", ""),
        ("2017 R1", "Question for the board", "Enough?", "(empty)", "Empties the cell"),
        ("2017 R1", "Notes of the panel", "(empty)", "Ask again", "A column that officers added"),
        ("2017 R2", "Owner", "(empty)", "Service manager", ""),
    ]
    assert window.model.taken == [True, True, False, True, True], "what would empty a cell is left to the officer"
    assert window.take.text() == "Take over 4 changes"
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert window.take.text() == "Take over 3 changes"
    said: list[str] = []
    place.noticed.connect(said.append)
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not returned_windows(), timeout=5_000)
    assert said == ["3 changes taken over from Filled in.xlsx. Ctrl+Z takes them back."]
    first, second = (workspace.action(one.id) for one in workspace.recommendations())
    assert first is not None
    assert second is not None
    assert (first.status, first.evidence_held, first.question) == (ActionStatus.IN_PROGRESS, "Audit of March", "Enough?")
    assert second.owner == "Service manager"
    assert workspace.undo() == "Take over a filled-in checklist"
    assert workspace.action(second.recommendation) is None


def test_all_rows_are_ticked_at_once(qtbot: QtBot, place: ChecklistPlace, filled: Path) -> None:
    window = opened(qtbot, place, filled)
    qtbot.keyClick(focus(), Qt.Key.Key_A, CTRL)
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert window.take.text() == "Take over 5 changes"
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert window.take.text() == "Take over 0 changes"
    assert not window.take.isEnabled()
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert window.isVisible()


def test_tab_reaches_every_control_and_escape_closes(qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, filled: Path) -> None:
    before = workspace.undo_label
    window = opened(qtbot, place, filled)
    reached = set()
    for _ in range(8):
        reached.add(focus())
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    assert {window.table, window.take, window.all, window.none, window.close_button} <= reached
    assert all(widget.accessibleName() for widget in reached)
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not returned_windows(), timeout=5_000)
    assert workspace.undo_label == before


def test_a_click_on_the_box_ticks_it(qtbot: QtBot, place: ChecklistPlace, filled: Path) -> None:
    window = opened(qtbot, place, filled)
    rect = window.table.visualRect(window.model.index(1, 0))
    for x in range(rect.left() + 2, rect.right(), 4):
        if not window.model.taken[1]:
            break
        for y in (12, rect.height() // 2):
            if window.model.taken[1]:
                qtbot.mouseClick(window.table.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(x, rect.top() + y))
    assert not window.model.taken[1]


def test_what_cannot_be_taken_over_is_listed(qtbot: QtBot, place: ChecklistPlace, filled: Path) -> None:
    book = openpyxl.load_workbook(filled)
    sheet = book["Checklist"]
    due = next(cell.column for cell in sheet[1] if cell.value == "Due")
    sheet.cell(2, due).value = "end of term"
    book.save(filled)
    window = opened(qtbot, place, filled)
    assert window.rest.isVisible()
    assert "“end of term” is no date" in window.rest.toPlainText()


def test_a_change_made_meanwhile_is_said_in_the_window(qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, filled: Path) -> None:
    window = opened(qtbot, place, filled)
    second = workspace.recommendations()[1]
    workspace.set_action(Action("b", second.id, owner="Director"))
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert "meanwhile" in window.error.text()
    assert window.isVisible()


def test_a_bad_file_is_a_sentence_and_no_window(qtbot: QtBot, place: ChecklistPlace, tmp_path: Path) -> None:
    said: list[str] = []
    place.failed.connect(said.append)
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"no workbook")
    place.chooser = Answers(path)
    qtbot.keyClick(focus(), Qt.Key.Key_R, CTRL_ALT)
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    assert "letter.xlsx" in said[0]
    assert returned_windows() == []


def test_cancelled_dialog_and_nothing_new(qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, tmp_path: Path) -> None:
    place.chooser = Answers(None)
    qtbot.keyClick(focus(), Qt.Key.Key_R, CTRL_ALT)
    tasks.wait_for_all()
    assert returned_windows() == []
    document = workspace.earlier_documents()[0].id
    path = export_checklist(workspace, ChecklistFilter(document), "xlsx", tmp_path / "Untouched.xlsx")
    place.chooser = Answers(path)
    qtbot.keyClick(focus(), Qt.Key.Key_R, CTRL_ALT)
    qtbot.waitUntil(lambda: len(returned_windows()) == 1, timeout=10_000)
    (window,) = returned_windows()
    assert window.model.rowCount() == 0
    assert not window.take.isEnabled()
    assert focus() is window.close_button
