"""Preferences: theme, single-letter keys, and the name that stands in the audit trail."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.app.settings import Settings
from reviewer.ui import widgets

_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class Preferences(QDialog):
    """Every change takes effect at once; there is nothing to confirm."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("Preferences – Reviewer")
        self.theme = QComboBox()
        self.theme.setAccessibleName("Theme")
        for value, words in _THEMES:
            self.theme.addItem(words, value)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.single_keys = QCheckBox("Single letters and digits act without Ctrl")
        self.single_keys.setChecked(settings.single_keys)
        self.author = QLineEdit(settings.author)
        self.author.setAccessibleName("Your name or role, for the audit trail")
        form = QFormLayout()
        form.addRow("Theme", self.theme)
        form.addRow("Keys", self.single_keys)
        form.addRow("Your name or role", self.author)
        close = widgets.button("Close", role="primary")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(widgets.label("The name is written beside each confirmed answer and each entry of the audit trail, from the next start on.", "soft", wrap=True))
        layout.addWidget(close)
        self.theme.currentIndexChanged.connect(self._take)
        self.single_keys.toggled.connect(self._take)
        self.author.textEdited.connect(self._take)

    def _take(self) -> None:
        self._settings.theme = str(self.theme.currentData())
        self._settings.single_keys = self.single_keys.isChecked()
        self._settings.author = self.author.text().strip()
        self.changed.emit()
