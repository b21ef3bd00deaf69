"""The one thread that calls pdfium. Windows put ordered wishes; what was not begun is dropped when wishes change.

pdfium allows no two calls at once, even on different documents, so there is one thread for all panes. It starts
with the first lane and ends with the last. Results come back as queued signals on the thread of the lane.
"""

from __future__ import annotations

import atexit
import logging
import threading
import weakref
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reviewer.domain.errors import UserError
from reviewer.ui.document.garbage import collector

log = logging.getLogger(__name__)
_STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Wish:
    """One piece of work for the owner thread; ``key`` says which, to whoever gets the result."""

    key: Hashable
    work: Callable[[], object]


class Lane(QObject):
    """One window's way to the owner thread. Lives on the window's thread; close it before dropping it."""

    answered = Signal(object, object)  # key, result
    failed = Signal(object, object)  # key, exception

    def __init__(self, owner: PdfThread | None = None) -> None:
        super().__init__()
        self.wishes: deque[Wish] = deque()
        self.farewells: deque[Callable[[], None]] = deque()
        self.closed = False
        self.under_way: Hashable = None  # the key of the wish being fulfilled
        self.on_close: Callable[[], None] | None = None  # what the owner must give back when the lane ends
        self._owner = owner or pdf_thread()
        collector.hold()
        self._owner.join(self)

    def want(self, wishes: Sequence[Wish]) -> None:
        """Replace all wishes not yet begun; the first is the most urgent. One that is under way is not begun again."""
        with self._owner.condition:
            self.wishes = deque(wish for wish in wishes if wish.key != self.under_way)
            self._owner.condition.notify()

    def finally_do(self, work: Callable[[], None]) -> None:
        """Have something done on the owner thread for certain (closing a file), before any later wish."""
        with self._owner.condition:
            self.farewells.append(work)
            self._owner.condition.notify()

    def close(self) -> None:
        """Drop all wishes; nothing is answered from here on. May be called twice.

        The last lane to close waits for the thread to end: it has at most one page under way and files to close.
        """
        with self._owner.condition:
            if self.closed:
                return
            self.wishes.clear()
            if self.on_close is not None:
                self.farewells.append(self.on_close)
            self.on_close, self.closed = None, True
            self._owner.condition.notify()
        self._owner.wait_if_unused()
        collector.release()


class PdfThread:
    """The thread and the lanes it serves in turn."""

    def __init__(self) -> None:
        self.condition = threading.Condition()
        self._lanes: deque[Lane] = deque()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def join(self, lane: Lane) -> None:
        """Serve another lane; start the thread where it is not running."""
        with self.condition:
            self._lanes.append(lane)
            if self._thread is None:
                # Daemon, so that a window that was never closed cannot keep the program alive; `stop` joins it.
                self._thread = threading.Thread(target=self._run, name="pdf pages", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Close every lane and wait for the thread: before the interpreter takes the library away."""
        with self.condition:
            lanes, thread = list(self._lanes), self._thread
        for lane in lanes:
            lane.close()
        if thread is not None:
            thread.join(_STOP_SECONDS)

    def wait_if_unused(self) -> None:
        """Wait for the thread to end where no lane is open any more."""
        with self.condition:
            unused = all(lane.closed for lane in self._lanes)
            thread = self._thread
        if unused and thread is not None and thread is not threading.current_thread():
            thread.join(_STOP_SECONDS)

    def wait_until_stopped(self, seconds: float = _STOP_SECONDS) -> bool:
        """Wait until the thread has ended by itself, its last lane closed."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self.running

    def _run(self) -> None:
        while True:
            with self.condition:
                task = self._next()
                while task is None and self._lanes:
                    self.condition.wait()
                    task = self._next()
                if task is None:
                    self._thread = None
                    return
            lane, work = task
            if isinstance(work, Wish):
                self._fulfil(lane, work)
            else:
                _say_goodbye(work)

    def _next(self) -> tuple[Lane, Wish | Callable[[], None]] | None:
        """Take the next piece of work, lanes in turn; forget closed lanes that have none. Holds the lock."""
        for _ in range(len(self._lanes)):
            lane = self._lanes.popleft()
            work = lane.farewells.popleft() if lane.farewells else lane.wishes.popleft() if lane.wishes else None
            if work is not None or not lane.closed:
                self._lanes.append(lane)
            if work is not None:
                lane.under_way = work.key if isinstance(work, Wish) else None
                return lane, work
        return None

    def _fulfil(self, lane: Lane, wish: Wish) -> None:
        try:
            result = wish.work()
        except Exception as error:
            if not isinstance(error, UserError):
                log.exception("Work on a page failed")
            self._tell(lane, wish, error)
        else:
            self._tell(lane, wish, result)

    def _tell(self, lane: Lane, wish: Wish, result: object) -> None:
        # Under the lock, so that a lane cannot be closed and dropped between the question and the signal; the
        # signal itself only posts an event.
        with self.condition:
            lane.under_way = None
            if not lane.closed:
                (lane.failed if isinstance(result, Exception) else lane.answered).emit(wish.key, result)


def _say_goodbye(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        log.exception("A file of pages could not be closed")


_threads: list[PdfThread] = []


def pdf_thread() -> PdfThread:
    """Return the process's one owner of pdfium."""
    if not _threads:
        _threads.append(PdfThread())
        # At the end of the program weakref.finalize closes what pypdfium2 has open, on the main thread, under the
        # owner's hands. It asks for that at its first use, and what is asked for last is done first: so it is used
        # once before `stop` is asked for.
        weakref.finalize(_threads[0], str).detach()
        atexit.register(_threads[0].stop)
    return _threads[0]
