"""Pure geometry for pages (or parts of pages) without tags: lines, paragraphs, and what repeats on every page.

Content order is kept where it runs down the page; a page drawn in another order is sorted. A line that could have
taken the first word of the next one ends its paragraph: text without tags is set ragged, so this is a real sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reviewer.reading.joining import ends_open
from reviewer.reading.labels import paragraph_number, split_bullet, split_number, starts_with_label
from reviewer.reading.pieces import Part, Piece, clean, is_raised_mark, joint

_DIGITS = re.compile(r"\d+")
_LEADER = re.compile(r"(?:\.\s?){4,}\d{1,3}$|…\s*\d{1,3}$")
_FACT_LINE = re.compile(r"[A-Z][A-Za-z ]{2,30}:\s*[A-Z\d]")
_COLUMN_GAP = 2.5  # in type sizes: what stands apart by more is another column
_PARAGRAPH_GAP = 1.45  # in line pitches
_LOOSE = 1.15  # in line pitches: wider than between two lines, not as wide as between paragraphs
_EDGE = 0.12  # running heads and feet stand in the outer parts of the page
_HAIR = 0.12  # in type sizes: less than a footnote mark is raised
_NEAR = 2  # a running line comes again within so many pages


@dataclass(slots=True)
class Line:
    """Pieces side by side on one baseline."""

    pieces: list[Piece] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0
    right: float = 0.0

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def baseline(self) -> float:
        return max(self.pieces, key=lambda piece: len(piece.text)).baseline

    @property
    def size(self) -> float:
        """The type size of its longest piece: a bullet or a mark beside the text may be larger."""
        return max(self.pieces, key=lambda piece: len(piece.text)).size

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces if piece.text.strip())

    @property
    def text(self) -> str:
        """Its text; a wide gap that the library gave no space for is a space."""
        text = ""
        for before, piece in zip([None, *self.pieces], self.pieces, strict=False):
            if before is not None and text[-1:] != " " and piece.left - before.right > 0.2 * piece.size:
                text += " "
            text += clean(piece.text)
        return text.strip()

    def add(self, piece: Piece) -> None:
        if not self.pieces:
            self.top, self.bottom, self.right = piece.top, piece.bottom, piece.right
        self.pieces.append(piece)
        self.top, self.bottom = min(self.top, piece.top), max(self.bottom, piece.bottom)
        self.right = max(self.right, piece.right)


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Group pieces into lines in reading order: content order where it runs down, else from the top."""
    lines: list[Line] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        if not lines or not _continues_line(lines[-1], piece):
            lines.append(Line())
        lines[-1].add(piece)
    ups = sum(after.baseline < before.baseline - before.size for before, after in pairwise(lines))
    if ups > max(2, 0.15 * len(lines)):
        return lines_of_sorted(_sorted_by_rows(piece for line in lines for piece in line.pieces))
    return lines


def _sorted_by_rows(pieces: Iterable[Piece]) -> list[Piece]:
    """Sort pieces down and then across. What stands a hair higher than its neighbour is in the same row."""
    ordered: list[Piece] = []
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.baseline):
        if row and piece.baseline - row[0].baseline > _HAIR * piece.size:
            ordered.extend(sorted(row, key=lambda p: p.left))
            row = []
        row.append(piece)
    return ordered + sorted(row, key=lambda p: p.left)


def lines_of_sorted(pieces: Sequence[Piece]) -> list[Line]:
    """Group pieces that are sorted down and then across."""
    lines: list[Line] = []
    for piece in pieces:
        if not lines or not _continues_line(lines[-1], piece):
            lines.append(Line())
        lines[-1].add(piece)
    return lines


def _continues_line(line: Line, piece: Piece) -> bool:
    last = line.pieces[-1]
    if abs(piece.baseline - last.baseline) > 0.6 * max(piece.size, last.size, 1.0):
        # The mark of a footnote stands higher above small print than other marks.
        return len(line.pieces) == 1 and is_raised_mark(last, piece) and 0 <= piece.left - last.right < 2 * piece.size
    gap = piece.left - last.right
    if gap < -1.5 * max(piece.size, 1.0):
        return False
    wide = gap > _COLUMN_GAP * max(piece.size, last.size)
    if wide and piece.text.strip().isdigit() and len(piece.text.strip()) <= 3:
        return True  # the page number of a line of contents
    return not wide or (len(line.pieces) == 1 and starts_with_label(f"{last.text.strip()} x"))


def running_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[int, str]]:
    """Find what repeats at the same height near the edge of pages at most two apart; return (page from 1, text).

    In type no larger than the text, digits count as equal, so that "Page 3 of 9" repeats; larger lines ("Section 3")
    must repeat as they are. A lone number at the edge is a page number even where it stands once.
    """
    body = _usual_size(pages)
    found: set[tuple[int, str]] = set()
    seen: dict[tuple[str, int], tuple[int, str]] = {}
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), 1):
        for line in lines:
            if _EDGE * height < line.top < (1 - _EDGE) * height:
                continue
            text = line.text
            if text.isdigit() and len(text) <= 3:
                found.add((number, text))
                continue
            key = _DIGITS.sub("#", text) if line.size <= 1.05 * body else text
            place = round(line.top / 3)
            for near in (place - 1, place, place + 1):
                before = seen.get((key, near))
                if before is not None and 0 < number - before[0] <= _NEAR:
                    found.update({(number, text), before})
            seen[key, place] = (number, text)
    return found


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = sorted(line.size for lines in pages for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def parts_of(lines: Sequence[Line], page: int) -> list[Part]:
    """Group lines into paragraphs, bullets, headings: one `Part` each, in the order of the lines."""
    parts: list[Part] = []
    pitch = _pitch(lines)
    column = max((line.right for line in lines), default=0.0)
    before: Line | None = None
    for index, line in enumerate(lines):
        if before is None or _begins_part(before, line, parts[-1], pitch, column):
            parts.append(Part(("loose", page, index)))
        for piece in line.pieces:
            parts[-1].add(piece, page)
        before = line
    return parts


def _begins_part(before: Line, line: Line, part: Part, pitch: float, column: float) -> bool:
    down = line.baseline - before.baseline
    if down < 0.5 * line.size or down > _PARAGRAPH_GAP * max(pitch, 1.1 * line.size):
        return True
    if abs(line.size - before.size) > 0.08 * before.size or line.bold != before.bold:
        return True
    if len(line.pieces) > 1 and is_raised_mark(line.pieces[0], line.pieces[1]):
        return True  # a footnote
    text = line.text
    if _FACT_LINE.match(text) and _FACT_LINE.match(part.text):
        return True  # the lines of a cover: "Inspection dates: ...", "Report published: ..."
    if split_bullet(text)[0] or (starts_with_label(text) and _label_stands_apart(line)):
        return True
    if line.left < part.left - 2 or (len(part.lines) > 1 and abs(line.left - before.left) > 5):
        return True  # back from under a hanging label, or further in than the lines before
    if down > _LOOSE * max(pitch, line.size) and text[:1].isupper() and not ends_open(part.text):
        hanging = before.pieces[1].left if _label_stands_apart(before) else line.left
        if line.left < hanging - 5:
            return True  # a sub-heading set like the text, under an item of one line
    if _ends_with_page_number(before) or _counts_on(part.text, text):
        return True
    if line.left > part.left + 5:
        return False  # under a label, text goes on until the next label or gap
    word = text.split(" ", 1)[0]
    width = (line.right - line.left) * len(word) / max(len(text), 1)
    space = joint(before.text, text)
    return before.right + (0.3 * line.size if space else 0) + width < column - 0.5 * line.size


def _counts_on(before: str, text: str) -> bool:
    """Tell whether a line opens with the number after the one that the part opens with."""
    first, second = (paragraph_number(split_number(words)[0]) for words in (before, text))
    return first is not None and second == first + 1


def _ends_with_page_number(line: Line) -> bool:
    """Tell whether a line is one of a table of contents: a number apart at its end, or after dots."""
    if len(line.pieces) < 2:
        return bool(_LEADER.search(line.text))
    last, before = line.pieces[-1], line.pieces[-2]
    apart = last.left - before.right > 1.5 * last.size
    return (apart and last.text.strip().isdigit()) or bool(_LEADER.search(line.text))


def _label_stands_apart(line: Line) -> bool:
    pieces = line.pieces
    if len(pieces) < 2:
        return False
    first = pieces[0].text.strip()
    return starts_with_label(f"{first} x") and pieces[1].left - pieces[0].right > 0.5 * line.size


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines, 0 where there are too few."""
    steps = sorted(
        step
        for before, after in pairwise(lines)
        if 0.5 * after.size < (step := after.baseline - before.baseline) < 3 * after.size
    )
    return steps[len(steps) // 4] if steps else 0.0
