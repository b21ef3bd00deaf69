"""The kept index of each document's passages: bytes that the follow-up makes and understands, not rows of a change.

Derived data. The tables' triggers drop it when a text changes or goes; whoever finds none makes it again.
"""

from __future__ import annotations

import sqlite3

from reviewer.store.connections import Readers


def kept(readers: Readers, document: str, version: str) -> bytes | None:
    """Return the index of a document that was made by ``version``, or None."""
    found = readers.rows("SELECT data FROM passage_index WHERE document=? AND version=?", (document, version))
    return bytes(found[0]["data"]) if found else None


def keep(connection: sqlite3.Connection, document: str, version: str, data: bytes) -> None:
    """Keep the index of a document in the place of an older one; nothing where the document has gone."""
    connection.execute(
        "INSERT OR REPLACE INTO passage_index (document, version, data)"
        " SELECT id, ?, ? FROM document WHERE id=?",
        (version, data, document),
    )
