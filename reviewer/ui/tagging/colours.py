"""Tag colours: named choices that stay apart, and letters dark enough to read on them.

Contrast is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reviewer.domain.tag_colour import FILL_CONTRAST, PAGE_TEXT, contrast, fill_for, line_for, luminance, rgb_of

__all__ = ["FILL_CONTRAST", "PAGE_TEXT", "contrast", "fill_for", "line_for", "luminance"]


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


@lru_cache(maxsize=256)
def letter_on(fill: str, line: str) -> str:
    """Return ``line`` made darker (on a dark fill: lighter) until it can be read on ``fill`` at 4.5:1."""
    target = 0 if contrast(fill, "#000000") >= contrast(fill, "#ffffff") else 255
    rgb = rgb_of(line)
    for step in range(21):
        mixed = tuple(round(value + (target - value) * step / 20) for value in rgb)
        colour = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(colour, fill) >= LETTER_CONTRAST:
            return colour
    return "#000000" if target == 0 else "#ffffff"


def colour_name(fill: str) -> str:
    """Return the name of a palette colour, "Own colour" for any other."""
    return next((one.name for one in PALETTE if one.fill == fill.lower()), "Own colour")


def free_colour(taken: list[str]) -> TagColour:
    """Return the first palette colour that no tag has; when all are taken, the least used."""
    return min(PALETTE, key=lambda one: taken.count(one.fill))
