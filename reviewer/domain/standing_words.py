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


def standing_words(standing: Standing, *, years: int | None, to_check: int, perhaps: int = 0) -> str:
    """Return "Never revisited, made 9 years ago", "Not revisited so far, 1 to check", or the standing alone.

    ``perhaps`` counts the documents that are perhaps copies, and therefore not among those ``to_check``.
    """
    words = STANDING_WORDS[standing]
    if standing is Standing.NEVER_REVISITED and years is not None:
        return f"{words}, made {ago(years)}"
    return ", ".join([words, *waiting_words(to_check, perhaps)]) if standing is Standing.NOT_REVISITED_SO_FAR else words


def waiting_words(to_check: int, perhaps: int) -> list[str]:
    """Return "2 to check" and "1 perhaps a copy", each where there is one."""
    return [f"{number} {words}" for number, words in ((to_check, "to check"), (perhaps, "perhaps a copy")) if number]


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
