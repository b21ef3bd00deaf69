"""For the tests of the document pane: the pane itself, a small PDF written here, readings, real documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from pytestqt.qtbot import QtBot

from reviewer.domain.document import Block, BlockKind, PageRun, Reading
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.owner import pdf_thread
from reviewer.ui.document.pane import DocumentPane

SHARED = Path(__file__).parents[3] / "../shared"

LINES_PAGE_1 = ["Recommendations", "Ensure that plans are made in time, so that", "every child gets help. Check this every month."]
LINES_PAGE_2 = ["Managers should read each plan. They should", "sign it. A second sentence ends here."]


def pdf(pages: list[list[str]], *, left: float = 80.0, size: float = 14.0) -> bytes:
    """Return a PDF with these lines on its pages: Helvetica, A4, a line every 24 points from 100 points down."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        steps = []
        for number, line in enumerate(lines):
            words = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            steps.append(f"BT /F1 {size} Tf {left} {842 - 100 - 24 * number} Td ({words}) Tj ET")
        stream = "\n".join(steps).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + trailer


def reading(*blocks: tuple[BlockKind, str, str, int], runs: dict[int, tuple[tuple[int, int], ...]] | None = None) -> Reading:
    """Make a reading of (kind, label, text, page) rows; ``runs`` gives block -> (offset in the block, page)."""
    made, start = [], 0
    for order, (kind, label, text, page) in enumerate(blocks):
        stands = (runs or {}).get(order, ((0, page),))
        made.append(
            Block(
                order, kind, start, start + len(text), text, label=label, level=1 if kind is BlockKind.HEADING else 0,
                runs=tuple(PageRun(start + at, on) for at, on in stands) if page else (),
            )
        )  # fmt: skip
        start += len(text) + 1
    pages = max((on for block in made for on in (run.page for run in block.runs)), default=0)
    return Reading(format="pdf" if pages else "text", blocks=tuple(made), page_count=pages or None)


def two_pages() -> tuple[Reading, bytes]:
    """Return a reading of two pages and its PDF: a heading, a bullet, and a paragraph that crosses the page break."""
    bullet = " ".join(LINES_PAGE_1[1:])
    first = "This paragraph begins on the first page and"
    rest = " ".join(LINES_PAGE_2)
    rows = [
        (BlockKind.HEADING, "", LINES_PAGE_1[0], 1),
        (BlockKind.BULLET, "•", bullet, 1),
        (BlockKind.PARAGRAPH, "4.", f"{first} {rest}", 1),
        (BlockKind.NOTE, "1", "A note at the foot of the second page.", 2),
    ]
    pages = [[*LINES_PAGE_1, first], [*LINES_PAGE_2, "A note at the foot of the second page."]]
    return reading(*rows, runs={2: ((0, 1), (len(first) + 1, 2))}), pdf(pages)


def set_text() -> Reading:
    """Return a reading without pages: nested bullets, a number, a table, a note, an emoji."""
    rows = [
        (BlockKind.HEADING, "", "What needs to improve", 0),
        (BlockKind.PARAGRAPH, "21", "Thresholds 😀 are understood by all. Decisions are timely.", 0),
        (BlockKind.BULLET, "•", "The quality of plans.", 0),
        (BlockKind.PARAGRAPH, "", "Senior leaders know their services well. " * 40, 0),
        (BlockKind.NOTE, "1", "A footnote.", 0),
    ]
    return reading(*rows)


def corpus_file(part: str) -> Path:
    """Return a real document whose path holds ``part``; skip where there is none."""
    found = sorted(path for path in (SHARED / "corpus").rglob("*.pdf") if part in str(path))
    if not found:
        pytest.skip("the shared corpus of real documents is not here")
    return found[0]


class Driver:
    """The pane with what a test does to it."""

    def __init__(self, pane: DocumentPane, qtbot: QtBot) -> None:
        self.pane, self.qtbot = pane, qtbot

    def show(self, reading: Reading, data: bytes | None = None) -> None:
        """Show a document and wait until its first page is drawn and measured."""
        self.pane.show_document("document", reading, data)
        if data is not None:
            self.settle()

    def settle(self) -> None:
        """Wait until every page on show is drawn for this zoom, and measured."""
        surface = self.pane.surface

        def ready() -> bool:
            canvas = surface.canvas
            return canvas is not None and canvas.size()[1] > 0 and canvas.is_ready(surface.visible())

        self.qtbot.waitUntil(ready, timeout=5000)

    def rects(self, span: Span) -> list[QRectF]:
        """Return the rectangles of a span in the viewport."""
        surface = self.pane.surface
        return [rect.translated(-surface.visible().topLeft()) for rect in surface.canvas.rects(span)]

    def point(self, offset: int, share: float = 0.5) -> QPoint:
        """Return the point of the viewport at a share of the width of one character."""
        rect = self.rects(Span(offset, offset + 1))[0]
        return QPoint(round(rect.left() + rect.width() * share), round(rect.center().y()))

    def drag(self, first: QPoint, last: QPoint) -> None:
        """Press, move and release the left button."""
        view = self.pane.surface.viewport()
        self.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
        self.qtbot.mouseMove(view, (first + last) / 2)
        self.qtbot.mouseMove(view, last)
        self.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last)

    def click(self, point: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.pane.surface.viewport(), Qt.MouseButton.LeftButton, modifiers, point)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.pane.surface, key, modifiers)


@pytest.fixture
def driver(qtbot: QtBot) -> Iterator[Driver]:
    """A pane on the screen; afterwards its thread must have ended by itself."""
    theme.switch().prefer(theme.Preference.LIGHT)
    pane = DocumentPane()
    qtbot.addWidget(pane)
    pane.resize(833, 636)
    pane.show()
    pane.surface.setFocus()
    yield Driver(pane, qtbot)
    pane.shutdown()
    pane.close()
    assert pdf_thread().wait_until_stopped(), "the thread of the pages did not end with the last pane"


@pytest.fixture
def samples() -> SimpleNamespace:
    """The functions that make small documents."""
    return SimpleNamespace(pdf=pdf, reading=reading, two_pages=two_pages, set_text=set_text, corpus_file=corpus_file)
