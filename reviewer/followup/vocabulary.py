"""What the program knows of the words: how much each tells, what goes with it, and what things were called over the years."""

from __future__ import annotations

import base64
import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from reviewer.followup.vectors import WeighedVectors
from reviewer.followup.words import Word, words_of
from reviewer.paths import resources

_UNKNOWN_WEIGHT = 3.0  # a stem in too few documents to be weighed: rare, but it may be a name


class ConceptHit(NamedTuple):
    """A phrase of a concept found in a text: words ``first`` to ``last`` (counted, ``last`` included)."""

    concept: str
    first: int
    last: int

    def part_of(self, other: ConceptHit) -> bool:
        """Tell whether the other is a longer phrase, for another thing, that holds this one."""
        longer = other.last - other.first > self.last - self.first
        return longer and other.first <= self.first and self.last <= other.last and other.concept != self.concept


_hit = tuple.__new__  # what ConceptHit(...) comes to, in half its time


class Branch(NamedTuple):
    """The phrases that begin with one stem: concepts that it is a name of alone; what follows its second stem, longest first."""

    alone: tuple[str, ...]
    going_on: dict[str, tuple[tuple[list[str], str], ...]]


Phrases = dict[str, Branch]


@dataclass(frozen=True)
class Vocabulary:
    """Weights by stem (and "#concept"), stems that go together, phrases by first stem, areas by concept."""

    weights: dict[str, float]
    similar: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=dict)
    areas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()  # concepts that are a whole group of children, not a practice
    names: dict[str, tuple[frozenset[tuple[str, ...]], ...]] = field(
        default_factory=dict
    )  # by concept, the stems of phrases that are names of one and the same thing ("kinship", "connected persons")

    meanings: dict[str, tuple[int, ...]] = field(default_factory=dict)  # where each stem stands among the others

    def meaning(self, weights: Mapping[str, float]) -> tuple[float, ...]:
        """Return where weighed stems stand together: a unit vector, () where none of them is known; right to 1e-9."""
        return self._weighed.direction(weights)

    @cached_property
    def _weighed(self) -> WeighedVectors:
        return WeighedVectors(self.meanings, self.weight)

    def meanings_of(self, sentences: Iterable[Iterable[str]]) -> tuple[list[tuple[float, ...]], tuple[float, ...]]:
        """Return the same for the stems of each sentence, weighed by what they tell, and for all of them together.

        Right to 1e-9. Sentences of which no stem is known are left out.
        """
        return self._weighed.units(sentences)

    def same_thing(self, concept: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Tell whether two phrases of a concept, by their stems, are names of one and the same thing."""
        return any(one in names and other in names for names in self.names.get(concept, ()))

    def weight(self, stem: str) -> float:
        """Return how much a stem tells: near 0 for a word of every passage, several for one of few."""
        return self.weights.get(stem, _UNKNOWN_WEIGHT)

    def concepts(self, words: Sequence[Word]) -> tuple[ConceptHit, ...]:
        """Return the phrases found in order of place; no part of a longer one for another thing."""
        return tuple(self.phrases_in([word.stem for word in words]))

    def phrases_in(self, stems: list[str]) -> list[ConceptHit]:
        """Return the phrases found among the stems of a text's words, in order of place."""
        found: list[ConceptHit] = []
        branches = self.phrases.get
        for at, (first, second) in enumerate(zip(stems, [*stems[1:], ""], strict=False)):
            branch = branches(first)
            if branch is None:
                continue
            alone, going_on = branch
            if second in going_on:
                for rest, concept in going_on[second]:
                    last = at + 1 + len(rest)
                    if not rest or stems[at + 2 : last + 1] == rest:
                        found.append(_hit(ConceptHit, (concept, at, last)))
            for concept in alone:
                found.append(_hit(ConceptHit, (concept, at, at)))
        return self._whole(found)

    def _whole(self, found: list[ConceptHit]) -> list[ConceptHit]:
        """Leave out what is part of a longer phrase for another thing: "placement" in "work placement".

        A group of children is named in whatever phrase: "child protection conference" does speak of child protection.
        """
        kept: list[ConceptHit] = []
        around: list[ConceptHit] = []  # the longer phrases that are not over yet; the hits come in order, the longest first
        for hit in found:
            if around:
                around = [other for other in around if other.last >= hit.first]
            if not around or hit.concept in self.groups or not any(map(hit.part_of, around)):
                kept.append(hit)
            if hit.last > hit.first:
                around.append(hit)
        return kept

    def masses(self, concepts: Iterable[str]) -> dict[str, float]:
        """Return how much each practice area weighs in a text, by its distinct concepts; the sum is 1, or {}."""
        found: dict[str, float] = {}
        for concept in set(concepts):
            areas = self.areas.get(concept, ())
            for area in areas:
                found[area] = found.get(area, 0.0) + self.weight("#" + concept) / len(areas)
        total = sum(found.values())
        return {area: mass / total for area, mass in found.items()} if total else {}


def _stems_of_all(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.stem for word in words_of(phrase)) for phrase in phrases)


def _phrases(concepts: Iterable[dict[str, Any]]) -> Phrases:
    by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for concept in concepts:
        for phrase in concept["phrases"]:
            stems = tuple(word.stem for word in words_of(phrase))
            by_first.setdefault(stems[0], set()).add((stems, concept["name"]))
    return {first: _branch(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in by_first.items()}


def _branch(phrases: Iterable[tuple[tuple[str, ...], str]]) -> Branch:
    alone: list[str] = []
    going_on: dict[str, list[tuple[list[str], str]]] = {}
    for stems, concept in phrases:
        if len(stems) == 1:
            alone.append(concept)
        else:
            going_on.setdefault(stems[1], []).append((list(stems[2:]), concept))
    return Branch(tuple(alone), {second: tuple(rest) for second, rest in going_on.items()})


def build(synonyms: dict[str, Any], table: dict[str, Any]) -> Vocabulary:
    """Build a vocabulary from the two data files' contents; ``table`` may be {} (nothing weighed yet)."""
    similar = {
        stem: tuple((other, float(how)) for other, how in pairs) for stem, pairs in table.get("similar", {}).items()
    }
    areas = {concept["name"]: tuple(concept["areas"]) for concept in synonyms["concepts"]}
    groups = frozenset(concept["name"] for concept in synonyms["concepts"] if concept.get("group"))
    names = {concept["name"]: tuple(map(_stems_of_all, concept.get("names", ()))) for concept in synonyms["concepts"]}
    phrases = _phrases(synonyms["concepts"])
    return Vocabulary(
        table.get("weights", {}), similar, phrases, areas, groups, names, _meanings(table.get("meanings"))
    )


def _meanings(data: dict[str, Any] | None) -> dict[str, tuple[int, ...]]:
    if not data:
        return {}
    size, numbers = data["size"], array("b", base64.b64decode(data["vectors"]))
    return {stem: tuple(numbers[at * size : (at + 1) * size]) for at, stem in enumerate(data["stems"])}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the product's vocabulary, read once from its data files."""
    folder = resources() / "followup"
    synonyms = json.loads((folder / "synonyms.json").read_text(encoding="utf-8"))
    return build(synonyms, json.loads((folder / "term_weights.json").read_text(encoding="utf-8")))
