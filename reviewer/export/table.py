"""The checklist as a plain table: the same columns and the same words for every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.domain.british_dates import british_date
from reviewer.domain.checklist import Checklist, ChecklistRow, Marking, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.domain.document import RecommendationKind
from reviewer.domain.review import KIND_WORDS, DocumentSummary

NOT_STATED = "not stated"
DRAFT_WARNING = "Contains unpublished text"
DONE = "Done"
SIGN_OFF = ("Role", "Name", "Signature", "Date")
SIGN_OFF_ROLES = ("Prepared by", "Checked by", "Director of children’s services")
HOW_TO_READ = (
    "Every answer was confirmed by a person. “In scope, not mentioned” and “Not stated” do not mean that it is done. "
    "“Outside this visit’s scope” means that the visit did not look there."
)
BEFORE_VISITS = ("Ref", "Kind", "Now", "Recommendation", "Source and paragraph")
AFTER_VISITS = (
    "Latest evidence", "Where", "Council action", "Owner", "Due", "Overdue", "Council status", "Evidence held",
    "Question for the board",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quotation:
    """One cited passage under its recommendation and visit; ``confirmed`` is an ISO time, ``author`` who did."""

    ref: str
    recommendation: str
    visit: str
    answer: str
    quote: str
    where: str
    note: str
    author: str
    confirmed: str


def headers(checklist: Checklist) -> tuple[str, ...]:
    """Return the titles of all columns but the tick box."""
    return (*BEFORE_VISITS, *visit_titles(checklist), *AFTER_VISITS)


def cells(row: ChecklistRow) -> tuple[str, ...]:
    """Return the words of one row, one string a column, lines within a cell parted by newlines."""
    return (
        row.ref, kind_words(row.kind), row.standing_words, row.text, row.source,
        *(answer_words(answer) for answer in row.answers),
        row.latest_quote, row.latest_where, row.action, row.owner, date_words(row.due),
        "Overdue" if row.overdue else "", row.status, row.evidence_held, row.question,
    )  # fmt: skip


def visit_titles(checklist: Checklist) -> tuple[str, ...]:
    """Return the titles of the later documents: with the month, the day, a number where two read alike."""
    forms = (
        "{name}",
        "{kind} {month}",
        "{kind} {day}",
        "{kind} {day} ({place})",
    )
    found = [""] * len(checklist.later)
    for form in forms:
        alike = {words for words in found if found.count(words) > 1 or not words}
        for place, document in enumerate(checklist.later):
            if found[place] in alike:
                day = date_words(iso_date(document.date) or dt.date.min)
                month, kind = day.partition(" ")[2], KIND_WORDS[document.kind]
                found[place] = form.format(name=document.name, kind=kind, month=month, day=day, place=place + 1)
    return tuple(found)


def answer_lines(answer: VisitAnswer) -> tuple[str, ...]:
    """Return the outcome, where there is one, then whether it was revisited."""
    return tuple(words for words in (answer.outcome_words, answer.coverage_words) if words)


def answer_words(answer: VisitAnswer) -> str:
    """Return the answer as the text of a cell."""
    return "\n".join(answer_lines(answer))


def kind_words(kind: RecommendationKind) -> str:
    """Return "Priority action" and the like."""
    return kind.value.replace("-", " ").capitalize()


def unbroken(text: str) -> str:
    """Return a place in words whose parts stay together at the end of a line."""
    return text.replace("p. ", "p.\N{NO-BREAK SPACE}")


def date_words(date: dt.date | None) -> str:
    """Return "3 Dec 2026", "" for no date."""
    return british_date(date.isoformat()) if date else ""


def iso_date(text: str) -> dt.date | None:
    """Return the date of an ISO date or time, None where there is none."""
    return dt.date.fromisoformat(text[:10]) if text else None


def dates_of(document: DocumentSummary) -> str:
    """Return the days of an inspection in words, every leg of it."""
    legs = [days_words(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in document.legs]
    return " and ".join(legs) or (date_words(iso_date(document.date)) or NOT_STATED)


def days_words(first: dt.date, last: dt.date) -> str:
    """Return "6 to 7 Mar 2019", saying month and year once where they are the same."""
    if first == last:
        return date_words(first)
    if first.year != last.year:
        return f"{date_words(first)} to {date_words(last)}"
    start = str(first.day) if first.month == last.month else british_date(first.isoformat(), year=False)
    return f"{start} to {date_words(last)}"


def marking_words(checklist: Checklist) -> str:
    """Return what stands at the head and foot of every page: the marking and the warning of a draft."""
    draft = DRAFT_WARNING if contains_draft(checklist) else ""
    return " · ".join(words for words in (checklist.marking.value, draft) if words)


def contains_draft(checklist: Checklist) -> bool:
    """Tell whether text of an unpublished document stands in the export."""
    return bool(checklist.draft_reason) and any(document.draft for document in checklist.sources)


def state_words(document: DocumentSummary) -> str:
    """Return whether a source is published, and its marking."""
    state = "Not published" if document.draft else "Published"
    return " · ".join(part for part in (state, document.marking if document.marking in {*Marking} else "") if part)


def story(checklist: Checklist) -> tuple[str, ...]:
    """Return the story in figures, one sentence each; a sentence that counts nothing is left out."""
    count = checklist.figures.get
    total = count("recommendations", 0)
    sentences = [
        f"{plural(total, 'recommendation')}; {count('answered', 0)} of {count('asked', 0)} answers confirmed.",
        _sentence(count("never-revisited", 0), "never revisited, and every later document has been checked."),
        _sentence(
            count("not-revisited-so-far", 0), "not revisited so far; not every later document is checked and published."
        ),
        _sentence(count("open", 0), "open by Ofsted’s own words."),
        _sentence(count("closed", 0), "addressed or sustained by Ofsted’s own words."),
        _sentence(count("changed", 0), "changed or new since the last export; the word stands under “Now”."),
        f"{plural(count('overdue', 0), 'council action')} overdue." if count("overdue", 0) else "",
        f"This list shows {count('shown', 0)} of {total}." if count("shown", 0) != total else "",
    ]
    return tuple(sentence for sentence in sentences if sentence)


def figures(checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """Return the story as (figure, words), for a row of boxes."""
    count = checklist.figures.get
    found = [
        (str(count("recommendations", 0)), "recommendations" if count("recommendations", 0) != 1 else "recommendation"),
        (f"{count('answered', 0)} of {count('asked', 0)}", "answers confirmed"),
        (str(count("never-revisited", 0)), "never revisited"),
        (str(count("not-revisited-so-far", 0)), "not revisited so far"),
        (str(count("open", 0)), "open"),
        (str(count("closed", 0)), "addressed"),
        (str(count("overdue", 0)), "actions overdue" if count("overdue", 0) != 1 else "action overdue"),
    ]
    if count("shown", 0) != count("recommendations", 0):
        found.append((str(count("shown", 0)), "shown in this list"))
    return tuple(found)


def about(checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """Return what a reader must know of the export: name and words, the empty ones left out."""
    lines = (
        ("Authority", checklist.authority or NOT_STATED),
        ("Earlier document", f"{checklist.earlier.name}, {dates_of(checklist.earlier)}"),
        ("Later documents", str(len(checklist.later))),
        ("Marking", checklist.marking.value or "None"),
        ("Unpublished text", f"{DRAFT_WARNING}. Reason: {checklist.draft_reason}" if contains_draft(checklist) else ""),
        ("Left out", left_out_words(checklist)),
        ("In figures", "\n".join(story(checklist))),
        ("Made", date_words(iso_date(checklist.made))),
        ("How to read it", HOW_TO_READ),
    )
    return tuple((name, words) for name, words in lines if words)


def left_out_words(checklist: Checklist) -> str:
    """Return the sentence about documents left out; their names are not given away."""
    number = len(checklist.left_out)
    if not number:
        return ""
    return f"{plural(number, 'document')} not yet published {'is' if number == 1 else 'are'} left out."


def plural(number: int, noun: str) -> str:
    """Return "1 document", "2 documents"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _sentence(number: int, rest: str) -> str:
    return f"{number} {rest}" if number else ""


def quotations(checklist: Checklist) -> Iterator[Quotation]:
    """Give every cited passage in the order of the rows and visits; an answer with only a note counts too."""
    names = dict(zip((d.id for d in checklist.later), visit_titles(checklist), strict=True))
    for row in checklist.rows:
        for answer in row.answers:
            words = ", ".join(answer_lines(answer))
            places = [(quoted(passage.quote), place_words(passage)) for passage in answer.cited]
            for quote, where in places or ([("", "")] if answer.note else []):
                yield Quotation(
                    row.ref,
                    row.text,
                    names[answer.document],
                    words,
                    quote,
                    where,
                    answer.note,
                    answer.author,
                    answer.confirmed,
                )
