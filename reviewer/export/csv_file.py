"""The checklist as CSV that a spreadsheet opens as it stands: UTF-8 with its mark, no text taken for a formula."""

from __future__ import annotations

import csv
import io

from reviewer.domain.checklist import Checklist
from reviewer.export import table

# A spreadsheet takes a cell that begins with one of these for a formula, or hides the character and then does.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def checklist_csv(checklist: Checklist) -> bytes:
    """Return the rows, with group and marking beside them; dates in ISO form."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    titles = table.flat_headers(checklist)
    writer.writerow([harmless(cell) for cell in ("Group", *titles, "Marking")])
    due = titles.index("Due")
    for group, row, words in table.flat_rows(checklist):
        cells = list(words)
        cells[due] = row.due.isoformat() if row.due else ""
        writer.writerow([harmless(cell) for cell in (group.title, *cells, table.marking_words(checklist))])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before one that looks like it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
