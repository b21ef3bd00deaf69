"""Build the follow-up checklist from a matrix: which rows, in which order, in which words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist import (
    Checklist,
    ChecklistFilter,
    ChecklistGroup,
    ChecklistRow,
    Grouping,
    VisitAnswer,
    highest,
)
from reviewer.domain.document import RecommendationKind
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import Cell, CitedPassage, DocumentSummary, Matrix, MatrixRow, Standing, years_since
from reviewer.domain.revisit import NOT_YET_CHECKED

NO_AREA = "Judgement area not stated"
NO_OWNER = "No owner yet"
REASON = "Reason: "
STANDING_WORDS = {
    Standing.NEVER_REVISITED: "Never revisited",
    Standing.NOT_REVISITED_SO_FAR: "Not revisited so far",
    Standing.OPEN: "Open",
    Standing.CLOSED: "Addressed",
}
_NOT_REVISITED = (Standing.NEVER_REVISITED, Standing.NOT_REVISITED_SO_FAR)


def build_checklist(
    matrix: Matrix, filter: ChecklistFilter, *, authority_name: str, today: dt.date, made: str
) -> Checklist:
    """Build the checklist; drafts (and answers about them) stay out unless ``filter`` gives a reason.

    ``made`` is an ISO time. The marking is the highest of the sources and the one chosen.
    """
    left_out = _left_out(matrix, filter)
    earlier = matrix.earlier
    later = tuple(document for document in matrix.later if document not in left_out)
    full = () if earlier in left_out else matrix.rows
    rows = [_row(row, earlier, later, today) for row in full]
    shown = [row for row in rows if _wanted(row, filter)]
    return Checklist(
        title=f"Follow-up checklist: {earlier.name}",
        authority=authority_name,
        made=made,
        marking=highest((filter.marking, *(document.marking for document in (earlier, *later)))),
        draft_reason=filter.draft_reason.strip(),
        earlier=earlier,
        later=later,
        groups=_groups(shown, filter.grouping, earlier),
        left_out=left_out,
        figures=_figures(rows, shown, left_out),
    )


def _left_out(matrix: Matrix, filter: ChecklistFilter) -> tuple[DocumentSummary, ...]:
    if filter.draft_reason.strip():
        return ()
    return tuple(document for document in (matrix.earlier, *matrix.later) if document.draft)


def _wanted(row: ChecklistRow, filter: ChecklistFilter) -> bool:
    return (
        row.standing in filter.standing
        and (not filter.owner or row.owner.casefold() == filter.owner.casefold())
        and (row.overdue or not filter.overdue_only)
    )


def _row(full: MatrixRow, earlier: DocumentSummary, later: Sequence[DocumentSummary], today: dt.date) -> ChecklistRow:
    kept = {document.id: document for document in later}
    row = replace(full, cells=tuple(cell for cell in full.cells if cell.document in kept))
    standing = _standing(row, full)
    action, recommendation = row.action, row.recommendation
    evidence = next((cell for cell in reversed(row.cells) if cell.cited), None)
    latest = row.latest
    last = kept[latest.document].date if latest else ""
    years = years_since(last or earlier.date, today)
    return ChecklistRow(
        id=recommendation.id,
        ref=f"{earlier.year} {recommendation.ref}".strip(),
        text=folded(recommendation.text),
        source=_source(recommendation, earlier),
        kind=recommendation.kind,
        area=recommendation.area,
        standing=standing,
        standing_words=_standing_words(standing, row, years),
        answers=tuple(_answer(cell) for cell in row.cells),
        latest_quote="\n".join(quoted(passage.quote) for passage in evidence.cited) if evidence else "",
        latest_where=_where(evidence.cited, kept[evidence.document]) if evidence else "",
        action=action_words(action),
        owner=action.owner if action else "",
        due=dt.date.fromisoformat(action.due) if action and action.due else None,
        status=action.status.words if action else ActionStatus.NOT_STARTED.words,
        overdue=action.overdue(today) if action else False,
        evidence_held=action.evidence_held if action else "",
        question=action.question if action else "",
        last_revisited=last,
        years=years,
    )


def _standing(row: MatrixRow, full: MatrixRow) -> Standing:
    """Say "never" only when it also holds with the documents that were left out."""
    if row.standing is Standing.NEVER_REVISITED and full.standing is not Standing.NEVER_REVISITED:
        return Standing.NOT_REVISITED_SO_FAR
    return row.standing


def _standing_words(standing: Standing, row: MatrixRow, years: int | None) -> str:
    words = STANDING_WORDS[standing]
    if standing is Standing.NEVER_REVISITED and years:
        return f"{words}, {years} year{'s' if years != 1 else ''}"
    if standing is Standing.NOT_REVISITED_SO_FAR and row.to_check:
        return f"{words}, {row.to_check} to check"
    return words


def _answer(cell: Cell) -> VisitAnswer:
    revisit = cell.revisit
    if revisit is None:
        return VisitAnswer(cell.document, "", "", NOT_YET_CHECKED, "", "")
    outcome = revisit.outcome
    return VisitAnswer(
        cell.document,
        revisit.coverage.value,
        outcome.value if outcome else "",
        revisit.coverage.words,
        outcome.words if outcome else "",
        revisit.note,
        cell.cited,
        revisit.author,
        revisit.confirmed,
    )


def action_words(action: Action | None) -> str:
    """Return what the council does, and the reason for closing on a line of its own."""
    if action is None:
        return ""
    reason = f"{REASON}{action.reason}" if action.reason else ""
    return "\n".join(part for part in (action.text, reason) if part)


def _source(recommendation: Recommendation, earlier: DocumentSummary) -> str:
    confirmed = [f"¶{mark.number}" for mark in recommendation.marked if mark.confirmed]
    parts = [earlier.name, page_words(recommendation.page), ", ".join(confirmed)]
    return " · ".join(part for part in parts if part)


def _where(cited: Iterable[CitedPassage], document: DocumentSummary) -> str:
    places = dict.fromkeys(place_words(passage) for passage in cited)
    return " · ".join(part for part in (document.name, "; ".join(p for p in places if p)) if part)


def folded(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return the text on one line in quotation marks."""
    return f"“{folded(text)}”"


def page_words(page: int | None) -> str:
    """Return "p. 7", "" where the format has no pages."""
    return f"p. {page}" if page is not None else ""


def place_words(passage: CitedPassage) -> str:
    """Return "p. 7 · ¶4", as much of it as is known."""
    label = passage.paragraph.strip().rstrip(".")
    if label and not label.startswith("¶"):
        label = f"¶{label}" if any(mark.isalnum() for mark in label) else "bullet"
    return " · ".join(part for part in (page_words(passage.page), label) if part)


def _groups(rows: Sequence[ChecklistRow], grouping: Grouping, earlier: DocumentSummary) -> tuple[ChecklistGroup, ...]:
    if grouping is Grouping.AREA:
        silent = [row for row in rows if _silent(row)]
        rest = [row for row in rows if not _silent(row)]
        first = {f"Not revisited since {earlier.year or earlier.name}": silent} if silent else {}
        titled = first | _by(rest, [row.area or NO_AREA for row in rest])
    elif grouping is Grouping.STANDING:
        found = _by(rows, [STANDING_WORDS[row.standing] for row in rows])
        titled = {words: found[words] for words in STANDING_WORDS.values() if words in found}
    elif grouping is Grouping.OWNER:
        found = _by(rows, [row.owner or NO_OWNER for row in rows])
        titled = {
            owner: found[owner] for owner in sorted(found, key=lambda owner: (owner == NO_OWNER, owner.casefold()))
        }
    else:
        titled = {"": list(rows)} if rows else {}
    return tuple(ChecklistGroup(title, tuple(sorted(part, key=_first))) for title, part in titled.items())


def _silent(row: ChecklistRow) -> bool:
    """Tell whether a later document was checked and none came back to it; what nobody has looked at is not silent."""
    return row.standing in _NOT_REVISITED and any(answer.coverage for answer in row.answers)


def _by(rows: Sequence[ChecklistRow], titles: Sequence[str]) -> dict[str, list[ChecklistRow]]:
    found: dict[str, list[ChecklistRow]] = {}
    for title, row in zip(titles, rows, strict=True):
        found.setdefault(title, []).append(row)
    return found


def _first(row: ChecklistRow) -> tuple[bool, bool]:
    """Sort (stably, so that the printed order holds): what was not revisited, then priority actions."""
    return not _silent(row), row.kind is not RecommendationKind.PRIORITY_ACTION


def _figures(
    rows: Sequence[ChecklistRow], shown: Sequence[ChecklistRow], left_out: Sequence[DocumentSummary]
) -> dict[str, int]:
    """Count the story: over all rows of the earlier document, and how many of them the filters show."""
    standing = [row.standing for row in rows]
    answers = [answer for row in rows for answer in row.answers]
    return {
        "recommendations": len(rows),
        "shown": len(shown),
        "asked": len(answers),
        "answered": sum(bool(answer.coverage) for answer in answers),
        "closed": standing.count(Standing.CLOSED),
        "open": standing.count(Standing.OPEN),
        "never-revisited": standing.count(Standing.NEVER_REVISITED),
        "not-revisited-so-far": standing.count(Standing.NOT_REVISITED_SO_FAR),
        "overdue": sum(row.overdue for row in rows),
        "left-out": len(left_out),
    }
