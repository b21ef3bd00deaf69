"""What the last export of a checklist said, so that the next one of the same format marks what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.domain.checklist import Checklist, ChecklistGroup, ChecklistRow
from reviewer.export.row_mark import digest
from reviewer.export.table import date_words, iso_date

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

Known = dict[str, tuple[str, str]]  # recommendation -> digest of its row, and the ISO day of that export


def marked(workspace: Workspace, checklist: Checklist, format: str) -> Checklist:
    """Return the checklist with a word beside what each changed or new row says now; the first export has none."""
    known = _known(workspace, checklist, format)
    if not known:
        return checklist
    last = max(day for _, day in known.values())
    groups = tuple(
        ChecklistGroup(group.title, tuple(_marked(row, known, last, format) for row in group.rows)) for group in checklist.groups
    )
    changed = sum(new.standing_words != old.standing_words for new, old in _pairs(groups, checklist.groups))
    return replace(checklist, groups=groups, figures={**checklist.figures, "changed": changed})


def remember(workspace: Workspace, checklist: Checklist, format: str) -> None:
    """Keep what was exported; rows that a filter left out keep what was kept of them."""
    day = checklist.made[:10]
    now = {row.id: (fingerprint(row, format), day) for row in checklist.rows}
    workspace.set_setting(_key(checklist, format), json.dumps({**_known(workspace, checklist, format), **now}))


def fingerprint(row: ChecklistRow, format: str) -> str:
    """Return what stands for all that a row says but the words that time alone changes (overdue, years since).

    Columns that officers added go out in the workbook only.
    """
    added = row.added if format == "xlsx" else ()
    answers = [(a.document, a.coverage, a.outcome, a.note, [c.quote for c in a.cited]) for a in row.answers]
    return digest(
        json.dumps([
            row.text, row.source, row.kind.value, row.area, row.standing.value, answers, row.action, row.owner,
            row.due.isoformat() if row.due else "", row.status, row.evidence_held, row.question, added,
        ])
    )  # fmt: skip


def _marked(row: ChecklistRow, known: Known, last: str, format: str) -> ChecklistRow:
    was = known.get(row.id)
    if was is not None and was[0] == fingerprint(row, format):
        return row
    word, day = ("changed", was[1]) if was else ("new", last)
    return replace(row, standing_words=f"{row.standing_words}; {word} since {date_words(iso_date(day))}")


def _pairs(
    new: tuple[ChecklistGroup, ...], old: tuple[ChecklistGroup, ...]
) -> list[tuple[ChecklistRow, ChecklistRow]]:
    return [pair for a, b in zip(new, old, strict=True) for pair in zip(a.rows, b.rows, strict=True)]


def _key(checklist: Checklist, format: str) -> str:
    return f"exported:{format}:{checklist.earlier.id}"


def _known(workspace: Workspace, checklist: Checklist, format: str) -> Known:
    kept = json.loads(workspace.setting(_key(checklist, format), "{}"))
    return {id: (mark, day) for id, (mark, day) in kept.items()}
