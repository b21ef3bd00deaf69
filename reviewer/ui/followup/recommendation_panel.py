"""The worksheet's left side: the recommendation, the paragraphs that carry its mark, the answers so far."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.domain.recommendation import MarkedParagraph
from reviewer.domain.review import DocumentSummary, MatrixRow
from reviewer.ui import theme, widgets
from reviewer.ui.followup import shapes
from reviewer.ui.followup.thread_section import Strand, ThreadSection
from reviewer.ui.key_words import show_with_keys


class RecommendationPanel(QScrollArea):
    """Show one row of the matrix. ``visit_chosen`` by a click on one of the answers so far."""

    visit_chosen = Signal(str)
    mark_confirmed = Signal(int, int)  # paragraph, start in the earlier document
    mark_removed = Signal(int, int)
    thread_confirmed = Signal(object, object)  # ThreadOffer, ThreadKind
    thread_dismissed = Signal(object)
    thread_unlinked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Recommendation and answers so far")
        self._shown: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # large type may need more room than there is

    def show_row(
        self, row: MatrixRow, earlier: DocumentSummary, later: tuple[DocumentSummary, ...], current: str, terms: frozenset[str],
        *, found: tuple[Strand, ...] = (), read_only: bool,
    ) -> None:
        """Show a row, the current visit and the words that the passage in view shares with the recommendation.

        ``found`` are those that it repeats or that repeat it. What is shown already is not built anew.
        """
        shown = (row, earlier, later, current, terms, found, read_only, theme.current().name)
        if shown == self._shown:
            return
        self._shown = shown
        body = widgets.frame("panel", margin=12)
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)
        recommendation = row.recommendation
        layout.addWidget(widgets.label(f"{earlier.year} recommendation {recommendation.ref}".strip().upper(), "section"))
        layout.addWidget(_marked_text(recommendation.text, terms))
        where = " · ".join(part for part in (recommendation.where, recommendation.area) if part)
        layout.addWidget(widgets.label(where, "soft", wrap=True))
        layout.addSpacing(theme.GRID)
        layout.addWidget(widgets.label("ANSWERS SO FAR", "section"))
        for cell, document in zip(row.cells, later, strict=True):
            first, _ = shapes.words(cell)
            text = f"{document.year} {'being answered' if document.id == current and cell.revisit is None else first}"
            said = "; ".join(f"“{' '.join(passage.quote.split())}”" for passage in cell.cited)
            choose = widgets.ElidedButton(text, name=f"Go to {document.name}: {first}")
            choose.setAccessibleDescription(said)
            choose.setToolTip(f"<p>{widgets.safe(document.name)}: {widgets.safe(first)}</p><p>{widgets.safe(said)}</p>")
            choose.setIcon(theme.icon(shapes.icon_name(cell.coverage, cell.outcome), shapes.icon_colour(cell.coverage, cell.outcome)))
            choose.setCheckable(True)
            choose.setChecked(document.id == current)
            choose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            choose.clicked.connect(lambda _=False, key=document.id, one=choose: self._choose(key, one, current))
            layout.addWidget(choose)
        section = ThreadSection()
        section.confirmed.connect(self.thread_confirmed)
        section.dismissed.connect(self.thread_dismissed)
        section.unlinked.connect(self.thread_unlinked)
        layout.addSpacing(theme.GRID)
        layout.addWidget(section)
        section.show_strands(found, read_only=read_only)
        if recommendation.marked:
            layout.addSpacing(theme.GRID)
            title = widgets.label("", "section", wrap=True)
            show_with_keys(title, title, "MARKED PARAGRAPHS  ([[worksheet.confirm_marks]] confirms)")
            layout.addWidget(title)
            for marked in recommendation.marked:
                layout.addWidget(self._paragraph(marked, read_only=read_only))
        layout.addStretch()
        self.setWidget(body)

    def _choose(self, document: str, button: QPushButton, current: str) -> None:
        button.setChecked(document == current)  # the one in view stays marked, however often it is clicked
        self.visit_chosen.emit(document)

    def _paragraph(self, marked: MarkedParagraph, *, read_only: bool) -> QWidget:
        text = " ".join(marked.text.split())
        short = text if len(text) <= 260 else text[:257].rsplit(" ", 1)[0] + " …"
        state = "confirmed" if marked.confirmed else "suggested"
        page = f"p. {marked.page} · " if marked.page else ""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        remove = widgets.button("Remove", role="quiet", name=f"Paragraph {marked.number} does not belong to it")
        remove.clicked.connect(lambda: self.mark_removed.emit(marked.number, marked.start))
        if not marked.confirmed:
            confirm = widgets.button("Confirm", role="quiet", name=f"Confirm that paragraph {marked.number} belongs to it")
            confirm.clicked.connect(lambda: self.mark_confirmed.emit(marked.number, marked.start))
            confirm.setEnabled(not read_only)
            row.addWidget(confirm)
        remove.setEnabled(not read_only)
        row.addWidget(remove)
        card = widgets.frame("card", widgets.label(f"¶{marked.number} {short}", wrap=True), widgets.label(f"{page}{state}", "soft"))
        card_layout = card.layout()
        assert isinstance(card_layout, QVBoxLayout)
        card_layout.addLayout(row)
        card.setToolTip(text)
        return card


def _marked_text(text: str, terms: frozenset[str]) -> QLabel:
    """Return the recommendation with the shared words in bold."""
    words = []
    for word in " ".join(text.split()).split(" "):
        bare = word.strip(".,;:()“”‘’\"'")
        before, after = (html.escape(part) for part in word.split(bare, 1)) if bare else ("", "")
        words.append(f"{before}<b>{html.escape(bare)}</b>{after}" if bare and bare.casefold() in terms else html.escape(word))
    result = QLabel(" ".join(words))
    result.setTextFormat(Qt.TextFormat.RichText)
    result.setWordWrap(True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    result.setAccessibleName(text)
    return result
