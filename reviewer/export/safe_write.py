"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from reviewer.domain.errors import UserError

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def safe_write(path: Path, data: bytes) -> Path:
    """Write under a temporary name in the same folder, then move into place; return ``path``.

    Raise UserError with a sentence when the world forbids it: the old file then stands as it was and no
    temporary file is left.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:  # mkstemp makes it private to the user (0600)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - the one call whose failure tests plant
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise UserError(_sentence(path, error)) from error
    return path


def _sentence(path: Path, error: OSError) -> str:
    kept = "What stood there before is unharmed." if path.exists() else "Nothing was written."
    if error.errno in _FULL:
        return f"The disk is full, so “{path.name}” could not be saved. {kept} Free some space and export again."
    if path.is_dir():
        return f"“{path.name}” is a folder. Nothing was written. Choose a file name."
    if not path.parent.is_dir():
        return f"The folder “{path.parent}” is not there any more. Nothing was written. Choose another folder."
    if isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        return (
            f"“{path.name}” cannot be replaced, perhaps because it is open in another program such as Word. "
            f"{kept} Close it there, or export under another name."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"You may not write in the folder “{path.parent}”. {kept} Choose another folder."
    return f"“{path.name}” could not be saved ({error.strerror or error}). {kept} Export again, or elsewhere."
