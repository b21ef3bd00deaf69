"""The timeline of judgements on the screen: what is drawn is what was judged, by mouse, by key and by ear."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from reviewer.domain.document import DocumentKind, Fact, FactName, Grade, Judgement
from reviewer.domain.review import DocumentSummary, FactState, KnownFact
from reviewer.domain.timeline import Lane, build_timeline
from reviewer.ui.followup.timeline import TimelineView

HELP, CARE, LEAVERS, OVERALL = (
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
)
BOTH = CARE + " and care leavers"


def document(key: str, date: str, kind: DocumentKind, *rows: tuple[str, Grade]) -> DocumentSummary:
    facts = {FactName.AUTHORITY: "1", FactName.KIND: kind.value, FactName.INSPECTION_DATES: f"{date}/{date}"}
    judged = tuple(Judgement(name, grade.value.capitalize(), grade, None) for name, grade in rows)
    return DocumentSummary(key, key, key, "pdf", 1, "", tuple(KnownFact(f"{key}{n}", key, v, FactState.READ, Fact(n, v)) for n, v in facts.items()), judged)


ILACS = DocumentKind.ILACS_INSPECTION
DOCUMENTS = (
    document("i2020", "2020-02-01", ILACS, (HELP, Grade.GOOD), (BOTH, Grade.INADEQUATE), (OVERALL, Grade.GOOD)),
    document("v2022", "2022-02-01", DocumentKind.FOCUSED_VISIT),
    document("i2023", "2023-06-01", ILACS, (HELP, Grade.GOOD), (CARE, Grade.GOOD), (LEAVERS, Grade.OUTSTANDING), (OVERALL, Grade.GOOD)),
    document("i2026", "2026-05-08", ILACS, (HELP, Grade.GOOD), (CARE, Grade.GOOD)),
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    shown = TimelineView()
    qtbot.addWidget(shown)
    shown.show_timeline(build_timeline(DOCUMENTS))
    shown.resize(1000, shown.sizeHint().height())
    shown.show()
    return shown


def test_no_grade_is_said_as_what_it_is() -> None:
    bars = {(bar.document, bar.lane): bar for bar in build_timeline(DOCUMENTS).bars}
    assert bars["i2026", Lane.OVERALL].words == "no longer made"
    assert bars["i2026", Lane.LEAVERS].words == "not stated"
    assert bars["i2023", Lane.LEAVERS].words == "Outstanding"
    just_before = build_timeline([document("x", "2026-04-24", ILACS, (HELP, Grade.GOOD))])
    assert next(bar for bar in just_before.bars if bar.lane is Lane.OVERALL).words == "not stated"


def test_one_judgement_for_both_is_one_bar_over_two_lanes_until_2023(view: TimelineView) -> None:
    bars = {(bar.document, bar.lane): bar for bar in view._timeline.bars}
    one, two = view._bar_rect(bars["i2020", Lane.CARE]), view._bar_rect(bars["i2023", Lane.CARE])
    leavers = view._bar_rect(bars["i2023", Lane.LEAVERS])
    assert one.height() > 1.8 * two.height()
    assert one.bottom() == leavers.bottom()
    middle_of_leavers = QPointF(one.center().x(), leavers.center().y())
    assert view._document_at(middle_of_leavers) == "i2020"


def test_the_keys_walk_by_date_and_enter_opens(qtbot: QtBot, view: TimelineView) -> None:
    opened: list[str] = []
    view.document_activated.connect(opened.append)
    view.setFocus()
    heard = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
        heard.append(view.accessibleName())
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["i2020", "v2022", "i2023", "i2026"]
    assert heard[0].startswith("Timeline of judgements. Inspection 2020")
    assert "Focused visit 2022" in heard[1]
    assert "Care leavers: Outstanding" in heard[2]
    assert "Overall: no longer made" in heard[3]


def test_a_click_opens_and_the_whole_is_told_in_words(qtbot: QtBot, view: TimelineView) -> None:
    bar = next(bar for bar in view._timeline.bars if bar.document == "i2023" and bar.lane is Lane.HELP)
    with qtbot.waitSignal(view.document_activated) as clicked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view._bar_rect(bar).center().toPoint())
    assert clicked.args == ["i2023"]
    words = view.accessibleDescription()
    assert "Overall: 2020 Good, 2023 Good, 2026 no longer made." in words
    assert words.endswith("Visits: Focused visit 2022.")
