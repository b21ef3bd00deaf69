"""Where a recommendation stands, and for how long, in the same words in the window and in every export."""

from __future__ import annotations

from reviewer.domain.review import Standing

STANDING_WORDS = {
    Standing.NEVER_REVISITED: "Never revisited",
    Standing.NOT_REVISITED_SO_FAR: "Not revisited so far",
    Standing.OPEN: "Open",
    Standing.CLOSED: "Addressed",
}


def ago(years: int | None) -> str:
    """Return "3 years ago", "less than a year ago"; "at a time not stated" where nobody knows."""
    if years is None:
        return "at a time not stated"
    return f"{years} year{'s' if years != 1 else ''} ago" if years else "less than a year ago"


def standing_words(standing: Standing, *, years: int | None, to_check: int) -> str:
    """Return "Never revisited, made 9 years ago", "Not revisited so far, 1 to check", or the standing alone."""
    words = STANDING_WORDS[standing]
    if standing is Standing.NEVER_REVISITED and years is not None:
        return f"{words}, made {ago(years)}"
    return f"{words}, {to_check} to check" if standing is Standing.NOT_REVISITED_SO_FAR and to_check else words


def quiet_words(standing: Standing, *, last: str, years: int | None, later: bool, to_check: int) -> str:
    """Return since when nobody came back to it: "4 years ago (2022)", "never revisited, made 9 years ago".

    ``last`` is the ISO date of the latest document that did, "" where none; ``years`` counts from there, or from when
    it was made; ``later`` tells whether there is any later document.
    """
    if last:
        return f"{ago(years)} ({last[:4]})"
    if not later:
        return f"no later document, made {ago(years)}"
    words = STANDING_WORDS[standing].lower()
    return f"{words}{f', {to_check} to check' if to_check else ''}, made {ago(years)}"
