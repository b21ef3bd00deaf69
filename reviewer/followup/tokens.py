"""What each written word of a document stands for, worked out once: documents share nearly all of their words."""

from __future__ import annotations

import re
from typing import NamedTuple

from reviewer.followup.words import words_of

_SENTENCE_ENDS = re.compile(r"[.?!;:][”’\"')]?\Z")
_MOST = 32_768  # tokens kept: those of some hundred documents


class Token(NamedTuple):
    """A piece of text between white space ("looked-after,"), and what is in it.

    ``stems`` are those of its words in order, as `words_of` gives them; ``topical`` those with a topic of their own, each
    with a space before it. ``ends`` tells that a sentence ends with it.
    """

    stems: tuple[str, ...]
    topical: str
    ends: bool


class _Tokens(dict[str, Token]):
    def __missing__(self, written: str) -> Token:
        if len(self) >= _MOST:
            self.clear()
        words = words_of(written)
        topical = "".join(" " + word.stem for word in words if word.topical)
        ends = _SENTENCE_ENDS.search(written) is not None
        made = self[written] = Token(tuple(word.stem for word in words), topical, ends)
        return made


_known = _Tokens()


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text in order. No word runs over white space, so that theirs are the words of the text."""
    return list(map(_known.__getitem__, text.split()))


def topical_stems(text: str) -> list[str]:
    """Return the stems of the words of a text that have a topic of their own, in order."""
    return "".join([token.topical for token in tokens_of(text)]).split()
