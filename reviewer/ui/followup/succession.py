"""Where an authority has ended: whether its recommendations are followed up in its successors' documents."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.british_dates import british_date
from reviewer.domain.review import DocumentSummary
from reviewer.ui import widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.followup.dates_bar import OwnKeysButton


class SuccessionBar(QFrame):
    """One line a successor that has later documents here; hidden where there is none. Nothing joins by itself."""

    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setProperty("role", "notice")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 4, 12, 4)
        self.hide()

    def show_earlier(self, earlier: DocumentSummary) -> None:
        """Show what may be joined for the authority of an earlier document."""
        while self._lines.count():
            item = self._lines.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        names = {authority.urn: authority for authority in self._workspace.authorities()}
        own = names.get(earlier.authority)
        joined = self._workspace.joined_authorities()
        documents = self._workspace.documents()
        for successor in own.successors if own else ():
            later = sum(document.authority == successor and document.date > earlier.date for document in documents)
            if own is not None and successor in names and successor != own.urn and later:
                line = self._line(own.urn, own.name, own.ended, successor, names[successor].name, later, (own.urn, successor) in joined)
                self._lines.addWidget(line)
        self.setVisible(self._lines.count() > 0)

    def _line(self, urn: str, name: str, ended: str, successor: str, new_name: str, later: int, joined: bool) -> QWidget:
        result = QWidget()
        row = QHBoxLayout(result)
        row.setContentsMargins(0, 0, 0, 0)
        documents = f"{later} later document{'s' if later != 1 else ''}"
        text = f"{name} ended on {british_date(ended)}. " if ended else ""
        text += f"{documents} of its successor {new_name} {'are columns here' if joined else 'stay out unless you agree'}."
        button = OwnKeysButton("Keep them apart" if joined else "Follow up in them as well")
        button.setEnabled(not self._workspace.read_only)

        def act() -> None:
            with attempt(self.failed):
                self._workspace.join_authorities(urn, successor, joined=not joined)

        button.clicked.connect(act)
        row.addWidget(widgets.label(text, wrap=True), 1)
        row.addWidget(button)
        return result
