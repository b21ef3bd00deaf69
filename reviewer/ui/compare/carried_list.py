"""Highlights that came over from another copy and are not sure: the old words beside the new place, each to settle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.tag import Highlight, HighlightState
from reviewer.ui import widgets
from reviewer.ui.compare.standing import stand_low
from reviewer.ui.compare.window import marked
from reviewer.ui.key_words import said
from reviewer.ui.keymap import keymap
from reviewer.ui.note_text import plain

_TABLES = frozenset({"highlight", "highlight_tag", "document"})
_LOST = "These words are not in this copy."
_NO_PAGE = "This was an area of a page, and this copy has no such page."
_SAME = "The same words, which stand more than once in one of the copies; what stood around them is not around them here."
_SETTLED = "Every highlight of this document stands where it should."


def unsure(workspace: Workspace, document: str) -> tuple[Highlight, ...]:
    """Return the highlights of a document that a person has yet to look at, by place."""
    return tuple(one for one in workspace.highlights(document) if one.state is not HighlightState.PLACED)


class CarriedList(QWidget):
    """Not modal: the page stays usable beside it. Everything here is one undo step and asks for nothing twice."""

    show_requested = Signal(str)  # highlight
    confirm_requested = Signal(str)
    place_requested = Signal(str)  # put it on what is selected on the page
    delete_requested = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, workspace: Workspace, document: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self.document = workspace, document
        self.setWindowTitle(f"Highlights to check: {workspace.document(document).name} – Reviewer")
        self.resize(940, 340)
        stand_low(self, parent.window() if parent is not None else None)
        self.count = widgets.label("", "heading")
        self._help = widgets.label(
            "Left: the words that were highlighted. Right: where they seem to stand now. Nothing is moved or dropped until you say so. "
            f"Down and Up go from one to the next, {said('highlight.confirm_place')} says that it stands there, {said('highlight.delete')} deletes it, "
            f"Tab and Enter reach the rest, {said('edit.undo')} takes the last step back.",
            "soft", wrap=True,
        )  # fmt: skip
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        area = self._area = QScrollArea()
        area.setWidget(self._rows)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.verticalScrollBar().setAccessibleName("Scroll the list")
        area.horizontalScrollBar().setAccessibleName("Scroll the list sideways")
        layout = QVBoxLayout(self)
        for part in (self.count, self._help, area):
            layout.addWidget(part)
        self._cards: list[tuple[Highlight, QWidget, list[QPushButton]]] = []
        self._set_keys()
        self._show()

    def _set_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Esc", self.close), ("Down", lambda: self._step(1)), ("Up", lambda: self._step(-1)), ("Return", self._press), ("Enter", self._press),
        ]  # fmt: skip
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("highlight.confirm_place", lambda: self._act("It stands here")), ("highlight.delete", lambda: self._act("Delete")),
            ("edit.undo", self.undo_requested.emit), ("edit.redo", self.redo_requested.emit),
        )  # fmt: skip
        keys += [(key, act) for action, act in acts for key in keymap().keys(action)]
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)

    def _at(self) -> int:
        """Return which card has the focus, the first where none has; -1 where there is none."""
        focused = self.focusWidget()
        if not self._cards or focused is None:
            return min(0, len(self._cards) - 1)
        return next((n for n, (_, card, _) in enumerate(self._cards) if card.isAncestorOf(focused)), 0)

    def _step(self, step: int) -> None:
        self._focus(self._at() + step)

    def _focus(self, at: int) -> None:
        if self._cards:
            _, card, buttons = self._cards[max(0, min(at, len(self._cards) - 1))]
            buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            QTimer.singleShot(0, card, lambda: self._area.ensureWidgetVisible(card))

    def _press(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def _act(self, words: str) -> None:
        """Press the button of that name in the card with the focus."""
        if self._cards:
            _, _, buttons = self._cards[self._at()]
            next((one for one in buttons if one.text() == words), QPushButton()).click()

    def refresh(self, tables: frozenset[str]) -> None:
        """Show again what is unsure, where that may have changed."""
        if tables & _TABLES:
            if any(one.id == self.document for one in self._workspace.documents()):
                self._show()
            else:
                self.close()

    def _show(self) -> None:
        at = self._at()
        self._cards = []
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        found = unsure(self._workspace, self.document)
        lost = sum(one.state is HighlightState.UNPLACED for one in found)
        parts = [f"{len(found) - lost} to check" if len(found) > lost else "", f"{lost} not found" if lost else ""]
        self.count.setText(", ".join(filter(None, parts)) or _SETTLED)
        self._help.setVisible(bool(found))
        for highlight in found:
            self._column.addWidget(self._row(highlight))
        self._column.addStretch(1)
        self._focus(max(at, 0))

    def _row(self, highlight: Highlight) -> QWidget:
        names = {tag.id: tag.name for tag in self._workspace.tags()}
        refs = [one.ref for one in self._workspace.recommendations(self.document) if one.highlight == highlight.id]
        tags = ", ".join(names.get(tag, "") for tag in highlight.tags) or "No tag"
        lost = highlight.state is HighlightState.UNPLACED
        new = "" if lost or highlight.area is not None else highlight.span.of(self._workspace.reading(self.document).text)
        nowhere = _LOST if highlight.area is None else _NO_PAGE
        left, right = marked(highlight.quote, new) if new else (marked(highlight.quote, "")[0], nowhere)
        if new and new.split() == highlight.quote.split():
            right = f"{right}<br><br><i>{_SAME}</i>"
        if highlight.area is not None and not lost:
            right = f"The same place on page {highlight.area.page} of this copy. Look whether it still shows this."
        card = widgets.frame("card", margin=10)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        where = f" · p. {highlight.page}" if highlight.page and not lost else ""
        grid.addWidget(widgets.label(" · ".join([*refs, tags]), "soft"), 0, 0)
        grid.addWidget(widgets.label(("Not found in this copy" if lost else "To check") + where, "soft"), 0, 1)
        grid.addWidget(_text(left, "The words that were highlighted"), 1, 0)
        grid.addWidget(_text(right, "What stands there now"), 1, 1)
        box = card.layout()
        assert isinstance(box, QVBoxLayout)
        box.addLayout(grid)
        if highlight.note:
            note = " ".join(plain(highlight.note).split())
            box.addWidget(widgets.ElidedLabel(f"Your note: {note}", "soft"))
        acts, buttons = self._acts(highlight, lost=lost)
        box.addLayout(acts)
        self._cards.append((highlight, card, buttons))
        return card

    def _acts(self, highlight: Highlight, *, lost: bool) -> tuple[QHBoxLayout, list[QPushButton]]:
        acts: tuple[tuple[str, Callable[[str], None], bool], ...] = (
            ("It stands here", self.confirm_requested.emit, not lost),
            ("Show on the page", self.show_requested.emit, not lost),
            ("Put it on the selection", self.place_requested.emit, highlight.area is None),
            ("Delete", self.delete_requested.emit, True),
        )
        row, buttons = QHBoxLayout(), list[QPushButton]()
        quote = " ".join(highlight.quote.split())[:60]
        for words, act, possible in acts:
            if possible:
                button: QPushButton = widgets.button(words, name=f"{words}: {quote}")
                button.setEnabled(not self._workspace.read_only or words.startswith("Show"))
                button.clicked.connect(lambda _on=False, act=act: act(highlight.id))
                row.addWidget(button)
                buttons.append(button)
        row.addStretch(1)
        return row, buttons


def _text(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
