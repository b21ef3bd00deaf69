"""What the matrix adds up to: a row, a column and the whole; and in which order its rows stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer.domain.review import Matrix, MatrixRow, Standing, years_since
from reviewer.domain.revisit import Coverage


@dataclass(frozen=True, slots=True)
class ColumnTotals:
    """How many recommendations one later document closed, left open, was silent on, left aside; and are to check."""

    closed: int
    open: int
    not_mentioned: int
    outside: int
    to_check: int


@dataclass(frozen=True, slots=True)
class MatrixTotals:
    """Where all recommendations stand; ``longest`` are the whole years for which one was not revisited, or None."""

    closed: int
    open: int
    never: int
    so_far: int
    overdue: int
    longest: int | None


def column_totals(matrix: Matrix) -> tuple[ColumnTotals, ...]:
    """Return the totals of each later document, over the rows of this matrix."""
    found = []
    for column in range(len(matrix.later)):
        cells = [row.cells[column] for row in matrix.rows]
        back = [cell for cell in cells if cell.coverage is not None and cell.coverage.revisited]
        closed = sum(cell.outcome is not None and cell.outcome.closed for cell in back)
        silent = sum(cell.coverage is Coverage.NOT_MENTIONED for cell in cells)
        outside = sum(cell.coverage is Coverage.OUTSIDE_SCOPE for cell in cells)
        unchecked = sum(cell.waits for cell in cells)
        found.append(ColumnTotals(closed, len(back) - closed, silent, outside, unchecked))
    return tuple(found)


def matrix_totals(matrix: Matrix, today: dt.date) -> MatrixTotals:
    """Return what the rows of this matrix add up to."""
    standing = [row.standing for row in matrix.rows]
    years = [found for row in matrix.rows if (found := years_quiet(row, matrix, today)) is not None]
    return MatrixTotals(
        standing.count(Standing.CLOSED), standing.count(Standing.OPEN), standing.count(Standing.NEVER_REVISITED),
        standing.count(Standing.NOT_REVISITED_SO_FAR),
        sum(row.action is not None and row.action.overdue(today) for row in matrix.rows), max(years, default=None),
    )  # fmt: skip


def last_revisited(row: MatrixRow, matrix: Matrix) -> str:
    """Return the ISO date of the latest document that came back to it, "" where none did so far."""
    latest = row.latest
    return next((d.date for d in matrix.later if latest is not None and d.id == latest.document), "")


def years_quiet(row: MatrixRow, matrix: Matrix, today: dt.date) -> int | None:
    """Return whole years since it was last revisited, where it was not since it was made; None without a date."""
    return years_since(last_revisited(row, matrix) or matrix.earlier.date, today)


class RowOrder(StrEnum):
    """In which order the rows of the matrix stand. Only the printed one is grouped by judgement area."""

    PRINTED = "printed"
    QUIET = "quiet"
    STANDING = "standing"
    DUE = "due"
    OWNER = "owner"
    THEME = "theme"


_URGENT_FIRST = (Standing.NEVER_REVISITED, Standing.NOT_REVISITED_SO_FAR, Standing.OPEN, Standing.CLOSED)
_LAST = "\U0010ffff"  # sorts what is not stated behind everything that is


def ordered(matrix: Matrix, order: RowOrder, today: dt.date) -> Matrix:
    """Return the matrix with its rows in an order; equal ones keep the printed order."""
    keys: dict[RowOrder, Callable[[MatrixRow], tuple[object, ...]]] = {
        RowOrder.QUIET: lambda row: (-(years_quiet(row, matrix, today) or 0), last_revisited(row, matrix)),
        RowOrder.STANDING: lambda row: (_URGENT_FIRST.index(row.standing),),
        RowOrder.DUE: lambda row: (row.action.due if row.action and row.action.due and row.action.status.open else _LAST,),
        RowOrder.OWNER: lambda row: ((row.action.owner if row.action else "").casefold() or _LAST,),
        RowOrder.THEME: lambda row: (row.recommendation.theme.casefold() or _LAST,),
    }
    return replace(matrix, rows=tuple(sorted(matrix.rows, key=keys[order]))) if order in keys else matrix
