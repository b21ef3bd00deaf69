"""What the program knows of the words: how much each stem tells, and what the same thing was called over the years."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reviewer.followup.words import Word, words_of
from reviewer.paths import resources

_UNKNOWN_WEIGHT = 7.0  # a stem in none of the weighed documents tells most


@dataclass(frozen=True, slots=True)
class ConceptHit:
    """A phrase of a concept found in a text: words ``first`` to ``last`` (counted, ``last`` included)."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True)
class Vocabulary:
    """Weights by stem and phrases by their first stem, each phrase with its concept."""

    weights: dict[str, float]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    def weight(self, stem: str) -> float:
        """Return how much a stem tells: about 0 for a word in every passage, about 7 for a rare one."""
        return self.weights.get(stem, _UNKNOWN_WEIGHT)

    def concepts(self, words: Sequence[Word]) -> tuple[ConceptHit, ...]:
        """Return the phrases found, longest at each place, in order."""
        found: list[ConceptHit] = []
        stems = [word.stem for word in words]
        for at, first in enumerate(stems):
            for phrase, concept in self.phrases.get(first, ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    found.append(ConceptHit(concept, at, at + len(phrase) - 1))
        return tuple(found)


def _phrases(concepts: list[dict[str, Any]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept in concepts:
        for phrase in concept["phrases"]:
            stems = tuple(word.stem for word in words_of(phrase))
            while stems and not stems[0]:
                stems = stems[1:]
            while stems and not stems[-1]:
                stems = stems[:-1]
            by_first.setdefault(stems[0], []).append((stems, concept["name"]))
    return {first: tuple(sorted(set(found), key=lambda p: (-len(p[0]), p))) for first, found in by_first.items()}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the product's vocabulary, read once from its data files."""
    folder = resources() / "followup"
    concepts = json.loads((folder / "synonyms.json").read_text(encoding="utf-8"))["concepts"]
    table = json.loads((folder / "term_weights.json").read_text(encoding="utf-8"))
    return Vocabulary(table["weights"], _phrases(concepts))
