"""The pictures of the pages: which are wanted, which are kept, and the sharp part of a page too large to draw whole.

A page is drawn whole up to a number of pixels; beyond that it is drawn coarser, and the part on show sharp beside it.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from reviewer.ui.document.owner import Wish
from reviewer.ui.document.page_file import PageFile

_KEPT_IMAGES = 12
_KEPT_BYTES = 120_000_000
_MOST_PIXELS = 6_000_000  # some 290 % of an A4 page on a plain screen
_SMALL_WIDTH = 180  # of a small picture: a thumbnail, and what is seen of a page until it is drawn sharp
_SMALL_HEIGHT = 300
_SMALL_BYTES = 24_000_000
_AROUND = 300  # pixels drawn beyond what is on show, so that a small step needs no new part


@dataclass(frozen=True, slots=True)
class Sharp:
    """A part of a page at full scale: ``clip`` in pixels of the whole page."""

    bucket: int
    clip: QRect
    image: QImage


class PageImages:
    """Pictures by page and scale. Scales are in thousandths of a pixel a point (``bucket``)."""

    def __init__(self, file: PageFile, sizes: tuple[tuple[float, float], ...]) -> None:
        self._file = file
        self._sizes = sizes
        self._whole: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._sharp: dict[int, Sharp] = {}
        self._small: dict[int, QImage] = {}
        self._small_wanted: Collection[int] = ()
        self.scale = 1.0
        self.dark = False

    def bucket(self, page: int) -> int:
        """Return the scale at which a page is drawn whole."""
        width, height = self._sizes[page - 1]
        return round(min(self.scale, math.sqrt(_MOST_PIXELS / max(width * height, 1.0))) * 1000)

    def clear(self) -> None:
        """Forget all pictures."""
        self._whole.clear()
        self._sharp.clear()
        self._small.clear()

    def is_sharp(self, page: int, shown: QRect) -> bool:
        """Tell whether a page is drawn as sharp as it gets, ``shown`` pixels of it being on show."""
        if (page, self.bucket(page)) not in self._whole:
            return False
        return not self._needs_part(page) or self._has_part(page, shown)

    def wishes(self, page: int, shown: QRect | None, owner: Hashable) -> list[Wish]:
        """Return what is missing of a page; ``shown`` None for a page that is only near."""
        found = []
        bucket = self.bucket(page)
        if (page, bucket) not in self._whole:
            draw = partial(self._file.image, page, bucket / 1000, dark=self.dark)
            found.append(Wish((owner, "image", page, bucket, None, self.dark), draw))
        if shown is not None and not shown.isEmpty() and self._needs_part(page) and not self._has_part(page, shown):
            width, height = (round(side * self.scale) for side in self._sizes[page - 1])
            clip = shown.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(QRect(0, 0, width, height))
            part = (clip.x(), clip.y(), clip.width(), clip.height())
            draw = partial(self._file.image, page, self.scale, part, dark=self.dark)
            found.append(Wish((owner, "part", page, round(self.scale * 1000), part, self.dark), draw))
        return found

    def small(self, page: int) -> QImage | None:
        """Return the small picture of a page, None while it is not drawn."""
        return self._small.get(page)

    def small_wishes(self, pages: Sequence[int], ratio: float, owner: Hashable) -> list[Wish]:
        """Return the small pictures that are missing of as many of these pages as may be kept, in their order."""
        room = max(int(_SMALL_BYTES / (_SMALL_WIDTH**2 * 1.42 * ratio**2 * 4)), 8)
        self._small_wanted = pages[:room]
        found = []
        for page in self._small_wanted:
            if page not in self._small:
                width, height = self._sizes[page - 1]
                scale = min(_SMALL_WIDTH / max(width, 1.0), _SMALL_HEIGHT / max(height, 1.0)) * ratio
                draw = partial(self._file.image, page, scale, dark=self.dark)
                found.append(Wish((owner, "small", page, 0, None, self.dark), draw))
        return found

    def keep(self, key: tuple[Any, ...], image: QImage, shown: Collection[int]) -> None:
        """Take a picture in, unless it was drawn for another zoom; drop what was not used longest."""
        *_, page, bucket, part, dark = key
        if dark is not self.dark:
            return
        if key[1] == "small":
            self._small[page] = image
            if len(self._small) > len(self._small_wanted) + 8:
                self._small = {p: kept for p, kept in self._small.items() if p in self._small_wanted}
            return
        if key[1] == "part":
            if bucket == round(self.scale * 1000):
                self._sharp = {p: kept for p, kept in self._sharp.items() if p in shown}
                self._sharp[page] = Sharp(round(self.scale * 1000), QRect(*part), image)
            return
        if bucket != self.bucket(page):
            return
        for old in [old for old in self._whole if old[0] == page]:
            del self._whole[old]
        self._whole[page, bucket] = image
        while len(self._whole) > _KEPT_IMAGES or sum(kept.sizeInBytes() for kept in self._whole.values()) > _KEPT_BYTES:
            spare = next((old for old in self._whole if old[0] not in shown), None)
            if spare is None:
                break
            del self._whole[spare]

    def paint(self, painter: QPainter, page: int, rect: QRectF, ratio: float) -> None:
        """Paint what there is of a page: the sharp picture, else one drawn for another zoom, stretched."""
        image = self._best(page)
        if image is None:
            return
        exact = abs(image.width() - rect.width() * ratio) <= 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        if exact:
            image.setDevicePixelRatio(ratio)
            painter.drawImage(rect.topLeft(), image)
        else:
            painter.drawImage(rect, image, QRectF(image.rect()))
        part = self._sharp.get(page)
        if part is not None and not exact and part.bucket == round(self.scale * 1000):
            part.image.setDevicePixelRatio(ratio)
            painter.drawImage(rect.topLeft() + QPointF(part.clip.topLeft()) / ratio, part.image)

    def _best(self, page: int) -> QImage | None:
        sharp = (page, self.bucket(page))
        if sharp in self._whole:
            self._whole.move_to_end(sharp)
            return self._whole[sharp]
        coarse = next((image for (other, _), image in self._whole.items() if other == page), None)
        return coarse or self._small.get(page)

    def _needs_part(self, page: int) -> bool:
        return self.bucket(page) < round(self.scale * 1000)

    def _has_part(self, page: int, shown: QRect) -> bool:
        part = self._sharp.get(page)
        return part is not None and part.bucket == round(self.scale * 1000) and part.clip.contains(shown)
