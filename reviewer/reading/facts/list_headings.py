"""The printed lines around a list of what must improve: what heads it, what divides it, what ends it, what is no part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from reviewer.domain.document import Block, BlockKind, RecommendationKind
from reviewer.reading.facts.source import Source, fold


class Heading(Enum):
    """The headings under which inspectors list what must improve, by their words."""

    RECOMMENDATIONS = "recommendations"
    PRIORITY = "priority action"
    AREAS = "areas for improvement"
    NEEDS = "what needs to improve"
    DEVELOPMENT = "areas for development"
    ASKED = "what does the authority need to improve"  # early SIF: sub-headings say which kind

    @property
    def kind(self) -> RecommendationKind:
        """What an item under it is called."""
        return _KINDS.get(self, RecommendationKind.AREA_FOR_IMPROVEMENT)


_KINDS = {
    Heading.RECOMMENDATIONS: RecommendationKind.RECOMMENDATION,
    Heading.PRIORITY: RecommendationKind.PRIORITY_ACTION,
    Heading.DEVELOPMENT: RecommendationKind.AREA_FOR_DEVELOPMENT,
}
_BOARD = r"(?:\w*scb|(?:[\w,&-]+\s+){0,6}safeguarding\s+(?:children'?s?\s+)?board|board)"
_FOR_WHOM = rf"(?:\s+for\s+(?:the\s+)?(?:local\s+authority|council|(?:[\w,&-]+\s+){{0,4}}partnership|{_BOARD}))?"
_AREA = r"area(?:s|\(s\))?"
_SORT = r"(?:(?:key|main|further|other|additional|multi-?agency|partnership)\s+)?"
_WHO = r"(?:(?:[\w,&'-]+\s+){0,7}?)"  # "the local authority", the name of the council, or nobody
# "... in this area of social work practice", "... within these teams"; a colon or dash may stand in the place of the word.
_WHERE = r"(?:(?:\s*[:-])?\s+(?:in|for|about|within|across|at|to)\b[^.:;?]{2,70}|\s*[:-]\s*[^.:;?]{2,70})?"
# A footnote mark may be glued to a heading ("improve?1"); a page number, which stands apart, makes it a contents line.
_END = r"\s*[?:.]?\d?[?:.]?"
_HEADINGS: tuple[tuple[Heading, re.Pattern[str]], ...] = tuple(
    (heading, re.compile(pattern + _END, re.IGNORECASE))
    for heading, pattern in (
        (
            Heading.RECOMMENDATIONS,
            rf"recommendations?(?:\s*[:-]?\s*(?:(?:for|to)\s+)?(?:the\s+)?(?:local\s+authority|council|{_BOARD}))?",
        ),
        (
            Heading.PRIORITY,
            rf"(?:(?:{_AREA}\s+(?:for|of|requiring|needing)\s+)?(?:immediate\s+and\s+)?priority\s+(?:and\s+immediate\s+)?actions?"
            rf"|{_AREA}\s+(?:for|requiring|needing)\s+(?:immediate|urgent)\s+actions?|priority\s+areas?\s+for\s+action)" + _FOR_WHOM,
        ),
        (
            Heading.AREAS,
            rf"(?:{_SORT}{_AREA}\s+(?:for\s+{_SORT}improvements?|(?:that|which)\s+(?:need\s+(?:to\s+improve|improvement)"
            r"|require\s+improvement)|(?:needing|requiring|identified\s+for)\s+improvement)"
            r"|(?:required|necessary)\s+improvements|improvements?\s+(?:needed|required))(?:\s*[:-]\s*[^.:;]{2,40})?" + _FOR_WHOM,
        ),
        (
            Heading.NEEDS,
            rf"what\s+(?!do(?:es)?\b){_WHO}(?:(?:still\s+)?needs?\s+(?:to\s+(?:improve|be\s+improved|do\s+to\s+improve)|improvement|improving)"
            rf"|must\s+(?:improve|be\s+improved))(?:\s+(?:further|now|next))?{_WHERE}",
        ),
        (Heading.DEVELOPMENT, rf"{_AREA}\s+(?:for|of)\s+{_SORT}development"),
        (
            Heading.ASKED,
            rf"what\s+do(?:es)?\s+(?:the\s+)?(?:(?:[\w,&-]+\s+){{0,6}}?(?:local\s+authority|council|{_BOARD})|(?:[\w,&-]+\s+){{0,5}}[\w,&-]+)"
            r"\s+need\s+to\s+improve",
        ),
    )
)
# Letters without such a heading say it in the sentence above their bullets.
_SAID = (
    (Heading.PRIORITY, re.compile(r"\bfollowing\s+areas?\b[^.:]{0,20}\bpriority\s+actions?\b[^.]{0,60}:?$", re.IGNORECASE)),
    (Heading.DEVELOPMENT, re.compile(r"\bfollowing\s+areas?\s+for\s+development\b[^.]{0,60}:?$", re.IGNORECASE)),
    (
        Heading.AREAS,
        re.compile(r"\bfollowing\s+areas?\s+(?:(?:for|of)\s+(?:further\s+)?improvement|needs?\s+to\s+improve)\b[^.]{0,60}:?$", re.IGNORECASE),
    ),
)
_OF_ANOTHER = re.compile(r"\b(?:last|previous|earlier|since|progress|improved|strengths?)\b", re.IGNORECASE)
_ABOUT_BOARD = re.compile(r".*(?:\bboard|scb)\b", re.IGNORECASE)
_DEADLINE = re.compile(r"(?:immediately|within\s+\w+\s+(?:weeks?|months?)|by\s+\w+\s+\d{4})\s*:?", re.IGNORECASE)
_NEXT_PART = re.compile(
    r"(?:(?:main|headline|inspection|key)\s+)?findings?\b.{0,80}|overview|introduction|context"
    r"|(?:executive\s+)?summary(?:\s+(?:of|for)\b.{0,60})?|.{0,60}\bstrengths\b.{0,40}|progress\s+(?:since|made)\b.{0,60}"
    r"|(?:the\s+)?experiences?\s+and\s+progress\s+of\b.{0,120}|(?:the\s+)?impact\s+of\s+leaders\b.{0,100}"
    r"|inspection\s+judge?ments?\b.{0,80}|what\s+the\s+inspection\s+judge?ments\b.{0,60}|information\s+about\b.{0,80}"
    r"|(?:case|practice)\s+stud(?:y|ies)\b.{0,80}|next\s+steps|about\s+th(?:is|e)\s+inspection|evaluation\s+of\s+progress.{0,60}"
    r"|local\s+area\s+partnership\s+details",
    re.IGNORECASE,
)
# The footnote to the heading of a list, which a text copy may set right below it.
_NOTE = re.compile(r"the\s+areas\s+for\s+improvement\s+have\s+been\s+cross-?referenced\b", re.IGNORECASE)
# The sentences with which letters end, whatever stood before them.
_CLOSING = re.compile(
    r"(?:ofsted\s+will\s+(?:take|share)\b|yours\s+(?:sincerely|faithfully)|i\s+am\s+copying\s+this\s+letter"
    r"|any\s+areas\s+for\s+development\s+identified\s+above|this\s+letter\s+will\s+be\s+published|next\s+steps\b)",
    re.IGNORECASE,
)
_LETTERHEAD_PART = (
    r"ofsted|piccadilly\s+gate|store\s+street|manchester|m1\s+2wd|(?:direct\s+)?t(?:el(?:ephone)?)?:?\s*(?:\d[\s\d]{8,13}\d)"
    r"|textphone:?\s*\d[\s\d]{8,13}\d|(?:e(?:mail)?:?\s*)?[\w.]+@[\w.]+|(?:w:?\s*)?(?:https?://)?(?:www\.|reports\.)?[\w-]+\.gov\.uk\S*"
    r"|freshford\s+house|redcliffe\s+way|bristol|bs1\s+6nl|aviation\s+house|125\s+kingsway|london|wc2b\s+6se|investor\s+in\s+people"
)
_LETTERHEAD = re.compile(rf"(?:(?>{_LETTERHEAD_PART})[\s,|]*+)+", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"(?<=[\w?:])\s\d$")  # of a heading; a contents line never gets this far
_CONTENTS = re.compile(r".{0,90}\S[\s.]+\d{1,2}")


@dataclass(frozen=True, slots=True)
class ListHeading:
    """A heading that was found: what it says, whether it speaks of the safeguarding board, its level (0 unknown)."""

    heading: Heading
    about_board: bool
    level: int


def list_heading(source: Source, block: Block) -> ListHeading | None:
    """Return the heading of a list that a block is, or None.

    A number printed before it makes it the heading of another paper ("8 RECOMMENDATIONS" of a council's cabinet).
    """
    if block.label or len(block.text) > 100 or block.kind in (BlockKind.BULLET, BlockKind.NOTE):
        return None
    if block.kind is not BlockKind.HEADING and is_contents_line(source, block):
        return None
    plain = _FOOTNOTE_MARK.sub("", _bare(source, block))
    found = next((heading for heading, pattern in _HEADINGS if pattern.fullmatch(plain)), None)
    return ListHeading(found, _ABOUT_BOARD.match(plain) is not None, block.level) if found else None


def said_heading(source: Source, block: Block) -> ListHeading | None:
    """Return the heading in whose place a sentence stands right above bullets: "We identified the following areas for ...:"."""
    below = source.blocks[block.order + 1 : block.order + 2]
    plain = _bare(source, block)
    if block.label or len(plain) > 200 or not below or below[0].kind is not BlockKind.BULLET or _OF_ANOTHER.search(plain):
        return None
    found = next((heading for heading, pattern in _SAID if pattern.search(plain)), None)
    return ListHeading(found, _ABOUT_BOARD.match(plain) is not None, block.level) if found else None


def is_heading_text(text: str) -> bool:
    """Tell whether a line has the words of a list's heading, or of the heading of a part that follows the lists."""
    plain = fold(text).strip()
    return any(pattern.fullmatch(plain) for _, pattern in _HEADINGS) or _NEXT_PART.fullmatch(plain) is not None


def deadline(source: Source, block: Block) -> str:
    """Return the deadline that a line gives for the items below it ("within three months"), or ""."""
    plain = _bare(source, block)
    return plain.rstrip(" :").lower() if not block.label and _DEADLINE.fullmatch(plain) else ""


def is_next_part(source: Source, block: Block) -> bool:
    """Tell whether a line heads a part of the document that follows the lists."""
    return not block.label and len(block.text) <= 160 and _NEXT_PART.fullmatch(_bare(source, block)) is not None


def is_closing(source: Source, block: Block) -> bool:
    """Tell whether a block is one of the sentences with which a letter ends."""
    return not block.label and _CLOSING.match(source.plain_of(block)) is not None


def is_list_note(source: Source, block: Block) -> bool:
    """Tell whether a block is a footnote, or the one that goes with the heading of a list though it looks like text."""
    return block.kind is BlockKind.NOTE or _NOTE.match(source.plain_of(block)) is not None


def is_letterhead(source: Source, block: Block) -> bool:
    """Tell whether a block is Ofsted's own address, which page one prints at its foot in the middle of a list."""
    return len(block.text) <= 200 and _LETTERHEAD.fullmatch(source.plain_of(block)) is not None


def is_contents_line(source: Source, block: Block) -> bool:
    """Tell whether a short line ends with a page number, as those of a contents page do, or has it in the next cell."""
    if block.kind is BlockKind.CELL:
        following = source.blocks[block.order + 1 : block.order + 2]
        return any(cell.row == block.row and cell.text.isdigit() for cell in following)
    return not block.label and _CONTENTS.fullmatch(source.plain_of(block)) is not None


def is_subheading(source: Source, block: Block) -> bool:
    """Tell whether a block may divide a list ("Leadership and management"): short, unlabelled, no sentence."""
    if block.label or len(block.text) > 80 or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return False
    return not source.plain_of(block).endswith((".", ";", ",")) and not is_next_part(source, block)


def _bare(source: Source, block: Block) -> str:
    return source.plain_of(block).strip(" *_#")
