"""The parts of the document pane and how they stand: bar, find bar, document, overview, or a sentence instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.ui import theme
from reviewer.ui.document import accessible
from reviewer.ui.document.area_tool import AreaTool
from reviewer.ui.document.contents import WIDTH, ContentsPanel
from reviewer.ui.document.finding import Finding
from reviewer.ui.document.fingers import Fingers
from reviewer.ui.document.hands import HandledSurface
from reviewer.ui.document.header import HeaderBar
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.overview import Overview, ticks_of
from reviewer.ui.document.surface import ZoomMode
from reviewer.ui.widgets import label, rule

_SETTLE_MILLISECONDS = 120


class PaneFrame(QWidget):
    """Holds the parts and passes on what they tell; knows no document."""

    span_selected = Signal(object)  # Span | None
    mouse_selected = Signal(object)  # Span
    highlight_clicked = Signal(str)
    highlight_left = Signal()
    suggestion_clicked = Signal(str)
    passage_clicked = Signal(object)  # Span of an outlined passage
    passage_activated = Signal(object)  # Span: Enter on the selection or the current passage
    resize_requested = Signal(str, object, bool)  # highlight id, Span, whether it is one of a run of key presses
    area_move_requested = Signal(str, object, bool)  # highlight id, Area, the same
    note_requested = Signal(str)  # highlight id: Enter on the chosen one
    pressed = Signal()  # the mouse, anywhere on the document
    page_changed = Signal(int)
    zoom_changed = Signal(float)
    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.setAccessibleName("Document")
        self._marks = Marks()
        self.surface = HandledSurface(self._marks)
        self.surface.setAccessibleName("Document text")
        self.area_tool = AreaTool(self.surface)
        self._fingers = Fingers(self.surface)
        self.header = HeaderBar()
        self._finding = Finding(self.surface, self)
        self.find_bar = self._finding.bar
        self.contents, self.overview = ContentsPanel(), Overview()
        self._contents_width = WIDTH
        self._message = label("", "soft", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MILLISECONDS)
        self._settling.timeout.connect(self._show_ticks)
        self._build()
        self._pass_on()

    def _build(self) -> None:
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.surface, 1)
        row.addWidget(self.overview)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.contents)
        self._splitter.addWidget(beside)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(lambda *_: self._on_contents_moved())
        self.contents.shown_changed.connect(self._show_contents_width)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, rule(), self.find_bar):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.surface)

    def _pass_on(self) -> None:
        surface, header = self.surface, self.header
        surface.span_selected.connect(self.span_selected)
        surface.mouse_selected.connect(self.mouse_selected)
        surface.highlight_clicked.connect(self.highlight_clicked)
        surface.highlight_left.connect(self.highlight_left)
        surface.suggestion_clicked.connect(self.suggestion_clicked)
        surface.passage_clicked.connect(self.passage_clicked)
        surface.passage_activated.connect(self.passage_activated)
        surface.resize_requested.connect(self.resize_requested)
        surface.area_move_requested.connect(self.area_move_requested)
        surface.note_requested.connect(self.note_requested)
        surface.mouse_pressed.connect(self.pressed)
        surface.place_changed.connect(self.place_changed)
        surface.caret_moved.connect(lambda: accessible.tell_caret(surface))
        surface.zoom_changed.connect(self._on_zoom_changed)
        header.page_left.connect(surface.setFocus)
        header.zoom_stepped.connect(surface.step_zoom)
        header.find_requested.connect(self._finding.open)
        self._finding.hits_changed.connect(self._repaint_marks)
        self.overview.share_clicked.connect(self._on_share_clicked)
        theme.switch().changed.connect(self._on_theme_changed)

    def contents_width(self) -> int:
        """Return how wide the contents panel is, or was when it was last open."""
        return self._contents_width

    def set_contents_width(self, width: int) -> None:
        """Give the contents panel a width."""
        self._contents_width = min(max(width, self.contents.minimumWidth()), 600)
        self._show_contents_width()

    def _show_contents_width(self) -> None:
        self._splitter.setSizes([self._contents_width, max(self.width() - self._contents_width, 1)])

    def _on_contents_moved(self) -> None:
        self._contents_width = self.contents.width()

    def _show_message(self, words: str) -> None:
        self._message.setText(words)
        self._stack.setCurrentIndex(1)

    def _show_surface(self) -> None:
        self._stack.setCurrentIndex(0)

    def _repaint_marks(self) -> None:
        self.surface.viewport().update()
        self._settling.start()

    def _show_ticks(self) -> None:
        canvas, finder = self.surface.canvas, self.surface.finder
        if canvas is not None and canvas.size()[1]:
            self.overview.set_ticks(ticks_of(self._marks, finder.hits if finder else (), canvas))

    def _on_zoom_changed(self, zoom: float) -> None:
        self.header.show_zoom(zoom, fits_width=self.surface.zoom_mode is ZoomMode.FIT_WIDTH)
        self.zoom_changed.emit(zoom)
        self._settling.start()

    def _on_share_clicked(self, share: float) -> None:
        bar = self.surface.verticalScrollBar()
        if self.surface.canvas is not None:
            bar.setValue(round(share * self.surface.canvas.size()[1] - self.surface.viewport().height() / 3))

    def _on_theme_changed(self) -> None:
        self.surface.lay_out()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.surface.lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:  # moved to a sharper screen: draw anew
            self.surface.lay_out()
        return super().event(event)
