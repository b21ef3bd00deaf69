"""Where the canonical text stands on a printed page: plain geometry, from which painting and clicking follow.

Units are PDF points, the origin is the top left corner of the page as shown (rotation applied). Boxes are
(left, top, right, bottom). Offsets are code points of the canonical text. Page furniture has no offsets, so a
click on a running foot answers with the nearest real text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from reviewer.domain.area import Area
from reviewer.domain.span import Span

Box = tuple[float, float, float, float]

_NEW_LINE_GAP = 1.5  # a gap of more than this many line heights is another column or cell
_SAME_LINE = 0.5  # two boxes share a line when they overlap by more than this part of the lower one


@dataclass(frozen=True, slots=True)
class PageLine:
    """Characters ``first <= i < last`` of the page's lists, side by side, and the even box around them."""

    first: int
    last: int
    box: Box


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page: ``offsets`` ascending, ``boxes`` beside them (loose: as high as the line, side by side)."""

    page: int
    width: float
    height: float
    offsets: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[PageLine, ...] = field(init=False, repr=False, compare=False, default=())
    _lefts: tuple[float, ...] = field(init=False, repr=False, compare=False, default=())
    _rights: tuple[float, ...] = field(init=False, repr=False, compare=False, default=())
    _firsts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())  # of the lines

    def __post_init__(self) -> None:
        for name, value in (
            ("lines", _lines(self.boxes)),
            ("_lefts", tuple(box[0] for box in self.boxes)),
            ("_rights", tuple(box[2] for box in self.boxes)),
        ):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_firsts", tuple(line.first for line in self.lines))

    def offset_at(self, x: float, y: float) -> int | None:
        """Return the code point under or nearest to a point, None on a page without text."""
        index = self._index_at(x, y)
        return None if index is None else self.offsets[index]

    def caret_at(self, x: float, y: float) -> int | None:
        """Return the place between two code points nearest to a point: where a dragged selection ends."""
        index = self._index_at(x, y)
        if index is None:
            return None
        left, _, right, _ = self.boxes[index]
        return self.offsets[index] + (x > (left + right) / 2)

    def hit(self, x: float, y: float) -> int | None:
        """Return the code point whose box holds the point, None where the point is beside the text."""
        index = self._index_at(x, y)
        if index is None:
            return None
        left, top, right, bottom = self.boxes[index]
        return self.offsets[index] if left <= x <= right and top <= y <= bottom else None

    def rects(self, span: Span) -> list[Box]:
        """Return one even rectangle for each line of the span that stands on this page, in order."""
        start, end = bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end)
        found = []
        for line in self.lines[max(bisect_right(self._firsts, start) - 1, 0) : bisect_left(self._firsts, end)]:
            first, last = max(start, line.first), min(end, line.last)
            if first < last:
                left, right = min(self._lefts[first:last]), max(self._rights[first:last])
                found.append((left, line.box[1], right, line.box[3]))
        return found

    def runs_in(self, area: Area) -> list[Span]:
        """Return the runs of code points printed in an area; a space at the end of a line is not printed."""
        runs: list[Span] = []
        for offset, box in zip(self.offsets, self.boxes, strict=True):
            if not area.holds((box[0] + box[2]) / 2, (box[1] + box[3]) / 2):
                continue
            if runs and offset <= runs[-1].end + 1:
                runs[-1] = Span(runs[-1].start, offset + 1)
            else:
                runs.append(Span(offset, offset + 1))
        return runs

    def place_of(self, area: Area) -> int | None:
        """Return where an area stands in the order of the text: before the first line that begins beside or below its top.

        Lines that end left of it are another column's. None on a page without text.
        """
        if not self.lines:
            return None
        below = (line for line in self.lines if (line.box[1] + line.box[3]) / 2 >= area.top and line.box[2] > area.left)
        first = min((self.offsets[line.first] for line in below), default=None)
        return self.offsets[-1] + 1 if first is None else first

    def line_span(self, offset: int) -> Span | None:
        """Return the code points of the printed line that holds ``offset``, None where it is not on the page."""
        index = bisect_left(self.offsets, offset)
        for line in self.lines:
            if line.first <= index < line.last:
                return Span(self.offsets[line.first], self.offsets[line.last - 1] + 1)
        return None

    def _index_at(self, x: float, y: float) -> int | None:
        if not self.lines:
            return None
        line = min(self.lines, key=lambda line: _distance(line.box, x, y))
        return min(range(line.first, line.last), key=lambda i: _aside(self.boxes[i], x))


def _distance(box: Box, x: float, y: float) -> tuple[float, float, float]:
    """Return how far a point is from a line: first up and down, so that a line is caught past its ends."""
    left, top, right, bottom = box
    return max(top - y, 0.0, y - bottom), max(left - x, 0.0, x - right), abs((top + bottom) / 2 - y)


def _aside(box: Box, x: float) -> tuple[float, float]:
    """Return how far ``x`` is from a box, and from its middle where two boxes meet."""
    return max(box[0] - x, 0.0, x - box[2]), abs((box[0] + box[2]) / 2 - x)


def _lines(boxes: tuple[Box, ...]) -> tuple[PageLine, ...]:
    found, first = [], 0
    for index in range(1, len(boxes) + 1):
        if index == len(boxes) or _breaks(boxes[index - 1], boxes[index]):
            part = boxes[first:index]
            box = (min(b[0] for b in part), min(b[1] for b in part), max(b[2] for b in part), max(b[3] for b in part))
            found.append(PageLine(first, index, box))
            first = index
    return tuple(found)


def _breaks(before: Box, after: Box) -> bool:
    """Tell whether a new line begins: little overlap up and down, a step back, or a wide gap."""
    if before[1] == after[1] and before[3] == after[3]:  # the usual case, and this runs for every character
        step, gap = after[0] - before[0], after[0] - before[2]
        return step < -0.5 or gap > _NEW_LINE_GAP * (after[3] - after[1])
    lower = min(before[3] - before[1], after[3] - after[1])
    shared = min(before[3], after[3]) - max(before[1], after[1])
    if shared <= _SAME_LINE * lower:
        return True
    height = max(before[3] - before[1], after[3] - after[1])
    return after[0] < before[0] - 0.5 or after[0] - before[2] > _NEW_LINE_GAP * height
