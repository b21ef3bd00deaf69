"""Read one stored original again, in a worker process of its own."""

from __future__ import annotations

from pathlib import Path

from reviewer.app.jobs import Job, read_bytes
from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError


def read_apart(file_name: str, data: bytes, *, time_limit: float = 300.0) -> Reading:
    """Read a document's bytes in a worker process; ``time_limit`` in seconds. Raise UserError with the reason."""
    from reviewer.app.reading_pool import read_all  # late: worker processes take long to load

    job = Job(Path(file_name), data)
    for answer in read_all(iter([job]), read_bytes, workers=1, time_limit=time_limit):
        if answer.reading is not None:
            return answer.reading
        raise UserError(answer.sentence)
    raise UserError(f"{file_name} could not be read again. Nothing was changed.")
