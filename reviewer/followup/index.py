"""A later document made ready to be asked: passages, sentences, and which of them hold which stem or concept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from reviewer.domain.document import Reading
from reviewer.followup.backreferences import BackReference, BackReferenceKind, back_references, last_inspection
from reviewer.followup.passages import Passage, passages_of
from reviewer.followup.vectors import PackedVectors
from reviewer.followup.vocabulary import ConceptHit, Vocabulary, vocabulary
from reviewer.followup.words import Word, words_of

_SENTENCE_END = re.compile(r"[.?!;:][”’\"')]?\s")
Company = tuple[tuple[str, float], ...]  # stems that keep a word's company, and how closely
_LENGTH = 127  # of a passage's vector: it is kept in bytes
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


@dataclass(frozen=True)
class IndexedPassage:
    """A passage with what is told of it at a glance; its words are taken apart only when they are asked for.

    Without slots: the four last are reckoned once and kept.
    """

    passage: Passage
    areas: frozenset[str]
    back: tuple[BackReference, ...]
    stems_in: int  # topical words
    words_in: int
    concepts_in: int  # different ones
    length: float  # of the text, on the scale of the features
    blanket: float  # how much it speaks of at once, 0..1
    asked: float  # 1 where it speaks of what was recommended before
    norm: float  # BM25's length term
    meaning: tuple[int, ...]  # where its words stand among all words: a vector of length 127, () where unknown
    known: Vocabulary = field(repr=False, compare=False)
    about: dict[int, tuple[frozenset[str], bool, bool]] = field(
        default_factory=dict, repr=False, compare=False
    )  # what each reference back is about, as `coverage` found it

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return its words, in canonical offsets."""
        return words_of(self.passage.text, self.passage.span.start)

    @cached_property
    def concepts(self) -> tuple[ConceptHit, ...]:
        """Return the concepts found, by place."""
        return self.known.concepts(self.words)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Return for each topical stem which words have it."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            if word.topical:
                found.setdefault(word.stem, []).append(at)
        return found

    @cached_property
    def hits(self) -> dict[str, list[ConceptHit]]:
        """Return for each concept where it stands."""
        found: dict[str, list[ConceptHit]] = {}
        for hit in self.concepts:
            found.setdefault(hit.concept, []).append(hit)
        return found


@dataclass(frozen=True)
class PassageIndex:
    """All passages of one document; build it once a document and keep it.

    ``postings`` maps a stem or "#concept" to the numbers of the sentences that hold it, rising, one for each time;
    ``passage_of`` tells each sentence's passage. What is reckoned of a stem is reckoned when it is first asked for.
    """

    passages: tuple[IndexedPassage, ...]
    postings: dict[str, Sequence[int]] = field(repr=False)
    passage_of: tuple[int, ...] = field(repr=False)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict, repr=False, compare=False)
    _saturated: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict, repr=False, compare=False)
    _sentences: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    _company: dict[Company, dict[int, float]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def last_inspection(self) -> int | None:
        """Return the year of the inspection that the document calls its last one, None where it names none."""
        return last_inspection(reference for one in self.passages for reference in one.back)

    @cached_property
    def _meanings(self) -> PackedVectors:
        return PackedVectors([one.meaning for one in self.passages])

    def near(self, meaning: Sequence[float]) -> list[float]:
        """Return the cosines of a recommendation's place among all words with those of the passages, 0 where unknown."""
        return self._meanings.products([value / _LENGTH for value in meaning])

    @cached_property
    def looking_back(self) -> tuple[IndexedPassage, ...]:
        """Return the passages that refer back to anything."""
        return tuple(one for one in self.passages if one.back)

    @cached_property
    def standing(self) -> tuple[list[float], ...]:
        """Return what the features tell of the passages whatever is asked for, a column each (the last of `FEATURES`)."""
        return (
            [1.0 if one.passage.improvement else 0.0 for one in self.passages],
            [1.0 if one.passage.finding else 0.0 for one in self.passages],
            [one.asked for one in self.passages],
            [one.length for one in self.passages],
            [one.blanket for one in self.passages],
        )

    def sentences(self, stem: str) -> tuple[int, ...]:
        """Return the numbers of the sentences that hold a stem or "#concept", each once."""
        found = self._sentences.get(stem)
        if found is None:
            found = self._sentences[stem] = tuple(dict.fromkeys(self.postings.get(stem, ())))
        return found

    def company(self, stems: Company) -> dict[int, float]:
        """Return for each passage that holds some of these stems the best of their likenesses."""
        found = self._company.get(stems)
        if found is None:
            found = {}
            for stem, how in stems:
                if stem not in self.postings:
                    continue
                for at in self.counts(stem):
                    if how > found.get(at, 0.0):
                        found[at] = how
            self._company[stems] = found
        return found

    def counts(self, stem: str) -> dict[int, int]:
        """Return {passage: times} of a stem; of a "#concept" only whether it is there, as 1."""
        found = self._counts.get(stem)
        if found is None:
            found = {}
            for number in self.postings.get(stem, ()):
                at = self.passage_of[number]
                found[at] = 1 if stem[0] == "#" else found.get(at, 0) + 1
            self._counts[stem] = found
        return found

    def saturated(self, stem: str) -> tuple[tuple[int, float], ...]:
        """Return (passage, how often, with BM25's saturation) of a stem or "#concept"."""
        found = self._saturated.get(stem)
        if found is None:
            found = tuple(
                (at, times * (_K1 + 1) / (times + self.passages[at].norm)) for at, times in self.counts(stem).items()
            )
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


@dataclass(frozen=True, slots=True)
class Glance:
    """What is told of a passage before the others are known: with the average of all it becomes an `IndexedPassage`.

    ``areas`` are those of its concepts, empty where the section's heading announces some.
    """

    passage: Passage
    areas: frozenset[str]
    back: tuple[BackReference, ...]
    stems_in: int
    words_in: int
    concepts_in: int
    meaning: tuple[int, ...]


def indexed(glances: Sequence[Glance], known: Vocabulary) -> tuple[IndexedPassage, ...]:
    """Return the passages of a document, each weighed by the average length of all."""
    average = max(sum(glance.stems_in for glance in glances) / len(glances), 1.0) if glances else 1.0
    return tuple(
        IndexedPassage(
            glance.passage,
            section_areas(glance.passage.section) or glance.areas,
            glance.back,
            glance.stems_in,
            glance.words_in,
            glance.concepts_in,
            math.log1p(glance.words_in) / 5,
            min(glance.concepts_in / 12, 1.0),
            1.0 if any(reference.kind is BackReferenceKind.ASKED for reference in glance.back) else 0.0,
            _K1 * (1 - _B + _B * max(glance.stems_in, 8) / average),
            glance.meaning,
            known,
        )
        for glance in glances
    )


class _Builder:
    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._glances: list[Glance] = []
        self._postings: dict[str, list[int]] = {}
        self._passage_of: list[int] = []

    def add(self, passage: Passage) -> None:
        at = len(self._glances)
        words = words_of(passage.text, passage.span.start)
        hits = self._known.concepts(words)
        concepts = {hit.concept for hit in hits}
        areas: Iterable[str] = ()
        if not section_areas(passage.section):
            areas = (area for concept in concepts for area in self._known.areas.get(concept, ()))
        stems = [word.stem for word in words if word.topical]
        meaning = self._known.meaning({stem: self._known.weight(stem) for stem in stems})
        glance = Glance(
            passage,
            frozenset(areas),
            back_references(passage.text),
            len(stems),
            len(words),
            len(concepts),
            tuple(round(_LENGTH * value) for value in meaning),
        )
        self._glances.append(glance)
        by_word: dict[int, set[str]] = {}
        for hit in hits:
            by_word.setdefault(words[hit.first].start, set()).add("#" + hit.concept)
        for sentence in _sentences(passage.text, words, passage.span.start):
            number = len(self._passage_of)
            self._passage_of.append(at)
            named: set[str] = set()
            for word in sentence:
                if word.topical:
                    self._postings.setdefault(word.stem, []).append(number)
                named |= by_word.get(word.start, set())
            for name in named:
                self._postings.setdefault(name, []).append(number)

    def built(self) -> PassageIndex:
        return PassageIndex(indexed(self._glances, self._known), dict(self._postings), tuple(self._passage_of))


@lru_cache(maxsize=1024)
def section_areas(heading: str) -> frozenset[str]:
    """Return the practice areas that a heading announces."""
    return frozenset(area for pattern, areas in _SECTIONS if pattern.search(heading) for area in areas)


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
