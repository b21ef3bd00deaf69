"""Is this the same report again, and what differs between two copies of it?

A copy is *offered* as such and never settled by itself: two visits of one kind may lie close together, and a council's
paper may hold the report with pages of its own around it. So texts are compared by what the shorter one shares with the
longer one, in runs of five words: layout, page furniture and a frame around the report then make little difference.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reviewer.domain.anchor import fold
from reviewer.domain.document import Block, FactName, Reading
from reviewer.domain.review import DocumentSummary

RUN = 5  # words of a run
SAME_VISIT = 0.5  # share of runs from which two documents of one visit are offered as copies
SAME_DAYS = 0.65  # the same where kind and days agree and only the authority is not known of one of them
ANY_VISIT = 0.85  # the same where kind or dates are not known of one of them


class CopyKind(StrEnum):
    """What is offered."""

    SECOND_COPY = "second-copy"
    PUBLISHED_COPY = "published-copy"


@dataclass(frozen=True, slots=True)
class CopyOffer:
    """``document`` looks like ``other``. PUBLISHED_COPY: ``document`` is the published copy of the draft ``other``.

    ``likeness`` runs from 0 to 1 (`likeness`); ``state`` is "open", "accepted" or "declined".
    """

    id: str
    document: str
    other: str
    kind: CopyKind
    likeness: float
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Difference:
    """One run of blocks that is not the same in both: what the older and what the newer copy says, "" for nothing.

    ``old_start`` and ``new_start`` are code points of either canonical text, where it stands or would stand.
    ``moved``: the same words stand elsewhere in the newer copy.
    """

    old: str
    new: str
    old_start: int
    new_start: int
    moved: bool = False


def runs(text: str) -> frozenset[int]:
    """Return the hashes of all runs of five words of a text, case and typography folded."""
    words = fold(text).casefold().split()
    return frozenset(hash(tuple(words[i : i + RUN])) for i in range(max(len(words) - RUN + 1, 1)))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the shorter text's runs that the longer one has too, 0 to 1."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def same_visit(one: DocumentSummary, other: DocumentSummary) -> bool | None:
    """Tell whether two documents report the same visit; None where a fact that would tell is not known of one."""
    known = [(one.value(name), other.value(name)) for name in (FactName.AUTHORITY, FactName.KIND)]
    if any(a and b and a != b for a, b in known):
        return False
    if one.legs and other.legs:
        overlap = any(a[0] <= b[1] and b[0] <= a[1] for a in one.legs for b in other.legs)
        return (overlap and all(a and b for a, b in known)) or (None if overlap else False)
    return None


def needed(one: DocumentSummary, other: DocumentSummary) -> float | None:
    """Return the likeness from which two documents are offered as copies; None where they cannot be."""
    same = same_visit(one, other)
    if same is False:
        return None
    if same:
        return SAME_VISIT
    kind = one.value(FactName.KIND)
    return SAME_DAYS if kind and kind == other.value(FactName.KIND) and one.legs and one.legs == other.legs else ANY_VISIT


def kind_of(document: DocumentSummary, other: DocumentSummary) -> CopyKind:
    """Tell what a later import is of an earlier one."""
    return CopyKind.PUBLISHED_COPY if other.draft and not document.draft else CopyKind.SECOND_COPY


def differences(old: Reading, new: Reading) -> tuple[Difference, ...]:
    """Return where two copies differ, in the order of the newer one; typography and layout do not count.

    A passage that stands elsewhere in the newer copy is one difference, ``moved``, with its words in both.
    """
    before, after = [fold(b.text) for b in old.blocks], [fold(b.text) for b in new.blocks]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    runs_of = [(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    gone = {before[n]: n for i, j, _, _ in runs_of for n in range(i, j) if len(before[n].split()) >= RUN}
    moved = {n: gone[after[n]] for _, _, k, m in runs_of for n in range(k, m) if after[n] in gone and after.count(after[n]) == 1}
    found = []
    for i, j, k, m in runs_of:
        left = [n for n in range(i, j) if n not in moved.values()]
        right = [n for n in range(k, m) if n not in moved]
        found += [_moved(old.blocks[moved[n]], new.blocks[n]) for n in range(k, m) if n in moved]
        one, other = _text(old.blocks[n] for n in left), _text(new.blocks[n] for n in right)
        if fold(one).split() != fold(other).split():  # else the same words in other lines or paragraphs
            at = _start(old.blocks, left[0] if left else i), _start(new.blocks, right[0] if right else k)
            found.append(Difference(one, other, *at))
    return tuple(found)


def _moved(old: Block, new: Block) -> Difference:
    return Difference(_text([old]), _text([new]), old.start, new.start, moved=True)


def _text(blocks: Iterable[Block]) -> str:
    return "\n".join(f"{block.label} {block.text}".strip() for block in blocks)


def _start(blocks: tuple[Block, ...], index: int) -> int:
    return blocks[index].start if index < len(blocks) else (blocks[-1].end if blocks else 0)
