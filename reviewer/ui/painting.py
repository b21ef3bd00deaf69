"""What the document pane paints for a review's highlights: fill, line, letter and name, never colour alone."""

from __future__ import annotations

from reviewer.app.workspace import Workspace
from reviewer.domain.tag import HighlightState
from reviewer.ui.document.pane import PaintedHighlight


def painted_highlights(workspace: Workspace, document: str) -> list[PaintedHighlight]:
    """Return the document's placed highlights in the colours of their first tag, with the letters of all."""
    tags = {tag.id: tag for tag in workspace.tags()}
    painted = []
    for highlight in workspace.highlights(document):
        used = [tags[tag] for tag in highlight.tags if tag in tags]
        if highlight.state is HighlightState.UNPLACED or not used:
            continue
        first = used[0]
        painted.append(
            PaintedHighlight(
                highlight.id,
                highlight.span,
                first.fill,
                first.line,
                " ".join(tag.key or tag.name[:1] for tag in used),
                ", ".join(tag.name for tag in used),
                first.recommendation_kind == "priority-action",
            )
        )
    return painted
