"""Contrast of the theme's colour pairs, computed as WCAG 2.2 says."""

from __future__ import annotations

import pytest

from reviewer.domain.tag import STARTER_TAGS
from reviewer.ui.theme import DARK, LIGHT, Theme


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_reaches_4_5_and_borders_3(theme: Theme) -> None:
    for ground in (theme.panel, theme.ground):
        for words in (theme.text, theme.soft, theme.accent, theme.good, theme.middle, theme.bad):
            assert contrast(words, ground) >= 4.5, (words, ground)
        assert contrast(theme.control, ground) >= 3
    assert contrast(theme.text, theme.accent_tint) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_text_on_every_tag_fill_and_each_letter_on_its_fill() -> None:
    for tag in STARTER_TAGS:
        assert contrast(LIGHT.text, tag.fill) >= 7
        assert contrast("#1c2430", tag.fill) >= 4.5
        assert contrast(tag.line, "#ffffff") >= 3, tag.name
