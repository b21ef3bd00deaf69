"""Whether an export still goes on: its writers ask after every row, page and picture, so that it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from reviewer.domain.errors import UserError

_asked: ContextVar[Callable[[], bool] | None] = ContextVar("going on", default=None)


class ExportCancelledError(UserError):
    """The officer cancelled the export; nothing was written."""


@contextmanager
def watched(wanted: Callable[[], bool]) -> Iterator[None]:
    """Let ``wanted`` say whether what is written meanwhile is still wanted; on the thread that writes."""
    token = _asked.set(wanted)
    try:
        yield
    finally:
        _asked.reset(token)


def check() -> None:
    """Raise ExportCancelledError where the export is not wanted any more."""
    wanted = _asked.get()
    if wanted is not None and not wanted():
        raise ExportCancelledError("The export was cancelled. Nothing was written.")
