"""Documents that were removed: kept whole in the file, so that they can come back in any later session.

What is kept is the removal itself, as data: its rows before and after. Coming back is its inverse, as far as what it
hangs on is still there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.app.edit import Edit
from reviewer.domain.change import ChangeSet, Row, RowChange
from reviewer.domain.tag import TagRole
from reviewer.store.rows import to_json
from reviewer.store.schema import TABLES
from reviewer.store.store import Store


@dataclass(frozen=True, slots=True)
class RemovedDocument:
    """One that can be restored. ``name`` as people call it; ``removed`` an ISO time; counts of what comes with it."""

    id: str
    name: str
    file_name: str
    removed: str
    author: str
    highlights: int
    recommendations: int
    answers: int


def kept_row(document: Row, changes: ChangeSet, *, name: str, author: str, time: str) -> Row:
    """Return the row that keeps a removal; the file's bytes stand apart, as they are packed already."""
    original = next((c.before["data"] for c in changes.changes if c.table == "original" and c.before), b"")
    rest = [[c.table, c.key, c.before, c.after] for c in changes.changes if c.table != "original"]
    counts = {table: sum(c.table == table and c.after is None for c in changes.changes) for table in ("highlight", "recommendation", "revisit")}
    return {
        "id": document["id"], "name": name, "file_name": document["file_name"], "sha256": document["sha256"],
        "removed": time, "author": author, "highlights": counts["highlight"],
        "recommendations": counts["recommendation"], "answers": counts["revisit"], "original": original,
        "changes": _packed(rest),
    }


def removed_document(row: Row) -> RemovedDocument:
    """Return what a list shows of a kept removal."""
    return RemovedDocument(
        str(row["id"]), str(row["name"]), str(row["file_name"]), str(row["removed"]), str(row["author"]),
        int(row["highlights"] or 0), int(row["recommendations"] or 0), int(row["answers"] or 0),
    )


def changes_of(row: Row) -> tuple[RowChange, ...]:
    """Return the rows of a kept removal."""
    packed = row["changes"]
    assert isinstance(packed, bytes)
    rest = [RowChange(*one) for one in json.loads(zlib.decompress(packed))]
    key = str(row["id"])
    return (*rest, RowChange("original", key, {"id": key, "data": row["original"]}, None))


def without(row: Row, document: str) -> Row:
    """Return a kept removal without the rows of another document: a passage of it may have gone with an answer."""
    packed = row["changes"]
    assert isinstance(packed, bytes)
    rest = json.loads(zlib.decompress(packed))
    kept = [one for one in rest if document not in to_json(one)]
    return row if len(kept) == len(rest) else {**row, "changes": _packed(kept)}


def _packed(changes: Sequence[object]) -> bytes:
    return zlib.compress(to_json(changes).encode("utf-8"), 6)


def bring_back(edit: Edit, changes: Sequence[RowChange]) -> int:
    """Add what the removal took away and put back what it altered; return how many rows have lost their footing.

    A row whose parent (a tag, another document's recommendation) is gone by now stays away, and a recommendation
    whose passage no tag makes one any more; one that was changed since is left as it is.
    """
    added: set[tuple[str, str]] = set()
    left = 0
    for change in sorted(changes, key=lambda one: TABLES.index(one.table)):
        if change.before is None:
            continue
        if change.after is not None:
            if edit.store.row(change.table, change.key) == change.after:
                edit.alter(change.table, change.after, **change.before)
        elif _stands(edit.store, change.table, change.before, added) and (
            change.table != "recommendation" or _tagged_as_one(edit, change.before)
        ):
            edit.add(change.table, change.before)
            added.add((change.table, change.key))
        else:
            left += 1
    return left


def _stands(store: Store, table: str, row: Row, added: set[tuple[str, str]]) -> bool:
    return all(
        row[column] is None or (parent, str(row[column])) in added or store.row(parent, str(row[column])) is not None
        for column, parent in store.parents(table)
    )


def _tagged_as_one(edit: Edit, recommendation: Row) -> bool:
    """Tell whether the passage of a recommendation that comes back still wears a tag that makes it one."""
    passage = recommendation["highlight"]
    worn = [row["tag"] for row in edit.added("highlight_tag") if row["highlight"] == passage]
    tags = (edit.store.row("tag", str(tag)) for tag in worn)
    return any(tag is not None and tag["role"] == TagRole.RECOMMENDATION.value for tag in tags)
