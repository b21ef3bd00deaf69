"""Printed labels: numbers and bullet glyphs before a text."""

from __future__ import annotations

import re

GLYPHS = "•●○◦◘▪▫■□◼◻◾◽⬛➢➤►▶✓✔❖◆◇·∙‣⁃❑❒"
NESTED_GLYPHS = frozenset("–—-o◦○▪▫")  # what marks the second level where another glyph marks the first
_BULLET = re.compile(rf"^(?:([{GLYPHS}])\s*|([–—o§]|-)\s+)(?=\S)")
_NUMBER = re.compile(
    r"^(\d{1,3}\.|\d{1,3}|\d{1,2}(?:\.\d{1,2}){1,2}\.?|\d{1,3}\)|\(\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{1,5}\)|[A-Z]\.)\s+(?=\S)"
    r"|^(\d{1,3}\.)(?=[A-Z‘“'\"])"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_AFTER = re.compile(rf"(?:{_MONTHS}|to\s+\d|and\s+\d|[–-]\s*\d)")
_SUB_BULLET = "\uf02d"


def is_private(character: str) -> bool:
    """Tell whether a character is of a symbol font (private use), as Word's bullets are."""
    return "\ue000" <= character <= "\uf8ff"


def split_bullet(text: str) -> tuple[str, str]:
    """Split a leading bullet glyph off: ("•", rest), or ("", text) where there is none.

    Glyphs of symbol fonts (U+F06E, U+F0A7, U+F0B7, ...) are given as "•", the sub-bullet U+F02D as "–".
    """
    if text and is_private(text[0]):
        return "–" if text[0] == _SUB_BULLET else "•", text[1:].lstrip()
    match = _BULLET.match(text)
    return (match.group(1) or match.group(2), text[match.end() :]) if match else ("", text)


def split_number(text: str) -> tuple[str, str]:
    """Split a leading printed number off: ("21.", rest), or ("", text) where there is none or it begins a date."""
    match = _NUMBER.match(text)
    if not match:
        return "", text
    label = match.group(1) or match.group(2)
    if label.isdigit() and _DATE_AFTER.match(text, match.end()):
        return "", text
    return label, text[match.end() :]


def starts_with_label(text: str) -> bool:
    """Tell whether a text begins with a bullet or a printed number."""
    return bool(split_bullet(text)[0] or split_number(text)[0])


def is_label(text: str) -> bool:
    """Tell whether a text is a label and nothing else: "21.", "•", "(a)"."""
    text = text.strip()
    return bool(text) and len(text) <= 6 and (is_private(text[0]) or split_bullet(f"{text} x")[1] == "x" or split_number(f"{text} x")[1] == "x")


def paragraph_number(label: str) -> int | None:
    """Return the value of a plain paragraph number ("21", "4."), None of any other label."""
    digits = label.rstrip(".")
    return int(digits) if digits.isdigit() and 0 < len(digits) <= 3 else None
