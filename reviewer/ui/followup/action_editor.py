"""The council's own action on a recommendation: text, owner role, due date, status, evidence held, question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.action import Action, ActionStatus
from reviewer.domain.british_dates import british_date, date_as_read, parse_british_date
from reviewer.ui import theme, widgets


class ActionEditor(QWidget):
    """Edit one action in place. Everything typed is saved as it is typed, merged into one undo step."""

    action_changed = Signal(object)
    theme_changed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The council’s action")
        self._action: Action | None = None
        self._loading = False
        self._text = _area("What the council does")
        self._owner = _line("Owner: a role, not a name", "Head of service, quality assurance")
        self._due = _line("Due date", "3 December 2026")
        self._status = QComboBox()
        self._status.setAccessibleName("Status of the action")
        for status in ActionStatus:
            self._status.addItem(status.words, status.value)
        self._reason = _line("Reason for closing", "Why it is not pursued")
        self._evidence = _area("Evidence held")
        self._question = _area("Question for the board")
        self._theme = _line("Theme of the recommendation", "Permanence, workforce …")
        self._theme_before = ""
        self._due_hint = widgets.label("", "bad")
        self._theme.editingFinished.connect(self._take_theme)
        self._lay_out()
        for line in (self._owner, self._due, self._reason):
            line.textEdited.connect(self._on_edited)
        for area in (self._text, self._evidence, self._question):
            area.textChanged.connect(self._on_edited)
        self._status.currentIndexChanged.connect(self._on_edited)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(theme.GRID // 2)
        for title, field in (
            ("Action", self._text), ("Owner (a role)", self._owner), ("Due", self._due), ("", self._due_hint),
            ("Status", self._status), ("Reason", self._reason), ("Evidence held", self._evidence),
            ("Question for the board", self._question), ("Theme of the recommendation", self._theme),
        ):  # fmt: skip
            form.addRow(title, field)
        close = widgets.button("Done  Esc", name="Close the action")
        close.clicked.connect(self._close)
        foot = QHBoxLayout()
        foot.addWidget(close)
        foot.addStretch()
        body = widgets.frame("panel", margin=0)
        inner = body.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.addLayout(form)
        inner.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(widgets.label("THE COUNCIL’S ACTION", "section"))
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)

    def edit(self, action: Action, *, theme: str = "", themes: Sequence[str] = (), read_only: bool) -> None:
        """Show an action, and the theme of its recommendation beside those in use, and take the focus."""
        self._loading = True
        self._action = action
        self._text.setPlainText(action.text)
        self._owner.setText(action.owner)
        self._due.setText(british_date(action.due, short=False))
        self._status.setCurrentIndex(self._status.findData(action.status.value))
        self._reason.setText(action.reason)
        self._evidence.setPlainText(action.evidence_held)
        self._question.setPlainText(action.question)
        self._theme_before = theme
        self._theme.setText(theme)
        known = QCompleter(list(themes), self._theme)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._theme.setCompleter(known)
        for field in (self._theme, self._text, self._owner, self._due, self._reason, self._evidence, self._question):
            field.setReadOnly(read_only)
        self._status.setEnabled(not read_only)
        self._tell_due(self._due.text().strip())
        self._loading = False
        self._text.setFocus()

    def _on_edited(self) -> None:
        if self._loading or self._action is None:
            return
        typed = self._due.text().strip()
        due = parse_british_date(typed) if typed else None
        self._tell_due(typed)
        kept = self._action.due if typed and due is None else (due.isoformat() if due else "")
        changed = replace(
            self._action,
            text=self._text.toPlainText(),
            owner=self._owner.text(),
            due=kept,
            status=ActionStatus(self._status.currentData()),
            reason=self._reason.text(),
            evidence_held=self._evidence.toPlainText(),
            question=self._question.toPlainText(),
        )
        if changed != self._action:
            self._action = changed
            self.action_changed.emit(changed)

    def _tell_due(self, typed: str) -> None:
        """Say beside the field which day was read, or that none was."""
        read = date_as_read(typed)
        wrong = bool(typed) and not read
        widgets.restyle(self._due_hint, "bad" if wrong else "soft")
        self._due_hint.setText("Not a date yet: write it like 3 December 2026." if wrong else read)
        self._due.setAccessibleDescription(self._due_hint.text())

    def _take_theme(self) -> None:
        theme = " ".join(self._theme.text().split())
        if self._action is not None and theme != self._theme_before:
            self._theme_before = theme
            self.theme_changed.emit(theme)

    def _close(self) -> None:
        self._take_theme()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)


def _line(name: str, example: str) -> QLineEdit:
    result = QLineEdit()
    result.setAccessibleName(name)
    result.setPlaceholderText(example)
    return result


def _area(name: str) -> QPlainTextEdit:
    result = QPlainTextEdit()
    result.setAccessibleName(name)
    result.setTabChangesFocus(True)
    result.setFixedHeight(56)
    return result
