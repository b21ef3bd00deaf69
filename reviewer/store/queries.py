"""What the review file holds, as the domain's objects."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reviewer.domain.action import Action
from reviewer.domain.authority import Authority
from reviewer.domain.copies import CopyOffer
from reviewer.domain.document import FactName, Reading
from reviewer.domain.milestones import SetMilestone
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import (
    AuditEntry,
    CitedPassage,
    DocumentSummary,
    KnownFact,
    ReadingSuggestion,
)
from reviewer.domain.revisit import Revisit
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState, Tag
from reviewer.domain.threads import ThreadLink
from reviewer.store import rows
from reviewer.store.connections import Readers, Stored

_FEW = 200  # beyond that all are read at once


def _by_document(found: Iterable[Stored]) -> dict[str, list[Stored]]:
    grouped: dict[str, list[Stored]] = defaultdict(list)
    for row in found:
        grouped[row["document"]].append(row)
    return grouped


def document_ids(readers: Readers) -> tuple[str, ...]:
    """Return the ids of all documents."""
    return tuple(row["id"] for row in readers.rows("SELECT id FROM document"))


def documents(readers: Readers, wanted: Sequence[str]) -> tuple[DocumentSummary, ...]:
    """Return documents in no order, without the counts that `counts` gives; what has gone is left out."""
    few = len(wanted) < _FEW
    here, values = (f" WHERE {{}} IN ({', '.join('?' * len(wanted))})", tuple(wanted)) if few else ("", ())
    facts = _by_document(readers.rows("SELECT * FROM fact" + here.format("document"), values))
    judgements = _by_document(
        readers.rows("SELECT * FROM judgement" + here.format("document") + " ORDER BY position", values)
    )
    sql = "SELECT id, file_name, sha256, format, page_count, imported, warnings, copy_of FROM document"
    return tuple(
        DocumentSummary(
            row["id"], row["file_name"], row["sha256"], row["format"], row["page_count"], row["imported"],
            _facts(facts[row["id"]]), tuple(rows.judgement(j) for j in judgements[row["id"]]),
            tuple(json.loads(row["warnings"])), row["copy_of"],
        )
        for row in readers.rows(sql + here.format("id"), values)
    )


def counts(readers: Readers, table: str) -> dict[str, int]:
    """Return how many highlights, recommendations or open suggestions each document has."""
    open_only = " WHERE state='open'" if table == "suggestion" else ""
    found = readers.rows(f"SELECT document, count(*) AS many FROM {table}{open_only} GROUP BY document")
    return {row["document"]: row["many"] for row in found}


def _facts(found: list[Stored]) -> tuple[KnownFact, ...]:
    order = list(FactName)
    return tuple(sorted((rows.known_fact(row) for row in found), key=lambda fact: order.index(fact.read.name)))


def reading(readers: Readers, document: str) -> Reading | None:
    """Return the reading as it was imported, or None."""
    found = readers.rows("SELECT * FROM document WHERE id=?", (document,))
    if not found:
        return None
    row = found[0]
    facts = "SELECT * FROM fact WHERE document=? AND position IS NOT NULL ORDER BY position"
    return Reading(
        format=row["format"],
        blocks=tuple(
            rows.block(b) for b in readers.rows("SELECT * FROM block WHERE document=? ORDER BY position", (document,))
        ),
        page_count=row["page_count"],
        facts=tuple(rows.read_fact(f) for f in readers.rows(facts, (document,))),
        judgements=tuple(
            rows.judgement(j)
            for j in readers.rows("SELECT * FROM judgement WHERE document=? ORDER BY position", (document,))
        ),
        recommendations=rows.read_recommendations(row["recommendations"]),
        marks=rows.marks(row["marks"]),
        warnings=tuple(json.loads(row["warnings"])),
        reader_version=row["reader_version"],
    )


def original(readers: Readers, document: str) -> bytes | None:
    """Return the file's bytes, or None."""
    found = readers.rows("SELECT data FROM original WHERE id=?", (document,))
    return bytes(found[0]["data"]) if found else None


def document_with(readers: Readers, sha256: str) -> str | None:
    """Return the name of the file with that hash, or None."""
    found = readers.rows("SELECT file_name FROM document WHERE sha256=?", (sha256,))
    return str(found[0]["file_name"]) if found else None


def authorities(readers: Readers) -> tuple[Authority, ...]:
    """Return the authorities added in this review."""
    return tuple(rows.authority(row) for row in readers.rows("SELECT * FROM authority ORDER BY name"))


def tags(readers: Readers) -> tuple[Tag, ...]:
    """Return the tags by position."""
    return tuple(rows.tag(row) for row in readers.rows("SELECT * FROM tag ORDER BY position, name, id"))


def highlights(readers: Readers, column: str = "", value: str = "") -> tuple[Highlight, ...]:
    """Return the highlights by place: all, or those whose ``column`` ("document", "id") is ``value``."""
    where, parameters = (f" WHERE h.{column}=?", (value,)) if column else ("", ())
    worn: dict[str, list[str]] = defaultdict(list)
    uses = (
        "SELECT t.highlight, t.tag FROM highlight_tag t JOIN highlight h ON h.id = t.highlight"
        f"{where} ORDER BY t.position, t.tag"
    )
    for row in readers.rows(uses, parameters):
        worn[row["highlight"]].append(row["tag"])
    found = readers.rows(f'SELECT h.* FROM highlight h{where} ORDER BY h.document, h.start, h."end", h.id', parameters)
    return tuple(rows.highlight(row, tuple(worn[row["id"]])) for row in found)


def recommendations(readers: Readers, column: str = "", value: str = "") -> tuple[Recommendation, ...]:
    """Return the recommendations by document and place: all, or those whose ``column`` ("document", "id", "highlight") is ``value``."""
    where, parameters = (f" WHERE r.{column}=?", (value,)) if column else ("", ())
    sql = "SELECT r.*, h.state AS stands FROM recommendation r LEFT JOIN highlight h ON h.id = r.highlight"
    found = readers.rows(f"{sql}{where} ORDER BY r.document, r.position, r.id", parameters)
    lost, unsure = HighlightState.UNPLACED.value, HighlightState.TO_CHECK.value
    return tuple(rows.recommendation(row, lost=row["stands"] == lost, unsure=row["stands"] == unsure) for row in found)


def suggestions(readers: Readers, document: str) -> tuple[ReadingSuggestion, ...]:
    """Return the open suggestions of the reader, by place."""
    sql = "SELECT * FROM suggestion WHERE document=? AND state='open' ORDER BY start, \"end\", id"
    return tuple(rows.suggestion(row) for row in readers.rows(sql, (document,)))


def revisits(readers: Readers, earlier: str) -> tuple[Revisit, ...]:
    """Return the answers about one earlier document's recommendations."""
    sql = "SELECT v.* FROM revisit v JOIN recommendation r ON r.id = v.recommendation WHERE r.document=?"
    return tuple(rows.revisit(row) for row in readers.rows(sql, (earlier,)))


def cited(readers: Readers, earlier: str) -> dict[str, tuple[CitedPassage, ...]]:
    """Return the evidence about one earlier document's recommendations: revisit id -> passages in order."""
    sql = """SELECT e.revisit, e.id AS evidence, h.id AS highlight, h.quote, h.document, h.page, h.paragraph, h.state
        FROM evidence e JOIN highlight h ON h.id = e.highlight JOIN revisit v ON v.id = e.revisit
        JOIN recommendation r ON r.id = v.recommendation WHERE r.document=? ORDER BY e.position, e.id"""
    found: dict[str, list[CitedPassage]] = defaultdict(list)
    for row in readers.rows(sql, (earlier,)):
        found[row["revisit"]].append(
            CitedPassage(
                row["evidence"], row["highlight"], row["quote"], row["document"], row["page"], row["paragraph"],
                row["state"] != HighlightState.PLACED.value,
            )
        )
    return {revisit: tuple(passages) for revisit, passages in found.items()}


def actions(readers: Readers, earlier: str) -> tuple[Action, ...]:
    """Return the council's actions on one earlier document's recommendations."""
    sql = "SELECT a.* FROM action a JOIN recommendation r ON r.id = a.recommendation WHERE r.document=?"
    return tuple(rows.action(row) for row in readers.rows(sql, (earlier,)))


def action(readers: Readers, recommendation: str) -> Action | None:
    """Return the council's action on one recommendation, or None."""
    found = readers.rows("SELECT * FROM action WHERE recommendation=?", (recommendation,))
    return rows.action(found[0]) if found else None


def dismissed_passages(readers: Readers, recommendation: str, document: str) -> frozenset[Span]:
    """Return the passages that the officer does not want to see again for one cell of the matrix."""
    sql = 'SELECT start, "end" FROM dismissed_passage WHERE recommendation=? AND document=?'
    return frozenset(Span(row["start"], row["end"]) for row in readers.rows(sql, (recommendation, document)))


def audit(readers: Readers, limit: int) -> tuple[AuditEntry, ...]:
    """Return the newest lines of the audit trail, newest first."""
    found = readers.rows("SELECT seq, time, who, label, detail FROM audit ORDER BY seq DESC LIMIT ?", (limit,))
    return tuple(AuditEntry(row["seq"], row["time"], row["who"], row["label"], row["detail"]) for row in found)


def removed_documents(readers: Readers) -> tuple[Stored, ...]:
    """Return the removed documents without their content, those removed last first."""
    names = "id, name, file_name, sha256, removed, author, highlights, recommendations, answers"
    return tuple(readers.rows(f"SELECT {names} FROM removed_document ORDER BY removed DESC, rowid DESC"))


def setting(readers: Readers, key: str, default: str) -> str:
    """Return where a view stood."""
    found = readers.rows("SELECT value FROM setting WHERE id=?", (key,))
    return str(found[0]["value"]) if found else default


def copy_offers(readers: Readers, document: str | None = None) -> tuple[CopyOffer, ...]:
    """Return the open offers, of one document or of all."""
    where, values = ("", ()) if document is None else (" AND document=?", (document,))
    found = readers.rows(f"SELECT * FROM copy_offer WHERE state='open'{where} ORDER BY likeness DESC", values)
    return tuple(rows.copy_offer(row) for row in found)


def successions(readers: Readers) -> frozenset[tuple[str, str]]:
    """Return the (predecessor, successor) pairs that an officer agreed to join."""
    return frozenset((row["predecessor"], row["successor"]) for row in readers.rows("SELECT * FROM succession"))


def set_milestones(readers: Readers) -> tuple[SetMilestone, ...]:
    """Return the dates that a person set or marked done, of all documents."""
    return tuple(rows.milestone(row) for row in readers.rows("SELECT * FROM milestone ORDER BY document, name"))


def all_actions(readers: Readers) -> tuple[Action, ...]:
    """Return the council's actions on all recommendations."""
    return tuple(rows.action(row) for row in readers.rows("SELECT * FROM action ORDER BY id"))


def added_cells(readers: Readers) -> dict[str, dict[str, str]]:
    """Return what stands in the columns that officers added: recommendation -> title -> text, in order of entry."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in readers.rows("SELECT * FROM added_cell ORDER BY rowid"):
        found[row["recommendation"]][row["title"]] = row["text"]
    return dict(found)


def thread_links(readers: Readers) -> tuple[ThreadLink, ...]:
    """Return what people said of recommendations that come back, confirmed or dismissed."""
    return tuple(rows.thread_link(row) for row in readers.rows("SELECT * FROM thread_link ORDER BY made, id"))
