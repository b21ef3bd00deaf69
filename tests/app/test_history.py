"""The two stacks of undo and redo."""

from __future__ import annotations

from reviewer.app.history import History
from reviewer.domain.change import ChangeSet, RowChange


def act(label: str, merge_key: str = "", table: str = "tag") -> ChangeSet:
    return ChangeSet(label, (RowChange(table, label, None, {"id": label, "document": "d", "text": "long"}),), merge_key)


def test_acts_with_the_same_key_in_a_row_are_one_step() -> None:
    history = History()
    for label, key in (("a", ""), ("b", "note"), ("c", "note"), ("d", "other"), ("e", "note")):
        history.record(act(label, key))
    labels = []
    while (change := history.to_undo()) is not None:
        labels.append([row.key for row in change.changes])
        history.undone(change.inverse)
    assert labels == [["e"], ["d"], ["c", "b"], ["a"]]


def test_typing_after_an_undo_is_a_new_step() -> None:
    history = History()
    for label in ("a", "b"):
        history.record(act(label, label))
    undo = history.to_undo()
    assert undo is not None
    history.undone(undo.inverse)
    history.record(act("c", "a"))
    assert history.redo_label is None
    undo = history.to_undo()
    assert undo is not None
    assert [row.key for row in undo.changes] == ["c"]


def test_bulky_rows_are_kept_by_their_keys_alone() -> None:
    history = History()
    history.record(act("import", table="block"))
    undo = history.to_undo()
    assert undo is not None
    assert undo.changes[0].before == {"id": "import", "document": "d"}


def test_forgotten_is_what_was_done_and_what_was_undone() -> None:
    history = History()
    for label in ("a", "b"):
        history.record(act(label))
    undo = history.to_undo()
    assert undo is not None
    history.undone(undo.inverse)
    assert (history.undo_label, history.redo_label) == ("a", "b")
    history.clear()
    assert (history.undo_label, history.redo_label, history.to_undo(), history.to_redo(), history.steps()) == (None, None, None, None, ())


def test_rows_on_the_way_are_those_of_the_steps_between() -> None:
    history = History()
    for label, key in (("a", ""), ("b", "note"), ("c", "note"), ("d", "")):
        history.record(act(label, key))
    assert [history.rows_between(done) for done in (3, 2, 1, 0)] == [0, 1, 3, 4]
    undo = history.to_undo()
    assert undo is not None
    history.undone(undo.inverse)
    assert [history.rows_between(done) for done in (3, 2, 1, 0)] == [1, 0, 2, 3]
