"""PySide6 6.12.0 drops a reference to None on every void call on Python 3.11 and aborts after some thousands."""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtCore import QObject, QTimer

CALLS = 3000


def test_void_calls_keep_their_references_to_none() -> None:
    thing, timer = QObject(), QTimer()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
        timer.setInterval(5)
    lost = before - sys.getrefcount(None)
    assert lost < CALLS / 10, f"{lost} references to None lost in {2 * CALLS} void calls"


def test_the_version_of_qt_is_the_one_that_is_known_to_be_sound() -> None:
    assert PySide6.__version_info__[:2] == (6, 11)
