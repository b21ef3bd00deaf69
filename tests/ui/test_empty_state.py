"""An empty place says all of what belongs there: nothing of it is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer.ui.key_words import EmptyState

WORDS = "Import an inspection report, then accept or tag its recommendations. They appear here as rows, with one column for each later visit. " * 2


@pytest.mark.parametrize("width", [500, 1366])
def test_all_its_words_can_be_read(qtbot: QtBot, width: int) -> None:
    shown = EmptyState("Nothing to follow up yet", WORDS, (("view.read", "go to Read"),))
    qtbot.addWidget(shown)
    shown.resize(width, 500)
    shown.show()
    words = next(label for label in shown.findChildren(QLabel) if label.text() == WORDS)
    assert words.height() >= words.heightForWidth(words.width())
    assert words.visibleRegion().boundingRect() == words.rect()
