"""Copies of the same report, a published copy in place of its draft, reading a file again, joined authorities."""

from __future__ import annotations

from dataclasses import replace

from reviewer.app import merging, recommending, settling
from reviewer.app.carrying import carried, reworded
from reviewer.app.edit import Edit
from reviewer.app.workspace_documents import add_read, suggested
from reviewer.app.workspace_grades import settled_grades
from reviewer.app.workspace_shaping import ShapingIntents
from reviewer.app.workspace_tagging import trimmed
from reviewer.domain.anchor import Resolution, describe, text_hash
from reviewer.domain.area import place_of
from reviewer.domain.change import Row
from reviewer.domain.copies import CopyOffer
from reviewer.domain.document import Reading, page_at
from reviewer.domain.errors import UserError
from reviewer.domain.recommendation import MarkedParagraph
from reviewer.domain.review import FactState
from reviewer.domain.span import Span
from reviewer.domain.tag import Highlight, HighlightState
from reviewer.store import queries, rows


class CopyIntents(ShapingIntents):
    """The part of the workspace that keeps one report one report, whatever copies of it there are."""

    def copy_offers(self, document: str | None = None) -> tuple[CopyOffer, ...]:
        """Return the open offers "looks like a copy of …", of one document or of all, likeliest first."""
        key = ("copy offers", document)
        return self._cached(key, ("copy_offer",), lambda: queries.copy_offers(self._store.readers, document))

    def accept_copy(self, offer: str) -> None:
        """Take a document as a second copy: it stays readable and counts as no visit of its own."""
        with self._intention():
            row, edit = self._row("copy_offer", offer, "offer"), self._edit()
            edit.alter("copy_offer", row, state="accepted")
            edit.alter("document", self._row("document", str(row["document"]), "document"), copy_of=row["other"])
            self._do(edit, "Mark as a second copy")

    def decline_copy(self, offer: str) -> None:
        """Say that two documents are different; the offer stays away."""
        with self._intention():
            row, edit = self._row("copy_offer", offer, "offer"), self._edit()
            edit.alter("copy_offer", row, state="declined")
            self._do(edit, "Keep both documents")

    def replace_copy(self, old: str, new: str) -> dict[HighlightState, int]:
        """Put ``new`` in the place of ``old``: highlights, recommendations and answers go over, one undo step.

        The old document stays as a second copy. Return how many highlights are placed, to check, and unplaced.
        """
        with self._intention():
            if old == new:
                raise UserError("Choose another document to take its place.")
            before, after = self._row("document", old, "document"), self._row("document", new, "document")
            edit, reading = self._edit(), self.reading(new)
            counts = self._carry(edit, old, new, reading)
            self._hand_over(edit, old, new, reading)
            edit.alter("document", before, copy_of=new)
            edit.alter("document", after, copy_of="")
            for offer in self._store.rows("copy_offer", "document", new):
                if offer["other"] == old:
                    edit.alter("copy_offer", offer, state="accepted")
            names = str(before["file_name"]), str(after["file_name"])
            self._do(edit, f"Replace {names[0]}", detail=" -> ".join(names))
        return counts

    def reread(self, document: str, reading: Reading) -> dict[HighlightState, int]:
        """Take what a newer reader found: confirmed and corrected facts stay, highlights follow the anchor rules."""
        with self._intention():
            row, edit = self._row("document", document, "document"), self._edit()
            counts = self._carry(edit, document, document, reading)
            settled = {
                str(fact["id"]): fact
                for fact in self._store.rows("fact", "document", document)
                if fact["state"] != FactState.READ.value
            }
            grades = settled_grades(self._store.rows("judgement", "document", document))
            known = self._store.rows("suggestion", "document", document)
            for table in ("fact", "judgement", "block"):
                for old in self._store.rows(table, "document", document):
                    edit.remove(table, old)
            for suggestion in known:
                if suggestion["state"] == "open":
                    edit.remove("suggestion", suggestion)
            edit.alter(
                "document", row,
                page_count=reading.page_count, reader_version=reading.reader_version,
                warnings=rows.to_json(reading.warnings), marks=rows.marks_json(reading.marks),
                recommendations=rows.read_recommendations_json(reading.recommendations),
            )  # fmt: skip
            add_read(edit, document, reading, settled, grades)
            said = {str(one["text"]) for one in known if one["state"] != "open"}
            text = self.reading(document).text
            settled_at = settling.settled_at(known, text=text, reading=reading)
            settling.carry_passages(edit, document, document, text=text, reading=reading)
            for found, item in suggested(document, reading):
                if found.text not in said and (found.tag, Span(found.start, found.end)) not in settled_at:
                    edit.add("suggestion", {**rows.suggestion_row(found, item), "id": self._new_id(), "tag": merging.tag_now(self._store, found.tag)})
            name = str(row["file_name"])
            self._do(edit, f"Read {name} again", detail=name)
        return counts

    def confirm_place(self, highlight: str) -> None:
        """Say that a highlight to check stands where it should; its quotation becomes what stands there."""
        with self._intention():
            row, edit = self._row("highlight", highlight, "highlight"), self._edit()
            reading, span = self.reading(str(row["document"])), Span(int(str(row["start"])), int(str(row["end"])))
            values = {} if row["area"] else self._place_values(reading, span)
            edit.alter("highlight", row, state=HighlightState.PLACED.value, changed=self._now(), **values)
            if values:
                self._follow_place(edit, highlight, str(row["document"]), reading, span)
            for recommendation in self._store.rows("recommendation", "highlight", highlight) if values else ():
                words = recommending.folded(str(values["quote"]))
                edit.alter("recommendation", recommendation, text=words)
            self._do(edit, "Confirm the place")

    def place_highlight(self, highlight: str, span: Span) -> None:
        """Put a highlight that found no sure place in this copy on a passage of it; its words become those."""
        with self._intention():
            found = self._highlight(highlight)
            if found.area is not None:
                raise UserError("This highlight is an area of the page: draw it again instead.")
            reading = self.reading(found.document)
            span = trimmed(reading.text, span)
            if self._highlight_on(found.document, span) not in (None, highlight):
                raise UserError("There is already a highlight on exactly this passage.")
            edit = self._edit()
            self._put_on_span(edit, replace(found, state=HighlightState.PLACED), reading, span)
            self._follow_place(edit, highlight, found.document, reading, span)
            self._do(edit, "Place the highlight")

    def join_authorities(self, predecessor: str, successor: str, *, joined: bool = True) -> None:
        """Let a predecessor's recommendations be followed up in its successor's documents, or no longer."""
        with self._intention():
            key, edit = f"{predecessor}:{successor}", self._edit()
            row = self._store.row("succession", key)
            if joined and row is None:
                edit.add("succession", {"id": key, "predecessor": predecessor, "successor": successor})
            elif not joined and row is not None:
                edit.remove("succession", row)
            self._do(edit, "Follow up in the successor’s documents" if joined else "Keep authorities apart")

    # how

    def _carry(self, edit: Edit, old: str, new: str, reading: Reading) -> dict[HighlightState, int]:
        counts = dict.fromkeys(HighlightState, 0)
        highlights = self._store.rows("highlight", "document", old)
        for row in highlights:
            if row["area"]:
                counts[self._carry_area(edit, row, new, reading)] += 1
        numbered = old != new  # the same file keeps its numbers, whatever a newer reader makes of them
        for key, found in self._found(old, [row for row in highlights if not row["area"]], reading).items():
            counts[found.state] += 1
            row = self._row("highlight", key, "highlight")
            if found.span is None:
                edit.alter("highlight", row, document=new, state=found.state.value)
                continue
            values = self._place_values(reading, found.span)
            if found.state is HighlightState.TO_CHECK:
                values["quote"] = row["quote"]  # the old words stay beside the new place until a person has looked
            settled = found.state is HighlightState.PLACED
            self._follow_place(edit, key, new, reading, found.span, numbered=numbered, settled=settled)
            edit.alter("highlight", row, document=new, state=found.state.value, **values)
        return counts

    def _found(self, old: str, highlights: list[Row], reading: Reading) -> dict[str, Resolution]:
        """Return where each highlight stands in a reading; lost recommendations are looked for among those it lists."""
        text = self.reading(old).text
        found = {str(row["id"]): carried(reading.text, rows.anchor(row), old=text) for row in highlights}
        sources = {str(row["highlight"]) for row in self._store.rows("recommendation", "document", old)}
        lost = {str(row["id"]): str(row["quote"]) for row in highlights if row["id"] in sources and found[str(row["id"])].span is None}
        if lost:
            taken = [one.span for key, one in found.items() if one.span is not None and key in sources]
            for key, span in reworded(lost, taken, reading).items():
                found[key] = Resolution(HighlightState.TO_CHECK, span)
        return found

    @staticmethod
    def _carry_area(edit: Edit, row: Row, new: str, reading: Reading) -> HighlightState:
        """Keep an area of the same file where it is; in another file nobody can say, so a person looks."""
        area = rows.area(str(row["area"]))
        assert area is not None
        if row["document"] == new:
            state = HighlightState(str(row["state"]))
        else:
            state = HighlightState.TO_CHECK if area.page <= (reading.page_count or 0) else HighlightState.UNPLACED
        at = place_of(area, reading)
        edit.alter("highlight", row, document=new, state=state.value, start=at, end=at, text_hash=text_hash(reading.text))
        return state

    def _follow_place(
        self, edit: Edit, highlight: str, document: str, reading: Reading, span: Span,
        *, numbered: bool = True, settled: bool = True,
    ) -> None:  # fmt: skip
        """Give a recommendation the place that its highlight has in a document, and the number printed there.

        What the reader suggested at that place is then accepted where the place is settled: it is this recommendation,
        not one more. A place to check gives its number too, else two of one list would be called the same.
        """
        item = recommending.item_on(Highlight("", document, span, "", ()), reading) if numbered else None
        waiting = self._store.rows("suggestion", "document", document) if item is not None and settled else []
        for row in self._store.rows("recommendation", "highlight", highlight):
            label = {} if item is None else {"label": recommending.printed_label(reading.recommendations[item])}
            edit.alter("recommendation", row, position=span.start, page=page_at(reading.blocks, span.start), **label)
            for suggestion in waiting:
                if suggestion["item"] == item and suggestion["state"] == "open":
                    edit.alter("suggestion", suggestion, state="accepted", recommendation=row["id"])

    def _place_values(self, reading: Reading, span: Span) -> dict[str, str | int | float | bytes | None]:
        blank = rows.highlight(_BLANK, ())
        placed = self._placed(replace(blank, span=span), reading, span)
        anchor = describe(reading.text, span)
        return {
            "start": span.start, "end": span.end, "quote": placed.quote, "before": anchor.before,
            "after": anchor.after, "text_hash": anchor.text_hash, "page": placed.page, "paragraph": placed.paragraph,
        }  # fmt: skip

    def _hand_over(self, edit: Edit, old: str, new: str, reading: Reading) -> None:
        """Move recommendations and answers; an answer that the new document already has stays, and so does the old one."""
        taken = {row["recommendation"] for row in self._store.rows("revisit", "document", new)}
        for row in self._store.rows("revisit", "document", old):
            if row["recommendation"] not in taken:
                edit.alter("revisit", row, document=new)
        settling.carry_passages(edit, old, new, text=self.reading(old).text, reading=reading)
        settling.settle_again(edit, old, new, text=self.reading(old).text, reading=reading)
        for row in self._store.rows("recommendation", "document", old):
            edit.alter("recommendation", row, document=new, marked=self._marked_again(row, reading))
        for row in self._store.rows("suggestion", "document", old):
            if row["state"] == "accepted":
                edit.alter("suggestion", row, state="dismissed", recommendation="")

    def _marked_again(self, row: Row, reading: Reading) -> str:
        """Return the marked paragraphs of a recommendation at their places in another reading, by number."""
        at = {block.number: block for block in reading.blocks if block.number is not None}
        kept = [
            MarkedParagraph(mark.number, at[mark.number].start, at[mark.number].end, at[mark.number].page, at[mark.number].text, mark.confirmed)
            for mark in rows.recommendation(row).marked
            if mark.number in at
        ]
        return rows.to_json([(m.number, m.start, m.end, m.page, m.text, m.confirmed) for m in kept])


_BLANK = {
    "id": "", "document": "", "start": 0, "end": 0, "quote": "", "page": None, "paragraph": "", "note": "",
    "state": HighlightState.PLACED.value, "author": "", "created": "", "changed": "", "area": "",
}  # fmt: skip
