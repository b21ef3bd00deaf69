"""Acts on several highlights or tags at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.app.workspace import Workspace
from reviewer.domain.tag import Tag


def change_tags(workspace: Workspace, tags: Iterable[Tag]) -> None:
    """Replace several tags."""
    for tag in tags:
        workspace.change_tag(tag)


def delete_highlights(workspace: Workspace, highlights: Sequence[str]) -> None:
    """Delete several highlights."""
    for highlight in highlights:
        workspace.delete_highlight(highlight)


def toggle_tag(workspace: Workspace, highlights: Sequence[str], tag: str) -> None:
    """Put the tag on all of them; where all have it, take it off all."""
    chosen = [one for one in workspace.highlights() if one.id in set(highlights)]
    wanted = not all(tag in one.tags for one in chosen)
    for one in chosen:
        if (tag in one.tags) is not wanted:
            workspace.toggle_tag(one.id, tag)
