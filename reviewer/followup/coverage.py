"""Whether a document comes back to a recommendation: referred back to, same topic, not mentioned, outside its scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.domain.revisit import Coverage
from reviewer.followup.backreferences import BackReferenceKind
from reviewer.followup.features import Query
from reviewer.followup.index import IndexedPassage, PassageIndex
from reviewer.followup.model import Model
from reviewer.followup.scope import PLAIN_AREAS, Scope
from reviewer.followup.vocabulary import Vocabulary
from reviewer.followup.wording import sentence_around

_BACK_WITHIN = 6  # a reference back to the inspection counts among the first so many passages
_BACK_SHARE = 0.5  # and with a score of at least so much of the first
_SAME_AREA = 0.3  # so much of the recommendation must lie in the areas that the sentence speaks of


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score, 0..1."""

    score: float
    indexed: IndexedPassage


@dataclass(frozen=True, slots=True)
class Asked:
    """The recommendation's side: taken apart, with the year of its inspection and its share inside the scope."""

    query: Query
    year: int | None
    share: float


def coverage_of(
    asked: Asked, ranked: Sequence[Ranked], index: PassageIndex, scope: Scope, *, how: Model, known: Vocabulary
) -> tuple[Coverage, str]:
    """Return the suggested coverage and a sentence that says why; ``ranked`` best first."""
    top = ranked[0].score if ranked else 0.0
    if top < how.mentioned:
        if asked.share < how.inside:
            if asked.query.board and scope.board < 1:
                return (
                    Coverage.OUTSIDE_SCOPE,
                    "The board’s own work is not looked at in this kind of inspection or visit.",
                )
            return Coverage.OUTSIDE_SCOPE, f"The visit’s stated focus: “{scope.words}”"
        nearest = f" The nearest is {place_of(ranked[0].indexed)}." if ranked else ""
        return Coverage.NOT_MENTIONED, f"No passage comes close.{nearest}"
    near = {id(one.indexed) for one in ranked[:_BACK_WITHIN] if one.score >= _BACK_SHARE * top}
    for indexed in (*(one.indexed for one in ranked[:_BACK_WITHIN]), *index.passages):
        words = _refers_back(asked, indexed, near=id(indexed) in near, known=known)
        if words:
            return Coverage.REFERRED_BACK, f"{_capital(place_of(indexed))} says “{words}”."
    return Coverage.SAME_TOPIC, f"{_capital(place_of(ranked[0].indexed))} is on the same topic."


def _refers_back(asked: Asked, indexed: IndexedPassage, *, near: bool, known: Vocabulary) -> str:
    """Return the words that refer back to this recommendation's inspection or to what it asked for, "" for none.

    A sentence on the last inspection must be near the recommendation and share its practice; one on what was
    recommended ("progress in all areas with recommendations that relate to care leavers") need only share its area.
    """
    start = indexed.passage.span.start
    for reference in indexed.back:
        recommended = reference.kind is BackReferenceKind.ASKED
        if reference.kind is BackReferenceKind.VISIT or not reference.meets(asked.year) or not (near or recommended):
            continue
        first, last = sentence_around(indexed.passage.text, reference.span.start)
        concepts = {hit.concept for hit in indexed.concepts if first <= indexed.words[hit.first].start - start < last}
        if not recommended:
            concepts -= known.groups
        areas = {known.areas[concept][0] for concept in concepts if known.areas.get(concept)} - PLAIN_AREAS
        same = {concept for concept in concepts if "#" + concept in asked.query.concepts}
        if (near and same) or sum(asked.query.masses.get(area, 0.0) for area in areas) >= _SAME_AREA:
            return reference.words
    return ""


def place_of(indexed: IndexedPassage) -> str:
    """Return where a passage stands, in the officer's words."""
    passage = indexed.passage
    if passage.paragraph is not None:
        return f"paragraph {passage.paragraph}"
    if passage.improvement:
        return "the list of what must improve"
    if passage.page is not None:
        return f"a passage on page {passage.page}"
    return f"a passage under “{passage.section}”" if passage.section else "a passage"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
