"""Build the follow-up checklist from matrices: which rows, in which sections and groups, and their story. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reviewer.domain.checklist import (
    Checklist,
    ChecklistFilter,
    ChecklistGroup,
    ChecklistRow,
    Figures,
    Grouping,
    Section,
    highest,
)
from reviewer.domain.checklist_rows import checklist_row, under_columns
from reviewer.domain.document import RecommendationKind
from reviewer.domain.review import DocumentSummary, Matrix, Standing
from reviewer.domain.standing_words import STANDING_WORDS

NO_AREA = "Judgement area not stated"
NO_OWNER = "No owner yet"
NO_AUTHORITY = "Authority not stated"
_NAMED = 3  # authorities that a title names one by one
_NOT_REVISITED = (Standing.NEVER_REVISITED, Standing.NOT_REVISITED_SO_FAR)


def build_checklist(
    matrices: Sequence[Matrix], filter: ChecklistFilter, *, names: Mapping[str, str], today: dt.date, made: str
) -> Checklist:
    """Build the checklist of the matrices; drafts (and answers about them) stay out unless ``filter`` gives a reason.

    ``names`` are the authorities' by URN; ``made`` is an ISO time. The marking is the highest of the sources and the
    one chosen. Authorities stand in the order of the matrices.
    """
    left_out = _left_out(matrices, filter)
    everything: list[ChecklistRow] = []
    sections: list[Section] = []
    for urn in dict.fromkeys(matrix.earlier.authority for matrix in matrices):
        own = [matrix for matrix in matrices if matrix.earlier.authority == urn]
        name = names.get(urn, urn) or (NO_AUTHORITY if len(matrices) > len(own) else "")
        rows = [row for matrix in own for row in _rows(matrix, left_out, name, today)]
        everything += rows
        sections.append(_section(name, own, [row for row in rows if _wanted(row, filter)], left_out, filter.grouping))
    kept = tuple(section for section in sections if section.groups) or tuple(sections)
    shown = [row for section in kept for row in section.rows]
    sources = [document for section in kept for document in section.sources]
    return Checklist(
        title=_title(matrices, filter),
        authority=_authorities([section.authority for section in kept]),
        made=made,
        marking=highest((filter.marking, *(document.marking for document in sources))),
        draft_reason=filter.draft_reason.strip(),
        sections=kept,
        left_out=left_out,
        figures=_figures(everything, shown),
        filtered=filter_words(filter),
        owners=_each({row.owner for row in everything}),
        themes=_each({row.theme for row in everything} | {row.area or NO_AREA for row in everything}),
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted((word for word in words if word), key=lambda word: (word == NO_AREA, word.casefold())))


def filter_words(filter: ChecklistFilter) -> str:
    """Return in words what a filter shows, "" where it shows everything of its documents."""
    standing = [STANDING_WORDS[one].lower() for one in STANDING_WORDS if one in filter.standing]
    parts = (
        f"only {' or '.join(standing)}" if len(standing) < len(Standing) else "",
        f"only what {filter.owner} owns" if filter.owner else "",
        f"only “{filter.theme}”" if filter.theme else "",
        "only overdue actions" if filter.overdue_only else "",
    )
    return "; ".join(part for part in parts if part)


def _title(matrices: Sequence[Matrix], filter: ChecklistFilter) -> str:
    if len(matrices) == 1 and filter.earlier:
        return f"Follow-up checklist: {matrices[0].earlier.name}"
    return "Follow-up checklist: all recommendations"


def _authorities(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{len(names)} authorities"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _left_out(matrices: Sequence[Matrix], filter: ChecklistFilter) -> tuple[DocumentSummary, ...]:
    if filter.draft_reason.strip():
        return ()
    drafts = {one.id: one for matrix in matrices for one in (matrix.earlier, *matrix.later) if one.draft}
    return tuple(drafts.values())


def _rows(matrix: Matrix, left_out: Sequence[DocumentSummary], authority: str, today: dt.date) -> list[ChecklistRow]:
    if matrix.earlier in left_out:
        return []
    later = [document for document in matrix.later if document not in left_out]
    return [checklist_row(row, matrix.earlier, later, authority=authority, today=today) for row in matrix.rows]


def _wanted(row: ChecklistRow, filter: ChecklistFilter) -> bool:
    theme = filter.theme.casefold()
    return (
        row.standing in filter.standing
        and (not filter.owner or row.owner.casefold() == filter.owner.casefold())
        and (not theme or theme in (row.theme.casefold(), (row.area or NO_AREA).casefold()))
        and (row.overdue or not filter.overdue_only)
    )


def _section(
    name: str, own: Sequence[Matrix], rows: Sequence[ChecklistRow], left_out: Sequence[DocumentSummary], grouping: Grouping
) -> Section:
    """Return an authority's section: only the earlier documents that have rows, unless none has any."""
    used = {row.document for row in rows} or {matrix.earlier.id for matrix in own}
    matrices = [matrix for matrix in own if matrix.earlier.id in used]
    earlier = tuple(matrix.earlier for matrix in matrices)
    later = {one.id: one for matrix in matrices for one in matrix.later if one not in left_out}
    here = {*later, *(one.id for one in earlier)}
    kept = (one if one.perhaps_copy_of in here else replace(one, perhaps_copy_of="") for one in later.values())
    columns = tuple(sorted(kept, key=lambda document: (document.date, document.file_name)))
    return Section(name, earlier, columns, _groups([under_columns(row, columns) for row in rows], grouping, earlier))


def _groups(
    rows: Sequence[ChecklistRow], grouping: Grouping, earlier: Sequence[DocumentSummary]
) -> tuple[ChecklistGroup, ...]:
    if grouping is Grouping.AREA:
        silent = [row for row in rows if _silent(row)]
        rest = [row for row in rows if not _silent(row)]
        since = (earlier[0].year or earlier[0].name) if len(earlier) == 1 else "they were made"
        first = {f"Not revisited since {since}": silent} if silent else {}
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


def _figures(rows: Sequence[ChecklistRow], shown: Sequence[ChecklistRow]) -> Figures:
    standing = [row.standing for row in rows]
    answers = [answer for row in rows for answer in row.answers]
    waiting = [row for row in rows if row.standing is not Standing.CLOSED and row.made]
    return Figures(
        recommendations=len(rows),
        documents=len({row.document for row in rows}),
        authorities=len({row.authority for row in rows}),
        shown=len(shown),
        asked=sum(not answer.perhaps_copy for answer in answers),
        answered=sum(bool(answer.coverage) for answer in answers),
        revisited=sum(bool(row.last_revisited) for row in rows),
        closed=standing.count(Standing.CLOSED),
        open=standing.count(Standing.OPEN),
        never_revisited=standing.count(Standing.NEVER_REVISITED),
        not_revisited_so_far=standing.count(Standing.NOT_REVISITED_SO_FAR),
        overdue=sum(row.overdue for row in rows),
        oldest=min(waiting, key=lambda row: row.made, default=None),
    )
