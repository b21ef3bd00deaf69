"""Whoever cannot see the panels or use a mouse finds a name on every control and every row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.ui.facts.strip import FactsStrip
from reviewer.ui.library.panel import LibraryPanel
from reviewer.ui.search.panel import SearchPanel
from reviewer.ui.tagging.sidebar import TaggingSidebar

Wire = Callable[[QWidget], QWidget]


def _focusable(panel: QWidget) -> list[QWidget]:
    """Return the visible controls a Tab or a click can reach; Qt's own parts of a control belong to the control."""
    return [
        one
        for one in panel.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(one, QScrollBar | QHeaderView)
        and not isinstance(one.parent(), QLineEdit)
        and not one.objectName().startswith("qt_")
    ]


@pytest.fixture(params=["library", "facts", "sidebar", "search"])
def panel(
    request: pytest.FixtureRequest, workspace: Workspace, wired: Wire, inspection: str, visit: str, qtbot: QtBot
) -> QWidget:
    """Each panel in turn, with something to show."""
    workspace.tag_span(inspection, Span(0, 6), "tag-concern")
    if request.param == "library":
        return wired(LibraryPanel(workspace))
    if request.param == "facts":
        strip = FactsStrip(workspace)
        wired(strip).resize(900, 600)
        strip.show_document(inspection)
        strip.show_facts()
        for row in strip.panel.rows.values():
            row.start_editing()
        return strip
    if request.param == "sidebar":
        side = TaggingSidebar(workspace)
        wired(side)
        side.show_document(inspection)
        side.new_tag()
        return side
    search = SearchPanel(workspace)
    wired(search)
    search.open("thresholds")
    qtbot.waitUntil(lambda: bool(search.results.hit_rows()))
    return search


def test_every_control_has_a_name(panel: QWidget) -> None:
    nameless = [f"{type(one).__name__} {one.objectName()}" for one in [panel, *_focusable(panel)] if not one.accessibleName()]
    assert nameless == []
    for one in _focusable(panel):
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name)


def test_every_row_says_what_it_shows(panel: QWidget) -> None:
    views = [view for view in panel.findChildren(QAbstractItemView) if view.isVisible() and view.model() is not None]
    rows = 0
    for view in views:
        model: QAbstractItemModel = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            said = index.data(int(Qt.ItemDataRole.AccessibleTextRole)) or index.data()
            assert said, f"{view.accessibleName()} row {row}"
            rows += 1
    assert rows or isinstance(panel, FactsStrip)


def test_tab_reaches_every_control(panel: QWidget, qtbot: QtBot) -> None:
    wanted = {one for one in _focusable(panel) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()}
    assert wanted
    panel.setFocus()
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 4):
        at = QApplication.focusWidget() or panel
        reached.add(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    assert {one.accessibleName() for one in wanted - reached} == set()
