"""Which cells of the matrix belong together, to be answered at once after a look."""

from __future__ import annotations

from reviewer.domain.review import Cell
from reviewer.ui.followup.matrix_model import MatrixModel


def unanswered(model: MatrixModel, document: str) -> list[Cell]:
    """Return the cells of one visit, among the rows shown, that nobody has answered."""
    rows = (line.row for line in model.lines if line.row is not None)
    return [cell for row in rows for cell in row.cells if cell.document == document and cell.revisit is None]


def alike(model: MatrixModel, cell: Cell) -> list[Cell]:
    """Return the unanswered cells of the same visit with the same suggested answer to "revisited?"; none before it is known."""
    def coverage(one: Cell) -> object:
        suggestion = model.suggestion(model.place_of(one.recommendation, one.document))
        return suggestion.coverage if suggestion is not None else None

    wanted = coverage(cell)
    return [one for one in unanswered(model, cell.document) if wanted is not None and coverage(one) is wanted]
