"""The field in which a fact is corrected: a date as people write it, a choice, an authority by its name, or text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.domain.authority import Authority
from reviewer.domain.document import FactName
from reviewer.ui import widgets
from reviewer.ui.facts.words import (
    FACT_LABELS,
    KIND_CHOICES,
    MARKINGS,
    STATES,
    dates_words,
    days_in_words,
    parse_date,
    parse_legs,
    value_words,
)

CHOICES: dict[FactName, Mapping[str, str]] = {
    FactName.KIND: {kind.value: words for kind, words in KIND_CHOICES.items()},
    FactName.PUBLICATION_STATE: STATES,
    FactName.MARKING: MARKINGS,
}
HINTS = {
    FactName.INSPECTION_DATES: "20 June to 13 July 2017; a second visit after “and”",
    FactName.PUBLISHED: "4 September 2017",
    FactName.RECEIVED: "28 August 2017",
    FactName.LEAD_INSPECTORS: "Names, divided by ;",
    FactName.AUTHORITY: "Type some letters of its name",
    FactName.RECOMMENDATIONS: "How many are listed: 12, or 12 + 6 with those for the safeguarding board",
}


_DATES = frozenset({FactName.INSPECTION_DATES, FactName.PUBLISHED, FactName.RECEIVED})


class FactEditor(QWidget):
    """One field with Save, Not stated and Cancel. Enter saves, Esc cancels; a wrong entry says what is expected."""

    value_entered = Signal(object)  # str | None
    authority_requested = Signal(str)  # a name that is not listed
    cancelled = Signal()

    def __init__(
        self, name: FactName, value: str | None, authorities: Sequence[Authority], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._authorities = name, authorities
        self.field: QLineEdit | QComboBox = self._field(name, value)
        self.field.setAccessibleName(FACT_LABELS[name])
        self.save = widgets.button("Save", role="primary")
        self.none = widgets.button("Not stated", role="quiet", tip="The document does not state it")
        self.close_button = widgets.button("Cancel", role="quiet")
        self.add = widgets.button("")
        self.add.hide()
        self.read = widgets.label("", "soft", wrap=True)  # the day that was read: "3/4/2026" is the third of April here
        self.read.hide()
        self.words = widgets.label("", "bad", wrap=True)
        self.words.hide()
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        self.none.clicked.connect(lambda: self.value_entered.emit(None))
        if isinstance(self.field, QLineEdit) and name in _DATES:
            self.field.textChanged.connect(self._tell_read)
            self._tell_read(self.field.text())
        self.none.setVisible(name not in (FactName.KIND, FactName.MARKING))
        self.close_button.clicked.connect(self.cancelled)
        self.add.clicked.connect(lambda: self.authority_requested.emit(self._text()))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        layout.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        for button in (self.save, self.none, self.close_button):
            line.addWidget(button)
        layout.addLayout(line)
        layout.addWidget(self.read)
        layout.addWidget(self.words)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def _field(self, name: FactName, value: str | None) -> QLineEdit | QComboBox:
        if name in CHOICES:
            box = QComboBox()
            for key, words in CHOICES[name].items():
                box.addItem(words, key)
            box.setCurrentIndex(max(box.findData(value or ""), 0))
            return box
        field = QLineEdit(self._written(name, value))
        field.setPlaceholderText(HINTS.get(name, ""))
        field.setClearButtonEnabled(True)
        if name is FactName.AUTHORITY:
            field.setCompleter(self._completer())
        return field

    def _written(self, name: FactName, value: str | None) -> str:
        if not value:
            return ""
        return dates_words(value, short=False) if name is FactName.INSPECTION_DATES else value_words(name, value, self._authorities)

    def _completer(self) -> QCompleter:
        completer = QCompleter([one.name for one in self._authorities], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        return completer

    def _tell_read(self, typed: str) -> None:
        """Say which days were read before they are kept, by the rules by which they will be."""
        try:
            value = self._value() if typed.strip() else None
        except ValueError:
            value = None
        self.read.setText(days_in_words(value or ""))
        self.read.setVisible(bool(value))
        self.words.hide()
        self.field.setAccessibleDescription(self.read.text())

    def take_focus(self) -> None:
        """Put the caret into the field, all of it selected."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.field, QLineEdit):
            self.field.selectAll()

    def close_list(self) -> None:
        """Close the list of names, which is a window of its own."""
        completer = self.field.completer() if isinstance(self.field, QLineEdit) else None
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()

    def _text(self) -> str:
        return " ".join(self.field.text().split()) if isinstance(self.field, QLineEdit) else ""

    def _on_save(self) -> None:
        self.close_list()
        try:
            value = self._value()
        except ValueError as problem:
            self.words.setText(str(problem))
            self.words.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.value_entered.emit(value)

    def _value(self) -> str | None:
        """Return the value entered. Raise ValueError with a sentence."""
        if isinstance(self.field, QComboBox):
            return str(self.field.currentData())
        text = self._text()
        if not text:
            return None
        if self._name is FactName.INSPECTION_DATES:
            return parse_legs(text)
        if self._name in (FactName.PUBLISHED, FactName.RECEIVED):
            return parse_date(text)
        return self._authority(text) if self._name is FactName.AUTHORITY else text

    def _authority(self, text: str) -> str:
        for one in self._authorities:
            if text.casefold() in {name.casefold() for name in (one.name, *one.names)}:
                return one.urn
        self.add.setText(f"Add “{text}” as an authority that is not listed")
        self.add.setAccessibleName(self.add.text())
        self.add.show()
        raise ValueError(f"“{text}” is not a listed authority. Choose one from the list, or add it.")

    def event(self, event: QEvent) -> bool:
        """Take letters for the choice in a list before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text().isalnum():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
