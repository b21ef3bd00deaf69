"""Printed labels: numbers and bullet glyphs before a text."""

from __future__ import annotations

import re

BULLETS = "•●○◦◘▪▫■□◼◻⬛➢➤►▶✓✔❖◆◇·∙‣⁃"
_BULLET = re.compile(f"^([{BULLETS}]|[–—-](?=\\s)|o(?=\\s))\\s*")
_NUMBER = re.compile(r"^(\d{1,3}\.?|\d{1,2}(?:\.\d{1,2})+\.?|[A-Za-z]\)|\(?[a-z]\)|\(?[ivx]{1,5}\)|\d{1,3}\))\s+(?=\S)")


def is_private(character: str) -> bool:
    """Tell whether a character is of a symbol font (private use), as Word's bullets are."""
    return 0xE000 <= ord(character) <= 0xF8FF


def split_bullet(text: str) -> tuple[str, str]:
    """Split a leading bullet glyph off: ("•", rest), or ("", text) where there is none."""
    if text and is_private(text[0]):
        return "•" if text[0] != "\uf02d" else "–", text[1:].lstrip()
    match = _BULLET.match(text)
    return (match.group(1), text[match.end() :]) if match else ("", text)


def split_number(text: str) -> tuple[str, str]:
    """Split a leading printed number off: ("21.", rest), or ("", text) where there is none."""
    match = _NUMBER.match(text)
    return (match.group(1), text[match.end() :]) if match else ("", text)


def paragraph_number(label: str) -> int | None:
    """Return the value of a plain paragraph number ("21", "4."), None of any other label."""
    digits = label.rstrip(".")
    return int(digits) if digits.isdigit() and len(digits) <= 3 else None
