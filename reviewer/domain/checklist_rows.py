"""One recommendation of a matrix -> one row of the checklist, in the words that every format prints. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.checklist import ChecklistRow, VisitAnswer
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import Cell, CitedPassage, DocumentSummary, Matrix, MatrixRow, Standing, years_since
from reviewer.domain.revisit import NOT_YET_CHECKED
from reviewer.domain.standing_words import standing_words

BEFORE_IT_WAS_MADE = "Before it was made"
PERHAPS_A_COPY = "Perhaps a copy, not counted"
QUOTATION_TO_CHECK = "quotation to check: it was made in an earlier copy"
DRAFT_WORDS_LEFT_OUT = "[Left out: the words of a draft, not confirmed in the published copy]"
REASON = "Reason: "


def checklist_row(
    full: MatrixRow, earlier: DocumentSummary, later: Sequence[DocumentSummary], *, authority: str, today: dt.date
) -> ChecklistRow:
    """Return the row of a recommendation; ``later`` are the documents that are not left out."""
    kept = {document.id: document for document in later}
    here = {earlier.id, *kept}
    cells = (cell for cell in full.cells if cell.document in kept)
    row = replace(full, cells=tuple(replace(cell, perhaps_copy=kept[cell.document].perhaps_copy_of in here) for cell in cells))
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
        standing_words=standing_words(standing, years=years, to_check=row.to_check, perhaps=row.perhaps_copies),
        answers=tuple(_answer(cell) for cell in row.cells),
        latest_quote="\n".join(filter(None, (quoted(passage.quote) for passage in _printable(evidence.cited)))) if evidence else "",
        latest_where=_where(_printable(evidence.cited), kept[evidence.document]) if evidence else "",
        action=action_words(action),
        owner=action.owner if action else "",
        due=dt.date.fromisoformat(action.due) if action and action.due else None,
        status=action.status.words if action else ActionStatus.NOT_STARTED.words,
        overdue=action.overdue(today) if action else False,
        evidence_held=action.evidence_held if action else "",
        question=action.question if action else "",
        last_revisited=last,
        years=years,
        document=earlier.id,
        authority=authority,
        theme=recommendation.theme,
        made=earlier.date,
    )


def without_draft_words(matrix: Matrix) -> Matrix:
    """Return the matrix of a document that took a draft's place, without what stands, or stood, in the draft alone."""

    def printed(row: MatrixRow) -> MatrixRow:
        found = row.recommendation
        return replace(row, recommendation=replace(found, text=DRAFT_WORDS_LEFT_OUT)) if found.lost or found.unsure else row

    return replace(matrix, rows=tuple(map(printed, matrix.rows)))


def under_columns(row: ChecklistRow, columns: Sequence[DocumentSummary]) -> ChecklistRow:
    """Return the row with an answer under every column: the documents before it was made say so."""
    known = {answer.document: answer for answer in row.answers}
    return replace(row, answers=tuple(known.get(one.id) or _before(one.id) for one in columns))


def _before(document: str) -> VisitAnswer:
    return VisitAnswer(document, "", "", BEFORE_IT_WAS_MADE, "", "", before=True)


def _standing(row: MatrixRow, full: MatrixRow) -> Standing:
    """Say "never" only when it also holds with the documents that were left out."""
    if row.standing is Standing.NEVER_REVISITED and full.standing is not Standing.NEVER_REVISITED:
        return Standing.NOT_REVISITED_SO_FAR
    return row.standing


def _answer(cell: Cell) -> VisitAnswer:
    revisit = cell.revisit
    if revisit is None and cell.perhaps_copy:
        return VisitAnswer(cell.document, "", "", PERHAPS_A_COPY, "", "", perhaps_copy=True)
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
        _printable(cell.cited),
        revisit.author,
        revisit.confirmed,
    )


def _printable(cited: Sequence[CitedPassage]) -> tuple[CitedPassage, ...]:
    """Return the passages without the words that nobody has confirmed in this copy: a draft may have said them alone."""
    return tuple(replace(passage, quote="") if passage.unsure else passage for passage in cited)


def action_words(action: Action | None) -> str:
    """Return what the council does, and the reason for closing on a line of its own."""
    if action is None:
        return ""
    reason = f"{REASON}{action.reason}" if action.reason else ""
    return "\n".join(part for part in (action.text, reason) if part)


def _source(recommendation: Recommendation, earlier: DocumentSummary) -> str:
    confirmed = [f"¶{mark.number}" for mark in recommendation.marked if mark.confirmed]
    parts = [earlier.name, recommendation.where, ", ".join(confirmed)]
    return " · ".join(part for part in parts if part)


def _where(cited: Iterable[CitedPassage], document: DocumentSummary) -> str:
    places = dict.fromkeys(place_words(passage) for passage in cited)
    return " · ".join(part for part in (document.name, "; ".join(p for p in places if p)) if part)


def folded(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return the text on one line in quotation marks, "" for none."""
    return f"“{folded(text)}”" if text.strip() else ""


def page_words(page: int | None) -> str:
    """Return "p. 7", "" where the format has no pages."""
    return f"p. {page}" if page is not None else ""


def place_words(passage: CitedPassage) -> str:
    """Return "p. 7 · ¶4", as much of it as is known."""
    label = passage.paragraph.strip().rstrip(".")
    if label and not label.startswith("¶"):
        label = f"¶{label}" if any(mark.isalnum() for mark in label) else "bullet"
    unsure = QUOTATION_TO_CHECK if passage.unsure else ""
    return " · ".join(part for part in (page_words(passage.page), label, unsure) if part)
