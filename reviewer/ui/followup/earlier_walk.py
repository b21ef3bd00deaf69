"""Walk by key through the passages that speak to earlier recommendations: look, link, dismiss, go on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.app.workspace import Workspace
from reviewer.domain.passage import EarlierMention
from reviewer.domain.review import Cell
from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui.attempt import attempt
from reviewer.ui.followup import shapes
from reviewer.ui.followup.earlier_links import EarlierLinks
from reviewer.ui.followup.mention_card import MentionCard, Stop
from reviewer.ui.key_words import with_keys
from reviewer.ui.read_place import ReadPlace

_OFF = "Links to earlier recommendations are hidden. [[view.earlier_links]] shows them."
_LOOKING = "Passages on earlier recommendations are still being looked for."
_NONE = "No passage here seems to speak to an earlier recommendation. [[highlight.link]] links any passage you select."


class EarlierWalk(QObject):
    """One card over the Read place. ``worksheet_requested`` (recommendation, document)."""

    worksheet_requested = Signal(str, str)
    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, read: ReadPlace, links: EarlierLinks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._read, self._links = workspace, read, links
        self._at: tuple[str, EarlierMention] | None = None  # document, and what the card shows
        self.card = MentionCard(read)
        read.earlier_step_requested.connect(self.step)
        read.document_shown.connect(lambda _: self.card.close_card())
        self.card.stepped.connect(self.step)
        self.card.linked.connect(self._link)
        self.card.dismissed.connect(self._dismiss)
        self.card.opened.connect(self._open)
        self.card.closed.connect(self._on_closed)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) one from the card, else from where one reads; stays at the ends."""
        document = self._read.document
        looked = self._links.found.get(document)
        found = looked or ()
        if not self._links.on or not found:
            self.noticed.emit(with_keys(_OFF if not self._links.on else _LOOKING if looked is None and document else _NONE))
            return
        if self._at is not None and self._at[0] == document and self._at[1] in found and self.card.isVisible():
            at = found.index(self._at[1]) + by
        else:
            at = self._from_caret(found, by)
        if not 0 <= at < len(found):
            self.noticed.emit("There is none after this one." if by > 0 else "There is none before this one.")
        self._show(document, found, max(0, min(at, len(found) - 1)))

    def _from_caret(self, found: tuple[EarlierMention, ...], by: int) -> int:
        selected, caret = self._read.pane.selection(), self._read.pane.caret()
        here = selected.start if selected is not None else caret or 0
        on_one = selected is not None and any(one.span == selected for one in found)
        after = [number for number, one in enumerate(found) if one.span.start > here - (not on_one)]
        before = [number for number, one in enumerate(found) if one.span.start < here]
        return (after[0] if after else len(found)) if by > 0 else (before[-1] if before else -1)

    def _show(self, document: str, found: tuple[EarlierMention, ...], at: int) -> None:
        mention = found[at]
        self._at = (document, mention)
        self._read.pane.set_selection(mention.span, reveal=True)
        cell, pane = self._cell(mention, document), self._read.pane
        cited = cell is not None and any(h.span == mention.span for h in self._workspace.highlights(document) if h.id in {c.highlight for c in cell.cited})
        answered = cell is not None and cell.revisit is not None
        state = "Not yet answered for this visit." if cell is None or not answered else f"Answered for this visit: {shapes.words(cell)[0]}."
        if cited:
            state += " This passage is cited."
        corner = pane.selection_corner()
        place = self._read.mapFromGlobal(corner) if corner is not None else pane.geometry().center()
        self.card.show_stop(Stop(mention, at + 1, len(found), state, answered, cited), place, read_only=self._workspace.read_only)

    def _cell(self, mention: EarlierMention, document: str) -> Cell | None:
        asked = next((one for one in self._workspace.recommendations() if one.id == mention.recommendation), None)
        rows = self._workspace.matrix(asked.document).rows if asked is not None else ()
        row = next((row for row in rows if row.recommendation.id == mention.recommendation), None)
        return next((cell for cell in row.cells if cell.document == document), None) if row is not None else None

    def _link(self, mention: EarlierMention, coverage: Coverage | None) -> None:
        document = self._read.document
        with attempt(self.failed) as outcome:
            if coverage is None:
                self._workspace.cite(mention.recommendation, document, mention.span)
            else:
                self._workspace.answer(
                    mention.recommendation, document, coverage=coverage, outcome=Outcome.NOT_STATED, cite=(mention.span,)
                )
        if outcome.worked:
            said = "Linked. The outcome is “Not stated” until you say more in Follow up." if coverage else "Linked: the passage is further evidence."
            self.noticed.emit(said)
            self._again(document)

    def _dismiss(self, mention: EarlierMention) -> None:
        document = self._read.document
        found = self._links.found.get(document, ())
        at = found.index(mention) if mention in found else 0
        with attempt(self.failed) as outcome:
            self._workspace.dismiss_passage(mention.recommendation, document, mention.span)
        if outcome.worked:
            left = tuple(one for one in found if one != mention)
            self._links.found[document] = left  # at once; they are looked for again besides
            if left:
                self._show(document, left, min(at, len(left) - 1))
            else:
                self.card.close_card()

    def _again(self, document: str) -> None:
        """Show the card anew after what it says has changed."""
        found = self._links.found.get(document, ())
        if self._at is not None and self._at[1] in found:
            self._show(document, found, found.index(self._at[1]))

    def _open(self, mention: EarlierMention) -> None:
        self.card.hide()
        self.worksheet_requested.emit(mention.recommendation, self._read.document)

    def _on_closed(self) -> None:
        self._at = None
        self._read.pane.setFocus()
