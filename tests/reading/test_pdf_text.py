"""The text of pieces is cut from the page's: it must be what pdfium gives when each object is asked."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from reviewer.reading import pdf_objects, pdf_text, pdfium_calls
from reviewer.reading.pdf_objects import PageReader
from reviewer.reading.pdf_text import PageText, TextBuffer
from reviewer.reading.pieces import Piece, clean

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


def pieces(data: bytes) -> list[list[Piece]]:
    document = pypdfium2.PdfDocument(data)
    reader = PageReader()
    found = []
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        found.append(reader.pieces(page, text_page))
        text_page.close()
        page.close()
    document.close()
    return found


def asked(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[list[Piece]]:
    """Return the pieces with nothing cut: every object is asked."""
    with monkeypatch.context() as patch:
        patch.setattr(PageText, "_cut", lambda self, items: None)
        return pieces(data)


def test_words_of_one_look_on_one_line_are_one_piece(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    for x, word in ((72, "Children "), (120, "are "), (140.7, "seen "), (170, "often.")):  # as wide as Helvetica is
        made.text(x, 100, word)
    made.text(72, 114, "By one worker.")
    made.text(72, 128, "2.")
    made.text(100, 128, "A number stands apart.")
    (page,) = pieces(made.bytes())
    assert [piece.text.strip() for piece in page] == ["Children are seen often.", "By one worker.", "2.", "A number stands apart."]


def test_a_raised_mark_drawn_after_its_line_stays_out_of_it(pdf_maker):
    made = pdf_maker(tagged=False)
    made.page()
    made.text(72, 100, "Board")  # 32 points wide
    made.text(108.2, 100, "members")
    made.text(104.5, 97.5, "1", size=6)  # pdfium sorts it into the line
    (page,) = pieces(made.bytes())
    assert [piece.text.strip() for piece in page][-1] == "1"
    assert not any("1" in piece.text for piece in page[:-1])


def test_what_stands_inside_a_piece_has_each_object_asked():
    look = (3, 7, 11.0, 0, False)

    def run(left: float, right: float, items: int, size: float = 11.0) -> pdf_objects._Run:
        made = pdf_objects._Run(1, (left, 90.0, right, 101.0), (*look[:2], size, *look[3:]), baseline=100.0, bold=False, empty=False)
        made.items = list(range(items))
        return made

    line, beside, inside = run(72, 300, 3), run(310, 314, 1, 6.0), run(150, 154, 1, 6.0)
    pdf_objects._find_interrupted([line, beside])
    assert not line.interrupted
    pdf_objects._find_interrupted([line, beside, inside])
    assert line.interrupted and not inside.interrupted and not beside.interrupted


def test_lines_drawn_from_the_bottom_up_keep_their_own_text(pdf_maker, monkeypatch):
    made = pdf_maker()
    made.page()
    words = ["Third line of the page", "Second line of the page", "First line of the page"]
    for index, text in enumerate(words):
        made.text(72, 200 - 40 * index, text, made.root.add("P"))
    (page,) = pieces(made.bytes())
    assert [piece.text.strip() for piece in page] == words
    assert pieces(made.bytes()) == asked(made.bytes(), monkeypatch)


def test_few_objects_of_a_plain_page_are_asked(pdf_maker, monkeypatch):
    made = pdf_maker()
    made.page()
    made.paragraph(72, 100, [f"Line {number} of a paragraph." for number in range(30)], made.root.add("P"))
    calls = []
    monkeypatch.setattr(TextBuffer, "of_object", lambda *arguments: calls.append(arguments) or "")
    (page,) = pieces(made.bytes())
    assert len(page) == 30
    assert calls == []


def test_real_pages_read_the_same_whether_cut_or_asked(monkeypatch):
    files = sorted(CORPUS.glob("*/*.pdf"))[::17]
    if not files:
        pytest.skip("the real documents are not here")
    compared = 0
    for file in files:
        data = file.read_bytes()
        if not data.startswith(b"%PDF"):
            continue
        for cut, whole in zip(pieces(data), asked(data, monkeypatch), strict=True):
            assert [clean(piece.text).strip() for piece in cut] == [clean(piece.text).strip() for piece in whole], file.name
            compared += len(cut)
    assert compared > 3000


def test_a_page_of_characters_beyond_the_basic_plane_is_asked(pdf_maker, monkeypatch):
    """Where characters and UTF-16 units do not run alike, nothing can be cut."""
    made = pdf_maker()
    made.page()
    made.text(72, 100, "Plain words.", made.root.add("P"))
    data = made.bytes()
    monkeypatch.setattr(pdf_text, "calls", _Longer(pdfium_calls))
    asked_for: list[object] = []
    original = TextBuffer.of_object
    monkeypatch.setattr(TextBuffer, "of_object", lambda self, *a: asked_for.append(a) or original(self, *a))
    ((piece,),) = pieces(data)
    assert piece.text.strip() == "Plain words." and len(asked_for) == 1


class _Longer:
    """pdfium that counts one character more than its text has units."""

    def __init__(self, module: object) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        if name == "count_characters":
            return lambda page: self._module.count_characters(page) + 1
        return getattr(self._module, name)
