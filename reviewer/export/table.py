"""The checklist as a plain table: the same columns and the same words for every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.domain.british_dates import british_date
from reviewer.domain.checklist import Checklist, ChecklistGroup, ChecklistRow, Marking, Section, VisitAnswer
from reviewer.domain.checklist_rows import place_words, quoted
from reviewer.domain.document import RecommendationKind
from reviewer.domain.review import KIND_WORDS, DocumentSummary

NOT_STATED = "not stated"
DRAFT_WARNING = "Contains unpublished text"
DONE = "Done"
AUTHORITY, LATER_DOCUMENTS = "Authority", "Later documents"
NO_LATER_DOCUMENT = "No later document"
SIGN_OFF = ("Role", "Name", "Signature", "Date")
SIGN_OFF_ROLES = ("Prepared by", "Checked by", "Director of children’s services")
OVER_THE_YEARS = "Over the years"
BEFORE_VISITS = ("Ref", "Kind", "Now", "Recommendation", OVER_THE_YEARS, "Source and paragraph")
AFTER_VISITS = (
    "Latest evidence", "Where", "Council action", "Owner", "Due", "Overdue", "Council status", "Evidence held",
    "Question for the board",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quotation:
    """One cited passage under its recommendation and visit; ``confirmed`` is an ISO time, ``author`` who did."""

    authority: str
    ref: str
    recommendation: str
    visit: str
    answer: str
    quote: str
    where: str
    note: str
    author: str
    confirmed: str


def headers(section: Section) -> tuple[str, ...]:
    """Return the titles of all columns of a section but the tick box."""
    return (*BEFORE_VISITS, *visit_titles(section), *AFTER_VISITS)


def cells(row: ChecklistRow) -> tuple[str, ...]:
    """Return the words of one row, one string a column, lines within a cell parted by newlines."""
    return _cells(row, tuple(answer_words(answer) for answer in row.answers))


def flat_headers(checklist: Checklist) -> tuple[str, ...]:
    """Return the titles where all rows stand in one table: those of the section, or one column for all visits."""
    if not checklist.several:
        return headers(checklist.sections[0]) if checklist.sections else (*BEFORE_VISITS, *AFTER_VISITS)
    return (AUTHORITY, *BEFORE_VISITS, LATER_DOCUMENTS, *AFTER_VISITS)


def flat_rows(checklist: Checklist) -> Iterator[tuple[ChecklistGroup, ChecklistRow, tuple[str, ...]]]:
    """Give group, row and words of every row as they stand under `flat_headers`."""
    for section in checklist.sections:
        titles = visit_titles(section)
        for group in section.groups:
            for row in group.rows:
                if checklist.several:
                    yield group, row, (section.authority, *_cells(row, ("\n".join(stacked_answers(row, titles)),)))
                else:
                    yield group, row, cells(row)


def stacked_answers(row: ChecklistRow, titles: Sequence[str]) -> tuple[str, ...]:
    """Return "Focused visit 2019: Sustained, Same topic" of each document later than the recommendation."""
    named = zip(titles, row.answers, strict=True)
    return tuple(f"{title}: {', '.join(answer_lines(answer))}" for title, answer in named if not answer.before)


def _cells(row: ChecklistRow, visits: tuple[str, ...]) -> tuple[str, ...]:
    return (
        row.ref, kind_words(row.kind), now_words(row), row.text, row.thread, row.source, *visits,
        row.latest_quote, row.latest_where, row.action, row.owner, date_words(row.due),
        "Overdue" if row.overdue else "", row.status, row.evidence_held, row.question,
    )  # fmt: skip


def visit_titles(section: Section) -> tuple[str, ...]:
    """Return the titles of a section's later documents: with the month, the day, a number where two read alike."""
    forms = (
        "{name}",
        "{kind} {month}",
        "{kind} {day}",
        "{kind} {day} ({place})",
    )
    found = [""] * len(section.later)
    for form in forms:
        alike = {words for words in found if found.count(words) > 1 or not words}
        for place, document in enumerate(section.later):
            if found[place] in alike:
                day = date_words(iso_date(document.date) or dt.date.min)
                month, kind = day.partition(" ")[2], KIND_WORDS[document.kind]
                found[place] = form.format(name=document.name, kind=kind, month=month, day=day, place=place + 1)
    unsure = (" – perhaps a copy" if document.perhaps_copy_of else "" for document in section.later)
    return tuple(title + words for title, words in zip(found, unsure, strict=True))


def visit_names(section: Section) -> dict[str, str]:
    """Return the title of each later document by its id."""
    return dict(zip((document.id for document in section.later), visit_titles(section), strict=True))


def answer_lines(answer: VisitAnswer) -> tuple[str, ...]:
    """Return the outcome, where there is one, then whether it was revisited."""
    return tuple(words for words in (answer.outcome_words, answer.coverage_words) if words)


def answer_words(answer: VisitAnswer) -> str:
    """Return the answer as the text of a cell."""
    return "\n".join(answer_lines(answer))


def now_words(row: ChecklistRow) -> str:
    """Return where a row stands, and that this was changed since the last export."""
    return f"{row.standing_words}; {row.change[:1].lower()}{row.change[1:]}" if row.change else row.standing_words


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


def plural(number: int, noun: str) -> str:
    """Return "1 document", "2 documents"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def quotations(checklist: Checklist) -> Iterator[Quotation]:
    """Give every cited passage in the order of the rows and visits; an answer with only a note counts too."""
    for section in checklist.sections:
        yield from _quotations(section)


def _quotations(section: Section) -> Iterator[Quotation]:
    names = visit_names(section)
    for row in section.rows:
        for answer in row.answers:
            words = ", ".join(answer_lines(answer))
            places = [(quoted(passage.quote), place_words(passage)) for passage in answer.cited]
            for quote, where in places or ([("", "")] if answer.note else []):
                yield Quotation(
                    section.authority,
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
