"""Text that nobody can see on its page is left out and counted; the text over a scan is read."""

from __future__ import annotations

import pytest

from reviewer.reading.drafts import RawReading
from reviewer.reading.structure import read_blocks

SEEN = "Children are well supported by their social workers."
HIDDEN = "Overall effectiveness Outstanding"


def _read(maker) -> RawReading:
    return read_blocks("report.pdf", maker.bytes())


@pytest.mark.parametrize(
    ("before", "after", "place", "size"),
    [
        ("1 1 1 rg", "0 0 0 rg", (72, 120), 11),
        ("1 g", "0 g", (72, 120), 11),
        ("3 Tr", "0 Tr", (72, 120), 11),
        ("7 Tr", "0 Tr", (72, 120), 11),
        ("", "", (72, 120), 0.8),
        ("", "", (72, 1200), 11),
        ("", "", (900, 120), 11),
    ],
)
@pytest.mark.parametrize("tagged", [True, False])
def test_what_cannot_be_seen_is_left_out_and_counted(pdf_maker, before, after, place, size, tagged) -> None:
    made = pdf_maker(tagged=tagged)
    made.page()
    made.text(72, 80, SEEN, *([made.root.add("P")] if tagged else []))
    made.pages[-1].append(before)
    made.text(*place, HIDDEN, *([made.root.add("P")] if tagged else []), size=size)
    made.pages[-1].append(after)
    reading = _read(made)
    assert [block.text for block in reading.blocks] == [SEEN]
    (warning,) = reading.warnings
    assert warning.startswith(f"Page 1: {len(HIDDEN)} characters that cannot be seen")


def test_white_on_a_coloured_band_is_read(pdf_maker) -> None:
    made = pdf_maker(tagged=False)
    made.page()
    made.pages[-1].append("0.1 0.3 0.5 rg 60 700 400 60 re f")
    made.pages[-1].append("1 1 1 rg")
    made.text(72, 120, "Inspection report")
    made.pages[-1].append("0 0 0 rg")
    made.text(72, 300, SEEN)
    reading = _read(made)
    assert [block.text for block in reading.blocks] == ["Inspection report", SEEN]
    assert reading.warnings == ()


def test_a_white_band_is_no_ground_for_white_words(pdf_maker) -> None:
    made = pdf_maker(tagged=False)
    made.page()
    made.pages[-1].append("1 1 1 rg 60 700 400 60 re f")
    made.text(72, 120, HIDDEN)
    made.pages[-1].append("0 0 0 rg")
    made.text(72, 300, SEEN)
    assert [block.text for block in _read(made).blocks] == [SEEN]


def test_white_words_in_a_line_of_black_ones_are_left_out(pdf_maker) -> None:
    made = pdf_maker(tagged=False)
    made.page()
    made.text(72, 120, "The plans are good")
    made.pages[-1].append("1 1 1 rg")
    made.text(72 + 92, 120, "for nobody at all.")
    made.pages[-1].append("0 0 0 rg")
    reading = _read(made)
    assert [block.text for block in reading.blocks] == ["The plans are good"]
    assert " 18 characters" in reading.warnings[0]


def test_a_page_drawn_invisibly_without_a_picture_is_read_and_said(pdf_maker) -> None:
    made = pdf_maker(tagged=False)
    made.page()
    made.pages[-1].append("3 Tr")
    made.text(72, 80, SEEN)
    made.pages[-1].append("0 Tr")
    reading = _read(made)
    assert [block.text for block in reading.blocks] == [SEEN]
    assert reading.warnings[0].startswith("Page 1: the text is in the file but not drawn on the page.")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_loses_nothing(pdf_maker, turn: int) -> None:
    made = pdf_maker(tagged=False)
    made.rotate = turn
    made.page()
    made.text(72, 30, "At the top of the page.")
    made.text(72, 800, SEEN)
    reading = _read(made)
    assert {block.text for block in reading.blocks} == {"At the top of the page.", SEEN}
    assert reading.warnings == ()
