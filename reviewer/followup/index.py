"""A later document made ready to be asked: passages, sentences, and which of them hold which stem or concept."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from reviewer.domain.document import Reading
from reviewer.followup.backreferences import BackReference, BackReferenceKind, back_references
from reviewer.followup.passages import Passage, passages_of
from reviewer.followup.vocabulary import ConceptHit, Vocabulary, vocabulary
from reviewer.followup.words import Word, words_of

_SENTENCE_END = re.compile(r"[.?!;:][”’\"')]?\s")
_K1, _B = 1.2, 0.6  # BM25's two constants, for saturation and length

# The practice areas a section's heading announces.
_SECTIONS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"help and protection|need of help|protection of", re.I), ("protection", "front-door", "early-help")),
    (re.compile(r"in care|looked after|permanence", re.I), ("care",)),
    (re.compile(r"care leavers|leaving care", re.I), ("leavers",)),
    (re.compile(r"adoption", re.I), ("adoption", "permanence", "care")),
    (re.compile(r"leaders|leadership|management|governance", re.I), ("leadership", "strategic")),
    (re.compile(r"safeguarding (children )?board|lscb", re.I), ("lscb", "strategic")),
    (re.compile(r"front door|contact", re.I), ("front-door",)),
)


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage with its words (in canonical offsets), concepts, practice areas and references back."""

    passage: Passage
    words: tuple[Word, ...]
    concepts: tuple[ConceptHit, ...]
    areas: frozenset[str]
    back: tuple[BackReference, ...]
    norm: float  # BM25's length term
    length: float  # of the text, on the scale of the features
    blanket: float  # how much it speaks of at once, 0..1
    asked: float  # 1 where it speaks of what was recommended before
    places: dict[str, list[int]]  # topical stem -> which words
    hits: dict[str, list[ConceptHit]]  # concept -> where


@dataclass(frozen=True, slots=True)
class PassageIndex:
    """All passages of one document; build it once a document and keep it.

    ``counts`` maps a stem or "#concept" to {passage: times}; ``sentences`` maps it to sentence numbers, whose passage is
    ``passage_of``.
    """

    passages: tuple[IndexedPassage, ...]
    counts: dict[str, dict[int, int]] = field(repr=False)
    sentences: dict[str, tuple[int, ...]] = field(repr=False)
    passage_of: tuple[int, ...] = field(repr=False)
    _saturated: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict, repr=False, compare=False)

    def saturated(self, stem: str) -> tuple[tuple[int, float], ...]:
        """Return (passage, how often, with BM25's saturation) of a stem or "#concept"; reckoned when first asked for."""
        found = self._saturated.get(stem)
        if found is None:
            held = self.counts.get(stem, {})
            found = tuple((at, times * (_K1 + 1) / (times + self.passages[at].norm)) for at, times in held.items())
            self._saturated[stem] = found
        return found

    @classmethod
    def of(cls, reading: Reading, words: Vocabulary | None = None) -> PassageIndex:
        """Index the passages of a reading."""
        return cls.over(passages_of(reading), words or vocabulary())

    @classmethod
    def over(cls, passages: Iterable[Passage], known: Vocabulary) -> PassageIndex:
        """Index some passages."""
        builder = _Builder(known)
        for passage in passages:
            builder.add(passage)
        return builder.built()


class _Builder:
    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._read: list[tuple[Passage, tuple[Word, ...], tuple[ConceptHit, ...], tuple[BackReference, ...]]] = []
        self._counts: dict[str, dict[int, int]] = {}
        self._sentences: dict[str, list[int]] = {}
        self._passage_of: list[int] = []

    def add(self, passage: Passage) -> None:
        at = len(self._read)
        words = words_of(passage.text, passage.span.start)
        concepts = self._known.concepts(words)
        self._read.append((passage, words, concepts, back_references(passage.text)))
        stems = [word.stem for word in words if word.topical]
        held = Counter(stems)
        held.update({"#" + hit.concept: 1 for hit in concepts})
        for stem, times in held.items():
            self._counts.setdefault(stem, {})[at] = times
        for sentence in _sentences(passage.text, words, passage.span.start):
            number = len(self._passage_of)
            self._passage_of.append(at)
            first, last = sentence[0].start, sentence[-1].end
            held_here = {word.stem for word in sentence if word.topical}
            held_here |= {"#" + hit.concept for hit in concepts if first <= words[hit.first].start < last}
            for stem in held_here:
                self._sentences.setdefault(stem, []).append(number)

    def built(self) -> PassageIndex:
        lengths = [sum(word.topical for word in words) for _, words, _, _ in self._read]
        average = max(sum(lengths) / len(lengths), 1.0) if lengths else 1.0
        passages = tuple(
            IndexedPassage(
                passage,
                words,
                concepts,
                _areas(passage, concepts, self._known),
                back,
                _K1 * (1 - _B + _B * max(length, 8) / average),
                math.log1p(len(words)) / 5,
                min(len({hit.concept for hit in concepts}) / 12, 1.0),
                1.0 if any(reference.kind is BackReferenceKind.ASKED for reference in back) else 0.0,
                _places(words),
                _hits(concepts),
            )
            for (passage, words, concepts, back), length in zip(self._read, lengths, strict=True)
        )
        return PassageIndex(
            passages,
            self._counts,
            {stem: tuple(numbers) for stem, numbers in self._sentences.items()},
            tuple(self._passage_of),
        )


def _places(words: tuple[Word, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word.topical:
            found.setdefault(word.stem, []).append(at)
    return found


def _hits(concepts: tuple[ConceptHit, ...]) -> dict[str, list[ConceptHit]]:
    found: dict[str, list[ConceptHit]] = {}
    for hit in concepts:
        found.setdefault(hit.concept, []).append(hit)
    return found


@lru_cache(maxsize=1024)
def section_areas(heading: str) -> frozenset[str]:
    """Return the practice areas that a heading announces."""
    return frozenset(area for pattern, areas in _SECTIONS if pattern.search(heading) for area in areas)


def _areas(passage: Passage, concepts: tuple[ConceptHit, ...], known: Vocabulary) -> frozenset[str]:
    """Return the practice areas of the section above; of the passage's own concepts where that says none."""
    found = section_areas(passage.section)
    return frozenset(found or {area for hit in concepts for area in known.areas.get(hit.concept, ())})


def _sentences(text: str, words: tuple[Word, ...], offset: int) -> list[list[Word]]:
    ends = [match.start() + offset for match in _SENTENCE_END.finditer(text)] + [offset + len(text) + 1]
    found: list[list[Word]] = [[]]
    which = 0
    for word in words:
        while word.start > ends[which]:
            which += 1
            found.append([])
        found[-1].append(word)
    return [sentence for sentence in found if sentence]
