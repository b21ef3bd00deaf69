"""Hatching and shapes as the operators of a PDF page: the library's own way to write a number is too slow for hatching."""

from __future__ import annotations

from reviewer.export.drawing import Circle, Hatching, Poly

_CURVE = 0.5523  # how far the handles of a quarter of a circle stand off, in radiuses


def strokes(part: Poly | Circle | Hatching) -> str:
    """Return the operators that draw a part; its origin is the top left corner, so that ``y`` counts down."""
    if isinstance(part, Hatching):
        path = " ".join(f"{a:.2f} {-b:.2f} m {c:.2f} {-d:.2f} l" for a, b, c, d in part.lines)
        return f"{_pen(part.stroke, part.width, None)} {path} S"
    path = _circle(part) if isinstance(part, Circle) else _poly(part)
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[bool(part.fill), bool(part.stroke)]
    fill = f"{_colour(part.fill)} rg " if part.fill else ""
    pen = f"{_pen(part.stroke, part.width, part.dash)} " if part.stroke else ""
    return f"{fill}{pen}{path} {paint}"


def _poly(part: Poly) -> str:
    (x, y), *rest = part.points
    lines = " ".join(f"{px:.2f} {-py:.2f} l" for px, py in rest)
    return f"{x:.2f} {-y:.2f} m {lines}{' h' if part.closed else ''}"


def _circle(part: Circle) -> str:
    x, y, r = part.x, -part.y, part.radius
    k = r * _CURVE
    quarters = (
        (x + r, y + k, x + k, y + r, x, y + r), (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r), (x + k, y - r, x + r, y - k, x + r, y),
    )  # fmt: skip
    curves = " ".join(" ".join(f"{value:.2f}" for value in quarter) + " c" for quarter in quarters)
    return f"{x + r:.2f} {y:.2f} m {curves} h"


def _pen(stroke: str, width: float, dash: tuple[float, float] | None) -> str:
    pattern = f"{dash[0]:.2f} {dash[1]:.2f}" if dash else ""
    return f"{_colour(stroke)} RG {width:.2f} w [{pattern}] 0 d"


def _colour(text: str) -> str:
    """Return the three parts of "#rrggbb", from 0 to 1."""
    return " ".join(f"{int(text[n : n + 2], 16) / 255:.3f}" for n in (1, 3, 5))
