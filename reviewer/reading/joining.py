"""Does a text go on in the next one? What the words themselves say, for page breaks in PDF and text copies alike."""

from __future__ import annotations

import re

_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,2}$|[)\]][\"'”’]*$")
_LAST = 40  # characters that are looked at: a text may grow by a line at a time
_LONE_MARK = re.compile(r"^\(\s*[Rr]ecommendations?\s*\)\s*\.?$")
_LINK_WORDS = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its", "may", "might", "more", "must", "nor", "not", "of", "on", "or", "over", "should", "so", "some", "such", "than", "that", "the", "their", "them", "these", "they", "this", "those", "through", "to", "under", "was", "were", "what", "when", "where", "which", "while", "who", "whose", "will", "with", "within", "would"]
)


def ends_open(text: str) -> bool:
    """Tell whether a text stops in mid-sentence: without a full stop, colon or the like."""
    return not _ENDED.search(text.rstrip()[-_LAST:])


def is_lone_mark(text: str) -> bool:
    """Tell whether a text is nothing but a "(Recommendation)" mark, which belongs to the paragraph before it."""
    return bool(_LONE_MARK.match(text.strip()))


def joins_on(before: str, after: str) -> bool:
    """Tell whether ``after`` goes on with the sentence that ``before`` left open, by the words at the joint."""
    if not before or not after:
        return False
    if after[0].islower():
        return ends_open(before) or before.rstrip()[-1] in ")]"
    if not ends_open(before):
        return False
    last = before.rstrip().rsplit(" ", 1)[-1]
    return last[-1] in ",-–" or last.lower() in _LINK_WORDS
