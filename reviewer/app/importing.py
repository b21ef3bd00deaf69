"""Import files and folders: read in worker processes, known files recognised by their hash, one undo step."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.app.jobs import Job, Reader, load_bytes, read_bytes
from reviewer.domain.errors import UserError

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

SUFFIXES = frozenset({".pdf", ".docx", ".md", ".markdown", ".txt", ".text"})
LARGEST = 400 * 1024 * 1024  # bytes of one file
TIME_LIMIT = 300.0  # seconds to read one file


class FileState(StrEnum):
    """What is becoming of one file; the value is what people read."""

    WAITING = "waiting"
    READING = "reading"
    IMPORTED = "imported"
    ALREADY_THERE = "already there"
    REFUSED = "refused"

    @property
    def done(self) -> bool:
        """Tell whether nothing more becomes of the file in this import."""
        return self not in (FileState.WAITING, FileState.READING)


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file now; ``sentence`` says why where it was refused. ``done`` of ``total`` files are settled."""

    path: Path
    state: FileState
    sentence: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; ``document`` is its id where it is in the review."""

    path: Path
    state: FileState
    document: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of all files; those that were never begun are in none of the three lists."""

    imported: tuple[FileResult, ...] = ()
    already_there: tuple[FileResult, ...] = ()
    refused: tuple[FileResult, ...] = ()
    cancelled: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the new documents."""
        return tuple(result.document for result in self.imported)

    @property
    def sentence(self) -> str:
        """The summary in one sentence."""
        parts = [f"{_files(len(self.imported))} imported"]
        parts += [f"{len(self.already_there)} already there"] if self.already_there else []
        parts += [f"{len(self.refused)} left out"] if self.refused else []
        if not (self.imported or self.already_there or self.refused):
            parts = ["No document was imported" if self.cancelled else "No document was found to import"]
        return ", ".join(parts) + ("; cancelled, the rest was not begun." if self.cancelled else ".")


def import_paths(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    progress: Callable[[FileProgress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    workers: int = 2,
    time_limit: float = TIME_LIMIT,
    reader: Reader = read_bytes,
) -> ImportSummary:
    """Import files and all documents in folders as one undo step; one bad file never stops the rest.

    ``progress`` and ``cancelled`` are called on the calling thread. What was imported before a cancel stays.
    """
    from reviewer.app.reading_pool import read_all  # late: worker processes take long to load

    run = _Run(workspace, progress)
    files, refused = find_files(paths)
    run.begin(files, refused)
    jobs = run.jobs(files)
    for answer in read_all(
        jobs, reader, workers=workers, time_limit=time_limit, indexed=True, cancelled=cancelled, started=run.started
    ):
        if answer.reading is None:
            run.settle(answer.job.path, FileState.REFUSED, sentence=answer.sentence)
            continue
        try:
            document = workspace.import_reading(
                file_name=answer.job.path.name, data=answer.job.data, reading=answer.reading, batch=run.batch,
                passages=answer.passages,
            )
        except UserError as error:
            run.settle(answer.job.path, FileState.REFUSED, sentence=str(error))
        else:
            run.settle(answer.job.path, FileState.IMPORTED, document=document)
    return run.summary(cancelled=cancelled())


class _Run:
    """One import: what is settled so far."""

    def __init__(self, workspace: Workspace, progress: Callable[[FileProgress], None]) -> None:
        self.batch = uuid.uuid4().hex
        self._progress = progress
        self._known = {document.sha256: document.id for document in workspace.documents()}
        self._names = {document.id: document.name for document in workspace.documents()}
        self._results: list[FileResult] = []
        self._first: dict[str, Path] = {}  # of each content of this import, the file that is read
        self._twins: dict[Path, list[Path]] = {}  # the others with that content: they end as it ends
        self._total = 0

    def begin(self, files: list[Path], refused: list[FileResult]) -> None:
        self._total = len(files) + len(refused)
        for path in files:
            self._tell(path, FileState.WAITING)
        for result in refused:
            self.settle(result.path, result.state, sentence=result.sentence)

    def jobs(self, files: list[Path]) -> Iterator[Job]:
        """Give the files that are to be read; settle the others at once."""
        for path in files:
            try:
                data = _load(path)
            except UserError as error:
                self.settle(path, FileState.REFUSED, sentence=str(error))
                continue
            digest = hashlib.sha256(data).hexdigest()
            if digest in self._known:
                document = self._known[digest]
                sentence = f"{path.name} is already there: {self._names[document]}."
                self.settle(path, FileState.ALREADY_THERE, document, sentence)
            elif digest in self._first:
                self._end_as(path, self._first[digest])
            else:
                self._first[digest] = path
                yield Job(path, data)

    def started(self, job: Job) -> None:
        self._tell(job.path, FileState.READING)

    def settle(self, path: Path, state: FileState, document: str = "", sentence: str = "") -> None:
        self._results.append(FileResult(path, state, document, sentence))
        self._tell(path, state, sentence)
        for twin in self._twins.pop(path, []):
            self._end_as(twin, path)

    def _end_as(self, twin: Path, first: Path) -> None:
        """Settle a file as the one with the same content, at once or when that one is settled."""
        ended = next((result for result in self._results if result.path == first), None)
        if ended is None:
            self._twins.setdefault(first, []).append(twin)
        elif ended.state is FileState.IMPORTED:
            same = f"{twin.name} is the same file as {first.name}."
            self.settle(twin, FileState.ALREADY_THERE, ended.document, same)
        else:
            self.settle(twin, ended.state, ended.document, ended.sentence)

    def summary(self, *, cancelled: bool) -> ImportSummary:
        def those(state: FileState) -> tuple[FileResult, ...]:
            return tuple(result for result in self._results if result.state is state)

        unfinished = cancelled and len(self._results) < self._total
        return ImportSummary(
            those(FileState.IMPORTED), those(FileState.ALREADY_THERE), those(FileState.REFUSED), unfinished
        )

    def _tell(self, path: Path, state: FileState, sentence: str = "") -> None:
        self._progress(FileProgress(path, state, sentence, len(self._results), self._total))


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[FileResult]]:
    """Return the files to import, folders walked, and what is refused at once (a folder without rights)."""
    found: dict[Path, None] = {}
    refused: list[FileResult] = []
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue

        def refuse(error: OSError, top: Path = path) -> None:
            folder = Path(error.filename or top)
            sentence = f"The folder “{folder.name}” could not be opened ({error.strerror}); its files were left out."
            refused.append(FileResult(folder, FileState.REFUSED, sentence=sentence))

        for folder, folders, names in os.walk(path, onerror=refuse):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "~$")):
                    found[Path(folder) / name] = None
    return list(found), refused


def _load(path: Path) -> bytes:
    """Return the bytes of a file. Raise UserError with a sentence."""
    if path.is_file() and path.stat().st_size > LARGEST:
        raise UserError(f"{path.name} is larger than {LARGEST // 2**20} MB. Nothing was imported from it.")
    return load_bytes(path)


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"
