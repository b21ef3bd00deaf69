"""Why a passage is suggested, in the officer's words, and which of its words to mark."""

from __future__ import annotations

from functools import lru_cache

from reviewer.domain.passage import Reasons
from reviewer.domain.span import Span
from reviewer.followup.features import Query, RecommendationText
from reviewer.followup.index import IndexedPassage, PassageIndex
from reviewer.followup.vocabulary import Vocabulary
from reviewer.followup.words import words_of

_TOLD = 4  # words or names told at the most
_MARKED_FROM = 1.3  # a word that weighs less ("child", "service") is not marked


def shares_words(query: Query, index: PassageIndex, at: int) -> bool:
    """Tell whether passage ``at`` has words to mark, without taking it apart."""
    if any(at in index.counts(concept) for concept in query.concepts):
        return True
    return any(weight >= _MARKED_FROM and at in index.counts(stem) for stem, weight in query.terms.items())


def reasons(query: Query, indexed: IndexedPassage, known: Vocabulary, *, back: str = "") -> Reasons:
    """Return why the passage is near; every word told stands in the passage. ``back`` is what `said_back` gave."""
    passage = indexed.passage
    text, offset = passage.text, passage.span.start
    words = indexed.words
    told: list[tuple[float, str]] = []
    marks: list[Span] = []
    covered: set[str] = set()
    for concept, asked in query.phrases.items():
        hits = indexed.hits.get(concept)
        if not hits:
            continue
        spans = [Span(words[hit.first].start, words[hit.last].end) for hit in hits]
        marks += spans
        here = [text[span.start - offset : span.end - offset] for span in spans]
        told.append((known.weight("#" + concept), equation(concept, asked, here, known)))
        covered.update(word.stem for hit in hits for word in words[hit.first : hit.last + 1])
    for stem, weight in query.terms.items():
        places = indexed.places.get(stem) if weight >= _MARKED_FROM else None
        if not places:
            continue
        marks += [words[at].span for at in places]
        if stem not in covered:
            first = words[places[0]]
            told.append((weight, text[first.start - offset : first.end - offset].lower()))
    told.sort(key=lambda pair: -pair[0])
    why = list(dict.fromkeys(words for _, words in told))[:_TOLD]
    if passage.improvement:
        why.append("in its own list of what must improve")
    if back:
        why.append(f"says “{back}”")
    elif query.masses and any(mass >= 0.3 and area in indexed.areas for area, mass in query.masses.items()):
        why.append("same section")
    return Reasons(tuple(why), _apart(marks))


def said_back(indexed: IndexedPassage, asked: RecommendationText, last: int | None) -> str:
    """Return the words that speak of where the recommendation was made or of what was asked there, "" where none do."""
    fitting = [b for b in indexed.back if b.meets(asked.year, visit=asked.visit, last=last)]
    named = [b for b in fitting if b.year is not None]
    return (named or fitting)[0].words if fitting else ""


def equation(concept: str, asked: str, here: list[str], known: Vocabulary) -> str:
    """Return "connected persons = kinship" where the passage says it under another name, else the passage's words."""
    same = next((words for words in here if _stems(words) == _stems(asked)), "")
    if same:
        return _lower(same)
    best = max(here, key=lambda words: max(map(known.weight, _stems(words)), default=0.0))
    return f"{_lower(asked)} = {_lower(best)}" if concept in known.names else _lower(best)


@lru_cache(maxsize=4096)
def _stems(words: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_of(words))


def _lower(words: str) -> str:
    """Lower a phrase but not an abbreviation: "Kinship care" but "MASH"."""
    return words if words.isupper() else words.lower()


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
