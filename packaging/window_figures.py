"""The part of `dev.py bench pane` that measures the whole window: start, tag, search, and that the window never waits.

Each figure stands beside a yardstick of the same run: a bare PySide6 window, or the goal.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from reviewer.app.importing import import_paths
from reviewer.app.settings import Settings
from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.ui.main_window import MainWindow

ROOT = Path(__file__).parent.parent
HIGHLIGHTS = 2000
STARTS = 5
WORDS = ("c", "ca", "care", "care l", "care leavers", "kinship", "early help", "thresholds")
_BARE = """
import sys, time
start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QPlainTextEdit("text"))
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
print(time.perf_counter() - start)
"""
_PROGRAM = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from reviewer.app.settings import Settings
from reviewer.ui.main_window import MainWindow
app = QApplication([])
app.setStyle("Fusion")
window = MainWindow(Settings(author="Bench"), settings_path=Path(sys.argv[2]))
window.resize(1366, 768)
window.show()
assert window.open_review(Path(sys.argv[1]))
surface = window.session.read.pane.surface
while not (surface.canvas and surface.canvas.size()[1] and surface.canvas.is_ready(surface.visible())):
    app.processEvents()
    time.sleep(0.0005)
window.grab()
print(time.perf_counter() - start)
window.close()
"""


class Gap(QObject):
    """Asks for a turn of the event loop every few milliseconds and keeps how late each one came."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=4)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def _on_turn(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def seconds_to_start(script: str, *arguments: str) -> float:
    """Return the median of some starts, each in a process of its own, from the first import to the painted window.

    An installed program lies there compiled; so does this one, after a first start that does not count.
    """
    command = [sys.executable, "-c", script, *arguments]
    found = []
    with tempfile.TemporaryDirectory(prefix="reviewer-compiled-") as compiled:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        for _ in range(1 + STARTS):
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
            found.append(float(done.stdout.split()[-1]))
    return statistics.median(found[1:])


def measure(application: QApplication, corpus: Path) -> None:
    """Print the figures of the window. Works on copies in a folder of its own, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="reviewer-bench-"))
    try:
        review = folder / "All.review"
        workspace = Workspace.open(review, author="Bench")
        import_paths(workspace, [corpus], workers=2)
        count = len(workspace.documents())
        longest = max(workspace.documents(), key=lambda one: one.page_count or 0).id
        workspace.set_setting("last-document", longest)
        workspace.close()
        start(review, folder, count)
        highlight(review, longest)
        window = MainWindow(Settings(author="Bench"), settings_path=folder / "settings.json")
        window.resize(1366, 768)
        window.show()
        window.open_review(review)
        application.processEvents()
        search(window, count)
        tag(application, window)
        window.close()
        ten = sorted(corpus.rglob("*.pdf"), key=lambda path: -path.stat().st_size)[:10]
        importing(application, folder, "ten reports", ten)
        importing(application, folder, f"{count} files", [corpus])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def highlight(review: Path, document: str) -> None:
    """Put 2,000 highlights on a document, before anybody looks on."""
    workspace = Workspace.open(review, author="Bench")
    text, tag = workspace.reading(document).text, workspace.tags()[3].id
    for number in range(HIGHLIGHTS):
        begin = 2000 + number * (len(text) - 4000) // HIGHLIGHTS
        workspace.tag_span(document, Span(begin, begin + 30), tag)
    workspace.close()


def start(review: Path, folder: Path, count: int) -> None:
    """From nothing to a usable window, against a bare PySide6 window."""
    bare, ours = seconds_to_start(_BARE), seconds_to_start(_PROGRAM, str(review), str(folder / "settings.json"))
    print(f"start, {count:3} documents    {ours * 1000:6.0f} ms   {ours / bare:.1f} x a bare PySide6 window ({bare * 1000:.0f} ms)   goal <= 3 x, < 1000 ms")


def search(window: MainWindow, count: int) -> None:
    """Words in all documents, as the panel asks for them while one types."""
    assert window.session is not None
    workspace = window.session.workspace
    workspace.search("warm")
    taken = [_milliseconds(lambda words=words: workspace.search(words, limit=50)) for words in WORDS]  # type: ignore[misc]
    print(f"search, {count:3} documents   {statistics.median(taken):6.1f} ms   worst {max(taken):.1f}   goal < 30")


def tag(application: QApplication, window: MainWindow) -> None:
    """One key to its paint with 2,000 highlights, sidebar, library and undo included."""
    assert window.session is not None
    read, first = window.session.read, _FirstPaint()
    taken, seen = [], []
    read.pane.surface.viewport().installEventFilter(first)
    for number in range(15):
        read.pane.set_selection(Span(100 + number * 40, 130 + number * 40), reveal=False)

        def act() -> None:
            read.tag(4)
            read.pane.surface.viewport().repaint()
            read.sidebar.repaint()

        first.at, begun = 0.0, time.perf_counter()
        taken.append(_milliseconds(act))
        seen.append((first.at - begun) * 1000)
        application.processEvents()
    read.pane.surface.viewport().removeEventFilter(first)
    print(f"tag, begun on the page {statistics.median(seen):6.1f} ms   worst {max(seen):.1f}   goal < 10")
    print(f"tag, whole window      {statistics.median(taken):6.1f} ms   worst {max(taken):.1f}, {HIGHLIGHTS} highlights, sidebar included   goal < 10")


class _FirstPaint(QObject):
    """Keeps when a widget was first painted since ``at`` was 0."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.at:
            self.at = time.perf_counter()
        return super().eventFilter(watched, event)


def importing(application: QApplication, folder: Path, words: str, paths: list[Path]) -> None:
    """The longest gap between two turns of the event loop while real reports are imported into an empty review.

    Neither the first showing of the Read place, which the key itself does, nor the document opened at the end counts.
    """
    window = MainWindow(Settings(author="Bench"), settings_path=folder / "settings.json")
    window.resize(1366, 768)
    window.show()
    window.open_review(folder / f"{words}.review")
    assert window.session is not None
    idle = _gaps(application, 4.0, lambda: False)[-200:]  # the other places are loaded by then
    session = window.session
    window.import_paths(paths)
    for _ in range(5):
        application.processEvents()
    busy = _gaps(application, 300.0, lambda: not session.importing.running)
    window.close()
    ordered = sorted(busy)
    print(
        f"importing {words:13}{max(busy):6.1f} ms   longest gap of the event loop, 99 % {ordered[int(len(ordered) * 0.99)]:.1f}, "
        f"95 % {ordered[int(len(ordered) * 0.95)]:.1f}, idle {max(idle):.1f}   goal < 50"
    )


def _gaps(application: QApplication, most: float, done: Callable[[], bool]) -> list[float]:
    gap, end = Gap(), time.monotonic() + most
    while not done() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.0005)
    return gap.gaps or [0.0]


def _milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000
