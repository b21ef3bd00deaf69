#!/usr/bin/env python3
"""Weigh the words of inspection documents: which stems tell a topic, and which go together. No text goes in.

Usage:  make_term_weights.py FOLDER [--out resources/followup/term_weights.json]

Reads every document under FOLDER as the program reads it and cuts it into passages. For each stem of several documents
it writes one weight: how few passages hold the stem, times how much it gathers in neighbouring passages ("adoption"
gathers: it is a topic; "effective" does not: it is praise). Beside it, the stems that keep the same company and a
short vector of where each stands among the others. For each
concept of synonyms.json it writes a weight too. No sentence, file name or count of a document goes into the table, and
no name: a stem that the documents hardly ever write small is one ("Ofsted"), an abbreviation is none ("MASH"). Of the
authorities' names those parts stay that are common words too, for so they are written mostly ("reading", "county").
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from make_meanings import meanings
from reviewer.followup.vocabulary import Vocabulary, build
from reviewer.followup.words import words_of
from reviewer.reading.facts.authority_data import load_authorities

ROOT = Path(__file__).parent.parent
FEWEST_DOCUMENTS = 3  # a stem of one or two documents may be a name
FEWEST_PASSAGES = 8  # fewer than that tell nothing of the company a stem keeps
CLOSEST = 5  # stems kept beside each
CLOSE_ENOUGH = 0.35
PLAIN, GATHERING = 0.35, 0.8  # weight of a stem that does not gather, and what gathering adds
DOUBT = 6.0  # passages of doubt: a rare stem is taken for one that gathers, for it seldom has the occasion
DOUBTFUL_GATHERING = 2.2
_BEGINS = re.compile(r"(?:\A|[.?!:;])[\s“‘\"'(]*\Z")
SELDOM = 0.05  # of the places: what is written small no oftener is a name
MOSTLY = 0.5  # of the places: what is written in capitals oftener is an abbreviation
_SENTENCE = re.compile(r"(?<=[.;])\s")
COMMONEST = 0.15  # of the passages: a stem of more tells nothing of the company another keeps

Passages = Sequence[frozenset[str]]


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems that are names: hardly ever written small, and not mostly in capitals unless an authority's.

    At the beginning of a sentence every word has a capital; it tells nothing there.
    """
    every: Counter[str] = Counter()
    small: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in texts:
        for word in words_of(text):
            written = text[word.start : word.end]
            if _BEGINS.search(text, 0, word.start):
                continue
            every[word.stem] += 1
            small[word.stem] += written[0].islower()
            capitals[word.stem] += len(written) > 1 and written.removesuffix("s").isupper()
    authorities = authority_stems()
    return frozenset(
        stem
        for stem, times in every.items()
        if small[stem] <= SELDOM * times
        and not stem.isdigit()
        and (stem in authorities or capitals[stem] <= MOSTLY * times)
    )


def authority_stems() -> frozenset[str]:
    """Return the stems of the words of all authorities' names, of today and of before."""
    names = (name for authority in load_authorities() for name in (authority.name, *authority.names))
    return frozenset(word.stem for name in names for word in words_of(name) if word.topical)


def stems_of(text: str, known: Vocabulary, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the topical stems of a passage that are no names, and its concepts as "#name"."""
    return _stems_alone(text, names) | {"#" + hit.concept for hit in known.concepts(words_of(text))}


def _stems_alone(sentence: str, names: frozenset[str]) -> frozenset[str]:
    found = (word.stem for word in words_of(sentence) if word.topical and not word.stem.isdigit())
    return frozenset(stem for stem in found if stem not in names)


def weigh(documents: Sequence[Passages]) -> dict[str, float]:
    """Return the weight of each stem and concept of several documents."""
    passages: Counter[str] = Counter()
    held: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    expected: dict[str, float] = defaultdict(float)
    for document in documents:
        here = Counter(stem for passage in document for stem in passage)
        passages.update(here)
        held.update(here.keys())
        for first, second in itertools.pairwise(document):
            beside.update(first & second)
        for stem, count in here.items():
            expected[stem] += count * (count - 1) / len(document)
    total = sum(len(document) for document in documents)
    weights = {}
    for stem, count in sorted(passages.items()):
        if held[stem] < FEWEST_DOCUMENTS:
            continue
        gathers = math.log((beside[stem] + DOUBT * DOUBTFUL_GATHERING) / (expected[stem] + DOUBT))
        topical = PLAIN + GATHERING * min(max(gathers, 0.0), 1.0)
        weights[stem] = round(math.log(1 + total / count) * topical, 2)
    return weights


def company(documents: Sequence[Passages]) -> dict[str, list[list[Any]]]:
    """Return for each stem the stems that keep the same company: cosine of positive pointwise mutual information."""
    passages = [passage for document in documents for passage in document]
    count = Counter(stem for passage in passages for stem in passage if stem[0] != "#")
    most = COMMONEST * len(passages)
    kept = {stem for stem, number in count.items() if FEWEST_PASSAGES <= number <= most}
    together: dict[str, Counter[str]] = {stem: Counter() for stem in kept}
    for passage in passages:
        here = [stem for stem in passage if stem in kept]
        for stem in here:
            together[stem].update(here)
    vectors = {stem: _positive(stem, together[stem], count, len(passages)) for stem in kept}
    by_feature: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for stem, vector in vectors.items():
        for feature, value in vector.items():
            by_feature[feature].append((stem, value))
    found = {}
    for stem in sorted(kept):
        near: dict[str, float] = defaultdict(float)
        for feature, value in vectors[stem].items():
            for other, its in by_feature[feature]:
                near[other] += value * its
        near.pop(stem, None)
        best = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:CLOSEST]
        close = [[other, round(how, 2)] for other, how in best if how >= CLOSE_ENOUGH]
        if close:
            found[stem] = close
    return found


def _positive(stem: str, beside: Counter[str], count: Counter[str], total: int) -> dict[str, float]:
    """Return the unit vector of positive mutual information of a stem with the stems beside it."""
    vector = {}
    for other, both in beside.items():
        if other != stem and both >= 3:
            value = math.log(both * total / (count[stem] * count[other]))
            if value > 0.3:
                vector[other] = value * min(1.0, both / 10)
    length = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {other: value / length for other, value in vector.items()} if length else {}


def table_of(texts: Iterable[Iterable[str]], synonyms: dict[str, Any]) -> dict[str, Any]:
    """Return the whole table for documents of passages of text."""
    known = build(synonyms, {})
    whole = [list(document) for document in texts]
    names = names_in(text for document in whole for text in document)
    documents = [[stems_of(text, known, names) for text in document] for document in whole]
    documents = [document for document in documents if document]
    sentences = (sentence for document in whole for text in document for sentence in _SENTENCE.split(text))
    return {
        "about": "Weights of word stems over inspection documents, made by packaging/make_term_weights.py.",
        "weights": weigh(documents),
        "similar": company(documents),
        "meanings": meanings(_stems_alone(sentence, names) for sentence in sentences),
    }


def passages_under(folder: Path) -> Iterator[list[str]]:
    """Yield the passages of every readable document under a folder."""
    from reviewer.domain.errors import UserError
    from reviewer.followup.passages import passages_of
    from reviewer.reading.reader import read

    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            reading = read(path.name, path.read_bytes())
        except UserError as error:
            print(f"left out: {path.name}: {error}", file=sys.stderr)
            continue
        yield [passage.text for passage in passages_of(reading)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "resources/followup/term_weights.json")
    args = parser.parse_args()
    synonyms = json.loads((ROOT / "resources/followup/synonyms.json").read_text(encoding="utf-8"))
    table = table_of(passages_under(args.folder), synonyms)
    args.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
