"""The documents of the sample are what their sources make, and the PDFs are really tagged."""

from __future__ import annotations

import importlib
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def make_sample() -> ModuleType:
    folder = str(ROOT / "packaging")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("make_sample")
    finally:
        sys.path.remove(folder)


def content(data: bytes) -> bytes:
    """Return what must not differ: all of a PDF, the text part of a Word document (compressors differ)."""
    if data.startswith(b"%PDF"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return parts.read("word/document.xml")


def test_the_documents_are_what_the_sources_make(make_sample: ModuleType) -> None:
    for path, data in make_sample.results():
        assert content(path.read_bytes()) == content(data), f"{path.name} is older: run packaging/dev.py sample"


@pytest.mark.parametrize("name", ["inspection-2017", "inspection-2022"])
def test_every_text_of_the_pdf_is_in_the_tags_or_marked_as_furniture(name: str) -> None:
    document = pypdfium2.PdfDocument(ROOT / "resources" / "sample" / f"{name}.pdf")
    try:
        for number in range(len(document)):
            page = document[number]
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            assert pdfium.FPDF_StructTree_CountChildren(tree) == 1
            pdfium.FPDF_StructTree_Close(tree)
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                tagged = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw) >= 0
                assert tagged or pdfium.FPDFPageObj_CountMarks(thing.raw) == 1
    finally:
        document.close()


def test_the_contents_page_is_right() -> None:
    source = (ROOT / "packaging" / "sample" / "inspection-2017.md").read_text(encoding="utf-8")
    entries = re.findall(r"^\| ([^|]+) \| (\d+) \|$", source, flags=re.MULTILINE)
    assert len(entries) == 9
    document = pypdfium2.PdfDocument(ROOT / "resources" / "sample" / "inspection-2017.pdf")
    try:
        pages = [" ".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document))]
    finally:
        document.close()
    assert [title for title, page in entries if title not in pages[int(page) - 1]] == []


def test_the_sample_is_invented_and_says_so() -> None:
    for source in [*(ROOT / "packaging" / "sample").glob("*.md"), ROOT / "resources/sample/focused-visit-2019.md"]:
        assert "invented" in source.read_text(encoding="utf-8"), source.name


def test_a_character_without_a_width_is_refused(make_sample: ModuleType) -> None:
    with pytest.raises(KeyError):
        make_sample.pdf("A black square ◼ has no place in Windows-1252.", foot="")
