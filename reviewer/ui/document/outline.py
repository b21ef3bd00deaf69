"""The outline of a document, from its headings: few files bring one of their own. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.domain.document import BlockKind, Reading

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading: ``level`` from 1, the code point where it begins, its page (None without pages)."""

    title: str
    level: int
    offset: int
    page: int | None


def outline_of(reading: Reading) -> tuple[Entry, ...]:
    """Return the headings down to the third level, the highest level that occurs being the first."""
    headings = [block for block in reading.blocks if block.kind is BlockKind.HEADING and block.text.strip()]
    top = min((max(block.level, 1) for block in headings), default=1)
    entries = []
    for block in headings:
        level = max(block.level, 1) - top + 1
        if level <= _DEEPEST:
            title = " ".join(f"{block.label} {block.text}".split())
            entries.append(Entry(title, level, block.start, block.page))
    return tuple(entries)
