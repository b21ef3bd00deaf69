"""The Follow up work place: figures, timeline and matrix on one page, the worksheet on another."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer.app.followup import FollowUp
from reviewer.app.workspace import Workspace
from reviewer.domain.matrix_totals import RowOrder, ordered
from reviewer.domain.milestones import DueItem
from reviewer.domain.review import Matrix
from reviewer.domain.timeline import build_timeline
from reviewer.ui.choose import Chooser
from reviewer.ui.followup.dates_bar import DatesBar
from reviewer.ui.followup.figures import figures
from reviewer.ui.followup.foresight import Foresight
from reviewer.ui.followup.matrix_choice import fill, filtered, found
from reviewer.ui.followup.matrix_keys import ABOVE, ORDER, MatrixKeys
from reviewer.ui.followup.matrix_model import Beside
from reviewer.ui.followup.matrix_page import Above, MatrixPage
from reviewer.ui.followup.succession import SuccessionBar
from reviewer.ui.followup.thread_desk import ThreadDesk
from reviewer.ui.followup.thread_popup import ThreadPopup
from reviewer.ui.followup.worksheet import Worksheet
from reviewer.ui.key_words import EmptyState


class FollowUpPlace(MatrixKeys):
    """Both pages. Methods named after the table of actions are what its keys call.

    The worksheet is made when it is first opened: half of what the place costs would go into it.
    """

    worksheet_made = Signal()

    def __init__(self, workspace: Workspace, follow_up: FollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._follow_up, self._stale = workspace, follow_up, True
        self.chooser = Chooser(self)
        self.matrix_page, self.threads = MatrixPage(), ThreadDesk(workspace, self)
        self._foresight, self._visited = Foresight(follow_up, self), ""
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
        page_layout.insertWidget(2, self.succession)
        self.dates = DatesBar(workspace)
        self.dates.tab_after = self.matrix_page.filter
        page_layout.insertWidget(3, self.dates)
        page_layout.insertWidget(6, self._no_later)
        self._no_later.hide()
        self._connect()
        self._restore_choices()

    def _restore_choices(self) -> None:
        page, above, order = self.matrix_page, self._workspace.setting(ABOVE), self._workspace.setting(ORDER)
        page.show_above(Above(above) if above in {*Above} else Above.AUTO)
        page.order.setCurrentIndex(max(page.order.findData(RowOrder(order)) if order in {*RowOrder} else 0, 0))

    def _connect(self) -> None:
        page = self.matrix_page
        page.chooser.activated.connect(lambda _: self._show_matrix())
        page.filter.activated.connect(lambda _: self._show_matrix())
        page.order.activated.connect(lambda _: self._on_order_chosen())
        page.years.recommendation_activated.connect(self._go_to_recommendation)
        page.matrix.cell_activated.connect(self.open_worksheet)
        page.matrix.cell_focused.connect(lambda _: self._show_card())
        page.matrix.cells_selected.connect(self._show_card)
        page.matrix.visit_chosen.connect(self.select_unanswered)
        page.finder.words_changed.connect(self._on_words_changed)
        page.finder.left.connect(page.matrix.setFocus)
        self._foresight.arrived.connect(self._on_foreseen)
        for opened in (self.document_opened, self.passage_opened):
            opened.connect(self._on_document_opened)
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
        self._foresight.forget(tables)
        if self.isVisible():
            self._catch_up(tables)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._catch_up(frozenset({"revisit", "evidence", "highlight", "recommendation", "document"}))
        self.focus_first()

    def stop(self) -> None:
        """End what is looked for beside the window, before the review is closed."""
        self._foresight.stop()

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
        """Choose the recommendations of the document that was being read, where it has any; not of one looked up from here."""
        if not self.in_worksheet and document != self._visited and any(d.id == document for d in self._workspace.earlier_documents()):
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
        self._foresight.look(matrix)

    def _show_table(self, matrix: Matrix, today: dt.date) -> None:
        page, order = self.matrix_page, RowOrder(self.matrix_page.order.currentData())
        chosen = filtered(found(matrix, page.finder.words), str(page.filter.currentData()), today)
        shown = ordered(chosen, order, today)
        page.finder.show_count(len(shown.rows), len(matrix.rows))
        beside = Beside(self._workspace.repeated_evidence(matrix.earlier.id), self.threads.words(matrix.earlier.id))
        page.matrix.matrix_model.foresee(self._foresight.found)
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
        self._show_card()

    def _show_card(self) -> None:
        """Show below the table what the current cell rests on; where nothing is cited, only once that was asked for."""
        view, card = self.matrix_page.matrix, self.matrix_page.card
        index, chosen = view.currentIndex(), view.selected_cells()
        cell = view.matrix_model.cell(index) if index.isValid() else None
        card.show_selected(len(chosen), sum(one.revisit is not None for one in chosen))
        if cell is None or not (cell.cited or self._look or view.several):
            card.hide()
            return
        name = self._workspace.document(cell.document).name
        if cell.revisit is not None:
            card.show_answer(cell, name)
        else:
            card.show_suggestion(view.matrix_model.suggestion(index), name)

    def _on_foreseen(self) -> None:
        self.matrix_page.matrix.matrix_model.foresee(self._foresight.found)
        self.matrix_page.matrix.fit_rows()
        self._show_card()

    def _on_words_changed(self) -> None:
        matrix, kept = self._workspace.matrix(self.earlier()), self.matrix_page.matrix.keep_current()
        self._show_table(matrix, dt.date.today())
        self._keep_cell(matrix, kept)

    def _show_all_rows(self) -> None:
        """Take off what hides rows: the words looked for and the filter."""
        page = self.matrix_page
        if page.finder.words or page.filter.currentIndex():
            page.finder.forget()
            page.filter.setCurrentIndex(0)
            self._show_matrix()
        page.finder.hide()

    def _on_document_opened(self, document: str) -> None:
        self._visited = document

    def _on_order_chosen(self) -> None:
        self._workspace.set_setting(ORDER, str(self.matrix_page.order.currentData()))
        self._show_matrix()

    def _go_to_recommendation(self, recommendation: str) -> None:
        """Go to the row of a bar; a filter that hides it is taken off."""
        view, later = self.matrix_page.matrix, self._workspace.matrix(self.earlier()).later
        if not view.matrix_model.place_of(recommendation, later[0].id if later else "").isValid():
            self._show_all_rows()
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
        self.matrix_page.finder.forget()
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
