"""File bytes to blocks of canonical text: what kind of file it is, by its content, and who reads it."""

from __future__ import annotations

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.drafts import RawReading
from reviewer.reading.formats.pdf import read_pdf
from reviewer.reading.formats.text import read_text
from reviewer.reading.lost_quotes import with_quotes

__all__ = ["RawReading", "read_blocks"]

MOST_BYTES = 200_000_000  # a scanned report of 300 pages has some 60 MB
_MARKDOWN_NAMES = (".md", ".markdown", ".mkd", ".mdown")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF"}


def read_blocks(file_name: str, data: bytes) -> RawReading:
    """Read one file into blocks of canonical text. A pure function of its arguments; the content decides the format.

    The name decides one thing only: whether plain text is read as Markdown.

    Raises:
        UnreadableFileError: with a sentence that says why, that nothing was imported, and what to do.
    """
    _refuse_size(file_name, data)
    head = data[:1024]
    if b"%PDF-" in head:
        return with_quotes(read_pdf(data))
    if data.startswith(b"PK\x03\x04"):
        from reviewer.reading.formats.word import read_word  # its library takes longer to load than a report to read

        return read_word(data)
    _refuse_others(file_name, head)
    if file_name.lower().endswith(_MARKDOWN_NAMES):
        from reviewer.reading.formats.markdown import read_markdown  # as above

        blocks = read_markdown(data)
    else:
        blocks = read_text(data)
    if not blocks.blocks:
        raise UnreadableFileError(f"“{file_name}” holds no text. Nothing was imported; check that it is the right file.")
    return blocks


def _refuse_size(file_name: str, data: bytes) -> None:
    if not data or not data[:65536].strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError(f"“{file_name}” is empty. Nothing was imported; fetch the file again.")
    if len(data) > MOST_BYTES:
        raise UnreadableFileError(
            f"“{file_name}” is {len(data) / 1e6:,.0f} MB; Reviewer reads files up to {MOST_BYTES / 1e6:,.0f} MB. "
            "Nothing was imported; save the part you need as its own file and import that."
        )


def _refuse_others(file_name: str, head: bytes) -> None:
    """Refuse what can be told from its first bytes, each with its own reason."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    ):
        raise UnreadableFileError(
            f"“{file_name}” is a web page, not a document: perhaps the download failed. Nothing was imported; "
            "fetch the document itself again."
        )
    if head.startswith(_OLD_OFFICE):
        raise UnreadableFileError(
            f"“{file_name}” is an old Office file (.doc) or one locked with a password. Nothing was imported; "
            "save it in Word as .docx or PDF, without a password, and import that."
        )
    if start.startswith(b"{\\rtf"):
        raise UnreadableFileError(
            f"“{file_name}” is a Rich Text file. Nothing was imported; save it in Word as .docx or PDF and import that."
        )
    kind = next((name for sign, name in _PICTURES.items() if head.startswith(sign)), "")
    if kind:
        raise UnreadableFileError(
            f"“{file_name}” is a picture ({kind}). Nothing was imported; import the document as PDF, Word or text."
        )
    if file_name.lower().endswith(".pdf"):
        raise UnreadableFileError(
            f"“{file_name}” is named as a PDF, but its content is none. Nothing was imported; fetch the file again."
        )
    if file_name.lower().endswith(".docx"):
        raise UnreadableFileError(
            f"“{file_name}” is named as a Word file, but its content is none. Nothing was imported; fetch the file again."
        )
