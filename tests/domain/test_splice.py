"""Where two lists differ: what a splice says is enough to make one of the other, and never more than there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.splice import splice

rows = st.lists(st.integers(0, 3), max_size=12)


@given(rows, rows)
def test_a_splice_makes_one_list_of_the_other(before: list[int], now: list[int]) -> None:
    part = splice(before, now)
    assert 0 <= part.start <= part.gone <= len(before)
    assert part.start <= part.new <= len(now)
    assert [*before[: part.start], *now[part.start : part.new], *before[part.gone :]] == now


@given(rows, rows)
def test_a_splice_is_as_short_as_can_be(before: list[int], now: list[int]) -> None:
    part = splice(tuple(before), now)
    was, new = before[part.start : part.gone], now[part.start : part.new]
    assert bool(part) == (before != now)
    if was and new:
        assert was[0] != new[0]
        assert was[-1] != new[-1]
