"""How many recommendations a document lists, and what it says itself that does not fit: counts, numbering, other words.

A list that is read short loses a recommendation for good, and nobody would miss it. So the number is a fact like the
others: where a sentence gives another one, a number is passed over or printed twice, or an item is printed again in other
words, the places are shown and the officer decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reviewer.domain.document import (
    Alternative,
    BlockKind,
    DocumentKind,
    Fact,
    FactName,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
    Sureness,
    blocks_in,
)
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_NUMBERS = {word: number for number, word in enumerate(_UNITS.split(), 1)}
# "the inspection identified …, with two areas for development", "this report makes twelve recommendations", "there are 3 …"
_SAID = re.compile(
    r"(?:\b(?:this|the|our)\s+(?:report|letter|inspection|visit)|\b(?:we|inspectors|ofsted)|\bthere)\s+(?:ha(?:s|ve)\s+|also\s+)?"
    r"(?:identif(?:y|ies|ied)|ma[dk]es?|lists?|found|contains?|sets?\s+out|are|is)\b(?:[^\n.;]{0,120}?[\s(])??"
    rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:(?:key|new|further|main)\s+)?"
    r"(?P<what>recommendations?|priority\s+actions?|areas?\s+(?:for|of)\s+(?:priority\s+action|improvement|development))\b",
    re.IGNORECASE,
)
# What speaks of another inspection's list, or of a part of this one's.
_NOT_OF_THIS = re.compile(
    r"\b(?:previous|last|earlier|prior|since|already|remaining|outstanding|both|(?:19|20)\d\d|of\s+(?:the|these|those|our|its|their))\b",
    re.IGNORECASE,
)
_KINDS = (
    ("priority", RecommendationKind.PRIORITY_ACTION),
    ("improvement", RecommendationKind.AREA_FOR_IMPROVEMENT),
    ("development", RecommendationKind.AREA_FOR_DEVELOPMENT),
    ("recommendation", RecommendationKind.RECOMMENDATION),
)
_NOUNS = ("recommendation", "priority action", "area for ", "areas for ", "area of ", "areas of ")
_SAID_WITHIN = 200  # code points before the noun in which its number and who gives it stand
_NEAR_GAP = 3  # a number this far on is a gap; further on it is a finding of another part
_LEAST_WORDS = 10  # shorter items may be alike by chance
_ALIKE = 0.8  # share of words, in order, from which one passage is another in other words; different ones stay below 0.6
_LISTED = frozenset({
    DocumentKind.SIF_INSPECTION, DocumentKind.ILACS_INSPECTION, DocumentKind.JTAI, DocumentKind.UNANNOUNCED_INSPECTION,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What does not fit, in one sentence, with the places; ``count`` where the document gives another number."""

    words: str
    places: tuple[Span, ...]
    count: str = ""


def recommendation_fact(source: Source, title: Title | None, found: Sequence[ReadRecommendation]) -> Fact:
    """Return how many recommendations were found, with every place of the document that does not fit that.

    The value is "12", or "12 + 6" with those for the safeguarding board; None where none was found.
    """
    if not found:
        missing = title is not None and title.kind in _LISTED
        note = "No list of what must improve was found in this document." if missing else ""
        return source.fact(FactName.RECOMMENDATIONS, None, sureness=Sureness.UNSURE if missing else Sureness.SURE, note=note)
    value = _count(found)
    doubts = [*_counted_otherwise(source, title, found), *_numbering(source, found), *_worded_otherwise(source, found)]
    others: dict[tuple[str, Span], Alternative] = {}
    for doubt in doubts:
        for place in doubt.places:
            others.setdefault((doubt.count or value, place), source.alternative(doubt.count or value, place))
    sureness = Sureness.SURE if not doubts else Sureness.CONFLICT if any(doubt.count for doubt in doubts) else Sureness.UNSURE
    note = " ".join(dict.fromkeys(doubt.words for doubt in doubts))
    return source.fact(
        FactName.RECOMMENDATIONS, value, found[0].span, sureness=sureness, note=note, alternatives=tuple(others.values())
    )


def _count(found: Sequence[ReadRecommendation]) -> str:
    board = sum(item.list is RecommendationList.LSCB for item in found)
    return f"{len(found) - board} + {board}" if board else str(len(found))


def _counted_otherwise(source: Source, title: Title | None, found: Sequence[ReadRecommendation]) -> Iterator[_Doubt]:
    """Yield the sentences that give another number of them; a number that fits any list of that kind fits."""
    for match, start, end in _sentences_with_numbers(source.plain, title.span.end if title else 0):
        if _NOT_OF_THIS.search(source.plain, max(start, match.start() - 120), end):
            continue
        if any(item.span.overlaps(Span(*match.span())) for item in found):
            continue
        said = _NUMBERS.get(match["number"].lower()) or int(match["number"])
        kind = next(kind for word, kind in _KINDS if word in match["what"].lower())
        own = [item for item in found if item.kind is kind]
        if not own and kind is not RecommendationKind.PRIORITY_ACTION:
            own = list(found)  # the same list by another name
        fitting = {len(own), *(sum(item.list is one for item in own) for one in RecommendationList)}
        if said in fitting - {0}:
            continue
        for_board = sum(item.list is RecommendationList.LSCB for item in found)
        rest = len(found) - for_board - sum(item.list is not RecommendationList.LSCB for item in own)
        count = f"{rest + said} + {for_board}" if for_board else str(rest + said)
        span = Span(match.start(), match.end())
        what = " ".join(source.text[slice(*match.span("what"))].split())
        words = f"The text says “{match['number']} {what}”; {len(own) or 'none'} {'was' if len(own) == 1 else 'were'} found."
        yield _Doubt(words, (span,), count if count != _count(found) else "")


def _sentences_with_numbers(plain: str, at: int) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield what reads as a number of them, with the sentence it stands in; looked for by its noun, which is rare."""
    low, done = plain.lower(), at
    places = {found for noun in _NOUNS for found in _found(low, noun, at)}
    for place in sorted(places):
        if place < done:
            continue
        start = max(low.rfind(".", at, place), low.rfind("\n", at, place), at - 1) + 1
        end = min(stop for stop in (low.find(".", place), low.find("\n", place), len(low)) if stop >= 0)
        match = _SAID.search(plain, max(start, place - _SAID_WITHIN), end)
        done = end
        if match:
            yield match, start, end


def _found(text: str, words: str, at: int) -> Iterator[int]:
    at = text.find(words, at)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _numbering(source: Source, found: Sequence[ReadRecommendation]) -> Iterator[_Doubt]:
    """Yield where a list begins late, passes a number over, or prints one twice."""
    seen: dict[tuple[RecommendationList, RecommendationKind, str], ReadRecommendation] = {}
    for item in found:
        label = item.label.rstrip(".)")
        if not label.isdigit():
            continue
        before = seen.setdefault((item.list, item.kind, label), item)
        if before is not item:
            yield _Doubt(f"Two of one list are numbered {label}.", (_head(source, before), _head(source, item)))
    for run in _runs(found):
        yield from _ends_of(source, run)


def _runs(found: Sequence[ReadRecommendation]) -> Iterator[list[ReadRecommendation]]:
    """Yield the numbered items that follow one another in print."""
    numbered = [item for item in found if item.label.rstrip(".)").isdigit()]
    run: list[ReadRecommendation] = []
    for item in sorted(numbered, key=lambda item: item.span):
        if run and item.number != run[-1].number + 1:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _ends_of(source: Source, run: list[ReadRecommendation]) -> Iterator[_Doubt]:
    first, last = run[0], run[-1]
    at = source.index_at(first.span.start)
    before = next((block for block in reversed(source.blocks[:at]) if block.number is not None), None)
    if 1 < first.number <= 1 + _NEAR_GAP and (before is None or before.number != first.number - 1):
        yield _Doubt(f"The list begins with number {first.number}.", (_head(source, first),))
    after = next(iter(source.blocks[source.index_at(last.span.end - 1) + 1 :]), None)
    if after is None or after.number is None or after.kind is BlockKind.HEADING:
        return
    if after.number == last.number:
        words = f"The number {last.number} is printed twice; the list was read to the first of them."
    elif last.number + 1 < after.number <= last.number + _NEAR_GAP:
        words = f"After number {last.number} comes {after.number}; the list was read to {last.number}."
    else:
        return
    yield _Doubt(words, (_head(source, last), after.span))


def _head(source: Source, item: ReadRecommendation) -> Span:
    return blocks_in(source.blocks, item.span)[0].span


def _worded_otherwise(source: Source, found: Sequence[ReadRecommendation]) -> Iterator[_Doubt]:
    """Yield the items that stand in the document once more: in other words anywhere, or in one list twice."""
    item_of = {block.order: item for item in found for block in blocks_in(source.blocks, item.span)}
    alike = _Likeness(source, item_of)
    for order, item in item_of.items():
        for other in alike.to(order):
            twin = item_of.get(other)
            if twin and (twin is item or twin.list is not item.list or other < order):
                continue
            places = source.blocks[order].span, source.blocks[other].span
            same = _letters(places[0].of(source.plain)) == _letters(places[1].of(source.plain))
            if same and twin is None:
                continue  # said again word for word: nothing contradicts
            where = f" on page {page}" if (page := source.page(places[1].start)) else ""
            again = f"is printed again{where}, {'word for word' if same else 'in other words'}."
            yield _Doubt(f"“{_short(item.text)}” {again}", places)


class _Likeness:
    """Blocks by their number of words, so that each item is compared only with those as long as itself."""

    def __init__(self, source: Source, orders: Iterable[int]) -> None:
        self._words = {order: source.plain_of(source.blocks[order]).split() for order in orders}
        lengths = [len(words) for words in self._words.values() if len(words) >= _LEAST_WORDS]
        least, most = min(lengths, default=1) * _ALIKE, max(lengths, default=0) / _ALIKE
        self._by_length: dict[int, list[int]] = {}
        for block in source.blocks:
            if block.kind is not BlockKind.NOTE and least <= source.plain.count(" ", block.start, block.end) + 1 <= most:
                words = self._words.setdefault(block.order, source.plain_of(block).split())
                self._by_length.setdefault(len(words), []).append(block.order)
        self._sets: dict[int, frozenset[str]] = {}

    def to(self, order: int) -> Iterator[int]:
        """Yield the blocks that say nearly what a block says, itself left out."""
        words = self._words[order]
        if len(words) < _LEAST_WORDS:
            return
        own = frozenset(words)
        for length in range(math.ceil(len(words) * _ALIKE), int(len(words) / _ALIKE) + 1):
            for other in self._by_length.get(length, ()):
                if other not in self._sets:
                    self._sets[other] = frozenset(self._words[other])
                its = self._sets[other]
                if other == order or len(own & its) < _ALIKE * min(len(own), len(its)):
                    continue
                if SequenceMatcher(None, words, self._words[other], autojunk=False).ratio() >= _ALIKE:
                    yield other


def _letters(plain: str) -> str:
    return re.sub(r"\(recommendation\)|\W", "", plain.casefold())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"
