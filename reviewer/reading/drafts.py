"""Blocks in the making, and how they become the canonical text.

The formats collect `Draft`s in reading order; `assemble` gives them offsets and sections. The canonical text is
the blocks' texts joined by one newline, so a draft's text never holds a newline itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewer.domain.document import Block, BlockKind, PageRun

_SPACES = re.compile(r"[\s\u00a0]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CUT_WORD = re.compile(r"\u00ad[ \t]*\n[ \t]*([^\s\u00ad]+)[ \t]?")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}


@dataclass(slots=True)
class Draft:
    """One block before it has a place. ``runs`` are (offset within ``text``, page); empty without pages.

    ``level`` and ``number`` as in `Block`.
    """

    kind: BlockKind
    text: str
    label: str = ""
    number: int | None = None
    level: int = 0
    runs: list[tuple[int, int]] = field(default_factory=list)
    table: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def page(self) -> int | None:
        """The page on which it begins, None where the format has no pages."""
        return self.runs[0][1] if self.runs else None


@dataclass(frozen=True)
class RawReading:
    """Blocks of one file before any fact is read.

    ``format`` is "pdf", "markdown", "text" or "word"; ``page_count`` None for formats without pages;
    ``furniture`` are the texts left out as running feet and heads, each once; ``warnings`` are sentences.
    """

    format: str
    blocks: tuple[Block, ...]
    page_count: int | None = None
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def legible(text: str) -> str:
    """Leave out what is not seen and write ligatures as letters; a word cut at a soft hyphen ends on its first line.

    Word processors set soft hyphens and joiners inside words; with them no search finds the word and no rule knows it.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", _CUT_WORD.sub(r"\1\n", text) if "\u00ad" in text else text)
    for ligature, letters in _LIGATURES.items():
        if ligature in text:
            text = text.replace(ligature, letters)
    return text


def squeeze(text: str) -> str:
    """Fold all white space to single spaces and strip the ends; what is not seen is left out."""
    return _SPACES.sub(" ", legible(text)).strip()


def assemble(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Give drafts their order, offsets and sections; drafts without text are left out."""
    blocks: list[Block] = []
    start, section = 0, ""
    for draft in drafts:
        if not draft.text:
            continue
        end = start + len(draft.text)
        runs = tuple(PageRun(start + at, page) for at, page in draft.runs)
        blocks.append(
            Block(
                order=len(blocks), kind=draft.kind, start=start, end=end, text=draft.text, label=draft.label,
                number=draft.number, level=draft.level, section=section, runs=runs,
                table=draft.table, row=draft.row, column=draft.column,
            )
        )
        if draft.kind is BlockKind.HEADING:
            section = draft.text
        start = end + 1
    return tuple(blocks)
