"""The first page: three steps, the sample review, and the reviews opened before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.key_words import show_with_keys
from reviewer.ui.keymap import cap

STEPS = (
    ("1", "Import the reports and letters", "file.import_documents", "PDF, Word, Markdown or text. The originals are kept as they are."),
    ("2", "Accept or tag the recommendations", "suggestion.accept", "The program suggests; you decide. [[tag.1]] to [[tag.9]] tag what you select."),
    ("3", "Answer for each later visit, then export", "view.follow_up", "Was it revisited, and what did Ofsted say? The checklist goes to the board."),
)


class WelcomePage(QWidget):
    """Shown while the review holds no document."""

    import_requested = Signal()
    import_folder_requested = Signal()
    sample_requested = Signal()
    open_requested = Signal()
    review_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("First steps")
        outer = QVBoxLayout(self)
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = widgets.frame("card", margin=32)
        card.setMinimumWidth(620)
        card.setMaximumWidth(720)
        column = card.layout()
        assert isinstance(column, QVBoxLayout)
        column.setSpacing(theme.GRID)
        column.addWidget(widgets.label("What was recommended, and what did later visits say?", "heading"))
        column.addWidget(widgets.label("Three steps lead to a follow-up checklist with the quotation for every answer. Nothing leaves this computer.", "soft", wrap=True))
        column.addSpacing(theme.GRID)
        for number, title, key, text in STEPS:
            column.addLayout(self._step(number, title, key, text))
        column.addSpacing(theme.GRID)
        row = QHBoxLayout()
        self.first = widgets.button("Import documents", role="primary", name="Import documents")
        for button, signal in (
            (self.first, self.import_requested),
            (widgets.button("Import a folder"), self.import_folder_requested),
            (widgets.button("Open the sample review"), self.sample_requested),
            (widgets.button("Open a review"), self.open_requested),
        ):
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self._recent = QVBoxLayout()
        column.addLayout(self._recent)
        outer.addWidget(card)

    def _step(self, number: str, title: str, key: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        badge = widgets.label(number, "heading")
        badge.setFixedWidth(24)
        row.addWidget(badge, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(widgets.label(title))
        head.addWidget(cap(key))
        head.addStretch()
        words.addLayout(head)
        what = widgets.label("", "soft", wrap=True)
        show_with_keys(what, what, text)
        words.addWidget(what)
        row.addLayout(words, 1)
        return row

    def show_recent(self, reviews: tuple[str, ...]) -> None:
        """List the reviews opened before, newest first; those that are gone are left out."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.deleteLater()
        there = [review for review in reviews if Path(review).exists()][:4]
        if there:
            self._recent.addWidget(widgets.label("OPENED BEFORE", "section"))
        for review in there:
            path = Path(review)
            button = widgets.button(path.stem, role="quiet", name=f"Open {path.stem}", tip=review)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _=False, r=review: self.review_chosen.emit(r))
            self._recent.addWidget(button)
