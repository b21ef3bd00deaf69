"""A page for dark rooms: light letters on dark paper, every colour in its own hue, photographs as they are.

How light a colour looks is turned over and what colour it is stays (c + 255 - 2Y in each channel, Y its luminance), so that a
red word stays red and a blue link can be read. A logo or a drawing, which is light and dark with little between, is turned
over with the page; a photograph would be a negative and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PAPER = (0x1C, 0x1F, 0x23)  # red, green, blue: nothing on the page is darker
Pixels = tuple[int, int, int, int]  # left, top, right, bottom
_UP = [max(255 - 2 * level, 0) for level in range(256)]
_DOWN = [max(2 * level - 255, 0) for level in range(256)]
_BETWEEN = range(50, 215)  # neither ink nor paper
_MUCH = 0.5


def darken(data: bytes, width: int, height: int, kept: Sequence[Pixels]) -> bytes:
    """Turn a picture over, but for the boxes ``kept``; rows of four bytes a pixel: blue, green, red, 255."""
    from PIL import Image, ImageChops  # late: most officers read on white

    page = _image(data, width, height)
    light = page.convert("L")
    up, down = light.point(_UP), light.point(_DOWN)
    turned = [
        ImageChops.lighter(ImageChops.subtract(ImageChops.add(channel, up), down), Image.new("L", page.size, paper))
        for channel, paper in zip(page.split(), PAPER, strict=True)
    ]
    dark = Image.merge("RGB", turned)
    for left, top, right, bottom in kept:
        box = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if box[0] < box[2] and box[1] < box[3]:
            dark.paste(page.crop(box), box[:2])
    return dark.tobytes("raw", "BGRX")


def photographs(data: bytes, width: int, height: int, pictures: Sequence[Pixels]) -> list[bool]:
    """Tell for each box of a picture whether it shows a photograph: something that is mostly neither ink nor paper."""
    page, found = _image(data, width, height), []
    for left, top, right, bottom in pictures:
        box = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if box[2] - box[0] < 2 or box[3] - box[1] < 2:
            found.append(False)
            continue
        levels = page.crop(box).convert("L").histogram()
        found.append(sum(levels[_BETWEEN.start : _BETWEEN.stop]) > _MUCH * sum(levels))
    return found


def _image(data: bytes, width: int, height: int) -> Image:
    from PIL import Image

    return Image.frombuffer("RGB", (width, height), data, "raw", "BGRX", 0, 1)
