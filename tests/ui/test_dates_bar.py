"""The dates of the law above the matrix: seen, changed and marked done by real keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.app.followup import FollowUp
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action
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
from reviewer.domain.milestones import DueItem, Milestone, MilestoneName
from reviewer.ui import tasks
from reviewer.ui.action_set import ActionSet
from reviewer.ui.actions import Place
from reviewer.ui.bridge import ReviewEvents
from reviewer.ui.followup.dates_bar import DateLine, date_line, due_words, soon_words, state_words
from reviewer.ui.followup.place import FollowUpPlace
from reviewer.ui.main_window import MainWindow

TODAY = dt.date.today()


def iso(days: int) -> str:
    return (TODAY + dt.timedelta(days)).isoformat()


def reading(kind: str, day: str, *texts: str) -> Reading:
    blocks, start = [], 0
    for order, text in enumerate(texts, 1):
        blocks.append(Block(order, BlockKind.PARAGRAPH, start, start + len(text), text, f"{order}.", order))
        start += len(text) + 1
    items = tuple(
        ReadRecommendation(
            n, f"{n}.", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, b.span, b.text, 1, "Help"
        )
        for n, b in enumerate(blocks, 1)
        if kind != "monitoring-visit"
    )
    facts = (Fact(FactName.AUTHORITY, "80527"), Fact(FactName.KIND, kind), Fact(FactName.INSPECTION_DATES, f"{day}/{day}"))
    return Reading("text", tuple(blocks), None, facts, (), items)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "Board.review", author="QA officer")
    texts = ("Make thresholds clear.", "Complete assessments on time.")
    earlier = opened.import_reading(file_name="2024.txt", data=b"1", reading=reading("ilacs-inspection", "2024-05-13", *texts))
    opened.import_reading(file_name="2025.txt", data=b"2", reading=reading("monitoring-visit", "2025-03-06", "Thresholds are clear."))
    opened.accept_suggestions([s.id for s in opened.suggestions(earlier)])
    yield opened
    tasks.wait_for_all()
    opened.close()


@pytest.fixture
def document(workspace: Workspace) -> str:
    return workspace.earlier_documents()[0].id


@pytest.fixture
def place(qtbot: QtBot, workspace: Workspace) -> Iterator[FollowUpPlace]:
    window = QMainWindow()
    qtbot.addWidget(window)
    shown = FollowUpPlace(workspace, FollowUp(workspace))
    window.setCentralWidget(shown)
    actions = ActionSet(window)
    actions.bind(Place.MATRIX, shown.matrix_page, shown)
    shown.worksheet_made.connect(lambda: actions.bind(Place.WORKSHEET, shown.worksheet_page, shown))
    actions.set_states(frozenset({"writable"}))
    actions.show_places(frozenset({Place.MATRIX}))
    events = ReviewEvents(workspace, window)
    events.changed.connect(shown.refresh)
    window.resize(1093, 560)
    window.show()
    window.activateWindow()
    yield shown
    events.stop()
    tasks.wait_for_all()
    if shown.made_worksheet is not None:
        shown.made_worksheet.pane.shutdown()
    window.close()


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, key)


def type_in(qtbot: QtBot, text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClicks(widget, text)


def line(place: FollowUpPlace) -> DateLine:
    (only,) = place.dates.lines
    return only


def test_a_date_is_set_by_keys_and_taken_back(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace, document: str) -> None:
    assert "not known" in line(place).words.text()
    press(qtbot, Qt.Key.Key_D, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is line(place).entry
    type_in(qtbot, "3 Marchember 2031")
    press(qtbot, Qt.Key.Key_Return)
    assert "Not a date" in line(place).entry.toolTip()
    assert not workspace.milestones(document)[0].overridden
    line(place).entry.selectAll()
    type_in(qtbot, "3/12/2031")
    assert line(place).read.isVisible() and line(place).read.text() == "Wednesday 3 December 2031"
    press(qtbot, Qt.Key.Key_Return)
    assert not line(place).read.isVisible()
    assert workspace.milestones(document)[0].due == "2031-12-03"
    assert "due 3 Dec 2031 (set by hand)" in line(place).words.text()
    assert QApplication.focusWidget() is line(place).change, "the keys go on where they were"
    workspace.undo()
    assert "not known" in line(place).words.text()


def test_return_presses_the_button_and_not_the_matrix(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace, document: str) -> None:
    workspace.set_fact(document, FactName.RECEIVED, iso(-80))
    press(qtbot, Qt.Key.Key_D)
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert not place.in_worksheet
    assert workspace.milestones(document)[0].done in (iso(0), iso((dt.date.today() - TODAY).days))  # a run may cross midnight
    assert line(place).state.text().startswith("done")
    press(qtbot, Qt.Key.Key_D, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert not workspace.milestones(document)[0].done


def test_escape_leaves_the_date_and_nothing_typed_is_the_computed_one(
    qtbot: QtBot, place: FollowUpPlace, workspace: Workspace, document: str
) -> None:
    workspace.set_fact(document, FactName.RECEIVED, "2026-08-17")
    workspace.set_milestone(document, MilestoneName.STATEMENT, due="2031-01-02")
    press(qtbot, Qt.Key.Key_D, Qt.Key.Key_Space)
    type_in(qtbot, "9 May 2030")
    press(qtbot, Qt.Key.Key_Escape)
    assert workspace.milestones(document)[0].due == "2031-01-02"
    press(qtbot, Qt.Key.Key_Space)
    assert line(place).entry.text() == "2 January 2031"
    press(qtbot, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert workspace.milestones(document)[0].due == "2026-11-24"
    assert "due 24 Nov 2026 (70 working days from receipt)" in line(place).words.text()


def test_what_is_due_is_listed_and_leads_to_its_row(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace, document: str) -> None:
    assert not place.dates.soon.isVisible()
    first, second = workspace.recommendations(document)
    workspace.set_action(Action("a", first.id, "Train R&D managers", due=iso(-3)))
    workspace.set_action(Action("b", second.id, "Track", due=iso(14)))
    assert place.dates.soon.isVisible()
    place.dates.soon.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert place.dates.menu.isVisible()
    assert "R&&D" in place.dates.menu.actions()[0].text()
    qtbot.keyClick(place.dates.menu, Qt.Key.Key_Down)
    qtbot.keyClick(place.dates.menu, Qt.Key.Key_Down)
    qtbot.keyClick(place.dates.menu, Qt.Key.Key_Return)
    current = place.matrix_page.matrix.keep_current()
    assert current is not None
    assert current[0] == second.id
    assert not place.dates.menu.isVisible()


def test_every_control_has_a_name_and_says_which_date(place: FollowUpPlace) -> None:
    shown = line(place)
    for widget in (shown.change, shown.done, shown.entry):
        assert "written statement of action" in widget.accessibleName()


def test_the_bar_hides_where_no_date_follows(place: FollowUpPlace, workspace: Workspace, document: str) -> None:
    assert place.dates.isVisible()
    workspace.set_fact(document, FactName.KIND, "other")
    assert not place.dates.isVisible()


@pytest.mark.parametrize(
    ("due", "done", "overridden", "words", "role"),
    [
        (iso(0), "", False, "today", "middle"), (iso(1), "", False, "tomorrow", "middle"), (iso(14), "", False, "in 14 days", "middle"),
        (iso(15), "", False, "in 15 days", "soft"), (iso(-1), "", False, "overdue by 1 day", "bad"),
        (iso(-366), "", False, "past, not marked done", "soft"), (iso(-366), "", True, "overdue by 366 days", "bad"),
        (iso(-5), "2026-10-01", False, "done 1 Oct 2026", "good"), ("", "", False, "", "soft"),
    ],
)  # fmt: skip
def test_how_a_date_stands(due: str, done: str, overridden: bool, words: str, role: str) -> None:
    one = Milestone("d", MilestoneName.STATEMENT, "rule", "source", due, due, "", done, "", overridden)
    assert state_words(one, TODAY) == (words, role)


def test_words() -> None:
    one = Milestone("d", MilestoneName.STATEMENT, "70 working days from receipt", "", "2026-12-03", "2026-12-03", "unsure words")
    assert date_line(one) == "Written statement of action: due 3 Dec 2026 (70 working days from receipt; unsure words)"
    items = (DueItem(iso(-1), "A", "d"), DueItem(iso(1), "B", "d"), DueItem(iso(2), "C", "d"))
    assert soon_words(items, TODAY) == "1 overdue, 2 due within 14 days"
    assert soon_words(items[:1], TODAY) == "1 overdue"
    assert due_words(DueItem("2026-12-03", "x", "d"), dt.date(2026, 12, 4)) == "Overdue since 3 Dec 2026"


def test_what_is_due_is_said_at_the_foot_of_the_window_once_the_first_page_is_there(qtbot: QtBot, tmp_path: Path, workspace: Workspace) -> None:
    asked = workspace.recommendations()[0]
    workspace.set_action(Action("", asked.id, owner="Head of service", due=iso(-2)))
    path = workspace.path
    workspace.close()
    window = MainWindow(Settings(author="QA officer"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(window)
    window.show()
    assert window.open_review(path)
    said = window.foot.findChildren(QPushButton)
    assert not any("overdue" in button.text().casefold() and button.isVisible() for button in said)
    qtbot.waitUntil(lambda: any("overdue" in button.text().casefold() and button.isVisible() for button in said), timeout=5000)
    assert window.session is not None
    window.session.workspace.set_action(Action("", asked.id, owner="Head of service", due=iso(200)))
    assert not any("overdue" in button.text().casefold() and button.isVisible() for button in said)
    assert tasks.wait_for_all()
    window.close()
