"""Which passages of a later document speak to a recommendation, how sure that is, and what it would mean.

A ranking, never an answer: every part of it is shown to a person with its reason and may be dismissed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.domain.document import DocumentKind, FactName, Reading
from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.followup.features import Query, RecommendationText, features, query_of
from reviewer.followup.index import IndexedPassage, PassageIndex
from reviewer.followup.model import Circumstances, Model, model
from reviewer.followup.reasons import reasons, said_back
from reviewer.followup.scope import Scope, scope_of, stated_focus
from reviewer.followup.vocabulary import vocabulary
from reviewer.followup.wording import sentences_of, verdict
from reviewer.followup.words import words_of

__all__ = ["LaterDocument", "RecommendationText", "suggest"]

SHOWN = 20  # passages offered at the most
_JUDGED = 3  # passages whose wording is asked for the outcome
_BACK_WITHIN = 5  # a reference back counts among the first so many
_BACK_SHARE = 0.6  # and with a score of at least so much of the first


@dataclass(frozen=True, slots=True)
class LaterDocument:
    """A later document as the ranking needs it; build it once a document and keep it."""

    index: PassageIndex
    scope: Scope

    @classmethod
    def of(cls, reading: Reading, *, kind: DocumentKind | None = None) -> LaterDocument:
        """Take what the reader found; ``kind`` is given where the officer settled it."""
        read = reading.value(FactName.KIND)
        known_kind = kind or (DocumentKind(read) if read else DocumentKind.OTHER)
        scope = scope_of(known_kind, reading.value(FactName.SCOPE) or "", vocabulary())
        if scope.inside is None:
            scope = scope_of(known_kind, stated_focus(reading), vocabulary())
        return cls(PassageIndex.of(reading), scope)


@dataclass(frozen=True, slots=True)
class _Ranked:
    score: float
    indexed: IndexedPassage


def suggest(
    recommendation: RecommendationText, later: LaterDocument, *, dismissed: frozenset[Span] = frozenset()
) -> FollowUpSuggestion:
    """Rank the passages of ``later`` and suggest coverage and outcome; dismissed spans stay away."""
    query, how = query_of(recommendation), model()
    ranks = [how.ranked(row) for row in features(query, later.index, recommendation.year)]
    around = circumstances(query, later, ranks)
    ranked = [
        _Ranked(how.chance_of(rank, around), indexed)
        for rank, indexed in zip(ranks, later.index.passages, strict=True)
        if indexed.passage.span not in dismissed
    ]
    ranked.sort(key=lambda r: (-r.score, r.indexed.passage.order))
    ranked = ranked[:SHOWN]
    passages = tuple(_suggested(r, query, recommendation.year) for r in ranked)
    coverage, why = _coverage(ranked, around.share, later.scope, how, recommendation.year)
    said = _outcome(ranked, query, how) if coverage.revisited else None
    outcome, words = said or (Outcome.NOT_STATED if coverage.revisited else None, "")
    low = not ranked or ranked[0].score < how.mentioned
    return FollowUpSuggestion(coverage, why, outcome, words, passages, low)


def circumstances(query: Query, later: LaterDocument, ranks: Sequence[float]) -> Circumstances:
    """Return what the ranks of one recommendation in one document are judged by."""
    return Circumstances(
        later.scope.share(query.masses),
        sum(ranks) / len(ranks) if ranks else 0.0,
        query.length / 20,
        0.0 if later.scope.inside is None else 1.0,
    )


def _suggested(ranked: _Ranked, query: Query, year: int | None) -> SuggestedPassage:
    told = reasons(query, ranked.indexed, vocabulary(), year=year)
    p = ranked.indexed.passage
    return SuggestedPassage(
        p.span, p.page, p.paragraph, p.text, p.section, round(ranked.score, 4), told.why, told.terms
    )


def _coverage(
    ranked: Sequence[_Ranked], share: float, scope: Scope, how: Model, year: int | None
) -> tuple[Coverage, str]:
    top = ranked[0].score if ranked else 0.0
    if top < how.mentioned:
        if share < how.inside:
            return Coverage.OUTSIDE_SCOPE, f"The visit’s stated focus: “{scope.words}”"
        nearest = f" The nearest is {_place(ranked[0])}." if ranked else ""
        return Coverage.NOT_MENTIONED, f"No passage comes close.{nearest}"
    for one in ranked[:_BACK_WITHIN]:
        back = said_back(one.indexed, year)
        if back and one.score >= _BACK_SHARE * top:
            return Coverage.REFERRED_BACK, f"{_place(one).capitalize()} says “{back}”."
    return Coverage.SAME_TOPIC, f"{_place(ranked[0]).capitalize()} is on the same topic."


def _place(ranked: _Ranked) -> str:
    passage = ranked.indexed.passage
    if passage.paragraph is not None:
        return f"paragraph {passage.paragraph}"
    if passage.improvement:
        return "the list of what must improve"
    return f"a passage on page {passage.page}" if passage.page else "a passage"


def _outcome(ranked: Sequence[_Ranked], query: Query, how: Model) -> tuple[Outcome, str] | None:
    """Return the outcome that the nearest sentences of the first passages speak of, with their words."""
    near = [one for one in ranked[:_JUDGED] if one.score >= how.mentioned]
    for one in near:
        if one.indexed.passage.improvement:
            return Outcome.REPEATED, one.indexed.passage.text
    for one in near:
        said = verdict(_nearest_first(one.indexed.passage.text, query))
        if said is not None:
            return said.outcome, said.words
    return None


def _nearest_first(text: str, query: Query) -> list[str]:
    """Return the sentences that share words with the recommendation, nearest first; all where none does."""
    known = vocabulary()
    weighed = []
    for sentence in sentences_of(text):
        words = words_of(sentence)
        shared = sum(query.terms.get(stem, 0.0) for stem in {word.stem for word in words if word.topical})
        shared += sum(query.concepts.get("#" + name, 0.0) for name in {hit.concept for hit in known.concepts(words)})
        weighed.append((shared, sentence))
    weighed.sort(key=lambda pair: -pair[0])
    return [sentence for _, sentence in weighed]
