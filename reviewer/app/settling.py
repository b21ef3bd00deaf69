"""What was settled in one copy of a document stays settled in another, where the same passage surely stands there."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.app.carrying import surely
from reviewer.app.edit import Edit
from reviewer.domain.change import Row
from reviewer.domain.document import Reading
from reviewer.domain.span import Span


def carry_passages(edit: Edit, old: str, new: str, *, text: str, reading: Reading) -> None:
    """Keep passages of ``old``, whose text is ``text``, away from their cells in ``new`` too; one that is not sure goes."""
    taken = {_cell(row) for row in edit.store.rows("dismissed_passage", "document", new)} if old != new else set()
    for row in edit.store.rows("dismissed_passage", "document", old):
        span = surely(reading.text, _span(row), old=text)
        if span is None or (row["recommendation"], span) in taken:
            edit.remove("dismissed_passage", row)
        else:
            edit.alter("dismissed_passage", row, document=new, start=span.start, end=span.end)


def settle_again(edit: Edit, old: str, new: str, *, text: str, reading: Reading) -> None:
    """Settle what the reader suggests in ``new`` as the same was settled in ``old``, whose text is ``text``.

    Recommendations that were accepted follow their highlights and are not settled here. What this act accepts stays
    accepted: someone tagged by hand what they had dismissed.
    """
    settled = [row for row in edit.store.rows("suggestion", "document", old) if row["state"] == "dismissed" or row["item"] is None]
    for state in ("accepted", "dismissed"):
        at = settled_at([row for row in settled if row["state"] == state], text=text, reading=reading)
        for row in edit.store.rows("suggestion", "document", new):
            if edit.now("suggestion", row)["state"] == "open" and (row["tag"], _span(row)) in at:
                edit.alter("suggestion", row, state=state)


def settled_at(suggestions: Iterable[Row], *, text: str, reading: Reading) -> frozenset[tuple[str, Span]]:
    """Return (tag, place in ``reading``) of the suggestions that were accepted or dismissed in ``text``, where it is sure."""
    places = ((row, surely(reading.text, _span(row), old=text)) for row in suggestions if row["state"] != "open")
    return frozenset((str(row["tag"]), span) for row, span in places if span is not None)


def _cell(row: Row) -> tuple[str, Span]:
    return str(row["recommendation"]), _span(row)


def _span(row: Row) -> Span:
    return Span(int(str(row["start"])), int(str(row["end"])))
