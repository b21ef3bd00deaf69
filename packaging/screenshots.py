"""Take the pictures of every work place, light and dark: `python3 packaging/dev.py screenshots [--out DIR]`.

The window is drawn without a display, on the sample review. `resources/screenshots/` is where README and guide look.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from reviewer.app.sample import INSPECTION, INSPECTION_2022, build_sample
from reviewer.app.settings import Settings
from reviewer.domain.review import DocumentSummary
from reviewer.ui.main_window import CHECKLIST, FOLLOW_UP, READ, MainWindow

PICTURES = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
STEP, LEAST, MOST = 1000, 3000, 30000  # milliseconds between two looks, and to wait for all to be drawn


def main() -> int:
    """Write the pictures and print their paths; Qt's colours are chosen at start, so each theme has a process."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=PICTURES)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--theme", choices=("light", "dark"))
    arguments = parser.parse_args()
    if arguments.theme:
        width, height = map(int, arguments.size.split("x"))
        take(arguments.theme, arguments.out, (width, height))
        return 0
    again = [sys.executable, __file__, "--out", str(arguments.out), "--size", arguments.size, "--theme"]
    return max(subprocess.run([*again, theme], check=False).returncode for theme in ("light", "dark"))


def take(theme: str, out: Path, size: tuple[int, int]) -> None:
    """Write the pictures of one theme."""
    folder = Path(tempfile.mkdtemp(prefix="reviewer-screenshots-"))
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    build_sample(folder / "Sample.review")
    window = MainWindow(Settings(theme=theme, author="Sample officer"), settings_path=folder / "settings.json")
    try:
        window.resize(*size)
        window.show()
        window.open_review(folder / "Sample.review")
        for name, show in (("read", read), ("follow-up", follow_up), ("worksheet", worksheet), ("checklist", checklist)):
            show(window)
            out.mkdir(parents=True, exist_ok=True)
            path = out / f"{name}-{theme}.png"
            picture(window).save(str(path))
            print(path)
    finally:
        window.close()
        shutil.rmtree(folder, ignore_errors=True)


def picture(window: MainWindow) -> QImage:
    """Return the picture of the window once pages and suggestions have come: when it no longer changes."""
    waited, before = 0, QImage()
    while waited < MOST:
        let_run(STEP)
        waited += STEP
        now = window.grab().toImage()
        if now == before and waited >= LEAST:
            break
        before = now
    return before


def let_run(milliseconds: int) -> None:
    """Let the window and the threads beside it run; the waiting of QtTest would keep Python's lock from the threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def document(window: MainWindow, file_name: str) -> DocumentSummary:
    """Return the sample document of that file name."""
    assert window.session is not None
    return next(d for d in window.session.workspace.documents() if d.file_name == file_name)


def read(window: MainWindow) -> None:
    """Show a report with its highlights."""
    window.show_place(READ)
    assert window.session is not None
    window.session.read.open(document(window, INSPECTION).id)
    picture(window)
    window.session.read.highlight_next()


def follow_up(window: MainWindow) -> None:
    """Show the matrix."""
    window.show_place(FOLLOW_UP)


def worksheet(window: MainWindow) -> None:
    """Show the worksheet of a recommendation that a later inspection came back to."""
    assert window.session is not None
    recommendation = window.session.workspace.recommendations(document(window, INSPECTION).id)[4]
    window.session.follow_up.open_worksheet(recommendation.id, document(window, INSPECTION_2022).id)


def checklist(window: MainWindow) -> None:
    """Show the checklist."""
    window.show_place(CHECKLIST)


if __name__ == "__main__":
    raise SystemExit(main())
