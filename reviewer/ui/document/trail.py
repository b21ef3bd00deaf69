"""Back and forward through the places one jumped from. No Qt."""

from __future__ import annotations

from reviewer.ui.document.canvas import Spot

_LONGEST = 100


class Trail:
    """Places left by a jump; going back keeps the way forward until the next jump."""

    def __init__(self) -> None:
        self._before: list[Spot] = []
        self._after: list[Spot] = []

    def jumped(self, left: Spot) -> None:
        """Remember the place a jump began at."""
        self._after.clear()
        if not self._before or self._before[-1] != left:
            self._before = [*self._before[-_LONGEST + 1 :], left]

    def back(self, here: Spot) -> Spot | None:
        """Return the place to go back to, None where there is none."""
        if not self._before:
            return None
        self._after.append(here)
        return self._before.pop()

    def forward(self, here: Spot) -> Spot | None:
        """Return the place one came back from, None where there is none."""
        if not self._after:
            return None
        self._before.append(here)
        return self._after.pop()

    def clear(self) -> None:
        """Forget every place."""
        self._before.clear()
        self._after.clear()
