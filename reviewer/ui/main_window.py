"""The window: which place is in view, and every connection between the parts, in one place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer import paths
from reviewer.app import settings as app_settings
from reviewer.app.settings import Settings
from reviewer.app.synced import synced_with
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.milestones import DueItem
from reviewer.ui import tasks, theme, widgets
from reviewer.ui.action_set import ActionSet
from reviewer.ui.actions import Place
from reviewer.ui.choose import Chooser
from reviewer.ui.file_acts import FileActs
from reviewer.ui.followup.dates_bar import soon_words
from reviewer.ui.foot_line import FootLine
from reviewer.ui.help.guide import GuideWindow
from reviewer.ui.key_words import with_keys
from reviewer.ui.notices import NoticeBar
from reviewer.ui.place_bar import PlaceBar
from reviewer.ui.preload import Preload
from reviewer.ui.session import Session
from reviewer.ui.window_acts import CHECKLIST, FOLLOW_UP, READ, WindowActs

_DATES = frozenset({"action", "milestone"})
_DUE_BY = _DATES | {"document", "fact", "recommendation"}  # these too, once an import is over: it names the documents

_DUE_AFTER = 300  # milliseconds after a review was opened: the first page goes before

__all__ = ["CHECKLIST", "FOLLOW_UP", "READ", "MainWindow"]
_FIRST_SIZE, _FRAME = QSize(1366, 768), QSize(8, 32)  # of the first window, and what its frame takes of a small screen


def first_size(room: QSize, least: QSize) -> QSize:
    """Return the size of the first window on a screen with so much room: at 125 % a laptop has room for 1093 by 614."""
    fits = _FIRST_SIZE.boundedTo(room - _FRAME)
    return fits if fits.expandedTo(least) == fits else _FIRST_SIZE  # less than the least is no screen to work on


class MainWindow(WindowActs):
    """One review at a time. Methods named after the table of actions are what its keys call."""

    def __init__(self, settings: Settings, *, chooser: Chooser | None = None, settings_path: Path | None = None) -> None:
        super().__init__()
        tasks.share_the_interpreter()
        self.settings = settings
        self._settings_path = settings_path or paths.user_settings()
        self.chooser = chooser or Chooser(self)
        self.session: Session | None = None
        self._place = READ
        self.files = FileActs(self)
        self.actions_ = ActionSet(self)
        self.bar, self.notices = PlaceBar(), NoticeBar()
        self.foot = FootLine()
        self.foot.due_requested.connect(self._show_due)
        self.foot.keys_requested.connect(self.help_keys)
        self._banner = widgets.frame("warning", margin=4)
        self._banner_text = widgets.label(wrap=True)
        self._guide: GuideWindow | None = None
        self._preload: Preload | None = None
        self._lay_out()
        self.actions_.bind(Place.WINDOW, self, self)
        self.menus = self.actions_.fill(self.menuBar())
        self.bar.place_chosen.connect(self.show_place)
        self.bar.search_requested.connect(self.search_all)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 470)  # of a screen of 1366 by 768 at 150 % some 480 are left
        self.resize(first_size(self.screen().availableSize(), self.minimumSize()))
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii")))
        self._apply_settings(dress=False)
        QTimer.singleShot(0, self, theme.switch().dress)  # where no review is opened before the first turn

    def _lay_out(self) -> None:
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        banner = self._banner.layout()
        assert banner is not None
        banner.addWidget(self._banner_text)
        self._banner.hide()
        for widget in (self.bar, widgets.rule(), self._banner):
            self._body.addWidget(widget)
        self._body.addWidget(self.notices)
        self.setCentralWidget(body)
        self.setStatusBar(self.foot)

    # the review

    def open_review(self, path: Path) -> bool:
        """Open a review in place of the present one; on failure the present one stays and a notice says why."""
        try:
            return self._open_review(path)
        finally:
            theme.switch().dress()

    def _open_review(self, path: Path) -> bool:
        try:
            workspace = Workspace.open(path, author=self.settings.author)
        except UserError as error:
            self.notices.fail(str(error))
            return False
        if self.session is not None:
            self._body.removeWidget(self.session)
            self.session.close_review()
            self.session.deleteLater()
        self.settings.opened(path)
        self.session = Session(workspace)
        self._body.insertWidget(3, self.session, 1)
        self._connect(self.session)
        self.setWindowTitle(f"{path.stem} – Reviewer")
        self._banner.setVisible(workspace.read_only)
        self._banner_text.setText(
            "Read only: this review is open in another window, or its file or folder may not be written. Nothing you do here is saved."
            if workspace.read_only
            else ""
        )
        documents = workspace.documents()
        last = workspace.setting("last-document")
        self.show_place(READ)
        if documents:
            self.session.read.open(last if any(d.id == last for d in documents) else documents[0].id)
            self.session.read.restore_desk()
        self._on_changed(frozenset())
        self._show_due_words(())
        QTimer.singleShot(_DUE_AFTER, self.session, self._look_for_due)
        self._preload = self._preload or Preload(self)
        service = synced_with(path)
        if service and not workspace.read_only and not workspace.setting("synced-told"):
            workspace.set_setting("synced-told", service)
            self.notices.fail(
                f"This review lies in a folder that {service} copies to its servers. It may hold unpublished text and is "
                "not encrypted: keep it elsewhere unless your council allows this."
            )
        return True

    def open_default(self) -> bool:
        """Open the review in the user's folder, made at first use; a failure keeps the notice already shown."""
        path = paths.default_review()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.notices.fail(f"The folder for your reviews cannot be made ({error.strerror}). Use File, New review, to choose another place.")
            return False
        said = self.notices.text if self.notices.isVisible() else ""
        opened = self.open_review(path)
        if opened and said:
            self.notices.fail(said)
        return opened

    def _connect(self, session: Session) -> None:
        """Wire one review's parts to the window."""
        read = session.read
        self.actions_.unbind(Place.MATRIX, Place.WORKSHEET, Place.CHECKLIST)  # until this review's own are made
        self.actions_.bind(Place.READ, read, read)
        session.events.changed.connect(self._on_changed)
        session.follow_up_made.connect(self._connect_follow_up)
        session.checklist_made.connect(self._connect_checklist)
        for part in (read, session.importing, session.walk):
            part.failed.connect(self.notices.fail)
            part.noticed.connect(self.notices.tell)
        read.left_again.connect(self.view_follow_up)
        read.undo_offered.connect(lambda text: self.notices.tell(text, act="Undo", on_act=self.edit_undo))
        read.import_requested.connect(self.file_import_documents)
        read.files_dropped.connect(lambda names: self.import_paths([Path(name) for name in names]))
        read.document_shown.connect(self._on_document_shown)
        read.states_changed.connect(self._update_states)
        read.set_view(self.settings.reading_view)
        read.view_changed.connect(self._keep_view)
        session.importing.imported.connect(self._on_imported)
        session.links.worksheet_requested.connect(self._open_worksheet)
        session.walk.worksheet_requested.connect(self._open_worksheet)
        session.links.switch(self.settings.earlier_links)
        read.want_popup(self.settings.selection_popup)
        welcome = session.welcome
        welcome.import_requested.connect(self.file_import_documents)
        welcome.import_folder_requested.connect(self.file_import_folder)
        welcome.sample_requested.connect(self.file_sample)
        welcome.open_requested.connect(self.file_open)
        welcome.review_chosen.connect(lambda name: self.open_review(Path(name)))
        welcome.show_recent(tuple(r for r in self.settings.recent if Path(r) != session.workspace.path))

    def _connect_follow_up(self) -> None:
        follow = self.session.made_follow_up if self.session is not None else None
        if follow is None:
            return
        self.actions_.bind(Place.MATRIX, follow.matrix_page, follow)
        follow.worksheet_made.connect(lambda: self.actions_.bind(Place.WORKSHEET, follow.worksheet_page, follow))
        follow.failed.connect(self.notices.fail)
        follow.noticed.connect(self.notices.tell)
        follow.stack.currentChanged.connect(lambda _: self._update_states())
        follow.document_opened.connect(lambda document: self._visit(document, None))
        follow.passage_opened.connect(self._visit)

    def _connect_checklist(self) -> None:
        checklist = self.session.made_checklist if self.session is not None else None
        if checklist is None:
            return
        self.actions_.bind(Place.CHECKLIST, checklist, checklist)
        checklist.failed.connect(self.notices.fail)
        checklist.noticed.connect(self.notices.tell)
        checklist.exported.connect(lambda name: self.notices.tell(f"Saved {name}"))
        checklist.open_requested.connect(self._open_worksheet)

    # what is in view

    def show_place(self, number: int) -> None:
        """Show Read, Follow up or Checklist; an empty review shows the first steps instead of Read."""
        self._place = number
        self.bar.show_place(number)
        if self.session is None:
            return
        session = self.session
        if number == READ and session.empty and not session.importing.running:
            session.setCurrentWidget(session.welcome)
            session.welcome.first.setFocus()
            self._update_states()
            return
        if number == FOLLOW_UP and session.read.document:
            session.follow_up.prefer(session.read.document)
        page = session.read if number == READ else session.follow_up if number == FOLLOW_UP else session.checklist
        session.setCurrentWidget(page)
        page.focus_first()
        self._update_states()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.session is None:
            return
        workspace = self.session.workspace
        undo, redo = workspace.undo_label, workspace.redo_label
        self.actions_["edit.undo"].setText(f"Undo {_lower(undo)}" if undo else "Undo")
        self.actions_["edit.redo"].setText(f"Redo {_lower(redo)}" if redo else "Redo")
        self.foot.show_state(undo=undo or "", read_only=workspace.read_only)
        if not tables or "tag" in tables:
            self.actions_.name_tags({tag.key: tag.name for tag in workspace.tags() if tag.key})
        if tables & _DATES:
            self._show_due_words(workspace.due_soon(dt.date.today()))
        elif tables & _DUE_BY and not self.session.importing.running:
            self._look_for_due()
        if "document" in tables and self._place == READ and not self.session.importing.running:
            self.show_place(READ)
        self._update_states()

    def _look_for_due(self) -> None:
        """Look beside the window for what is due: letters are read for the dates they print."""
        session = self.session
        if session is not None:
            today, workspace = dt.date.today(), session.workspace

            def found(due: tuple[DueItem, ...]) -> None:
                if session is self.session:
                    self._show_due_words(due)

            tasks.run_in_background(session, lambda: workspace.due_soon(today), found, lambda _: None)

    def _show_due_words(self, due: tuple[DueItem, ...]) -> None:
        self.foot.show_due(soon_words(due, dt.date.today()).capitalize())

    def _update_states(self) -> None:
        if self.session is None:
            self.actions_.set_states(frozenset())
            return
        workspace, states = self.session.workspace, set()
        if not workspace.read_only:
            states.add("writable")
        if self.session.read.document:
            states.add("document")
        if workspace.undo_label and not workspace.read_only:
            states.add("undo")
        if workspace.redo_label and not workspace.read_only:
            states.add("redo")
        self.actions_.set_states(frozenset(states))
        self.actions_.show_places(frozenset(self._places_in_view()))

    def _places_in_view(self) -> set[Place]:
        session = self.session
        if session is None or session.currentWidget() is session.welcome:
            return set()
        if session.currentWidget() is session.read:
            return {Place.READ}
        if session.currentWidget() is session.made_checklist:
            return {Place.CHECKLIST}
        return {Place.WORKSHEET if session.follow_up.in_worksheet else Place.MATRIX}

    def _show_due(self) -> None:
        """Lead from the foot of the window to the list of what is due."""
        self.show_place(FOLLOW_UP)
        if self.session is not None:
            self.session.follow_up.show_due()

    def _on_document_shown(self, document: str) -> None:
        if self.session is not None and not self.session.workspace.read_only:
            self.session.workspace.set_setting("last-document", document)

    def _on_imported(self, documents: tuple[str, ...]) -> None:
        if self.session is None or not documents:
            self.show_place(self._place)
            return
        self.show_place(READ)
        if not self.session.read.document:
            self.session.read.open(documents[0])

    def _open_document(self, document: str) -> None:
        self.show_place(READ)
        if self.session is not None:
            self.session.read.open(document)

    def _visit(self, document: str, place: object) -> None:
        """Read what Follow up points to: a highlight (its id), a passage (Span), or the document."""
        self.show_place(READ)
        if self.session is not None and self.session.read.visit(document, place):
            self.notices.tell(with_keys("[[document.back]] or [[view.follow_up]] goes back to Follow up."))

    def _open_worksheet(self, recommendation: str, document: str) -> None:
        self.show_place(FOLLOW_UP)
        if self.session is not None:
            self.session.follow_up.open_worksheet(recommendation, document)

    def _keep_view(self, view: str) -> None:
        self.settings.reading_view = view  # written with the other settings when the window closes

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        shown = self.session
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and shown and shown.workspace.read_only:
            shown.workspace.refresh()  # what the window that may write has written meanwhile

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.import_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        app_settings.save(self.settings, self._settings_path)
        if self._guide is not None:
            self._guide.close()
        if self.session is not None:
            self.session.close_review()
            self.session = None
        event.accept()


def _lower(label: str | None) -> str:
    return label[:1].lower() + label[1:] if label else ""
