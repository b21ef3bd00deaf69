"""Every place of the window is shown once: with no key that is not in force, and without a warning of Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextBrowser,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.app.sample import INSPECTION, INSPECTION_2022, build_sample
from reviewer.app.settings import Settings
from reviewer.ui import tasks
from reviewer.ui.actions import ACTIONS
from reviewer.ui.document.contents import Contents
from reviewer.ui.help.guide import GuideWindow
from reviewer.ui.keymap import key_words, keymap
from reviewer.ui.main_window import CHECKLIST, FOLLOW_UP, READ, MainWindow

_MODIFIERS = ("", "Ctrl+", "Alt+", "Shift+", "Ctrl+Alt+", "Ctrl+Shift+", "Alt+Shift+")
_STRANGE = [f"{modifiers}F{number}" for modifiers, number in product(_MODIFIERS, range(14, 36))]
# What a list, a field or a card does with these keys is no action, and stays.
_FIXED = {"Ctrl+Enter", "Alt+C", "Alt+W", "F2", *(f"{held}{arrow}" for held, arrow in product(("Alt+", "Ctrl+", "Shift+", "Alt+Shift+"), ("Up", "Down", "Left", "Right")))}
_KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)[+ ])+(?:F\d+|Enter|Return|Del|Delete|Backspace|Left|Right|Up|Down|[A-Z0-9,=+\-/]\b|[,=+\-/])|\bF\d{1,2}\b")
_QUIET = ("This plugin does not support",)  # of the offscreen platform, whatever the program does


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "Sample.review"
    build_sample(path)
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Settings(author="QA officer"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    for other in QApplication.topLevelWidgets():
        if other is not made:
            other.close()
    tasks.wait_for_all()
    made.close()


def places(window: MainWindow, qtbot: QtBot, sample: Path, empty: Path) -> Iterator[str]:
    """Show one place after the other and name it."""
    window.open_review(empty)
    yield "welcome"
    for place in (FOLLOW_UP, CHECKLIST, READ):
        window.show_place(place)
        qtbot.wait(10)
        yield f"nothing in {place}"
    window.open_review(sample)
    session = window.session
    assert session is not None
    documents = {one.file_name: one.id for one in session.workspace.documents()}
    session.read.open(documents[INSPECTION])
    qtbot.wait(50)
    yield "read"
    for contents in (Contents.OUTLINE, Contents.PAGES):
        session.read.pane.toggle_contents(contents)
        qtbot.wait(20)
        yield str(contents)
    session.read.pane.toggle_contents(Contents.PAGES)
    window.search_all()
    yield "search"
    session.read._close_search()
    session.read.open_beside(documents[INSPECTION_2022])
    session.read.facts.show_facts()
    session.read.pane.open_find()
    yield "beside"
    session.read.document_beside()
    window.show_place(FOLLOW_UP)
    qtbot.wait(50)
    yield "matrix"
    session.follow_up.open_worksheet(session.workspace.recommendations(documents[INSPECTION])[4].id, documents[INSPECTION_2022])
    qtbot.wait(50)
    yield "worksheet"
    session.follow_up.worksheet_action()
    yield "action"
    window.show_place(CHECKLIST)
    qtbot.wait(20)
    yield "checklist"
    window.show_place(READ)
    for name, show in (("history", window.edit_history), ("removed", window.file_removed), ("keys", window.help_keys), ("palette", window.help_palette), ("guide", window.help_guide)):
        show()
        qtbot.wait(10)
        yield name


def texts(window: QWidget) -> Iterator[str]:
    """Yield everything that is said in the window, in view or not: words, tips, names, menus, lists."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        if isinstance(widget, QTextBrowser):
            yield widget.toPlainText()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for row, column in product(range(widget.model().rowCount(QModelIndex())), range(_columns(widget))):
                index = widget.model().index(row, column)
                yield from (str(index.data(role) or "") for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DecorationPropertyRole))
    for action in window.findChildren(QAction):
        yield action.text()


def _columns(view: QAbstractItemView) -> int:
    return view.model().columnCount(QModelIndex()) if isinstance(view, QTableView | QTreeView) else 1


def stale(texts_: Iterator[str], known: set[str]) -> set[str]:
    """Return what names a key that no action has now."""
    found = set()
    for text in texts_:
        for key in _KEY.findall(text.replace("\n", " ")):
            spelt = key.replace(" ", "+").replace("Return", "Enter")
            if spelt not in known and spelt not in _FIXED:
                found.add(f"{key!r} in {text[:70]!r}")
    return found


def test_every_key_that_is_shown_is_the_one_in_force(window: MainWindow, qtbot: QtBot, sample: Path, tmp_path: Path) -> None:
    for row, key in zip(ACTIONS, _STRANGE, strict=False):
        keymap().assign(row.id, (key,))
    known = {key_words((key,)) for key in _STRANGE}
    wrong: set[str] = set()
    caps: set[str] = set()
    for place in places(window, qtbot, sample, tmp_path / "empty.review"):
        wrong |= {f"{place}: {text}" for text in stale(texts(window), known)}
        caps |= {label.text() for label in window.findChildren(QLabel) if label.property("role") == "key" and not label.isHidden()}
        guide = window.findChild(GuideWindow)
        for number in range(guide.pages.count() if guide is not None else 0):
            guide.pages.setCurrentRow(number)
            wrong |= {f"guide {number}: {text}" for text in stale(iter([guide.page.toPlainText()]), known)}
    assert wrong == set()
    assert {cap for cap in caps if cap.replace(" ", "+") not in known} <= {"", "Enter", "Ctrl Enter", "Space"}
    assert len(caps) > 10


def test_a_key_written_into_a_sentence_would_be_found() -> None:
    assert stale(iter(["Split. Ctrl+Z makes it one again."]), {"F14"})
    assert stale(iter(["Deleted. Ctrl Z brings it back."]), {"F14"})
    assert stale(iter(["F9 hides it"]), {"F14"})
    assert not stale(iter(["Split. F14 makes it one again."]), {"F14"})


def test_no_place_makes_qt_warn(window: MainWindow, qtbot: QtBot, sample: Path, tmp_path: Path) -> None:
    said: list[str] = []

    def take(kind: QtMsgType, _context: object, words: str) -> None:
        if not any(quiet in words for quiet in _QUIET):
            said.append(words)

    before = qInstallMessageHandler(take)
    try:
        for place in places(window, qtbot, sample, tmp_path / "empty.review"):
            QApplication.processEvents()
            assert said == [], place
    finally:
        qInstallMessageHandler(before)
