"""Areas of a page: what lies in one, and that no move leaves the page or makes less than a slip of the hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.area import LEAST_SIDE, Area, Edge, area_between, place_of
from reviewer.domain.document import Block, BlockKind, PageRun, Reading

WIDTH, HEIGHT = 595.0, 842.0
AREA = Area(2, 100.0, 200.0, 300.0, 260.0)
steps = st.floats(-2000, 2000, allow_nan=False)


@pytest.mark.parametrize("sides", [(0, 1, 1, 2, 2), (1, 2, 1, 2, 2), (1, 1, 2, 2, 2), (1, 3, 1, 2, 2), (1, 1, 3, 2, 2)])
def test_no_area_without_a_page_or_a_size(sides: tuple[int, float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="not an area"):
        Area(*sides)


def test_its_size_and_what_lies_in_it() -> None:
    assert AREA.size == 200 * 60
    inside = [(100, 200), (300, 260), (100, 260), (300, 200), (200, 230)]
    beside = [(99.9, 230), (300.1, 230), (200, 199.9), (200, 260.1), (0, 0)]
    assert [AREA.holds(*point) for point in inside] == [True] * 5
    assert [AREA.holds(*point) for point in beside] == [False] * 5


@pytest.mark.parametrize(
    ("edge", "moved"),
    [
        (Edge.LEFT, Area(2, 110, 200, 300, 260)), (Edge.TOP, Area(2, 100, 210, 300, 260)),
        (Edge.RIGHT, Area(2, 100, 200, 310, 260)), (Edge.BOTTOM, Area(2, 100, 200, 300, 270)),
    ],
)  # fmt: skip
def test_an_edge_moves_right_and_down(edge: Edge, moved: Area) -> None:
    assert AREA.with_edge(edge, 10, width=WIDTH, height=HEIGHT) == moved


@given(st.sampled_from(Edge), steps, steps)
def test_it_stays_on_the_page_and_keeps_a_size(edge: Edge, by: float, down: float) -> None:
    for found in (AREA.with_edge(edge, by, width=WIDTH, height=HEIGHT), AREA.moved(by, down, width=WIDTH, height=HEIGHT)):
        assert found.left >= 0 and found.top >= 0 and found.right <= WIDTH and found.bottom <= HEIGHT
        assert found.right - found.left >= LEAST_SIDE - 1e-9 and found.bottom - found.top >= LEAST_SIDE - 1e-9


@given(steps, steps)
def test_moved_as_a_whole_it_keeps_its_sides(across: float, down: float) -> None:
    found = AREA.moved(across, down, width=WIDTH, height=HEIGHT)
    assert (found.right - found.left, found.bottom - found.top) == pytest.approx((200, 60))
    assert AREA.moved(5, 7, width=WIDTH, height=HEIGHT) == Area(2, 105, 207, 305, 267)


def test_between_two_corners_whichever_comes_first() -> None:
    corners = [(10.004, 20.0), (50.0, 90.0)]
    for one, other in (corners, corners[::-1]):
        assert area_between(3, one, other, width=WIDTH, height=HEIGHT) == Area(3, 10.0, 20.0, 50.0, 90.0)
    assert area_between(3, (50, 20), (10, 90), width=WIDTH, height=HEIGHT) == Area(3, 10, 20, 50, 90)
    assert area_between(1, (-30, -30), (900, 900), width=WIDTH, height=HEIGHT) == Area(1, 0, 0, WIDTH, HEIGHT)
    assert area_between(1, (10, 10), (10 + LEAST_SIDE, 10 + LEAST_SIDE), width=WIDTH, height=HEIGHT) is not None
    for other in ((10 + LEAST_SIDE - 0.1, 90.0), (90.0, 10 + LEAST_SIDE - 0.1), (10.0, 10.0)):
        assert area_between(1, (10.0, 10.0), other, width=WIDTH, height=HEIGHT) is None, "a slip of the hand"


def test_in_the_order_of_the_text_it_stands_at_its_page_or_the_next_that_has_any() -> None:
    blocks = (
        Block(0, BlockKind.PARAGRAPH, 0, 4, "Left", runs=(PageRun(0, 1),)),
        Block(1, BlockKind.PARAGRAPH, 5, 10, "Right", runs=(PageRun(5, 3),)),
    )
    reading = Reading("pdf", blocks, 5)
    places = {page: place_of(Area(page, 1, 1, 9, 9), reading) for page in (1, 2, 3, 4, 5)}
    assert places == {1: 0, 2: 5, 3: 5, 4: 10, 5: 10}
