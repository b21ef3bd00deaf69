"""The library: authority, then documents by date; open, check, mark as a copy, remove; drop files to import."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.ui import widgets
from reviewer.ui.attempt import attempt
from reviewer.ui.key_words import said
from reviewer.ui.keymap import follow, keymap
from reviewer.ui.library.progress import ImportProgress
from reviewer.ui.library.row_delegate import OPEN_ROLE, ROW_ROLE, RowDelegate
from reviewer.ui.library.rows import AuthorityRow, DocumentRow, LibraryRows, spoken
from reviewer.ui.tagging.parts import pop_up

_CONTROL = Qt.KeyboardModifier.ControlModifier
TABLES = frozenset({"document", "fact", "authority", "highlight", "highlight_tag", "recommendation"})


class LibraryTree(QTreeWidget):
    """The tree of documents: Enter opens, letters search, Delete asks to remove."""

    opened = Signal(str)
    beside_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Library")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowDelegate(self))
        self.itemClicked.connect(self._on_clicked)

    def current_document(self) -> str:
        """Return the id of the row with the focus, "" for none or an authority."""
        row = _row(self.currentItem())
        return row.id if row else ""

    def event(self, event: QEvent) -> bool:
        """Take letters, Enter and Delete before the place's actions do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CONTROL:
                event.accept()
                return True
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
            own = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Space)
            if plain and (own or event.text().isalnum()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentItem(), beside=bool(event.modifiers() & _CONTROL))
        elif event.key() == Qt.Key.Key_Delete and self.current_document():
            self.remove_asked.emit(self.current_document())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search as Qt does, and open an authority to show what was found."""
        super().keyboardSearch(search)
        item = self.currentItem()
        if item is not None:
            _open_parent(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a long name takes two lines where it no longer fits on one

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        self._activate(item, beside=bool(QGuiApplication.keyboardModifiers() & _CONTROL))

    def _activate(self, item: QTreeWidgetItem | None, *, beside: bool) -> None:
        row = _row(item)
        if row is not None:
            (self.beside_asked if beside else self.opened).emit(row.id)
        elif item is not None:
            item.setExpanded(not item.isExpanded())


class LibraryPanel(QWidget):
    """All documents of the review; the one shown is marked."""

    document_opened = Signal(str)
    beside_requested = Signal(str)
    facts_requested = Signal(str)
    remove_requested = Signal(str)
    import_requested = Signal()
    files_dropped = Signal(list)
    cancel_requested = Signal()
    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._current = ""
        self._rows: tuple[AuthorityRow, ...] = ()
        self._listing = LibraryRows()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Library")
        self.setAcceptDrops(True)
        self.setMinimumWidth(160)
        self.tree = LibraryTree()
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.progress = ImportProgress()
        self.progress.hide()
        self.import_button = widgets.button("")
        follow(self.import_button, self._name_import)
        self.import_button.setStyleSheet("padding: 0px 4px; min-height: 14px;")
        self.empty = widgets.label("Nothing imported yet.", "soft", wrap=True)
        self.empty.setContentsMargins(14, 4, 8, 8)
        self._lay_out()
        self.setFocusProxy(self.tree)
        self.tree.opened.connect(self.document_opened)
        self.tree.beside_asked.connect(self.beside_requested)
        self.tree.remove_asked.connect(self.remove_requested)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        self.import_button.clicked.connect(self.import_requested)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self._redraw()

    def _name_import(self) -> None:
        keys = keymap().words("file.import_documents").replace("+", " ")
        self.import_button.setText(keys or "Import")
        self.import_button.setAccessibleName(f"Import documents, {keys}")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 8)
        layout.setSpacing(4)
        title = widgets.label("LIBRARY", "section")
        title.setContentsMargins(14, 0, 8, 4)
        layout.addWidget(title)
        layout.addWidget(self.empty)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 12, 4)
        words = widgets.label("Drop files or a folder here, or press", "soft", wrap=True)
        foot.addWidget(words, 1)
        foot.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(foot)

    # What is shown

    def refresh(self, tables: frozenset[str]) -> None:
        """Redraw where one of the tables it shows has changed."""
        if tables & TABLES:
            self._redraw()

    def set_current(self, document: str | None) -> None:
        """Mark the document that is shown in the pane."""
        self._current = document or ""
        for id_, one in self._items.items():
            one.setData(0, OPEN_ROLE, id_ == self._current)
        item = self._items.get(self._current)
        if item is not None:
            _open_parent(item)
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def documents(self) -> tuple[str, ...]:
        """Return the ids in the order shown, for Next and Previous document."""
        return tuple(row.id for authority in self._rows for row in authority.documents)

    def rows(self) -> tuple[AuthorityRow, ...]:
        return self._rows

    def _redraw(self) -> None:
        rows, before = self._listing.rows(self._workspace.documents(), self._workspace.authorities()), self._rows
        if rows is before:
            return
        self._rows = rows
        if not _same_shape(before, rows) and not self._insert_new(before):
            self._rebuild()
        alike = set(map(id, before))  # an authority where nothing changed is the same object still
        shown = {id(row) for authority in before for row in authority.documents}
        for row in (row for authority in rows if id(authority) not in alike for row in authority.documents if id(row) not in shown):
            _fill(self._items[row.id], row, opened=row.id == self._current)
        self.empty.setVisible(not rows)

    def _insert_new(self, before: tuple[AuthorityRow, ...]) -> bool:
        """Put in the documents that came and leave all others as they stand, as while importing.

        Return False, with nothing changed, where some went, moved or stand elsewhere now.
        """
        kept = {row.urn: row for row in before}
        if [row.urn for row in self._rows if row.urn in kept] != [row.urn for row in before]:
            return False
        if any(not _only_more(kept[row.urn], row) for row in self._rows if row.urn in kept):
            return False
        for at, authority in enumerate(self._rows):
            top: QTreeWidgetItem | None = self.tree.topLevelItem(at)
            if authority.urn not in kept:
                top = QTreeWidgetItem()
                _fill_top(top, authority)
                self.tree.insertTopLevelItem(at, top)
            assert top is not None
            if top.childCount() == len(authority.documents):
                continue
            if authority.urn in kept:
                _fill_top(top, authority)
            for place, row in enumerate(authority.documents):
                if row.id not in self._items:
                    self._items[row.id] = QTreeWidgetItem([row.name])
                    top.insertChild(place, self._items[row.id])
            if authority.urn not in kept:
                top.setExpanded(True)
        return True

    def _rebuild(self) -> None:
        """Make the items anew; what was closed stays closed, and the place stays."""
        place = self.tree.verticalScrollBar().value()
        focus = self.tree.current_document() or self._current
        tops = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        closed = {top.data(0, ROW_ROLE) for top in tops if top is not None and not top.isExpanded()}
        self.tree.clear()
        self._items = {}
        for authority in self._rows:
            top = QTreeWidgetItem(self.tree)
            _fill_top(top, authority)
            for row in authority.documents:
                self._items[row.id] = QTreeWidgetItem(top, [row.name])
            top.setExpanded(authority.urn not in closed)
        if focus in self._items:
            self.tree.setCurrentItem(self._items[focus])
        self.tree.verticalScrollBar().setValue(place)

    # Menu

    def _show_menu(self, place: QPoint) -> None:
        row = _row(self.tree.itemAt(place) or self.tree.currentItem())
        if row is not None:
            menu = self.menu_of(row)
            pop_up(menu, self.tree.viewport().mapToGlobal(place))

    def menu_of(self, row: DocumentRow) -> QMenu:
        """Build the menu of a document."""
        menu = QMenu(row.name, self)
        menu.setAccessibleName(row.name)
        menu.addAction("Open\tEnter").triggered.connect(lambda: self.document_opened.emit(row.id))
        menu.addAction("Open beside the document on show\tCtrl+Enter").triggered.connect(lambda: self.beside_requested.emit(row.id))
        menu.addAction("Check the facts").triggered.connect(lambda: self.facts_requested.emit(row.id))
        menu.addSeparator()
        if row.document.copy_of:
            menu.addAction("Not a second copy").triggered.connect(lambda: self._set_copy(row, ""))
        else:
            self._copies(menu, row)
        menu.addSeparator()
        menu.addAction("Remove from the review\tDel").triggered.connect(lambda: self.remove_requested.emit(row.id))
        return menu

    def _copies(self, menu: QMenu, row: DocumentRow) -> None:
        others = [
            one
            for authority in self._rows
            if authority.urn == row.document.authority
            for one in authority.documents
            if one.id != row.id and not one.document.copy_of
        ]
        sub = menu.addMenu("Mark as a second copy of")
        sub.setEnabled(bool(others))
        for one in others:
            action = sub.addAction(one.name)
            action.triggered.connect(lambda _on, original=one.id: self._set_copy(row, original))

    def _set_copy(self, row: DocumentRow, original: str) -> None:
        with attempt(self.failed) as outcome:
            self._workspace.set_copy_of(row.id, original)
        if outcome.worked:
            self._redraw()
            words = "is a second copy and stays out of the matrix" if original else "counts as a document of its own"
            self.noticed.emit(f"{row.name} {words}. {said('edit.undo')} takes it back.")

    # Drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Pass on the local files and folders that were dropped."""
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
            self.files_dropped.emit(names)


def _same_shape(before: tuple[AuthorityRow, ...], now: tuple[AuthorityRow, ...]) -> bool:
    """Tell whether the same authorities list the same documents in the same order."""
    return len(before) == len(now) and all(
        was is is_now
        or (was.urn == is_now.urn and was.name == is_now.name and [one.id for one in was.documents] == [one.id for one in is_now.documents])
        for was, is_now in zip(before, now, strict=True)
    )


def _only_more(before: AuthorityRow, now: AuthorityRow) -> bool:
    """Tell whether an authority has its documents in the order they had, if with others between them."""
    were = {row.id for row in before.documents}
    return before.name == now.name and [row.id for row in now.documents if row.id in were] == [row.id for row in before.documents]


def _fill_top(item: QTreeWidgetItem, authority: AuthorityRow) -> None:
    words = f"{authority.name}, {len(authority.documents)} documents"
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    if item.text(0) != authority.name:
        item.setText(0, authority.name)
        item.setToolTip(0, authority.name)
        item.setData(0, ROW_ROLE, authority.urn)
    item.setData(0, role, words)


def _row(item: QTreeWidgetItem | None) -> DocumentRow | None:
    row = item.data(0, ROW_ROLE) if item is not None else None
    return row if isinstance(row, DocumentRow) else None


def _open_parent(item: QTreeWidgetItem) -> None:
    # The stubs say that every item has a parent; an authority's has none.
    parent: QTreeWidgetItem | None = item.parent()
    if parent is not None:
        parent.setExpanded(True)


def _fill(item: QTreeWidgetItem, row: DocumentRow, *, opened: bool) -> None:
    if item.data(0, ROW_ROLE) == row and bool(item.data(0, OPEN_ROLE)) is opened:
        return
    model = item.treeWidget().model()
    model.blockSignals(True)  # the tree measures the row once, when all of it is there
    item.setText(0, row.name)
    item.setData(0, OPEN_ROLE, opened)
    item.setData(0, int(Qt.ItemDataRole.AccessibleTextRole), spoken(row))
    item.setToolTip(0, row.tip)
    model.blockSignals(False)
    item.setData(0, ROW_ROLE, None)
    item.setData(0, ROW_ROLE, row)
