"""Load beforehand, while the officer reads, what the other places are made of: else their first showing waits for it."""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject, QTimer

from reviewer.ui import tasks

_AFTER, _BETWEEN = 1500, 40  # milliseconds: the first page has all the machine, and each turn of the window stays short
_BESIDE = ("reviewer.app.pictures", "reviewer.app.followup", "reviewer.app.exporting")  # without Qt: on another thread
_IN_TURN = (
    "reviewer.ui.followup.matrix_page",
    "reviewer.ui.followup.thread_desk",
    "reviewer.ui.followup.worksheet",
    "reviewer.ui.followup.place",
    "reviewer.ui.checklist.place",
)  # widgets: in the window's thread, one a turn


class Preload(QObject):
    """Loads everything once, some time after it was made."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(_IN_TURN)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._load_beside)
        self._timer.start()

    def _load_beside(self) -> None:
        def load() -> None:
            for name in _BESIDE:
                importlib.import_module(name)

        tasks.run_in_background(self, load, lambda _: self._load_next(), lambda _: None)

    def _load_next(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop(0))
            QTimer.singleShot(_BETWEEN, self, self._load_next)
