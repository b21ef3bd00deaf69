"""A note as it is read in its card and where the mouse rests."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QTextDocument
from pytestqt.qtbot import QtBot

from reviewer.app.workspace import Workspace
from reviewer.domain.span import Span
from reviewer.ui import theme
from reviewer.ui.note_text import NoteText, plain, tip_of
from reviewer.ui.tagging.sidebar import TaggingSidebar

pytestmark = pytest.mark.usefixtures("qapp")


def _note(text: str) -> NoteText:
    return NoteText(text, theme.font(), 250)


def test_signs_become_what_they_mean_and_every_line_stays() -> None:
    found = _note("Ask the **board**.\nThen *wait*\n\n- first\n- second\n\n# Head")
    assert found.toPlainText().replace("\u2028", "\n").split("\n") == ["Ask the board.", "Then wait", "first", "second", "Head"]
    assert "font-weight:700" in found.toHtml()
    heading = found.lastBlock().begin().fragment().charFormat()
    assert heading.property(heading.Property.FontSizeAdjustment) == 0, "a card has no room for a large heading"


def test_markup_is_shown_as_typed_and_pictures_are_not_looked_for() -> None:
    found = _note("<img src='file:///etc/passwd'> a < b & c")
    assert "<img src=" in found.toPlainText()
    picture = _note("![x](file:///etc/hosts)")
    assert picture.resource(QTextDocument.ResourceType.ImageResource, "file:///etc/hosts") is None
    assert "<b>no</b>" not in tip_of("<b>no</b>", "note")


def test_a_long_note_is_cut_after_four_lines_and_says_so() -> None:
    short, long = _note("one"), _note("\n".join(f"line {n}" for n in range(12)))
    assert short.shown_height() < long.shown_height() < long.size().height()
    images = []
    for lines in (4, 20):
        image = QImage(260, 300, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        long.paint(painter, 0, 0, lines)
        painter.end()
        images.append(image)
    below = round(long.shown_height()) + 20
    assert images[0].copy(0, below, 260, 200) != images[1].copy(0, below, 260, 200)


def test_one_line_leaves_the_signs_out() -> None:
    assert plain("# Head\n- **bold** and\n2. more") == "Head bold and more"


def test_the_card_shows_the_note_and_grows_with_it(workspace: Workspace, wired: object, inspection: str, qtbot: QtBot) -> None:
    side = wired(TaggingSidebar(workspace))  # type: ignore[operator]
    side.show_document(inspection)
    made = workspace.tag_span(inspection, Span(0, 30), "tag-concern")
    side.resize(320, 700)
    view = side.highlights.list

    def seen() -> tuple[int, QImage]:
        rect = view.visualRect(view.cards.index(0))
        return rect.height(), view.viewport().grab(rect).toImage()

    qtbot.wait(1)
    bare, _ = seen()
    workspace.set_note(made, "Ask the **board**")
    one, bold = seen()
    workspace.set_note(made, "Ask the board")
    _, thin = seen()
    workspace.set_note(made, "Ask the board\nand\nwait")
    three, _ = seen()
    assert bare < one < three
    assert bold != thin, "bold is bold"
    workspace.set_note(made, "")
    assert seen()[0] == bare
