"""Recommendations that come back over the years: links from a later to an earlier one, and the threads they make.

A program only offers a link; a person confirms or dismisses it, and only confirmed ones make a thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ThreadKind(StrEnum):
    """What the later recommendation is to the earlier one; the values stand in the review file."""

    REPEATS = "repeats"
    NARROWS = "narrows"
    SUPERSEDES = "supersedes"


class ThreadState(StrEnum):
    """What became of a link that was offered; the values stand in the review file."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """A person's word on two recommendations; ``made`` is an ISO time with zone, ``author`` who."""

    id: str
    earlier: str
    later: str
    kind: ThreadKind
    state: ThreadState
    author: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class ThreadOffer:
    """A link that the program proposes, with its reasons in the officer's words; ``likeness`` 0 to 1."""

    earlier: str
    later: str
    kind: ThreadKind
    likeness: float
    why: tuple[str, ...] = ()


SAID = {  # of the later one and of the earlier one
    ThreadKind.REPEATS: ("Repeats", "Repeated by"),
    ThreadKind.NARROWS: ("Narrows", "Narrowed by"),
    ThreadKind.SUPERSEDES: ("Supersedes", "Superseded by"),
}


def thread_words(
    recommendation: str, links: Iterable[ThreadLink], thread: Sequence[str], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return "Repeats 2015 R3", "Narrowed by 2023 A1" and so on, a line each, earliest first.

    Only recommendations with a name in ``names`` are told. Where the ``thread`` goes further than its links, a last
    line tells the whole of it ("2011 A3 → 2015 R7 → 2019 A1").
    """
    said: dict[str, str] = {}
    for link in links:
        if link.state is ThreadState.CONFIRMED and recommendation in (link.earlier, link.later):
            of_later = link.later == recommendation
            said[link.earlier if of_later else link.later] = SAID[link.kind][0 if of_later else 1]
    order = [one for one in thread if one in names]
    lines = [f"{said[one]} {names[one]}" for one in order if one in said]
    further = any(one not in said and one != recommendation for one in order)
    return (*lines, *([" → ".join(names[one] for one in order)] if further else []))


def threads(links: Iterable[ThreadLink], order: Mapping[str, tuple[str, int]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each linked recommendation its whole thread, earliest first, itself among them.

    ``order`` gives (ISO date, place) of every recommendation that there is; links to others count for nothing.
    """
    of: dict[str, set[str]] = {}
    for link in links:
        if link.state is ThreadState.CONFIRMED and link.earlier in order and link.later in order:
            whole = of.get(link.earlier, {link.earlier}) | of.get(link.later, {link.later})
            for one in whole:
                of[one] = whole
    return {one: tuple(sorted(whole, key=lambda key: order[key])) for one, whole in of.items()}
