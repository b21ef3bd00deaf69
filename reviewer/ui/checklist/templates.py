"""Which layout the Word export has: Reviewer's own, or a Word template of the council."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from reviewer.app.exporting import open_template, save_sample_template
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.ui import tasks, theme
from reviewer.ui.actions import spec
from reviewer.ui.choose import Chooser
from reviewer.ui.keymap import follow, keymap

_SETTING = "word-template"
_WIDEST = 150  # pixels of a file's name
_ACTS = ("checklist.choose_template", "checklist.own_layout", "checklist.save_template")


class TemplateChoice(QToolButton):
    """Says which layout is chosen and drops a menu down. ``noticed`` and ``failed`` with a sentence."""

    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, chooser: Chooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._chooser = workspace, chooser
        kept = workspace.setting(_SETTING)
        self.path: Path | None = Path(kept) if kept else None
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for action_id, act in zip(_ACTS, (self.choose, self.use_own, self.save_sample), strict=True):
            menu.addAction(spec(action_id).text).triggered.connect(lambda _=False, act=act: act())
        self.setMenu(menu)
        follow(self, self._show_keys)
        self._tell()

    def _show_keys(self) -> None:
        for action_id, entry in zip(_ACTS, self.menu().actions(), strict=True):
            entry.setText(f"{spec(action_id).text}\t{keymap().words(action_id)}")

    def choose(self, path: Path | None = None) -> None:
        """Use a Word template from now on; ask for it where no path is given."""
        path = path or self._chooser.word_template(self._folder())
        if path is not None:
            chosen = path
            tasks.run_in_background(
                self, lambda: open_template(chosen).notes, lambda notes: self._on_read(chosen, notes), self._on_error
            )

    def use_own(self) -> None:
        """Use Reviewer's own layout again."""
        self._keep(None)
        self.noticed.emit("Word exports have Reviewer’s own layout again.")

    def save_sample(self, path: Path | None = None) -> None:
        """Save a template to start from; ask where if no path is given."""
        name = str(Path(self._folder()) / "Checklist template.docx")
        path = path or self._chooser.save_as("Save a template to start from", name, "Word document (*.docx)")
        if path is not None:
            chosen = path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")
            tasks.run_in_background(self, lambda: save_sample_template(chosen), self._on_saved, self._on_error)

    def _on_read(self, path: Path, notes: tuple[str, ...]) -> None:
        self._keep(path)
        self.noticed.emit(" ".join((f"Word exports now fill “{path.name}”.", *notes)))

    def _on_saved(self, path: Path) -> None:
        self.noticed.emit(f"Saved {path}. Change it in Word, then choose it as the layout of the Word export.")

    def _on_error(self, error: Exception) -> None:
        words = "The template could not be used; nothing was changed. Open and save it in Word, then choose it again."
        self.failed.emit(str(error) if isinstance(error, UserError) else words)

    def _keep(self, path: Path | None) -> None:
        self.path = path
        if not self._workspace.read_only:
            self._workspace.set_setting(_SETTING, str(path) if path else "")
        self._tell()

    def _folder(self) -> str:
        return str(self.path.parent) if self.path else self._workspace.setting("export-folder") or str(self._workspace.path.parent)

    def _tell(self) -> None:
        name = self.path.name if self.path else "Reviewer’s own"
        shown = QFontMetrics(theme.font()).elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.setText(f"Word layout: {shown}")
        self.setToolTip(str(self.path or name))
        self.setAccessibleName(f"Layout of the Word export: {name}")
