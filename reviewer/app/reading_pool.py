"""Read files in worker processes, one file a worker at a time, so that a bad file can only harm itself.

A worker that dies or takes too long was reading exactly one file: that file is named, a new worker takes its
place, and the rest goes on. (The executor of the standard library gives up all waiting work when one process
dies, and cannot stop a single one.)
"""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reviewer.app.jobs import Job, Passages, Reader, passages_in
from reviewer.domain.document import Reading
from reviewer.domain.errors import UserError

log = logging.getLogger(__name__)
_TICK = 0.1  # seconds between two looks at "cancelled" and at the clock
_END_PATIENCE = 1.0
_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of Windows


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: a reading, or the sentence that says why not; its passages where they were asked for."""

    job: Job
    reading: Reading | None
    sentence: str = ""
    passages: Passages | None = None


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    job: Job | None = None
    deadline: float = 0.0


def read_all(
    jobs: Iterator[Job],
    reader: Reader,
    *,
    workers: int = 2,
    time_limit: float = 300.0,
    indexed: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
    started: Callable[[Job], None] = lambda _: None,
) -> Iterator[Answer]:
    """Give an answer for every job, in the order in which they are done; ``time_limit`` is seconds a file.

    Jobs are taken one by one as workers become free, so that only a few files are in memory. Stops early,
    leaving jobs untaken, once ``cancelled`` says so. ``started`` is told when a worker takes a file.
    ``indexed`` has the worker index the passages too, so that the review need not.
    """
    crew: list[_Worker] = []
    answers: list[Answer] = []
    more = True
    try:
        while True:
            stop = cancelled()
            while more and not stop and (len(crew) < workers or any(worker.job is None for worker in crew)):
                job = next(jobs, None)
                if job is None:
                    more = False
                    break
                _give(_free(crew, reader, indexed), job, time_limit)
                started(job)
            yield from answers  # only now, so that the workers read on while the caller stores
            busy = [worker for worker in crew if worker.job is not None]
            if stop or not busy:
                return
            answers = list(_collect(crew, busy))
    finally:
        for worker in crew:
            _end(worker)


def _free(crew: list[_Worker], reader: Reader, indexed: bool) -> _Worker:
    idle = next((worker for worker in crew if worker.job is None), None)
    if idle is None:
        idle = _start(reader, indexed)
        crew.append(idle)
    return idle


def _start(reader: Reader, indexed: bool) -> _Worker:
    context = multiprocessing.get_context("spawn")  # the same everywhere, and no copied threads or locks
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, reader, indexed), daemon=True, name="reviewer-reader")
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, job: Job, time_limit: float) -> None:
    worker.job, worker.deadline = job, time.monotonic() + time_limit
    try:
        worker.connection.send((job.path.name, job.data))
    except OSError:
        log.debug("A reading process died before it took a file")  # its sentinel tells `_collect`


def _collect(crew: list[_Worker], busy: list[_Worker]) -> Iterator[Answer]:
    """Wait a moment and give the answers that came; replace workers that died or took too long."""
    wait([part for worker in busy for part in (worker.connection, worker.process.sentinel)], timeout=_TICK)
    for worker in busy:
        job = worker.job
        assert job is not None
        try:
            if worker.connection.poll():
                reading, sentence, passages = worker.connection.recv()
                worker.job = None
                yield Answer(job, reading, sentence, passages)
                continue
        except (EOFError, OSError):
            pass  # it died: told below
        else:
            if worker.process.is_alive() and time.monotonic() < worker.deadline:
                continue
        late = worker.process.is_alive() and time.monotonic() >= worker.deadline
        crew.remove(worker)
        _end(worker)
        yield Answer(job, None, _too_long(job) if late else _died(job))


def _too_long(job: Job) -> str:
    return f"“{job.path.name}” took too long to read, so it was left out. The other files are not affected."


def _died(job: Job) -> str:
    return (
        f"“{job.path.name}” is damaged in a way that stopped the reading process, so it was left out. "
        "The other files are not affected."
    )


def _end(worker: _Worker) -> None:
    worker.job = None
    worker.connection.close()
    if worker.process.is_alive():
        worker.process.terminate()
    worker.process.join(_END_PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()


def _serve(connection: Connection, reader: Reader, indexed: bool) -> None:
    """Read files in a worker process until the other end closes; text never goes into a log."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends its workers
    _yield_to_the_window()
    while True:
        try:
            name, data = connection.recv()
        except (EOFError, OSError):
            return
        reading, sentence = read_one(reader, name, data)
        connection.send((reading, sentence, _passages(reading) if indexed and reading is not None else None))


def _yield_to_the_window() -> None:
    """Let whoever works at the machine come first; where a system refuses, nothing is lost but ease."""
    try:
        if sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetPriorityClass(ctypes.c_void_p(-1), _BELOW_NORMAL)  # -1: this process
        else:
            os.nice(10)
    except OSError:
        log.debug("The system keeps the priority of a reading process as it is")


def _passages(reading: Reading) -> Passages | None:
    """Index the passages of a reading; None where that fails: it is made again when it is asked."""
    try:
        return passages_in(reading)
    except Exception as error:  # noqa: BLE001 - a document that was read is never refused for its index
        log.error("Indexing failed: %s at %s", type(error).__name__, _place(error))
        return None


def read_one(reader: Reader, name: str, data: bytes) -> tuple[Reading | None, str]:
    """Read one file in this process; return the reading, or None and a sentence."""
    try:
        return reader(name, data), ""
    except UserError as error:
        return None, str(error)
    except MemoryError:
        return None, f"“{name}” needs more memory than there is, so it was left out."
    except Exception as error:  # noqa: BLE001 - whatever a bad file provokes, the other files go on
        log.error("Reading failed: %s at %s", type(error).__name__, _place(error))
        return (
            None,
            f"“{name}” could not be read: the program met something it does not know in it. The other files are not affected.",
        )


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
