"""A place in a document with its zoom and view, as text that settings can keep."""

from __future__ import annotations

import json
from dataclasses import dataclass

from reviewer.ui.document.canvas import Spot
from reviewer.ui.document.surface import LEAST_ZOOM, MOST_ZOOM, ZoomMode


@dataclass(frozen=True, slots=True)
class Look:
    """How large: whether the zoom follows the window, and the zoom where it does not."""

    mode: ZoomMode
    zoom: float

    def within_bounds(self) -> Look:
        """Return it with a zoom that can be shown."""
        return Look(self.mode, min(max(self.zoom, LEAST_ZOOM), MOST_ZOOM))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was, how large the pages were, and in which view."""

    spot: Spot
    look: Look
    text_view: bool

    def as_text(self) -> str:
        """Return it as text for `read_place`."""
        return json.dumps({
            "page": self.spot.page, "share": round(self.spot.share, 4), "offset": self.spot.offset,
            "text": self.text_view, "mode": str(self.look.mode), "zoom": round(self.look.zoom, 4),
        })  # fmt: skip


def read_place(text: str) -> Place | None:
    """Read a kept place; None for what is no place, whatever it is."""
    try:
        kept = json.loads(text)
        spot = Spot(int(kept["page"]), float(kept["share"]), int(kept["offset"]))
        return Place(spot, Look(ZoomMode(kept["mode"]), float(kept["zoom"])).within_bounds(), bool(kept["text"]))
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
