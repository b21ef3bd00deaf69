"""A newer copy takes an older one's place: what is unsure is listed old beside new, and each row can be settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import read_bytes
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState
from reviewer.ui.compare.window import CompareWindow
from reviewer.ui.main_window import MainWindow

OLD = """# Inspection of Thornmere local authority children’s services

Inspection dates: 5 June 2023 to 16 June 2023

## What needs to improve?

- The timeliness of assessments for children who live with kinship carers.

## Findings

1. Social workers visit children often and know them very well indeed.

2. Plans for children who go missing are written at once and shared with all partners.

3. Leaders see where practice is weak and act on it.
""" + "".join(f"\n{number}. Care leavers of group {number} say that advisers stay with them and that doors open when they need it.\n" for number in range(4, 24))
NEW = OLD.replace("visit children often and know them very well indeed", "visit most children often and know them well indeed").replace(
    "2. Plans for children who go missing are written at once and shared with all partners.\n\n", ""
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Settings(author="Tester"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.show()
    made.open_review(tmp_path / "r.review")
    assert made.session is not None
    workspace = made.session.workspace
    for name, text in (("first.md", OLD), ("corrected.md", NEW)):
        workspace.import_reading(file_name=name, data=text.encode(), reading=read_bytes(name, text.encode()))
    yield made
    made.close()


def by_quote(workspace: Workspace, words: str) -> Highlight:
    return next(highlight for highlight in workspace.highlights() if words in highlight.quote)


def button(window: MainWindow, words: str, quote: str) -> QPushButton:
    read = window.session.read  # type: ignore[union-attr]
    assert read.carried is not None
    return next(
        one for one in read.carried.findChildren(QPushButton)
        if not one.isHidden() and one.accessibleName().startswith(words) and quote in one.accessibleName()
    )  # fmt: skip


def test_a_newer_copy_takes_over_and_what_is_unsure_is_listed_and_settled(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    workspace, read = window.session.workspace, window.session.read
    old, new = (next(d.id for d in workspace.documents() if d.file_name == name) for name in ("first.md", "corrected.md"))
    text = workspace.reading(old).text
    for words, tag in (
        ("Social workers visit children often and know them very well indeed.", "tag-strength"),
        ("Plans for children who go missing are written at once and shared with all partners.", "tag-strength"),
        ("Leaders see where practice is weak", "tag-strength"),
    ):
        workspace.tag_span(old, Span(text.index(words), text.index(words) + len(words)), tag)
    read.open(new)
    assert read.copies.isVisible()
    read.copies.replace.click()
    states = {h.quote[:12]: h.state for h in workspace.highlights(new)}
    assert states == {"Social worke": HighlightState.TO_CHECK, "Plans for ch": HighlightState.UNPLACED, "Leaders see ": HighlightState.PLACED}
    assert read.carried is not None
    assert read.carried.count.text() == "1 to check, 1 not found"
    changed = by_quote(workspace, "Social workers")
    now = workspace.reading(new).text
    assert changed.span.of(now) == "Social workers visit most children often and know them well indeed."
    qtbot.mouseClick(button(window, "Show on the page", "Social"), Qt.MouseButton.LeftButton)
    assert read.pane.selected_highlight() == changed.id
    qtbot.mouseClick(button(window, "It stands here", "Social"), Qt.MouseButton.LeftButton)
    assert by_quote(workspace, "Social workers").quote.startswith("Social workers visit most children")
    assert read.carried.count.text() == "1 not found"
    workspace.undo()
    assert read.carried.count.text() == "1 to check, 1 not found"
    qtbot.mouseClick(button(window, "Put it on the selection", "Plans for"), Qt.MouseButton.LeftButton)
    assert by_quote(workspace, "Plans for").state is HighlightState.UNPLACED, "nothing was selected: nothing moved"
    at = now.index("act on it")
    read.pane.set_selection(Span(at, at + 9))
    qtbot.mouseClick(button(window, "Put it on the selection", "Plans for"), Qt.MouseButton.LeftButton)
    placed = by_quote(workspace, "act on it")
    assert (placed.state, placed.span) == (HighlightState.PLACED, Span(at, at + 9))
    workspace.undo()
    assert by_quote(workspace, "Plans for").state is HighlightState.UNPLACED
    qtbot.mouseClick(button(window, "Delete", "Plans for"), Qt.MouseButton.LeftButton)
    assert read.carried.count.text() == "1 to check"
    read.carried.close()
    qtbot.waitUntil(lambda: read.carried is None)
    read.highlight_unsure()
    assert read.carried is not None


def test_the_list_is_settled_by_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    workspace, read = window.session.workspace, window.session.read
    old, new = (next(d.id for d in workspace.documents() if d.file_name == name) for name in ("first.md", "corrected.md"))
    text = workspace.reading(old).text
    for words in (
        "Social workers visit children often and know them very well indeed.",
        "Plans for children who go missing are written at once and shared with all partners.",
    ):
        made = workspace.tag_span(old, Span(text.index(words), text.index(words) + len(words)), "tag-strength")
        workspace.set_note(made, "Ask for the *figures*.")
    read.open(new)
    read.copies.replace.click()
    carried = read.carried
    assert carried is not None
    carried.activateWindow()
    qtbot.waitUntil(lambda: carried.focusWidget() is not None and carried.isActiveWindow())

    def focused() -> str:
        here = carried.focusWidget()
        assert isinstance(here, QPushButton)
        return here.accessibleName()

    assert focused().startswith("It stands here: Social workers")
    assert any("Ask for the figures." in one.accessibleName() or "Ask for the figures." in one.text() for one in carried.findChildren(QLabel))
    qtbot.keyClick(carried, Qt.Key.Key_Down)
    assert focused().startswith("Put it on the selection: Plans for")
    qtbot.keyClick(carried, Qt.Key.Key_C)
    assert carried.count.text() == "1 to check, 1 not found", "what is not found stands nowhere: C does nothing there"
    qtbot.keyClick(carried, Qt.Key.Key_Up)
    qtbot.keyClick(carried, Qt.Key.Key_C)
    assert carried.count.text() == "1 not found"
    assert focused().startswith("Put it on the selection: Plans for"), "the focus goes to the neighbour"
    qtbot.keyClick(carried, Qt.Key.Key_Delete)
    assert carried.count.text().startswith("Every highlight")
    qtbot.keyClick(carried, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert carried.count.text() == "1 not found"
    assert by_quote(workspace, "Plans for").note == "Ask for the *figures*."
    qtbot.keyClick(carried, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert carried.count.text() == "1 to check, 1 not found"
    qtbot.keyClick(carried, Qt.Key.Key_Return)
    assert carried.count.text() == "1 not found", "Enter presses the button with the focus"
    qtbot.keyClick(carried, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: read.carried is None)


def test_what_is_asked_about_a_copy_is_reached_and_answered_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    workspace, read = window.session.workspace, window.session.read
    old, new = (next(d.id for d in workspace.documents() if d.file_name == name) for name in ("first.md", "corrected.md"))
    read.open(new)
    window.activateWindow()
    read.library.setFocus()
    read.focus_next_pane()
    qtbot.waitUntil(read.copies.replace.hasFocus)
    qtbot.keyClick(read.copies.replace, Qt.Key.Key_Tab)
    assert read.copies.accept.hasFocus()
    qtbot.keyClick(read.copies.accept, Qt.Key.Key_Space)
    assert workspace.document(new).copy_of == old
    assert not read.copies.isVisible()


def test_a_difference_is_shown_on_the_pages_by_keys_and_the_window_gives_them_room(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    workspace, read = window.session.workspace, window.session.read
    old, new = (next(d.id for d in workspace.documents() if d.file_name == name) for name in ("first.md", "corrected.md"))
    read.open(new)
    qtbot.keyClick(read.copies.compare, Qt.Key.Key_Space)
    (compare,) = read.findChildren(CompareWindow)
    qtbot.waitUntil(lambda: "Show both" in compare.page.toPlainText())
    compare.activateWindow()
    compare.page.setFocus()
    qtbot.keyClick(compare.page, Qt.Key.Key_Tab)
    qtbot.keyClick(compare.page, Qt.Key.Key_Return)
    assert read.open_documents() == (old, new)
    assert compare.height() < window.height() * 0.6
    assert compare.y() > window.y() + window.height() * 0.3
    compare.close()
