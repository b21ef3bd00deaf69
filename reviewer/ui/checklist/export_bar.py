"""The foot of the checklist: the marking it will carry, and the buttons that write it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.actions import spec
from reviewer.ui.keymap import cap, follow, keymap

PICTURES = "pictures"  # asked for like a format; each goes into a file of its own

_MORE = {
    "pdf": "checklist.export_pdf",
    "html": "checklist.export_html",
    "md": "checklist.export_markdown",
    "csv": "checklist.export_csv",
    PICTURES: "checklist.save_pictures",
}


class ExportBar(QWidget):
    """``requested`` (format, or `PICTURES`) by a button or the menu; one export at a time, which can be ``cancelled``."""

    requested = Signal(str)
    cancelled = Signal()

    def __init__(self, template: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marking = widgets.label("", "soft", name="Marking of the export")
        self.word = widgets.button("Export to Word", role="primary")
        self.excel = widgets.button("Export to Excel")
        self.more = QToolButton()
        self.cancel = widgets.button("Cancel", name="Cancel the export")
        self.cancel.hide()
        self._words = ""
        self._fill_menu()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.marking, 1)
        layout.addWidget(self.cancel)
        for widget in (
            template, self.word, cap("checklist.export_word"),
            self.excel, cap("checklist.export_excel"), self.more,
        ):  # fmt: skip
            layout.addWidget(widget)
        self.cancel.clicked.connect(self.cancelled)
        self.word.clicked.connect(lambda: self.requested.emit("docx"))
        self.excel.clicked.connect(lambda: self.requested.emit("xlsx"))

    def _fill_menu(self) -> None:
        self.more.setText("Other formats")
        self.more.setAccessibleName("Export to another format")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        entries = {action_id: menu.addAction("") for action_id in _MORE.values()}
        for format, action_id in _MORE.items():
            entries[action_id].triggered.connect(lambda _=False, format=format: self.requested.emit(format))
        self.more.setMenu(menu)

        def show_keys() -> None:
            for action_id, entry in entries.items():
                entry.setText(f"{spec(action_id).text}\t{keymap().words(action_id)}")

        follow(self.more, show_keys)

    def show_marking(self, words: str) -> None:
        """Say which marking the export will carry."""
        self._words = words
        self.marking.setText(words)

    def show_running(self, name: str) -> None:
        """Say which file is being written, "" when none is."""
        for control in (self.word, self.excel, self.more):
            control.setEnabled(not name)
        self.cancel.setVisible(bool(name))
        self.cancel.setEnabled(True)
        self.marking.setText(f"Writing {name} …" if name else self._words)
