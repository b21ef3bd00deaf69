"""Draft and protective markings: what the document says about who may see it."""

from __future__ import annotations

import re

from reviewer.domain.document import Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.source import Source

_NOT_PUBLISHED = re.compile(
    r"not\s+(?:yet\s+)?(?:for|to\s+be|intended\s+for)\s+(?:publication|published|publishing)|pre-?publication", re.I
)
_DRAFT = re.compile(
    r"draft(?:\s+(?:report|letter|copy|version|document|v?\d[\d.]*))*|draft\s*[-:,(].{0,80}|.{0,40}[-:,(]\s*draft\)?",
    re.I,
)
_SENSITIVE = re.compile(r"official\s*[-:–]?\s*\(?sensitive\)?(?:\W.{0,60})?", re.I)
_OFFICIAL = re.compile(r"(?i:(?:classification|(?:protective\s+)?marking)\s*:\s*)?OFFICIAL")
_SHORT = 110


def publication_facts(source: Source) -> tuple[Fact, ...]:
    """Return the publication state and the marking; a marking is a short line of its own, in text or running foot."""
    return (_state(source), _marking(source))


def _state(source: Source) -> Fact:
    for words, span in _lines(source):
        if _NOT_PUBLISHED.search(words):
            return _marked(source, FactName.PUBLICATION_STATE, "not-for-publication", words, span)
    for words, span in _lines(source):
        if _DRAFT.fullmatch(words.strip(" *_.[]")):
            return _marked(source, FactName.PUBLICATION_STATE, "draft", words, span)
    return source.fact(FactName.PUBLICATION_STATE, "published", note="No draft marking was found.")


def _marking(source: Source) -> Fact:
    for pattern, value in ((_SENSITIVE, "OFFICIAL-SENSITIVE"), (_OFFICIAL, "OFFICIAL")):
        for words, span in _lines(source):
            if pattern.fullmatch(words.strip(" *_.[]")):
                return _marked(source, FactName.MARKING, value, words, span)
    return source.fact(FactName.MARKING, "")


def _lines(source: Source) -> list[tuple[str, Span | None]]:
    lines: list[tuple[str, Span | None]] = [
        (source.plain_of(block), block.span) for block in source.blocks if len(block.text) <= _SHORT
    ]
    return lines + [(furniture, None) for furniture in source.furniture if len(furniture) <= _SHORT]


def _marked(source: Source, name: FactName, value: str, words: str, span: Span | None) -> Fact:
    if span is not None:
        return source.fact(name, value, span)
    return Fact(name, value, Sureness.SURE, quote=words, note="It stands in a running head or foot.")
