"""The index of a document as bytes, so that a review opened again need not take its texts apart again.

Derived data: what does not fit the text or the vocabulary of today reads as nothing and is made anew. The text itself
is not in it; passages are spans of the canonical text. JSON under zlib: some 10 KB a document, read in milliseconds,
and nothing of it is ever run.
"""

from __future__ import annotations

import base64
import json
import zlib
from array import array
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

INDEX_VERSION = 2  # goes up whenever the same reading may give another index
_LEVEL = 6


@lru_cache(maxsize=1)
def index_version() -> str:
    """Return what an index must have been made by: this code and the words the product knows."""
    made_of = 0
    for name in ("synonyms.json", "term_weights.json"):
        made_of = zlib.crc32((resources() / "followup" / name).read_bytes().replace(b"\r\n", b"\n"), made_of)
    return f"{INDEX_VERSION}-{made_of:08x}"


def to_bytes(index: PassageIndex, text: str) -> bytes:
    """Return an index as bytes; ``text`` is the canonical text that its passages are spans of."""
    sections = list(dict.fromkeys(one.passage.section for one in index.passages))
    kept = {
        "text": zlib.crc32(text.encode("utf-8", "surrogatepass")),
        "sections": sections,
        "passages": [_row(one, sections) for one in index.passages],
        "meanings": base64.b64encode(b"".join(map(_packed, index.passages))).decode("ascii"),
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
        numbers = array("b", base64.b64decode(kept["meanings"]))
        glances = []
        for at, row in enumerate(kept["passages"]):
            glances.append(_glance(at, row[:-1], kept["sections"], text, tuple(numbers[: row[-1]])))
            del numbers[: row[-1]]
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


def _packed(one: IndexedPassage) -> bytes:
    return array("b", one.meaning).tobytes()


def _row(one: IndexedPassage, sections: list[str]) -> list[Any]:
    passage = one.passage
    back = [[reference.kind.value, reference.span.start, reference.span.end, reference.year] for reference in one.back]
    own = [] if section_areas(passage.section) else sorted(one.areas)
    return [
        passage.span.start, passage.span.end, passage.page, passage.paragraph, sections.index(passage.section),
        int(passage.improvement), int(passage.finding), one.stems_in, one.words_in, one.concepts_in, own, back, len(one.meaning),
    ]  # fmt: skip


def _glance(order: int, row: list[Any], sections: list[str], text: str, meaning: tuple[int, ...]) -> Glance:
    start, end, page, paragraph, section, improvement, finding, stems, words, concepts, own, back = row
    span = Span(start, end)
    passage = Passage(order, span, span.of(text), page, paragraph, sections[section], bool(improvement), bool(finding))
    references = tuple(
        BackReference(BackReferenceKind(kind), Span(first, last), passage.text[first:last], year)
        for kind, first, last, year in back
    )
    return Glance(passage, frozenset(own), references, stems, words, concepts, meaning)
