"""Hits of a search in all documents, grouped by document: model and painting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.domain.review import SearchHit
from reviewer.ui import theme
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tagging.lines import wrapped

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
MAX_LINES = 3
_SIDE, _PAD = 12, 5
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading (a document with its number of hits, ``hit`` None) or a hit. ``authority`` "" where there is only one."""

    document: str
    title: str
    count: int = 0
    hit: SearchHit | None = None
    authority: str = ""

    @property
    def place(self) -> str:
        """Return "p. 7 · Recommendations"."""
        if self.hit is None:
            return ""
        page = f"p. {self.hit.page}" if self.hit.page is not None else ""
        return " · ".join(part for part in (page, self.hit.section) if part)

    @property
    def spoken(self) -> str:
        count = number_of(self.count, "hit") if self.hit is None else ""
        excerpt = self.hit.excerpt if self.hit is not None else ""
        return ", ".join(part for part in (excerpt, self.title, self.authority, self.place, count) if part)


def grouped(hits: Iterable[SearchHit], names: Mapping[str, tuple[str, str]]) -> tuple[Entry, ...]:
    """Group hits by document, the document of the best hit first, and within it by place.

    ``names`` are the document's name and its authority's ("" where that need not be said).
    """
    groups: dict[str, list[SearchHit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    entries: list[Entry] = []
    for document, found in groups.items():
        title, authority = names.get(document, ("Removed document", ""))
        entries.append(Entry(document, title, len(found), authority=authority))
        entries += [Entry(document, title, hit=hit, authority=authority) for hit in sorted(found, key=lambda hit: (hit.start, hit.end))]
    return tuple(entries)


class ResultModel(QAbstractListModel):
    """Headings and hits; only hits can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def hit_rows(self) -> list[int]:
        return [row for row, entry in enumerate(self._entries) if entry.hit is not None]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()].hit is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.hit.excerpt if entry.hit else entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.title, entry.authority, entry.place) if part)
        return None


class ResultDelegate(QStyledItemDelegate):
    """Paint a heading in semibold, a hit with its marks in bold and its place below."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _width(self) -> int:
        return max(self._view.viewport().width() - 2 * _SIDE, 60)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        metrics = QFontMetrics(self._view.font())
        if entry.hit is None:
            second = QFontMetrics(theme.font(theme.SMALL)).height() if entry.authority else 0
            return QSize(120, metrics.height() + 12 + second)
        lines = _excerpt(entry.hit, self._view, self._width()).lineCount()
        small = QFontMetrics(theme.font(theme.SMALL))
        return QSize(120, lines * metrics.lineSpacing() + small.height() + 2 * _PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if entry.hit is None:
            self._draw_heading(painter, rect, entry)
        else:
            self._draw_hit(painter, rect, entry, entry.hit, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        now = theme.current()
        small = theme.font(theme.SMALL)
        count = number_of(entry.count, "hit")
        wide = QFontMetrics(small).horizontalAdvance(count) + 4
        box = rect.adjusted(_SIDE, 6, -_SIDE, 0)
        font = theme.font(semibold=True)
        metrics = QFontMetrics(font)
        line = QRect(box.left(), box.top(), box.width(), metrics.height())
        painter.setFont(small)
        painter.setPen(QColor(now.soft))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        if entry.authority:
            under = QFontMetrics(small)
            name = under.elidedText(entry.authority, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), line.bottom() + 1, box.width(), under.height()), name)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, box.width() - wide - 6)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)

    def _draw_hit(self, painter: QPainter, rect: QRect, entry: Entry, hit: SearchHit, *, chosen: bool) -> None:
        now = theme.current()
        if chosen:
            painter.setPen(QColor(now.accent))
            painter.setBrush(QColor(now.accent_tint))
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 0.5, -4.5, -0.5), theme.RADIUS, theme.RADIUS)
        layout = _excerpt(hit, self._view, self._width())
        painter.setPen(QColor(now.text))
        layout.draw(painter, QPointF(rect.left() + _SIDE, rect.top() + _PAD))
        small = theme.font(theme.SMALL)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(QColor(now.soft))
        place = metrics.elidedText(entry.place, Qt.TextElideMode.ElideRight, self._width())
        top = rect.bottom() - _PAD - metrics.height()
        painter.drawText(QRect(rect.left() + _SIDE, top, self._width() + 2, metrics.height() + 2), place)


def _excerpt(hit: SearchHit, view: QListView, width: int) -> Any:
    text = hit.excerpt.replace("\n", " ")
    return wrapped(text, view.font(), width, MAX_LINES, hit.marks)
