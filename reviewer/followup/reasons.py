"""Why a passage is suggested, in the officer's words, and which of its words to mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.domain.passage import Reasons
from reviewer.domain.span import Span
from reviewer.followup.features import Query, RecommendationText
from reviewer.followup.index import IndexedPassage, PassageIndex, section_areas
from reviewer.followup.vocabulary import Vocabulary
from reviewer.followup.words import words_of

_TOLD = 4  # words or names told at the most
_MARKED_FROM = 1.3  # a word that weighs less ("child", "service") is not marked
_TOLD_FROM = 2.0  # nor told one that weighs less ("focus", "across"), unless there is nothing else to tell
_SHORTEST_TOLD = 4  # letters: "pre" and "re" are pieces of words
_BROKEN = re.compile(r"[.;:?!]\s")  # a phrase over the end of a sentence is none
_COMMA = re.compile(r",\s")  # nor two words with a comma between them; a list is ("education, employment and training")
_SAME_SECTION = 0.3  # so much of the recommendation must be of the area that the section is on
_NEAR_IN_MEANING = 0.3  # so near two texts are on a similar subject, whatever their words


def shares_words(query: Query, index: PassageIndex, at: int) -> bool:
    """Tell whether passage ``at`` has words to mark, without taking it apart."""
    held = set(index.stems_of[at].split())
    if any(weight >= _MARKED_FROM and stem in held for stem, weight in query.terms.items()):
        return True
    return any(at in index.counts(concept) for concept in query.concepts)


def reasons(query: Query, indexed: IndexedPassage, known: Vocabulary, *, back: str = "") -> Reasons:
    """Return why the passage is near; every word told stands in the passage. ``back`` is what `said_back` gave.

    Things that both speak of come first, then single words, each most telling first.
    """
    passage = indexed.passage
    marks: list[Span] = []
    things: list[tuple[float, str]] = []
    covered: set[str] = set()
    for concept, asked, spans in _shared(query, indexed):
        marks += spans
        here = [_of(indexed, span) for span in spans]
        things.append((known.weight("#" + concept), equation(concept, asked, here, known)))
        covered.update(_stems(asked), *map(_stems, here))
    words: list[tuple[float, str]] = []
    for stem, weight in query.terms.items():
        places = indexed.places.get(stem) if weight >= _MARKED_FROM else None
        if places:
            spans = [indexed.words[at].span for at in places]
            marks += spans
            if stem not in covered and _worth_telling(_of(indexed, spans[0])):
                words.append((weight, _lower(_of(indexed, spans[0]))))
    why = _most_telling(things, words)
    if not marks and indexed.meaning_beside(query.meaning) >= _NEAR_IN_MEANING:
        why.append("a similar subject in other words")
    if passage.improvement:
        why.append("in its own list of what must improve")
    if back:
        why.append(f"says “{back}”")
    elif any(mass >= _SAME_SECTION and area in section_areas(passage.section) for area, mass in query.masses.items()):
        why.append("in the section on it")
    return Reasons(tuple(why), _apart(marks))


def _shared(query: Query, indexed: IndexedPassage) -> Iterator[tuple[str, str, list[Span]]]:
    """Yield each concept that both speak of, the recommendation's words for it and where the passage has it."""
    for concept, asked in query.phrases.items():
        hits = indexed.hits.get(concept, ())
        spans = [Span(indexed.words[hit.first].start, indexed.words[hit.last].end) for hit in hits]
        whole = [span for span in spans if _is_whole(_of(indexed, span))]
        if whole:
            yield concept, asked, whole


def _is_whole(phrase: str) -> bool:
    return not _BROKEN.search(phrase) and not (_COMMA.search(phrase) and len(phrase.split()) == 2)


def _of(indexed: IndexedPassage, span: Span) -> str:
    start = indexed.passage.span.start
    return indexed.passage.text[span.start - start : span.end - start]


def _worth_telling(word: str) -> bool:
    return not word.isdigit() and (len(word) >= _SHORTEST_TOLD or (len(word) > 1 and word.isupper()))


def _most_telling(things: list[tuple[float, str]], words: list[tuple[float, str]]) -> list[str]:
    things.sort(key=lambda pair: -pair[0])
    words.sort(key=lambda pair: -pair[0])
    telling = [word for weight, word in words if weight >= _TOLD_FROM]
    if not things and not telling:
        telling = [word for _, word in words[:1]]
    return list(dict.fromkeys([*(told for _, told in things), *telling]))[:_TOLD]


def said_back(indexed: IndexedPassage, asked: RecommendationText, last: int | None) -> str:
    """Return the words that speak of where the recommendation was made or of what was asked there, "" where none do."""
    fitting = [b for b in indexed.back if b.meets(asked.year, visit=asked.visit, last=last)]
    named = [b for b in fitting if b.year is not None]
    return (named or fitting)[0].words if fitting else ""


def equation(concept: str, asked: str, here: list[str], known: Vocabulary) -> str:
    """Return "connected persons = kinship" where the passage says it under another name, else the passage's words."""
    own = _stems(asked)
    same = next((words for words in here if _stems(words) == own), "")
    if same:
        return _lower(same)
    another = next((words for words in here if _is_whole(asked) and known.same_thing(concept, own, _stems(words))), "")
    if another:
        return f"{_lower(asked)} = {_lower(another)}"
    return _lower(max(here, key=lambda words: max(map(known.weight, _stems(words)), default=0.0)))


@lru_cache(maxsize=4096)
def _stems(words: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_of(words))


def _lower(words: str) -> str:
    """Lower a phrase but not its abbreviations: "kinship care", but "MASH" and "IRO service"."""
    return " ".join(word if sum(map(str.isupper, word)) > 1 else word.lower() for word in words.split())


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
