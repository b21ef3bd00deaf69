"""The library: what it lists, its keys, its menu, files dropped on it, and the progress of an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviewer.app.importing import FileProgress, FileResult, FileState, ImportSummary
from reviewer.app.workspace import Workspace
from reviewer.domain.document import Fact, FactName
from reviewer.domain.span import Span
from reviewer.ui.library.panel import LibraryPanel
from reviewer.ui.library.rows import NO_AUTHORITY, library_rows, spoken

Wire = Callable[[LibraryPanel], LibraryPanel]
Add = Callable[..., str]


def _names(panel: LibraryPanel) -> list[list[str]]:
    tree = panel.tree
    found = []
    for number in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(number)
        assert top is not None
        found.append([top.text(0), *(top.child(n).text(0) for n in range(top.childCount()))])
    return found


def _menu_words(panel: LibraryPanel, document: str) -> list[str]:
    row = next(one for authority in panel.rows() for one in authority.documents if one.id == document)
    menu = panel.menu_of(row)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    return words


def test_documents_stand_under_their_authority_by_date(workspace: Workspace, wired: Wire, add_document: Add) -> None:
    east, west = workspace.add_authority("Eastmere"), workspace.add_authority("Westmere")
    add_document("b.txt", kind="ilacs-inspection", authority=west, dates="2022-10-10/2022-10-14")
    add_document("a.txt", authority=west)
    add_document("c.txt", kind="focused-visit", authority=east, dates="2019-03-06/2019-03-07")
    add_document("loose.txt", kind="other", dates=None)
    panel = wired(LibraryPanel(workspace))
    assert _names(panel) == [
        ["Eastmere", "Focused visit 2019"],
        ["Westmere", "Inspection 2017", "Inspection 2022"],
        [NO_AUTHORITY, "loose.txt"],
    ]


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (["2023-05-01/2023-05-02", "2023-11-01/2023-11-02"], ["Monitoring visit May 2023", "Monitoring visit Nov 2023"]),
        (["2023-05-01/2023-05-02", "2023-05-20/2023-05-22"], ["Monitoring visit 2 May 2023", "Monitoring visit 22 May 2023"]),
        (["2023-05-01/2023-05-02"] * 2, ["Monitoring visit 2 May 2023 (0.txt)", "Monitoring visit 2 May 2023 (1.txt)"]),
    ],
)
def test_two_documents_never_read_alike(
    workspace: Workspace, add_document: Add, westmere: str, dates: list[str], names: list[str]
) -> None:
    for number, one in enumerate(dates):
        add_document(f"{number}.txt", kind="monitoring-visit", authority=westmere, dates=one)
    add_document("other.txt", kind="focused-visit", authority=westmere, dates="2023-05-01/2023-05-02")
    (authority,) = library_rows(workspace.documents(), workspace.authorities())
    assert [row.name for row in authority.documents if row.document.kind == "monitoring-visit"] == names
    assert "Focused visit 2023" in [row.name for row in authority.documents]


def test_the_list_follows_what_the_review_holds(
    workspace: Workspace, wired: Wire, add_document: Add, inspection: str, westmere: str
) -> None:
    panel = wired(LibraryPanel(workspace))
    add_document("v.txt", kind="focused-visit", authority=westmere, dates="2019-03-06/2019-03-07")
    assert _names(panel) == [["Westmere", "Inspection 2017", "Focused visit 2019"]]
    workspace.set_fact(inspection, FactName.INSPECTION_DATES, "2020-01-06/2020-01-10")
    assert _names(panel) == [["Westmere", "Focused visit 2019", "Inspection 2020"]]
    workspace.undo()
    workspace.undo()
    assert _names(panel) == [["Westmere", "Inspection 2017"]]
    workspace.tag_span(inspection, Span(0, 6), "tag-recommendation")
    (row,) = panel.rows()[0].documents
    assert row.counts == "1 · 1"
    workspace.undo()
    assert panel.rows()[0].documents[0].counts == ""


def test_every_mark_has_a_word_for_those_who_do_not_see_it(
    workspace: Workspace, wired: Wire, add_document: Add, inspection: str, westmere: str
) -> None:
    draft = add_document("d.txt", authority=westmere, dates="2018-01-01/2018-01-02", facts=(Fact(FactName.PUBLICATION_STATE, "draft"),), warnings=("One page has no text.",))
    copy = add_document("copy.txt", authority=westmere)
    workspace.set_copy_of(copy, inspection)
    panel = wired(LibraryPanel(workspace))
    rows = {row.id: row for row in panel.rows()[0].documents}
    assert rows[draft].badge == "draft"
    assert rows[copy].badge == "2nd copy"
    assert "draft, not for publication" in spoken(rows[draft])
    assert "Warning: One page has no text." in spoken(rows[draft])
    assert "second copy of" in spoken(rows[copy])
    assert "2 facts to check" in spoken(rows[inspection])
    item = panel.tree.topLevelItem(0)
    assert item is not None
    told = [item.child(n).data(0, int(Qt.ItemDataRole.AccessibleTextRole)) for n in range(item.childCount())]
    assert sorted(told) == sorted(spoken(row) for row in rows.values())
    assert "2 facts to check" in item.child(0).toolTip(0) + item.child(1).toolTip(0)


def test_letters_find_and_enter_opens(workspace: Workspace, wired: Wire, inspection: str, visit: str, qtbot: QtBot) -> None:
    panel = wired(LibraryPanel(workspace))
    panel.setFocus()
    qtbot.keyClicks(panel.tree, "focus")
    with qtbot.waitSignal(panel.document_opened) as opened:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert opened.args == [visit]
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.remove_requested) as removed:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert removed.args == [inspection]


def test_a_click_opens_and_a_click_on_the_authority_folds(
    workspace: Workspace, wired: Wire, inspection: str, qtbot: QtBot
) -> None:
    panel = wired(LibraryPanel(workspace))
    top = panel.tree.topLevelItem(0)
    assert top is not None
    place = panel.tree.visualItemRect(top.child(0)).center()
    with qtbot.waitSignal(panel.document_opened) as opened:
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [inspection]
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualItemRect(top).center())
    assert not top.isExpanded()
    panel.set_current(inspection)
    assert top.isExpanded()
    assert panel.tree.current_document() == inspection


def test_a_folded_authority_stays_folded_when_documents_come(
    workspace: Workspace, wired: Wire, inspection: str, visit: str, add_document: Add, westmere: str
) -> None:
    panel = wired(LibraryPanel(workspace))
    top = panel.tree.topLevelItem(0)
    assert top is not None
    top.setExpanded(False)
    add_document("x.txt", kind="jtai", authority=westmere, dates="2020-01-01/2020-01-02")
    top = panel.tree.topLevelItem(0)
    assert top is not None
    assert not top.isExpanded()


def test_a_second_copy_is_marked_and_unmarked_from_the_menu(
    workspace: Workspace, wired: Wire, inspection: str, add_document: Add, westmere: str, qtbot: QtBot
) -> None:
    copy = add_document("copy.txt", authority=westmere)
    panel = wired(LibraryPanel(workspace))
    assert "Mark as a second copy of" in _menu_words(panel, copy)
    row = next(one for one in panel.rows()[0].documents if one.id == copy)
    menu = panel.menu_of(row)
    sub = next(action.menu() for action in menu.actions() if action.menu() is not None)
    with qtbot.waitSignal(panel.noticed) as noticed:
        sub.actions()[0].trigger()
    assert workspace.document(copy).copy_of == inspection
    assert "Ctrl+Z" in noticed.args[0]
    assert "Not a second copy" in _menu_words(panel, copy)
    workspace.undo()
    assert workspace.document(copy).copy_of == ""
    assert "Mark as a second copy of" in _menu_words(panel, copy)
    menu.deleteLater()


def test_the_menu_opens_on_the_current_row_from_the_keyboard(
    workspace: Workspace, wired: Wire, inspection: str, visit: str, qtbot: QtBot
) -> None:
    panel = wired(LibraryPanel(workspace))
    panel.set_current(visit)
    panel.tree.customContextMenuRequested.emit(QPoint(-1, -1))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == "Focused visit 2019"
    with qtbot.waitSignal(panel.facts_requested) as asked:
        next(action for action in menu.actions() if action.text() == "Check the facts").trigger()
    assert asked.args == [visit]
    menu.close()


def test_dropped_files_and_folders_are_passed_on(workspace: Workspace, wired: Wire, tmp_path: Path, qtbot: QtBot) -> None:
    panel = wired(LibraryPanel(workspace))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/report.pdf")])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(panel.files_dropped) as dropped:
        panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert dropped.args == [[str(tmp_path)]]
    text = QMimeData()
    text.setText("words")
    other = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, text, buttons, keys)
    other.ignore()
    panel.dragEnterEvent(other)
    assert not other.isAccepted()


def test_an_import_shows_every_file_and_ends_with_the_reasons(workspace: Workspace, wired: Wire, qtbot: QtBot) -> None:
    panel = wired(LibraryPanel(workspace))
    progress = panel.progress
    assert not progress.isVisible()
    files = [Path(f"{n}.pdf") for n in range(3)]
    progress.show_progress(FileProgress(path, FileState.WAITING, "", 0, 3) for path in files)
    progress.show_progress([FileProgress(files[1], FileState.REFUSED, "It is a web page.", 1, 3)])
    assert progress.isVisible()
    assert (progress.bar.value(), progress.bar.maximum()) == (1, 3)
    told = [progress.list.model().index(n, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)) for n in range(3)]
    assert told == ["0.pdf, waiting", "1.pdf, refused, It is a web page.", "2.pdf, waiting"]
    with qtbot.waitSignal(panel.cancel_requested):
        qtbot.mouseClick(progress.cancel, Qt.MouseButton.LeftButton)
    refused = FileResult(files[1], FileState.REFUSED, sentence="It is a web page.")
    summary = ImportSummary((FileResult(files[0], FileState.IMPORTED, "d"),), (), (refused,), cancelled=True)
    progress.finish(summary)
    assert progress.words.text() == summary.sentence
    assert progress.list.model().rowCount() == 1
    qtbot.mouseClick(progress.cancel, Qt.MouseButton.LeftButton)
    assert not progress.isVisible()
    progress.show_progress([FileProgress(files[2], FileState.READING, "", 0, 1)])
    assert progress.list.model().rowCount() == 1  # a new import begins a new list


def test_the_empty_library_says_what_to_do(workspace: Workspace, wired: Wire, add_document: Add, qtbot: QtBot) -> None:
    panel = wired(LibraryPanel(workspace))
    assert panel.empty.isVisible()
    with qtbot.waitSignal(panel.import_requested):
        qtbot.mouseClick(panel.import_button, Qt.MouseButton.LeftButton)
    add_document()
    assert not panel.empty.isVisible()


def test_documents_that_come_are_put_between_the_others_which_stay(
    workspace: Workspace, wired: Wire, add_document: Add
) -> None:
    east, west = workspace.add_authority("Eastmere"), workspace.add_authority("Westmere")
    last = add_document("c.txt", authority=west, dates="2022-10-10/2022-10-14")
    panel = wired(LibraryPanel(workspace))
    item = panel.tree.topLevelItem(0)
    assert item is not None
    panel.set_current(last)
    item.setExpanded(False)
    add_document("a.txt", authority=west, dates="2015-03-06/2015-03-07")
    add_document("b.txt", kind="focused-visit", authority=west, dates="2019-03-06/2019-03-07")
    add_document("d.txt", kind="focused-visit", authority=east, dates="2019-03-06/2019-03-07")
    add_document("loose.txt", kind="other", dates=None)
    expected = [[one.name, *(row.name for row in one.documents)] for one in panel.rows()]
    assert _names(panel) == expected
    assert [len(names) for names in expected] == [2, 4, 2]
    assert panel.tree.topLevelItem(1) is item  # not made anew
    assert not item.isExpanded()
    assert panel.tree.current_document() == last
    workspace.undo()
    assert _names(panel) == [[one.name, *(row.name for row in one.documents)] for one in panel.rows()] != expected


def test_an_import_that_is_being_cancelled_says_so_until_it_is_over(workspace: Workspace, wired: Wire, qtbot: QtBot) -> None:
    progress = wired(LibraryPanel(workspace)).progress
    files = [Path(f"{n}.pdf") for n in range(2)]
    progress.show_progress(FileProgress(path, FileState.READING, "", 0, 2) for path in files)
    with qtbot.waitSignal(progress.cancel_requested):
        qtbot.keyClick(progress.cancel, Qt.Key.Key_Space)
    progress.show_progress([FileProgress(files[0], FileState.IMPORTED, "", 1, 2)])
    assert progress.words.text().startswith("Cancelling")
    assert not progress.cancel.isEnabled()
    progress.finish(ImportSummary(cancelled=True))
    assert progress.words.text() == "No document was imported; cancelled, the rest was not begun."
    assert (progress.cancel.text(), progress.cancel.isEnabled()) == ("Close", True)
    progress.show_progress([FileProgress(files[1], FileState.READING, "", 0, 1)])
    assert progress.words.text() == "Importing 1 document"


def test_the_bar_of_an_import_counts_what_is_settled_whoever_is_told_of_last(workspace: Workspace, wired: Wire) -> None:
    progress = wired(LibraryPanel(workspace)).progress
    files = [Path(f"{n}.pdf") for n in range(20)]
    progress.show_progress(FileProgress(path, FileState.WAITING, "", 0, 20) for path in files)
    progress.show_progress(
        [FileProgress(files[0], FileState.IMPORTED, "", 1, 20), FileProgress(files[2], FileState.READING, "", 0, 20)]
    )
    assert progress.bar.value() == 1
    told = [progress.list.model().index(n, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)) for n in range(4)]
    assert told == ["0.pdf, imported", "1.pdf, waiting", "2.pdf, reading", "3.pdf, waiting"]
