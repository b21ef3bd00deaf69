"""What holds for every test of the window: keys as in the table, whatever the test before gave out; a window with a new review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.app.settings import Settings
from reviewer.ui import tasks
from reviewer.ui.keymap import keymap
from reviewer.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def _first_keys(qapp: QApplication) -> Iterator[None]:
    yield
    keymap().reset_all()
    keymap().switch_single(on=True)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window in front with an empty review, until a test module makes another."""
    made = MainWindow(Settings(author="QA officer"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.open_review(tmp_path / "Own.review")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    tasks.wait_for_all()
    made.close()
