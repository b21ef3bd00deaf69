"""Printed pieces of text and how they run together. Pure: knows no PDF library.

A piece is what a PDF draws in one go: a word, some words or a line, never more than one line. Places are points
from the top left of the page as shown.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HYPHENS = re.compile("[\x02\ufffe]")
_BLANK = re.compile(r"[\s\u00a0]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_MARK = re.compile(r"^\s*[\d*†‡]{1,3}(,\s*\d{1,2})*\s*$")
_LINE_HYPHEN = re.compile(r"\w-$")
_SPACE = 0.2  # in type sizes; the gap between two pieces of one word is next to nothing
_APART = re.compile(r"[^\W_][^\W_(‘“\"']|[,.;:!?)’”\"'][^\W_(‘“]|[^\W_][(‘“]")  # dashes and signs have gaps of their own
_SUSPENDED = re.compile(r"(?:and|or|to)\b(?!-)")  # "short- and long-term" keeps its space, "face-to-face" has none


class Piece(NamedTuple):
    """One text object: its text, mark and place.

    ``mcid`` is its mark, -1 without one; ``artifact`` claims that the file marks it as page furniture; ``size`` is
    the type size as shown and ``baseline`` the height at which the letters stand.
    """

    text: str
    mcid: int
    artifact: bool
    size: float
    bold: bool
    left: float
    top: float
    right: float
    bottom: float
    baseline: float


def clean(text: str) -> str:
    """Fold white space to single spaces, give line-end hyphens back, drop what is not seen (soft hyphens, controls)."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _BLANK.sub(" ", _UNSEEN.sub("", _HYPHENS.sub("-", text)))


def joint(before: str, after: str) -> str:
    """Return what stands between two lines when they are joined: a space, or nothing after a real hyphen."""
    if before[-1:] == " " or after[:1] == " " or not before:
        return ""
    return "" if _LINE_HYPHEN.search(before[-3:]) and not _SUSPENDED.match(after) else " "


def is_new_line(before: Piece, after: Piece) -> bool:
    """Tell whether ``after`` begins a new printed line: another baseline, or a step back on the same one."""
    if abs(after.baseline - before.baseline) > 0.6 * max(before.size, after.size, 1.0):
        return True
    return after.right < before.left


def is_footnote_mark(piece: Piece, before: Piece) -> bool:
    """Tell whether a piece is a raised small number or sign that follows text."""
    return is_raised_mark(piece, before) and not is_new_line(before, piece)


def is_raised_mark(piece: Piece, text: Piece) -> bool:
    """Tell whether a piece is a number or sign raised above the text beside it: a little where small, else clearly."""
    raised = text.baseline - piece.baseline
    small = piece.size < 0.85 * text.size and raised > 0.1 * text.size
    clear = piece.size <= text.size and raised > 0.25 * text.size
    return (small or clear) and raised < 0.8 * text.size and _MARK.match(piece.text) is not None


class Part:
    """The pieces of one block on their way to a draft: the text in one line, its pages and its look.

    ``types`` are the structure types from the root down, () without tags; ``key`` tells parts apart. ``runs`` are
    (offset in ``text``, page). ``lines`` are the left ends of the printed lines.
    """

    __slots__ = (
        "bold_letters", "cell", "first", "key", "last", "lines", "marked", "page", "runs", "second", "table", "text", "top", "types",
    )

    def __init__(self, key: object, types: tuple[str, ...] = ()) -> None:
        self.key = key
        self.types = types
        self.text = ""
        self.runs: list[tuple[int, int]] = []
        self.lines: list[float] = []
        self.first: Piece | None = None
        self.second: Piece | None = None
        self.last: Piece | None = None
        self.top = 0.0
        self.page = 0
        self.marked = False
        self.bold_letters = 0
        self.table: object = None
        self.cell: tuple[object, int] | None = None

    def add(self, piece: Piece, page: int) -> None:
        """Append a piece: a new line is a space, or nothing after a hyphen; footnote marks are left out."""
        last = self.last
        if last is not None and page == self.page and is_footnote_mark(piece, last):
            self.marked = True
            return
        text = clean(piece.text)
        if self.marked:
            self.marked = False
            if self.text[-1:] != " " and text[:1].isalnum():
                text = " " + text  # the mark stood between two words
        if last is not None and (page != self.page or is_new_line(last, piece)):
            text = joint(self.text, text) + text
            if text != " ":
                self.lines.append(piece.left)
        elif last is not None and piece.left - last.right > _SPACE * piece.size and _APART.match(self.text[-1:] + text[:1]):
            text = " " + text  # it stands on the page but not in the text: some programs draw word by word
        if not self.text or self.text[-1] == " ":
            text = text.lstrip(" ")
        if not text:
            return
        if page != self.page:
            self.runs.append((len(self.text) + (text[0] == " "), page))
            self.page = page
        self.text += text
        if piece.bold:
            self.bold_letters += len(text)
        if self.first is None:
            self.first = piece
            self.top = piece.top
            self.lines.append(piece.left)
        elif self.second is None:
            self.second = piece
        self.last = piece

    @property
    def size(self) -> float:
        """The type size of its text; a label or mark before it does not count."""
        piece = self.second if self.second is not None and len(self.text) > 4 else self.first
        return piece.size if piece else 0.0

    @property
    def bold(self) -> bool:
        """Tell whether (nearly) all of it is bold."""
        return self.bold_letters >= 0.9 * len(self.text.strip()) > 0

    @property
    def left(self) -> float:
        """Where its first line begins, label included."""
        return self.lines[0] if self.lines else 0.0

    @property
    def first_page(self) -> int:
        return self.runs[0][1] if self.runs else 0
