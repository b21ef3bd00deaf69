"""Linking a passage to a recommendation of an earlier inspection, from the page on which it stands."""

from __future__ import annotations

from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui.passage_acts import PassageActs


class LinkActs(PassageActs):
    """The part of the Read work place that makes a passage evidence for an earlier recommendation."""

    def highlight_link(self) -> None:
        span = self._span()
        if span is None:
            return
        quote = self._words() or ""
        chosen = self._chosen()
        area = chosen is not None and chosen.area is not None and not self.pane.selection()
        self._linking = chosen.id if chosen is not None and area else span
        if not self.link.open_for(self.document, quote):
            self.noticed.emit("There is no recommendation of an earlier inspection of this authority to link to.")
            return
        corner = self.pane.selection_corner()
        self.link.adjustSize()
        below = self.mapFromGlobal(corner) if corner is not None else self.pane.geometry().center()
        left = max(8, min(below.x(), self.width() - self.link.width() - 8))
        self.link.move(left, max(8, min(below.y() + 6, self.height() - self.link.height() - 8)))

    def _on_link_chosen(self, recommendation: str) -> None:
        passage = self._linking
        if passage is None:
            return

        def cite() -> None:
            if isinstance(passage, str):
                self._workspace.cite_highlight(recommendation, passage)
            else:
                self._workspace.cite(recommendation, self.document, passage)

        if self._try(cite) is not False:
            self.noticed.emit("Linked: the passage is evidence for the answer already given.")

    def _on_answer_chosen(self, recommendation: str, coverage: Coverage) -> None:
        if self._linking is None:
            return
        passage, document = self._linking, self.document
        spans, highlights = ((), (passage,)) if isinstance(passage, str) else ((passage,), ())

        def answer() -> None:
            self._workspace.answer(
                recommendation, document, coverage=coverage, outcome=Outcome.NOT_STATED, cite=spans, cite_highlights=highlights
            )

        if self._try(answer) is not False:
            self.noticed.emit("Linked. The outcome is “Not stated” until you say more in Follow up.")
