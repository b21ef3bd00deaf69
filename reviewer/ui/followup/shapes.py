"""Which shape, words and colour an answer has. The words always stand beside the shape."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from reviewer.domain.review import Cell, Standing
from reviewer.domain.revisit import NOT_YET_CHECKED, Coverage, Outcome
from reviewer.ui import theme

_GOOD = {Outcome.ADDRESSED, Outcome.SUSTAINED}
_BAD = {Outcome.NOT_ADDRESSED, Outcome.REPEATED, Outcome.WORSE}


def outcome_colour(outcome: Outcome | None) -> str:
    """Return the theme colour of an outcome's words."""
    now = theme.current()
    if outcome in _GOOD:
        return now.good
    return now.bad if outcome in _BAD else now.middle


def standing_colour(standing: Standing) -> str:
    """Return the theme colour of a standing's words."""
    now = theme.current()
    return {Standing.CLOSED: now.good, Standing.OPEN: now.middle, Standing.NEVER_REVISITED: now.bad}.get(
        standing, now.soft
    )


def icon_name(coverage: Coverage | None, outcome: Outcome | None) -> str:
    """Return the icon that stands for an answer: its outcome where there is one, else its coverage."""
    if coverage is None:
        return "not-yet-checked"
    return f"outcome-{outcome.value}" if outcome is not None else f"coverage-{coverage.value}"


def icon_colour(coverage: Coverage | None, outcome: Outcome | None) -> str:
    """Return the colour its icon is drawn in."""
    now = theme.current()
    if coverage is None:
        return now.accent
    if outcome is not None:
        return outcome_colour(outcome)
    return now.bad if coverage is Coverage.NOT_MENTIONED else now.soft


def picture(coverage: Coverage | None, outcome: Outcome | None, size: int = 14) -> QPixmap:
    """Return the shape of an answer in the colours of the theme in force."""
    return theme.pixmap(icon_name(coverage, outcome), icon_colour(coverage, outcome), size)


def words(cell: Cell) -> tuple[str, str]:
    """Return (first line, second line) of a cell: the outcome first where there is one."""
    if cell.coverage is None:
        return NOT_YET_CHECKED, ""
    passages = f" · {len(cell.cited)} passage{'s' if len(cell.cited) != 1 else ''}" if cell.cited else ""
    if cell.outcome is not None:
        return cell.outcome.words, cell.coverage.words + passages
    if cell.coverage is Coverage.OUTSIDE_SCOPE:
        return "Outside scope", ""
    if cell.coverage is Coverage.NOT_MENTIONED:
        return "Not mentioned", "in scope · confirmed"
    return cell.coverage.words, passages.removeprefix(" · ")
