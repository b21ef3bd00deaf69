"""Draw a picture as PNG, for formats that hold no vectors."""

from __future__ import annotations

import io
import itertools
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from reviewer.export.drawing import Circle, Picture, Point, Poly, Primitive
from reviewer.export.fonts import font_files

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_COLOURS = 128
_SMOOTH = 2  # drawn so many times larger, then made smaller, since Pillow draws hard edges


def png(picture: Picture, *, scale: float = 3.0, clear: bool = False) -> bytes:
    """Return the picture as PNG, ``scale`` pixels a point; ``clear`` leaves the ground transparent."""
    drawn = scale * _SMOOTH
    size = (max(round(picture.width * scale), 1) * _SMOOTH, max(round(picture.height * scale), 1) * _SMOOTH)
    image = Image.new("RGBA", size, (255, 255, 255, 0)) if clear else Image.new("RGB", size, (255, 255, 255))
    pen = ImageDraw.Draw(image)
    for part in picture.parts:
        _draw(pen, part, drawn)
    small = image.reduce(_SMOOTH)
    if not clear:  # few colours make a file a quarter of the size, which counts where a report holds a hundred pictures
        small = small.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=6, dpi=(72 * scale, 72 * scale))
    return out.getvalue()


def _draw(pen: ImageDraw.ImageDraw, part: Primitive, scale: float) -> None:
    if isinstance(part, Circle):
        _circle(pen, part, scale)
    elif isinstance(part, Poly):
        _poly(pen, part, scale)
    else:
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[part.anchor]
        font = _font(round(part.size * scale), part.bold)
        pen.text((part.x * scale, part.y * scale), part.text, fill=part.fill, font=font, anchor=anchor)


def _circle(pen: ImageDraw.ImageDraw, part: Circle, scale: float) -> None:
    width = part.width * scale if part.stroke else 0.0
    x, y, radius = part.x * scale, part.y * scale, part.radius * scale + width / 2
    box = (x - radius, y - radius, x + radius, y + radius)
    pen.ellipse(box, fill=part.fill or None, outline=part.stroke or None, width=round(width))


def _poly(pen: ImageDraw.ImageDraw, part: Poly, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in part.points]
    if part.fill:
        pen.polygon(points, fill=part.fill)
    if not part.stroke:
        return
    width = max(round(part.width * scale), 1)
    path = [*points, points[0]] if part.closed else points
    for start, end in itertools.pairwise(path):
        for a, b in _dashes(start, end, part.dash, scale) if part.dash else [(start, end)]:
            pen.line([a, b], fill=part.stroke, width=width)
    if not part.dash:
        for x, y in path if part.closed else path[1:-1]:  # round the corners, which Pillow leaves open
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=part.stroke)


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
def _font(size: int, bold: bool) -> _Font:
    files = font_files()
    return ImageFont.truetype(files[int(bold)], size) if files else ImageFont.load_default(size)
