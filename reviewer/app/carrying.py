"""Carry highlights from one reading of a document to another, by the anchor rules."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.domain.anchor import Anchor, Resolution, describe, neighbours_stand, occurrences, resolve, text_hash
from reviewer.domain.document import Reading
from reviewer.domain.span import Span
from reviewer.domain.tag import HighlightState

# Below this likeness (0 to 100) a passage is not proposed at all: in 200 trials with the quotation deleted, 14 passages
# were proposed wrongly at 60, four at 80; and a person still looks at every one.
LEAST = 85.0
_ENDS = ".?!"
_LONGEST_REST = 60  # code points by which a sentence may have grown at its end
SHORTEST = 20  # code points; a shorter quotation says too little to be found by likeness


# From this likeness (0 to 100, whatever the order of the words) one recommendation is proposed for another that was
# worded anew: there are few to choose from, and different ones of one report stay below 60.
REWORDED = 68.0


def carried(text: str, anchor: Anchor, *, old: str = "") -> Resolution:
    """Find an anchor in a text: exactly (PLACED), by likeness (TO_CHECK, never silent), or not at all (UNPLACED).

    ``old`` is the text that the anchor was made in: a quote that it holds more than once may not move silently.
    """
    exact = _exactly(text, anchor, old)
    if exact.span is not None:
        return exact
    if len(anchor.quote) < SHORTEST:
        return exact
    from rapidfuzz import fuzz  # late: no start should wait for what few texts need

    found = fuzz.partial_ratio_alignment(anchor.quote, text, score_cutoff=LEAST)
    if found is None or found.score < LEAST:
        return exact
    return Resolution(HighlightState.TO_CHECK, _to_words(text, Span(found.dest_start, found.dest_end), anchor.quote))


def surely(text: str, span: Span, *, old: str) -> Span | None:
    """Return where a passage of ``old`` stands in another text beyond doubt, None where a person would have to look."""
    found = _exactly(text, describe(old, span), old)
    return found.span if found.state is HighlightState.PLACED else None


def _exactly(text: str, anchor: Anchor, old: str) -> Resolution:
    exact = resolve(text, anchor)
    if exact.span is None or text_hash(text) == anchor.text_hash:
        return exact
    several = max(len(occurrences(text, anchor.quote)), len(occurrences(old, anchor.quote))) > 1
    unsure = several and not neighbours_stand(text, exact.span, anchor)
    return Resolution(HighlightState.TO_CHECK, exact.span) if unsure else exact


def reworded(lost: Mapping[str, str], taken: list[Span], reading: Reading) -> dict[str, Span]:
    """Propose, for lost recommendations (key -> words), listed ones of the new copy that no highlight stands on; likeliest first."""
    from rapidfuzz import fuzz

    free = [item for item in reading.recommendations if not any(item.span.overlaps(span) for span in taken)]
    pairs = [(fuzz.token_sort_ratio(words.casefold(), item.text.casefold()), key, item.span) for key, words in lost.items() for item in free]
    found: dict[str, Span] = {}
    for likeness, key, span in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= REWORDED and key not in found and span not in found.values():
            found[key] = span
    return found


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
    if quote[0].isupper() and text[start].islower():  # it began a sentence: without "No" this one may say the contrary
        before = text[max(0, start - _LONGEST_REST) : start]
        first = max(before.rfind(sign) for sign in (*_ENDS, "\n")) + 1
        lead = before[first:].lstrip()
        start -= len(lead) if lead[:1].isupper() else 0
    if quote[-1] in _ENDS and text[end - 1] not in _ENDS:  # a whole sentence was highlighted: to the end of this one
        rest = text[end : end + _LONGEST_REST].split("\n")[0]
        stop = next((n for n, sign in enumerate(rest) if sign in _ENDS), None)
        end += 0 if stop is None else stop + 1
    return Span(start, end)
