"""Drawing an area of a page by mouse or keys, and typing what it says: for pictures and scanned pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reviewer.domain.area import Area, Edge, area_between
from reviewer.ui import theme
from reviewer.ui.document.surface import Surface

_STEP, _STRIDE = 4.0, 24.0  # points by which a key moves or sizes the area, and with Ctrl
_REACH = 10.0  # how near a corner a press must be, in pixels
_FIRST_SHARE = (0.6, 0.25)  # of the page in view: the area that the keys begin with
_EDITOR = QSize(320, 84)
_HINT_DRAW = "Drag round the area, or move it with the arrows (Shift sizes it). Enter: type what it says. Esc: leave."
_HINT_TYPE = "Type what the area says or shows. Ctrl+Enter when it stands; Esc: back to the area."
_HINT_TAG = "Press a tag’s number. Enter: change the words. Esc: leave."
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0), Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0),
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """An area that is drawn and not yet tagged, with what was typed that it says."""

    area: Area
    words: str


class _Hold(Enum):
    """What the mouse does while it is down."""

    DRAW = auto()
    MOVE = auto()


class AreaWords(QPlainTextEdit):
    """What the area says. Ctrl+Enter and Esc leave it; what is typed stays either way."""

    left = Signal(bool)  # whether the words are meant to stand

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the area says")
        self.setPlaceholderText("Type what it says or shows. Ctrl Enter, then a tag’s number.")
        self.setTabChangesFocus(True)
        self.verticalScrollBar().setAccessibleName("Scroll the words up and down")
        self.horizontalScrollBar().setAccessibleName("Scroll the words sideways")
        self.resize(_EDITOR)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in _ENTER):
            event.accept()
            self.left.emit(event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)


class AreaTool(QWidget):
    """A pane of glass over the page while an area is drawn. It keeps the area in points, so it scrolls and zooms with the page."""

    words_settled = Signal()  # the draft has its words: an armed tag may take it
    words_changed = Signal(str, str)  # highlight, words: those of an area that is tagged already
    closed = Signal()

    def __init__(self, surface: Surface) -> None:
        super().__init__(surface.viewport())
        self._surface = surface
        self._area: Area | None = None
        self._highlight = ""  # the tagged area whose words are edited
        self._hold: _Hold | None = None
        self._fixed = (0.0, 0.0)  # the corner that stays, or where the mouse was, in points
        self.words = AreaWords(surface.viewport())
        self.words.left.connect(self._on_words_left)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Area to highlight")
        surface.painted.connect(self._follow)
        surface.viewport().installEventFilter(self)
        self.hide()

    # from outside

    def open(self) -> bool:
        """Begin an area in the middle of the page on show; False where no pages are shown."""
        canvas, visible = self._surface.canvas, self._surface.visible()
        page = canvas.page_at(visible.center()) if canvas is not None else None
        if canvas is None or page is None:
            return False
        (left, top), (right, bottom) = canvas.on_page(page, visible.topLeft()), canvas.on_page(page, visible.bottomRight())
        width, height = canvas.page_size(page)
        x, y = (max(left, 0) + min(right, width)) / 2, (max(top, 0) + min(bottom, height)) / 2
        across, down = width * _FIRST_SHARE[0] / 2, (min(bottom, height) - max(top, 0)) * _FIRST_SHARE[1] / 2
        self._show(area_between(page, (x - across, y - down), (x + across, y + down), width=width, height=height), "")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def edit(self, highlight: str, area: Area, words: str) -> None:
        """Edit the words of an area that is tagged already."""
        self._show(area, highlight)
        self.words.setPlainText(words)
        self.ask_for_words()

    @property
    def draft(self) -> AreaDraft | None:
        """What is drawn and waits for a tag; None where nothing is."""
        if self.isHidden() or self._area is None or self._highlight:
            return None
        return AreaDraft(self._area, self.words.toPlainText().strip())

    def ask_for_words(self) -> None:
        """Put the caret into the field for the words."""
        if not self.words.toPlainText().strip() and self._area is not None and self._surface.canvas is not None:
            self.words.setPlainText(self._surface.canvas.words_in(self._area))
        self.words.show()
        self._follow()
        self.words.raise_()
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def close_tool(self) -> None:
        """Take the glass away; what was not tagged goes."""
        if not self.isHidden():
            self._area, self._highlight, self._hold = None, "", None
            self.words.hide()
            self.words.clear()
            self.hide()
            self._surface.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def _show(self, area: Area | None, highlight: str) -> None:
        self._area, self._highlight, self._hold = area, highlight, None
        self.words.clear()
        self.words.hide()
        self.setGeometry(self._surface.viewport().rect())
        self.show()
        self.raise_()
        self._tell()

    def _on_words_left(self, stands: bool) -> None:
        words = self.words.toPlainText().strip()
        if self._highlight:
            highlight = self._highlight
            self.close_tool()
            if stands and words:
                self.words_changed.emit(highlight, words)
            return
        self.words.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        if stands and words:
            self.words_settled.emit()

    def _tell(self) -> None:
        """Say what the keys do now, on the glass and to a screen reader."""
        self.setAccessibleDescription(self._hint())
        self.update()

    def _hint(self) -> str:
        if self.words.isVisible():
            return _HINT_TYPE
        return _HINT_TAG if self.words.toPlainText().strip() else _HINT_DRAW

    # place

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Stay as large as the viewport."""
        if event.type() is QEvent.Type.Resize and watched is self._surface.viewport():
            self.setGeometry(self._surface.viewport().rect())
        return False

    def _rect(self) -> QRectF | None:
        canvas = self._surface.canvas
        rect = canvas.area_rect(self._area) if canvas is not None and self._area is not None else None
        return rect.translated(-self._surface.visible().topLeft()) if rect is not None else None

    def _follow(self) -> None:
        """Keep the field for the words below the area, above it where there is no room."""
        rect = self._rect()
        if self.words.isHidden() or rect is None:
            return
        view, size = self._surface.viewport().rect(), self.words.size()
        top = rect.bottom() + 8
        if top + size.height() > view.bottom():
            top = max(rect.top() - size.height() - 8, 8.0)
        left = min(max(rect.left(), 8.0), max(view.right() - size.width() - 8.0, 8.0))
        place = QRect(round(left), round(top), size.width(), size.height())
        if place != self.words.geometry():
            self.words.setGeometry(place)

    # mouse

    def _on_page(self, point: QPointF) -> tuple[float, float]:
        assert self._surface.canvas is not None
        page = self._area.page if self._area is not None else 1
        return self._surface.canvas.on_page(page, self._surface.content_point(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        canvas, rect, point = self._surface.canvas, self._rect(), event.position()
        if event.button() is not Qt.MouseButton.LeftButton or canvas is None or self._highlight:
            return
        self._hold = _Hold.DRAW
        corner = _opposite_of_corner(rect, point) if rect is not None else None
        if corner is not None:
            self._fixed = self._on_page(corner)
        elif rect is not None and rect.contains(point):
            self._hold, self._fixed = _Hold.MOVE, self._on_page(point)
        else:
            page = canvas.page_at(self._surface.content_point(point))
            x, y = canvas.on_page(page or 1, self._surface.content_point(point))
            width, height = canvas.page_size(page or 1)
            x, y = min(max(x, 0.0), width), min(max(y, 0.0), height)
            self._area, self._fixed = Area(page or 1, x - 1, y - 1, x + 1, y + 1), (x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hold is None or self._area is None or self._surface.canvas is None:
            return
        width, height = self._surface.canvas.page_size(self._area.page)
        at = self._on_page(event.position())
        if self._hold is _Hold.MOVE:
            self._area = self._area.moved(at[0] - self._fixed[0], at[1] - self._fixed[1], width=width, height=height)
            self._fixed = at
        else:
            self._area = area_between(self._area.page, self._fixed, at, width=width, height=height) or self._area
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._hold = self._hold, None
        if held is _Hold.DRAW and self._area is not None:
            if self._area.size < 100:  # a click: nothing was drawn
                self.open()
            else:
                self.ask_for_words()

    # keys

    def event(self, event: QEvent) -> bool:
        """Take the keys that move the area before they are anybody's shortcut."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            if (event.key() in _ARROWS and plain) or event.key() in (*_ENTER, Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.close_tool()
        elif key in _ENTER:
            self.ask_for_words()
        elif key in _ARROWS and self._area is not None and self._surface.canvas is not None:
            self._area = self._by_key(self._area, key, modifiers)
            self._surface.reveal_area(self._area)
            self.update()
        else:
            event.ignore()

    def _by_key(self, area: Area, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Area:
        assert self._surface.canvas is not None
        width, height = self._surface.canvas.page_size(area.page)
        step = _STRIDE if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        across, down = _ARROWS[key][0] * step, _ARROWS[key][1] * step
        if not modifiers & Qt.KeyboardModifier.ShiftModifier:
            return area.moved(across, down, width=width, height=height)
        edge, by = (Edge.RIGHT, across) if across else (Edge.BOTTOM, down)
        return area.with_edge(edge, by, width=width, height=height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        rect, colours = self._rect(), theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if rect is not None:
            tint = QColor(theme.LIGHT.accent)
            tint.setAlphaF(0.12)
            painter.fillRect(rect, tint)
            painter.setPen(QPen(QColor(theme.LIGHT.accent), 2.0))
            painter.drawRect(rect)
            painter.setBrush(QColor(theme.LIGHT.accent))
            for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
                painter.drawRect(QRectF(corner.x() - 4, corner.y() - 4, 8, 8))
        if not self._highlight:
            self._paint_hint(painter, colours)
        painter.end()

    def _paint_hint(self, painter: QPainter, colours: theme.Theme) -> None:
        painter.setFont(theme.font())
        room = QRectF(8, 8, self.width() - 16, self.height())
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        words = painter.boundingRect(room.adjusted(12, 8, -12, 0), flags, self._hint())
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(words.adjusted(-12, -8, 12, 8), 6, 6)
        painter.setPen(QColor(colours.text))
        painter.drawText(words, flags, self._hint())


def _opposite_of_corner(rect: QRectF, point: QPointF) -> QPointF | None:
    """Return the corner that stays when the one at a point is dragged, None where there is none."""
    pairs = (
        (rect.topLeft(), rect.bottomRight()), (rect.topRight(), rect.bottomLeft()),
        (rect.bottomLeft(), rect.topRight()), (rect.bottomRight(), rect.topLeft()),
    )  # fmt: skip
    return next((other for corner, other in pairs if (corner - point).manhattanLength() <= _REACH), None)
