"""The reader's suggestions in the sidebar: accepted, dismissed, stepped through, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.ui.tagging.sidebar import TaggingSidebar

Wire = Callable[[TaggingSidebar], TaggingSidebar]


@pytest.fixture
def sidebar(workspace: Workspace, wired: Wire, inspection: str) -> TaggingSidebar:
    """The sidebar of the inspection with its three suggestions."""
    side = wired(TaggingSidebar(workspace))
    side.show_document(inspection)
    return side


def _current(side: TaggingSidebar) -> str:
    current = side.current_suggestion()
    return current.id if current else ""


def _open(workspace: Workspace, document: str) -> list[str]:
    return [one.id for one in workspace.suggestions(document)]


def test_accepting_goes_on_to_the_next_and_shows_it(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    first, second, third = _open(workspace, inspection)
    assert _current(sidebar) == first
    with qtbot.waitSignal(sidebar.suggestion_activated) as shown:
        qtbot.mouseClick(sidebar.box.accept, Qt.MouseButton.LeftButton)
    assert shown.args == [second]
    assert [one.ref for one in workspace.recommendations(inspection)] == ["R1"]
    sidebar.accept_current()
    assert _current(sidebar) == third
    sidebar.accept_current()
    assert _current(sidebar) == ""
    assert not sidebar.box.isVisible()
    sidebar.accept_current()  # nothing left: nothing happens
    workspace.undo()
    assert _current(sidebar) == third
    assert sidebar.box.isVisible()


def test_accepting_in_the_middle_goes_on_from_there(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str
) -> None:
    first, second, third = _open(workspace, inspection)
    sidebar.select_suggestion(second)
    sidebar.accept_current()
    assert _current(sidebar) == third
    sidebar.accept_current()
    assert _current(sidebar) == first  # round to the one passed by


def test_all_are_accepted_in_one_step(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sidebar.noticed) as noticed:
        qtbot.mouseClick(sidebar.box.accept_all, Qt.MouseButton.LeftButton)
    assert noticed.args[0].startswith("3 suggestions accepted")
    assert [card.ref for card in sidebar.highlights.list.cards.cards] == ["R1", "R2", "R3"]
    workspace.undo()
    assert len(_open(workspace, inspection)) == 3
    assert workspace.highlights(inspection) == ()


def test_a_dismissed_one_stays_away(sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot) -> None:
    first, second, _ = _open(workspace, inspection)
    qtbot.mouseClick(sidebar.box.dismiss, Qt.MouseButton.LeftButton)
    assert _current(sidebar) == second
    sidebar.show_document(None)
    sidebar.show_document(inspection)
    assert first not in _open(workspace, inspection)
    assert _current(sidebar) == second
    workspace.undo()
    assert first in _open(workspace, inspection)


def test_the_arrows_step_and_enter_shows(sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot) -> None:
    first, second, third = _open(workspace, inspection)
    heard: list[str] = []
    sidebar.suggestion_activated.connect(heard.append)
    card = sidebar.box.card
    card.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(card, key)
    assert heard == [second, second, first, third]
    assert card.accessibleName().startswith("Suggestion 3 of 3: Recommendation? “Do not place")


def test_another_document_begins_with_its_first(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, add_document: Callable[..., str], westmere: str
) -> None:
    other = add_document("other.txt", recommendations=2, authority=westmere, dates="2013-01-01/2013-01-02")
    sidebar.select_suggestion(_open(workspace, inspection)[2])
    sidebar.show_document(other)
    assert _current(sidebar) == _open(workspace, other)[0]


def test_the_one_in_view_stays_when_the_file_is_read_again(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str
) -> None:
    before = _open(workspace, inspection)
    sidebar.select_suggestion(before[1])
    workspace.reread(inspection, workspace.reading(inspection))
    again = _open(workspace, inspection)
    assert len(again) == 3
    assert not set(again) & set(before)
    assert _current(sidebar) == again[1]
