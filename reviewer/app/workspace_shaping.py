"""What a highlight covers: a passage without a tag, one split in two, two made one, an area of a page."""

from __future__ import annotations

from dataclasses import replace

from reviewer.app import recommending
from reviewer.app.edit import Edit
from reviewer.app.removal import remove_recommendation
from reviewer.app.workspace_bulk import BulkIntents
from reviewer.app.workspace_tagging import trimmed
from reviewer.domain.anchor import describe
from reviewer.domain.area import Area, place_of
from reviewer.domain.document import Reading, blocks_in, spans_on_page
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState, TagRole
from reviewer.store import rows

_NOT_HERE = "Put the caret inside the highlight, where the second part begins; then split it."
_NO_WORDS = "Type what the area says or shows first: a list and an export can only show words."


class ShapingIntents(BulkIntents):
    """The part of the workspace that decides what a highlight covers."""

    def mark_span(self, document: str, span: Span) -> str:
        """Highlight a passage without a tag, so that a note can rest on it; return the highlight's id."""
        with self._intention():
            reading = self.reading(document)
            span = trimmed(reading.text, span)
            existing = self._highlight_on(document, span)
            if existing is not None:
                return existing
            edit = self._edit()
            highlight = self._add_highlight(edit, document, reading, span, ())
            self._do(edit, "Mark passage")
        return highlight.id

    def change_tag_of(self, highlight: str, tag: str) -> None:
        """Put a tag on a highlight in place of all others, in one step; a recommendation of another kind stays one."""
        with self._intention():
            found, worn, edit = self._highlight(highlight), self._tag(tag), self._edit()
            if worn.role is TagRole.RECOMMENDATION:
                self._make_recommendation(edit, found, worn)
            else:
                for recommendation in self._store.rows("recommendation", "highlight", highlight):
                    remove_recommendation(edit, recommendation)
            for use in self._store.rows("highlight_tag", "highlight", highlight):
                if use["tag"] != tag:
                    edit.remove("highlight_tag", use)
                else:
                    edit.alter("highlight_tag", use, position=0)
            if tag not in found.tags:
                edit.add("highlight_tag", rows.highlight_tag_row(highlight, tag, 0))
            self._do(edit, f"Change the tag to {worn.name}")

    # two from one, one from two

    def split_highlight(self, highlight: str, at: int) -> str:
        """Split a highlight before the code point ``at``; return the id of the second part.

        Both parts keep the tags and the citations; the note stays with the first. A recommendation becomes two: the
        first keeps the answers. Raise UserError where ``at`` is not inside.
        """
        with self._intention():
            found = self._placed_text(highlight)
            reading = self.reading(found.document)
            if not found.span.start < at < found.span.end or not reading.text[found.span.start : at].strip():
                raise UserError(_NOT_HERE)
            first, second = trimmed(reading.text, Span(found.span.start, at)), trimmed(reading.text, Span(at, found.span.end))
            if self._highlight_on(found.document, first) or self._highlight_on(found.document, second):
                raise UserError("There is already a highlight on exactly one of the two parts. Delete it first.")
            edit = self._edit()
            self._put_on_span(edit, found, reading, first)
            made = self._add_highlight(edit, found.document, reading, second, found.tags)
            for evidence in self._store.rows("evidence", "highlight", highlight):
                edit.add("evidence", {**evidence, "id": self._new_id(), "highlight": made.id})
            worn = next((tag for tag in self.tags() if tag.id in found.tags and tag.role is TagRole.RECOMMENDATION), None)
            if worn is not None:
                self._recommend(edit, made, worn, reading)
            self._do(edit, "Split highlight")
        return made.id

    def merge_highlights(self, first: str, second: str) -> str:
        """Make two neighbouring highlights one, with the tags, notes and citations of both; return its id.

        Raise UserError where another paragraph stands between them, or where both are recommendations and the one
        that would go has answers of its own.
        """
        with self._intention():
            one, two = sorted((self._placed_text(first), self._placed_text(second)), key=lambda h: (h.span.start, h.span.end))
            if one.id == two.id or one.document != two.document:
                raise UserError("Choose two highlights of one document to merge.")
            reading = self.reading(one.document)
            self._check_neighbours(reading, one, two)
            kept, gone = self._which_stays(one, two)
            whole = Span(one.span.start, max(one.span.end, two.span.end))
            there = self._highlight_on(one.document, whole)
            if there not in (None, one.id, two.id):
                raise UserError("There is already a highlight on exactly the passage that both cover.")
            edit = self._edit()
            self._gather(edit, kept, gone, note="\n\n".join(filter(None, (one.note.strip(), two.note.strip()))))
            self._put_on_span(edit, kept, reading, whole)
            self._do(edit, "Merge highlights")
        return kept.id

    def _placed_text(self, highlight: str) -> Highlight:
        found = self._highlight(highlight)
        if found.area is not None:
            raise UserError("This highlight is an area of the page: it cannot be split or merged.")
        if found.state is not HighlightState.PLACED:
            raise UserError("Confirm the place of this highlight first.")
        return found

    @staticmethod
    def _check_neighbours(reading: Reading, one: Highlight, two: Highlight) -> None:
        if two.span.start <= one.span.end:
            return
        between = Span(one.span.end, two.span.start)
        if any(between.contains(block.span) and block.text.strip() for block in blocks_in(reading.blocks, between)):
            raise UserError("Another paragraph stands between the two highlights, so they stay apart.")

    def _which_stays(self, one: Highlight, two: Highlight) -> tuple[Highlight, Highlight]:
        """Return which of two highlights takes the other in: the one whose recommendation has answers."""
        bound = [self._bound(highlight.id) for highlight in (one, two)]
        if all(bound):
            raise UserError("Both are recommendations with answers or an action of their own, so they stay apart.")
        asked = [bool(self._store.rows("recommendation", "highlight", highlight.id)) for highlight in (one, two)]
        second = bound[1] or (asked[1] and not asked[0])
        return (two, one) if second else (one, two)

    def _bound(self, highlight: str) -> bool:
        """Tell whether something rests on the recommendation that a highlight is."""
        columns = (
            *((table, "recommendation") for table in ("revisit", "action", "dismissed_passage", "added_cell")),
            ("thread_link", "earlier"), ("thread_link", "later"),
        )  # fmt: skip
        return any(
            self._store.rows(table, column, row["id"])
            for row in self._store.rows("recommendation", "highlight", highlight)
            for table, column in columns
        )

    def _gather(self, edit: Edit, kept: Highlight, gone: Highlight, *, note: str) -> None:
        """Give one highlight what hangs on another, and take that one away."""
        for row in self._store.rows("recommendation", "highlight", gone.id):
            for suggestion in self._store.rows("suggestion", "recommendation", row["id"]):
                edit.alter("suggestion", suggestion, recommendation=self._recommendation_on(kept.id))
            edit.remove("recommendation", row)  # nothing rests on it; its suggestion is handed on
        cited = {row["revisit"] for row in self._store.rows("evidence", "highlight", kept.id)}
        for row in self._store.rows("evidence", "highlight", gone.id):
            if row["revisit"] in cited:
                edit.remove("evidence", row)
            else:
                edit.alter("evidence", row, highlight=kept.id)
        recommends = [tag.id for tag in self.tags() if tag.role is TagRole.RECOMMENDATION]
        has_kind = any(tag in recommends for tag in kept.tags)
        more = [tag for tag in gone.tags if tag not in kept.tags and not (has_kind and tag in recommends)]
        for row in self._store.rows("highlight_tag", "highlight", gone.id):
            edit.remove("highlight_tag", row)
        for place, tag in enumerate(more, len(kept.tags)):
            edit.add("highlight_tag", rows.highlight_tag_row(kept.id, tag, place))
        edit.remove("highlight", self._row("highlight", gone.id, "highlight"))
        edit.alter("highlight", self._row("highlight", kept.id, "highlight"), note=note)

    def _recommendation_on(self, highlight: str) -> str:
        found = self._store.rows("recommendation", "highlight", highlight)
        return str(found[0]["id"]) if found else ""

    def _put_on_span(self, edit: Edit, highlight: Highlight, reading: Reading, span: Span) -> None:
        """Let a highlight cover a span; its recommendation takes the new words."""
        moved = self._placed(replace(highlight, changed=self._now()), reading, span)
        row, anchor = self._row("highlight", highlight.id, "highlight"), describe(reading.text, span)
        place = rows.highlight_row(moved, anchor)
        edit.alter("highlight", row, **{name: value for name, value in place.items() if name != "note"})
        for recommendation in self._store.rows("recommendation", "highlight", highlight.id):
            edit.alter(
                "recommendation", recommendation, text=recommending.folded(moved.quote), position=span.start, page=moved.page
            )

    # areas of a page

    def tag_area(self, document: str, area: Area, words: str, tag: str, *, at: int | None = None) -> str:
        """Highlight an area of a page and tag it; ``words`` are what it says. Return the highlight's id.

        ``at`` is where it stands in the order of the text, None for the beginning of its page.

        Raise UserError for a page that is not there, and where no words are given.
        """
        with self._intention():
            reading, worn = self.reading(document), self._tag(tag)
            if area.page > (reading.page_count or 0):
                raise UserError("This document has no such page.")
            if not words.strip():
                raise UserError(_NO_WORDS)
            edit, now, at = self._edit(), self._now(), _kept_on_page(at, area, reading)
            highlight = Highlight(
                self._new_id(), document, Span(at, at), words.strip(), (tag,), area.page, author=self.author,
                created=now, changed=now, area=area,
            )  # fmt: skip
            edit.add("highlight", rows.highlight_row(highlight, describe(reading.text, highlight.span)))
            edit.add("highlight_tag", rows.highlight_tag_row(highlight.id, tag, 0))
            if worn.role is TagRole.RECOMMENDATION:
                self._recommend(edit, highlight, worn, reading)
            self._do(edit, f"Tag {worn.name}")
        return highlight.id

    def move_area(self, highlight: str, area: Area, *, run: bool = True, at: int | None = None) -> None:
        """Give an area other edges on its page; ``run`` as in `resize_highlight`, ``at`` as in `tag_area`."""
        with self._intention():
            found, edit = self._highlight(highlight), self._edit()
            if found.area is None or found.area.page != area.page:
                raise UserError("Only an area can be moved so, and only on its own page.")
            if area != found.area:
                row = self._row("highlight", highlight, "highlight")
                place = found.span.start if at is None else _kept_on_page(at, area, self.reading(found.document))
                edit.alter("highlight", row, area=rows.area_text(area), start=place, end=place, changed=self._now())
                for recommendation in self._store.rows("recommendation", "highlight", highlight):
                    edit.alter("recommendation", recommendation, position=place)
                self._do(edit, "Resize highlight", f"resize:{highlight}" if run else "")

    def set_area_words(self, highlight: str, words: str) -> None:
        """Correct what an area says; its recommendation takes the new words."""
        with self._intention():
            found, edit = self._highlight(highlight), self._edit()
            if found.area is None:
                raise UserError("The words of a passage are those of the document and cannot be changed.")
            if not words.strip():
                raise UserError(_NO_WORDS)
            if words.strip() != found.quote:
                row = self._row("highlight", highlight, "highlight")
                edit.alter("highlight", row, quote=words.strip(), changed=self._now())
                for recommendation in self._store.rows("recommendation", "highlight", highlight):
                    edit.alter("recommendation", recommendation, text=recommending.folded(words))
                self._do(edit, "Change the words of the area")


def _kept_on_page(at: int | None, area: Area, reading: Reading) -> int:
    """Return a place that is given if it lies on the area's page, else the place of the page."""
    spans = spans_on_page(reading.blocks, area.page)
    if at is not None and spans and spans[0].start <= at <= spans[-1].end + 1:
        return min(at, len(reading.text))
    return place_of(area, reading)
