"""Many vectors beside one, and the sums of many: the same as number by number."""

from __future__ import annotations

import math
import random

import pytest

from reviewer.followup.vectors import PackedVectors, WeighedVectors

EXACT = 2e-5  # of the largest number of the other vector


def units(weighed: WeighedVectors, *groups: list[str]) -> list[tuple[float, ...]]:
    """Return the directions alone."""
    return weighed.units(groups)[0]


def test_the_products_are_those_of_the_numbers() -> None:
    chance = random.Random(7)
    vectors = [tuple(chance.randint(-128, 127) for _ in range(40)) for _ in range(151)]
    numbers = [chance.uniform(-1, 1) for _ in range(40)]
    other = [value / math.hypot(*numbers) for value in numbers]
    products = PackedVectors(vectors).products(other)
    for vector, product in zip(vectors, products, strict=True):
        expected = sum(a * b for a, b in zip(vector, other, strict=True))
        assert product == pytest.approx(expected, abs=EXACT * max(other) * sum(map(abs, vector)))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("size", [40, 62])
def test_the_largest_numbers_do_not_run_into_the_next_slot(sign: int, size: int) -> None:
    other = [1 / math.sqrt(size)] * size
    least, zero, most = PackedVectors([(-512,) * size, (0,) * size, (511,) * size]).products([sign * v for v in other])
    assert (least, zero, most) == pytest.approx((-512 * sign * math.sqrt(size), 0.0, 511 * sign * math.sqrt(size)), abs=EXACT * 512 * math.sqrt(size))


@pytest.mark.parametrize("size", [1e-9, 1e-3, 1.0, 1e6])
def test_products_are_as_right_for_small_numbers_as_for_large_ones(size: float) -> None:
    products = PackedVectors([(511, 1), (-512, -1), (0, 1)]).products([size / 3, -size / 7])
    expected = [511 * size / 3 - size / 7, -512 * size / 3 + size / 7, -size / 7]
    assert products == pytest.approx(expected, abs=EXACT * 513 * size / 3)


def test_what_has_no_numbers_counts_as_nothing() -> None:
    assert PackedVectors([(), (3, 4), ()]).products([0.6, 0.8]) == pytest.approx([0.0, 5.0, 0.0], rel=1e-5)
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
        expected = pytest.approx([value / length for value in sums], abs=1e-9)
        assert units(weighed, names) == [expected]
        assert weighed.direction({name: weights[name] for name in names}) == expected


def test_names_without_a_vector_count_as_nothing() -> None:
    weighed = WeighedVectors({"a": (3, 4), "b": (-3, -4)}, lambda _: 2.0)
    assert units(weighed, ["x", "a", "y"]) == [pytest.approx((0.6, 0.8))]
    assert units(weighed, ["x"]) == units(weighed, []) == units(weighed, ["a", "b"]) == []
    assert weighed.units([]) == ([], ())
    assert units(weighed, ["a"], ["x"], ["a"]) == [pytest.approx((0.6, 0.8))] * 2
    assert weighed.units([["a"], ["b"]])[1] == (), "of nothing altogether"
    assert units(WeighedVectors({}, lambda _: 2.0), ["a"]) == []
    assert weighed.direction({"x": 1.0, "a": 3.0}) == pytest.approx((0.6, 0.8))
    assert weighed.direction({"x": 1.0}) == weighed.direction({}) == weighed.direction({"a": 1.0, "b": 1.0}) == ()


def test_all_together_stand_where_all_their_names_do() -> None:
    chance = random.Random(7)
    vectors = {str(name): tuple(chance.randint(-128, 127) for _ in range(40)) for name in range(300)}
    weighed = WeighedVectors(vectors, lambda _: 2.5)
    groups = [chance.sample(sorted(vectors), many) for many in (1, 7, 30)]
    found, together = weighed.units(groups)
    (whole,), same = weighed.units([[name for group in groups for name in group]])
    assert len(found) == 3
    assert together == pytest.approx(whole, abs=1e-9)
    assert same == whole


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_sums_do_not_run_into_the_next_slot(sign: int) -> None:
    weighed = WeighedVectors({str(name): (sign * 127, 1, -sign * 127) for name in range(4000)}, lambda _: 63.0)
    length = math.hypot(127, 1, 127)
    expected = (sign * 127 / length, 1 / length, -sign * 127 / length)
    assert units(weighed, [str(name) for name in range(4000)]) == [pytest.approx(expected, abs=1e-9)]
