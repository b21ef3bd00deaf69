"""The index of a document as bytes, so that a review opened again need not take its texts apart again.

Derived data: what does not fit the text or the vocabulary of today reads as nothing and is made anew. The text itself
is not in it; passages are spans of the canonical text. JSON under zlib: some 15 KB a document, read in milliseconds,
and nothing of it is ever run.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from reviewer.domain.span import Span
from reviewer.followup.backreferences import BackReference, BackReferenceKind
from reviewer.followup.index import Glance, IndexedPassage, PassageIndex, indexed, section_areas
from reviewer.followup.passages import Passage
from reviewer.followup.vocabulary import Vocabulary, vocabulary
from reviewer.paths import resources

INDEX_VERSION = 1  # goes up whenever the same reading may give another index
_LEVEL = 6


@lru_cache(maxsize=1)
def index_version() -> str:
    """Return what an index must have been made by: this code and the synonyms of the product (weights are not in it)."""
    synonyms = (resources() / "followup" / "synonyms.json").read_bytes().replace(b"\r\n", b"\n")
    return f"{INDEX_VERSION}-{zlib.crc32(synonyms):08x}"


def to_bytes(index: PassageIndex, text: str) -> bytes:
    """Return an index as bytes; ``text`` is the canonical text that its passages are spans of."""
    sections = list(dict.fromkeys(one.passage.section for one in index.passages))
    kept = {
        "text": zlib.crc32(text.encode("utf-8", "surrogatepass")),
        "sections": sections,
        "passages": [_row(one, sections) for one in index.passages],
        "passage_of": _steps(index.passage_of),
        "postings": {stem: _steps(numbers) for stem, numbers in sorted(index.postings.items())},
    }
    data = json.dumps(kept, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return zlib.compress(data, _LEVEL)


def from_bytes(data: bytes, text: str, known: Vocabulary | None = None) -> PassageIndex | None:
    """Return the index, or None where it was not made of this text or is damaged."""
    words = known or vocabulary()
    try:
        kept = json.loads(zlib.decompress(data))
        if kept["text"] != zlib.crc32(text.encode("utf-8", "surrogatepass")):
            return None
        glances = [_glance(at, row, kept["sections"], text) for at, row in enumerate(kept["passages"])]
        of = tuple(accumulate(kept["passage_of"]))
        postings = _Postings(kept["postings"])
        if of and not 0 <= min(of) <= max(of) < len(glances):
            return None
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return PassageIndex(indexed(glances, words), postings, of)


class _Postings(dict[str, Any]):
    """Postings as they are kept, in steps from one number to the next; summed up for a stem when it is asked for."""

    def get(self, stem: str, default: Any = ()) -> Any:
        steps = super().get(stem)
        return tuple(accumulate(steps)) if steps else default


def _steps(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *(after - before for before, after in pairwise(numbers))] if numbers else []


def _row(one: IndexedPassage, sections: list[str]) -> list[Any]:
    passage = one.passage
    back = [
        [reference.kind.value, reference.span.start, reference.span.end, reference.year] for reference in one.back
    ]
    own = [] if section_areas(passage.section) else sorted(one.areas)
    return [
        passage.span.start, passage.span.end, passage.page, passage.paragraph, sections.index(passage.section),
        int(passage.improvement), int(passage.finding), one.stems_in, one.words_in, one.concepts_in, own, back,
    ]  # fmt: skip


def _glance(order: int, row: list[Any], sections: list[str], text: str) -> Glance:
    start, end, page, paragraph, section, improvement, finding, stems, words, concepts, own, back = row
    span = Span(start, end)
    passage = Passage(
        order, span, span.of(text), page, paragraph, sections[section], bool(improvement), bool(finding)
    )
    references = tuple(
        BackReference(BackReferenceKind(kind), Span(first, last), passage.text[first:last], year)
        for kind, first, last, year in back
    )
    return Glance(passage, frozenset(own), references, stems, words, concepts)
