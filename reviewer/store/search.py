"""Search in the text of all documents, as you type."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

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

    The last word may be unfinished; words in quotation marks must stand together. What people typed that an area of
    a page says is found too, after the text of the documents.
    """
    match = match_expression(query)
    if not match:
        return ()
    order = _BEST_FIRST if len(query.strip()) > 1 else ""
    areas = _area_hits(readers, match)[:limit]
    blocks = readers.rows(_SQL.format(order=order), (match, limit - len(areas))) if len(areas) < limit else []
    return (*(_hit(row) for row in blocks), *areas)


def newest_block(connection: sqlite3.Connection) -> int:
    """Return the number of the block that was written last, 0 where there is none; later ones have higher numbers."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM block").fetchone()[0])


def index_after(connection: sqlite3.Connection, newest: int) -> None:
    """Make the blocks that were written after a block searchable. Changed and deleted ones are followed by triggers."""
    connection.execute("INSERT INTO block_text(rowid, text) SELECT seq, text FROM block WHERE seq > ?", (newest,))


def _area_hits(readers: Readers, match: str) -> list[SearchHit]:
    """Return the areas whose words hold every term of an FTS5 expression of quoted strings. There are few: no index."""
    found = []
    for row in readers.rows("SELECT id, document, start, quote, page FROM highlight WHERE area <> '' ORDER BY document, start"):
        tokens = [(_plain(token.group()), token.span()) for token in re.finditer(r"\w+", row["quote"])]
        marks: list[tuple[int, int]] = []
        for term, star in re.findall(r'"([^"]*)"(\*?)', match):
            words = [_plain(word) for word in re.findall(r"\w+", term)]
            places = _places(tokens, words, unfinished=bool(star))
            if not places:
                break
            marks += places
        else:
            excerpt = " ".join(row["quote"].split("\n"))
            hit = SearchHit(row["document"], row["start"], row["start"], row["page"], "Area of the page", excerpt, tuple(sorted(marks)), row["id"])
            found.append(hit)
    return found


def _places(tokens: list[tuple[str, tuple[int, int]]], words: list[str], *, unfinished: bool) -> list[tuple[int, int]]:
    """Return where the words stand one after the other; the last may be the beginning of one."""
    found = []
    for first in range(len(tokens) - len(words) + 1):
        run = tokens[first : first + len(words)]
        same = all(token == word for (token, _), word in zip(run[:-1], words[:-1], strict=True))
        last = run[-1][0] if run else ""
        if same and (last.startswith(words[-1]) if unfinished else last == words[-1]):
            found.append((run[0][1][0], run[-1][1][1]))
    return found


def _plain(word: str) -> str:
    """Fold case and accents as the index of the documents does."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


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


