"""Columns of a page that was saved as it looks ("pdftotext -layout"): cells side by side, set apart by several spaces.

Two things stand so in these documents: a table of judgements, whose names wrap while the grade beside them does not,
and the two who sign a joint letter. Everything else that has wide gaps is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_GRADE = re.compile(
    r"(?:grade \d \()?(?:outstanding|good|adequate|inadequate|requires? improvement(?: to be good)?)\)?", re.IGNORECASE
)
_PARTS = ("requires", "requires improvement to", "improvement", "improvement to be good", "to be good", "be good")
_NUMBERED = re.compile(r"\s*\d(?:\.\d)?\.?\s+\S")
_CLOSING = re.compile(r"^\s*yours\s+(?:sincerely|faithfully)", re.IGNORECASE)
_FAR_RIGHT = 20  # columns; the left column of a table begins before
_LONGEST_ROW = 5  # printed lines
_AFTER_CLOSING = 24  # lines among which names and titles stand


def unfolded(lines: Sequence[str]) -> list[str]:
    """Return the lines with each row of judgements on one line, name and grade apart by a tab, and signatories one below another."""
    found: list[str] = []
    signing = 0
    for printed, group in groupby(lines, key=lambda line: bool(line.strip()) and line != "\f"):
        block = list(group)
        signing = max(0, signing - len(block))
        if printed:
            block = _below_one_another(block) if signing else _rows_of(block)
        found += block
        if any(_CLOSING.match(line) for line in block):
            signing = _AFTER_CLOSING
    return found


def _rows_of(block: list[str]) -> list[str]:
    """Return lines without a blank between them as one row where a grade stands alone in their right column."""
    start = max((at for at, line in enumerate(block) if _NUMBERED.match(line)), default=0)
    if start and _begins_grade(block[start - 1]):
        start -= 1  # a wrapped grade stands higher than the name beside it
    if start:  # a headline stands right above a numbered row
        return [*_rows_of(block[:start]), *_rows_of(block[start:])]
    if len(block) > _LONGEST_ROW:
        return block
    name: list[str] = []
    grade: list[str] = []
    edge = 0
    for line in block:
        gap = _GAP.search(line)
        if gap and not _GAP.search(line, gap.end()) and _could_be_grade(line[gap.end() :]):
            name.append(line[: gap.start()].strip())
            grade.append(line[gap.end() :].strip())
            edge = gap.end()
        elif _is_far_right(line) and _could_be_grade(line):
            grade.append(line.strip())
            edge = len(line) - len(line.lstrip())
        else:
            name.append(line.strip())
    if not name or not edge or not _GRADE.fullmatch(" ".join(grade)):
        return block
    if any(len(line.rstrip()) > edge for line in block if not _could_be_grade(line[edge - 1 :])):
        return block  # running text that reaches under the grade
    return ["\t".join((" ".join(name), " ".join(grade)))]


def _could_be_grade(words: str) -> bool:
    words = " ".join(words.split())
    return bool(_GRADE.fullmatch(words)) or words.lower() in _PARTS


def _begins_grade(line: str) -> bool:
    return _is_far_right(line) and " ".join(line.split()).lower() in _PARTS[:2]


def _is_far_right(line: str) -> bool:
    return len(line) - len(line.lstrip()) > _FAR_RIGHT


def _below_one_another(block: list[str]) -> list[str]:
    """Return two columns of short lines, the left before the right with a blank between; other lines as they are."""
    cut = [_GAP.split(line.strip()) for line in block]
    if len(block) < 2 or not all(len(cells) <= 2 for cells in cut) or sum(len(cells) == 2 for cells in cut) < 2:
        return block
    left = [cells[0] for cells in cut]
    return [*left, "", *(cells[1] for cells in cut if len(cells) == 2)]
