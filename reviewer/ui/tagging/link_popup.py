"""Link a passage of a later document to an earlier recommendation: type some words, Enter, and say how it is taken up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.recommendation import Recommendation
from reviewer.domain.review import DocumentSummary, later_documents
from reviewer.domain.revisit import Coverage
from reviewer.ui import widgets

_ID_ROLE = int(Qt.ItemDataRole.UserRole)
ROW, TALLEST = 32, 240  # pixels of the list
COVERAGE_KEYS: dict[str, Coverage] = {"1": Coverage.REFERRED_BACK, "2": Coverage.SAME_TOPIC}


@dataclass(frozen=True, slots=True)
class Linkable:
    """A recommendation that the passage may answer, with the name of its document."""

    recommendation: Recommendation
    document: DocumentSummary
    answered: bool

    @property
    def ref(self) -> str:
        return f"{self.document.year} {self.recommendation.ref}".strip()

    @property
    def text(self) -> str:
        return " ".join(self.recommendation.text.split())


def linkables(workspace: Workspace, later: str) -> tuple[Linkable, ...]:
    """Return the recommendations of the same authority's earlier documents, newest document first."""
    documents = workspace.documents()
    joined = workspace.joined_authorities()
    earlier = [one for one in documents if any(f.id == later for f in later_documents(one, documents, joined))]
    earlier.sort(key=lambda one: one.date, reverse=True)
    found = []
    for document in earlier:
        answered = {
            cell.recommendation
            for row in workspace.matrix(document.id).rows
            for cell in row.cells
            if cell.document == later and cell.revisit is not None
        }
        for one in sorted(workspace.recommendations(document.id), key=lambda one: one.order):
            found.append(Linkable(one, document, one.id in answered))
    return tuple(found)


def ranked(choices: Iterable[Linkable], query: str, passage: str) -> tuple[Linkable, ...]:
    """Return the choices that hold every word typed, the likest to the passage first."""
    words = query.casefold().split()
    found = [one for one in choices if all(word in f"{one.ref} {one.text}".casefold() for word in words)]
    said = _stems(passage)
    return tuple(sorted(found, key=lambda one: -_likeness(_stems(one.text), said)))


def _stems(text: str) -> frozenset[str]:
    """Return the longer words cut to six letters, enough to rank a handful of recommendations."""
    letters = "".join(character if character.isalnum() else " " for character in text.casefold())
    return frozenset(word[:6] for word in letters.split() if len(word) > 3)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one) if one else 0.0


def _answered(one: Linkable) -> str:
    return "already answered for this visit; the passage is added" if one.answered else "not yet answered for this visit"


class LinkPopup(QFrame):
    """Non-modal, over the page. A recommendation without an answer for this visit asks for the coverage: 1 or 2.

    ``link_chosen`` (recommendation): it has an answer, the passage becomes further evidence.
    ``answer_chosen`` (recommendation, Coverage): it has none yet.
    """

    link_chosen = Signal(str)
    answer_chosen = Signal(str, object)
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._choices: tuple[Linkable, ...] = ()
        self._shown: tuple[Linkable, ...] = ()
        self._passage = ""
        self._asking: Linkable | None = None
        self.setProperty("role", "card")
        self.setAccessibleName("Link to an earlier recommendation")
        self.setFixedWidth(460)
        self.title = widgets.label("Link to an earlier recommendation", "heading")
        self.field = QLineEdit()
        self.field.setAccessibleName("Words of the recommendation")
        self.field.setPlaceholderText("Type some words, then Enter")
        self.list = QListWidget()
        self.list.setAccessibleName("Earlier recommendations")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.preview = widgets.label("", "soft", wrap=True)
        self.referred = widgets.button("1  Referred back to", name="Referred back to, key 1")
        self.topic = widgets.button("2  Same topic", name="Same topic, key 2")
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        for part in (self.title, self.field, self.list, self.preview, self.referred, self.topic):
            layout.addWidget(part)
        self.field.textChanged.connect(lambda _text: self._fill())
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentRowChanged.connect(self._on_row)
        self.referred.clicked.connect(lambda: self._answer(Coverage.REFERRED_BACK))
        self.topic.clicked.connect(lambda: self._answer(Coverage.SAME_TOPIC))

    def open_for(self, document: str, passage: str) -> bool:
        """Offer the recommendations that a passage of this document may answer. Return False where there is none."""
        self._choices, self._passage = linkables(self._workspace, document), passage
        if not self._choices:
            return False
        self._ask(None)
        self.field.clear()
        self.show()
        self.raise_()
        self._fill()  # once shown, since the rows are measured in the width they have
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        return True

    def close_popup(self) -> None:
        """Close without a choice."""
        self.hide()
        self.closed.emit()

    def _fill(self) -> None:
        self._shown = ranked(self._choices, self.field.text(), self._passage)
        self.list.clear()
        for one in self._shown:
            item = QListWidgetItem(f"{one.ref}  {one.text}")
            item.setData(_ID_ROLE, one.recommendation.id)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{one.ref}, {one.text}, {_answered(one)}")
            self.list.addItem(item)
        if self._shown:
            self.list.setCurrentRow(0)
        high = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(min(max(high + 4, ROW), TALLEST))
        self._place()

    def _on_row(self, row: int) -> None:
        one = self._shown[row] if 0 <= row < len(self._shown) else None
        if one is None:
            self.preview.setText("No earlier recommendation holds these words.")
        else:
            self.preview.setText(f"{one.document.name}, {one.ref}: {_answered(one)}")

    def _choose(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._shown):
            return
        one = self._shown[row]
        if one.answered:
            self.hide()
            self.link_chosen.emit(one.recommendation.id)
        else:
            self._ask(one)

    def _ask(self, one: Linkable | None) -> None:
        """Ask how the visit takes the recommendation up, or go back to choosing (None)."""
        self._asking = one
        for choosing in (self.field, self.list):
            choosing.setVisible(one is None)
        for answering in (self.referred, self.topic):
            answering.setVisible(one is not None)
        if one is None:
            self.title.setText("Link to an earlier recommendation")
        else:
            self.title.setText(f"{one.ref}: how does this visit take it up?")
            self.preview.setText(f"“{one.text}”")
            self.referred.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()

    def _place(self) -> None:
        """Be as high as need be, and stay inside the page."""
        self.adjustSize()
        over = self.parentWidget()
        if over is not None:
            left, top = over.width() - self.width(), over.height() - self.height()
            self.move(max(min(self.x(), left), 0), max(min(self.y(), top), 0))

    def _answer(self, coverage: Coverage) -> None:
        if self._asking is not None:
            chosen = self._asking.recommendation.id
            self.hide()
            self.answer_chosen.emit(chosen, coverage)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter work from the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and watched is self.field and self._shown:
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % len(self._shown))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take the digits before the tags do, while the coverage is asked."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() == Qt.Key.Key_Escape or (self._asking is not None and event.text() in COVERAGE_KEYS)
            if own:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._asking is not None and event.text() in COVERAGE_KEYS:
            self._answer(COVERAGE_KEYS[event.text()])
        elif event.key() == Qt.Key.Key_Escape and self._asking is not None:
            self._ask(None)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            super().keyPressEvent(event)
