"""The whole window as a screen reader finds it: from outside, through AT-SPI."""

from __future__ import annotations

from typing import Any

from .at_spi import ask

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

QUESTIONS = """
def text_in(answer):
    found = re.search("'(.*)'", answer, re.DOTALL) or re.search('"(.*)"', answer, re.DOTALL)
    return found.group(1) if found else ""
rows = answer["rows"] = []
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
    for child in children_of(name, path):
        walk(name, child, depth + 1)
for _ in range(25):
    for name in applications():
        walk(name, ROOT)
    if len(rows) > 5:
        break
    time.sleep(0.3)
"""


def read_from_outside() -> list[list[Any]]:
    """Start the program in a window of its own and return role, name and focusability of what shows."""
    rows: list[list[Any]] = ask(WINDOW, QUESTIONS, seconds=240)["rows"]
    return rows


def test_every_control_of_the_window_has_a_name_outside() -> None:
    rows = read_from_outside()
    assert len(rows) > 40, rows
    assert [row for row in rows if row[0] in CONTROLS and row[2] and not row[1].strip()] == []
    names = "\n".join(row[1] for row in rows)
    for name in ("Work places", "Read, Ctrl+1", "Document text"):
        assert name in names, (name, rows)
