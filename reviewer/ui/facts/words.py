"""Facts in the officer's words: British dates, kinds, what is not stated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from reviewer.domain.authority import Authority
from reviewer.domain.british_dates import MONTHS, british_date, british_range, date_as_read
from reviewer.domain.document import DocumentKind, FactName, inspection_legs
from reviewer.domain.review import DocumentSummary

NOT_STATED = "not stated"

KIND_CHOICES: dict[DocumentKind, str] = {
    DocumentKind.SIF_INSPECTION: "Inspection (SIF, 2013 to 2018)",
    DocumentKind.ILACS_INSPECTION: "Inspection (ILACS, from 2018)",
    DocumentKind.FOCUSED_VISIT: "Focused visit",
    DocumentKind.MONITORING_VISIT: "Monitoring visit",
    DocumentKind.UNANNOUNCED_INSPECTION: "Unannounced inspection (2009 to 2012)",
    DocumentKind.JTAI: "Joint targeted area inspection (JTAI)",
    DocumentKind.OTHER: "Other document",
}
KIND_SHORT: dict[DocumentKind, str] = {
    DocumentKind.SIF_INSPECTION: "Inspection · SIF",
    DocumentKind.ILACS_INSPECTION: "Inspection · ILACS",
    DocumentKind.FOCUSED_VISIT: "Focused visit",
    DocumentKind.MONITORING_VISIT: "Monitoring visit",
    DocumentKind.UNANNOUNCED_INSPECTION: "Unannounced inspection",
    DocumentKind.JTAI: "Joint inspection · JTAI",
    DocumentKind.OTHER: "Other document",
}
STATES: dict[str, str] = {
    "published": "Published",
    "draft": "Draft",
    "not-for-publication": "Not for publication",
}
MARKINGS: dict[str, str] = {"": "No marking", "OFFICIAL": "OFFICIAL", "OFFICIAL-SENSITIVE": "OFFICIAL-SENSITIVE"}
FACT_LABELS: dict[FactName, str] = {
    FactName.AUTHORITY: "Authority",
    FactName.KIND: "Kind",
    FactName.TITLE: "Title",
    FactName.INSPECTION_DATES: "Inspected",
    FactName.PUBLISHED: "Published",
    FactName.RECEIVED: "Received",
    FactName.LEAD_INSPECTORS: "Lead inspector",
    FactName.SCOPE: "Scope",
    FactName.PUBLICATION_STATE: "State",
    FactName.MARKING: "Marking",
    FactName.RECOMMENDATIONS: "Recommendations",
}


def dates_words(value: str | None, *, short: bool = True) -> str:
    """Return an inspection-dates value in words, its legs joined by "and"; "not stated" where there is none."""
    legs = inspection_legs(value)
    return " and ".join(british_range(first, last, short=short) for first, last in legs) or NOT_STATED


def days_in_words(value: str) -> str:
    """Return "Monday 9 March 2026 to Friday 20 March 2026" of an ISO date or of legs "first/last;…"; "" for none."""
    legs = [tuple(dict.fromkeys(leg.split("/"))) for leg in value.split(";") if leg]
    return " and ".join(" to ".join(date_as_read(day) for day in leg) for leg in legs)


def parse_date(text: str) -> str:
    """Return the ISO date of "4 September 2017", "4 Sep 17", "04/09/2017", "4.9.2017" or "2017-09-04".

    Raise ValueError with a sentence for anything else. Day before month, always.
    """
    words = text.strip().strip(".").replace(",", " ")
    numbers = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words)
    if numbers:
        return _iso(int(numbers[1]), int(numbers[2]), int(numbers[3]), text)
    numbers = re.fullmatch(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})", words)
    if numbers:
        return _iso(_year(numbers[3]), int(numbers[2]), int(numbers[1]), text)
    named = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?([A-Za-z]{3,9})\.?\s*(\d{4}|\d{2})", words)
    if named:
        month = _month(named[2])
        if month:
            return _iso(_year(named[3]), month, int(named[1]), text)
    raise ValueError(f"“{text.strip()}” is not a date; write it as 4 September 2017 or 04/09/2017.")


def parse_legs(text: str) -> str:
    """Return the value of inspection dates written by hand, legs joined by "and" or ";".

    Each leg is one day or "first to last"; the last day may lend its month and year to the first
    ("13 to 16 January 2025"). Raise ValueError with a sentence.
    """
    legs = [part for part in re.split(r"\s*;\s*|\s+and\s+|\s*&\s*", text.strip()) if part]
    if not legs:
        raise ValueError("Write the first and last day, such as 20 June to 13 July 2017.")
    return ";".join(_leg(leg) for leg in legs)


# What stands between the days of a leg; a hyphen without spaces only before a day with its month ("13-16 January").
_BETWEEN = r"\s+to\s+|\s+-\s+|\s*[–—]\s*|(?<=\d)to(?=\d)|(?<=[A-Za-z\d])-(?=\d{1,2}\s*[A-Za-z])"


def _leg(text: str) -> str:
    dates = re.fullmatch(rf"(.+?)(?:{_BETWEEN})(.+)", text)
    if dates is None or re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text.strip()):
        day = parse_date(text)
        return f"{day}/{day}"
    last = parse_date(dates[2])
    first = _lent(dates[1].strip(), last)
    if first > last:
        raise ValueError(f"In “{text}” the last day is before the first.")
    return f"{first}/{last}"


def _lent(text: str, last: str) -> str:
    """Read the first day of a leg, borrowing month and year from the last where they are not written."""
    end = dt.date.fromisoformat(last)
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", text):
        text = f"{text} {MONTHS[end.month - 1]}"
    if not re.search(r"\d{4}|[/.\-]\d{2}$", text):
        text = f"{text} {end.year}"
    return parse_date(text)


def _month(word: str) -> int:
    low = word.lower()
    return next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(low) or low == "sept" == name.lower()[:4]), 0)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso(year: int, month: int, day: int, text: str) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"“{text.strip()}” is not a day of the calendar; write it as 4 September 2017.") from None


def value_words(name: FactName, value: str | None, authorities: Sequence[Authority] = ()) -> str:
    """Return a fact's value as people say it; "not stated" for None."""
    if name is FactName.MARKING:
        return MARKINGS.get(value or "", value or "")
    if not value:
        return "none found" if name is FactName.RECOMMENDATIONS else NOT_STATED
    if name is FactName.AUTHORITY:
        return next((one.name for one in authorities if one.urn == value), f"number {value}")
    if name is FactName.KIND:
        return KIND_CHOICES.get(DocumentKind(value), value)
    if name is FactName.INSPECTION_DATES:
        return dates_words(value, short=False)
    if name in (FactName.PUBLISHED, FactName.RECEIVED):
        return british_date(value, short=False)
    if name is FactName.RECOMMENDATIONS:
        return count_words(value)
    return STATES.get(value, value) if name is FactName.PUBLICATION_STATE else value


def count_words(value: str) -> str:
    """Return "12, and 6 for the safeguarding board" of "12 + 6", "none" of "0"."""
    own, _, board = value.partition("+")
    words = str(int(own) or "none")
    return f"{words}, and {int(board)} for the safeguarding board" if board.strip() else words


GRADED = (DocumentKind.SIF_INSPECTION, DocumentKind.ILACS_INSPECTION)


def overall_grade(document: DocumentSummary) -> str:
    """Return the overall grade as printed, "" where there is none."""
    return next((one.grade_printed for one in document.judgements if "overall" in one.name.lower()), "")


def overall_words(document: DocumentSummary) -> str:
    """Return the overall grade as printed, or that none was made or found; "" for visits, which are not graded."""
    if document.judgements:
        return overall_grade(document) or "no overall grade made"
    return "grades not stated" if document.kind in GRADED else ""
