"""What the program knows of the words: how much each tells, what goes with it, and what things were called over the years."""

from __future__ import annotations

import base64
import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import mul
from typing import Any

from reviewer.followup.words import Word, words_of
from reviewer.paths import resources

_UNKNOWN_WEIGHT = 3.0  # a stem in too few documents to be weighed: rare, but it may be a name
Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class ConceptHit:
    """A phrase of a concept found in a text: words ``first`` to ``last`` (counted, ``last`` included)."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True)
class Vocabulary:
    """Weights by stem (and "#concept"), stems that go together, phrases by first stem, areas by concept."""

    weights: dict[str, float]
    similar: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=dict)
    areas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()  # concepts that are a whole group of children, not a practice
    names: frozenset[str] = (
        frozenset()
    )  # concepts whose phrases are names of one thing ("kinship", "connected persons")

    meanings: dict[str, tuple[int, ...]] = field(default_factory=dict)  # where each stem stands among the others

    def meaning(self, weights: Mapping[str, float]) -> tuple[float, ...]:
        """Return where weighed stems stand together: a unit vector, () where none of them is known."""
        known = [(weight, self.meanings[stem]) for stem, weight in weights.items() if stem in self.meanings]
        if not known:
            return ()
        weighed = [weight for weight, _ in known]
        sums = [sum(map(mul, weighed, column)) for column in zip(*(vector for _, vector in known), strict=True)]
        length = math.sqrt(sum(value * value for value in sums))
        return tuple(value / length for value in sums) if length else ()

    def weight(self, stem: str) -> float:
        """Return how much a stem tells: near 0 for a word of every passage, several for one of few."""
        return self.weights.get(stem, _UNKNOWN_WEIGHT)

    def concepts(self, words: Sequence[Word]) -> tuple[ConceptHit, ...]:
        """Return the phrases found in order of place; of one concept at one place, the longest."""
        stems = tuple(word.stem for word in words)
        phrases = self.phrases
        found: list[ConceptHit] = []
        for at in [at for at, first in enumerate(stems) if first in phrases]:
            for phrase, concept in phrases[stems[at]]:
                if stems[at : at + len(phrase)] == phrase:
                    found.append(ConceptHit(concept, at, at + len(phrase) - 1))
        return tuple(found)

    def masses(self, concepts: Iterable[str]) -> dict[str, float]:
        """Return how much each practice area weighs in a text, by its distinct concepts; the sum is 1, or {}."""
        found: dict[str, float] = {}
        for concept in set(concepts):
            areas = self.areas.get(concept, ())
            for area in areas:
                found[area] = found.get(area, 0.0) + self.weight("#" + concept) / len(areas)
        total = sum(found.values())
        return {area: mass / total for area, mass in found.items()} if total else {}


def _phrases(concepts: Iterable[dict[str, Any]]) -> Phrases:
    by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for concept in concepts:
        for phrase in concept["phrases"]:
            stems = tuple(word.stem for word in words_of(phrase))
            by_first.setdefault(stems[0], set()).add((stems, concept["name"]))
    return {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in by_first.items()}


def build(synonyms: dict[str, Any], table: dict[str, Any]) -> Vocabulary:
    """Build a vocabulary from the two data files' contents; ``table`` may be {} (nothing weighed yet)."""
    similar = {
        stem: tuple((other, float(how)) for other, how in pairs) for stem, pairs in table.get("similar", {}).items()
    }
    areas = {concept["name"]: tuple(concept["areas"]) for concept in synonyms["concepts"]}
    groups = frozenset(concept["name"] for concept in synonyms["concepts"] if concept.get("group"))
    names = frozenset(concept["name"] for concept in synonyms["concepts"] if concept.get("names"))
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
