"""The Follow up work place: figures, timeline and matrix on one page, the worksheet on another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer.app.followup import FollowUp
from reviewer.app.pictures import save_picture
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.matrix_totals import RowOrder, ordered
from reviewer.domain.milestones import DueItem
from reviewer.domain.review import Cell, Matrix
from reviewer.domain.timeline import build_timeline
from reviewer.ui import tasks
from reviewer.ui.choose import Chooser
from reviewer.ui.followup.dates_bar import DatesBar
from reviewer.ui.followup.figures import figures
from reviewer.ui.followup.matrix_choice import fill, filtered
from reviewer.ui.followup.matrix_model import Beside, as_table_html, as_table_text
from reviewer.ui.followup.matrix_page import Above, MatrixPage
from reviewer.ui.followup.succession import SuccessionBar
from reviewer.ui.followup.thread_desk import ThreadDesk
from reviewer.ui.followup.thread_popup import ThreadPopup
from reviewer.ui.followup.worksheet import Worksheet
from reviewer.ui.followup.worksheet_keys import WorksheetKeys
from reviewer.ui.key_words import EmptyState

PICTURES = "Pictures (*.png);;Drawings (*.svg)"
_ABOVE, _ORDER = "followup-above", "followup-order"  # settings of the review: what stands above the table, its order


class FollowUpPlace(WorksheetKeys):
    """Both pages. Methods named after the table of actions are what its keys call.

    The worksheet is made when it is first opened: half of what the place costs would go into it.
    """

    worksheet_made = Signal()
    failed = Signal(str)
    noticed = Signal(str)
    document_opened = Signal(str)

    def __init__(self, workspace: Workspace, follow_up: FollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._follow_up, self._stale = workspace, follow_up, True
        self.chooser = Chooser(self)
        self.matrix_page, self.threads = MatrixPage(), ThreadDesk(workspace, self)
        self.made_worksheet: Worksheet | None = None
        self._nothing_yet = EmptyState(
            "Nothing to follow up yet",
            "Import an inspection report, then accept or tag its recommendations. They appear here as rows, with one column for each later visit.",
            (("view.read", "go to Read"), ("file.import_documents", "import documents")),
        )
        self._no_later = EmptyState(
            "No later visit yet",
            "These recommendations have no later document of the same authority to be followed up in. Import one, or check the authority and the dates of those you have.",
            (("file.import_documents", "import documents"),),
        )
        self.stack = QStackedWidget()
        for page in (self._nothing_yet, self.matrix_page):
            self.stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.thread_popup = ThreadPopup(workspace, self)
        self.succession = SuccessionBar(workspace)
        page_layout = self.matrix_page.layout()
        assert isinstance(page_layout, QVBoxLayout)
        page_layout.insertWidget(1, self.succession)
        self.dates = DatesBar(workspace)
        self.dates.tab_after = self.matrix_page.filter
        page_layout.insertWidget(2, self.dates)
        page_layout.insertWidget(5, self._no_later)
        self._no_later.hide()
        self._connect()
        self._restore_choices()

    def _restore_choices(self) -> None:
        page, above, order = self.matrix_page, self._workspace.setting(_ABOVE), self._workspace.setting(_ORDER)
        page.show_above(Above(above) if above in {*Above} else Above.AUTO)
        page.order.setCurrentIndex(max(page.order.findData(RowOrder(order)) if order in {*RowOrder} else 0, 0))

    def _connect(self) -> None:
        page = self.matrix_page
        page.chooser.activated.connect(lambda _: self._show_matrix())
        page.filter.activated.connect(lambda _: self._show_matrix())
        page.order.activated.connect(lambda _: self._on_order_chosen())
        page.years.recommendation_activated.connect(self._go_to_recommendation)
        page.matrix.cell_activated.connect(self.open_worksheet)
        page.matrix.cell_focused.connect(self._on_cell_focused)
        page.timeline.document_activated.connect(self.document_opened)
        self.succession.failed.connect(self.failed)
        self.dates.failed.connect(self.failed)
        self.dates.item_chosen.connect(self._on_due_chosen)
        self.threads.failed.connect(self.failed)
        self.threads.noticed.connect(self.noticed)
        self.threads.changed.connect(self._show_matrix)
        self.thread_popup.decided.connect(self.threads.link)
        self.thread_popup.closed.connect(self.focus_first)

    # showing

    @property
    def worksheet_page(self) -> Worksheet:
        """Return the worksheet, made at first use."""
        if self.made_worksheet is None:
            self.made_worksheet = sheet = Worksheet(self._workspace, self._follow_up, self.threads)
            self.stack.addWidget(sheet)
            sheet.failed.connect(self.failed)
            sheet.noticed.connect(self.noticed)
            sheet.back_requested.connect(self.worksheet_back)
            self.worksheet_made.emit()
        return self.made_worksheet

    @property
    def in_worksheet(self) -> bool:
        return self.made_worksheet is not None and self.stack.currentWidget() is self.made_worksheet

    def earlier(self) -> str:
        """Return the id of the earlier document whose matrix is shown, "" where there is none."""
        return str(self.matrix_page.chooser.currentData() or "")

    def refresh(self, tables: frozenset[str]) -> None:
        """Show again what changed; a place that is not in view waits until it is."""
        self._stale = True
        if self.isVisible():
            self._catch_up(tables)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._catch_up(frozenset({"revisit", "evidence", "highlight", "recommendation", "document"}))
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to what the keys of this place work on."""
        (self.worksheet_page.pane if self.in_worksheet else self.matrix_page.matrix).setFocus()

    def _catch_up(self, tables: frozenset[str]) -> None:
        self._stale = False
        self._fill_chooser()
        if self.in_worksheet and self.earlier():  # the table is shown anew on the way back
            self.threads.look(self.earlier())
        else:
            self._show_matrix()
        if self.made_worksheet is not None:
            self.made_worksheet.refresh(tables)

    def _fill_chooser(self) -> None:
        chooser, kept = self.matrix_page.chooser, self.earlier()
        names = {authority.urn: authority.name for authority in self._workspace.authorities()}
        chooser.blockSignals(True)
        chooser.clear()
        for document in self._workspace.earlier_documents():
            place = names.get(document.authority, "Authority not stated")
            chooser.addItem(f"{place} – {document.name}", document.id)
        at = chooser.findData(kept)
        chooser.setCurrentIndex(at if at >= 0 else (0 if chooser.count() else -1))
        chooser.blockSignals(False)

    def prefer(self, document: str) -> None:
        """Choose the recommendations of the document that was being read, where it has any."""
        if not self.in_worksheet and any(d.id == document for d in self._workspace.earlier_documents()):
            self.show_earlier(document)

    def show_earlier(self, document: str) -> None:
        """Choose the earlier document by id."""
        self._fill_chooser()
        at = self.matrix_page.chooser.findData(document)
        if at >= 0:
            self.matrix_page.chooser.setCurrentIndex(at)
        self._show_matrix()

    def _show_matrix(self) -> None:
        earlier, page = self.earlier(), self.matrix_page
        if not earlier:
            page.matrix.matrix_model.show(None)
            self.stack.setCurrentWidget(self._nothing_yet)
            return
        if self.stack.currentWidget() is self._nothing_yet:
            self.stack.setCurrentWidget(page)
        matrix = self._workspace.matrix(earlier)
        kept = page.matrix.keep_current()
        today = dt.date.today()
        fill(page.filter, matrix)
        self._show_table(matrix, today)
        self._no_later.setVisible(not matrix.later)
        self.succession.show_earlier(matrix.earlier)
        self.dates.show_document(earlier, today)
        documents = [d for d in self._workspace.documents() if d.authority == matrix.earlier.authority]
        timeline = build_timeline(documents)
        page.timeline.show_timeline(timeline)
        page.years.show_matrix(matrix, today)
        page.offer_above(judgements=bool(timeline.lanes), rows=bool(matrix.rows and matrix.later))
        page.show_figures(figures(matrix, today))
        self._keep_cell(matrix, kept)
        self.threads.look(earlier)

    def _show_table(self, matrix: Matrix, today: dt.date) -> None:
        page, order = self.matrix_page, RowOrder(self.matrix_page.order.currentData())
        shown = ordered(filtered(matrix, str(page.filter.currentData()), today), order, today)
        copies = frozenset(offer.document for offer in self._workspace.copy_offers())
        beside = Beside(self._workspace.repeated_evidence(matrix.earlier.id), self.threads.words(matrix.earlier.id), copies)
        page.matrix.matrix_model.show(shown, order=order, beside=beside, part=len(shown.rows) < len(matrix.rows))
        page.matrix.lay_out()

    def _keep_cell(self, matrix: Matrix, kept: tuple[str, str] | None) -> None:
        """Stay where the officer was; in another matrix, or where the row is filtered away, begin with the first."""
        view = self.matrix_page.matrix
        if kept is not None:
            view.go_to(*kept)
        rows = view.matrix_model.matrix.rows if view.matrix_model.matrix else ()
        if not view.currentIndex().isValid() and rows and matrix.later:
            view.go_to(rows[0].recommendation.id, matrix.later[0].id)
        if not view.currentIndex().isValid():
            self._on_cell_focused(None)

    def _on_cell_focused(self, cell: Cell | None) -> None:
        cited = cell.cited if cell is not None else ()
        self.matrix_page.show_quotation(cited, self._workspace.document(cited[0].document).name if cited else "")

    def _on_order_chosen(self) -> None:
        self._workspace.set_setting(_ORDER, str(self.matrix_page.order.currentData()))
        self._show_matrix()

    def _go_to_recommendation(self, recommendation: str) -> None:
        """Go to the row of a bar; a filter that hides it is taken off."""
        view, later = self.matrix_page.matrix, self._workspace.matrix(self.earlier()).later
        if not view.matrix_model.place_of(recommendation, later[0].id if later else "").isValid():
            self.matrix_page.filter.setCurrentIndex(0)
            self._show_matrix()
        if later:
            view.go_to(recommendation, later[0].id)
            view.setFocus()

    def show_due(self) -> None:
        """Open the list of what is due soon in the whole review."""
        if self.in_worksheet:
            self.worksheet_back()
        if self.dates.isVisible():
            self.dates.soon.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.dates.soon.click()

    def _on_due_chosen(self, item: DueItem) -> None:
        """Go to the row of an action that is due, or to the dates of a document."""
        self.matrix_page.filter.setCurrentIndex(0)
        self.show_earlier(item.document)
        matrix = self.matrix_page.matrix.matrix_model.matrix
        if item.recommendation and matrix is not None and matrix.later:
            self.matrix_page.matrix.go_to(item.recommendation, matrix.later[0].id)
            self.matrix_page.matrix.setFocus()
        else:
            self.dates.focus_first()

    def open_worksheet(self, recommendation: str, document: str) -> None:
        """Open the worksheet of one cell."""
        sheet = self.worksheet_page
        self.stack.setCurrentWidget(sheet)
        sheet.open(recommendation, document)

    # the actions' handlers

    def matrix_open(self) -> None:
        place = self.matrix_page.matrix.keep_current()
        if place is not None and self.matrix_page.matrix.matrix_model.matrix is not None:
            recommendation, document = place
            later = self.matrix_page.matrix.matrix_model.matrix.later
            if document or later:
                self.open_worksheet(recommendation, document or later[0].id)

    def matrix_next_unanswered(self) -> None:
        if self.matrix_page.filter.currentIndex() and self.earlier():
            self.matrix_page.filter.setCurrentIndex(0)
            self._show_matrix()
        matrix, view = self.matrix_page.matrix.matrix_model.matrix, self.matrix_page.matrix
        place = matrix.next_unanswered(view.keep_current()) if matrix else None
        if place is None:
            self.noticed.emit("Every recommendation is answered for every later visit here.")
        else:
            view.go_to(*place)
            view.setFocus()

    def matrix_quotation(self) -> None:
        cell = self.matrix_page.matrix.matrix_model.cell(self.matrix_page.matrix.currentIndex())
        if cell is None or not cell.cited:
            self.noticed.emit("No passage is cited here yet.")
        elif self.matrix_page.quotation_card.isVisible():
            self.matrix_page.quotation_card.hide()
        else:
            self._on_cell_focused(cell)

    def matrix_filter(self) -> None:
        self.matrix_page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.matrix_page.filter.showPopup()

    def matrix_order(self) -> None:
        self.matrix_page.order.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.matrix_page.order.showPopup()

    def matrix_above(self) -> None:
        page = self.matrix_page
        page.show_above(page.next_above())
        self._workspace.set_setting(_ABOVE, page.above)
        if page.above is Above.YEARS:
            page.years.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            page.matrix.setFocus()

    def matrix_dates(self) -> None:
        if self.dates.isVisible():
            self.dates.focus_first()
        else:
            self.noticed.emit("No date follows from this document, and nothing is due within two weeks.")

    def matrix_copy(self) -> None:
        model, copied = self.matrix_page.matrix.matrix_model, QMimeData()
        copied.setText(as_table_text(model))
        copied.setHtml(as_table_html(model))
        QGuiApplication.clipboard().setMimeData(copied)
        self.noticed.emit("The matrix is copied: paste it into Word or Excel.")

    def matrix_save_picture(self) -> None:
        earlier = self.earlier()
        if not earlier:
            self.noticed.emit("There is no matrix to draw yet.")
            return
        folder = self._workspace.setting("export-folder") or str(self._workspace.path.parent)
        name = f"Follow-up {self.matrix_page.chooser.currentText()}.png".replace("/", " ")
        path = self.chooser.save_as("Save as a picture", str(Path(folder) / name), PICTURES)
        if path is None:
            return

        def saved(written: Path) -> None:
            self.noticed.emit(f"Saved {written.name}: judgements, matrix and years since revisited.")

        def failed(error: Exception) -> None:
            self.failed.emit(str(error) if isinstance(error, UserError) else "The picture could not be drawn; nothing was written.")

        tasks.run_in_background(self, lambda: save_picture(self._workspace, earlier, path), saved, failed)

    def worksheet_choose_thread(self) -> None:
        self._choose_thread(self.worksheet_page.place[0])

    def matrix_choose_thread(self) -> None:
        place = self.matrix_page.matrix.keep_current()
        self._choose_thread(place[0] if place is not None else "")

    def _choose_thread(self, recommendation: str) -> None:
        if not self.thread_popup.open_for(recommendation):
            self.noticed.emit("There is no recommendation of an earlier or later document of this authority to link to.")

    def worksheet_back(self) -> None:
        place = self.worksheet_page.place
        self.stack.setCurrentWidget(self.matrix_page)
        self._show_matrix()
        self.matrix_page.matrix.go_to(*place)
        self.matrix_page.matrix.setFocus()
