"""When it was inspected and when it was published: which of the printed dates says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reviewer.domain.british_dates import british_date
from reviewer.domain.document import Alternative, Block, DocumentKind, Fact, FactName, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.dates import PrintedDates, find_dates
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source

INSPECTED = re.compile(r"^(?:date(?:s)?\s+of\s+(?:the\s+)?inspection|inspection\s+dates?)\s*:?\s*", re.I | re.M)
PUBLISHED = re.compile(
    r"^(?:report\s+)?(?:(?:first\s+|re-?)?published|publication(?:\s+date|(?=\s*:))|date\s+of\s+publication|date\s+published)(?:\s+on)?\s*:?\s*",
    re.I | re.M,
)
_WEEK = r"(?:the\s+)?(?:weeks?\s+(?:commencing|beginning|starting|of)|w[/.]c\.?)\s+(?:the\s+)?(?:[a-z]+day,?\s+)?"
_WEEK_BEFORE = re.compile(rf"\b{_WEEK}\Z", re.I)
_WEEK_AHEAD = re.compile(_WEEK, re.I)
_VISIT_WORDS = re.compile(
    r"(?:^|(?:took\s+place|carried\s+out|conducted|undertaken|children'?s\s+services|visit|inspection)[^\n.]{0,80}?\b)"
    rf"(?:(?:on|from|during|in)\s+(?=(?:the\s+)?\d|[a-z]+day\s+\d|{_WEEK}\d)|(?=between\s+\d))",
    re.I | re.M,
)
_YEAR = re.compile(r"\d{4}|\d[./-]\d\d$")
_EARLIER = re.compile(r"\b(?:last|previous|earlier)\s+(?:\w+\s+){0,3}(?:inspection|visit)\b", re.I)
_REPORTED = re.compile(r"\bpublished\b|\breport\b", re.I)  # "the inspection report published on ..."
_FIELDWORK = re.compile(r"\b(?=between\s+\d)|\b(?:from|on)\s+(?=\d)", re.I)
_LETTERS = frozenset({
    DocumentKind.FOCUSED_VISIT, DocumentKind.MONITORING_VISIT, DocumentKind.UNANNOUNCED_INSPECTION, DocumentKind.JTAI,
})  # fmt: skip
_OF_INSPECTION = re.compile(r"\b(?:inspect\w*|visit\w*|publi\w*|dates?\s+of|born|since|by)\b", re.I)
_HEAD_LINE = 80  # code points of a line in a letter's head
_FIRST_PAGE = 40  # blocks of a letter's first page, where the format has no pages
_NEAR = 3500  # code points after the title within which a letter says when the inspectors came


def is_letter(title: Title | None) -> bool:
    """Tell whether the document is a letter, which its date publishes and its signatory signs."""
    return title is not None and title.kind in _LETTERS


def inspection_fact(source: Source, title: Title | None) -> Fact:
    """Return the inspection dates: the labelled line of a report, else the opening sentences of a letter.

    A letter that prints no year means the last such days before its own date.
    """
    at = title.span.start if title else 0
    found = None if is_letter(title) else _labelled(source, INSPECTED, at)
    found = found or (_opening(source, title) if title else None) or _labelled(source, INSPECTED, at)
    if found is None:
        return source.fact(FactName.INSPECTION_DATES, None)
    span = Span(found.start, found.end)
    week = _WEEK_BEFORE.search(source.plain, max(0, found.start - 40), found.start)
    if week and all(leg.first == leg.last for leg in found.legs):
        note = "Only the first day of a week is printed; add the last day if you know it."
        span = Span(week.start(), found.end)
        return source.fact(FactName.INSPECTION_DATES, found.value, span, sureness=Sureness.UNSURE, note=note)
    if not _YEAR.search(span.of(source.plain)):
        note = "No year is printed; it is taken from the letter's own date."
        return source.fact(FactName.INSPECTION_DATES, found.value, span, sureness=Sureness.UNSURE, note=note)
    return source.fact(FactName.INSPECTION_DATES, found.value, span)


def _labelled(source: Source, label: re.Pattern[str], near: int) -> PrintedDates | None:
    """Return the date after a label, the label nearest after ``near`` first, else the first of all."""
    for start in (near, 0):
        found = next(labelled_dates(source, label, start), None)
        if found:
            return found
    return None


def labelled_dates(source: Source, label: re.Pattern[str], start: int = 0) -> Iterator[PrintedDates]:
    """Yield the dates that stand right after a label such as `INSPECTED` or `PUBLISHED`."""
    for match in label.finditer(source.plain, start):
        start = _after_week(source, match.end())
        found = find_dates(source.plain, start, start + 120)
        if found and not source.plain[start : found.start].strip(" \n:-"):
            yield found


def _after_week(source: Source, at: int) -> int:
    """Return where the date begins: "week commencing" may stand before it."""
    week = _WEEK_AHEAD.match(source.plain, at)
    return week.end() if week else at


def _opening(source: Source, title: Title) -> PrintedDates | None:
    end = min(len(source.plain), title.span.end + _NEAR)
    letter = _date_of_letter(source, title) if is_letter(title) else None
    written = letter.single if letter else None
    for pattern in (_VISIT_WORDS, _FIELDWORK):
        for match in pattern.finditer(source.plain, title.span.end, end):
            start = _after_week(source, match.end())
            found = find_dates(source.plain, start, start + 120, before=written)
            sentence = source.plain[
                max(source.plain.rfind(mark, 0, match.end()) for mark in (". ", "\n")) : match.end()
            ]
            told = _EARLIER.search(sentence) or _REPORTED.search(match.group())
            if found and found.start == start and not told:
                return found
    first = source.blocks[source.index_at(title.span.end - 1) + 1 :][:1]
    return find_dates(source.plain, first[0].start, first[0].end, before=written) if first else None


def published_fact(source: Source, title: Title | None) -> Fact:
    """Return the publication date that the document prints: its own line, or the date of a letter."""
    at = title.span.start if title else 0
    found = _labelled(source, PUBLISHED, at)
    if found is None and (title is None or is_letter(title)):
        found = _date_of_letter(source, title)
    named = file_name_date(source.stem)
    if found is None or found.single is None:
        note = f"The document prints no publication date; the file's name says {_words(named)}." if named else ""
        return source.fact(FactName.PUBLISHED, None, note=note, alternatives=(_of_name(source, named),) if named else ())
    span = Span(found.start, found.end)
    if named and named != found.single:
        note = f"The document says {_words(found.single)}, the file's name {_words(named)}."
        return source.fact(
            FactName.PUBLISHED, found.single.isoformat(), span,
            sureness=Sureness.CONFLICT, note=note, alternatives=(_of_name(source, named),),
        )  # fmt: skip
    return source.fact(FactName.PUBLISHED, found.single.isoformat(), span)


def _date_of_letter(source: Source, title: Title | None) -> PrintedDates | None:
    """Return the date that stands alone on a line: before the title, else on the letter's first pages."""
    until = title.span.start if title else 0
    blocks = source.blocks
    before = [block for block in blocks if block.start < until]
    near = [b for b in blocks if until <= b.start and (b.page == 1 or (b.page is None and b.order < _FIRST_PAGE))]
    for block in (*before[::-1], *near):
        found = _alone(source, block)
        if found:
            return found
    return next(filter(None, (_beside_others(source, block) for block in before[::-1])), None)


def _beside_others(source: Source, block: Block) -> PrintedDates | None:
    """Return the day that opens or closes a line of a letter's head: copies set it beside a reference or the addressee."""
    plain = source.plain_of(block)
    found = find_dates(plain) if len(plain) <= _HEAD_LINE and not _OF_INSPECTION.search(plain) else None
    if found is None or found.single is None or (plain[: found.start].strip() and plain[found.end :].strip()):
        return None
    return PrintedDates(block.start + found.start, block.start + found.end, found.legs)


def _alone(source: Source, block: Block) -> PrintedDates | None:
    if len(block.text) > 40:
        return None
    printed = f"{block.label} {source.plain_of(block)}".strip()
    found = find_dates(printed)
    if found is None or found.single is None or printed[: found.start].strip(" :") not in ("", "Date", "date"):
        return None
    if printed[found.end :].strip(" .,"):
        return None
    return PrintedDates(block.start, block.end, found.legs)


def file_name_date(stem: str) -> dt.date | None:
    """Return the date that a file's name ends with, or None."""
    found = find_dates(stem)
    return found.single if found else None


def _of_name(source: Source, day: dt.date) -> Alternative:
    return Alternative(day.isoformat(), source.stem)


def _words(day: dt.date) -> str:
    return british_date(day.isoformat(), short=False)
