"""A checklist that came back: what its owners filled in, compared with the review, and taken over by choice."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist_rows import REASON, action_words
from reviewer.domain.errors import UserError
from reviewer.domain.review import DocumentSummary
from reviewer.export.row_mark import ACTION, DUE, EVIDENCE, FILLED_IN, OWNER, QUESTION, STATUS, digest, plain
from reviewer.export.table import date_words, iso_date, plural

if TYPE_CHECKING:
    from reviewer.app.workspace import Workspace
    from reviewer.export.excel_read import ReturnedRow, ReturnedSheet

_STATUS_OF = {status.words.casefold(): status for status in ActionStatus}
_MEANT = (  # words that owners write of their own, and the status that is asked about
    (("complete", "completed", "done", "finished", "achieved", "green"), ActionStatus.DONE),
    (("started", "ongoing", "on going", "underway", "under way", "amber", "on track"), ActionStatus.IN_PROGRESS),
    (("to do", "not begun", "outstanding", "red"), ActionStatus.NOT_STARTED),
    (("verified", "evidenced", "signed off", "checked"), ActionStatus.CHECKED),
    (("closed", "cancelled", "dropped", "no action"), ActionStatus.NOT_PURSUED),
)
_LIKE = 0.8  # how like a word must be to be asked about, so that a slip of the keys is understood
_NAMED = 12  # rows that a sentence names one by one
_STILL_TO_DO = (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell that says something else than the review. ``old`` and ``new`` are its texts, a date in ISO form.

    ``clash``: the review was changed there as well since the checklist was written. ``title`` is the column's;
    ``added``: officers added that column, and the Excel checklist carries it from then on. ``typed`` is a date as it was
    typed in numbers.
    """

    recommendation: str
    ref: str
    title: str
    old: str
    new: str
    line: int
    clash: bool = False
    ticked: bool = False
    added: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """All that a workbook brought. ``problems`` are sentences about what cannot be taken over.

    ``newer`` counts the cells that only the review changed since: they stay as the review has them.
    """

    name: str
    changes: tuple[FieldChange, ...]
    problems: tuple[str, ...] = ()
    rows: int = 0
    newer: int = 0


def read_returned(workspace: Workspace, path: Path) -> Returned:
    """Compare a filled-in checklist with the review; nothing is changed. Raise UserError. Any thread."""
    from reviewer.export.excel_read import read_sheet  # late: the library is slow to load

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"“{path.name}” cannot be read ({error.strerror}). Close it in Excel, or copy it to this computer.") from error
    return compare(workspace, read_sheet(data, path.name), path.name)


def compare(workspace: Workspace, sheet: ReturnedSheet, name: str) -> Returned:
    """Compare the rows of a workbook with the review. Raise UserError where none of them is of this review."""
    recommendations = {one.id: one for one in workspace.recommendations()}
    documents = {one.id: one for one in workspace.documents()}
    marked = [row for row in sheet.rows if row.mark is not None]
    if not any(row.mark and row.mark.recommendation in recommendations for row in marked):
        raise UserError(_none_of_ours(name, marked=bool(marked)))
    changes: list[FieldChange] = []
    problems: list[str] = []
    seen: dict[str, ReturnedRow] = {}
    newer = 0
    copied: Counter[str] = Counter()
    for row in sheet.rows:
        known = recommendations.get(row.mark.recommendation) if row.mark else None
        if row.mark is None or known is None:
            problems.append(_unknown(row))
            continue
        ref = _ref(documents.get(known.document), known.ref)
        if known.id in seen:
            words = _again(row, seen[known.id], ref)
            problems += words
            copied[row.sheet] += not words
            continue
        seen[known.id] = row
        problems += [f"{row.place}, {ref}: “{title}” {why}." for title, why in row.unread.items()]
        found = list(_changes(row, ref, workspace.action(known.id) or Action("", known.id), problems))
        found += _added(row, ref, sheet.added, workspace.added_cells(known.id))
        changes += [change for change in found if change is not None]
        newer += found.count(None)
    problems += [_copied(name, number) for name, number in copied.items() if number]
    problems += [_no_column(title) for title in sheet.missing]
    problems += _gone(sheet, seen, recommendations)
    if sheet.cut:
        problems.append("The sheet goes on for longer than a checklist can; the rows beyond were not read.")
    return Returned(name, tuple(changes), tuple(problems), len(seen), newer)


def take_over(workspace: Workspace, changes: Sequence[FieldChange], name: str) -> int:
    """Take the chosen changes over in one undo step; return how many actions changed.

    Raise UserError, with nothing changed, where the review no longer says what the change was compared with.
    """
    actions: dict[str, Action] = {}
    added = [change for change in changes if change.added]
    if any(workspace.added_cells(change.recommendation).get(change.title, "") != change.old for change in added):
        raise UserError("A column that officers added was changed here meanwhile. Nothing was taken over. Read the file again.")
    for change in changes:
        if change.added:
            continue
        action = actions.get(change.recommendation)
        if action is None:
            action = workspace.action(change.recommendation) or Action("", change.recommendation)
        if _value(action, change.title) != change.old:
            raise UserError(f"{change.ref}, “{change.title}”, was changed here meanwhile. Nothing was taken over. Read the file again.")
        actions[change.recommendation] = _with(action, change.title, change.new)
    cells = [(change.recommendation, change.title, change.new) for change in added]
    return workspace.take_over(tuple(actions.values()), added=cells, detail=f"{plural(len(changes), 'change')} from {name}")


def shown(change: FieldChange, text: str) -> str:
    """Return a text of a change as people read it: a date as "3 Dec 2026"."""
    return date_words(iso_date(text)) if change.title == DUE else text


def _changes(row: ReturnedRow, ref: str, action: Action, problems: list[str]) -> Iterator[FieldChange | None]:
    """Give what a row changes, and None for every cell that only the review changed since it was written."""
    assert row.mark is not None
    for title in FILLED_IN:
        if title not in row.cells:
            continue
        old, new, ticked = _value(action, title), row.cells[title], False
        if title == OWNER:
            new = " ".join(new.split())
        if title == STATUS:
            status = _STATUS_OF.get(new.casefold())
            if status is None and new:
                problems.append(f"{row.place}, {ref}: {_no_status(new)}")
                continue
            new = (status or ActionStatus.NOT_STARTED).words
            ticked = row.ticked and (status or ActionStatus.NOT_STARTED) in _STILL_TO_DO
            new = ActionStatus.DONE.words if ticked and action.status in _STILL_TO_DO else new
        if new == (" ".join(plain(old).split()) if title == OWNER else plain(old)):
            continue
        written = row.mark.written[title]
        if digest(row.cells[title]) == written and not ticked:
            yield None
        else:
            typed = row.typed if title == DUE else ""
            yield FieldChange(row.mark.recommendation, ref, title, old, new, row.line, digest(old) != written, ticked, typed=typed)


def _added(row: ReturnedRow, ref: str, titles: Sequence[str], kept: Mapping[str, str]) -> Iterator[FieldChange | None]:
    """Give what a row says otherwise in the columns that officers added, as `_changes` does."""
    assert row.mark is not None
    for title in titles:
        old, new = kept.get(title, ""), row.added.get(title, "")
        if title in row.unread or title not in row.added or old == new:
            continue
        written = row.mark.wrote(title)
        if digest(new) == written:
            yield None
        else:
            yield FieldChange(row.mark.recommendation, ref, title, old, new, row.line, digest(old) != written, added=True)


def _again(row: ReturnedRow, first: ReturnedRow, ref: str) -> list[str]:
    """Return the sentence about a row that stands twice; one that a copied sheet repeats word for word needs none of its own."""
    before, now = {**first.cells, **first.added}, {**row.cells, **row.added}
    other = [title for title in {**before, **now} if before.get(title, "") != now.get(title, "")]
    if row.sheet != first.sheet and not other and row.ticked == first.ticked and not row.unread:
        return []
    where = first.place[:1].lower() + first.place[1:]
    names = f", with something else under {', '.join(f'“{title}”' for title in other)}" if other else ""
    return [f"{row.place}: {ref} stands in {where} already{names}; this one is not taken over."]


def _copied(sheet: str, number: int) -> str:
    return f"“{sheet}” repeats {plural(number, 'row')} of another sheet word for word; each was read once."


def _no_column(title: str) -> str:
    return f"There is no column “{title}” in the file: it was renamed or deleted. The review keeps what it says there."


def _value(action: Action, title: str) -> str:
    """Return what stands under a title for an action, as the workbook's cell would hold it."""
    return {
        ACTION: action_words(action),
        OWNER: action.owner,
        DUE: action.due,
        STATUS: action.status.words,
        EVIDENCE: action.evidence_held,
        QUESTION: action.question,
    }[title]


def _with(action: Action, title: str, text: str) -> Action:
    """Return the action with a cell's text in it."""
    if title == ACTION:
        words, _, reason = text.rpartition(f"\n{REASON}") if f"\n{REASON}" in text else (text, "", "")
        if text.startswith(REASON) and not reason:
            words, reason = "", text.removeprefix(REASON)
        return replace(action, text=words, reason=reason)
    if title == OWNER:
        return replace(action, owner=" ".join(text.split()))
    if title == DUE:
        return replace(action, due=text)
    if title == STATUS:
        return replace(action, status=_STATUS_OF[text.casefold()])
    return replace(action, evidence_held=text) if title == EVIDENCE else replace(action, question=text)


def _no_status(text: str) -> str:
    """Return the sentence about a status in other words: nothing is guessed, the nearest is asked about."""
    said = " ".join(text.casefold().replace("-", " ").split())
    known = {word: status for words, status in _MEANT for word in words} | {word.casefold(): one for word, one in _STATUS_OF.items()}
    near = difflib.get_close_matches(said, known, 1, _LIKE)
    meant = known[near[0]] if near else None
    hint = f" Perhaps “{meant.words}” is meant." if meant else ""
    choices = "; ".join(status.words for status in ActionStatus)
    return f"“{text[:60]}” is no status, so the status here stays.{hint} The list offers: {choices}."


def _gone(sheet: ReturnedSheet, seen: Mapping[str, object], known: Mapping[str, object]) -> list[str]:
    """Return the sentence about rows that went out and did not come back."""
    refs = [ref for id, ref in sheet.sent.items() if id not in seen and id in known]
    if not refs:
        return []
    named = ", ".join(refs[:_NAMED]) + (f" and {len(refs) - _NAMED} more" if len(refs) > _NAMED else "")
    return [f"{plural(len(refs), 'row')} that went out {'is' if len(refs) == 1 else 'are'} not in the file: {named}. The review keeps what it says there."]


def _ref(document: DocumentSummary | None, ref: str) -> str:
    return f"{document.year if document else ''} {ref}".strip()


def _unknown(row: ReturnedRow) -> str:
    called = f" ({row.ref})" if row.ref else ""
    if row.mark is None:
        return f"{row.place}{called} carries no mark of this review: it was added, or its mark was lost. It is not taken over."
    return f"{row.place}{called} is about a recommendation that is not in this review. It is not taken over."


def _none_of_ours(name: str, *, marked: bool) -> str:
    if marked:
        return f"“{name}” is the checklist of another review: none of its rows is about a recommendation of this one."
    return f"“{name}” holds no row that can be matched: the marks of its rows were lost. Export a new checklist and have it filled in."
