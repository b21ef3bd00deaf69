"""What the keys of the matrix do; named after the table of actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication

from reviewer.app.pictures import save_picture
from reviewer.app.workspace import Workspace
from reviewer.domain.errors import UserError
from reviewer.domain.review import Cell
from reviewer.domain.revisit import Coverage
from reviewer.domain.span import Span
from reviewer.ui import tasks
from reviewer.ui.choose import Chooser
from reviewer.ui.followup import several
from reviewer.ui.followup.dates_bar import DatesBar
from reviewer.ui.followup.matrix_model import as_table_html, as_table_text
from reviewer.ui.followup.matrix_page import Above, MatrixPage
from reviewer.ui.followup.worksheet_keys import WorksheetKeys
from reviewer.ui.key_words import with_keys

PICTURES = "Pictures (*.png);;Drawings (*.svg)"
ABOVE, ORDER = "followup-above", "followup-order"  # settings of the review: what stands above the table, its order


class MatrixKeys(WorksheetKeys):
    """The part of the Follow up place that the keys of its table call."""

    failed = Signal(str)
    noticed = Signal(str)
    document_opened = Signal(str)

    matrix_page: MatrixPage
    dates: DatesBar
    chooser: Chooser
    _workspace: Workspace
    _look = False  # whether the card shows cells that cite nothing, too

    def earlier(self) -> str:
        raise NotImplementedError  # provided by the place, as are those below

    def _show_matrix(self) -> None:
        raise NotImplementedError

    def _show_all_rows(self) -> None:
        raise NotImplementedError

    def _show_card(self) -> None:
        raise NotImplementedError

    def open_worksheet(self, recommendation: str, document: str) -> None:
        raise NotImplementedError

    # one cell

    def matrix_open(self) -> None:
        place = self._place()
        if place is not None:
            self.open_worksheet(*place)

    def _place(self) -> tuple[str, str] | None:
        """Return the current cell; beside the recommendation itself, that of the first later document."""
        view = self.matrix_page.matrix
        place, matrix = view.keep_current(), view.matrix_model.matrix
        if place is None or matrix is None or not (place[1] or matrix.later):
            return None
        return place[0], place[1] or matrix.later[0].id

    def matrix_read(self) -> None:
        """Open the later document at what the cell rests on, else at the best passage suggested."""
        place, model = self._place(), self.matrix_page.matrix.matrix_model
        if place is None:
            return
        index = model.place_of(*place)
        cell, suggestion = model.cell(index), model.suggestion(index)
        where: str | Span | None = None
        if cell is not None and cell.cited:
            where = cell.cited[0].highlight
        elif suggestion is not None and suggestion.passages:
            where = suggestion.passages[0].span
        self.passage_opened.emit(place[1], where)

    def matrix_next_unanswered(self) -> None:
        if self.earlier():
            self._show_all_rows()
        matrix, view = self.matrix_page.matrix.matrix_model.matrix, self.matrix_page.matrix
        place = matrix.next_unanswered(view.keep_current()) if matrix else None
        if place is None:
            self.noticed.emit("Every recommendation is answered for every later visit here.")
        else:
            view.go_to(*place)
            view.setFocus()

    def matrix_quotation(self) -> None:
        """Show or hide the card; once asked for where nothing is cited, it stays from cell to cell."""
        view, card = self.matrix_page.matrix, self.matrix_page.card
        if view.matrix_model.cell(view.currentIndex()) is None:
            self.noticed.emit("Go to the cell of a later document: its quotation is shown below.")
        elif card.isVisible():
            self._look = False
            card.hide()
        else:
            self._look = True
            self._show_card()

    # several cells

    def matrix_select_unanswered(self) -> None:
        place = self._place()
        if place is not None:
            self.select_unanswered(place[1])

    def select_unanswered(self, document: str) -> None:
        """Select all cells of one visit that nobody has answered."""
        self._select(several.unanswered(self.matrix_page.matrix.matrix_model, document), "Every recommendation shown is answered for this visit.")

    def matrix_select_alike(self) -> None:
        view = self.matrix_page.matrix
        cell = view.matrix_model.cell(view.currentIndex())
        if cell is None or cell.revisit is not None:
            self.noticed.emit("Go to a cell without an answer first: those of the same visit with the same suggestion are selected.")
        else:
            self._select(several.alike(view.matrix_model, cell), "The suggestions are still being looked for.")

    def _select(self, cells: list[Cell], nothing: str) -> None:
        if not cells:
            self.noticed.emit(nothing)
            return
        self.matrix_page.matrix.select_cells(cells)
        self.matrix_page.matrix.setFocus()
        self._look = True
        self._show_card()

    def matrix_not_mentioned(self) -> None:
        self._answer(Coverage.NOT_MENTIONED)

    def matrix_outside(self) -> None:
        self._answer(Coverage.OUTSIDE_SCOPE)

    def _answer(self, coverage: Coverage) -> None:
        chosen = self.matrix_page.matrix.selected_cells()
        if not chosen:
            self.noticed.emit("Go to the cell of a later document first.")
            return
        done = self._try(lambda: self._workspace.answer_cells(_places(chosen), coverage))
        if done is None:
            return
        stay = len(chosen) - done
        parts = [f"{done} cell{'s' if done != 1 else ''} answered: {coverage.words[:1].lower()}{coverage.words[1:]}. [[edit.undo]] takes it back."] if done else []
        if stay:
            parts.append(f"{stay} had an answer already and stay{'s' if stay == 1 else ''} as {'they are' if stay != 1 else 'it is'}: [[matrix.open]] opens one.")
        self.noticed.emit(with_keys(" ".join(parts)))

    def matrix_take_back(self) -> None:
        chosen = self.matrix_page.matrix.selected_cells()
        done = self._try(lambda: self._workspace.take_back_cells(_places(chosen))) if chosen else 0
        if done is not None:
            said = f"{done} answer{'s' if done != 1 else ''} taken back. [[edit.undo]] brings {'them' if done != 1 else 'it'} back."
            self.noticed.emit(with_keys(said) if done else "There is no answer to take back here.")

    def _try(self, act: Callable[[], int]) -> int | None:
        try:
            return act()
        except UserError as error:
            self.failed.emit(str(error))
            return None

    # what is shown

    def matrix_find(self) -> None:
        self.matrix_page.finder.open_find()

    def matrix_show_all(self) -> None:
        """Go back to one cell, where several are selected; else to all rows."""
        view = self.matrix_page.matrix
        if view.several:
            view.select_current()
        else:
            self._show_all_rows()
            view.setFocus()

    def matrix_filter(self) -> None:
        self.matrix_page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.matrix_page.filter.showPopup()

    def matrix_order(self) -> None:
        self.matrix_page.order.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.matrix_page.order.showPopup()

    def matrix_above(self) -> None:
        page = self.matrix_page
        page.show_above(page.next_above())
        self._workspace.set_setting(ABOVE, page.above)
        if page.above is Above.YEARS:
            page.years.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            page.matrix.setFocus()

    def matrix_dates(self) -> None:
        if self.dates.isVisible():
            self.dates.focus_first()
        else:
            self.noticed.emit("No date follows from this document, and nothing is due within two weeks.")

    # out of the program

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


def _places(cells: list[Cell]) -> list[tuple[str, str]]:
    return [(cell.recommendation, cell.document) for cell in cells]
