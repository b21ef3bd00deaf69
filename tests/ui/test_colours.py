"""Every pair of colours that the theme's style sheet puts together, and tags as the colour-blind see them."""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QScrollBar, QStyle, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from reviewer.domain.tag import STARTER_TAGS
from reviewer.ui import theme
from reviewer.ui.followup import timeline
from reviewer.ui.tagging.chips import chip_letter
from reviewer.ui.tagging.colours import PALETTE, contrast
from reviewer.ui.theme import DARK, LIGHT, Theme, stylesheet

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
HEX = re.compile(r"#[0-9a-f]{6}")
BOTH = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)


def rules(look: Theme) -> list[tuple[str, dict[str, str]]]:
    """Return the style sheet's rules: selector and its properties."""
    found = []
    for selector, body in RULE.findall(stylesheet(look)):
        pairs = (part.split(":", 1) for part in body.split(";") if ":" in part)
        found.append((" ".join(selector.split()), {name.strip(): value.strip() for name, value in pairs}))
    return found


def grounds(look: Theme, body: dict[str, str]) -> list[str]:
    """Return what a rule's words may stand on: its own ground, else any ground that it shows through to."""
    own = HEX.findall(body.get("background", ""))
    return own or [look.panel, look.ground, look.accent_tint]


@BOTH
def test_words_of_every_rule_can_be_read_on_what_they_stand_on(qtbot: QtBot, look: Theme) -> None:
    weak, seen = [], 0
    for selector, body in rules(look):
        if ":disabled" in selector:  # what cannot be used need not reach it (WCAG 2.2, 1.4.3)
            continue
        for words in HEX.findall(body.get("color", "")):
            for ground in grounds(look, body):
                seen += 1
                if contrast(words, ground) < 4.5:
                    weak.append(f"{selector}: {words} on {ground} {contrast(words, ground):.2f}")
    assert weak == []
    assert seen > 25


@BOTH
def test_the_edge_of_every_field_and_the_focus_can_be_seen(qtbot: QtBot, look: Theme) -> None:
    weak, seen = [], 0
    for selector, body in rules(look):
        field = re.match(r"Q(PushButton|LineEdit|ToolButton|PlainTextEdit)", selector)
        if not field or ":disabled" in selector or "quiet" in selector.split(":")[0]:
            continue
        for edge in HEX.findall(body.get("border", "") + body.get("border-color", "")):
            for ground in (look.panel, look.ground):
                seen += 1
                if contrast(edge, ground) < 3:
                    weak.append(f"{selector}: {edge} on {ground} {contrast(edge, ground):.2f}")
    assert weak == []
    assert seen >= 8


@BOTH
def test_what_is_painted_by_hand_reaches_it_too(look: Theme) -> None:
    for ground in (look.panel, look.ground, look.accent_tint):
        for words in (look.text, look.soft, look.accent):
            assert contrast(words, ground) >= 4.5, (words, ground)
    for ground in (look.panel, look.ground):
        for words in (look.good, look.middle, look.bad):
            assert contrast(words, ground) >= 4.5, (words, ground)


def test_the_word_in_every_bar_of_the_timeline_can_be_read() -> None:
    for grade, (fill, ink) in timeline._GRADE_COLOURS.items():
        assert contrast(fill, ink) >= 4.5, grade


# Rows of red, green, blue: how linear light is seen with one kind of cone missing (Machado, Oliveira, Fernandes 2009).
KINDS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def seen_as(colour: str, kind: str) -> str:
    """Return a colour as someone with that colour blindness sees it."""
    linear = []
    for at in (1, 3, 5):
        share = int(colour[at : at + 2], 16) / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    parts = []
    for row in KINDS[kind]:
        light = min(max(sum(weight * value for weight, value in zip(row, linear, strict=True)), 0.0), 1.0)
        share = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
        parts.append(round(share * 255))
    return "#{:02x}{:02x}{:02x}".format(*parts)


@pytest.mark.parametrize("kind", KINDS)
def test_grey_stays_grey_and_red_and_green_come_close(kind: str) -> None:
    for grey in ("#000000", "#808080", "#ffffff"):
        shown = seen_as(grey, kind)
        assert all(abs(int(shown[at : at + 2], 16) - int(grey[at : at + 2], 16)) <= 2 for at in (1, 3, 5))

    def apart(one: str, other: str) -> int:
        return sum(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))

    red, green = "#c00000", "#608000"
    if kind != "tritan":
        assert apart(seen_as(red, kind), seen_as(green, kind)) < 0.5 * apart(red, green)


@pytest.mark.parametrize("kind", KINDS)
def test_tags_differ_by_letter_or_bar_for_whoever_does_not_see_their_colours_apart(kind: str) -> None:
    looks = [(tag.name, chip_letter(tag), tag.recommendation_kind == "priority-action") for tag in STARTER_TAGS]
    for one, other in itertools.combinations(looks, 2):
        assert one[1:] != other[1:], (one[0], other[0])
    for tag in STARTER_TAGS:  # and its words stay readable on its fill
        assert contrast(seen_as(tag.fill, kind), seen_as(LIGHT.text, kind)) >= 7, tag.name
        assert contrast(seen_as(tag.line, kind), "#ffffff") >= 3, tag.name
    for colour in PALETTE:
        assert contrast(seen_as(colour.fill, kind), LIGHT.text) >= 7, colour.name


@BOTH
def test_nothing_moves_by_itself(qtbot: QtBot, qapp: object, look: Theme) -> None:
    theme.switch().prefer(theme.Preference.DARK if look.dark else theme.Preference.LIGHT)
    try:
        for made in (QPlainTextEdit(), QTreeView(), QScrollBar(), QWidget()):
            qtbot.addWidget(made)
            made.show()
            assert made.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, made) == 0
    finally:
        theme.switch().prefer(theme.Preference.SYSTEM)
