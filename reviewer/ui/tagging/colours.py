"""Tag colours: named choices that stay apart, and letters dark enough to read on them.

Contrast is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class TagColour:
    """A choice with its name; ``fill`` is multiplied on the page, ``line`` draws bar and outline."""

    name: str
    fill: str
    line: str


PALETTE: tuple[TagColour, ...] = (
    TagColour("Amber", "#ffe7a3", "#b8860b"),
    TagColour("Orange", "#ffd2b0", "#b04a00"),
    TagColour("Rose", "#ffccd2", "#b3263e"),
    TagColour("Pink", "#f3cfe4", "#a0447d"),
    TagColour("Violet", "#dcd3f7", "#6a4bb5"),
    TagColour("Blue", "#c6e4f7", "#1f6fa3"),
    TagColour("Teal", "#bdebe8", "#0b7a75"),
    TagColour("Green", "#bfeeda", "#00734f"),
    TagColour("Yellow", "#f5efa0", "#6a6400"),
    TagColour("Grey", "#dfe3e8", "#566070"),
)
LETTER_CONTRAST = 4.5
FILL_CONTRAST, PAGE_TEXT = 7.0, "#1c2430"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", 0 to 1."""
    parts = []
    for value in _rgb(colour):
        share = value / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def letter_on(fill: str, line: str) -> str:
    """Return ``line`` made darker (on a dark fill: lighter) until it can be read on ``fill`` at 4.5:1."""
    target = 0 if contrast(fill, "#000000") >= contrast(fill, "#ffffff") else 255
    rgb = _rgb(line)
    for step in range(21):
        mixed = tuple(round(value + (target - value) * step / 20) for value in rgb)
        colour = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(colour, fill) >= LETTER_CONTRAST:
            return colour
    return "#000000" if target == 0 else "#ffffff"


def fill_for(colour: str) -> str:
    """Return a colour of the officer's own made light enough that the page's black words stay readable, at 7:1."""
    rgb = _rgb(colour)
    for step in range(21):
        lighter = "#{:02x}{:02x}{:02x}".format(*(round(value + (255 - value) * step / 20) for value in rgb))
        if contrast(lighter, PAGE_TEXT) >= FILL_CONTRAST:
            return lighter
    return "#ffffff"


def line_for(fill: str) -> str:
    """Return a line colour for a fill the officer made up: the same hue, dark enough for 4.5:1 on white."""
    rgb = _rgb(fill)
    for step in range(21):
        colour = "#{:02x}{:02x}{:02x}".format(*(round(value * (1 - step / 20)) for value in rgb))
        if contrast(colour, "#ffffff") >= 4.5:
            return colour
    return "#000000"


def colour_name(fill: str) -> str:
    """Return the name of a palette colour, "Own colour" for any other."""
    return next((one.name for one in PALETTE if one.fill == fill.lower()), "Own colour")


def free_colour(taken: list[str]) -> TagColour:
    """Return the first palette colour that no tag has; when all are taken, the least used."""
    return min(PALETTE, key=lambda one: taken.count(one.fill))
