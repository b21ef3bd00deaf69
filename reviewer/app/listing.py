"""The highlights that the officer has before them, as a table: to copy, and to save as CSV or a web page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer.app.workspace import Workspace
from reviewer.domain.tag import HighlightState
from reviewer.export.passages import Passage, passages_csv, passages_html, passages_text
from reviewer.export.safe_write import safe_write

TITLE = "Tagged passages"
_STATES = {HighlightState.PLACED: "", HighlightState.TO_CHECK: "to check", HighlightState.UNPLACED: "not found in this copy"}


def passages(workspace: Workspace, highlights: Sequence[str]) -> tuple[Passage, ...]:
    """Return the rows of these highlights in their order; one that has gone is left out."""
    names = {authority.urn: authority.name for authority in workspace.authorities()}
    documents = {one.id: ", ".join(filter(None, [names.get(one.authority, ""), one.name])) for one in workspace.documents()}
    tags = {tag.id: tag.name for tag in workspace.tags()}
    known = {one.id: one for one in workspace.highlights()}
    found = (known[one] for one in highlights if one in known)
    return tuple(
        Passage(
            documents.get(one.document, ""),
            "" if one.page is None else str(one.page),
            one.paragraph,
            "; ".join(tags[tag] for tag in one.tags if tag in tags),
            " ".join(one.quote.split()),
            one.note.strip(),
            _STATES[one.state],
            one.author,
            one.created,
        )
        for one in found
    )


def marking_of(workspace: Workspace, highlights: Sequence[str]) -> str:
    """Return the markings of the documents that the passages stand in, and that one of them is a draft."""
    known = {one.id: one.document for one in workspace.highlights()}
    wanted = {known[one] for one in highlights if one in known}
    documents = [one for one in workspace.documents() if one.id in wanted]
    words = dict.fromkeys(one.marking for one in documents if one.marking)
    if any(one.draft for one in documents):
        words["Draft: not for publication"] = None
    return " · ".join(words)


def copied(workspace: Workspace, highlights: Sequence[str]) -> tuple[str, str]:
    """Return the rows as text for a spreadsheet and as HTML for Word."""
    found = passages(workspace, highlights)
    return passages_text(found), passages_html(found, title=TITLE, marking=marking_of(workspace, highlights))


def save(workspace: Workspace, highlights: Sequence[str], path: Path) -> int:
    """Write the rows as a web page (.html, .htm) or as CSV; return how many. Raise UserError."""
    found = passages(workspace, highlights)
    if path.suffix.lower() in (".html", ".htm"):
        data = passages_html(found, title=TITLE, marking=marking_of(workspace, highlights)).encode("utf-8")
    else:
        data = passages_csv(found)
    safe_write(path, data)
    workspace.note_export("Export passages", path.name)
    return len(found)
