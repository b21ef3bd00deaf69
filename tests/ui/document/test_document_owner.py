"""The owner thread: order of wishes, stale ones dropped, failures told, a clean end."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer.ui.document.owner import Lane, PdfThread, Wish


@pytest.fixture
def owner() -> Iterator[PdfThread]:
    thread = PdfThread()
    yield thread
    thread.stop()
    assert not thread.running


class Listener:
    def __init__(self, lane: Lane) -> None:
        self.got: list[object] = []
        self.failed: list[object] = []
        self.threads: list[int] = []
        lane.answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        lane.failed.connect(lambda key, error: self.failed.append((key, error)), Qt.ConnectionType.QueuedConnection)

    def _take(self, key: object, result: object) -> None:
        self.threads.append(threading.get_ident())
        self.got.append((key, result))


def test_wishes_are_fulfilled_in_order_on_one_other_thread(owner: PdfThread, qtbot: QtBot) -> None:
    lane = Lane(owner)
    listener = Listener(lane)
    lane.want([Wish(n, threading.get_ident) for n in range(3)])
    qtbot.waitUntil(lambda: len(listener.got) == 3)
    assert [key for key, _ in listener.got] == [0, 1, 2]
    (worker,) = {result for _, result in listener.got}
    assert worker != threading.get_ident()
    assert set(listener.threads) == {threading.get_ident()}


def test_wishes_not_begun_are_dropped_when_others_come(owner: PdfThread, qtbot: QtBot) -> None:
    lane = Lane(owner)
    listener = Listener(lane)
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go_on.wait(5)
        return "slow"

    done: list[str] = []
    lane.want([Wish("slow", slow), Wish("stale", lambda: done.append("stale"))])
    assert begun.wait(5)
    lane.want([Wish("fresh", lambda: "fresh")])
    go_on.set()
    qtbot.waitUntil(lambda: len(listener.got) == 2)
    assert [key for key, _ in listener.got] == ["slow", "fresh"]
    assert done == []


def test_a_failure_is_told_and_the_next_wish_fulfilled(owner: PdfThread, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    lane = Lane(owner)
    listener = Listener(lane)
    lane.want([Wish("bad", lambda: 1 // 0), Wish("good", lambda: 1)])
    qtbot.waitUntil(lambda: bool(listener.got))
    assert listener.got == [("good", 1)]
    ((key, error),) = listener.failed
    assert key == "bad"
    assert isinstance(error, ZeroDivisionError)


def test_the_thread_ends_with_its_last_lane_and_gives_back_what_is_held(owner: PdfThread, qtbot: QtBot) -> None:
    first, second = Lane(owner), Lane(owner)
    closed: list[int] = []
    first.on_close = lambda: closed.append(threading.get_ident())
    first.close()
    listener = Listener(second)
    second.want([Wish("x", lambda: 1)])
    qtbot.waitUntil(lambda: bool(listener.got))
    assert owner.running
    second.close()
    assert owner.wait_until_stopped()
    assert closed
    assert closed[0] != threading.get_ident()


def test_a_thread_that_ended_starts_again_for_a_new_lane(owner: PdfThread, qtbot: QtBot) -> None:
    Lane(owner).close()
    assert owner.wait_until_stopped()
    lane = Lane(owner)
    listener = Listener(lane)
    lane.want([Wish("x", lambda: 1)])
    qtbot.waitUntil(lambda: bool(listener.got))
    lane.close()


def test_a_closed_lane_hears_nothing(owner: PdfThread, qtbot: QtBot) -> None:
    lane = Lane(owner)
    listener = Listener(lane)
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        go_on.wait(5)
        return 1

    lane.want([Wish("slow", slow)])
    assert begun.wait(5)
    threading.Timer(0.1, go_on.set).start()
    lane.close()
    assert owner.wait_until_stopped()
    qtbot.wait(20)
    assert listener.got == []


def test_a_wish_under_way_is_not_begun_again(owner: PdfThread, qtbot: QtBot) -> None:
    lane = Lane(owner)
    listener = Listener(lane)
    begun, go_on = threading.Event(), threading.Event()
    times: list[str] = []

    def slow() -> str:
        times.append("begun")
        begun.set()
        go_on.wait(5)
        return "done"

    lane.want([Wish("page", slow)])
    assert begun.wait(5)
    lane.want([Wish("page", slow), Wish("next", lambda: "next")])
    go_on.set()
    qtbot.waitUntil(lambda: len(listener.got) == 2)
    assert times == ["begun"]
    lane.want([Wish("page", slow)])
    qtbot.waitUntil(lambda: len(listener.got) == 3)


def test_garbage_is_collected_on_the_windows_thread_alone_while_a_lane_is_open(owner: PdfThread, qtbot: QtBot) -> None:
    threads: list[int] = []

    class Cycle:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            threads.append(threading.get_ident())

    def litter() -> None:
        kept = [[[number] for number in range(50)] for _ in range(2000)]
        assert kept
        for _ in range(400):
            Cycle()

    assert gc.isenabled()
    lane = Lane(owner)
    listener = Listener(lane)
    for number in range(5):
        lane.want([Wish(number, litter)])
        qtbot.waitUntil(lambda number=number: len(listener.got) == number + 1)
    assert set(threads) <= {threading.get_ident()}  # the window may have collected while it waited
    qtbot.waitUntil(lambda: len(threads) >= 1000, timeout=5000)
    assert set(threads) == {threading.get_ident()}
    lane.close()
    assert gc.isenabled()
    assert not owner.running


def test_garbage_goes_back_to_python_with_the_last_of_two_lanes(owner: PdfThread, qtbot: QtBot) -> None:
    first, second = Lane(owner), Lane(owner)
    first.close()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


AT_THE_END = """
import threading, time, weakref
from PySide6.QtCore import QCoreApplication
from reviewer.ui.document.owner import Lane, Wish
application = QCoreApplication([])
class Page:
    pass
begun = threading.Event()
def draw():
    page = Page()
    weakref.finalize(page, print, "closed", flush=True)
    begun.set()
    time.sleep(0.4)
    print("drawn", flush=True)
lane = Lane()
lane.want([Wish("page", draw)])
begun.wait()
"""


def test_a_page_being_drawn_when_the_program_ends_is_closed_only_afterwards() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", AT_THE_END], cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["drawn", "closed"]
