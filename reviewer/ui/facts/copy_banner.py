"""The banner over a document that looks like another one: second copy, published copy of a draft, or different."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.copies import CopyKind, CopyOffer
from reviewer.domain.tag import HighlightState
from reviewer.ui import theme, widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.key_words import said

_TABLES = frozenset({"copy_offer", "document", "fact"})


class CopyBanner(QFrame):
    """Shows the likeliest open offer of the document in view; hidden where there is none."""

    compare_requested = Signal(str, str)
    failed = Signal(str)
    noticed = Signal(str)
    carried = Signal(str)  # the document that took another's place with its highlights

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._document = workspace, ""
        self._offer: CopyOffer | None = None
        self.setProperty("role", "notice")
        self._words = widgets.label(wrap=True)
        self.replace = widgets.button("Put it in the draft’s place", role="primary")
        self.accept = widgets.button("It is a second copy")
        self.compare = widgets.button("Compare …", name="Compare the two documents")
        self.decline = widgets.button("They are different")
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for button in (self.replace, self.accept, self.compare, self.decline):
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._words)
        layout.addLayout(row)
        self.replace.clicked.connect(self._on_replace)
        self.accept.clicked.connect(self._on_accept)
        self.compare.clicked.connect(self._on_compare)
        self.decline.clicked.connect(self._on_decline)
        self.setFocusProxy(self.replace)
        self.hide()

    def show_document(self, document: str) -> None:
        """Show what is offered for a document; "" for none."""
        self._document = document
        offers = self._workspace.copy_offers(document) if document else ()
        self._offer = offers[0] if offers else None
        self.setVisible(self._offer is not None)
        if self._offer is None:
            return
        other = self._workspace.document(self._offer.other)
        published = self._offer.kind is CopyKind.PUBLISHED_COPY
        share = f"{self._offer.likeness:.0%} of the shorter text is in both"
        self._words.setText(
            f"This looks like the published copy of the draft “{other.file_name}” ({share}). In the draft’s place it takes over the highlights, recommendations and answers."
            if published
            else f"This looks like a second copy of “{other.name}” ({other.file_name}; {share}). A second copy counts as no visit of its own. "
            "A newer copy can take the earlier one’s place, with its highlights, recommendations and answers."
        )
        self.setAccessibleName(self._words.text())
        self.replace.setText("Put it in the draft’s place" if published else "Let it take the earlier copy’s place")
        widgets.restyle(self.replace, "primary" if published else "")
        for button in (self.replace, self.accept, self.decline):
            button.setEnabled(not self._workspace.read_only)
        self.setFocusProxy(self.compare if self._workspace.read_only else self.replace)

    def refresh(self, tables: frozenset[str]) -> None:
        """Show again what is offered, where that may have changed."""
        if tables & _TABLES:
            there = any(document.id == self._document for document in self._workspace.documents())
            self.show_document(self._document if there else "")

    def _on_accept(self) -> None:
        if self._offer is not None:
            with attempt(self.failed):
                self._workspace.accept_copy(self._offer.id)

    def _on_decline(self) -> None:
        if self._offer is not None:
            with attempt(self.failed):
                self._workspace.decline_copy(self._offer.id)

    def _on_compare(self) -> None:
        if self._offer is not None:
            self.compare_requested.emit(self._offer.other, self._offer.document)

    def _on_replace(self) -> None:
        if self._offer is None:
            return
        document = self._offer.document
        with attempt(self.failed) as outcome:
            counts = self._workspace.replace_copy(self._offer.other, document)
        if outcome.worked:
            words = carried_words(counts)
            self.noticed.emit(words[0].upper() + words[1:])
            self.carried.emit(document)


def carried_words(counts: dict[HighlightState, int]) -> str:
    """Return what became of the highlights, in one sentence."""
    kept = counts[HighlightState.PLACED]
    words = f"{kept} highlight{' kept its' if kept == 1 else 's kept their'} place" if sum(counts.values()) else "no highlights to carry over"
    if counts[HighlightState.TO_CHECK]:
        words += f", {counts[HighlightState.TO_CHECK]} to check ({said('highlight.confirm_place')} confirms the place)"
    if counts[HighlightState.UNPLACED]:
        words += f", {counts[HighlightState.UNPLACED]} found no place and stay{'s' if counts[HighlightState.UNPLACED] == 1 else ''} listed"
    return f"{words}. {said('edit.undo')} takes it back."
