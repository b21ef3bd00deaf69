"""Which passages of a later document speak to a recommendation, how sure that is, and what it would mean.

A ranking, never an answer: every part of it is shown to a person with its reason and may be dismissed.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from reviewer.domain.document import DocumentKind, FactName, Reading, RecommendationList
from reviewer.domain.passage import FollowUpSuggestion, SuggestedPassage
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span
from reviewer.followup.index import IndexedPassage, PassageIndex
from reviewer.followup.vocabulary import Vocabulary, vocabulary
from reviewer.followup.words import words_of

MENTIONED = 0.5  # a top score below it says "probably not mentioned"
SHOWN = 20  # passages offered at the most


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """A recommendation as the ranking needs it; ``marked`` are the texts of the paragraphs carrying its mark.

    ``area`` is the judgement area or section it stands in; ``date`` the ISO date of its inspection, "" where unknown.
    """

    text: str
    area: str = ""
    marked: tuple[str, ...] = ()
    date: str = ""
    list: RecommendationList = RecommendationList.LOCAL_AUTHORITY


@dataclass(frozen=True)
class LaterDocument:
    """A later document as the ranking needs it; ``date`` is ISO or ""."""

    index: PassageIndex
    kind: DocumentKind = DocumentKind.OTHER
    scope: str = ""
    title: str = ""
    date: str = ""

    @classmethod
    def of(cls, reading: Reading, *, kind: DocumentKind | None = None, date: str = "") -> LaterDocument:
        """Take what the reader found; ``kind`` and ``date`` are given where the officer settled them."""
        read = reading.value(FactName.KIND)
        return cls(
            PassageIndex.of(reading),
            kind or (DocumentKind(read) if read else DocumentKind.OTHER),
            reading.value(FactName.SCOPE) or "",
            reading.value(FactName.TITLE) or "",
            date,
        )


def suggest(
    recommendation: RecommendationText, later: LaterDocument, *, dismissed: frozenset[Span] = frozenset()
) -> FollowUpSuggestion:
    """Rank the passages of ``later`` for a recommendation and suggest a coverage; dismissed spans stay away."""
    known = vocabulary()
    wanted = _wanted(recommendation, known)
    ranked = sorted(
        (
            (_score(wanted, passage, later.index), passage)
            for passage in later.index.passages
            if passage.passage.span not in dismissed
        ),
        key=lambda pair: (-pair[0], pair[1].passage.order),
    )
    passages = tuple(_suggested(score, passage, wanted) for score, passage in ranked[:SHOWN] if score > 0)
    top = passages[0].score if passages else 0.0
    if top < MENTIONED:
        return FollowUpSuggestion(
            Coverage.NOT_MENTIONED, "No passage is close to it.", passages=passages, probably_not_mentioned=True
        )
    return FollowUpSuggestion(Coverage.SAME_TOPIC, "The first passage is on the same topic.", passages=passages)


def _wanted(recommendation: RecommendationText, known: Vocabulary) -> dict[str, float]:
    words = words_of(recommendation.text)
    wanted = {stem: known.weight(stem) for stem in Counter(w.stem for w in words if w.stem)}
    for hit in known.concepts(words):
        wanted["#" + hit.concept] = 5.0
    return wanted


def _score(wanted: dict[str, float], passage: IndexedPassage, index: PassageIndex) -> float:
    norm = 1.2 * (0.25 + 0.75 * passage.counts.total() / index.average_length)
    concepts = {"#" + hit.concept for hit in passage.concepts}
    total = 0.0
    for stem, weight in wanted.items():
        count = (1 if stem in concepts else 0) if stem[0] == "#" else passage.counts[stem]
        total += weight * count * 2.2 / (count + norm) if count else 0.0
    return total / (total + 0.5 * math.fsum(wanted.values()) + 1e-9)


def _suggested(score: float, indexed: IndexedPassage, wanted: dict[str, float]) -> SuggestedPassage:
    found = [w for w in indexed.words if w.stem and w.stem in wanted]
    told = sorted({w.stem: w for w in reversed(found)}.values(), key=lambda w: -wanted[w.stem])[:3]
    passage = indexed.passage
    start = passage.span.start
    return SuggestedPassage(
        passage.span, passage.page, passage.paragraph, passage.text, passage.section, round(score, 4),
        tuple(passage.text[w.start - start : w.end - start].lower() for w in told),
        tuple(Span(w.start, w.end) for w in found),
    )  # fmt: skip
