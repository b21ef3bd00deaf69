"""The card below the matrix: what the current cell rests on, or what is suggested for it, and what is selected."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from reviewer.domain.british_dates import british_date
from reviewer.domain.passage import FollowUpSuggestion
from reviewer.domain.review import Cell
from reviewer.domain.revisit import NOT_YET_CHECKED
from reviewer.ui import theme, widgets
from reviewer.ui.followup import offered
from reviewer.ui.followup.matrix_model import where_words
from reviewer.ui.key_words import with_keys

_QUOTE, _QUOTE_LOW, _NOTE = 400, 200, 160  # letters of a quotation and of a note
_ACTS = (
    "[[matrix.outside]] answers “Outside this visit’s scope”, [[matrix.not_mentioned]] “In scope, not mentioned”. "
    "Ctrl+Up and Ctrl+Down look at each, Ctrl+Space leaves one out, [[matrix.show_all]] ends."
)


def confirmed_words(cell: Cell) -> str:
    """Return who confirmed an answer and when: "confirmed 24 Nov 2026 by Quality officer"; "" without an answer."""
    if cell.revisit is None:
        return ""
    who = f" by {cell.revisit.author}" if cell.revisit.author else ""
    return f"confirmed {british_date(cell.revisit.confirmed[:10])}{who}"


class CellCard(QFrame):
    """One line of where and who, then the words. ``low`` takes less of a low window."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.low = False
        self.selected = widgets.label("", wrap=True)
        self.where = widgets.label("", "soft", wrap=True)
        self.words = widgets.label("", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        layout.setSpacing(theme.GRID // 2)
        for part in (self.selected, self.where, self.words):
            layout.addWidget(part)
        self.show_selected(0, 0)
        self.hide()

    def show_selected(self, cells: int, answered: int) -> None:
        """Say how many cells are selected and what can be done with them; nothing while there is only one."""
        self.selected.setVisible(cells > 1)
        if cells > 1:
            stay = f", {answered} of them answered: those stay as they are" if answered else ""
            self.selected.setText(f"{cells} cells selected{stay}. {with_keys(_ACTS)}")

    def show_answer(self, cell: Cell, name: str) -> None:
        """Show the first passage that an answer rests on, who confirmed it, and the note."""
        cited = cell.cited
        unsure = "to check: the words of an earlier copy" if cited and cited[0].unsure else ""
        more = f"and {len(cited) - 1} more" if len(cited) > 1 else ""
        where = where_words(cited[0].page, cited[0].paragraph) if cited else "no passage cited"
        note = " ".join(cell.revisit.note.split()) if cell.revisit is not None else ""
        parts = [self._quote(cited[0].quote)] if cited else []
        if note:
            parts.append(f"Note: {_shortened(note, _NOTE)}")
        self._show((name, where, unsure, more, confirmed_words(cell)), "\n".join(parts))

    def show_suggestion(self, suggestion: FollowUpSuggestion | None, name: str) -> None:
        """Show what is suggested for a cell without an answer, with the nearest passage: to read, not an answer."""
        if suggestion is None:
            self._show((name, NOT_YET_CHECKED, "looking for passages …"), "")
            return
        best = suggestion.passages[0] if suggestion.passages else None
        where = ""
        if best is not None:
            strong = suggestion.strong and suggestion.coverage.revisited
            where = f"{'best passage' if strong else 'nearest passage, weak'}, {where_words(best.page, f'¶{best.paragraph}' if best.paragraph else '')}"
        words = offered.coverage_words(suggestion)
        self._show((name, NOT_YET_CHECKED, words, where), self._quote(best.text) if best is not None else suggestion.coverage_why)

    def _show(self, where: tuple[str, ...], words: str) -> None:
        self.where.setText(" · ".join(part.strip(", ") for part in where if part))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.show()

    def _quote(self, text: str) -> str:
        return f"“{_shortened(' '.join(text.split()), _QUOTE_LOW if self.low else _QUOTE)}”"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"
