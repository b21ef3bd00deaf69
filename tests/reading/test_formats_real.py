"""Laws that hold for real documents: nothing glued, nothing lost, furniture out, every code point on its page."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from reviewer.domain.document import BlockKind, spans_on_page
from reviewer.domain.errors import UnreadableFileError
from reviewer.reading.pages import PageSource
from reviewer.reading.structure import RawReading, read_blocks

K = BlockKind
EVERY = 6  # one file in so many: the laws hold for kinds of document, and all of them take half a minute


@pytest.fixture(scope="module")
def readings(shared) -> dict[Path, RawReading]:
    files = [file for file in sorted((shared / "corpus").rglob("*.pdf")) if b"%PDF-" in file.read_bytes()[:1024]]
    return {file: read_blocks(file.name, file.read_bytes()) for file in files[::EVERY]}


def test_web_pages_named_pdf_are_refused_with_that_reason(shared):
    web = [file for file in (shared / "corpus").rglob("*.pdf") if b"%PDF-" not in file.read_bytes()[:1024]]
    assert web
    for file in web:
        with pytest.raises(UnreadableFileError, match="web page"):
            read_blocks(file.name, file.read_bytes())


def test_offsets_sections_and_runs_agree_with_the_text(readings):
    for file, reading in readings.items():
        text = "\n".join(block.text for block in reading.blocks)
        section = ""
        for block in reading.blocks:
            assert text[block.start : block.end] == block.text, file
            assert block.section == section, file
            assert block.runs and block.runs[0].start == block.start, (file, block.text[:50])
            assert [run.page for run in block.runs] == sorted({run.page for run in block.runs}), (file, block.text[:50])
            section = block.text if block.kind is K.HEADING else section


def test_numbers_run_without_gaps(readings):
    for file, reading in readings.items():
        numbers = [block.number for block in reading.blocks if block.number is not None]
        for before, after in pairwise(numbers):
            assert after in (1, before + 1), (file.name, before, after)


def test_no_label_glyph_or_page_number_is_left_in_the_text(readings):
    for file, reading in readings.items():
        for block in reading.blocks:
            assert not re.search("[\ue000-\uf8ff\x00-\x1f\ufffe\ufffd]", block.text), (file.name, block.text[:60])
            assert not re.match(r"[•◼■▪]", block.text), (file.name, block.text[:60])
            if block.kind is not K.CELL:
                assert not block.text.isdigit(), (file.name, block.page, block.text)


def test_nearly_all_paragraphs_begin_and_end_as_sentences_do(readings):
    """What a page break cut in two would begin in lower case and stop in mid-sentence."""
    for file, reading in readings.items():
        prose = [b for b in reading.blocks if b.kind is K.PARAGRAPH and len(b.text) > 150]
        broken = [b.text[:40] for b in prose if b.text[0].islower() or not re.search(r"[.:?!;)”’\"]$", b.text)]
        assert len(broken) <= 0.03 * len(prose) + 1, (file.name, broken)


def test_every_code_point_stands_on_its_page(readings):
    for file, reading in list(readings.items())[::3]:
        source = PageSource(file.read_bytes())
        text = "\n".join(block.text for block in reading.blocks)
        for page in range(1, source.page_count + 1):
            printed = set(source.geometry(page, reading.blocks).offsets)
            wanted = {i for span in spans_on_page(reading.blocks, page) for i in range(span.start, span.end)}
            missing = [i for i in wanted - printed if not text[i].isspace()]
            assert len(missing) <= 0.02 * len(wanted), (file.name, page, len(missing))
        source.close()


def test_the_text_copies_read_like_the_documents(shared):
    for file in sorted((shared / "seeds").glob("*.txt")):
        reading = read_blocks(file.name, file.read_bytes())
        everything = " ".join(block.text for block in reading.blocks)
        assert "**" not in everything and "<p" not in everything and "<ul" not in everything and "\t" not in everything
        assert any(block.kind is K.HEADING for block in reading.blocks), file.name
        bullets = [block.text for block in reading.blocks if block.kind is K.BULLET]
        assert not [text for text in bullets if re.search(r"\b(is|the|of|and|to)$", text)], file.name
