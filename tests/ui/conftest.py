"""What holds for every test of the window: the keys are those of the table, whatever the test before gave out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.ui.keymap import keymap


@pytest.fixture(autouse=True)
def _first_keys(qapp: QApplication) -> Iterator[None]:
    yield
    keymap().reset_all()
    keymap().switch_single(on=True)
