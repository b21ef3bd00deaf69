"""What the cover of an export says: the story in figures, in plain sentences, and what a reader must know."""

from __future__ import annotations

import datetime as dt

from reviewer.domain.checklist import Checklist
from reviewer.domain.review import years_since
from reviewer.domain.standing_words import ago
from reviewer.export.table import (
    DRAFT_WARNING,
    NOT_STATED,
    contains_draft,
    date_words,
    dates_of,
    iso_date,
    plural,
)

HOW_TO_READ = (
    "Every answer was confirmed by a person. “In scope, not mentioned” and “Not stated” do not mean that it is done. "
    "“Outside this visit’s scope” means that the visit did not look there."
)
_NONE_REVISITED = "No confirmed answer says that a later document came back to any of them."
_LISTED = 8  # earlier documents named one by one


def story(checklist: Checklist) -> tuple[str, ...]:
    """Return the story in figures, one sentence each; a sentence that has nothing to tell is left out."""
    count = checklist.figures
    total = count.recommendations
    sentences = (
        f"{plural(total, 'recommendation')} {_were(total)} made{_made_in(checklist)}.",
        _part(count.revisited, total, "revisited by at least one later document.") if count.revisited else _NONE_REVISITED,
        _part(count.closed, total, "addressed or sustained in Ofsted’s own words.", now=True),
        _part(count.open, total, "still open: revisited, and not called addressed or sustained.", now=True) if count.open else "",
        _part(count.never_revisited, total, "never revisited, and every later document has been checked.") if count.never_revisited else "",
        _so_far(count.not_revisited_so_far),
        _oldest(checklist),
        f"{plural(count.overdue, 'council action')} {_are(count.overdue)} overdue." if count.overdue else "",
        _answered(count.answered, count.asked),
        _changed(count.changed),
        f"This list shows {count.shown} of the {total}{f': {checklist.filtered}' if checklist.filtered else ''}."
        if count.shown != total
        else "",
    )
    return tuple(sentence for sentence in sentences if sentence)


def figures(checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """Return the story as (figure, words), for a row of boxes."""
    count = checklist.figures
    found = [
        (str(count.recommendations), "recommendations" if count.recommendations != 1 else "recommendation"),
        (f"{count.answered} of {count.asked}", "answers confirmed"),
        (str(count.revisited), "revisited"),
        (str(count.closed), "addressed"),
        (str(count.open), "open"),
        (str(count.never_revisited), "never revisited"),
        (str(count.not_revisited_so_far), "not revisited so far"),
        (str(count.overdue), "actions overdue" if count.overdue != 1 else "action overdue"),
    ]
    if count.shown != count.recommendations:
        found.append((str(count.shown), "shown in this list"))
    return tuple(found)


def about(checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """Return what a reader must know of the export: name and words, the empty ones left out."""
    later = {document.id for section in checklist.sections for document in section.later}
    several = len(checklist.earlier) != 1
    lines = (
        ("Authorities" if checklist.several else "Authority", _authorities(checklist)),
        ("Earlier documents" if several else "Earlier document", _earlier(checklist)),
        ("Later documents", str(len(later))),
        ("Shown", f"{checklist.filtered[:1].upper()}{checklist.filtered[1:]}." if checklist.filtered else ""),
        ("Marking", checklist.marking.value or "None"),
        ("Unpublished text", f"{DRAFT_WARNING}. Reason: {checklist.draft_reason}" if contains_draft(checklist) else ""),
        ("Left out", left_out_words(checklist)),
        ("No longer in the review", "\n".join(checklist.gone)),
        ("In figures", "\n".join(story(checklist))),
        ("Made", date_words(iso_date(checklist.made))),
        ("How to read it", HOW_TO_READ),
    )
    return tuple((name, words) for name, words in lines if words)


def left_out_words(checklist: Checklist) -> str:
    """Return the sentence about documents left out; their names are not given away."""
    number = len(checklist.left_out)
    return f"{plural(number, 'document')} not yet published {_are(number)} left out." if number else ""


def oldest(checklist: Checklist) -> str:
    """Return "2017 R2, made 9 years ago (13 Jul 2017)" of the oldest that nobody called addressed, "" for none."""
    row, made = checklist.figures.oldest, iso_date(checklist.made)
    if row is None or made is None:
        return ""
    years = years_since(row.made, made)
    whose = f" ({row.authority})" if checklist.figures.authorities > 1 else ""
    return f"{row.ref}{whose}, made {ago(years)} ({date_words(dt.date.fromisoformat(row.made))})"


def _authorities(checklist: Checklist) -> str:
    return ", ".join(section.authority for section in checklist.sections) if checklist.several else checklist.authority or NOT_STATED


def _earlier(checklist: Checklist) -> str:
    if len(checklist.earlier) > _LISTED:
        return f"{len(checklist.earlier)}, listed under Sources"
    return "; ".join(f"{document.name}, {dates_of(document)}" for document in checklist.earlier)


def _made_in(checklist: Checklist) -> str:
    count = checklist.figures
    if count.documents <= 1:
        return "".join(f" in {document.name} ({dates_of(document)})" for document in checklist.earlier[:1])
    whose = f" of {count.authorities} authorities" if count.authorities > 1 else ""
    return f" in {plural(count.documents, 'document')}{whose}"


def _part(number: int, total: int, rest: str, *, now: bool = False) -> str:
    """Return "2 of them were revisited …", "All were …", "None was …"."""
    if not total:
        return ""
    if number == 0:
        return f"None {'is' if now else 'was'} {rest}"
    who = "It" if total == 1 else f"All {total}" if number == total else f"{number} of them"
    return f"{who} {_are(number) if now else _were(number)} {rest}"


def _so_far(number: int) -> str:
    has = "has" if number == 1 else "have"
    return f"{number} {has} not been revisited so far; not every later document is checked and published." if number else ""


def _oldest(checklist: Checklist) -> str:
    found = oldest(checklist)
    return f"The oldest that is not called addressed or sustained is {found}." if found else ""


def _answered(answered: int, asked: int) -> str:
    if not asked:
        return "There is no later document yet."
    rest = "" if answered == asked else " What is not yet checked counts neither as done nor as open."
    return f"{answered} of {plural(asked, 'answer')} {_are(answered)} confirmed.{rest}"


def _changed(number: int) -> str:
    return f"{number} changed or new since the last export; each says so beside where it stands now." if number else ""


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
