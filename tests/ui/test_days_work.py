"""The day's work by keys alone on the main window, with the key presses counted; and the mouse with its popup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import read_bytes
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight
from reviewer.ui.main_window import MainWindow
from reviewer.ui.read_place import ReadPlace

REPORT = """# Inspection of services for children in need of help and protection

Inspection date: 5 June 2017 – 29 June 2017

## Recommendations

1. Ensure that assessments of kinship carers are completed on time.

## Inspection findings

2. Social workers visit children often. They write plans that families understand.

3. Assessments of kinship carers are often late.
"""
LETTER = """# Focused visit to Eastmere children’s services

## Findings

- Assessments of kinship carers are now on time in most cases.

- Social workers know children well.
"""
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class Officer:
    """Someone at the keyboard whose presses are counted."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        assert window.session is not None
        self.qtbot, self.window, self.count = qtbot, window, 0
        self.read: ReadPlace = window.session.read
        self.workspace: Workspace = window.session.workspace

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.count += 1
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, words: str) -> None:
        """Type words; they are what the officer has to say and not counted."""
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    def presses(self, act: Callable[[], None]) -> int:
        before = self.count
        act()
        return self.count - before

    def open(self, name: str) -> str:
        document = next(d.id for d in self.workspace.documents() if d.file_name == name)
        self.read.open(document)
        return document

    def stand_before(self, words: str) -> None:
        """Go to the block above the one that begins with some words."""
        text = self.workspace.reading(self.read.document).text
        at = text.index(words)
        order = self.read.pane._order
        assert order is not None
        self.read.pane.set_selection(order.neighbour(at, -1))

    def the_highlight(self) -> Highlight:
        (found,) = self.workspace.highlights(self.read.document)
        return found

    def drag(self, words: str) -> Span:
        """Select words with the mouse."""
        text = self.workspace.reading(self.read.document).text
        span = Span(text.index(words), text.index(words) + len(words))
        surface = self.read.pane.surface
        self.read.pane.reveal(span)
        assert surface.canvas is not None

        def point(offset: int, share: float) -> QPoint:
            assert surface.canvas is not None
            rect = surface.canvas.rects(Span(offset, offset + 1))[0].translated(-surface.visible().topLeft())
            return QPoint(round(rect.left() + rect.width() * share), round(rect.center().y()))

        first, last = point(span.start, 0.1), point(span.end - 1, 0.9)
        self.qtbot.mousePress(surface.viewport(), Qt.MouseButton.LeftButton, pos=first)
        self.qtbot.mouseMove(surface.viewport(), (first + last) / 2)
        self.qtbot.mouseMove(surface.viewport(), last)
        self.qtbot.mouseRelease(surface.viewport(), Qt.MouseButton.LeftButton, pos=last)
        return span


@pytest.fixture
def officer(qtbot: QtBot, tmp_path: Path) -> Iterator[Officer]:
    workspace = Workspace.open(tmp_path / "r.review", author="Tester")
    urn = workspace.add_authority("Eastmere")
    for name, text, date in (("report.md", REPORT, "2017-06-05/2017-06-29"), ("letter.md", LETTER, "2019-02-06/2019-02-06")):
        document = workspace.import_reading(file_name=name, data=text.encode(), reading=read_bytes(name, text.encode()))
        workspace.set_fact(document, FactName.AUTHORITY, urn)
        workspace.set_fact(document, FactName.INSPECTION_DATES, date)
    workspace.close()
    window = MainWindow(Settings(author="Tester"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    assert window.open_review(tmp_path / "r.review")
    yield Officer(qtbot, window)
    window.close()


def test_the_keys_of_the_day(officer: Officer, record_property: Callable[[str, object], None]) -> None:
    letter, report = officer.open("letter.md"), officer.open("report.md")
    counts: dict[str, int] = {}

    def down_and(key: Qt.Key) -> None:
        officer.press(Qt.Key.Key_Down)
        officer.press(key)

    officer.stand_before("Ensure that assessments")
    counts["tag a recommendation"] = officer.presses(lambda: down_and(Qt.Key.Key_1))
    assert [r.ref for r in officer.workspace.recommendations(report)] == ["R1"]
    officer.stand_before("Social workers visit")
    counts["tag a finding"] = officer.presses(lambda: down_and(Qt.Key.Key_5))
    finding = officer.read.pane.selected_highlight()
    counts["change a tag"] = officer.presses(lambda: officer.press(Qt.Key.Key_4, ALT))
    assert next(h.tags for h in officer.workspace.highlights(report) if h.id == finding) == ("tag-concern",)

    def note() -> None:
        officer.press(Qt.Key.Key_Return)
        officer.type("Ask **who**.")
        officer.press(Qt.Key.Key_Return, CTRL)

    counts["add a note, besides its text"] = officer.presses(note)
    assert next(h.note for h in officer.workspace.highlights(report) if h.id == finding) == "Ask **who**."
    assert officer.read.pane.surface.hasFocus(), "back at the caret"
    assert officer.read.pane.selected_highlight() == finding
    counts["next highlight"] = officer.presses(lambda: officer.press(Qt.Key.Key_BracketRight))
    assert officer.read.pane.selected_highlight() not in (finding, None)

    officer.open("letter.md")
    officer.stand_before("Assessments of kinship")
    officer.qtbot.keyClick(officer.read.pane.surface, Qt.Key.Key_Down)

    def link() -> None:
        officer.press(Qt.Key.Key_L)
        officer.press(Qt.Key.Key_Return)
        officer.press(Qt.Key.Key_1)

    counts["link a passage to a recommendation"] = officer.presses(link)
    cell = officer.workspace.matrix(report).rows[0].cells[0]
    assert (cell.document, cell.coverage) == (letter, Coverage.REFERRED_BACK)
    record_property("figure", "key presses: " + ", ".join(f"{what} {count}" for what, count in counts.items()))
    assert counts == {
        "tag a recommendation": 2, "tag a finding": 2, "change a tag": 1, "add a note, besides its text": 2,
        "next highlight": 1, "link a passage to a recommendation": 3,
    }  # fmt: skip


def test_a_run_of_presses_on_an_end_is_one_undo_step_and_shows_at_once(officer: Officer) -> None:
    officer.open("report.md")
    officer.drag("Social workers")
    officer.press(Qt.Key.Key_4)
    for words in ("Social workers visit", "Social workers visit children", "Social workers visit children often"):
        officer.press(Qt.Key.Key_Right, SHIFT | CTRL)
        assert officer.the_highlight().quote == words
        mark = officer.read.pane._marks.highlight(officer.the_highlight().id)
        assert mark is not None
        assert mark.span == officer.the_highlight().span
    officer.press(Qt.Key.Key_Right, SHIFT | ALT | CTRL)
    assert officer.the_highlight().quote == "workers visit children often"
    officer.press(Qt.Key.Key_Z, CTRL)
    assert officer.the_highlight().quote == "Social workers"
    officer.press(Qt.Key.Key_Y, CTRL)
    assert officer.the_highlight().quote == "workers visit children often"


def test_s_splits_at_the_caret_or_at_the_selection_and_m_merges(officer: Officer) -> None:
    report = officer.open("report.md")
    officer.drag("Social workers visit children often. They write plans that families understand.")
    officer.press(Qt.Key.Key_4)
    officer.drag("They write plans")
    officer.press(Qt.Key.Key_Escape)  # the popup
    officer.press(Qt.Key.Key_S)
    assert [h.quote for h in officer.workspace.highlights(report)] == [
        "Social workers visit children often.", "They write plans that families understand.",
    ]  # fmt: skip
    officer.press(Qt.Key.Key_BracketLeft)
    officer.press(Qt.Key.Key_M)
    assert officer.the_highlight().quote.endswith("families understand.")
    surface = officer.read.pane.surface
    text = officer.workspace.reading(report).text
    at = text.index("children often")
    rect = surface.canvas.rects(Span(at + 3, at + 4))[0].translated(-surface.visible().topLeft())  # type: ignore[union-attr]
    officer.qtbot.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    officer.press(Qt.Key.Key_S)
    assert officer.workspace.highlights(report)[0].quote == "Social workers visit"


def test_the_popup_comes_with_the_mouse_alone_and_never_takes_the_keyboard(officer: Officer) -> None:
    report = officer.open("report.md")
    popup, surface = officer.read.popup, officer.read.pane.surface
    officer.press(Qt.Key.Key_Down)
    assert not popup.isVisible()
    span = officer.drag("Social workers")
    assert popup.isVisible()
    assert surface.hasFocus()
    assert [choice.accessibleName() for choice in popup.choices] == [f"Tag {tag.name}, key {tag.key}" for tag in officer.workspace.tags()]
    assert surface.canvas is not None
    for rect in surface.canvas.rects(span):
        assert not popup.geometry().intersects(rect.translated(-surface.visible().topLeft()).toAlignedRect())
    officer.press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert officer.read.pane.selection() == span, "one step back at a time"
    officer.drag("Social workers")
    officer.qtbot.mouseClick(popup.choices[4], Qt.MouseButton.LeftButton)
    assert officer.the_highlight().tags == ("tag-strength",)
    assert not popup.isVisible()
    assert surface.hasFocus()
    officer.drag("families understand")
    officer.qtbot.mouseClick(popup.note, Qt.MouseButton.LeftButton)
    officer.type("Which?")
    officer.press(Qt.Key.Key_Return, CTRL)
    noted = next(h for h in officer.workspace.highlights(report) if h.note)
    assert (noted.quote, noted.tags, noted.note) == ("families understand", (), "Which?")
    officer.press(Qt.Key.Key_G, CTRL | SHIFT)
    officer.drag("Assessments of kinship carers are often")
    assert not popup.isVisible(), "switched off"
    assert officer.window.settings.selection_popup is False


def test_an_armed_tag_takes_what_the_mouse_selects_without_a_popup(officer: Officer) -> None:
    officer.open("report.md")
    officer.press(Qt.Key.Key_4)
    officer.drag("Social workers")
    assert officer.the_highlight().tags == ("tag-concern",)
    assert not officer.read.popup.isVisible()


def test_a_note_without_a_tag_is_one_key_from_a_selection(officer: Officer) -> None:
    officer.open("report.md")
    officer.drag("Social workers")
    officer.press(Qt.Key.Key_N)
    officer.type("Who?")
    officer.press(Qt.Key.Key_Escape)
    assert (officer.the_highlight().note, officer.the_highlight().tags) == ("Who?", ())
    assert officer.read.pane._marks.highlight(officer.the_highlight().id) is not None, "it shows on the page"
