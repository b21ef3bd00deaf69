"""Draft and protective markings: what the document says about who may see it."""

from __future__ import annotations

import re
from dataclasses import replace

from reviewer.domain.document import Alternative, BlockKind, DocumentKind, Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source

_NOT_PUBLISHED = re.compile(
    r"\bnot\s+(?:yet\s+)?for\s+publication\b|\bpre-?publication\b|^\W*embargo(?:ed)?\b|^\W*(?:strictly\s+)?confidential\s+until\b"
    r"|^\W*(?:draft\W+|this\s+\w+\s+is\s+)?not\s+(?:yet\s+)?(?:to\s+be|intended\s+for)\s+(?:publication|published)",
    re.I,
)
_FIRST_VISIT = re.compile(r"^first\s+monitoring\s+visit|\b(?:was|is)\s+the\s+first\s+monitoring\s+visit\b", re.I | re.M)
_DRAFT = re.compile(
    r"draft(?:\s+(?:report|letter|copy|version|document|v?\d[\d.]*))*|draft\s*[-:,(].{0,80}|.{0,40}[-:,(]\s*draft\)?",
    re.I,
)
_SENSITIVE = re.compile(r"official\s*[-:–]?\s*\(?sensitive\)?(?:\W.{0,60})?", re.I)
_OFFICIAL = re.compile(r"(?i:(?:classification|(?:protective\s+)?marking)\s*:\s*)?OFFICIAL")
_MARKINGS = {"OFFICIAL-SENSITIVE": _SENSITIVE, "OFFICIAL": _OFFICIAL}  # the highest first
_SHORT = 110
_NEAR = 1500  # code points after the title within which a letter says which visit it was


def publication_facts(source: Source, title: Title | None) -> tuple[Fact, ...]:
    """Return the publication state and the marking; a marking is a short line of its own, in text or running foot."""
    return (_state(source, title), _marking(source))


def _state(source: Source, title: Title | None) -> Fact:
    for words, span in _lines(source):
        if _NOT_PUBLISHED.search(words):
            return _marked(source, FactName.PUBLICATION_STATE, "not-for-publication", words, span)
    for words, span in _lines(source):
        if _DRAFT.fullmatch(words.strip(" *_.[]")):
            return _marked(source, FactName.PUBLICATION_STATE, "draft", words, span)
    if title is not None and title.kind is DocumentKind.MONITORING_VISIT:
        first = _FIRST_VISIT.search(source.plain, title.span.start, title.span.end + _NEAR)
        if first:
            note = "Ofsted does not publish the letter of a first monitoring visit."
            return source.fact(
                FactName.PUBLICATION_STATE,
                "not-for-publication",
                Span(*first.span()),
                sureness=Sureness.UNSURE,
                note=note,
                alternatives=(Alternative("published"),),
            )
    return source.fact(FactName.PUBLICATION_STATE, "published", note="No draft marking was found.")


def _marking(source: Source) -> Fact:
    """Return the highest marking; where lower ones are printed too, the officer decides."""
    found: dict[str, tuple[str, Span | None]] = {}
    for value, pattern in _MARKINGS.items():
        for words, span in _lines(source):
            if pattern.fullmatch(words.strip(" *_.[]")):
                found.setdefault(value, (words, span))
    if not found:
        return source.fact(FactName.MARKING, "")
    (value, (words, span)), *lower = found.items()
    fact = _marked(source, FactName.MARKING, value, words, span)
    if not lower:
        return fact
    others = tuple(
        source.alternative(other, where) if where else Alternative(other, said) for other, (said, where) in lower
    )
    note = f"{fact.note} {lower[0][0]} is printed too; the higher marking holds until you decide.".strip()
    return replace(fact, sureness=Sureness.CONFLICT, note=note, alternatives=others)


def _lines(source: Source) -> list[tuple[str, Span | None]]:
    lines: list[tuple[str, Span | None]] = [
        (source.plain_of(block), block.span)
        for block in source.blocks
        if len(block.text) <= _SHORT and block.kind is not BlockKind.BULLET
    ]
    return lines + [(furniture, None) for furniture in source.furniture if len(furniture) <= _SHORT]


def _marked(source: Source, name: FactName, value: str, words: str, span: Span | None) -> Fact:
    if span is not None:
        return source.fact(name, value, span)
    return Fact(name, value, Sureness.SURE, quote=words, note="It stands in a running head or foot.")
