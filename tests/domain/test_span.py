"""Spans are sets of code points: every question has the answer that the sets give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.span import Span

ends = st.tuples(st.integers(0, 9), st.integers(0, 9))
spans = ends.map(lambda pair: Span(min(pair), max(pair)))


def points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans, spans)
def test_two_spans_are_to_each_other_as_their_code_points(one: Span, other: Span) -> None:
    shared = points(one) & points(other)
    if one and other:
        assert one.overlaps(other) == bool(shared)
        assert one.contains(other) == (points(other) <= points(one))
    clipped = one.clipped_to(other)
    assert (points(clipped) if clipped else set()) == shared
    assert (clipped is None) == (not shared), "nothing shared is None and never an empty span"


@given(spans)
def test_a_span_is_as_long_as_its_text(span: Span) -> None:
    assert len(span) == len(points(span)) == len(span.of("a😀\u00a0b\u2028c.d\ne"))
    assert bool(span) == (len(span) > 0)
    assert span.contains(span)


def test_neighbours_do_not_overlap_and_a_place_inside_does() -> None:
    assert not Span(0, 4).overlaps(Span(4, 8))
    assert not Span(4, 8).overlaps(Span(0, 4))
    assert Span(0, 4).overlaps(Span(2, 2)), "a place without length, as an area of a page has"
    assert not Span(0, 4).overlaps(Span(4, 4))
    assert Span(0, 4).contains(Span(4, 4))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
