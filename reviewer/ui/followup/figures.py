"""The figures above the matrix."""

from __future__ import annotations

import datetime as dt

from reviewer.domain.review import Matrix, Standing


def figures(matrix: Matrix, today: dt.date) -> list[tuple[str, str, str]]:
    """Return the pills: how many there are, are answered, are open, were never revisited, are overdue."""
    standing = [row.standing for row in matrix.rows]
    never = standing.count(Standing.NEVER_REVISITED)
    so_far = standing.count(Standing.NOT_REVISITED_SO_FAR)
    overdue = sum(row.action is not None and row.action.overdue(today) for row in matrix.rows)
    pills = [
        (str(len(matrix.rows)), "recommendations" if len(matrix.rows) != 1 else "recommendation", ""),
        (str(matrix.answered), f"of {matrix.asked} answered", ""),
        (str(standing.count(Standing.OPEN)), "open", "middle"),
    ]
    if never:
        pills.append((str(never), "never revisited", "bad"))
    if so_far:
        pills.append((str(so_far), "not revisited so far", ""))
    if overdue:
        pills.append((str(overdue), "overdue", "bad"))
    return pills
