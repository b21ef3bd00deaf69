"""What the last export of a checklist said, so that the next one of the same format marks what changed."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from reviewer.domain.checklist import Checklist, ChecklistRow, with_rows
from reviewer.export.row_mark import digest
from reviewer.export.table import date_words, iso_date

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace

_TOLD = 160  # letters of a recommendation that is no longer there


@dataclass(frozen=True, slots=True)
class _Sent:
    """What an export said of a recommendation: a digest of its row, the ISO day, and its label and words."""

    digest: str
    day: str
    words: str = ""


Known = dict[str, _Sent]  # by recommendation


def marked(workspace: Workspace, checklist: Checklist, format: str) -> Checklist:
    """Return the checklist with a word beside each changed or new row, and what has gone; a first export has none.

    What was exported is known by earlier document, so that it does not matter with which others it went out.
    """
    known = {document.id: _known(workspace, document.id, format) for document in checklist.earlier}
    new = with_rows(checklist, lambda row: _marked(row, known.get(row.document, {}), format))
    gone = tuple(words for id, found in known.items() for words in _gone(workspace, id, found))
    return replace(new, figures=replace(checklist.figures, changed=sum(bool(row.change) for row in new.rows)), gone=gone)


def remember(workspace: Workspace, checklist: Checklist, format: str) -> None:
    """Keep what was exported; rows that a filter left out keep what was kept of them, those that have gone are dropped."""
    day = checklist.made[:10]
    for document in checklist.earlier:
        now = {
            row.id: (fingerprint(row, format), day, f"{row.ref}: {row.text}")
            for row in checklist.rows
            if row.document == document.id
        }
        there = {one.id for one in workspace.recommendations(document.id)}
        before = {id: astuple(sent) for id, sent in _known(workspace, document.id, format).items() if id in there}
        if now:
            workspace.set_setting(_key(document.id, format), json.dumps({**before, **now}))


def fingerprint(row: ChecklistRow, format: str) -> str:
    """Return what stands for all that a row says but the words that time alone changes (overdue, years since).

    Columns that officers added go out in the workbook only. A later document that nobody has answered for yet changes
    no row: it would mark every one.
    """
    added = row.added if format == "xlsx" else ()
    answers = [(a.document, a.coverage, a.outcome, a.note, [c.quote for c in a.cited]) for a in row.answers if a.coverage]
    return digest(
        json.dumps([
            row.text, row.source, row.kind.value, row.area, row.standing.value, answers, row.action, row.owner,
            row.due.isoformat() if row.due else "", row.status, row.evidence_held, row.question, added, *([row.thread] if row.thread else []),
        ])
    )  # fmt: skip


def _marked(row: ChecklistRow, known: Known, format: str) -> ChecklistRow:
    was = known.get(row.id)
    if not known or (was is not None and was.digest == fingerprint(row, format)):
        return row
    word, day = ("Changed", was.day) if was else ("New", max(sent.day for sent in known.values()))
    return replace(row, change=f"{word} since {date_words(iso_date(day))}")


def _gone(workspace: Workspace, document: str, known: Known) -> list[str]:
    """Return label and words of what was exported of a document and is no longer a recommendation of it."""
    there = {one.id for one in workspace.recommendations(document)}
    return [
        f"{sent.words[:_TOLD].rstrip()}{'…' if len(sent.words) > _TOLD else ''} (in the export of {date_words(iso_date(sent.day))})"
        for id, sent in known.items()
        if id not in there and sent.words
    ]


def _key(document: str, format: str) -> str:
    return f"exported:{format}:{document}"


def _known(workspace: Workspace, document: str, format: str) -> Known:
    kept = json.loads(workspace.setting(_key(document, format), "{}"))
    return {id: _Sent(*sent) for id, sent in kept.items()}
