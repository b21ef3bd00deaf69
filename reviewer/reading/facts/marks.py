"""The marks "(Recommendation)" in findings, and the recommendation that each most likely belongs to.

A mark does not say whose it is, and the order of marks does not help; so the paragraph's words are compared with each
recommendation's, rare words counting most. It is a suggestion for a person to confirm.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from reviewer.domain.document import BlockKind, Mark, ReadRecommendation, RecommendationList
from reviewer.domain.span import Span
from reviewer.reading.facts.source import Source, fold

_MARK = re.compile(r"\(\s*recommendations?\s*\)", re.IGNORECASE)
_WORD = re.compile(r"[a-z][a-z']{2,}")
_ENDINGS = re.compile(r"(?:ments?|ations?|ings?|ness|ally|edly|ed|ly|es|s)$")
_STOP = frozenset({
    "the", "and", "that", "for", "are", "with", "their", "them", "they", "this", "have", "has", "been", "was", "were",
    "not", "all", "from", "who", "which", "when", "where", "such", "these", "those", "than", "then", "there", "its",
    "into", "also", "more", "most", "some", "any", "can", "will", "should", "would", "ensure", "children", "child",
    "young", "people", "local", "authority",
})  # fmt: skip


def find_marks(source: Source, start: int = 0) -> tuple[Mark, ...]:
    """Return the marks from ``start`` on; one that stands alone belongs to the numbered paragraph above it."""
    marks = []
    for match in _MARK.finditer(source.plain, start):
        at = source.index_at(match.start())
        marks.append(Mark(_paragraph(source, at), Span(*match.span()), source.page(match.start())))
    return tuple(marks)


def _paragraph(source: Source, at: int) -> int | None:
    for block in reversed(source.blocks[max(0, at - 12) : at + 1]):
        if block.number is not None:
            return block.number
        if block.kind is BlockKind.HEADING:
            return None
    return None


def link_marks(
    source: Source, recommendations: Sequence[ReadRecommendation], marks: Sequence[Mark], board_start: int
) -> tuple[ReadRecommendation, ...]:
    """Return the recommendations with the paragraphs whose marks are most likely theirs.

    Marks from ``board_start`` on stand in the part about the board and go to its list, where it has one.
    """
    if not recommendations or not marks:
        return tuple(recommendations)
    terms = [frozenset(_terms(fold(recommendation.text))) for recommendation in recommendations]
    rarity = _rarity(source, frozenset().union(*terms))
    vectors = [{term: rarity[term] for term in own} for own in terms]
    given: dict[int, list[int]] = {}
    for mark in marks:
        if mark.paragraph is None:
            continue
        board = mark.span.start >= board_start
        candidates = [i for i, r in enumerate(recommendations) if (r.list is RecommendationList.LSCB) == board]
        best = _nearest(_context(source, mark), vectors, candidates or range(len(recommendations)))
        if best is not None:
            given.setdefault(best, []).append(mark.paragraph)
    return tuple(
        replace(recommendation, marks=tuple(sorted({*recommendation.marks, *given.get(index, ())})))
        for index, recommendation in enumerate(recommendations)
    )


def _context(source: Source, mark: Mark) -> Counter[str]:
    """Count the paragraph's terms, those just before the mark three times over."""
    at = source.index_at(mark.span.start)
    block = source.blocks[at]
    if block.number is None and at and len(block.text) < 40:
        block = source.blocks[at - 1]  # the mark stands alone on its line
    end = min(mark.span.start, block.end)
    near = source.plain[max(block.start, end - 350) : end]
    counted = Counter(_terms(source.plain_of(block)))
    for term in _terms(near):
        counted[term] += 2
    return counted


def _nearest(context: Counter[str], vectors: Sequence[dict[str, float]], candidates: Iterable[int]) -> int | None:
    best, best_score = None, 0.0
    for index in candidates:
        vector = vectors[index]
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        score = sum(weight * min(context[term], 3) for term, weight in vector.items()) / length
        if score > best_score:
            best, best_score = index, score
    return best


def _rarity(source: Source, terms: frozenset[str]) -> dict[str, float]:
    """Weigh each of the terms by how few paragraphs of this document have it."""
    paragraphs = [source.plain_of(block) for block in source.blocks if block.kind is not BlockKind.HEADING]
    having = Counter(term for paragraph in paragraphs for term in terms.intersection(_terms(paragraph)))
    return {term: math.log(1 + len(paragraphs) / (1 + having[term])) for term in terms}


def _terms(plain: str) -> list[str]:
    """Return stems and pairs of neighbouring stems: "special guardianship" says more than its two words."""
    stems = [_stem(word) for word in _WORD.findall(plain.lower()) if word not in _STOP]
    return stems + [f"{left} {right}" for left, right in pairwise(stems)]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return _ENDINGS.sub("", word)
