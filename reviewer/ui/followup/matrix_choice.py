"""Which recommendations the matrix shows, and in which order: the choices of its two boxes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox

from reviewer.domain.matrix_totals import RowOrder
from reviewer.domain.review import Matrix, MatrixRow, Standing

FILTERS = (
    ("All recommendations", "all"),
    ("Still open", "open"),
    ("Never revisited", "never"),
    ("With visits to check", "to-check"),
    ("Overdue", "overdue"),
)
ORDERS = (
    ("In printed order", RowOrder.PRINTED),
    ("Longest quiet first", RowOrder.QUIET),
    ("By how they stand", RowOrder.STANDING),
    ("By due date", RowOrder.DUE),
    ("By owner", RowOrder.OWNER),
    ("By theme", RowOrder.THEME),
)
_PARTS: tuple[tuple[str, str, Callable[[MatrixRow], str]], ...] = (
    ("area", "Area", lambda row: row.recommendation.area),
    ("theme", "Theme", lambda row: row.recommendation.theme),
    ("owner", "Owner", lambda row: row.action.owner if row.action else ""),
)
_PART_OF = {kind: of for kind, _, of in _PARTS}


def filtered(matrix: Matrix, which: str, today: dt.date) -> Matrix:
    """Return the matrix with the rows of one choice alone: of `FILTERS`, or "owner:Head of service"."""
    keep: dict[str, Callable[[MatrixRow], bool]] = {
        "open": lambda row: row.standing is not Standing.CLOSED,
        "never": lambda row: row.standing is Standing.NEVER_REVISITED,
        "to-check": lambda row: row.to_check > 0,
        "overdue": lambda row: row.action is not None and row.action.overdue(today),
    }
    kind, _, value = which.partition(":")
    if kind in _PART_OF:
        of = _PART_OF[kind]
        return replace(matrix, rows=tuple(row for row in matrix.rows if of(row) == value))
    return replace(matrix, rows=tuple(filter(keep[which], matrix.rows))) if which in keep else matrix


def found(matrix: Matrix, words: str) -> Matrix:
    """Return the matrix with the rows alone in which every word stands, in whole or in part, whatever its capitals."""
    wanted = _folded(words).split()
    return replace(matrix, rows=tuple(row for row in matrix.rows if all(word in _said_in(row) for word in wanted))) if wanted else matrix


def _said_in(row: MatrixRow) -> str:
    one, action = row.recommendation, row.action
    parts = [one.ref, one.text, one.area, one.theme]
    if action is not None:
        parts += [action.text, action.owner, action.status.words, action.evidence_held, action.question]
    for cell in row.cells:
        if cell.revisit is not None:
            parts += [cell.revisit.coverage.words, cell.outcome.words if cell.outcome else "", cell.revisit.note, cell.revisit.author]
        parts += [passage.quote for passage in cell.cited]
    return _folded("\n".join(parts))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def choices(matrix: Matrix) -> list[tuple[str, str]]:
    """Return (words, value) of what this matrix can be narrowed to: `FILTERS`, its areas, themes and owners."""
    found = list(FILTERS)
    for kind, words, of in _PARTS:
        values = list(dict.fromkeys(of(row) for row in matrix.rows))
        if kind != "area":
            values.sort(key=lambda value: (not value, value.casefold()))
        if any(values) and len(values) > (1 if kind == "area" else 0):
            found += [(f"{words}: {value or 'none stated'}", f"{kind}:{value}") for value in values]
    return found


def fill(box: QComboBox, matrix: Matrix | None) -> None:
    """Offer the choices of a matrix; the one in force stays where it still exists, else all are shown."""
    kept, wanted = str(box.currentData() or "all"), choices(matrix) if matrix else list(FILTERS)
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == wanted:
        return
    box.blockSignals(True)
    box.clear()
    for words, value in wanted:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)
