"""Draw a picture as PNG, for formats that hold no vectors."""

from __future__ import annotations

import io
import itertools
import math
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from reviewer.export.drawing import Circle, Lines, Picture, Point, Poly, Primitive, Text
from reviewer.export.fonts import font_files

_COLOURS = 128
_GREY = 32  # how far the parts of a colour may lie apart for the eye to take it for a grey
_SMOOTH = 2  # drawn so many times larger, then made smaller, since Pillow draws hard edges
_KEPT = 2048  # words that were drawn, kept for the next picture: the words of answers return in every cell


def png(picture: Picture, *, scale: float = 3.0, clear: bool = False) -> bytes:
    """Return the picture as PNG, ``scale`` pixels a point; ``clear`` leaves the ground transparent."""
    drawn = scale * _SMOOTH
    size = (max(round(picture.width * scale), 1) * _SMOOTH, max(round(picture.height * scale), 1) * _SMOOTH)
    mode = "RGBA" if clear else "L" if _all_grey(picture) else "RGB"
    image = Image.new(mode, size, (255, 255, 255, 0) if clear else "#ffffff")
    pen = _Pen(image, drawn)
    for part in picture.parts:
        pen.draw(part)
    small = image.reduce(_SMOOTH)
    out, options = io.BytesIO(), {"compress_level": 6}
    if mode == "RGB":  # few colours make a file a quarter of the size, which counts where a report holds a hundred pictures
        small = small.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    elif mode == "L":
        small, options = _few_greys(small), {"compress_level": 3, "bits": 4}
    small.save(out, "PNG", dpi=(72 * scale, 72 * scale), **options)
    return out.getvalue()


def _few_greys(image: Image.Image) -> Image.Image:
    """Return a grey picture in sixteen greys, as many as smooth edges need: half the bytes, and packed sooner."""
    few = Image.frombytes("P", image.size, image.point([value >> 4 for value in range(256)]).tobytes())
    few.putpalette([part for grey in range(16) for part in (grey * 17,) * 3])
    return few


def _all_grey(picture: Picture) -> bool:
    """Tell whether a picture loses nothing in grey, which is drawn and packed in a third of the time."""
    used = {colour for part in picture.parts for colour in _colours(part) if colour}
    return all(max(rgb) - min(rgb) <= _GREY for rgb in map(ImageColor.getrgb, used))


def _colours(part: Primitive) -> tuple[str, ...]:
    if isinstance(part, Text):
        return (part.fill,)
    return (part.stroke,) if isinstance(part, Lines) else (part.fill, part.stroke)


class _Pen:
    """Draws primitives on an image, ``scale`` pixels a point."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        self._image, self._scale = image, scale
        self._pen = ImageDraw.Draw(image)

    def draw(self, part: Primitive) -> None:
        if isinstance(part, Circle):
            self._circle(part)
        elif isinstance(part, Poly):
            self._poly(part)
        elif isinstance(part, Lines):
            k, width = self._scale, max(round(part.width * self._scale), 1)
            for a, b, c, d in part.lines:
                self._pen.line((a * k, b * k, c * k, d * k), fill=part.stroke, width=width)
        else:
            self._text(part)

    def _circle(self, part: Circle) -> None:
        width = part.width * self._scale if part.stroke else 0.0
        x, y, radius = part.x * self._scale, part.y * self._scale, part.radius * self._scale + width / 2
        box = (x - radius, y - radius, x + radius, y + radius)
        self._pen.ellipse(box, fill=part.fill or None, outline=part.stroke or None, width=round(width))

    def _poly(self, part: Poly) -> None:
        points = [(x * self._scale, y * self._scale) for x, y in part.points]
        if part.fill:
            self._pen.polygon(points, fill=part.fill)
        if not part.stroke:
            return
        width = max(round(part.width * self._scale), 1)
        path = [*points, points[0]] if part.closed else points
        for start, end in itertools.pairwise(path):
            if part.dash and (start[0] == end[0] or start[1] == end[1]):
                self._dashed(min(start, end), max(start, end), part.stroke, part.dash, width)
            elif part.dash:
                for a, b in _dashes(start, end, part.dash, self._scale):
                    self._line(a, b, part.stroke, width, beyond=0.0)
            else:
                self._line(start, end, part.stroke, width, beyond=width / 2 if part.closed else 0.0)
        if not part.dash and any(a[0] != b[0] and a[1] != b[1] for a, b in itertools.pairwise(path)):
            for x, y in path if part.closed else path[1:-1]:  # round the corners, which Pillow leaves open
                self._pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=part.stroke)

    def _line(self, a: Point, b: Point, colour: str, width: int, *, beyond: float) -> None:
        """Draw a line; one along an edge of the picture as a box, which is far quicker, and so much beyond its ends."""
        (x1, y1), (x2, y2) = sorted((a, b))
        half = width / 2
        if y1 == y2:
            self._pen.rectangle((x1 - beyond, y1 - half, x2 + beyond, y1 + half - 1), fill=colour)
        elif x1 == x2:
            self._pen.rectangle((x1 - half, y1 - beyond, x1 + half - 1, y2 + beyond), fill=colour)
        else:
            self._pen.line([a, b], fill=colour, width=width)

    def _dashed(self, start: Point, end: Point, colour: str, dash: tuple[float, float], width: int) -> None:
        """Draw a dashed line along an edge of the picture in one stroke."""
        (x1, y1), (x2, y2) = start, end
        across = y1 == y2
        on, off = (max(round(length * self._scale), 1) for length in dash)
        mask = _dash_mask(round(x2 - x1 if across else y2 - y1), on, off, width, across)
        place = (round(x1), round(y1 - width / 2)) if across else (round(x1 - width / 2), round(y1))
        self._image.paste(ImageColor.getcolor(colour, self._image.mode), place, mask)

    def _text(self, part: Text) -> None:
        size, colour = round(part.size * self._scale), ImageColor.getcolor(part.fill, self._image.mode)
        space = _space(size, part.bold)
        words = [_word(word, size, part.bold) if word else None for word in part.text.split(" ")]
        wide = sum(word.wide for word in words if word) + space * (len(words) - 1)
        x = part.x * self._scale - {"start": 0.0, "middle": wide / 2, "end": wide}[part.anchor]
        y = part.y * self._scale
        for word in words:
            if word:
                self._image.paste(colour, (round(x + word.left), round(y + word.top)), word.mask)
            x += (word.wide if word else 0.0) + space


@lru_cache(_KEPT)
def _dash_mask(length: int, on: int, off: int, width: int, across: bool) -> Image.Image:
    piece = b"\xff" * on + b"\x00" * off
    line = (piece * (length // len(piece) + 1))[: max(length, 1)]
    if across:
        return Image.frombytes("L", (len(line), width), line * width)
    return Image.frombytes("L", (width, len(line)), b"".join(bytes((value,)) * width for value in line))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it was drawn: ``mask`` stands at ``left`` and ``top`` from the beginning of its base line."""

    mask: Image.Image
    left: float
    top: float
    wide: float


@lru_cache(_KEPT)
def _word(text: str, size: int, bold: bool) -> _Word:
    font = _font(size, bold)
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    mask = Image.new("L", (max(math.ceil(right - left), 1), max(math.ceil(bottom - top), 1)), 0)
    ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=font, anchor="ls")
    return _Word(mask, left, top, font.getlength(text))


def _dashes(start: Point, end: Point, dash: tuple[float, float], scale: float) -> list[tuple[Point, Point]]:
    """Return the painted pieces of a dashed line."""
    on, off = dash[0] * scale, dash[1] * scale
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    if not length:
        return []
    step = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    pieces, at = [], 0.0
    while at < length:
        stop = min(at + on, length)
        pieces.append(
            ((start[0] + step[0] * at, start[1] + step[1] * at), (start[0] + step[0] * stop, start[1] + step[1] * stop))
        )
        at += on + off
    return pieces


@cache
def _space(size: int, bold: bool) -> float:
    return _font(size, bold).getlength(" ")


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    files = font_files()
    font = ImageFont.truetype(files[int(bold)], size) if files else ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow comes with FreeType"
    return font
