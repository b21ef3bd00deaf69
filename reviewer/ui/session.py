"""One open review in the window: the workspace, its one signal, and the three places that show it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer.app.workspace import Workspace
from reviewer.ui import tasks
from reviewer.ui.bridge import ReviewEvents
from reviewer.ui.followup.earlier_links import EarlierLinks
from reviewer.ui.followup.earlier_walk import EarlierWalk
from reviewer.ui.importing import ImportController
from reviewer.ui.read_place import ReadPlace
from reviewer.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from reviewer.app.followup import FollowUp
    from reviewer.domain.passage import EarlierMention
    from reviewer.ui.checklist.place import ChecklistPlace
    from reviewer.ui.followup.place import FollowUpPlace


class Session(QStackedWidget):
    """Stack of the welcome page and the places. Closing it stops its work and closes the file.

    Follow up and Checklist are made when they are first asked for: the officer starts in Read, and half of a start
    would go into what is not in view. Until then ``made_follow_up`` and ``made_checklist`` are None; a signal tells
    of each, once, so that it can be connected.
    """

    follow_up_made = Signal()
    checklist_made = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.events = ReviewEvents(workspace, self)
        self.welcome = WelcomePage()
        self.read = ReadPlace(workspace)
        self.made_follow_up: FollowUpPlace | None = None
        self.made_checklist: ChecklistPlace | None = None
        self._follow_up: FollowUp | None = None
        self._lock = threading.Lock()
        self.links = EarlierLinks(self.read, self._earlier_in, self)
        self.walk = EarlierWalk(workspace, self.read, self.links, self)
        self.importing = ImportController(workspace, self.read.library, self)
        self.importing.imported.connect(self.events.flush)  # first: what follows opens a document the views must know
        for page in (self.welcome, self.read):
            self.addWidget(page)
        for place in (self.read, self.links):
            self.events.changed.connect(place.refresh)

    @property
    def follow_up(self) -> FollowUpPlace:
        """Return the Follow up place, made at first use."""
        if self.made_follow_up is None:
            from reviewer.ui.followup.place import FollowUpPlace  # late: half a start would go into it

            self.made_follow_up = place = FollowUpPlace(self.workspace, self._suggestions())
            self._take(place, place.refresh)
            self.follow_up_made.emit()
        return self.made_follow_up

    @property
    def checklist(self) -> ChecklistPlace:
        """Return the Checklist place, made at first use."""
        if self.made_checklist is None:
            from reviewer.ui.checklist.place import ChecklistPlace  # late: as above

            self.made_checklist = place = ChecklistPlace(self.workspace)
            self._take(place, place.refresh)
            self.checklist_made.emit()
        return self.made_checklist

    def _take(self, place: QWidget, refresh: Callable[[frozenset[str]], None]) -> None:
        self.addWidget(place)
        self.events.changed.connect(refresh)

    def _suggestions(self) -> FollowUp:
        """Return what ranks passages, one for the review. Any thread: the first to ask may be the look for links."""
        from reviewer.app.followup import FollowUp  # late: the first page does not need what it ranks with

        with self._lock:
            self._follow_up = self._follow_up or FollowUp(self.workspace)
            return self._follow_up

    def _earlier_in(self, document: str) -> tuple[EarlierMention, ...]:
        return self._suggestions().earlier_in(document)

    @property
    def empty(self) -> bool:
        """Tell whether the review holds no document yet."""
        return not self.workspace.documents()

    def close_review(self) -> None:
        """Stop what runs, remember the place, close the file."""
        self.importing.cancel()
        self.links.stop()
        if self.made_follow_up is not None:
            self.made_follow_up.stop()
        tasks.wait_for_all()
        self.read.keep_place()
        self.read.close_carried()
        self.events.stop()
        self.read.desk.shutdown()
        if self.made_follow_up is not None and self.made_follow_up.made_worksheet is not None:
            self.made_follow_up.made_worksheet.pane.shutdown()
        self.workspace.close()
