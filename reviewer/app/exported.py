"""What the last export of a checklist said, so that the next one of the same format marks what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.domain.checklist import Checklist, ChecklistRow, with_rows
from reviewer.export.row_mark import digest
from reviewer.export.table import date_words, iso_date

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

Known = dict[str, tuple[str, str]]  # recommendation -> digest of its row, and the ISO day of that export


def marked(workspace: Workspace, checklist: Checklist, format: str) -> Checklist:
    """Return the checklist with a word beside what each changed or new row says now; a first export has none.

    What was exported is known by earlier document, so that it does not matter with which others it went out.
    """
    known = {document.id: _known(workspace, document.id, format) for document in checklist.earlier}
    new = with_rows(checklist, lambda row: _marked(row, known.get(row.document, {}), format))
    changed = sum(a.standing_words != b.standing_words for a, b in zip(new.rows, checklist.rows, strict=True))
    return replace(new, figures=replace(checklist.figures, changed=changed)) if changed else checklist


def remember(workspace: Workspace, checklist: Checklist, format: str) -> None:
    """Keep what was exported; rows that a filter left out keep what was kept of them."""
    day = checklist.made[:10]
    for document in checklist.earlier:
        now = {row.id: (fingerprint(row, format), day) for row in checklist.rows if row.document == document.id}
        if now:
            kept = {**_known(workspace, document.id, format), **now}
            workspace.set_setting(_key(document.id, format), json.dumps(kept))


def fingerprint(row: ChecklistRow, format: str) -> str:
    """Return what stands for all that a row says but the words that time alone changes (overdue, years since).

    Columns that officers added go out in the workbook only.
    """
    added = row.added if format == "xlsx" else ()
    answers = [(a.document, a.coverage, a.outcome, a.note, [c.quote for c in a.cited]) for a in row.answers if not a.before]
    return digest(
        json.dumps([
            row.text, row.source, row.kind.value, row.area, row.standing.value, answers, row.action, row.owner,
            row.due.isoformat() if row.due else "", row.status, row.evidence_held, row.question, added, *([row.thread] if row.thread else []),
        ])
    )  # fmt: skip


def _marked(row: ChecklistRow, known: Known, format: str) -> ChecklistRow:
    was = known.get(row.id)
    if not known or (was is not None and was[0] == fingerprint(row, format)):
        return row
    word, day = ("changed", was[1]) if was else ("new", max(day for _, day in known.values()))
    return replace(row, standing_words=f"{row.standing_words}; {word} since {date_words(iso_date(day))}")


def _key(document: str, format: str) -> str:
    return f"exported:{format}:{document}"


def _known(workspace: Workspace, document: str, format: str) -> Known:
    kept = json.loads(workspace.setting(_key(document, format), "{}"))
    return {id: (mark, day) for id, (mark, day) in kept.items()}
