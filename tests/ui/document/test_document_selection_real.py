"""Selecting on real printed pages: what is painted, quoted and reached, held against the characters of the file itself."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from reviewer.app.workspace import Workspace
from reviewer.domain.document import Reading
from reviewer.domain.page import PageGeometry
from reviewer.domain.span import Span
from reviewer.reading.pages import PageSource
from reviewer.reading.structure import read_blocks
from reviewer.ui.document.reading_order import ReadingOrder
from reviewer.ui.document.selection import Selection, Unit

CORPUS = Path(__file__).parents[3] / "../shared/corpus"
KINDS = ("focused visit", "inspection", "monitoring", "joint", "sif", "annual")
DOCUMENTS = 20
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Real:
    path: Path
    data: bytes
    reading: Reading
    order: ReadingOrder


def paths() -> list[Path]:
    """Choose documents of every kind and year, the same ones every time."""
    found = [path for path in sorted(CORPUS.rglob("*.pdf")) if path.read_bytes().startswith(b"%PDF")]  # some are web pages
    if not found:
        pytest.skip("the shared corpus of real documents is not here")
    of_kind = [[path for path in found if kind in path.name.lower()] for kind in KINDS]
    return sorted({path for some in of_kind for path in random.Random(7).sample(some, min(4, len(some)))} | set(found[:: len(found) // 12]))[:DOCUMENTS]


@cache
def real(path: Path) -> Real:
    data = path.read_bytes()
    raw = read_blocks(path.name, data)
    reading = Reading(raw.format, raw.blocks, raw.page_count)
    return Real(path, data, reading, ReadingOrder(reading))


def spans(document: Real, geometry: PageGeometry, rng: random.Random, count: int) -> Iterator[Span]:
    """Choose runs of whole words on one page, from one word to several lines, across blocks too."""
    text, offsets = document.reading.text, geometry.offsets
    for _ in range(count):
        first = document.order.word(rng.choice(offsets))
        wanted = first.end + rng.choice((0, 20, 120, 600))
        last = document.order.word(min(wanted, offsets[-1]))
        span = Span(first.start, max(first.end, last.end))
        if span.of(text).strip() == span.of(text) and offsets[0] <= span.start and span.end <= offsets[-1] + 1:
            yield span


def characters(data: bytes, page: int) -> list[tuple[str, Box]]:
    """Return the characters that the PDF library itself sees on a page, with their tight boxes from the top left."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page - 1]
        height, text = sheet.get_height(), sheet.get_textpage()
        whole = text.get_text_range()
        found = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if right > left and top > bottom:
                found.append((whole[index] if len(whole) == text.count_chars() else text.get_text_range(index, 1), (left, height - top, right, height - bottom)))
        text.close()
        return found
    finally:
        document.close()


def inside(box: Box, rects: list[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left - 0.2 <= x <= right + 0.2 and top <= y <= bottom for left, top, right, bottom in rects)


def bare(text: str) -> str:
    """Return the letters and digits alone: what a reader of the page would compare."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def ragged(one: Box, other: Box) -> bool:
    """Tell whether two rectangles are pieces of one printed line: side by side, and not two columns or cells apart."""
    height = min(one[3] - one[1], other[3] - other[1])
    together = min(one[3], other[3]) - max(one[1], other[1]) > height / 2
    return together and 0 <= other[0] - one[2] < height / 2


def each_page(rng: random.Random, count: int) -> Iterator[tuple[Real, PageSource, PageGeometry]]:
    for path in paths():
        document = real(path)
        source = PageSource(document.data)
        try:
            pages = rng.sample(range(1, source.page_count + 1), min(count, source.page_count))
            for page in pages:
                geometry = source.geometry(page, document.reading.blocks)
                if len(geometry.offsets) > 100:
                    yield document, source, geometry
        finally:
            source.close()


def test_the_rectangles_of_a_selection_cover_its_glyphs_and_no_others(record_property: Callable[[str, object], None]) -> None:
    rng, seen, wrong = random.Random(11), 0, []
    for document, _source, geometry in each_page(rng, 2):
        glyphs = characters(document.data, geometry.page)
        for span in spans(document, geometry, rng, 5):
            rects = geometry.rects(span)
            covered = "".join(character for character, box in glyphs if inside(box, rects))
            seen += 1
            if sorted(bare(covered)) != sorted(bare(span.of(document.reading.text))):
                wrong.append((document.path.name, geometry.page, span.of(document.reading.text)[:80], covered[:80]))
            assert not any(ragged(one, other) for one, other in pairwise(rects)), "one even rectangle a line"
    record_property("figure", f"selections whose rectangles cover exactly their glyphs: {seen - len(wrong)} of {seen}")
    assert seen > 100
    assert wrong == []


def test_200_random_selections_quote_the_canonical_text(record_property: Callable[[str, object], None], tmp_path: Path) -> None:
    rng, seen, stored = random.Random(5), 0, 0
    workspace = Workspace.open(tmp_path / "quotes.review")
    kept: dict[Path, str] = {}
    for document, _source, geometry in each_page(rng, 2):
        if document.path not in kept:
            kept[document.path] = workspace.import_reading(file_name=document.path.name, data=document.data, reading=document.reading)
        for span in spans(document, geometry, rng, 10):
            at = {offset: index for index, offset in enumerate(geometry.offsets)}
            if span.start not in at or span.end - 1 not in at:
                continue
            selection = Selection(document.order)
            first, last = geometry.boxes[at[span.start]], geometry.boxes[at[span.end - 1]]
            begin = geometry.caret_at(first[0] + (first[2] - first[0]) * 0.1, (first[1] + first[3]) / 2)
            end = geometry.caret_at(last[0] + (last[2] - last[0]) * 0.9, (last[1] + last[3]) / 2)
            assert begin is not None
            assert end is not None
            selection.press(begin, Unit.CHARACTER)
            selection.drag(end)
            selection.settle()
            assert selection.span == span, (document.path.name, geometry.page, span.of(document.reading.text)[:60])
            words = span.of(document.reading.text)
            quote = document.order.quote(span)
            assert bare(quote) == bare(words)
            assert quote.replace("• ", "").split() == words.split(), "as a person would type it: nothing lost, nothing doubled"
            assert "\n\n" not in quote
            assert "  " not in quote
            seen += 1
            if stored < seen // 4:
                key = workspace.tag_span(kept[document.path], span, "tag-concern")
                found = next((h for h in workspace.highlights(kept[document.path]) if h.id == key), None)
                assert found is None or (found.quote, found.page) == (words, geometry.page)
                stored += 1
    workspace.close()
    record_property("figure", f"random selections on {len(kept)} real documents quoted as the canonical text: {seen} of {seen}")
    assert seen >= 200


def test_the_caret_reaches_every_block_and_every_sentence() -> None:
    for path in paths():
        document = real(path)
        order, blocks = document.order, [block for block in document.reading.blocks if block.text.strip()]
        selection, reached = Selection(order), []
        for _ in range(len(blocks) + 5):
            before = selection.span
            span = selection.by_block(1, extend=False, start=0)
            if span == before:
                break
            reached.append(order.block_index(span.start))  # type: ignore[union-attr]
        wanted = [index for index, block in enumerate(document.reading.blocks) if block.text.strip()]
        assert reached == wanted, path.name
        back = [order.block_index(selection.by_block(-1, extend=False, start=0).start) for _ in wanted[1:]]  # type: ignore[union-attr]
        assert back == wanted[-2::-1], path.name
        covered, selection = [], Selection(order)
        span = selection.by_sentence(1, extend=False, start=0)
        while span is not None and (not covered or span != covered[-1]):
            covered.append(span)
            span = selection.by_sentence(1, extend=False, start=0)
        said = "".join(piece.of(document.reading.text) for piece in covered)
        assert "".join(said.split()) == "".join(document.reading.text.split()), path.name


def test_real_drags_and_keys_on_a_real_page(driver: Any, samples: SimpleNamespace) -> None:
    document = real(samples.corpus_file("north lincolnshire"))
    driver.show(document.reading, document.data)
    driver.pane.go_to_page(2)
    driver.settle()
    surface, rng = driver.pane.surface, random.Random(3)
    geometry = surface.canvas.geometry(2)
    view = surface.viewport().rect()
    done = 0
    for span in spans(document, geometry, rng, 60):
        first, last = driver.rects(Span(span.start, span.start + 1)), driver.rects(Span(span.end - 1, span.end))
        if not first or not last or not view.contains(first[0].toRect()) or not view.contains(last[0].toRect()) or len(span) < 3:
            continue
        driver.drag(driver.point(span.start, 0.1), driver.point(span.end - 1, 0.9))
        assert driver.pane.selection() == span
        driver.key(Qt.Key.Key_Escape)
        done += 1
        if done == 12:
            break
    assert done >= 5
