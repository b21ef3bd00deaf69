"""The matrix on the screen: rows as high as what they hold, and keys that never lose the cell."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from reviewer.domain.action import Action
from reviewer.domain.document import DocumentKind, Fact, FactName, RecommendationKind, RecommendationList, Sureness
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, FactState, KnownFact, build_matrix
from reviewer.domain.revisit import Coverage, Outcome, Revisit
from reviewer.ui import theme
from reviewer.ui.followup.matrix_model import now_words
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
        first, second = now_words(line.row, model.matrix.later, dt.date.today())
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
