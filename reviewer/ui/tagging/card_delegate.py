"""Paint the cards of the highlight list: bar in the tags' colours, quotation, tag chips and place."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.domain.tag import HighlightState, Tag
from reviewer.ui import theme
from reviewer.ui.note_text import NoteText, plain
from reviewer.ui.row_pictures import RowPictures
from reviewer.ui.tagging.cards import Card
from reviewer.ui.tagging.chips import chip_width, draw_chip, draw_warning
from reviewer.ui.tagging.highlight_model import CARD_ROLE
from reviewer.ui.tagging.lines import laid_out, wrapped
from reviewer.ui.tagging.note_field import NoteField

MAX_LINES = 3
SIDE, GAP, PAD, BAR = 8, 3, 7, 4
NOTE_GAP = 7  # between what the card is and its note
NOTE_LINES = 3
_KEPT_HEIGHTS, _KEPT_LAYOUTS = 8000, 120
_SAMPLE = "Ensure that decisions about thresholds of need are timely and recorded in every case."
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Measures:
    """Fonts and what follows from them, made once for a font and a width."""

    font: QFont
    small: QFont
    metrics: QFontMetrics
    small_metrics: QFontMetrics
    width: int  # of the text

    @property
    def meta(self) -> int:
        return self.small_metrics.height() + 6

    @property
    def note(self) -> int:
        return NOTE_LINES * self.metrics.lineSpacing() + 3 * theme.GRID + self.meta


class CardDelegate(QStyledItemDelegate):
    """Measure and paint cards; the editor of a card is its note.

    With very many cards (``uniform``) each takes the height of the tallest, so that nothing need be measured; the
    note then lies over the cards below.
    """

    note_typed = Signal(str, str)
    note_left = Signal()

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._known: _Measures | None = None
        self._lines: dict[int, tuple[Card, int]] = {}  # by the card's identity; the card is kept, so that it stays its own
        self._layouts: OrderedDict[int, tuple[Card, QTextLayout]] = OrderedDict()
        self._notes: dict[str, NoteText] = {}
        self._pictures = RowPictures()
        self.editing = ""
        self.uniform = False

    def forget(self) -> None:
        """Measure anew: font or width changed."""
        self._known = None
        self._lines.clear()
        self._layouts.clear()
        self._notes.clear()
        self._pictures.clear()

    def _measures(self) -> _Measures:
        width = max(self._view.viewport().width() - 2 * SIDE - BAR - 2 * PAD, 40)
        if self._known is None or self._known.width != width:
            self.forget()
            font, small = QFont(self._view.font()), theme.font(theme.SMALL)
            self._known = _Measures(font, small, QFontMetrics(font), QFontMetrics(small), width)
        return self._known

    def _line_count(self, card: Card) -> int:
        """Count the lines a card needs. Most quotations are surely longer than three: those are not laid out."""
        if self.uniform:
            return MAX_LINES
        kept = self._lines.get(id(card))
        if kept is not None:
            return kept[1]
        known, text = self._measures(), _text(card)
        rough = len(text) * known.metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        count = MAX_LINES
        if rough <= 3.6 * known.width:
            count = max(1, min(laid_out(text, known.font, known.width, MAX_LINES, _bold(card)).lineCount(), MAX_LINES))
        if len(self._lines) > _KEPT_HEIGHTS:
            self._lines.clear()
        self._lines[id(card)] = (card, count)
        return count

    def _layout(self, card: Card) -> QTextLayout:
        kept = self._layouts.get(id(card))
        if kept is None:
            known = self._measures()
            kept = card, wrapped(_text(card), known.font, known.width, self._line_count(card), _bold(card))
            self._layouts[id(card)] = kept
            if len(self._layouts) > _KEPT_LAYOUTS:
                self._layouts.popitem(last=False)
        return kept[1]

    def _note(self, note: str) -> NoteText:
        known = self._measures()
        if note not in self._notes:
            if len(self._notes) > _KEPT_LAYOUTS * 3:
                self._notes.clear()
            self._notes[note] = NoteText(note, known.font, known.width)
        return self._notes[note]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: Card = index.data(CARD_ROLE)
        known = self._measures()
        height = self._line_count(card) * known.metrics.lineSpacing() + known.meta
        if card.state or self.uniform:
            height += known.small_metrics.lineSpacing()
        if card.id == self.editing and not self.uniform:
            height += known.note
        elif not self.uniform and card.highlight.note.strip():
            height += round(self._note(card.highlight.note).shown_height()) + NOTE_GAP
        return QSize(self._view.viewport().width(), height + 2 * PAD + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(CARD_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        self._pictures.draw(
            painter, option.rect, (card, selected, focused, card.id == self.editing, self.uniform, option.font.key()), theme.current().panel,
            lambda onto: self._paint(onto, QRect(option.rect), card, selected=selected, focused=focused),
        )  # fmt: skip

    def _paint(self, painter: QPainter, rect: QRect, card: Card, *, selected: bool, focused: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(rect).adjusted(SIDE, GAP, -SIDE, -GAP)
        _draw_frame(painter, frame, card, selected=selected, focused=focused)
        inner = rect.adjusted(SIDE + BAR + PAD, GAP + PAD, -SIDE - PAD, -GAP - PAD)
        self._draw_words(painter, inner, card)
        painter.restore()

    def _draw_words(self, painter: QPainter, inner: QRect, card: Card) -> None:
        now, known = theme.current(), self._measures()
        painter.setPen(QColor(now.text))
        quote = self._layout(card)
        quote.draw(painter, QPointF(inner.topLeft()))
        top = inner.top() + min(self._line_count(card), quote.lineCount()) * known.metrics.lineSpacing()
        if card.state:
            colour = now.bad if card.highlight.state is HighlightState.UNPLACED else now.middle
            high = known.small_metrics.lineSpacing()
            draw_warning(painter, QRectF(inner.left(), top + 3, 12, 11), colour)
            painter.setFont(known.small)
            painter.setPen(QColor(colour))
            words = known.small_metrics.elidedText(card.state, Qt.TextElideMode.ElideRight, inner.width() - 18)
            painter.drawText(QRect(inner.left() + 18, top + 1, inner.width() - 18, high), words)
            top += high
        _draw_meta(painter, QRect(inner.left(), top, inner.width(), known.meta), card, known)
        if card.highlight.note.strip() and card.id != self.editing:
            self._draw_note(painter, inner, top + known.meta, card)

    def _draw_note(self, painter: QPainter, inner: QRect, top: int, card: Card) -> None:
        """Draw the note under its rule, as it is read; of very many cards its beginning in one line."""
        known, now = self._measures(), theme.current()
        if not self.uniform:
            painter.setPen(QColor(now.line))
            painter.drawLine(inner.left(), top + 2, inner.right(), top + 2)
            self._note(card.highlight.note).paint(painter, inner.left(), top + NOTE_GAP)
        elif not card.state:  # in the line that a state would take
            painter.setFont(known.small)
            painter.setPen(QColor(now.text))
            words = known.small_metrics.elidedText(plain(card.highlight.note), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), top, inner.width(), known.small_metrics.lineSpacing()), 0, words)

    # The note, edited in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        card: Card = index.data(CARD_ROLE)
        field = NoteField(card.id, card.highlight.note, parent)
        field.typed.connect(self.note_typed)
        field.left.connect(self.note_left)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        height = self._measures().note
        box = QRect(option.rect).adjusted(SIDE + BAR + PAD, 0, -SIDE - PAD, -GAP - PAD)
        if self.uniform:
            box.moveTop(min(box.bottom() + 1, self._view.viewport().height() - height))
            box.setHeight(height)
        else:
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


def _text(card: Card) -> str:
    return f"{card.ref} {card.quote}".strip()


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


def _draw_meta(painter: QPainter, box: QRect, card: Card, known: _Measures) -> None:
    metrics = known.small_metrics
    left = box.left()
    for tag in card.tags[:4]:
        width = chip_width(metrics)
        draw_chip(painter, QRectF(left, box.top() + 3, width, box.height() - 4), tag, known.small)
        left += width + 4
    place = f" · {card.place}" if card.place else ""
    room = box.right() - left - 2
    names = metrics.elidedText(card.tag_names, Qt.TextElideMode.ElideRight, max(room - metrics.horizontalAdvance(place), 40))
    words = metrics.elidedText(names + place, Qt.TextElideMode.ElideRight, room)
    painter.setFont(known.small)
    painter.setPen(QColor(theme.current().soft))
    rest = QRect(left + 2, box.top() + 1, room, box.height())
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
