"""Printed dates: one day, a range, or several legs, in all the shapes that reports print them. Pure functions.

The text is cut into days, months, years and joining words; what a day lacks (its month, its year) it takes from the
next one on its right, as a reader does: "4 to 8 and 11 November 2024".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from reviewer.reading.facts.source import fold

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?\b,?\s*)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_NUMERIC = rf"{_DAY}[./-](?:0?[1-9]|1[0-2])[./-](?:{_YEAR}|\d\d)|{_YEAR}-[01]\d-[0-3]\d"
_ENDED = r"\band\s+(?:ended|finished|concluded)\s+on\b"
_JOIN = rf"\s*(?:-+|\bto\b|\buntil\b|\bthrough\b|{_ENDED}|\band\b|&|,\s*and\b|,|;)\s*"
_WORD_DAY = (
    rf"{_WEEKDAY}?(?:the\s+)?{_DAY}(?:\s?(?:st|nd|rd|th))?(?:(?:\s+of)?[\s,.-]*{_MONTH}(?![a-z])\.?(?:[\s,]*{_YEAR}|\s+'?\d\d(?={_JOIN}{_DAY}\s*(?:st|nd|rd|th)?\s+{_MONTH}))?)?"
)
_EXPRESSION = re.compile(
    rf"(?<![\w./])(?:between\s+|from\s+)?(?:{_NUMERIC}|{_WORD_DAY})(?:{_JOIN}(?:{_NUMERIC}|{_WORD_DAY}))*(?![\w/])",
    re.I,
)
_SHORT_YEAR = re.compile(rf"({_MONTH}\.?\s+)'?(\d\d)(?!\d|\s*(?:st|nd|rd|th)\b)", re.I)
_TOKEN = re.compile(
    rf"(?P<numeric>{_NUMERIC})|(?P<year>{_YEAR})|(?P<month>{_MONTH})(?![a-z])|(?P<day>{_DAY})(?!\d)"
    rf"|(?P<between>between)|(?P<range>-+|\bto\b|\buntil\b|\bthrough\b|{_ENDED})|(?P<list>\band\b|&|,|;)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay of the inspectors: first and last day, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class PrintedDates:
    """Legs in printed order, and where they stand in the text searched."""

    start: int
    end: int
    legs: tuple[Leg, ...]

    @property
    def value(self) -> str:
        """The form of an inspection-dates fact."""
        return ";".join(f"{leg.first.isoformat()}/{leg.last.isoformat()}" for leg in self.legs)

    @property
    def single(self) -> dt.date | None:
        """The day, where it is one day only."""
        only = self.legs[0] if len(self.legs) == 1 else None
        return only.first if only and only.first == only.last else None


@dataclass(frozen=True, slots=True)
class _Day:
    day: int
    month: int = 0
    year: int = 0
    joined: str = ""  # how it follows the one before: "range", "list" or ""


def find_dates(
    text: str, start: int = 0, end: int | None = None, *, before: dt.date | None = None
) -> PrintedDates | None:
    """Return the first date expression, or None; offsets are those of ``text``.

    One that prints no year counts only where ``before`` is given: it is then the last such date up to that day.
    """
    window = fold(text[start:end])
    for match in _EXPRESSION.finditer(window):
        legs = _legs(match.group(), before)
        if legs:
            return PrintedDates(start + match.start(), start + match.end(), legs)
    return None


def parse_dates(text: str) -> tuple[Leg, ...]:
    """Return the legs of a text that is a date expression and nothing else, or ()."""
    found = find_dates(text)
    whole = found and not text[: found.start].strip() and not text[found.end :].strip(" .")
    return found.legs if found and whole else ()


def _legs(words: str, before: dt.date | None) -> tuple[Leg, ...]:
    between = words.lower().lstrip().startswith("between")
    days = _days(words)
    if days and before and days[-1].month and not any(day.year for day in days):
        later = (days[-1].month, days[-1].day) > (before.month, before.day)
        days[-1] = replace(days[-1], year=before.year - later)
    days = _filled(days)
    try:
        return tuple(_paired(days, between=between))
    except ValueError:  # no such day in that month, or no year anywhere
        return ()


def _days(words: str) -> list[_Day]:
    days: list[_Day] = []
    joined = ""
    for match in _TOKEN.finditer(_with_whole_years(words)):
        kind, value = match.lastgroup, match.group()
        if kind == "numeric":
            days.append(_numeric(value, joined))
        elif kind == "day":
            days.append(_Day(int(value), joined=joined))
        elif kind == "month" and days and not days[-1].month:
            days[-1] = replace(days[-1], month=_month(value))
        elif kind == "year" and days and not days[-1].year:
            days[-1] = replace(days[-1], year=int(value))
        if kind in ("range", "list"):
            joined = "range" if kind == "range" else "list"
        elif kind in ("numeric", "day"):
            joined = ""
    return days


def _with_whole_years(words: str) -> str:
    """Write "7 March 22 to 18 March 2022" with whole years: two digits after a month that a whole year beside them ends with."""
    years = {year[2:]: year for year in re.findall(_YEAR, words)}
    return _SHORT_YEAR.sub(lambda match: f"{match[1]}{years.get(match[2], match[2])}", words) if years else words


def _numeric(value: str, joined: str) -> _Day:
    parts = [int(part) for part in re.split(r"[./-]", value)]
    year, month, day = parts if parts[0] > 31 else (parts[2], parts[1], parts[0])
    return _Day(day, month, year + 2000 if year < 100 else year, joined=joined)


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3]))


def _filled(days: list[_Day]) -> list[_Day]:
    """Give each day the month and year it lacks from the one on its right; a December before a January is a year earlier.

    Where the last day prints no year ("30 November 2020 to 4 December"), it takes that of the one on its left.
    """
    if len(days) > 1 and days[-1].month and not days[-1].year and days[-2].year:
        last, left = days[-1], days[-2]
        days = [*days[:-1], replace(last, year=left.year + ((last.month, last.day) < (left.month, left.day)))]
    filled: list[_Day] = []
    for day in reversed(days):
        if filled:
            right = filled[0]
            if not day.month:
                day = replace(day, month=right.month)
            if not day.year:
                day = replace(day, year=right.year - ((day.month, day.day) > (right.month, right.day)))
        filled.insert(0, day)
    return filled


def _paired(days: list[_Day], *, between: bool) -> list[Leg]:
    legs: list[Leg] = []
    ranged = False
    for day in days:
        date = dt.date(day.year, day.month, day.day)
        previous = legs[-1] if legs else None
        if previous and day.joined == "range":
            legs[-1], ranged = Leg(previous.first, date), True
        elif previous and not ranged and (between or date - previous.last == dt.timedelta(days=1)):
            legs[-1] = Leg(previous.first, date)  # "6 and 7 February", "between 24 and 28 September"
        else:
            legs.append(Leg(date, date))
            ranged = False
    if any(leg.first > leg.last for leg in legs):
        return []
    return legs
