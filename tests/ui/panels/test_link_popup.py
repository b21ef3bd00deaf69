"""Linking a passage of a later visit to an earlier recommendation, by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui.tagging.link_popup import LinkPopup, linkables
from reviewer.ui.type_ahead import ranked


@pytest.fixture
def accepted(workspace: Workspace, inspection: str) -> list[str]:
    """The ids of the three recommendations of the inspection."""
    workspace.accept_suggestions([one.id for one in workspace.suggestions(inspection)])
    return [one.id for one in workspace.recommendations(inspection)]


@pytest.fixture
def popup(workspace: Workspace, qtbot: QtBot) -> Iterator[LinkPopup]:
    """The popup over a page."""
    page = QWidget()
    page.resize(600, 500)
    qtbot.addWidget(page)
    made = LinkPopup(workspace, page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    yield made


def test_only_earlier_documents_of_the_same_authority_are_offered(
    workspace: Workspace, accepted: list[str], inspection: str, visit: str, add_document: Callable[..., str]
) -> None:
    other = add_document("e.txt", recommendations=2, authority=workspace.add_authority("Eastmere"), dates="2015-01-01/2015-01-02")
    workspace.accept_suggestions([one.id for one in workspace.suggestions(other)])
    assert [one.recommendation.id for one in linkables(workspace, visit)] == accepted
    assert linkables(workspace, inspection) == ()


def test_the_likest_is_first_and_words_narrow_it(workspace: Workspace, accepted: list[str], visit: str) -> None:
    choices = linkables(workspace, visit)
    first = ranked(choices, "", "Young people no longer live in bed and breakfast.")[0]
    assert first.recommendation.id == accepted[2]
    assert [one.recommendation.id for one in ranked(choices, "connected ASSESS", "thresholds")] == [accepted[1]]
    assert [one.recommendation.id for one in ranked(choices, "r2", "")] == [accepted[1]]
    assert ranked(choices, "nonsense", "") == ()


def test_without_an_answer_the_coverage_is_asked_by_one_key(
    popup: LinkPopup, accepted: list[str], visit: str, qtbot: QtBot
) -> None:
    assert popup.open_for(visit, "Thresholds decisions are now made on time.")
    qtbot.keyClicks(popup.field, "bed")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert "2017 R3" in popup.title.text()
    with qtbot.waitSignal(popup.answer_chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert chosen.args == [accepted[2], Coverage.SAME_TOPIC]
    assert not popup.isVisible()


def test_with_an_answer_the_passage_is_linked_at_once(
    popup: LinkPopup, workspace: Workspace, accepted: list[str], visit: str, qtbot: QtBot
) -> None:
    workspace.answer(accepted[0], visit, coverage=Coverage.SAME_TOPIC, outcome=Outcome.IMPROVED)
    popup.open_for(visit, "Thresholds decisions are now made on time.")
    assert "already answered" in popup.preview.text()
    with qtbot.waitSignal(popup.link_chosen) as chosen:
        qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert chosen.args == [accepted[0]]


def test_arrows_choose_and_esc_steps_back(popup: LinkPopup, accepted: list[str], visit: str, qtbot: QtBot) -> None:
    popup.open_for(visit, "Thresholds decisions are now made on time.")
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert "how does this visit take it up" in popup.title.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert popup.field.hasFocus()
    with qtbot.waitSignal(popup.closed):
        qtbot.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_no_earlier_recommendation_no_popup(popup: LinkPopup, visit: str) -> None:
    assert not popup.open_for(visit, "words")
    assert not popup.isVisible()
