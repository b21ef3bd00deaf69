"""Sets of tags: taken over from a file, and the starter set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.app.workspace_threads import ThreadIntents
from reviewer.domain.tag import STARTER_TAGS, Tag, TagRole
from reviewer.domain.tag_tree import nodes
from reviewer.export.safe_write import safe_write
from reviewer.export.tag_set import TagLine, read_tags, tags_json, tags_qdc
from reviewer.store import rows

_FILL, _LINE = "#dfe3e8", "#566070"


@dataclass(frozen=True, slots=True)
class TagsTaken:
    """How many tags a set added and changed, and how many kept their meaning because passages have them."""

    added: int
    changed: int
    kept_meaning: int


class TagSetIntents(ThreadIntents):
    """The part of the workspace that is about sets of tags."""

    def export_tags(self, path: Path) -> int:
        """Write all tags to a file: a codebook where its name ends in .qdc, else JSON. Return how many."""
        tags = self.tags()
        safe_write(path, tags_qdc(tags) if path.suffix.lower() == ".qdc" else tags_json(tags))
        return len(tags)

    def import_tags(self, data: bytes) -> TagsTaken:
        """Take over the tags of a file in one step; see `take_tags`. Raise UserError.

        Those of another program's codebook come last, after the tags with keys.
        """
        lines = read_tags(data)
        return self.take_tags(lines, "Import tags", last=all(line.bare for line in lines))

    def add_starter_tags(self) -> TagsTaken:
        """Add what is missing of the starter set for inspections, in one step; what is there stays as it is."""
        names = {tag.name.casefold() for tag in self.tags()}
        missing = [TagLine(replace(tag, position=0), None) for tag in STARTER_TAGS if tag.name.casefold() not in names]
        return self.take_tags(missing, "Add the starter tags", last=True)

    def take_tags(self, lines: Sequence[TagLine], label: str, *, last: bool = False) -> TagsTaken:
        """Take over tags, told apart by name: new ones are added, those there take colour, key, meaning and place.

        They come first in the order of the set, or ``last``. A tag that passages have keeps its meaning, so that no
        recommendation comes or goes unasked.
        """
        with self._intention():
            before, edit = self.tags(), self._edit()
            by_id = {tag.id: tag for tag in before}
            taken, kept_meaning = self._taken(lines, before)
            ids = {tag.id for tag in taken}
            changed = 0
            for place, tag in enumerate(_in_order(taken, before, last=last), 1):
                placed = replace(tag, position=place)
                if tag.id not in by_id:
                    edit.add("tag", rows.tag_row(placed))
                elif placed != by_id[tag.id]:
                    changed += tag.id in ids
                    edit.alter("tag", self._row("tag", tag.id, "tag"), **rows.tag_row(placed))
            self._do(edit, label)
        return TagsTaken(sum(one not in by_id for one in ids), changed, kept_meaning)

    def _taken(self, lines: Sequence[TagLine], before: Sequence[Tag]) -> tuple[list[Tag], int]:
        """Return the tags that a set makes, new or there already, and how many kept their meaning."""
        by_name, ids = {tag.name.casefold(): tag for tag in before}, {tag.id for tag in before}
        starters = {tag.name: tag.id for tag in STARTER_TAGS if tag.id not in ids}
        used = {tag for one in self.highlights() for tag in one.tags}
        taken: list[Tag] = []
        kept_meaning = 0
        for line in lines:
            there = by_name.get(line.tag.name.casefold())
            if there is None:
                new = replace(line.tag, id=line.tag.id or starters.get(line.tag.name) or self._new_id())
            else:
                new = _over(there, line)
                if there.id in used and _meaning(there) != _meaning(new):
                    new = replace(new, role=there.role, recommendation_kind=there.recommendation_kind)
                    kept_meaning += 1
            parent = taken[line.parent].id if line.parent is not None else ""
            key = "" if any(one.key == new.key for one in taken) else new.key
            new = replace(new, fill=new.fill or _FILL, line=new.line or _LINE, parent=parent, key=key)
            taken.append(new)
            by_name[new.name.casefold()] = new
        return taken, kept_meaning


def _over(there: Tag, line: TagLine) -> Tag:
    """Return a tag as a line of a set has it; what a codebook cannot say stays as it is."""
    new = replace(line.tag, id=there.id, fill=line.tag.fill or there.fill, line=line.tag.line or there.line)
    if not line.bare:
        return new
    return replace(
        new, key=there.key, role=there.role, recommendation_kind=there.recommendation_kind,
        description=new.description or there.description,
    )  # fmt: skip


def _meaning(tag: Tag) -> tuple[TagRole, str]:
    return tag.role, tag.recommendation_kind


def _in_order(taken: Sequence[Tag], before: Sequence[Tag], *, last: bool) -> list[Tag]:
    """Return all tags in their new order, each with the key that the set leaves it."""
    keys, ids = {tag.key for tag in taken if tag.key}, {tag.id for tag in taken}
    rest = [replace(tag, key="" if tag.key in keys else tag.key) for tag in before if tag.id not in ids]
    if last:
        return [*rest, *taken]
    return [node.tag for node in nodes([*{tag.id: tag for tag in taken}.values(), *rest])]
