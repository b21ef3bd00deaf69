"""Search in all documents as you type; the hits by document, with page, section and the words around."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from reviewer.app.workspace import Workspace
from reviewer.domain.review import SearchHit
from reviewer.domain.span import Span
from reviewer.ui import widgets
from reviewer.ui.library.rows import library_rows
from reviewer.ui.search.results import Entry, ResultDelegate, ResultModel, grouped
from reviewer.ui.tagging.cards import number_of
from reviewer.ui.tasks import run_in_background

LIMIT = 50
_PAUSE_MS = 60
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
EMPTY = (
    "Type a word. “Words in quotation marks” must stand together; the last word may be unfinished. "
    "Enter opens a hit, Ctrl+Enter opens it beside the document on show, Alt+Left goes back."
)


class SearchPanel(QWidget):
    """A field and its hits. One search runs at a time; only the answer to the newest words is shown."""

    hit_activated = Signal(str, object)  # document, Span, or the id of a highlight that is an area
    beside_requested = Signal(str, object)  # the same, to be opened beside the document on show
    failed = Signal(str)
    close_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked = ""  # the words of the search that runs, "" for none
        self._running = False
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Search all documents")
        self.field = QLineEdit()
        self.field.setAccessibleName("Search all documents")
        self.field.setPlaceholderText("Search all documents")
        self.field.setClearButtonEnabled(True)
        self.count = widgets.label("", "soft")
        self.close_button = widgets.button("Close", role="quiet", name="Close the search, Esc")
        self.results = ResultModel()
        self.list = QListView()
        self.words = widgets.label(EMPTY, "soft", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()

    def _build(self) -> None:
        self.list.setAccessibleName("Hits")
        self.list.setModel(self.results)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_clicked)
        self.list.installEventFilter(self)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._search)
        self.close_button.clicked.connect(self.close_requested)
        self.words.setContentsMargins(12, 8, 12, 8)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 4, 0)
        head.addWidget(self.field, 1)
        head.addWidget(self.close_button)
        layout.addLayout(head)
        self.count.setContentsMargins(12, 0, 12, 0)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.words, 1)
        self.setFocusProxy(self.field)
        self._show((), "")

    # Asking

    def open(self, words: str = "") -> None:
        """Put the caret into the field; ``words`` (a selection) are searched for at once."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def refresh(self, tables: frozenset[str]) -> None:
        """Search again where documents came or went."""
        if tables & {"document", "fact"} and self.field.text().strip():
            self._asked = ""
            self._search()

    def _search(self) -> None:
        self._pause.stop()
        words = self.field.text().strip()
        if not words:
            self._asked = ""
            self._show((), "")
            return
        if self._running or words == self._asked:
            return  # the answer to the running search asks for the newest words
        self._asked, self._running = words, True
        run_in_background(self, _work(self._workspace, words), self._on_found, self._on_error)

    def _on_found(self, answer: tuple[str, tuple[SearchHit, ...]]) -> None:
        self._running = False
        words, hits = answer
        if words == self.field.text().strip():
            self._show(hits, words)
        else:
            self._search()

    def _on_error(self, error: Exception) -> None:
        self._running = False
        self.failed.emit(f"The search did not work: {error}")

    # Showing

    def _show(self, hits: tuple[SearchHit, ...], words: str) -> None:
        self.results.show(grouped(hits, self._names()) if hits else ())
        documents = len({hit.document for hit in hits})
        more = "the first " if len(hits) >= LIMIT else ""
        self.count.setText(f"{more}{number_of(len(hits), 'hit')} in {number_of(documents, 'document')}" if hits else "")
        self.count.setVisible(bool(hits))
        self.list.setVisible(bool(hits))
        self.words.setVisible(not hits)
        self.words.setText(f"Nothing found for “{words}”. Try fewer or shorter words." if words else EMPTY)
        rows = self.results.hit_rows()
        if rows:
            self.list.setCurrentIndex(self.results.index(rows[0]))
            self.list.scrollToTop()

    def _names(self) -> dict[str, tuple[str, str]]:
        rows = library_rows(self._workspace.documents(), self._workspace.authorities())
        several = len(rows) > 1
        return {
            one.id: (one.name, authority.name if several else "")
            for authority in rows
            for one in authority.documents
        }

    def current(self) -> Entry | None:
        """Return the hit that Enter would go to."""
        row = self.list.currentIndex().row()
        return self.results.entries[row] if 0 <= row < len(self.results.entries) else None

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter work from the field, so that the typing can go on."""
        if isinstance(event, QKeyEvent):
            key, beside = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.type() == QEvent.Type.ShortcutOverride and beside and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._on_key(key, beside=beside):
                return True
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key, *, beside: bool) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif key in _KEYS and self.results.hit_rows():
            self._move(_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.list.currentIndex(), beside=beside)
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        rows = self.results.hit_rows()
        now = self.list.currentIndex().row()
        place = rows.index(now) if now in rows else 0
        row = rows[min(max(place + by, 0), len(rows) - 1)]
        self.list.setCurrentIndex(self.results.index(row))
        if row == rows[0]:
            self.list.scrollToTop()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._activate(index, beside=bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier))

    def _activate(self, index: QModelIndex, *, beside: bool) -> None:
        entry = self.results.entries[index.row()] if index.isValid() else None
        if entry is not None and entry.hit is not None:
            self.list.setCurrentIndex(index)
            (self.beside_requested if beside else self.hit_activated).emit(entry.document, entry.hit.highlight or Span(entry.hit.start, entry.hit.end))


def _work(workspace: Workspace, words: str) -> Callable[[], tuple[str, tuple[SearchHit, ...]]]:
    return lambda: (words, workspace.search(words, limit=LIMIT))
