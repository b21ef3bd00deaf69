"""Judgement rows, each name followed by its grade in content order; sentences that state a judgement; nothing else.

Rows are known by their printed names: a table read by columns, or a table of something else, gives no row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reviewer.domain.document import Alternative, Block, BlockKind, DocumentKind, Grade, Judgement, Sureness
from reviewer.domain.span import Span
from reviewer.reading.facts.kind import Title
from reviewer.reading.facts.source import Source, fold

OVERALL = "Overall effectiveness"
BOARD = "Local Safeguarding Children Board"
_GRADES = r"(?:outstanding|good|adequate|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate)"
_GRADE = re.compile(rf"(?:grade\s+\d\s*\()?(?P<grade>{_GRADES})\)?[\s.]*", re.I)
_PROGRESS = r"(?:the\s+)?experiences?\s+and\s+progress\s+of\s+"
_IN_NEED = r"children\s+(?:who\s+need|in\s+need\s+of)\s+help\s+and\s+protection"
_LEAVERS = r"care(?:\s+leavers|[\s-]+experienced\s+(?:young\s+)?(?:people|adults))"
_NAMES = {
    DocumentKind.SIF_INSPECTION: (
        rf"(?:{_PROGRESS})?{_IN_NEED}"
        rf"|(?:{_PROGRESS})?children\s+looked\s+after\s+and\s+achieving\s+permanence"
        rf"|adoption\s+performance|{_PROGRESS}{_LEAVERS}|leadership,?\s+management\s+and\s+governance"
    ),
    DocumentKind.ILACS_INSPECTION: (
        r"(?:the\s+)?impact\s+of\s+leaders\s+on\s+(?:social\s+work\s+)?practice\s+with\s+children\s+and\s+(?:their\s+)?families"
        rf"|{_PROGRESS}{_IN_NEED}"
        rf"|{_PROGRESS}children\s+(?:(?:in\s+care|looked\s+after)(?:\s+and\s+{_LEAVERS})?|care\s+leavers)"
        rf"|{_PROGRESS}{_LEAVERS}|(?:the\s+)?overall\s+effectiveness(?:\s+of\s+children'?s\s+services)?"
    ),
}
# A row or a heading, whole: it begins with its block and ends with one; a name may be wrapped over lines.
_ROWS = {
    kind: re.compile(
        rf"^(?:\d(?:\.\d)?\.?\s+|the\s+graded\s+judge?ment\s+(?:for|about)\s+)?(?P<name>{names})"
        r"(?:\s*[:|-]\s*|\s+(?:(?:is|are)\s+)?(?:that\s+it\s+)?(?:is\s+)?)(?:grade\s+\d\s*\()?"
        rf"(?P<grade>{_GRADES})\)?[ .|]*$",
        re.I | re.M,
    )
    for kind, names in _NAMES.items()
}
_ONLY_NAME = {kind: re.compile(rf"(?:^|\n)(?:{names})\s*\Z", re.I) for kind, names in _NAMES.items()}
_SERVICES = r"(?:children(?:\s+and\s+young\s+people)?'?s\s+(?:social\s+care\s+)?services|services\s+for\s+children)"
_STATES = rf"\s+(?:(?:is|are)\s+)?(?:now\s+)?(?:judged\s+(?:to\s+be|as)\s+)?(?P<grade>{_GRADES})(?:\s+overall)?[ .]*\d?$"
_HEADLINE = re.compile(
    rf"^(?:(?:(?!that\b)[\w&'-]+[ ]){{0,6}}{_SERVICES}(?:\s+in\s+[^.\n]{{2,60}}?(?:\n[^.\n]{{2,40}}?)??)?"
    rf"|(?:the\s+)?overall\s+(?:judge?ment|effectiveness)(?:\s+(?:of|for)\s+{_SERVICES})?(?:\s*:|\s+is)?(?:\s+that)?"
    rf"(?:\s+(?:they|services|{_SERVICES}))?){_STATES}",
    re.I | re.M,
)
_BOARD_SENTENCE = re.compile(
    r"^(?:(?:the\s+)?(?:effectiveness\s+of\s+(?:the\s+)?)?(?:[\w&-]+\s+){0,4}"
    r"(?:(?:local\s+)?safeguarding\s+children'?s?\s+boards?(?:\s+\(\w+\))?|\w*scb)(?:'s\s+effectiveness)?"
    rf"|the\s+arrangements\s+in\s+place\s+to\s+evaluate\s+the\s+effectiveness\s+of\s+what\s+is\s+done\b[^.\n]{{0,160}}?):?{_STATES}",
    re.I | re.M,
)
_WHOLE_NAME = {kind: re.compile(rf"(?:\d(?:\.\d)?\.?\s+)?(?:{names})", re.I) for kind, names in _NAMES.items()}
_TABLE_HEAD = re.compile(r"judge?ments?(?:\s+grades?)?|grades?", re.I)
_FEWEST = 3  # rows; two names and two grades may be a coincidence
_COLUMNS_NOTE = "The file gives the table by columns: the names first, then the grades. Check the row."
_COVER = 40  # blocks of a cover, its table included
_GRADED = frozenset({DocumentKind.SIF_INSPECTION, DocumentKind.ILACS_INSPECTION, DocumentKind.OTHER})


@dataclass(frozen=True, slots=True)
class _Seen:
    """One statement of a judgement somewhere in the document."""

    name: str
    grade_printed: str
    span: Span
    by_columns: bool = False


def judgements(source: Source, title: Title | None) -> tuple[Judgement, ...]:
    """Return the printed judgements from the title on, in printed order, each name once.

    A council's paper may give its own table before the report: it does not count. Where a later heading gives another
    grade than the cover, the judgement is a conflict and says so.
    """
    if title is None or title.kind not in _GRADED:
        return ()
    if title.kind is DocumentKind.OTHER:
        rows = _tabled(source, source.blocks[source.index_at(title.span.end - 1) + 1 :])
        return tuple(dict.fromkeys(_made(source, row) for row in rows))
    first: dict[str, Judgement] = {}
    for seen in _statements(source, title):
        key = _key(seen.name)
        made = _made(source, seen)
        known = first.setdefault(key, made)
        if known.sureness is Sureness.UNSURE and made.sureness is Sureness.SURE and known.grade is made.grade:
            first[key] = replace(known, sureness=Sureness.SURE, note="")
        elif known.grade is not made.grade:
            first[key] = _contradicted(known, made)
    return tuple(first.values())


def _contradicted(known: Judgement, other: Judgement) -> Judgement:
    """Return the judgement as a conflict with another that the document prints of the same name."""
    if any(Grade.of(one.value) is other.grade for one in known.alternatives):
        return known
    where = f" on page {other.page}" if other.page else " further on"
    note = f"It is first given as “{known.grade_printed}”; the text{where} says “{other.grade_printed}”."
    if known.sureness is Sureness.CONFLICT:
        note = f"{known.note[:-1]}, and{where} “{other.grade_printed}”."
    also = Alternative(other.grade_printed, other.quote, other.page, other.span)
    return replace(known, sureness=Sureness.CONFLICT, note=note, alternatives=(*known.alternatives, also))


def _tabled(source: Source, blocks: tuple[Block, ...]) -> list[_Seen]:
    """Return the rows of any table whose second column is a grade: not every framework's names are known."""
    seen = []
    for name, grade in pairwise(blocks):
        printed = _GRADE.fullmatch(source.plain_of(grade))
        if printed and name.column == 1 and (grade.table, grade.row, grade.column) == (name.table, name.row, 2):
            words = _squeezed(source.text[grade.start + printed.start("grade") : grade.start + printed.end("grade")])
            seen.append(_Seen(name.text, words, Span(name.start, grade.start + printed.end("grade"))))
    return seen


def _made(source: Source, seen: _Seen) -> Judgement:
    sureness = Sureness.UNSURE if seen.by_columns else Sureness.SURE
    printed = source.alternative(seen.grade_printed, seen.span)
    return Judgement(
        seen.name, seen.grade_printed, Grade.of(seen.grade_printed), printed.page, seen.span,
        sureness, _COLUMNS_NOTE if seen.by_columns else "", printed.quote,
    )  # fmt: skip


def _key(name: str) -> str:
    """Two forms of one row: articles, number and case aside, and the form that slipped a word in."""
    words = re.sub(r"[^a-z ]", "", name.lower()).strip().removeprefix("the ")
    words = words.replace("children care leavers", "care leavers").replace("social work practice", "practice")
    return words.removeprefix("experiences and progress of ").removeprefix("experience and progress of ")


def _statements(source: Source, title: Title) -> list[_Seen]:
    """Return every statement of a judgement from the title on, in content order."""
    at = source.index_at(title.span.start)
    seen = _rows(source, title)
    seen += _by_columns(source, title.kind, source.blocks[at : at + _COVER])
    known = {_key(row.name) for row in seen}
    seen += [row for row in _tabled(source, source.blocks[at : at + _COVER]) if _key(row.name) not in known]
    if title.kind is DocumentKind.SIF_INSPECTION:
        seen += _sentences(source, title, _HEADLINE, OVERALL) + _sentences(source, title, _BOARD_SENTENCE, BOARD)
    return sorted(seen, key=lambda statement: statement.span)


def states_judgement(line: str) -> bool:
    """Tell whether a line is a row of judgements or a sentence that gives one, and nothing else."""
    plain = fold(line).strip()
    return any(pattern.fullmatch(plain) for pattern in (_HEADLINE, _BOARD_SENTENCE, *_ROWS.values()))


def _by_columns(source: Source, kind: DocumentKind, blocks: tuple[Block, ...]) -> list[_Seen]:
    """Return the rows of a table that the file gives by columns: all names, then as many grades, in the same order."""
    names: list[Block] = []
    grades: list[Block] = []
    for block in blocks:
        plain = source.plain_of(block)
        if _TABLE_HEAD.fullmatch(plain):
            continue
        if _WHOLE_NAME[kind].fullmatch(plain) and not grades:
            names.append(block)
        elif names and _GRADE.fullmatch(plain):
            grades.append(block)
        elif len(names) > 1:
            break
        else:
            names, grades = [], []
    if len(names) < _FEWEST or len(names) != len(grades):
        return []
    return [
        _Seen(_squeezed(name.text), _squeezed(grade.text).rstrip("."), Span(name.start, grade.end), by_columns=True)
        for name, grade in zip(names, grades, strict=True)
    ]


def _rows(source: Source, title: Title) -> list[_Seen]:
    seen = []
    for match in _ROWS[title.kind].finditer(source.plain, title.span.end):
        before = source.plain[max(title.span.end, match.start() - 120) : match.start()]
        if _stands_alone(source, match) and not _ONLY_NAME[title.kind].search(before):
            # (Two names in a row: the table was read by columns, and the grade may be another row's.)
            name, grade = (_squeezed(source.text[slice(*match.span(group))]) for group in ("name", "grade"))
            seen.append(_Seen(name, grade[:1].upper() + grade[1:], Span(match.start("name"), match.end("grade"))))
    return seen


def _sentences(source: Source, title: Title, pattern: re.Pattern[str], name: str) -> list[_Seen]:
    seen = []
    for match in pattern.finditer(source.plain, title.span.end):
        if _stands_alone(source, match):
            # The grade as a row prints it: the sentence says "services require", the row "Requires".
            grade = re.sub(r"^require\b", "requires", _squeezed(match.group("grade")).lower())
            seen.append(_Seen(name, grade.capitalize(), Span(*match.span())))
    return seen


def _stands_alone(source: Source, match: re.Match[str]) -> bool:
    """Tell whether a match begins with a block that is neither bullet nor footnote."""
    block = source.blocks[source.index_at(match.start())]
    return block.start == match.start() and block.kind not in (BlockKind.BULLET, BlockKind.NOTE)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
