"""The other direction: the passages of a document that speak to one recommendation made before it."""

from __future__ import annotations

from reviewer.domain.passage import SuggestedPassage
from reviewer.domain.span import Span
from reviewer.followup.features import RecommendationText
from reviewer.followup.model import Model, model
from reviewer.followup.suggest import LaterDocument, suggest_with
from reviewer.followup.vocabulary import Vocabulary, vocabulary

MENTIONS = 2  # passages of one recommendation at the most: more would cover the page with marks


def mentions(
    recommendation: RecommendationText, document: LaterDocument, *, dismissed: frozenset[Span] = frozenset()
) -> tuple[SuggestedPassage, ...]:
    """Return the few passages of ``document`` that speak to a recommendation, best first; dismissed ones stay away."""
    return mentions_with(recommendation, document, how=model(), known=vocabulary(), dismissed=dismissed)


def mentions_with(
    recommendation: RecommendationText,
    document: LaterDocument,
    *,
    how: Model,
    known: Vocabulary,
    dismissed: frozenset[Span] = frozenset(),
) -> tuple[SuggestedPassage, ...]:
    """Do the same with a given model and vocabulary: what scores at least ``how.spoken``, where it seems revisited.

    A passage that shares no word with the recommendation scores by its surroundings alone and is none.
    """
    suggestion = suggest_with(recommendation, document, how=how, known=known, dismissed=dismissed)
    if not suggestion.coverage.revisited:
        return ()
    near = suggestion.passages[: min(suggestion.strong, MENTIONS)]
    return tuple(passage for passage in near if passage.terms and passage.score >= how.spoken)
