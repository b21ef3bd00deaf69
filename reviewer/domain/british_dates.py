"""Dates as people in Britain write them, whatever the language of the computer is set to."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STARTS = tuple(month[:3].lower() for month in MONTHS)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def british_date(iso: str, *, short: bool = True, year: bool = True) -> str:
    """Return "4 Sep 2017" (or "4 September 2017") for an ISO date, "" for ""; other text stays as it is."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    month = MONTHS[day.month - 1]
    words = f"{day.day} {month[:3] if short else month}"
    return f"{words} {day.year}" if year else words


def british_range(first: str, last: str, *, short: bool = True) -> str:
    """Return a range with what both ends share said once: "20 Jun – 13 Jul 2017", "13–16 Jan 2025", "6 Mar 2019"."""
    if first == last or not last:
        return british_date(first, short=short)
    end = british_date(last, short=short)
    if first[:7] == last[:7]:
        return f"{int(first[8:])}–{end}"
    return f"{british_date(first, short=short, year=first[:4] != last[:4])} – {end}"


def date_as_read(text: str) -> str:
    """Return "Friday 3 April 2026" for a date as it was typed, so that who typed "3/4/2026" sees that the day comes first; "" for none."""
    day = parse_british_date(text) if text.strip() else None
    return f"{_DAYS[day.weekday()]} {british_date(day.isoformat(), short=False)}" if day else ""


def is_numeric_date(text: str) -> bool:
    """Tell whether a date was typed in numbers alone with the year last, so that another country would read it otherwise."""
    return re.fullmatch(r"\d{1,2}[/. -]\d{1,2}[/. -](\d{2}|\d{4})", text.strip()) is not None


def parse_british_date(text: str) -> dt.date | None:
    """Return the date of "3 Dec 2026", "Thursday 3 December 2026", "03/12/2026", "3.12.26" or "2026-12-03".

    None where it is none of these, or another day of the week than it says.
    """
    words, weekday = _without_weekday(text.strip().lower())
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})", words):
        day, month, year = map(int, match.groups())
    elif (match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", words)) and match[2][:3] in _STARTS:
        day, month, year = int(match[1]), _STARTS.index(match[2][:3]) + 1, int(match[3])
    else:
        return None
    try:
        found = dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
    return found if weekday in (None, found.weekday()) else None


def _without_weekday(words: str) -> tuple[str, int | None]:
    """Return a date without the day of the week before it, and that day, Monday being 0; None where none is named."""
    match = re.match(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+", words)
    return (words[match.end() :], _WEEKDAYS.index(match[1])) if match else (words, None)
