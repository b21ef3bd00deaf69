"""The figures above the matrix."""

from __future__ import annotations

import datetime as dt

from reviewer.domain.matrix_totals import matrix_totals
from reviewer.domain.review import Matrix


def figures(matrix: Matrix, today: dt.date) -> list[tuple[str, str, str]]:
    """Return the pills: how many there are, are answered, are open, were never revisited, are overdue."""
    totals, many = matrix_totals(matrix, today), len(matrix.rows)
    pills = [
        (str(many), "recommendations" if many != 1 else "recommendation", ""),
        (str(matrix.answered), f"of {matrix.asked} answered", ""),
        (str(totals.open), "open", "middle"),
        (str(totals.never), "never revisited", "bad"),
        (str(totals.so_far), "not revisited so far", ""),
        (str(totals.overdue), "overdue", "bad"),
    ]
    always = (pills[0], *(pills[1:3] if matrix.asked else ()))  # without a later document nothing can be answered
    return [pill for pill in pills if pill in always or pill[0] != "0"]
