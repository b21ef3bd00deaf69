"""The reader's suggestions: one dashed card at a time, to accept, dismiss or pass by. Dashed, because no person
has made it yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.domain.review import ReadingSuggestion
from reviewer.domain.tag import Tag
from reviewer.ui import theme, widgets
from reviewer.ui.keymap import cap, follow, keymap
from reviewer.ui.row_pictures import RowPictures
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tagging.lines import wrapped

_PAD = 8
_LINES = 3


class SuggestionCard(QWidget):
    """The suggestion in question, painted with a dashed outline; a click or Enter shows it on the page."""

    activated = Signal()
    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._quote = self._place = ""
        self._line = ""
        self._pictures = RowPictures()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_suggestion(self, suggestion: ReadingSuggestion, tag: Tag | None, position: str) -> None:
        """Show this one; ``position`` is "1 of 3"."""
        self._title = f"{tag.name if tag else 'Highlight'}?"
        self._quote = " ".join(suggestion.text.split())
        page = f"p. {suggestion.page}" if suggestion.page is not None else ""
        self._place = " · ".join(part for part in (page, position) if part)
        self._line = tag.line if tag else theme.current().control
        self.setAccessibleName(f"Suggestion {position}: {self._title} “{self._quote}” {page}")
        self.setAccessibleDescription(f"{suggestion.why} {keymap().words('suggestion.accept')} accepts, {keymap().words('suggestion.dismiss')} dismisses.".strip())
        self.setToolTip(suggestion.why)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(160, (1 + self._line_count()) * metrics.lineSpacing() + 2 * _PAD + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _line_count(self) -> int:
        width = max((self.width() or 300) - 2 * _PAD - 4, 60)
        return max(1, wrapped(self._quote, self.font(), width, _LINES).lineCount())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shows = (self._title, self._quote, self._place, self._line, self.hasFocus(), self.font().key())
        self._pictures.draw(painter, self.rect(), shows, theme.current().panel, self._paint)

    def _paint(self, painter: QPainter) -> None:
        now = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = QPen(QColor(now.accent if self.hasFocus() else self._line), 2 if self.hasFocus() else 1.2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 4, 4)
        metrics = QFontMetrics(self.font())
        inner = box.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        small = theme.font(theme.SMALL)
        place = QFontMetrics(small).horizontalAdvance(self._place) + 4
        painter.setPen(QColor(now.text))
        painter.setFont(theme.font(semibold=True))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(inner.width() - place - 8))
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width() - place, metrics.lineSpacing()), title)
        painter.setFont(small)
        painter.setPen(QColor(now.soft))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(inner.right() - place, inner.top(), place, metrics.lineSpacing()), right, self._place)
        painter.setPen(QColor(now.text))
        quote = wrapped(self._quote, self.font(), inner.width(), _LINES)
        quote.draw(painter, QPointF(inner.left(), inner.top() + metrics.lineSpacing() + 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        elif event.key() in steps:
            self.step_requested.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class SuggestionBox(QWidget):
    """The card with its buttons and how many are left; hidden where there is none."""

    accept_requested = Signal()
    accept_all_requested = Signal()
    dismiss_requested = Signal()
    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Suggestions")
        self._suggestions: tuple[ReadingSuggestion, ...] = ()
        self._tags: Mapping[str, Tag] = {}
        self._row = 0
        self.card = SuggestionCard()
        self.accept = _KeyButton("Accept", "suggestion.accept")
        self.dismiss = _KeyButton("Dismiss", "suggestion.dismiss")
        self.accept_all = _KeyButton("All", "suggestion.accept_all")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, 6, _PAD, 6)
        layout.setSpacing(4)
        layout.addWidget(self.card)
        row = QHBoxLayout()
        row.setSpacing(2)
        for one in (self.accept, self.dismiss, self.accept_all):
            row.addWidget(one)
        row.addStretch()
        layout.addLayout(row)
        self.accept.clicked.connect(self.accept_requested)
        self.dismiss.clicked.connect(self.dismiss_requested)
        self.accept_all.clicked.connect(self.accept_all_requested)
        self.card.activated.connect(self._on_activated)
        self.card.step_requested.connect(self.step)

    @property
    def suggestions(self) -> tuple[ReadingSuggestion, ...]:
        return self._suggestions

    def current(self) -> ReadingSuggestion | None:
        return self._suggestions[self._row] if self._suggestions else None

    def show_suggestions(self, suggestions: Sequence[ReadingSuggestion], tags: Mapping[str, Tag]) -> None:
        """Show these by place; where the current one is gone, the one now at its place is current."""
        current = self.current()
        self._suggestions, self._tags = tuple(suggestions), tags
        ids = [one.id for one in suggestions]
        if current is not None and current.id in ids:
            self._row = ids.index(current.id)
        elif current is not None:
            after = [row for row, one in enumerate(suggestions) if (one.start, one.end) >= (current.start, current.end)]
            self._row = after[0] if after else 0
        self._row = min(self._row, max(len(ids) - 1, 0))
        self._draw()

    def forget_place(self) -> None:
        """Begin with the first one, for another document."""
        self._suggestions, self._row = (), 0

    def select(self, suggestion: str) -> bool:
        """Make one current, as when it was clicked on the page."""
        for row, one in enumerate(self._suggestions):
            if one.id == suggestion:
                self._row = row
                self._draw()
                return True
        return False

    def step(self, by: int) -> None:
        """Go to the next or previous one and show it on the page."""
        if self._suggestions:
            self._row = (self._row + by) % len(self._suggestions)
            self._draw()
            self._on_activated()

    def _draw(self) -> None:
        count, current = len(self._suggestions), self.current()
        self.setVisible(current is not None)
        if current is None:
            return
        self.card.show_suggestion(current, self._tags.get(current.tag), f"{self._row + 1} of {count}")
        self.accept_all.setVisible(count > 1)
        self.accept_all.setAccessibleName(f"Accept all {count} suggestions left, key {keymap().words('suggestion.accept_all')}")
        self.setAccessibleDescription(f"{number_of(count, 'suggestion')} left in this document")

    def _on_activated(self) -> None:
        current = self.current()
        if current is not None:
            self.activated.emit(current.id)


class _KeyButton(QPushButton):
    """A quiet button that shows the key of its action; as large as both need in the font in force."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(4)
        words = widgets.label(text)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (cap(action), words):
            layout.addWidget(part)
        follow(self, lambda: self.setAccessibleName(f"{text}, key {keymap().words(action)}"))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        inner = layout.sizeHint() if layout is not None else super().sizeHint()
        return QSize(inner.width() + 4, max(26, inner.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
