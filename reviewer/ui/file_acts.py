"""What the File menu does with reviews: new, open, sample, copy, restore, audit trail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import paths
from reviewer.app import trail
from reviewer.domain.errors import UserError
from reviewer.ui import tasks
from reviewer.ui.choose import REVIEWS

if TYPE_CHECKING:
    from reviewer.ui.main_window import MainWindow


class FileActs:
    """Serve the window's File menu; every failure becomes a notice."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def _folder(self) -> str:
        session = self._window.session
        return str(session.workspace.path.parent if session else paths.user_data())

    def new(self) -> None:
        """Ask for a name and open a new review there."""
        path = self._window.chooser.save_as("New review", str(Path(self._folder()) / "New review.review"), REVIEWS)
        if path is not None:
            self._window.open_review(path if path.suffix else path.with_suffix(".review"))

    def open(self) -> None:
        """Ask for a review and open it."""
        path = self._window.chooser.review_to_open(self._folder())
        if path is not None:
            self._window.open_review(path)

    def sample(self) -> None:
        """Open the sample review, made at first use beside the user's own."""
        path = paths.user_data() / "Sample.review"

        def make() -> Path:
            if not path.exists():
                from reviewer.app import sample  # late: few ever make it

                path.parent.mkdir(parents=True, exist_ok=True)
                sample.build_sample(path)
            return path

        self._window.notices.tell("The sample review is being made …")
        tasks.run_in_background(self._window, make, self._on_sample_made, self._on_error)

    def _on_sample_made(self, path: Path) -> None:
        self._window.notices.hide()
        self._window.open_review(path)

    def save_copy(self) -> None:
        """Save a copy of the whole review."""
        session = self._window.session
        if session is None:
            return
        path = self._window.chooser.save_as("Save a copy", str(session.workspace.path.with_name(f"{session.workspace.path.stem} copy.review")), REVIEWS)
        if path is not None:
            self._run(lambda: session.workspace.save_copy(path), f"A copy was saved as {path.name}.")

    def restore(self) -> None:
        """Restore a backup; the present state is kept as a backup first."""
        session = self._window.session
        if session is None:
            return
        backups = session.workspace.backups()
        if not backups:
            self._window.notices.tell("There is no backup yet: one is made each day the review is used.")
            return
        backup = self._window.chooser.backup(str(backups[0].parent))
        if backup is not None:
            review = session.workspace.path
            self._run(lambda: session.workspace.restore(backup), "The backup is restored; what was there before is kept as a backup too.", then=lambda: self._window.open_review(review))

    def trail(self) -> None:
        """Export the audit trail as CSV."""
        session = self._window.session
        if session is None:
            return
        path = self._window.chooser.save_as("Export the audit trail", str(Path(self._folder()) / "Audit trail.csv"), "CSV (*.csv)")
        if path is not None:
            self._run(lambda: trail.export_trail(session.workspace, path), f"The audit trail was saved as {path.name}.")

    def _run(self, work: Callable[[], object], done: str, then: Callable[[], object] | None = None) -> None:
        def finish(_result: object) -> None:
            if then is not None:
                then()
            self._window.notices.tell(done)

        tasks.run_in_background(self._window, work, finish, self._on_error)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._window.notices.fail(str(error))
        else:
            self._window.notices.fail("That did not work, and nothing was changed. The details are in the log.")
