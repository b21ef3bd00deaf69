"""Pictures as PNG: what another program sees of them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from reviewer.export.drawing import INK, Circle, Hatching, Picture, Poly, Primitive, Text, moved, rectangle
from reviewer.export.drawing_png import png


def drawn(*parts: Primitive, wide: float = 60, high: float = 30, scale: float = 2.5, clear: bool = False) -> Image.Image:
    data = png(Picture(wide, high, parts, "", ""), scale=scale, clear=clear)
    image = Image.open(io.BytesIO(data))
    image.load()  # Pillow checks every part of the file
    assert image.size == (round(wide * scale), round(high * scale))
    assert image.info["dpi"] == pytest.approx((72 * scale, 72 * scale), abs=0.1)
    return image


def dark(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of all that is nearly black."""
    return image.convert("L").point(lambda value: 255 if value < 96 else 0).getbbox()


@pytest.mark.parametrize("wide", [60, 60.4])
def test_a_grey_picture_is_white_but_for_what_is_drawn(wide: float) -> None:
    image = drawn(rectangle(10, 10, 20, 8, fill=INK, stroke=""), wide=wide)
    assert (image.mode, image.getpixel((0, 0)), image.getpixel((image.width - 1, image.height - 1))) == ("L", 255, 255)
    assert dark(image) == pytest.approx((25, 25, 75, 45), abs=1)


def test_a_coloured_picture_keeps_its_colours_and_a_white_ground() -> None:
    image = drawn(rectangle(10, 10, 20, 8, fill="#00523a", stroke="")).convert("RGB")
    assert image.getpixel((0, 0)) == (255, 255, 255)
    assert image.getpixel((50, 35)) == pytest.approx((0, 0x52, 0x3A), abs=4)


def test_a_clear_picture_has_no_ground() -> None:
    image = drawn(Circle(15, 15, 6, fill=INK, stroke=""), clear=True)
    assert image.getpixel((0, 0))[3] == 0 and image.getpixel((37, 37)) == (0x1C, 0x24, 0x30, 255)


def test_round_and_slanted_edges_are_smooth() -> None:
    for part in (Circle(15, 15, 8, stroke=INK), Poly(((5, 5), (40, 20)), closed=False), Hatching(5, 5, 30, 20)):
        greys = {value for _, value in drawn(part).getcolors() or []}
        assert len(greys) > 4


@pytest.mark.parametrize("shift", [(0, 0), (0.1, 0.3), (0.37, 0.73), (13.33, 7.77)])
def test_a_shape_stands_where_it_was_put(shift: tuple[float, float]) -> None:
    """Shapes are drawn once and laid down again: never more than half a pixel beside their place."""
    for part in (Circle(12, 12, 6, fill=INK), Poly(((5, 5), (20, 5), (12, 18)), fill=INK)):
        left, top, right, bottom = dark(drawn(*moved([part], *shift))) or (0, 0, 0, 0)
        points = part.points if isinstance(part, Poly) else ((6, 6), (18, 18))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        expected = [(min(xs) - 0.5 + shift[0]) * 2.5, (min(ys) - 0.5 + shift[1]) * 2.5, (max(xs) + 0.5 + shift[0]) * 2.5, (max(ys) + 0.5 + shift[1]) * 2.5]
        assert (left, top, right, bottom) == pytest.approx(expected, abs=2.2)


def test_hatching_stays_in_its_rectangle() -> None:
    image = drawn(Hatching(10, 8, 30, 14, stroke=INK))
    left, top, right, bottom = image.point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert left >= 23 and top >= 18 and right <= 102 and bottom <= 57
    assert right - left > 70 and bottom - top > 30


def test_words_end_where_their_anchor_says() -> None:
    boxes = [dark(drawn(Text(30, 20, "Sustained", 9, anchor=anchor))) for anchor in ("start", "middle", "end")]
    start, middle, end = (box or (0, 0, 0, 0) for box in boxes)
    assert start[0] == pytest.approx(75, abs=4) and end[2] == pytest.approx(75, abs=4)
    assert (middle[0] + middle[2]) / 2 == pytest.approx(75, abs=4)
    assert dark(drawn(Text(30, 20, "", 9))) is None
