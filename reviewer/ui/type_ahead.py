"""Choose a recommendation by typing some words of it, then say by a digit how: a card over the page, no dialog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui import widgets

_ID_ROLE = int(Qt.ItemDataRole.UserRole)
ROW, TALLEST = 32, 240  # pixels of the list


class Choice(Protocol):
    """What can be chosen: its printed label with the year, and its words on one line."""

    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...


C = TypeVar("C", bound=Choice)


def ranked(choices: Iterable[C], query: str, like: str) -> tuple[C, ...]:
    """Return the choices that hold every word typed, the likest to ``like`` first."""
    words = query.casefold().split()
    found = [one for one in choices if all(word in f"{one.ref} {one.text}".casefold() for word in words)]
    said = _stems(like)
    return tuple(sorted(found, key=lambda one: -_likeness(_stems(one.text), said)))


def _stems(text: str) -> frozenset[str]:
    """Return the longer words cut to six letters, enough to rank a handful of recommendations."""
    letters = "".join(character if character.isalnum() else " " for character in text.casefold())
    return frozenset(word[:6] for word in letters.split() if len(word) > 3)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one) if one else 0.0


class TypeAhead(QFrame):
    """Non-modal. Arrows and Enter work from the field; where an answer is asked, its digit gives it, Esc goes back.

    A card of its own says what its choices are (`offer`), what stands below the one in view (`told`), and what follows:
    `take` when one is chosen, which may `ask` for an answer, and `answer` when that is given.
    """

    closed = Signal()

    def __init__(self, title: str, answers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._choices: Sequence[Choice] = ()
        self._shown: tuple[Choice, ...] = ()
        self._like = ""
        self._asking: Choice | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setFixedWidth(460)
        self.title = widgets.label(title, "heading")
        self.field = QLineEdit()
        self.field.setAccessibleName("Words of the recommendation")
        self.field.setPlaceholderText("Type some words, then Enter")
        self.list = QListWidget()
        self.list.setAccessibleName("Recommendations")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.preview = widgets.label("", "soft", wrap=True)
        self.answers = [widgets.button("") for _ in answers]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        for part in (self.title, self.field, self.list, self.preview, *self.answers):
            layout.addWidget(part)
        self.name_answers(answers)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._fill())
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentRowChanged.connect(self._on_row)
        for number, button in enumerate(self.answers, 1):
            button.clicked.connect(lambda _=False, number=number: self._answer(number))

    # what a card of its own says

    def told(self, one: Choice) -> str:
        """Return what stands below the list for a choice."""
        raise NotImplementedError

    def heard(self, one: Choice) -> str:
        """Return what a screen reader says of a choice beside its words."""
        raise NotImplementedError

    def take(self, one: Choice) -> None:
        """Go on with what was chosen."""
        raise NotImplementedError

    def answer(self, one: Choice, number: int) -> None:
        """Take the answer that was asked for; ``number`` counts from 1."""
        raise NotImplementedError

    nothing = "No recommendation holds these words."

    # what it does with them

    def offer(self, choices: Sequence[Choice], like: str) -> bool:
        """Show the choices, the likest to some words first. Return False where there is none."""
        self._choices, self._like = choices, like
        if not choices:
            return False
        self.ask(None)
        self.field.clear()
        self.show()
        self.raise_()
        self._fill()  # once shown, since the rows are measured in the width they have
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        return True

    def name_answers(self, answers: Sequence[str]) -> None:
        """Say what each digit means; one that has no words is not offered."""
        for number, (button, words) in enumerate(zip(self.answers, answers, strict=True), 1):
            button.setText(f"{number}  {words}" if words else "")
            button.setAccessibleName(f"{words}, key {number}" if words else "")

    def ask(self, one: Choice | None, question: str = "") -> None:
        """Ask for an answer on what was chosen, or go back to choosing (None)."""
        self._asking = one
        for choosing in (self.field, self.list):
            choosing.setVisible(one is None)
        for button in self.answers:
            button.setVisible(one is not None and bool(button.text()))
        self.title.setText(self._title if one is None else question)
        if one is not None:
            self.preview.setText(f"“{one.text}”")
            self.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def close_popup(self) -> None:
        """Close without a choice."""
        self.hide()
        self.closed.emit()

    def _fill(self) -> None:
        self._shown = ranked(self._choices, self.field.text(), self._like)
        self.list.clear()
        for one in self._shown:
            item = QListWidgetItem(f"{one.ref}  {one.text}")
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{one.ref}, {one.text}, {self.heard(one)}")
            self.list.addItem(item)
        if self._shown:
            self.list.setCurrentRow(0)
        high = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(min(max(high + 4, ROW), TALLEST))
        self.fit()

    def _on_row(self, row: int) -> None:
        self.preview.setText(self.told(self._shown[row]) if 0 <= row < len(self._shown) else self.nothing)

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.take(self._shown[row])

    def fit(self) -> None:
        """Be as high as need be, and stay inside the page."""
        self.adjustSize()
        over = self.parentWidget()
        if over is not None:
            left, top = over.width() - self.width(), over.height() - self.height()
            self.move(max(min(self.x(), left), 0), max(min(self.y(), top), 0))

    def _answer(self, number: int) -> None:
        if self._asking is not None:
            chosen = self._asking
            self.hide()
            self.answer(chosen, number)

    def _digit(self, event: QKeyEvent) -> int:
        """Return the number of the answer that a key gives, 0 for none."""
        offered = {str(number) for number, button in enumerate(self.answers, 1) if button.text()}
        return int(event.text()) if self._asking is not None and event.text() in offered else 0

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
        """Take Esc, Enter, and every letter and digit while an answer is asked, before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            typed = self._asking is not None and event.text().isprintable() and event.text() != ""
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) or typed:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        button = self.focusWidget()
        if number := self._digit(event):
            self._answer(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
        elif event.key() == Qt.Key.Key_Escape and self._asking is not None:
            self.ask(None)
            self._on_row(self.list.currentRow())
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            super().keyPressEvent(event)
