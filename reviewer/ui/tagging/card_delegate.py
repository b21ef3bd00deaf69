"""Paint the cards of the highlight list: bar in the tags' colours, quotation, tag chips and place."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.domain.tag import HighlightState, Tag
from reviewer.ui import theme
from reviewer.ui.tagging.cards import Card
from reviewer.ui.tagging.chips import chip_width, draw_chip
from reviewer.ui.tagging.highlight_model import CARD_ROLE
from reviewer.ui.tagging.lines import laid_out, wrapped
from reviewer.ui.tagging.note_field import NoteField

MAX_LINES = 3
SIDE, GAP, PAD, BAR = 8, 3, 7, 4
NOTE_LINES = 4
_KEPT_HEIGHTS = 8000
_SAMPLE = "Ensure that decisions about thresholds of need are timely and recorded in every case."
Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Measure and paint cards; the editor of a card is its note."""

    note_typed = Signal(str, str)
    note_left = Signal()

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._lines: OrderedDict[tuple[str, int, str], int] = OrderedDict()
        self.editing = ""

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._view.font(), theme.font(theme.SMALL)

    def _text_width(self) -> int:
        return self._view.viewport().width() - 2 * SIDE - BAR - 2 * PAD

    def _line_count(self, card: Card, font: QFont, metrics: QFontMetrics) -> int:
        """Count the lines a card needs. Most quotations are surely longer than three: those are not laid out."""
        text, width = f"{card.ref} {card.quote}".strip(), max(self._text_width(), 40)
        key = (text[:300], width, font.key())
        if key in self._lines:
            return self._lines[key]
        rough = len(text) * metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        if rough > 3.6 * width:
            count = MAX_LINES
        else:
            count = max(1, min(laid_out(text, font, width, MAX_LINES, _bold(card)).lineCount(), MAX_LINES))
        self._lines[key] = count
        if len(self._lines) > _KEPT_HEIGHTS:
            self._lines.popitem(last=False)
        return count

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: Card = index.data(CARD_ROLE)
        font, small = self._fonts()
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        height = self._line_count(card, font, metrics) * metrics.lineSpacing() + _meta_height(small_metrics)
        if card.state:
            height += small_metrics.lineSpacing()
        if card.id == self.editing:
            height += self._note_height(metrics)
        return QSize(self._view.viewport().width(), height + 2 * PAD + 2 * GAP)

    def _note_height(self, metrics: QFontMetrics) -> int:
        return NOTE_LINES * metrics.lineSpacing() + 2 * theme.GRID + _meta_height(QFontMetrics(self._fonts()[1]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(CARD_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(option.rect).adjusted(SIDE, GAP, -SIDE, -GAP)
        _draw_frame(painter, frame, card, selected=selected, focused=focused)
        inner = QRect(option.rect).adjusted(SIDE + BAR + PAD, GAP + PAD, -SIDE - PAD, -GAP - PAD)
        self._draw_words(painter, inner, card)
        painter.restore()

    def _draw_words(self, painter: QPainter, inner: QRect, card: Card) -> None:
        now = theme.current()
        font, small = self._fonts()
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        lines = self._line_count(card, font, metrics)
        text = f"{card.ref} {card.quote}".strip()
        painter.setPen(QColor(now.text))
        wrapped(text, font, inner.width(), lines, _bold(card)).draw(painter, QPointF(inner.topLeft()))
        top = inner.top() + lines * metrics.lineSpacing()
        if card.state:
            painter.setFont(small)
            painter.setPen(QColor(now.bad if card.highlight.state is HighlightState.UNPLACED else now.middle))
            words = small_metrics.elidedText(f"⚠ {card.state}", Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), top, inner.width(), small_metrics.lineSpacing()), words)
            top += small_metrics.lineSpacing()
        _draw_meta(painter, QRect(inner.left(), top, inner.width(), _meta_height(small_metrics)), card, small)

    # The note, edited in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        card: Card = index.data(CARD_ROLE)
        field = NoteField(card.id, card.highlight.note, parent)
        field.typed.connect(self.note_typed)
        field.left.connect(self.note_left)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        height = self._note_height(QFontMetrics(self._view.font()))
        box = QRect(option.rect).adjusted(SIDE + BAR + PAD, 0, -SIDE - PAD, -GAP - PAD)
        box.setTop(box.bottom() - height + 1)
        editor.setGeometry(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the text alone: it is given once, and then the field is ahead of the model."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, NoteField):
            editor.flush()

    def eventFilter(self, editor: object, event: object) -> bool:
        """Keep Qt's own handling of Tab and Escape away: the field has its own."""
        return False


def _bold(card: Card) -> list[tuple[int, int]]:
    return [(0, len(card.ref))] if card.ref else []


def _meta_height(small: QFontMetrics) -> int:
    return small.height() + 6


def _draw_frame(painter: QPainter, frame: QRectF, card: Card, *, selected: bool, focused: bool) -> None:
    now = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.panel if selected else now.ground))
    painter.drawRoundedRect(frame, 3, 3)
    tags = card.tags or (Tag("", "", now.control, now.control),)
    share = frame.height() / len(tags)
    for number, tag in enumerate(tags):
        painter.setBrush(QColor(tag.line))
        top = frame.top() + number * share
        if tag.recommendation_kind == "priority-action":  # the double bar, so that colour is not alone
            painter.drawRect(QRectF(frame.left(), top, 1.5, share))
            painter.drawRect(QRectF(frame.left() + 3, top, 1.5, share))
        else:
            painter.drawRect(QRectF(frame.left(), top, BAR, share))
    if selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(now.accent), 2.0 if focused else 1.0))
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)


def _draw_meta(painter: QPainter, box: QRect, card: Card, small: QFont) -> None:
    now = theme.current()
    metrics = QFontMetrics(small)
    left = box.left()
    for tag in card.tags[:4]:
        width = chip_width(metrics)
        draw_chip(painter, QRectF(left, box.top() + 3, width, box.height() - 4), tag, small)
        left += width + 4
    place = f" · {card.place}" if card.place else ""
    room = box.right() - left - 2
    names = metrics.elidedText(card.tag_names, Qt.TextElideMode.ElideRight, max(room - metrics.horizontalAdvance(place), 40))
    words = metrics.elidedText(names + place, Qt.TextElideMode.ElideRight, room)
    painter.setFont(small)
    painter.setPen(QColor(now.soft))
    rest = QRect(left + 2, box.top() + 1, room, box.height())
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

