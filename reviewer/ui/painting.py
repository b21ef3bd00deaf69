"""What the document pane paints for a review's highlights: fill, line, letter and name, never colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.domain.splice import splice
from reviewer.domain.tag import Highlight, HighlightState, Tag
from reviewer.ui.document.painted import PaintedHighlight, PaintedSuggestion, PaintedTag

_LINK = "earlier:"
_NO_TAG = "No tag"
_BARE = PaintedTag("#e4e7ea", "#566070")  # a passage that only a note or an answer rests on


def painted_highlights(workspace: Workspace, document: str) -> list[PaintedHighlight]:
    """Return the document's placed highlights in the looks of their tags."""
    return HighlightPaints(workspace).of(document)


class HighlightPaints:
    """The same, kept: after an act only what has changed is made anew."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tags: tuple[Tag, ...] | None = None
        self._highlights: tuple[Highlight, ...] = ()
        self._paints: list[PaintedHighlight | None] = []  # None for one whose place was not found

    def of(self, document: str) -> list[PaintedHighlight]:
        """Return what to paint on a document."""
        tags, highlights = self._workspace.tags(), self._workspace.highlights(document)
        if tags is not self._tags:
            self._tags, self._highlights, self._paints = tags, (), []
        by_id = {tag.id: tag for tag in tags}
        part = splice(self._highlights, highlights)
        self._paints[part.start : part.gone] = [_painted(one, by_id) for one in highlights[part.start : part.new]]
        self._highlights = highlights
        return [paint for paint in self._paints if paint is not None]


def _painted(highlight: Highlight, tags: Mapping[str, Tag]) -> PaintedHighlight | None:
    if highlight.state is HighlightState.UNPLACED:
        return None
    used = [tags[tag] for tag in highlight.tags if tag in tags]
    first = look(used[0]) if used else _BARE
    return PaintedHighlight(
        highlight.id,
        highlight.span,
        first.fill,
        first.line,
        first.letter,
        ", ".join(tag.name for tag in used) or _NO_TAG,
        first.double_bar,
        tuple(look(tag) for tag in used[1:]),
        highlight.note,
        highlight.area,
        highlight.quote if highlight.area is not None else "",
        highlight.state is HighlightState.TO_CHECK,
    )


def look(tag: Tag) -> PaintedTag:
    """Return how a tag is painted: a priority action has the colours of an area for improvement, and a double bar."""
    return PaintedTag(tag.fill, tag.line, tag.key or tag.name[:1], tag.recommendation_kind == "priority-action")


def painted_suggestions(workspace: Workspace, document: str) -> list[PaintedSuggestion]:
    """Return the document's open suggestions in the colours of the tags they propose."""
    tags = {tag.id: tag for tag in workspace.tags()}
    painted = []
    for suggestion in workspace.suggestions(document):
        tag = tags.get(suggestion.tag)
        line, name = (tag.line, tag.name) if tag else ("#566070", "Suggestion")
        painted.append(PaintedSuggestion(suggestion.id, Span(suggestion.start, suggestion.end), line, f"{name}?"))
    return painted


def link_mark(generation: str, recommendation: str) -> str:
    """Return the id of the outline that leads to an earlier recommendation."""
    return f"{_LINK}{generation}:{recommendation}"


def linked_recommendation(mark: str) -> str:
    """Return the recommendation that an outline leads to, "" for any other mark."""
    return mark.rsplit(":", 1)[1] if mark.startswith(_LINK) else ""
