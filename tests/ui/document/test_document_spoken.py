"""What a screen reader is told of the document: through Qt's interface, and from outside where AT-SPI is to be had."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from reviewer.domain.span import Span
from reviewer.ui.document.accessible import words_for
from reviewer.ui.document.pane import PaintedHighlight

ROOT = Path(__file__).parents[3]
LAUNCHER = next((p for p in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher") if Path(p).exists()), "")


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

READER = """
import json, re, subprocess, sys, time
python, launcher, window = sys.argv[1:]
bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
def call(where, destination, path, method, *arguments):
    done = subprocess.run(["gdbus", "call", *where, "--dest", destination, "--object-path", path, "--method", method, *arguments],
                          capture_output=True, text=True, timeout=10)
    return done.stdout.strip()
session = ["--session"]
address = ""
for _ in range(50):
    found = re.search("'([^']+)'", call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"))
    if found:
        address = found.group(1)
        break
    time.sleep(0.2)
call(session, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>")
shown = subprocess.Popen([python, "-c", window], stdout=subprocess.PIPE, text=True)
shown.stdout.readline()
outside = ["--address", address]
def find(name, path, depth=0):
    if "document" in call(outside, name, path, "org.a11y.atspi.Accessible.GetRoleName"):
        return path
    children = call(outside, name, path, "org.a11y.atspi.Accessible.GetChildren") if depth < 8 else ""
    for child in re.findall(r"'(/org/a11y/atspi/accessible/[0-9]+)'", children):
        if found := find(name, child, depth + 1):
            return found
    return None
answer = {"address": bool(address)}
for _ in range(25):
    names = call(outside, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames")
    for name in re.findall(r"':([0-9.]+)'", names):
        name, root = ":" + name, "/org/a11y/atspi/accessible/root"
        if "application" in call(outside, name, root, "org.a11y.atspi.Accessible.GetRoleName") and (path := find(name, root)):
            text = "org.a11y.atspi.Text."
            answer["text"] = call(outside, name, path, text + "GetText", "0", "--", "-1")
            answer["sentence"] = call(outside, name, path, text + "GetStringAtOffset", "14", "2")
            answer["caret"] = call(outside, name, path, "org.freedesktop.DBus.Properties.Get", "org.a11y.atspi.Text", "CaretOffset")
            answer["name"] = call(outside, name, path, "org.freedesktop.DBus.Properties.Get", "org.a11y.atspi.Accessible", "Name")
    if "text" in answer:
        break
    time.sleep(0.3)
answer["alive"] = shown.poll() is None
for process in (shown, bus):
    process.terminate()
    process.wait(10)
print(json.dumps(answer))
"""


def test_the_window_can_be_read_from_outside() -> None:
    for tool in ("xvfb-run", "dbus-run-session", "gdbus"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    if not LAUNCHER:
        pytest.skip("AT-SPI is not installed")
    with tempfile.TemporaryDirectory(prefix="a11y") as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                       "XDG_RUNTIME_DIR": folder, "PYTHONPATH": str(ROOT)}  # fmt: skip
        command = ["xvfb-run", "-a", "dbus-run-session", "--", sys.executable, "-c", READER, sys.executable, LAUNCHER, WINDOW]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stderr
    answer = json.loads(lines[-1])
    if not answer["address"]:
        pytest.skip("the accessibility bus does not start here")
    assert answer["alive"], "the window died while it was read"
    assert "Thresholds 😀 are understood." in answer["text"]
    assert "Thresholds" in answer["sentence"]
    assert "second" not in answer["sentence"]
    assert "19" in answer["caret"]
    assert "Document text" in answer["name"]
