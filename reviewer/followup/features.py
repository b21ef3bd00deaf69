"""What speaks for a passage, as numbers between about 0 and 1, one function a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from reviewer.domain.document import RecommendationList
from reviewer.followup.index import PassageIndex, section_areas
from reviewer.followup.tokens import topical_stems
from reviewer.followup.vocabulary import ConceptHit, Vocabulary, vocabulary
from reviewer.followup.words import Word, words_of

FEATURES = (
    "words",  # share of the recommendation's weighed words, with saturation and length
    "together",  # words and concepts in one sentence
    "here",  # words and concepts that are rare in this very document
    "concepts",  # the same thing under any of its names
    "marked",  # words of the paragraphs that carry its mark
    "meaning",  # words that stand near the recommendation's among all words
    "said",  # the same in its nearest sentence
    "around",  # the same in the passages before and after
    "asked",  # speaks of what was recommended before
    "blanket",  # speaks of everything at once
)
_MARKED_TERMS = 14
_BESIDE = 0.5  # what stands in a clause of purpose or example weighs so much of what is asked for
_CLAUSE = re.compile(
    r"\b(?:including|such as|for example|in particular|so that|in order to|to ensure)\b[^.;]*", re.IGNORECASE
)
_BEGINS = re.compile(r"(?:\A|[.?!:;])[\s“‘\"'(]*\Z")
_MARK = re.compile(r"\(Recommendations?\.?\)")


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """A recommendation as the ranking needs it; ``marked`` are the texts of the paragraphs carrying its mark.

    ``area`` is the judgement area or section it stands in; ``date`` the ISO date of its inspection, "" where unknown.
    ``visit`` tells that it was made by a letter on a focused or monitoring visit.
    """

    text: str
    area: str = ""
    marked: tuple[str, ...] = ()
    date: str = ""
    list: RecommendationList = RecommendationList.LOCAL_AUTHORITY
    visit: bool = False

    @property
    def year(self) -> int | None:
        return int(self.date[:4]) if self.date[:4].isdigit() else None


@dataclass(frozen=True)
class Query:
    """A recommendation taken apart once: weighed words, concepts, words of its company and of its mark.

    Without slots: the two last, which the ranking does not need, are made when they are first asked for and kept.
    """

    terms: dict[str, float]
    concepts: dict[str, float]
    marked: dict[str, float]
    masses: dict[str, float]
    meaning: tuple[float, ...]  # where its words stand among all words
    text: str  # without its marks
    read: tuple[Word, ...] = field(repr=False)  # its words
    hits: tuple[ConceptHit, ...] = field(repr=False)
    board: bool = False  # made to the safeguarding board

    @property
    def length(self) -> int:
        """Return the number of its words."""
        return len(self.read)

    @cached_property
    def phrases(self) -> dict[str, str]:
        """Return the first words of the recommendation for each concept."""
        read = self.read
        return {hit.concept: self.text[read[hit.first].start : read[hit.last].end] for hit in reversed(self.hits)}

    @cached_property
    def words(self) -> dict[str, str]:
        """Return the first word of the recommendation that has a stem, for each of its stems."""
        return {word.stem: self.text[word.start : word.end].lower() for word in reversed(self.read) if word.topical}


@lru_cache(maxsize=1024)
def query_of(recommendation: RecommendationText) -> Query:
    """Take a recommendation apart with the product's vocabulary."""
    return take_apart(recommendation, vocabulary())


def take_apart(recommendation: RecommendationText, known: Vocabulary) -> Query:
    """Take a recommendation apart with a vocabulary."""
    text = _MARK.sub("", recommendation.text)
    words = words_of(text)
    terms: dict[str, float] = {}
    beside = _beside(text)
    for word in words:
        if word.topical and not _is_name(word, text, known):
            weight = known.weight(word.stem)
            if beside and _within(beside, word.start):
                weight *= _BESIDE
            terms[word.stem] = max(terms.get(word.stem, 0.0), weight)
    hits = known.concepts(words)
    concepts: dict[str, float] = {}
    for hit in hits:
        weight = known.weight("#" + hit.concept)
        if beside and _within(beside, words[hit.first].start):
            weight *= _BESIDE
        concepts["#" + hit.concept] = max(concepts.get("#" + hit.concept, 0.0), weight)
    return Query(
        terms,
        concepts,
        _marked(recommendation.marked, known, frozenset(terms)),
        known.masses(hit.concept for hit in hits) or area_masses(recommendation.area),
        known.meaning(terms),
        text,
        words,
        hits,
        recommendation.list is RecommendationList.LSCB,
    )


def _is_name(word: Word, text: str, known: Vocabulary) -> bool:
    """Tell whether a word is the name of a place or a person, and no topic: unheard of, with a capital inside a sentence."""
    written = text[word.start : word.end]
    unheard = written[0].isupper() and not written.isupper() and word.stem not in known.weights
    return unheard and not _BEGINS.search(text, 0, word.start)


def area_masses(heading: str) -> dict[str, float]:
    """Return the masses of a recommendation that names no concept, by the judgement area it stands in."""
    areas = section_areas(heading)
    return dict.fromkeys(sorted(areas), 1 / len(areas)) if areas else {}


def _beside(text: str) -> list[tuple[int, int]]:
    """Return the clauses that say whom it includes or what it is for, rather than what is asked for."""
    return [match.span() for match in _CLAUSE.finditer(text) if match.start() > 0]


def _within(clauses: Iterable[tuple[int, int]], at: int) -> bool:
    return any(first <= at < last for first, last in clauses)


def _marked(texts: tuple[str, ...], known: Vocabulary, already: frozenset[str]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for text in texts:
        count.update(set(topical_stems(_MARK.sub("", text))))
    weighed = {stem: known.weight(stem) * times for stem, times in count.items() if stem not in already}
    best = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0]))[:_MARKED_TERMS]
    return dict(best)


def features(query: Query, index: PassageIndex) -> list[tuple[float, ...]]:
    """Return for each passage its features, in the order of `FEATURES`: what each alone would make of its rank."""
    alone = [tuple(float(at == only) for at in range(len(FEATURES))) for only in range(len(FEATURES))]
    return list(zip(*(ranks(query, index, weights) for weights in alone), strict=True))


def ranks(query: Query, index: PassageIndex, weights: tuple[float, ...]) -> list[float]:
    """Return the rank of each passage: its features, each times its weight; ``weights`` in the order of `FEATURES`."""
    words, together, here, concepts, marked, meaning, said, around, *standing = weights
    found = [0.0] * len(index.passages)
    sentences = [0.0] * len(index.passage_of)
    _add(found, sentences, index, query.terms, (0.0, words, here / 2))
    _add(found, sentences, index, query.concepts, (concepts, 0.0, here / 2))
    _add_marked_words(found, query.marked, index, marked)
    best = map(max, map(sentences.__getitem__, index.sentences_of))
    of_whole, of_nearest, unit = index.near(query.meaning)
    half, meaning, said, beside = together / 2, unit * meaning, unit * said, unit * around / 2
    columns = zip(
        found, best, index.ranks_of_standing(tuple(standing)), of_whole, of_nearest, (0, *of_whole), (*of_whole[1:], 0),
        strict=False,
    )  # fmt: skip
    return [
        held + half * most + alone + meaning * whole + said * nearest + beside * (before + after)
        for held, most, alone, whole, nearest, before, after in columns
    ]


def _add(
    found: list[float],
    sentences: list[float],
    index: PassageIndex,
    names: dict[str, float],
    weights: tuple[float, float, float],
) -> None:
    """Add to each rank what the stems or concepts in the passage make of it, each by its share of all of them.

    ``weights`` are those of a name that stands there, of how often it does, and of the same times how rare it is here.
    To ``sentences``, the shares of the names in each, these are added.
    """
    there, often, rare = weights
    whole = sum(names.values()) or 1.0
    for name, weight in names.items():
        places = index.places(name)
        if places is None:
            continue
        share = weight / whole
        once, factor = share * there, share * (often + rare * places.rare)
        for at, times in places.passages:
            found[at] += once + factor * times
        for number in places.sentences:
            sentences[number] += share


def _add_marked_words(found: list[float], marked: dict[str, float], index: PassageIndex, each: float) -> None:
    total = sum(marked.values()) or 1.0
    for stem, weight in marked.items():
        places, factor = index.places(stem), each * weight / total
        for at, times in places.passages if places else ():
            found[at] += factor * times
