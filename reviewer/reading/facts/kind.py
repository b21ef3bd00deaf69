"""Title as printed and kind of document, both from the title line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reviewer.domain.document import DocumentKind, Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.source import Source, fold
from reviewer.reading.joining import ends_open

_SERVICES = r"children'?s'?\s+(?:social\s+care\s+)?services"
_WHO = r"(?P<who>(?:(?!\bthis\s+letter\b)[^.]){0,120}?)"  # titles are wrapped, but end before the first sentence
_FLAGS = re.IGNORECASE | re.MULTILINE

# Each begins at the start of a block; white space may be a line end, for titles are wrapped.
_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, _FLAGS))
    for kind, pattern in (
        (DocumentKind.FOCUSED_VISIT, rf"^(?:ofsted\s+)?focused\s+visit\s+(?:to|of)\s+{_WHO}\s*\b{_SERVICES}"),
        (DocumentKind.FOCUSED_VISIT, r"^(?:ofsted\s+)?focused\s+visit\s+(?:to|of)\s+(?P<who>[^\n.]{2,90})$"),
        (DocumentKind.MONITORING_VISIT, rf"^(?:\w+[ ]+){{0,2}}monitoring\s+visit\s+(?:to|of)\s+{_WHO}\s*\b{_SERVICES}"),
        (DocumentKind.MONITORING_VISIT, r"^(?:\w+[ ]+){0,2}monitoring\s+visit\s+(?:to|of)\s+(?P<who>[^\n.]{2,90})$"),
        (
            DocumentKind.UNANNOUNCED_INSPECTION,
            r"^(?:annual\s+)?unannounced\s+inspection\s+of\s+contact,?\s+referral,?\s+and\s+assessment\s+arrangements"
            r"(?:\s+(?:with)?in\s+(?P<who>[^\n]{2,120}))?",
        ),
        (
            DocumentKind.SIF_INSPECTION,
            r"^(?:re-?\s?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection"
            r"(?:,?\s+children\s+looked\s+after(?:,?\s+and\s+care\s+leavers)?)?",
        ),
        (DocumentKind.JTAI, r"^joint\s+targeted\s+area\s+inspection\s+of\s+(?P<who>[^\n]{2,200})"),
        (
            DocumentKind.OTHER,
            r"^(?:area|local\s+area)\s+send\s+(?:\w+\s+)?(?:inspection|visit)\s+(?:of|to)\s+(?P<who>[^\n]{2,120})",
        ),
        (
            DocumentKind.OTHER,
            r"^(?:announced\s+)?inspection\s+of\s+(?:safeguarding\s+and\s+)?looked\s+after\s+children(?:'?s)?(?:\s+services)?",
        ),
        (
            DocumentKind.OTHER,
            r"^inspection\s+of\s+local\s+authority\s+arrangements\s+for\s+the\s+protection\s+of\s+children",
        ),
        (DocumentKind.OTHER, rf"^assurance\s+visit\s+(?:to|of)\s+{_WHO}\s*\b{_SERVICES}"),
        (DocumentKind.ILACS_INSPECTION, rf"^inspection\s+of\s+(?:local\s+authority\s+)?{_SERVICES}"),
        (
            DocumentKind.ILACS_INSPECTION,
            r"^(?:short\s+|standard\s+)?inspection\s+of\s+(?P<who>(?!services\b|local\s+auth)[\s\S]{2,100}?)"
            rf"\s+(?:local\s+authority\s+)?{_SERVICES}",
        ),
    )
)


_OPENING = re.compile(
    r"^(?:inspection\s+dates?|dates?\s+of\s+(?:the\s+)?inspection|report\s+published)\b|^(?:lead|reporting)\s+inspectors?\b"
    r"|\bthis\s+letter\b|\b(?:this|the)\s+(?:visit|inspection)\s+(?:took\s+place|was\s+carried\s+out)",
    _FLAGS,
)
# What every title begins with, give or take two words: one quick look through a long report.
_TRIGGER = re.compile(
    r"^(?:[\w-]+[ ]+){0,2}(?:focused\s+visit|monitoring\s+visit|assurance\s+visit|unannounced\s+inspection"
    r"|(?:re-?\s?)?inspection\s+of|joint\s+targeted\s+area|area\s+send)\b",
    _FLAGS,
)
_NEAR = 700  # code points after a title within which a cover or a letter opens
_LINE = 60  # code points; an open line that is longer is one of running text
_LONGEST = 260  # code points of the longest title, the review of the board included


@dataclass(frozen=True, slots=True)
class Title:
    """The title line: its kind, its whole span, and the part that names whose services were inspected (or None)."""

    kind: DocumentKind
    span: Span
    who: Span | None


def find_title(source: Source) -> Title | None:
    """Return the first printed title that a cover or a letter follows, else the first, or None.

    The first wins because a letter names other inspections further on. A council's paper may have the report's title
    as its own subject; what tells the cover is the line with the dates or the sentence that opens every letter.
    """
    titles: list[Title] = []
    for trigger in _TRIGGER.finditer(source.plain):
        tried = (_title(source, kind, pattern.match(source.plain, trigger.start())) for kind, pattern in _TITLES)
        titles += [title for title in tried if title][:1]
    for title, following in pairwise([*titles, None]):
        until = title.span.end + _NEAR if title else 0
        if title and _OPENING.search(
            source.plain, title.span.end, min(until, following.span.start) if following else until
        ):
            return title
    return titles[0] if titles else None


def begins_title(line: str, above: str) -> bool:
    """Tell whether a line of loose text begins a title; not where it goes on with the sentence of the line above."""
    plain = fold(line).strip()
    if not plain[:1].isupper() or _TRIGGER.match(plain) is None or (ends_open(above) and len(above) > _LINE):
        return False
    return any(pattern.match(f"{plain}\nservices") for _, pattern in _TITLES)


def _title(source: Source, kind: DocumentKind, match: re.Match[str] | None) -> Title | None:
    if match is None:
        return None
    first, last = source.index_at(match.start()), source.index_at(max(match.start(), match.end() - 1))
    if first < 0 or last - first > 2 or source.blocks[first].start != match.start():
        return None
    end = source.blocks[last].end
    if end - match.start() > _LONGEST:  # a paragraph that happens to begin like a title
        return None
    if kind is DocumentKind.SIF_INSPECTION:
        # It goes on with the review of the board, on a line of its own or, in a text copy, on the same.
        end = match.end()
    start_who, end_who = match.span("who") if "who" in match.re.groupindex else (-1, -1)
    return Title(kind, Span(match.start(), end), Span(start_who, end_who) if start_who >= 0 else None)


def kind_facts(source: Source, title: Title | None) -> tuple[Fact, ...]:
    """Return the facts title and kind."""
    if title is None:
        note = "No title of an inspection document known to the program was found."
        return (
            source.fact(FactName.TITLE, None, note=note),
            source.fact(FactName.KIND, DocumentKind.OTHER.value, sureness=Sureness.UNSURE, note=note),
        )
    words = " ".join(title.span.of(source.text).split())
    return (
        source.fact(FactName.TITLE, words, title.span),
        source.fact(FactName.KIND, title.kind.value, title.span),
    )
