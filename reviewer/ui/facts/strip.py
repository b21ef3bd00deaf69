"""The strip above the document: kind, dates, lead, overall grade, marking, and how many facts to check."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.british_dates import british_date
from reviewer.domain.document import FactName
from reviewer.domain.review import DocumentSummary
from reviewer.ui import theme, widgets
from reviewer.ui.facts.panel import MAX_HEIGHT, FactsPanel
from reviewer.ui.facts.words import KIND_SHORT, NOT_STATED, dates_words, overall_grade, overall_words
from reviewer.ui.keymap import keymap
from reviewer.ui.tagging.cards import number_of

TABLES = frozenset({"document", "fact", "judgement", "authority"})
DRAFT_WORDS = "Draft – not for publication: left out of exports unless you give a reason"


class FactsStrip(QWidget):
    """Show a document's facts in one line; the panel under it confirms and corrects them.

    ``quote_activated`` carries the `Span` where a fact or a judgement was read.
    """

    quote_activated = Signal(object)
    noticed = Signal(str)
    failed = Signal(str)
    back_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document: str | None = None
        self._checks = 0
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Facts about the document")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.kind, self.dates = widgets.label(), widgets.label("", "soft")
        self.published, self.lead = widgets.label("", "soft"), widgets.label("", "soft")
        self.overall_title, self.overall = widgets.label("Overall", "soft"), widgets.label()
        self.marking = widgets.label("", "key")
        self.banner = widgets.label("", "bad", wrap=True)
        self.check = QToolButton()
        self.panel = FactsPanel(workspace)
        self._build()
        self.show_document(None)

    def _build(self) -> None:
        for bold in (self.kind, self.overall):
            bold.setFont(theme.font(semibold=True))
        self.check.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.check.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.check.setIconSize(QSize(9, 9))
        self.check.setCheckable(True)
        self.check.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.check.toggled.connect(self._on_toggled)
        self._line = QHBoxLayout()
        self._line.setContentsMargins(12, 4, 8, 4)
        self._line.setSpacing(16)
        for part in (self.kind, self.dates, self.published, self.lead):
            self._line.addWidget(part)
        for part in (self.kind, self.dates, self.published, self.lead, self.overall):
            part.setMinimumWidth(1)  # else the words would keep the window from becoming narrow
        overall = QHBoxLayout()
        overall.setSpacing(4)
        overall.addWidget(self.overall_title)
        overall.addWidget(self.overall)
        self._line.addLayout(overall)
        self._line.addWidget(self.marking)
        self._line.addStretch()
        self._line.addWidget(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._line)
        self.banner.setContentsMargins(12, 0, 12, 5)
        layout.addWidget(self.banner)
        layout.addWidget(self.panel)
        layout.addWidget(widgets.rule())
        self.panel.hide()
        self.panel.quote_activated.connect(self.quote_activated)
        self.panel.noticed.connect(self.noticed)
        self.panel.failed.connect(self.failed)
        self.panel.close_requested.connect(self.hide_facts)

    # What is shown

    def show_document(self, document: str | None) -> None:
        """Show the facts of this document, or nothing."""
        if document != self._document:
            self.check.setChecked(False)
        self._document = document
        self._redraw()

    def refresh(self, tables: frozenset[str]) -> None:
        """Redraw where one of the tables it shows has changed."""
        if tables & TABLES:
            self._redraw()

    def show_facts(self) -> None:
        """Open the panel and put the focus on the first fact to check."""
        if self._document is not None:
            self.check.setChecked(True)
            self.panel.focus_first()

    def hide_facts(self) -> None:
        """Close the panel and give the focus back to the page."""
        self.check.setChecked(False)
        self.back_requested.emit()

    @property
    def facts_shown(self) -> bool:
        return self.check.isChecked()

    def _redraw(self) -> None:
        found = None
        if self._document is not None:
            found = next((one for one in self._workspace.documents() if one.id == self._document), None)
        self.setVisible(found is not None)
        if found is None:
            self._document = None
            self.panel.show_document(None)
            return
        self._draw(found)
        self.panel.show_document(found)
        self._fit()

    def _draw(self, document: DocumentSummary) -> None:
        published = document.value(FactName.PUBLISHED)
        lead = document.value(FactName.LEAD_INSPECTORS)
        self.kind.setText(KIND_SHORT[document.kind])
        self.dates.setText(dates_words(document.value(FactName.INSPECTION_DATES)))
        self.published.setText(f"published {british_date(published) if published else NOT_STATED}")
        self.lead.setText(f"lead {lead or NOT_STATED}")
        self.overall_title.setVisible(bool(overall_grade(document)))
        self.overall.setText(overall_words(document))
        self.marking.setText(document.marking)
        self.marking.setVisible(bool(document.marking))
        self.banner.setText(_banner(document))
        self.banner.setVisible(bool(self.banner.text()))
        checks = document.checks
        self.check.setText(f"{number_of(checks, 'fact')} to check" if checks else "Facts")
        self._checks = checks
        self._draw_arrow()
        self.check.setAccessibleName(f"{self.check.text()}: show the facts")
        self.check.setToolTip(f"Check the facts ({keymap().words('document.facts')})")
        self.setToolTip("\n".join(part.text() for part in (self.kind, self.dates, self.published, self.lead)))

    def _draw_arrow(self) -> None:
        now = theme.current()
        colour = now.bad if self._checks else now.text
        self.check.setStyleSheet(f"color: {colour};")
        self.check.setIcon(arrow_icon(colour, down=self.check.isChecked()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_arrow()

    def _fit(self) -> None:
        """Leave out what does not fit, the least needed first; the panel and the tooltip have it all."""
        parts: tuple[QLabel, ...] = (self.lead, self.published, self.dates)
        for part in parts:
            part.show()
        for part in parts:
            self._line.invalidate()
            if self._line.sizeHint().width() <= self.width():
                break
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._document is not None:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.facts_shown:
            self.hide_facts()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, on: bool) -> None:
        self._draw_arrow()
        self.panel.setMaximumHeight(max(180, min(MAX_HEIGHT, self.window().height() // 2)))
        self.panel.setVisible(on)
        if on:
            self.panel.focus_first()


def _banner(document: DocumentSummary) -> str:
    if document.draft:
        return DRAFT_WORDS
    return "Second copy: its answers stay out of the matrix" if document.copy_of else ""


def arrow_icon(colour: str, *, down: bool) -> QIcon:
    """Return a small filled triangle pointing right or down."""
    picture = QPixmap(QSize(18, 18))
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    points = [(0.5, 2.0), (8.5, 2.0), (4.5, 8.0)] if down else [(1.5, 0.5), (7.5, 4.5), (1.5, 8.5)]
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.end()
    return QIcon(picture)
