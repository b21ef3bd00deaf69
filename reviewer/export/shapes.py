"""The shape of every answer, drawn on a grid of 16 by 16: told apart in black and white, never by colour alone."""

from __future__ import annotations

import math
from pathlib import Path

from reviewer.domain.checklist import VisitAnswer
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.export.drawing import Circle, Hatching, Point, Poly, Primitive, line, rectangle, svg_part

NOT_YET_CHECKED = "not-yet-checked"
BEFORE_IT_WAS_MADE = "before-it-was-made"
GRID = 16
SYMBOLS = {  # for cells of a workbook, which hold text alone; the words stand beside them
    f"outcome-{Outcome.ADDRESSED}": "●",
    f"outcome-{Outcome.IMPROVED}": "◐",
    f"outcome-{Outcome.SUSTAINED}": "■",
    f"outcome-{Outcome.NO_CHANGE}": "○",
    f"outcome-{Outcome.NOT_ADDRESSED}": "✕",
    f"outcome-{Outcome.REPEATED}": "↻",
    f"outcome-{Outcome.WORSE}": "▼",
    f"outcome-{Outcome.NOT_STATED}": "◌",
    f"coverage-{Coverage.REFERRED_BACK}": "↰",
    f"coverage-{Coverage.SAME_TOPIC}": "＝",
    f"coverage-{Coverage.NOT_MENTIONED}": "—",
    f"coverage-{Coverage.OUTSIDE_SCOPE}": "▨",
    NOT_YET_CHECKED: "?",
    BEFORE_IT_WAS_MADE: "·",
}


def shape_name(answer: VisitAnswer) -> str:
    """Return the name of the shape that stands for an answer: its outcome where there is one, else its coverage."""
    if answer.before:
        return BEFORE_IT_WAS_MADE
    if not answer.coverage:
        return NOT_YET_CHECKED
    return f"outcome-{answer.outcome}" if answer.outcome else f"coverage-{answer.coverage}"


def shape(name: str, colour: str) -> list[Primitive]:
    """Return the primitives of a shape in one colour. Raise KeyError for an unknown name."""
    return _SHAPES[name](colour)


def shape_names() -> tuple[str, ...]:
    """Return all names, one for every outcome, every coverage, "not yet checked" and "before it was made"."""
    return tuple(_SHAPES)


def icon_svg(name: str) -> str:
    """Return the icon file of a shape; ``currentColor`` lets the window tint it."""
    body = "\n".join(f"  {svg_part(part)}" for part in shape(name, "currentColor"))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">\n{body}\n</svg>\n'


def write_icons(folder: Path) -> None:
    """Write every icon file into the folder."""
    for name in shape_names():
        (folder / f"{name}.svg").write_text(icon_svg(name), encoding="utf-8")


def _arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[Point, ...]:
    """Return points on a circle; degrees clockwise from the right."""
    steps = max(2, round(abs(end - start) / 12))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles)


def _filled(colour: str) -> list[Primitive]:
    return [Circle(8, 8, 5.5, fill=colour, stroke="")]


def _half(colour: str) -> list[Primitive]:
    return [
        Circle(8, 8, 4.9, stroke=colour, width=1.4),
        Poly(_arc(8, 8, 5, 90, 270), fill=colour, stroke=""),
    ]


def _square(colour: str) -> list[Primitive]:
    return [rectangle(3, 3, 10, 10, fill=colour, stroke="")]


def _ring(colour: str) -> list[Primitive]:
    return [Circle(8, 8, 4.9, stroke=colour, width=1.4)]


def _cross(colour: str) -> list[Primitive]:
    return [line(3.5, 3.5, 12.5, 12.5, stroke=colour, width=2), line(12.5, 3.5, 3.5, 12.5, stroke=colour, width=2)]


def _again(colour: str) -> list[Primitive]:
    head = ((13.9, 5.6), (13.6, 1.2), (9.4, 4.0))
    return [
        Poly(_arc(8, 8.3, 4.8, -40, -330), stroke=colour, width=1.8, closed=False),
        Poly(head, fill=colour, stroke=""),
    ]


def _down(colour: str) -> list[Primitive]:
    return [Poly(((2.5, 4), (13.5, 4), (8, 13)), fill=colour, stroke="")]


def _dotted(colour: str) -> list[Primitive]:
    angles = [math.radians(degrees) for degrees in range(0, 360, 45)]
    return [Circle(8 + 5 * math.cos(a), 8 + 5 * math.sin(a), 0.95, fill=colour, stroke="") for a in angles]


def _dash(colour: str) -> list[Primitive]:
    return [line(2.5, 8, 13.5, 8, stroke=colour, width=2)]


def _hatched(colour: str) -> list[Primitive]:
    return [rectangle(2.5, 2.5, 11, 11, stroke=colour, line=0.9), Hatching(2.5, 2.5, 11, 11, stroke=colour, step=3.4)]


def _back(colour: str) -> list[Primitive]:
    return [
        Poly(((13.5, 12.5), (13.5, 7), (5, 7)), stroke=colour, width=1.6, closed=False),
        Poly(((6.5, 3.2), (1.8, 7), (6.5, 10.8)), fill=colour, stroke=""),
    ]


def _topic(colour: str) -> list[Primitive]:
    return [line(3, 5.8, 13, 5.8, stroke=colour, width=1.8), line(3, 10.2, 13, 10.2, stroke=colour, width=1.8)]


def _question(colour: str) -> list[Primitive]:
    return [
        rectangle(1.2, 1.2, 13.6, 13.6, stroke=colour, line=0.9, dash=(2, 1.6)),
        Poly((*_arc(8, 6.2, 2.3, -190, 60), (8, 9.6)), stroke=colour, width=1.5, closed=False),
        Circle(8, 11.9, 0.95, fill=colour, stroke=""),
    ]


def _dot(colour: str) -> list[Primitive]:
    return [Circle(8, 8, 1.1, fill=colour, stroke="")]


_SHAPES = {
    f"outcome-{Outcome.ADDRESSED}": _filled,
    f"outcome-{Outcome.IMPROVED}": _half,
    f"outcome-{Outcome.SUSTAINED}": _square,
    f"outcome-{Outcome.NO_CHANGE}": _ring,
    f"outcome-{Outcome.NOT_ADDRESSED}": _cross,
    f"outcome-{Outcome.REPEATED}": _again,
    f"outcome-{Outcome.WORSE}": _down,
    f"outcome-{Outcome.NOT_STATED}": _dotted,
    f"coverage-{Coverage.REFERRED_BACK}": _back,
    f"coverage-{Coverage.SAME_TOPIC}": _topic,
    f"coverage-{Coverage.NOT_MENTIONED}": _dash,
    f"coverage-{Coverage.OUTSIDE_SCOPE}": _hatched,
    NOT_YET_CHECKED: _question,
    BEFORE_IT_WAS_MADE: _dot,
}
