"""Was a recommendation revisited, and with what outcome: two questions, never one.

"In scope, not mentioned" must never look like "met"; no answer exists without a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Coverage(StrEnum):
    """Was it revisited? No row in the review file means "not yet checked"."""

    REFERRED_BACK = "referred-back"
    SAME_TOPIC = "same-topic"
    NOT_MENTIONED = "in-scope-not-mentioned"
    OUTSIDE_SCOPE = "outside-scope"

    @property
    def words(self) -> str:
        return _COVERAGE_WORDS[self]

    @property
    def revisited(self) -> bool:
        """Tell whether the visit came back to it at all."""
        return self in (Coverage.REFERRED_BACK, Coverage.SAME_TOPIC)


class Outcome(StrEnum):
    """What Ofsted said of it, in Ofsted's words. Only a revisited recommendation has one."""

    ADDRESSED = "addressed"
    IMPROVED = "improved"
    SUSTAINED = "sustained"
    NO_CHANGE = "no-clear-change"
    NOT_ADDRESSED = "not-addressed"
    REPEATED = "repeated"
    WORSE = "worse"
    NOT_STATED = "not-stated"

    @property
    def words(self) -> str:
        return _OUTCOME_WORDS[self]

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to do by Ofsted's own words."""
        return self in (Outcome.ADDRESSED, Outcome.SUSTAINED)


NOT_YET_CHECKED = "Not yet checked"

_COVERAGE_WORDS = {
    Coverage.REFERRED_BACK: "Referred back to",
    Coverage.SAME_TOPIC: "Same topic",
    Coverage.NOT_MENTIONED: "In scope, not mentioned",
    Coverage.OUTSIDE_SCOPE: "Outside this visit’s scope",
}
_OUTCOME_WORDS = {
    Outcome.ADDRESSED: "Addressed",
    Outcome.IMPROVED: "Improved, more to do",
    Outcome.SUSTAINED: "Sustained",
    Outcome.NO_CHANGE: "No clear change or too early",
    Outcome.NOT_ADDRESSED: "Not addressed",
    Outcome.REPEATED: "Repeated as an area to improve",
    Outcome.WORSE: "Worse",
    Outcome.NOT_STATED: "Not stated",
}


@dataclass(frozen=True, slots=True)
class Revisit:
    """A person's answer for one recommendation and one later document.

    ``outcome`` is None unless ``coverage.revisited``. ``confirmed`` is an ISO time with zone, ``author`` who.
    """

    id: str
    recommendation: str
    document: str
    coverage: Coverage
    outcome: Outcome | None
    note: str = ""
    author: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cited passage: a highlight of the later document under a `Revisit`, in ``position`` order."""

    id: str
    revisit: str
    highlight: str
    position: int = 0
