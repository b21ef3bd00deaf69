"""Start the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer import paths
from reviewer.app import settings as app_settings
from reviewer.ui.main_window import MainWindow

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window on the review named first, else on the one last used, else on a new one in the user's folder."""
    review = Path(arguments[0]) if arguments else None
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Reviewer")
    app.setDesktopFileName("reviewer")
    app.setStyle("Fusion")
    settings = app_settings.load(paths.user_settings())
    window = MainWindow(settings)
    window.show()
    if not _open_first(window, review):
        log.warning("No review could be opened")
    return app.exec()


def _open_first(window: MainWindow, review: Path | None) -> bool:
    if review is not None and window.open_review(review):
        return True
    for path in map(Path, window.settings.recent):
        if review is None and path.exists():
            if window.open_review(path):
                return True
            break
    return window.open_default()
