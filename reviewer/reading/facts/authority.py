"""Whose services were inspected: from the title line alone, then compared with the addressee.

The first authority named in a letter is nearly always Ofsted's own address; the title line is what can be relied on.
"""

from __future__ import annotations

import re

from reviewer.domain.authority import Authority
from reviewer.domain.document import DocumentKind, Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.authority_data import NameFound, load_authorities, name_index
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source

_DEAR = re.compile(r"^dear\b", re.IGNORECASE | re.MULTILINE)
_BOARD = re.compile(r"safeguarding", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(
    r"(?:focused|monitoring)\s+visit\s+to\s+(?P<who>[^\n.]{2,120}?)\s+children'?s\s+services", re.IGNORECASE
)
_HEADLINE = re.compile(r"^children'?s\s+services\s+in\s+(?P<who>[^\n]{2,80}?)\s+(?:is|are|requires?)\b", re.I | re.M)
_COUNCIL_AFTER = re.compile(r"\s+(?:\w+\s+){0,3}council\b", re.IGNORECASE)
_COUNCIL_IN = re.compile(r"\b(?:council|borough of)\b", re.IGNORECASE)


def authority_fact(source: Source, title: Title | None, last_day: str) -> Fact:
    """Return the authority, by its key; ``last_day`` (ISO, or "") chooses between an authority and its predecessor."""
    if title is None:
        return source.fact(FactName.AUTHORITY, None, note="No title line that could name an authority was found.")
    for place in _places(source, title):
        found = name_index().find(place.of(source.plain))
        if found:
            return _fact(source, title, place, found, last_day)
    return source.fact(
        FactName.AUTHORITY,
        None,
        title.span,
        note="The title names no authority that the program knows; choose it or add it.",
    )


def _places(source: Source, title: Title) -> list[Span]:
    """Return where the authority may be named, best first: in the title, on the lines beside it, in the first sentence."""
    places = [title.who] if title.who else []
    places.append(title.span)
    places += [
        span for span in (_beside(source, title, -1), _beside(source, title, 1), _beside(source, title, -2)) if span
    ]
    for pattern in (_FIRST_SENTENCE, _HEADLINE):
        match = pattern.search(source.plain, title.span.end, title.span.end + 3000)
        if match:
            places.append(Span(*match.span("who")))
    return places


def _beside(source: Source, title: Title, step: int) -> Span | None:
    """Return the short line above or below the title; older reports print the council's name there."""
    if title.kind in (DocumentKind.FOCUSED_VISIT, DocumentKind.MONITORING_VISIT, DocumentKind.JTAI):
        return None
    at = source.index_at(title.span.start) + step if step < 0 else source.index_at(title.span.end - 1) + step
    if not 0 <= at < len(source.blocks):
        return None
    block = source.blocks[at]
    plain = source.plain_of(block)
    return block.span if len(plain) <= 80 and not _BOARD.search(plain) else None


def _fact(source: Source, title: Title, place: Span, found: tuple[NameFound, ...], last_day: str) -> Fact:
    name = found[-1] if title.kind is DocumentKind.JTAI else found[0]
    authority, others = _choose(name.authorities, last_day)
    span = Span(place.start + name.start, place.start + name.end)
    notes, alternatives, sureness = [], [other.urn for other in others], Sureness.SURE
    if authority.ended:
        notes.append(f"{authority.name} as it was until {authority.ended}.")
    addressee = _other_addressee(source, title, authority)
    if addressee is not None:
        sureness = Sureness.CONFLICT
        alternatives.append(addressee.urn)
        notes.append(f"The title names {authority.name}, but the letter is addressed to {addressee.name}.")
    return source.fact(
        FactName.AUTHORITY,
        authority.urn,
        span,
        sureness=sureness,
        note=" ".join(notes),
        alternatives=tuple(dict.fromkeys(alternatives)),
    )


def _choose(bearers: tuple[Authority, ...], last_day: str) -> tuple[Authority, tuple[Authority, ...]]:
    """Choose between those who bore one name; the one that existed on the day, where the number did not go on."""
    now = next((a for a in bearers if not a.ended), None)
    former = next((a for a in bearers if a.ended), None)
    if former is None or now is None:
        return bearers[0], ()
    # Where the one successor kept the name and Ofsted's old number, the authority is one and the same.
    kept = former.successors == (now.urn,)
    if not kept and last_day and last_day <= former.ended:
        return former, (now,)
    return now, ()


def _other_addressee(source: Source, title: Title, authority: Authority) -> Authority | None:
    """Return the other council that the letter is addressed to, or None.

    Streets and towns bear authorities' names too ("Bristol Avenue", "Newcastle upon Tyne"), so only a name with
    "Council" or "Borough of" counts, and only where the title's own authority is not among the addressees.
    """
    dear = _DEAR.search(source.plain, 0, title.span.start)
    if dear is None:
        return None
    address = source.plain[: dear.start()]
    others = []
    for found in name_index().find(address):
        if _same(authority, found.authorities):
            return None
        words = address[found.start : found.end]
        if _COUNCIL_IN.search(words) or _COUNCIL_AFTER.match(address[found.end :].split("\n", 1)[0]):
            others.append(found.authorities[0])
    return others[0] if others else None


def _same(authority: Authority, others: tuple[Authority, ...]) -> bool:
    related = {authority.urn, *authority.successors}
    related |= {former.urn for former in load_authorities() if authority.urn in former.successors}
    return any(other.urn in related for other in others)
