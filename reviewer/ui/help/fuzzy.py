"""How well typed letters fit a name: words in any order, beginnings of words before letters in between. Pure."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def score(typed: str, name: str) -> int:
    """Return how well ``typed`` fits ``name``: -1 not at all, 0 for nothing typed, the more the better.

    A whole phrase counts most, then beginnings of words in any order, then words within words, then the letters in
    their order ("cwc" finds "Copy with citation").
    """
    typed, name = " ".join(typed.casefold().split()), name.casefold()
    if not typed:
        return 0
    words, names = typed.split(), _WORD.findall(name)
    if name.startswith(typed):
        return 100
    if typed in name:
        return 80 if re.search(rf"\b{re.escape(typed)}", name) else 60
    if all(any(one.startswith(word) for one in names) for word in words):
        return 70
    if "".join(one[0] for one in names).startswith(typed.replace(" ", "")):
        return 55
    if all(word in name for word in words):
        return 50
    return 20 if _in_order(typed.replace(" ", ""), name) else -1


def _in_order(letters: str, name: str) -> bool:
    """Tell whether the letters occur in this order, most of them at a beginning or side by side.

    Without that second rule four letters fit half of all names.
    """
    at, loose = -1, 0
    for letter in letters:
        found = name.find(letter, at + 1)
        if found < 0:
            return False
        beside = found == at + 1 or found == 0 or not name[found - 1].isalnum()
        loose += not beside
        at = found
    return loose * 3 <= len(letters)
