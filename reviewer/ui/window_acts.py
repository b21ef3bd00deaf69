"""What the window's own keys and menus do: files, undo, preferences, places, help."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMessageBox

from reviewer import __version__
from reviewer.app import settings as app_settings
from reviewer.app.settings import Settings
from reviewer.domain.errors import UserError
from reviewer.ui import tasks, theme
from reviewer.ui.action_set import ActionSet
from reviewer.ui.choose import Chooser
from reviewer.ui.file_acts import FileActs
from reviewer.ui.help.guide import GuideWindow
from reviewer.ui.help.keys import KeysWindow
from reviewer.ui.help.palette import Palette
from reviewer.ui.keymap import keymap
from reviewer.ui.notices import NoticeBar
from reviewer.ui.preferences import Preferences
from reviewer.ui.session import Session

READ, FOLLOW_UP, CHECKLIST = range(3)
IMPORT_LABEL = "Import documents"  # the step of a whole batch


class WindowActs(QMainWindow):
    """Methods named after the table of actions; what they need is made by `MainWindow`."""

    settings: Settings
    session: Session | None
    chooser: Chooser
    files: FileActs
    notices: NoticeBar
    actions_: ActionSet
    _settings_path: Path
    _guide: GuideWindow | None

    @abstractmethod
    def show_place(self, number: int) -> None:
        """Show Read, Follow up or Checklist."""

    def file_new(self) -> None:
        self.files.new()

    def file_open(self) -> None:
        self.files.open()

    def file_sample(self) -> None:
        self.files.sample()

    def file_save_copy(self) -> None:
        self.files.save_copy()

    def file_restore(self) -> None:
        self.files.restore()

    def file_trail(self) -> None:
        self.files.trail()

    def file_quit(self) -> None:
        self.close()

    def file_import_documents(self) -> None:
        self.import_paths(self.chooser.documents(self.settings.last_folder))

    def file_import_folder(self) -> None:
        folder = self.chooser.folder(self.settings.last_folder)
        if folder is not None:
            self.import_paths([folder])

    def import_paths(self, chosen: list[Path]) -> None:
        """Import files and folders in the background."""
        if chosen and self.session is not None:
            self.settings.last_folder = str(chosen[0].parent)
            self.session.importing.start(chosen)
            self.show_place(READ)

    # edit, view, help

    def edit_undo(self) -> None:
        self._step("undo")

    def edit_redo(self) -> None:
        self._step("redo")

    def _step(self, which: str) -> None:
        if self.session is None:
            return
        workspace = self.session.workspace
        step = workspace.undo if which == "undo" else workspace.redo
        label = workspace.undo_label if which == "undo" else workspace.redo_label
        if label == IMPORT_LABEL:  # hundreds of documents at once: seconds, so not on this thread
            self.notices.tell(f"{'Undoing' if which == 'undo' else 'Doing again'}: {label} …")
            tasks.run_in_background(self, step, lambda done: self._stepped(which, done), self._on_step_failed)
            return
        try:
            self._stepped(which, step())
        except UserError as error:
            self.notices.fail(str(error))

    def _stepped(self, which: str, label: str | None) -> None:
        if label:
            self.notices.tell(f"{'Undone' if which == 'undo' else 'Done again'}: {label}")

    def _on_step_failed(self, error: Exception) -> None:
        self.notices.fail(str(error) if isinstance(error, UserError) else "That could not be undone; nothing was changed.")

    def edit_preferences(self) -> Preferences:
        preferences = Preferences(self.settings, self)
        preferences.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preferences.changed.connect(self._apply_settings)
        preferences.open()
        return preferences

    def edit_keys(self) -> None:
        self.edit_preferences().show_keys()

    def _apply_settings(self) -> None:
        theme.switch().prefer(theme.Preference(self.settings.theme))
        self.actions_.set_single_keys(self.settings.single_keys)
        keymap().load(self.settings.keys)
        app_settings.save(self.settings, self._settings_path)

    def view_read(self) -> None:
        self.show_place(READ)

    def view_follow_up(self) -> None:
        self.show_place(FOLLOW_UP)

    def view_checklist(self) -> None:
        self.show_place(CHECKLIST)

    def view_library(self) -> None:
        if self.session is not None:
            self.session.read.show_library(not self.session.read.library_shown)

    def view_sidebar(self) -> None:
        if self.session is not None:
            self.session.read.sidebar.setVisible(self.session.read.sidebar.isHidden())

    def view_earlier_links(self) -> None:
        if self.session is not None:
            on = self.settings.earlier_links = not self.settings.earlier_links
            self.session.links.switch(on)
            self.notices.tell(f"Links to earlier recommendations are {'shown' if on else 'hidden'}.")
            app_settings.save(self.settings, self._settings_path)

    def view_selection_popup(self) -> None:
        if self.session is not None:
            on = self.settings.selection_popup = not self.settings.selection_popup
            self.session.read.want_popup(on)
            self.notices.tell("The tags stand beside what the mouse selects." if on else "The tags no longer stand beside a selection.")
            app_settings.save(self.settings, self._settings_path)

    def view_focus_next(self) -> None:
        if self.session is not None and self.session.currentWidget() is self.session.read:
            self.session.read.focus_next_pane()
        else:
            self.focusNextChild()

    def search_all(self) -> None:
        self.show_place(READ)
        if self.session is not None and not self.session.empty:
            self.session.read.show_search()

    def help_guide(self) -> None:
        self._guide = self._guide or GuideWindow(self)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def help_keys(self) -> None:
        window = KeysWindow(single_keys=self.settings.single_keys, parent=self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.change_requested.connect(self.edit_keys)
        window.open()

    def help_palette(self) -> None:
        palette = Palette(lambda action: self.actions_[action].text(), self.actions_.why_not, self.settings.recent_acts, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.chosen.connect(self._do_by_name)
        palette.move(self.geometry().center().x() - palette.width() // 2, self.geometry().top() + 90)
        palette.show()
        palette.field.setFocus()

    def _do_by_name(self, action: str) -> None:
        self.settings.did(action)
        self.actions_[action].trigger()

    def help_about(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle("About Reviewer")
        box.setText(f"Reviewer {__version__}\n\nWhat an inspection recommended, and what later visits said about it.\nNothing leaves this computer.")
        box.open()
