"""Bytes of a text file to text: UTF-8, UTF-16 and Windows-1252, and what is no text at all."""

from __future__ import annotations

import codecs

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.drafts import legible

MOST_TEXT = 5_000_000  # bytes; the longest real report is 0.2 MB as text
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = bytes(code for code in range(32) if code not in (7, 8, 9, 10, 11, 12, 13, 27))
_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029")  # \x0b: a line break within a paragraph of Word
GUESSED = (
    "The text is not in UTF-8; it was read as Windows-1252. Check that quotation marks, dashes and accents look right."
)
DAMAGED = "Some characters of the text are damaged and are shown as “\ufffd”."


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and warnings about how it was read; line ends become "\\n".

    Raises:
        UnreadableFileError: too large, or not text.
    """
    if len(data) > MOST_TEXT:
        raise UnreadableFileError(
            f"This text file is {len(data) / 1e6:,.0f} MB; Reviewer reads up to {MOST_TEXT / 1e6:,.0f} MB. "
            "Nothing was imported; save the part you need as its own file and import that."
        )
    text, warnings = _decoded(data)
    if "\ufffd" in text:
        warnings = (*warnings, DAMAGED)
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    return legible(text), warnings


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), ()
    wide = _utf16_without_bom(data[:4000])
    if wide:
        return data.decode(wide, "replace"), ()
    if is_binary(data):
        raise UnreadableFileError(
            "This file is not text: its content is binary, whatever its name says. Nothing was imported; "
            "open it with the program it comes from and save it as PDF, Word or text."
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace"), ()
    return data.decode("cp1252", "replace"), (GUESSED,)


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text: NUL bytes, or more than one control character in two hundred."""
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\0" in data or controls * 200 > len(head)


def _utf16_without_bom(head: bytes) -> str:
    """Return "utf-16-le" or "-be" where every other byte is (nearly always) zero, else ""."""
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""
