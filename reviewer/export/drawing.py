"""Pictures as data: a few primitives from which SVG, PNG and PDF are drawn alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]
INK = "#1c2430"


@dataclass(frozen=True, slots=True)
class Poly:
    """A polygon (``closed``) or a line through ``points``; "" paints nothing. ``dash`` is on and off in units."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = INK
    width: float = 1.0
    dash: tuple[float, float] | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = INK
    width: float = 1.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line; ``y`` is the base line; ``anchor`` says which end of it stands at ``x``."""

    x: float
    y: float
    text: str
    size: float = 9.0
    fill: str = INK
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Hatching:
    """Diagonal lines, ``step`` units apart, that fill a rectangle and stay inside it; one part, since a table may be full of it."""

    x: float
    y: float
    wide: float
    high: float
    step: float = 4.0
    stroke: str = INK
    width: float = 0.6

    @property
    def lines(self) -> list[tuple[float, float, float, float]]:
        """The lines as (x1, y1, x2, y2)."""
        x, y = self.x, self.y
        return [(x + a, y + b, x + c, y + d) for a, b, c, d in _hatch(self.wide, self.high, self.step)]


@lru_cache(512)
def _hatch(wide: float, high: float, step: float) -> tuple[tuple[float, float, float, float], ...]:
    lines, offset = [], step
    while offset < wide + high:
        start = (min(offset, wide), max(offset - wide, 0.0))
        lines.append((*start, max(offset - high, 0.0), min(offset, high)))
        offset += step
    return tuple(lines)


Primitive = Poly | Circle | Text | Hatching


@dataclass(frozen=True, slots=True)
class Picture:
    """``width`` and ``height`` in points, the origin top left; ``alt`` says in words what it shows."""

    width: float
    height: float
    parts: tuple[Primitive, ...]
    title: str
    alt: str


def rectangle(
    x: float, y: float, width: float, height: float, *, fill: str = "", stroke: str = INK, line: float = 1.0,
    dash: tuple[float, float] | None = None,
) -> Poly:  # fmt: skip
    """Return a rectangle."""
    points = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Poly(points, fill=fill, stroke=stroke, width=line, dash=dash)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, width: float = 1.0) -> Poly:
    """Return a straight line."""
    return Poly(((x1, y1), (x2, y2)), stroke=stroke, width=width, closed=False)


def moved(parts: Iterable[Primitive], dx: float, dy: float, scale: float = 1.0) -> list[Primitive]:
    """Return the parts scaled about the origin, then shifted."""
    found: list[Primitive] = []
    for part in parts:
        if isinstance(part, Poly):
            points = tuple((x * scale + dx, y * scale + dy) for x, y in part.points)
            found.append(replace(part, points=points, width=part.width * scale))
        elif isinstance(part, Circle):
            found.append(
                replace(part, x=part.x * scale + dx, y=part.y * scale + dy, radius=part.radius * scale,
                        width=part.width * scale)
            )  # fmt: skip
        elif isinstance(part, Hatching):
            found.append(
                Hatching(part.x * scale + dx, part.y * scale + dy, part.wide * scale, part.high * scale, part.step * scale,
                         part.stroke, part.width * scale)
            )  # fmt: skip
        else:
            found.append(replace(part, x=part.x * scale + dx, y=part.y * scale + dy, size=part.size * scale))
    return found


def svg(picture: Picture, *, class_name: str = "picture") -> str:
    """Return the picture as an SVG element with its title and its words for those who do not see it."""
    body = "".join(svg_part(part) for part in picture.parts)
    size = f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" width="{_n(picture.width)}" height="{_n(picture.height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class={quoteattr(class_name)} role="img" {size} '
        f"aria-label={quoteattr(picture.alt)}><title>{escape(picture.title)}</title>{body}</svg>"
    )


def svg_part(part: Primitive) -> str:
    """Return one primitive as SVG."""
    if isinstance(part, Text):
        bold = ' font-weight="600"' if part.bold else ""
        anchor = f' text-anchor="{part.anchor}"' if part.anchor != "start" else ""
        return (
            f'<text x="{_n(part.x)}" y="{_n(part.y)}" font-size="{_n(part.size)}" fill="{part.fill}"{bold}{anchor}>'
            f"{escape(part.text)}</text>"
        )
    if isinstance(part, Hatching):
        path = "".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in part.lines)
        return f'<path d="{path}" fill="none" stroke="{part.stroke}" stroke-width="{_n(part.width)}"/>'
    paint = f'fill="{part.fill or "none"}"'
    if part.stroke:
        paint += f' stroke="{part.stroke}" stroke-width="{_n(part.width)}"'
        paint += f' stroke-dasharray="{_n(part.dash[0])} {_n(part.dash[1])}"' if part.dash else ""
    if isinstance(part, Circle):
        return f'<circle cx="{_n(part.x)}" cy="{_n(part.y)}" r="{_n(part.radius)}" {paint}/>'
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in part.points)
    return f'<{"polygon" if part.closed else "polyline"} points="{points}" {paint}/>'


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
