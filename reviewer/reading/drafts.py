"""Blocks in the making, and how they become the canonical text.

The formats collect `Draft`s in reading order; `assemble` gives them offsets and sections. The canonical text is
the blocks' texts joined by one newline, so a draft's text never holds a newline itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewer.domain.document import Block, BlockKind, PageRun

_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")


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


def squeeze(text: str) -> str:
    """Fold all white space to single spaces and strip the ends."""
    return _SPACES.sub(" ", text).strip()


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
