"""The dates that the law sets after an inspection, each computed by a stated rule, overridable, and marked done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewer.domain.action import Action
from reviewer.domain.document import DocumentKind, FactName
from reviewer.domain.review import DocumentSummary
from reviewer.domain.working_days import WorkingDays

DUE_SOON = 14  # days ahead
LONG_PAST = 365  # days; a date of the rules that passed longer ago is history and no alarm


class MilestoneName(StrEnum):
    """What is due; the values stand in the review file."""

    STATEMENT = "statement-of-action"
    DRAFT = "draft-action-plan"
    PLAN = "action-plan"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    MilestoneName.STATEMENT: "Written statement of action",
    MilestoneName.DRAFT: "Draft action plan to Ofsted",
    MilestoneName.PLAN: "Action plan",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a date is counted: working days from receipt (0: the printed date), in words, and where it stands."""

    name: MilestoneName
    days: int
    words: str
    source: str


_STATEMENT = Rule(
    MilestoneName.STATEMENT, 70, "70 working days from receipt",
    "Education and Inspections Act 2006, section 137; SI 2007/462",
)  # fmt: skip
_AFTER_PRIORITY_ACTION = (
    Rule(MilestoneName.DRAFT, 20, "20 working days from receipt", "Area for priority action after a focused visit"),
    Rule(MilestoneName.PLAN, 70, "70 working days from receipt", "Area for priority action after a focused visit"),
)
_JTAI = Rule(MilestoneName.STATEMENT, 0, "the date printed in the letter", "The letter itself")


@dataclass(frozen=True, slots=True)
class SetMilestone:
    """What a person set: ``due`` an ISO date in place of the computed one or "", ``done`` an ISO date or ""."""

    id: str
    document: str
    name: MilestoneName
    due: str = ""
    done: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One date of one document. ``due`` is the date in force and ``computed`` what the rule gives, ISO or "".

    ``unsure`` says in the officer's words why the computed date may be wrong or is not known.
    """

    document: str
    name: MilestoneName
    rule: str
    source: str
    computed: str
    due: str
    unsure: str = ""
    done: str = ""
    note: str = ""
    overridden: bool = False

    def days_left(self, today: dt.date) -> int | None:
        """Return the calendar days to the date, negative when it has passed, None where it is not known."""
        return (dt.date.fromisoformat(self.due) - today).days if self.due else None

    def long_past(self, today: dt.date) -> bool:
        """Tell whether a date that nobody set passed so long ago that it is history."""
        left = self.days_left(today)
        return not self.overridden and left is not None and left < -LONG_PAST

    def overdue(self, today: dt.date) -> bool:
        """Tell whether the date has passed and the thing is not done."""
        left = self.days_left(today)
        return not self.done and left is not None and left < 0 and not self.long_past(today)


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something due soon or overdue: an action (with its ``recommendation``) or a date of a ``document``."""

    due: str
    words: str
    document: str
    recommendation: str = ""

    def overdue(self, today: dt.date) -> bool:
        """Tell whether its day has passed; what is listed is neither done nor long past."""
        return dt.date.fromisoformat(self.due) < today


def rules_for(kind: DocumentKind, *, has_priority_actions: bool) -> tuple[Rule, ...]:
    """Return the dates that follow from a kind of document."""
    if kind in (DocumentKind.SIF_INSPECTION, DocumentKind.ILACS_INSPECTION):
        return (_STATEMENT,)
    if kind is DocumentKind.FOCUSED_VISIT and has_priority_actions:
        return _AFTER_PRIORITY_ACTION
    return (_JTAI,) if kind is DocumentKind.JTAI else ()


def milestones_for(
    document: DocumentSummary, *, has_priority_actions: bool, calendar: WorkingDays, printed: str = "",
    set_by_hand: Iterable[SetMilestone] = (),
) -> tuple[Milestone, ...]:
    """Return the dates of a document in order of the rules; ``printed`` is the ISO date that its text names, or ""."""
    kept = {one.name: one for one in set_by_hand}
    found = []
    for rule in rules_for(document.kind, has_priority_actions=has_priority_actions):
        computed, unsure = _computed(document, rule, calendar, printed)
        own = kept.get(rule.name, SetMilestone("", document.id, rule.name))
        found.append(
            Milestone(
                document.id, rule.name, rule.words, rule.source, computed, own.due or computed,
                "" if own.due else unsure, own.done, own.note, bool(own.due),
            )
        )  # fmt: skip
    return tuple(found)


def _computed(document: DocumentSummary, rule: Rule, calendar: WorkingDays, printed: str) -> tuple[str, str]:
    """Return the ISO date that a rule gives, and what is unsure about it."""
    if not rule.days:
        return printed, "" if printed else "the letter’s date was not found: set it"
    received, published = document.value(FactName.RECEIVED), document.value(FactName.PUBLISHED)
    if not received and not published:
        return "", "neither the day of receipt nor a printed date is stated"
    due = _after(calendar, received or published, rule.days)
    unsure = ["" if received else "counted from the printed date: the day of receipt is not stated"]
    if not calendar.knows(dt.date.fromisoformat(due)) and calendar.known_until is not None:
        unsure.append(f"bank holidays after {calendar.known_until.year} are not published yet: check the date")
    return due, "; ".join(part for part in unsure if part)


@lru_cache(maxsize=1024)
def _after(calendar: WorkingDays, day: str, number: int) -> str:
    return calendar.add(dt.date.fromisoformat(day), number).isoformat()


def due_soon(
    actions: Iterable[tuple[Action, str, str]], milestones: Iterable[Milestone], names: Mapping[str, str], today: dt.date
) -> tuple[DueItem, ...]:
    """Return what is overdue or due within `DUE_SOON` days, earliest first.

    ``actions`` come with the document and the name of their recommendation ("2017 R1"); ``names`` are those of the
    documents.
    """
    until = (today + dt.timedelta(days=DUE_SOON)).isoformat()
    found = [
        DueItem(action.due, f"{ref}: {action.text or 'the council’s action'}", document, action.recommendation)
        for action, document, ref in actions
        if action.status.open and action.due and action.due <= until
    ]
    for one in milestones:
        if one.due and one.due <= until and not one.done and not one.long_past(today):
            found.append(DueItem(one.due, f"{names.get(one.document, '')}: {one.name.words}".lstrip(": "), one.document))
    return tuple(sorted(found, key=lambda item: (item.due, item.words)))
