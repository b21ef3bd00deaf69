"""What a visit looked at: the sentences that say so, and the bullets under them."""

from __future__ import annotations

import re

from reviewer.domain.document import BlockKind, Fact, FactName
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source
from reviewer.reading.facts.when import is_letter

_LOOKED = re.compile(
    r"(?:during\s+(?:this|the)\s+visit,?\s+)?(?:inspectors\s+(?:\w+\s+)?(?:looked\s+at|reviewed|considered|evaluated|focused\s+on|examined)"
    r"|(?:the\s+focus\s+of\s+)?this\s+(?:\w+\s+)?(?:visit|inspection)\s+(?:\w+\s+)?(?:looked\s+at|focused\s+on|considered|reviewed|was\s+on|included)"
    r"|the\s+(?:visit|inspection|focus\s+of\s+(?:the|this)\s+visit)\s+(?:looked\s+at|focused\s+on|considered|was(?:\s+on)?|sampled))",
    re.I,
)
_EVIDENCE = re.compile(r"range\s+of\s+evidence|children'?s\s+case\s+records|case\s+discussions", re.I)
_NARROWS = re.compile(r"\b(?:specifically|specific\s+focus|particular\s+focus|they\s+(?:also\s+)?(?:looked|considered|reviewed|focused))\b", re.I)
_NEAR = 14  # blocks after the title among which a letter says what was looked at


def scope_fact(source: Source, title: Title | None) -> Fact | None:
    """Return what the visit looked at; value None where the letter does not say, None for reports without a scope."""
    if title is None or not is_letter(title):
        return None
    first = source.index_at(title.span.end - 1) + 1
    for at in range(first, min(first + _NEAR, len(source.blocks))):
        block = source.blocks[at]
        plain = source.plain_of(block)
        match = _LOOKED.search(plain)
        if match is None or block.kind is not BlockKind.PARAGRAPH or _EVIDENCE.search(plain[match.start() : match.end() + 80]):
            continue
        start = block.start + _sentence_start(plain, match.start())
        return source.fact(FactName.SCOPE, *_whole(source, at, start))
    return source.fact(FactName.SCOPE, None, note="The letter does not say what was looked at.")


def _sentence_start(plain: str, at: int) -> int:
    before = max(plain.rfind(". ", 0, at), plain.rfind(".' ", 0, at))
    return before + 2 if before >= 0 else 0


def _whole(source: Source, at: int, start: int) -> tuple[str, Span]:
    """Return the scope's text and span: the sentences of its paragraph, then the bullets or narrowing sentences below."""
    end = source.blocks[at].end
    for block in source.blocks[at + 1 :]:
        plain = source.plain_of(block)
        narrowing = block.kind is BlockKind.PARAGRAPH and _NARROWS.search(plain[:120]) and not _EVIDENCE.search(plain)
        if block.kind is not BlockKind.BULLET and not narrowing:
            break
        end = block.end
    span = Span(start, end)
    return span.of(source.text), span
