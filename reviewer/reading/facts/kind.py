"""Title as printed and kind of document, both from the title line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reviewer.domain.document import BlockKind, DocumentKind, Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.list_headings import is_heading_text
from reviewer.reading.facts.source import Source, fold
from reviewer.reading.joining import ends_open

_SERVICES = r"children'?s'?\s+(?:social\s+care\s+)?services"
_WHO = r"(?P<who>(?:(?!\bthis\s+letter\b)[^.]){0,120}?)"  # titles are wrapped, but end before the first sentence
_FLAGS = re.IGNORECASE | re.MULTILINE
# What may stand before the name of an inspection or visit without making it another.
_SORT = r"(?:(?:ofsted|pilot|single|full|short|standard|announced|virtual|remote|ilacs|covid-19)\s+){0,3}"
_TO = r"\s*(?:\b(?:to|of|in)\b|[:-])\s*"

# Each begins at the start of a block; white space may be a line end, for titles are wrapped.
_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, _FLAGS))
    for kind, pattern in (
        (DocumentKind.FOCUSED_VISIT, rf"^{_SORT}focuss?ed\s+visit{_TO}{_WHO}\s*\b{_SERVICES}"),
        (DocumentKind.FOCUSED_VISIT, rf"^{_SORT}focuss?ed\s+visit{_TO}(?P<who>[^\n.]{{2,90}})$"),
        (DocumentKind.MONITORING_VISIT, rf"^(?:\w+[ ]+){{0,2}}monitoring\s+visits?{_TO}{_WHO}\s*\b{_SERVICES}"),
        (DocumentKind.MONITORING_VISIT, rf"^(?:\w+[ ]+){{0,2}}monitoring\s+visits?{_TO}(?P<who>[^\n.]{{2,90}})$"),
        (
            DocumentKind.UNANNOUNCED_INSPECTION,
            r"^(?:annual\s+)?unannounced\s+inspections?\s+of\s+contact,?\s+(?:and\s+)?referral,?\s+(?:and\s+assessment\s+)?arrangements"
            r"(?:\s+(?:with)?in\s+(?P<who>[^\n]{2,120}))?",
        ),
        (
            DocumentKind.SIF_INSPECTION,
            rf"^{_SORT}(?:re-?\s?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection"
            r"(?:,?\s+children\s+looked\s+after(?:,?\s+and\s+care\s+leavers)?)?",
        ),
        (
            DocumentKind.JTAI,
            rf"^(?:joint\s+targeted\s+area\s+inspections?(?:\s*\(jtai\))?|jtai){_TO}(?P<who>[^\n]{{2,200}})",
        ),
        (
            DocumentKind.JTAI,
            r"^joint\s+(?:area\s+)?inspection\s+of\s+the\s+(?P<who>multi-?\s?agency\s+response[^\n]{2,200})",
        ),
        (
            DocumentKind.OTHER,
            rf"^(?:joint\s+)?(?:area|local\s+area)\s+send\s+(?:\w+\s+)?(?:inspection|(?:re)?visit){_TO}(?P<who>[^\n]{{2,120}})",
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
        (DocumentKind.ILACS_INSPECTION, rf"^{_SORT}inspection\s+of\s+(?:local\s+authority\s+)?{_SERVICES}"),
        (
            DocumentKind.ILACS_INSPECTION,
            rf"^{_SORT}inspection\s+of\s+(?P<who>(?!services\b|local\s+auth)[\s\S]{{2,100}}?)"
            rf"\s+(?:local\s+authority\s+)?{_SERVICES}",
        ),
    )
)


_OPENING = re.compile(
    r"^(?:inspection\s+dates?|dates?\s+of\s+(?:the\s+)?inspection|report\s+published)\b|^(?:lead|reporting)\s+inspectors?\b"
    r"|\bthis\s+letter\b|\b(?:this|the)\s+(?:visit|inspection)\s+(?:took\s+place|was\s+carried\s+out)",
    _FLAGS,
)
# What every title begins with, give or take three words: one quick look through a long report.
_TRIGGER = re.compile(
    r"^(?:[\w-]+[ ]+){0,3}(?:focuss?ed\s+visit|monitoring\s+visit|assurance\s+visit|unannounced\s+inspection"
    r"|(?:re-?\s?)?inspections?\s+of|joint\s+targeted\s+area|area\s+send|jtai)s?\b",
    _FLAGS,
)
# A title of no known form: what makes a line one, and what single words tell of its kind.
_SPEAKS_OF_ONE = re.compile(
    r"\b(?:(?:re-?)?inspection|(?:focuss?ed|monitoring|assurance|improvement|unannounced)\s+(?:assurance\s+)?visit|jtai|ilacs"
    r"|send\s+(?:re)?visit)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"[.;,?]$|^[a-z\d]|@|https?:|(?i:^(?:inspection\s+(?:dates?|number|team)|dates?\s+of|lead|reporting|team|previous|last)\b)|:\s*\d",
)
_GUESSES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (DocumentKind.FOCUSED_VISIT, r"\bfocuss?ed\s+visit\b"),
        (DocumentKind.MONITORING_VISIT, r"\bmonitoring\s+visit\b"),
        (DocumentKind.OTHER, r"\bsend\b|\bvisit\b|\b(?:fostering|adoption|residential|early\s+years|schools?)\b"),
        (DocumentKind.JTAI, r"\bjoint\s+targeted\b|\bjtai\b|\bmulti-?agency\b"),
        (DocumentKind.UNANNOUNCED_INSPECTION, r"\bunannounced\b"),
        (DocumentKind.ILACS_INSPECTION, r"\bilacs\b"),
        (DocumentKind.SIF_INSPECTION, r"\bsif\b|\bsingle\s+inspection\b|\bhelp\s+and\s+protection\b"),
    )
)
_OF_CHILDREN = re.compile(rf"\b{_SERVICES}\b", re.IGNORECASE)
_A_YEAR = re.compile(r"\b20[0-4]\d\b")
_SIF_FROM, _ILACS_FROM = 2013, 2018
_FIRST_BLOCKS = 30  # among which a cover or a letter has its title
_LONGEST_GUESS = 160  # code points
_NEAR = 700  # code points after a title within which a cover or a letter opens
_LINE = 60  # code points; an open line that is longer is one of running text
_LONGEST = 260  # code points of the longest title, the review of the board included


@dataclass(frozen=True, slots=True)
class Title:
    """The title line: its kind, its whole span, and the part that names whose services were inspected (or None).

    ``guessed`` claims that it has no known form, and that the kind was taken from single words of it.
    """

    kind: DocumentKind
    span: Span
    who: Span | None
    guessed: bool = False


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
    return titles[0] if titles else _guessed_title(source)


def _guessed_title(source: Source) -> Title | None:
    """Return the first line of the opening that speaks of an inspection or a visit and is no sentence, or None."""
    for block in source.blocks[:_FIRST_BLOCKS]:
        plain = source.plain_of(block)
        short = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not block.label and len(plain) <= _LONGEST_GUESS
        if not short or not _SPEAKS_OF_ONE.search(plain) or _NO_TITLE.search(plain) or is_heading_text(plain):
            continue
        return Title(_guessed_kind(source, plain, block.end), block.span, block.span, guessed=True)
    return None


def _guessed_kind(source: Source, plain: str, end: int) -> DocumentKind:
    """Return what single words of a title say; of an inspection of no known name, the year says which framework it was."""
    for kind, pattern in _GUESSES:
        if pattern.search(plain):
            return kind
    year = _A_YEAR.search(plain) or _A_YEAR.search(source.plain, end, end + _NEAR)
    if not _OF_CHILDREN.search(plain) or year is None:
        return DocumentKind.OTHER
    if int(year.group()) >= _ILACS_FROM:
        return DocumentKind.ILACS_INSPECTION
    return DocumentKind.SIF_INSPECTION if int(year.group()) >= _SIF_FROM else DocumentKind.OTHER


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
    sureness = Sureness.UNSURE if title.guessed else Sureness.SURE
    note = "The title has no form that the program knows; this is what single words of it say." if title.guessed else ""
    words = " ".join(title.span.of(source.text).split())
    return (
        source.fact(FactName.TITLE, words, title.span, sureness=sureness, note=note),
        source.fact(FactName.KIND, title.kind.value, title.span, sureness=sureness, note=note),
    )
