"""What the audit trail keeps of a change: every row before and after, but no file's bytes and no document's text."""

from __future__ import annotations

import hashlib
from collections import Counter

from reviewer.domain.change import ChangeSet, Row
from reviewer.store.rows import to_json

_SUMMED = ("block",)  # what was read from a file, hundreds of rows; the file itself is in the review


def as_json(changes: ChangeSet) -> str:
    """Return the change as JSON; bytes become {"sha256", "size"}, blocks one line with their count a document."""
    rows: list[object] = []
    counts: Counter[tuple[str, str, str]] = Counter()
    for change in changes.changes:
        if change.table in _SUMMED:
            act = "removed" if change.after is None else "added" if change.before is None else "changed"
            row = change.after or change.before or {}
            counts[change.table, act, str(row.get("document", ""))] += 1
        else:
            rows.append({
                "table": change.table, "id": change.key, "before": _plain(change.before), "after": _plain(change.after),
            })
    rows += [{"table": table, "document": document, act: count} for (table, act, document), count in counts.items()]
    return to_json(rows)


def _plain(row: Row | None) -> dict[str, object] | None:
    if row is None:
        return None
    return {
        name: {"sha256": hashlib.sha256(value).hexdigest(), "size": len(value)} if isinstance(value, bytes) else value
        for name, value in row.items()
    }
