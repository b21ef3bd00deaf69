"""How wide words are in Arial, so that pictures can be laid out without a display: widths are facts of the typeface."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_PLAIN = (  # thousandths of the size, from the space to the tilde
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
)  # fmt: skip
_OTHERS = {"’": 278, "‘": 278, "“": 500, "”": 500, "–": 556, "…": 1000, "·": 333}
_OTHER = 640


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in points; a letter that is not known counts as a wide one."""
    return size / 1000 * _thousandths(text, bold)


@lru_cache(4096)
def _thousandths(text: str, bold: bool) -> int:
    table = _BOLD if bold else _PLAIN
    return sum(table[ord(mark) - 32] if " " <= mark <= "~" else _OTHERS.get(mark, _OTHER) for mark in text)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text that are no wider than ``room`` points; only a word that is wider is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
            continue
        pieces = _broken(word, room, size, bold=bold)
        lines += pieces
    return tuple(lines)


def size_for(words: Sequence[str], room: float, sizes: Sequence[float], *, bold: bool = False) -> float:
    """Return the first of the sizes at which no single word is wider than ``room`` points, else the last."""
    longest = [word for text in words for word in text.split()]
    for size in sizes:
        if all(width(word, size, bold=bold) <= room for word in longest):
            return size
    return sizes[-1]


def _broken(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    pieces, rest = [], word
    while rest and width(rest, size, bold=bold) > room:
        most = next((n for n in range(len(rest), 1, -1) if width(rest[:n], size, bold=bold) <= room), 1)
        pieces.append(rest[:most])
        rest = rest[most:]
    return [*pieces, rest] if rest else pieces
