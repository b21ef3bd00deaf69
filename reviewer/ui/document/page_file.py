"""One PDF on the owner thread: opened at its first use there, drawn into images, measured, closed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QImage

from reviewer.app.pages import DARK_PAPER as _DARK_PAPER
from reviewer.app.pages import OutlineEntry, PageSource, open_pages
from reviewer.domain.document import Block
from reviewer.domain.page import PageGeometry

DARK_PAPER = QColor(*_DARK_PAPER)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What is known at once: page sizes in points, and how far the text reaches left and right of the pages."""

    sizes: tuple[tuple[float, float], ...]
    text_left: float
    text_right: float


class PageFile:
    """Every method but the constructor must run on the owner thread."""

    def __init__(self, data: bytes, blocks: tuple[Block, ...]) -> None:
        self._data = data
        self._blocks = blocks
        self._source: PageSource | None = None

    def open(self) -> OpenedFile:
        """Open the file and take its measures.

        Raises:
            UnreadableFileError: when the bytes are no PDF that can be opened.
        """
        source = self._opened()
        sizes = tuple(source.page_size(page) for page in range(1, source.page_count + 1))
        pages = {1, min(2, len(sizes)), len(sizes) // 2 + 1}  # a cover, the page after it, one from the middle
        sampled = [sides for page in sorted(pages) if (sides := source.printed_sides(page))]
        width = max((size[0] for size in sizes), default=595.0)
        left = min((sides[0] for sides in sampled), default=0.0)
        right = max((sides[1] for sides in sampled), default=width)
        return OpenedFile(sizes, max(left, 0.0), min(right, width))

    def image(
        self, page: int, scale: float, clip: tuple[int, int, int, int] | None = None, *, dark: bool = False
    ) -> QImage:
        """Draw a page at ``scale`` pixels a point, or the part ``clip`` (x, y, width, height in pixels)."""
        drawn = self._opened().render(page, scale, clip, dark=dark)
        image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        return image.copy()  # an image over foreign bytes would not keep them alive

    def geometry(self, page: int) -> PageGeometry:
        """Measure where the canonical text stands on a page."""
        return self._opened().geometry(page, self._blocks)

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Return the outline the file itself brings."""
        return self._opened().outline()

    def close(self) -> None:
        """Give the file back."""
        if self._source is not None:
            self._source.close()
            self._source = None

    def _opened(self) -> PageSource:
        if self._source is None:
            self._source = open_pages(self._data)
        return self._source

