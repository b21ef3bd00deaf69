"""The whole window on a small invented review: real keys, undo, links, copies, a second window, names on everything."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import read_bytes
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName
from reviewer.domain.revisit import Coverage
from reviewer.ui.choose import Chooser
from reviewer.ui.main_window import CHECKLIST, FOLLOW_UP, READ, MainWindow, first_size

REPORT = """# Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 – 29 June 2017

## Recommendations

1. Ensure that assessments of kinship carers are completed on time and are of good quality.

2. Ensure that young people who are homeless are never placed in hostels by the service.

## Inspection findings

3. Social workers visit children often, know them well, and write plans that families understand.

4. Assessments of kinship carers are often late, and some children wait for many months. (Recommendation)
"""
LETTER = """# Focused visit to Eastmere children’s services

Inspectors looked at the local authority’s arrangements for permanence.

## Findings

- At the last inspection in 2017, assessments of kinship carers were often late. They are now on time in most cases.

- Social workers know children well and visit them often.
"""
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def fill(path: Path, *, now: str = "") -> None:
    """Make a review with a report of 2017 and a letter of 2019 of one invented authority."""
    workspace = Workspace.open(path, author="Tester", **({"now": lambda: now} if now else {}))
    urn = workspace.add_authority("Eastmere")
    for name, text, date in (("report.md", REPORT, "2017-06-05/2017-06-29"), ("letter.md", LETTER, "2019-02-06/2019-02-06")):
        data = text.encode()
        document = workspace.import_reading(file_name=name, data=data, reading=read_bytes(name, data))
        workspace.set_fact(document, FactName.AUTHORITY, urn)
        workspace.set_fact(document, FactName.INSPECTION_DATES, date)
    workspace.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    fill(tmp_path / "r.review")
    made = MainWindow(Settings(author="Tester"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    assert made.open_review(tmp_path / "r.review")
    yield made
    made.close()


def workspace_of(window: MainWindow) -> Workspace:
    assert window.session is not None
    return window.session.workspace


def document(window: MainWindow, name: str) -> str:
    return next(d.id for d in workspace_of(window).documents() if d.file_name == name)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def step_to(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Press Down until the caret stands on the block that begins with some words."""
    read = window.session.read
    text = workspace_of(window).reading(read.document).text
    for _ in range(30):
        press(qtbot, window, Qt.Key.Key_Down)
        span = read.pane.selection()
        if span is not None and span.of(text).startswith(words):
            return
    raise AssertionError(f"no block begins with {words!r}")


def test_down_and_one_make_a_recommendation_and_undo_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    window.session.read.open(report)
    step_to(qtbot, window, "Ensure that young")
    press(qtbot, window, Qt.Key.Key_1)
    assert [r.text for r in workspace.recommendations(report)] == ["Ensure that young people who are homeless are never placed in hostels by the service."]
    assert "Undo" in window.actions_["edit.undo"].text()
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert workspace.recommendations(report) == ()
    press(qtbot, window, Qt.Key.Key_Y, CTRL)
    assert [r.ref for r in workspace.recommendations(report)] == ["R2"]


def test_a_digit_without_a_selection_changes_nothing_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_4)
    assert workspace_of(window).highlights() == ()
    assert window.notices.isVisible()


def test_a_digit_without_a_selection_arms_the_tag_for_the_mouse_until_esc(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    read = window.session.read
    read.open(report)
    tag = next(one for one in workspace.tags() if one.key == "4")
    view = read.pane.surface.viewport()

    def drag(y: int) -> None:
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(60, y))
        for x in (120, 260, 300):
            QApplication.sendEvent(view, QMouseEvent(
                QEvent.Type.MouseMove, QPointF(x, y), QPointF(view.mapToGlobal(QPoint(x, y))), Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            ))  # fmt: skip
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(300, y))

    press(qtbot, window, Qt.Key.Key_4)
    assert read.armed == tag.id and workspace.highlights() == ()
    drag(60)
    assert [one.tags for one in workspace.highlights(report)] == [(tag.id,)]
    drag(60)
    assert [one.tags for one in workspace.highlights(report)] == [(tag.id,)], "the same passage keeps its tag"
    press(qtbot, window, Qt.Key.Key_Escape)
    assert read.armed == ""
    drag(200)
    assert len(workspace.highlights(report)) == 1
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_4)
    press(qtbot, window, Qt.Key.Key_4)
    assert read.armed == "", "the same digit drops it"
    assert len(workspace.highlights(report)) == 1


def test_note_and_delete_by_key(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    window.session.read.open(report)
    step_to(qtbot, window, "Social workers visit")
    press(qtbot, window, Qt.Key.Key_5)
    (made,) = workspace.highlights(report)
    press(qtbot, window, Qt.Key.Key_N)
    qtbot.keyClicks(QApplication.focusWidget(), "ask 1 team")
    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert workspace.highlights(report)[0].note == "ask 1 team"
    assert workspace.undo() == "Note", "typing is one step"
    workspace.redo()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert workspace.highlights(report) == ()
    workspace.undo()
    assert workspace.highlights(report)[0].id == made.id


def test_brackets_walk_the_highlights(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    window.session.read.open(report)
    for words, key in (("Ensure that assess", Qt.Key.Key_1), ("Social workers", Qt.Key.Key_5), ("Assessments", Qt.Key.Key_4)):
        step_to(qtbot, window, words)
        press(qtbot, window, key)
    order = [h.id for h in workspace.highlights(report)]
    pane = window.session.read.pane
    pane.select_highlight(order[0])
    seen = []
    for _ in range(4):
        seen.append(pane.selected_highlight())
        press(qtbot, window, Qt.Key.Key_BracketRight)
    assert seen == [*order, order[0]]
    press(qtbot, window, Qt.Key.Key_BracketLeft)
    assert pane.selected_highlight() == order[0]
    pane.select_highlight(order[1])
    window.session.read.sidebar.select_highlight(order[1])
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.session.read.sidebar.current_highlight() == "", "what is left on the page is left in the list"
    press(qtbot, window, Qt.Key.Key_Delete)
    assert len(workspace.highlights(report)) == 3, "and Delete takes nothing away that is not chosen"
    press(qtbot, window, Qt.Key.Key_BracketLeft)
    assert pane.selected_highlight() == order[0], "the walk goes on from the caret"


def test_copy_with_citation(qtbot: QtBot, window: MainWindow) -> None:
    window.session.read.open(document(window, "report.md"))
    step_to(qtbot, window, "Social workers")
    press(qtbot, window, Qt.Key.Key_C, CTRL | SHIFT)
    assert QApplication.clipboard().text() == (
        "“Social workers visit children often, know them well, and write plans that families understand.” "
        "(Ofsted, Eastmere, 29 June 2017, ¶3)"
    )


def test_l_links_a_passage_to_an_earlier_recommendation(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report, letter = workspace_of(window), document(window, "report.md"), document(window, "letter.md")
    workspace.accept_suggestions([s.id for s in workspace.suggestions(report) if s.tag == "tag-recommendation"])
    window.session.read.open(letter)
    step_to(qtbot, window, "At the last inspection")
    press(qtbot, window, Qt.Key.Key_L)
    qtbot.keyClicks(QApplication.focusWidget(), "kinship")
    press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_1)
    cell = workspace.matrix(report).rows[0].cells[0]
    assert cell.coverage is Coverage.REFERRED_BACK
    assert cell.cited[0].quote.startswith("At the last inspection in 2017")


def test_search_goes_to_the_hit(qtbot: QtBot, window: MainWindow) -> None:
    window.session.read.open(document(window, "report.md"))
    press(qtbot, window, Qt.Key.Key_F, CTRL | SHIFT)
    qtbot.keyClicks(QApplication.focusWidget(), "in most cases")
    qtbot.waitUntil(lambda: window.session.read.search.current() is not None)
    press(qtbot, window, Qt.Key.Key_Return)
    read = window.session.read
    assert read.document == document(window, "letter.md")
    text = workspace_of(window).reading(read.document).text
    qtbot.waitUntil(lambda: read.pane.selection() is not None)
    assert "in most cases" in read.pane.selection().of(text)


def test_a_second_copy_is_offered_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    data = ("A line of the council’s own.\n\n" + REPORT).encode()
    reading = read_bytes("copy.md", data)
    copy = workspace.import_reading(file_name="copy.md", data=data, reading=reading)
    workspace.set_fact(copy, FactName.AUTHORITY, workspace.document(report).authority)
    read = window.session.read
    read.open(copy)
    assert read.copies.isVisible()
    read.copies.accept.click()
    assert workspace.document(copy).copy_of == report
    assert not read.copies.isVisible()
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert workspace.document(copy).copy_of == ""
    assert read.copies.isVisible()


def test_reading_again_keeps_highlights(qtbot: QtBot, window: MainWindow) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    window.session.read.open(report)
    step_to(qtbot, window, "Social workers")
    press(qtbot, window, Qt.Key.Key_5)
    before = workspace.highlights(report)[0]
    window.actions_["document.read_again"].trigger()
    qtbot.waitUntil(lambda: workspace.undo_label is not None and "again" in workspace.undo_label, timeout=20_000)
    after = workspace.highlights(report)[0]
    assert (after.span, after.quote, after.state) == (before.span, before.quote, before.state)


class Given(Chooser):
    """Answer each dialog with one path."""

    def __init__(self, path: Path) -> None:
        super().__init__(None)
        self.path = path

    def backup(self, folder: str) -> Path | None:
        return self.path

    def save_as(self, title: str, suggestion: str, pattern: str) -> Path | None:
        return self.path

    def review_to_open(self, folder: str) -> Path | None:
        return self.path


def test_a_backup_is_restored_from_the_file_menu(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    yesterday = tmp_path / "yesterday.review"
    fill(yesterday, now="2020-01-01T09:00:00+00:00")
    assert window.open_review(yesterday)
    workspace, letter = workspace_of(window), document(window, "letter.md")
    workspace.add_tag("First act of another day")
    qtbot.waitUntil(lambda: len(workspace.backups()) == 1, timeout=10_000)
    workspace.remove_document(letter)
    window.chooser = Given(workspace.backups()[0])
    window.actions_["file.restore"].trigger()
    qtbot.waitUntil(lambda: "restored" in window.notices.text, timeout=10_000)
    assert any(d.id == letter for d in workspace_of(window).documents())
    assert len(workspace_of(window).backups()) == 2, "what was there before is kept too"


def test_new_copy_and_open(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.chooser = Given(tmp_path / "copy.review")
    window.actions_["file.save_copy"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "copy.review").exists() and "saved" in window.notices.text, timeout=10_000)
    before = {d.file_name for d in workspace_of(window).documents()}
    window.actions_["file.open"].trigger()
    assert workspace_of(window).path == tmp_path / "copy.review"
    assert {d.file_name for d in workspace_of(window).documents()} == before
    window.chooser = Given(tmp_path / "another.review")
    window.actions_["file.new"].trigger()
    assert workspace_of(window).documents() == ()
    assert window.session.currentWidget() is window.session.welcome


def test_the_keys_of_a_review_opened_second_reach_it_alone(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    fill(tmp_path / "second.review")
    assert window.open_review(tmp_path / "second.review")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    workspace, report = workspace_of(window), document(window, "report.md")
    workspace.accept_suggestions([s.id for s in workspace.suggestions(report) if s.tag == "tag-recommendation"])
    window.session.read.open(report)
    window.actions_["view.follow_up"].trigger()
    place = window.session.follow_up
    first = place.matrix_page.matrix.keep_current()
    window.actions_["matrix.next_unanswered"].trigger()
    assert place.matrix_page.matrix.keep_current() == workspace.matrix(report).next_unanswered(first), "one step, not two"
    window.actions_["matrix.open"].trigger()
    assert place.in_worksheet
    window.actions_["view.read"].trigger()
    step_to(qtbot, window, "Social workers")
    window.actions_["tag.5"].trigger()
    assert len(workspace.highlights(report)) == 3


def test_a_synced_folder_is_told_once(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Eastmere Council"
    folder.mkdir()
    window.open_review(folder / "r.review")
    assert "OneDrive" in window.notices.text
    window.notices.hide()
    window.open_review(tmp_path / "r.review")
    window.open_review(folder / "r.review")
    assert not window.notices.isVisible()


def test_the_trail_is_written_with_every_act(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.chooser = Given(tmp_path / "trail.csv")
    window.actions_["file.trail"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "trail.csv").exists(), timeout=10_000)
    rows = list(csv.DictReader((tmp_path / "trail.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(workspace_of(window).audit(10_000))
    assert any(row["What"].startswith("Import report.md") and row["Who"] == "Tester" for row in rows)


def test_a_second_window_is_read_only_and_says_so(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    second = MainWindow(Settings(), settings_path=tmp_path / "second.json")
    qtbot.addWidget(second)
    second.show()
    assert second.open_review(tmp_path / "r.review")
    assert workspace_of(second).read_only
    assert second._banner.isVisible()
    assert "Read only" in second._banner_text.text()
    for action in ("tag.1", "file.import_documents", "suggestion.accept", "worksheet.confirm"):
        assert not second.actions_[action].isEnabled(), action
    second.close()


def test_erasing_asks_first_and_keeps_by_default(qtbot: QtBot, window: MainWindow) -> None:
    workspace, letter = workspace_of(window), document(window, "letter.md")
    window.session.read.open(letter)
    window.actions_["document.erase"].trigger()
    box = window.session.read.findChild(QMessageBox)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert any(d.id == letter for d in workspace.documents())
    window.actions_["document.erase"].trigger()
    box = window.session.read.findChildren(QMessageBox)[-1]
    next(b for b in box.buttons() if "Erase" in b.text()).click()
    qtbot.waitUntil(lambda: all(d.id != letter for d in workspace.documents()))
    assert workspace.undo_label is None


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "not a review"), (b"SQLite format 3\x00" + b"x" * 200, "belongs to another program"), (b"hello" * 100, "not a review")],
)
def test_a_file_that_is_no_review_leaves_the_present_one_open(window: MainWindow, tmp_path: Path, content: bytes, words: str) -> None:
    bad = tmp_path / "bad.review"
    bad.write_bytes(content)
    before = window.session
    assert not window.open_review(bad)
    assert window.session is before
    assert words in window.notices.text
    assert bad.read_bytes() == content


def test_place_and_document_are_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    letter = document(window, "letter.md")
    window.session.read.open(letter)
    window.close()
    again = MainWindow(Settings(), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(again)
    again.show()
    again.open_review(tmp_path / "r.review")
    assert again.session.read.document == letter
    again.close()


def names_missing(root: QWidget) -> list[str]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractItemView)
    missing = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.window() is root and not widget.objectName().startswith("qt_"):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            # Qt's own parts: the field of a combo box, the button that clears a field
            inside = isinstance(widget.parent(), QAbstractItemView | QComboBox | QLineEdit)
            if not inside and not (widget.accessibleName() or text):
                missing.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return missing


@pytest.mark.parametrize("place", [READ, FOLLOW_UP, CHECKLIST])
def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, place: int) -> None:
    workspace, report = workspace_of(window), document(window, "report.md")
    workspace.accept_suggestions([s.id for s in workspace.suggestions(report)])
    window.show_place(place)
    assert names_missing(window) == []


def test_planted_a_control_without_a_name_is_found(window: MainWindow) -> None:
    QLineEdit(window.centralWidget())
    assert len(names_missing(window)) == 1


def test_single_keys_can_be_switched_off(qtbot: QtBot, window: MainWindow) -> None:
    window.session.read.open(document(window, "report.md"))
    window.settings.single_keys = False
    window._apply_settings()
    step_to(qtbot, window, "Social workers")
    press(qtbot, window, Qt.Key.Key_5)
    assert workspace_of(window).highlights() == ()


@pytest.mark.parametrize(
    ("room", "size"), [((1920, 1040), (1366, 768)), ((1366, 728), (1358, 696)), ((1093, 582), (1085, 550)), ((800, 800), (1366, 768))]
)
def test_the_first_window_fits_a_small_screen(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(*room), QSize(900, 540)) == QSize(*size)
