"""Measure the document pane: `python3 packaging/dev.py bench pane [--corpus FOLDER]`.

On the longest PDF of the folder, with no display: the first page after the click, painting while scrolling through
the whole document, a tag to its paint among 2,000 highlights, find over all pages; then the memory after ten documents
in turn, and the whole window (`window_figures`). Without the folder, on the sample's PDF. The goals stand beside the
figures, and a bare PySide6 window and a page drawn by pdfium alone as yardsticks of the same run.
"""

from __future__ import annotations

import argparse
import functools
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtWidgets import QApplication

import window_figures
from reviewer.app.pages import open_pages
from reviewer.domain.document import Reading
from reviewer.domain.span import Span
from reviewer.domain.tag import STARTER_TAGS
from reviewer.reading.structure import read_blocks
from reviewer.ui import theme
from reviewer.ui.document.pane import DocumentPane, PaintedHighlight

ROOT = Path(__file__).parent.parent
HIGHLIGHTS = 2000
STEP = 120
SECONDS = 10.0


def read(path: Path) -> tuple[Reading, bytes]:
    """Return the blocks of a file without its facts, and its bytes."""
    data = path.read_bytes()
    raw = read_blocks(path.name, data)
    return Reading(raw.format, raw.blocks, raw.page_count), data


def until(application: QApplication, ready: Callable[[], bool]) -> None:
    """Turn the event loop until something holds, as the window itself would."""
    end = time.monotonic() + SECONDS
    while not ready():
        application.processEvents()
        time.sleep(0.0005)
        if time.monotonic() > end:
            raise SystemExit("the page never came")


def ready(pane: DocumentPane) -> bool:
    """Tell whether what is on show is drawn and measured."""
    canvas = pane.surface.canvas
    return canvas is not None and canvas.size()[1] > 0 and canvas.is_ready(pane.surface.visible())


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def first_page(application: QApplication, pane: DocumentPane, reading: Reading, data: bytes) -> tuple[float, float]:
    """Return the milliseconds until the first page is painted, and those of the call itself."""
    start = time.perf_counter()
    pane.show_document("bench", reading, data)
    call = (time.perf_counter() - start) * 1000
    until(application, lambda: ready(pane))
    pane.surface.viewport().repaint()
    return (time.perf_counter() - start) * 1000, call


def scroll(application: QApplication, pane: DocumentPane) -> tuple[list[float], int]:
    """Scroll to the end in steps of the wheel; return each step's milliseconds, and how many showed a bare page."""
    bar, frames, bare = pane.surface.verticalScrollBar(), [], 0
    for value in range(0, bar.maximum(), STEP):

        def step(value: int = value) -> None:
            bar.setValue(value)
            pane.surface.viewport().repaint()

        frames.append(milliseconds(step))
        bare += not ready(pane)
        end = time.perf_counter() + 0.016
        while time.perf_counter() < end:
            application.processEvents()
            time.sleep(0.001)  # as an idle window would: the thread of the pages needs its turn
    return frames, bare


def highlights(reading: Reading, count: int) -> list[PaintedHighlight]:
    """Spread highlights evenly over the text, the tags in turn."""
    length = len(reading.text)
    found = []
    for number in range(count):
        tag = STARTER_TAGS[number % len(STARTER_TAGS)]
        start = number * max(length - 200, 1) // count
        span = Span(start, min(start + 40 + number % 160, length))
        found.append(PaintedHighlight(str(number), span, tag.fill, tag.line, tag.key, tag.name))
    return found


def tag(pane: DocumentPane, reading: Reading) -> list[float]:
    """Return the milliseconds from 2,000 and one more highlights to their paint, some times."""
    marks = highlights(reading, HIGHLIGHTS)
    pane.set_highlights(marks)
    pane.surface.viewport().repaint()
    taken = []
    for number in range(30):
        more = [*marks, PaintedHighlight(f"new {number}", Span(number * 50, number * 50 + 60), "#ffe7a3", "#b8860b", "1")]

        def act(more: list[PaintedHighlight] = more) -> None:
            pane.set_highlights(more)
            pane.surface.viewport().repaint()

        taken.append(milliseconds(act))
    return taken


def memory() -> float:
    """Return the megabytes this process holds (Linux), 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def share(figures: Sequence[float], part: float) -> float:
    """Return the figure below which that part of them lies."""
    return sorted(figures)[min(int(len(figures) * part), len(figures) - 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the document pane.")
    parser.add_argument("--corpus", type=Path, default=ROOT / "../shared/corpus")
    folder = parser.parse_args().corpus
    files = sorted((folder if folder.is_dir() else ROOT / "resources").rglob("*.pdf"), key=lambda path: -path.stat().st_size)
    if not files:
        print("There is no PDF to measure with.")
        return 1
    readings = [read(path) for path in files[:10]]
    reading, data = max(readings, key=lambda pair: pair[0].page_count or 0)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    theme.switch().prefer(theme.Preference.LIGHT)
    before = memory()
    pane = DocumentPane()
    pane.resize(833, 636)
    pane.show()
    firsts = [first_page(application, pane, reading, data) for _ in range(5)]
    print(f"document               {reading.page_count} pages, {len(reading.text):,} characters")
    raw_page = statistics.median(raw_render(data) for _ in range(5))
    first_page_taken = statistics.median(f for f, _ in firsts)
    print(f"yardstick              {raw_page:6.1f} ms   a page of it drawn by pdfium alone")
    print(f"first page             {first_page_taken:6.1f} ms   {first_page_taken / raw_page:.1f} x the yardstick, worst {max(f for f, _ in firsts):.1f}   goal < 100")
    print(f"  the call alone       {statistics.median(c for _, c in firsts):6.1f} ms")
    frames, bare = scroll(application, pane)
    print(f"a frame while scrolling{share(frames, 0.95):6.1f} ms   95 % of {len(frames)}, worst {max(frames):.1f}   goal < 16")
    print(f"  page not drawn yet   {bare} of {len(frames)} frames")
    tagged = tag(pane, reading)
    print(f"tag to paint           {statistics.median(tagged):6.1f} ms   worst {max(tagged):.1f}, {HIGHLIGHTS} highlights   goal < 10")
    frames, _ = scroll(application, pane)
    print(f"a frame, highlights    {share(frames, 0.95):6.1f} ms   95 %, worst {max(frames):.1f}   goal < 16")
    first = milliseconds(lambda: pane.find("c"))
    words = [milliseconds(functools.partial(pane.find, words)) for words in ("ch", "chi", "child", "children", "of the", "zzz")]
    print(f"find                   {statistics.median(words):6.1f} ms   worst {max(words):.1f}, first letter {first:.1f}   goal < 20")
    pane.close_find()
    for number, (other, original) in enumerate(readings):
        pane.show_document(str(number), other, original)
        until(application, lambda: ready(pane))
        pane.surface.verticalScrollBar().setValue(3000)
        until(application, lambda: ready(pane))
    print(f"memory after {len(readings):2} files  {memory():6.0f} MB   {before:.0f} of them before the pane   goal < 400")
    pane.shutdown()
    pane.close()
    if folder.is_dir():
        window_figures.measure(application, folder)
    return 0


def raw_render(data: bytes) -> float:
    """Return the milliseconds that pdfium alone takes to draw a page as large as the pane shows it."""
    pages = open_pages(data)
    number = max(pages.page_count // 2, 1)
    taken = milliseconds(lambda: pages.render(number, 1.6))
    pages.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())
