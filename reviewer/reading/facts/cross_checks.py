"""What else the document says about its own facts: where another place says another thing, the fact is a conflict.

Reports are made from older reports and letters from older letters; a running foot, a second "Inspection dates:" line or
the opening sentence may still be those of the other one. Nothing is settled here: each other reading comes with its
place, and the officer decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reviewer.domain.british_dates import british_date, british_range
from reviewer.domain.document import Alternative, DocumentKind, Fact, FactName, Sureness, inspection_legs
from reviewer.domain.span import Span
from reviewer.reading.facts.authority import is_of
from reviewer.reading.facts.authority_data import name_index
from reviewer.reading.facts.dates import PrintedDates, find_dates
from reviewer.reading.facts.inspectors import labelled_names
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source, fold
from reviewer.reading.facts.when import INSPECTED, PUBLISHED, labelled_dates

_TOOK_PLACE = re.compile(
    r"\b(?:this|the|our)\s+(?:(?!last|previous|earlier|recent)\w+\s+){0,3}(?:inspection|visit)\s+(?:\w+\s+)?"
    r"(?:took\s+place|was\s+(?:carried\s+out|conducted|undertaken))[^\n.]{0,80}?\b(?:on|from|between|during)\s+(?=\d)",
    re.I,
)
_OF_THIS = re.compile(r"\b(?:inspection|visit)\b", re.I)
_LAST_DIGITS = re.compile(r"\W*\d{1,3}\W*$")
_NEAR = 6000  # code points after the title within which a document says when the inspectors came
_KINDS: tuple[tuple[DocumentKind, str, re.Pattern[str]], ...] = tuple(
    (kind, words, re.compile(pattern, re.I))
    for kind, words, pattern in (
        (DocumentKind.FOCUSED_VISIT, "a focused visit", r"focuss?ed[\s_]visit"),
        (DocumentKind.MONITORING_VISIT, "a monitoring visit", r"monitoring[\s_]visit"),
        (DocumentKind.JTAI, "a joint inspection", r"joint[\s_](?:targeted[\s_])?area"),
        (DocumentKind.UNANNOUNCED_INSPECTION, "an unannounced inspection", r"unannounced[\s_]inspection"),
    )
)
_SUMMARISES = re.compile(
    r"\b(?:this\s+letter\s+(?:summarises|sets\s+out|contains|outlines)|i\s+am\s+writing\s+to\s+(?:inform|summarise|report)|following)\b"
    r"[^\n.]{0,80}?\b(?:the|a|an|our|ofsted's)\s+(?P<what>(?:\w+\s+){0,2}(?:visit|inspection)\b[^\n.]{0,12})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Another value, where it stands, and both in words: "the running foot", "12 to 16 February 2024"."""

    other: Alternative
    where: str
    words: str


def cross_checked(source: Source, title: Title | None, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts, each compared with the other places of the document that speak of it."""
    found = {fact.name: fact for fact in facts}
    for name, claims in _CLAIMS.items():
        if found[name].value:
            found[name] = _contradicted(found[name], claims(source, title, found))
    found[FactName.PUBLISHED] = _in_order(found[FactName.PUBLISHED], found[FactName.INSPECTION_DATES])
    return tuple(found.values())


def _in_order(published: Fact, inspected: Fact) -> Fact:
    """Return the publication date, unsure where it is before the last day of the inspection."""
    legs = inspection_legs(inspected.value)
    if published.sureness is not Sureness.SURE or not published.value or not legs or published.value >= legs[-1][1]:
        return published
    note = f"This is before the last day of the inspection, {british_date(legs[-1][1], short=False)}."
    return replace(published, sureness=Sureness.UNSURE, note=note)


def _contradicted(fact: Fact, claims: Iterable[_Claim]) -> Fact:
    known = [fact.value, *(one.value for one in fact.alternatives)]
    new: dict[str, _Claim] = {}
    for claim in claims:
        if claim.other.value not in known:
            new.setdefault(claim.other.value, claim)
    if not new:
        return fact
    said = " ".join(f"{claim.where[:1].upper()}{claim.where[1:]} says {claim.words}." for claim in new.values())
    return replace(
        fact,
        sureness=Sureness.CONFLICT,
        note=f"{fact.note} {said}".strip(),
        alternatives=(*fact.alternatives, *(claim.other for claim in new.values())),
    )


def _feet(source: Source) -> Iterator[str]:
    """Yield the running heads and feet that name the inspection, each once, without the number of the page."""
    seen = dict.fromkeys(_LAST_DIGITS.sub("", foot) if not find_dates(foot) else foot for foot in source.furniture)
    yield from (foot for foot in seen if _OF_THIS.search(foot))


def _other_authorities(source: Source, _title: Title | None, found: dict[FactName, Fact]) -> Iterator[_Claim]:
    for foot in _feet(source):
        named = name_index().find(fold(foot))
        if named and not any(is_of(found[FactName.AUTHORITY].value or "", one.authorities) for one in named):
            other = named[0].authorities[0]
            yield _Claim(Alternative(other.urn, foot), "the running foot or head", other.name)


def _other_kinds(source: Source, title: Title | None, found: dict[FactName, Fact]) -> Iterator[_Claim]:
    own = found[FactName.KIND].value
    if title is None or own == DocumentKind.OTHER.value:
        return
    opening = _SUMMARISES.search(source.plain, title.span.end, title.span.end + 1500)
    if opening:
        span = Span(*opening.span())
        for kind, words, pattern in _KINDS:
            if pattern.search(opening["what"]) and kind.value != own:
                yield _Claim(source.alternative(kind.value, span), "the opening", words)
    for kind, words, pattern in _KINDS:
        if pattern.search(source.stem) and kind.value != own:
            yield _Claim(Alternative(kind.value, source.stem), "the file’s name", words)


def _other_days(source: Source, title: Title | None, found: dict[FactName, Fact]) -> Iterator[_Claim]:
    legs = inspection_legs(found[FactName.INSPECTION_DATES].value)
    whole = (legs[0][0], legs[-1][1])

    def claim(dates: PrintedDates, other: Alternative, where: str) -> _Claim | None:
        if (dates.legs[0].first.isoformat(), dates.legs[-1].last.isoformat()) == whole:
            return None
        words = " and ".join(british_range(*leg, short=False) for leg in inspection_legs(dates.value))
        return _Claim(other, where, words)

    printed = [(dates, "another line") for dates in labelled_dates(source, INSPECTED)]
    if title:
        for match in _TOOK_PLACE.finditer(source.plain, title.span.end, title.span.end + _NEAR):
            dates = find_dates(source.plain, match.end(), match.end() + 120)
            if dates and dates.start == match.end():
                printed.append((dates, "the text"))
    for dates, where in printed:
        yield from filter(None, [claim(dates, source.alternative(dates.value, Span(dates.start, dates.end)), where)])
    for foot in _feet(source):
        of_foot = find_dates(foot)
        if of_foot and of_foot.single is None:  # one day alone is the day of printing
            words = _LAST_DIGITS.sub("", foot) if of_foot.end < len(_LAST_DIGITS.sub("", foot)) else foot[: of_foot.end]
            yield from filter(None, [claim(of_foot, Alternative(of_foot.value, words), "the running foot or head")])


def _other_publications(source: Source, _title: Title | None, _found: dict[FactName, Fact]) -> Iterator[_Claim]:
    for dates in labelled_dates(source, PUBLISHED):
        if dates.single:
            day = dates.single.isoformat()
            other = source.alternative(day, Span(dates.start, dates.end))
            yield _Claim(other, "another line", british_date(day, short=False))


def _other_leads(source: Source, title: Title | None, found: dict[FactName, Fact]) -> Iterator[_Claim]:
    own = {_letters(name) for name in (found[FactName.LEAD_INSPECTORS].value or "").split(";")}
    for spans in labelled_names(source, title):
        names = [" ".join(span.of(source.text).split()) for span in spans]
        if {_letters(name) for name in names} - own:
            other = source.alternative("; ".join(names), Span(spans[0].start, spans[-1].end))
            yield _Claim(other, "another line", " and ".join(names))


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name)).lower()


_CLAIMS: dict[FactName, Callable[[Source, Title | None, dict[FactName, Fact]], Iterator[_Claim]]] = {
    FactName.AUTHORITY: _other_authorities,
    FactName.KIND: _other_kinds,
    FactName.INSPECTION_DATES: _other_days,
    FactName.PUBLISHED: _other_publications,
    FactName.LEAD_INSPECTORS: _other_leads,
}
