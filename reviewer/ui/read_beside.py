"""Which documents are open in the Read place: one, or an earlier report and a later visit side by side."""

from __future__ import annotations

import json

from reviewer.domain.errors import UserError
from reviewer.domain.review import DocumentSummary, later_documents
from reviewer.domain.span import Span
from reviewer.ui.desk import Half
from reviewer.ui.document.pane import PaintedSuggestion
from reviewer.ui.keymap import keymap
from reviewer.ui.painting import HighlightPaints, linked_recommendation, painted_suggestions
from reviewer.ui.read_panels import ReadPanels

_DESK = "desk"  # the setting that keeps the pair
_ROOM_FOR_TWO = 960  # pixels; with less, the library makes room
_LONGEST = 100  # documents that can be gone back through
_FOLLOW_UP = "follow-up"  # stands among them for the work place one came from


class ReadBeside(ReadPanels):
    """Opens, pairs and closes documents; panels and keys follow the one with the focus."""

    _made_room = False  # the library was hidden for the second document
    _told_of_room = False  # once a session is enough

    # one

    def open(self, document: str, *, focus: bool = True) -> None:
        """Show a document where it was left: in the active half, or where it is open already."""
        half = self.desk.showing(document)
        if half is not None:
            self.desk.activate(half)
        else:
            active, left = self.desk.active, self.document
            if not self._show_in(active, document):
                return
            if left:
                active.before, active.after = [*active.before[-_LONGEST + 1 :], left], []
        if focus:
            self.pane.setFocus()

    def visit(self, document: str, place: object) -> bool:
        """Show what Follow up points to: a highlight (its id), a passage (Span), or the document where it was left.

        Going back from it leads to Follow up again. Return whether it could be shown.
        """
        self.open(document)
        half = self.desk.showing(document)
        if half is None:
            return False
        if isinstance(place, str):
            half.pane.select_highlight(place)
        elif isinstance(place, Span):
            half.pane.reveal(place)
        half.pane.surface.trail.clear()
        half.before = [one for one in half.before if one != _FOLLOW_UP] + [_FOLLOW_UP]
        return True

    def step_documents(self, half: Half, step: int) -> None:
        """Go back (-1) to the document one came from in this half, or forward again (1)."""
        come, go = (half.before, half.after) if step < 0 else (half.after, half.before)
        known = {one.id for one in self._workspace.documents()}
        while come:
            document, left = come.pop(), half.document
            if document == _FOLLOW_UP:
                self.left_again.emit()
                return
            if document in known and self.desk.showing(document) is None and self._show_in(half, document):
                if left:
                    go.append(left)
                return

    def _show_in(self, half: Half, document: str) -> bool:
        self.keep_place()
        try:
            reading, original = self._workspace.reading(document), self._workspace.original(document)
        except UserError as error:
            self.failed.emit(str(error))
            return False
        half.document, half.links = document, ()
        half.pane.show_document(document, reading, original)
        place = self._workspace.setting(f"place:{document}")
        if place:
            half.pane.restore_place(place)
        half.name_it(self._name_of(document))
        self._paint(half)
        if half is self.desk.active:
            self._follow()
        return True

    def _follow(self) -> None:
        """Let the panels show the active half's document."""
        document = self.document
        self.facts.show_document(document or None)
        self.copies.show_document(document)
        self.sidebar.show_document(document or None)
        if document:
            self.library.set_current(document)
            self.document_shown.emit(document)
        self.states_changed.emit()

    def open_documents(self) -> tuple[str, ...]:
        """Return the documents on show, left to right."""
        return tuple(half.document for half in self.desk.open_halves if half.document)

    def _name_of(self, document: str) -> str:
        for authority in self.library.rows():
            for row in authority.documents:
                if row.id == document:
                    return f"{row.name} · {authority.name}"
        return self._workspace.document(document).name

    def keep_place(self) -> None:
        """Remember where the open documents are scrolled and zoomed to."""
        for half in self.desk.open_halves:
            place = half.pane.place() if half.document and not self._workspace.read_only else ""
            if place:
                self._workspace.set_setting(f"place:{half.document}", place)

    def _paint(self, half: Half) -> None:
        half.paints = half.paints or HighlightPaints(self._workspace)
        half.pane.set_highlights(half.paints.of(half.document))
        half.pane.set_suggestions([*painted_suggestions(self._workspace, half.document), *half.links])

    @property
    def links(self) -> tuple[PaintedSuggestion, ...]:
        """The outlines of passages that speak to earlier recommendations, in the active document."""
        return self.desk.active.links

    def show_links(self, document: str, links: tuple[PaintedSuggestion, ...]) -> None:
        """Outline the passages of an open document that speak to earlier recommendations, and no others."""
        half = self.desk.showing(document)
        if half is not None and links != half.links:
            half.links = links
            self._paint(half)

    # two

    def open_beside(self, document: str, *, span: Span | None = None, focus: bool = True) -> None:
        """Show a document beside the active one, the earlier of the two at the left, at a passage of it."""
        if not self.document:
            self.open(document, focus=focus)
        half = self.desk.showing(document)
        if half is None:
            half = self.desk.other()
            if not self._show_in(half, document):
                self.desk.close_half(half)
                return
            self._earlier_left()
            self._make_room()
        elif not self.desk.two:
            self.noticed.emit(_pick())
        if focus:
            self.desk.activate(half)
            half.pane.setFocus()
        if span is not None:
            half.pane.set_selection(span, reveal=True)
        self._keep_desk()

    def document_beside(self) -> None:
        """Open a second document beside this one, or close the one that is not active."""
        if self.desk.two:
            rest = next(half for half in self.desk.open_halves if half is not self.desk.active)
            self.close_half(rest)
            return
        partner = self._partner()
        if partner:
            self.open_beside(partner)
        else:
            self.noticed.emit(_pick())

    def document_source(self) -> None:
        """Open the earlier recommendation that the passage is linked to, beside it."""
        span = self._span()
        if span is None:
            return
        recommendation = self._linked_to(span)
        if recommendation:
            self.open_recommendation_beside(recommendation)
        else:
            key = keymap().words("highlight.link")
            self.noticed.emit(f"This passage is not linked to an earlier recommendation yet. {key} links it.")

    def open_recommendation_beside(self, recommendation: str) -> None:
        """Open the report that made a recommendation, at its words."""
        found = next((one for one in self._workspace.recommendations() if one.id == recommendation), None)
        if found is not None:
            highlights = self._workspace.highlights(found.document)
            self.open_beside(found.document, span=next((h.span for h in highlights if h.id == found.highlight), None))

    def close_half(self, half: Half) -> None:
        """Close one of two documents; the other one has the whole width."""
        self.keep_place()
        self.desk.close_half(half)
        if self._made_room:
            self._left.show()
            self._made_room = False
        self.pane.setFocus()
        self._keep_desk()

    def _linked_to(self, span: Span) -> str:
        """Return the recommendation of a link or a citation that shares words with a passage, "" for none."""
        outlined = (linked_recommendation(link.id) for link in self.links if link.span.overlaps(span))
        cited = {h.id for h in self._workspace.highlights(self.document) if h.span.overlaps(span)}
        evidence = (
            cell.recommendation
            for earlier in self._workspace.earlier_documents()
            for row in self._workspace.matrix(earlier.id).rows
            for cell in row.cells
            if cell.document == self.document and any(passage.highlight in cited for passage in cell.cited)
        )
        return next(evidence, "") or next(outlined, "")

    def _partner(self) -> str:
        """Return what belongs beside the document: its last partner, else the inspection before it, else the next visit."""
        kept = self._kept_desk()
        pair = [str(kept.get("left", "")), str(kept.get("right", ""))]
        documents = self._workspace.documents()
        here = next((one for one in documents if one.id == self.document), None)
        if here is None:
            return ""
        if here.id in pair:
            last = pair[1 - pair.index(here.id)]
            if any(one.id == last for one in documents):
                return last
        return partner_of(here, documents, self._workspace.joined_authorities())

    def _earlier_left(self) -> None:
        left, right = (self._workspace.document(half.document) for half in self.desk.open_halves)
        if left.date and right.date and right.date < left.date:
            self.desk.swap()

    def _make_room(self) -> None:
        if self.desk.width() < _ROOM_FOR_TWO and not self._left.isHidden() and self._left.currentWidget() is self.library:
            self._made_room = True
            self._left.hide()
            if self._told_of_room:
                return
            self._told_of_room = True
            show, step = keymap().words("view.library"), keymap().words("view.focus_next")
            self.noticed.emit(f"The library makes room for two documents. {show} shows it, {step} goes from one to the other.")

    # the pair over a restart

    def _kept_desk(self) -> dict[str, object]:
        try:
            kept = json.loads(self._workspace.setting(_DESK) or "{}")
        except ValueError:
            kept = {}
        return kept if isinstance(kept, dict) else {}

    def _keep_desk(self) -> None:
        """Remember the pair and the divider; a pair that was closed stays known as one."""
        if self._workspace.read_only:
            return
        kept = {**self._kept_desk(), "open": self.desk.two}
        if self.desk.two and len(self.open_documents()) == 2:
            left, right = self.open_documents()
            kept |= {"left": left, "right": right, "share": round(self.desk.share(), 3)}
        text = json.dumps(kept)
        if text != self._workspace.setting(_DESK):
            self._workspace.set_setting(_DESK, text)

    def restore_desk(self) -> None:
        """Open the pair that was open when the review was last closed, the active one staying so."""
        kept = self._kept_desk()
        pair = [str(kept.get("left", "")), str(kept.get("right", ""))]
        known = {one.id for one in self._workspace.documents()}
        if kept.get("open") is True and self.document in pair and known.issuperset(pair) and pair[0] != pair[1]:
            share = kept.get("share", 0.5)
            self._told_of_room = True  # the pair was made in an earlier session, which told of it
            self.open_beside(pair[1 - pair.index(self.document)], focus=False)
            self.desk.set_share(float(share) if isinstance(share, float | int) else 0.5)


def _pick() -> str:
    library = keymap().words("view.library")
    return f"Choose the other document in the library ({library}) and press Ctrl+Enter there: it opens beside this one."


def partner_of(
    here: DocumentSummary, documents: tuple[DocumentSummary, ...], joined: frozenset[tuple[str, str]] = frozenset()
) -> str:
    """Return the last earlier inspection, else the document before, else the one after; "" for none."""
    earlier = [one for one in documents if any(later.id == here.id for later in later_documents(one, documents, joined))]
    earlier.sort(key=lambda one: (one.kind.value.endswith("inspection"), one.date))
    following = later_documents(here, documents, joined)
    return earlier[-1].id if earlier else following[0].id if following else ""
