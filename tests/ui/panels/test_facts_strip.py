"""The facts strip and its panel, by keys: confirm, choose another reading, correct, add an authority."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.document import Alternative, Fact, FactName, Grade, Judgement, Sureness
from reviewer.domain.errors import UserError
from reviewer.domain.review import FactState
from reviewer.domain.span import Span
from reviewer.ui.facts.choices import QuoteButton
from reviewer.ui.facts.row import FactRow
from reviewer.ui.facts.strip import DRAFT_WORDS, FactsStrip

Wire = Callable[[FactsStrip], FactsStrip]


@pytest.fixture
def strip(workspace: Workspace, wired: Wire, inspection: str) -> FactsStrip:
    """The strip of the inspection, wide enough for everything."""
    made = wired(FactsStrip(workspace))
    made.resize(1000, 500)
    made.show_document(inspection)
    return made


def _row(strip: FactsStrip, name: FactName) -> FactRow:
    return strip.panel.rows[name]


def _state(workspace: Workspace, document: str, name: FactName) -> tuple[str | None, FactState]:
    fact = next(one for one in workspace.document(document).facts if one.read.name is name)
    return fact.value, fact.state


def _edit(strip: FactsStrip, name: FactName, qtbot: QtBot) -> QLineEdit | QComboBox:
    qtbot.mouseClick(_row(strip, name).correct, Qt.MouseButton.LeftButton)
    editor = _row(strip, name).editor
    assert editor is not None
    return editor.field


def _type(field: QLineEdit | QComboBox, words: str, qtbot: QtBot) -> None:
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_strip_says_kind_dates_lead_and_grade(strip: FactsStrip) -> None:
    assert strip.kind.text() == "Inspection · SIF"
    assert strip.dates.text() == "20 Jun – 13 Jul 2017"
    assert strip.published.text() == "published 4 Sep 2017"
    assert strip.lead.text() == "lead A. Lead"
    assert strip.overall.text() == "Requires improvement to be good"
    assert strip.check.text() == "2 facts to check"
    assert not strip.banner.isVisible()


def test_a_narrow_strip_leaves_out_the_least_needed(strip: FactsStrip) -> None:
    strip.resize(430, 500)
    assert not strip.lead.isVisible()
    assert strip.kind.isVisible()
    assert strip.check.isVisible()
    assert strip.width() == 430
    strip.resize(1000, 500)
    assert strip.lead.isVisible()


def test_what_is_not_stated_is_said(
    workspace: Workspace, wired: Wire, add_document: Callable[..., str]
) -> None:
    bare = wired(FactsStrip(workspace))
    bare.show_document(add_document("bare.txt", kind="other", dates=None))
    assert bare.dates.text() == "not stated"
    assert bare.published.text() == "published not stated"
    assert bare.check.text() == "Facts"
    bare.show_facts()
    assert _row(bare, FactName.AUTHORITY).value.text() == "not stated"


def test_a_draft_carries_its_banner(
    workspace: Workspace, wired: Wire, add_document: Callable[..., str], westmere: str
) -> None:
    facts = (Fact(FactName.PUBLICATION_STATE, "not-for-publication"), Fact(FactName.MARKING, "OFFICIAL-SENSITIVE"))
    draft = add_document("draft.txt", authority=westmere, facts=facts)
    strip = wired(FactsStrip(workspace))
    strip.show_document(draft)
    assert strip.banner.text() == DRAFT_WORDS
    assert strip.marking.text() == "OFFICIAL-SENSITIVE"
    workspace.set_fact(draft, FactName.PUBLICATION_STATE, "published")
    assert not strip.banner.isVisible()
    workspace.undo()
    assert strip.banner.isVisible()


def test_confirming_by_keys_goes_on_to_the_next_fact_to_check(
    strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    strip.show_facts()
    assert _row(strip, FactName.PUBLISHED).confirm.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert _state(workspace, inspection, FactName.PUBLISHED) == ("2017-09-04", FactState.CONFIRMED)
    assert strip.check.text() == "1 fact to check"
    assert _row(strip, FactName.LEAD_INSPECTORS).confirm.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert strip.check.text() == "Facts"
    assert _row(strip, FactName.PUBLISHED).state.text() == "confirmed"
    workspace.undo()
    assert strip.check.text() == "1 fact to check"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not strip.facts_shown


def test_the_other_reading_is_one_click(
    strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    strip.show_facts()
    row = _row(strip, FactName.PUBLISHED)
    assert row.state.text() == "to check: two readings"
    assert row.note.text() == "The file name says another day."
    choice = next(one for one in row.findChildren(QPushButton) if one.text() == "Use 8 September 2017")
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert _state(workspace, inspection, FactName.PUBLISHED) == ("2017-09-08", FactState.CORRECTED)
    assert strip.published.text() == "published 8 Sep 2017"
    assert not [one for one in row.findChildren(QPushButton) if one.text().startswith("Use") and one.isVisible()]
    workspace.undo()
    assert strip.published.text() == "published 4 Sep 2017"


def test_the_other_reading_shows_where_it_stands(strip: FactsStrip, qtbot: QtBot) -> None:
    strip.show_facts()
    for expected in ("Correct published", "Show where published", "Published: use 8 September 2017"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget().accessibleName().startswith(expected)
    quote = next(
        one for one in _row(strip, FactName.PUBLISHED).choices.findChildren(QuoteButton) if "8 September" in one.text()
    )
    assert quote.text() == "“Published: 8 September 2017” · p. 2"
    with qtbot.waitSignal(strip.quote_activated) as activated:
        qtbot.mouseClick(quote, Qt.MouseButton.LeftButton)
    assert activated.args == [Span(10, 20)]


def test_a_number_of_recommendations_that_does_not_fit_shows_its_places_and_is_chosen_or_typed_by_keys(
    workspace: Workspace, wired: Wire, add_document: Callable[..., str], westmere: str, qtbot: QtBot
) -> None:
    places = (Alternative("4", "there are four areas", 2, Span(10, 20)), Alternative("3", "the last of them", 3, Span(0, 6)))
    listed = Fact(FactName.RECOMMENDATIONS, "3", Sureness.CONFLICT, "The first of them", 1, Span(0, 6), "Why.", places)
    document = add_document("listed.txt", authority=westmere, facts=(listed,))
    strip = wired(FactsStrip(workspace))
    strip.show_document(document)
    assert strip.check.text() == "1 fact to check"
    strip.show_facts()
    row = _row(strip, FactName.RECOMMENDATIONS)
    assert (row.value.text(), row.state.text(), row.note.text()) == ("3", "to check: two readings", "Why.")
    assert [one.text() for one in row.choices.findChildren(QPushButton) if not isinstance(one, QuoteButton)] == ["Use 4"]
    quotes = [one.toolTip() for one in row.choices.findChildren(QuoteButton)]
    assert quotes == ["there are four areas", "the last of them"]  # the second is a place, and no other number
    for expected in ("Confirm", "Correct", "Show where", "Recommendations: use 4"):
        assert QApplication.focusWidget().accessibleName().startswith(expected)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert _state(workspace, document, FactName.RECOMMENDATIONS) == ("4", FactState.CORRECTED)
    _type(_edit(strip, FactName.RECOMMENDATIONS, qtbot), "4+02", qtbot)
    assert row.value.text() == "4, and 2 for the safeguarding board"
    workspace.undo()
    workspace.undo()
    assert strip.check.text() == "1 fact to check"


def test_what_is_no_number_of_recommendations_is_refused(workspace: Workspace, inspection: str) -> None:
    with pytest.raises(UserError, match="write 12, or 12"):
        workspace.set_fact(inspection, FactName.RECOMMENDATIONS, "a dozen")


def test_a_grade_that_is_printed_in_two_ways_is_chosen_by_keys(
    workspace: Workspace, wired: Wire, add_document: Callable[..., str], westmere: str, qtbot: QtBot
) -> None:
    other = Alternative("Good", "Leadership: good", 3, Span(10, 20))
    conflict = Judgement(
        "Leadership", "Inadequate", Grade.INADEQUATE, 1, Span(0, 6), Sureness.CONFLICT, "The text says “Good”.",
        "Leadership Inadequate", (other,),
    )  # fmt: skip
    document = add_document("graded.txt", authority=westmere, judgements=(conflict,))
    strip = wired(FactsStrip(workspace))
    strip.show_document(document)
    assert strip.check.text() == "1 fact to check"
    strip.show_facts()
    (row,) = strip.panel.grades.rows
    assert row.confirm.hasFocus()
    assert row.quote.text() == "“Leadership Inadequate” · p. 1"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Leadership: use Good"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert workspace.document(document).judgements[0].grade is Grade.GOOD
    assert strip.check.text() == "Facts"
    assert not strip.panel.grades.rows
    cell = strip.panel.judgements.item(0, 1)
    assert cell is not None
    assert cell.text() == "Good (settled by you)"
    workspace.undo()
    assert strip.check.text() == "1 fact to check"


def test_the_quotation_leads_to_the_page(strip: FactsStrip, qtbot: QtBot) -> None:
    strip.show_facts()
    row = _row(strip, FactName.LEAD_INSPECTORS)
    assert row.quote.text().replace("&&", "&") == "“Lead inspector: A. Lead” · p. 3"
    with qtbot.waitSignal(strip.quote_activated) as activated:
        qtbot.mouseClick(row.quote, Qt.MouseButton.LeftButton)
    assert activated.args == [Span(10, 20)]


def test_a_date_is_corrected_as_people_write_it(
    strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    strip.show_facts()
    field = _edit(strip, FactName.INSPECTION_DATES, qtbot)
    assert isinstance(field, QLineEdit)
    assert field.text() == "20 June – 13 July 2017"
    _type(field, "the summer", qtbot)
    editor = _row(strip, FactName.INSPECTION_DATES).editor
    assert editor is not None
    assert "is not a date" in editor.words.text()
    assert _state(workspace, inspection, FactName.INSPECTION_DATES)[1] is FactState.READ
    _type(field, "2 to 6 December 2024 and 13 to 16 January 2025", qtbot)
    assert _state(workspace, inspection, FactName.INSPECTION_DATES) == ("2024-12-02/2024-12-06;2025-01-13/2025-01-16", FactState.CORRECTED)
    assert strip.dates.text() == "2–6 Dec 2024 and 13–16 Jan 2025"
    assert _row(strip, FactName.INSPECTION_DATES).editor is None


def test_a_typed_date_is_said_in_words_before_it_is_kept(strip: FactsStrip, qtbot: QtBot) -> None:
    strip.show_facts()
    field = _edit(strip, FactName.PUBLISHED, qtbot)
    editor = _row(strip, FactName.PUBLISHED).editor
    assert isinstance(field, QLineEdit) and editor is not None
    field.selectAll()
    qtbot.keyClicks(field, "3/4/2026")
    assert (editor.read.text(), editor.read.isHidden()) == ("Friday 3 April 2026", False)
    assert field.accessibleDescription() == "Friday 3 April 2026"
    qtbot.keyClicks(field, "99")
    assert editor.read.isHidden(), "what is no date is not said to be one"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not editor.words.isHidden()
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert not editor.read.isHidden() and editor.words.isHidden()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    dates = _edit(strip, FactName.INSPECTION_DATES, qtbot)
    assert isinstance(dates, QLineEdit)
    dates.selectAll()
    qtbot.keyClicks(dates, "9 to 20 March 2026 and 1/4/2026")
    second = _row(strip, FactName.INSPECTION_DATES).editor
    assert second is not None
    assert second.read.text() == "Monday 9 March 2026 to Friday 20 March 2026 and Wednesday 1 April 2026"


def test_esc_leaves_a_fact_as_it_is(strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot) -> None:
    strip.show_facts()
    field = _edit(strip, FactName.PUBLISHED, qtbot)
    qtbot.keyClicks(field, "9")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert _row(strip, FactName.PUBLISHED).editor is None
    assert strip.facts_shown
    assert _state(workspace, inspection, FactName.PUBLISHED)[1] is FactState.READ


def test_a_kind_is_chosen_from_the_list(strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot) -> None:
    strip.show_facts()
    field = _edit(strip, FactName.KIND, qtbot)
    qtbot.keyClicks(field, "Mon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert _state(workspace, inspection, FactName.KIND) == ("monitoring-visit", FactState.CORRECTED)
    assert strip.kind.text() == "Monitoring visit"


def test_an_authority_is_found_by_its_name_or_added(
    strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot
) -> None:
    strip.show_facts()
    field = _edit(strip, FactName.AUTHORITY, qtbot)
    _type(field, "Newmere", qtbot)
    editor = _row(strip, FactName.AUTHORITY).editor
    assert editor is not None
    assert "not a listed authority" in editor.words.text()
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    added = next(one for one in workspace.authorities() if one.name == "Newmere")
    assert workspace.document(inspection).authority == added.urn
    assert _row(strip, FactName.AUTHORITY).value.text() == "Newmere"
    field = _edit(strip, FactName.AUTHORITY, qtbot)
    _type(field, "westMERE", qtbot)
    assert _row(strip, FactName.AUTHORITY).value.text() == "Westmere"
    assert workspace.document(inspection).authority == next(one.urn for one in workspace.authorities() if one.name == "Westmere")


def test_not_stated_is_an_answer(strip: FactsStrip, workspace: Workspace, inspection: str, qtbot: QtBot) -> None:
    strip.show_facts()
    _edit(strip, FactName.PUBLISHED, qtbot)
    editor = _row(strip, FactName.PUBLISHED).editor
    assert editor is not None
    qtbot.mouseClick(editor.none, Qt.MouseButton.LeftButton)
    assert _state(workspace, inspection, FactName.PUBLISHED) == (None, FactState.CORRECTED)
    assert strip.published.text() == "published not stated"


def test_judgements_stand_as_printed(strip: FactsStrip, qtbot: QtBot) -> None:
    strip.show_facts()
    table = strip.panel.judgements
    cells = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]  # type: ignore[union-attr]
    assert cells == [["Overall effectiveness", "Requires improvement to be good", "p. 1"], ["Leadership", "Good", "p. 1"]]
    with qtbot.waitSignal(strip.quote_activated) as activated:
        table.cellActivated.emit(0, 0)
    assert activated.args == [Span(0, 6)]


def test_another_document_closes_the_panel(strip: FactsStrip, visit: str) -> None:
    strip.show_facts()
    strip.show_document(visit)
    assert not strip.facts_shown
    assert strip.kind.text() == "Focused visit"
    assert not strip.overall_title.isVisible()
    strip.show_document(None)
    assert not strip.isVisible()


def test_every_control_has_a_name(strip: FactsStrip) -> None:
    strip.show_facts()
    nameless = [one for one in strip.findChildren(QPushButton) if one.isVisible() and not one.accessibleName()]
    assert nameless == []
