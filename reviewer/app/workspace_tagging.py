"""Tags and highlights."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from reviewer.app import recommending
from reviewer.app.edit import Edit
from reviewer.app.removal import remove_highlight, remove_tag_use
from reviewer.app.workspace_lists import ListIntents
from reviewer.domain.anchor import describe
from reviewer.domain.change import Row
from reviewer.domain.document import Reading, block_at, page_at
from reviewer.domain.errors import UserError
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, Tag, TagRole
from reviewer.store import queries, rows

_FILL, _LINE = "#e0e0e0", "#5f5f5f"


class TaggingIntents(ListIntents):
    """The part of the workspace that is about tags and highlights."""

    def tags(self) -> tuple[Tag, ...]:
        """Return the tags by position."""
        return self._cached("tags", ("tag",), lambda: queries.tags(self._store.readers))

    def add_tag(
        self, name: str, *, fill: str = "", line: str = "", key: str = "", role: TagRole = TagRole.OTHER
    ) -> str:
        """Add a tag at the end; return its id. Raise UserError for an empty or a used name."""
        with self._intention():
            position = max((tag.position for tag in self.tags()), default=0) + 1
            kind = "recommendation" if role is TagRole.RECOMMENDATION else ""
            tag = Tag(self._new_id(), name, fill or _FILL, line or _LINE, key, role, kind, position=position)
            tag, edit = self._named(tag), self._edit()
            self._free_key(edit, tag)
            edit.add("tag", rows.tag_row(tag))
            self._do(edit, f"Add tag {tag.name}")
        return tag.id

    def change_tag(self, tag: Tag) -> None:
        """Replace a tag; the key that it takes is taken from the tag that had it. Raise UserError for a used name."""
        with self._intention():
            row, tag, edit = self._row("tag", tag.id, "tag"), self._named(tag), self._edit()
            self._free_key(edit, tag)
            edit.alter("tag", row, **rows.tag_row(tag))
            self._do(edit, f"Change tag {tag.name}", f"tag:{tag.id}")

    def delete_tag(self, tag: str) -> None:
        """Delete a tag with its uses; highlights that had only this tag go too."""
        with self._intention():
            row, edit = self._row("tag", tag, "tag"), self._edit()
            for use in self._store.rows("highlight_tag", "tag", tag):
                remove_tag_use(edit, use)
            for child in self._store.rows("tag", "parent", tag):
                edit.alter("tag", child, parent=row["parent"])
            edit.remove("tag", row)
            self._do(edit, f"Delete tag {self._tag(tag).name}")

    def tag_span(self, document: str, span: Span, tag: str) -> str:
        """Tag a passage; a highlight on exactly this passage gains or loses the tag. Return the highlight's id."""
        with self._intention():
            reading, worn = self.reading(document), self._tag(tag)
            span = trimmed(reading.text, span)
            existing = self._highlight_on(document, span)
            if existing is not None:
                self.toggle_tag(existing, tag)
                return existing
            edit = self._edit()
            highlight = self._add_highlight(edit, document, reading, span, (tag,))
            if worn.role is TagRole.RECOMMENDATION:
                self._recommend(edit, highlight, worn, reading)
            self._do(edit, f"Tag {worn.name}")
        return highlight.id

    def toggle_tag(self, highlight: str, tag: str) -> None:
        """Put a tag on a highlight or take it off; a highlight without tags, note or citation goes."""
        with self._intention():
            found, worn, edit = self._highlight(highlight), self._tag(tag), self._edit()
            if tag in found.tags:
                remove_tag_use(edit, self._row("highlight_tag", f"{highlight}:{tag}", "highlight"))
                self._do(edit, f"Take off {worn.name}")
                return
            if worn.role is TagRole.RECOMMENDATION:
                self._make_recommendation(edit, found, worn)
            edit.add("highlight_tag", rows.highlight_tag_row(highlight, tag, len(found.tags)))
            self._do(edit, f"Tag {worn.name}")

    def resize_highlight(self, highlight: str, span: Span, *, run: bool = True) -> None:
        """Move the ends of a highlight; its recommendation takes the new words. Raise UserError where it cannot.

        A ``run`` of key presses is one step; a handle that was dragged is a step of its own.
        """
        with self._intention():
            found = self._highlight(highlight)
            if found.area is not None:
                raise UserError("This highlight is an area of the page: move its edges instead.")
            reading = self.reading(found.document)
            span = trimmed(reading.text, span)
            if self._highlight_on(found.document, span) not in (None, highlight):
                raise UserError("There is already a highlight on exactly this passage.")
            edit, row = self._edit(), self._row("highlight", highlight, "highlight")
            moved = self._placed(replace(found, changed=self._now()), reading, span)
            edit.alter("highlight", row, **rows.highlight_row(moved, describe(reading.text, span)))
            for recommendation in self._store.rows("recommendation", "highlight", highlight):
                edit.alter(
                    "recommendation", recommendation, text=recommending.folded(moved.quote), position=span.start,
                    page=moved.page,
                )
            if span != found.span:
                self._do(edit, "Resize highlight", f"resize:{highlight}" if run else "")

    def set_note(self, highlight: str, note: str) -> None:
        """Set the note of a highlight; typing on is one step."""
        with self._intention():
            row, edit = self._row("highlight", highlight, "highlight"), self._edit()
            if row["note"] != note:
                edit.alter("highlight", row, note=note, changed=self._now())
                self._do(edit, "Note", f"note:{highlight}")

    def delete_highlight(self, highlight: str) -> None:
        """Delete a highlight with the recommendation and the answers that hang on it, in one step."""
        with self._intention():
            edit = self._edit()
            remove_highlight(edit, self._row("highlight", highlight, "highlight"))
            self._do(edit, "Delete highlight")

    def _make_recommendation(self, edit: Edit, highlight: Highlight, tag: Tag) -> None:
        """Make a highlight a recommendation of the tag's kind; one that it is already changes its kind."""
        self._drop_other_kinds(edit, highlight, tag)
        self._recommend(edit, highlight, tag, self.reading(highlight.document))

    def _drop_other_kinds(self, edit: Edit, highlight: Highlight, tag: Tag) -> None:
        for other in self.tags():
            if other.id in highlight.tags and other.id != tag.id and other.role is TagRole.RECOMMENDATION:
                edit.remove("highlight_tag", self._row("highlight_tag", f"{highlight.id}:{other.id}", "highlight"))

    def _recommend(
        self, edit: Edit, highlight: Highlight, tag: Tag, reading: Reading, item: int | None = None
    ) -> str:
        """Add the recommendation of a highlight, or give the one there is the tag's kind; return its id.

        ``item`` is the reader's recommendation that it is, found by its place where none is given.
        """
        kind = recommending.kind_of(tag)
        existing = self._store.rows("recommendation", "highlight", highlight.id)
        if existing:
            edit.alter("recommendation", existing[0], kind=kind.value)
            return str(existing[0]["id"])
        item = recommending.item_on(highlight, reading) if item is None else item
        labels = self._labels(edit, highlight.document)
        made = recommending.recommendation(self._new_id(), highlight, kind, reading, item=item, labels=labels)
        labels.use(made.list, made.label)
        edit.add("recommendation", rows.recommendation_row(made))
        for suggestion in self._open_items(edit, highlight.document).get(item, ()) if item is not None else ():
            edit.alter("suggestion", suggestion, state="accepted", recommendation=made.id)  # nothing is left to accept
        return made.id

    def _labels(self, edit: Edit, document: str) -> recommending.Labels:
        """Return the labels used in a document, once for the whole act: thousands may be accepted in one."""

        def make() -> recommending.Labels:
            labels = recommending.Labels()
            for known in queries.recommendations(self._store.readers, "document", document):
                labels.use(known.list, known.label)
            return labels

        return edit.once(("labels", document), make)

    def _open_items(self, edit: Edit, document: str) -> Mapping[object, list[Row]]:
        """Return the open suggestions of a document by the number of the reader's recommendation."""

        def make() -> Mapping[object, list[Row]]:
            found: defaultdict[object, list[Row]] = defaultdict(list)
            for row in self._store.rows("suggestion", "document", document):
                if row["state"] == "open":
                    found[row["item"]].append(row)
            return found

        return edit.once(("open items", document), make)

    def _add_highlight(
        self, edit: Edit, document: str, reading: Reading, span: Span, tags: tuple[str, ...]
    ) -> Highlight:
        now = self._now()
        blank = Highlight(self._new_id(), document, span, "", tags, author=self.author, created=now, changed=now)
        highlight = self._placed(blank, reading, span)
        edit.add("highlight", rows.highlight_row(highlight, describe(reading.text, span)))
        for position, tag in enumerate(tags):
            edit.add("highlight_tag", rows.highlight_tag_row(highlight.id, tag, position))
        return highlight

    @staticmethod
    def _placed(highlight: Highlight, reading: Reading, span: Span) -> Highlight:
        block = block_at(reading.blocks, span.start)
        paragraph = f"¶{block.number}" if block is not None and block.number is not None else ""
        page = page_at(reading.blocks, span.start)
        return replace(highlight, span=span, quote=span.of(reading.text), page=page, paragraph=paragraph)

    def _highlight(self, highlight: str) -> Highlight:
        found = queries.highlights(self._store.readers, "id", highlight)
        if not found:
            raise UserError("This highlight is no longer in the review.")
        return found[0]

    def _highlight_on(self, document: str, span: Span) -> str | None:
        listed = self.highlights(document)
        at = bisect_left(listed, (span.start, span.end), key=lambda one: (one.span.start, one.span.end))
        return listed[at].id if at < len(listed) and listed[at].span == span else None

    def _tag(self, tag: str) -> Tag:
        found = next((known for known in self.tags() if known.id == tag), None)
        if found is None:
            raise UserError("This tag is no longer in the review.")
        return found

    def _named(self, tag: Tag) -> Tag:
        name = " ".join(tag.name.split())
        if not name:
            raise UserError("A tag needs a name.")
        if any(other.id != tag.id and other.name.casefold() == name.casefold() for other in self.tags()):
            raise UserError(f"There is already a tag “{name}”.")
        return replace(tag, name=name)

    def _free_key(self, edit: Edit, tag: Tag) -> None:
        for other in self.tags():
            if tag.key and other.key == tag.key and other.id != tag.id:
                edit.alter("tag", self._row("tag", other.id, "tag"), key="")


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends. Raise UserError where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if end <= start:
        raise UserError("Select some words first.")
    return Span(start, end)


