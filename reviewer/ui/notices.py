"""Notices: what happened, with an undo where one helps. They go by themselves and never take the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reviewer.ui import widgets

SHOWN_MS = 8000


class NoticeBar(QFrame):
    """One notice at a time; a failure stays until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._text = widgets.label(wrap=True)
        self._act = widgets.button("", role="quiet", name="Do what the notice offers")
        self._act.hide()
        self._close = widgets.button("Close", role="quiet", name="Close the notice")
        self._on_act: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 4, 2)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._act.clicked.connect(self._run)
        for one in (self._act, self._close):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def tell(self, text: str, *, act: str = "", on_act: Callable[[], None] | None = None) -> None:
        """Show what happened, for a while."""
        self._show(text, "notice", act, on_act)
        self._timer.start(SHOWN_MS)

    def fail(self, text: str) -> None:
        """Show what went wrong, until it is closed."""
        self._timer.stop()
        self._show(text, "warning", "", None)

    def _show(self, text: str, role: str, act: str, on_act: Callable[[], None] | None) -> None:
        widgets.restyle(self, role)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._on_act = on_act
        self._act.setText(act)
        self._act.setAccessibleName(act or "Do what the notice offers")
        self._act.setVisible(bool(act))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _run(self) -> None:
        self.hide()
        if self._on_act is not None:
            self._on_act()
