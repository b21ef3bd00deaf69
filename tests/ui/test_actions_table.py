"""The table of actions: every row has one meaning, a handler, and keys that do not collide."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtGui import QKeySequence

from reviewer.ui.actions import ACTIONS, MENUS, Place
from reviewer.ui.followup.place import FollowUpPlace
from reviewer.ui.main_window import MainWindow
from reviewer.ui.read_place import ReadPlace


def test_ids_are_unique_and_menus_known() -> None:
    ids = [row.id for row in ACTIONS]
    assert len(ids) == len(set(ids))
    assert {row.menu for row in ACTIONS} - {""} <= set(MENUS), "without a menu an act is found by its key and by its name"


def test_no_key_means_two_things_in_one_place() -> None:
    by_key: dict[tuple[Place, str], list[str]] = defaultdict(list)
    window_keys = {key: row.id for row in ACTIONS if row.place is Place.WINDOW for key in row.keys}
    for row in ACTIONS:
        for key in row.keys:
            by_key[row.place, key].append(row.id)
            if row.place is not Place.WINDOW:
                assert key not in window_keys, f"{row.id} and {window_keys[key]} share {key}"
    assert {key: ids for key, ids in by_key.items() if len(ids) > 1} == {}


def test_every_act_has_a_key() -> None:
    assert [row.id for row in ACTIONS if not row.keys] == []


def test_every_key_is_one_that_qt_knows() -> None:
    for row in ACTIONS:
        for key in row.keys:
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText), f"{row.id}: {key}"


@pytest.mark.parametrize(
    ("places", "owner"),
    [((Place.WINDOW,), MainWindow), ((Place.READ,), ReadPlace), ((Place.MATRIX, Place.WORKSHEET), FollowUpPlace)],
)
def test_every_action_has_a_handler(places: tuple[Place, ...], owner: type) -> None:
    missing = []
    for row in ACTIONS:
        if row.place in places:
            base, _, number = row.handler.rpartition("_")
            if not hasattr(owner, row.handler) and not (number.isdigit() and hasattr(owner, base)):
                missing.append(row.id)
    assert missing == []
