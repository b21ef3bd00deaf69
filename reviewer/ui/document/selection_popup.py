"""The tags beside a selection, for the mouse: the same tags in the same order as in the sidebar. It never takes the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.domain.tag import Tag
from reviewer.ui import theme, widgets
from reviewer.ui.keymap import follow, keymap

_GAP = 8  # pixels between selection and popup
_ROWS = 5  # tags in one column; further ones go into the next
_CHIP = 18


class TagChoice(QAbstractButton):
    """One tag: its key on its colour, and its name; a tick where the passage wears it."""

    def __init__(self, tag: Tag, *, worn: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag, self._worn = tag, worn
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{'Take off' if worn else 'Tag'} {tag.name}" + (f", key {tag.key}" if tag.key else ""))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(_CHIP + 30 + metrics.horizontalAdvance(self._words()), max(metrics.height() + 8, 26))

    def _words(self) -> str:
        return f"{self._tag.name}  ✓" if self._worn else self._tag.name

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_tint))
            painter.drawRoundedRect(self.rect(), 4, 4)
        chip = QRect(6, (self.height() - _CHIP) // 2, _CHIP, _CHIP)
        painter.setPen(QColor(self._tag.line))
        painter.setBrush(QColor(self._tag.fill))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(theme.font(theme.SMALL, semibold=True))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._tag.key or self._tag.name[:1])
        painter.setFont(self.font())
        painter.setPen(QColor(colours.text))
        painter.drawText(self.rect().adjusted(_CHIP + 14, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self._words())


class SelectionPopup(QFrame):
    """Over the page, beside what the mouse selected; goes at Esc, at a click elsewhere, and when the page moves."""

    tag_chosen = Signal(str)
    note_requested = Signal()
    link_requested = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("role", "card")
        self.setAccessibleName("Tags for the selection")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices: tuple[TagChoice, ...] = ()  # the tags offered, in order
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.note = self._button("highlight.note", "Note")
        self.link = self._button("highlight.link", "Link")
        self.note.clicked.connect(self.note_requested)
        self.link.clicked.connect(self.link_requested)
        acts = QHBoxLayout()
        acts.setContentsMargins(2, 0, 2, 0)
        acts.addWidget(self.note)
        acts.addWidget(self.link)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        layout.addLayout(self._grid)
        layout.addWidget(widgets.rule())
        layout.addLayout(acts)
        self.hide()

    @staticmethod
    def _button(action: str, words: str) -> QPushButton:
        button = widgets.button(words, role="quiet", name=words)
        follow(button, lambda: button.setText(f"{keymap().words(action)}  {words}".strip()))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def open_beside(self, covered: Sequence[QRect], tags: Sequence[Tag], worn: Sequence[str]) -> None:
        """Offer the tags beside the rectangles of a selection (in the page's pixels), never over them."""
        for old in self.choices:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.choices = tuple(TagChoice(tag, worn=tag.id in worn) for tag in tags)
        for index, (tag, choice) in enumerate(zip(tags, self.choices, strict=True)):
            choice.clicked.connect(lambda _on=False, one=tag.id: self._choose(one))
            self._grid.addWidget(choice, index % _ROWS, index // _ROWS)
        self.adjustSize()
        page = self.parentWidget()
        place = place_beside(covered, self.sizeHint(), page.rect()) if page is not None else None
        if place is None:
            self.hide()
            return
        self.setGeometry(QRect(place, self.sizeHint()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.control))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _choose(self, tag: str) -> None:
        self.hide()
        self.tag_chosen.emit(tag)


def place_beside(covered: Sequence[QRect], size: QSize, page: QRect) -> QPoint | None:
    """Return where a popup of that size covers none of the rectangles: below the last, above the first, at a side.

    None where there is no room: then there is none, for the keys do the same.
    """
    if not covered:
        return None
    first, last = covered[0], covered[-1]
    whole = QRect(first)
    for rect in covered:
        whole = whole.united(rect)
    right = page.right() - size.width() - _GAP
    left = max(min(last.right() - size.width() // 2, right), page.left() + _GAP)
    above = max(min(first.left(), right), page.left() + _GAP)
    middle = max(min(whole.center().y() - size.height() // 2, page.bottom() - size.height() - _GAP), page.top() + _GAP)
    places = (
        QPoint(left, last.bottom() + _GAP),
        QPoint(above, first.top() - size.height() - _GAP),
        QPoint(whole.right() + _GAP, middle),
        QPoint(whole.left() - size.width() - _GAP, middle),
        QPoint(right, page.top() + _GAP),
        QPoint(right, page.bottom() - size.height() - _GAP),
    )
    fits = (place for place in places if page.contains(QRect(place, size)))
    return next((place for place in fits if not any(QRect(place, size).intersects(rect) for rect in covered)), None)
