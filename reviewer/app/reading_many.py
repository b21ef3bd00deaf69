"""Read many files for the command line: in worker processes, answered in the order they were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reviewer.app.jobs import Job, Reader, load_bytes, read_bytes
from reviewer.app.reading_pool import read_all
from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError
from reviewer.reading.json_form import failure_json, reading_json

TIME_LIMIT = 300.0  # seconds to read one file


def read_many_json(
    files: Sequence[str], *, workers: int = 2, time_limit: float = TIME_LIMIT, reader: Reader = read_bytes
) -> Iterator[dict[str, Any]]:
    """Give the object that `reviewer read --json` prints for every file, in their order.

    A file that cannot be read, or that kills the process reading it, gets its sentence; the others go on.
    """
    places: dict[Path, list[int]] = {}
    for place, file in enumerate(files):
        places.setdefault(Path(file), []).append(place)
    answers: dict[int, dict[str, Any]] = {}

    def settle(path: Path, result: Reading | str) -> None:
        for place in places[path]:
            file = files[place]
            answers[place] = failure_json(file, result) if isinstance(result, str) else reading_json(file, result)

    def jobs() -> Iterator[Job]:
        for path in places:
            try:
                yield Job(path, load_bytes(path))
            except UserError as error:
                settle(path, str(error))

    told = 0
    for answer in read_all(jobs(), reader, workers=min(workers, len(places)), time_limit=time_limit):
        settle(answer.job.path, answer.reading or answer.sentence)
        while told in answers:
            yield answers.pop(told)
            told += 1
    yield from (answers[place] for place in range(told, len(files)))
