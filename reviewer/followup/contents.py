"""What a document holds for the follow-up: its passages, and which stems and concepts stand in each of their sentences.

This is what an import works out and the review file keeps; the index is turned out of it when a document is first asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.domain.document import Reading
from reviewer.followup.backreferences import BackReference, back_references
from reviewer.followup.passages import Passage, passages_of
from reviewer.followup.tokens import tokens_of
from reviewer.followup.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Contents:
    """A passage and what it holds.

    ``stems`` are those of its topical words in order, each with a space before it, and a line for each sentence.
    ``concepts`` are (sentence counted from 0, name), each once a sentence and in order of sentence. ``words`` counts all
    its words. ``back`` are its references back.
    """

    passage: Passage
    back: tuple[BackReference, ...]
    words: int
    stems: str
    concepts: tuple[tuple[int, str], ...]


def contents_in(reading: Reading, known: Vocabulary | None = None) -> tuple[Contents, ...]:
    """Take the passages of a reading apart with a vocabulary, the product's where none is given."""
    return contents_of(passages_of(reading), known or vocabulary())


def contents_of(passages: Iterable[Passage], known: Vocabulary) -> tuple[Contents, ...]:
    """Take some passages apart."""
    return tuple(_contents(passage, known) for passage in passages)


def _contents(passage: Passage, known: Vocabulary) -> Contents:
    stems: list[str] = []
    held: list[str] = []
    ends: list[int] = []  # of each sentence but the last, the number of words up to there
    for words, topical, last in tokens_of(passage.text):
        stems += words
        held.append(topical)
        if last:
            held.append("\n")
            ends.append(len(stems))
    concepts: dict[tuple[int, str], None] = {}
    sentence = 0
    for hit in known.phrases_in(stems):
        while sentence < len(ends) and hit.first >= ends[sentence]:
            sentence += 1
        concepts[sentence, hit.concept] = None
    return Contents(passage, back_references(passage.text), len(stems), "".join(held), tuple(concepts))
