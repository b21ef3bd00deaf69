"""The parts of a later document that can be cited: paragraphs, bullets, its own improvement list; nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.domain.document import Block, BlockKind, Reading
from reviewer.domain.span import Span

_IMPROVE = re.compile(
    r"\b(what (needs|does .{3,40} need) to (improve|be improved)|recommendations?|areas? for (priority action|improvement|development)"
    r"|priority (and immediate )?actions?)\b",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"piccadilly gate|enquiries@ofsted|crown copyright|open government licence|the office for standards in education"
    r"|when planning (your|the|their) next (inspection|visit)|planning the next inspection|yours sincerely|this letter summarises"
    r"|a range of evidence|this visit was carried out|copy of this document|monthly newsletter|reports\.ofsted\.gov\.uk"
    r"|inspection was carried out under section|inspectors? (who )?(undertook|carried out) this (inspection|visit)"
    r"|we carried out this inspection|data (is|are) taken from|estimated population|textphone",
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    r"^(information about (this|the) (inspection|local authority)|what the inspection judgements mean|about this inspection"
    r"|main inspection findings annex|annex\b|contents$|the (inspection )?team\b|inspection team)",
    re.IGNORECASE,
)
_SHORTEST = 3  # words: "Permanence planning." is a bullet of an improvement list, "Dear Ms Jones" is nothing


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage; ``text`` equals ``span.of(canonical text)``. ``order`` counts the passages of the document.

    ``improvement`` tells that it stands in the document's own list of what must improve, ``finding`` that it stands
    in the body (a numbered paragraph or a paragraph or bullet under a findings heading), not in the summary.
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
    own = [recommendation.span for recommendation in reading.recommendations]
    seen_list = False
    for block in reading.blocks:
        if not _citable(block):
            continue
        listed = any(span.overlaps(block.span) for span in own) or (
            not own and bool(_IMPROVE.search(block.section)) and block.kind is BlockKind.BULLET
        )
        seen_list = seen_list or listed or bool(_IMPROVE.search(block.section))
        if len(block.text.split()) < _SHORTEST and not listed:
            continue
        found.append(
            Passage(
                len(found),
                block.span,
                block.text,
                block.page,
                block.number,
                block.section,
                improvement=listed,
                finding=not listed and (block.number is not None or seen_list),
            )
        )
    return tuple(found)


def _citable(block: Block) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET) or not block.text.strip():
        return False
    return not (_BOILERPLATE.search(block.text) or _BACK_MATTER.search(block.section))
