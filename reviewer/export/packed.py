"""Look into a packed file (.docx, .xlsx) that came from outside, before any library unpacks it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from reviewer.domain.errors import UserError

LARGEST = 30_000_000  # bytes of the file
LARGEST_OPEN = 300_000_000  # bytes of all that is packed in it
KINDS = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0"  # how files of older kinds and those with a password begin
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusals:
    """The sentence for each reason to refuse a file, all with ``{name}`` in it."""

    locked: str
    too_large: str
    other: str
    damaged: str


def look_into(
    data: bytes, name: str, refusals: Refusals, read: Callable[[zipfile.ZipFile], T], *, others: Mapping[bytes, str] | None = None
) -> T:
    """Return what ``read`` finds in a packed file. Raise UserError for what is none, or unpacks to more than can be meant.

    ``others`` maps the beginning of a file's ``mimetype`` (OpenDocument) to the sentence that refuses it.
    """
    if data.startswith(_OLE):
        raise UserError(refusals.locked.format(name=name))
    if len(data) > LARGEST:
        raise UserError(refusals.too_large.format(name=name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > LARGEST_OPEN:
                raise UserError(refusals.too_large.format(name=name))
            if "mimetype" in packed.namelist() and others:
                kind = packed.read("mimetype")
                for start, sentence in others.items():
                    if kind.startswith(start):
                        raise UserError(sentence.format(name=name))
            if KINDS not in {part.filename for part in parts}:
                raise UserError(refusals.other.format(name=name))
            return read(packed)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise UserError((refusals.damaged if data.startswith(b"PK") else refusals.other).format(name=name)) from error
