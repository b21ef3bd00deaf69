"""What the document pane paints for a review's highlights: fill, line, letter and name, never colour alone."""

from __future__ import annotations

from reviewer.app.workspace import Workspace
from reviewer.domain.tag import HighlightState, Tag
from reviewer.ui.document.painted import PaintedHighlight, PaintedTag

_NO_TAG = "No tag"
_BARE = PaintedTag("#e4e7ea", "#566070")  # a passage that only a note or an answer rests on


def painted_highlights(workspace: Workspace, document: str) -> list[PaintedHighlight]:
    """Return the document's placed highlights in the looks of their tags."""
    tags = {tag.id: tag for tag in workspace.tags()}
    looks = {tag.id: look(tag) for tag in tags.values()}
    painted = []
    for highlight in workspace.highlights(document):
        used = [tags[tag] for tag in highlight.tags if tag in tags]
        if highlight.state is HighlightState.UNPLACED:
            continue
        first = looks[used[0].id] if used else _BARE
        painted.append(
            PaintedHighlight(
                highlight.id,
                highlight.span,
                first.fill,
                first.line,
                first.letter,
                ", ".join(tag.name for tag in used) or _NO_TAG,
                first.double_bar,
                tuple(looks[tag.id] for tag in used[1:]),
                highlight.note,
                highlight.state is HighlightState.TO_CHECK,
            )
        )
    return painted


def look(tag: Tag) -> PaintedTag:
    """Return how a tag is painted: a priority action has the colours of an area for improvement, and a double bar."""
    return PaintedTag(tag.fill, tag.line, tag.key or tag.name[:1], tag.recommendation_kind == "priority-action")
