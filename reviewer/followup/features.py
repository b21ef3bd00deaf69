"""What speaks for a passage, as numbers between about 0 and 1, one function a document."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from reviewer.domain.document import RecommendationList
from reviewer.followup.index import PassageIndex, section_areas
from reviewer.followup.vocabulary import Vocabulary, vocabulary
from reviewer.followup.words import words_of

FEATURES = (
    "words",  # share of the recommendation's weighed words, with saturation and length
    "sentence",  # the same in its best sentence
    "together",  # words and concepts in one sentence
    "here",  # words and concepts that are rare in this very document
    "concepts",  # the same thing under any of its names
    "company",  # words that keep the same company, where the word itself is missing
    "marked",  # words of the paragraphs that carry its mark
    "around",  # what the passages before and after hold
    "meaning",  # words that stand near the recommendation's among all words
    "improvement",  # in the document's own list of what must improve
    "finding",  # in the body, not the summary
    "asked",  # speaks of what was recommended before
    "length",
    "blanket",  # speaks of everything at once
)
_MARKED_TERMS = 14
_BESIDE = 0.5  # what stands in a clause of purpose or example weighs so much of what is asked for
_CLAUSE = re.compile(
    r"\b(?:including|such as|for example|in particular|so that|in order to|to ensure)\b[^.;]*", re.IGNORECASE
)
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


@dataclass(frozen=True, slots=True)
class Query:
    """A recommendation taken apart once: weighed words, concepts, words of its company and of its mark."""

    terms: dict[str, float]
    concepts: dict[str, float]
    marked: dict[str, float]
    masses: dict[str, float]
    similar: dict[str, tuple[tuple[str, float], ...]]
    meaning: tuple[float, ...]  # where its words stand among all words
    phrases: dict[str, str]  # concept -> the words of the recommendation for it
    words: dict[str, str]  # stem -> the first word of the recommendation that has it
    length: int  # words
    board: bool = False  # made to the safeguarding board


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
        if word.topical:
            share = _BESIDE if any(first <= word.start < last for first, last in beside) else 1.0
            terms[word.stem] = max(terms.get(word.stem, 0.0), share * known.weight(word.stem))
    hits = known.concepts(words)
    concepts: dict[str, float] = {}
    for hit in hits:
        share = _BESIDE if any(first <= words[hit.first].start < last for first, last in beside) else 1.0
        weight = share * known.weight("#" + hit.concept)
        concepts["#" + hit.concept] = max(concepts.get("#" + hit.concept, 0.0), weight)
    return Query(
        terms,
        concepts,
        _marked(recommendation.marked, known, frozenset(terms)),
        known.masses(hit.concept for hit in hits) or area_masses(recommendation.area),
        {stem: known.similar.get(stem, ()) for stem in terms},
        known.meaning(terms),
        {hit.concept: text[words[hit.first].start : words[hit.last].end] for hit in reversed(hits)},
        {word.stem: text[word.start : word.end].lower() for word in reversed(words) if word.topical},
        len(words),
        recommendation.list is RecommendationList.LSCB,
    )


def area_masses(heading: str) -> dict[str, float]:
    """Return the masses of a recommendation that names no concept, by the judgement area it stands in."""
    areas = section_areas(heading)
    return dict.fromkeys(sorted(areas), 1 / len(areas)) if areas else {}


def _beside(text: str) -> list[tuple[int, int]]:
    """Return the clauses that say whom it includes or what it is for, rather than what is asked for."""
    return [match.span() for match in _CLAUSE.finditer(text) if match.start() > 0]


def _marked(texts: tuple[str, ...], known: Vocabulary, already: frozenset[str]) -> dict[str, float]:
    count: Counter[str] = Counter()
    for text in texts:
        count.update({word.stem for word in words_of(_MARK.sub("", text)) if word.topical})
    weighed = {stem: known.weight(stem) * times for stem, times in count.items() if stem not in already}
    best = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0]))[:_MARKED_TERMS]
    return dict(best)


def features(query: Query, index: PassageIndex) -> list[tuple[float, ...]]:
    """Return for each passage its features, in the order of `FEATURES`."""
    number = len(index.passages)
    total = sum(query.terms.values()) or 1.0
    lexical = _weighed(query.terms, index, total)
    sentence, together = _best_sentences(query, index, total)
    here = _rare_here(query, index, total)
    concepts = _held(query.concepts, index)
    company = _company(query, index, total)
    marked = _weighed(query.marked, index, sum(query.marked.values()) or 1.0)
    meaning = _near_in_meaning(query.meaning, index)
    rows: list[tuple[float, ...]] = []
    for at, passage in enumerate(index.passages):
        before = lexical[at - 1] if at else 0.0
        after = lexical[at + 1] if at + 1 < number else 0.0
        listed = 1.0 if passage.passage.improvement else 0.0
        rows.append(
            (
                lexical[at],
                sentence[at],
                together[at],
                here[at],
                concepts[at],
                company[at],
                marked[at],
                (before + after) / 2,
                meaning[at],
                listed,
                1.0 if passage.passage.finding else 0.0,
                passage.asked,
                passage.length,
                passage.blanket,
            )
        )
    return rows


def _weighed(terms: dict[str, float], index: PassageIndex, total: float) -> list[float]:
    found = [0.0] * len(index.passages)
    for stem, weight in terms.items():
        for at, times in index.saturated(stem):
            found[at] += weight * times
    return [value / total for value in found]


def _best_sentences(query: Query, index: PassageIndex, total: float) -> tuple[list[float], list[float]]:
    """Return the best sentence's share of weighed words, and the best mean of its shares of words and of concepts."""
    words: dict[int, float] = {}
    for stem, weight in query.terms.items():
        for number in set(index.postings.get(stem, ())):
            words[number] = words.get(number, 0.0) + weight / total
    both = dict(words)
    every = sum(query.concepts.values()) or 1.0
    for concept, weight in query.concepts.items():
        for number in set(index.postings.get(concept, ())):
            both[number] = both.get(number, 0.0) + weight / every
    alone, together = [0.0] * len(index.passages), [0.0] * len(index.passages)
    for number, value in both.items():
        at = index.passage_of[number]
        if value > together[at]:
            together[at] = value
        if number in words and words[number] > alone[at]:
            alone[at] = words[number]
    return alone, [value / 2 for value in together]


def _rare_here(query: Query, index: PassageIndex, total: float) -> list[float]:
    """Return the shares of words and concepts, each weighed down the more passages of this document hold it."""
    found = [0.0] * len(index.passages)
    most = math.log(len(index.passages) + 1)
    every = sum(query.concepts.values()) or 1.0
    for weights, whole in ((query.terms, total), (query.concepts, every)):
        for stem, weight in weights.items():
            places = index.saturated(stem)
            if not places:
                continue
            rare = math.log((len(index.passages) + 1) / (len(places) + 0.5)) / most
            share = rare * weight / whole / 2
            for at, times in places:
                found[at] += share * times
    return found


def _held(concepts: dict[str, float], index: PassageIndex) -> list[float]:
    found = [0.0] * len(index.passages)
    total = sum(concepts.values()) or 1.0
    for concept, weight in concepts.items():
        for at in index.counts(concept):
            found[at] += weight / total
    return found


def _company(query: Query, index: PassageIndex, total: float) -> list[float]:
    found = [0.0] * len(index.passages)
    for stem, weight in query.terms.items():
        best: dict[int, float] = {}
        own = index.counts(stem)
        for other, how in query.similar[stem]:
            if other in query.terms:
                continue
            for at in index.counts(other):
                if at not in own and how > best.get(at, 0.0):
                    best[at] = how
        for at, how in best.items():
            found[at] += weight * how / total
    return found


def _near_in_meaning(meaning: tuple[float, ...], index: PassageIndex) -> list[float]:
    """Return the cosines of the recommendation's vector with the passages'."""
    if not meaning:
        return [0.0] * len(index.passages)
    return [sum(map(mul, meaning, one.meaning)) / 127 if one.meaning else 0.0 for one in index.passages]
