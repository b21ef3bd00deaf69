"""Where each word stem stands among the others: a short vector, learnt from which stems share a sentence.

Stems that keep the same company ("homelessness", "tenancy", "lodgings") get vectors that point the same way. The most
telling directions of the positive pointwise mutual information, by repeated multiplication (subspace iteration); pure
Python, some ten seconds for a hundred documents, and the same numbers every time.
"""

from __future__ import annotations

import base64
import math
import random
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

SIZE = 40  # numbers a stem
FEWEST_SENTENCES = 8  # fewer than that tell nothing of a stem
FEWEST_STEMS = 4  # a shorter sentence tells nothing of company
SMOOTH = 0.875  # rare stems are taken for a little more frequent than they are
SURE = 10  # sentences in which two stems must meet before their company counts in full
ROUNDS = 7
SHARPNESS = 0.5  # how much more the first directions count than the last

Row = list[tuple[int, float]]
Vectors = list[list[float]]


def meanings(sentences: Iterable[frozenset[str]]) -> dict[str, Any]:
    """Return the stems and their vectors (whole numbers -127..127, base64), {} where there are too few."""
    kept = [sentence for sentence in sentences if len(sentence) >= FEWEST_STEMS]
    count = Counter(stem for sentence in kept for stem in sentence)
    stems = sorted(stem for stem, number in count.items() if number >= FEWEST_SENTENCES)
    if len(stems) <= SIZE:
        return {}
    rows = _information(kept, {stem: at for at, stem in enumerate(stems)})
    chance = random.Random(1)
    space = _apart([[chance.gauss(0, 1) for _ in range(SIZE)] for _ in stems])
    for _ in range(ROUNDS):
        space = _apart(_times(rows, space))
    vectors = _sharpened(space, _times(rows, space))
    packed = array("b", (round(127 * value) for vector in vectors for value in vector))
    return {"stems": stems, "size": SIZE, "vectors": base64.b64encode(packed.tobytes()).decode("ascii")}


def _information(sentences: Sequence[frozenset[str]], place: dict[str, int]) -> list[Row]:
    """Return for each stem how much more often than by chance it meets each other one."""
    met: list[Counter[int]] = [Counter() for _ in place]
    for sentence in sentences:
        here = sorted(place[stem] for stem in sentence if stem in place)
        for stem in here:
            met[stem].update(here)
    for at, own in enumerate(met):
        del own[at]
    all_met = sum(sum(own.values()) for own in met)
    smooth = [sum(own.values()) ** SMOOTH for own in met]
    whole = sum(smooth) ** 2 / all_met
    found = []
    for at, own in enumerate(met):
        row = []
        for other, times in sorted(own.items()):
            value = math.log(times * whole / (smooth[at] * smooth[other]))
            if value > 0:
                row.append((other, value * min(1.0, times / SURE)))
        found.append(row)
    return found


def _times(rows: Sequence[Row], space: Vectors) -> Vectors:
    found = []
    for row in rows:
        sums = [0.0] * SIZE
        for at, weight in row:
            sums = [value + weight * more for value, more in zip(sums, space[at], strict=True)]
        found.append(sums)
    return found


def _apart(space: Vectors) -> Vectors:
    """Make the columns unit vectors at right angles (Gram-Schmidt, twice for exactness)."""
    columns = [list(column) for column in zip(*space, strict=True)]
    for at, column in enumerate(columns):
        for _ in range(2):
            for done in columns[:at]:
                along = math.fsum(map(float.__mul__, column, done))
                column[:] = [value - along * other for value, other in zip(column, done, strict=True)]
        length = math.sqrt(math.fsum(value * value for value in column)) or 1.0
        column[:] = [value / length for value in column]
    return [list(row) for row in zip(*columns, strict=True)]


def _sharpened(space: Vectors, moved: Vectors) -> Vectors:
    """Turn the space to its own directions, weigh them by their strength, and make each stem's vector a unit one."""
    columns, onward = list(zip(*space, strict=True)), list(zip(*moved, strict=True))
    small = [[math.fsum(map(float.__mul__, one, other)) for other in onward] for one in columns]
    strength, turn = _own_directions(small)
    scale = [abs(value) ** SHARPNESS for value in strength]
    found = []
    for row in space:
        turned = [scale[k] * sum(value * turn[i][k] for i, value in enumerate(row)) for k in range(SIZE)]
        length = math.sqrt(sum(value * value for value in turned)) or 1.0
        found.append([value / length for value in turned])
    return found


def _own_directions(matrix: Vectors) -> tuple[list[float], Vectors]:
    """Return the eigenvalues of a small symmetric matrix and, as columns, its eigenvectors (Jacobi's rotations)."""
    size = len(matrix)
    a = [[(matrix[i][j] + matrix[j][i]) / 2 for j in range(size)] for i in range(size)]
    turn = [[float(i == j) for j in range(size)] for i in range(size)]
    for _ in range(30):
        if sum(a[i][j] ** 2 for i in range(size) for j in range(i)) < 1e-20:
            break
        for p in range(size - 1):
            for q in range(p + 1, size):
                if abs(a[p][q]) > 1e-14:
                    _rotate(a, turn, p, q)
    return [a[i][i] for i in range(size)], turn


def _rotate(a: Vectors, turn: Vectors, p: int, q: int) -> None:
    theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    t = math.copysign(1.0, theta) / (abs(theta) + math.hypot(theta, 1.0))
    c = 1 / math.hypot(t, 1.0)
    s = t * c
    for row in a:
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    a[p], a[q] = (
        [c * x - s * y for x, y in zip(a[p], a[q], strict=True)],
        [s * x + c * y for x, y in zip(a[p], a[q], strict=True)],
    )
    for row in turn:
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
