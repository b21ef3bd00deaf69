"""The Checklist work place: what will be exported, as it will be exported, and the export itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from reviewer.app.exporting import (
    ExportCancelledError,
    export_checklist,
    figures,
    plural,
)
from reviewer.app.pictures import save_pictures
from reviewer.app.returning import Returned, read_returned
from reviewer.app.workspace import Workspace
from reviewer.domain.checklist import Checklist, ChecklistFilter
from reviewer.domain.errors import UserError
from reviewer.ui import tasks, theme, widgets
from reviewer.ui.checklist.builder import ChecklistBuilder
from reviewer.ui.checklist.export_bar import PICTURES, ExportBar
from reviewer.ui.checklist.filters import DraftRule, FilterBar
from reviewer.ui.checklist.returned import ReturnedWindow
from reviewer.ui.checklist.sentences import draft_sentence, marking_sentence, nothing_sentence
from reviewer.ui.checklist.table import ChecklistTable
from reviewer.ui.checklist.templates import TemplateChoice
from reviewer.ui.choose import Chooser
from reviewer.ui.key_words import EmptyState

T = TypeVar("T")
_KINDS = {
    "docx": "Word document (*.docx)",
    "xlsx": "Excel workbook (*.xlsx)",
    "pdf": "PDF (*.pdf)",
    "html": "Web page (*.html)",
    "md": "Markdown (*.md)",
    "csv": "CSV (*.csv)",
}
_PICTURES = "SVG pictures (*.svg);;PNG pictures (*.png)"
_MOST_LETTERS = 4000  # of a cell, in the card under the table; the export has all of it
_SHOWN_BY = frozenset(
    {"authority", "document", "fact", "judgement", "recommendation", "revisit", "evidence", "action", "highlight"}
)


class ChecklistPlace(QWidget):
    """Rows, filters, export. Methods named after the table of actions are what its keys call."""

    exported = Signal(str)
    failed = Signal(str)
    noticed = Signal(str)
    open_requested = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stale = True
        self.chooser = Chooser(self)
        self.checklist: Checklist | None = None  # as shown: the last one built
        self._builder = ChecklistBuilder(workspace, self)
        self.filters, self.draft_rule, self.table = FilterBar(), DraftRule(), ChecklistTable()
        self.figures = QHBoxLayout()
        self.nothing_fits = widgets.label("", wrap=True)
        self.where, self.words = widgets.label("", "soft"), widgets.label("", wrap=True)
        self.words.setAccessibleName("The whole text of the cell")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.card = widgets.frame("card", self.where, _scrolled(self.words))
        self.template = TemplateChoice(workspace, self.chooser)
        self.bar = ExportBar(self.template)
        self.running = ""
        self._cancelled = threading.Event()  # a new one for every export
        self._lay_out()
        self._builder.built.connect(self._show)
        self._builder.failed.connect(self.failed)
        self.filters.changed.connect(self._on_filters_changed)
        self.draft_rule.changed.connect(self._rebuild)
        self.table.cell_activated.connect(self._on_cell_activated)
        self.table.cell_focused.connect(self._on_cell_focused)
        self.bar.requested.connect(self._on_requested)
        self.bar.cancelled.connect(self.cancel_export)
        self.template.noticed.connect(self.noticed)
        self.template.failed.connect(self.failed)

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, theme.GRID, 16, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.filters)
        layout.addWidget(self.draft_rule)
        head = QHBoxLayout()
        head.addLayout(self.figures)
        head.addStretch()
        head.addWidget(widgets.key_cap("Enter"))
        head.addWidget(widgets.label("open the answer", "soft"))
        layout.addLayout(head)
        self.nothing_fits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.nothing_fits, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.card)
        layout.addWidget(self.bar)
        self._page = page
        self._nothing_yet = EmptyState(
            "No recommendations yet",
            "The checklist lists the recommendations of an earlier inspection with what each later visit said. "
            "Import the documents, then accept the suggested recommendations.",
            (("file.import_documents", "import documents"), ("view.read", "read, then [[suggestion.accept_all]] accepts all suggestions")),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(self._nothing_yet)

    # what is shown

    def refresh(self, tables: frozenset[str]) -> None:
        """Show the review as it is now; a place out of sight waits until it is looked at."""
        if tables and not tables & _SHOWN_BY:
            return
        self._stale = True
        if self.isVisible():
            self._reload()

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        (self.table if self._stack.currentWidget() is self._page else self._nothing_yet).setFocus()

    def prefer(self, document: str) -> None:
        """Show the checklist of this earlier document, where it has one."""
        self._reload_if_stale()
        self.filters.prefer(document)

    def _reload_if_stale(self) -> None:
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        earlier = self._workspace.earlier_documents()
        names = {authority.urn: authority.name for authority in self._workspace.authorities()}
        first = self.filters.earlier.currentData() is None
        kept = self._workspace.setting("checklist-earlier") if first else self.filters.earlier.currentData()
        chosen = frozenset(self._workspace.setting("checklist-authorities").split()) if first else self.filters.authorities.chosen
        self.filters.offer(earlier, names, chosen)
        self.filters.prefer(kept)
        self._stack.setCurrentWidget(self._page if earlier else self._nothing_yet)
        self._rebuild()

    def _on_filters_changed(self) -> None:
        chosen = self.filters.earlier.currentData()
        if chosen and not self._workspace.read_only:
            self._keep("checklist-earlier", chosen)
            self._keep("checklist-authorities", " ".join(sorted(self.filters.authorities.chosen)))
        self._rebuild()

    def _keep(self, name: str, value: str) -> None:
        if value != self._workspace.setting(name):
            self._workspace.set_setting(name, value)

    def _rebuild(self) -> None:
        """Build the rows from what is chosen now."""
        chosen = self.filters.filter(self.draft_rule.reason.text())
        if chosen is None:
            self._builder.forget()
            self.checklist = None
            self.table.show_checklist(None)
        else:
            self._builder.ask(chosen)

    def _show(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.filters.offer_choices(checklist.owners, checklist.themes)
        self.table.show_checklist(checklist)
        self._show_figures(checklist)
        drafts = len(checklist.left_out) or sum(document.draft for document in checklist.sources)
        self.draft_rule.show_rule(drafts, draft_sentence(checklist, drafts))
        self.bar.show_marking(marking_sentence(checklist))
        self.nothing_fits.setText("" if checklist.rows else nothing_sentence(checklist))
        self.nothing_fits.setVisible(not checklist.rows)
        self.table.setVisible(bool(checklist.rows))

    def _show_figures(self, checklist: Checklist) -> None:
        while self.figures.count():
            item = self.figures.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, (number, words) in enumerate(figures(checklist)):
            if number != "0" or place < 2:
                number_label, words_label = widgets.label(number, "heading"), widgets.label(words, "soft")
                pill = widgets.frame("pill", number_label, words_label, vertical=False, margin=4)
                pill.setAccessibleName(f"{number} {words}")
                self.figures.addWidget(pill)

    def _on_cell_activated(self, recommendation: str, document: str) -> None:
        row = next((row for row in self.checklist.rows if row.id == recommendation), None) if self.checklist else None
        if row is None or not row.answers:
            return
        unchecked = next((answer.document for answer in row.answers if not answer.coverage), row.answers[-1].document)
        self.open_requested.emit(recommendation, document or unchecked)

    def _on_cell_focused(self, where: str, words: str) -> None:
        self.where.setText(where)
        self.words.setText(words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}…")
        self.card.setVisible(bool(where))

    # export

    def _on_requested(self, format: str) -> None:
        if format == PICTURES:
            self.save_pictures()
        else:
            self.export(format)

    def checklist_export_word(self) -> None:
        self.export("docx")

    def checklist_export_excel(self) -> None:
        self.export("xlsx")

    def checklist_export_pdf(self) -> None:
        self.export("pdf")

    def checklist_export_html(self) -> None:
        self.export("html")

    def checklist_export_markdown(self) -> None:
        self.export("md")

    def checklist_export_csv(self) -> None:
        self.export("csv")

    def checklist_save_pictures(self) -> None:
        self.save_pictures()

    def checklist_choose_template(self) -> None:
        self.template.choose()

    def checklist_own_layout(self) -> None:
        self.template.use_own()

    def checklist_save_template(self) -> None:
        self.template.save_sample()

    def checklist_import_excel(self) -> None:
        self.read_filled_in()

    def read_filled_in(self, path: Path | None = None) -> None:
        """Read an Excel checklist that came back, in the background; ask for it where no path is given."""
        folder = self._workspace.setting("export-folder") or str(self._workspace.path.parent)
        path = path or self.chooser.filled_in(folder)
        if path is not None:
            chosen = path
            tasks.run_in_background(
                self, lambda: read_returned(self._workspace, chosen), self._show_returned, lambda e: self._on_unread(chosen, e)
            )

    def _show_returned(self, returned: Returned) -> None:
        window = ReturnedWindow(self._workspace, returned, self)
        window.taken_over.connect(self.noticed)
        window.show()
        window.activateWindow()

    def _on_unread(self, path: Path, error: Exception) -> None:
        words = f"“{path.name}” could not be read; nothing was changed."
        self.failed.emit(str(error) if isinstance(error, UserError) else words)

    def export(self, format: str, path: Path | None = None) -> None:
        """Write the checklist in the background; ask for the path where none is given."""
        chosen = self._ready()
        path = (path or self._ask(format)) if chosen else None
        if chosen is not None and path is not None:
            place, template, notes, wanted = path, self.template.path, list[str](), self._still_wanted()
            self._start(
                path.parent, path.name,
                lambda: export_checklist(
                    self._workspace, chosen, format, place, template=template, tell=notes.append, wanted=wanted
                ),
                lambda written: self._on_done(str(written), notes),
            )  # fmt: skip

    def save_pictures(self, path: Path | None = None) -> None:
        """Write every picture in a file of its own, in the background; ask for the first part of their names."""
        chosen = self._ready()
        if chosen is not None and path is None:
            path = self.chooser.save_as("Save the pictures", self._proposed("svg"), _PICTURES)
        if chosen is not None and path is not None:
            place, wanted = path, self._still_wanted()
            self._start(
                path.parent, path.name, lambda: save_pictures(self._workspace, chosen, place, wanted=wanted),
                lambda written: self._on_done(f"{plural(len(written), 'picture')} in {place.parent}", []),
            )  # fmt: skip

    def _ready(self) -> ChecklistFilter | None:
        """Return what is to be written, None (and a sentence) where nothing can be now."""
        self._reload_if_stale()
        self._builder.finish()
        chosen = self.filters.filter(self.draft_rule.reason.text())
        if chosen is None or self.checklist is None:
            self.failed.emit("There is nothing to export yet: accept or tag recommendations first.")
            return None
        if self.running:
            self.failed.emit(f"“{self.running}” is still being written. Wait a moment, then export again.")
            return None
        return chosen

    def _ask(self, format: str) -> Path | None:
        path = self.chooser.save_as("Export the checklist", self._proposed(format), _KINDS[format])
        if path is not None and path.suffix.lower() != f".{format}":
            path = path.with_name(f"{path.name}.{format}")
        return path

    def _proposed(self, suffix: str) -> str:
        """Return the path that the dialog proposes."""
        assert self.checklist is not None
        folder = self._workspace.setting("export-folder") or str(self._workspace.path.parent)
        earlier = self.checklist.earlier
        year = earlier[0].year if len(earlier) == 1 else ""
        words = f"Follow-up checklist {self.checklist.authority} {year}".replace("/", " ")
        return str(Path(folder) / f"{' '.join(words.split())}.{suffix}")

    def _start(self, folder: Path, name: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._show_running(name)
        if not self._workspace.read_only:
            self._workspace.set_setting("export-folder", str(folder))
        tasks.run_in_background(self, work, done, self._on_error)

    def _still_wanted(self) -> Callable[[], bool]:
        """Return what the next export asks, on its own thread, whether it still goes on."""
        cancelled = self._cancelled = threading.Event()
        return lambda: not cancelled.is_set()

    def cancel_export(self) -> None:
        """Let the export that runs come to an end; nothing is written then."""
        self._cancelled.set()
        self.bar.cancel.setEnabled(False)

    def _show_running(self, name: str) -> None:
        self.running = name
        self.bar.show_running(name)

    def _on_done(self, written: str, notes: Sequence[str]) -> None:
        self._show_running("")
        self.exported.emit(". ".join((written, *notes)))

    def _on_error(self, error: Exception) -> None:
        self._show_running("")
        if isinstance(error, ExportCancelledError):
            self.noticed.emit(str(error))
            return
        self.failed.emit(
            str(error)
            if isinstance(error, UserError)
            else "The export failed and nothing was written. Export again, or in another format."
        )

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload_if_stale()


def _scrolled(words: QWidget) -> QScrollArea:
    """Return an area of a few lines, so that the table keeps its height as one moves through it."""
    area = QScrollArea()
    area.setWidget(words)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setAccessibleName("The whole text of the cell")
    area.viewport().setAutoFillBackground(False)
    words.setAutoFillBackground(False)
    area.setFixedHeight(3 * words.fontMetrics().lineSpacing() + theme.GRID // 2)
    return area
