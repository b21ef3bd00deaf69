"""Where pages stand and where the strip at the right has its ticks: laws and clicks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from reviewer.ui.document.canvas import Spot
from reviewer.ui.document.page_layout import PageLayout
from reviewer.ui.document.pane import PaintedHighlight, PaintedSuggestion
from reviewer.ui.document.trail import Trail

SIZES = st.lists(st.tuples(st.floats(50, 900), st.floats(50, 1200)), min_size=1, max_size=9)


@given(SIZES, st.floats(0.2, 4), st.integers(100, 2000), st.booleans())
def test_every_page_is_found_where_it_stands(sizes: list[tuple[float, float]], scale: float, width: int, two: bool) -> None:
    layout = PageLayout(sizes, scale, width, two=two)
    rects = [layout.rect(page) for page in range(1, len(sizes) + 1)]
    for page, rect in enumerate(rects, 1):
        assert layout.page_at(rect.center()) == page
        assert page in layout.pages_in(QRectF(0, rect.center().y(), 1, 1))
        assert QRectF(0, 0, layout.width, layout.height).contains(rect)
        assert not any(rect.intersects(other) for other in rects[page:])


@given(SIZES, st.floats(0, 1), st.floats(10, 900), st.booleans())
def test_pages_in_view_leave_out_none(sizes: list[tuple[float, float]], share: float, height: float, two: bool) -> None:
    layout = PageLayout(sizes, 1.0, 800, two=two)
    view = QRectF(0, share * layout.height, layout.width, height)
    seen = {page for page in range(1, len(sizes) + 1) if layout.rect(page).intersects(view)}
    assert seen <= set(layout.pages_in(view))


@given(st.lists(st.sampled_from(["jump", "back", "forward"])))
def test_forward_undoes_back(acts: list[str]) -> None:
    trail, here, number = Trail(), Spot(1, 0.0, 0), 1
    for act in acts:
        if act == "jump":
            number += 1
            trail.jumped(here)
            here = Spot(number, 0.0, 0)
        elif act == "back" and (there := trail.back(here)) is not None:
            assert trail.forward(there) == here
            here = trail.back(here) or here
        elif act == "forward":
            here = trail.forward(here) or here


def test_the_strip_has_a_tick_for_each_mark_and_a_click_goes_there(driver: Any, samples: SimpleNamespace) -> None:
    reading, data = samples.two_pages()
    driver.show(reading, data)
    driver.pane.set_zoom(2.0)
    note, bullet = reading.blocks[3].span, reading.blocks[1].span
    driver.pane.set_highlights([PaintedHighlight("n", note, "#ffe7a3", "#b8860b")])
    driver.pane.set_suggestions([PaintedSuggestion("s", bullet, "#a0447d")])
    strip = driver.pane.overview
    canvas = driver.pane.surface.canvas
    driver.qtbot.waitUntil(lambda: canvas.geometry(2) is not None)
    driver.qtbot.wait(200)
    assert len(strip.ticks) == 2
    tick = next(tick for tick in strip.ticks if not tick.hollow)
    driver.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, round(tick.share * strip.height())))
    driver.settle()
    shown = driver.pane.surface.visible()
    assert shown.contains(QPointF(shown.center().x(), driver.pane.surface.canvas.y_of(note.start)[0]))
