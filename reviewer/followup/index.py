"""A later document made ready to be asked: its passages with their stems and concepts, weighed once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reviewer.domain.document import Reading
from reviewer.followup.passages import Passage, passages_of
from reviewer.followup.vocabulary import ConceptHit, Vocabulary, vocabulary
from reviewer.followup.words import Word, words_of


@dataclass(frozen=True)
class IndexedPassage:
    """A passage with its words (in canonical offsets), stem counts and concepts."""

    passage: Passage
    words: tuple[Word, ...]
    counts: Counter[str]
    concepts: tuple[ConceptHit, ...]


@dataclass(frozen=True)
class PassageIndex:
    """All passages of one document; build it once a document and keep it."""

    passages: tuple[IndexedPassage, ...]
    average_length: float

    @classmethod
    def of(cls, reading: Reading, words: Vocabulary | None = None) -> PassageIndex:
        """Index the passages of a reading."""
        known = words or vocabulary()
        indexed = tuple(_indexed(passage, known) for passage in passages_of(reading))
        total = sum(p.counts.total() for p in indexed)
        return cls(indexed, total / len(indexed) if indexed else 1.0)


def _indexed(passage: Passage, known: Vocabulary) -> IndexedPassage:
    words = words_of(passage.text, passage.span.start)
    counts = Counter(word.stem for word in words if word.stem)
    return IndexedPassage(passage, words, counts, known.concepts(words))
