"""What the surface asks of a laid-out document, be it printed pages or set text.

Coordinates are content coordinates: device-independent pixels from the top left of the whole document. Offsets are
code points of the canonical text.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter

from reviewer.domain.area import Area
from reviewer.domain.span import Span
from reviewer.ui.document.boxes import groups, snapped


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """How the document is to be laid out: viewport in pixels, zoom (1 is 96 dots an inch), device pixel ratio."""

    viewport: QSize
    zoom: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that survives zoom and another view: a page (or 0) and the share of it that lies above, and an offset."""

    page: int
    share: float
    offset: int


class Lines(list[QRectF]):
    """The rectangles of a span where it stands, with what painting makes of them, worked out once while they hold."""

    def __init__(self, rects: Iterable[QRectF] = ()) -> None:
        super().__init__(rects)
        self._fills: list[QRectF] | None = None
        self._pieces: list[QRectF] | None = None

    @property
    def fills(self) -> list[QRectF]:
        """The rectangles brought to whole pixels."""
        if self._fills is None:
            self._fills = [snapped(rect) for rect in self]
        return self._fills

    @property
    def pieces(self) -> list[QRectF]:
        """The boxes around lines that stand together."""
        if self._pieces is None:
            self._pieces = groups(self)
        return self._pieces


class Canvas(QObject):
    """A laid-out document. ``relaid(from_y, by)`` tells that what lies below ``from_y`` moved by that many pixels."""

    repaint_needed = Signal()
    relaid = Signal(float, float)
    white_ground = True  # marks are multiplied on white paper; elsewhere they are blended

    @abstractmethod
    def lay_out(self, request: ViewRequest) -> None:
        """Take over viewport and zoom."""

    @abstractmethod
    def size(self) -> tuple[float, float]:
        """Return width and height of the content."""

    @abstractmethod
    def prepare(self, visible: QRectF) -> None:
        """Get ready what stands in ``visible``, and wish for what is near it."""

    def is_ready(self, visible: QRectF) -> bool:
        """Tell whether everything in ``visible`` is drawn as sharp as it will get, and measured."""
        return True

    @abstractmethod
    def paint_ground(self, painter: QPainter, visible: QRectF) -> None:
        """Paint what lies under the marks."""

    @abstractmethod
    def paint_ink(self, painter: QPainter, visible: QRectF) -> None:
        """Paint what lies over the marks."""

    @abstractmethod
    def stretches(self, visible: QRectF) -> list[Span]:
        """Return the stretches of text that stand in ``visible``."""

    @abstractmethod
    def rects(self, span: Span, visible: QRectF | None = None) -> Lines:
        """Return one even rectangle a line, as far as the lines are laid out and touch ``visible``."""

    @abstractmethod
    def margin(self, offset: int) -> float:
        """Return the x right of which the text of ``offset`` stands with its printed number: where bars go."""

    @abstractmethod
    def right_margin(self, offset: int) -> float:
        """Return the x left of which the text of ``offset`` stands: where the sign of a note goes."""

    @abstractmethod
    def hit(self, point: QPointF) -> int | None:
        """Return the code point under a point, None beside the text."""

    @abstractmethod
    def offset_at(self, point: QPointF) -> int | None:
        """Return the code point nearest to a point, None where no text is laid out."""

    @abstractmethod
    def caret_at(self, point: QPointF) -> int | None:
        """Return the place between two code points nearest to a point."""

    @abstractmethod
    def y_of(self, offset: int) -> tuple[float, bool]:
        """Return how far down an offset stands, and whether that is measured (True) or only estimated."""

    @abstractmethod
    def y_near(self, offset: int) -> float:
        """Return roughly how far down an offset stands, at no cost."""

    @abstractmethod
    def spot(self, y: float) -> Spot:
        """Return the place at a height."""

    @abstractmethod
    def y_of_spot(self, spot: Spot) -> float:
        """Return the height of a place."""

    @abstractmethod
    def fit_width_zoom(self, viewport: QSize) -> float:
        """Return the zoom at which the text fills the width."""

    @abstractmethod
    def fit_page_zoom(self, viewport: QSize, page: int) -> float:
        """Return the zoom at which a page is seen whole."""

    @abstractmethod
    def left_edge(self) -> float:
        """Return the x from which everything grows as the zoom does."""

    @abstractmethod
    def column(self) -> tuple[float, float]:
        """Return left and right of the text with the room its bars need: what is to be kept in view."""

    # pages, where there are any

    def page_at(self, point: QPointF) -> int | None:
        """Return the page at a point, None where nothing is printed on pages here."""
        return None

    def page_size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page in points."""
        return 0.0, 0.0

    def on_page(self, page: int, point: QPointF) -> tuple[float, float]:
        """Turn a point into points from the top left of a page, which it may lie beside."""
        return 0.0, 0.0

    def area_rect(self, area: Area) -> QRectF | None:
        """Return where an area of a page stands, None where no pages are shown."""
        return None

    def place_of(self, area: Area) -> int | None:
        """Return where an area stands in the order of the text, None where that is not measured."""
        return None

    def words_in(self, area: Area) -> str:
        """Return the text printed in an area, as far as its page is measured."""
        return ""

    def close(self) -> None:
        """Give back what is held outside this object."""
