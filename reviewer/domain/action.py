"""The council's own action on a recommendation, and the dates that the law or the officer sets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class ActionStatus(StrEnum):
    """The third question. *Overdue* is computed, never stored."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done-awaiting-check"
    CHECKED = "checked-with-evidence"
    NOT_PURSUED = "closed-not-pursued"
    SUPERSEDED = "superseded"

    @property
    def words(self) -> str:
        return _STATUS_WORDS[self]

    @property
    def open(self) -> bool:
        """Tell whether something is still to be done or to be checked."""
        return self in (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, ActionStatus.DONE)


_STATUS_WORDS = {
    ActionStatus.NOT_STARTED: "Not started",
    ActionStatus.IN_PROGRESS: "In progress",
    ActionStatus.DONE: "Done, awaiting check",
    ActionStatus.CHECKED: "Checked with evidence",
    ActionStatus.NOT_PURSUED: "Closed, not pursued",
    ActionStatus.SUPERSEDED: "Superseded",
}


@dataclass(frozen=True, slots=True)
class Action:
    """What the council does about one recommendation (its id); ``owner`` is a role, ``due`` an ISO date or "".

    ``question`` is the one for the board; ``reason`` says why it is closed and not pursued.
    """

    id: str
    recommendation: str
    text: str = ""
    owner: str = ""
    due: str = ""
    status: ActionStatus = ActionStatus.NOT_STARTED
    evidence_held: str = ""
    question: str = ""
    reason: str = ""

    def overdue(self, today: dt.date) -> bool:
        """Tell whether it is open and its date has passed; the day itself is not overdue."""
        return bool(self.due) and self.status.open and dt.date.fromisoformat(self.due) < today
