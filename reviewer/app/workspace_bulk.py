"""Acts on several tags or highlights at once, each one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.app.removal import remove_highlight, remove_tag_use
from reviewer.app.workspace_followup import FollowUpIntents
from reviewer.domain.tag import Highlight, Tag, TagRole
from reviewer.store import rows


class BulkIntents(FollowUpIntents):
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
            chosen = [self._highlight(one) for one in dict.fromkeys(highlights)]
            worn = self._tag(tag)
            if len(chosen) == 1:
                self.toggle_tag(chosen[0].id, tag)
            elif all(tag in one.tags for one in chosen):
                self._take_off(chosen, worn)
            else:
                self._put_on([one for one in chosen if tag not in one.tags], worn)

    def _take_off(self, chosen: Sequence[Highlight], tag: Tag) -> None:
        edit = self._edit()
        for one in chosen:
            remove_tag_use(edit, self._row("highlight_tag", f"{one.id}:{tag.id}", "highlight"))
        self._do(edit, f"Take off {tag.name} {len(chosen)} times")

    def _put_on(self, chosen: Sequence[Highlight], tag: Tag) -> None:
        edit = self._edit()
        for one in chosen:
            if tag.role is TagRole.RECOMMENDATION:
                self._make_recommendation(edit, one, tag)
            edit.add("highlight_tag", rows.highlight_tag_row(one.id, tag.id, len(one.tags)))
        self._do(edit, f"Tag {tag.name} {len(chosen)} times")
