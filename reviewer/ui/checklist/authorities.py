"""Which authorities the checklist shows: all, one, or some of them, ticked in a list that drops down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from reviewer.ui import theme, widgets

_ALL = "All authorities"
_SHOWN = 14  # lines of the list before it scrolls


class AuthorityList(QFrame):
    """The list that drops down: Space ticks, Enter and Esc close. ``ticked`` after every change."""

    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.rows = QListWidget()
        self.rows.setAccessibleName("Authorities; Space ticks, none ticked shows all")
        self.all = widgets.button("Show all authorities", role="quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        layout.addWidget(self.rows)
        layout.addWidget(self.all)
        self.rows.itemChanged.connect(lambda _: self.ticked.emit())
        self.all.clicked.connect(self._untick)

    def offer(self, items: Sequence[tuple[str, str]], chosen: frozenset[str]) -> None:
        """Offer (name, urn), some of them ticked."""
        self.rows.blockSignals(True)
        self.rows.clear()
        for name, urn in items:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, urn)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if urn in chosen else Qt.CheckState.Unchecked)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0 if items else -1)
        self.rows.blockSignals(False)
        high = max(self.rows.sizeHintForRow(0), 0) * min(max(len(items), 1), _SHOWN) + 2 * self.rows.frameWidth()
        self.rows.setFixedHeight(high)
        self.rows.setMinimumWidth(max(self.rows.sizeHintForColumn(0), 0) + 40)

    def offered(self) -> list[tuple[str, str]]:
        """Return (name, urn) of every line."""
        items = [self.rows.item(n) for n in range(self.rows.count())]
        return [(item.text(), str(item.data(Qt.ItemDataRole.UserRole))) for item in items]

    def chosen(self) -> list[tuple[str, str]]:
        """Return (name, urn) of what is ticked."""
        items = [self.rows.item(n) for n in range(self.rows.count())]
        return [(i.text(), str(i.data(Qt.ItemDataRole.UserRole))) for i in items if i.checkState() is Qt.CheckState.Checked]

    def _untick(self) -> None:
        self.rows.blockSignals(True)
        for number in range(self.rows.count()):
            self.rows.item(number).setCheckState(Qt.CheckState.Unchecked)
        self.rows.blockSignals(False)
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
            return
        super().keyPressEvent(event)


class AuthorityPicker(QPushButton):
    """Says what is chosen, and drops the list down. ``changed`` after every tick; nothing ticked means all."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_ALL, parent)
        self.list = AuthorityList(self)
        self.setStyleSheet("text-align: left;")
        self.setMaximumWidth(220)
        self.list.ticked.connect(self._on_ticked)
        self.clicked.connect(self.drop_down)
        self._tell()

    @property
    def chosen(self) -> frozenset[str]:
        """The URNs that are ticked; empty means all."""
        return frozenset(urn for _, urn in self.list.chosen())

    def offer(self, items: Sequence[tuple[str, str]], chosen: frozenset[str]) -> None:
        """Offer (name, urn); choose some of them without a signal."""
        self.list.offer(items, chosen)
        self._tell()

    def drop_down(self) -> None:
        """Show the list under the button."""
        self.list.move(self.mapToGlobal(QPoint(0, self.height())))
        self.list.show()
        self.list.rows.setFocus()

    def _on_ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        names = [name for name, _ in self.list.chosen()]
        words = _ALL if not names else names[0] if len(names) == 1 else f"{len(names)} authorities"
        self.setText(words)
        self.setToolTip(", ".join(names) or _ALL)
        self.setAccessibleName(f"Authorities shown: {', '.join(names) or 'all'}")
