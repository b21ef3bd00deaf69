"""The read blocks as the rules see them: one folded text, with the way back to spans, pages and quotations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import PurePath

from reviewer.domain.document import Alternative, Block, Fact, FactName, Sureness, page_at
from reviewer.domain.span import Span
from reviewer.reading.drafts import RawReading

# One character for one, so that offsets in the folded text are offsets in the canonical text.
_FOLD = (
    *((quote, "'") for quote in "‘’ʼ`"),
    *((quote, '"') for quote in "“”"),
    *((space, " ") for space in "\u00a0\u2009\t"),
    *((dash, "-") for dash in "–—─━‐‑‒−―"),
)
QUOTE_LIMIT = 300


def fold(text: str) -> str:
    """Fold quotes, dashes and odd spaces one for one; ``len(fold(text)) == len(text)``."""
    for character, plain in _FOLD:  # several times faster than str.translate on a long report
        if character in text:
            text = text.replace(character, plain)
    return text


@dataclass(frozen=True)
class Source:
    """One document on its way from blocks to facts.

    ``text`` is the canonical text, ``plain`` the same folded by `fold`: rules search ``plain`` and quote ``text``.
    """

    file_name: str
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...]
    text: str
    plain: str = field(repr=False)

    @classmethod
    def of(cls, file_name: str, raw: RawReading) -> Source:
        """Prepare the blocks of one file."""
        text = "\n".join(block.text for block in raw.blocks)
        return cls(file_name, raw.blocks, raw.furniture, text, fold(text))

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return PurePath(self.file_name.replace("\\", "/")).stem

    def plain_of(self, block: Block) -> str:
        """Return the folded text of a block."""
        return self.plain[block.start : block.end]

    def index_at(self, offset: int) -> int:
        """Return the index of the block holding a code point, -1 where there is none."""
        return bisect_right(self.blocks, offset, key=lambda block: block.start) - 1

    def page(self, offset: int) -> int | None:
        """Return the page of a code point."""
        return page_at(self.blocks, offset)

    def fact(
        self,
        name: FactName,
        value: str | None,
        span: Span | None = None,
        *,
        sureness: Sureness = Sureness.SURE,
        note: str = "",
        alternatives: tuple[Alternative, ...] = (),
    ) -> Fact:
        """Make a fact that carries where it was read: page and quotation follow from the span."""
        quote = self._quote(span) if span else ""
        page = self.page(span.start) if span else None
        return Fact(name, value, sureness, quote, page, span, note, alternatives)

    def alternative(self, value: str, span: Span | None = None) -> Alternative:
        """Make another value of a fact, with where it stands; without a span where nothing prints it."""
        if span is None:
            return Alternative(value)
        return Alternative(value, self._quote(span), self.page(span.start), span)

    def _quote(self, span: Span) -> str:
        return span.of(self.text).replace("\n", " ")[:QUOTE_LIMIT]
