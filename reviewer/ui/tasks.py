"""Work away from the window's thread. A task takes data and returns data; it owns no widget and no signal."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from reviewer.domain.errors import UserError

log = logging.getLogger(__name__)
T = TypeVar("T")


class _Answer(QObject):
    """Carry one result to the thread that asked; lives on that thread."""

    done = Signal(object)
    failed = Signal(object)


class _Run(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work, self._answer = work, answer

    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:
            if not isinstance(error, UserError):
                log.exception("A background task failed")
            self._emit(self._answer.failed, error)
        else:
            self._emit(self._answer.done, result)

    @staticmethod
    def _emit(signal: Any, value: object) -> None:
        try:
            signal.emit(value)
        except RuntimeError:
            log.debug("The window that asked is gone")


def share_the_interpreter() -> None:
    """Let the window's thread have its turn within a tenth of a millisecond while another thread runs Python.

    Each call into Qt gives the interpreter up for its time; at Python's own 5 ms a turn, a window that draws twenty
    rows beside a running import stands still for a tenth of a second.
    """
    sys.setswitchinterval(0.0001)


def run_in_background(
    owner: QObject,
    work: Callable[[], T],
    on_done: Callable[[T], None],
    on_error: Callable[[Exception], None] | None = None,
    *,
    pool: QThreadPool | None = None,
) -> None:
    """Run ``work`` on a worker thread and call back on ``owner``'s thread; nothing is called once ``owner`` is gone."""
    answer = _Answer(owner)

    def finish(callback: Callable[[Any], None] | None, value: Any) -> None:
        answer.deleteLater()
        if callback is not None:
            callback(value)
        elif isinstance(value, Exception):
            raise value

    answer.done.connect(lambda value: finish(on_done, value))
    answer.failed.connect(lambda error: finish(on_error, error))
    (pool or QThreadPool.globalInstance()).start(_Run(work, answer))


def wait_for_all(milliseconds: int = 5000) -> bool:
    """Wait for running tasks, at the end of the program or of a test."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)
