"""How tags look on the page: every tag of a passage shows, by colour, bar and letter; notes and doubts have a sign."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from reviewer.domain.area import Area
from reviewer.domain.span import Span
from reviewer.ui.document.painted import PaintedHighlight, PaintedTag
from reviewer.ui.document.painter import MarkPainter, bands, reference_box
from reviewer.ui.document.signs import note_sign_of

BLUE = PaintedTag("#c6e4f7", "#1f6fa3", "6")
GREEN = PaintedTag("#bfeeda", "#00734f", "5")
PINK = PaintedTag("#f3cfe4", "#a0447d", "4")


@pytest.fixture
def shown(driver: Any, samples: SimpleNamespace) -> Any:
    reading, data = samples.two_pages()
    driver.reading = reading
    driver.show(reading, data)
    return driver


def picture(shown: Any) -> QImage:
    image: QImage = shown.pane.surface.viewport().grab().toImage()
    return image


def colours(image: QImage, rect: QRectF) -> set[str]:
    """Return the colours of a rectangle that cover a fair part of it."""
    area = rect.toAlignedRect()
    seen: dict[str, int] = {}
    for x in range(area.left(), area.right()):
        for y in range(area.top() + 1, area.bottom()):
            name = image.pixelColor(x, y).name()
            seen[name] = seen.get(name, 0) + 1
    return {name for name, count in seen.items() if count > area.width() * area.height() / 50}


def bullet(shown: Any, *others: PaintedTag, **more: Any) -> PaintedHighlight:
    return PaintedHighlight("one", shown.reading.blocks[1].span, "#ffe7a3", "#b8860b", "1", "Names", others=others, **more)


def margin(shown: Any) -> QRectF:
    """Return the room for bars and letters beside the bullet."""
    line = shown.rects(shown.reading.blocks[1].span)[0]
    return QRectF(line.left() - 50, line.top(), 48, line.height())


def test_every_tag_of_a_passage_has_its_band_its_bar_and_its_letter(shown: Any) -> None:
    shown.pane.set_highlights([bullet(shown)])
    one_fill = colours(picture(shown), shown.rects(shown.reading.blocks[1].span)[0])
    one_bar = colours(picture(shown), margin(shown))
    assert "#ffe7a3" in one_fill
    assert "#c6e4f7" not in one_fill
    shown.pane.set_highlights([bullet(shown, BLUE)])
    image = picture(shown)
    assert {"#ffe7a3", "#c6e4f7"} <= colours(image, shown.rects(shown.reading.blocks[1].span)[0])
    bars = colours(image, margin(shown))
    assert "#b8860b" in one_bar
    assert "#1f6fa3" not in one_bar
    assert {"#b8860b", "#1f6fa3"} <= bars


def test_what_does_not_fit_beside_the_text_is_told_by_a_sign_and_never_painted_over_another(shown: Any) -> None:
    shown.pane.set_highlights([bullet(shown, BLUE, GREEN)])
    three = picture(shown)
    shown.pane.set_highlights([bullet(shown, BLUE, GREEN, PINK)])
    four = picture(shown)
    room = margin(shown)
    assert colours(three, room) == colours(four, room), "the fourth has no bar"
    letters = QRectF(room.left() - 2, room.top(), 14, room.height()).toAlignedRect()
    assert three.copy(letters) != four.copy(letters), "the last letter became a plus sign"


def test_a_fourth_passage_in_the_same_lines_goes_on_below_the_third(shown: Any) -> None:
    text = shown.reading.blocks[1].span
    marks = [
        PaintedHighlight(str(number), Span(text.start + number, text.end - 40 * (number < 3)), tag.fill, tag.line, tag.letter)
        for number, tag in enumerate((PINK, GREEN, BLUE, PaintedTag("#f5efa0", "#6a6400", "7")))
    ]
    shown.pane.set_highlights(marks)
    image, first = picture(shown), margin(shown)
    assert "#1f6fa3" in colours(image, first), "the third keeps its bar"
    assert "#6a6400" not in colours(image, first)


def test_a_note_has_a_sign_at_the_right_that_covers_no_word(shown: Any) -> None:
    shown.pane.set_highlights([bullet(shown)])
    bare = picture(shown)
    shown.pane.set_highlights([bullet(shown, note="Ask the board.")])
    noted = picture(shown)
    words = shown.rects(shown.reading.blocks[1].span)
    for rect in words:
        assert bare.copy(rect.toAlignedRect()) == noted.copy(rect.toAlignedRect())
    assert bare != noted


def test_a_click_on_the_sign_opens_the_note(shown: Any) -> None:
    noted, surface = bullet(shown, note="Ask the board."), shown.pane.surface
    shown.pane.set_highlights([noted])
    sign = note_sign_of(noted, surface.canvas, surface.visible(), surface.canvas.rects(noted.span))
    assert sign is not None
    place = (sign.center() - surface.visible().topLeft()).toPoint()
    with shown.qtbot.waitSignals([shown.pane.highlight_clicked, shown.pane.note_requested]):
        shown.qtbot.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown.pane.selected_highlight() == "one"
    shown.pane.select_highlight(None)
    with shown.qtbot.assertNotEmitted(shown.pane.note_requested):
        shown.qtbot.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(0, 40))


def test_a_passage_to_check_is_outlined(shown: Any) -> None:
    shown.pane.set_highlights([bullet(shown)])
    sure = picture(shown)
    shown.pane.set_highlights([bullet(shown, to_check=True)])
    assert picture(shown) != sure
    assert "may have moved" in shown.pane._marks.highlight("one").head


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_bands_cover_the_line_and_nothing_else(count: int) -> None:
    line = QRectF(10, 20, 100, 17)
    found = bands(line, count)
    assert len(found) == count
    assert found[0].top() == line.top()
    assert found[-1].bottom() == line.bottom()
    assert all(one.bottom() == two.top() for one, two in pairwise(found))


def test_the_overview_counts_what_it_shows_and_has_areas_too(shown: Any) -> None:
    area = PaintedHighlight("area", Span(0, 0), "#bfeeda", "#00734f", "5", area=Area(2, 10.0, 10.0, 90.0, 90.0))
    shown.pane.set_highlights([bullet(shown), area])
    shown.qtbot.waitUntil(lambda: len(shown.pane.overview.ticks) == 2)
    first, second = sorted(tick.share for tick in shown.pane.overview.ticks)
    assert first < 0.5 < second
    assert shown.pane.overview.toolTip().startswith("2 highlights in this document")
    assert shown.pane.overview.accessibleDescription() == "2 highlights"


def test_light_ink_on_a_dark_ground_stays_as_light_under_any_number_of_fills() -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#1e2125"))
    image.setPixelColor(5, 5, QColor("#ffffff"))
    painter = QPainter(image)
    draw = MarkPainter(painter, lambda _span: [QRectF(0, 0, 20, 20)], white=False)
    for colour in ("#b8860b", "#1f6fa3", "#a0447d"):
        draw.fill(Span(0, 1), colour)
    del draw
    painter.end()
    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert image.pixelColor(10, 10) != image.pixelColor(30, 10)
    assert image.pixelColor(30, 10).name() == "#1e2125"
    assert image.pixelColor(10, 10).lightnessF() < 0.6, "the ground stays dark enough for light ink"


def test_a_passage_across_a_page_break_has_its_letter_on_both_pages(shown: Any) -> None:
    shown.pane.fit_page()
    shown.settle()
    text = shown.reading.blocks[2].span
    shown.pane.set_highlights([PaintedHighlight("one", text, "#ffe7a3", "#b8860b", "W")])
    shown.pane.surface.verticalScrollBar().setValue(400)
    shown.settle()
    with_letters = picture(shown)
    shown.pane.set_highlights([PaintedHighlight("one", text, "#ffe7a3", "#b8860b", "")])
    without = picture(shown)
    places = shown.rects(text)
    assert len(places) >= 2
    first, last = places[0], next(rect for rect in places if rect.top() - places[0].bottom() > 60)
    for rect in (first, last):
        beside = QRectF(rect.left() - 70, rect.top() - 2, 68, 20).toAlignedRect()
        if shown.pane.surface.viewport().rect().contains(beside.center()):
            assert with_letters.copy(beside) != without.copy(beside)


@pytest.mark.parametrize("right", [300.0, 520.0, 560.0, 599.0])
def test_a_reference_covers_no_word_of_its_line_and_stays_in_the_window(right: float) -> None:
    line, size = QRectF(80, 200, right - 80, 16), QSizeF(52, 14)
    box = reference_box(line, right + 6, 600, size)
    assert not box.intersects(line)
    assert box.right() <= 600 and box.size() == size
    assert box.bottom() >= line.top(), "it touches its line, so that it is seen whose it is"
