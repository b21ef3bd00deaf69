"""The parts of a later document that can be cited: paragraphs, bullets, its own improvement list; nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from reviewer.domain.document import Block, BlockKind, FactName, Reading
from reviewer.domain.repeats import repeats
from reviewer.domain.span import Span

_IMPROVE = re.compile(
    r"\b(what (needs|does .{3,40} need) to (improve|be improved)|recommendations?"
    r"|areas? for (priority action|improvement|development)|priority (and immediate )?actions?)\b",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"piccadilly gate|enquiries@ofsted|crown copyright|open government licence|the office for standards in education"
    r"|when planning (your|the|their) next (inspection|visit)|planning the next inspection|yours sincerely"
    r"|this letter (summarises|contains)|this visit was carried out|copy of this document|monthly newsletter"
    r"|reports\.ofsted\.gov\.uk|inspection was carried out under section|inspectors? (who )?(undertook|carried out) this"
    r"|we carried out this inspection|data (is|are) taken from|estimated population|textphone"
    r"|inspectors (looked at|considered|reviewed) a range of evidence",
    re.IGNORECASE,
)
# Every match of the pattern holds one of these in small letters; looking for them first spares nearly all blocks the pattern.
_BOILERPLATE_NEEDS = (
    "piccadilly gate", "enquiries@ofsted", "crown copyright", "open government licence", "office for standards",
    "planning your next", "planning the next", "planning their next", "yours sincerely", "this letter", "this visit was", "copy of this", "monthly newsletter",
    "reports.ofsted", "inspection was carried", "undertook this", "carried out this", "data is taken", "data are taken",
    "estimated population", "textphone", "range of evidence",
)  # fmt: skip
_BOILERPLATE_START = re.compile(
    r"the office for standards in education|t:? 0300|(?:his|her) majesty[’']s (?:chief )?inspector|this publication is available"
    r"|.{0,80}\bhas been in post since\b|it is ofsted[’']s expectation|an (?:outstanding )?LSCB (?:is|that is|requires)\b"
    r"|the (?:DCS|director of children[’']s services) is also responsible|the local authority operates \w+ children[’']s homes"
    r"|the (?:previous|last) inspections? of the local authority[’']s .{0,160} (?:was|were|took place) in\b"
    r"|(?:during this visit,? )?inspectors (?:looked at|reviewed|considered|evaluated) the local authority[’']s arrangements"
    r"|we have notified the department for education|you should submit an action plan|\d{1,2} \w+ 20\d\d$",
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    r"^(information about (this|the) (inspection|local authority|service)|what the inspection judgements mean"
    r"|about this inspection|annex\b|contents$|the (inspection )?team\b|inspection team|children living in this area"
    r"|child protection in this area|children looked after in this area)",
    re.IGNORECASE,
)
_SHORTEST = 3  # words: "Permanence planning." is a bullet of an improvement list, "Dear Ms Jones" is nothing
_LONGEST_BOILERPLATE = 90  # words: a longer block is findings that swallowed a line of boilerplate


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage; ``text`` equals ``span.of(canonical text)``. ``order`` counts the passages of the document.

    ``improvement`` tells that it stands in the document's own list of what must improve, ``finding`` that it stands
    in the body (a numbered paragraph, or a paragraph or bullet after that list), not in the summary.
    """

    order: int
    span: Span
    text: str
    page: int | None
    paragraph: int | None
    section: str
    improvement: bool = False
    finding: bool = False


def passages_of(reading: Reading) -> tuple[Passage, ...]:
    """Return the passages of a reading in order; headings, cells, notes and boilerplate are none."""
    found: list[Passage] = []
    own = _Spans([recommendation.span for recommendation in reading.recommendations])
    focus = reading.fact(FactName.SCOPE)
    after_list = False
    twice = repeats(reading.blocks)
    needs = boilerplate_words(reading.text)
    for index, block in enumerate(reading.blocks):
        if index in twice or not _citable(block, needs) or (focus and focus.span and focus.span.contains(block.span)):
            continue
        in_list = _is_improvement_list(block.section)
        listed = own.overlap(block.span) or (not own and in_list and block.kind is BlockKind.BULLET)
        after_list = after_list or listed or in_list
        if not listed and len(block.text.split(None, _SHORTEST)) < _SHORTEST:
            continue
        finding = not listed and (block.number is not None or (after_list and not in_list))
        found.append(
            Passage(
                len(found),
                block.span,
                block.text,
                block.page,
                block.number,
                block.section,
                improvement=listed,
                finding=finding,
            )
        )
    return tuple(found)


class _Spans:
    """Some spans, to be asked often whether any of them overlaps another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        in_order = sorted(spans)
        self._starts = [span.start for span in in_order]
        self._ends = list(accumulate((span.end for span in in_order), max))  # of each and all before it, the last

    def __len__(self) -> int:
        return len(self._starts)

    def overlap(self, other: Span) -> bool:
        before = bisect_left(self._starts, other.end)
        return before > 0 and self._ends[before - 1] > other.start


@lru_cache(maxsize=1024)
def _is_improvement_list(section: str) -> bool:
    return bool(_IMPROVE.search(section))


@lru_cache(maxsize=1024)
def _is_back_matter(section: str) -> bool:
    return bool(_BACK_MATTER.search(section))


def boilerplate_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, small letters, of which a block must hold one to be boilerplate."""
    lower = text.lower()
    return tuple(words for words in _BOILERPLATE_NEEDS if words in lower)


def _citable(block: Block, needs: Sequence[str]) -> bool:
    """``needs`` are the document's `boilerplate_words`."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET) or not block.text.strip():
        return False
    if _is_back_matter(block.section) or _BOILERPLATE_START.match(block.text):
        return False
    lower = block.text.lower()
    if not any(words in lower for words in needs):
        return True
    return not (_BOILERPLATE.search(block.text) and len(block.text.split()) <= _LONGEST_BOILERPLATE)
