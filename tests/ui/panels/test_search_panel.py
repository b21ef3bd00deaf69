"""Search in all documents: as you type, off the window's thread, only the newest answer."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.review import SearchHit
from reviewer.domain.span import Span
from reviewer.ui.search.panel import SearchPanel
from reviewer.ui.search.results import Entry, grouped

Wire = Callable[[SearchPanel], SearchPanel]


@pytest.fixture
def panel(workspace: Workspace, wired: Wire, inspection: str, visit: str) -> SearchPanel:
    """The panel over an inspection and a visit."""
    made = wired(SearchPanel(workspace))
    made.open()
    return made


def _hits(panel: SearchPanel) -> list[SearchHit]:
    return [entry.hit for entry in panel.results.entries if entry.hit is not None]


def test_hits_stand_under_their_documents_with_marks(
    panel: SearchPanel, workspace: Workspace, inspection: str, visit: str, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.field, "threshol")
    qtbot.waitUntil(lambda: len(_hits(panel)) == 3)
    titles = [entry.title for entry in panel.results.entries if entry.hit is None]
    assert sorted(titles) == ["Focused visit 2019", "Inspection 2017"]
    assert panel.count.text() == "3 hits in 2 documents"
    for hit in _hits(panel):
        assert [hit.excerpt[start:end].lower()[:8] for start, end in hit.marks] == ["threshol"]
        assert workspace.reading(hit.document).text[hit.start : hit.end].lower().startswith("threshol")
    panel.grab()


def test_only_the_answer_to_the_newest_words_is_shown(
    panel: SearchPanel, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    may_answer, first_asked = threading.Event(), threading.Event()
    real = workspace.search

    def slow(words: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        asked.append(words)
        first_asked.set()
        assert may_answer.wait(10)
        return real(words, limit=limit)

    shown: list[int] = []
    monkeypatch.setattr(workspace, "search", slow)
    panel.results.modelReset.connect(lambda: shown.append(len(_hits(panel))))
    qtbot.keyClicks(panel.field, "thresholds")
    qtbot.waitUntil(first_asked.is_set)
    panel.field.clear()
    for piece in ("sea", "ml", "ess"):
        qtbot.keyClicks(panel.field, piece)
        qtbot.wait(100)  # the typing has paused, the first answer is still out
    may_answer.set()
    qtbot.waitUntil(lambda: panel.count.text() == "1 hit in 1 document")
    assert asked == ["thresholds", "seamless"]
    assert 3 not in shown


def test_an_answer_that_comes_after_the_field_was_cleared_is_dropped(
    panel: SearchPanel, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer, asked = threading.Event(), threading.Event()
    real = workspace.search

    def slow(words: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        asked.set()
        assert may_answer.wait(10)
        return real(words, limit=limit)

    monkeypatch.setattr(workspace, "search", slow)
    qtbot.keyClicks(panel.field, "thresholds")
    qtbot.waitUntil(asked.is_set)
    panel.field.clear()
    qtbot.waitUntil(lambda: "Type a word" in panel.words.text())
    may_answer.set()
    qtbot.waitUntil(lambda: not panel._running)
    assert _hits(panel) == []


def test_arrows_choose_and_enter_goes_there_while_the_caret_stays(
    panel: SearchPanel, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.field, "thresholds")
    qtbot.waitUntil(lambda: len(_hits(panel)) == 3)
    second = _hits(panel)[1]
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)  # passes the heading of the next document by
    with qtbot.waitSignal(panel.hit_activated) as activated:
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert activated.args == [second.document, Span(second.start, second.end)]
    assert panel.field.hasFocus()
    for _ in range(9):
        qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    current = panel.current()
    assert current is not None
    assert current.hit == _hits(panel)[2]
    for _ in range(9):
        qtbot.keyClick(panel.field, Qt.Key.Key_Up)
    current = panel.current()
    assert current is not None
    assert current.hit == _hits(panel)[0]
    with qtbot.waitSignal(panel.close_requested):
        qtbot.keyClick(panel.field, Qt.Key.Key_Escape)


def test_a_click_on_a_hit_goes_there_and_on_a_heading_nowhere(panel: SearchPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.field, "seamless")
    qtbot.waitUntil(lambda: len(_hits(panel)) == 1)
    heard: list[str] = []
    panel.hit_activated.connect(lambda document, _span: heard.append(document))
    for row in (0, 1):
        place = panel.list.visualRect(panel.results.index(row)).center()
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [_hits(panel)[0].document]


def test_nothing_found_and_nothing_asked_are_said(panel: SearchPanel, qtbot: QtBot) -> None:
    assert "Type a word" in panel.words.text()
    qtbot.keyClicks(panel.field, "xylophone")
    qtbot.waitUntil(lambda: "Nothing found for “xylophone”" in panel.words.text())
    assert not panel.list.isVisible()
    panel.field.clear()
    qtbot.waitUntil(lambda: "Type a word" in panel.words.text())


def test_hits_of_a_removed_document_go(
    panel: SearchPanel, workspace: Workspace, visit: str, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.field, "thresholds")
    qtbot.waitUntil(lambda: len(_hits(panel)) == 3)
    workspace.remove_document(visit)
    qtbot.waitUntil(lambda: len(_hits(panel)) == 2)
    workspace.undo()
    qtbot.waitUntil(lambda: len(_hits(panel)) == 3)


def test_a_selection_is_searched_for_at_once(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.open("seamless service")
    qtbot.waitUntil(lambda: len(_hits(panel)) == 1)
    assert panel.field.selectedText() == "seamless service"


def test_grouping_keeps_the_best_document_first_and_reads_by_place() -> None:
    def hit(document: str, start: int) -> SearchHit:
        return SearchHit(document, start, start + 3, 1, "Section", "text", ())

    entries = grouped([hit("b", 50), hit("a", 10), hit("b", 20)], {"a": ("A", "Westmere"), "b": ("B", "Eastmere")})
    assert [(entry.title, entry.count, entry.hit.start if entry.hit else None) for entry in entries] == [
        ("B", 2, None), ("B", 0, 20), ("B", 0, 50), ("A", 1, None), ("A", 0, 10),
    ]  # fmt: skip
    assert entries[0].spoken == "B, Eastmere, 2 hits"
    assert Entry("a", "A", hit=hit("a", 1)).place == "p. 1 · Section"
