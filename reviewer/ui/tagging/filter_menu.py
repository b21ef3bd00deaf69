"""What the highlights are narrowed to beside words: a tag with those under it, a state, an author."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from reviewer.domain.tag import Tag
from reviewer.domain.tag_tree import nodes, within
from reviewer.ui import theme
from reviewer.ui.tagging.cards import ONLY_WORDS, Filter, Only
from reviewer.ui.tagging.chips import chip_icon


class FilterMenu(QToolButton):
    """A button whose menu chooses; ``words`` say what is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tags: Sequence[Tag] = ()
        self._authors: Callable[[], Sequence[str]] = tuple
        self._tag, self._only = "", Only.ALL
        self._author: str | None = None
        self.setText("Only")
        self.setAccessibleName("Show only some highlights: by tag, state or author")
        self.setToolTip("Show only some highlights")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(theme.font(theme.SMALL))
        self.setStyleSheet("padding: 2px 13px 2px 3px;")
        menu = QMenu(self)
        menu.setAccessibleName("Show only")
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def offer(self, tags: Sequence[Tag], authors: Callable[[], Sequence[str]]) -> None:
        """Offer these tags and authors, who are asked for when needed; a choice that is gone is dropped."""
        self._tags, self._authors = tags, authors
        if self._tag and all(tag.id != self._tag for tag in tags):
            self._tag = ""
        if self._author is not None and self._author not in authors():
            self._author = None

    def filter(self, words: str) -> Filter:
        """Return what is listed, with these words."""
        tags = within(self._tags, self._tag) if self._tag else frozenset[str]()
        return Filter(words, tags, self._only, self._author)

    def words(self) -> str:
        """Return what is chosen, "" for nothing."""
        name = next((tag.name for tag in self._tags if tag.id == self._tag), "")
        below = len(within(self._tags, self._tag)) - 1 if self._tag else 0
        parts = [f"“{name}”" + (f" and the {below} under it" if below > 1 else " and the one under it" if below else "")] if name else []
        if self._only is not Only.ALL:
            parts.append(ONLY_WORDS[self._only])
        if self._author is not None:
            parts.append(f"by {self._author or 'nobody named'}")
        return " · ".join(parts)

    def choose_tag(self, tag: str) -> None:
        """List only one tag and those under it; "" lists all tags."""
        self._tag = tag
        self.changed.emit()

    def choose_only(self, only: Only) -> None:
        """List only the highlights of a state."""
        self._only = only
        self.changed.emit()

    def choose_author(self, author: str | None) -> None:
        """List only one author's highlights; None lists all."""
        self._author = author
        self.changed.emit()

    def clear(self) -> None:
        """Choose nothing."""
        self._tag, self._only, self._author = "", Only.ALL, None

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        tags = menu.addMenu("Tag")
        _choice(tags, "Any", not self._tag, lambda: self.choose_tag(""))
        for node in nodes(self._tags):
            name = f"{'    ' * node.depth}{node.tag.name.replace('&', '&&')}"
            entry = _choice(tags, name, node.tag.id == self._tag, lambda one=node.tag.id: self.choose_tag(one))  # type: ignore[misc]
            entry.setIcon(chip_icon(node.tag))
        states = menu.addMenu("State")
        for only, words in ONLY_WORDS.items():
            _choice(states, words.capitalize(), only is self._only, lambda one=only: self.choose_only(one))  # type: ignore[misc]
        authors = menu.addMenu("Author")
        _choice(authors, "Any", self._author is None, lambda: self.choose_author(None))
        for author in self._authors():
            _choice(authors, author or "(nobody named)", author == self._author, lambda one=author: self.choose_author(one))  # type: ignore[misc]


def _choice(menu: QMenu, words: str, chosen: bool, run: Callable[[], None]) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(chosen)
    action.triggered.connect(lambda _on: run())
    return action
