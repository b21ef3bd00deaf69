"""Keys: remapped, shared out anew, kept, shown everywhere as they are; single letters off; the palette."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reviewer.app import settings as app_settings
from reviewer.ui import theme
from reviewer.ui.actions import ACTIONS, Place, spec
from reviewer.ui.help.fuzzy import score
from reviewer.ui.help.keys import KeysWindow
from reviewer.ui.help.palette import Palette
from reviewer.ui.key_table import KeyTable
from reviewer.ui.keymap import Keymap, cap, is_character, key_words, keymap, meets, portable
from reviewer.ui.main_window import MainWindow
from reviewer.ui.preferences import Preferences

KEYS = st.sampled_from(["Ctrl+T", "Ctrl+F", "A", "Shift+A", "1", "Ctrl+Alt+Shift+Q", "F9", "]", "Ctrl+Z", "X"])
IDS = st.sampled_from([row.id for row in ACTIONS])


@settings(max_examples=60)
@given(st.lists(st.tuples(IDS, st.lists(KEYS, max_size=2, unique=True)), max_size=8))
def test_no_key_ever_means_two_things_and_what_is_kept_comes_back(acts: list[tuple[str, list[str]]]) -> None:
    keys = Keymap()
    for action, wanted in acts:
        keys.assign(action, tuple(wanted))
        assert keys.keys(action) == tuple(wanted)
    for one in ACTIONS:
        for other in ACTIONS:
            if one.id < other.id and meets(one, other):
                assert not set(keys.keys(one.id)) & set(keys.keys(other.id)), (one.id, other.id)
    again = Keymap()
    again.load(keys.own)
    assert [again.keys(row.id) for row in ACTIONS] == [keys.keys(row.id) for row in ACTIONS]
    keys.reset_all()
    assert keys.own == {}


def test_the_same_key_may_serve_two_places_but_not_the_window_too() -> None:
    keys = Keymap()
    assert [row.id for row in keys.clashes("matrix.filter", "X")] == []  # the matrix is never in view with them
    assert [row.id for row in keys.clashes("document.text_view", "X")] == ["suggestion.dismiss"]
    assert {row.place for row in keys.clashes("edit.undo", "X")} == {Place.READ, Place.WORKSHEET}


def test_settings_that_say_nonsense_change_nothing() -> None:
    keys = Keymap()
    keys.load({"no.such": "A", "tag.1": "Bleep+Zz", "document.find": ""})
    assert keys.keys("tag.1") == ("1",)
    assert keys.keys("document.find") == ()


@pytest.mark.parametrize(
    ("pressed", "spelt"), [("Shift+?", "?"), ("Shift+A", "Shift+A"), ("Ctrl+Enter", "Ctrl+Return"), ("Ctrl+Shift+P", "Ctrl+Shift+P")]
)
def test_a_pressed_key_is_spelt_as_the_table_does(pressed: str, spelt: str) -> None:
    assert portable(QKeySequence(pressed)) == spelt


def test_keys_read_as_people_write_them() -> None:
    assert key_words(("Ctrl++", "Ctrl+=", "Return", "Ctrl+PgDown")) == "Ctrl++ or Ctrl+= or Enter or Ctrl+Page Down"
    assert [is_character(key) for key in ("A", "Shift+A", "]", "?", "Ctrl+A", "F1", "Del")] == [True] * 4 + [False] * 3


def _keys_page(window: MainWindow, qtbot: QtBot) -> tuple[Preferences, KeyTable]:
    window.edit_keys()
    dialog = window.findChild(Preferences)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog, dialog.keys


def test_a_new_key_works_at_once_is_shown_everywhere_and_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    dialog, table = _keys_page(window, qtbot)
    qtbot.keyClicks(table.search, "show the sidebar")
    qtbot.keyClick(table.search, Qt.Key.Key_Return)
    assert table.current() == "view.sidebar"
    qtbot.keyClick(table.tree, Qt.Key.Key_Return)
    assert table.field.hasFocus()
    qtbot.keyClick(table.field, Qt.Key.Key_Control)  # a modifier alone is not yet a key
    qtbot.keyClick(table.field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+J is now “Show the sidebar”" in table.says.text()
    assert window.actions_["view.sidebar"].shortcuts() == [QKeySequence("Ctrl+J")]
    dialog.accept()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.session.read.sidebar.isHidden()  # type: ignore[union-attr]
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.session.read.sidebar.isHidden() is shown  # type: ignore[union-attr]
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.session.read.sidebar.isHidden() is not shown  # type: ignore[union-attr]
    assert app_settings.load(window._settings_path).keys == {"view.sidebar": "Ctrl+J"}
    page = KeysWindow()
    qtbot.addWidget(page)
    rows = [(item.text(0), item.text(1)) for top in range(page.tree.topLevelItemCount()) for item in _children(page, top)]
    assert ("Show the sidebar", "Ctrl+J") in rows


def _children(page: KeysWindow, top: int) -> list[object]:
    item = page.tree.topLevelItem(top)
    return [item.child(n) for n in range(item.childCount())] if item else []


def test_a_key_that_is_taken_is_shown_and_taken_over_only_when_asked(window: MainWindow, qtbot: QtBot) -> None:
    dialog, table = _keys_page(window, qtbot)
    table.go_to("document.text_view")
    table.ask("document.text_view")
    qtbot.keyClick(table.field, Qt.Key.Key_X)
    assert "X is the key of “Dismiss the suggestion” (Read)" in table.says.text()
    assert table.leave.hasFocus()
    qtbot.keyClick(table.leave, Qt.Key.Key_Space)
    assert keymap().own == {}
    table.ask("document.text_view")
    qtbot.keyClick(table.field, Qt.Key.Key_X)
    qtbot.mouseClick(table.take_over, Qt.MouseButton.LeftButton)
    assert keymap().keys("document.text_view") == ("X",)
    assert keymap().keys("suggestion.dismiss") == ()
    assert "“Dismiss the suggestion” has no key now" in table.says.text()
    assert keymap().keys("worksheet.dismiss") == ("X",)  # another place
    table.go_to("suggestion.dismiss")
    qtbot.mouseClick(table.reset, Qt.MouseButton.LeftButton)
    assert keymap().keys("suggestion.dismiss") == ("X",)
    assert keymap().keys("document.text_view") == ()
    qtbot.mouseClick(table.reset_all, Qt.MouseButton.LeftButton)
    assert keymap().own == {}
    dialog.accept()


def test_keys_that_move_in_texts_are_refused_and_escape_leaves(window: MainWindow, qtbot: QtBot) -> None:
    dialog, table = _keys_page(window, qtbot)
    table.ask("document.text_view")
    qtbot.keyClick(table.field, Qt.Key.Key_Down)
    assert "no action can have it" in table.says.text()
    qtbot.keyClick(table.field, Qt.Key.Key_Tab)
    assert table.field.hasFocus()
    qtbot.keyClick(table.field, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not table.field.isVisible() and keymap().own == {}
    dialog.accept()


def test_a_cap_follows_its_key(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    label = cap("document.find")
    label.setParent(box)
    assert isinstance(label, QLabel) and label.text() == "Ctrl F"
    keymap().assign("document.find", ("Ctrl+L",))
    assert label.text() == "Ctrl L"
    keymap().assign("document.find", ())
    assert label.isHidden()


def test_switched_off_letters_digits_and_signs_do_nothing(window: MainWindow) -> None:
    window.settings.single_keys = False
    window._apply_settings()
    left = {key for row in ACTIONS for key in window.actions_[row.id].shortcuts() if is_character(key.toString())}
    assert left == set()
    assert window.actions_["help.keys"].shortcuts() == [QKeySequence("Ctrl+/")]


def test_one_key_turns_the_window_dark_and_light_again_and_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    theme.switch().prefer(theme.Preference.LIGHT)
    for name in ("dark", "light"):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        assert (theme.switch().theme.name, window.settings.theme) == (name, name)
        assert theme.switch().theme.ground in QApplication.instance().styleSheet()


def test_the_palette_finds_by_parts_puts_recent_first_and_says_why_not(window: MainWindow, qtbot: QtBot) -> None:
    window.settings.recent_acts = ("help.about", "view.checklist")
    window.help_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    names = [palette.list.item(n).text() for n in range(palette.list.count())]
    assert names[:2] == ["About Reviewer", "Checklist"]
    qtbot.keyClicks(palette.field, "expo word")
    assert palette.list.item(0).text() == "Export to Word"
    assert "not now: only in Checklist" in palette.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()  # what cannot be done now is not done
    palette.field.clear()
    qtbot.keyClicks(palette.field, "follow up")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.session.currentWidget() is window.session.follow_up  # type: ignore[union-attr]
    assert window.settings.recent_acts[0] == "view.follow_up"


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [("", "Undo", True), ("und", "Undo", True), ("cit cop", "Copy with citation", True), ("cwc", "Copy with citation", True),
     ("citat", "Copy with citation", True), ("zzz", "Undo", False), ("oaxe", "Go to page… and take", False)],
)
def test_fuzzy(typed: str, name: str, fits: bool) -> None:
    assert (score(typed, name) >= 0) is fits


def test_a_beginning_counts_more_than_letters_between() -> None:
    assert score("undo", "Undo") > score("find", "Go and find") > score("cwc", "Copy with citation") > -1
    assert spec("edit.undo").text == "Undo"
