"""Fit the few numbers of the ranking to labelled documents. Plain Python, so that it runs where the program runs.

First the weights of the features: a passage that answers should outrank the other passages of its document. Then how
a rank becomes a chance: logistic regression over recommendations that were or were not revisited.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ROUNDS, STEP, PULL = 220, 0.3, 0.012  # of Adam; PULL is the pull of each weight towards nothing
DIRECT = 2.0  # a directly answering passage counts so much beside one that is only cited
RIDGE = 0.05

Row = tuple[float, ...]


@dataclass
class Case:
    """One labelled recommendation in one later document; ``labels`` are 2 direct, 1 cited, 0 neither, a passage each."""

    authority: str
    rows: list[Row]
    labels: list[int]
    revisited: bool
    borderline: bool
    around: tuple[float, float, float] = (1.0, 0.0, 0.0)  # share, length, letter
    note: dict[str, Any] = field(default_factory=dict)


def fit_rank(cases: Sequence[Case]) -> tuple[float, ...]:
    """Return the weights of the features: the least cross-entropy of the cited passages among all (Adam)."""
    wanted = [(case.rows, _shares(case.labels)) for case in cases if case.revisited and any(case.labels)]
    width = len(wanted[0][0][0])
    weights, slow, fast = [0.0] * width, [0.0] * width, [0.0] * width
    for turn in range(1, ROUNDS + 1):
        slope = [0.0] * width
        for rows, shares in wanted:
            _add_slope(slope, rows, shares, weights)
        rate = STEP * (1 - 0.9 * turn / ROUNDS)
        for i in range(width):
            g = slope[i] / len(wanted) + PULL * weights[i]
            slow[i] = 0.9 * slow[i] + 0.1 * g
            fast[i] = 0.99 * fast[i] + 0.01 * g * g
            size = math.sqrt(fast[i] / (1 - 0.99**turn)) + 1e-8
            weights[i] -= rate * slow[i] / (1 - 0.9**turn) / size
    return tuple(weights)


def _shares(labels: Sequence[int]) -> list[float]:
    worth = [DIRECT if label == 2 else float(label) for label in labels]
    total = sum(worth)
    return [value / total for value in worth]


def _add_slope(slope: list[float], rows: Sequence[Row], shares: Sequence[float], weights: Sequence[float]) -> None:
    ranks = [sum(map(float.__mul__, weights, row)) for row in rows]
    highest = max(ranks)
    raised = [math.exp(rank - highest) for rank in ranks]
    total = sum(raised)
    for row, share, value in zip(rows, shares, raised, strict=True):
        off = value / total - share
        if abs(off) > 1e-6:
            for i, feature in enumerate(row):
                if feature:
                    slope[i] += off * feature


def values_of(case: Case, weights: Sequence[float]) -> Row:
    """Return rank of the first passage, share, mean rank, length, letter: what a chance is made of."""
    ranks = [sum(map(float.__mul__, weights, row)) for row in case.rows] or [0.0]
    share, length, letter = case.around
    return max(ranks), share, sum(ranks) / len(ranks), length, letter


def fit_chance(cases: Sequence[Case], weights: Sequence[float]) -> tuple[float, ...]:
    """Return the weights of the circumstances and, last, the offset (Newton's method, borderline cases left out)."""
    points = [((*values_of(case, weights), 1.0), float(case.revisited)) for case in cases if not case.borderline]
    width = len(points[0][0])
    found = [0.0] * width
    for _ in range(30):
        gradient = [0.0] * width
        hessian = [[RIDGE if i == j and i < width - 1 else 0.0 for j in range(width)] for i in range(width)]
        for values, truth in points:
            said = sum(map(float.__mul__, found, values))
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, said))))
            for i in range(width):
                gradient[i] += (truth - chance) * values[i]
                for j in range(width):
                    hessian[i][j] += chance * (1 - chance) * values[i] * values[j]
        for i in range(width - 1):
            gradient[i] -= RIDGE * found[i]
        step = solve(hessian, gradient)
        found = [value + change for value, change in zip(found, step, strict=True)]
    return tuple(found)


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small linear system (Gauss, the largest pivot)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda i: abs(rows[i][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for i in range(size):
            if i != column:
                share = rows[i][column] / rows[column][column]
                rows[i] = [a - share * b for a, b in zip(rows[i], rows[column], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]
