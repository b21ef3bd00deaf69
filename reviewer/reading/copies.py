"""Text that was copied out of printed pages as bare lines: no blank lines, no page breaks, numbers of pages in between.

Two things can still be told: a bare number that counts up once a page is the page's, and a line in the fixed words of
these documents (a salutation, a title, a heading of a list) stands on its own wherever it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.reading.facts.judgements import states_judgement
from reviewer.reading.facts.kind import begins_title
from reviewer.reading.facts.list_headings import is_heading_text

_COUNTED = re.compile(r"^(?P<before>.{0,120}?(?<!\S))(?P<number>\d{1,3})$")
_SHORTEST_PAGE = 3  # lines from one number of a page to the next: the last page of a part may hold a heading and a line
_USUAL_PAGE = 18  # on the mean; numbered paragraphs and rows of tables are shorter
_DATE = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+(?:19|20)\d\d$")
_LETTER_TITLE = re.compile(r"(?:focuss?ed|monitoring)\s+visit\s+to\s.{2,120}\sservices", re.IGNORECASE)
_OPENS = re.compile(
    r"^(?:dear\s|this\s+letter\s|yours\s+(?:sincerely|faithfully)|(?:inspection|visit)\s+dates?\s*:|dates?\s+of\s+\w+"
    r"|report\s+published|published\s*:|(?:lead|reporting)\s+inspectors?\b)",
    re.IGNORECASE,
)


def with_page_breaks(lines: Sequence[str]) -> list[str]:
    """Put a page break in the place of every line that ends with the number of its page.

    Such numbers count up by one, far apart, after the same words or none. Lines that have breaks are left alone.
    """
    if "\f" in lines:
        return list(lines)
    counted: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        match = _COUNTED.match(line.strip())
        if match:
            counted.setdefault(match["before"], []).append((index, int(match["number"])))
    pages = {index for places in counted.values() for index in _counting_up(places)}
    return ["\f" if index in pages else line for index, line in enumerate(lines)]


def _counting_up(places: Sequence[tuple[int, int]]) -> list[int]:
    """Return the lines of the longest run of numbers that counts up by one, a page's length apart."""
    runs: dict[int, list[int]] = {}  # by the number that a run ends with
    for index, number in places:
        run = runs.get(number - 1)
        longer = [index] if run is None or index - run[-1] < _SHORTEST_PAGE else runs.pop(number - 1)
        if longer[-1] != index:
            longer.append(index)
        if len(longer) >= len(runs.get(number, ())):
            runs[number] = longer
    longest = max(runs.values(), key=len, default=[])
    if len(longest) < 2 or longest[-1] - longest[0] < _USUAL_PAGE * (len(longest) - 1):
        return []
    return longest


def opens_unit(line: str, above: str) -> bool:
    """Tell whether a line begins a unit by its words, whatever stands above it."""
    return bool(line[:1].isupper() and _OPENS.match(line)) or stands_alone(line) or begins_title(line, above)


def stands_alone(line: str) -> bool:
    """Tell whether a line is a unit by its words: a date, a letter's title, a judgement, the heading of a list or part."""
    if _DATE.match(line):
        return True
    if not line[:1].isupper():
        return False
    return bool(_LETTER_TITLE.fullmatch(line)) or is_heading_text(line) or states_judgement(line)
