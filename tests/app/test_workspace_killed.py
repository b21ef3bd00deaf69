"""Killed at any moment: every act that was reported is in the file, and the file is sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("kill_child.py")
ROOT = Path(__file__).parents[2]
KILLS = 300
AT_ONCE = 2  # each on its own review
WHERE = {"import": "SELECT sha256 FROM document", "tag": "SELECT id FROM highlight", "answer": "SELECT id FROM revisit"}


class Victims:
    """Children that work on reviews until they are killed."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, str(CHILD)], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def run_and_kill(self, review: Path, round_: str, wait: float, *, acts: int = 1) -> list[str]:
        """Let a child work, kill it ``wait`` seconds after its first ``acts``; return what it reported."""
        server = self._server
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{round_} {review}\n")
        server.stdin.flush()
        child = int(server.stdout.readline().removeprefix("child "))
        lines = [server.stdout.readline() for _ in range(acts)]
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        while (line := server.stdout.readline()) != "killed\n":
            assert line, "the children's parent died"
            lines.append(line)
        return [line.strip() for line in lines]

    def close(self) -> None:
        with self._server as server:
            assert server.stdin is not None
            server.stdin.close()


def check(review: Path, reported: set[str]) -> None:
    """Look at the file as it lies there, through a connection of our own."""
    connection = sqlite3.connect(review)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO block_text(block_text, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
        present = {f"{what} {row[0]}" for what, sql in WHERE.items() for row in connection.execute(sql)}
        whole = connection.execute("SELECT count(*) FROM document").fetchone()[0] * 12
        assert connection.execute("SELECT count(*) FROM block").fetchone() == (whole,)
    finally:
        connection.close()
    assert reported - present == set()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX systems")
def test_nothing_that_was_reported_is_lost_to_a_kill(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    counted: list[int] = []

    def series(number: int) -> None:
        chance, reported, done = random.Random(number), set[str](), 0
        review, victims = tmp_path / f"{number}.review", Victims()
        try:
            for round_ in range(KILLS // AT_ONCE):
                lines = victims.run_and_kill(review, f"{number}-{round_}", chance.random() * 0.05)
                reported.update(lines)
                done += len(lines)
                if round_ % 15 == 14:
                    check(review, reported)
                    review.unlink()
                    reported.clear()
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)
        finally:
            victims.close()
        counted.append(done)

    threads = [threading.Thread(target=series, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(counted) > KILLS // 4, "the children did too little for the kills to mean anything"


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX systems")
def test_a_review_killed_while_it_is_made_can_be_made_again(tmp_path: Path) -> None:
    review, victims = tmp_path / "new.review", Victims()
    try:
        for number in range(60):
            victims.run_and_kill(review, "x", number * 0.0005, acts=0)
            if review.exists():
                check(review, set())
                review.unlink()
        assert victims.run_and_kill(review, "x", 0)
        assert not list(tmp_path.glob(".new*"))
    finally:
        victims.close()
