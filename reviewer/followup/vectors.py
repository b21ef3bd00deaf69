"""Many small vectors beside one, and the sums of many: a few long integers do the work, where no numpy is carried.

For the products each dimension is one long integer that holds that number of every vector in a slot of 32 bits. Such an integer times the
one vector's number in that dimension multiplies all slots at once; the sum over the dimensions holds all products.
For the sums each vector is one long integer, its numbers in slots of 64 bits; adding two of them adds all their numbers.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import mul

_RAISE = 512
_BITS = 16  # kept of the other vector's numbers: the sum of up to 62 products with 10 bits stays below a slot
_SUM_SCALE = float(1 << 36)  # of the weights: 6 bits of weight and 7 of number leave room for some thousands


@lru_cache(maxsize=1024)
def _raised(vector: tuple[float, ...]) -> tuple[tuple[int, ...], float]:
    """Return numbers as whole ones of at most `_BITS` bits, and what one of them counts."""
    _, bits = math.frexp(max(map(abs, vector), default=0.0))
    scale = math.ldexp(1.0, _BITS - bits)
    return tuple([round(value * scale) for value in vector]), 1 / scale


class PackedVectors:
    """Vectors of up to 62 whole numbers from -512 to 511; a shorter one counts as 0 where it has no number."""

    def __init__(self, vectors: Sequence[Sequence[int]]) -> None:
        self._read = struct.Struct(f"<{len(vectors)}i")
        most = max(map(len, vectors), default=0)
        whole = (vector if len(vector) == most else [*vector, *[0] * (most - len(vector))] for vector in vectors)
        raised = self._laid_out([_RAISE] * len(vectors))  # above 0, so that no slot borrows while they are laid out
        self._dimensions = [self._laid_out([_RAISE + n for n in one]) - raised for one in zip(*whole, strict=True)]

    def products(self, other: Sequence[float]) -> list[float]:
        """Return the scalar product of each vector with another, whose numbers are taken right to 2e-5 of the largest."""
        products, unit = self.raised_products(tuple(other))
        return [product * unit for product in products]

    def raised_products(self, other: tuple[float, ...]) -> tuple[tuple[int, ...], float]:
        """Return the same as whole numbers, and what one of them counts: for those who go on reckoning."""
        whole, unit = _raised(other)
        slots = sum(map(mul, whole, self._dimensions))
        return self._read.unpack(slots.to_bytes(self._read.size, "little", signed=True)), unit

    def _laid_out(self, numbers: list[int]) -> int:
        return int.from_bytes(self._read.pack(*numbers), "little")


class WeighedVectors:
    """Vectors of whole numbers from -128 to 127 by name, each with a weight below 64; some thousands may be added up."""

    def __init__(self, vectors: Mapping[str, Sequence[int]], weight: Callable[[str], float]) -> None:
        self._vectors, self._weight = vectors, weight
        self._size = max(map(len, vectors.values()), default=0)
        self._plain: dict[str, int] = {}  # laid out, as they are asked for; 0 where there is no vector
        self._weighed: dict[str, int] = {}

    def direction(self, weights: Mapping[str, float]) -> tuple[float, ...]:
        """Return the direction of the sum where each name has another weight: a vector of length 1, () where none is known."""
        return self._unit(sum([round(weight * _SUM_SCALE) * self._laid(name) for name, weight in weights.items()]))

    def units(self, groups: Iterable[Iterable[str]]) -> tuple[list[tuple[float, ...]], tuple[float, ...]]:
        """Return the direction of the weighed sum of each group of names, and that of all together: vectors of length 1.

        Groups without a vector are left out; where all together come to nothing, the last is ().
        """
        totals = [total for group in groups if (total := self._total(list(group)))]
        found = [self._unit(total) for total in totals]
        if len(found) == 1:
            return found, found[0]
        return found, self._unit(sum(totals))

    def _unit(self, total: int) -> tuple[float, ...]:
        if not total:
            return ()
        sums = self._numbers(total)
        length = math.hypot(*sums)
        return tuple([value / length for value in sums])

    def _total(self, names: list[str]) -> int:
        weighed = self._weighed
        try:
            return sum([weighed[name] for name in names])
        except KeyError:
            for name in names:
                if name not in weighed:
                    weighed[name] = round(self._weight(name) * _SUM_SCALE) * self._laid(name)
            return sum([weighed[name] for name in names])

    def _numbers(self, total: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size}q", total.to_bytes(8 * self._size, "little", signed=True))

    def _laid(self, name: str) -> int:
        laid = self._plain.get(name)
        if laid is None:
            numbers = enumerate(self._vectors.get(name, ()))
            laid = self._plain[name] = sum([value << 64 * at for at, value in numbers])
        return laid
