"""Preferences: theme, single-letter keys, the name that stands in the audit trail, and the keys of all actions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.app.settings import Settings
from reviewer.ui import theme, widgets
from reviewer.ui.key_table import KeyTable
from reviewer.ui.keymap import keymap

_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
GENERAL, KEYS = range(2)


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
        self.single_keys = QCheckBox("Single letters, digits and signs act without Ctrl")
        self.single_keys.setChecked(settings.single_keys)
        self.author = QLineEdit(settings.author)
        self.author.setAccessibleName("Your name or role, for the audit trail")
        self.keys = KeyTable()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Preferences")
        self.tabs.addTab(self._general(), "General")
        self.tabs.addTab(self.keys, "Keys")
        close = widgets.button("Close", role="primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addLayout(foot)
        self.resize(660, 480)
        for button in self.keys.findChildren(type(close)):
            button.setAutoDefault(False)  # Enter in the table sets a key
        self.theme.currentIndexChanged.connect(self._take)
        self.single_keys.toggled.connect(self._take)
        self.author.textEdited.connect(self._take)
        keymap().changed.connect(self._take)
        self.finished.connect(lambda _: keymap().changed.disconnect(self._take))

    def _general(self) -> QWidget:
        page = QWidget()
        form = QFormLayout()
        form.setVerticalSpacing(theme.GRID)
        form.addRow("Theme", self.theme)
        form.addRow("Keys", self.single_keys)
        form.addRow("Your name or role", self.author)
        layout = QVBoxLayout(page)
        layout.addLayout(form)
        layout.addWidget(
            widgets.label("The name is written beside each confirmed answer and each entry of the audit trail, from the next start on.", "soft", wrap=True)
        )
        layout.addStretch()
        return page

    def show_keys(self, action: str = "") -> None:
        """Turn to the keys, and to one action."""
        self.tabs.setCurrentIndex(KEYS)
        self.keys.search.setFocus()
        if action:
            self.keys.go_to(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.keys.search.hasFocus():
            self.keys.tree.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self._settings.theme = str(self.theme.currentData())
        self._settings.single_keys = self.single_keys.isChecked()
        self._settings.author = self.author.text().strip()
        self._settings.keys = keymap().own
        self.changed.emit()
