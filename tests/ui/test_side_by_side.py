"""Two documents side by side: opened by key, from the library, from a hit and from a link; keys go to the one with the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import read_bytes
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span
from reviewer.ui.main_window import MainWindow
from reviewer.ui.read_place import ReadPlace

PARAGRAPH = "Social workers visit children often, know them well, and write plans that families understand."
REPORT = f"""# Inspection of services for children in need of help and protection, children looked after and care leavers

## Recommendations

1. Ensure that assessments of kinship carers are completed on time and are of good quality.

## Inspection findings

{(PARAGRAPH + chr(10) * 2) * 60}
"""
LETTER = f"""# Focused visit to Thornmere children’s services

## Findings

- At the last inspection in 2017, assessments of kinship carers were often late. They are now on time in most cases.

{(PARAGRAPH + chr(10) * 2) * 60}
"""
OTHER = "# Inspection of Thornmere local authority children’s services\n\nLeaders know what to do about hostels."
FILES = (("report.md", REPORT, "2017-06-05/2017-06-29"), ("letter.md", LETTER, "2019-02-06/2019-02-06"), ("later.md", OTHER, "2022-03-01/2022-03-04"))
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review with a report of 2017, a letter of 2019 and an inspection of 2022 of one invented authority."""
    path = tmp_path / "r.review"
    workspace = Workspace.open(path, author="Tester")
    urn = workspace.add_authority("Thornmere")
    for name, text, date in FILES:
        document = workspace.import_reading(file_name=name, data=text.encode(), reading=read_bytes(name, text.encode()))
        workspace.set_fact(document, FactName.AUTHORITY, urn)
        workspace.set_fact(document, FactName.INSPECTION_DATES, date)
    workspace.close()
    return path


@pytest.fixture
def window(qtbot: QtBot, review: Path, tmp_path: Path) -> Iterator[MainWindow]:
    made = opened(qtbot, review, tmp_path)
    yield made
    qtbot.keyClick(made, Qt.Key.Key_F15)  # else Qt goes on thinking that Ctrl is held, in the tests after these too
    made.close()


def opened(qtbot: QtBot, review: Path, tmp_path: Path) -> MainWindow:
    made = MainWindow(Settings(author="Tester"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    assert made.open_review(review)
    return made


def read_of(window: MainWindow) -> ReadPlace:
    assert window.session is not None
    return window.session.read


def document(window: MainWindow, name: str) -> str:
    assert window.session is not None
    return next(d.id for d in window.session.workspace.documents() if d.file_name == name)


def names(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [window.session.workspace.document(one).file_name for one in read_of(window).open_documents()]


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_f7_puts_the_inspection_before_at_the_left_and_closes_it_again(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    read.open(document(window, "letter.md"))
    press(qtbot, window, Qt.Key.Key_F7)
    assert names(window) == ["report.md", "letter.md"]
    assert read.document == document(window, "report.md"), "what was opened has the focus"
    assert read.pane.surface.hasFocus()
    press(qtbot, window, Qt.Key.Key_F7)
    assert names(window) == ["report.md"], "the one without the focus goes"
    press(qtbot, window, Qt.Key.Key_F7)
    assert names(window) == ["report.md", "letter.md"], "the pair is known"


def test_tag_keys_act_on_the_one_with_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    report, letter = document(window, "report.md"), document(window, "letter.md")
    read.open(letter)
    read.open_beside(report)
    workspace = window.session.workspace
    for one in (report, letter):
        half = read.desk.showing(one)
        half.pane.surface.setFocus()
        assert read.sidebar._document == one, "the sidebar follows the focus"
        press(qtbot, window, Qt.Key.Key_Down)
        press(qtbot, window, Qt.Key.Key_4)
        assert len(workspace.highlights(one)) == 1
    assert [len(workspace.highlights(one)) for one in (report, letter)] == [1, 1]
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert [len(workspace.highlights(one)) for one in (report, letter)] == [1, 0]
    assert len(read.desk.showing(report).pane._marks.highlights.items) == 1, "both are painted"


def test_f6_goes_from_one_document_to_the_other(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    read.open(document(window, "letter.md"))
    read.open_beside(document(window, "report.md"))
    seen = [read.document]
    for _ in range(6):
        press(qtbot, window, Qt.Key.Key_F6)
        if read.pane.surface.hasFocus():
            seen.append(read.document)
    assert set(seen) == set(read.open_documents())


def test_each_has_its_own_place_zoom_and_find(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    read.open(document(window, "letter.md"))
    read.open_beside(document(window, "report.md"))
    left, right = (half.pane for half in read.desk.open_halves)
    right.surface.setFocus()
    right.surface.verticalScrollBar().setValue(300)
    press(qtbot, window, Qt.Key.Key_Plus, CTRL)
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "kinship")
    assert right.find_bar.isVisible()
    assert not left.find_bar.isVisible()
    assert right.surface.finder.hits
    assert not left.surface.finder.hits
    assert left.surface.verticalScrollBar().value() == 0
    assert left.zoom() != right.zoom()


def test_dark_pages_are_for_both_and_two_pages_for_one(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    read.open(document(window, "letter.md"))
    read.open_beside(document(window, "report.md"))
    left, right = (half.pane for half in read.desk.open_halves)
    press(qtbot, window, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert left.dark_pages
    assert right.dark_pages
    right.toggle_two_pages()
    assert '"two": true' in right.view()
    assert '"two": false' in left.view()
    assert '"dark": true' in read._view
    press(qtbot, window, Qt.Key.Key_F7)
    press(qtbot, window, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_F7)
    assert not any(half.pane.dark_pages for half in read.desk.halves)


def test_the_library_opens_beside_by_ctrl_enter(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    read.open(document(window, "letter.md"))
    tree = read.library.tree
    tree.setFocus()
    tree.setCurrentItem(read.library._items[document(window, "later.md")])
    qtbot.keyClick(tree, Qt.Key.Key_Return, CTRL)
    assert names(window) == ["letter.md", "later.md"], "the earlier at the left"
    read.show_library(True)
    tree.setCurrentItem(read.library._items[document(window, "report.md")])
    qtbot.keyClick(tree, Qt.Key.Key_Return, CTRL)
    assert names(window) == ["report.md", "later.md"], "it takes the place of the one without the focus"


def test_a_hit_of_the_search_opens_beside_and_back_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    read.open(document(window, "letter.md"))
    read.show_search()
    read.search.field.setText("hostels")
    qtbot.waitUntil(lambda: bool(read.search.results.hit_rows()), timeout=10_000)
    qtbot.keyClick(read.search.field, Qt.Key.Key_Return, CTRL)
    assert names(window) == ["letter.md", "later.md"]
    right = read.desk.showing(document(window, "later.md"))
    assert right.pane.selection() is not None
    read.close_half(right)
    qtbot.keyClick(read.search.field, Qt.Key.Key_Return)
    assert names(window) == ["later.md"]
    read.pane.surface.setFocus()
    press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert names(window) == ["letter.md"]
    press(qtbot, window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert names(window) == ["later.md"]


def test_a_cited_passage_opens_its_recommendation_beside(qtbot: QtBot, window: MainWindow) -> None:
    read, workspace = read_of(window), window.session.workspace
    report, letter = document(window, "report.md"), document(window, "letter.md")
    workspace.accept_suggestions(tuple(one.id for one in workspace.suggestions(report)))
    (recommendation,) = workspace.recommendations(report)
    text = workspace.reading(letter).text
    at = text.index("assessments of kinship")
    workspace.answer(recommendation.id, letter, coverage=Coverage.REFERRED_BACK, cite=(Span(at, at + 40),))
    read.open(letter)
    read.pane.set_selection(Span(at, at + 10))
    press(qtbot, window, Qt.Key.Key_L, CTRL)
    assert names(window) == ["report.md", "letter.md"]
    half = read.desk.showing(report)
    assert half.pane.selection().of(workspace.reading(report).text).startswith("Ensure that assessments")


def test_pair_and_divider_are_there_again_after_a_restart(qtbot: QtBot, review: Path, tmp_path: Path) -> None:
    first = opened(qtbot, review, tmp_path)
    read = read_of(first)
    read.open(document(first, "letter.md"))
    read.open_beside(document(first, "report.md"))
    read.desk.set_share(0.55)
    read.desk.arranged.emit()
    wanted = read.desk.share()
    assert wanted == pytest.approx(0.55, abs=0.02)
    qtbot.waitUntil(lambda: f'"share": {round(wanted, 3)}' in first.session.workspace.setting("desk"), timeout=5000)
    first.close()
    second = opened(qtbot, review, tmp_path)
    assert names(second) == ["report.md", "letter.md"]
    assert read_of(second).document == document(second, "report.md")
    assert abs(read_of(second).desk.share() - wanted) < 0.02
    assert "makes room" not in second.notices.text, "that was told when the pair was made"
    second.close()


def test_a_removed_document_leaves_the_other_one(qtbot: QtBot, window: MainWindow) -> None:
    read = read_of(window)
    report, letter = document(window, "report.md"), document(window, "letter.md")
    read.open(letter)
    read.open_beside(report)
    window.session.workspace.remove_document(report)
    assert read.open_documents() == (letter,)
    window.session.workspace.undo()
    window.session.workspace.remove_document(letter)
    assert read.open_documents() == ()
    assert read.document == ""
