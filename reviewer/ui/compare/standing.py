"""Where the windows stand that speak of a page: low, so that the page shows above them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_BELOW = 104  # pixels: the frame of the window, and the notice and status line of the one beneath
_SHARE = 0.45  # of the height of the window beneath
_LOWEST, _WIDEST = 300, 940  # pixels: the height it needs, and the width beyond which it only hides more


def stand_low(window: QWidget, over: QWidget | None) -> None:
    """Put a window on the lower part of the one that it belongs to."""
    if over is None:
        return
    at = over.frameGeometry()
    height = max(_LOWEST, int(at.height() * _SHARE))
    window.resize(min(_WIDEST, at.width()), height)
    window.move(at.left(), max(at.top(), at.bottom() - height - _BELOW))
