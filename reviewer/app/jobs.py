"""Work for the worker processes: plain functions that take data and return data, picklable both ways.

What reads and what indexes is loaded by the job that needs it: the window starts without it, and mostly a worker
process is the only one that ever loads it.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError

__all__ = ["Job", "Passages", "Reader", "load_bytes", "passages_in", "read_bytes"]


Reader = Callable[[str, bytes], Reading]  # importable by name: it is sent to the workers


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read; ``data`` are its bytes."""

    path: Path
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Passages:
    """What a document's passages hold as it is kept in the review file, and what made it."""

    version: str
    data: bytes


def read_bytes(file_name: str, data: bytes) -> Reading:
    """Read one document from its bytes.

    Raises:
        UnreadableFileError: with the reason.
    """
    from reviewer.reading.reader import read  # late: see above

    return read(file_name, data)


def passages_in(reading: Reading) -> Passages:
    """Take the passages of a reading apart, to be kept."""
    from reviewer.followup.contents import contents_in  # late: see above
    from reviewer.followup.kept import index_version, to_bytes

    return Passages(index_version(), to_bytes(contents_in(reading), reading.text))


def load_bytes(path: Path) -> bytes:
    """Return a file's bytes, whole and of one moment.

    Raises:
        UserError: where it is no file, is gone, is not ours to read, or changed while it was read.
    """
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise UserError(f"{path.name} is a folder, not a document.")
        if not stat.S_ISREG(before.st_mode):  # reading a pipe or a device might never end
            raise UserError(f"{path.name} is not an ordinary file. Nothing was imported from it.")
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError as error:
        raise UserError(f"{path.name} is not there any more. Nothing was imported from it.") from error
    except PermissionError as error:
        raise UserError(f"{path.name} may not be read by this user. Nothing was imported from it.") from error
    except OSError as error:
        reason = error.strerror or "the disk gave an error"
        raise UserError(f"{path.name} could not be read ({reason}). Nothing was imported from it.") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise UserError(f"{path.name} changed while it was read. Nothing was imported from it; try again.")
    return data
