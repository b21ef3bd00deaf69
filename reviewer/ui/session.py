"""One open review in the window: the workspace, its one signal, and the three places that show it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer.app.followup import FollowUp
from reviewer.app.workspace import Workspace
from reviewer.ui import tasks
from reviewer.ui.bridge import ReviewEvents
from reviewer.ui.checklist.place import ChecklistPlace
from reviewer.ui.followup.earlier_links import EarlierLinks
from reviewer.ui.followup.earlier_walk import EarlierWalk
from reviewer.ui.followup.place import FollowUpPlace
from reviewer.ui.importing import ImportController
from reviewer.ui.read_place import ReadPlace
from reviewer.ui.welcome import WelcomePage


class Session(QStackedWidget):
    """Stack of the welcome page and the places. Closing it stops its work and closes the file."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.events = ReviewEvents(workspace, self)
        self.welcome = WelcomePage()
        self.read = ReadPlace(workspace)
        suggestions = FollowUp(workspace)
        self.follow_up = FollowUpPlace(workspace, suggestions)
        self.links = EarlierLinks(self.read, suggestions, self)
        self.walk = EarlierWalk(workspace, self.read, self.links, self)
        self.checklist = ChecklistPlace(workspace)
        self.importing = ImportController(workspace, self.read.library, self)
        for page in (self.welcome, self.read, self.follow_up, self.checklist):
            self.addWidget(page)
        for place in (self.read, self.follow_up, self.checklist, self.links):
            self.events.changed.connect(place.refresh)

    @property
    def empty(self) -> bool:
        """Tell whether the review holds no document yet."""
        return not self.workspace.documents()

    def close_review(self) -> None:
        """Stop what runs, remember the place, close the file."""
        self.importing.cancel()
        self.links.stop()
        tasks.wait_for_all()
        self.read.keep_place()
        self.read.close_carried()
        self.events.stop()
        self.read.desk.shutdown()
        self.follow_up.worksheet_page.pane.shutdown()
        self.workspace.close()
