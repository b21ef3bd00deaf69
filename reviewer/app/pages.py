"""The printed pages of a PDF, for the window: the one door through which it reaches the page renderer.

pdfium allows no two calls at once, not even on different documents: every call to any source must come from one
thread of the process.
"""

from __future__ import annotations

from reviewer.reading.dark_pages import PAPER as DARK_PAPER
from reviewer.reading.pages import OutlineEntry, PageSource, RenderedPage

__all__ = ["DARK_PAPER", "OutlineEntry", "PageSource", "RenderedPage", "open_pages"]


def open_pages(data: bytes) -> PageSource:
    """Open the pages of a PDF.

    Raises:
        UnreadableFileError: when the bytes cannot be opened as a PDF.
    """
    return PageSource(data)
