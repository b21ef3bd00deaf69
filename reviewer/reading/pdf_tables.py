"""Ruled tables on pages without tags, through pdfplumber: it costs some 50 times a page's reading, so it is asked
only for pages that have both upright and level rules."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from typing import Any

from reviewer.reading.pieces import Part, Piece

log = logging.getLogger(__name__)
Cell = tuple[float, float, float, float]
MOST_PAGES = 150  # a page takes some 60 ms; beyond this the layout has to do
_MOST_TEXT_IN_CELL = 600  # characters; more is a frame around running text


class RuledTables:
    """Finds the tables of one document's pages; opens the document only when first asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None
        self._asked = 0
        self._unreadable = False

    def cells(self, page: int) -> list[list[list[Cell | None]]]:
        """Return the tables of a page (from 1) as rows of cells; a table has two columns or more.

        [] where pdfplumber cannot read the page.
        """
        self._asked += 1
        if self._asked > MOST_PAGES or self._unreadable:
            return []
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        try:
            return self._find(page)
        except (PdfminerException, MalformedPDFException, LookupError, TypeError, ValueError, AttributeError) as error:
            # Tables are a help: what pdfium could read and pdfplumber cannot is laid out by its geometry. Where a
            # damaged file holds another kind of value than it should, pdfplumber trips over that as it comes.
            log.info("No ruled tables were looked for: %s", type(error).__name__)
            self._unreadable = self._document is None
            return []

    def _find(self, page: int) -> list[list[list[Cell | None]]]:
        if self._document is None:
            import pdfplumber  # a quarter of a second, for one file in a hundred

            self._document = pdfplumber.open(io.BytesIO(self._data))
        found = []
        layout = self._document.pages[page - 1]
        for table in layout.find_tables():
            rows = [list(row.cells) for row in table.rows]
            if max((sum(cell is not None for cell in row) for row in rows), default=0) > 1:
                found.append(rows)
        layout.close()
        return found

    def close(self) -> None:
        """Give the document back."""
        if self._document is not None:
            self._document.close()


def take_cells(pieces: Sequence[Piece], tables: Sequence[list[list[Cell | None]]], page: int) -> tuple[list[Part], list[Piece]]:
    """Sort pieces into the cells they stand in; return the cells' parts in order, and the pieces left over.

    A row with text in one cell only is a line of text across the table; its pieces are left over.
    """
    parts: list[Part] = []
    taken: set[int] = set()
    for number, rows in enumerate(tables):
        for row_number, row in enumerate(rows):
            filled = [
                (column, inside)
                for column, cell in enumerate(row, 1)
                if cell is not None and (inside := [i for i, piece in enumerate(pieces) if _stands_in(piece, cell)])
            ]
            length = max((sum(len(pieces[i].text) for i in inside) for _, inside in filled), default=0)
            if len(filled) < 2 or length > _MOST_TEXT_IN_CELL:
                continue
            top = min(cell[1] for cell in row if cell is not None)  # a row is kept together
            for column, inside in filled:
                part = Part(("ruled", page, number, row_number, column))
                part.table, part.cell = ("ruled", page, number), ((number, row_number), column)
                for i in inside:
                    part.add(pieces[i], page)
                part.top = top
                taken.update(inside)
                parts.append(part)
    return parts, [piece for i, piece in enumerate(pieces) if i not in taken]


def _stands_in(piece: Piece, cell: Cell) -> bool:
    x, y = (piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]
