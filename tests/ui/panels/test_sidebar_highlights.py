"""The sidebar's highlights: what the list shows is what the review holds, whatever was done and undone."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState
from reviewer.ui.tagging.cards import Card, CardMaker, Order, arranged
from reviewer.ui.tagging.note_field import NoteField
from reviewer.ui.tagging.sidebar import TaggingSidebar

Wire = Callable[[TaggingSidebar], TaggingSidebar]
Place = Callable[[str, int], Span]


@pytest.fixture
def sidebar(workspace: Workspace, wired: Wire, inspection: str) -> TaggingSidebar:
    """The sidebar of the inspection."""
    side = wired(TaggingSidebar(workspace))
    side.show_document(inspection)
    return side


@pytest.fixture
def three(workspace: Workspace, inspection: str, paragraph_span: Place) -> list[str]:
    """Three highlights in the order of the text, made in another order."""
    last = workspace.tag_span(inspection, paragraph_span(inspection, 5), "tag-strength")
    first = workspace.tag_span(inspection, paragraph_span(inspection, 1), "tag-recommendation")
    middle = workspace.tag_span(inspection, paragraph_span(inspection, 4), "tag-concern")
    return [first, middle, last]


def _listed(side: TaggingSidebar) -> list[str]:
    return [card.id for card in side.highlights.list.cards.cards]


def _field(side: TaggingSidebar) -> NoteField:
    field = side.highlights.list.findChild(NoteField)
    assert field is not None
    return field


def _typed(side: TaggingSidebar, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(_field(side), words)


def test_cards_say_what_the_highlight_is(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str
) -> None:
    workspace.set_note(three[1], "Ask the service manager")
    workspace.toggle_tag(three[1], "tag-question")
    cards = sidebar.highlights.list.cards.cards
    assert [card.ref for card in cards] == ["R1", "", ""]
    assert [card.tag_names for card in cards] == ["Recommendation", "Finding: concern + Question for the board", "Finding: strength"]
    assert cards[1].place == "p. 2 · ¶4 · note"
    assert "note: Ask the service manager" in cards[1].spoken
    assert "Finding: concern, key 4" in cards[1].spoken
    assert "😀" in cards[1].quote
    assert sidebar.highlights.count.words == "3 highlights"


def test_the_list_shows_what_the_review_holds_after_random_acts_and_undo(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, visit: str
) -> None:
    rng = random.Random(20)
    length = len(workspace.reading(inspection).text)

    def act() -> None:
        held, tags = workspace.highlights(inspection), workspace.tags()
        start = rng.randrange(length - 20)
        choices: list[Callable[[], object]] = [
            lambda: workspace.tag_span(inspection, Span(start, start + rng.randrange(4, 20)), rng.choice(tags).id),
            lambda: workspace.tag_span(visit, Span(0, rng.randrange(4, 20)), rng.choice(tags).id),
            workspace.undo,
            workspace.redo,
        ]
        if held:
            one = rng.choice(held)
            choices += [
                lambda: workspace.toggle_tag(one.id, rng.choice(tags).id),
                lambda: workspace.set_note(one.id, f"note {rng.random()}"),
                lambda: workspace.delete_highlight(one.id),
                lambda: sidebar.delete_highlights(tuple(h.id for h in rng.sample(held, min(2, len(held))))),
                lambda: sidebar.highlights.list.select_id(one.id),
            ]
        with suppress(UserError):  # undo may have gone back past an import
            rng.choice(choices)()

    for step in range(150):
        act()
        if step % 10 == 0:
            sidebar.show_whole_review(rng.random() < 0.5)
            sidebar.sort(rng.choice(list(Order)))
            sidebar.highlights.filter_by(rng.choice(["", "", "ensure", "concern note"]))
        _check_law(sidebar, workspace, inspection)


def _check_law(sidebar: TaggingSidebar, workspace: Workspace, document: str) -> None:
    whole = sidebar.highlights.whole_review
    held = workspace.highlights() if whole else workspace.highlights(document)
    documents = workspace.documents() if whole else ()
    cards = CardMaker().cards(held, workspace.tags(), workspace.recommendations(), documents)
    expected = arranged(cards, sidebar.highlights._order, sidebar.highlights.wanted())
    assert sidebar.highlights.list.cards.cards == expected
    assert len(_listed(sidebar)) == len(set(_listed(sidebar)))
    assert set(sidebar.selected_highlights()) <= {one.id for one in held}


def test_only_the_card_that_changed_is_painted_anew(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str]
) -> None:
    told: list[tuple[int, int]] = []
    sidebar.highlights.list.cards.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    workspace.set_note(three[1], "New")
    assert told == [(1, 1)]


def test_up_and_down_move_the_page(sidebar: TaggingSidebar, three: list[str], inspection: str, qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    sidebar.highlight_activated.connect(lambda one, document: heard.append((one, document)))
    sidebar.select_highlight(three[0])
    assert heard == []  # the page sent it here
    sidebar.highlights.list.setFocus()
    qtbot.keyClick(sidebar.highlights.list, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.highlights.list, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.highlights.list, Qt.Key.Key_Up)
    assert heard == [(three[1], inspection), (three[2], inspection), (three[1], inspection)]
    assert sidebar.current_highlight() == three[1]


def test_a_click_shows_the_passage_also_the_second_time(
    sidebar: TaggingSidebar, three: list[str], inspection: str, qtbot: QtBot
) -> None:
    heard: list[str] = []
    sidebar.highlight_activated.connect(lambda one, _document: heard.append(one))
    cards = sidebar.highlights.list
    place = cards.visualRect(cards.cards.index(1)).center()
    for _ in range(2):
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [three[1], three[1]]


def test_delete_goes_to_the_neighbour_and_undo_brings_it_back(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], qtbot: QtBot
) -> None:
    cards = sidebar.highlights.list
    sidebar.select_highlight(three[1])
    cards.setFocus()
    with qtbot.waitSignals([sidebar.noticed, sidebar.highlight_activated]):
        qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert _listed(sidebar) == [three[0], three[2]]
    assert sidebar.current_highlight() == three[2]
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert sidebar.current_highlight() == three[0]
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert _listed(sidebar) == []
    for _ in range(3):
        workspace.undo()
    assert _listed(sidebar) == three


def test_several_are_deleted_and_tagged_in_one_step_each(
    sidebar: TaggingSidebar, workspace: Workspace, inspection: str, three: list[str], qtbot: QtBot
) -> None:
    cards = sidebar.highlights.list
    sidebar.select_highlight(three[0])
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert sidebar.selected_highlights() == tuple(three[:2])
    qtbot.keyClick(cards, Qt.Key.Key_7)  # Question for the board
    assert [("tag-question" in one.tags) for one in workspace.highlights(inspection)] == [True, True, False]
    assert sidebar.selected_highlights() == tuple(three[:2])
    workspace.undo()
    assert not any("tag-question" in one.tags for one in workspace.highlights(inspection))
    with qtbot.waitSignal(sidebar.noticed) as noticed:
        qtbot.keyClick(cards, Qt.Key.Key_9)
    assert "No tag has the key 9" in noticed.args[0]
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    assert _listed(sidebar) == [three[2]]
    workspace.undo()
    assert _listed(sidebar) == three


def test_enter_edits_the_note_in_place_and_typing_is_one_step(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str, qtbot: QtBot
) -> None:
    cards = sidebar.highlights.list
    sidebar.select_highlight(three[1])
    cards.setFocus()
    high = cards.visualRect(cards.cards.index(1)).height()
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert cards.visualRect(cards.cards.index(1)).height() > high
    field = _field(sidebar)
    qtbot.keyClicks(field, "First")
    field.flush()  # a pause in the typing
    assert workspace.highlights(inspection)[1].note == "First"
    assert _field(sidebar) is field  # saving does not close it
    qtbot.keyClicks(field, " and more")
    with qtbot.waitSignal(sidebar.back_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert workspace.highlights(inspection)[1].note == "First and more"
    assert cards.visualRect(cards.cards.index(1)).height() > high, "the note is read in the card"
    workspace.undo()
    assert workspace.highlights(inspection)[1].note == ""
    workspace.redo()
    assert workspace.highlights(inspection)[1].note == "First and more"


def test_esc_closes_the_note_and_keeps_what_was_typed(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str, qtbot: QtBot
) -> None:
    assert sidebar.edit_note(three[0])
    qtbot.keyClicks(_field(sidebar), "Kept")
    qtbot.keyClick(_field(sidebar), Qt.Key.Key_Escape)
    assert workspace.highlights(inspection)[0].note == "Kept"
    assert sidebar.highlights.list.hasFocus()


def test_a_note_that_cannot_be_saved_stays_open_until_it_can(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_highlight: str, _note: str) -> None:
        raise UserError("The disk is full. What was saved before is safe.")

    sidebar.edit_note(three[0])
    qtbot.keyClicks(_field(sidebar), "Precious")
    with monkeypatch.context() as full_disk:
        full_disk.setattr(workspace, "set_note", refuse)
        with qtbot.waitSignal(sidebar.failed) as failed:
            qtbot.keyClick(_field(sidebar), Qt.Key.Key_Escape)
    assert "disk is full" in failed.args[0]
    assert _field(sidebar).toPlainText() == "Precious"
    with qtbot.waitSignal(sidebar.back_requested):
        qtbot.keyClick(_field(sidebar), Qt.Key.Key_Escape)
    assert workspace.highlights(inspection)[0].note == "Precious"


def test_a_note_is_kept_when_another_document_comes_before_it_was_left(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str, visit: str, qtbot: QtBot
) -> None:
    sidebar.edit_note(three[0])
    qtbot.keyClicks(_field(sidebar), "Not lost")
    sidebar.show_document(visit)
    assert workspace.highlights(inspection)[0].note == "Not lost"


def test_a_note_is_kept_when_its_list_changes_under_it(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str, qtbot: QtBot
) -> None:
    sidebar.edit_note(three[1])
    qtbot.keyClicks(_field(sidebar), "Still here")
    workspace.tag_span(inspection, Span(0, 3), "tag-area")
    assert _field(sidebar).toPlainText() == "Still here"
    qtbot.waitUntil(lambda: {one.id: one.note for one in workspace.highlights(inspection)}[three[1]] == "Still here")


def test_the_note_of_a_highlight_that_is_gone_says_so(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], qtbot: QtBot
) -> None:
    workspace.delete_highlight(three[0])
    assert not sidebar.edit_note(three[0])


def test_filter_by_tag_text_note_and_reference(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], qtbot: QtBot
) -> None:
    workspace.set_note(three[2], "Tell the board")
    field = sidebar.highlights.filter
    for words, found in (
        ("concern", [three[1]]),
        ("SEAMLESS night", [three[2]]),
        ("board", [three[2]]),
        ("r1", [three[0]]),
        ("concern seamless", []),
    ):
        field.clear()
        qtbot.keyClicks(field, words)
        qtbot.waitUntil(lambda wanted=found: _listed(sidebar) == wanted)
    assert sidebar.highlights.empty.isVisible()
    assert sidebar.highlights.count.words == "0 of 3"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert _listed(sidebar) == three


def test_a_highlight_chosen_on_the_page_takes_the_filter_off_that_hides_it(
    sidebar: TaggingSidebar, three: list[str]
) -> None:
    sidebar.highlights.filter_by("concern")
    sidebar.select_highlight(three[1])
    assert sidebar.highlights.filter.text() == "concern"
    sidebar.select_highlight(three[2])
    assert sidebar.highlights.filter.text() == ""
    assert sidebar.current_highlight() == three[2]
    sidebar.select_highlight("")
    assert sidebar.selected_highlights() == ()


def test_down_goes_from_the_filter_into_the_list(sidebar: TaggingSidebar, three: list[str], qtbot: QtBot) -> None:
    field = sidebar.highlights.filter
    field.setFocus()
    qtbot.keyClicks(field, "seamless")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert sidebar.highlights.list.hasFocus()
    assert sidebar.current_highlight() == three[2]


def test_sorting_and_the_whole_review(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], visit: str
) -> None:
    sidebar.sort(Order.TAG)
    assert _listed(sidebar) == three  # recommendation, concern, strength: also the order of the tags
    sidebar.sort(Order.PLACE)
    other = workspace.tag_span(visit, Span(0, 10), "tag-evidence")
    assert other not in _listed(sidebar)
    sidebar.show_whole_review(True)
    assert set(_listed(sidebar)) == {*three, other}
    card = next(card for card in sidebar.highlights.list.cards.cards if card.id == other)
    assert card.place.startswith("Focused visit 2019 · ")
    sidebar.show_document(None)
    assert set(_listed(sidebar)) == {*three, other}


def test_sorting_by_time_puts_the_newest_first() -> None:
    def made(id_: str, created: str) -> Card:
        return Card(Highlight(id_, "d", Span(0, 1), "q", (), created=created), ())

    cards = (made("a", "2026-01-01T10:00:00+00:00"), made("b", "2026-01-03T10:00:00+00:00"), made("c", "2026-01-02T10:00:00+00:00"))
    assert [card.id for card in arranged(cards, Order.TIME)] == ["b", "c", "a"]


@pytest.mark.parametrize("state", [HighlightState.TO_CHECK, HighlightState.UNPLACED])
def test_states_are_said_in_words(
    workspace: Workspace, wired: Wire, three: list[str], inspection: str, state: HighlightState, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tuple(replace(one, state=state) for one in workspace.highlights(inspection))
    monkeypatch.setattr(workspace, "highlights", lambda _document=None: held)
    side = wired(TaggingSidebar(workspace))
    side.show_document(inspection)
    words = {HighlightState.TO_CHECK: "to check", HighlightState.UNPLACED: "not found"}[state]
    assert all(words in card.spoken for card in side.highlights.list.cards.cards)
    side.highlights.filter_by(words)
    assert len(_listed(side)) == 3
    side.grab()


def test_the_menu_tags_notes_and_deletes(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], inspection: str
) -> None:
    sidebar.select_highlight(three[1])
    sidebar.highlights.list.customContextMenuRequested.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    tags = menu.actions()[0].menu()
    assert isinstance(tags, QMenu)
    assert [action.text().split("\t")[0] for action in tags.actions() if action.isChecked()] == ["Finding: concern"]
    next(action for action in tags.actions() if action.text().startswith("Question")).trigger()
    assert workspace.highlights(inspection)[1].tags == ("tag-concern", "tag-question")
    next(action for action in menu.actions() if action.text().startswith("Delete")).trigger()
    menu.close()
    assert _listed(sidebar) == [three[0], three[2]]


def test_a_refused_act_is_told_and_nothing_changes(
    sidebar: TaggingSidebar, workspace: Workspace, three: list[str], qtbot: QtBot
) -> None:
    workspace.delete_highlight(three[0])
    with qtbot.waitSignal(sidebar.failed) as failed:
        sidebar.delete_highlights((three[0],))
    assert "no longer" in failed.args[0]
    assert _listed(sidebar) == three[1:]


def test_empty_places_say_what_to_do(workspace: Workspace, wired: Wire, inspection: str) -> None:
    side = wired(TaggingSidebar(workspace))
    assert "Open a document" in side.highlights.empty.text()
    side.show_document(inspection)
    assert "press a tag’s number" in side.highlights.empty.text()
    assert side.highlights.count.words == "No highlights"
    assert not side.highlights.list.isVisible()
