"""What a screen reader is told of the document: its text, the caret, the selection, and the tags on a passage.

Positions of the accessibility interface are UTF-16 units of the whole canonical text.
"""

from __future__ import annotations

from typing import Any
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr

from reviewer.domain.span import Span
from reviewer.ui.document.hands import HandledSurface
from reviewer.ui.document.utf16 import Utf16Map


class DocumentText(QAccessibleTextInterface):
    """The canonical text of the document on show, with caret and selection."""

    def __init__(self, surface: HandledSurface) -> None:
        super().__init__()
        self._weak = ref(surface)
        self._mapped: tuple[str, Utf16Map] = ("", Utf16Map(""))

    @property
    def _surface(self) -> HandledSurface:
        surface = self._weak()
        assert surface is not None, "Qt asks only while the widget lives"
        return surface

    def characterCount(self) -> int:
        return self._map().units

    def text(self, startOffset: int, endOffset: int) -> str:
        mapped = self._map()
        end = mapped.units if endOffset < 0 else endOffset
        return self._words()[mapped.offset(startOffset) : mapped.offset(end)]

    def cursorPosition(self) -> int:
        selection = self._surface.selection
        return self._map().position(selection.moving_end) if selection else 0

    def setCursorPosition(self, position: int) -> None:
        selection = self._surface.selection
        if selection is not None:
            selection.set(None)
            selection.caret = self._map().offset(position)
            self._surface.reveal(Span(selection.caret, selection.caret))

    def selectionCount(self) -> int:
        # PySide6 6.11 does not hand `selection` on to Python, so a reader that was told of one would get random
        # numbers. The selection is announced in words instead (`tell_caret`).
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        self.setSelection(0, startOffset, endOffset)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        start, end = sorted((self._map().offset(startOffset), self._map().offset(endOffset)))
        self._surface.select(Span(start, end) if end > start else None)

    def removeSelection(self, selectionIndex: int) -> None:
        self._surface.select(None)

    def characterRect(self, offset: int) -> QRect:
        at = self._map().offset(offset)
        return self._on_screen(Span(at, at + 1))

    def offsetAtPoint(self, point: QPoint) -> int:
        view = self._surface.viewport()
        canvas = self._surface.canvas
        at = canvas.offset_at(self._surface.content_point(view.mapFromGlobal(point))) if canvas else None
        return -1 if at is None else self._map().position(at)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        start, end = self._map().offset(startIndex), self._map().offset(endIndex)
        self._surface.reveal(Span(start, max(start, end)))

    def _words(self) -> str:
        return self._surface.order.text if self._surface.order else ""

    def _map(self) -> Utf16Map:
        words = self._words()
        if self._mapped[0] is not words:
            self._mapped = (words, Utf16Map(words))
        return self._mapped[1]

    def _on_screen(self, span: Span) -> QRect:
        canvas = self._surface.canvas
        rects: list[QRectF] = canvas.rects(span) if canvas else []
        if not rects:
            return QRect()
        rect = rects[0].translated(-self._surface.visible().topLeft()).toAlignedRect()
        return QRect(self._surface.viewport().mapToGlobal(rect.topLeft()), rect.size())


class DocumentAccessible(QAccessibleWidget):
    """The surface as a document that can be read."""

    def __init__(self, surface: HandledSurface) -> None:
        super().__init__(surface, QAccessible.Role.Document, surface.accessibleName())
        self._text = DocumentText(surface)

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        # The stubs say int. PySide6 6.11 takes the object for the pointer and crashes on None: a null pointer must
        # be said outright.
        return self._text if t == QAccessible.InterfaceType.TextInterface else VoidPtr(0)


_kept: list[DocumentAccessible] = []  # Qt keeps a bare pointer, and deletes it with the surface: never let go of first


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, HandledSurface):
        return None
    _kept.append(DocumentAccessible(thing))
    return _kept[-1]


_installed: list[bool] = []


def install() -> None:
    """Teach Qt how a document is read aloud; once for the process."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


def words_for(surface: HandledSurface) -> str:
    """Return what is said of the selection or the chosen highlight: where it stands, its tags, its words."""
    order, selection = surface.order, surface.selection
    chosen = surface.marks.highlight(surface.selected_highlight)
    span = chosen.span if chosen else selection.span if selection else None
    if order is None or span is None:
        return ""
    block, page = order.block(span.start), order.page(span.start)
    place = [block.kind.value.capitalize() if block else "", block.label.strip(". )") if block else ""]
    tags = [mark.name for mark in surface.marks.highlights.touching(span) if mark.name]
    parts = [" ".join(word for word in place if word.isalnum()), f"page {page}" if page else ""]
    parts += [f"tagged {', '.join(dict.fromkeys(tags))}" if tags else "", order.quote(span)]
    return ". ".join(part for part in parts if part)


def tell_caret(surface: HandledSurface) -> None:
    """Tell a screen reader, if one listens, where the caret is, and say what is selected with its tags."""
    if surface.order is None or surface.selection is None or not QAccessible.isActive():
        return
    position = Utf16Map(surface.order.text).position(surface.selection.moving_end)
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(surface, position))
    words = words_for(surface)
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(surface, words))
