"""What a visit looked at: the sentences that say so, and the bullets under them."""

from __future__ import annotations

import re
from itertools import pairwise

from reviewer.domain.document import BlockKind, Fact, FactName
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source
from reviewer.reading.facts.when import is_letter

_VERB = (
    r"(?:looked\s+(?:closely\s+)?at|reviewed|considered|evaluated|focuss?ed\s+(?:specifically\s+)?on|examined|sampled|explored"
    r"|scrutinised|covered)"
)
_LOOKED = re.compile(
    rf"(?:during\s+(?:this|the)\s+visit,?\s+)?\b(?:inspectors|HMI|we)\s+(?:\w+\s+)?{_VERB}"
    rf"|\bth(?:is|e)\s+(?:\w+\s+)?(?:visit|inspection)\s+(?:\w+\s+)?{_VERB}"
    r"|\bthe\s+(?:areas?\s+of\s+)?focus\s+(?:of|for)\s+th(?:is|e)\s+(?:\w+\s+)?(?:visit|inspection)\s+w(?:as|ere)\b"
    r"|\bwere\s+the\s+focus\s+of\s+th(?:is|e)\s+(?:\w+\s+)?(?:visit|inspection)\b"
    r"|\bth(?:is|e)\s+(?:\w+\s+){0,4}(?:visit|inspection)\s+(?:\(\w+\)\s+)?included\b",
    re.I,
)
# A joint inspection says in its first sentence what it was about.
_JOINT = re.compile(
    r"(?:findings\s+of\s+the\s+joint\s+targeted\s+area\s+inspection.{0,30}?|\b(?:undertook|carried\s+out|conducted)\s+a\s+joint\s+inspection)"
    r"\s+of\s+the\s+(?P<what>multi-agency\b)",
    re.I,
)
_EVIDENCE = re.compile(
    r"range\s+of\s+evidence|case\s+records|case\s+discussions|quality\s+assurance\s+information|findings\s+in\s+this\s+letter",
    re.I,
)
_METHOD = re.compile(
    r"\b(?:visit|inspection)\s+(?:took\s+place|was\s+(?:\w+\s+)?carried\s+out)\b|\bmethodology\b|\bon\s+site\b|\bremote\s+means\b",
    re.I,
)
_NARROWS = re.compile(
    r"\b(?:specifically|specific\s+focus|particular\s+focus|they\s+(?:also\s+)?(?:looked|considered|reviewed|focused))\b",
    re.I,
)
_SENTENCE = re.compile(r"(?:(?<=[.!?'\")])|(?<=[.!?]\d))\s+(?=[A-Z])")  # a text copy leaves footnote marks in
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
        if (
            match is None
            or block.kind is not BlockKind.PARAGRAPH
            or _EVIDENCE.search(_sentence_from(plain, match.start()))
        ):
            continue
        start = block.start + _sentence_start(plain, match.start())
        return source.fact(FactName.SCOPE, *_whole(source, at, start))
    joint = _JOINT.search(source.plain, title.span.end, title.span.end + 3000)
    if joint:
        start = joint.start("what")
        span = Span(start, _sentences_end(source.plain, start, source.blocks[source.index_at(start)].end))
        return source.fact(FactName.SCOPE, span.of(source.text), span)
    return source.fact(FactName.SCOPE, None, note="The letter does not say what was looked at.")


def _sentence_from(plain: str, at: int) -> str:
    return plain[at:].split(". ", 1)[0]


def _sentence_start(plain: str, at: int) -> int:
    return max((match.end() for match in _SENTENCE.finditer(plain, 0, at + 1) if match.end() <= at), default=0)


def _sentences_end(plain: str, start: int, end: int) -> int:
    """Return where the sentences on scope end: before the first that says which evidence was seen, or how the visit was done."""
    bounds = [start, *(match.end() for match in _SENTENCE.finditer(plain, start, end)), end]
    for first, last in pairwise(bounds[1:]):
        if _EVIDENCE.search(plain, first, last) or _METHOD.search(plain, first, last):
            return first - 1
    return end


def _whole(source: Source, at: int, start: int) -> tuple[str, Span]:
    """Return the scope's text and span: the sentences of its paragraph, then the bullets or narrowing sentences below."""
    end = _sentences_end(source.plain, start, source.blocks[at].end)
    for block in source.blocks[at + 1 :] if end == source.blocks[at].end else ():
        plain = source.plain_of(block)
        narrowing = block.kind is BlockKind.PARAGRAPH and _NARROWS.search(plain[:120]) and not _EVIDENCE.search(plain)
        if block.kind is not BlockKind.BULLET and not narrowing:
            break
        end = _sentences_end(source.plain, block.start, block.end)
        if end < block.end:
            break
    span = Span(start, end)
    return span.of(source.text), span
