"""What a document holds as bytes, so that a review opened again need not take its texts apart again.

Derived data: what does not fit the text or the vocabulary of today reads as nothing and is made anew. The text itself
is not in it; passages are spans of the canonical text. JSON under zlib: some 10 KB a document, read in milliseconds,
and nothing of it is ever run.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from reviewer.domain.span import Span
from reviewer.followup.backreferences import BackReference, BackReferenceKind
from reviewer.followup.contents import Contents
from reviewer.followup.passages import Passage
from reviewer.paths import resources

INDEX_VERSION = 4  # goes up whenever the same reading may give other contents, or the same contents other bytes
_LEVEL = 3  # half the time of the usual 6, for bytes that are a tenth more


@lru_cache(maxsize=1)
def index_version() -> str:
    """Return what kept contents must have been made by: this code and the words the product knows."""
    made_of = 0
    for name in ("synonyms.json", "term_weights.json"):
        made_of = zlib.crc32((resources() / "followup" / name).read_bytes().replace(b"\r\n", b"\n"), made_of)
    return f"{INDEX_VERSION}-{made_of:08x}"


def to_bytes(contents: Sequence[Contents], text: str) -> bytes:
    """Return contents as bytes; ``text`` is the canonical text that their passages are spans of."""
    sections = _numbered(one.passage.section for one in contents)
    concepts = _numbered(name for one in contents for _, name in one.concepts)
    kept = {
        "text": _crc(text),
        "sections": list(sections),
        "concepts": list(concepts),
        "contents": [_row(one, sections, concepts) for one in contents],
    }
    data = json.dumps(kept, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return zlib.compress(data, _LEVEL)


def from_bytes(data: bytes, text: str) -> tuple[Contents, ...] | None:
    """Return the contents, or None where they were not made of this text or are damaged."""
    try:
        kept = json.loads(zlib.decompress(data))
        if kept["text"] != _crc(text):
            return None
        sections, concepts = kept["sections"], kept["concepts"]
        return tuple(_read(at, row, sections, concepts, text) for at, row in enumerate(kept["contents"]))
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _crc(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(dict.fromkeys(names))}


def _row(one: Contents, sections: Mapping[str, int], concepts: Mapping[str, int]) -> list[Any]:
    passage = one.passage
    back = [[reference.kind.value, reference.span.start, reference.span.end, reference.year] for reference in one.back]
    held = [number for sentence, name in one.concepts for number in (sentence, concepts[name])]
    return [
        passage.span.start, passage.span.end, passage.page, passage.paragraph, sections[passage.section],
        int(passage.improvement), int(passage.finding), back, one.words, one.stems, held,
    ]  # fmt: skip


def _read(order: int, row: list[Any], sections: list[str], concepts: list[str], text: str) -> Contents:
    start, end, page, paragraph, section, improvement, finding, back, words, stems, held = row
    span = Span(start, end)
    passage = Passage(order, span, span.of(text), page, paragraph, sections[section], bool(improvement), bool(finding))
    references = tuple(
        BackReference(BackReferenceKind(kind), Span(first, last), passage.text[first:last], year)
        for kind, first, last, year in back
    )
    if max(held[::2], default=0) > stems.count("\n"):
        raise ValueError("a concept beyond the last sentence")
    named = tuple((sentence, concepts[number]) for sentence, number in zip(held[::2], held[1::2], strict=True))
    return Contents(passage, references, words, stems, named)
