"""The Follow up work place: real key presses on a real review of an invented authority."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app.exporting import SYMBOLS
from reviewer.app.followup import FollowUp
from reviewer.app.jobs import read_bytes
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.british_dates import british_range, parse_british_date
from reviewer.domain.document import FactName
from reviewer.domain.review import Standing
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.domain.span import Span
from reviewer.ui import tasks
from reviewer.ui.action_set import ActionSet
from reviewer.ui.actions import Place
from reviewer.ui.bridge import ReviewEvents
from reviewer.ui.choose import Chooser
from reviewer.ui.followup.matrix_choice import filtered
from reviewer.ui.followup.matrix_model import as_table_text
from reviewer.ui.followup.place import FollowUpPlace
from reviewer.ui.followup.recommendation_panel import _marked_text
from reviewer.ui.theme import LIGHT, stylesheet

EARLIER = """# Inspection of services for children in need of help and protection, children looked after and care leavers

Inspection date: 5 June 2017 – 29 June 2017

Report published: 4 August 2017

## Recommendations

1. Ensure that assessments of kinship carers are completed on time.

2. Ensure that young people who are homeless are never placed in hostels.

## Summary

3. Assessments of kinship carers are often late. (Recommendation)
"""
LATER = """1 March 2019

Dear Director

# Focused visit to Eastmere children’s services

This letter summarises the findings of a focused visit on 6 February 2019.

Inspectors looked at the local authority’s arrangements for permanence.

## Findings

- At the last inspection in 2017, assessments of kinship carers were often late. They are now completed on time in most cases.

- Social workers know children well and visit them often.

- Managers check the quality of plans every month.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "r.review", author="Tester")
    urn = made.add_authority("Eastmere")
    for name, text, date in (("old.md", EARLIER, "2017-06-05/2017-06-29"), ("new.md", LATER, "2019-02-06/2019-02-06"), ("last.md", LATER.replace("2019", "2021"), "2021-02-06/2021-02-06")):
        data = text.encode()
        document = made.import_reading(file_name=name, data=data, reading=read_bytes(name, data))
        made.set_fact(document, FactName.AUTHORITY, urn)
        made.set_fact(document, FactName.INSPECTION_DATES, date)
    old = next(d for d in made.documents() if d.file_name == "old.md")
    made.accept_suggestions([s.id for s in made.suggestions(old.id) if s.tag == "tag-recommendation"])
    yield made
    made.close()


@pytest.fixture
def place(qtbot: QtBot, workspace: Workspace) -> Iterator[FollowUpPlace]:
    window = QMainWindow()
    qtbot.addWidget(window)
    shown = FollowUpPlace(workspace, FollowUp(workspace))
    window.setCentralWidget(shown)
    actions = ActionSet(window)
    actions.bind(Place.MATRIX, shown.matrix_page, shown)
    shown.worksheet_made.connect(lambda: actions.bind(Place.WORKSHEET, shown.worksheet_page, shown))
    actions.set_states(frozenset({"writable"}))
    actions.show_places(frozenset({Place.MATRIX, Place.WORKSHEET}))
    events = ReviewEvents(workspace, window)
    events.changed.connect(shown.refresh)
    window.resize(1366, 700)
    window.show()
    window.activateWindow()
    yield shown
    events.stop()
    assert tasks.wait_for_all()
    if shown.made_worksheet is not None:
        shown.made_worksheet.pane.shutdown()
    window.close()


def press(qtbot: QtBot, place: FollowUpPlace, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or place, key, modifiers)


def rows(workspace: Workspace) -> list:
    return list(workspace.matrix(workspace.earlier_documents()[0].id).rows)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_first(qtbot: QtBot, place: FollowUpPlace) -> None:
    press(qtbot, place, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.in_worksheet and place.worksheet_page.passage() is not None, timeout=10_000)


def test_a_confirmed_answer_with_one_passage_in_four_presses(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Q)
    assert rows(workspace)[0].cells[0].revisit is None, "nothing is saved before it is confirmed"
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    cell = rows(workspace)[0].cells[0]
    assert (cell.coverage, cell.outcome, cell.revisit.author) == (Coverage.REFERRED_BACK, Outcome.ADDRESSED, "Tester")
    assert len(cell.cited) == 1
    assert "kinship carers" in cell.cited[0].quote
    assert workspace.undo() is not None
    assert rows(workspace)[0].cells[0].revisit is None


def test_outcome_asks_for_revisited_first_and_confirm_for_both(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    said: list[str] = []
    place.noticed.connect(said.append)
    press(qtbot, place, Qt.Key.Key_Q)
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    press(qtbot, place, Qt.Key.Key_2)
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    assert len(said) == 3
    assert all(cell.revisit is None for row in rows(workspace) for cell in row.cells)


def in_view(part: QWidget, of: QWidget) -> bool:
    """Tell whether all of a widget can be seen, whatever scrolls around it."""
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect() and of.rect().contains(QRect(part.mapTo(of, QPoint(0, 0)), part.size()))


@pytest.fixture
def dressed() -> Iterator[None]:
    """Let the program's own style sheet be in force, as it is in the window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.styleSheet()
    application.setStyleSheet(stylesheet(LIGHT))
    yield
    application.setStyleSheet(before)


@pytest.mark.parametrize(("width", "height"), [(1366, 674), (1093, 520)])
def test_suggestion_answer_evidence_and_confirm_are_all_in_view(
    qtbot: QtBot, dressed: None, place: FollowUpPlace, width: int, height: int
) -> None:
    window = place.window()
    window.resize(width, height)
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_Return, Qt.Key.Key_1)
    right = place.worksheet_page.right
    qtbot.wait(50)
    assert (place.width(), place.height()) == (width, height)
    parts = [right._why_title, right._suggests, *right.coverages.by_answer.values(), *right.outcomes.by_answer.values(), right.evidence, right.confirm]
    assert [part.accessibleName() or str(part) for part in parts if not in_view(part, right)] == []
    for choice in [*right.coverages.by_answer.values(), *right.outcomes.by_answer.values()]:
        assert "…" not in choice.text(), "every answer says all its words"
    assert right._why.toolTip() or not right._why.text()
    assert right.evidence.verticalScrollBar().maximum() == 0, "the cited passage is not cut"
    splitter = place.worksheet_page.findChild(QSplitter)
    splitter.setSizes([400, 2000, 100])  # as narrow as it can be made
    qtbot.wait(50)
    for button in (right.confirm, right.action):
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert button.width() >= words + 12, "the words of a button are whole"
    assert right.evidence.verticalScrollBar().maximum() == 0
    assert in_view(place.worksheet_page._progress, place)
    assert place.worksheet_page._progress.text() == "0 of 4 answered"
    press(qtbot, place, Qt.Key.Key_O)
    assert in_view(right.note, right)


def test_n_goes_to_the_next_unanswered_visit_by_visit(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    sheet, (one, two) = place.worksheet_page, rows(workspace)
    first, second = (document.id for document in workspace.matrix(one.recommendation.document).later)
    workspace.answer(two.recommendation.id, first, coverage=Coverage.OUTSIDE_SCOPE)
    workspace.answer(one.recommendation.id, second, coverage=Coverage.OUTSIDE_SCOPE)
    said: list[str] = []
    place.noticed.connect(said.append)
    press(qtbot, place, Qt.Key.Key_4)
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    press(qtbot, place, Qt.Key.Key_N)
    assert sheet.place == (two.recommendation.id, second), "all of this visit is answered: the next visit comes"
    press(qtbot, place, Qt.Key.Key_N)
    assert "last one" in said[-1]
    press(qtbot, place, Qt.Key.Key_N, modifiers=SHIFT)
    assert sheet.place == (one.recommendation.id, second), "answered ones are reached too"
    workspace.answer(two.recommendation.id, second, coverage=Coverage.OUTSIDE_SCOPE)
    press(qtbot, place, Qt.Key.Key_N)
    assert "Every recommendation is answered" in said[-1]


def test_s_chooses_what_is_suggested_and_saves_nothing(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    sheet = place.worksheet_page
    found = sheet._suggestion
    assert found is not None
    assert found.coverage is Coverage.REFERRED_BACK
    checked = [answer for answer, choice in sheet.right.coverages.by_answer.items() if choice.isChecked()]
    assert checked == [], "nothing is filled in by itself"
    press(qtbot, place, Qt.Key.Key_S)
    assert rows(workspace)[0].cells[0].revisit is None
    if found.outcome is None:
        press(qtbot, place, Qt.Key.Key_Q)
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    cell = rows(workspace)[0].cells[0]
    assert (cell.coverage, cell.outcome, len(cell.cited)) == (found.coverage, found.outcome or Outcome.ADDRESSED, 1)


def test_not_mentioned_takes_no_outcome_and_can_be_taken_back(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_2, Qt.Key.Key_Q, Qt.Key.Key_3)
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    cell = rows(workspace)[0].cells[0]
    assert (cell.coverage, cell.outcome) == (Coverage.NOT_MENTIONED, None)
    press(qtbot, place, Qt.Key.Key_Backspace, modifiers=CTRL)
    assert rows(workspace)[0].cells[0].revisit is None


def test_moving_between_recommendations_visits_and_back(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    sheet = place.worksheet_page
    first = sheet.place
    press(qtbot, place, Qt.Key.Key_N)
    assert sheet.place[0] != first[0]
    assert sheet.place[1] == first[1]
    press(qtbot, place, Qt.Key.Key_P, Qt.Key.Key_V)
    assert (sheet.place[0], sheet.place[1] != first[1]) == (first[0], True)
    press(qtbot, place, Qt.Key.Key_B)
    assert sheet.place == first
    press(qtbot, place, Qt.Key.Key_Escape)
    assert not place.in_worksheet
    assert place.matrix_page.matrix.keep_current() == first


def test_next_unanswered_walks_the_matrix(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    matrix = place.matrix_page.matrix
    seen = []
    for _ in range(4):
        seen.append(matrix.keep_current())
        press(qtbot, place, Qt.Key.Key_N)
    assert len(set(seen)) == 4
    for row in rows(workspace):
        for cell in row.cells:
            workspace.answer(cell.recommendation, cell.document, coverage=Coverage.OUTSIDE_SCOPE)
    said: list[str] = []
    place.noticed.connect(said.append)
    qtbot.waitUntil(lambda: place.matrix_page.matrix.matrix_model.matrix.answered == 4)
    press(qtbot, place, Qt.Key.Key_N)
    assert said
    assert "Every recommendation is answered" in said[0]


def test_weak_matches_are_folded_away_and_j_goes_on_into_them(qtbot: QtBot, place: FollowUpPlace) -> None:
    sheet, noticed = place.worksheet_page, []
    place.noticed.connect(noticed.append)
    open_first(qtbot, place)
    found = sheet._suggestion
    assert found is not None
    assert 1 <= found.strong < len(found.passages), "the test needs both kinds"
    assert len(sheet.pane._marks.passages) == found.strong
    assert sheet._position.text() == f"suggestion 1 of {found.strong} · {len(found.passages) - found.strong} weak"
    press(qtbot, place, *[Qt.Key.Key_J] * found.strong)
    assert sheet._position.text() == f"weak match 1 of {len(found.passages) - found.strong}"
    assert len(sheet.pane._marks.passages) == found.strong + 1
    assert len(noticed) == 1
    assert "weak" in noticed[0]
    press(qtbot, place, Qt.Key.Key_K)
    assert len(sheet.pane._marks.passages) == found.strong


def test_the_best_of_only_weak_matches_is_shown_and_said_to_be_weak(qtbot: QtBot, place: FollowUpPlace) -> None:
    sheet = place.worksheet_page
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: sheet.passage() is not None, timeout=10_000)
    assert sheet._suggestion is not None
    assert sheet._suggestion.strong == 0
    assert len(sheet.pane._marks.passages) == 1
    assert sheet._position.text().startswith("weak match 1 of ")
    assert "probably not mentioned" in sheet.right._why_title.text()


def test_dismissed_passage_stays_away_until_undone(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    sheet = place.worksheet_page
    gone = sheet.passage().span
    press(qtbot, place, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: sheet.passage() is None or sheet.passage().span != gone, timeout=10_000)
    workspace.undo()
    qtbot.waitUntil(lambda: sheet.passage() is not None and sheet.passage().span == gone, timeout=10_000)


def test_letters_typed_into_the_note_are_text_not_commands(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    sheet = place.worksheet_page
    press(qtbot, place, Qt.Key.Key_O)
    assert QApplication.focusWidget() is sheet.right.note
    qtbot.keyClicks(sheet.right.note, "now 1 x quick")
    press(qtbot, place, Qt.Key.Key_Return)
    assert sheet.right.note.toPlainText() == "now 1 x quick\n"
    assert rows(workspace)[0].cells[0].revisit is None
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    press(qtbot, place, Qt.Key.Key_4)
    press(qtbot, place, Qt.Key.Key_Return, modifiers=CTRL)
    assert rows(workspace)[0].cells[0].revisit.note.strip() == "now 1 x quick"


def test_the_action_is_saved_as_it_is_typed(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_A)
    qtbot.keyClicks(QApplication.focusWidget(), "Weekly check")
    editor = place.worksheet_page.editor
    editor._owner.setFocus()
    qtbot.keyClicks(editor._owner, "Head of service")
    editor._due.setFocus()
    qtbot.keyClicks(editor._due, "3/12")
    assert "Not a date yet" in editor._due_hint.text()
    qtbot.keyClicks(editor._due, "/2026")
    assert editor._due_hint.text() == "Thursday 3 December 2026" == editor._due.accessibleDescription()
    action = workspace.action(rows(workspace)[0].recommendation.id)
    assert (action.text, action.owner, action.due, action.status) == ("Weekly check", "Head of service", "2026-12-03", ActionStatus.NOT_STARTED)
    press(qtbot, place, Qt.Key.Key_Escape)
    assert place.worksheet_page.pane.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is place.worksheet_page.pane


def test_never_revisited_only_when_all_is_checked(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    first = rows(workspace)[0]
    workspace.answer(first.recommendation.id, first.cells[0].document, coverage=Coverage.NOT_MENTIONED)
    assert rows(workspace)[0].standing is Standing.NOT_REVISITED_SO_FAR
    assert "Never revisited" not in as_table_text(place.matrix_page.matrix.matrix_model)
    workspace.answer(first.recommendation.id, first.cells[1].document, coverage=Coverage.NOT_MENTIONED)
    qtbot.waitUntil(lambda: "Never revisited" in as_table_text(place.matrix_page.matrix.matrix_model))


def test_m_confirms_the_marked_paragraphs(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    assert [(m.number, m.confirmed) for m in rows(workspace)[0].recommendation.marked] == [(3, False)]
    press(qtbot, place, Qt.Key.Key_M)
    assert [(m.number, m.confirmed) for m in rows(workspace)[0].recommendation.marked] == [(3, True)]
    place.worksheet_page.left.mark_removed.emit(3, rows(workspace)[0].recommendation.marked[0].start)
    assert rows(workspace)[0].recommendation.marked == ()
    workspace.undo()
    workspace.undo()
    assert [(m.number, m.confirmed) for m in rows(workspace)[0].recommendation.marked] == [(3, False)]


@pytest.mark.parametrize(("which", "shown"), [("all", 2), ("open", 1), ("never", 1), ("to-check", 1), ("overdue", 0)])
def test_filters_show_what_they_say(place: FollowUpPlace, workspace: Workspace, which: str, shown: int) -> None:
    one, two = rows(workspace)
    for cell in one.cells:
        workspace.answer(cell.recommendation, cell.document, coverage=Coverage.NOT_MENTIONED)
    workspace.answer(two.recommendation.id, two.cells[0].document, coverage=Coverage.SAME_TOPIC, outcome=Outcome.ADDRESSED)
    found = filtered(workspace.matrix(workspace.earlier_documents()[0].id), which, dt.date(2026, 1, 1))
    assert len(found.rows) == shown


def test_every_cell_says_its_words(place: FollowUpPlace) -> None:
    model = place.matrix_page.matrix.matrix_model
    texts = {str(model.data(model.index(r, c), Qt.ItemDataRole.AccessibleTextRole)) for r in range(model.rowCount()) for c in range(1, model.columnCount())}
    assert any("Not yet checked" in text for text in texts)
    assert any("Not revisited so far" in text for text in texts)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("3 December 2026", "2026-12-03"), ("3 Dec 2026", "2026-12-03"), ("03/12/2026", "2026-12-03"), ("3.12.26", "2026-12-03"), ("2026-12-03", "2026-12-03"), ("31/02/2026", None), ("soon", None), ("12/2026", None)],
)
def test_british_dates(typed: str, iso: str | None) -> None:
    found = parse_british_date(typed)
    assert (found.isoformat() if found else None) == iso


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [("2022-10-10", "2022-10-14", "10–14 Oct 2022"), ("2017-06-20", "2017-07-13", "20 Jun – 13 Jul 2017"), ("2024-12-02", "2025-01-16", "2 Dec 2024 – 16 Jan 2025"), ("2019-03-06", "2019-03-06", "6 Mar 2019")],
)
def test_date_ranges_say_what_is_shared_once(first: str, last: str, words: str) -> None:
    assert british_range(first, last) == words


def test_copying_gives_text_and_a_real_table(qtbot: QtBot, place: FollowUpPlace) -> None:
    press(qtbot, place, Qt.Key.Key_C, modifiers=CTRL)
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == as_table_text(place.matrix_page.matrix.matrix_model)
    table = copied.html()
    model = place.matrix_page.matrix.matrix_model
    assert table.count("<tr>") == model.rowCount() + 1
    assert table.count("<th") == model.columnCount()
    assert table.count("? Not yet checked") == sum(cell.coverage is None for row in model.matrix.rows for cell in row.cells) > 0
    assert "Arial" in table and table.count("<col ") == model.columnCount()
    assert '<table width="100%"' in table, "else Word cuts off what is beyond the edge of the page"
    assert table.count('valign="top"') == table.count("<td") + model.columnCount(), "Calc knows no other way"
    assert "R1 Ensure that assessments of kinship carers are completed on time." in table


class Cells(HTMLParser):
    """Collect the cells of a table as Word and Excel see them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open, self._spare = False, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._spare = int(dict(attrs).get("colspan") or 1) - 1
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.rows[-1] += [""] * self._spare
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def test_the_copied_table_parses_into_the_cells_of_the_matrix(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    first = rows(workspace)[0]
    workspace.answer(first.recommendation.id, first.cells[0].document, coverage=Coverage.SAME_TOPIC, outcome=Outcome.ADDRESSED)
    workspace.set_action(Action("", first.recommendation.id, owner="=HYPERLINK(0)"))
    press(qtbot, place, Qt.Key.Key_C, modifiers=CTRL)
    copied = QApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in copied.text().split("\n")]
    assert len({len(line) for line in lines}) == 1, "every line has every column"
    cells = Cells()
    cells.feed(copied.html())
    shapes = tuple(f"{symbol} " for symbol in SYMBOLS.values())  # they stand before the answers, in the table alone
    bare = [[text[2:] if 0 < n < len(row) - 1 and text.startswith(shapes) else text for n, text in enumerate(row)] for row in cells.rows]
    assert bare == lines
    assert cells.rows[1][1] == "● Addressed · Same topic" or cells.rows[2][1] == "● Addressed · Same topic"
    flat = [text for line in lines for text in line]
    assert "Addressed · Same topic" in flat
    assert any(text.startswith("Totals of all 2") for text in flat)
    assert not any(text.startswith(("=", "+", "-", "@")) for text in flat)


def test_o_orders_f_filters_by_owner_and_both_are_kept(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    one, two = rows(workspace)
    workspace.set_action(Action("", two.recommendation.id, owner="Head of service"))
    page = place.matrix_page
    qtbot.waitUntil(lambda: page.filter.findData("owner:Head of service") > 0)
    press(qtbot, place, Qt.Key.Key_O)
    popup = page.order.view()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_End)
    qtbot.keyClick(popup, Qt.Key.Key_Up)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.order.currentText() == "By owner"
    model = page.matrix.matrix_model
    assert [line.row.recommendation.id if line.row else line.title for line in model.lines][:4] == ["Head of service", two.recommendation.id, "No owner", one.recommendation.id]
    page.filter.setCurrentIndex(page.filter.findData("owner:Head of service"))
    page.filter.activated.emit(page.filter.currentIndex())
    assert [line.row.recommendation.id for line in model.lines if line.row] == [two.recommendation.id]
    assert str(model.index(model.rowCount() - 1, 0).data()) == "Totals of the 1 shown"
    assert page.matrix.keep_current()[0] == two.recommendation.id, "the cell that went away gives the focus to one that is there"
    assert workspace.setting("followup-order") == "owner"


def test_y_shows_the_years_then_nothing_and_enter_goes_to_the_row(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    page, (one, two) = place.matrix_page, rows(workspace)
    workspace.answer(one.recommendation.id, one.cells[0].document, coverage=Coverage.SAME_TOPIC, outcome=Outcome.WORSE)
    press(qtbot, place, Qt.Key.Key_Y)
    assert page.years.isVisible()
    assert QApplication.focusWidget() is page.years
    said = [str(page.years.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(2)]
    assert said[0].startswith("R2: not revisited so far, 2 to check, made ")
    assert said[1].startswith("R1: ")
    assert "(2019)" in said[1]
    press(qtbot, place, Qt.Key.Key_Return)
    assert not place.in_worksheet
    assert page.matrix.keep_current()[0] == two.recommendation.id
    assert QApplication.focusWidget() is page.matrix
    press(qtbot, place, Qt.Key.Key_Y)
    assert not page.years.isVisible()
    assert workspace.setting("followup-above") == "nothing"


def test_hovering_a_cell_shows_its_quotation(place: FollowUpPlace, workspace: Workspace) -> None:
    first = rows(workspace)[0]
    reading = workspace.reading(first.cells[0].document)
    start = reading.text.index("They are now")
    workspace.answer(first.recommendation.id, first.cells[0].document, coverage=Coverage.SAME_TOPIC, outcome=Outcome.ADDRESSED, cite=(Span(start, start + 40),))
    model = place.matrix_page.matrix.matrix_model
    tip = str(model.place_of(first.recommendation.id, first.cells[0].document).data(Qt.ItemDataRole.ToolTipRole))
    assert "They are now completed on time" in tip
    assert "Confirmed" in tip
    assert model.place_of(first.recommendation.id, first.cells[1].document).data(Qt.ItemDataRole.ToolTipRole) is None


class Given(Chooser):
    """Answer with a path instead of a dialog."""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self.path = path

    def save_as(self, title: str, suggestion: str, pattern: str) -> Path | None:
        return self.path


@pytest.mark.parametrize(("name", "head"), [("a.svg", b"<?xml"), ("b.png", b"\x89PNG"), ("c", b"\x89PNG")])
def test_the_matrix_is_saved_as_a_picture(
    qtbot: QtBot, place: FollowUpPlace, workspace: Workspace, tmp_path: Path, name: str, head: bytes
) -> None:
    said: list[str] = []
    place.noticed.connect(said.append)
    place.chooser = Given(tmp_path / name)
    press(qtbot, place, Qt.Key.Key_S, modifiers=CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    written = tmp_path / (name if "." in name else f"{name}.png")
    assert written.read_bytes().startswith(head)
    assert workspace.audit(1)[0].detail.startswith(written.name)
    if name.endswith(".svg"):
        text = written.read_text(encoding="utf-8")
        ET.fromstring(text)
        for words in ("Not yet checked", "Years since last revisited", "Recommendations and later documents", "Eastmere"):
            assert words in text


def test_no_picture_of_what_is_not_published(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace, tmp_path: Path) -> None:
    workspace.set_fact(place.earlier(), FactName.PUBLICATION_STATE, "draft")
    failed: list[str] = []
    place.failed.connect(failed.append)
    place.chooser = Given(tmp_path / "a.png")
    press(qtbot, place, Qt.Key.Key_S, modifiers=CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(failed), timeout=10_000)
    assert "not published" in failed[0]
    assert not (tmp_path / "a.png").exists()


def test_next_unanswered_then_enter_opens_it(qtbot: QtBot, place: FollowUpPlace) -> None:
    press(qtbot, place, Qt.Key.Key_N)
    press(qtbot, place, Qt.Key.Key_Return)
    assert place.in_worksheet


AGAIN = LATER.replace("2019", "2021").replace("6 February", "9 June") + """
## What needs to improve in this area of social work practice

- The timeliness of assessments of kinship carers.
"""


@pytest.fixture
def repeated(workspace: Workspace) -> tuple[str, str]:
    """Add a later letter that asks again for what the report asked; return the two recommendations."""
    data, urn = AGAIN.encode(), workspace.authorities()[0].urn
    own = workspace.documents()[0].authority
    document = workspace.import_reading(file_name="again.md", data=data, reading=read_bytes("again.md", data))
    workspace.set_fact(document, FactName.AUTHORITY, own or urn)
    workspace.set_fact(document, FactName.INSPECTION_DATES, "2021-06-09/2021-06-09")
    workspace.accept_suggestions([s.id for s in workspace.suggestions(document)])
    (later,) = workspace.recommendations(document)
    report = next(d.id for d in workspace.documents() if d.file_name == "old.md")
    earlier = next(r for r in workspace.recommendations(report) if "kinship" in r.text)
    return earlier.id, later.id


def test_l_links_what_comes_back_and_the_row_shows_the_thread(repeated: tuple[str, str], qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    earlier, _ = repeated
    place.show_earlier(next(r.document for r in workspace.recommendations() if r.id == earlier))
    model, desk = place.matrix_page.matrix.matrix_model, place.worksheet_page.threads
    qtbot.waitUntil(lambda: bool(desk.offers), timeout=10_000)
    assert model.thread_words(earlier) == "link to another year offered"
    assert workspace.thread_links() == (), "nothing links itself"
    place.open_worksheet(earlier, workspace.matrix(place.earlier()).later[0].id)
    qtbot.waitUntil(lambda: place.worksheet_page.passage() is not None, timeout=10_000)
    press(qtbot, place, Qt.Key.Key_L)
    assert [(link.earlier, link.later) for link in workspace.thread_links()] == [repeated]
    assert model.thread_words(earlier) == "2017 R1 → 2021 A1"
    assert "R1" in str(model.place_of(earlier, "").data())
    assert "2017 R1 → 2021 A1" in str(model.place_of(earlier, "").data())
    workspace.undo()
    qtbot.waitUntil(lambda: bool(desk.offers), timeout=10_000)
    press(qtbot, place, Qt.Key.Key_D)
    assert [link.state.value for link in workspace.thread_links()] == ["dismissed"]
    assert model.thread_words(earlier) == ""
    said: list[str] = []
    place.noticed.connect(said.append)
    press(qtbot, place, Qt.Key.Key_L)
    assert "No link" in said[-1]


def test_shift_l_links_what_was_not_offered_by_typing_ahead_and_takes_it_back(
    repeated: tuple[str, str], qtbot: QtBot, place: FollowUpPlace, workspace: Workspace
) -> None:
    report = next(d.id for d in workspace.documents() if d.file_name == "old.md")
    hostels = next(r for r in workspace.recommendations(report) if "hostels" in r.text)
    place.show_earlier(report)
    view, popup, shift = place.matrix_page.matrix, place.thread_popup, Qt.KeyboardModifier.ShiftModifier
    view.go_to(hostels.id, workspace.matrix(report).later[0].id)
    press(qtbot, place, Qt.Key.Key_L, modifiers=shift)
    assert popup.isVisible() and popup.field.hasFocus()
    assert "later than 2017 R2: not linked" in popup.preview.text()
    qtbot.keyClicks(popup.field, "timeliness")
    press(qtbot, place, Qt.Key.Key_Return)
    assert popup.title.text() == "2017 R2 and 2021 A1: how do they hang together?"
    press(qtbot, place, Qt.Key.Key_N)  # no act of the table is done meanwhile
    assert not popup.answers[3].isVisible(), "nothing to take back yet"
    press(qtbot, place, Qt.Key.Key_3)
    (link,) = workspace.thread_links()
    assert (link.earlier, link.later, link.kind.value, link.state.value) == (hostels.id, repeated[1], "supersedes", "confirmed")
    assert not popup.isVisible() and view.hasFocus()
    assert view.matrix_model.thread_words(hostels.id) == "2017 R2 → 2021 A1"
    assert workspace.undo() == "Link recommendations: supersedes"
    assert workspace.thread_links() == ()
    workspace.redo()
    place.open_worksheet(hostels.id, workspace.matrix(report).later[0].id)
    press(qtbot, place, Qt.Key.Key_L, modifiers=shift)
    assert "linked already, supersedes this one" in popup.preview.text()
    press(qtbot, place, Qt.Key.Key_Return)
    press(qtbot, place, Qt.Key.Key_Escape)
    assert popup.field.hasFocus(), "Esc steps back to the choice"
    press(qtbot, place, Qt.Key.Key_Return)
    press(qtbot, place, Qt.Key.Key_4)
    assert workspace.thread_links() == ()
    assert place.in_worksheet


def test_nothing_to_link_to_is_said(qtbot: QtBot, place: FollowUpPlace) -> None:
    said: list[str] = []
    place.noticed.connect(said.append)
    press(qtbot, place, Qt.Key.Key_L, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert "no recommendation of an earlier or later document" in said[-1]
    assert not place.thread_popup.isVisible()


def test_a_theme_is_typed_kept_and_filters(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_A)
    editor = place.worksheet_page.editor
    editor._theme.setFocus()
    qtbot.keyClicks(editor._theme, "Permanence")
    press(qtbot, place, Qt.Key.Key_Escape)
    one, two = rows(workspace)
    assert (one.recommendation.theme, two.recommendation.theme) == ("Permanence", "")
    assert workspace.undo_label == "Change recommendation"
    page = place.matrix_page
    press(qtbot, place, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.filter.findData("theme:Permanence") > 0)
    shown = filtered(workspace.matrix(one.recommendation.document), "theme:Permanence", dt.date(2026, 1, 1))
    assert [row.recommendation.id for row in shown.rows] == [one.recommendation.id]


def test_the_action_fits_a_low_window_and_no_field_lies_on_another(qtbot: QtBot, place: FollowUpPlace) -> None:
    place.window().resize(1093, 520)
    open_first(qtbot, place)
    press(qtbot, place, Qt.Key.Key_A)
    editor = place.worksheet_page.editor
    qtbot.wait(50)
    fields = [editor._text, editor._owner, editor._due, editor._status, editor._reason, editor._evidence, editor._question, editor._theme]
    parts = [*fields, *(label for label in editor.findChildren(QLabel) if label.text() and label.isVisible() and label.parent() is fields[0].parent())]
    boxes = [(part, QRect(part.mapTo(editor, QPoint(0, 0)), part.size())) for part in parts]
    crossing = [(str(a), str(b)) for n, (a, one) in enumerate(boxes) for b, two in boxes[n + 1 :] if one.intersects(two)]
    assert len(parts) >= 15
    assert crossing == []


def test_shared_words_are_bold_without_the_signs_around_them() -> None:
    shown = _marked_text("Improve “practice”, (plans) & <visits>: visits.", frozenset({"practice", "visits"}))
    assert shown.text() == "Improve “<b>practice</b>”, (plans) &amp; &lt;visits&gt;: <b>visits</b>."


def test_a_column_that_may_be_a_copy_says_so_until_it_is_answered(qtbot: QtBot, place: FollowUpPlace, workspace: Workspace) -> None:
    data = ("Council papers\n\n" + LATER).encode()
    copy = workspace.import_reading(file_name="paper.md", data=data, reading=read_bytes("paper.md", data))
    workspace.set_fact(copy, FactName.AUTHORITY, next(d.authority for d in workspace.documents() if d.file_name == "new.md"))
    workspace.set_fact(copy, FactName.INSPECTION_DATES, "2019-02-06/2019-02-06")
    model = place.matrix_page.matrix.matrix_model

    def heads() -> list[str]:
        return [str(model.headerData(n, Qt.Orientation.Horizontal)).partition("\n")[0] for n in range(1, model.columnCount() - 1)]

    qtbot.waitUntil(lambda: sorted(heads()) == ["Focused visit", "Focused visit", "Focused visit – perhaps a copy"])
    totals, unsure = model.rowCount() - 1, next(n for n, head in enumerate(heads(), 1) if "perhaps" in head)
    assert model.index(totals, unsure).data() == "not counted"
    assert "1 perhaps a copy" in model.index(1 if model.lines[0].row is None else 0, model.columnCount() - 1).data()
    (offer,) = workspace.copy_offers(copy)
    workspace.decline_copy(offer.id)
    qtbot.waitUntil(lambda: heads() == ["Focused visit"] * 3)
    workspace.undo()
    workspace.accept_copy(offer.id)
    qtbot.waitUntil(lambda: heads() == ["Focused visit"] * 2)
