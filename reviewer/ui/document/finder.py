"""Find as you type in the canonical text: case, quotes, dashes and kinds of space make no difference. No Qt."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

from reviewer.domain.span import Span

_ALIKE = {
    **dict.fromkeys("‘’‛′`", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("–—─‐‑‒−", "-"),
}
_MOST_HITS = 20_000


def _fold_character(character: str) -> str:
    """Fold one character to exactly one, so that offsets stay."""
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", _ALIKE.get(character, character)).lower()
    return plain if len(plain) == 1 else character


def _fold(text: str) -> str:
    return text.translate({ord(character): _fold_character(character) for character in set(text)})


class Finder:
    """The hits of one query in one text, and which of them is the current one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None
        self.query = ""
        self.hits: list[Span] = []
        self.current: int | None = None

    def find(self, query: str, *, near: int = 0) -> int:
        """Find every hit and make the first one from ``near`` on current; return how many there are."""
        self.query = query
        wanted = _fold(" ".join(query.split()) + (" " if query[-1:].isspace() and query.strip() else ""))
        self.hits = list(self._places(wanted)) if wanted.strip() else []
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
        if self._folded is None:
            self._folded = _fold(self._text)
        found: list[Span] = []
        at = self._folded.find(wanted)
        while at >= 0 and len(found) < _MOST_HITS:
            found.append(Span(at, at + len(wanted)))
            at = self._folded.find(wanted, at + len(wanted))
        return found
