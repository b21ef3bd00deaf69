"""Selecting by mouse and keys on a PDF made here: what is selected, painted and quoted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from reviewer.domain.span import Span
from reviewer.ui.document.pane import PaintedHighlight, PaintedSuggestion

SHIFT, CONTROL, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    reading, data = samples.two_pages()
    driver.reading = reading
    driver.show(reading, data)
    return driver


def span_of(driver: Any, words: str) -> Span:
    at = driver.reading.text.index(words)
    return Span(at, at + len(words))


def test_a_drag_selects_exactly_the_words_it_covers(shown: Any) -> None:
    wanted = span_of(shown, "plans are made in time, so that every child")
    with shown.qtbot.waitSignal(shown.pane.span_selected) as told:
        shown.drag(shown.point(wanted.start, 0.1), shown.point(wanted.end - 1, 0.9))
    assert told.args == [wanted]
    assert shown.pane.selection() == wanted


def test_a_drag_upwards_selects_the_same_words(shown: Any) -> None:
    wanted = span_of(shown, "plans are made in time, so that every child")
    shown.drag(shown.point(wanted.end - 1, 0.9), shown.point(wanted.start, 0.1))
    assert shown.pane.selection() == wanted


def test_a_drag_crosses_the_page_break_in_reading_order(shown: Any) -> None:
    shown.pane.fit_page()
    shown.settle()
    wanted = span_of(shown, "first page and Managers should read")
    shown.pane.reveal(wanted)
    shown.pane.surface.verticalScrollBar().setValue(400)
    shown.settle()
    shown.drag(shown.point(wanted.start, 0.1), shown.point(wanted.end - 1, 0.9))
    assert shown.pane.selection() == wanted
    assert shown.pane.quote(wanted) == "first page and Managers should read"
    assert len(shown.rects(wanted)) == 2


def test_white_space_at_the_ends_of_a_drag_is_left_out(shown: Any) -> None:
    words = span_of(shown, " plans are ")
    shown.drag(shown.point(words.start, 0.1), shown.point(words.end - 1, 0.9))
    assert shown.pane.selection() == span_of(shown, "plans are")


def test_a_double_click_takes_the_word_a_third_the_block(shown: Any) -> None:
    view, word = shown.pane.surface.viewport(), span_of(shown, "Check")
    point = shown.point(word.start + 2)
    shown.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=point)
    shown.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point)
    shown.qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=point)
    shown.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point)
    assert shown.pane.selection() == word
    shown.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=point)
    shown.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point)
    assert shown.pane.selection() == shown.reading.blocks[1].span


def test_shift_and_a_click_extend_the_selection(shown: Any) -> None:
    first, last = span_of(shown, "Ensure"), span_of(shown, "child gets help")
    shown.drag(shown.point(first.start, 0.1), shown.point(first.end - 1, 0.9))
    shown.click(shown.point(last.end - 1, 0.9), SHIFT)
    assert shown.pane.selection() == Span(first.start, last.end)


def test_a_drag_past_the_lower_edge_scrolls_on(shown: Any) -> None:
    surface = shown.pane.surface
    first = shown.point(span_of(shown, "Ensure").start, 0.1)
    shown.qtbot.mousePress(surface.viewport(), Qt.MouseButton.LeftButton, pos=first)
    shown.qtbot.mouseMove(surface.viewport(), first + QPoint(30, 30))
    shown.qtbot.mouseMove(surface.viewport(), QPoint(100, surface.viewport().height() + 50))
    shown.qtbot.waitUntil(lambda: surface.verticalScrollBar().value() > 300)
    shown.qtbot.mouseRelease(surface.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 400))
    before = surface.verticalScrollBar().value()
    shown.qtbot.wait(120)
    assert surface.verticalScrollBar().value() == before


def test_down_goes_through_every_block_and_back(shown: Any) -> None:
    seen = []
    for _ in shown.reading.blocks:
        shown.key(Qt.Key.Key_Down)
        seen.append(shown.pane.selection())
    assert seen == [block.span for block in shown.reading.blocks]
    shown.key(Qt.Key.Key_Down)
    assert shown.pane.selection() == shown.reading.blocks[-1].span
    for block in shown.reading.blocks[-2::-1]:
        shown.key(Qt.Key.Key_Up)
        assert shown.pane.selection() == block.span


def test_right_and_left_go_by_sentence_into_the_next_block(shown: Any) -> None:
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Down)
    said = []
    for _ in range(3):
        shown.key(Qt.Key.Key_Right)
        said.append(shown.pane.selection().of(shown.reading.text))
    assert said[0].endswith("gets help.")
    assert said[1] == "Check this every month."
    assert said[2].startswith("This paragraph begins")
    shown.key(Qt.Key.Key_Left)
    assert shown.pane.selection().of(shown.reading.text) == said[1]


def test_shift_takes_in_blocks_and_sentences_and_gives_them_back(shown: Any) -> None:
    blocks = shown.reading.blocks
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Down, SHIFT)
    assert shown.pane.selection() == Span(blocks[1].start, blocks[2].end)
    shown.key(Qt.Key.Key_Up, SHIFT)
    assert shown.pane.selection() == blocks[1].span
    shown.key(Qt.Key.Key_Left, SHIFT)
    assert shown.pane.selection().of(shown.reading.text).endswith("gets help.")
    shown.key(Qt.Key.Key_Right, SHIFT)
    assert shown.pane.selection() == blocks[1].span


def test_escape_gives_up_the_selection_then_lets_others_have_the_key(shown: Any) -> None:
    shown.key(Qt.Key.Key_Down)
    with shown.qtbot.waitSignal(shown.pane.span_selected) as told:
        shown.key(Qt.Key.Key_Escape)
    assert told.args == [None]
    assert not shown.pane.surface.can_step_back()


def marks(shown: Any) -> list[PaintedHighlight]:
    wide, small = span_of(shown, "Ensure that plans are made in time"), span_of(shown, "plans are made")
    return [
        PaintedHighlight("wide", wide, "#ffe7a3", "#b8860b", "1", "Recommendation"),
        PaintedHighlight("small", small, "#bfeeda", "#00734f", "5", "Finding: strength"),
    ]


def test_a_click_takes_the_smallest_highlight_the_next_click_the_next(shown: Any) -> None:
    shown.pane.set_highlights(marks(shown))
    clicked: list[str] = []
    shown.pane.highlight_clicked.connect(clicked.append)
    point = shown.point(span_of(shown, "are made").start)
    for _ in range(3):
        shown.click(point)
        shown.qtbot.mouseRelease(shown.pane.surface.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert clicked[:3] == ["small", "wide", "small"]


def test_a_click_beside_the_text_gives_up_highlight_and_selection(shown: Any) -> None:
    shown.pane.set_highlights(marks(shown))
    shown.pane.select_highlight("wide")
    shown.click(QPoint(400, 20))
    assert shown.pane.selected_highlight() is None


def test_a_click_on_a_suggestion_tells_its_id(shown: Any) -> None:
    shown.pane.set_suggestions([PaintedSuggestion("s1", shown.reading.blocks[1].span, "#b8860b", "Recommendation")])
    with shown.qtbot.waitSignal(shown.pane.suggestion_clicked) as told:
        shown.click(shown.point(shown.reading.blocks[1].start + 3))
    assert told.args == ["s1"]


def test_the_keys_stand_beside_the_suggestion_that_is_current(shown: Any) -> None:
    bullet, paragraph = shown.reading.blocks[1].span, shown.reading.blocks[2].span
    offered = [PaintedSuggestion(name, span, "#b8860b", "Recommendation") for name, span in (("a", bullet), ("b", paragraph))]
    shown.pane.set_suggestions(offered)
    shown.click(shown.point(bullet.start + 3))
    assert shown.pane.surface.current_suggestion == "a"
    shown.pane.reveal(paragraph)
    assert shown.pane.surface.current_suggestion == "b"
    shown.pane.grab()
    shown.pane.set_suggestions(offered[:1])
    assert shown.pane.surface.current_suggestion is None
    shown.pane.reveal(bullet)
    shown.key(Qt.Key.Key_Down)
    assert shown.pane.surface.current_suggestion is None


@pytest.mark.parametrize(
    ("key", "modifiers", "words"),
    [
        (Qt.Key.Key_Right, SHIFT, "plans are made "),
        (Qt.Key.Key_Left, SHIFT, "plans are mad"),
        (Qt.Key.Key_Right, SHIFT | CONTROL, "plans are made in"),
        (Qt.Key.Key_Left, SHIFT | CONTROL, "plans are"),
        (Qt.Key.Key_Left, SHIFT | ALT, " plans are made"),
        (Qt.Key.Key_Right, SHIFT | ALT, "lans are made"),
        (Qt.Key.Key_Left, SHIFT | ALT | CONTROL, "that plans are made"),
        (Qt.Key.Key_Right, SHIFT | ALT | CONTROL, "are made"),
        (Qt.Key.Key_Down, SHIFT, "plans are made in time, so that every child gets help."),
        (Qt.Key.Key_Up, SHIFT | ALT, "Ensure that plans are made"),
    ],
)
def test_arrows_ask_to_move_the_ends_of_the_chosen_highlight(
    shown: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier, words: str
) -> None:
    shown.pane.set_highlights(marks(shown))
    shown.pane.select_highlight("small")
    with shown.qtbot.waitSignal(shown.pane.resize_requested) as told:
        shown.key(key, modifiers)
    assert told.args == ["small", span_of(shown, words), True]


def test_enter_activates_the_current_passage_or_the_selection(shown: Any) -> None:
    passages = [block.span for block in shown.reading.blocks[1:3]]
    shown.pane.set_focus_passages(passages, 1)
    with shown.qtbot.waitSignal(shown.pane.passage_activated) as told:
        shown.key(Qt.Key.Key_Return)
    assert told.args == [passages[1]]
    shown.pane.set_selection(passages[0])
    with shown.qtbot.waitSignal(shown.pane.passage_activated) as told:
        shown.key(Qt.Key.Key_Return)
    assert told.args == [passages[0]]


def test_a_quote_reads_as_a_person_would_type_it(shown: Any) -> None:
    whole = Span(shown.reading.blocks[0].start, shown.reading.blocks[1].end)
    first, second = shown.pane.quote(whole).splitlines()
    assert first == "Recommendations"
    assert second.startswith("• Ensure that plans")
    part = span_of(shown, "plans are made")
    assert shown.pane.quote(part) == "plans are made"
