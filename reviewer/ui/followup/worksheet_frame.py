"""How the worksheet's parts stand: left the recommendation, in the middle the document, right the answer or the action."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.ui import theme, widgets
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.followup.action_editor import ActionEditor
from reviewer.ui.followup.answer_panel import AnswerPanel
from reviewer.ui.followup.recommendation_panel import RecommendationPanel
from reviewer.ui.key_words import Hints


class WorksheetFrame(QWidget):
    """The parts, their widths, and the line above the document; what they say is for `Worksheet`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.pane, self.right = RecommendationPanel(), DocumentPane(), AnswerPanel()
        self.editor = ActionEditor()
        self._title = widgets.label("", "heading")
        self._position = widgets.label("", "soft")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(theme.GRID)
        head.addWidget(self._title)
        head.addWidget(self._position)
        head.addStretch()
        self._progress = widgets.label("", "soft")
        steps = (("suggestion", "next_passage"), ("", "previous_passage"), ("cite", "cite"), ("dismiss", "dismiss"), ("next unanswered", "next_unanswered"))
        self._hints = Hints(tuple((words, f"worksheet.{act}") for words, act in steps))
        head.addWidget(self._hints)
        head.addWidget(self._progress)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(widgets.rule())
        column.addWidget(self.pane, 1)
        self._side = QStackedWidget()
        self._side.addWidget(self.right)
        self._side.addWidget(self.editor)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self.left, 0), (middle, 1), (self._side, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.splitterMoved.connect(lambda *_: self._fit_hints())
        self._splitter, self._middle, self._shared_out = splitter, middle, False
        splitter.setChildrenCollapsible(False)
        self.left.setMinimumWidth(220)
        self._side.setMinimumWidth(312)  # the longest answer in full, and the buttons below
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_hints)  # the splitter lays its parts out after this

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared_out:  # once the width is known; from here on the officer moves the dividers
            self._shared_out = True
            left, right = (270, 336) if self.width() >= 1200 else (220, 312)
            self._splitter.setSizes([left, self.width() - left - right, right])

    def _fit_hints(self) -> None:
        beside = (self._title, self._position, self._progress)
        self._hints.fit(self._middle.width() - sum(one.sizeHint().width() + theme.GRID for one in beside) - 40)
