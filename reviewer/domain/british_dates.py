"""Dates as people in Britain write them."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_british_date(text: str) -> dt.date | None:
    """Return the date of "3 Dec 2026", "03/12/2026", "3.12.26" or "2026-12-03"; None where it is none of these."""
    words = text.strip().lower()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})", words):
        day, month, year = map(int, match.groups())
    elif (match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", words)) and match[2][:3] in _MONTHS:
        day, month, year = int(match[1]), _MONTHS.index(match[2][:3]) + 1, int(match[3])
    else:
        return None
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
