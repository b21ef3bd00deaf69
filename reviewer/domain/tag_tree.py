"""Tags in a tree: their order, what lies under a tag, and what a move makes of it. Pure.

The tree is what ``Tag.parent`` says; a parent that is not there, or a circle, counts as none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reviewer.domain.splice import splice
from reviewer.domain.tag import Highlight, Tag


@dataclass(frozen=True, slots=True)
class Node:
    """A tag in the tree: ``depth`` 0 at the top; ``below`` counts all tags under it."""

    tag: Tag
    depth: int
    below: int


def nodes(tags: Sequence[Tag]) -> tuple[Node, ...]:
    """Return the tags from top to bottom, each followed by those under it; among siblings by the order given."""
    children = _children(tags)
    found: list[Node] = []

    def walk(parent: str, depth: int) -> int:
        count = 0
        for tag in children[parent]:
            at = len(found)
            found.append(Node(tag, depth, 0))
            below = walk(tag.id, depth + 1)
            found[at] = Node(tag, depth, below)
            count += 1 + below
        return count

    walk("", 0)
    return tuple(found)


def _children(tags: Sequence[Tag]) -> dict[str, list[Tag]]:
    by_id = {tag.id: tag for tag in tags}
    children: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        children["" if _in_circle(tag, by_id) else tag.parent].append(tag)
    return children


def _in_circle(tag: Tag, by_id: dict[str, Tag]) -> bool:
    """Tell whether a tag's parent is missing or leads back to itself."""
    if not tag.parent:
        return False
    seen, at = set(), tag.parent
    while at:
        if at == tag.id or at not in by_id:
            return True
        if at in seen:
            return False  # a circle above: it is cut there
        seen.add(at)
        at = by_id[at].parent
    return False


def within(tags: Sequence[Tag], tag: str) -> frozenset[str]:
    """Return a tag and all that lie under it."""
    rows = nodes(tags)
    for at, node in enumerate(rows):
        if node.tag.id == tag:
            return frozenset(one.tag.id for one in rows[at : at + 1 + node.below])
    return frozenset({tag})


def totals(tags: Sequence[Tag], highlights: Iterable[Highlight]) -> dict[str, int]:
    """Return how many highlights each tag has, with those of the tags under it; each highlight counts once."""
    return RunningTotals().of(tags, tuple(highlights))


class RunningTotals:
    """The same, kept: after an act only the highlights that came, went or changed are counted."""

    def __init__(self) -> None:
        self._tags: Sequence[Tag] | None = None
        self._highlights: Sequence[Highlight] = ()
        self._above: dict[str, tuple[str, ...]] = {}  # a tag with those over it
        self._counts: dict[str, int] = {}

    def of(self, tags: Sequence[Tag], highlights: Sequence[Highlight]) -> dict[str, int]:
        """Return the counts of the tags that have highlights; ``tags`` the same object while no tag has changed."""
        if tags is not self._tags:
            self._tags, self._highlights, self._counts = tags, (), {}
            self._above = _with_those_over(tags)
        part = splice(self._highlights, highlights)
        self._count(self._highlights[part.start : part.gone], -1)
        self._count(highlights[part.start : part.new], 1)
        self._highlights = highlights
        return {tag: count for tag, count in self._counts.items() if count}

    def _count(self, highlights: Iterable[Highlight], by: int) -> None:
        above, counts = self._above, self._counts
        for highlight in highlights:
            if len(highlight.tags) == 1:
                ids: Iterable[str] = above.get(highlight.tags[0], ())
            else:
                ids = {one for tag in highlight.tags for one in above.get(tag, ())}
            for one in ids:
                counts[one] = counts.get(one, 0) + by


def _with_those_over(tags: Sequence[Tag]) -> dict[str, tuple[str, ...]]:
    above: dict[str, tuple[str, ...]] = {}
    path: list[str] = []
    for node in nodes(tags):
        del path[node.depth :]
        path.append(node.tag.id)
        above[node.tag.id] = tuple(path)
    return above


def moved(tags: Sequence[Tag], tag: str, parent: str, before: str = "") -> tuple[Tag, ...]:
    """Put a tag, with all under it, under ``parent`` ("" for the top) and before a sibling ("" for the end).

    Return the tags that change, in their new order; none where the move would put a tag under itself.
    """
    if parent in within(tags, tag) or before == tag:
        return ()
    by_id = {one.id: one for one in tags}
    children = {key: [one.id for one in group] for key, group in _children(tags).items()}
    for group in children.values():
        if tag in group:
            group.remove(tag)
    siblings = children.setdefault(parent, [])
    siblings.insert(siblings.index(before) if before in siblings else len(siblings), tag)
    order: list[tuple[str, str]] = []

    def walk(above: str) -> None:
        for one in children.get(above, ()):
            order.append((one, above))
            walk(one)

    walk("")
    placed = [replace(by_id[one], parent=above, position=place) for place, (one, above) in enumerate(order, 1)]
    return tuple(one for one in placed if one != by_id[one.id])


def indented(tags: Sequence[Tag], tag: str) -> tuple[Tag, ...]:
    """Put a tag under the sibling above it, as the last one there. Return the tags that change."""
    above = _siblings(tags, tag)[0]
    return moved(tags, tag, above[-1].id) if above else ()


def outdented(tags: Sequence[Tag], tag: str) -> tuple[Tag, ...]:
    """Put a tag beside its parent, right after it. Return the tags that change."""
    parent = next((one.parent for one in tags if one.id == tag), "")
    mother = next((one for one in tags if one.id == parent), None)
    if mother is None:
        return ()
    after = _siblings(tags, mother.id)[1]
    return moved(tags, tag, mother.parent, after[0].id if after else "")


def stepped(tags: Sequence[Tag], tag: str, step: int) -> tuple[Tag, ...]:
    """Put a tag one place up (-1) or down (1) among its siblings. Return the tags that change."""
    above, below = _siblings(tags, tag)
    parent = next((one.parent for one in tags if one.id == tag), "")
    if step < 0:
        return moved(tags, tag, parent, above[-1].id) if above else ()
    return moved(tags, tag, parent, below[1].id if len(below) > 1 else "") if below else ()


def _siblings(tags: Sequence[Tag], tag: str) -> tuple[list[Tag], list[Tag]]:
    """Return the siblings above and below a tag."""
    for group in _children(tags).values():
        ids = [one.id for one in group]
        if tag in ids:
            at = ids.index(tag)
            return group[:at], group[at + 1 :]
    return [], []
