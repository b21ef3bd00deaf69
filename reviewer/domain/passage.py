"""Passages of a later document that seem to speak to a recommendation: suggestions only, each with its reasons.

Nothing here is an answer. A person reads the passage and confirms a `Revisit`; until then the cell of the matrix
stays "not yet checked".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span


@dataclass(frozen=True, slots=True)
class Reasons:
    """``why`` in the officer's words ("connected persons = kinship"); ``terms`` the spans to mark, in order and apart."""

    why: tuple[str, ...] = ()
    terms: tuple[Span, ...] = ()


@dataclass(frozen=True)
class SuggestedPassage:
    """One passage of the later document; ``text`` equals ``span.of(canonical text)``.

    ``paragraph`` is the printed number, ``section`` the heading above. ``score`` runs from 0 to 1 and may be compared
    between recommendations and documents. ``tell`` gives the reasons; it is asked once, when a person first looks at
    the passage: most suggested passages are never looked at. Without slots: what it gives is kept.
    """

    span: Span
    page: int | None
    paragraph: int | None
    text: str
    section: str
    score: float
    tell: Callable[[], Reasons] = field(default=Reasons, repr=False, compare=False)

    @cached_property
    def _reasons(self) -> Reasons:
        return self.tell()

    @property
    def why(self) -> tuple[str, ...]:
        """Return the reasons in the officer's words."""
        return self._reasons.why

    @property
    def terms(self) -> tuple[Span, ...]:
        """Return the words to mark, spans of the canonical text inside ``span``, in order and without overlap."""
        return self._reasons.terms


@dataclass(frozen=True, slots=True)
class SuggestedOutcome:
    """An outcome and the words of the document that it rests on; none, and no words, where nothing was said."""

    outcome: Outcome | None = None
    words: str = ""


def _nothing() -> tuple[SuggestedPassage, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class FollowUpSuggestion:
    """What the program would propose for one recommendation and one later document.

    ``coverage_why`` is a sentence for the officer. ``passages`` are ranked, best first; the first ``strong`` of them
    score well enough to be worth reading, those after are weak matches. ``probably_not_mentioned`` tells that even the
    best passage scores low. ``offer`` gives the passages and ``tell`` the outcome; each is asked once, when a person
    first looks at it. Without slots: what they give is kept. Two are equal where they offer the same passages.
    """

    coverage: Coverage
    coverage_why: str
    offer: Callable[[], tuple[SuggestedPassage, ...]] = field(default=_nothing, repr=False)
    probably_not_mentioned: bool = False
    strong: int = 0
    tell: Callable[[], SuggestedOutcome] = field(default=SuggestedOutcome, repr=False)

    @cached_property
    def passages(self) -> tuple[SuggestedPassage, ...]:
        """Return the ranked passages, best first."""
        return self.offer()

    @property
    def _all_but_the_outcome(self) -> tuple[object, ...]:
        return self.coverage, self.coverage_why, self.passages, self.probably_not_mentioned, self.strong

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FollowUpSuggestion):
            return NotImplemented
        return self._all_but_the_outcome == other._all_but_the_outcome

    def __hash__(self) -> int:
        return hash(self._all_but_the_outcome)

    @cached_property
    def _told(self) -> SuggestedOutcome:
        return self.tell()

    @property
    def outcome(self) -> Outcome | None:
        """Return the outcome that the wording speaks of; None unless ``coverage.revisited``."""
        return self._told.outcome

    @property
    def outcome_words(self) -> str:
        """Return the words of the document that it rests on, "" without an outcome."""
        return self._told.words


@dataclass(frozen=True, slots=True)
class EarlierMention:
    """A passage of a document that speaks to one recommendation of an earlier one; a suggestion, for a person to judge.

    ``recommendation`` is its id, ``text`` its words, ``ref`` and ``year`` what people call it ("R1", "2017"; "" where
    the year is not known). ``span`` is the whole passage, ``terms`` the words of it to mark; ``score`` as above, never
    below the model's ``spoken``. ``why`` are reasons in the officer's words.
    """

    recommendation: str
    ref: str
    year: str
    text: str
    span: Span
    score: float
    why: tuple[str, ...] = ()
    terms: tuple[Span, ...] = ()
