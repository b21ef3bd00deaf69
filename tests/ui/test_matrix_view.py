"""The matrix on the screen: rows as high as what they hold, and keys that never lose the cell."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.domain.action import Action
from reviewer.domain.document import DocumentKind, Fact, FactName, RecommendationKind, RecommendationList, Sureness
from reviewer.domain.matrix_totals import MatrixTotals
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, FactState, KnownFact, build_matrix
from reviewer.domain.revisit import Coverage, Outcome, Revisit
from reviewer.ui import theme
from reviewer.ui.followup.matrix_model import now_words, totals_words
from reviewer.ui.followup.matrix_view import MatrixView

YEARS = (2019, 2020, 2021, 2022)


def document(key: str, date: str) -> DocumentSummary:
    facts = []
    for name, value in ((FactName.AUTHORITY, "1"), (FactName.KIND, DocumentKind.FOCUSED_VISIT.value), (FactName.INSPECTION_DATES, f"{date}/{date}")):
        facts.append(KnownFact(f"{key}-{name.value}", key, value, FactState.READ, Fact(name, value, Sureness.SURE)))
    return DocumentSummary(key, f"{key}.pdf", key, "pdf", 3, "2026-01-01", tuple(facts))


def recommendation(number: int, area: str) -> Recommendation:
    text = "Ensure that plans are good. " * 6
    return Recommendation(f"r{number}", "old", f"h{number}", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, "", number, text, area=area)


@pytest.fixture
def view(qtbot: QtBot) -> MatrixView:
    later = [document(f"d{year}", f"{year}-03-06") for year in YEARS]
    asked = [recommendation(n, "Leadership" if n < 5 else "Care") for n in range(1, 9)]
    answers = [Revisit("v1", "r1", "d2022", Coverage.SAME_TOPIC, Outcome.IMPROVED, "", "Tester", "2026-01-01T00:00:00+00:00")]
    action = Action("a1", "r1", owner="Head of service, quality assurance and reviewing", due="2026-12-03")
    matrix = build_matrix(document("old", "2017-06-29"), later, asked, answers, {}, [action])
    shown = MatrixView()
    qtbot.addWidget(shown)
    shown.resize(1093 - 32, 300)
    shown.show()
    shown.matrix_model.show(matrix)
    shown.lay_out()
    return shown


@pytest.mark.parametrize("width", [700, 1061, 1334])
def test_the_now_column_holds_all_its_lines(view: MatrixView, width: int) -> None:
    view.resize(width, 300)
    model = view.matrix_model
    assert model.matrix is not None
    last = model.columnCount() - 1
    for number, line in enumerate(model.lines):
        if line.row is None:
            continue
        first, second = now_words(line.row, model.matrix, dt.date.today())
        room = QRect(0, 0, view.columnWidth(last) - 2 * theme.GRID, 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        needed = QFontMetrics(theme.font(semibold=True)).boundingRect(room, wrap, first).height()
        needed += QFontMetrics(theme.font(theme.SMALL)).boundingRect(room, wrap, second).height()
        assert view.rowHeight(number) >= needed + theme.GRID
    assert view.rowHeight(1) > view.rowHeight(2), "only the row that holds more is higher"


def test_down_and_up_visit_every_recommendation_and_no_title(qtbot: QtBot, view: MatrixView) -> None:
    view.go_to("r1", "d2020")
    for number in range(2, 9):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        assert view.keep_current() == (f"r{number}", "d2020")
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.keep_current() == ("r8", "d2020"), "the totals are no cell"
    for number in range(7, 0, -1):
        qtbot.keyClick(view, Qt.Key.Key_Up)
        assert view.keep_current() == (f"r{number}", "d2020")
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.keep_current() == ("r1", "d2020")


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier),
     (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier)],
)  # fmt: skip
def test_the_long_jumps_land_on_a_recommendation(qtbot: QtBot, view: MatrixView, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    view.go_to("r4", "d2020")
    for _ in range(4):
        qtbot.keyClick(view, key, modifier)
        assert view.keep_current() is not None
    assert view.keep_current()[0] in ("r1", "r8")


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_Home, "r4"), (Qt.Key.Key_End, "r4")])
def test_home_and_end_stay_in_the_row(qtbot: QtBot, view: MatrixView, key: Qt.Key, place: str) -> None:
    view.go_to("r4", "d2020")
    qtbot.keyClick(view, key)
    assert view.keep_current() is not None
    assert view.keep_current()[0] == place
    assert view.currentIndex().column() == (0 if key == Qt.Key.Key_Home else view.matrix_model.columnCount() - 1)


@pytest.mark.parametrize(("typed", "row"), [("r6", "r6"), ("7", "r7"), ("R2", "r2")])
def test_typing_a_label_goes_to_it(qtbot: QtBot, view: MatrixView, typed: str, row: str) -> None:
    view.go_to("r1", "d2021")
    qtbot.keyClicks(view, typed)
    assert view.keep_current() == (row, "d2021")


def test_what_is_no_label_moves_nothing(qtbot: QtBot, view: MatrixView) -> None:
    view.go_to("r3", "d2021")
    qtbot.keyClicks(view, "9x")
    assert view.keep_current() == ("r3", "d2021")


def test_the_totals_come_into_view_with_the_last_recommendation(view: MatrixView) -> None:
    view.go_to("r8", "d2020")
    last = view.matrix_model.index(view.matrix_model.rowCount() - 1, 0)
    assert view.viewport().rect().contains(view.visualRect(last))
    texts = [str(view.matrix_model.index(last.row(), column).data()) for column in range(view.matrix_model.columnCount())]
    assert texts[0] == "Totals of all 8"
    assert texts[1] == "8 to check"
    assert texts[4] == "1 open · 7 to check"
    assert texts[-1].startswith("1 open · 7 not revisited so far")
    assert "never" not in texts[-1]


def test_a_name_on_two_lines_does_not_run_into_its_dates(qtbot: QtBot) -> None:
    facts = [(FactName.AUTHORITY, "1"), (FactName.KIND, DocumentKind.JTAI.value), (FactName.INSPECTION_DATES, "2020-01-01/2020-01-05")]
    long = DocumentSummary("j", "j.pdf", "j", "pdf", 3, "", tuple(KnownFact(f"j{n}", "j", v, FactState.READ, Fact(n, v, Sureness.SURE)) for n, v in facts))
    shown = MatrixView()
    qtbot.addWidget(shown)
    shown.resize(600, 300)
    shown.show()
    shown.matrix_model.show(build_matrix(document("old", "2017-06-29"), [long, document("d", "2021-01-01")], [recommendation(1, "")], [], {}, []))
    shown.lay_out()
    bold, small = QFontMetrics(theme.font(semibold=True)), QFontMetrics(theme.font(theme.SMALL))
    assert shown.horizontalHeader().height() >= 2 * bold.height() + small.height()


def test_the_letters_of_a_label_reach_it_before_the_actions_that_have_them_as_keys(qtbot: QtBot, view: MatrixView) -> None:
    """ "R1" begins with a letter that is no key; what goes on with a label is kept from the actions, anything else is not."""
    qtbot.keyClick(view, Qt.Key.Key_R)
    taken = [override_is_taken(view, text) for text in ("7", "n")]
    assert taken == [True, False]
    assert not override_is_taken(view, "7", Qt.KeyboardModifier.AltModifier)


def override_is_taken(view: MatrixView, text: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, ord(text.upper()), modifier, text)
    event.ignore()
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def test_the_mouse_selects_a_block_over_a_title_and_no_more(qtbot: QtBot, view: MatrixView) -> None:
    """Qt widens what crosses a cell of several columns, as a title is, to all of them."""
    view.resize(1093 - 32, 900)
    first, last = view.matrix_model.place_of("r4", "d2020"), view.matrix_model.place_of("r5", "d2021")
    assert last.row() - first.row() == 2, "a title stands between them"
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(first).center())
    qtbot.mouseMove(view.viewport(), view.visualRect(last).center() - QPoint(3, 3))
    qtbot.mouseMove(view.viewport(), view.visualRect(last).center())
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(last).center())
    chosen = {(cell.recommendation, cell.document) for cell in view.selected_cells()}
    assert chosen == {(row, column) for row in ("r4", "r5") for column in ("d2020", "d2021")}


@pytest.mark.parametrize(("longest", "told"), [(None, ""), (0, ""), (1, " · longest quiet: 1 year"), (9, " · longest quiet: 9 years")])
def test_the_longest_quiet_is_told_from_a_whole_year_on(longest: int | None, told: str) -> None:
    assert totals_words(MatrixTotals(2, 1, 0, 0, 0, longest)) == f"2 addressed · 1 open{told}"
