"""Acts on a filtered list touch exactly that list; the tree of tags by key and drag; merging asked in place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.domain.tag import Tag
from reviewer.domain.tag_tree import nodes
from reviewer.ui.tagging.cards import Only
from reviewer.ui.tagging.sidebar import TaggingSidebar
from reviewer.ui.tagging.tag_list import TagList

Wire = Callable[[TaggingSidebar], TaggingSidebar]
Place = Callable[[str, int], Span]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sidebar(workspace: Workspace, wired: Wire, inspection: str) -> TaggingSidebar:
    side = wired(TaggingSidebar(workspace))
    side.show_document(inspection)
    return side


@pytest.fixture
def tagged(workspace: Workspace, inspection: str, paragraph_span: Place) -> list[str]:
    """Six highlights of four tags in two levels, some with notes."""
    workspace.change_tags([replace(_tag(workspace, "tag-question"), parent="tag-strength")])
    tags = ["tag-strength", "tag-question", "tag-concern", "tag-recommendation", "tag-question", "tag-concern"]
    made = [workspace.tag_span(inspection, paragraph_span(inspection, n), tag) for n, tag in enumerate(tags, 1)]
    workspace.set_note(made[0], "Ask the board")
    workspace.set_note(made[5], "Thresholds again")
    return made


def _tag(workspace: Workspace, key: str) -> Tag:
    return next(tag for tag in workspace.tags() if tag.id == key)


def _listed(side: TaggingSidebar) -> tuple[str, ...]:
    return tuple(card.id for card in side.highlights.list.cards.cards)


def _drawn(workspace: Workspace) -> list[tuple[int, str]]:
    return [(node.depth, node.tag.id.removeprefix("tag-")) for node in nodes(workspace.tags())]


def test_a_tag_lists_those_under_it_too_and_one_key_shows_all(
    sidebar: TaggingSidebar, workspace: Workspace, tagged: list[str], qtbot: QtBot
) -> None:
    sidebar.highlights.filter_by_tag("tag-strength")
    assert _listed(sidebar) == (tagged[0], tagged[1], tagged[4])
    assert sidebar.highlights.shown.words == "Only “Finding: strength” and the one under it"
    sidebar.highlights.choices.choose_only(Only.NOTE)
    assert _listed(sidebar) == (tagged[0],)
    sidebar.highlights.filter.setFocus()
    qtbot.keyClick(sidebar.highlights.filter, Qt.Key.Key_Escape)
    assert len(_listed(sidebar)) == 6
    assert sidebar.highlights.shown.isHidden() or not sidebar.highlights.shown.isVisible()


def test_the_scroll_bar_has_a_handle_only_where_cards_are_out_of_view_and_cards_keep_their_width(
    sidebar: TaggingSidebar, workspace: Workspace, tagged: list[str], qtbot: QtBot
) -> None:
    shown = sidebar.highlights.list
    sidebar.resize(320, 2000)
    sidebar.show()
    qtbot.waitUntil(lambda: not shown.verticalScrollBar().isEnabled())
    wide = shown.viewport().width()
    sidebar.resize(320, 500)
    qtbot.waitUntil(shown.verticalScrollBar().isEnabled)
    assert shown.viewport().width() == wide
    workspace.delete_highlights(tagged[1:])
    qtbot.waitUntil(lambda: not shown.verticalScrollBar().isEnabled())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.sampled_from(["", "thresholds", "board", "children", "zzz"]),
    tag=st.sampled_from(["", "tag-strength", "tag-question", "tag-concern"]),
    only=st.sampled_from(list(Only)),
    act=st.sampled_from(["put", "take", "delete"]),
)
def test_bulk_acts_touch_exactly_what_is_listed(
    sidebar: TaggingSidebar, workspace: Workspace, tagged: list[str], words: str, tag: str, only: Only, act: str
) -> None:
    section = sidebar.highlights
    section.show_all()
    section.filter_by(words)
    section.choices.choose_tag(tag)
    section.choices.choose_only(only)
    listed, before = section.for_bulk(), {one.id: one for one in workspace.highlights()}
    label = workspace.undo_label
    if act == "delete":
        section.bulk.delete(listed)
        assert set(before) - {one.id for one in workspace.highlights()} == set(listed)
    else:
        (section.bulk.put if act == "put" else section.bulk.take)(listed, "tag-evidence")
        after = {one.id: one for one in workspace.highlights()}
        changed = {one for one in before if after.get(one) != before[one]}
        assert changed == (set(listed) if act == "put" else set())
        assert all("tag-evidence" in after[one].tags for one in listed) is (act == "put" or not listed)
    if workspace.undo_label != label or (listed and act != "take"):
        workspace.undo()
    assert {one.id: one for one in workspace.highlights()} == before


def test_only_what_is_listed_is_copied_and_saved(
    sidebar: TaggingSidebar, workspace: Workspace, tagged: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    workspace.set_note(tagged[5], "=1+1")
    sidebar.highlights.filter_by_tag("tag-concern")
    section = sidebar.highlights
    section.bulk.copy(section.for_bulk())
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert len(data.text().splitlines()) == 3
    assert data.html().count("<tr>") == 3
    target = tmp_path / "listed.csv"
    section.bulk.chooser.save_as = lambda *_: target  # type: ignore[method-assign]
    with qtbot.waitSignal(section.bulk.noticed, timeout=5000):
        section.bulk.save(section.for_bulk())
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert [row[3] for row in rows[1:]] == ["Finding: concern", "Finding: concern"]
    assert rows[2][5] == "'=1+1"
    assert workspace.audit(1)[0].label == "Export passages"


def test_the_tree_by_key(sidebar: TaggingSidebar, workspace: Workspace, qtbot: QtBot) -> None:
    tags = sidebar.tags.list
    tags.setFocus()
    tags.select_tag("tag-strength")
    qtbot.keyClick(tags, Qt.Key.Key_Right, ALT)
    assert _drawn(workspace)[3:5] == [(0, "concern"), (1, "strength")]
    assert workspace.undo_label == "Move tag Finding: strength"
    qtbot.keyClick(tags, Qt.Key.Key_Left)  # to its parent
    current = tags.current_tag()
    assert current is not None and current.id == "tag-concern"
    qtbot.keyClick(tags, Qt.Key.Key_Left)  # closed
    assert "tag-strength" not in [tag.id for tag in tags.tags.tags]
    assert "1 tag under it, closed" in tags.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(tags, Qt.Key.Key_Down, ALT)  # goes with what is under it
    assert _drawn(workspace)[3:6] == [(0, "evidence"), (0, "concern"), (1, "strength")]
    qtbot.keyClick(tags, Qt.Key.Key_Right)
    tags.select_tag("tag-strength")
    qtbot.keyClick(tags, Qt.Key.Key_Left, ALT)
    assert all(depth == 0 for depth, _ in _drawn(workspace))


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.1, [(0, "question"), (0, "recommendation")]), (0.5, [(0, "recommendation"), (1, "question")]), (0.9, [(0, "recommendation"), (0, "question")])],
)
def test_a_drag_between_rows_orders_and_onto_a_row_makes_a_child(
    sidebar: TaggingSidebar, workspace: Workspace, share: float, expected: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = sidebar.tags.list
    tags.select_tag("tag-question")
    box = tags.visualRect(tags.tags.index(0))
    drop = QDropEvent(
        QPointF(box.center().x(), box.top() + share * box.height()), Qt.DropAction.MoveAction, QMimeData(),
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    monkeypatch.setattr(QDropEvent, "source", lambda _self: tags)
    TagList.dropEvent(tags, drop)
    assert _drawn(workspace)[:2] == expected


def test_merging_is_told_first_and_done_when_asked_again(
    sidebar: TaggingSidebar, workspace: Workspace, tagged: list[str], qtbot: QtBot
) -> None:
    told: list[str] = []
    sidebar.noticed.connect(told.append)
    sidebar.tags._ask_merge("tag-concern", "tag-question")
    question = sidebar.tags.merging
    assert question.isVisible()
    assert "2 highlights get “Question for the board”" in question.words.text()
    qtbot.keyClick(question.leave, Qt.Key.Key_Escape)
    assert not question.isVisible() and _tag(workspace, "tag-concern")
    sidebar.tags._ask_merge("tag-concern", "tag-question")
    qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)
    assert all(tag.id != "tag-concern" for tag in workspace.tags())
    assert "2 highlights have “Question for the board” now" in told[-1]
    assert workspace.undo() == "Merge Finding: concern into Question for the board"
