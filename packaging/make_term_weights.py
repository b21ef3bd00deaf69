#!/usr/bin/env python3
"""Weigh the words of inspection documents: how few passages hold a stem, and nothing of the passages themselves.

Usage:  make_term_weights.py FOLDER [--out resources/followup/term_weights.json]

Reads every document under FOLDER as the program reads it, cuts it into passages and writes, for each stem that stands
in several documents, log(passages / passages that hold it). No sentence, name of a file or count of one document
goes into the table.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from reviewer.followup.words import words_of

FEWEST_DOCUMENTS = 3  # a stem of one or two documents may be a name


def weigh(documents: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return the weight of each stem; ``documents`` are documents of passages of text."""
    in_passages: Counter[str] = Counter()
    in_documents: Counter[str] = Counter()
    total = 0
    for document in documents:
        held: set[str] = set()
        for passage in document:
            stems = {word.stem for word in words_of(passage) if word.stem and not word.stem.isdigit()}
            in_passages.update(stems)
            held |= stems
            total += 1
        in_documents.update(held)
    return {
        stem: round(math.log(total / count), 2)
        for stem, count in sorted(in_passages.items())
        if in_documents[stem] >= FEWEST_DOCUMENTS
    }


def passages_under(folder: Path) -> Iterator[list[str]]:
    """Yield the passages of every readable document under a folder."""
    from reviewer.reading.reader import read

    from reviewer.domain.errors import UserError
    from reviewer.followup.passages import passages_of

    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            reading = read(path.read_bytes(), path.name)
        except UserError as error:
            print(f"left out: {path.name}: {error}", file=sys.stderr)
            continue
        yield [passage.text for passage in passages_of(reading)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("resources/followup/term_weights.json"))
    args = parser.parse_args()
    table = {
        "about": "Weights of word stems over inspection documents, made by packaging/make_term_weights.py.",
        "weights": weigh(passages_under(args.folder)),
    }
    args.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
