"""Scraps of HTML in text: read as structure where they break lines, dropped as marks everywhere else."""

from __future__ import annotations

import html
import re

from reviewer.reading.labels import GLYPHS

_DROPPED = re.compile(  # each looks no further than the next opening, so that a file of openings takes no longer
    r"<!--(?:(?!<!--).)*?-->|<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_LINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+|[\w.+-]+@[\w.-]+)>")
_ITEM = re.compile(r"<li\b[^>\n]*>", re.IGNORECASE)
_BREAKING = re.compile(
    r"</?(?:p|ul|ol|li|div|br|tr|table|tbody|thead|h[1-6]|blockquote|section|article)\b[^>\n]*/?>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*\s*/?>")
_INLINE_BULLETS = re.compile(rf"\s+(?=[{GLYPHS}\ue000-\uf8ff]\s)")


def without_dropped(text: str) -> str:
    """Return a text without comments, scripts and styles; links in angle brackets are bare links."""
    return _LINK.sub(r"\1", _DROPPED.sub(" ", text))


def has_tags(text: str) -> bool:
    """Tell whether a text holds HTML tags at all."""
    return _TAG.search(text) is not None


def without_tags(text: str) -> str:
    """Return a text in which each tag is a space."""
    return _TAG.sub(" ", text)


def parts_of_line(line: str, *, marked: bool) -> list[str]:
    """Cut a line where a tag or a bullet in its middle begins something new; ``marked``: look for tags."""
    lists = marked and "<ul" in line.lower()
    if marked and "<" in line:
        line = _TAG.sub("", _BREAKING.sub("\n", _ITEM.sub("\n• ", line)))
    if "&" in line:
        line = html.unescape(line)
    parts: list[str] = []
    for piece in line.split("\n"):
        bullets = lists or piece.lstrip()[:1] in (*GLYPHS,)
        parts.extend(part for part in (_INLINE_BULLETS.split(piece) if bullets else [piece]) if part.strip())
    return parts
