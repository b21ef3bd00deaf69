"""The sidebar's tags, by mouse and by keys: every change is in the review, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QApplication, QColorDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.domain.tag import TagRole
from reviewer.ui.tagging.colours import PALETTE, colour_name, contrast, fill_for, free_colour, letter_on, line_for
from reviewer.ui.tagging.sidebar import TaggingSidebar
from reviewer.ui.tagging.tag_delegate import COUNT_ROLE
from reviewer.ui.tagging.tag_menu import TagActs, tag_menu

Wire = Callable[[TaggingSidebar], TaggingSidebar]


@pytest.fixture
def sidebar(workspace: Workspace, wired: Wire, inspection: str) -> TaggingSidebar:
    """The sidebar of the inspection, its tag list with the focus."""
    side = wired(TaggingSidebar(workspace))
    side.show_document(inspection)
    side.tags.list.setFocus()
    return side


def _shown(side: TaggingSidebar) -> list[tuple[str, str, int]]:
    model = side.tags.list.tags
    return [(tag.name, tag.key, model.index(row).data(COUNT_ROLE)) for row, tag in enumerate(model.tags)]


def _law(side: TaggingSidebar, workspace: Workspace, document: str) -> None:
    uses = [tag for highlight in workspace.highlights(document) for tag in highlight.tags]
    assert _shown(side) == [(tag.name, tag.key, uses.count(tag.id)) for tag in workspace.tags()]


def test_tags_show_key_name_and_count_of_the_document(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, visit: str
) -> None:
    workspace.tag_span(inspection, Span(0, 6), "tag-concern")
    workspace.tag_span(inspection, Span(7, 11), "tag-concern")
    workspace.tag_span(visit, Span(0, 6), "tag-concern")
    assert ("Finding: concern", "4", 2) in _shown(sidebar)
    _law(sidebar, workspace, inspection)
    sidebar.show_document(visit)
    assert ("Finding: concern", "4", 1) in _shown(sidebar)
    spoken = sidebar.tags.list.tags.index(3).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "Finding: concern, key 4, 1 highlight"


def test_click_enter_and_space_ask_for_the_tag(sidebar: TaggingSidebar, qtbot: QtBot) -> None:
    tags = sidebar.tags.list
    place = tags.visualRect(tags.tags.index(1)).center()
    with qtbot.waitSignal(sidebar.tag_requested) as asked:
        qtbot.mouseClick(tags.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["tag-area"]
    qtbot.keyClick(tags, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(sidebar.tag_requested) as asked:
            qtbot.keyClick(tags, key)
        assert asked.args == ["tag-priority"]


def test_f2_renames_in_place_and_undo_gives_the_name_back(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    sidebar.tags.list.select_tag("tag-concern")
    qtbot.keyClick(sidebar.tags.list, Qt.Key.Key_F2)
    field = sidebar.tags.list.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, "Worry")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Worry" in [tag.name for tag in workspace.tags()])
    _law(sidebar, workspace, inspection)
    workspace.undo()
    assert "Finding: concern" in [name for name, _, _ in _shown(sidebar)]
    current = sidebar.tags.list.current_tag()
    assert current is not None
    assert current.id == "tag-concern"


def test_a_change_elsewhere_does_not_undo_the_typing_of_a_name(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    sidebar.tags.list.rename("tag-concern")
    field = sidebar.tags.list.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "Worry")
    workspace.tag_span(inspection, Span(0, 6), "tag-concern")
    assert field.text() == "Worry"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Worry" in [tag.name for tag in workspace.tags()])


def test_a_name_that_is_taken_is_refused_with_a_sentence(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sidebar.failed) as failed:
        sidebar.tags.list.rename_requested.emit("tag-concern", "finding: STRENGTH")
    assert "already a tag" in failed.args[0]
    _law(sidebar, workspace, inspection)


def test_alt_down_and_alt_up_move_a_tag_in_one_step(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    before = [tag.id for tag in workspace.tags()]
    sidebar.tags.list.select_tag(before[0])
    qtbot.keyClick(sidebar.tags.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [tag.id for tag in workspace.tags()] == [before[1], before[0], *before[2:]]
    _law(sidebar, workspace, inspection)
    qtbot.keyClick(sidebar.tags.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(sidebar.tags.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # already the first
    assert [tag.id for tag in workspace.tags()] == before
    workspace.undo()
    workspace.undo()
    assert [tag.id for tag in workspace.tags()] == before
    _law(sidebar, workspace, inspection)


def test_a_drag_puts_a_tag_elsewhere(sidebar: TaggingSidebar, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    tags = sidebar.tags.list
    ids = [tag.id for tag in workspace.tags()]
    tags.select_tag(ids[0])
    rect = tags.visualRect(tags.tags.index(2))
    drop = QDropEvent(
        QPointF(rect.center().x(), rect.bottom() - 1), Qt.DropAction.MoveAction, QMimeData(),
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    monkeypatch.setattr(QDropEvent, "source", lambda _self: tags)
    tags.dropEvent(drop)
    assert [tag.id for tag in workspace.tags()] == [ids[1], ids[2], ids[0], *ids[3:]]
    workspace.undo()
    assert [tag.id for tag in workspace.tags()] == ids


def test_a_taken_key_is_swapped_and_said(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    tag = next(tag for tag in workspace.tags() if tag.id == "tag-question")
    with qtbot.waitSignal(sidebar.noticed) as noticed:
        sidebar.tags._new_key(tag, "1")
    assert noticed.args == ["1 is now Question for the board; Recommendation has 7."]
    keys = {tag.id: tag.key for tag in workspace.tags()}
    assert (keys["tag-question"], keys["tag-recommendation"]) == ("1", "7")
    assert sorted(key for key in keys.values() if key) == list("1234567")
    workspace.undo()
    assert {tag.id: tag.key for tag in workspace.tags()}["tag-question"] == "7"
    _law(sidebar, workspace, inspection)


def test_delete_takes_the_tag_at_once_and_undo_brings_its_highlights_back(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    workspace.tag_span(inspection, Span(0, 6), "tag-strength")
    sidebar.tags.list.select_tag("tag-strength")
    with qtbot.waitSignal(sidebar.noticed) as noticed:
        qtbot.keyClick(sidebar.tags.list, Qt.Key.Key_Delete)
    assert "Finding: strength deleted" in noticed.args[0]
    assert workspace.highlights(inspection) == ()
    _law(sidebar, workspace, inspection)
    workspace.undo()
    assert len(workspace.highlights(inspection)) == 1
    _law(sidebar, workspace, inspection)


def test_a_new_tag_gets_a_free_key_and_colour(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    qtbot.mouseClick(sidebar.tags.new_button, Qt.MouseButton.LeftButton)
    field = sidebar.tags.new_name
    assert field.isVisible()
    qtbot.keyClicks(field, "  Housing   need ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    made = workspace.tags()[-1]
    assert (made.name, made.key) == ("Housing need", "8")
    assert made.fill not in [tag.fill for tag in workspace.tags()[:-1]]
    assert not field.isVisible()
    _law(sidebar, workspace, inspection)
    sidebar.new_tag()
    qtbot.keyClicks(field, "Nothing")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert len(workspace.tags()) == 8


def test_the_menu_offers_colours_keys_and_meanings_by_name(workspace: Workspace, qtbot: QtBot, sidebar: TaggingSidebar) -> None:
    asked: list[object] = []
    acts = TagActs(asked.append, asked.append, asked.append, asked.append, lambda tag, key: asked.append((tag.id, key)), asked.append, asked.append, asked.append, asked.append)
    tag = workspace.tags()[3]
    menu = tag_menu(tag, workspace.tags(), acts, sidebar)
    subs = {action.text().split(":")[0]: action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu)}
    colours = subs["Colour"].actions()
    assert [action.text() for action in colours if action.text()][:-1] == [one.name for one in PALETTE]
    assert [action.text() for action in colours if action.isChecked()] == ["Pink"]
    next(action for action in colours if action.text() == "Teal").trigger()
    assert asked.pop() == replace(tag, fill="#bdebe8", line="#0b7a75")
    keys = [action.text() for action in subs["Key"].actions()]
    assert keys[0] == "1  (swaps with Recommendation)"
    assert keys[-1] == "None"
    subs["Key"].actions()[7].trigger()
    assert asked.pop() == ("tag-concern", "8")
    next(a for a in subs["Meaning"].actions() if a.text() == "Makes a priority action").trigger()
    assert asked.pop() == replace(tag, role=TagRole.RECOMMENDATION, recommendation_kind="priority-action")
    menu.deleteLater()


def test_a_colour_of_ones_own_is_made_light_enough_to_read_on(sidebar: TaggingSidebar, workspace: Workspace) -> None:
    sidebar.tags._change_colour("tag-concern", "#102030")
    tag = next(tag for tag in workspace.tags() if tag.id == "tag-concern")
    assert contrast(tag.fill, "#1c2430") >= 7
    assert tag.line == "#102030"
    assert workspace.undo() == "Recolour tag"
    assert next(tag for tag in workspace.tags() if tag.id == "tag-concern").fill == "#f3cfe4"


def test_the_colour_dialog_gives_a_colour_of_ones_own(sidebar: TaggingSidebar, workspace: Workspace) -> None:
    tag = workspace.tags()[3]
    for accepted in (False, True):
        sidebar.tags._own_colour(tag)
        dialog = sidebar.findChild(QColorDialog)
        assert dialog is not None
        dialog.setCurrentColor(QColor("#ddeeff"))
        if accepted:
            dialog.accept()
        else:
            dialog.reject()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
        assert sidebar.findChild(QColorDialog) is None
    assert [one.fill for one in workspace.tags() if one.id == tag.id] == ["#ddeeff"]


def test_the_menu_opens_from_the_keyboard(sidebar: TaggingSidebar, qtbot: QtBot) -> None:
    sidebar.tags.list.select_tag("tag-area")
    sidebar.tags.list.customContextMenuRequested.emit(QPoint(-1, -1))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.accessibleName() == "Tag Area for improvement"
    menu.close()


def test_the_sticky_tag_is_marked_with_a_word(sidebar: TaggingSidebar) -> None:
    sidebar.arm("tag-concern")
    spoken = [sidebar.tags.list.tags.index(row).data(int(Qt.ItemDataRole.AccessibleTextRole)) for row in range(7)]
    assert [row for row, words in enumerate(spoken) if "each passage you select" in words] == [3]
    sidebar.arm("")
    assert "each passage" not in sidebar.tags.list.tags.index(3).data(int(Qt.ItemDataRole.AccessibleTextRole))


def test_letters_can_be_read_on_every_colour(workspace: Workspace) -> None:
    for colour in PALETTE:
        assert contrast(letter_on(colour.fill, colour.line), colour.fill) >= 4.5
        assert contrast(colour.line, "#ffffff") >= 3
        assert colour_name(colour.fill.upper()) == colour.name
    for fill in ("#000000", "#ffffff", "#808080", "#00ff00", "#123456"):
        assert contrast(fill_for(fill), "#1c2430") >= 7
        assert contrast(letter_on(fill, line_for(fill)), fill) >= 4.5
        assert contrast(line_for(fill), "#ffffff") >= 3
    assert colour_name("#010203") == "Own colour"
    taken = [tag.fill for tag in workspace.tags()]
    assert free_colour(taken).fill not in taken
    assert free_colour([one.fill for one in PALETTE]) == PALETTE[0]
