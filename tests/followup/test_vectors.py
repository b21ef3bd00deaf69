"""Many vectors beside one, and the sums of many: the same as number by number."""

from __future__ import annotations

import math
import random

import pytest

from reviewer.followup.vectors import PackedVectors, WeighedVectors


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


def test_the_sums_are_those_of_the_numbers() -> None:
    chance = random.Random(7)
    vectors = {str(name): tuple(chance.randint(-128, 127) for _ in range(40)) for name in range(300)}
    weights = {name: chance.uniform(0, 10) for name in vectors}
    weighed = WeighedVectors(vectors, weights.__getitem__)
    for many in (1, 2, 30, 300, 30):  # the last again, when all are laid out
        names = chance.sample(sorted(vectors), many)
        sums = [sum(weights[name] * vectors[name][at] for name in names) for at in range(40)]
        length = math.hypot(*sums)
        assert weighed.unit(names) == pytest.approx([value / length for value in sums], abs=1e-9)


def test_names_without_a_vector_count_as_nothing() -> None:
    weighed = WeighedVectors({"a": (3, 4), "b": (-3, -4)}, lambda _: 2.0)
    assert weighed.unit(["x", "a", "y"]) == pytest.approx((0.6, 0.8))
    assert weighed.unit(["x"]) == weighed.unit([]) == weighed.unit(["a", "b"]) == ()
    assert WeighedVectors({}, lambda _: 2.0).unit(["a"]) == ()


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_sums_do_not_run_into_the_next_slot(sign: int) -> None:
    weighed = WeighedVectors({str(name): (sign * 127, 1, -sign * 127) for name in range(4000)}, lambda _: 63.0)
    length = math.hypot(127, 1, 127)
    expected = (sign * 127 / length, 1 / length, -sign * 127 / length)
    assert weighed.unit(map(str, range(4000))) == pytest.approx(expected, abs=1e-9)
