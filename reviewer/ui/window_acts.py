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
from reviewer.ui.history import HistoryWindow
from reviewer.ui.keymap import keymap
from reviewer.ui.notices import NoticeBar
from reviewer.ui.preferences import Preferences
from reviewer.ui.removed import RemovedWindow
from reviewer.ui.session import Session

READ, FOLLOW_UP, CHECKLIST = range(3)
_ROWS_AT_ONCE = 400  # rows that are undone at once; beyond that the window would wait


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
    _stepping = False  # whether a long way through the history is being gone

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
        if self.session is not None:
            done = sum(not step.undone for step in self.session.workspace.history())
            self.step_to(done - 1 if which == "undo" else done + 1)

    def step_to(self, done: int) -> None:
        """Go back or forward until so many steps stay done; a long way is gone beside the window, and says so."""
        if self.session is None or self._stepping:
            return
        workspace, steps = self.session.workspace, self.session.workspace.history()
        here = sum(not step.undone for step in steps)
        way = steps[done:here] if done < here else steps[here:done]
        if not way or done < 0:
            return
        back = done < here
        what = way[-1 if back else 0].label if len(way) == 1 else f"{len(way)} steps"
        if workspace.rows_on_the_way(done) > _ROWS_AT_ONCE:
            self._stepping = True
            self.notices.tell(f"{'Undoing' if back else 'Doing again'}: {what} …")
            tasks.run_in_background(self, lambda: workspace.step_to(done), lambda _: self._stepped(what, back=back), self._on_step_failed)
            return
        try:
            workspace.step_to(done)
        except UserError as error:
            self.notices.fail(str(error))
        else:
            self._stepped(what, back=back)

    def _stepped(self, what: str, *, back: bool) -> None:
        self._stepping = False
        self.notices.tell(f"{'Undone' if back else 'Done again'}: {what}")

    def edit_history(self) -> None:
        """Show the steps of this session beside the work."""
        if self.session is None:
            return
        window, session = HistoryWindow(self), self.session
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.wanted.connect(self.step_to)

        def show(_tables: object = None) -> None:
            window.show_steps(session.workspace.history())

        session.events.changed.connect(show)
        window.finished.connect(lambda _: session.events.changed.disconnect(show))
        session.destroyed.connect(window.close)
        show()
        window.show()
        window.list.setFocus()

    def file_removed(self) -> None:
        """List the removed documents, to restore or erase."""
        if self.session is None:
            return
        session = self.session
        window = RemovedWindow(writable=not session.workspace.read_only, parent=self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def show(_tables: object = None) -> None:
            window.show_documents(session.workspace.removed_documents())

        session.events.changed.connect(show)
        window.finished.connect(lambda _: session.events.changed.disconnect(show))
        window.restore_requested.connect(self._restore)
        window.erase_requested.connect(self._erase_removed)
        show()
        window.open()
        window.list.setFocus()

    def _restore(self, document: str) -> None:
        if self.session is None:
            return
        workspace, session = self.session.workspace, self.session
        name = next((one.name for one in workspace.removed_documents() if one.id == document), "The document")

        def done(left: int) -> None:
            lost = f" {left} of its entries rest on what is no longer in the review and stayed away." if left else ""
            self.notices.tell(f"{name} is back with its highlights and answers.{lost}", act="Undo", on_act=self.edit_undo)
            if session is self.session:
                self.show_place(READ)
                session.read.open(document)

        tasks.run_in_background(self, lambda: workspace.restore_document(document), done, self._on_restore_failed)

    def _erase_removed(self, document: str) -> None:
        if self.session is not None:
            workspace = self.session.workspace
            tasks.run_in_background(
                self, lambda: workspace.erase_removed(document), lambda _: self.notices.tell("The document was erased for good."), self._on_restore_failed
            )

    def _on_restore_failed(self, error: Exception) -> None:
        self.notices.fail(str(error) if isinstance(error, UserError) else "That did not work, and nothing was changed. The details are in the log.")

    def _on_step_failed(self, error: Exception) -> None:
        self._stepping = False
        self.notices.fail(str(error) if isinstance(error, UserError) else "That could not be undone; nothing was changed.")

    def edit_preferences(self) -> Preferences:
        preferences = Preferences(self.settings, self)
        preferences.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preferences.changed.connect(lambda: self._apply_settings())
        preferences.open()
        return preferences

    def edit_keys(self) -> None:
        self.edit_preferences().show_keys()

    def _apply_settings(self, *, dress: bool = True) -> None:
        theme.switch().prefer(theme.Preference(self.settings.theme), dress=dress)
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

    def view_theme(self) -> None:
        self.settings.theme = (theme.Preference.LIGHT if theme.switch().theme is theme.DARK else theme.Preference.DARK).value
        self._apply_settings()

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
