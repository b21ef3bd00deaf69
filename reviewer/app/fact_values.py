"""The forms that the values of facts have, checked where a person types one."""

from __future__ import annotations

import datetime as dt
import re

from reviewer.domain.checklist import Marking
from reviewer.domain.document import DocumentKind, FactName, inspection_legs
from reviewer.domain.errors import UserError

_STATES = ("published", "draft", "not-for-publication")


def checked(name: FactName, value: str | None) -> str | None:
    """Return the value in its form, None where nothing was typed. Raise UserError where it has not that form."""
    value = " ".join((value or "").split())
    if not value and name is not FactName.MARKING:
        return None
    if name is FactName.KIND and value not in {kind.value for kind in DocumentKind}:
        raise UserError(f"“{value}” is no kind of document.")
    if name is FactName.PUBLICATION_STATE and value not in _STATES:
        raise UserError(f"“{value}” is not one of: {', '.join(_STATES)}.")
    if name is FactName.MARKING and value not in {marking.value for marking in Marking}:
        raise UserError(f"“{value}” is no protective marking known here.")
    if name in (FactName.PUBLISHED, FactName.RECEIVED):
        check_day(value)
    if name is FactName.INSPECTION_DATES:
        return _checked_legs(value)
    if name is FactName.RECOMMENDATIONS:
        return _checked_count(value)
    return value


def _checked_legs(value: str) -> str:
    legs = inspection_legs(value)
    for first, last in legs:
        if check_day(first) > check_day(last):
            raise UserError(f"The last day, {last}, is before the first, {first}.")
    return ";".join(f"{first}/{last}" for first, last in sorted(legs))


def _checked_count(value: str) -> str:
    counts = re.fullmatch(r"(\d{1,3})(?:\s*\+\s*(\d{1,3}))?", value)
    if counts is None:
        raise UserError(f"“{value}” is not a number of recommendations; write 12, or 12 + 6 with those for the board.")
    return f"{int(counts[1])} + {int(counts[2])}" if int(counts[2] or 0) else str(int(counts[1]))


def check_day(value: str) -> dt.date:
    """Return the day of an ISO date. Raise UserError where it is none."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError as error:
        raise UserError(f"“{value}” is not a date.") from error
    if value != day.isoformat():
        raise UserError(f"“{value}” is not a date of the form 2024-05-31.")
    return day
