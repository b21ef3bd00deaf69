"""Pages for the window: the text stands where it is printed, also turned and cropped; pictures have the right shape."""

from __future__ import annotations

import pytest

from reviewer.domain.document import spans_on_page
from reviewer.domain.span import Span
from reviewer.reading.page_alignment import PageCharacter, align
from reviewer.reading.pages import PageSource
from reviewer.reading.structure import read_blocks


def sample(pdf_maker, **options):
    made = pdf_maker(**options)
    made.page()
    made.text(500, 30, "Good news")
    made.text(72, 80, "Findings", made.root.add("H2"), size=14, bold=True)
    item = made.root.add("L").add("LI").add("LBody")
    made.text(72, 110, "21. ", item)
    made.text(100, 110, "Good practice is shared multi-", item)
    made.text(100, 125, "agency wide; it is good", item)
    made.text(228, 120, "3", item, size=7)
    made.text(236, 125, "and known.", item)
    made.text(72, 160, "Good", made.root.add("P"))
    made.page()
    made.text(72, 90, "Second page.", made.root.add("P"))
    return made.bytes()


@pytest.fixture
def source(pdf_maker):
    opened = PageSource(sample(pdf_maker))
    yield opened
    opened.close()


def test_every_code_point_of_the_text_has_its_place(pdf_maker, source):
    blocks = read_blocks("a.pdf", sample(pdf_maker)).blocks
    for page in (1, 2):
        geometry = source.geometry(page, blocks)
        wanted = [i for span in spans_on_page(blocks, page) for i in range(span.start, span.end)]
        text = "\n".join(block.text for block in blocks)
        assert [i for i in wanted if not text[i].isspace()] == [i for i in geometry.offsets if not text[i].isspace()]


def test_repeated_words_are_found_where_they_stand_and_furniture_nowhere(pdf_maker, source):
    blocks = read_blocks("a.pdf", sample(pdf_maker)).blocks
    geometry = source.geometry(1, blocks)
    tops = [geometry.rects(block.span)[0][1] for block in blocks if block.page == 1]
    assert tops == sorted(tops) and tops[0] > 60
    (left, top, right, bottom), *_ = geometry.rects(Span(blocks[1].start, blocks[1].start + 4))
    assert 99 <= left <= 101 and top < 110 < bottom and 125 < right < 140
    assert geometry.hit(520, 27) is None  # the running head is no text
    assert len(geometry.rects(blocks[1].span)) == 2


def test_a_word_is_covered_whole_and_not_its_neighbours(pdf_maker, source):
    blocks = read_blocks("a.pdf", sample(pdf_maker)).blocks
    geometry = source.geometry(1, blocks)
    text = "\n".join(block.text for block in blocks)
    at = text.index("practice")
    (x0, y0, x1, y1), = geometry.rects(Span(at, at + len("practice")))
    inside = {geometry.hit(x, (y0 + y1) / 2) for x in (x0 + 0.3, (x0 + x1) / 2, x1 - 0.3)}
    assert inside <= set(range(at, at + len("practice")))
    assert geometry.hit(x0 - 0.5, (y0 + y1) / 2) == at - 1
    assert geometry.hit(x1 + 0.5, (y0 + y1) / 2) == at + len("practice")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_have_their_text_where_it_is_shown(pdf_maker, turn):
    made = pdf_maker()
    made.rotate = turn
    made.page()
    made.text(72, 80, "Findings of the visit", made.root.add("P"))
    data = made.bytes()
    blocks = read_blocks("a.pdf", data).blocks
    assert blocks[0].text == "Findings of the visit"
    source = PageSource(data)
    width, height = source.page_size(1)
    assert (width, height) == ((595, 842) if turn == 180 else (842, 595))
    boxes = source.geometry(1, blocks).boxes
    picture = source.render(1, 1.0)
    dark = _dark_box(picture)
    source.close()
    assert min(b[0] for b in boxes) - 3 <= dark[0] and dark[2] <= max(b[2] for b in boxes) + 3
    assert min(b[1] for b in boxes) - 3 <= dark[1] and dark[3] <= max(b[3] for b in boxes) + 3


def _dark_box(picture):
    points = [
        (index % picture.width, index // picture.width)
        for index in range(picture.width * picture.height)
        if picture.data[index * 4] < 128
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def test_pictures_are_whole_or_a_part_of_the_whole(source):
    whole = source.render(1, 1.5)
    assert (whole.width, whole.height, whole.stride) == (892, 1263, 892 * 4)
    assert len(whole.data) == whole.stride * whole.height
    part = source.render(1, 1.5, (100, 110, 200, 60))
    rows = [whole.data[(110 + y) * whole.stride + 400 : (110 + y) * whole.stride + 1200] for y in range(60)]
    assert part.data == b"".join(rows)
    with pytest.raises(ValueError, match="too large"):
        source.render(1, 40.0)


def test_bounds_outline_and_pages_without_text(pdf_maker, source):
    left, top, right, bottom = source.text_bounds(2)
    assert 71 <= left <= 74 and 78 <= top < bottom <= 95 and right < 160
    assert source.outline() == ()
    made = pdf_maker(tagged=False)
    made.page()
    empty = PageSource(made.bytes())
    assert empty.text_bounds(1) is None
    assert empty.geometry(1, ()).offsets == ()
    empty.close()


def test_alignment_passes_over_what_is_no_text_of_a_block(pdf_maker):
    blocks = read_blocks("a.txt", b"and\n\nGood people understand and act.").blocks
    printed = "7 Goodbye and Good people un3derstand and act."
    characters = [PageCharacter(c, (float(i), 0.0, i + 1.0, 10.0)) for i, c in enumerate(printed)]
    pages = tuple(_on_page(block) for block in blocks)
    offsets, boxes = align(characters, pages, 1)
    text = "\n".join(block.text for block in blocks)
    assert "".join(text[i] for i in offsets if not text[i].isspace()) == "andGoodpeopleunderstandandact."
    assert printed[int(boxes[0][0])] == "a" and boxes[0][0] == printed.index("and")


def _on_page(block):
    from dataclasses import replace

    from reviewer.domain.document import PageRun

    return replace(block, runs=(PageRun(block.start, 1),))
