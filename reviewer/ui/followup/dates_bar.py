"""The dates that follow from the earlier document, and what is due soon in the whole review."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.british_dates import british_date, date_as_read, parse_british_date
from reviewer.domain.milestones import DUE_SOON, DueItem, Milestone
from reviewer.ui import theme, widgets
from reviewer.ui.attempt import attempt

_MOST_LETTERS = 120  # of what is due, in the menu


class DatesBar(QWidget):
    """One line a date of the law, and a line of what is due soon; hidden where there is neither."""

    failed = Signal(str)
    item_chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAccessibleName("Dates")
        self.lines: tuple[DateLine, ...] = ()
        self.tab_after: QWidget | None = None  # new lines come after it in the order of Tab
        self.soon = OwnKeysButton("Show all", "quiet", name="Show all that is due soon")
        self.menu = QMenu(self.soon)
        self.soon.clicked.connect(lambda: self.menu.popup(self.soon.mapToGlobal(self.soon.rect().bottomLeft())))
        self._soon_words, self._first = widgets.label(""), widgets.ElidedLabel("", "soft", shy=True)
        self._due_row = QWidget()
        row = QHBoxLayout(self._due_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._soon_words)
        row.addWidget(self._first, 1)
        row.addWidget(self.soon)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._due_row)
        self.hide()

    def show_document(self, document: str, today: dt.date) -> None:
        """Show the dates of a document, and what is due soon in all; a line whose date is being typed stays."""
        found = self._workspace.milestones(document)
        shown = tuple(line.milestone for line in self.lines)
        if found != shown or any(line.today != today for line in self.lines):
            self._fill(found, today)
        items = self._workspace.due_soon(today)
        self._show_due(items, today)
        self.setVisible(bool(found or items))

    def focus_first(self) -> None:
        """Give the focus to the first thing that can be done here."""
        (self.lines[0].change if self.lines else self.soon).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, found: tuple[Milestone, ...], today: dt.date) -> None:
        at = next((number for number, line in enumerate(self.lines) if line.isAncestorOf(self.focusWidget() or self)), None)
        for line in self.lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = tuple(DateLine(one, today, read_only=self._workspace.read_only) for one in found)
        for number, line in enumerate(self.lines):
            line.due_set.connect(self._set_due)
            line.done_set.connect(self._set_done)
            self._layout.insertWidget(number, line)
            line.show()  # the layout would do so later, and what is hidden takes no focus
            if number == at and self.isVisible():
                line.change.setFocus()
        stops = [self.tab_after, *(stop for line in self.lines for stop in (line.entry, line.change, line.done)), self.soon]
        for first, second in pairwise(stop for stop in stops if stop is not None):
            QWidget.setTabOrder(first, second)

    def _show_due(self, items: tuple[DueItem, ...], today: dt.date) -> None:
        self._due_row.setVisible(bool(items))
        self.menu.clear()
        for item in items:
            words = f"{due_words(item, today)}: {item.words}".replace("&", "&&")
            act = self.menu.addAction(words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}…")
            act.triggered.connect(lambda _=False, chosen=item: self.item_chosen.emit(chosen))
        self._soon_words.setText(f"In the whole review: {soon_words(items, today)}.")
        widgets.restyle(self._soon_words, "bad" if any(item.overdue(today) for item in items) else "middle")
        self._first.show_words(f"{due_words(items[0], today)}: {items[0].words}" if items else "")

    def _set_due(self, milestone: Milestone, day: str) -> None:
        with attempt(self.failed):
            self._workspace.set_milestone(milestone.document, milestone.name, due=day)

    def _set_done(self, milestone: Milestone, done: bool) -> None:
        with attempt(self.failed):
            day = dt.date.today().isoformat() if done else ""
            self._workspace.set_milestone(milestone.document, milestone.name, done=day)


class DateLine(QWidget):
    """One date in words, with what can be done about it. ``due_set`` with an ISO date, "" for the computed one."""

    due_set = Signal(object, str)
    done_set = Signal(object, bool)

    def __init__(self, milestone: Milestone, today: dt.date, *, read_only: bool = False) -> None:
        super().__init__()
        self.milestone, self.today = milestone, today
        self.words = widgets.label(date_line(milestone), wrap=True)
        self.words.setToolTip(milestone.source)
        words, role = state_words(milestone, today)
        self.state = widgets.label(words, role)
        name = milestone.name.words.lower()
        self.change = OwnKeysButton("Change date", "quiet", name=f"Change the date of the {name}")
        self.done = OwnKeysButton("Not done" if milestone.done else "Mark done", "quiet")
        self.done.setAccessibleName(f"Mark the {name} {'not done' if milestone.done else 'done'}")
        self.entry = DateEntry(name, milestone)
        self.entry.hide()
        self.read = widgets.label("", "soft")
        self.read.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.words)
        row.addWidget(self.state)
        row.addStretch(1)
        for widget in (self.read, self.entry, self.change, self.done):
            row.addWidget(widget)
            widget.setEnabled(not read_only)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.setStretchFactor(self.words, 100)
        self.change.clicked.connect(self._open)
        self.done.clicked.connect(lambda: self.done_set.emit(milestone, not milestone.done))
        self.entry.accepted.connect(self._on_accepted)
        self.entry.cancelled.connect(self._close)
        self.entry.textChanged.connect(self._tell_read)

    def _tell_read(self, typed: str) -> None:
        """Say which day was read before it is taken: "3/4/2026" is the third of April here."""
        self.read.setText(date_as_read(typed))
        self.entry.setAccessibleDescription(self.read.text())

    def _open(self) -> None:
        self.change.hide()
        self.entry.show()
        self._tell_read(self.entry.text())
        self.read.show()
        self.entry.setFocus()
        self.entry.selectAll()

    def _close(self) -> None:
        self.entry.hide()
        self.read.hide()
        self.change.show()
        self.change.setFocus()

    def _on_accepted(self, day: str) -> None:
        self._close()
        if day != (self.milestone.due if self.milestone.overridden else ""):
            self.due_set.emit(self.milestone, day)


class DateEntry(QLineEdit):
    """A date as people write it. Return takes it (nothing typed: the computed date), Esc leaves it as it was."""

    accepted = Signal(str)
    cancelled = Signal()

    def __init__(self, name: str, milestone: Milestone) -> None:
        super().__init__(british_date(milestone.due, short=False))
        self._before = self.text()
        self.setAccessibleName(f"Date of the {name}, written like 3 December 2026; empty for the computed date")
        self.setPlaceholderText("3 December 2026")
        self.setMinimumWidth(190)
        self.setClearButtonEnabled(True)
        self.textEdited.connect(lambda _: self._show_error(False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self._show_error(False)
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        typed = self.text().strip()
        day = parse_british_date(typed) if typed else None
        if typed and day is None:
            self._show_error(True)
        else:
            self.accepted.emit(day.isoformat() if day else "")

    def _show_error(self, wrong: bool) -> None:
        self.setStyleSheet(f"border: 2px solid {theme.current().bad};" if wrong else "")
        self.setToolTip("Not a date: write it like 3 December 2026." if wrong else "")
        self.setAccessibleDescription(self.toolTip())


class OwnKeysButton(QPushButton):
    """A button among views whose letters and keys are taken: Space and Enter press it while it has the focus."""

    def __init__(self, text: str, role: str = "", *, name: str = "") -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setAccessibleName(name or text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _PRESSES:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def date_line(milestone: Milestone) -> str:
    """Return "Written statement of action: due 3 Dec 2026 (70 working days from receipt)" and what is unsure."""
    name = milestone.name.words
    if not milestone.due:
        return f"{name}: date not known ({milestone.rule}; {milestone.unsure})"
    if milestone.overridden:
        by_rule = f", by the rule {british_date(milestone.computed)}" if milestone.computed else ""
        return f"{name}: due {british_date(milestone.due)} (set by hand{by_rule})"
    unsure = f"; {milestone.unsure}" if milestone.unsure else ""
    return f"{name}: due {british_date(milestone.due)} ({milestone.rule}{unsure})"


def state_words(milestone: Milestone, today: dt.date) -> tuple[str, str]:
    """Return how it stands in words, and the role of the label that says so."""
    left = milestone.days_left(today)
    if milestone.done:
        return f"done {british_date(milestone.done)}", "good"
    if left is None:
        return "", "soft"
    if milestone.long_past(today):
        return "past, not marked done", "soft"
    if left < 0:
        return f"overdue by {-left} day{'s' if left != -1 else ''}", "bad"
    words = ("today", "tomorrow")[left] if left < 2 else f"in {left} days"
    return words, "middle" if left <= DUE_SOON else "soft"


def due_words(item: DueItem, today: dt.date) -> str:
    """Return "Overdue since 3 Dec 2026" or "Due 3 Dec 2026"."""
    return f"{'Overdue since' if item.overdue(today) else 'Due'} {british_date(item.due)}"


def soon_words(items: tuple[DueItem, ...], today: dt.date) -> str:
    """Return "1 overdue, 2 due within 14 days", "" for nothing."""
    overdue = sum(item.overdue(today) for item in items)
    ahead = len(items) - overdue
    parts = (f"{overdue} overdue" if overdue else "", f"{ahead} due within {DUE_SOON} days" if ahead else "")
    return ", ".join(part for part in parts if part)
