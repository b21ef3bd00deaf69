"""File bytes to blocks of canonical text: what kind of file it is, and who reads it."""

from __future__ import annotations

from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.drafts import RawReading
from reviewer.reading.formats.pdf import read_pdf
from reviewer.reading.formats.text import read_text

__all__ = ["RawReading", "read_blocks"]


def read_blocks(file_name: str, data: bytes) -> RawReading:
    """Read one file into blocks of canonical text. A pure function of the bytes; the name helps only to choose.

    Raises:
        UnreadableFileError: with a sentence that says why, that nothing was imported, and what to do.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFileError(f"{file_name} is empty. Nothing was imported; fetch the file again.")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:1024].find(b"%PDF-") >= 0:
        return read_pdf(data)
    if head.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFileError(
            "This file is a web page, not a document (its download may have failed). Nothing was imported; "
            "fetch the document again."
        )
    return read_text(data)
