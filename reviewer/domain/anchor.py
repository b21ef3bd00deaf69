"""Where a highlight stands, told so that it can be found again in a newer copy of the same document.

Rules: the stored place whose text equals the quote, else the exact quote with the context nearest to the old
place, are silent; anything less is for a person to check; nothing is dropped and nothing moves silently. Quotes are
equal when they differ in white space, quotation marks and dashes alone: a paragraph split in two says the same words.
A quote that stands more than once in either copy ("Requires improvement to be good") is silent only where what stood
on both sides of it stands there still.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState

CONTEXT = 32
_NEIGHBOURS = 12  # folded code points on each side by which one of several equal quotes is known
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
    places = occurrences(text, anchor.quote)
    if not places:
        return Resolution(HighlightState.UNPLACED, None)
    best = max(places, key=lambda span: (_context_score(text, span, anchor), -abs(span.start - anchor.start)))
    return Resolution(HighlightState.PLACED, best)


def occurrences(text: str, quote: str) -> list[Span]:
    """Return where a quote stands in a text: verbatim, else with white space, quotation marks and dashes folded."""
    found, at = [], text.find(quote) if quote else -1
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    if found or not quote.strip():
        return found
    words = (r"\s+").join("".join(map(_sign, word)) for word in quote.split())
    return [Span(*one.span()) for one in re.finditer(words, text)]


def _sign(sign: str) -> str:
    alike = _ALIKE.get(_FOLD.get(sign, sign))
    return f"[{re.escape(alike)}]" if alike else re.escape(sign)


_ALIKE = {plain: plain + "".join(mark for mark, as_plain in _FOLD.items() if as_plain == plain) for plain in set(_FOLD.values())}


def neighbours_stand(text: str, span: Span, anchor: Anchor) -> bool:
    """Tell whether what stood on both sides of an anchor stands around a span too."""
    before, after = fold(text[max(0, span.start - CONTEXT) : span.start]), fold(text[span.end : span.end + CONTEXT])
    was_before, was_after = fold(anchor.before), fold(anchor.after)
    return _common(before[::-1], was_before[::-1]) >= min(_NEIGHBOURS, len(was_before)) and _common(
        after, was_after
    ) >= min(_NEIGHBOURS, len(was_after))


def _context_score(text: str, span: Span, anchor: Anchor) -> int:
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return _common(before[::-1], anchor.before[::-1]) + _common(after, anchor.after)


def _common(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
