"""The window in large type, in a process of its own: prints the controls that are cut, place by place.

A process of its own because Qt keeps sizes of the type it was started with. Arguments: how many times as large, width, height,
a folder for the review.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from reviewer.app.sample import INSPECTION, INSPECTION_2022, build_sample
from reviewer.app.settings import Settings
from reviewer.ui.main_window import CHECKLIST, FOLLOW_UP, READ, MainWindow
from reviewer.ui.tagging import parts
from reviewer.ui.widgets import BriefLabel, ElidedButton, ElidedLabel

SHORTENED = (BriefLabel, ElidedButton, ElidedLabel, parts.MenuButton)  # end in an ellipsis and tell the whole in their tip


def cut(root: QWidget) -> list[str]:
    """Return the controls in view whose words need more room than they have."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not root or isinstance(widget, SHORTENED):
            continue
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        need = QSize(0, widget.heightForWidth(widget.width())) if wraps else widget.sizeHint()
        if need.width() > widget.width() + 1 or need.height() > widget.height() + 1:
            found.append(f"{widget.text()[:40]!r} needs {need.width()}x{need.height()}, has {widget.width()}x{widget.height()}")
    return found


def settled(window: QWidget, rounds: int = 20) -> list[str]:
    """Return what is still cut when the lay-out has come to rest: what arrives late is laid out again on a slow machine."""
    for _ in range(rounds):
        QTest.qWait(300)
        found = cut(window)
        if not found:
            break
    return found


def show(window: MainWindow, place: str) -> None:
    session = window.session
    assert session is not None
    documents = {document.file_name: document.id for document in session.workspace.documents()}
    if place == "worksheet":
        window.show_place(FOLLOW_UP)
        recommendation = session.workspace.recommendations(documents[INSPECTION])[4]
        session.follow_up.open_worksheet(recommendation.id, documents[INSPECTION_2022])
        return
    window.show_place({"read": READ, "matrix": FOLLOW_UP, "checklist": CHECKLIST}[place])
    if place == "read":
        session.read.open(documents[INSPECTION])


def main(times: float, width: int, height: int, folder: Path) -> None:
    application = QApplication([])
    application.setStyle("Fusion")
    font = application.font()
    font.setPointSizeF(font.pointSizeF() * times)
    application.setFont(font)
    build_sample(folder / "Sample.review")
    window = MainWindow(Settings(author="Tester"), settings_path=folder / "settings.json")
    window.resize(width, height)
    window.show()
    assert window.open_review(folder / "Sample.review")
    for place in ("read", "matrix", "worksheet", "checklist"):
        show(window, place)
        found = settled(window)
        print(f"{place}: looked at {len(window.findChildren(QLabel))} labels")
        for one in found:
            print(f"cut in {place}: {one}")
    window.close()


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
