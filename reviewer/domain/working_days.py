"""Working days in England and Wales: no weekend, no Christmas Day, no Good Friday, no bank holiday.

The yearly bank holidays follow from rules (Banking and Financial Dealings Act 1971, schedule 1, and the days that
are proclaimed every year). Days that came once, or moved once, are data of the product and are passed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

_DAY = dt.timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A calendar. ``extra`` are bank holidays that came once, ``not_held`` days of the rules that were moved away.

    ``known_until`` is the last day for which the bank holidays are published; after it the rules alone speak, and a
    day may yet be added or moved. None: for ever.
    """

    extra: frozenset[dt.date] = frozenset()
    not_held: frozenset[dt.date] = frozenset()
    known_until: dt.date | None = None

    def knows(self, day: dt.date) -> bool:
        """Tell whether the bank holidays up to a day are published."""
        return self.known_until is None or day <= self.known_until

    def bank_holidays(self, year: int) -> tuple[dt.date, ...]:
        """Return the bank holidays of a year, substitute days for those at a weekend, in order."""
        extra = {day for day in self.extra if day.year == year}
        return tuple(sorted((set(_by_rule(year)) - self.not_held) | extra))

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether work goes on that day."""
        return day.weekday() < _SATURDAY and day not in self.extra and (day in self.not_held or day not in _by_rule(day.year))

    def add(self, day: dt.date, number: int) -> dt.date:
        """Return the ``number``-th working day after ``day``; the day itself does not count, whatever day it is."""
        if number < 1:
            raise ValueError("Working days are counted forward, from 1.")
        while number:
            day += _DAY
            number -= self.is_working_day(day)
        return day


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday of a year in the Gregorian calendar (the anonymous Gregorian computus)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=256)
def _by_rule(year: int) -> frozenset[dt.date]:
    """Return the days that the rules alone give, as they have stood since 1978."""
    easter = easter_sunday(year)
    found = {easter - 2 * _DAY, easter + _DAY, _first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    for day in (dt.date(year, 1, 1), dt.date(year, 12, 26), dt.date(year, 12, 25)):
        found.add(_substitute(day, found))  # Boxing Day before Christmas Day: a Sunday's substitute comes after it
    return frozenset(found)


def _substitute(day: dt.date, taken: set[dt.date]) -> dt.date:
    """Return the day itself, or the next weekday that is free where it falls on a weekend."""
    if day.weekday() < _SATURDAY:
        return day
    while day.weekday() >= _SATURDAY or day in taken:
        day += _DAY
    return day


def _first_monday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + _DAY * ((_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - _DAY * last.weekday()
