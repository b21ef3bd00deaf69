"""Find as you type in the canonical text: quotes, dashes, kinds of space and, unless asked, case make no difference. No Qt."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.domain.span import Span

_ALIKE = {
    **dict.fromkeys("‘’‛′`", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("–—─‐‑‒−", "-"),
}
_MOST_HITS = 20_000
_JOINED = re.compile(r"(?<=\w)-(?=\w)")  # a hyphen inside a word, printed or left over from the end of a line


@dataclass(frozen=True, slots=True)
class How:
    """Whether capitals and small letters differ, and whether a hit must be whole words."""

    case: bool = False
    words: bool = False


def _fold_character(character: str, *, case: bool) -> str:
    """Fold one character to exactly one, so that offsets stay."""
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", _ALIKE.get(character, character))
    plain = plain if case else plain.lower()
    return plain if len(plain) == 1 else character


def _fold(text: str, *, case: bool) -> str:
    return text.translate({ord(character): _fold_character(character, case=case) for character in set(text)})


class _Folded:
    """One text folded for looking things up: hyphens inside words as they are, as spaces, and left out."""

    def __init__(self, text: str, *, case: bool) -> None:
        self.plain = plain = _fold(text, case=case)
        self.spaced = _JOINED.sub(" ", plain)
        gone = [match.start() for match in _JOINED.finditer(plain)]
        self.closed = _JOINED.sub("", plain)
        self._gone = [at - number for number, at in enumerate(gone)]  # in the text without them

    def original(self, start: int, end: int) -> Span:
        """Return the span in the text as it is of a stretch of the one without hyphens."""
        return Span(start + bisect_right(self._gone, start), end + bisect_left(self._gone, end))


class Finder:
    """The hits of one query in one text, and which of them is the current one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: dict[bool, _Folded] = {}
        self.how = How()
        self.query = ""
        self.hits: list[Span] = []
        self.current: int | None = None

    def find(self, query: str, *, near: int = 0) -> int:
        """Find every hit and make the first one from ``near`` on current; return how many there are."""
        self.query = query
        wanted = " ".join(query.split()) + (" " if query[-1:].isspace() and query.strip() else "")
        self.hits = self._places(_fold(wanted, case=self.how.case)) if wanted.strip() else []
        starts = [hit.start for hit in self.hits]
        self.current = bisect_left(starts, near) % len(starts) if starts else None
        return len(self.hits)

    def step(self, by: int) -> Span | None:
        """Go to the next (1) or previous (-1) hit, round the ends; return it."""
        if self.current is None:
            return None
        self.current = (self.current + by) % len(self.hits)
        return self.hits[self.current]

    @property
    def current_hit(self) -> Span | None:
        return None if self.current is None else self.hits[self.current]

    def hits_in(self, span: Span) -> list[Span]:
        """Return the hits that touch a span."""
        first = bisect_left(self.hits, span.start, key=lambda hit: hit.end - 1)
        last = bisect_left(self.hits, span.end, key=lambda hit: hit.start)
        return self.hits[first:last]

    def clear(self) -> None:
        """Forget the query."""
        self.query, self.hits, self.current = "", [], None

    def _places(self, wanted: str) -> list[Span]:
        """Return the hits: "early help" finds "early-help" and the other way round, "support" finds "sup-port"."""
        case = self.how.case
        folded = self._folded[case] = self._folded.get(case) or _Folded(self._text, case=case)
        spaced = _JOINED.sub(" ", wanted)
        places = {*_occurrences(folded.plain, wanted), *_occurrences(folded.spaced, spaced)}
        found = {Span(at, at + len(wanted)) for at in places}
        closed = _JOINED.sub("", wanted)
        found |= {folded.original(at, at + len(closed)) for at in _occurrences(folded.closed, closed)}
        if self.how.words:
            found = {hit for hit in found if self._is_whole(hit)}
        hits: list[Span] = []
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
            if not hits or hit.start >= hits[-1].end:
                hits.append(hit)
        return hits

    def _is_whole(self, hit: Span) -> bool:
        text = self._text
        begins = hit.start == 0 or not (text[hit.start - 1].isalnum() and text[hit.start].isalnum())
        ends = hit.end >= len(text) or not (text[hit.end].isalnum() and text[hit.end - 1].isalnum())
        return begins and ends


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at, count = text.find(wanted), 0
    while at >= 0 and count < _MOST_HITS:
        yield at
        count += 1
        at = text.find(wanted, at + len(wanted))
