"""Search in the text of all documents, as you type."""

from __future__ import annotations

import re

from reviewer.domain.review import SearchHit
from reviewer.store import rows
from reviewer.store.connections import Readers, Stored

_BEFORE, _AROUND = 60, 180  # code points of an excerpt before the first hit, and in all
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: they stand in no text
_SQL = """SELECT b.document, b.start, b.text, b.section, b.runs,
    highlight(block_text, 0, char(64976), char(64977)) AS marked
    FROM block_text JOIN block b ON b.seq = block_text.rowid WHERE block_text MATCH ? {order} LIMIT ?"""
_BEST_FIRST = "ORDER BY rank"  # with one letter typed nearly every block would have to be weighed


def search(readers: Readers, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
    """Return the blocks that hold all words of the query, best first; any text is a query.

    The last word may be unfinished; words in quotation marks must stand together.
    """
    match = match_expression(query)
    if not match:
        return ()
    order = _BEST_FIRST if len(query.strip()) > 1 else ""
    return tuple(_hit(row) for row in readers.rows(_SQL.format(order=order), (match, limit)))


def match_expression(query: str) -> str:
    """Return the query as an FTS5 expression of quoted strings only, "" where it holds no word."""
    query = query.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")  # half a character may come from a window
    parts = re.split(r"[\"“”„]", query)
    terms: list[str] = []
    for number, part in enumerate(parts):
        if number % 2:  # inside quotation marks; a last one may still be open
            unfinished = number == len(parts) - 1 and not part[-1:].isspace()
            terms += _term(part, unfinished=unfinished)
        else:
            words = part.split()
            for place, word in enumerate(words):
                last = number == len(parts) - 1 and place == len(words) - 1 and not part[-1:].isspace()
                terms += _term(word, unfinished=last)
    return " ".join(terms)


def _term(text: str, *, unfinished: bool) -> list[str]:
    if not any(character.isalnum() for character in text):
        return []
    return [f'"{text.strip()}"' + ("*" if unfinished else "")]


def _hit(row: Stored) -> SearchHit:
    text: str = row["text"]
    marks = _marks(row["marked"]) or [(0, 0)]
    first, end = _together(text, marks)
    left = _word_start(text, max(0, first - _BEFORE))
    right = _word_end(text, max(end, min(len(text), left + _AROUND)))
    excerpt = ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
    shift = left - (1 if left else 0)
    shown = tuple((start - shift, stop - shift) for start, stop in marks if stop <= right and stop > start)
    start: int = row["start"]
    return SearchHit(
        row["document"], start + first, start + end, _page(row["runs"], start + first), row["section"], excerpt, shown
    )


def _marks(marked: str) -> list[tuple[int, int]]:
    """Return where the marks stand in the text without them."""
    found, start = [], 0
    for taken, match in enumerate(re.finditer(f"[{_OPEN}{_CLOSE}]", marked)):
        place = match.start() - taken
        if match.group() == _OPEN:
            start = place
        else:
            found.append((start, place))
    return found


def _together(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the longest run of marks with nothing but white space and signs between them: the words as typed."""
    best, start, count, most = marks[0], marks[0][0], 0, 0
    for number, (left, right) in enumerate(marks):
        if number and any(character.isalnum() for character in text[marks[number - 1][1] : left]):
            start, count = left, 0
        count += 1
        if count > most:
            best, most = (start, right), count
    return best


def _word_start(text: str, place: int) -> int:
    while 0 < place < len(text) and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    while place < len(text) and not text[place].isspace():
        place += 1
    return place


def _page(runs: str, offset: int) -> int | None:
    page = None
    for run in rows.page_runs(runs):
        if page is None or run.start <= offset:
            page = run.page
    return page


