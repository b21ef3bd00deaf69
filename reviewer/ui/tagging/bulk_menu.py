"""Acts on all highlights that are listed, each one undo step: tag, untag, delete, copy and save as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from reviewer.app import listing
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.tag_tree import nodes
from reviewer.ui import tasks, theme
from reviewer.ui.choose import Chooser
from reviewer.ui.keymap import keymap
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tagging.chips import chip_icon

_AT_ONCE = 100  # highlights that are quickly done; more are done beside the window
TABLES = "Web page, for Word (*.html);;CSV, for a spreadsheet (*.csv)"


class BulkMenu(QToolButton):
    """``asked_for`` returns the highlights that are meant; it is set by the list's owner."""

    changed = Signal()
    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.asked_for: Callable[[], Sequence[str]] = lambda: ()
        self.chooser = Chooser(self)
        self.setText("All")
        self.setAccessibleName("Do something with all highlights listed")
        self.setToolTip("Do something with all highlights listed, in one step")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.font(theme.SMALL))
        self.setStyleSheet("padding: 2px 13px 2px 3px;")
        menu = QMenu(self)
        menu.setAccessibleName("All highlights listed")
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        menu, chosen = self.menu(), tuple(self.asked_for())
        menu.clear()
        menu.addSection(number_of(len(chosen), "highlight").capitalize())
        put, take = menu.addMenu("Put a tag on all"), menu.addMenu("Take a tag off all")
        for node in nodes(self._workspace.tags()):
            name = f"{'    ' * node.depth}{node.tag.name.replace('&', '&&')}"
            for sub, act in ((put, self.put), (take, self.take)):
                entry = sub.addAction(chip_icon(node.tag), name)
                entry.triggered.connect(lambda _on, act=act, one=node.tag.id: act(chosen, one))
        menu.addAction("Delete all").triggered.connect(lambda: self.delete(chosen))
        menu.addSeparator()
        menu.addAction("Copy as a table").triggered.connect(lambda: self.copy(chosen))
        menu.addAction("Save as a table…").triggered.connect(lambda: self.save(chosen))

    def put(self, highlights: Sequence[str], tag: str) -> None:
        """Put a tag on all of them."""
        name = self._name(tag)
        self._do(highlights, lambda: self._workspace.put_tag(highlights, tag), lambda n: f"“{name}” put on {number_of(n, 'highlight')}.")

    def take(self, highlights: Sequence[str], tag: str) -> None:
        """Take a tag off all of them."""
        name = self._name(tag)
        self._do(highlights, lambda: self._workspace.take_tag(highlights, tag), lambda n: f"“{name}” taken off {number_of(n, 'highlight')}.")

    def delete(self, highlights: Sequence[str]) -> None:
        """Delete all of them."""

        def work() -> int:
            self._workspace.delete_highlights(highlights)
            return len(highlights)

        self._do(highlights, work, lambda n: f"{number_of(n, 'highlight').capitalize()} deleted.")

    def copy(self, highlights: Sequence[str]) -> None:
        """Put the table on the clipboard, for a spreadsheet and for Word."""
        text, page = listing.copied(self._workspace, highlights)
        data = QMimeData()
        data.setText(text)
        data.setHtml(page)
        QGuiApplication.clipboard().setMimeData(data)
        self.noticed.emit(f"{number_of(len(highlights), 'highlight').capitalize()} copied as a table.")

    def save(self, highlights: Sequence[str]) -> None:
        """Ask where, and write the table."""
        suggestion = str(self._workspace.path.parent / f"{listing.TITLE}.html")
        path = self.chooser.save_as("Save the highlights listed", suggestion, TABLES)
        if path is not None:
            target = path if path.suffix else path.with_suffix(".html")
            self._run(lambda: listing.save(self._workspace, highlights, target), lambda n: self.noticed.emit(_saved(n, target)))

    def _name(self, tag: str) -> str:
        return next((one.name for one in self._workspace.tags() if one.id == tag), "")

    def _do(self, highlights: Sequence[str], work: Callable[[], int], words: Callable[[int], str]) -> None:
        def done(count: int) -> None:
            self.changed.emit()
            back = f" {keymap().words('edit.undo')} takes it back." if count else ""
            self.noticed.emit(words(count) + back)

        if len(highlights) > _AT_ONCE:
            self.noticed.emit(f"Working on {number_of(len(highlights), 'highlight')} …")
            self._run(work, done)
            return
        try:
            done(work())
        except UserError as error:
            self.failed.emit(str(error))

    def _run(self, work: Callable[[], int], done: Callable[[int], None]) -> None:
        tasks.run_in_background(self, work, done, self._on_error)

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(str(error) if isinstance(error, UserError) else "That did not work, and nothing was changed. The details are in the log.")


def _saved(count: int, path: Path) -> str:
    return f"{number_of(count, 'highlight').capitalize()} saved as {path.name}."
