"""Draw a picture as PNG, for formats that hold no vectors."""

from __future__ import annotations

import io
import itertools
import math
import struct
import zlib
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from reviewer.export.drawing import Circle, Hatching, Picture, Point, Poly, Primitive, Text, moved
from reviewer.export.fonts import font_files

_COLOURS = 128
_WHITE = 250
_GREY = 32  # how far the parts of a colour may lie apart for the eye to take it for a grey
_SMOOTH = 4  # what is not upright is drawn so many times larger, then made smaller, since Pillow draws hard edges
_SMOOTH_WORDS = 2
_PACKED = 3  # of 9: a picture of few colours gets no smaller by more than that, only later
_KEPT = 2048  # words and shapes that were drawn, kept for the next picture: those of answers return in every cell
_PHASES = 4  # parts of a pixel at which a shape may begin


def png(picture: Picture, *, scale: float = 3.0, clear: bool = False) -> bytes:
    """Return the picture as PNG, ``scale`` pixels a point; ``clear`` leaves the ground transparent."""
    size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    mode = "RGBA" if clear else "L" if _all_grey(picture) else "RGB"
    image = Image.new(mode, size, (255, 255, 255, 0) if clear else "#ffffff")
    pen = _Pen(image, scale)
    for part in picture.parts:
        pen.draw(part)
    if mode == "L":
        return _grey_file(image, scale)
    if mode == "RGB":  # few colours make a file a quarter of the size, which counts where a report holds a hundred pictures
        image = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        palette = image.getpalette() or []
        image.putpalette([255 if value >= _WHITE else value for value in palette])  # which the mean of some whites is not quite
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(72 * scale, 72 * scale), compress_level=_PACKED)
    return out.getvalue()


def _grey_file(image: Image.Image, scale: float) -> bytes:
    """Return a grey picture in sixteen greys, as many as smooth edges need; Pillow's own way takes twice as long."""
    wide, high = image.size
    packed = image.point([value >> 4 for value in range(256)]).convert("P").tobytes("raw", "P;4")
    row = -(-wide // 2)  # bytes
    unfiltered = b"".join(b"\0" + packed[start : start + row] for start in range(0, len(packed), row))
    metre = round(scale * 72 / 0.0254)  # pixels
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 4, 0, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        _chunk(b"IDAT", zlib.compress(unfiltered, _PACKED)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG file (ISO/IEC 15948, 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _all_grey(picture: Picture) -> bool:
    """Tell whether a picture loses nothing in grey, which is drawn and packed in a third of the time."""
    used = {colour for part in picture.parts for colour in _colours(part) if colour}
    return all(max(rgb) - min(rgb) <= _GREY for rgb in map(ImageColor.getrgb, used))


def _colours(part: Primitive) -> tuple[str, ...]:
    if isinstance(part, Text):
        return (part.fill,)
    return (part.stroke,) if isinstance(part, Hatching) else (part.fill, part.stroke)


class _Pen:
    """Draws primitives on an image, ``scale`` pixels a point, with smooth edges."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        self._image, self._scale = image, scale
        self._strokes = _Strokes(image, scale)

    def draw(self, part: Primitive) -> None:
        if isinstance(part, Text):
            self._text(part)
        elif isinstance(part, Poly) and _upright(part):
            self._strokes.draw(part)
        else:
            self._shape(part)

    def _shape(self, part: Poly | Circle | Hatching) -> None:
        """Draw what has slanted or round edges, once for all places where it returns."""
        x, y = _corner(part)
        step = self._scale * _PHASES
        left, top = math.floor(x * step), math.floor(y * step)
        at = ((left % _PHASES) / step, (top % _PHASES) / step)
        for colour, mask, edge in _shape_masks(_from_corner(part, x, y), at, self._scale):
            ink = ImageColor.getcolor(colour, self._image.mode)
            self._image.paste(ink, (left // _PHASES - edge, top // _PHASES - edge), mask)

    def _text(self, part: Text) -> None:
        words = _words(part.text, round(part.size * self._scale * _SMOOTH_WORDS), part.bold)
        x = part.x * self._scale - {"start": 0.0, "middle": words.wide / 2, "end": words.wide}[part.anchor]
        ink = ImageColor.getcolor(part.fill, self._image.mode)
        self._image.paste(ink, (round(x) + words.left, round(part.y * self._scale) + words.top), words.mask)


class _Strokes:
    """Draws polygons, circles and lines with hard edges, ``scale`` pixels a point."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        self._image, self._scale = image, scale
        self._pen = ImageDraw.Draw(image)

    def draw(self, part: Poly | Circle | Hatching) -> None:
        if isinstance(part, Circle):
            self._circle(part)
        elif isinstance(part, Poly):
            self._poly(part)
        else:
            k, width = self._scale, max(round(part.width * self._scale), 1)
            for a, b, c, d in part.lines:
                self._pen.line((a * k, b * k, c * k, d * k), fill=part.stroke, width=width)

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


def _upright(part: Poly) -> bool:
    """Tell whether every edge lies along an edge of the picture, so that it needs no smoothing."""
    path = [*part.points, part.points[0]] if part.closed else part.points
    return all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(path))


def _corner(part: Poly | Circle | Hatching) -> Point:
    """Return the left and upper end of a part, without its pen."""
    if isinstance(part, Circle):
        return part.x - part.radius, part.y - part.radius
    if isinstance(part, Hatching):
        return part.x, part.y
    return min(x for x, _ in part.points), min(y for _, y in part.points)


def _from_corner(part: Poly | Circle | Hatching, x: float, y: float) -> Poly | Circle | Hatching:
    """Return a part as seen from its corner: the same for every other that looks alike, so its numbers are rounded."""
    wide = round(part.width, 3)
    if isinstance(part, Circle):
        return replace(part, x=round(part.x - x, 2), y=round(part.y - y, 2), radius=round(part.radius, 3), width=wide)
    if isinstance(part, Poly):
        return replace(part, points=tuple([(round(a - x, 2), round(b - y, 2)) for a, b in part.points]), width=wide)
    return replace(part, x=0.0, y=0.0, wide=round(part.wide, 2), high=round(part.high, 2), step=round(part.step, 3), width=wide)


@lru_cache(_KEPT)
def _shape_masks(part: Poly | Circle | Hatching, at: Point, scale: float) -> tuple[tuple[str, Image.Image, int], ...]:
    """Return (colour, mask, pixels that it reaches beyond its corner) of a part's fill and of its stroke.

    The corner of the part stands at 0, and ``at`` points further in the mask.
    """
    edge = math.ceil(part.width * scale / 2) + 1
    (here,) = moved((part,), at[0] + edge / scale, at[1] + edge / scale)
    assert not isinstance(here, Text)
    right, bottom = _far_corner(here)
    size = (math.ceil(right * scale) + edge + 1, math.ceil(bottom * scale) + edge + 1)
    found = []
    if not isinstance(here, Hatching) and here.fill:
        found.append((here.fill, _mask(replace(here, fill="#ffffff", stroke=""), size, scale), edge))
    if here.stroke:
        bare = replace(here, stroke="#ffffff") if isinstance(here, Hatching) else replace(here, fill="", stroke="#ffffff")
        found.append((here.stroke, _mask(bare, size, scale), edge))
    return tuple(found)


def _far_corner(part: Poly | Circle | Hatching) -> Point:
    if isinstance(part, Circle):
        return part.x + part.radius, part.y + part.radius
    if isinstance(part, Hatching):
        return part.x + part.wide, part.y + part.high
    return max(x for x, _ in part.points), max(y for _, y in part.points)


def _mask(part: Poly | Circle | Hatching, size: tuple[int, int], scale: float) -> Image.Image:
    large = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH), 0)
    _Strokes(large, scale * _SMOOTH).draw(part)
    return large.reduce(_SMOOTH)


@lru_cache(_KEPT)
def _dash_mask(length: int, on: int, off: int, width: int, across: bool) -> Image.Image:
    piece = b"\xff" * on + b"\x00" * off
    line = (piece * (length // len(piece) + 1))[: max(length, 1)]
    if across:
        return Image.frombytes("L", (len(line), width), line * width)
    return Image.frombytes("L", (width, len(line)), b"".join(bytes((value,)) * width for value in line))


@dataclass(frozen=True, slots=True)
class _Words:
    """A line of words as it was drawn: ``mask`` stands at ``left`` and ``top`` from the beginning of its base line, in pixels."""

    mask: Image.Image
    left: int
    top: int
    wide: float


@lru_cache(_KEPT)
def _words(text: str, size: int, bold: bool) -> _Words:
    """Return a line drawn `_SMOOTH_WORDS` times larger, at ``size`` pixels, then made smaller: its letters keep their places."""
    font, more = _font(size, bold), _SMOOTH_WORDS
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    left, top = math.floor(left / more) * more, math.floor(top / more) * more
    mask = Image.new("L", (max(math.ceil(right - left), 1), max(math.ceil(bottom - top), 1)), 0)
    ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=font, anchor="ls")
    return _Words(mask.reduce(more), left // more, top // more, font.getlength(text) / more)


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
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    files = font_files()
    font = ImageFont.truetype(files[int(bold)], size) if files else ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow comes with FreeType"
    return font
