"""Pages for dark rooms: letters light, colours in their own hue, photographs as they are."""

from __future__ import annotations

import colorsys
import io
import random

import pytest
from PIL import Image, ImageDraw

from reviewer.reading.dark_pages import PAPER, darken, photographs
from reviewer.reading.pages import PageSource


def _bytes(image: Image.Image) -> tuple[bytes, int, int]:
    return image.tobytes("raw", "BGRX"), image.width, image.height


def _dark(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    data = darken(*_bytes(Image.new("RGB", (2, 2), colour)), [])
    return data[2], data[1], data[0]


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _photo(side: int) -> Image.Image:
    chance = random.Random(4)
    image = Image.new("RGB", (side, side))
    image.putdata([(90 + x % 70, 80 + chance.randrange(80), 60 + x // side % 90) for x in range(side * side)])
    return image


def _logo(side: int) -> Image.Image:
    image = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(image).ellipse((side // 5, side // 5, side * 4 // 5, side * 4 // 5), fill="black")
    return image


def test_paper_is_dark_and_ink_is_light() -> None:
    assert _dark((255, 255, 255)) == PAPER
    assert _dark((0, 0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("ink", [(0, 0, 255), (0, 0, 128), (192, 0, 0), (0, 90, 60), (120, 30, 120), (60, 60, 60)])
def test_what_could_be_read_on_white_can_be_read_and_keeps_its_hue(ink: tuple[int, int, int]) -> None:
    shown = _dark(ink)
    assert (_luminance(shown) + 0.05) / (_luminance(PAPER) + 0.05) >= 4.5
    if len(set(ink)) > 1:
        before, now = (colorsys.rgb_to_hsv(*(part / 255 for part in colour))[0] for colour in (ink, shown))
        assert min(abs(before - now), 1 - abs(before - now)) < 0.06


def test_a_kept_box_is_left_alone_also_where_it_reaches_beyond_the_part_drawn() -> None:
    page = Image.new("RGB", (30, 20), "white")
    page.paste((10, 200, 90), (0, 0, 10, 10))
    data = darken(*_bytes(page), [(-5, -5, 10, 10), (40, 40, 50, 50)])
    shown = Image.frombuffer("RGB", page.size, data, "raw", "BGRX", 0, 1)
    assert shown.getpixel((9, 9)) == (10, 200, 90)
    assert shown.getpixel((10, 9)) == shown.getpixel((29, 19)) == PAPER


def test_a_photograph_is_told_from_a_logo() -> None:
    page = Image.new("RGB", (200, 100), "white")
    page.paste(_photo(80), (10, 10))
    page.paste(_logo(80), (110, 10))
    assert photographs(*_bytes(page), [(10, 10, 90, 90), (110, 10, 190, 90), (0, 0, 1, 1)]) == [True, False, False]


@pytest.mark.parametrize("clip", [None, (150, 80, 200, 200)])
def test_on_a_real_page_the_photograph_stays_and_the_logo_turns(clip: tuple[int, int, int, int] | None) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(300, 300))
    for image, x in ((_photo(90), 100), (_logo(90), 200)):
        kept = io.BytesIO()
        image.save(kept, "PNG")
        canvas.drawImage(ImageReader(kept), x, 200, 90, 90)  # 10 to 100 points from the top
    canvas.save()
    source = PageSource(written.getvalue())
    try:
        printed, dark = source.render(1, 2.0, clip), source.render(1, 2.0, clip, dark=True)
    finally:
        source.close()
    images = [Image.frombuffer("RGB", (one.width, one.height), one.data, "raw", "BGRX", 0, 1) for one in (printed, dark)]
    left, top = clip[:2] if clip else (0, 0)
    photo = (210 - left, 100 - top, 330 - left, 180 - top)
    assert images[0].crop(photo).tobytes() == images[1].crop(photo).tobytes()
    if clip is None:
        assert images[1].getpixel((490, 110)) == (255, 255, 255), "the black of the logo"
        assert images[1].getpixel((20, 500)) == PAPER
