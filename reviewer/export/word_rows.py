"""A row of the council's own table that is repeated for each recommendation, in the look it has in the template.

Rows below one another that hold placeholders of a row (`ROWS`) make one pattern, which is filled once a recommendation.
A row of it that names nothing but the group or the authority heads what follows, and stands only where these change.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn

from reviewer.domain.checklist import Checklist, ChecklistGroup, ChecklistRow, Section
from reviewer.export import table
from reviewer.export.going_on import check
from reviewer.export.word_places import paragraphs, places, put, put_element
from reviewer.export.word_xml import parsed, tick_box

ROWS = {  # name -> what the guide says of it
    "row-number": "1, 2, 3 …",
    "row-authority": "the authority",
    "row-group": "the title of the group, such as the judgement area",
    "row-ref": "the ref, such as 2017 R1",
    "row-kind": "recommendation, priority action, area for improvement",
    "row-now": "where it stands, and whether that changed since the last export",
    "row-recommendation": "the recommendation, word for word",
    "row-over-the-years": "what it repeats or narrows",
    "row-source": "its document, page and paragraph",
    "row-answers": "what each later document said, a line each",
    "row-evidence": "the latest quotation",
    "row-where": "its document, page and paragraph",
    "row-action": "the council's action",
    "row-owner": "who owns it",
    "row-due": "when it is due",
    "row-overdue": "“Overdue”, or nothing",
    "row-status": "the council's status",
    "row-evidence-held": "the evidence held",
    "row-question": "the question for the board",
    "row-done": "a box to tick",
}
ANSWER, LATER = "row-answer-", "later-"  # with the number of a later document, the earliest being 1
_HEADS = frozenset({"row-authority", "row-group"})
_NUMBERED = re.compile(rf"(?:{ANSWER}|{LATER})([1-9]\d?)")
_TR, _PARA = qn("w:tr"), "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ONCE = tuple(qn(f"w:{name}") for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"))


def is_row(name: str) -> bool:
    """Tell whether a placeholder speaks of one recommendation, so that its row is repeated."""
    return name in ROWS or (name.startswith(ANSWER) and is_numbered(name))


def is_numbered(name: str) -> bool:
    """Tell whether a placeholder names a later document by its number."""
    return _NUMBERED.fullmatch(name) is not None


def later_words(name: str, checklist: Checklist) -> str:
    """Return the title of a later document by its number; where several authorities stand in the export, only the number."""
    number = int(name.removeprefix(LATER))
    if checklist.several:
        return f"Later document {number}"
    titles = table.visit_titles(checklist.sections[0]) if checklist.sections else ()
    return titles[number - 1] if number <= len(titles) else ""


def patterns(body: Any) -> list[list[Any]]:
    """Return the rows of the body's tables that are to be repeated, those that follow one another together.

    Where a row holds a table that has such placeholders as well, the row is repeated with the table in it.
    """
    rows: dict[Any, None] = {}
    for paragraph in paragraphs(body):
        if any(is_row(place.name) for place in places(paragraph)) and (row := row_of(paragraph)) is not None:
            rows[row] = None
    found: list[list[Any]] = []
    for row in rows:
        if any(outer in rows for outer in row.iterancestors(_TR)):
            continue
        if found and row.getprevious() is found[-1][-1]:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def row_of(paragraph: Any) -> Any:
    """Return the row of a table in which a paragraph stands, None outside a table."""
    return next(paragraph.iterancestors(_TR), None)


def repeat(pattern: Sequence[Any], checklist: Checklist, ids: Iterator[int]) -> None:
    """Put a filled copy of the pattern's rows in its place for each recommendation."""
    heads = {id(row): names <= _HEADS for row in pattern if (names := _names(row))}
    said: dict[int, tuple[str, ...]] = {}
    number = 0
    for section, group, found in _all(checklist):
        check()
        number += 1
        words = row_words(checklist, section, group, found, number)
        for row in pattern:
            if heads[id(row)]:
                now = tuple(words[name] for name in sorted(_names(row)))
                if said.get(id(row)) == now or not any(now):
                    continue
                said[id(row)] = now
            twin = copy.deepcopy(row)
            pattern[0].addprevious(twin)
            _fill(twin, words, found.ref, ids)
            _alone_of_its_kind(twin, ids, first=number == 1)
    for row in pattern:
        row.getparent().remove(row)


def row_words(checklist: Checklist, section: Section, group: ChecklistGroup, row: ChecklistRow, number: int) -> dict[str, str]:
    """Return the words of every placeholder of a row but the box to tick."""
    titles = table.visit_titles(section)
    answers = [table.answer_words(answer) for answer in row.answers]
    if checklist.several:  # one number means another document for each authority
        answers = [f"{title}: {words}" for title, words in zip(titles, answers, strict=True)]
    return {
        "row-number": str(number),
        "row-authority": section.authority,
        "row-group": group.title,
        "row-ref": row.ref,
        "row-kind": table.kind_words(row.kind),
        "row-now": table.now_words(row),
        "row-recommendation": row.text,
        "row-over-the-years": row.thread,
        "row-source": table.unbroken(row.source),
        "row-answers": "\n".join(table.stacked_answers(row, titles)) or table.NO_LATER_DOCUMENT,
        "row-evidence": row.latest_quote,
        "row-where": table.unbroken(row.latest_where),
        "row-action": row.action,
        "row-owner": row.owner,
        "row-due": table.date_words(row.due),
        "row-overdue": "Overdue" if row.overdue else "",
        "row-status": row.status,
        "row-evidence-held": row.evidence_held,
        "row-question": row.question,
        **{f"{ANSWER}{place}": words for place, words in enumerate(answers, 1)},
    }


def _all(checklist: Checklist) -> Iterator[tuple[Section, ChecklistGroup, ChecklistRow]]:
    for section in checklist.sections:
        for group in section.groups:
            for row in group.rows:
                yield section, group, row


def _names(row: Any) -> set[str]:
    return {place.name for paragraph in paragraphs(row) for place in places(paragraph) if is_row(place.name)}


def _fill(row: Any, words: dict[str, str], ref: str, ids: Iterator[int]) -> None:
    """Fill a copy from the end of each paragraph, so that the places before stay, and no text put in is filled again."""
    for paragraph in paragraphs(row):
        for place in reversed(places(paragraph)):
            if place.name == "row-done":
                put_element(paragraph, place, parsed(tick_box(next(ids), f"Done: {ref}")))
            elif is_row(place.name):
                put(paragraph, place, words.get(place.name, ""))


def _alone_of_its_kind(row: Any, ids: Iterator[int], *, first: bool) -> None:
    """Take from a copy what a document may hold once only, and what would make it a head of every page."""
    for head in list(row.iter(qn("w:tblHeader"))):
        head.getparent().remove(head)
    if first:
        return
    for element in row.iter():
        for name in [name for name in element.attrib if name in (f"{_PARA}paraId", f"{_PARA}textId")]:
            del element.attrib[name]
    for element in list(row.iter(*_ONCE)):
        element.getparent().remove(element)
    for drawing in row.iter(qn("wp:docPr")):
        drawing.set("id", str(next(ids)))
    for control in row.iter(qn("w:sdtPr")):
        known = control.find(qn("w:id"))
        if known is not None:
            known.set(qn("w:val"), str(next(ids)))
