"""Reading a later document: what speaks to an earlier recommendation is outlined, and a click opens its worksheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import read_bytes
from reviewer.app.settings import Settings, load
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName
from reviewer.domain.passage import EarlierMention
from reviewer.domain.review import Cell
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui.followup.earlier_links import painted_links
from reviewer.ui.main_window import MainWindow

REPORT = """# Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 – 29 June 2017

## Recommendations

1. Ensure that assessments of kinship carers are completed on time and are of good quality.

2. Ensure that young people who are homeless are never placed in hostels by the service.
"""
LETTER = """# Focused visit to Eastmere children’s services

Inspectors looked at the local authority’s arrangements for permanence.

## Findings

- At the last inspection in 2017, assessments of kinship carers were often late. They are now on time in most cases.

- Social workers know children well and visit them often.
"""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    workspace = Workspace.open(tmp_path / "r.review", author="Tester")
    urn, other = workspace.add_authority("Eastmere"), workspace.add_authority("Westmere")
    for name, text, date, place in (
        ("report.md", REPORT, "2017-06-05/2017-06-29", urn), ("letter.md", LETTER, "2019-02-06/2019-02-06", urn),
        ("stranger.md", LETTER + "\nElsewhere.\n", "2019-02-06/2019-02-06", other),
    ):  # fmt: skip
        data = text.encode()
        document = workspace.import_reading(file_name=name, data=data, reading=read_bytes(name, data))
        workspace.set_fact(document, FactName.AUTHORITY, place)
        workspace.set_fact(document, FactName.INSPECTION_DATES, date)
    report = next(d.id for d in workspace.documents() if d.file_name == "report.md")
    workspace.accept_suggestions([s.id for s in workspace.suggestions(report) if s.tag == "tag-recommendation"])
    workspace.close()
    made = MainWindow(Settings(author="Tester"), settings_path=tmp_path / "settings.json")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert made.open_review(tmp_path / "r.review")
    yield made
    made.close()


def open_(window: MainWindow, name: str) -> None:
    assert window.session is not None
    window.session.read.open(next(d.id for d in window.session.workspace.documents() if d.file_name == name))


def test_the_passage_on_kinship_is_outlined_and_a_click_opens_its_cell(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    assert session is not None
    open_(window, "letter.md")
    qtbot.waitUntil(lambda: bool(session.read.links), timeout=10_000)
    (link,) = session.read.links
    assert "kinship carers were often late" in link.span.of(session.workspace.reading(session.read.document).text)
    assert link.name == "Speaks to 2017 R1?"
    assert session.read.pane._marks.suggestion(link.id) is link
    session.read.pane.reveal(Span(link.span.start, link.span.end + 1))
    assert session.read.pane.surface.current_suggestion is None, "A and X are not for these"
    assert all(cell.revisit is None for r in session.workspace.matrix(session.workspace.earlier_documents()[0].id).rows for cell in r.cells)
    letter, first = session.read.document, session.workspace.recommendations()[0]
    session.read.pane.suggestion_clicked.emit(link.id)
    assert session.follow_up.in_worksheet
    assert session.follow_up.worksheet_page.place == (first.id, letter)


@pytest.mark.parametrize("name", ["report.md", "stranger.md"])
def test_the_earlier_document_itself_and_other_places_have_none(qtbot: QtBot, window: MainWindow, name: str) -> None:
    session = window.session
    assert session is not None
    open_(window, "letter.md")
    qtbot.waitUntil(lambda: bool(session.read.links), timeout=10_000)
    open_(window, name)
    assert session.read.links == (), "nothing of the document before stays"
    asked = session._earlier_in(session.read.document)
    assert asked == ()


def test_the_key_takes_them_away_and_is_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    assert session is not None
    open_(window, "letter.md")
    qtbot.waitUntil(lambda: bool(session.read.links), timeout=10_000)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, both)
    assert session.read.links == ()
    assert not load(tmp_path / "settings.json").earlier_links
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, both)
    qtbot.waitUntil(lambda: bool(session.read.links), timeout=10_000)


def test_one_outline_a_passage_names_its_recommendations() -> None:
    links = tuple(EarlierMention(f"r{n}", f"R{n}", "2017", "", Span(0, 9), 1 - n / 10) for n in range(1, 6))
    (painted,) = painted_links((*links,), 1)
    assert painted.name == "Speaks to 2017 R1?, 2017 R2?, 2017 R3? and 2 more"
    assert painted.id.endswith(":r1")
    assert painted.beside == "2017 R1 +4", "the nearest stands in the margin, with how many more there are"
    assert painted.said.startswith("May speak to 2017 R1: ")


def matrix_cell(window: MainWindow) -> Cell:
    assert window.session is not None
    workspace = window.session.workspace
    return workspace.matrix(workspace.earlier_documents()[0].id).rows[0].cells[0]


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or window, key)


@pytest.fixture
def reading(qtbot: QtBot, window: MainWindow) -> MainWindow:
    open_(window, "letter.md")
    assert window.session is not None
    links = window.session.read
    qtbot.waitUntil(lambda: bool(links.links), timeout=10_000)
    return window


def test_the_margin_is_painted_beside_the_passage(qtbot: QtBot, reading: MainWindow) -> None:
    session = reading.session
    assert session is not None
    surface, (link,) = session.read.pane.surface, session.read.links
    assert link.beside == "2017 R1"
    with_words = surface.viewport().grab().toImage()
    session.read.pane.set_suggestions([replace(link, beside="")])
    without = surface.viewport().grab().toImage()
    line = surface.canvas.rects(link.span)[0].translated(-surface.visible().topLeft())
    edge = surface.canvas.right_margin(link.span.start) - surface.visible().left()
    changed = [(x, y) for x in range(without.width()) for y in range(without.height()) if with_words.pixel(x, y) != without.pixel(x, y)]
    assert changed, "the words stand in the margin"
    assert min(x for x, _ in changed) > line.right()
    assert all(abs(y - line.center().y()) < line.height() * 1.5 for _, y in changed)
    assert edge > 0


def test_the_dot_goes_to_it_shows_what_was_asked_and_1_links_it_in_one_step(qtbot: QtBot, reading: MainWindow) -> None:
    session = reading.session
    assert session is not None
    press(qtbot, reading, Qt.Key.Key_Period)
    card = session.walk.card
    assert card.isVisible()
    assert QApplication.focusWidget() is card
    assert "Ensure that assessments of kinship carers are completed on time" in card.accessibleName()
    assert "Not yet answered" in card.state.text()
    press(qtbot, reading, Qt.Key.Key_1)
    cell = matrix_cell(reading)
    assert (cell.coverage, cell.outcome, len(cell.cited)) == (Coverage.REFERRED_BACK, Outcome.NOT_STATED, 1)
    assert "This passage is cited" in card.state.text()
    press(qtbot, reading, Qt.Key.Key_1)
    assert len(matrix_cell(reading).cited) == 1, "it is cited once"
    session.workspace.undo()
    assert matrix_cell(reading).revisit is None
    press(qtbot, reading, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert session.read.pane.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is session.read.pane


def test_x_dismisses_it_for_good_and_undo_brings_it_back(qtbot: QtBot, reading: MainWindow) -> None:
    session = reading.session
    assert session is not None
    press(qtbot, reading, Qt.Key.Key_Period, Qt.Key.Key_X)
    assert not session.walk.card.isVisible()
    qtbot.waitUntil(lambda: session.read.links == (), timeout=10_000)
    session.workspace.undo()
    qtbot.waitUntil(lambda: len(session.read.links) == 1, timeout=10_000)


def test_enter_on_the_card_opens_the_worksheet_of_that_cell(qtbot: QtBot, reading: MainWindow) -> None:
    session = reading.session
    assert session is not None
    letter = session.read.document
    press(qtbot, reading, Qt.Key.Key_Period, Qt.Key.Key_Return)
    assert session.follow_up.in_worksheet
    assert session.follow_up.worksheet_page.place == (session.workspace.recommendations()[0].id, letter)


def test_past_the_last_and_where_there_is_none_it_says_so(qtbot: QtBot, reading: MainWindow) -> None:
    session = reading.session
    assert session is not None
    press(qtbot, reading, Qt.Key.Key_Period, Qt.Key.Key_Period)
    assert "none after" in reading.notices.text
    press(qtbot, reading, Qt.Key.Key_Comma)
    assert "none before" in reading.notices.text
    press(qtbot, reading, Qt.Key.Key_Escape)
    open_(reading, "report.md")
    press(qtbot, reading, Qt.Key.Key_Period)
    assert "still being looked for" in reading.notices.text, "nothing is denied before it was looked for"
    qtbot.waitUntil(lambda: session.read.document in session.links.found, timeout=10_000)
    press(qtbot, reading, Qt.Key.Key_Period)
    assert "No passage here" in reading.notices.text
    assert not session.walk.card.isVisible()


def test_l_links_a_selected_passage_in_three_presses(qtbot: QtBot, reading: MainWindow) -> None:
    session = reading.session
    assert session is not None
    text = session.workspace.reading(session.read.document).text
    start = text.index("Social workers know")
    session.read.pane.set_selection(Span(start, start + 30))
    session.read.pane.span_selected.emit(Span(start, start + 30))
    press(qtbot, reading, Qt.Key.Key_L, Qt.Key.Key_Return, Qt.Key.Key_2)
    answered = [cell for row in session.workspace.matrix(session.workspace.earlier_documents()[0].id).rows for cell in row.cells if cell.revisit]
    assert [(cell.coverage, len(cell.cited)) for cell in answered] == [(Coverage.SAME_TOPIC, 1)]
