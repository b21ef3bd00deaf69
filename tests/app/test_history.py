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
