"""Many vectors beside one: the same products as number by number."""

from __future__ import annotations

import math
import random

import pytest

from reviewer.followup.vectors import PackedVectors


def test_the_products_are_those_of_the_numbers() -> None:
    chance = random.Random(7)
    vectors = [tuple(chance.randint(-128, 127) for _ in range(40)) for _ in range(151)]
    numbers = [chance.uniform(-1, 1) for _ in range(40)]
    other = [value / math.hypot(*numbers) for value in numbers]
    products = PackedVectors(vectors).products(other)
    for vector, product in zip(vectors, products, strict=True):
        assert product == pytest.approx(sum(a * b for a, b in zip(vector, other, strict=True)), abs=1e-10)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_numbers_do_not_run_into_the_next_slot(sign: int) -> None:
    other = [1 / math.sqrt(40)] * 40
    least, zero, most = PackedVectors([(-128,) * 40, (0,) * 40, (127,) * 40]).products([sign * v for v in other])
    assert (least, zero, most) == pytest.approx((-128 * sign * math.sqrt(40), 0.0, 127 * sign * math.sqrt(40)))


def test_what_has_no_numbers_counts_as_nothing() -> None:
    assert PackedVectors([(), (3, 4), ()]).products([0.6, 0.8]) == pytest.approx([0.0, 5.0, 0.0])
    assert PackedVectors([(3, 4), (1, 1)]).products([]) == [0.0, 0.0]
    assert PackedVectors([(), ()]).products([1.0]) == [0.0, 0.0]
    assert PackedVectors([]).products([1.0]) == []
