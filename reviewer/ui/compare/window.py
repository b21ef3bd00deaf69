"""The differences between two copies of a report, side by side; a click goes to the place."""

from __future__ import annotations

import difflib
import html

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.copies import Difference, differences
from reviewer.ui import tasks, theme, widgets
from reviewer.ui.compare.standing import stand_low


class CompareWindow(QWidget):
    """Not modal. ``place_requested`` with both documents and the code points of a difference that was clicked."""

    place_requested = Signal(str, int, str, int)  # the older copy and its place, the newer one and its place

    def __init__(self, workspace: Workspace, old: str, new: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._old, self._new, self._names = old, new, (workspace.document(old).file_name, workspace.document(new).file_name)
        self.setWindowTitle("Compare – Reviewer")
        self.resize(1000, 640)
        self._low = False
        self._count = widgets.label("Comparing …", "heading")
        self.page = QTextBrowser()
        self.page.setAccessibleName("Differences, the older copy at the left")
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.addWidget(self._count)
        layout.addWidget(self.page)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        readings = workspace.reading(old), workspace.reading(new)
        tasks.run_in_background(self, lambda: differences(*readings), self._show)

    def _show(self, found: tuple[Difference, ...]) -> None:
        if not found:
            self._count.setText("The two copies say the same; only layout differs.")
            return
        self._count.setText(f"{len(found)} place{'s' if len(found) != 1 else ''} differ{'' if len(found) != 1 else 's'}")
        now = theme.current()
        head = "".join(f"<th align='left' width='50%'>{html.escape(name)}</th>" for name in self._names)
        rows = "".join(self._row(difference) for difference in found)
        style = f"a {{ color: {now.accent}; }} td {{ padding: 8px; border-bottom: 1px solid {now.line}; }} th {{ padding: 8px; }}"
        self.page.document().setDefaultStyleSheet(style)
        self.page.setHtml(f"<table width='100%' cellspacing='0'><tr>{head}</tr>{rows}</table>")

    def _row(self, difference: Difference) -> str:
        old, new = marked(difference.old, difference.new)
        if difference.moved:
            new = f"{new}<br><i>moved: the same words, in another place</i>"
        go = f"<br><a href='#{difference.old_start}-{difference.new_start}'>Show both on their pages</a>"
        return f"<tr><td valign='top'>{old or '<i>not in this copy</i>'}</td><td valign='top'>{new or '<i>not in this copy</i>'}{go}</td></tr>"

    def _on_clicked(self, url: QUrl) -> None:
        before, after = (int(offset) for offset in url.fragment().split("-"))
        if not self._low:
            self._low = True  # once: who moves it back up wants it there
            parent = self.parentWidget()
            stand_low(self, parent.window() if parent is not None else None)
        self.place_requested.emit(self._old, before, self._new, after)


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts as HTML: words only in the old one struck through, only in the new one underlined."""
    if not old or not new:  # a whole passage that one copy lacks: nothing in it to point at
        return _paragraphs(old), _paragraphs(new)
    before, after = old.split(), new.split()
    left, right = [], []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = html.escape(" ".join(before[i:j])), html.escape(" ".join(after[k:m]))
        left.append(was if tag == "equal" or not was else f"<s>{was}</s>")
        right.append(now if tag == "equal" or not now else f"<u><b>{now}</b></u>")
    return " ".join(filter(None, left)), " ".join(filter(None, right))


def _paragraphs(text: str) -> str:
    return html.escape(text).replace("\n", "<br><br>")
