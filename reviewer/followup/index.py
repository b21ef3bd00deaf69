"""A later document made ready to be asked: its contents turned round, so that each stem leads to where it stands."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter, mul
from typing import NamedTuple

from reviewer.domain.document import Reading
from reviewer.followup.backreferences import BackReference, BackReferenceKind, last_inspection
from reviewer.followup.contents import Contents, contents_in
from reviewer.followup.passages import Passage
from reviewer.followup.vectors import PackedVectors
from reviewer.followup.vocabulary import ConceptHit, Vocabulary, vocabulary
from reviewer.followup.words import Word, words_of

_LENGTH = 511  # of a vector of whole numbers: as fine as `PackedVectors` takes them
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


class About(NamedTuple):
    """What a reference back is about: the things it names, as "#concept"; of them those that are more than everyday practice.

    ``areas`` are those of which it says that several things were asked, none where it does not say so. ``pointing`` tells
    that it points to what stands before it.
    """

    things: frozenset[str]
    telling: frozenset[str]
    areas: frozenset[str]
    pointing: bool


@dataclass(frozen=True)
class IndexedPassage:
    """A passage with what is told of it at a glance; its words are taken apart only when they are asked for.

    Without slots: the four last are reckoned once and kept.
    """

    passage: Passage
    areas: frozenset[str]
    back: tuple[BackReference, ...]
    stems_in: int  # topical words
    concepts_in: int  # different ones
    blanket: float  # how much it speaks of at once, 0..1
    asked: float  # 1 where it speaks of what was recommended before
    norm: float  # BM25's length term
    known: Vocabulary = field(repr=False, compare=False)
    about: dict[int, About] = field(
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

    def meaning_beside(self, other: Sequence[float]) -> float:
        """Return the cosine of where its words stand among all words with another such place, 0 where unknown."""
        stems = {word.stem for word in self.words if word.topical}
        _, unit = self.known.meanings_of([sorted(stems)])
        return math.fsum(value * its for value, its in zip(unit, other, strict=False))

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


class Places(NamedTuple):
    """Where a stem or "#concept" stands: (passage, how often, with BM25's saturation), and sentences, each once.

    ``rare`` is near 1 for what few passages hold and near 0 for what all do.
    """

    passages: list[tuple[int, float]]
    sentences: Sequence[int]
    rare: float


_places = tuple.__new__  # what Places(...) comes to, in half its time


@dataclass(frozen=True)
class PassageIndex:
    """All passages of one document; build it once a document and keep it.

    ``postings`` maps a stem or "#concept" to the numbers of the sentences that hold it, rising, one for each time;
    ``passage_of`` tells each sentence's passage. What is reckoned of a stem is reckoned when it is first asked for.
    """

    passages: tuple[IndexedPassage, ...]
    postings: Mapping[str, Sequence[int]] = field(repr=False)
    passage_of: Sequence[int] = field(repr=False)
    stems_of: tuple[str, ...] = field(repr=False)  # of each passage, as its `Contents` has them
    known: Vocabulary = field(repr=False, compare=False)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict, repr=False, compare=False)
    _places: dict[str, Places | None] = field(default_factory=dict, repr=False, compare=False)
    _meeting: dict[tuple[int | None, bool], dict[int, list[int]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _standing: dict[tuple[float, ...], list[float]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def last_inspection(self) -> int | None:
        """Return the year of the inspection that the document calls its last one, None where it names none."""
        return last_inspection(reference for one in self.passages for reference in one.back)

    @cached_property
    def _meanings(self) -> tuple[PackedVectors, list[slice], Callable[[tuple[int, ...]], tuple[int, ...]]]:
        """Return where words stand among all words: those of each sentence, then those of each passage of several.

        With them, which of these are the sentences of each passage, and what picks each whole passage, behind one that
        counts for nothing. A passage of which no word is known has one sentence that stands nowhere.
        """
        sentences: list[list[int]] = []
        passages: list[list[int]] = []
        ranges: list[slice] = []
        wholes: list[int] = []
        for stems in self.stems_of:
            units, whole = self.known.meanings_of(dict.fromkeys(line.split()) for line in stems.split("\n"))
            first = len(sentences)
            sentences += [_whole_numbers(unit) for unit in units] or [[]]
            ranges.append(slice(first, len(sentences)))
            wholes.append(first if len(units) < 2 else -1 - len(passages))
            if len(units) > 1:
                passages.append(_whole_numbers(whole))
        picked = [at if at >= 0 else len(sentences) - 1 - at for at in wholes]
        return PackedVectors([*sentences, *passages]), ranges, itemgetter(0, 0, *picked)  # of one place it makes no tuple

    def near(self, meaning: Sequence[float]) -> tuple[Sequence[int], Sequence[int], float]:
        """Return how near a recommendation's place among all words is to those of the passages, 0 where unknown.

        First to that of the whole passage, then to that of its nearest sentence; each times the last number is a cosine.
        """
        vectors, ranges, wholes = self._meanings
        if not meaning or not ranges:
            return [0] * len(ranges), [0] * len(ranges), 1.0
        products, unit = vectors.raised_products(tuple(meaning))
        return wholes(products)[2:], list(map(max, map(products.__getitem__, ranges))), unit / _LENGTH

    @cached_property
    def sentences_of(self) -> list[slice]:
        """Return which sentences each passage has, at least one each."""
        ends = list(accumulate(stems.count("\n") + 1 for stems in self.stems_of))
        return list(map(slice, [0, *ends], ends))

    @cached_property
    def looking_back(self) -> tuple[int, ...]:
        """Return the passages that refer back to anything."""
        return tuple(at for at, one in enumerate(self.passages) if one.back)

    @cached_property
    def standing(self) -> tuple[list[float], ...]:
        """Return what the features tell of the passages whatever is asked for, a column each (the last of `FEATURES`)."""
        return (
            [one.asked for one in self.passages],
            [one.blanket for one in self.passages],
        )

    def ranks_of_standing(self, weights: tuple[float, ...]) -> list[float]:
        """Return the weighed sums of the columns of `standing`."""
        found = self._standing.get(weights)
        if found is None:
            found = self._standing[weights] = [sum(map(mul, weights, row)) for row in zip(*self.standing, strict=True)]
        return found

    def counts(self, stem: str) -> dict[int, int]:
        """Return {passage: times} of a stem; of a "#concept" only whether it is there, as 1."""
        found = self._counts.get(stem)
        if found is None:
            numbers = self.postings.get(stem, ())
            places = [self.passage_of[number] for number in numbers]
            found = self._counts[stem] = dict.fromkeys(places, 1)
            if len(found) < len(places) and stem[0] != "#":
                last = -1
                for at in places:
                    if at == last:
                        found[at] += 1
                    last = at
        return found

    @cached_property
    def _once(self) -> list[float]:
        """Return for each passage what BM25 makes of a stem that stands there once."""
        return [(_K1 + 1) / (1 + one.norm) for one in self.passages]

    @cached_property
    def _rare(self) -> list[float]:
        """Return by the number of passages that hold a stem how rare it is."""
        number = len(self.passages)
        return [math.log((number + 1) / (holding + 0.5)) / math.log(number + 1) for holding in range(number + 1)]

    def places(self, stem: str) -> Places | None:
        """Return where a stem or "#concept" stands, None where it is not in the document."""
        try:
            return self._places[stem]
        except KeyError:
            found = self._places[stem] = self._found(stem)
            return found

    def _found(self, stem: str) -> Places | None:
        numbers = self.postings.get(stem)
        if numbers is None:
            return None
        once = self._once
        if len(numbers) == 1:  # as nearly half of them
            at = self.passage_of[numbers[0]]
            return _places(Places, ([(at, once[at])], numbers, self._rare[1]))
        held_by = [self.passage_of[number] for number in numbers]
        different = dict.fromkeys(held_by)
        rare = self._rare[len(different)]
        if len(different) == len(held_by):
            return _places(Places, ([(at, once[at]) for at in held_by], numbers, rare))
        passages = [
            (at, once[at] if times == 1 else times * (_K1 + 1) / (times + self.passages[at].norm))
            for at, times in self.counts(stem).items()
        ]
        return Places(passages, list(dict.fromkeys(numbers)), rare)

    def meeting(self, year: int | None, *, visit: bool) -> dict[int, list[int]]:
        """Return by passage which of its references back may mean the inspection (``visit``: the visit) of a year."""
        found = self._meeting.get((year, visit))
        if found is None:
            found = self._meeting[year, visit] = {}
            for at in self.looking_back:
                meet = [
                    number
                    for number, reference in enumerate(self.passages[at].back)
                    if reference.meets(year, visit=visit, last=self.last_inspection)
                ]
                if meet:
                    found[at] = meet
        return found

    @classmethod
    def of(cls, reading: Reading, words: Vocabulary | None = None) -> PassageIndex:
        """Index the passages of a reading."""
        known = words or vocabulary()
        return cls.over(contents_in(reading, known), known)

    @classmethod
    def over(cls, contents: Sequence[Contents], known: Vocabulary) -> PassageIndex:
        """Index a document taken apart with a vocabulary."""
        postings: dict[str, list[int]] = defaultdict(list)
        passage_of: list[int] = []
        for at, one in enumerate(contents):
            first = len(passage_of)
            for sentence, concept in one.concepts:
                postings["#" + concept].append(first + sentence)
            for number, line in enumerate(one.stems.split("\n"), first):
                passage_of.append(at)
                for stem in line.split():
                    postings[stem].append(number)
        stems = tuple(one.stems for one in contents)
        return cls(_indexed(contents, known), dict(postings), passage_of, stems, known)


def _whole_numbers(unit: Sequence[float]) -> list[int]:
    return [round(_LENGTH * value) for value in unit]


def _indexed(contents: Sequence[Contents], known: Vocabulary) -> tuple[IndexedPassage, ...]:
    """Return the passages of a document, each weighed by the average length of all."""
    stems_in = [one.stems.count(" ") for one in contents]
    average = max(sum(stems_in) / len(contents), 1.0) if contents else 1.0
    return tuple(_indexed_one(one, stems, average, known) for one, stems in zip(contents, stems_in, strict=True))


def _indexed_one(one: Contents, stems: int, average: float, known: Vocabulary) -> IndexedPassage:
    concepts = {concept for _, concept in one.concepts}
    own = section_areas(one.passage.section)
    return IndexedPassage(
        one.passage,
        own or frozenset(area for concept in concepts for area in known.areas.get(concept, ())),
        one.back,
        stems,
        len(concepts),
        min(len(concepts) / 12, 1.0),
        1.0 if any(reference.kind is BackReferenceKind.ASKED for reference in one.back) else 0.0,
        _K1 * (1 - _B + _B * max(stems, 8) / average),
        known,
    )


@lru_cache(maxsize=1024)
def section_areas(heading: str) -> frozenset[str]:
    """Return the practice areas that a heading announces."""
    return frozenset(area for pattern, areas in _SECTIONS if pattern.search(heading) for area in areas)
