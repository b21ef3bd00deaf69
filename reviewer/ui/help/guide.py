"""The guide (F1): Markdown pages of `resources/help/`, shown through `markdown` in one window."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from reviewer import paths
from reviewer.app import guide
from reviewer.ui import theme, widgets
from reviewer.ui.actions import spec
from reviewer.ui.key_words import said
from reviewer.ui.keymap import follow, key_words, keymap

_STRONG = re.compile(r"<strong>[^<]*</strong><!--([a-z_0-9.]+)-->")  # a key, and the action whose key it is
_ALL = re.compile(r"(?<=>)[^<>]*<!--all ([a-z_0-9.]+)-->")  # all keys of an action
_RUN = re.compile(r"(?<=>)[^<>]*<!--run ([a-z_]+\.[a-z_]*)(\d) \1(\d)-->")  # the first keys of numbered actions


def with_keys_now(html: str) -> str:
    """Return a page of the guide with the keys in force in place of the first ones. Raise KeyError for an unknown action."""
    html = _STRONG.sub(lambda found: f"<strong>{widgets.safe(said(found[1]))}</strong>", html)
    html = _ALL.sub(lambda found: widgets.safe(key_words(keymap().keys(found[1]))), html)
    return _RUN.sub(lambda found: widgets.safe(_run([f"{found[1]}{n}" for n in range(int(found[2]), int(found[3]) + 1)])), html)


def _run(acts: list[str]) -> str:
    keys = [keymap().keys(act)[:1] for act in acts]
    if all(keymap().keys(act) == spec(act).keys for act in acts):
        return f"{key_words(keys[0])} to {key_words(keys[-1])}"
    return ", ".join(key_words(key) for key in keys if key)


class GuideWindow(QWidget):
    """Pages at the left, the page at the right. Esc closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Guide – Reviewer")
        self.resize(960, 640)
        self.pages = QListWidget()
        self.pages.setAccessibleName("Pages of the guide")
        self.page = QTextBrowser()
        self.page.setAccessibleName("Page of the guide")
        self.page.setOpenLinks(False)
        self.page.setOpenExternalLinks(False)
        self.page.setSearchPaths([str(paths.resources() / "help"), str(paths.resources() / "screenshots")])
        for entry in guide.pages():
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry.file)
            self.pages.addItem(item)
        splitter = QSplitter()
        splitter.addWidget(self.pages)
        splitter.addWidget(self.page)
        splitter.setSizes([240, 720])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.pages.currentItemChanged.connect(self._on_page_chosen)
        self.page.anchorClicked.connect(self._on_link)
        theme.switch().changed.connect(self._show_current)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.pages.setCurrentRow(0)
        follow(self, self._show_current)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pages.doItemsLayout()  # the style sheet's row height is known only once the window is polished

    def _on_page_chosen(self) -> None:
        self._show_current()

    def _show_current(self) -> None:
        item = self.pages.currentItem()
        if item is not None:
            now = theme.current()
            style = (
                f"body {{ color: {now.text}; }} a {{ color: {now.accent}; }} h1 {{ font-size: x-large; }} h2 {{ font-size: large; }}"
                f" code {{ background-color: {now.ground}; }} td, th {{ padding: 4px 8px; }}"
            )
            self.page.document().setDefaultStyleSheet(style)
            self.page.document().setDocumentMargin(24)
            self.page.setHtml(with_keys_now(guide.html(item.data(Qt.ItemDataRole.UserRole), width=640)))

    def _on_link(self, url: QUrl) -> None:
        name = Path(url.path()).name
        for row in range(self.pages.count()):
            item = self.pages.item(row)
            if item is not None and item.data(Qt.ItemDataRole.UserRole) == name:
                self.pages.setCurrentRow(row)
