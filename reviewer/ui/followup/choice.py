"""One answer to choose, by its key or a click, and the block of those that answer one question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.domain.revisit import Coverage, Outcome
from reviewer.ui import theme, widgets
from reviewer.ui.followup import shapes
from reviewer.ui.keymap import cap, follow, keymap

Answer = Coverage | Outcome
_PADDING, _LOW_PADDING = 3, 1  # pixels above and below the words


class Choice(widgets.ElidedButton):
    """One answer: shape, words and its key, on one line. A suggested one has a dashed outline and says so."""

    def __init__(self, answer: Answer, action: str) -> None:
        super().__init__(answer.words)
        follow(self, lambda: self.setAccessibleName(f"{answer.words}, key {keymap().words(action)}"))
        self._answer, self._low = answer, False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cap = cap(action)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._suggested = widgets.label("suggested", "soft")
        self._suggested.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._is_suggested = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.addStretch()
        layout.addWidget(self._suggested)
        layout.addWidget(self._cap)
        self._suggested.hide()

    @property
    def is_suggested(self) -> bool:
        return self._is_suggested

    def mark_suggested(self, suggested: bool) -> None:
        """Tell whether the program would answer this."""
        if suggested != self._is_suggested:
            self._is_suggested = suggested
            self.setAccessibleDescription("suggested" if suggested else "")
            self.dress()

    def show_low(self, low: bool) -> None:
        """Stand in a row as low as may be, or with some air."""
        self._low = low
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme in force; what is suggested has a dashed outline."""
        dashed = f" border: 1px dashed {theme.current().accent};" if self._is_suggested else ""
        high = f"padding-top: {_LOW_PADDING if self._low else _PADDING}px; padding-bottom: {_LOW_PADDING if self._low else _PADDING}px; min-height: 16px;"
        self.setStyleSheet(f"QPushButton {{ text-align: left; padding-left: 8px; padding-right: 4px; {high}{dashed} }}")
        coverage, outcome = (self._answer, None) if isinstance(self._answer, Coverage) else (Coverage.SAME_TOPIC, self._answer)
        self.setIcon(theme.icon(shapes.icon_name(coverage, outcome), shapes.icon_colour(coverage, outcome)))
        self._fit()

    def room(self) -> int:
        return super().room() - self._cap.sizeHint().width() - 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.fontMetrics().horizontalAdvance(self.text()) * 1.1
        self._suggested.setVisible(self._is_suggested and words + self._suggested.sizeHint().width() + 12 < self.room())


class Choices(QWidget):
    """The answers to one question, one below the other."""

    chosen = Signal(object)

    def __init__(self, answers: tuple[Answer, ...], action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_answer: dict[Answer, Choice] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for number, answer in enumerate(answers, 1):
            choice = Choice(answer, f"{action}_{number}")
            choice.clicked.connect(lambda _=False, one=answer: self.chosen.emit(one))
            self.by_answer[answer] = choice
            rows.addWidget(choice)
        self.show_low(False)
        theme.switch().changed.connect(self._on_theme_changed)

    def show_low(self, low: bool) -> None:
        """Take as little height as may be, or some air."""
        for choice in self.by_answer.values():
            choice.show_low(low)

    def _on_theme_changed(self) -> None:
        for choice in self.by_answer.values():
            choice.dress()

    def mark_suggested(self, answer: Answer | None) -> None:
        """Mark what the program would answer, or nothing."""
        for value, choice in self.by_answer.items():
            choice.mark_suggested(value == answer)
