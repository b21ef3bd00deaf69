"""Acts on several tags or highlights at once, each one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.app import merging
from reviewer.app.edit import Edit
from reviewer.app.merging import Merge
from reviewer.app.removal import remove_highlight, remove_tag_use
from reviewer.app.workspace_cells import CellIntents
from reviewer.domain.change import Row
from reviewer.domain.errors import UserError
from reviewer.domain.tag import Highlight, Tag, TagRole
from reviewer.store import rows


class BulkIntents(CellIntents):
    """The part of the workspace that takes several rows in one act."""

    def change_tags(self, tags: Sequence[Tag], label: str = "") -> None:
        """Replace several tags in one step (a new order, two keys that swap); ``label`` names the step.

        A key that one of them takes from a tag outside ``tags`` is taken from it. Raise UserError for a used name.
        """
        with self._intention():
            edit, changed = self._edit(), {tag.id: self._named(tag) for tag in tags}
            for tag in changed.values():
                edit.alter("tag", self._row("tag", tag.id, "tag"), **rows.tag_row(tag))
            keys = {tag.key for tag in changed.values() if tag.key}
            for other in self.tags():
                if other.key in keys and other.id not in changed:
                    edit.alter("tag", self._row("tag", other.id, "tag"), key="")
            self._do(edit, label or "Change tags")

    def foresee_merge(self, source: str, target: str) -> Merge:
        """Return what `merge_tags` would do, to be told before it is done."""
        return merging.foresee(self._store, self._tag(source), self._tag(target))

    def merge_tags(self, source: str, target: str) -> Merge:
        """Put ``target`` wherever ``source`` is and delete ``source``, in one step; return what was done.

        Passages take the meaning of ``target``. Tags and suggestions under ``source`` go to ``target``, and so does
        its key where ``target`` has none. Raise UserError where both are the same.
        """
        with self._intention():
            gone, kept = self._tag(source), self._tag(target)
            if source == target:
                raise UserError("A tag cannot be merged into itself.")
            effect, edit = merging.foresee(self._store, gone, kept), self._edit()
            for use in self._store.rows("highlight_tag", "tag", source):
                self._merge_use(edit, use, gone, kept)
            for suggestion in self._store.rows("suggestion", "tag", source):
                edit.alter("suggestion", suggestion, tag=target)
            for child in self._store.rows("tag", "parent", source):
                edit.alter("tag", child, parent=gone.parent if child["id"] == target else target)
            if gone.key and not kept.key:
                edit.alter("tag", self._row("tag", target, "tag"), key=gone.key)
            edit.remove("tag", self._row("tag", source, "tag"))
            self._do(edit, f"Merge {gone.name} into {kept.name}")
            merging.remember(self._store, source, target)
        return effect

    def _merge_use(self, edit: Edit, use: Row, gone: Tag, kept: Tag) -> None:
        highlight = self._highlight(str(use["highlight"]))
        edit.remove("highlight_tag", use)
        if kept.role is TagRole.RECOMMENDATION:
            self._make_recommendation(edit, highlight, kept)
        merging.drop_source_recommendations(edit, gone, kept, highlight.id)
        if kept.id not in highlight.tags:
            edit.add("highlight_tag", {**rows.highlight_tag_row(highlight.id, kept.id, 0), "position": use["position"]})

    def delete_highlights(self, highlights: Sequence[str]) -> None:
        """Delete several highlights in one step, each with the recommendation and the answers that hang on it."""
        with self._intention():
            edit = self._edit()
            for highlight in dict.fromkeys(highlights):
                remove_highlight(edit, self._row("highlight", highlight, "highlight"))
            count = len(set(highlights))
            self._do(edit, "Delete highlight" if count == 1 else f"Delete {count} highlights")

    def toggle_tags(self, highlights: Sequence[str], tag: str) -> None:
        """Put a tag on all of these highlights, or take it off where all have it; one step."""
        with self._intention():
            chosen = self._chosen(highlights)
            if all(tag in one.tags for one in chosen):
                self.take_tag(highlights, tag)
            else:
                self.put_tag(highlights, tag)

    def put_tag(self, highlights: Sequence[str], tag: str) -> int:
        """Put a tag on those of these highlights that have it not, in one step; return on how many."""
        with self._intention():
            worn, edit = self._tag(tag), self._edit()
            chosen = [one for one in self._chosen(highlights) if tag not in one.tags]
            for one in chosen:
                if worn.role is TagRole.RECOMMENDATION:
                    self._make_recommendation(edit, one, worn)
                edit.add("highlight_tag", rows.highlight_tag_row(one.id, tag, len(one.tags)))
            self._do(edit, f"Tag {worn.name}{_times(chosen)}")
        return len(chosen)

    def take_tag(self, highlights: Sequence[str], tag: str) -> int:
        """Take a tag off those of these highlights that have it, in one step; return off how many."""
        with self._intention():
            worn, edit = self._tag(tag), self._edit()
            chosen = [one for one in self._chosen(highlights) if tag in one.tags]
            for one in chosen:
                remove_tag_use(edit, self._row("highlight_tag", f"{one.id}:{tag}", "highlight"))
            self._do(edit, f"Take off {worn.name}{_times(chosen)}")
        return len(chosen)

    def note_export(self, label: str, name: str) -> None:
        """Write into the trail that passages left the program, and under which name."""
        if not self.read_only:
            self._note(label, name)

    def _chosen(self, highlights: Sequence[str]) -> list[Highlight]:
        known = {one.id: one for one in self.highlights()}
        missing = [one for one in highlights if one not in known]
        if missing:
            raise UserError("One of these highlights is no longer in the review, so nothing was changed.")
        return [known[one] for one in dict.fromkeys(highlights)]


def _times(chosen: Sequence[Highlight]) -> str:
    return "" if len(chosen) == 1 else f" {len(chosen)} times"
