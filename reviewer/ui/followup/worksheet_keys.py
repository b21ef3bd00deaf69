"""What the keys of the worksheet do; named after the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.ui.followup.answer_panel import COVERAGES, OUTCOMES
from reviewer.ui.followup.thread_desk import ThreadDesk
from reviewer.ui.followup.worksheet import Worksheet


class WorksheetKeys(QWidget):
    """The part of the Follow up place that hands the worksheet's keys on."""

    passage_opened = Signal(str, object)  # a later document, and the highlight (str) or the passage (Span) in it, or None

    threads: ThreadDesk

    @property
    def worksheet_page(self) -> Worksheet:
        raise NotImplementedError  # provided by the place

    def worksheet_next_passage(self) -> None:
        self.worksheet_page.step_passage(1)

    def worksheet_previous_passage(self) -> None:
        self.worksheet_page.step_passage(-1)

    def worksheet_cite(self) -> None:
        self.worksheet_page.cite()

    def worksheet_dismiss(self) -> None:
        self.worksheet_page.dismiss()

    def worksheet_coverage(self, number: int) -> None:
        self.worksheet_page.choose_coverage(COVERAGES[number - 1])

    def worksheet_outcome(self, number: int) -> None:
        self.worksheet_page.choose_outcome(OUTCOMES[number - 1])

    def worksheet_confirm(self) -> None:
        self.worksheet_page.confirm()

    def worksheet_take_back(self) -> None:
        self.worksheet_page.take_back()

    def worksheet_note(self) -> None:
        self.worksheet_page.right.write_note()

    def worksheet_action(self) -> None:
        self.worksheet_page.edit_action()

    def worksheet_confirm_marks(self) -> None:
        self.worksheet_page.confirm_marks()

    def worksheet_link_thread(self) -> None:
        self.threads.confirm_first(self.worksheet_page.place[0])

    def worksheet_dismiss_thread(self) -> None:
        self.threads.dismiss_first(self.worksheet_page.place[0])

    def worksheet_read(self) -> None:
        sheet = self.worksheet_page
        passage = sheet.passage()
        self.passage_opened.emit(sheet.place[1], sheet.pane.selected_highlight() or sheet.pane.selection() or (passage.span if passage else None))

    def worksheet_take_suggestion(self) -> None:
        self.worksheet_page.take_suggestion()

    def worksheet_next_unanswered(self) -> None:
        self.worksheet_page.next_unanswered()

    def worksheet_next_recommendation(self) -> None:
        self.worksheet_page.step_recommendation(1)

    def worksheet_previous_recommendation(self) -> None:
        self.worksheet_page.step_recommendation(-1)

    def worksheet_next_visit(self) -> None:
        self.worksheet_page.step_visit(1)

    def worksheet_previous_visit(self) -> None:
        self.worksheet_page.step_visit(-1)
