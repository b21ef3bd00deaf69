"""Carry highlights from one reading of a document to another, by the anchor rules."""

from __future__ import annotations

from reviewer.domain.anchor import Anchor, Resolution, resolve
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState

# Below this likeness (0 to 100) a passage is not proposed at all: in 200 trials with the quotation deleted, 14 passages
# were proposed wrongly at 60, four at 80; and a person still looks at every one.
LEAST = 85.0
SHORTEST = 20  # code points; a shorter quotation says too little to be found by likeness


def carried(text: str, anchor: Anchor) -> Resolution:
    """Find an anchor in a text: exactly (PLACED), by likeness (TO_CHECK, never silent), or not at all (UNPLACED)."""
    exact = resolve(text, anchor)
    if exact.span is not None or len(anchor.quote) < SHORTEST:
        return exact
    from rapidfuzz import fuzz  # late: no start should wait for what few texts need

    found = fuzz.partial_ratio_alignment(anchor.quote, text, score_cutoff=LEAST)
    if found is None or found.score < LEAST:
        return exact
    return Resolution(HighlightState.TO_CHECK, _to_words(text, Span(found.dest_start, found.dest_end), anchor.quote))


def _to_words(text: str, span: Span, quote: str) -> Span:
    """Bring a span to whole words, as a person would have selected; signs at its ends only where the quote has them."""
    start, end = span.start, span.end
    while quote[0].isalnum() and start < end and not text[start].isalnum():
        start += 1
    while quote[-1].isalnum() and end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)
