"""What the table of recommendations does by key besides opening a cell: several cells, words looked for, the way to the page and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.app.jobs import read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.document import FactName
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui import tasks, theme
from reviewer.ui.followup.matrix_model import as_table_html, as_table_text
from reviewer.ui.followup.place import FollowUpPlace
from reviewer.ui.key_words import Hints
from reviewer.ui.main_window import MainWindow

ASKED = (
    "Ensure that assessments of kinship carers are completed on time.",
    "Ensure that young people who are homeless are never placed in hostels.",
    "Improve the timeliness of strategy discussions.",
    "Improve life-story work for children with a plan for adoption.",
    "Ensure that plans for care leavers say who does what by when.",
)
EARLIER = """# Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 – 29 June 2017

## Recommendations

""" + "\n\n".join(f"{number}. {text}" for number, text in enumerate(ASKED, 1))
LATER = """1 March 2019

Dear Director

# Focused visit to Eastmere children’s services

This letter summarises the findings of a focused visit on 6 February 2019.

Inspectors looked at the local authority’s arrangements for kinship carers.

## Findings

- At the last inspection in 2017, assessments of kinship carers were often late. They are now completed on time in most cases.

- Managers check the quality of plans every month.
"""
ALT, CTRL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    assert window.session is not None
    made = window.session.workspace
    urn = made.add_authority("Eastmere")
    for name, text, date in (("old.md", EARLIER, "2017-06-05/2017-06-29"), ("new.md", LATER, "2019-02-06/2019-02-06"), ("last.md", LATER.replace("2019", "2021"), "2021-02-06/2021-02-06")):
        document = made.import_reading(file_name=name, data=text.encode(), reading=read_bytes(name, text.encode()))
        made.set_fact(document, FactName.AUTHORITY, urn)
        made.set_fact(document, FactName.INSPECTION_DATES, date)
        if name == "old.md":
            made.accept_suggestions([s.id for s in made.suggestions(document) if s.tag == "tag-recommendation"])
    return made


@pytest.fixture
def place(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> Iterator[FollowUpPlace]:
    press(qtbot, window, Qt.Key.Key_2, CTRL)
    assert window.session is not None
    shown = window.session.follow_up
    qtbot.waitUntil(lambda: bool(suggested(shown, 0, 1)), timeout=10_000)
    yield shown
    assert tasks.wait_for_all()


def press(qtbot: QtBot, window: MainWindow | FollowUpPlace, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def lines(place: FollowUpPlace) -> list[int]:
    """The lines of the table that are recommendations."""
    return [number for number, line in enumerate(place.matrix_page.matrix.matrix_model.lines) if line.row is not None]


def suggested(place: FollowUpPlace, row: int, column: int) -> str:
    model = place.matrix_page.matrix.matrix_model
    return model.suggested_words(model.index(lines(place)[row], column))


def answers(workspace: Workspace) -> list[list[Coverage | None]]:
    return [[cell.coverage for cell in row.cells] for row in workspace.matrix(workspace.earlier_documents()[0].id).rows]


def chosen(place: FollowUpPlace) -> list[tuple[int, int]]:
    view = place.matrix_page.matrix
    at = lines(place)
    return sorted((at.index(index.row()), index.column()) for index in view.selectionModel().selectedIndexes())


def test_a_cell_without_an_answer_says_what_is_suggested_and_stays_unanswered(place: FollowUpPlace, workspace: Workspace) -> None:
    words = [suggested(place, row, 1) for row in range(5)]
    assert words[0].startswith("suggested: referred back to · 1 passage")
    assert words[1] == "suggested: outside scope"
    model = place.matrix_page.matrix.matrix_model
    index = model.index(lines(place)[0], 1)
    assert "often late" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert str(index.data()) == "Not yet checked"
    assert "suggested" not in as_table_text(model)
    assert "suggested" not in as_table_html(model)
    assert answers(workspace) == [[None, None]] * 5
    assert "Answer" not in (workspace.undo_label or "")


def test_an_answer_takes_the_place_of_what_was_suggested(place: FollowUpPlace, workspace: Workspace) -> None:
    row = workspace.matrix(place.earlier()).rows[1]
    workspace.answer(row.recommendation.id, row.cells[0].document, coverage=Coverage.NOT_MENTIONED)
    assert suggested(place, 1, 1) == ""
    assert suggested(place, 1, 2) == "suggested: outside scope"


def test_g_selects_what_is_suggested_alike_and_one_key_answers_all_in_one_step(
    qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace
) -> None:
    before, steps = answers(workspace), len(workspace.history())
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_G)
    alike = [row for row in range(5) if suggested(place, row, 1) == "suggested: outside scope"]
    assert len(alike) >= 3
    assert chosen(place) == [(row, 1) for row in alike]
    assert f"{len(alike)} cells selected" in place.matrix_page.card.selected.text()
    press(qtbot, window, Qt.Key.Key_4, ALT)
    assert [row[0] for row in answers(workspace)] == [Coverage.OUTSIDE_SCOPE if row in alike else None for row in range(5)]
    assert [row[1] for row in answers(workspace)] == [None] * 5
    assert len(workspace.history()) == steps + 1
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert answers(workspace) == before


def test_u_selects_what_is_unanswered_ctrl_space_leaves_one_out_and_answers_given_stay(
    qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace
) -> None:
    rows = workspace.matrix(place.earlier()).rows
    workspace.answer(rows[2].recommendation.id, rows[2].cells[0].document, coverage=Coverage.SAME_TOPIC, outcome=Outcome.WORSE)
    place.matrix_page.matrix.go_to(rows[0].recommendation.id, rows[0].cells[0].document)
    press(qtbot, window, Qt.Key.Key_U)
    assert chosen(place) == [(0, 1), (1, 1), (3, 1), (4, 1)]
    press(qtbot, window, Qt.Key.Key_Down, CTRL)
    assert chosen(place) == [(0, 1), (1, 1), (3, 1), (4, 1)]
    press(qtbot, window, Qt.Key.Key_Space, CTRL)
    assert chosen(place) == [(0, 1), (3, 1), (4, 1)]
    press(qtbot, window, Qt.Key.Key_Down, SHIFT)  # from the second over the third, which is answered
    assert chosen(place) == [(1, 1), (2, 1)]
    press(qtbot, window, Qt.Key.Key_3, ALT)
    given = [Coverage.NOT_MENTIONED if row == 1 else Coverage.SAME_TOPIC if row == 2 else None for row in range(5)]
    assert [row[0] for row in answers(workspace)] == given


def test_shift_selects_a_block_over_the_titles_and_escape_ends_it(qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace) -> None:
    press(qtbot, window, Qt.Key.Key_Down, SHIFT, times=2)
    press(qtbot, window, Qt.Key.Key_Right, SHIFT)
    assert chosen(place) == [(row, column) for row in range(3) for column in (1, 2)]
    press(qtbot, window, Qt.Key.Key_Escape)
    assert chosen(place) == [(2, 2)]
    assert not place.matrix_page.card.selected.isVisible()
    press(qtbot, window, Qt.Key.Key_Up, SHIFT)
    press(qtbot, window, Qt.Key.Key_4, ALT)
    press(qtbot, window, Qt.Key.Key_Up, SHIFT)
    assert answers(workspace)[1:3] == [[None, Coverage.OUTSIDE_SCOPE]] * 2
    press(qtbot, window, Qt.Key.Key_Backspace, CTRL)
    assert answers(workspace) == [[None, None]] * 2 + [[None, Coverage.OUTSIDE_SCOPE]] + [[None, None]] * 2


def test_a_click_on_the_head_of_a_visit_selects_what_is_unanswered_there(qtbot: QtBot, place: FollowUpPlace) -> None:
    header = place.matrix_page.matrix.horizontalHeader()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionViewportPosition(2) + 20, 12))
    assert chosen(place) == [(row, 2) for row in range(5)]


def test_find_keeps_the_rows_with_all_words_and_escape_brings_all_back(qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace) -> None:
    rows = workspace.matrix(place.earlier()).rows
    workspace.answer(rows[3].recommendation.id, rows[3].cells[0].document, coverage=Coverage.NOT_MENTIONED, note="Ask the adoption panel’s chair")
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "improve ")
    assert [ASKED.index(line.row.recommendation.text) for line in place.matrix_page.matrix.matrix_model.lines if line.row] == [2, 3]
    qtbot.keyClicks(QApplication.focusWidget(), "panel's")
    assert len(lines(place)) == 1
    press(qtbot, window, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is place.matrix_page.matrix
    assert place.matrix_page.finder.isVisible()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert len(lines(place)) == 5
    assert not place.matrix_page.finder.isVisible()


def test_next_unanswered_looks_among_all_rows(qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace) -> None:
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "hostels")
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Right, times=2)
    press(qtbot, window, Qt.Key.Key_N)
    assert len(lines(place)) == 5
    assert place.matrix_page.finder.words == ""


def test_space_shows_the_nearest_passage_from_cell_to_cell_and_who_answered_when(
    qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace
) -> None:
    card = place.matrix_page.card
    assert not card.isVisible()
    press(qtbot, window, Qt.Key.Key_Space)
    assert "Not yet checked" in card.where.text()
    assert "often late" in card.words.text()
    rows = workspace.matrix(place.earlier()).rows
    workspace.answer(rows[1].recommendation.id, rows[1].cells[0].document, coverage=Coverage.OUTSIDE_SCOPE, note="The letter names its focus.")
    press(qtbot, window, Qt.Key.Key_Down)
    assert "by QA officer" in card.where.text()
    assert "The letter names its focus." in card.words.text()
    press(qtbot, window, Qt.Key.Key_Space)
    press(qtbot, window, Qt.Key.Key_Up)
    assert not card.isVisible()


def test_a_label_is_typed_through_even_where_its_letters_are_keys(qtbot: QtBot, window: MainWindow, place: FollowUpPlace) -> None:
    model = place.matrix_page.matrix.matrix_model
    assert model.row_of("r4") is not None
    press(qtbot, window, Qt.Key.Key_R)
    press(qtbot, window, Qt.Key.Key_4)
    assert place.matrix_page.matrix.currentIndex().row() == lines(place)[3]


def test_shift_enter_reads_the_passage_and_one_key_goes_back_to_the_cell(
    qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace
) -> None:
    session = window.session
    assert session is not None
    rows = workspace.matrix(place.earlier()).rows
    later = rows[0].cells[0].document
    text = workspace.reading(later).text
    start = text.index("They are now")
    workspace.answer(rows[0].recommendation.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.ADDRESSED, cite=(Span(start, start + 40),))
    workspace.tag_span(later, Span(start + 50, start + 60), "tag-recommendation")  # a document with rows of its own
    for key, modifier in ((Qt.Key.Key_Left, ALT), (Qt.Key.Key_2, CTRL)):
        place.matrix_page.matrix.go_to(rows[0].recommendation.id, later)
        press(qtbot, window, Qt.Key.Key_Return, SHIFT)
        assert session.currentWidget() is session.read
        qtbot.waitUntil(lambda: session.read.document == later)
        assert session.read.pane.selected_highlight() == workspace.matrix(place.earlier()).rows[0].cells[0].cited[0].highlight
        press(qtbot, window, key, modifier)
        assert session.currentWidget() is place
        assert place.earlier() == rows[0].recommendation.document
        assert place.matrix_page.matrix.keep_current() == (rows[0].recommendation.id, later)


def test_from_the_worksheet_to_the_page_and_back(qtbot: QtBot, window: MainWindow, place: FollowUpPlace) -> None:
    session = window.session
    assert session is not None
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.in_worksheet and place.worksheet_page.passage() is not None, timeout=10_000)
    before = place.worksheet_page.place
    press(qtbot, window, Qt.Key.Key_Return, SHIFT)
    assert session.currentWidget() is session.read
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    assert session.currentWidget() is place
    assert place.worksheet_page.place == before


def test_the_passage_that_is_moved_up_is_shown_first(qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace) -> None:
    rows = workspace.matrix(place.earlier()).rows
    later = rows[0].cells[0].document
    text = workspace.reading(later).text
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in ("They are now completed", "Managers check the quality")]
    workspace.answer(rows[0].recommendation.id, later, coverage=Coverage.SAME_TOPIC, outcome=Outcome.ADDRESSED, cite=spans)
    place.open_worksheet(rows[0].recommendation.id, later)
    evidence = place.worksheet_page.right.evidence
    up = [button for button in evidence.findChildren(QPushButton) if button.accessibleName().startswith("Move the passage up")]
    assert len(up) == 1
    up[0].setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, window, Qt.Key.Key_Space)
    cited = workspace.matrix(place.earlier()).rows[0].cells[0].cited
    assert [passage.quote for passage in cited] == ["Managers check the quality", "They are now completed"]
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    cited = workspace.matrix(place.earlier()).rows[0].cells[0].cited
    assert [passage.quote for passage in cited] == ["They are now completed", "Managers check the quality"]


def test_the_panel_of_the_recommendation_is_built_anew_only_when_it_says_something_else(
    qtbot: QtBot, window: MainWindow, place: FollowUpPlace
) -> None:
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.in_worksheet and place.worksheet_page.passage() is not None, timeout=10_000)
    left = place.worksheet_page.left
    body = left.widget()
    press(qtbot, window, Qt.Key.Key_2)
    press(qtbot, window, Qt.Key.Key_Q)
    assert left.widget() is body
    place.worksheet_page.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_Return, CTRL)
    assert left.widget() is not body
    assert any("Addressed" in button.accessibleName() for button in left.findChildren(QPushButton))


def test_what_is_suggested_is_never_cut(qtbot: QtBot, window: MainWindow, place: FollowUpPlace, workspace: Workspace) -> None:
    window.resize(900, 470)  # before the visits come: what is suggested for them comes last of all
    urn = workspace.document(place.earlier()).authority
    for year in ("2022", "2023", "2024"):
        data = LATER.replace("2019", year).encode()
        document = workspace.import_reading(file_name=f"{year}.md", data=data, reading=read_bytes(f"{year}.md", data))
        workspace.set_fact(document, FactName.AUTHORITY, urn)
    view = place.matrix_page.matrix
    qtbot.waitUntil(lambda: view.matrix_model.columnCount() == 7 and bool(suggested(place, 0, 5)), timeout=10_000)
    assert view.columnWidth(1) == 130
    view.matrix_model.foresee({})  # as the table stands before anything has come
    view.fit_rows()
    place._foresight.arrived.emit()
    narrow = [view.matrix_model.index(row, column) for row in lines(place) for column in range(1, 6)]
    assert all(view.rowHeight(index.row()) >= view.sizeHintForIndex(index).height() for index in narrow)
    one = QFontMetrics(theme.font()).height()
    assert max(view.rowHeight(index.row()) for index in narrow) > 3 * one + QFontMetrics(theme.font(theme.SMALL)).height() + 2 * theme.GRID


def test_the_recommendation_gives_way_before_the_table_scrolls_sideways(qtbot: QtBot, window: MainWindow, place: FollowUpPlace) -> None:
    view = place.matrix_page.matrix
    for width in (575, 600, 700, 900):
        view.setFixedWidth(width)
        view.lay_out()
        assert view.horizontalHeader().length() <= view.viewport().width(), width


def test_the_earlier_document_is_named_in_full_where_there_is_room(qtbot: QtBot, window: MainWindow, place: FollowUpPlace) -> None:
    box = place.matrix_page.chooser
    box.setItemText(0, "Bath and North East Somerset – Focused visit 2020")
    words = box.fontMetrics().horizontalAdvance(box.currentText())
    qtbot.waitUntil(lambda: box.width() > words + 30)
    window.resize(900, 470)
    qtbot.waitUntil(lambda: box.width() <= 300)
    assert box.toolTip() == box.currentText()


def test_as_many_keys_as_there_is_room_for_are_named_the_first_ones_first(qtbot: QtBot) -> None:
    hints = Hints((("next unanswered", "matrix.next_unanswered"), ("open", "matrix.open"), ("", "matrix.read"), ("find", "matrix.find")))
    qtbot.addWidget(hints)
    hints.show()
    named = [[label.text() for label in hints.findChildren(QLabel) if not label.isHidden()] for room in range(0, 700, 10) if hints.fit(room) is None]
    steps = [words for number, words in enumerate(named) if number == 0 or words != named[number - 1]]
    assert [len(words) for words in steps] == [0, 2, 5, 7]
    assert steps[1][0] == "next unanswered"
    hints.fit(0)
    assert not hints.isVisible()
