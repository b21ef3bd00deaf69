"""Small pictures of the pages with their numbers and what is marked on them; a click or Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.document.marks import Marks
from reviewer.ui.document.page_canvas import PageCanvas
from reviewer.ui.document.painter import CURRENT_HIT
from reviewer.ui.tagging.cards import number_of

_SIDE, _GAP = 14, 6
_MARK_WIDTH = 5
_LEAST_MARK = 3.0  # pixels
_MOST_HITS = 500
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PageMark:
    """One mark on a page: the shares of its height where it begins and ends; hollow for a suggestion, thin for a hit."""

    top: float
    bottom: float
    colour: str
    hollow: bool = False
    thin: bool = False


def marks_by_page(marks: Marks, hits: Sequence[Span], canvas: PageCanvas) -> dict[int, list[PageMark]]:
    """Return what is marked on each page, each where it stands or, on a page not yet measured, about where."""
    found: dict[int, list[PageMark]] = {}

    def add(span: Span, colour: str, *, hollow: bool = False, thin: bool = False) -> None:
        for page, top, bottom in canvas.shares(span):
            found.setdefault(page, []).append(PageMark(top, bottom, colour, hollow, thin))

    for suggestion in marks.suggestions.items:
        add(suggestion.span, suggestion.line, hollow=True)
    for highlight in marks.highlights.items:
        add(highlight.span, highlight.line)
    for hit in hits[:_MOST_HITS]:
        add(hit, CURRENT_HIT, thin=True)
    return found


class ThumbnailModel(QAbstractListModel):
    """The pages of one document."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.picture: Callable[[int], QImage | None] = lambda _page: None
        self._marks: Mapping[int, Sequence[PageMark]] = {}

    def show(self, sizes: tuple[tuple[float, float], ...], picture: Callable[[int], QImage | None]) -> None:
        """Show pages of these sizes; ``picture`` gives what is drawn of one."""
        self.beginResetModel()
        self.sizes, self.picture, self._marks = sizes, picture, {}
        self.endResetModel()

    def set_marks(self, marks: Mapping[int, Sequence[PageMark]]) -> None:
        """Show what is marked on the pages."""
        self._marks = marks
        if self.sizes:
            self.dataChanged.emit(self.index(0), self.index(len(self.sizes) - 1))

    def marks(self, page: int) -> Sequence[PageMark]:
        return self._marks.get(page, ())

    def drawn(self, page: int) -> None:
        """Tell that a picture has come."""
        index = self.index(page - 1)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        page = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(page)
        return None

    def _spoken(self, page: int) -> str:
        marks = self.marks(page)
        made = sum(not mark.hollow and not mark.thin for mark in marks)
        proposed, hits = sum(mark.hollow for mark in marks), sum(mark.thin for mark in marks)
        words = [(made, "highlight"), (proposed, "suggestion"), (hits, "hit")]
        return ", ".join([f"Page {page}", *(number_of(count, word) for count, word in words if count)])


class ThumbnailDelegate(QStyledItemDelegate):
    """Paint a page, its marks at its right edge, and its number below."""

    def __init__(self, view: ThumbnailList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, height = self._view.pages.sizes[index.row()]
        across = self._view.page_width()
        return QSize(across, round(across * height / max(width, 1.0)) + option.fontMetrics.height() + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, page = theme.current(), index.row() + 1
        rect: QRect = option.rect
        width, height = self._view.pages.sizes[index.row()]
        across = self._view.page_width()
        sheet = QRectF(rect.left() + (rect.width() - across) / 2, rect.top() + _GAP, across, across * height / max(width, 1.0))
        painter.save()
        self._paint_sheet(painter, sheet, page)
        here = page == self._view.page
        focused = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.setPen(QPen(QColor(now.accent if here or focused else now.line), 2.5 if here else 1.5 if focused else 1.0))
        painter.drawRect(sheet.adjusted(-1, -1, 1, 1) if here or focused else sheet)
        painter.setPen(QColor(now.accent if here else now.soft))
        painter.setFont(theme.font(theme.SMALL, semibold=here))
        foot = QRectF(rect.left(), sheet.bottom() + 1, rect.width(), rect.bottom() - sheet.bottom())
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"▸ {page}" if focused else str(page))
        painter.restore()

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, page: int) -> None:
        image = self._view.pages.picture(page)
        if image is None:
            painter.fillRect(sheet, QColor(theme.current().ground))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, image, QRectF(image.rect()))
        for mark in self._view.pages.marks(page):
            top = sheet.top() + mark.top * sheet.height()
            high = max((mark.bottom - mark.top) * sheet.height(), _LEAST_MARK)
            wide = _MARK_WIDTH / 2 if mark.thin else _MARK_WIDTH
            box = QRectF(sheet.right() - wide - 2, top, wide, high)
            if mark.hollow:
                painter.setPen(QPen(QColor(mark.colour), 1))
                painter.drawRect(box)
            else:
                painter.fillRect(box, QColor(mark.colour))


class ThumbnailList(QListView):
    """One column of pages. ``pages_seen`` (first, last) asks for the pictures of those in view."""

    page_chosen = Signal(int)
    left = Signal()
    pages_seen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.pages = ThumbnailModel()
        self.page = 0
        self.setModel(self.pages)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setAccessibleName("Pages")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._seen = QTimer(self, singleShot=True, interval=30)
        self._seen.timeout.connect(self._tell_seen)
        self.verticalScrollBar().valueChanged.connect(self._seen.start)
        self.clicked.connect(lambda index: self.page_chosen.emit(index.row() + 1))

    def page_width(self) -> int:
        """Return how wide a page is painted."""
        return max(self.viewport().width() - 2 * _SIDE, 40)

    def show_page(self, page: int) -> None:
        """Mark the page on show, and bring it into view unless the officer is looking through the pages."""
        if page == self.page:
            return
        before, self.page = self.page, page
        for one in (before, page):
            if 1 <= one <= len(self.pages.sizes):
                self.update(self.pages.index(one - 1))
        if not self.hasFocus() and 1 <= page <= len(self.pages.sizes):
            self.setCurrentIndex(self.pages.index(page - 1))
            self.scrollTo(self.pages.index(page - 1))

    def wish(self) -> None:
        """Ask for the pictures of the pages in view, soon."""
        self._seen.start()

    def _tell_seen(self) -> None:
        view = self.viewport().rect()
        if not self.isVisible() or not self.pages.sizes:
            return
        middle = view.center().x()
        first, last = self.indexAt(QPoint(middle, _GAP + 2)), self.indexAt(QPoint(middle, view.bottom() - 2))
        begin = first.row() + 1 if first.isValid() else 1
        end = last.row() + 1 if last.isValid() else len(self.pages.sizes)
        self.pages_seen.emit(begin, max(end, begin))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._seen.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.page_chosen.emit(self.currentIndex().row() + 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
