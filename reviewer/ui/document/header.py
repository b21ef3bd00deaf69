"""The bar above the document: page, zoom, outline, text view, find. It asks; the pane acts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from reviewer.ui import theme
from reviewer.ui.keymap import cap, follow, keymap, tip
from reviewer.ui.widgets import label


class PageBox(QLineEdit):
    """The number of the page; Enter goes there, Esc leaves it as it was."""

    page_requested = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Page")
        tip(self, "Go to a page", "document.go_to_page")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 20)
        self._validator = QIntValidator(1, 1, self)
        self.setValidator(self._validator)
        self._page = 1
        self.returnPressed.connect(self._on_return)

    def show_page(self, page: int, of: int) -> None:
        """Show where the reader is, unless a number is being typed."""
        self._page = page
        self._validator.setTop(max(of, 1))
        if not self.hasFocus() or not self.isModified():
            self.setText(str(page))

    def _on_return(self) -> None:
        self.page_requested.emit(int(self.text()))
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(str(self._page))
            self.left.emit()
            return
        super().keyPressEvent(event)


_HEIGHT = 34  # pixels, where the type is not larger


class HeaderBar(QWidget):
    """One row of words and small controls; in a narrow window the least needed give way."""

    page_requested = Signal(int)
    page_left = Signal()
    page_stepped = Signal(int)
    zoom_stepped = Signal(int)
    fit_width_requested = Signal()
    fit_page_requested = Signal()
    two_pages_requested = Signal()
    dark_pages_requested = Signal()
    outline_requested = Signal()
    thumbnails_requested = Signal()
    text_view_requested = Signal()
    find_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._paged = False
        self._make_page_controls()
        self._make_zoom_controls()
        self.outline_button = self._tool("outline", "Outline", self.outline_requested.emit, "document.outline")
        self.outline_button.setCheckable(True)
        self.text_button = self._tool("text view", "Show the text alone", self.text_view_requested.emit, "document.text_view")
        self.text_button.setCheckable(True)
        self._find = self._tool("find", "Find in the document", self.find_requested.emit, "document.find")
        self._find_key = cap("document.find")
        self._lines = [self._line() for _ in range(4)]
        self._arrange()

    def _make_page_controls(self) -> None:
        self.page_box = PageBox()
        self.page_box.page_requested.connect(self.page_requested)
        self.page_box.left.connect(self.page_left)
        self._of = label("", "soft")
        self._page_word = label("page")
        self._back = self._tool("◂", "Previous page", lambda: self.page_stepped.emit(-1))
        self._on = self._tool("▸", "Next page", lambda: self.page_stepped.emit(1))

    def _make_zoom_controls(self) -> None:
        self._zoom = label("", name="Zoom")
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setFixedWidth(self._zoom.fontMetrics().horizontalAdvance("500 %") + 8)
        self._out = self._tool("−", "Zoom out", lambda: self.zoom_stepped.emit(-1), "document.zoom_out")
        self._into = self._tool("+", "Zoom in", lambda: self.zoom_stepped.emit(1), "document.zoom_in")
        self.fit_button = self._tool("fit width", "Fit the text to the width", self.fit_width_requested.emit, "document.fit_width")
        self.fit_button.setCheckable(True)
        self.pages_button = self._tool("pages", "How pages are shown", None)
        menu = self._menu(self.pages_button)
        fit_page, self._small = menu.addAction("Fit page"), menu.addAction("Small pages at the left")
        self._two, self._dark = menu.addAction("Two pages side by side"), menu.addAction("Dark pages")
        fit_page.triggered.connect(self.fit_page_requested)
        for action, asked in (
            (self._small, self.thumbnails_requested), (self._two, self.two_pages_requested), (self._dark, self.dark_pages_requested),
        ):  # fmt: skip
            action.setCheckable(True)
            action.triggered.connect(asked)
        acts = {"fit_page": fit_page, "thumbnails": self._small, "two_pages": self._two, "dark_pages": self._dark}
        words = {name: action.text() for name, action in acts.items()}

        def show() -> None:
            for name, action in acts.items():
                action.setText(f"{words[name]}\t{keymap().words(f'document.{name}')}")

        follow(self.pages_button, show)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GRID, 2, theme.GRID + 4, 2)
        layout.setSpacing(4)
        one, two, three, four = self._lines
        row: list[QWidget] = [
            self._back, self._on, self._page_word, self.page_box, self._of, one, self._out, self._zoom, self._into, two,
            self.fit_button, self.pages_button, three, self.outline_button, four, self.text_button,
        ]  # fmt: skip
        for widget in row:
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch()
        layout.addWidget(self._find)
        layout.addWidget(self._find_key, alignment=Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._height())

    def _height(self) -> int:
        """Return the height of its controls in the type in force."""
        return max(_HEIGHT, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hide what is needed least until the rest fits; every hidden control has a key or a menu."""
        layout = self.layout()
        if layout is None:
            return
        paged = (self._back, self._on, self._page_word, self.page_box, self._of, self.pages_button)
        items = [layout.itemAt(index) for index in range(layout.count())]
        widgets = [item.widget() for item in items if item is not None]
        shown = [widget for widget in widgets if widget is not None and (self._paged or widget not in paged)]
        spare: list[tuple[QWidget, ...]] = [
            (self._find_key,), tuple(self._lines), (self._page_word,), (self._back, self._on), (self._zoom,),
            (self.fit_button,), (self._out, self._into), (self.outline_button,), (self._of,), (self.pages_button,),
        ]  # fmt: skip
        room = self.width() - 2 * theme.GRID - 4
        while spare and sum(_width(widget) + layout.spacing() for widget in shown) > room:
            gone = spare.pop(0)
            shown = [widget for widget in shown if widget not in gone]
        for widget in widgets:
            if widget is not None:
                widget.setVisible(widget in shown)

    def show_page(self, page: int, of: int) -> None:
        """Show page and page count; a document without pages shows neither."""
        self.page_box.show_page(page, of)
        self._of.setText(f"of {of}")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < of)
        if self._paged != (of > 0):
            self._paged = of > 0
            self._make_room()

    def show_zoom(self, zoom: float, *, fits_width: bool) -> None:
        """Show the zoom and whether it follows the window."""
        self._zoom.setText(f"{zoom * 100:.0f} %")
        self.fit_button.setChecked(fits_width)

    def show_page_choices(self, *, two: bool, dark: bool) -> None:
        """Show which of the ways to show pages are on."""
        self._two.setChecked(two)
        self._dark.setChecked(dark)

    def show_text_view(self, *, on: bool, possible: bool) -> None:
        """Show which view is on; a document that is only text has no other."""
        self.text_button.setChecked(on)
        self.text_button.setEnabled(possible)
        self.pages_button.setEnabled(possible and not on)

    def show_contents(self, *, outline: bool, pages: bool) -> None:
        """Show which list is open at the left."""
        self.outline_button.setChecked(outline)
        self._small.setChecked(pages)

    def _menu(self, button: QToolButton) -> QMenu:
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setAccessibleName(button.accessibleName())
        button.setMenu(menu)
        return menu

    def _tool(self, text: str, name: str, act: object, action_id: str = "") -> QToolButton:
        result = QToolButton()
        result.setText(text)
        result.setAccessibleName(name)
        result.setToolTip(name)
        if action_id:
            tip(result, name, action_id)
        result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if callable(act):
            result.clicked.connect(lambda: act())
        return result

    def _line(self) -> QLabel:
        line = label()
        line.setFixedSize(1, 16)
        line.setStyleSheet("background: palette(mid);")
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return line


def _width(widget: QWidget) -> int:
    """Return the width a control of the bar takes."""
    return min(max(widget.sizeHint().width(), widget.minimumWidth()), widget.maximumWidth())
