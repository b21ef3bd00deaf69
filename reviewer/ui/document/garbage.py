"""Collect cyclic garbage on the window's thread alone, as long as another thread runs Python beside it.

Python collects on whichever thread happens to allocate; a widget that was part of a cycle would then be destroyed
away from its own thread, which Qt answers with a crash. Wanted from the first `hold` to the last `release`, both
called on the window's thread; meanwhile a timer there does what Python would have done by itself.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer
from shiboken6 import isValid

_MILLISECONDS = 500


class Collector:
    """Counts who needs it; a timer collects when Python's own thresholds are passed."""

    def __init__(self) -> None:
        self._holders = 0
        self._was_on = True
        self._timer: QTimer | None = None

    @property
    def holds(self) -> bool:
        return self._holders > 0

    def hold(self) -> None:
        """Keep collection on this thread until `release`."""
        self._holders += 1
        if self._holders > 1:
            return
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(QCoreApplication.instance())
        self._timer.setInterval(_MILLISECONDS)
        self._timer.timeout.connect(collect)
        self._timer.start()

    def release(self) -> None:
        """Give collection back to Python when nobody needs it any more."""
        self._holders = max(self._holders - 1, 0)
        if self._holders:
            return
        if self._timer is not None and isValid(self._timer):
            self._timer.stop()
            self._timer.deleteLater()
        self._timer = None
        if self._was_on:
            gc.enable()


def collect() -> None:
    """Collect the oldest generation whose threshold is passed, as Python would."""
    due = [number for number, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due and due[0] == 0:
        gc.collect(max(due))


collector = Collector()
