"""Whether a document comes back to a recommendation: referred back to, same topic, not mentioned, outside its scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reviewer.domain.revisit import Coverage
from reviewer.followup.backreferences import BackReferenceKind
from reviewer.followup.features import Query
from reviewer.followup.index import About, IndexedPassage, PassageIndex
from reviewer.followup.model import Model
from reviewer.followup.scope import PLAIN_AREAS, Scope
from reviewer.followup.vocabulary import Vocabulary
from reviewer.followup.wording import sentence_around

_BACK_WITHIN = 6  # a reference back to the inspection counts among the first so many passages
_POINTED_WITHIN = 2  # "This was an area …" must stand in one of the two nearest passages
_BACK_SHARE = 0.5  # and with a score of at least so much of the first
_SEVERAL = re.compile(
    r"\b(?:all|most|many|both|several|majority|number|some)\b[^.;]*\b(?:areas?|recommendations?|actions|weaknesses|shortfalls)\b"
    r"|\b(?:areas|recommendations|actions|weaknesses|shortfalls)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"(?:this|these|it|both|the same|such)\b(?! (?:inspection|visit)\b)|an? (?:area|issue|weakness)\b", re.IGNORECASE
)
_SAME_AREA = 0.3  # so much of the recommendation must lie in the areas that the sentence speaks of


class Ranked(NamedTuple):
    """A passage with its score, 0..1."""

    score: float
    indexed: IndexedPassage


@dataclass(frozen=True, slots=True)
class Asked:
    """The recommendation's side: taken apart, with where it was made and its share inside the scope."""

    query: Query
    year: int | None
    share: float
    visit: bool = False


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
    back = index.meeting(asked.year, visit=asked.visit)
    if not back:
        return Coverage.SAME_TOPIC, f"{_capital(place_of(ranked[0].indexed))} is on the same topic."
    first = [one.indexed.passage.order for one in ranked[:_BACK_WITHIN]]
    near = {at: n for n, (at, one) in enumerate(zip(first, ranked, strict=False), 1) if one.score >= _BACK_SHARE * top}
    for at in (*[at for at in first if at in back], *back):
        words = _refers_back(asked, index.passages[at], back[at], rank=near.get(at), known=known)
        if words:
            return Coverage.REFERRED_BACK, f"{_capital(place_of(index.passages[at]))} says “{words}”."
    return Coverage.SAME_TOPIC, f"{_capital(place_of(ranked[0].indexed))} is on the same topic."


def _refers_back(
    asked: Asked, indexed: IndexedPassage, references: Iterable[int], *, rank: int | None, known: Vocabulary
) -> str:
    """Return the words that refer back to where this recommendation was made or to what was asked there, "" for none.

    ``references`` are those of the passage that may mean that inspection. What the reference is about must be what the
    recommendation is about: the same thing by name, in a passage that is near; where that is everyday practice or
    management, of which much is said in many passages, in the nearest. Only a sentence on several or all recommendations
    ("progress in all areas with recommendations that relate to care leavers") need not be near; it must share the area.
    """
    for at in references:
        about = indexed.about.get(at)
        if about is None:
            about = indexed.about[at] = _about(indexed, at, known)
        if rank is not None and rank <= (_POINTED_WITHIN if about.pointing else _BACK_WITHIN):
            named = about.things if rank == 1 else about.telling
            if not named.isdisjoint(asked.query.concepts):
                return indexed.back[at].words
        if about.areas and sum(asked.query.masses.get(area, 0.0) for area in about.areas) >= _SAME_AREA:
            return indexed.back[at].words
    return ""


def _about(indexed: IndexedPassage, at: int, known: Vocabulary) -> About:
    """Return what a reference back is about, whether it points back ("This was …"), and the areas where it asked for several.

    That of its sentence; where it points back, of the passage so far, of which only one thing may be meant.
    """
    reference, text, start = indexed.back[at], indexed.passage.text, indexed.passage.span.start
    first, last = sentence_around(text, reference.span.start)
    pointing = bool(_POINTS_BACK.match(text[first:last]))
    several = reference.kind is BackReferenceKind.ASKED and bool(_SEVERAL.search(text[first:last]))
    if pointing:
        first = 0
    named = {hit.concept for hit in indexed.concepts if first <= indexed.words[hit.first].start - start < last}
    things = named - known.groups
    areas = {known.areas[concept][0] for concept in named if known.areas.get(concept)} - PLAIN_AREAS
    return About(
        frozenset("#" + concept for concept in things),
        frozenset("#" + concept for concept in things if not PLAIN_AREAS.issuperset(known.areas.get(concept, ()))),
        frozenset(areas if several else ()),
        pointing,
    )


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
