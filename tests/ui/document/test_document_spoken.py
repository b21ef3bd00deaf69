"""What a screen reader is told of the document: through Qt's interface, and from outside where AT-SPI is to be had."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from reviewer.domain.span import Span
from reviewer.ui.document.accessible import words_for
from reviewer.ui.document.pane import PaintedHighlight

from ..at_spi import ask


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    driver.reading = samples.set_text()
    driver.show(driver.reading)
    driver.pane.grab()
    return driver


def test_the_text_is_offered_whole_in_units_of_the_interface(shown: Any) -> None:
    text = QAccessible.queryAccessibleInterface(shown.pane.surface).textInterface()
    words = shown.reading.text
    assert text.characterCount() == len(words.encode("utf-16-le")) // 2
    assert text.text(0, -1) == words
    at = words.index("😀")
    assert text.text(at, at + 2) == "😀"
    assert text.text(at + 2, at + 6) == words[at + 1 : at + 5]


def test_the_caret_and_each_character_have_a_place(shown: Any) -> None:
    text = QAccessible.queryAccessibleInterface(shown.pane.surface).textInterface()
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Down)
    block = shown.reading.blocks[1]
    assert text.cursorPosition() >= block.start
    rect = text.characterRect(block.start)
    assert text.offsetAtPoint(rect.center()) == block.start


def test_a_screen_reader_can_select(shown: Any) -> None:
    text = QAccessible.queryAccessibleInterface(shown.pane.surface).textInterface()
    at = shown.reading.text.index("understood")
    with shown.qtbot.waitSignal(shown.pane.span_selected) as told:
        text.setSelection(0, at + 1, at + 11)  # one unit more than code points: the emoji stands before
    assert told.args == [Span(at, at + 10)]


def test_what_is_selected_is_said_with_its_number_and_tags(shown: Any) -> None:
    block = shown.reading.blocks[1]
    shown.pane.set_highlights([PaintedHighlight("h", block.span, "#ffe7a3", "#b8860b", "1", "Recommendation")])
    shown.pane.select_highlight("h")
    said = words_for(shown.pane.surface)
    assert said.startswith("Paragraph 21. tagged Recommendation. Thresholds")


def test_every_control_of_the_pane_has_a_name(shown: Any) -> None:
    nameless = []

    def walk(item: Any) -> None:
        roles = QAccessible.Role
        if item.role() in (roles.Button, roles.PushButton, roles.CheckBox, roles.EditableText, roles.ButtonMenu, roles.ScrollBar, roles.Document):
            name = item.text(QAccessible.Text.Name)
            if not name:
                nameless.append((item.role(), type(item.object()).__name__))
        for index in range(item.childCount()):
            child = item.child(index)
            if child is not None and child.isValid():
                walk(child)

    walk(QAccessible.queryAccessibleInterface(shown.pane))
    assert nameless == []


WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer.domain.document import Block, BlockKind, Reading
from reviewer.domain.span import Span
from reviewer.ui.document.pane import DocumentPane
application = QApplication([])
first, second = "A heading", "Thresholds \\U0001f600 are understood. A second sentence."
blocks = (Block(0, BlockKind.HEADING, 0, 9, first), Block(1, BlockKind.PARAGRAPH, 10, 10 + len(second), second))
pane = DocumentPane()
pane.resize(800, 500)
pane.show()
pane.show_document("d", Reading("text", blocks), None)
pane.set_selection(Span(10, 20))
QTimer.singleShot(20000, application.quit)
print("shown", flush=True)
application.exec()
"""

QUESTIONS = """
def find(name, path, depth=0):
    if "document" in call(outside, name, path, ACCESSIBLE + ".GetRoleName"):
        return path
    for child in children_of(name, path) if depth < 8 else ():
        if found := find(name, child, depth + 1):
            return found
    return None
for _ in range(25):
    for name in applications():
        if path := find(name, ROOT):
            text = "org.a11y.atspi.Text."
            answer["text"] = call(outside, name, path, text + "GetText", "0", "--", "-1")
            answer["sentence"] = call(outside, name, path, text + "GetStringAtOffset", "14", "2")
            answer["caret"] = call(outside, name, path, GET, "org.a11y.atspi.Text", "CaretOffset")
            answer["name"] = call(outside, name, path, GET, ACCESSIBLE, "Name")
    if "text" in answer:
        break
    time.sleep(0.3)
"""


def test_the_window_can_be_read_from_outside() -> None:
    answer = ask(WINDOW, QUESTIONS, seconds=120)
    assert "Thresholds 😀 are understood." in answer["text"]
    assert "Thresholds" in answer["sentence"]
    assert "second" not in answer["sentence"]
    assert "19" in answer["caret"]
    assert "Document text" in answer["name"]
