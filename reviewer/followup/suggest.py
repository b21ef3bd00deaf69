"""Which passages of a later document speak to a recommendation, how sure that is, and what it would mean.

A ranking, never an answer: every part of it is shown to a person with its reason and may be dismissed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from reviewer.domain.document import DocumentKind, FactName, Reading
from reviewer.domain.passage import FollowUpSuggestion, Reasons, SuggestedOutcome, SuggestedPassage
from reviewer.domain.revisit import Outcome
from reviewer.domain.span import Span
from reviewer.followup.coverage import Asked, Ranked, coverage_of
from reviewer.followup.features import Query, RecommendationText, query_of, take_apart
from reviewer.followup.features import ranks as ranks_of
from reviewer.followup.index import IndexedPassage, PassageIndex
from reviewer.followup.model import Circumstances, Model, model
from reviewer.followup.reasons import reasons, said_back, shares_words
from reviewer.followup.scope import Scope, scope_of, stated_focus
from reviewer.followup.vocabulary import Vocabulary, vocabulary
from reviewer.followup.wording import sentences_of, verdict

__all__ = ["LaterDocument", "RecommendationText", "suggest"]

SHOWN = 12  # passages offered at the most
_JUDGED = 3  # passages whose wording is asked for the outcome
_SPEAKS = 0.5  # a sentence with at least so much of what the nearest of its passage shares speaks to the recommendation


@dataclass(frozen=True, slots=True)
class LaterDocument:
    """A later document as the ranking needs it; build it once a document and keep it."""

    index: PassageIndex
    scope: Scope

    @classmethod
    def of(
        cls,
        reading: Reading,
        *,
        kind: DocumentKind | None = None,
        focus: str | None = None,
        known: Vocabulary | None = None,
        index: PassageIndex | None = None,
    ) -> LaterDocument:
        """Take what the reader found; ``kind`` and stated ``focus`` are given where the officer may have settled them.

        ``index`` is that of the same reading and vocabulary where it was kept.
        """
        words = known or vocabulary()
        read = reading.value(FactName.KIND)
        known_kind = kind or (DocumentKind(read) if read else DocumentKind.OTHER)
        scope = scope_of(known_kind, focus or reading.value(FactName.SCOPE) or "", words)
        if scope.inside is None:
            scope = scope_of(known_kind, stated_focus(reading), words)
        return cls(PassageIndex.of(reading, words) if index is None else index, scope)


def suggest(
    recommendation: RecommendationText, later: LaterDocument, *, dismissed: frozenset[Span] = frozenset()
) -> FollowUpSuggestion:
    """Rank the passages of ``later`` and suggest coverage and outcome; dismissed spans stay away."""
    return suggest_with(recommendation, later, how=model(), known=vocabulary(), dismissed=dismissed)


def suggest_with(
    recommendation: RecommendationText,
    later: LaterDocument,
    *,
    how: Model,
    known: Vocabulary,
    dismissed: frozenset[Span] = frozenset(),
) -> FollowUpSuggestion:
    """Do the same with a given model and vocabulary; ``later`` must be indexed with that vocabulary."""
    query = query_of(recommendation) if known is vocabulary() else take_apart(recommendation, known)
    ranks = ranks_of(query, later.index, how.rank)
    around = circumstances(query, later, ranks)
    order = sorted(range(len(ranks)), key=ranks.__getitem__, reverse=True)  # of equal rank, the earlier first
    if dismissed:
        order = [at for at in order if later.index.passages[at].passage.span not in dismissed]
    kept = order[:SHOWN]
    scores = how.chances_of([ranks[at] for at in kept], around)
    ranked = [Ranked(score, later.index.passages[at]) for score, at in zip(scores, kept, strict=True)]
    tell = partial(_told, query, recommendation, later.index.last_inspection, known)
    asked = Asked(query, recommendation.year, around.share, recommendation.visit)
    coverage, why = coverage_of(asked, ranked, later.index, later.scope, how=how, known=known)
    outcome = partial(_outcome, ranked, query, how) if coverage.revisited else SuggestedOutcome
    low = not ranked or ranked[0].score < how.mentioned
    worth = next((n for n, score in enumerate(scores) if _shown(score) < how.floor), len(scores))  # they fall
    strong = next((n for n in range(worth, 0, -1) if shares_words(query, later.index, kept[n - 1])), 0)
    return FollowUpSuggestion(coverage, why, partial(_offered, ranked, tell), low, strong, outcome)


def circumstances(query: Query, later: LaterDocument, ranks: Sequence[float]) -> Circumstances:
    """Return what the ranks of one recommendation in one document are judged by."""
    return Circumstances(
        later.scope.share(query.masses, board=query.board),
        sum(ranks) / len(ranks) if ranks else 0.0,
        query.length / 20,
        0.0 if later.scope.inside is None else 1.0,
    )


def _offered(ranked: Sequence[Ranked], tell: Callable[[IndexedPassage], Reasons]) -> tuple[SuggestedPassage, ...]:
    return tuple(_suggested(one, tell) for one in ranked)


def _suggested(ranked: Ranked, tell: Callable[[IndexedPassage], Reasons]) -> SuggestedPassage:
    p = ranked.indexed.passage
    return SuggestedPassage(
        p.span, p.page, p.paragraph, p.text, p.section, _shown(ranked.score), partial(tell, ranked.indexed)
    )


def _shown(score: float) -> float:
    return round(score, 4)


def _told(
    query: Query, asked: RecommendationText, last: int | None, known: Vocabulary, indexed: IndexedPassage
) -> Reasons:
    return reasons(query, indexed, known, back=said_back(indexed, asked, last))


def _outcome(ranked: Sequence[Ranked], query: Query, how: Model) -> SuggestedOutcome:
    """Return the outcome that the nearest sentences of the first passages speak of, with their words."""
    near = [one for one in ranked[:_JUDGED] if one.score >= how.mentioned]
    for one in near:
        if one.indexed.passage.improvement:
            return SuggestedOutcome(Outcome.REPEATED, one.indexed.passage.text)
    said = verdict(_nearest(near, query))
    return SuggestedOutcome(said.outcome, said.words) if said else SuggestedOutcome(Outcome.NOT_STATED)


def _nearest(near: Sequence[Ranked], query: Query) -> list[str]:
    """Return the sentences of the passages that speak to the recommendation, those that share most with it first."""
    weighed = [pair for one in near for pair in _of_the_nearest(_weighed_sentences(one.indexed, query))]
    weighed.sort(key=lambda pair: -pair[0])
    return [sentence for _, sentence in weighed]


def _of_the_nearest(weighed: list[tuple[float, str]]) -> list[tuple[float, str]]:
    best = max((weight for weight, _ in weighed), default=0.0)
    return [(weight, sentence) for weight, sentence in weighed if weight and weight >= _SPEAKS * best]


def _weighed_sentences(indexed: IndexedPassage, query: Query) -> list[tuple[float, str]]:
    """Return the sentences of a passage with the weight of what each shares with the recommendation."""
    text, start = indexed.passage.text, indexed.passage.span.start
    words = indexed.words
    held = [(words[at].start - start, stem) for stem in query.terms for at in indexed.places.get(stem, ())]
    held += [
        (words[hit.first].start - start, name) for name in query.concepts for hit in indexed.hits.get(name[1:], ())
    ]
    weights = query.terms | query.concepts
    weighed = []
    for first, last in sentences_of(text):
        names = sorted({name for at, name in held if first <= at < last})
        weighed.append((sum(weights[name] for name in names), text[first:last]))
    return weighed
