"""What the reader suggests to tag: shown, accepted, dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewer.app import merging
from reviewer.app.edit import Edit
from reviewer.app.workspace_tagging import TaggingIntents
from reviewer.domain.change import Row
from reviewer.domain.errors import UserError
from reviewer.domain.review import ReadingSuggestion
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, TagRole
from reviewer.store import queries, rows


class SuggestionIntents(TaggingIntents):
    """The part of the workspace that is about the reader's suggestions."""

    def suggestions(self, document: str) -> tuple[ReadingSuggestion, ...]:
        """Return the reader's open suggestions, by place."""
        return self._cached(
            ("suggestions", document), ("suggestion",), lambda: queries.suggestions(self._store.readers, document)
        )

    def accept_suggestions(self, suggestions: Sequence[str]) -> None:
        """Tag what was suggested, in one step; recommendations become rows of the matrix."""
        with self._intention():
            edit = self._edit()
            made: dict[tuple[str, Span], Highlight] = {}
            count = 0
            for key in dict.fromkeys(suggestions):
                row = self._row("suggestion", key, "suggestion")
                if row["state"] == "open":
                    highlight = self._accept(edit, row, made)
                    made[highlight.document, highlight.span] = highlight
                    count += 1
            self._do(edit, "Accept suggestion" if count == 1 else f"Accept {count} suggestions")

    def dismiss_suggestions(self, suggestions: Sequence[str]) -> None:
        """Put suggestions away for good, in one step."""
        with self._intention():
            edit, count = self._edit(), 0
            for key in dict.fromkeys(suggestions):
                row = self._row("suggestion", key, "suggestion")
                if row["state"] == "open":
                    edit.alter("suggestion", row, state="dismissed")
                    count += 1
            self._do(edit, "Dismiss suggestion" if count == 1 else f"Dismiss {count} suggestions")

    def _accept(self, edit: Edit, row: Row, made: dict[tuple[str, Span], Highlight]) -> Highlight:
        document = str(row["document"])
        reading = self.reading(document)
        span = Span(int(row["start"] or 0), int(row["end"] or 0))
        proposed = merging.tag_now(self._store, str(row["tag"]))
        wanted = next((tag for tag in self.tags() if tag.id == proposed), None)
        if wanted is None:
            raise UserError("The tag of this suggestion was deleted. Undo that, or tag the passage by hand.")
        here = made.get((document, span))
        existing = None if here else self._highlight_on(document, span)
        highlight = here or (self._highlight(existing) if existing else None)
        if highlight is None:
            highlight = self._add_highlight(edit, document, reading, span, (wanted.id,))
        elif wanted.id not in highlight.tags:
            if here is None and wanted.role is TagRole.RECOMMENDATION:
                self._drop_other_kinds(edit, highlight, wanted)
            edit.add("highlight_tag", rows.highlight_tag_row(highlight.id, wanted.id, len(highlight.tags)))
            highlight = replace(highlight, tags=(*highlight.tags, wanted.id))
        recommendation = ""
        if wanted.role is TagRole.RECOMMENDATION and here is None:
            item = None if row["item"] is None else int(row["item"])
            recommendation = self._recommend(edit, highlight, wanted, reading, item)
        edit.alter("suggestion", row, state="accepted", recommendation=recommendation)
        return highlight
