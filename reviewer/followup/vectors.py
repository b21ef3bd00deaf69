"""Many small vectors beside one: their products in a few multiplications of long integers, where no numpy is carried.

Each dimension is one long integer that holds that number of every vector in a slot of 64 bits. Such an integer times the
one vector's number in that dimension multiplies all slots at once; the sum over the dimensions holds all products.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from operator import mul

_RAISE = 128
_SCALE = float(
    1 << 46
)  # of the other vector's numbers: 40 dimensions of 8 bits stay far below a slot, the error below 1e-12


class PackedVectors:
    """Vectors of whole numbers from -128 to 127; a shorter one counts as 0 where it has no number."""

    def __init__(self, vectors: Sequence[Sequence[int]]) -> None:
        self._read = struct.Struct(f"<{len(vectors)}q")
        self._dimensions = [_packed(vectors, at) for at in range(max(map(len, vectors), default=0))]

    def products(self, other: Sequence[float]) -> list[float]:
        """Return the scalar product of each vector with another, which is no longer than 1; right to 1e-10."""
        whole = [round(value * _SCALE) for value in other]
        slots = sum(map(mul, whole, self._dimensions))
        return [slot / _SCALE for slot in self._read.unpack(slots.to_bytes(self._read.size, "little", signed=True))]


def _packed(vectors: Sequence[Sequence[int]], at: int) -> int:
    """Return one dimension of all; every slot is raised above 0 first, so that none borrows while they are laid out."""
    slots = (_RAISE + (vector[at] if at < len(vector) else 0) for vector in vectors)
    laid = int.from_bytes(struct.pack(f"<{len(vectors)}Q", *slots), "little")
    return laid - int.from_bytes(struct.pack(f"<{len(vectors)}Q", *[_RAISE] * len(vectors)), "little")
