"""The program starts light: what reads, ranks and writes documents is loaded when it is first needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# pypdfium2 is not among them: the first page of the document last read is drawn with it.
HEAVY = {
    "docx", "jinja2", "lxml", "markdown", "multiprocessing.connection", "openpyxl", "pdfminer", "pdfplumber", "PIL",
    "rapidfuzz", "reportlab", "reviewer.app.exporting", "reviewer.followup.features", "reviewer.followup.kept", "reviewer.followup.suggest",
    "reviewer.reading.facts.dates", "reviewer.reading.reader", "reviewer.ui.checklist.place", "reviewer.ui.followup.place",
}  # fmt: skip
_START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from reviewer.app.settings import Settings
from reviewer.ui.main_window import CHECKLIST, FOLLOW_UP, MainWindow
app = QApplication([])
window = MainWindow(Settings(author="Officer"), settings_path=Path(sys.argv[1]) / "settings.json")
window.show()
assert window.open_review(Path(sys.argv[1]) / "Empty.review")
print(*sys.modules)
window.show_place(FOLLOW_UP)
window.show_place(CHECKLIST)
print(*sys.modules)
window.close()
"""


def loaded(folder: Path) -> tuple[set[str], set[str]]:
    """Return the modules of a program whose window shows a review, before and after it showed the other places."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _START, str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    return set(first.split()), set(second.split())


def test_a_window_with_a_review_has_loaded_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    at_first, later = loaded(tmp_path)
    assert not at_first & HEAVY
    assert {"reviewer.ui.checklist.place", "reviewer.ui.followup.place"} <= later
