"""The lead inspector of a report, the signatory of a letter: the name alone, without rank or title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.domain.document import DocumentKind, Fact, FactName
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source
from reviewer.reading.facts.when import is_letter

_LEAD = re.compile(
    r"^(?:(?:lead|reporting|managing)\s+(?:inspectors?|hmis?)\b(?:'s?)?(?:\s+names?\b)?|inspection\s+led\s+by\b)\s*[:-]?[ ]*",
    re.I | re.M,
)
_SINCERELY = re.compile(
    r"^(?:yours?\s+(?:sincerely|faithfully|truly)|(?:(?:with\s+)?(?:kind|best)\s+)?regards)\b\W*", re.I | re.M
)
_CLOSING = re.compile(r"^ofsted\s+will\s+(?:take|share)\b[^\n]*", re.I | re.M)  # some letters lack the greeting
_RANK = re.compile(
    r"[\s,(*_-]*(?:\b(?:senior\s+)?(?:her|his)\s+majesty'?s\s+inspectors?\b.*|\b(?:senior\s+)?(?:s?hmi|oi|ofsted\s+inspector)\b.*"
    r"|\b(?:her|his)\s+majesty'?s$|\bhmci\b.*|\b(?:social\s+care\s+)?regulatory\s+inspect(?:or|ion)\b.*"
    r"|\((?:acting|lead|interim)\).*|\b(?:social\s+care|senior)\s+inspector\b.*|\binspector\b.*|\b(?:regional|national|deputy)\s+director\b.*)$",
    re.I | re.S,
)
# "Some One, Ofsted HMI lead inspector": how joint inspections of an area's SEND services list their team, in two columns.
_TEAM_LEAD = re.compile(r"(?:,?\s+HMI)?,\s+Ofsted(?:,?\s+HMI)?,?\s+(?i:lead)\b(?!\s+(?:by|in|the)\b)")
# The line under a name at the end of a letter that lacks both.
_RANK_LINE = re.compile(r"^(?:senior\s+)?(?:(?:her|his)\s+majesty'?s\s+inspectors?|hmi|ofsted\s+inspector)\b.{0,40}$", re.I | re.M)
# What follows a name and a comma without being another name: "..., Social Care", "..., National Lead".
_OFFICE = re.compile(r"\s*(?:social\s+care|national|regional|principal|senior|lead|early|education|adviser|officer)\b", re.I)
_HONOUR = re.compile(r"^(?:mrs?|ms|miss|dr|professor|sir|dame)\.?\s+", re.I)
_AFTER_NAME = re.compile(r",?\s+(?:obe|mbe|cbe|qpm)\b.*$", re.I)
_WORD = r"(?:[dD'O]'?)?[A-ZÀ-Þ][\w'.-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|de|da|di|del|dos|du|van|von|der|den|ter|la|le|bin|al|el|e|O'\w+)){{1,5}}")
_BODY = re.compile(
    r"\b(?:commission|constabulary|probation|ofsted|inspectorate|services?|council|director|government)\b", re.I
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\band\b|&)\s*")


def inspector_fact(source: Source, title: Title | None) -> Fact:
    """Return the names of the lead inspectors, else of the letter's signatory; None where none is printed."""
    if is_letter(title):
        spans = _signatory(source, title) or _labelled(source, title)
    else:
        spans = _labelled(source, title) or _signatory(source, title)
    if not spans:
        return source.fact(FactName.LEAD_INSPECTORS, None)
    names = "; ".join(" ".join(span.of(source.text).split()) for span in spans)
    note = "Signs for Ofsted; the letter names no lead inspector." if title and title.kind is DocumentKind.JTAI else ""
    return source.fact(FactName.LEAD_INSPECTORS, names, Span(spans[0].start, spans[-1].end), note=note)


def labelled_names(source: Source, title: Title | None) -> Iterator[list[Span]]:
    """Yield the names after each "Lead inspector:" and the like, from the title on."""
    for match in _LEAD.finditer(source.plain, title.span.start if title else 0):
        at = source.index_at(match.start())
        if source.blocks[at].start != match.start():
            continue
        for block in source.blocks[at : at + 2]:
            start = max(block.start, match.end())
            spans = _names(source.plain, start, block.end) if start < block.end else []
            if spans:
                yield spans
                break


def _labelled(source: Source, title: Title | None) -> list[Span]:
    labelled = next(labelled_names(source, title), None)
    if labelled:
        return labelled
    team = _TEAM_LEAD.search(source.plain, title.span.end if title else 0)
    if team is None:
        return []
    # A text copy sets the heads of the columns ("Care Quality Commission") and both columns on one line.
    start = source.blocks[source.index_at(team.start())].start
    heads = [match.end() for match in _BODY.finditer(source.plain, start, team.start())]
    return _names(source.plain, max(heads, default=start), team.start())[-1:]


def _signatory(source: Source, title: Title | None) -> list[Span]:
    """Return the first name under "Yours sincerely": where several inspectorates sign, Ofsted's stands first."""
    start = title.span.end if title else 0
    match = _SINCERELY.search(source.plain, start) or _CLOSING.search(source.plain, start)
    if match is None:
        return _above_rank(source, start)
    at = source.index_at(match.start())
    for block in source.blocks[at : at + 5]:
        after = max(block.start, match.end())
        spans = _names(source.plain, after, block.end)[:1] if after < block.end else []
        if spans:
            return spans
    return []


def _above_rank(source: Source, start: int) -> list[Span]:
    """Return the name on the line above the last "His Majesty's Inspector" that stands alone; [] where there is none."""
    last = max((match.start() for match in _RANK_LINE.finditer(source.plain, start)), default=0)
    at = source.index_at(last)
    if last == 0 or source.blocks[at].start != last:
        return []
    above = source.blocks[at - 1]
    return _names(source.plain, above.start, above.end)[:1] if above.start >= start else []


def _names(plain: str, start: int, end: int) -> list[Span]:
    """Return the spans of the names in a line such as "Ann Other HMI and Some One, Her Majesty's Inspector"."""
    spans: list[Span] = []
    for part_start, part_end in _parts(plain, start, end):
        words = plain[part_start:part_end]
        rank = _RANK.search(words)
        name = words[: rank.start()] if rank else words
        honour = _HONOUR.match(name)
        skip = honour.end() if honour else 0
        name = _AFTER_NAME.sub("", name)[skip:]
        lead = len(name) - len(name.lstrip(" ,;:"))
        name = name.strip(" ,;:")
        if name and _NAME.fullmatch(name) and not _BODY.search(name) and not (spans and _OFFICE.match(name)):
            spans.append(Span(part_start + skip + lead, part_start + skip + lead + len(name)))
        elif spans:
            break  # ranks and teams follow
    return spans


def _parts(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, at = [], start
    for match in _BETWEEN_NAMES.finditer(plain, start, end):
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    return [(a, b) for a, b in parts if plain[a:b].strip()]
