"""Where a highlight stands, told so that it can be found again in a newer copy of the same document.

Rules: the stored place whose text equals the quote, else the exact quote with the context nearest to the old
place, are silent; anything less is for a person to check; nothing is dropped and nothing moves silently.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState

CONTEXT = 32
_FOLD = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "─": "-", "‐": "-", "‑": "-", "−": "-"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Place, quote, 32 code points of context on both sides, and the SHA-256 of the whole text (hex)."""

    start: int
    end: int
    quote: str
    before: str
    after: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where the anchor stands in a text; ``span`` None when ``state`` is UNPLACED."""

    state: HighlightState
    span: Span | None


@lru_cache(maxsize=4)
def text_hash(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, as hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def describe(text: str, span: Span) -> Anchor:
    """Describe a span so that `resolve` finds it again: ``resolve(text, describe(text, s)).span == s``."""
    return Anchor(
        span.start,
        span.end,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
        text_hash(text),
    )


def fold(text: str) -> str:
    """Fold quotes, dashes, white space and compatibility forms: how two quotes are compared."""
    folded = unicodedata.normalize("NFKC", text)
    if not folded.isascii():
        for mark, plain in _FOLD.items():  # in a quarter of the time of `str.translate`
            folded = folded.replace(mark, plain)
    return " ".join(folded.split())


def resolve(text: str, anchor: Anchor) -> Resolution:
    """Find the anchor by its stored place or its exact quote; never guess (UNPLACED instead)."""
    if anchor.quote and text[anchor.start : anchor.end] == anchor.quote:
        return Resolution(HighlightState.PLACED, Span(anchor.start, anchor.end))
    places = list(_occurrences(text, anchor.quote))
    if not places:
        return Resolution(HighlightState.UNPLACED, None)
    best = max(places, key=lambda at: (_context_score(text, at, anchor), -abs(at - anchor.start)))
    return Resolution(HighlightState.PLACED, Span(best, best + len(anchor.quote)))


def _occurrences(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _context_score(text: str, at: int, anchor: Anchor) -> int:
    before = text[max(0, at - CONTEXT) : at]
    after = text[at + len(anchor.quote) : at + len(anchor.quote) + CONTEXT]
    return _common(before[::-1], anchor.before[::-1]) + _common(after, anchor.after)


def _common(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
