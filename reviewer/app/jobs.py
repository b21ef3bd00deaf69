"""Work for the worker processes: plain functions that take data and return data, picklable both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError
from reviewer.reading.json_form import failure_json, reading_json
from reviewer.reading.reader import READER_VERSION, read

__all__ = ["READER_VERSION", "load_bytes", "read_bytes", "read_file", "read_json"]


def read_bytes(file_name: str, data: bytes) -> Reading:
    """Read one document from its bytes.

    Raises:
        UnreadableFileError: with the reason.
    """
    return read(file_name, data)


def load_bytes(path: Path) -> bytes:
    """Return a file's bytes, whole and of one moment.

    Raises:
        UserError: where it is no file, is gone, is not ours to read, or changed while it was read.
    """
    try:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError as error:
        raise UserError(f"{path.name} is not there any more. Nothing was imported from it.") from error
    except IsADirectoryError as error:
        raise UserError(f"{path.name} is a folder, not a document.") from error
    except PermissionError as error:
        raise UserError(f"{path.name} may not be read by this user. Nothing was imported from it.") from error
    except OSError as error:
        reason = error.strerror or "the disk gave an error"
        raise UserError(f"{path.name} could not be read ({reason}). Nothing was imported from it.") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise UserError(f"{path.name} changed while it was read. Nothing was imported from it; try again.")
    return data


def read_file(path: Path) -> Reading | str:
    """Read one file; return the reading, or the sentence that says why there is none."""
    try:
        return read_bytes(path.name, load_bytes(path))
    except UserError as error:
        return str(error)


def read_json(file: str) -> dict[str, Any]:
    """Read one file into the object that `reviewer read --json` prints."""
    result = read_file(Path(file))
    return failure_json(file, result) if isinstance(result, str) else reading_json(file, result)
