"""Recommendations that come back over the years: which later one asks again for what an earlier one asked for.

Proposals, for a person to take or leave: likeness with its reasons, and whether the later one repeats, narrows or
supersedes the earlier. Pure: no document is looked at, only the recommendations' own words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.domain.document import RecommendationList
from reviewer.domain.threads import ThreadKind
from reviewer.followup.features import Query, RecommendationText, query_of
from reviewer.followup.reasons import equation
from reviewer.followup.vocabulary import Vocabulary, vocabulary
from reviewer.followup.words import words_of

LIKE = 0.4  # the least likeness of a proposal: by reading the proposals of real authorities
_LINKS = 2  # earlier recommendations proposed for one later one at the most
_TOLD = 3  # common names told as reasons at the most
_OTHER_GROUP = 0.5  # of the likeness is left where the two are about different groups of children
_WORDS_ALONE = 0.6  # where they share words ("response", "proportionate") but no thing that has a name
_OTHER_BODY = 0.7  # and where one is made to the safeguarding board or partnership, the other not
_PART = 1.7  # times as much of the one is in the other as the other way round
_SIMILAR = 0.6  # a word that keeps the same company counts so much of the word itself
_NAMED = 1.5  # a thing named counts so much more than the word beside it, whatever it weighs among all passages
_COMMON = 1.0  # and a word so much less: what is left of "quality" and "consistent" is little
_BOARDS = frozenset({RecommendationList.LSCB, RecommendationList.PARTNERSHIP})


@dataclass(frozen=True, slots=True)
class ThreadProposal:
    """A link from a later recommendation to an earlier one; the two are places in the sequence that was given.

    ``likeness`` is 0..1. ``why`` are reasons in the officer's words, the common names first.
    """

    earlier: int
    later: int
    kind: ThreadKind
    likeness: float
    why: tuple[str, ...]


def threads(recommendations: Sequence[RecommendationText]) -> tuple[ThreadProposal, ...]:
    """Propose links among one authority's recommendations of several documents, by place of the later one.

    Recommendations of one date are of one document and never linked; those without a date are left alone. Each later
    recommendation is linked to the latest document before it that has any like it, so that links make a chain
    (2011, 2015, 2019) and not a web.
    """
    known = vocabulary()
    taken = [_Part.of(recommendation, known) for recommendation in recommendations]
    by_date: dict[str, list[int]] = defaultdict(list)
    for at, recommendation in enumerate(recommendations):
        if recommendation.date:
            by_date[recommendation.date].append(at)
    dates = sorted(by_date, reverse=True)
    found: list[ThreadProposal] = []
    for later, recommendation in enumerate(recommendations):
        for date in dates:
            if not recommendation.date or date >= recommendation.date:
                continue
            near = [_proposal(earlier, later, taken, known) for earlier in by_date[date]]
            like = sorted((p for p in near if p.likeness >= LIKE), key=lambda p: (-p.likeness, p.earlier))
            found += like[:_LINKS]
            if like:
                break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """A recommendation as it is compared: what it asks for by weight, and apart from that its groups of children."""

    query: Query
    units: dict[str, float]  # "#concept" or a stem that no concept covers; groups only where it names nothing else
    groups: frozenset[str]
    practices: frozenset[str]
    board: bool

    @classmethod
    def of(cls, recommendation: RecommendationText, known: Vocabulary) -> _Part:
        query = query_of(recommendation)
        names = frozenset(query.phrases)
        covered = {word.stem for phrase in query.phrases.values() for word in words_of(phrase)}
        units = {
            stem: weight - _COMMON for stem, weight in query.terms.items() if stem not in covered and weight > _COMMON
        }
        for name, weight in query.concepts.items():
            if name[1:] not in known.groups:
                units[name] = weight * (1 + _NAMED / (known.weight(name) or 1.0))
        groups = names & known.groups
        whole = units or {"#" + name: 1.0 for name in groups}
        return cls(query, whole, groups, names - known.groups, recommendation.list in _BOARDS)


def _proposal(earlier: int, later: int, taken: Sequence[_Part], known: Vocabulary) -> ThreadProposal:
    old, new = taken[earlier], taken[later]
    of_new, of_old = _share(new, old, known), _share(old, new, known)
    likeness = math.sqrt(of_new * of_old)
    if not any(unit[0] == "#" and unit in old.units for unit in new.units):
        likeness *= _WORDS_ALONE
    if old.groups and new.groups and not old.groups & new.groups:
        likeness *= _OTHER_GROUP
    if old.board is not new.board:
        likeness *= _OTHER_BODY
    return ThreadProposal(
        earlier, later, _kind(old, new, of_old=of_old, of_new=of_new), round(likeness, 3), _why(old, new, known)
    )


def _share(part: _Part, other: _Part, known: Vocabulary) -> float:
    """Return how much of what one asks for the other asks for too, 0..1."""
    total = sum(part.units.values())
    if not total:
        return 0.0
    shared = 0.0
    for unit, weight in part.units.items():
        if unit in other.units:
            shared += weight
        else:
            company = known.similar.get(unit, ())
            near = [how for stem, how in company if stem in other.units and stem not in part.query.terms]
            shared += weight * _SIMILAR * max(near, default=0.0)
    return shared / total


def _kind(old: _Part, new: _Part, *, of_old: float, of_new: float) -> ThreadKind:
    """Tell what the later one is: about fewer children or things it narrows, about more it supersedes.

    Where the later is nearly all found in the earlier but not the other way round, it asks for a part of it.
    """
    if new.groups and not old.groups:
        return ThreadKind.NARROWS
    if (old.groups and not new.groups) or of_old > _PART * of_new:
        return ThreadKind.SUPERSEDES
    return ThreadKind.NARROWS if of_new > _PART * of_old else ThreadKind.REPEATS


def _why(old: _Part, new: _Part, known: Vocabulary) -> tuple[str, ...]:
    """Return the things both name, heaviest first, then whom or what only one of them names."""
    shared = sorted((unit for unit in new.units if unit in old.units), key=lambda unit: (-new.units[unit], unit))
    told = [_named(unit[1:], old, new, known) if unit[0] == "#" else _word(unit, new) for unit in shared[:_TOLD]]
    both = old.groups & new.groups
    if both and not set(told) & both:
        told.append(f"both about {_list(both)}")
    if new.groups - old.groups:
        told.append(f"the later one about {_list(new.groups - old.groups)}")
    elif old.groups - new.groups:
        told.append(f"the earlier one about {_list(old.groups - new.groups)}")
    more = new.practices - old.practices
    if more:
        told.append(f"the later one also names {_list(more)}")
    elif old.practices - new.practices:
        told.append(f"the earlier one also names {_list(old.practices - new.practices)}")
    return tuple(dict.fromkeys(told))


def _named(concept: str, old: _Part, new: _Part, known: Vocabulary) -> str:
    return equation(concept, old.query.phrases[concept], [new.query.phrases[concept]], known)


def _word(stem: str, part: _Part) -> str:
    """Return the word of a recommendation that has a stem."""
    return part.query.words.get(stem, stem)


def _list(names: frozenset[str]) -> str:
    first = sorted(names)[:_TOLD]
    return " and ".join([", ".join(first[:-1]), first[-1]]) if len(first) > 1 else first[0]
