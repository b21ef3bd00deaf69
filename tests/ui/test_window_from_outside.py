"""The whole window as a screen reader finds it: from outside, through AT-SPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LAUNCHER = next((p for p in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher") if Path(p).exists()), "")
CONTROLS = ("push button", "check box", "radio button", "text", "combo box", "button", "page tab", "spin button", "toggle button")

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer.app.sample import build_sample
from reviewer.app.settings import Settings
from reviewer.ui.main_window import MainWindow

def main():
    folder = Path(sys.argv[1])
    build_sample(folder / "Sample.review")
    application = QApplication([])
    application.setStyle("Fusion")
    window = MainWindow(Settings(author="Tester"), settings_path=folder / "settings.json")
    window.resize(1366, 768)
    window.show()
    window.open_review(folder / "Sample.review")
    window.session.read.open(window.session.workspace.documents()[0].id)
    QTimer.singleShot(90000, application.quit)
    QTimer.singleShot(1500, lambda: print("shown", flush=True))
    application.exec()
    window.close()

if __name__ == "__main__":
    main()
"""

READER = """
import json, re, subprocess, sys, time
python, launcher, script, folder = sys.argv[1:]
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
shown = subprocess.Popen([python, script, folder], stdout=subprocess.PIPE, text=True)
shown.stdout.readline()
outside = ["--address", address]
ACCESSIBLE, GET = "org.a11y.atspi.Accessible", "org.freedesktop.DBus.Properties.Get"
def text_in(answer):
    found = re.search("'(.*)'", answer, re.DOTALL) or re.search('"(.*)"', answer, re.DOTALL)
    return found.group(1) if found else ""
rows = []
def walk(name, path, depth=0):
    if len(rows) > 160 or depth > 14:
        return
    role = text_in(call(outside, name, path, ACCESSIBLE + ".GetRoleName"))
    said = text_in(call(outside, name, path, GET, ACCESSIBLE, "Name"))
    states = re.findall("[0-9]+", call(outside, name, path, ACCESSIBLE + ".GetState").replace("uint32", ""))
    low = int(states[0]) if states else 0
    if depth > 1 and not low >> 25 & 1:  # not showing
        return
    rows.append([role, said, bool(low >> 11 & 1)])  # whether it can take the focus
    if role in ("table", "table cell", "list item", "menu"):
        return
    children = call(outside, name, path, ACCESSIBLE + ".GetChildren")
    for child in re.findall(r"'(/org/a11y/atspi/accessible/[0-9]+)'", children):
        walk(name, child, depth + 1)
for _ in range(25):
    names = call(outside, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames")
    for name in re.findall(r"':([0-9.]+)'", names):
        root = "/org/a11y/atspi/accessible/root"
        if "application" in call(outside, ":" + name, root, ACCESSIBLE + ".GetRoleName"):
            walk(":" + name, root)
    if len(rows) > 5:
        break
    time.sleep(0.3)
answer = {"address": bool(address), "rows": rows, "alive": shown.poll() is None}
for process in (shown, bus):
    process.terminate()
    process.wait(10)
print(json.dumps(answer))
"""


def read_from_outside() -> list[list[Any]]:
    """Start the program in a window of its own and return role, name and focusability of what shows."""
    for tool in ("xvfb-run", "dbus-run-session", "gdbus"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    if not LAUNCHER:
        pytest.skip("AT-SPI is not installed")
    with tempfile.TemporaryDirectory(prefix="a11y") as folder:
        script = Path(folder) / "window.py"
        script.write_text(WINDOW, encoding="utf-8")
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                       "XDG_RUNTIME_DIR": folder, "PYTHONPATH": str(ROOT)}  # fmt: skip
        command = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--", sys.executable, "-c", READER,
                   sys.executable, LAUNCHER, str(script), folder]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, env=environment, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stderr
    answer = json.loads(lines[-1])
    if not answer["address"]:
        pytest.skip("the accessibility bus does not start here")
    assert answer["alive"], "the window died while it was read"
    rows: list[list[Any]] = answer["rows"]
    return rows


def test_every_control_of_the_window_has_a_name_outside() -> None:
    rows = read_from_outside()
    assert len(rows) > 40, rows
    assert [row for row in rows if row[0] in CONTROLS and row[2] and not row[1].strip()] == []
    names = "\n".join(row[1] for row in rows)
    for name in ("Work places", "Read, Ctrl+1", "Document text"):
        assert name in names, (name, rows)
