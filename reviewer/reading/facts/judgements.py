"""Judgement rows, each name followed by its grade in content order; sentences that state a judgement; nothing else.

Rows are known by their printed names: a table read by columns, or a table of something else, gives no row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reviewer.domain.document import Block, BlockKind, DocumentKind, Grade, Judgement, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source

OVERALL = "Overall effectiveness"
BOARD = "Local Safeguarding Children Board"
_GRADE_WORDS = r"outstanding|good|adequate|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate"
_GRADE = re.compile(rf"(?:(?P<grade>{_GRADE_WORDS})|grade\s+\d\s*\((?P<bracketed>{_GRADE_WORDS})\))[\s.]*", re.I)
_ROWS = re.compile(
    r"(?:\d(?:\.\d)?\.?\s+)?(?P<name>"
    r"(?:the\s+)?impact\s+of\s+leaders\s+on\s+(?:social\s+work\s+)?practice\s+with\s+children\s+and\s+families"
    r"|(?:the\s+)?experiences?\s+and\s+progress\s+of\s+children\s+who\s+need\s+help\s+and\s+protection"
    r"|(?:the\s+)?experiences?\s+and\s+progress\s+of\s+children\s+(?:in\s+care(?:\s+and\s+care\s+leavers)?|care\s+leavers)"
    r"|(?:the\s+)?experiences?\s+and\s+progress\s+of\s+care\s+leavers"
    r"|children\s+who\s+need\s+help\s+and\s+protection"
    r"|children\s+looked\s+after\s+and\s+achieving\s+permanence"
    r"|adoption\s+performance"
    r"|leadership,?\s+management\s+and\s+governance"
    r"|overall\s+effectiveness)",
    re.I,
)
_ROW_WITH_GRADE = re.compile(rf"{_ROWS.pattern}\s*[:|-]?\s*(?P<grade>{_GRADE_WORDS})[\s.|]*", re.I)
_HEADLINE = re.compile(
    rf"(?:children'?s\s+services\s+in\s+[^.]{{2,80}}?|(?:the\s+)?overall\s+judge?ment(?:\s+is(?:\s+that)?"
    rf"(?:\s+children'?s\s+services)?)?)\s+(?:(?:is|are)\s+)?(?P<grade>{_GRADE_WORDS})[\s.]*\d?",
    re.I,
)
_BOARD_SENTENCE = re.compile(
    r"(?:the\s+)?(?:effectiveness\s+of\s+(?:the\s+)?)?(?:[\w&-]+\s+){0,4}(?:local\s+)?safeguarding\s+children'?s?\s+board"
    rf"(?:\s+\(\w+\))?\s+(?:is\s+)?(?P<grade>{_GRADE_WORDS})[\s.]*\d?",
    re.I,
)
_SIF_ONLY = frozenset({DocumentKind.SIF_INSPECTION})
_GRADED = frozenset({DocumentKind.SIF_INSPECTION, DocumentKind.ILACS_INSPECTION, DocumentKind.OTHER})


@dataclass(frozen=True, slots=True)
class _Seen:
    """One statement of a judgement somewhere in the document."""

    name: str
    grade_printed: str
    span: Span


def judgements(source: Source, title: Title | None) -> tuple[Judgement, ...]:
    """Return the printed judgements from the title on, in printed order, each name once.

    A council's paper may give its own table before the report: it does not count. Where a later heading gives another
    grade than the cover, the judgement is a conflict and says so.
    """
    if title is None or title.kind not in _GRADED:
        return ()
    if title.kind is DocumentKind.OTHER:
        return _tabled(source, title)
    first: dict[str, tuple[str, Judgement]] = {}
    for seen in _statements(source, title):
        key = _key(seen.name)
        page = source.page(seen.span.start)
        made = Judgement(seen.name, seen.grade_printed, grade_of(seen.grade_printed), page, seen.span)
        if key not in first:
            first[key] = (key, made)
        elif first[key][1].grade is not made.grade and first[key][1].sureness is Sureness.SURE:
            where = f" on page {page}" if page else " further on"
            note = f"The cover says “{first[key][1].grade_printed}”, the text{where} says “{made.grade_printed}”."
            first[key] = (key, replace(first[key][1], sureness=Sureness.CONFLICT, note=note))
    return tuple(judgement for _, judgement in first.values())


def _tabled(source: Source, title: Title) -> tuple[Judgement, ...]:
    """Return the rows of any table whose second column is a grade: older inspections name their rows in many ways."""
    rows: dict[tuple[str, Grade], Judgement] = {}
    start = source.index_at(title.span.end - 1) + 1
    for name, grade in pairwise(source.blocks[start:]):
        printed = _GRADE.fullmatch(source.plain_of(grade))
        if printed and name.column == 1 and (grade.table, grade.row, grade.column) == (name.table, name.row, 2):
            words = printed.group("grade") or printed.group("bracketed")
            judgement = Judgement(
                name.text, words, grade_of(words), source.page(name.start), Span(name.start, grade.start + len(words))
            )
            rows.setdefault((name.text, judgement.grade), judgement)
    return tuple(rows.values())


def grade_of(printed: str) -> Grade:
    """Return the grade of printed words such as "Requires improvement to be good"."""
    words = printed.lower()
    if words.startswith("require"):
        return Grade.REQUIRES_IMPROVEMENT
    return Grade(words)


def _key(name: str) -> str:
    """Two forms of one row: articles, number and case aside, and the form that slipped a word in."""
    words = re.sub(r"[^a-z ]", "", name.lower()).removeprefix("the ")
    words = words.replace("children care leavers", "care leavers").replace("social work practice", "practice")
    return words.removeprefix("experiences and progress of ").removeprefix("experience and progress of ")


def _statements(source: Source, title: Title) -> list[_Seen]:
    seen: list[_Seen] = []
    start = source.index_at(title.span.start)
    blocks = source.blocks
    for at in range(start, len(blocks)):
        block = blocks[at]
        if len(block.text) > 200 or block.kind in (BlockKind.BULLET, BlockKind.NOTE):
            continue
        plain = source.plain_of(block)
        found = _row(source, blocks, at, plain) or _sentence(source, block, plain, title)
        if found:
            seen.append(found)
    return seen


def _row(source: Source, blocks: tuple[Block, ...], at: int, plain: str) -> _Seen | None:
    block = blocks[at]
    whole = _ROW_WITH_GRADE.fullmatch(plain)
    if whole:
        return _seen(source, block, whole.span("name"), whole.span("grade"))
    name = _ROWS.fullmatch(plain.rstrip(" :"))
    if name is None or at + 1 >= len(blocks):
        return None
    following = blocks[at + 1]
    grade = _GRADE.fullmatch(source.plain_of(following))
    if grade is None or _ROWS.fullmatch(source.plain_of(blocks[at - 1])):
        return None  # two names in a row: the table was read by columns, and the grade may be another row's
    group = "grade" if grade.group("grade") else "bracketed"
    return _Seen(
        _squeezed(name.group("name")),
        _squeezed(source.text[following.start + grade.start(group) : following.start + grade.end(group)]),
        Span(block.start + name.start("name"), following.start + grade.end(group)),
    )


def _sentence(source: Source, block: Block, plain: str, title: Title) -> _Seen | None:
    if title.kind not in _SIF_ONLY:
        return None
    for pattern, name in ((_BOARD_SENTENCE, BOARD), (_HEADLINE, OVERALL)):
        match = pattern.fullmatch(plain)
        if match:
            grade = _squeezed(source.text[block.start + match.start("grade") : block.start + match.end("grade")])
            # The grade as a row prints it: the sentence says "services require", the row "Requires".
            grade = re.sub(r"^require\b", "requires", grade.lower())
            return _Seen(name, grade.capitalize(), block.span)
    return None


def _seen(source: Source, block: Block, name: tuple[int, int], grade: tuple[int, int]) -> _Seen:
    text = source.text[block.start : block.end]
    printed = _squeezed(text[grade[0] : grade[1]])
    return _Seen(
        _squeezed(text[name[0] : name[1]]),
        printed[:1].upper() + printed[1:],
        Span(block.start + name[0], block.start + grade[1]),
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())
