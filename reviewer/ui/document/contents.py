"""The panel left of the document: its outline, or its pages as small pictures. It stays open until it is closed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from reviewer.ui import theme
from reviewer.ui.document.outline import Entry
from reviewer.ui.document.thumbnails import ThumbnailList
from reviewer.ui.keymap import tip

WIDTH = 190
_OFFSET_ROLE = int(Qt.ItemDataRole.UserRole)


class Contents(StrEnum):
    """What the panel shows."""

    NOTHING = ""
    OUTLINE = "outline"
    PAGES = "pages"


class OutlineTree(QTreeWidget):
    """The headings; Enter or a click goes there, letters search, the section on show stands out."""

    offset_chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QTreeWidgetItem] = []
        self._starts: list[int] = []
        self._here = -1
        self.setAccessibleName("Outline")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setIndentation(12)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(16)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item: self.offset_chosen.emit(item.data(0, _OFFSET_ROLE)))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these headings, all levels open."""
        self.clear()
        self._items, self._starts, self._here = [], [entry.offset for entry in entries], -1
        above: list[QTreeWidgetItem] = []
        for entry in entries:
            del above[entry.level - 1 :]
            item = QTreeWidgetItem(above[-1] if above else self, [entry.title, str(entry.page or "")])
            item.setData(0, _OFFSET_ROLE, entry.offset)
            item.setToolTip(0, entry.title)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            page = f", page {entry.page}" if entry.page else ""
            item.setData(0, int(Qt.ItemDataRole.AccessibleTextRole), f"{entry.title}{page}")
            above.append(item)
            self._items.append(item)
        self.expandAll()

    def show_place(self, offset: int) -> None:
        """Mark the section that holds a place, and bring it into view unless the officer is in the outline."""
        here = bisect_right(self._starts, offset) - 1
        if here == self._here:
            return
        for number, on in ((self._here, False), (here, True)):
            if 0 <= number < len(self._items):
                font = theme.font(semibold=on)
                font.setWeight(QFont.Weight.DemiBold if on else QFont.Weight.Normal)
                self._items[number].setFont(0, font)
        self._here = here
        if here >= 0 and not self.hasFocus():
            self.setCurrentItem(self._items[here])
            self.scrollToItem(self._items[here])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentItem() is None and self._items:
            self.setCurrentItem(self._items[max(self._here, 0)])

    def event(self, event: QEvent) -> bool:
        """Take letters before the place's actions do: they search."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().isalnum():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.offset_chosen.emit(item.data(0, _OFFSET_ROLE))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ContentsPanel(QFrame):
    """Two lists under one row of buttons."""

    shown_changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("Contents")
        self.setMinimumWidth(110)
        self.outline, self.pages = OutlineTree(), ThumbnailList()
        self._tabs = {
            Contents.OUTLINE: self._tab("outline", "Outline", "document.outline", Contents.OUTLINE),
            Contents.PAGES: self._tab("pages", "Pages as small pictures", "document.thumbnails", Contents.PAGES),
        }
        close = QToolButton()
        close.setText("close")
        close.setStyleSheet("padding: 3px 4px;")
        close.setAccessibleName("Close the contents")
        close.clicked.connect(lambda: self.show_contents(Contents.NOTHING))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.outline)
        self._stack.addWidget(self.pages)
        row = QHBoxLayout()
        row.setContentsMargins(6, 2, 2, 2)
        row.setSpacing(2)
        for tab in self._tabs.values():
            row.addWidget(tab)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.outline.left.connect(self.left)
        self.pages.left.connect(self.left)
        self.contents = Contents.NOTHING
        self.hide()

    def show_contents(self, contents: Contents, *, focus: bool = False) -> None:
        """Show the outline or the pages, or close the panel."""
        self.contents = contents
        for one, tab in self._tabs.items():
            tab.setChecked(one is contents)
        if contents is Contents.NOTHING:
            had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self.hide()
            if had_focus:
                self.left.emit()
        else:
            view = self.outline if contents is Contents.OUTLINE else self.pages
            self._stack.setCurrentWidget(view)
            self.show()
            self.pages.wish()
            if focus:
                view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.shown_changed.emit()

    def set_paged(self, paged: bool) -> None:
        """Offer the small pictures, or not in a document without pages."""
        self._tabs[Contents.PAGES].setEnabled(paged)
        if not paged and self.contents is Contents.PAGES:
            self._stack.setCurrentWidget(self.outline)
        elif paged and self.contents is Contents.PAGES:
            self._stack.setCurrentWidget(self.pages)

    def _tab(self, text: str, name: str, action: str, contents: Contents) -> QToolButton:
        result = QToolButton()
        result.setText(text)
        result.setCheckable(True)
        result.setStyleSheet("padding: 3px 4px;")
        result.setMinimumWidth(QFontMetrics(theme.font(semibold=True)).horizontalAdvance(text) + 12)  # chosen, it is set bold
        result.setAccessibleName(name)
        tip(result, name, action)
        result.clicked.connect(lambda: self.show_contents(contents, focus=True))
        return result
