"""The working days of England and Wales, and the date that a letter prints for its own answer."""

from __future__ import annotations

import csv
import datetime as dt
import re
from functools import cache

from reviewer import paths
from reviewer.domain.document import Reading
from reviewer.domain.working_days import WorkingDays

_PRINTED = re.compile(r"\bwritten\s+(?:statement|response)\b(?:(?!\bwritten\s).){0,240}?\b(?:by|before)\s+(?:[a-z]{3,6}day,?\s+)?(?=[^\s.]*\d)", re.I | re.S)


@cache
def working_days() -> WorkingDays:
    """Return the calendar with the bank holidays that came once or moved once, from the product's data.

    Its row "known" says until when they are published: a new version of the program moves it on each year.
    """
    with (paths.resources() / "bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        changes = [(dt.date.fromisoformat(row["date"]), row["change"]) for row in csv.DictReader(file)]
    return WorkingDays(
        frozenset(day for day, change in changes if change == "extra"),
        frozenset(day for day, change in changes if change == "not"),
        max((day for day, change in changes if change == "known"), default=None),
    )


def printed_date(reading: Reading) -> str:
    """Return the ISO date by which a letter asks for a written statement of action, "" where it prints none."""
    from reviewer.reading.facts.dates import find_dates  # late: only letters that print such a date need it

    for match in _PRINTED.finditer(reading.text):
        found = find_dates(reading.text, match.end(), match.end() + 30)
        if found is not None and found.single is not None and found.start == match.end():
            return found.single.isoformat()
    return ""
