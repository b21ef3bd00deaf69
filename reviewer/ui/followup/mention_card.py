"""The card beside a passage of a later document that speaks to an earlier recommendation: what it asked for, and keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.domain.passage import EarlierMention
from reviewer.domain.revisit import Coverage
from reviewer.ui import widgets
from reviewer.ui.keymap import follow, keymap, portable

_WIDTH = 440
_DROP, _STEPS = "suggestion.dismiss", {"earlier.next": 1, "earlier.previous": -1}
_ANSWERS = {"1": Coverage.REFERRED_BACK, "2": Coverage.SAME_TOPIC}
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Stop:
    """One passage and one recommendation it speaks to; ``state`` says how that cell of the table stands."""

    mention: EarlierMention
    number: int
    many: int
    state: str
    answered: bool
    cited: bool


class MentionCard(QFrame):
    """Not modal, over the page. Signals carry the mention; ``stepped`` 1 or -1."""

    linked = Signal(object, object)  # EarlierMention, Coverage; None where the cell has its answer already
    dismissed = Signal(object)
    opened = Signal(object)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop: Stop | None = None
        self._read_only = False
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = widgets.label("", "heading")
        self.text = widgets.BriefLabel(lines=5)
        self.why, self.state = widgets.label("", "soft", wrap=True), widgets.label("", "soft", wrap=True)
        self.first = widgets.button("1  Referred back to", name="Link: referred back to, key 1")
        self.second = widgets.button("2  Same topic", name="Link: same topic, key 2")
        self.cite = widgets.button("1  Add as evidence", name="Add the passage as evidence, key 1")
        self.drop = widgets.button("")
        self.sheet = widgets.button("Enter  Worksheet", name="Open the worksheet, key Enter")
        self.first.clicked.connect(lambda: self._link("1"))
        self.second.clicked.connect(lambda: self._link("2"))
        self.cite.clicked.connect(lambda: self._link("1"))
        self.drop.clicked.connect(self._dismiss)
        self.sheet.clicked.connect(self._open)
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.first, self.second, self.cite, self.drop, self.sheet):
            button.setStyleSheet("padding: 3px 6px;")
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        for part in (self.title, self.text, self.why, self.state):
            layout.addWidget(part)
        layout.addLayout(row)
        self._keys = widgets.label("", "soft")
        layout.addWidget(self._keys)
        follow(self, self._show_keys)
        self.hide()

    def _show_keys(self) -> None:
        drop, on, back = (keymap().words(act) for act in (_DROP, *_STEPS))
        self.drop.setText(f"{drop}  Not about it".strip())
        self.drop.setAccessibleName(f"Dismiss, key {drop}" if drop else "Dismiss")
        steps = "    ".join(f"{key}  {words}" for key, words in ((on, "next"), (back, "previous")) if key)
        self._keys.setText(f"{steps}    Esc  close".strip())

    def show_stop(self, stop: Stop, corner: QPoint, *, read_only: bool) -> None:
        """Show one, below a corner given in the parent's coordinates, inside the parent."""
        self._stop, self._read_only = stop, read_only
        mention = stop.mention
        ref = f"{mention.year} {mention.ref}".strip()
        self.title.setText(f"May speak to {ref}   ({stop.number} of {stop.many})")
        self.text.show_words(" ".join(mention.text.split()))
        self.why.setText("Why: " + " · ".join(mention.why) if mention.why else "")
        self.why.setVisible(bool(mention.why))
        self.state.setText(stop.state)
        self.setAccessibleName(f"May speak to {ref}: {' '.join(mention.text.split())}. {stop.state}")
        for button, shown in ((self.first, not stop.answered), (self.second, not stop.answered), (self.cite, stop.answered and not stop.cited)):
            button.setVisible(shown)
            button.setEnabled(not read_only)
        self.drop.setEnabled(not read_only)
        self.show()
        self.raise_()
        self.adjustSize()
        over = self.parentWidget()
        if over is not None:
            left, top = over.width() - self.width() - 8, over.height() - self.height() - 8
            self.move(max(min(corner.x(), left), 0), max(min(corner.y() + 6, top), 0))
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Close it; what was selected stays."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _link(self, key: str) -> None:
        stop = self._stop
        if stop is not None and not self._read_only and not stop.cited:
            self.linked.emit(stop.mention, None if stop.answered else _ANSWERS[key])

    def _dismiss(self) -> None:
        if self._stop is not None and not self._read_only:
            self.dismissed.emit(self._stop.mention)

    def _open(self) -> None:
        if self._stop is not None:
            self.opened.emit(self._stop.mention)

    def event(self, event: QEvent) -> bool:
        """Take its keys before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
            if (plain and (event.key() in (*_OPEN, Qt.Key.Key_Escape) or event.text().lower() in _ANSWERS)) or _act_of(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().lower()
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in _OPEN:
            self._open()
        elif text in _ANSWERS:
            self._link(text)
        elif _act_of(event) == _DROP:
            self._dismiss()
        elif _act_of(event):
            self.stepped.emit(_STEPS[_act_of(event)])
        else:
            super().keyPressEvent(event)


def _act_of(event: QKeyEvent) -> str:
    """Return which of the card's acts a key press means, with the keys as they are now; "" for none."""
    pressed = portable(QKeySequence(event.keyCombination()))
    return next((act for act in (_DROP, *_STEPS) if pressed in keymap().keys(act)), "")
