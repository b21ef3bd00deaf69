"""Pictures of rows painted before: a list that is shown again need not measure and shape its words anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from reviewer.ui import theme

_KEPT = 48


class RowPictures:
    """The last rows as painted, by all that they show. Colours and fonts of the program need not be told."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def clear(self) -> None:
        """Forget all of them."""
        self._pictures.clear()

    def draw(self, painter: QPainter, rect: QRect, shows: Hashable, ground: str, paint: Callable[[QPainter], None]) -> None:
        """Draw into ``rect`` what ``paint`` paints there over ``ground``; ``shows`` is all that this depends on.

        Where a pixel of the program is no whole number of the screen's, a picture would be blurred: there the row is painted.
        """
        ratio = painter.device().devicePixelRatioF()
        if ratio != int(ratio):
            paint(painter)
            return
        key = (shows, rect.width(), rect.height(), ratio, theme.current().name, QApplication.font().key())
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = _painted(rect, ratio, ground, paint)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        painter.drawPixmap(rect.topLeft(), picture)


def _painted(rect: QRect, ratio: float, ground: str, paint: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap(rect.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(ground))  # opaque, so that letters are drawn as on the list itself
    painter = QPainter(picture)
    painter.translate(QPoint(0, 0) - rect.topLeft())
    paint(painter)
    painter.end()
    return picture
