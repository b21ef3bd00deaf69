"""A place in a document with its zoom and view, as text that settings can keep."""

from __future__ import annotations

import json
from dataclasses import dataclass

from reviewer.ui.document.canvas import Spot
from reviewer.ui.document.surface import LEAST_ZOOM, MOST_ZOOM, ZoomMode


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was, how large, and in which view."""

    spot: Spot
    mode: ZoomMode
    zoom: float
    text_view: bool

    def as_text(self) -> str:
        """Return it as text for `read_place`."""
        return json.dumps({
            "page": self.spot.page, "share": round(self.spot.share, 4), "offset": self.spot.offset,
            "text": self.text_view, "mode": str(self.mode), "zoom": round(self.zoom, 4),
        })  # fmt: skip


def read_place(text: str) -> Place | None:
    """Read a kept place; None for what is no place, whatever it is."""
    try:
        kept = json.loads(text)
        spot = Spot(int(kept["page"]), float(kept["share"]), int(kept["offset"]))
        zoom = min(max(float(kept["zoom"]), LEAST_ZOOM), MOST_ZOOM)
        return Place(spot, ZoomMode(kept["mode"]), zoom, bool(kept["text"]))
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
