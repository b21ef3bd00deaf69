"""Paragraphs that stand twice in one document: a council's paper quotes the summary of the report that it encloses.

The later one is the report's own; the earlier one is known as its repeat, so that nothing counts twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.domain.anchor import fold
from reviewer.domain.document import Block

_LEAST_WORDS = 15  # a shorter sentence ("The council was judged to be good.") may stand twice by itself
_LEAST_PARAGRAPHS = 3  # one or two are a report's own (an item of a list that is said again), not a quotation of it


def repeats(blocks: Sequence[Block]) -> dict[int, int]:
    """Return index -> index: which block repeats which later one, word for word (quotation marks aside).

    A repeat may be a part of the later paragraph (cut by a page) or have a few words of its own before it
    ("Executive summary: …").
    """
    texts = [fold(block.text).replace("'", "").replace('"', "").casefold().strip() for block in blocks]
    long = [i for i, text in enumerate(texts) if len(text.split(None, _LEAST_WORDS - 1)) == _LEAST_WORDS]
    first_words = {i: " ".join(texts[i].split(None, _LEAST_WORDS)[:_LEAST_WORDS]) for i in long}
    last_words = {i: " ".join(texts[i].rsplit(None, _LEAST_WORDS)[-_LEAST_WORDS:]) for i in long}
    starts = {words: i for i, words in first_words.items()}
    ends = {words: i for i, words in last_words.items()}
    found = {}
    for number in long:
        text = texts[number]
        for other in (ends[last_words[number]], starts[first_words[number]]):
            if other > number and (texts[other] in text or text in texts[other]):
                found[number] = other
                break
    return found if len(found) >= _LEAST_PARAGRAPHS else {}


def repeat_warning(blocks: Sequence[Block]) -> str:
    """Return what to tell the officer of repeats, "" where there are none."""
    count = len(repeats(blocks))
    if not count:
        return ""
    return f"{count} paragraphs stand twice in this document: a paper around the report quotes it. The report’s own place is the one that counts."
