"""Whose services were inspected: from the title line alone, then compared with the addressee.

The first authority named in a letter is nearly always Ofsted's own address; the title line is what can be relied on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.domain.authority import Authority
from reviewer.domain.document import Alternative, DocumentKind, Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.authority_data import NameFound, load_authorities, name_index
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source
from reviewer.reading.facts.when import is_letter

_DEAR = re.compile(r"^dear\b", re.IGNORECASE | re.MULTILINE)
_LINE = 80  # code points of the longest line that may hold a name alone
_BOARD = re.compile(r"safeguarding", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(
    r"(?:focuss?ed|monitoring)\s+visit\s+to\s+(?P<who>[^\n.]{2,120}?)\s+children'?s\s+services", re.IGNORECASE
)
_HEADLINE = re.compile(r"^children'?s\s+services\s+in\s+(?P<who>[^\n]{2,80}?)\s+(?:is|are|requires?)\b", re.I | re.M)
_COUNCIL_AFTER = re.compile(r"\s+(?:\w+\s+){0,3}council\b", re.IGNORECASE)
_COUNCIL_IN = re.compile(r"\b(?:council|borough of)\b", re.IGNORECASE)


def authority_fact(source: Source, title: Title | None, last_day: str) -> Fact:
    """Return the authority, by its key; ``last_day`` (ISO, or "") chooses between an authority and its predecessor."""
    if title is None:
        return source.fact(FactName.AUTHORITY, None, note="No title line that could name an authority was found.")
    printed, said = _places(source, title), _said(source, title)
    for place in (*printed, *said):
        found = name_index().find(place.of(source.plain))
        if found:
            return _fact(source, title, place, found, last_day, said=said, from_title=place in printed)
    addressed = _addressees(source, title) if is_letter(title) else []
    if addressed:
        return _addressed(source, addressed[0], last_day)
    return source.fact(
        FactName.AUTHORITY,
        None,
        title.who or title.span,
        sureness=Sureness.UNSURE,
        note="The title names no authority that the program knows; choose it or add it.",
    )


def _places(source: Source, title: Title) -> list[Span]:
    """Return where the title names the authority, best first: in its own words, then on the lines beside it."""
    beside = (_beside(source, title, step) for step in (-1, 1, -2))
    return [place for place in (_across(source, title), title.who, title.span, *beside) if place]


def _across(source: Source, title: Title) -> Span | None:
    """Return where a name begins on the title's last line and ends on the next: "of North / Westshire Partnership"."""
    at = source.index_at(title.span.end - 1) + 1
    if title.who is None or at >= len(source.blocks) or len(source.blocks[at].text) > _LINE:
        return None
    start = title.who.start
    for found in name_index().find(source.plain[start : source.blocks[at].end]):
        if start + found.start < title.span.end < start + found.end:
            return Span(start + found.start, start + found.end)
    return None


def _said(source: Source, title: Title) -> list[Span]:
    """Return where the opening says whose services they are: a letter's first sentence, a report's headline."""
    matches = (
        pattern.search(source.plain, title.span.end, title.span.end + 3000) for pattern in (_FIRST_SENTENCE, _HEADLINE)
    )
    return [Span(*match.span("who")) for match in matches if match]


def _beside(source: Source, title: Title, step: int) -> Span | None:
    """Return the short line above or below the title; older reports print the council's name there."""
    if title.kind in (DocumentKind.FOCUSED_VISIT, DocumentKind.MONITORING_VISIT, DocumentKind.JTAI):
        return None
    at = source.index_at(title.span.start) + step if step < 0 else source.index_at(title.span.end - 1) + step
    if not 0 <= at < len(source.blocks):
        return None
    block = source.blocks[at]
    plain = source.plain_of(block)
    return block.span if len(plain) <= _LINE and not _BOARD.search(plain) else None


def _fact(
    source: Source,
    title: Title,
    place: Span,
    found: tuple[NameFound, ...],
    last_day: str,
    *,
    said: Sequence[Span],
    from_title: bool,
) -> Fact:
    name = found[-1] if title.kind is DocumentKind.JTAI else found[0]
    authority, others = _choose(name.authorities, last_day)
    named = [other for other in found if not _same(authority, other.authorities)] if from_title else []
    span = Span(place.start + name.start, place.start + name.end)
    notes, sureness = [], Sureness.SURE
    alternatives = [source.alternative(other.urn) for other in others]
    if authority.ended:
        notes.append(f"{authority.name} as it was until {authority.ended}.")
    if not from_title:
        sureness = Sureness.UNSURE
        notes.append("The title names no authority; this is the one that the opening names.")
    if named:
        sureness = Sureness.CONFLICT
        alternatives += [_named(source, other, place.start) for other in named]
        also = " and ".join(dict.fromkeys(other.authorities[0].name for other in named))
        notes.append(f"The title names {authority.name} and also {also}.")
    for other, where in (
        (_other_addressee(source, title, authority), "the letter is addressed to"),
        (_other_said(source, authority, said), "the opening speaks of"),
    ):
        if other is not None:
            sureness = Sureness.CONFLICT
            alternatives.append(_named(source, *other))
            notes.append(f"The title names {authority.name}, but {where} {other[0].authorities[0].name}.")
    return source.fact(
        FactName.AUTHORITY,
        authority.urn,
        span,
        sureness=sureness,
        note=" ".join(notes),
        alternatives=tuple({one.value: one for one in reversed(alternatives)}.values())[::-1],
    )


def _named(source: Source, name: NameFound, start: int) -> Alternative:
    """Return another authority with the words that name it; the name was found in what begins at ``start``."""
    return source.alternative(name.authorities[0].urn, Span(start + name.start, start + name.end))


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


def _other_addressee(source: Source, title: Title, authority: Authority) -> tuple[NameFound, int] | None:
    """Return the other council that the letter is addressed to and where its search began, or None.

    Streets and towns bear authorities' names too ("Bristol Avenue", "Newcastle upon Tyne"), so only a council counts,
    and only where the title's own authority is not named among the addressees.
    """
    dear = _DEAR.search(source.plain, 0, title.span.start)
    if dear is None or any(_same(authority, name.authorities) for name in name_index().find(source.plain[: dear.start()])):
        return None
    others = _addressees(source, title)
    return (others[0], 0) if others else None


def _addressees(source: Source, title: Title) -> list[NameFound]:
    """Return the councils named above "Dear": a name with "Council" or "Borough of", which streets and towns have not."""
    dear = _DEAR.search(source.plain, 0, title.span.start)
    address = source.plain[: dear.start()] if dear else ""
    return [
        found
        for found in name_index().find(address)
        if _COUNCIL_IN.search(address[found.start : found.end])
        or _COUNCIL_AFTER.match(address[found.end :].split("\n", 1)[0])
    ]


def _addressed(source: Source, name: NameFound, last_day: str) -> Fact:
    authority, others = _choose(name.authorities, last_day)
    return source.fact(
        FactName.AUTHORITY,
        authority.urn,
        Span(name.start, name.end),
        sureness=Sureness.UNSURE,
        note="The title names no authority; this is the one that the letter is addressed to.",
        alternatives=tuple(source.alternative(other.urn) for other in others),
    )


def _other_said(source: Source, authority: Authority, said: Sequence[Span]) -> tuple[NameFound, int] | None:
    """Return the other authority that the opening speaks of, as `_other_addressee`: letters are made from older letters."""
    for place in said:
        named = name_index().find(place.of(source.plain))
        if named and not any(_same(authority, name.authorities) for name in named):
            return named[0], place.start
    return None


def is_of(urn: str, bearers: tuple[Authority, ...]) -> bool:
    """Tell whether one of those who bear a name is this authority, its predecessor or its successor."""
    authority = next((one for one in load_authorities() if one.urn == urn), None)
    return authority is not None and _same(authority, bearers)


def _same(authority: Authority, others: tuple[Authority, ...]) -> bool:
    related = {authority.urn, *authority.successors}
    related |= {former.urn for former in load_authorities() if authority.urn in former.successors}
    return any(other.urn in related for other in others)
