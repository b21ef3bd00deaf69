"""Tables of a PDF: rows stay whole, the head stands on every page, and a screen reader is told what is a head."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import LongTable

from reviewer.export.layout import PAGE
from reviewer.export.pdf_tags import Element, TaggedCanvas

HIGH = PAGE[1] - 28  # millimetres of a page that hold text
LINE, GROUND, HEAD = HexColor("#b9c0c8"), HexColor("#f6f7f8"), HexColor("#e9ebee")


class Grid(LongTable):  # type: ignore[misc]  # reportlab has no types
    """A table whose rows stay whole, but for one that is taller than a page.

    Its first cells head their rows, a row of one cell heads what follows. ``pieces`` is shared by the parts on several
    pages, which are one table to who does not see the pages; ``listed`` makes its cells the items of a list.
    """

    def __init__(self, *args: Any, listed: bool = False, **options: Any) -> None:
        super().__init__(*args, **{"renderCB": tell, **options})
        self.pieces: list[Element] = []
        self.listed = listed
        self.continued = False
        self.open: list[ExitStack] = []

    def split(self, width: float, height: float) -> list[Any]:
        self.splitInRow = int(height > HIGH * mm - 1)
        found: list[Any] = super().split(width, height)
        for number, piece in enumerate(found):
            if isinstance(piece, Grid):
                piece.pieces, piece.listed = self.pieces, self.listed
                piece.continued = self.continued or number > 0
        return found

    def columns_of(self, row: int) -> int:
        """Return over how many columns the first cell of a row reaches."""
        first, _, last, _ = getattr(self, "_spanRanges", {}).get((0, row)) or (0, 0, 0, 0)
        return int(last - first + 1)

    def _drawCell(self, value: Any, look: Any, place: tuple[float, float], size: tuple[float, float]) -> None:
        if value:
            super()._drawCell(value, look, place, size)


def plain_table(lines: list[list[Any]], widths: Sequence[float], look: Sequence[tuple[Any, ...]] = ()) -> Grid:
    """Return a table with a head; ``widths`` in millimetres."""
    grid = Grid(lines, colWidths=[width * mm for width in widths], repeatRows=1)
    grid.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HEAD),
            *look,
        ]
    )
    return grid


def tell(grid: Grid, what: str, *place: Any) -> None:
    """Keep the structure while a table is drawn: reportlab says before and after each part which it is."""
    if what.startswith("end"):
        grid.open.pop().close()
        return
    canvas: TaggedCanvas = grid.canv
    part = ExitStack()
    grid.open.append(part)
    if what == "startTable":
        if grid.pieces:
            canvas.resume(grid.pieces[0])
        else:
            grid.pieces.append(canvas.begin("L" if grid.listed else "Table"))
        part.callback(canvas.end)
    elif what == "startRow":
        _row(grid, canvas, part, place[0])
    elif what == "startCell":
        _cell(grid, canvas, part, place[0], place[1])
    else:  # the grounds and the lines
        part.enter_context(canvas.artifact())


def _row(grid: Grid, canvas: TaggedCanvas, part: ExitStack, number: int) -> None:
    if grid.continued and number < grid.repeatRows:
        part.enter_context(canvas.artifact("Pagination"))
    elif not grid.listed:
        canvas.begin("TR")
        part.callback(canvas.end)


def _cell(grid: Grid, canvas: TaggedCanvas, part: ExitStack, row: int, column: int) -> None:
    if grid.continued and row < grid.repeatRows:
        return
    if grid.listed:
        canvas.begin("LI")
        part.callback(canvas.end)
        canvas.begin("LBody")
    elif row < grid.repeatRows:
        canvas.begin("TH", attributes="<</O/Table/Scope/Column>>")
    elif column == 0:
        span = f"/ColSpan {grid.columns_of(row)}" if grid.columns_of(row) > 1 else ""
        canvas.begin("TH", attributes=f"<</O/Table/Scope/Row{span}>>")
    else:
        canvas.begin("TD")
    part.callback(canvas.end)
