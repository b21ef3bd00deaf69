"""The Checklist work place: what it shows is what is exported, by keyboard alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app import exporting
from reviewer.app.workspace import Workspace
from reviewer.domain.action import Action
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.document import (
    Block,
    BlockKind,
    Fact,
    FactName,
    Reading,
    ReadRecommendation,
    RecommendationKind,
    RecommendationList,
)
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui import tasks, theme
from reviewer.ui.checklist import builder
from reviewer.ui.checklist.place import ChecklistPlace
from reviewer.ui.checklist.table import row_height, title_height
from reviewer.ui.choose import Chooser


def reading(kind: str, day: str, *texts: str, state: str = "published") -> Reading:
    blocks, start = [], 0
    for order, text in enumerate(texts, 1):
        blocks.append(Block(order, BlockKind.PARAGRAPH, start, start + len(text), text, f"{order}.", order))
        start += len(text) + 1
    items = tuple(
        ReadRecommendation(
            n, f"{n}.", RecommendationList.LOCAL_AUTHORITY, RecommendationKind.RECOMMENDATION, b.span, b.text, 1, "Help"
        )
        for n, b in enumerate(blocks, 1)
        if kind == "sif-inspection"
    )
    facts = (
        Fact(FactName.AUTHORITY, "80527"), Fact(FactName.KIND, kind), Fact(FactName.INSPECTION_DATES, f"{day}/{day}"),
        Fact(FactName.PUBLICATION_STATE, state), Fact(FactName.MARKING, "OFFICIAL" if state == "draft" else ""),
    )  # fmt: skip
    return Reading("text", tuple(blocks), None, facts, (), items)


class Answers(Chooser):
    """Answer the file dialog."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(None)
        self.path, self.asked = path, [("", "")]

    def save_as(self, title: str, suggestion: str, pattern: str) -> Path | None:
        self.asked.append((suggestion, pattern))
        return self.path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "Board.review", author="QA officer")
    yield opened
    tasks.wait_for_all()
    opened.close()


@pytest.fixture
def story(workspace: Workspace) -> tuple[str, str]:
    old = reading(
        "sif-inspection",
        "2017-07-13",
        "Ensure that thresholds are clear.",
        "Complete assessments on time.",
        "No bed and breakfast.",
    )
    earlier = workspace.import_reading(file_name="2017.txt", data=b"1", reading=old)
    later = workspace.import_reading(
        file_name="2019.txt", data=b"2", reading=reading("focused-visit", "2019-03-06", "Thresholds are now clear.")
    )
    workspace.accept_suggestions([s.id for s in workspace.suggestions(earlier)])
    first, second, third = workspace.recommendations(earlier)
    workspace.answer(
        first.id,
        later,
        coverage=Coverage.SAME_TOPIC,
        outcome=Outcome.ADDRESSED,
        cite=[workspace.reading(later).blocks[0].span],
    )
    workspace.answer(third.id, later, coverage=Coverage.NOT_MENTIONED)
    workspace.set_action(Action("a", second.id, "Track them", "Service manager", "2020-01-01"))
    return earlier, later


@pytest.fixture
def place(qtbot: QtBot, workspace: Workspace, story: tuple[str, str]) -> ChecklistPlace:
    return shown(qtbot, workspace)


def shown(qtbot: QtBot, workspace: Workspace) -> ChecklistPlace:
    widget = ChecklistPlace(workspace)
    qtbot.addWidget(widget)
    widget.resize(1093, 560)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def refs(place: ChecklistPlace) -> list[str]:
    rows = place.table.rows
    entries = [rows.entry(line) for line in range(rows.rowCount())]
    return [entry.row.ref if entry.row else f"[{entry.title}]" for entry in entries]


def choose(combo: QComboBox, words: str) -> None:
    at = combo.findText(words)
    assert at >= 0, [combo.itemText(n) for n in range(combo.count())]
    combo.setCurrentIndex(at)


def test_rows_stand_as_they_are_exported(place: ChecklistPlace) -> None:
    assert place.checklist is not None
    listed = [ref for ref in refs(place) if not ref.startswith("[")]
    assert listed == [row.ref for row in place.checklist.rows]
    assert refs(place)[:2] == ["[Not revisited since 2017]", "2017 R3"]


def test_the_keyboard_steps_over_titles_and_opens_the_answer(
    qtbot: QtBot, place: ChecklistPlace, story: tuple[str, str], workspace: Workspace
) -> None:
    place.focus_first()
    assert place.table.currentIndex().row() == 1
    for _ in range(2):
        qtbot.keyClick(place.table, Qt.Key.Key_Right)
    with qtbot.waitSignal(place.open_requested) as opened:
        qtbot.keyClick(place.table, Qt.Key.Key_Return)
    assert opened.args == [workspace.recommendations(story[0])[2].id, story[1]]
    qtbot.keyClick(place.table, Qt.Key.Key_Down)
    line = place.table.currentIndex().row()
    assert place.table.rows.entry(line).row is not None
    assert line == 3


def test_the_card_shows_what_the_row_is_too_low_for(qtbot: QtBot, place: ChecklistPlace) -> None:
    line = refs(place).index("2017 R1")
    place.table.setCurrentIndex(place.table.rows.index(line, 2))
    assert place.where.text() == "2017 R1 · Focused visit 2019 · Addressed · Same topic"
    assert place.words.text().startswith("“Thresholds are now clear.”")
    qtbot.keyClick(place.table, Qt.Key.Key_Left)
    assert place.words.text() == "Ensure that thresholds are clear."
    choose(place.filters.owner, "Service manager")
    assert place.where.text().startswith("2017 R2")
    place.filters.overdue.setChecked(True)
    choose(place.filters.standing, "Addressed")
    assert not place.card.isVisible()


def test_filters_and_groups(place: ChecklistPlace) -> None:
    choose(place.filters.grouping, "No groups")
    assert refs(place) == ["2017 R3", "2017 R1", "2017 R2"]
    choose(place.filters.standing, "Addressed")
    assert refs(place) == ["2017 R1"]
    choose(place.filters.standing, "All recommendations")
    choose(place.filters.owner, "Service manager")
    assert refs(place) == ["2017 R2"]
    choose(place.filters.owner, "All owners")
    place.filters.overdue.setChecked(True)
    assert refs(place) == ["2017 R2"]
    choose(place.filters.standing, "Addressed")
    assert refs(place) == []
    assert "No recommendation fits" in place.nothing_fits.text()
    assert place.nothing_fits.isVisible() and not place.table.isVisible()


def test_what_changes_elsewhere_shows_here(place: ChecklistPlace, workspace: Workspace, story: tuple[str, str]) -> None:
    second = workspace.recommendations(story[0])[1]
    workspace.answer(second.id, story[1], coverage=Coverage.REFERRED_BACK, outcome=Outcome.WORSE)
    place.refresh(frozenset({"revisit"}))
    index = place.table.rows.index(refs(place).index("2017 R2"), 2)
    assert index.data() == "Worse"


@pytest.mark.parametrize(("key", "shift", "suffix"), [(Qt.Key.Key_E, False, "docx"), (Qt.Key.Key_E, True, "xlsx")])
def test_export_asks_once_and_writes_in_the_background(
    qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, tmp_path: Path, key: Qt.Key, shift: bool, suffix: str
) -> None:
    answers = Answers(tmp_path / "Board paper")
    place.chooser = answers
    with qtbot.waitSignal(place.exported, timeout=20_000) as done:
        (place.checklist_export_excel if shift else place.checklist_export_word)()
        assert not place.bar.word.isEnabled(), "one export at a time"
    assert done.args == [str(tmp_path / f"Board paper.{suffix}")]
    assert Path(done.args[0]).stat().st_size > 1000
    assert answers.asked[-1][0].endswith(f"2017.{suffix}")
    assert place.bar.word.isEnabled()
    assert f"Board paper.{suffix}" in workspace.audit(1)[0].detail


def test_a_cancelled_dialog_writes_nothing(qtbot: QtBot, place: ChecklistPlace, workspace: Workspace) -> None:
    place.chooser = Answers(None)
    before = workspace.audit()
    place.checklist_export_pdf()
    tasks.wait_for_all()
    assert workspace.audit() == before
    assert not place.running


def test_a_long_export_is_cancelled_by_its_button(
    qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, begun = exporting.render, threading.Event()

    def slow(checklist: Checklist, format: str) -> bytes:
        begun.set()
        while True:  # as long as a review of a thousand rows
            time.sleep(0.001)
            real(checklist, format)

    monkeypatch.setattr(exporting, "render", slow)
    before, path = workspace.audit(), tmp_path / "Board.docx"
    place.export("docx", path)
    assert begun.wait(10) and place.bar.cancel.isVisible()
    place.bar.cancel.setFocus()
    with qtbot.waitSignal(place.noticed, timeout=20_000) as said:
        qtbot.keyClick(place.bar.cancel, Qt.Key.Key_Space)
    assert said.args == ["The export was cancelled. Nothing was written."]
    assert not path.exists() and workspace.audit() == before
    assert place.bar.word.isEnabled() and not place.bar.cancel.isVisible()


def test_a_failure_is_a_sentence(qtbot: QtBot, place: ChecklistPlace, tmp_path: Path) -> None:
    with qtbot.waitSignal(place.failed, timeout=20_000) as failed:
        place.export("csv", tmp_path / "gone" / "a.csv")
    assert "not there any more" in failed.args[0]
    assert place.bar.word.isEnabled()


def test_the_draft_rule_and_the_marking_are_seen_before_anything_is_written(
    qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, tmp_path: Path
) -> None:
    assert not place.draft_rule.isVisible()
    assert place.bar.marking.text().startswith("No marking")
    draft = reading("ilacs-inspection", "2022-10-14", "Not for the public.", state="draft")
    workspace.import_reading(file_name="draft.txt", data=b"3", reading=draft)
    place.refresh(frozenset({"document"}))
    assert place.draft_rule.isVisible()
    assert "left out" in place.draft_rule.words.text()
    assert "OFFICIAL" not in place.bar.marking.text()
    qtbot.keyClicks(place.draft_rule.reason, "Director asked")
    assert "is logged" in place.draft_rule.words.text()
    assert "OFFICIAL · Contains unpublished text" in place.bar.marking.text()
    with qtbot.waitSignal(place.exported, timeout=20_000):
        place.export("md", tmp_path / "a.md")
    assert "Director asked" in workspace.audit(1)[0].detail


def test_an_empty_review_says_what_belongs_here(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    empty = shown(qtbot, workspace)
    assert not empty.table.isVisible()
    with qtbot.waitSignal(empty.failed) as failed:
        empty.checklist_export_word()
    assert "nothing to export" in failed.args[0]


def test_every_control_has_a_name(place: ChecklistPlace) -> None:
    controls = [w for kind in (QAbstractButton, QComboBox, QLineEdit) for w in place.findChildren(kind)]
    named = [w for w in controls if w.objectName() != "qt_toolbar_ext_button" and isinstance(w, QWidget)]
    silent = [w for w in named if not w.accessibleName() and w.isVisible()]
    assert silent == []
    index = place.table.rows.index(1, 2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "In scope, not mentioned"


@pytest.mark.parametrize("preference", [theme.Preference.LIGHT, theme.Preference.DARK])
def test_it_fits_a_small_window_in_both_themes(place: ChecklistPlace, preference: theme.Preference) -> None:
    theme.switch().prefer(preference)
    try:
        assert place.minimumSizeHint().width() <= 1093
        assert not place.grab().isNull()
    finally:
        theme.switch().prefer(theme.Preference.SYSTEM)


def test_a_council_template_is_chosen_kept_and_filled(qtbot: QtBot, place: ChecklistPlace, workspace: Workspace, tmp_path: Path) -> None:
    with qtbot.waitSignal(place.noticed, timeout=20_000):
        place.template.save_sample(tmp_path / "Council.docx")
    with qtbot.waitSignal(place.noticed, timeout=20_000) as told:
        place.template.choose(tmp_path / "Council.docx")
    assert told.args[0] == "Word exports now fill “Council.docx”."
    assert place.template.text() == "Word layout: Council.docx"
    with qtbot.waitSignal(place.exported, timeout=20_000):
        place.export("docx", tmp_path / "Board.docx")
    assert "For the improvement board" in "\n".join(p.text for p in docx.Document(str(tmp_path / "Board.docx")).paragraphs)
    assert shown(qtbot, workspace).template.path == tmp_path / "Council.docx", "it is kept with the review"
    (tmp_path / "Council.docx").unlink()
    with qtbot.waitSignal(place.failed, timeout=20_000) as failed:
        place.export("docx", tmp_path / "Board 2.docx")
    assert "“Council.docx” is not there any more" in failed.args[0]
    place.checklist_own_layout()
    assert place.template.text() == "Word layout: Reviewer’s own"


def test_a_template_that_cannot_be_used_changes_nothing(qtbot: QtBot, place: ChecklistPlace, tmp_path: Path) -> None:
    (tmp_path / "Old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with qtbot.waitSignal(place.failed, timeout=20_000) as failed:
        place.template.choose(tmp_path / "Old.doc")
    assert "of an old kind" in failed.args[0]
    assert place.template.path is None


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_every_picture_is_saved_in_a_file_of_its_own(qtbot: QtBot, place: ChecklistPlace, tmp_path: Path, suffix: str) -> None:
    place.chooser = Answers(tmp_path / f"Board.{suffix}")
    with qtbot.waitSignal(place.exported, timeout=20_000):
        place.checklist_save_pictures()
    names = sorted(path.name for path in tmp_path.glob(f"Board*.{suffix}"))
    assert len(names) >= 2
    assert names[-1].endswith(f"Years since last revisited.{suffix}")


def test_a_long_checklist_is_built_beside_the_window_and_the_last_choice_wins(
    qtbot: QtBot, workspace: Workspace, place: ChecklistPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "AT_ONCE", 0)
    everything, build = refs(place), workspace.checklist
    go_on, asked, threads = threading.Event(), list[ChecklistFilter](), set[int]()

    def slow(chosen: ChecklistFilter) -> Checklist:
        asked.append(chosen)
        threads.add(threading.get_ident())
        assert go_on.wait(10)
        return build(chosen)

    monkeypatch.setattr(workspace, "checklist", slow)
    shown_rows: list[list[str]] = []
    place.table.rows.modelReset.connect(lambda: shown_rows.append(refs(place)))
    choose(place.filters.standing, "Addressed")
    qtbot.waitUntil(lambda: len(asked) == 1)
    choose(place.filters.standing, "Not revisited")
    choose(place.filters.standing, "Not addressed yet")
    assert refs(place) == everything  # the window goes on with what it shows
    go_on.set()
    qtbot.waitUntil(lambda: bool(shown_rows))
    assert len(asked) == 2  # what was superseded before it began is never built
    assert threading.get_ident() not in threads
    assert {ref for ref in refs(place) if not ref.startswith("[")} == {"2017 R2", "2017 R3"}
    assert len(shown_rows) == 1  # and what came too late is never shown
    assert place.checklist is not None
    assert [row.ref for row in place.checklist.rows] == [ref for ref in refs(place) if not ref.startswith("[")]


def test_an_export_waits_for_no_rows_that_are_still_being_built(
    qtbot: QtBot, place: ChecklistPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "AT_ONCE", 0)
    place.chooser = Answers(None)
    choose(place.filters.standing, "Addressed")
    place.checklist_export_word()
    assert [ref for ref in refs(place) if not ref.startswith("[")] == ["2017 R1"]
    tasks.wait_for_all()
    qtbot.wait(20)
    assert [ref for ref in refs(place) if not ref.startswith("[")] == ["2017 R1"]


def test_each_line_keeps_the_height_of_its_kind_whatever_was_on_that_line_before(place: ChecklistPlace) -> None:
    for words in ("No groups", "By judgement area", "By owner", "By where it stands"):
        choose(place.filters.grouping, words)
        rows = place.table.rows
        for line in range(rows.rowCount()):
            title = rows.entry(line).row is None
            assert place.table.rowHeight(line) == (title_height() if title else row_height()), (words, line)
            assert place.table.columnSpan(line, 0) == (rows.columnCount() if title else 1)
