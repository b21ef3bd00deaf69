"""Laws of the pure parts: running text, lines, labels, joints."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer.domain.page import PageGeometry
from reviewer.domain.span import Span
from reviewer.reading.joining import ends_open, joins_on
from reviewer.reading.labels import is_label, paragraph_number, split_bullet, split_number
from reviewer.reading.pdf_layout import lines_of, parts_of, running_lines
from reviewer.reading.pieces import Part, Piece, clean, joint

WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=9), min_size=1, max_size=60)


def piece(text: str, left: float, baseline: float, *, size: float = 12.0, bold: bool = False) -> Piece:
    return Piece(text, -1, False, size, bold, left, baseline - 0.75 * size, left + 0.5 * size * len(text), baseline + 2, baseline)


def set_in_lines(words: list[str], width: int = 60) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@given(WORDS)
def test_words_are_neither_glued_nor_split_at_line_breaks(words):
    pieces = [piece(line, 72, 100 + 14.4 * index) for index, line in enumerate(set_in_lines(words))]
    part = Part("key")
    for each in pieces:
        part.add(each, 1)
    assert part.text.split() == words


@given(WORDS, st.integers(1, 400))
def test_words_are_neither_glued_nor_split_at_page_breaks(words, cut):
    lines = set_in_lines(words)
    part = Part("key")
    for index, line in enumerate(lines):
        part.add(piece(line, 72, 100 + 14.4 * index), 1 if index < cut % (len(lines) + 1) else 2)
    assert part.text.split() == words
    assert [page for _, page in part.runs] == sorted({page for _, page in part.runs})
    assert all(at == 0 or part.text[at - 1] == " " for at, _ in part.runs)


@given(WORDS)
def test_a_paragraph_without_tags_is_one_part(words):
    lines = lines_of(piece(line, 72, 100 + 14.4 * index) for index, line in enumerate(set_in_lines(words)))
    filler = piece("x" * 66, 72, 60)  # a full line elsewhere, so that the width of the column is known
    parts = parts_of([*lines_of([filler]), *lines], 1)
    text = " ".join(part.text for part in parts[1:])
    assert text.split() == words


@given(st.permutations(range(12)))
def test_lines_drawn_out_of_order_are_read_from_the_top(order):
    pieces = [piece(f"line {number}", 72, 100 + 20 * number) for number in order]
    found = [line.text for line in lines_of(pieces)]
    ups = sum(after < before for before, after in pairwise(order))
    if ups > 2:
        assert found == [f"line {number}" for number in range(12)]
    assert sorted(found) == sorted(f"line {number}" for number in range(12))


def test_words_a_hair_apart_in_height_are_one_line_in_their_order():
    rows = [
        each
        for number in range(8)
        for each in (piece("plans", 105, 100.4 + 20 * number), piece(f"{number} old", 62, 100.6 + 20 * number))
    ]
    found = lines_of(reversed(rows))  # drawn from the bottom up, so that they are sorted
    assert [line.text for line in found] == [f"{number} old plans" for number in range(8)]


def test_what_repeats_at_the_edge_is_furniture_and_headings_are_not():
    def page(number: int):
        return lines_of(
            [
                piece(f"Report on Westmere, page {number}", 72, 40, size=9),
                piece(f"Section {number}", 72, 70, size=16),
                piece(f"Text of page {number}.", 72, 120),
                piece("The same words in the middle.", 72, 400),
                piece(str(number), 500, 820, size=20),
            ]
        )

    found = running_lines([page(1), page(2), page(3)], [842.0] * 3)
    assert found == {(n, t) for n in (1, 2, 3) for t in (f"Report on Westmere, page {n}", str(n))}


def test_what_repeats_only_far_apart_is_text():
    pages = [lines_of([piece("Summary of it", 72, 60)]), [], [], [], lines_of([piece("Summary of it", 72, 60)])]
    assert running_lines(pages, [842.0] * 5) == set()


@given(st.integers(1, 999), st.sampled_from([".", ""]))
def test_paragraph_numbers_round_trip(number, stop):
    label, rest = split_number(f"{number}{stop} Ensure that plans are timely.")
    assert (paragraph_number(label), rest) == (number, "Ensure that plans are timely.")


@given(st.integers(1, 31), st.sampled_from(["March 2019", "to 18 May 2020", "and 7 June", "– 12 July 2013"]))
def test_dates_are_no_numbers(day, rest):
    assert split_number(f"{day} {rest}")[0] == ""


@given(st.text(max_size=80))
def test_splitting_a_label_loses_nothing_but_space(text):
    for split in (split_bullet, split_number):
        label, rest = split(text)
        assert rest in text
        if label and label in text:
            assert text.index(label) + len(label) <= len(text) - len(rest)


def test_labels_alone():
    assert all(is_label(text) for text in ("21.", "•", "\uf06e", "4", "(a)", "2.1"))
    assert not any(is_label(text) for text in ("", "word", "2017 was", "Good"))


@given(st.text(max_size=60))
def test_clean_is_idempotent(text):
    assert clean(clean(text)) == clean(text)


def test_joints_and_open_ends():
    assert joint("multi-", "agency") == ""
    assert joint("short-", "and long-term") == " "
    assert joint("face-", "to-face visits") == "" and joint("17-", "to 18-year-olds") == " "
    assert joint("a dash –", "so") == " "
    assert ends_open("insufficient purpose and") and not ends_open("It ended.") and not ends_open("It ended.’")
    assert joins_on("In a very small number of", "cases this was so")
    assert not joins_on("It ended.", "The next began.")
    assert not joins_on("Headings have no stop", "Another heading")


BOXES = st.lists(st.integers(1, 12), min_size=1, max_size=8)


def geometry(lengths: list[int]) -> PageGeometry:
    """Lay out lines of so many characters of 6 points each, 14 points apart; one offset between lines is a space."""
    offsets, boxes, at = [], [], 0
    for row, length in enumerate(lengths):
        for column in range(length):
            offsets.append(at)
            boxes.append((72.0 + 6 * column, 100.0 + 14 * row, 78.0 + 6 * column, 112.0 + 14 * row))
            at += 1
        at += 1
    return PageGeometry(1, 595, 842, tuple(offsets), tuple(boxes))


@given(BOXES)
def test_a_point_in_a_box_finds_its_code_point(lengths):
    page = geometry(lengths)
    assert len(page.lines) == len(lengths)
    for offset, (left, top, right, bottom) in zip(page.offsets, page.boxes, strict=True):
        x, y = (left + right) / 2, (top + bottom) / 2
        assert page.offset_at(x, y) == page.hit(x, y) == offset
        assert page.caret_at(right - 0.1, y) == offset + 1
        assert page.caret_at(left + 0.1, y) == offset


@given(BOXES, st.integers(0, 100), st.integers(0, 100))
def test_rectangles_cover_exactly_the_characters_of_a_span(lengths, first, second):
    page = geometry(lengths)
    span = Span(min(first, second), max(first, second))
    rects = page.rects(span)
    for offset, (left, top, right, bottom) in zip(page.offsets, page.boxes, strict=True):
        x, y = (left + right) / 2, (top + bottom) / 2
        covered = any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in rects)
        assert covered == (span.start <= offset < span.end)
    assert len(rects) <= len(lengths)


@given(BOXES, st.floats(0, 595), st.floats(0, 842))
def test_any_point_finds_some_text_and_past_the_end_of_a_line_its_last(lengths, x, y):
    page = geometry(lengths)
    assert page.offset_at(x, y) in page.offsets
    assume(x > 200)
    row = min(max(int((y - 99) // 14), 0), len(lengths) - 1)
    if 100 + 14 * row <= y <= 112 + 14 * row:
        assert page.offset_at(x, y) == sum(lengths[: row + 1]) + row - 1


def test_a_page_without_text_has_nothing_to_find():
    page = PageGeometry(1, 595, 842)
    assert page.offset_at(10, 10) is None and page.caret_at(10, 10) is None and page.hit(1, 1) is None
    assert page.rects(Span(0, 100)) == []
