"""Colours of tags as "#rrggbb": how well one reads on another, and a fill and a line that follow from any colour.

Contrast is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances.
"""

from __future__ import annotations

FILL_CONTRAST, PAGE_TEXT = 7.0, "#1c2430"


def rgb_of(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", 0 to 1."""
    parts = []
    for value in rgb_of(colour):
        share = value / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def fill_for(colour: str) -> str:
    """Return a colour of the officer's own made light enough that the page's black words stay readable, at 7:1."""
    rgb = rgb_of(colour)
    for step in range(21):
        lighter = "#{:02x}{:02x}{:02x}".format(*(round(value + (255 - value) * step / 20) for value in rgb))
        if contrast(lighter, PAGE_TEXT) >= FILL_CONTRAST:
            return lighter
    return "#ffffff"


def line_for(fill: str) -> str:
    """Return a line colour for a fill the officer made up: the same hue, dark enough for 4.5:1 on white."""
    rgb = rgb_of(fill)
    for step in range(21):
        colour = "#{:02x}{:02x}{:02x}".format(*(round(value * (1 - step / 20)) for value in rgb))
        if contrast(colour, "#ffffff") >= 4.5:
            return colour
    return "#000000"
